//! What is kept of a stretch under way, whether it is held or moved: where the body stands to it, what has been done and what said.

use std::time::Duration;

use super::super::comfort::Care;
use super::super::event::EventKind;
use super::super::hint::HintBoard;
use super::super::side::{NearerPose, Quota, WorkingSide};
use crate::body::{Pose, Side};
use crate::coach::practice::set_up::SetUp;
use crate::coach::practice::tally::Tally;
use crate::judge::Assessment;
use crate::judge::Settling;
use crate::judge::Swing;
use crate::judge::{Advice, Topic, after_coming_in, after_lowering_the_camera, asks_for_depth, come_in};
use crate::judge::{Comparison, Slot};
use crate::judge::{Message, Tone};
use crate::measure::Baseline;
use crate::measure::CoverageTracker;
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::is_on_feet;
use crate::stretch::{PoseIndex, Position, Step, Stretch, Target};
use crate::time::Timestamp;

/// A stretch under way.
#[derive(Clone, Debug)]
pub(in super::super) struct Exercise {
    pub step: Step,
    /// What the body is compared with.
    pub slots: Vec<Slot>,
    pub working: WorkingSide,
    /// Which of two poses is nearer.
    pub nearer: NearerPose,
    pub quota: Quota,
    pub baseline: Baseline,
    /// The ends of its movement, of a stretch with two poses.
    pub swing: Swing,
    pub resting_until: Option<Timestamp>,
    pub settling: Settling,
    /// Whether the words for getting into it have been read.
    pub set_up: SetUp,
    pub hints: HintBoard,
    /// What of the body is in the picture.
    coverage: CoverageTracker,
    /// The word about what is needed and out of the picture.
    pub cut: Option<Advice>,
    /// The targets as they stand now, in the slot that is judged or gone to.
    pub assessments: Vec<Assessment>,
    pub tally: Tally,
    /// How this person is coached besides.
    care: Care,
    /// The targets of the slots in which this person's own range counts.
    own: Vec<(Slot, Vec<Target>)>,
}

impl Exercise {
    /// A step of which nothing has been done; the body is compared with `slots`, and repetitions are counted in those `counted`.
    pub fn new(step: Step, slots: Vec<Slot>, counted: &[Slot]) -> Self {
        Self {
            slots,
            working: WorkingSide::default(),
            nearer: NearerPose::default(),
            quota: Quota::new(counted, step.dose.reps),
            baseline: Baseline::new(step.stretch.relative_measures()),
            swing: Swing::new(&step.stretch),
            resting_until: None,
            settling: Settling::default(),
            set_up: SetUp::new(&step.stretch.setup),
            hints: HintBoard::default(),
            coverage: CoverageTracker::default(),
            cut: None,
            assessments: Vec::new(),
            tally: Tally::default(),
            care: Care::default(),
            own: Vec::new(),
            step,
        }
    }

    /// Coaches this person so from now on.
    pub fn take_care(&mut self, care: Care) {
        self.care = care;
        self.ask_what_is_theirs();
    }

    /// How the person is coached, for whatever comes next.
    pub fn care(&self) -> &Care {
        &self.care
    }

    /// Changes how the person is coached, and what is asked of them with it.
    pub fn change_care<T>(&mut self, change: impl FnOnce(&mut Care, &Stretch) -> T) -> T {
        let changed = change(&mut self.care, &self.step.stretch);
        self.ask_what_is_theirs();
        changed
    }

    /// A movement is judged between its own two ends, which are the person's anyhow.
    fn ask_what_is_theirs(&mut self) {
        let is_held = self.step.dose.pace.hold().is_some() || self.step.stretch.poses.is_none();
        let (care, stretch) = (&self.care, &self.step.stretch);
        let own = |&slot: &Slot| Some((slot, care.targets(stretch, slot)?));
        self.own = if is_held { self.slots.iter().filter_map(own).collect() } else { Vec::new() };
    }

    /// Whether the person's own range counts in this slot.
    pub fn is_own(&self, slot: Option<Slot>) -> bool {
        self.own.iter().any(|(own, _)| Some(*own) == slot)
    }

    /// Compares the body with every slot.
    pub fn look(&mut self, observation: &Observation, facing: Option<Facing>) -> Comparison {
        self.coverage.observe(observation);
        self.swing.observe(observation, facing, self.baseline.start());
        let start = |slot: Slot| self.swing.start_of(slot.pose).unwrap_or(self.baseline.start());
        let targets = |slot: Slot| {
            let own = self.own.iter().find(|(own, _)| *own == slot);
            own.map_or_else(|| self.step.stretch.targets_of(slot.pose), |(_, targets)| targets)
        };
        Comparison::with(targets, &self.slots, observation, facing, start)
    }

    /// Follows the person's start, unless they are `posing`, their side and pose, and their rest.
    pub fn follow(&mut self, observation: &Observation, facing: Option<Facing>, look: &Comparison, posing: bool) {
        let time = observation.time;
        self.baseline.observe(observation, facing, posing);
        if let Some(misfits) = look.misfits() {
            self.working.observe(time, misfits);
        }
        if let Some(misfits) = look.misfits_of_poses() {
            self.nearer.observe(time, misfits);
        }
        if self.resting_until.is_some_and(|until| time >= until) {
            self.resting_until = None;
        }
    }

    /// Finds what the targets that are judged need and the picture doesn't show.
    pub fn frame(&mut self, observation: &Observation) {
        self.cut = come_in(self.coverage.coverage(), observation, &self.assessments);
    }

    /// This advice with what is out of the picture first, which whatever else can't be seen waits for, and then what the camera itself may
    /// make amiss.
    pub fn framed(&self, pose: &Pose, facing: Facing, advice: Vec<Advice>) -> Vec<Advice> {
        let advice = after_lowering_the_camera(facing, &self.assessments, advice);
        let is_elsewhere = self.step.stretch.position != Position::Standing && is_on_feet(pose) == Some(true);
        after_coming_in(self.cut.clone(), self.coverage.coverage(), advice, is_elsewhere)
    }

    /// One repetition more in this slot, and a rest after it.
    pub fn add(&mut self, time: Timestamp, slot: Slot, pose: Option<String>) -> EventKind {
        let rep = self.quota.add(slot);
        self.resting_until = Some(time + self.step.dose.rest);
        let stretch = self.step.stretch.id.clone();
        EventKind::RepCompleted { stretch, side: slot.side, pose, rep, reps: self.quota.reps() }
    }

    /// The event for working another side than `before`.
    pub fn changed_side(&self, before: Option<Side>, side: Option<Side>) -> Option<EventKind> {
        let (before, side) = before.zip(side)?;
        (before != side).then(|| EventKind::SideChanged { stretch: self.step.stretch.id.clone(), side })
    }

    /// Says what is most worth saying of this advice, if that is due and new.
    pub fn hint(
        &mut self,
        time: Timestamp,
        advice: &[Advice],
        is_mended: impl Fn(Topic, &[Assessment]) -> bool,
    ) -> Option<EventKind> {
        let settled = self.settling.is_settled(time);
        if self.hints.message().is_none() && self.cut.is_none() {
            self.set_up.observe(time, self.settling.poise(time).moving_since().is_some());
        }
        // How to get into it comes first, except for what helps to be seen.
        let is_read = self.set_up.is_read(time);
        let may_be_said = |advice: &Advice| is_read || advice.message.tone == Tone::Unseen;
        let assessments = &self.assessments;
        let mended = |topic| is_mended(topic, assessments);
        let spared: Vec<Advice>;
        let advice = if self.care.is_sparing {
            spared = advice.iter().filter(|advice| !asks_for_depth(advice, assessments)).cloned().collect();
            &spared
        } else {
            advice
        };
        let message = self.hints.observe(time, advice, settled, may_be_said, mended)?;
        Some(told(message, assessments))
    }

    /// Says this, unless it was said lately; its target is one of these.
    pub fn say(&mut self, time: Timestamp, advice: Advice, assessments: &[Assessment]) -> Option<EventKind> {
        if self.care.is_sparing && asks_for_depth(&advice, assessments) {
            return None;
        }
        self.hints.say(time, advice).map(|message| told(message, assessments))
    }

    /// The name of the pose at this place in the stretch.
    pub fn pose_id(&self, pose: Option<PoseIndex>) -> Option<String> {
        self.step.stretch.pose(pose).map(|pose| pose.id.clone())
    }

    /// The rest that is left.
    pub fn rest_left(&self, now: Timestamp) -> Option<Duration> {
        self.resting_until.filter(|&until| until > now).map(|until| until.since(now))
    }

    /// Repetitions done and to do in this slot; of a side that isn't known yet, what both have done.
    pub fn reps(&self, slot: Slot) -> (u32, u32) {
        let done = match slot.side {
            None if self.step.stretch.sided => self.quota.least_done(None),
            _ => self.quota.done(slot),
        };
        (done, self.quota.reps())
    }

    /// Forgets what was about to be said: judging stops.
    pub fn fall_silent(&mut self) {
        self.hints.clear();
        self.assessments.clear();
        self.cut = None;
    }
}

/// A message as an event, with the name of the target that it is about.
fn told(message: Message, assessments: &[Assessment]) -> EventKind {
    let target = message.target.and_then(|index| index.of(assessments)).map(|seen| seen.target.id.to_string());
    EventKind::Hint { cue: message.cue, target }
}
