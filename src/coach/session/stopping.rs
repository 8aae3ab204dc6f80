//! How a session is stopped, and goes on: by an arm or a key, because something hurts, and as is chosen then.

use std::time::Duration;

use super::{Mode, Session};
use crate::coach::choices::{Choice, progress};
use crate::coach::event::{EventKind, HurtTarget, Sign};
use crate::coach::practice::{Practice, seconds};
use crate::coach::sign::{CHOSEN_AFTER, PASSING, TAKEN_AFTER, raises_an_arm};
use crate::coach::status::Phase;
use crate::coach::stop::{Stop, StoppedBy};
use crate::measure::{Observation, is_on_feet};
use crate::time::{Timestamp, reached};

impl Session {
    /// Reads what an arm says: the sign, or a choice.
    pub(super) fn read_signs(&mut self, observation: &Observation) -> Vec<EventKind> {
        let now = self.now;
        let raised = self.signs.observe(observation);
        if self.stopped.is_none() && !self.takes_signs() {
            // An arm that belongs to the stretch means nothing after it, either: it comes down first.
            self.signs.use_up();
            self.raised = None;
            self.up = None;
            return Vec::new();
        }
        self.raised = raised;
        if let Some(stop) = &self.stopped {
            let chosen = self.raised.and_then(|raised| stop.choices.chosen(now, raised));
            return chosen.map(|choice| self.choose(choice)).unwrap_or_default();
        }
        let up = if self.is_unsure_of_arms(observation) {
            self.lowered_after(now)
        } else {
            self.raised.map(|at| now.since(at))
        };
        let Some(up) = up.filter(|&up| reached(up, TAKEN_AFTER)) else { return Vec::new() };
        let mut kinds = vec![EventKind::Sign { sign: Sign::ArmUp, seconds: seconds(up) }];
        kinds.extend(self.stop(StoppedBy::Sign, &Choice::ALL));
        kinds
    }

    /// Whether a raised arm is a sign now: not while a stretch is entered or held that raises one itself. Without a plan an arm that is
    /// raised makes such a stretch of whoever stands, so that there only its hold counts.
    fn takes_signs(&self) -> bool {
        let present = self.presence.is_present();
        let practice = self.mode.practice();
        practice.is_none_or(|practice| {
            let phase = practice.phase(self.now, present);
            let is_free = matches!(self.mode, Mode::Free(_)) && phase == Phase::Positioning;
            is_free || matches!(phase, Phase::Resting(_)) || !raises_an_arm(&practice.step().stretch)
        })
    }

    /// Whether an arm that is up may belong to a stretch that nobody has asked for.
    fn is_unsure_of_arms(&self, observation: &Observation) -> bool {
        let is_standing = || observation.pose.as_ref().and_then(is_on_feet) == Some(true);
        matches!(self.mode, Mode::Free(_)) && is_standing()
    }

    /// How long an arm was up that has just come down.
    fn lowered_after(&mut self, now: Timestamp) -> Option<Duration> {
        if let Some(raised) = self.raised {
            // On its way down a hand moves before the arm is down: it was up since it first came to rest.
            let from = self.up.map_or(raised, |(from, _)| from.min(raised));
            self.up = Some((from, now));
            return None;
        }
        let (from, to) = self.up.filter(|_| self.signs.is_lowered(now))?;
        self.up = None;
        Some(to.since(from)).filter(|&up| up <= PASSING)
    }

    /// Stands still, and asks.
    pub(super) fn stop(&mut self, by: StoppedBy, choices: &'static [Choice]) -> Vec<EventKind> {
        self.signs.use_up();
        self.raised = None;
        let practice = self.mode.practice_mut();
        let before = practice.as_ref().map(|practice| HurtTarget::of(practice.assessments())).unwrap_or_default();
        let mut kinds: Vec<EventKind> = practice.and_then(Practice::pause).into_iter().collect();
        kinds.push(EventKind::Choices { choices: choices.to_vec() });
        self.stopped = Some(Stop::new(by, choices, self.now, before));
        kinds
    }

    /// Does what was chosen.
    pub(super) fn choose(&mut self, choice: Choice) -> Vec<EventKind> {
        self.signs.use_up();
        self.raised = None;
        let before = self.stopped.take().map(|stop| stop.before).unwrap_or_default();
        let mut kinds = vec![EventKind::Chosen { choice }];
        match choice {
            Choice::GoOn => {}
            Choice::Skip => kinds.extend(self.skip()),
            Choice::Hurts => kinds.extend(self.leave_what_hurts(before)),
            Choice::Stop => kinds.push(self.close()),
        }
        kinds
    }

    /// Whether only going on and stopping are to choose from.
    pub(super) fn is_asked_after_pain(&self) -> bool {
        self.stopped.as_ref().is_some_and(|stop| stop.choices.all() == Choice::AFTER_PAIN)
    }

    pub(super) fn skip(&mut self) -> Vec<EventKind> {
        match &mut self.mode {
            Mode::Free(free) => free.leave_out().into_iter().collect(),
            Mode::Planned(planned) => planned.skip(),
        }
    }

    /// Leaves the stretch that hurts; when it isn't the first, whether to stop for today is asked.
    pub(super) fn leave_what_hurts(&mut self, targets: Vec<HurtTarget>) -> Vec<EventKind> {
        let again = self.hurt > 0;
        self.hurt += 1;
        let side = self.mode.practice().and_then(Practice::side);
        let changed = self.mode.practice_mut().map(|practice| practice.hurt(&targets)).unwrap_or_default();
        let mut kinds = vec![EventKind::ThatHurts { stretch: self.stretch_id(), side, targets, again }];
        kinds.extend(changed);
        kinds.extend(self.skip());
        let is_over = matches!(&self.mode, Mode::Planned(planned) if planned.is_complete());
        if again && !is_over {
            kinds.extend(self.stop(StoppedBy::Sign, &Choice::AFTER_PAIN));
        }
        kinds
    }

    /// How far a raised arm is from being taken, 0 to 1.
    pub(super) fn sign_progress(&self, raised: Timestamp) -> f64 {
        let goal = if self.stopped.is_some() { CHOSEN_AFTER } else { TAKEN_AFTER };
        progress(self.now.since(raised), goal)
    }
}
