//! What a session came to, for the terminal.

use std::collections::BTreeMap;
use std::fmt;

use super::failure::Failure;
use super::outlet::Outlet;
use crate::coach::{Event, EventKind, FREE, HoldFacts};
use crate::language::Language;
use crate::wording::session as words;

/// What a session came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    stretches: BTreeMap<String, Tally>,
    order: Vec<String>,
    attempt: Option<(String, f64)>,
    complete: bool,
    /// Whether there was no plan that could have been completed.
    free: bool,
}

#[derive(Clone, Debug, Default)]
struct Tally {
    reps: u32,
    fell_short: u32,
    held: f64,
    skipped: bool,
}

impl Summary {
    /// Takes an event in.
    pub fn add(&mut self, event: &Event) {
        self.free |= matches!(event.kind, EventKind::StretchRecognised { .. });
        match &event.kind {
            EventKind::StretchStarted { stretch } | EventKind::StretchRecognised { stretch, .. }
                if !self.stretches.contains_key(stretch) =>
            {
                self.order.push(stretch.clone());
                self.stretches.insert(stretch.clone(), Tally::default());
            }
            EventKind::HoldStarted(facts) | EventKind::HoldResumed(facts) => self.under_way(facts),
            EventKind::HoldPaused { hold, .. } => self.under_way(hold),
            EventKind::HoldCompleted(facts) | EventKind::HoldAbandoned(facts) => {
                self.under_way(facts);
                self.close_attempt();
            }
            EventKind::RepCompleted { stretch, .. } => {
                self.stretches.entry(stretch.clone()).or_default().reps += 1;
            }
            EventKind::AttemptFellShort { stretch, .. } => {
                self.stretches.entry(stretch.clone()).or_default().fell_short += 1;
            }
            EventKind::StretchCompleted { stretch, skipped } => {
                self.close_attempt();
                self.stretches.entry(stretch.clone()).or_default().skipped = *skipped;
            }
            EventKind::SessionEnded { stretch, .. } if stretch == FREE => self.free = true,
            EventKind::SessionEnded { stretch, held_seconds } => {
                self.attempt = Some((stretch.clone(), *held_seconds));
                self.close_attempt();
            }
            EventKind::SessionCompleted { .. } => self.complete = true,
            _ => {}
        }
    }

    /// Whether the plan came to its end: everything in it was done or skipped.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    fn under_way(&mut self, facts: &HoldFacts) {
        self.attempt = Some((facts.stretch.clone(), facts.held_seconds));
    }

    fn close_attempt(&mut self) {
        if let Some((stretch, held)) = self.attempt.take() {
            self.stretches.entry(stretch).or_default().held += held;
        }
    }
}

impl Outlet for Summary {
    fn hear(&mut self, event: &Event) -> Result<(), Failure> {
        self.add(event);
        Ok(())
    }
}

impl Summary {
    /// In words, several lines.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let mut lines = Vec::new();
        if self.free {
            lines.push(words::free(self.order.is_empty(), language).to_owned());
        } else {
            let skipped = self.stretches.values().filter(|tally| tally.skipped).count();
            lines.push(words::ended(self.complete, skipped, self.order.len(), language));
        }
        for stretch in &self.order {
            let Some(tally) = self.stretches.get(stretch) else { continue };
            let reps = words::repetitions(tally.reps, language);
            let rest = words::held(tally.held, tally.fell_short, tally.skipped, language);
            lines.push(format!("  {stretch:<24} {reps:<16} {rest}"));
        }
        lines.join("\n") + "\n"
    }
}

/// In English.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::English))
    }
}

#[cfg(test)]
fn line(event: &Event) -> String {
    words::line(event, Language::English)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::PauseReason;
    use crate::time::Timestamp;

    fn facts(held_seconds: f64) -> HoldFacts {
        HoldFacts { stretch: "sphinx".to_owned(), side: None, pose: None, held_seconds, hold_seconds: 5.0 }
    }

    fn event(kind: EventKind) -> Event {
        Event { time: Timestamp::from_secs(1.0), kind }
    }

    #[test]
    fn every_attempt_counts_once() {
        let mut summary = Summary::default();
        let sphinx = || "sphinx".to_owned();
        for kind in [
            EventKind::StretchStarted { stretch: sphinx() },
            EventKind::HoldStarted(facts(0.0)),
            EventKind::HoldPaused { hold: facts(2.0), reason: PauseReason::LeftPose },
            EventKind::HoldAbandoned(facts(2.0)),
            EventKind::HoldStarted(facts(0.0)),
            EventKind::HoldCompleted(facts(5.0)),
            EventKind::RepCompleted { stretch: sphinx(), side: None, pose: None, rep: 1, reps: 2 },
            EventKind::HoldStarted(facts(0.0)),
            EventKind::SessionEnded { stretch: sphinx(), held_seconds: 1.5 },
        ] {
            summary.add(&event(kind));
        }
        let words = summary.to_string();
        assert!(words.contains("not complete"), "{words}");
        assert!(words.contains("1 repetition "), "{words}");
        assert!(words.contains("8.5 s held"), "{words}");
    }

    #[test]
    fn attempts_that_fell_short_are_told_apart_from_repetitions() {
        let mut summary = Summary::default();
        let (stretch, pose) = (|| "cat-cow".to_owned(), || "cat".to_owned());
        let short = || EventKind::AttemptFellShort { stretch: stretch(), side: None, pose: pose() };
        let rep = EventKind::RepCompleted { stretch: stretch(), side: None, pose: Some(pose()), rep: 1, reps: 2 };
        assert!(line(&event(rep.clone())).ends_with("Repetition 1 of 2, cat"));
        for kind in [EventKind::StretchStarted { stretch: stretch() }, rep, short(), short()] {
            summary.add(&event(kind));
        }
        let words = summary.to_string();
        assert!(words.contains("1 repetition ") && words.contains("2 attempts that didn't quite get there"), "{words}");
    }

    #[test]
    fn what_was_skipped_is_told() {
        let mut summary = Summary::default();
        let completed = |stretch: &str, skipped| EventKind::StretchCompleted { stretch: stretch.to_owned(), skipped };
        let started = |stretch: &str| EventKind::StretchStarted { stretch: stretch.to_owned() };
        let over = |holds| EventKind::SessionCompleted { holds, movements: 0, fell_short: 0, held_seconds: 0.0 };
        for kind in
            [started("sphinx"), completed("sphinx", false), started("cat-cow"), completed("cat-cow", true), over(1)]
        {
            summary.add(&event(kind));
        }
        let words = summary.to_string();
        let lines: Vec<&str> = words.lines().collect();
        assert_eq!(lines[0], "Session ended, 1 of 2 skipped.");
        assert!(!lines[1].contains("skipped") && lines[2].ends_with(", then skipped"), "{words}");
        assert!(line(&event(over(1))).contains("Well done") && !line(&event(over(0))).contains("Well done"));
    }

    #[test]
    fn a_paused_hold_says_why() {
        let line = line(&event(EventKind::HoldPaused { hold: facts(2.25), reason: PauseReason::Unseen }));
        assert!(line.contains("I can't see enough"), "{line}");
        assert!(line.contains("2.2 of 5 s held") || line.contains("2.3 of 5 s held"), "{line}");
    }
}
