//! A stretch that is held: its holds, repetitions, sides, poses and rests. What the camera can't see is timed: then nothing but time
//! tells one hold from the next.

use std::time::Duration;

use super::super::advice::{Advice, Topic, advise, is_mended, unseen};
use super::super::baseline::{Baseline, Start};
use super::super::body::{Observation, Side};
use super::super::event::{EventKind, HoldFacts, PauseReason};
use super::super::facing::Facing;
use super::super::hint::HintBoard;
use super::super::hold::{Hold, HoldChange};
use super::super::look::{Look, Slot};
use super::super::matcher::Verdict;
use super::super::posture::is_trying;
use super::super::settling::Settling;
use super::super::side::{Better, Quota, WorkingSide};
use super::super::status::{Assessment, Message, Phase, Tone};
use super::super::stretch::{Step, TargetPose};
use super::super::timing::ENTERING;
use super::super::words::Words;
use super::{Tally, seconds};
use crate::time::Timestamp;

/// How long somebody who left the pose is left in peace before a word about how to return: leaving may have had a reason.
const LEFT_IN_PEACE: Duration = Duration::from_secs(3);

/// How long the words for what the camera can't see stay at the start of a timed hold: time to read two rows aloud.
const GUIDED_STAYS: Duration = Duration::from_secs(5);

/// A stretch being held.
#[derive(Clone, Debug)]
pub(in super::super) struct Held {
    step: Step,
    slots: Vec<Slot>,
    hold: Hold,
    /// Where the attempt under way is held, or the last one was.
    slot: Option<Slot>,
    working: WorkingSide,
    /// Which of two poses is nearer.
    nearer: Better,
    /// Since when another slot has been held while this one's hold is paused.
    rival_since: Option<Timestamp>,
    quota: Quota,
    baseline: Baseline,
    resting_until: Option<Timestamp>,
    /// Since when the hold has been paused because the pose was left.
    left_at: Option<Timestamp>,
    /// When the last hold began.
    began_at: Option<Timestamp>,
    /// Whether somebody has been near a pose of this stretch, and knows the set-up.
    is_set_up: bool,
    settling: Settling,
    hints: HintBoard,
    /// The targets as they stand now, in the slot that is judged.
    assessments: Vec<Assessment>,
    judged: Option<Slot>,
    tally: Tally,
    now: Timestamp,
}

impl Held {
    pub fn new(step: Step, goal: Duration, release_first: bool) -> Self {
        let mut hold = Hold::new(goal);
        if release_first && step.stretch.guided.is_none() {
            hold.demand_release();
        }
        let slots = Slot::all(&step.stretch, &step.stretch.held_poses());
        Self {
            hold,
            slot: None,
            working: WorkingSide::default(),
            nearer: Better::default(),
            rival_since: None,
            quota: Quota::new(&slots, step.dose.reps),
            baseline: Baseline::new(&step.stretch),
            resting_until: None,
            left_at: None,
            began_at: None,
            is_set_up: false,
            settling: Settling::default(),
            hints: HintBoard::default(),
            assessments: Vec::new(),
            judged: None,
            tally: Tally::default(),
            now: Timestamp::ZERO,
            slots,
            step,
        }
    }

    /// Takes over what is known of the person's own start.
    pub fn know(&mut self, start: &Start) {
        self.baseline.know(start);
    }

    pub const fn step(&self) -> &Step {
        &self.step
    }

    pub fn is_complete(&self) -> bool {
        self.quota.is_complete()
    }

    pub fn is_timed(&self) -> bool {
        self.step.stretch.guided.is_some()
    }

    pub const fn tally(&self) -> Tally {
        self.tally
    }

    pub fn assessments(&self) -> &[Assessment] {
        &self.assessments
    }

    /// Time held in the attempt under way; zero when there is none.
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
        let look = Look::at(&self.step.stretch, &self.slots, observation, facing, self.baseline.start());
        let is_posing = self.hold.is_under_way() || look.best(|_| true) >= Verdict::Edge;
        self.baseline.observe(observation, facing, is_posing);
        if let Some(misfits) = look.misfits() {
            self.working.observe(time, misfits);
        }
        if let Some(misfits) = look.misfits_of_poses() {
            self.nearer.observe(time, misfits);
        }
        if self.resting_until.is_some_and(|until| time >= until) {
            self.resting_until = None;
        }

        self.judge(&look);
        self.is_set_up |= is_trying(&self.assessments);
        self.settling.observe(time, &self.assessments);
        let settled = self.settling.is_settled(time);
        let mut events = self.take_over(time, &look, settled);
        let verdict = self.judged_verdict(&look);
        // What is timed may move, as a back rolls over a ball; but its rests are for resting.
        let may_begin = if self.is_timed() { self.resting_until.is_none() } else { settled };
        for change in self.hold.observe(time, verdict, may_begin) {
            events.extend(self.tell(time, change, &look));
        }
        self.judge(&look);
        let began = events.iter().any(|kind| matches!(kind, EventKind::HoldStarted(_) | EventKind::HoldResumed(_)));
        events.extend(self.hint(observation, facing, &look, present, began));
        events
    }

    fn is_open(&self) -> impl Fn(Slot) -> bool + '_ {
        |slot| !self.quota.is_full(slot)
    }

    /// Whether a slot is of the pose that is, or was last, held.
    fn is_same_pose(&self) -> impl Fn(Slot) -> bool + '_ {
        |slot| self.slot.is_none_or(|own| own.pose == slot.pose)
    }

    /// What the hold is told about the pose.
    fn judged_verdict(&self, look: &Look) -> Verdict {
        let own = || self.slot.map_or(Verdict::Nobody, |slot| look.verdict(slot));
        if self.hold.is_counting() {
            // Pose models swap left and right legs for a few pictures. Somebody who really changes legs is outside the pose
            // on both sides for longer than a flicker in between.
            if look.best(self.is_same_pose()) == Verdict::Inside { Verdict::Inside } else { own() }
        } else if self.hold.is_under_way() {
            own()
        } else if self.hold.awaits_release() {
            look.best(self.is_same_pose())
        } else {
            look.best(self.is_open())
        }
    }

    /// A paused hold on one side, or of one pose, gives way when the other is held: the person has changed.
    fn take_over(&mut self, time: Timestamp, look: &Look, settled: bool) -> Vec<EventKind> {
        let rivals =
            self.hold.paused().is_some() && self.rival().is_some_and(|rival| look.verdict(rival) == Verdict::Inside);
        if !rivals {
            self.rival_since = None;
            return Vec::new();
        }
        let since = *self.rival_since.get_or_insert(time);
        if !settled || time.since(since) < ENTERING {
            return Vec::new();
        }
        self.rival_since = None;
        let mut events: Vec<EventKind> = self.give_up().into_iter().collect();
        for change in self.hold.start(time) {
            events.extend(self.tell(time, change, look));
        }
        events
    }

    /// The open slot that the body has clearly changed to, of those that aren't the one of the attempt under way.
    fn rival(&self) -> Option<Slot> {
        let own = self.slot?;
        let side = own.side.and(self.working.current()).or(own.side);
        let pose = own.pose.and(self.nearer.current()).or(own.pose);
        Some(Slot { pose, side }).filter(|rival| *rival != own && !self.quota.is_full(*rival))
    }

    /// What is asked for while nothing is held: the side that is worked; after a hold the other pose, and before that the nearer one.
    fn asked(&self) -> Slot {
        let is_open = |pose: Option<usize>| self.quota.open().any(|slot| slot.pose == pose);
        let poses = || self.slots.iter().map(|slot| slot.pose);
        let other = self.slot.and_then(|last| poses().find(|&pose| pose != last.pose && is_open(pose)));
        let nearer = self.nearer.current().map(Some).filter(|&pose| self.slot.is_none() && is_open(pose));
        let pose =
            other.or(nearer).or_else(|| poses().find(|&pose| is_open(pose))).or_else(|| poses().next()).flatten();
        Slot { pose, side: self.working.current() }
    }

    fn pose_id(&self, pose: Option<usize>) -> Option<String> {
        self.step.stretch.pose(pose).map(|pose| pose.id.clone())
    }

    fn facts(&self) -> HoldFacts {
        HoldFacts {
            stretch: self.step.stretch.id.clone(),
            side: self.slot.and_then(|slot| slot.side),
            pose: self.pose_id(self.slot.and_then(|slot| slot.pose)),
            held_seconds: seconds(self.hold.held()),
            hold_seconds: seconds(self.hold.goal()),
        }
    }

    fn tell(&mut self, time: Timestamp, change: HoldChange, look: &Look) -> Vec<EventKind> {
        self.left_at = (change == HoldChange::Paused(PauseReason::LeftPose)).then_some(time);
        match change {
            HoldChange::Started => self.begin(time, look),
            HoldChange::Paused(reason) => vec![EventKind::HoldPaused { hold: self.facts(), reason }],
            HoldChange::Resumed => vec![EventKind::HoldResumed(self.facts())],
            HoldChange::Completed => self.complete(time, look),
            HoldChange::Abandoned => {
                self.tally.held += self.hold.held();
                vec![EventKind::HoldAbandoned(self.facts())]
            }
        }
    }

    fn begin(&mut self, time: Timestamp, look: &Look) -> Vec<EventKind> {
        let before = self.slot.and_then(|slot| slot.side);
        self.slot = look.fitting(self.asked(), self.is_open()).or(self.slot);
        self.resting_until = None;
        self.began_at = Some(time);
        let mut events = Vec::new();
        if let (Some(before), Some(side)) = (before, self.slot.and_then(|slot| slot.side))
            && before != side
        {
            events.push(EventKind::SideChanged { stretch: self.step.stretch.id.clone(), side });
        }
        events.push(EventKind::HoldStarted(self.facts()));
        if let Some(guided) = &self.step.stretch.guided {
            events.push(EventKind::Hint { text: guided.clone(), target: None });
        }
        events
    }

    fn complete(&mut self, time: Timestamp, look: &Look) -> Vec<EventKind> {
        self.tally.holds += 1;
        self.tally.held += self.hold.held();
        let Some(slot) = self.slot else { return Vec::new() };
        let completed = EventKind::HoldCompleted(self.facts());
        let rep = self.quota.add(slot);
        self.resting_until = Some(time + self.step.dose.rest);
        self.hints.clear();
        let (stretch, pose) = (self.step.stretch.id.clone(), self.pose_id(slot.pose));
        let reps = self.quota.reps();
        let mut events = vec![completed, EventKind::RepCompleted { stretch, side: slot.side, pose, rep, reps }];
        if let Some(next) = self.other_pose() {
            events.push(EventKind::Hint { text: next.say.clone(), target: None });
        }
        if self.is_timed() {
            self.hold.renew();
            if self.step.dose.rest.is_zero() && !self.quota.is_full(slot) {
                for change in self.hold.start(time) {
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
        self.step.stretch.pose(other)
    }

    /// Keeps the assessments of the slot that is judged, for showing.
    fn judge(&mut self, look: &Look) {
        let own = || self.slot.map_or(Verdict::Nobody, |slot| look.verdict(slot));
        let slot = if self.hold.is_counting() && own() != Verdict::Inside {
            // While left and right are swapped, the other side's assessments are the ones that speak of this leg.
            look.fitting(self.slot.unwrap_or_else(|| self.asked()), self.is_same_pose())
        } else if self.hold.is_under_way() || self.hold.awaits_release() {
            self.slot
        } else {
            look.fitting(self.asked(), self.is_open())
        };
        self.assessments = look.assessments(slot).to_vec();
        self.judged = slot;
    }

    fn hint(
        &mut self,
        observation: &Observation,
        facing: Option<Facing>,
        look: &Look,
        present: bool,
        began: bool,
    ) -> Option<EventKind> {
        let leaving = self.hold.is_counting() && self.judged_verdict(look) == Verdict::Outside;
        let in_peace = leaving || self.left_at.is_some_and(|at| observation.time.since(at) < LEFT_IN_PEACE);
        if self.resting_until.is_some() || in_peace || !present {
            self.hints.clear();
            return None;
        }
        let (pose, facing) = observation.pose.as_ref().zip(facing)?;
        let waiting = !self.hold.is_under_way() && !self.hold.awaits_release();
        let done_held = waiting && look.best(|slot| self.quota.is_full(slot)) >= Verdict::Edge;
        let advice = if done_held && (self.quota.only_side_left().is_some() || self.other_pose().is_some()) {
            vec![self.what_is_next()]
        } else if self.hold.awaits_release() {
            let still_held = look.best(self.is_same_pose()) >= Verdict::Edge;
            still_held.then(|| self.what_is_next()).into_iter().collect()
        } else {
            let pose_of = self.judged.and_then(|slot| slot.pose);
            let advice = advise(&self.step.stretch, pose, &self.assessments, facing.near, self.hold.is_under_way());
            advice.into_iter().map(|advice| advice.in_pose(pose_of)).collect()
        };
        if began {
            self.hints.drop_unless_in(&advice);
        }
        let settled = self.settling.is_settled(observation.time);
        let message =
            self.hints.observe(observation.time, &advice, settled, |topic| is_mended(topic, &self.assessments))?;
        let target = message.target.and_then(|index| self.assessments.get(index)).map(|seen| seen.target.id.clone());
        Some(EventKind::Hint { text: message.text, target })
    }

    /// What to do after a hold, while its pose is still held.
    fn what_is_next(&self) -> Advice {
        if let Some(side) = self.quota.only_side_left() {
            return Advice::of(Topic::OtherSide(side), Tone::Guide, Words::OtherSide(side));
        }
        let Some((pose, next)) = self.asked().pose.zip(self.other_pose()) else {
            return Advice::of(Topic::GoAgain, Tone::Guide, Words::GoAgain);
        };
        let message = Message { tone: Tone::Guide, text: next.say.clone(), target: None };
        Advice { topic: Topic::OtherPose(pose), message }
    }

    /// Gives up the attempt under way, if there is one.
    pub fn give_up(&mut self) -> Option<EventKind> {
        self.hold.abandon()?;
        self.tally.held += self.hold.held();
        Some(EventKind::HoldAbandoned(self.facts()))
    }

    /// Stops judging on the person's wish.
    pub fn pause(&mut self) -> Option<EventKind> {
        self.hints.clear();
        self.assessments.clear();
        self.rival_since = None;
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
        } else if let Some(until) = self.resting_until.filter(|&until| until > now) {
            Phase::Resting(until.since(now))
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
        } else if is_trying(&self.assessments) {
            self.judged.and_then(|slot| slot.side)
        } else {
            self.quota.only_side_left()
        }
    }

    /// Which of two poses is held or asked for.
    pub fn pose(&self) -> Option<usize> {
        if self.hold.is_under_way() { self.slot?.pose } else { self.asked().pose }
    }

    /// Repetitions done and to do on the side that is worked, in the pose that is held.
    pub fn reps(&self) -> (u32, u32) {
        let (pose, side) = (self.pose(), self.side());
        let done = match side {
            None if self.step.stretch.sided => self.quota.least_done(None),
            side => self.quota.done(Slot { pose, side }),
        };
        (done, self.quota.reps())
    }

    /// Holds to do, and how many of them are done, the one under way as a fraction.
    pub fn progress(&self) -> (f64, f64) {
        let (done, total) = self.quota.total();
        let under_way = self.held_now().as_secs_f64() / self.hold.goal().as_secs_f64().max(1e-3);
        (f64::from(done) + under_way, f64::from(total))
    }

    pub fn message(&self, present: bool) -> Message {
        let of = |tone, words: Words| Message { tone, text: words.to_string(), target: None };
        let guide = |words| of(Tone::Guide, words);
        let say = |text: &String| Message { tone: Tone::Guide, text: text.clone(), target: None };
        if self.resting_until.is_some() {
            return match (self.quota.only_side_left(), self.other_pose()) {
                (Some(side), _) => guide(Words::OtherSide(side)),
                (None, Some(next)) => say(&next.say),
                (None, None) => guide(if self.is_timed() { Words::TimedRest } else { Words::Rest }),
            };
        }
        if let Some(message) = self.hints.message() {
            return message.clone();
        }
        if !present {
            return of(Tone::Unseen, if self.hold.is_under_way() { Words::HoldWaits } else { Words::Nobody });
        }
        if self.hold.is_counting() {
            return match &self.step.stretch.guided {
                Some(guided) if self.began_at.is_some_and(|at| self.now.since(at) < GUIDED_STAYS) => say(guided),
                Some(_) => guide(Words::Timed),
                None => Message { tone: Tone::Good, text: self.step.stretch.praise.clone(), target: None },
            };
        }
        match self.hold.paused() {
            Some(PauseReason::Unseen) => {
                unseen(&self.assessments).map_or_else(|| of(Tone::Unseen, Words::HoldWaits), |advice| advice.message)
            }
            Some(PauseReason::LeftPose | PauseReason::Command) => guide(Words::ComeBack),
            None if self.hold.awaits_release() => self.what_is_next().message,
            None => match (self.quota.only_side_left(), self.step.stretch.pose(self.asked().pose)) {
                (Some(side), _) => guide(Words::OtherSide(side)),
                (None, Some(next)) if self.is_set_up => say(&next.say),
                _ => say(&self.step.stretch.setup),
            },
        }
    }
}
