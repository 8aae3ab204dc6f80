//! What is said to somebody who holds a stretch, rests from it or is about to take it.

use std::time::Duration;

use super::Held;
use crate::body::Side;
use crate::coach::event::{EventKind, PauseReason};
use crate::judge::Comparison;
use crate::judge::Cue;
use crate::judge::Verdict;
use crate::judge::{Advice, Topic, advise, is_mended, unseen};
use crate::judge::{Message, Tone};
use crate::measure::Facing;
use crate::measure::Observation;
use crate::stretch::Role;
use crate::time::Timestamp;

/// How long somebody who left the pose is left in peace before a word about how to return: leaving may have had a reason.
const LEFT_IN_PEACE: Duration = Duration::from_secs(3);

/// How long the words for what the camera can't see stay at the start of a timed hold: time to read two rows aloud.
const GUIDED_STAYS: Duration = Duration::from_secs(5);

impl Held {
    /// What is most worth saying, if that is due and new.
    pub(super) fn hint(
        &mut self,
        observation: &Observation,
        facing: Option<Facing>,
        look: &Comparison,
        present: bool,
        began: bool,
    ) -> Option<EventKind> {
        if let Some(said) = self.say_what_was_brief(observation.time, present) {
            return Some(said);
        }
        let is_hasty = self.haste.observe(observation.time, &self.work.assessments) && !self.hold.is_under_way();
        if is_hasty && present && self.work.resting_until.is_none() {
            let slowly = Advice::of(Topic::TooFast, Tone::Guide, Cue::Slowly);
            if let Some(said) = self.work.say(observation.time, slowly, &[]) {
                return Some(said);
            }
        }
        let leaving = self.hold.is_counting() && self.judged_verdict(look) == Verdict::Outside;
        let in_peace = leaving || self.left_at.is_some_and(|at| observation.time.since(at) < LEFT_IN_PEACE);
        if self.work.resting_until.is_some() || in_peace || !present {
            // A word to somebody who has just left the pose is what they are to read in peace.
            if !in_peace || self.work.hints.topic() != Some(Topic::StayThere) {
                self.work.hints.clear();
            }
            return None;
        }
        let (pose, facing) = observation.pose.as_ref().zip(facing)?;
        let waiting = !self.hold.is_under_way() && !self.hold.awaits_release();
        let done_held = waiting && look.best(|slot| self.work.quota.is_full(slot)) >= Verdict::Edge;
        let advice = if done_held && (self.work.quota.only_side_left().is_some() || self.other_pose().is_some()) {
            // Somebody who goes back to a side that is done hears it again.
            vec![self.what_is_next(self.work.quota.only_side_left())]
        } else if self.hold.awaits_release() {
            let still_held = look.best(self.is_same_pose()) >= Verdict::Edge;
            still_held.then(|| self.what_is_next(self.side_to_change_to())).into_iter().collect()
        } else {
            let pose_of = self.judged.and_then(|slot| slot.pose);
            let advice =
                advise(&self.work.step.stretch, pose, &self.work.assessments, facing.near, self.hold.is_under_way());
            let advice = self.work.framed(pose, facing, advice);
            // What keeps the hold from counting comes first, however little it is.
            let nearly = advice.iter().any(|advice| matches!(advice.topic, Topic::Nearly(..)));
            let is_form = |advice: &Advice| {
                let target = advice.message.target.and_then(|index| index.of(&self.work.assessments));
                target.is_some_and(|assessment| assessment.target.role == Role::Form)
            };
            let advice = advice.into_iter().filter(|advice| !nearly || !is_form(advice));
            advice.map(|advice| advice.in_pose(pose_of)).collect()
        };
        if began {
            self.work.hints.drop_unless_in(&advice);
        }
        self.work.hint(observation.time, &advice, is_mended)
    }

    /// A friendly word to somebody who did it well but briefly, or who is in the pose and doesn't rest in it.
    fn say_what_was_brief(&mut self, time: Timestamp, present: bool) -> Option<EventKind> {
        let was_brief = self.reached.take_left() && !self.work.hints.has_corrected(time);
        if !present || self.work.resting_until.is_some() {
            return None;
        }
        if was_brief {
            let goal = self.hold.goal().as_secs_f64().round() as u64;
            return self.work.say(time, Advice::of(Topic::StayThere, Tone::Good, Cue::StayThere(goal)), &[]);
        }
        let rests = self.work.settling.poise(time).still_since().is_some();
        if self.reached.is_unrested() && !rests {
            return self.work.say(time, Advice::of(Topic::HoldStill, Tone::Guide, Cue::HoldStill), &[]);
        }
        None
    }

    /// What to do after a hold, while its pose is still held.
    fn what_is_next(&self, other_side: Option<Side>) -> Advice {
        if let Some(side) = other_side {
            return Advice::of(Topic::OtherSide(side), Tone::Guide, Cue::OtherSide(side));
        }
        let Some((pose, next)) = self.asked().pose.zip(self.other_pose()) else {
            return Advice::of(Topic::GoAgain, Tone::Guide, Cue::GoAgain);
        };
        let message = Message { tone: Tone::Guide, cue: Cue::Pose(next.say.clone()), target: None };
        Advice { topic: Topic::OtherPose(pose), message }
    }

    pub fn message(&self, present: bool) -> Message {
        let of = |tone, cue| Message { tone, cue, target: None };
        let guide = |cue| of(Tone::Guide, cue);
        if self.work.resting_until.is_some() {
            return match (self.side_to_change_to(), self.other_pose()) {
                (Some(side), _) => guide(Cue::OtherSide(side)),
                (None, Some(next)) => guide(Cue::Pose(next.say.clone())),
                (None, None) => guide(if self.is_timed() { Cue::TimedRest } else { Cue::Rest }),
            };
        }
        if let Some(message) = self.work.hints.message() {
            return message.clone();
        }
        if !present {
            return of(Tone::Unseen, if self.hold.is_under_way() { Cue::HoldWaits } else { Cue::Nobody });
        }
        if self.hold.is_counting() {
            return match &self.work.step.stretch.guided {
                Some(guided) if self.began_at.is_some_and(|at| self.now.since(at) < GUIDED_STAYS) => {
                    guide(Cue::Guided(guided.clone()))
                }
                Some(_) => guide(Cue::Timed),
                // No more is any better.
                None if self.is_too_deep() => guide(Cue::EaseOff(String::new())),
                None => of(Tone::Good, Cue::Praise(self.work.step.stretch.praise.clone())),
            };
        }
        match self.hold.paused() {
            Some(PauseReason::Unseen) => (self.work.cut.clone())
                .or_else(|| unseen(&self.work.assessments))
                .map_or_else(|| of(Tone::Unseen, Cue::HoldWaits), |advice| advice.message),
            Some(PauseReason::Moving) => guide(Cue::HoldStill),
            Some(PauseReason::LeftPose) => guide(Cue::ComeBack),
            Some(PauseReason::Command) => guide(Cue::GoOn),
            None if self.hold.awaits_release() => self.what_is_next(self.side_to_change_to()).message,
            None => match (self.side_to_change_to(), self.work.step.stretch.pose(self.asked().pose)) {
                (Some(side), _) => guide(Cue::OtherSide(side)),
                (None, Some(next)) if self.is_set_up => guide(Cue::Pose(next.say.clone())),
                _ => guide(Cue::SetUp(self.work.step.stretch.setup.clone())),
            },
        }
    }
}
