//! A stretch that is held: its holds, repetitions, sides, poses and rests. What the camera can't see is timed: then nothing but time
//! separates one hold from the next.

use std::time::Duration;

use super::super::comfort::{Attempt, Depths};
use super::super::event::{EventKind, HoldFacts, PauseReason};
use super::super::hold::{Hold, HoldChange};
use super::super::status::Phase;
use super::work::Exercise;
use crate::body::Side;
use crate::coach::practice::tally::seconds;
use crate::judge::Poise;
use crate::judge::Swing;
use crate::judge::Verdict;
use crate::judge::is_trying;
use crate::judge::{Comparison, Slot};
use crate::judge::{Cue, Haste};
use crate::judge::{ENTERING, LYING_READY};
use crate::measure::Facing;
use crate::measure::Observation;
use crate::stretch::{PoseIndex, Step, TargetPose};
use crate::time::Since;
use crate::time::{Timestamp, reached};

mod own_range;
mod reached;
mod words;

use reached::{Reached, missed_most};

/// A stretch being held.
#[derive(Clone, Debug)]
pub(in super::super) struct Held {
    pub(super) work: Exercise,
    hold: Hold,
    /// Where the attempt under way is held, or the last one was.
    slot: Option<Slot>,
    /// For how long another slot has been held while this one's hold is paused.
    rivalled: Since,
    /// Since when the hold has been paused because the pose was left.
    left_at: Option<Timestamp>,
    /// When the last hold began.
    began_at: Option<Timestamp>,
    /// For how long somebody has been lying ready.
    ready: Since,
    /// Whether somebody has been near a pose of this stretch, and knows the set-up.
    is_set_up: bool,
    /// Of a pose that has been reached and doesn't count yet.
    reached: Reached,
    /// Somebody who rests short of what is asked for.
    attempt: Attempt,
    /// Where the body has been in the hold under way.
    depths: Depths,
    /// How fast they go in.
    haste: Haste,
    /// The slot that is judged.
    judged: Option<Slot>,
    now: Timestamp,
}

impl Held {
    pub fn new(step: Step, goal: Duration, release_first: bool) -> Self {
        let mut hold = if step.stretch.guided.is_some() { Hold::timed(goal) } else { Hold::new(goal) };
        if release_first && step.stretch.guided.is_none() {
            hold.demand_release();
        }
        let slots = Slot::all(&step.stretch, &step.stretch.held_poses());
        let mut work = Exercise::new(step, slots.clone(), &slots);
        work.swing = Swing::between_holds(&work.step.stretch);
        Self {
            work,
            hold,
            slot: None,
            rivalled: Since::default(),
            left_at: None,
            began_at: None,
            ready: Since::default(),
            is_set_up: false,
            reached: Reached::default(),
            attempt: Attempt::default(),
            depths: Depths::default(),
            haste: Haste::default(),
            judged: None,
            now: Timestamp::ZERO,
        }
    }

    pub fn is_timed(&self) -> bool {
        self.work.step.stretch.guided.is_some()
    }

    /// Time held in the attempt under way; zero if there is none.
    pub const fn held_now(&self) -> Duration {
        if self.hold.is_under_way() { self.hold.held() } else { Duration::ZERO }
    }

    /// Time held in this attempt, and what completes it.
    pub const fn held(&self) -> (Duration, Duration) {
        (self.hold.held(), self.hold.goal())
    }

    /// Takes in one observation; `facing` is how the body stands, `None` while nobody is seen.
    pub fn observe(&mut self, observation: &Observation, facing: Option<Facing>, present: bool) -> Vec<EventKind> {
        let time = observation.time;
        self.now = time;
        let look = self.work.look(observation, facing);
        let posing = self.hold.is_under_way() || look.best(|_| true) >= Verdict::Edge;
        self.work.follow(observation, facing, &look, posing);

        self.judge(&look);
        self.is_set_up |= is_trying(&self.work.assessments);
        self.work.settling.observe(time, &self.work.assessments);
        let settled = self.work.settling.is_settled(time);
        let mut events = self.take_over(time, &look, settled);
        let verdict = self.judged_verdict(&look);
        let ready = self.ready.lasts(time, verdict.holds()).unwrap_or_default();
        for change in self.hold.observe(time, verdict, self.poise(time, ready)) {
            events.extend(self.tell(time, change, &look));
        }
        self.judge(&look);
        self.work.frame(observation);
        let waits = !self.is_timed() && !self.hold.awaits_release() && !self.hold.is_counting();
        self.reached.observe(time, waits.then_some(verdict), missed_most(&self.work.assessments));
        let began = events.iter().any(|kind| matches!(kind, EventKind::HoldStarted(_) | EventKind::HoldResumed(_)));
        events.extend(self.hint(observation, facing, &look, present, began));
        events.extend(self.find_own_range(time));
        events
    }

    /// Whether the body rests. What is timed may move, as a back rolls over a ball; but its rests are for resting, and it begins with
    /// somebody who has been lying `ready`.
    fn poise(&self, time: Timestamp, ready: Duration) -> Poise {
        let is_ready = self.began_at.is_some() || reached(ready, LYING_READY);
        if !self.is_timed() {
            self.work.settling.poise(time)
        } else if self.work.resting_until.is_some() || !is_ready {
            Poise::Moving(time)
        } else {
            Poise::Still(time - ENTERING)
        }
    }

    fn is_open(&self) -> impl Fn(Slot) -> bool + '_ {
        |slot| !self.work.quota.is_full(slot)
    }

    /// Whether a slot is of the pose that is, or was last, held.
    fn is_same_pose(&self) -> impl Fn(Slot) -> bool + '_ {
        |slot| self.slot.is_none_or(|own| own.pose == slot.pose)
    }

    /// What the hold hears about the pose.
    fn judged_verdict(&self, look: &Comparison) -> Verdict {
        let own = || self.slot.map_or(Verdict::Nobody, |slot| look.verdict(slot));
        if self.hold.is_counting() {
            // Pose models swap left and right legs for a few pictures. Somebody who really changes legs is outside the pose
            // on both sides for longer than a flicker in between.
            if look.best(self.is_same_pose()).holds() { Verdict::Inside } else { own() }
        } else if self.hold.is_under_way() {
            own()
        } else if self.hold.awaits_release() {
            look.best(self.is_same_pose())
        } else {
            look.best(self.is_open())
        }
    }

    /// A paused hold on one side, or of one pose, gives way when the other is held: the person has changed.
    fn take_over(&mut self, time: Timestamp, look: &Comparison, settled: bool) -> Vec<EventKind> {
        let rivals = self.hold.paused().is_some() && self.rival().is_some_and(|rival| look.verdict(rival).holds());
        let has_changed = self.rivalled.lasts(time, rivals).is_some_and(|lasting| lasting >= ENTERING);
        if !settled || !has_changed {
            return Vec::new();
        }
        self.rivalled = Since::default();
        let mut events: Vec<EventKind> = self.give_up().into_iter().collect();
        for change in self.hold.start(time, time - ENTERING) {
            events.extend(self.tell(time, change, look));
        }
        events
    }

    /// The open slot that the body has clearly changed to, of those that aren't the one of the attempt under way.
    fn rival(&self) -> Option<Slot> {
        let own = self.slot?;
        let side = own.side.and(self.work.working.current()).or(own.side);
        let pose = own.pose.and(self.work.nearer.current()).or(own.pose);
        Some(Slot { pose, side }).filter(|rival| *rival != own && !self.work.quota.is_full(*rival))
    }

    /// What is asked for while nothing is held: the side that is worked; after a hold the other pose, and before that the nearer one.
    fn asked(&self) -> Slot {
        let is_open = |pose: Option<PoseIndex>| self.work.quota.open().any(|slot| slot.pose == pose);
        let poses = || self.work.slots.iter().map(|slot| slot.pose);
        let other = self.slot.and_then(|last| poses().find(|&pose| pose != last.pose && is_open(pose)));
        let nearer = self.work.nearer.current().map(Some).filter(|&pose| self.slot.is_none() && is_open(pose));
        let pose =
            other.or(nearer).or_else(|| poses().find(|&pose| is_open(pose))).or_else(|| poses().next()).flatten();
        Slot { pose, side: self.work.working.current() }
    }

    fn facts(&self) -> HoldFacts {
        HoldFacts {
            stretch: self.work.step.stretch.id.clone(),
            side: self.slot.and_then(|slot| slot.side),
            pose: self.work.pose_id(self.slot.and_then(|slot| slot.pose)),
            held_seconds: seconds(self.hold.held()),
            hold_seconds: seconds(self.hold.goal()),
        }
    }

    fn tell(&mut self, time: Timestamp, change: HoldChange, look: &Comparison) -> Vec<EventKind> {
        let is_left = change == HoldChange::Paused(PauseReason::LeftPose);
        self.left_at = is_left.then_some(time);
        self.reached = if is_left { Reached::left_after(self.hold.held()) } else { Reached::default() };
        match change {
            HoldChange::Started => self.begin(time, look),
            HoldChange::Paused(reason) => vec![EventKind::HoldPaused { hold: self.facts(), reason }],
            HoldChange::Resumed => vec![EventKind::HoldResumed(self.facts())],
            HoldChange::Completed => self.complete(time, look),
            HoldChange::Abandoned => {
                self.work.tally.held += self.hold.held();
                let given_up = vec![EventKind::HoldAbandoned(self.facts())];
                self.hold.forget();
                given_up
            }
        }
    }

    fn begin(&mut self, time: Timestamp, look: &Comparison) -> Vec<EventKind> {
        let before = self.slot.and_then(|slot| slot.side);
        self.slot = look.fitting(self.asked(), self.is_open()).or(self.slot);
        self.work.resting_until = None;
        self.work.set_up.begin();
        self.began_at = Some(time);
        self.begin_in_own_range();
        let mut events = Vec::new();
        events.extend(self.work.changed_side(before, self.slot.and_then(|slot| slot.side)));
        events.push(EventKind::HoldStarted(self.facts()));
        if let Some(guided) = &self.work.step.stretch.guided {
            events.push(EventKind::Hint { cue: Cue::Guided(guided.clone()), target: None });
        }
        events
    }

    fn complete(&mut self, time: Timestamp, look: &Comparison) -> Vec<EventKind> {
        self.work.tally.holds += 1;
        self.work.tally.held += self.hold.held();
        let Some(slot) = self.slot else { return Vec::new() };
        let completed = EventKind::HoldCompleted(self.facts());
        let pose = self.work.pose_id(slot.pose);
        let mut events = vec![completed];
        events.extend(self.complete_in_own_range(slot));
        events.push(self.work.add(time, slot, pose));
        self.work.hints.clear();
        if let Some(next) = self.other_pose() {
            events.push(EventKind::Hint { cue: Cue::Pose(next.say.clone()), target: None });
        }
        if self.is_timed() {
            self.hold.renew();
            if self.work.step.dose.rest.is_zero() && !self.work.quota.is_full(slot) {
                for change in self.hold.start(time, time) {
                    events.extend(self.tell(time, change, look));
                }
            }
        }
        events
    }

    /// The pose that is asked for after a hold of the other one.
    fn other_pose(&self) -> Option<&TargetPose> {
        let asked = self.asked().pose;
        let other = asked.filter(|_| self.slot.is_some_and(|last| last.pose != asked));
        self.work.step.stretch.pose(other)
    }

    /// Keeps the assessments of the slot that is judged, for showing.
    fn judge(&mut self, look: &Comparison) {
        let own = || self.slot.map_or(Verdict::Nobody, |slot| look.verdict(slot));
        let slot = if self.hold.is_counting() && !own().holds() {
            // While left and right are swapped, the other side's assessments are the ones that speak of this leg.
            look.fitting(self.slot.unwrap_or_else(|| self.asked()), self.is_same_pose())
        } else if self.hold.is_under_way() || self.hold.awaits_release() {
            self.slot
        } else {
            look.fitting(self.asked(), self.is_open())
        };
        self.work.assessments = look.assessments(slot).to_vec();
        self.judged = slot;
    }

    /// Gives up the attempt under way, if there is one.
    pub fn give_up(&mut self) -> Option<EventKind> {
        self.hold.abandon()?;
        self.work.tally.held += self.hold.held();
        Some(EventKind::HoldAbandoned(self.facts()))
    }

    /// Stops judging on the person's wish.
    pub fn pause(&mut self) -> Option<EventKind> {
        self.work.fall_silent();
        self.rivalled = Since::default();
        match self.hold.pause()? {
            HoldChange::Paused(reason) => Some(EventKind::HoldPaused { hold: self.facts(), reason }),
            _ => None,
        }
    }

    pub fn phase(&self, now: Timestamp, present: bool) -> Phase {
        if self.hold.is_counting() {
            Phase::Holding
        } else if self.hold.is_under_way() {
            Phase::Paused
        } else if let Some(left) = self.work.rest_left(now) {
            Phase::Resting(left)
        } else if present {
            Phase::Positioning
        } else {
            Phase::Searching
        }
    }

    /// The side that is worked, once it is seen or only one is left.
    pub fn side(&self) -> Option<Side> {
        if self.hold.is_under_way() {
            self.slot.and_then(|slot| slot.side)
        } else if is_trying(&self.work.assessments) {
            self.judged.and_then(|slot| slot.side)
        } else {
            // Somebody who rests between two holds of a side is still at that side.
            let last = self.slot.filter(|_| self.work.resting_until.is_some()).and_then(|slot| slot.side);
            self.work.quota.only_side_left().or(last)
        }
    }

    /// The other side, where that is what comes next.
    fn side_to_change_to(&self) -> Option<Side> {
        let last = self.slot.and_then(|slot| slot.side);
        self.work.quota.only_side_left().filter(|side| last != Some(*side))
    }

    /// Which of two poses is held or asked for.
    pub fn pose(&self) -> Option<PoseIndex> {
        if self.hold.is_under_way() { self.slot?.pose } else { self.asked().pose }
    }

    /// Repetitions done and to do on the side that is worked, in the pose that is held.
    pub fn reps(&self) -> (u32, u32) {
        self.work.reps(Slot { pose: self.pose(), side: self.side() })
    }

    /// Holds to do, and how many of them are done, the one under way as a fraction.
    pub fn progress(&self) -> (f64, f64) {
        let (done, total) = self.work.quota.total();
        let under_way = self.held_now().as_secs_f64() / self.hold.goal().as_secs_f64().max(1e-3);
        (f64::from(done) + under_way, f64::from(total))
    }
}
