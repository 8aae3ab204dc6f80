//! A stretch that is moved: repetitions between its two poses, on each side where there are sides.

use std::time::Duration;

use super::super::event::EventKind;
use super::super::movement::{Glance, Motion, Movement};
use super::super::status::Phase;
use super::work::Exercise;
use crate::body::{Pose, Side};
use crate::judge::Assessment;
use crate::judge::Cue;
use crate::judge::STILL_MOVING;
use crate::judge::is_trying;
use crate::judge::{Advice, Topic, advise, is_mended, worst};
use crate::judge::{Comparison, Slot};
use crate::judge::{Message, Tone};
use crate::judge::{Verdict, margins_off, verdict, worst_miss};
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::is_on_feet;
use crate::stretch::{PoseIndex, Position, Role, Step};
use crate::time::Timestamp;

/// How long somebody who is set up may take before the first pose is reached without a word about how: two or three calm breaths.
const LEFT_TO_BEGIN: Duration = Duration::from_secs(8);

/// The movement on one side of the body; on none for a stretch without sides.
#[derive(Clone, Debug)]
struct OnSide {
    side: Option<Side>,
    movement: Movement,
    /// How near the body came to each pose since one was last reached, and what would have brought it nearer.
    nearest: [Option<(f64, Advice)>; 2],
}

/// A stretch being moved.
#[derive(Clone, Debug)]
pub(in super::super) struct Moved {
    pub(super) work: Exercise,
    tempo: Duration,
    sides: Vec<OnSide>,
    /// The side of the last repetition.
    side: Option<Side>,
    /// When the body was last in one of the poses.
    in_pose_at: Option<Timestamp>,
    /// When somebody was first near a pose of this stretch, and knew the set-up.
    set_up_at: Option<Timestamp>,
}

impl Moved {
    pub fn new(step: Step, tempo: Duration) -> Self {
        let per_side = Slot::all(&step.stretch, &[None]);
        let movement = if step.stretch.alternates { Movement::to_either_side } else { Movement::new };
        let on_side = |slot: &Slot| OnSide { side: slot.side, movement: movement(tempo), nearest: [None, None] };
        let slots = Slot::all(&step.stretch, &PoseIndex::BOTH.map(Some));
        Self {
            tempo,
            sides: per_side.iter().map(on_side).collect(),
            work: Exercise::new(step, slots, &per_side),
            side: None,
            in_pose_at: None,
            set_up_at: None,
        }
    }

    /// Takes in one observation; `facing` is how the body stands, `None` while nobody is seen.
    pub fn observe(&mut self, observation: &Observation, facing: Option<Facing>, present: bool) -> Vec<EventKind> {
        let time = observation.time;
        let look = self.work.look(observation, facing);
        // A pose that one only comes from is the start.
        let counts = self.work.step.stretch.held_poses();
        let posing = look.best(|slot| counts == [None] || counts.contains(&slot.pose)) >= Verdict::Edge;
        self.work.follow(observation, facing, &look, posing);
        if look.best(|_| true) >= Verdict::Edge {
            self.in_pose_at = Some(time);
        }
        let mut events = Vec::new();
        for index in 0..self.sides.len() {
            for motion in self.follow(index, time, &look, observation.pose.as_ref()) {
                events.extend(self.tell(index, time, motion, &look));
            }
        }
        self.work.assessments = look.assessments(Some(self.goal())).to_vec();
        if self.set_up_at.is_none() && is_trying(&self.work.assessments) {
            self.set_up_at = Some(time);
        }
        self.work.settling.observe(time, &self.work.assessments);
        self.work.frame(observation);
        events.extend(self.hint(observation, facing, &look, present));
        events
    }

    /// What one side's movement makes of a look.
    fn follow(&mut self, index: usize, time: Timestamp, look: &Comparison, pose: Option<&Pose>) -> Vec<Motion> {
        let Some(on_side) = self.sides.get_mut(index) else { return Vec::new() };
        let slots = PoseIndex::BOTH.map(|pose| Slot { pose: Some(pose), side: on_side.side });
        let common = self.work.step.stretch.targets.len();
        let misses = slots.map(|slot| {
            let assessments = look.assessments(Some(slot));
            let in_place =
                pose.is_some_and(|pose| is_in_place(self.work.step.stretch.position, pose, assessments, common));
            worst_miss(assessments).filter(|_| in_place)
        });
        for pose in PoseIndex::BOTH {
            let (Some(miss), slot) = (misses[pose], slots[pose]) else { continue };
            if on_side.nearest[pose].as_ref().is_none_or(|(nearest, _)| miss < *nearest)
                && let Some(advice) = worst(look.assessments(Some(slot)), Role::Must, false)
            {
                on_side.nearest[pose] = Some((miss, advice.in_pose(Some(pose))));
            }
        }
        if let Some(first) = self.work.swing.began_in(on_side.side) {
            on_side.movement.begin_in(first);
        }
        on_side.movement.observe(time, Glance { verdicts: slots.map(|slot| look.verdict(slot)), misses })
    }

    fn tell(&mut self, index: usize, time: Timestamp, motion: Motion, look: &Comparison) -> Vec<EventKind> {
        let Some(on_side) = self.sides.get_mut(index) else { return Vec::new() };
        let side = on_side.side;
        let slot = Slot { pose: None, side };
        // A side that is done isn't counted any further, and what the other one does there isn't one of its movements.
        if self.work.quota.is_full(slot) {
            return Vec::new();
        }
        let mut events = Vec::new();
        match motion {
            Motion::Reached(pose) => {
                self.work.set_up.begin();
                on_side.nearest = [None, None];
                let reached = look.assessments(Some(Slot { pose: Some(pose), side }));
                // A pose that is the same for both sides is reached on both at once; its form is spoken of once.
                let is_worked = self.goal().side == side;
                if let Some(advice) = worst(reached, Role::Form, true).filter(|_| is_worked) {
                    events.extend(self.work.say(time, advice.in_pose(Some(pose)), reached));
                }
            }
            Motion::Completed { pose, hasty } => {
                events.extend(self.work.changed_side(self.side, side));
                self.side = side;
                self.work.tally.movements += 1;
                events.push(self.work.add(time, slot, self.work.pose_id(Some(pose))));
                if hasty {
                    let slower = Cue::Slower(self.tempo.as_secs_f64().ceil() as u64);
                    events.extend(self.work.say(time, Advice::of(Topic::Tempo, Tone::Guide, slower), &[]));
                }
            }
            Motion::FellShort { pose, counts } => {
                let nearest = on_side.nearest[pose].take();
                if counts {
                    self.work.tally.fell_short += 1;
                    let (stretch, pose) = (self.work.step.stretch.id.clone(), self.work.pose_id(Some(pose)));
                    events.push(EventKind::AttemptFellShort { stretch, side, pose: pose.unwrap_or_default() });
                }
                if let Some((_, advice)) = nearest {
                    let assessments = look.assessments(Some(Slot { pose: Some(pose), side }));
                    events.extend(self.work.say(time, advice, assessments));
                }
            }
        }
        events
    }

    /// Where the body goes: the pose after the one reached last, before that the nearer one; on the side that moves.
    fn goal(&self) -> Slot {
        let side = self.work.quota.only_side_left().or(self.work.working.current()).or(self.side);
        let on_side = self.sides.iter().find(|on_side| on_side.side == side);
        let heading = on_side.and_then(|on_side| on_side.movement.heading());
        Slot { pose: heading.or(self.work.nearer.current()).or(Some(PoseIndex::First)), side }
    }

    fn hint(
        &mut self,
        observation: &Observation,
        facing: Option<Facing>,
        look: &Comparison,
        present: bool,
    ) -> Option<EventKind> {
        if !present {
            self.work.hints.clear();
            return None;
        }
        let (pose, facing) = observation.pose.as_ref().zip(facing)?;
        let goal = self.goal();
        // Somebody who is still in the pose reached last may take a breath there: nothing but what holds in both is wrong.
        // And somebody who hasn't begun yet is left in peace for a while.
        let begins =
            !self.has_begun(goal.side) && self.set_up_at.is_none_or(|at| observation.time.since(at) < LEFT_TO_BEGIN);
        let rests = begins
            || self.work.resting_until.is_some()
            || look.best(|slot| slot.side == goal.side && slot.pose != goal.pose) >= Verdict::Edge;
        let common = self.work.step.stretch.targets.len();
        let is_due = |advice: &Advice| match advice.topic {
            Topic::Target(_, index, _) => !rests || index.0 < common,
            // On the way from one pose to the other everything is nearly right for a moment.
            Topic::Nearly(..) | Topic::Perhaps(..) => false,
            _ => true,
        };
        let advice = advise(
            &self.work.step.stretch,
            pose,
            &self.work.assessments,
            facing.near,
            self.is_moving(observation.time),
        );
        let advice = self.work.framed(pose, facing, advice);
        let advice: Vec<_> = advice.into_iter().filter(is_due).map(|advice| advice.in_pose(goal.pose)).collect();
        self.work.hint(observation.time, &advice, |topic, assessments| match topic {
            Topic::Target(of, ..) if of != goal.pose => false,
            topic => is_mended(topic, assessments),
        })
    }

    fn is_moving(&self, now: Timestamp) -> bool {
        let begun = self.sides.iter().any(|on_side| on_side.movement.heading().is_some());
        begun && self.in_pose_at.is_some_and(|at| now.since(at) < STILL_MOVING)
    }

    fn has_begun(&self, side: Option<Side>) -> bool {
        self.sides.iter().any(|on_side| on_side.side == side && on_side.movement.heading().is_some())
    }

    /// Stops judging on the person's wish. What has been reached stays reached.
    pub fn pause(&mut self) {
        self.work.fall_silent();
        for on_side in &mut self.sides {
            on_side.movement.pause();
            on_side.nearest = [None, None];
        }
    }

    pub fn phase(&self, now: Timestamp, present: bool) -> Phase {
        if let Some(left) = self.work.rest_left(now) {
            Phase::Resting(left)
        } else if !present {
            Phase::Searching
        } else if self.is_moving(now) {
            Phase::Moving
        } else {
            Phase::Positioning
        }
    }

    /// The side that moves, once it is seen or only one is left.
    pub fn side(&self) -> Option<Side> {
        self.side.filter(|_| self.work.quota.only_side_left().is_none()).or(self.work.quota.only_side_left())
    }

    /// The pose that comes next.
    pub fn pose(&self) -> Option<PoseIndex> {
        self.goal().pose
    }

    pub fn reps(&self) -> (u32, u32) {
        self.work.reps(Slot { pose: None, side: self.side() })
    }

    /// Repetitions to do, and how many of them are done; one of whose two poses one has been reached is half done.
    pub fn progress(&self) -> (f64, f64) {
        let (done, total) = self.work.quota.total();
        let open =
            self.sides.iter().filter(|on_side| !self.work.quota.is_full(Slot { pose: None, side: on_side.side }));
        let begun: f64 = open.map(|on_side| on_side.movement.share_done()).sum();
        (f64::from(done) + begun, f64::from(total))
    }

    pub fn message(&self, present: bool) -> Message {
        let of = |tone, cue| Message { tone, cue, target: None };
        if !present {
            return of(Tone::Unseen, Cue::Nobody);
        }
        if let Some(message) = self.work.hints.message() {
            let target = message.target.filter(|_| self.is_about_goal());
            return Message { target, ..message.clone() };
        }
        if self.work.resting_until.is_some() {
            return of(Tone::Guide, Cue::Breather);
        }
        let goal = self.goal();
        match (self.work.quota.only_side_left(), self.work.step.stretch.pose(goal.pose)) {
            // Until the body turns to it.
            (Some(side), _) if self.work.working.current() != Some(side) => of(Tone::Guide, Cue::OtherSide(side)),
            (_, Some(next)) if self.set_up_at.is_some() => of(Tone::Guide, Cue::Pose(next.say.clone())),
            _ => of(Tone::Guide, Cue::SetUp(self.work.step.stretch.setup.clone())),
        }
    }

    /// Whether the hint that is shown is about a target of the pose that is shown.
    fn is_about_goal(&self) -> bool {
        matches!(self.work.hints.topic(), Some(Topic::Target(pose, ..)) if pose == self.goal().pose)
    }
}

/// Whether the body is where the stretch is done, so that coming nearer to a pose means something: what holds in both poses does, or
/// nothing of that kind is known and it isn't on its feet for something on the mat.
fn is_in_place(position: Position, pose: &Pose, assessments: &[Assessment], common: usize) -> bool {
    let common = assessments.get(..common).unwrap_or_default();
    if common.iter().any(|assessment| assessment.target.role == Role::Must && margins_off(assessment).is_some()) {
        return verdict(common) != Verdict::Outside;
    }
    position == Position::Standing || is_on_feet(pose) != Some(true)
}
