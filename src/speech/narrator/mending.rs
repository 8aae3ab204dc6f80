//! Corrections: each is said when there is room for it, so often at most, and following one is answered.

use std::time::Duration;

use crate::coach::{Phase, Status};
use crate::judge::{Cue, TargetState};
use crate::language::Language;
use crate::measure::{CameraSide, Unseen};
use crate::speech::rules::{
    ASKED_AT_MOST, FOLLOWED_FOR, FOLLOWED_WITHIN, IN_TURN, SAME_IN_A_HOLD, SAME_IN_A_STRETCH, SOON,
};
use crate::speech::schedule::Schedule;
use crate::speech::utterance::{Priority, Utterance};
use crate::time::{Since, Timestamp, reached};
use crate::wording::spoken;

/// How long whoever was corrected has it in mind: praise would contradict it.
const NOT_FORGOTTEN: Duration = Duration::from_secs(12);
/// Of a movement a word about a repetition is still of use in the next one.
const NEXT_REPETITION: Duration = Duration::from_secs(3);

/// What has been corrected.
#[derive(Clone, Debug, Default)]
pub(super) struct Mending {
    /// What has been said in this hold, and in this stretch, and how often.
    in_hold: Counts,
    in_stretch: Counts,
    /// What has been said about being seen, and what to do, in this stretch.
    guided: Counts,
    /// What has been answered in this stretch.
    answered: Counts,
    /// A correction that has been offered, and isn't known to have been said.
    offered: Option<Correction>,
    /// The last one that was said, until it is followed.
    asked: Option<Asked>,
    corrected_at: Option<Timestamp>,
}

#[derive(Clone, Debug)]
struct Correction {
    cue: Cue,
    target: Option<String>,
    at: Timestamp,
}

#[derive(Clone, Debug)]
struct Asked {
    target: String,
    at: Timestamp,
    right: Since,
}

/// How often each of these was said.
#[derive(Clone, Debug, Default)]
struct Counts(Vec<(String, u32)>);

impl Counts {
    fn of(&self, words: &str) -> u32 {
        self.0.iter().find(|(said, _)| said == words).map_or(0, |(_, count)| *count)
    }

    fn add(&mut self, words: &str) {
        match self.0.iter_mut().find(|(said, _)| said == words) {
            Some((_, count)) => *count += 1,
            None => self.0.push((words.to_owned(), 1)),
        }
    }
}

impl Mending {
    /// Another stretch begins.
    pub fn begin_another(&mut self) {
        *self = Self::default();
    }

    /// A hold begins.
    pub fn begin_hold(&mut self) {
        self.in_hold = Counts::default();
        self.offered = None;
    }

    /// A hold is over: what was asked for in it isn't waited for any more.
    pub fn end_hold(&mut self) {
        self.asked = None;
        self.offered = None;
    }

    /// Whether somebody was corrected lately.
    pub fn has_corrected(&self, time: Timestamp) -> bool {
        self.corrected_at.is_some_and(|at| time.since(at) < NOT_FORGOTTEN)
    }

    /// A hint is due.
    pub fn hint(&mut self, time: Timestamp, cue: &Cue, target: Option<&str>, status: &Status, schedule: &mut Schedule) {
        if is_correction(cue) {
            self.offer(time, cue, target.map(str::to_owned), status, schedule);
            return;
        }
        let (name, patience) = match cue {
            // It is for the whole stretch, and may outlast a short hold.
            Cue::Guided(_) => ("guided", IN_TURN),
            Cue::Pose(_) => ("pose", SOON * 2),
            _ => ("guide", SOON * 2),
        };
        let phrases = guide(cue, status, schedule.language());
        let words = phrases.join(" ");
        if self.guided.of(&words) < ASKED_AT_MOST {
            self.guided.add(&words);
            schedule.offer(time, Utterance::words(name, Priority::Next, patience, phrases));
        }
    }

    fn offer(&mut self, time: Timestamp, cue: &Cue, target: Option<String>, status: &Status, schedule: &mut Schedule) {
        let phrases = spoken::cue(cue, schedule.language());
        let words = phrases.join(" ");
        if self.in_hold.of(&words) >= SAME_IN_A_HOLD || self.in_stretch.of(&words) >= SAME_IN_A_STRETCH {
            return;
        }
        schedule.forget(&["correction"]);
        let patience = if status.is_moved { NEXT_REPETITION } else { SOON };
        schedule.offer(time, Utterance::words("correction", Priority::Correction, patience, phrases));
        self.offered = Some(Correction { cue: cue.clone(), target, at: time });
    }

    /// Notes what has been said, offers again what could not be and still stands, and answers, once, what was done after it.
    pub fn observe(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        self.follow_offer(time, schedule);
        let shown = &status.message.cue;
        let stands =
            matches!(status.phase, Phase::Positioning | Phase::Holding | Phase::Paused) && is_correction(shown);
        let is_new = stands && !schedule.has_begun_since(&spoken::cue(shown, schedule.language()), self.corrected_at);
        if is_new && self.offered.is_none() && self.is_untold(shown, schedule.language()) && schedule.is_silent(time) {
            let target = status.message.target.and_then(|index| index.of(&status.targets));
            let target = target.map(|seen| seen.target.id.to_string());
            self.offer(time, shown, target, status, schedule);
        }
        self.answer(time, status, schedule);
    }

    /// Whether this has not been said in this hold: it was shown, and there was no room for it.
    fn is_untold(&self, cue: &Cue, language: Language) -> bool {
        self.in_hold.of(&spoken::cue(cue, language).join(" ")) == 0
    }

    fn follow_offer(&mut self, time: Timestamp, schedule: &Schedule) {
        let Some(offered) = &self.offered else { return };
        let phrases = spoken::cue(&offered.cue, schedule.language());
        if schedule.has_begun_since(&phrases, Some(offered.at)) {
            let words = phrases.join(" ");
            self.in_hold.add(&words);
            self.in_stretch.add(&words);
            self.corrected_at = Some(time);
            let target = offered.target.clone();
            self.asked = target.map(|target| Asked { target, at: time, right: Since::default() });
            self.offered = None;
        } else if time.since(offered.at) > NEXT_REPETITION {
            self.offered = None;
        }
    }

    fn answer(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        let Some(asked) = &mut self.asked else { return };
        if reached(time.since(asked.at), FOLLOWED_WITHIN) {
            self.asked = None;
            return;
        }
        // What can't be seen isn't thought to be right.
        let seen = status.targets.iter().find(|seen| *seen.target.id == *asked.target);
        let is_right = seen.is_some_and(|seen| seen.state == TargetState::Within);
        if !asked.right.lasts(time, is_right).is_some_and(|lasting| reached(lasting, FOLLOWED_FOR)) {
            return;
        }
        let target = std::mem::take(&mut asked.target);
        self.asked = None;
        schedule.forget(&["correction"]);
        // More than once it would be a refrain.
        if self.answered.of(&target) == 0 {
            self.answered.add(&target);
            let words = vec![spoken::that_is_it(schedule.language()).to_owned()];
            schedule.offer(time, Utterance::words("followed", Priority::Praise, SOON * 2, words));
        }
    }
}

const fn is_correction(cue: &Cue) -> bool {
    matches!(cue, Cue::Mend(_) | Cue::NearlyThere(_) | Cue::EaseOff(_) | Cue::Slower(_) | Cue::Slowly)
}

/// A guide's phrases; of a turn those that suit the stretch's own place for the camera.
fn guide(cue: &Cue, status: &Status, language: Language) -> Vec<String> {
    let camera = status.subject.camera();
    match cue {
        Cue::BeSeen(Unseen::WrongView, ..) if camera.see == CameraSide::ThreeQuarter => {
            spoken::camera(camera, language).into_iter().take(1).collect()
        }
        cue => spoken::cue(cue, language),
    }
}
