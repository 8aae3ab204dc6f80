//! Corrections: how often each is said, and that following one is answered.

use std::time::Duration;

use crate::coach::Status;
use crate::judge::{Cue, TargetState};
use crate::speech::rules::{ASKED_AT_MOST, FOLLOWED_FOR, FOLLOWED_WITHIN, IN_TURN, SAME_IN_A_HOLD, SOON};
use crate::speech::schedule::Schedule;
use crate::speech::utterance::{Priority, Utterance};
use crate::time::{Since, Timestamp, reached};
use crate::wording::spoken;

/// How long whoever was corrected has it in mind: praise would contradict it.
const NOT_FORGOTTEN: Duration = Duration::from_secs(12);

/// What has been corrected.
#[derive(Clone, Debug, Default)]
pub(super) struct Mending {
    /// What has been said in this hold, and how often.
    said: Counts,
    /// What has been said about being seen, and what to do, in this stretch.
    guided: Counts,
    /// The target of the last correction, until it is followed.
    asked: Option<Asked>,
    corrected_at: Option<Timestamp>,
}

/// How often each of these was said.
#[derive(Clone, Debug, Default)]
struct Counts(Vec<(String, u32)>);

impl Counts {
    /// It is said once more; answers how often that makes.
    fn again(&mut self, words: &str) -> u32 {
        if let Some((_, count)) = self.0.iter_mut().find(|(said, _)| said == words) {
            *count += 1;
            return *count;
        }
        self.0.push((words.to_owned(), 1));
        1
    }
}

#[derive(Clone, Debug)]
struct Asked {
    target: String,
    at: Timestamp,
    right: Since,
}

impl Mending {
    /// Another stretch begins.
    pub fn begin_another(&mut self) {
        *self = Self::default();
    }

    /// A hold begins.
    pub fn begin_hold(&mut self) {
        self.said = Counts::default();
    }

    /// Whether somebody was corrected lately.
    pub fn has_corrected(&self, time: Timestamp) -> bool {
        self.corrected_at.is_some_and(|at| time.since(at) < NOT_FORGOTTEN)
    }

    /// A hint is due.
    pub fn hint(&mut self, time: Timestamp, cue: &Cue, target: Option<&str>, schedule: &mut Schedule) {
        let phrases = spoken::cue(cue);
        if !matches!(cue, Cue::Mend(_) | Cue::NearlyThere(_) | Cue::Slower(_)) {
            let (name, patience) = match cue {
                Cue::Pose(_) => ("pose", SOON * 2),
                // It is for the whole stretch, and may outlast a short hold.
                Cue::Guided(_) => ("guided", IN_TURN),
                _ => ("guide", SOON * 2),
            };
            if self.guided.again(&phrases.join(" ")) <= ASKED_AT_MOST {
                schedule.offer(time, Utterance::words(name, Priority::Next, patience, phrases));
            }
            return;
        }
        if self.said.again(&phrases.join(" ")) > SAME_IN_A_HOLD {
            return;
        }
        self.corrected_at = Some(time);
        self.asked = target.map(|target| Asked { target: target.to_owned(), at: time, right: Since::default() });
        schedule.offer(time, Utterance::words("correction", Priority::Correction, SOON, phrases));
    }

    /// Answers, once, what was done after a correction.
    pub fn observe(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        let Some(asked) = &mut self.asked else { return };
        if reached(time.since(asked.at), FOLLOWED_WITHIN) {
            self.asked = None;
            return;
        }
        // What can't be seen isn't thought to be right.
        let seen = status.targets.iter().find(|seen| *seen.target.id == *asked.target);
        let is_right = seen.is_some_and(|seen| seen.state == TargetState::Within);
        if asked.right.lasts(time, is_right).is_some_and(|lasting| reached(lasting, FOLLOWED_FOR)) {
            self.asked = None;
            schedule.forget(&["correction"]);
            let words = vec![spoken::THAT_IS_IT.to_owned()];
            schedule.offer(time, Utterance::words("followed", Priority::Praise, SOON, words));
        }
    }
}
