//! When to say what could be said: one thing at a time, not at once, and not again and again.

use std::time::Duration;

use crate::judge::Message;
use crate::judge::{Advice, Topic};
use crate::time::Since;
use crate::time::Timestamp;
use crate::time::reached;

/// How long something must be wrong before it is said: people on their way into a pose mend most things themselves.
const SAID_AFTER: Duration = Duration::from_secs(1);
/// The same for what isn't seen: limbs pass behind each other.
const UNSEEN_SAID_AFTER: Duration = Duration::from_secs(2);
/// The same for what is nearly right and keeps a hold from counting: what is surely wrong comes before it.
const NEARLY_SAID_AFTER: Duration = Duration::from_millis(1500);
/// The same for what is perhaps right and keeps nothing from counting.
const PERHAPS_SAID_AFTER: Duration = Duration::from_secs(3);
/// How long a line stays: time to raise one's head and read it.
const STAYS: Duration = Duration::from_secs(3);
/// How long the same advice isn't repeated, unless it was followed in between.
const NOT_REPEATED: Duration = Duration::from_secs(8);
/// How long somebody who was corrected keeps it in mind: praise would contradict it.
const NOT_FORGOTTEN: Duration = Duration::from_secs(12);
/// How long something must be mended to count as followed.
const MENDED_AFTER: Duration = Duration::from_secs(1);

/// Decides which advice is shown, and when it counts as newly said.
#[derive(Clone, Debug, Default)]
pub struct HintBoard {
    topics: Vec<Memory>,
    shown: Option<ShownHint>,
    /// When something to mend was last shown.
    corrected_at: Option<Timestamp>,
}

/// What is remembered of a topic.
#[derive(Clone, Copy, Debug)]
struct Memory {
    topic: Topic,
    amiss: Since,
    mended: Since,
    said_at: Option<Timestamp>,
}

#[derive(Clone, Debug)]
struct ShownHint {
    advice: Advice,
    since: Timestamp,
}

impl HintBoard {
    /// The line that is shown now.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        self.shown.as_ref().map(|shown| &shown.advice.message)
    }

    /// What that line is about.
    #[must_use]
    pub fn topic(&self) -> Option<Topic> {
        self.shown.as_ref().map(|shown| shown.advice.topic)
    }

    /// Whether something has been said that is about one of these matters.
    #[must_use]
    pub fn has_said(&self, is_meant: impl Fn(Topic) -> bool) -> bool {
        self.topics.iter().any(|memory| memory.said_at.is_some() && is_meant(memory.topic))
    }

    /// Whether something was to be mended lately.
    #[must_use]
    pub fn has_corrected(&self, now: Timestamp) -> bool {
        self.corrected_at.is_some_and(|at| now.since(at) < NOT_FORGOTTEN)
    }

    /// Takes in everything worth saying now, the most important first, and which topics are mended (a topic may also be
    /// missing because it wasn't judged); returns what is newly said. Nothing new is said to a body that isn't `settled`, and only
    /// what `may_be_said` now.
    pub fn observe(
        &mut self,
        time: Timestamp,
        advice: &[Advice],
        settled: bool,
        may_be_said: impl Fn(&Advice) -> bool,
        is_mended: impl Fn(Topic) -> bool,
    ) -> Option<Message> {
        self.remember(time, advice, is_mended);
        if self.shown.as_ref().is_some_and(|shown| time.since(shown.since) < STAYS) {
            return None;
        }
        if !settled {
            self.drop_unless_in(advice);
            return None;
        }
        let is_due = |advice: &&Advice| may_be_said(advice) && self.is_due(time, advice.topic);
        let Some(chosen) = advice.iter().find(is_due) else {
            self.shown = None;
            return None;
        };
        let same = self.shown.as_ref().filter(|shown| shown.advice.topic == chosen.topic);
        if same.is_some_and(|shown| shown.advice.message.cue == chosen.message.cue) {
            return None;
        }
        // The same matter may ask for something else now, as another way to move.
        let is_told_anew = same.is_some();
        self.shown = Some(ShownHint { advice: chosen.clone(), since: time });
        if matches!(chosen.topic, Topic::Target(..) | Topic::Nearly(..)) {
            self.corrected_at = Some(time);
        }
        let memory = self.topics.iter_mut().find(|memory| memory.topic == chosen.topic)?;
        if !is_told_anew && memory.said_at.is_some_and(|said_at| time.since(said_at) < NOT_REPEATED) {
            return None;
        }
        memory.said_at = Some(time);
        Some(chosen.message.clone())
    }

    /// Shows this at once, unless a line has just come; answers it when it is newly said. For what has already lasted, or is over.
    pub fn say(&mut self, time: Timestamp, advice: Advice) -> Option<Message> {
        if self.shown.as_ref().is_some_and(|shown| time.since(shown.since) < STAYS) {
            return None;
        }
        let topic = advice.topic;
        let message = advice.message.clone();
        self.shown = Some(ShownHint { advice, since: time });
        if !self.topics.iter().any(|memory| memory.topic == topic) {
            self.topics.push(Memory { topic, amiss: Since::default(), mended: Since::default(), said_at: None });
        }
        let memory = self.topics.iter_mut().find(|memory| memory.topic == topic)?;
        if memory.said_at.is_some_and(|said_at| time.since(said_at) < NOT_REPEATED) {
            return None;
        }
        memory.said_at = Some(time);
        Some(message)
    }

    /// Takes the line away, because the moment it was about is over. What was said stays remembered.
    pub fn clear(&mut self) {
        self.shown = None;
        for memory in &mut self.topics {
            memory.amiss = Since::default();
        }
    }

    /// Takes the line away if it is no longer worth saying: a new moment has begun.
    pub fn drop_unless_in(&mut self, advice: &[Advice]) {
        self.shown = self.shown.take().filter(|shown| advice.iter().any(|advice| advice.topic == shown.advice.topic));
    }

    fn remember(&mut self, time: Timestamp, advice: &[Advice], is_mended: impl Fn(Topic) -> bool) {
        for Advice { topic, .. } in advice {
            if !self.topics.iter().any(|memory| memory.topic == *topic) {
                let topic = *topic;
                self.topics.push(Memory { topic, amiss: Since::default(), mended: Since::default(), said_at: None });
            }
        }
        for memory in &mut self.topics {
            let is_amiss = advice.iter().any(|advice| advice.topic == memory.topic);
            memory.amiss.lasts(time, is_amiss);
            let mended = memory.mended.lasts(time, !is_amiss && is_mended(memory.topic));
            if mended.is_some_and(|lasting| lasting >= MENDED_AFTER) {
                memory.said_at = None;
            }
        }
    }

    fn is_due(&self, time: Timestamp, topic: Topic) -> bool {
        let needed = match topic {
            Topic::Unseen(..) | Topic::WrongView => UNSEEN_SAID_AFTER,
            Topic::Nearly(..) => NEARLY_SAID_AFTER,
            Topic::Perhaps(..) => PERHAPS_SAID_AFTER,
            // It has lasted already, and comes before whatever else could be said of the same body.
            Topic::ComeIn => Duration::ZERO,
            Topic::Target(..)
            | Topic::HoldStill
            | Topic::StayThere
            | Topic::OtherSide(_)
            | Topic::OtherPose(_)
            | Topic::GoAgain
            | Topic::CameraHigh
            | Topic::Tempo
            | Topic::TooFast
            | Topic::OwnRange => SAID_AFTER,
        };
        let Some(memory) = self.topics.iter().find(|memory| memory.topic == topic) else { return false };
        let is_new = memory.said_at.is_none() || !matches!(topic, Topic::Perhaps(..) | Topic::CameraHigh);
        is_new && memory.amiss.so_far(time).is_some_and(|lasting| reached(lasting, needed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Cue;
    use crate::judge::Tone;
    use crate::judge::{TargetIndex, TargetState};

    fn advice(index: usize) -> Advice {
        Advice {
            topic: Topic::Target(None, TargetIndex(index), TargetState::Below),
            message: Message {
                tone: Tone::Mend,
                cue: Cue::Mend(format!("mend {index}")),
                target: Some(TargetIndex(index)),
            },
        }
    }

    /// Shows the board these pieces of advice for these seconds, ten times a second; gives what was said and when.
    fn told(parts: &[(&[usize], f64)]) -> (Vec<(f64, usize)>, HintBoard) {
        let mut board = HintBoard::default();
        let (mut said, mut tenths) = (Vec::new(), 0_u32);
        for &(amiss, seconds) in parts {
            let advice: Vec<Advice> = amiss.iter().map(|&index| advice(index)).collect();
            for _ in 0..(seconds * 10.0).round() as u32 {
                let time = f64::from(tenths) / 10.0;
                if let Some(message) = board.observe(Timestamp::from_secs(time), &advice, true, |_| true, |_| true) {
                    said.push((time, message.target.unwrap().0));
                }
                tenths += 1;
            }
        }
        (said, board)
    }

    #[test]
    fn nothing_is_said_about_what_mends_itself() {
        assert_eq!(told(&[(&[0], 0.9), (&[], 0.2), (&[0], 0.9)]).0, []);
    }

    #[test]
    fn nothing_is_said_to_somebody_on_the_move() {
        let mut board = HintBoard::default();
        let mut observe =
            |time: f64, settled| board.observe(Timestamp::from_secs(time), &[advice(0)], settled, |_| true, |_| true);
        for tenths in 0..50 {
            assert_eq!(observe(f64::from(tenths) / 10.0, false), None);
        }
        assert_eq!(observe(5.0, true).unwrap().cue.to_string(), "mend 0");
    }

    #[test]
    fn one_thing_at_a_time_the_most_important_first() {
        assert_eq!(told(&[(&[1, 2], 3.0), (&[0, 1], 1.5), (&[2], 4.0)]).0, [(1.0, 1), (4.0, 0), (7.0, 2)]);
    }

    #[test]
    fn what_the_same_matter_asks_for_now_takes_the_place_of_what_it_asked_for() {
        let mut board = HintBoard::default();
        let mut said = Vec::new();
        for tenths in 0..80 {
            let words = if tenths < 20 { "Move toward your feet." } else { "Move back." };
            let cue = Cue::Mend(words.to_owned());
            let message = Message { tone: Tone::Unseen, cue, target: None };
            let advice = [Advice { topic: Topic::ComeIn, message }];
            let time = Timestamp::from_secs(f64::from(tenths) / 10.0);
            said.extend(board.observe(time, &advice, true, |_| true, |_| false).map(|message| (tenths, message.cue)));
        }
        let words = [(0, "Move toward your feet."), (30, "Move back.")];
        assert_eq!(said, words.map(|(tenths, words)| (tenths, Cue::Mend(words.to_owned()))));
    }

    #[test]
    fn a_line_stays_for_three_seconds_even_when_it_was_followed() {
        let (_, board) = told(&[(&[0], 1.1), (&[], 2.0)]);
        assert_eq!(board.message().unwrap().cue.to_string(), "mend 0");
        let (_, board) = told(&[(&[0], 1.1), (&[], 3.1)]);
        assert_eq!(board.message(), None);
    }

    #[test]
    fn the_same_is_said_again_only_when_it_was_followed_or_much_later() {
        // It comes back after half a second: not followed, so it is shown without being said.
        assert_eq!(told(&[(&[0], 4.2), (&[], 0.5), (&[0], 2.0)]).0, [(1.0, 0)]);
        // It was followed for two seconds.
        assert_eq!(told(&[(&[0], 4.2), (&[], 2.0), (&[0], 2.0)]).0, [(1.0, 0), (7.2, 0)]);
        // It never went away: it stays shown and is said once.
        assert_eq!(told(&[(&[0], 30.0)]).0, [(1.0, 0)]);
    }
}
