//! A session in words, for the terminal: a line an event and a summary at the end.

use std::collections::BTreeMap;
use std::fmt;

use super::failure::Failure;
use super::outlet::Outlet;
use crate::body::Side;
use crate::coach::{Choice, Event, EventKind, FREE, HoldFacts, PauseReason};

fn side(side: Option<Side>) -> String {
    side.map(|side| format!(", {} side", side.name())).unwrap_or_default()
}

fn hold(facts: &HoldFacts) -> String {
    format!(
        "{:.1} of {} s held{}{}",
        facts.held_seconds,
        facts.hold_seconds,
        side(facts.side),
        in_pose(facts.pose.as_deref())
    )
}

fn in_pose(pose: Option<&str>) -> String {
    pose.map(|pose| format!(", {pose}")).unwrap_or_default()
}

/// One event as a line.
#[must_use]
pub fn line(event: &Event) -> String {
    let words = match &event.kind {
        EventKind::PersonFound => "I can see you.".to_owned(),
        EventKind::PersonLost => "I can't see you.".to_owned(),
        EventKind::StretchStarted { stretch } => format!("Next: {stretch}"),
        EventKind::StretchRecognised { title, either, .. } if either.is_empty() => format!("This looks like: {title}"),
        EventKind::StretchRecognised { title, either, .. } => {
            format!("This looks like: {title} (or {})", either.join(", "))
        }
        EventKind::OtherStretch { stretch, seen } => format!("That looks like {seen}. Next is {stretch}."),
        EventKind::HoldStarted(facts) => format!("Hold begins{}{}", side(facts.side), in_pose(facts.pose.as_deref())),
        EventKind::HoldPaused { hold: facts, reason } => {
            let why = match reason {
                PauseReason::LeftPose => "you left the pose",
                PauseReason::Moving => "you are moving",
                PauseReason::Unseen => "I can't see enough",
                PauseReason::Command => "as you asked",
            };
            format!("Hold paused, {why}: {}", hold(facts))
        }
        EventKind::HoldResumed(facts) => format!("Hold goes on: {}", hold(facts)),
        EventKind::HoldCompleted(facts) => format!("Hold done: {}", hold(facts)),
        EventKind::HoldAbandoned(facts) => format!("Hold given up: {}", hold(facts)),
        EventKind::RepCompleted { side: which, pose, rep, reps, .. } => {
            format!("Repetition {rep} of {reps}{}{}", side(*which), in_pose(pose.as_deref()))
        }
        EventKind::AttemptFellShort { side: which, pose, .. } => format!("Not quite at {pose}{}", side(*which)),
        EventKind::ComfortLearned { side: which, pose, target, limit, .. } => {
            format!("Your own limit of {target} is {limit}{}{}", side(*which), in_pose(pose.as_deref()))
        }
        EventKind::SideChanged { side, .. } => format!("Now the {} side", side.name()),
        EventKind::Sign { .. } => "You raised an arm".to_owned(),
        EventKind::Choices { .. } => "Paused: go on, skip, that hurts, or stop for today?".to_owned(),
        EventKind::Chosen { choice } => match choice {
            Choice::GoOn => "On we go".to_owned(),
            Choice::Skip => "Skip this stretch".to_owned(),
            Choice::Hurts => "That hurts".to_owned(),
            Choice::Stop => "Stop for today".to_owned(),
        },
        EventKind::ThatHurts { stretch, .. } => format!("{stretch} hurts: it is left out"),
        EventKind::Hint { cue, .. } => format!("\"{cue}\""),
        EventKind::StretchCompleted { stretch, skipped: true } => format!("{stretch} skipped"),
        EventKind::StretchCompleted { stretch, skipped: false } => format!("{stretch} done"),
        EventKind::SessionCompleted { holds: 0, movements: 0, .. } => "Session done.".to_owned(),
        EventKind::SessionCompleted { .. } => "Session done. Well done.".to_owned(),
        EventKind::SessionEnded { held_seconds, .. } if *held_seconds > 0.0 => {
            format!("Session ended in the middle of a hold, {held_seconds:.1} s held")
        }
        EventKind::SessionEnded { .. } => "Session ended before it was complete".to_owned(),
    };
    format!("{:7.1} s  {words}", event.time.secs())
}

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

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.free {
            let nothing = if self.order.is_empty() { " I didn't recognise a stretch." } else { "" };
            writeln!(f, "Free session ended.{nothing}")?;
        } else {
            let skipped = self.stretches.values().filter(|tally| tally.skipped).count();
            match (self.complete, skipped) {
                (false, _) => writeln!(f, "Session not complete.")?,
                (true, 0) => writeln!(f, "Session complete.")?,
                (true, skipped) => writeln!(f, "Session ended, {skipped} of {} skipped.", self.order.len())?,
            }
        }
        for stretch in &self.order {
            let Some(tally) = self.stretches.get(stretch) else { continue };
            let reps = match tally.reps {
                1 => "1 repetition".to_owned(),
                reps => format!("{reps} repetitions"),
            };
            let short = match tally.fell_short {
                0 => String::new(),
                1 => ", 1 attempt that didn't quite get there".to_owned(),
                count => format!(", {count} attempts that didn't quite get there"),
            };
            let skipped = if tally.skipped { ", then skipped" } else { "" };
            writeln!(f, "  {stretch:<24} {reps:<16} {:6.1} s held{short}{skipped}", tally.held)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
