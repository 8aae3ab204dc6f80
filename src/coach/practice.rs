//! One stretch under way: its holds, repetitions, sides and rests.

use std::time::Duration;

use super::advice::{Advice, Topic, advise, is_mended, unseen};
use super::baseline::Baseline;
use super::body::{Observation, Side};
use super::event::{EventKind, HoldFacts, PauseReason};
use super::facing::Facing;
use super::hint::HintBoard;
use super::hold::{Hold, HoldChange};
use super::look::Look;
use super::matcher::Verdict;
use super::posture::is_trying;
use super::settling::Settling;
use super::side::{Quota, WorkingSide};
use super::status::{Assessment, Message, Phase, Tone};
use super::stretch::Step;
use super::timing::ENTERING;
use super::words::Words;
use crate::time::Timestamp;

/// How long somebody who left the pose is left in peace before a word about how to return: leaving may have had a reason.
const LEFT_IN_PEACE: Duration = Duration::from_secs(3);

/// A stretch being practised.
#[derive(Clone, Debug)]
pub(super) struct Practice {
    step: Step,
    hold: Hold,
    /// The side of the attempt under way, or of the last one.
    side: Option<Side>,
    working: WorkingSide,
    /// Since when the other side has been held while this side's hold is paused.
    rival_since: Option<Timestamp>,
    quota: Quota,
    baseline: Baseline,
    resting_until: Option<Timestamp>,
    /// Since when the hold has been paused because the pose was left.
    left_at: Option<Timestamp>,
    settling: Settling,
    hints: HintBoard,
    /// The targets as they stand now, on the side that is judged.
    pub assessments: Vec<Assessment>,
    judged_side: Option<Side>,
    /// Holds completed.
    pub holds: u32,
    /// Time held in all attempts that are over.
    pub held_before: Duration,
}

impl Practice {
    pub fn new(step: Step, release_first: bool) -> Self {
        let mut hold = Hold::new(step.dose.pace.time());
        if release_first {
            hold.demand_release();
        }
        Self {
            hold,
            side: None,
            working: WorkingSide::default(),
            rival_since: None,
            quota: Quota::new(step.stretch.sided, step.dose.reps),
            baseline: Baseline::new(&step.stretch),
            resting_until: None,
            left_at: None,
            settling: Settling::default(),
            hints: HintBoard::default(),
            assessments: Vec::new(),
            judged_side: None,
            holds: 0,
            held_before: Duration::ZERO,
            step,
        }
    }

    pub const fn step(&self) -> &Step {
        &self.step
    }

    pub const fn is_complete(&self) -> bool {
        self.quota.is_complete()
    }

    /// Time held in the attempt under way; zero when there is none.
    pub const fn held_now(&self) -> Duration {
        if self.hold.is_under_way() { self.hold.held() } else { Duration::ZERO }
    }

    /// Takes in one observation; `facing` is how the body stands, `None` while nobody is seen.
    pub fn observe(&mut self, observation: &Observation, facing: Option<Facing>, present: bool) -> Vec<EventKind> {
        let time = observation.time;
        let look = Look::at(&self.step, observation, facing, self.baseline.start());
        let is_posing = self.hold.is_under_way() || look.best(|_| true) >= Verdict::Edge;
        self.baseline.observe(observation, facing, is_posing);
        if let Some(misfits) = look.misfits() {
            self.working.observe(time, misfits);
        }
        if self.resting_until.is_some_and(|until| time >= until) {
            self.resting_until = None;
        }

        self.judge(&look);
        self.settling.observe(time, &self.assessments);
        let settled = self.settling.is_settled(time);
        let mut events = self.take_over(time, &look, settled);
        let verdict = self.judged_verdict(&look);
        for change in self.hold.observe(time, verdict, settled) {
            events.extend(self.tell(time, change, &look));
        }
        self.judge(&look);
        let began = events.iter().any(|kind| matches!(kind, EventKind::HoldStarted(_) | EventKind::HoldResumed(_)));
        events.extend(self.hint(observation, facing, &look, present, began));
        events
    }

    fn is_open(&self) -> impl Fn(Option<Side>) -> bool + '_ {
        |side| !self.quota.is_full(side)
    }

    /// What the hold is told about the pose.
    fn judged_verdict(&self, look: &Look) -> Verdict {
        if self.hold.is_counting() {
            // Pose models swap left and right legs for a few pictures. Somebody who really changes legs is outside the pose
            // on both sides for longer than a flicker in between.
            if look.best(|_| true) == Verdict::Inside { Verdict::Inside } else { look.verdict(self.side) }
        } else if self.hold.is_under_way() {
            look.verdict(self.side)
        } else if self.hold.awaits_release() {
            look.best(|_| true)
        } else {
            look.best(self.is_open())
        }
    }

    /// A paused hold on one side gives way when the other side is held: the person has changed sides.
    fn take_over(&mut self, time: Timestamp, look: &Look, settled: bool) -> Vec<EventKind> {
        let other = self.side.map(Side::opposite);
        let rivals = self.hold.paused().is_some()
            && other.is_some()
            && self.working.current() == other
            && !self.quota.is_full(other)
            && look.verdict(other) == Verdict::Inside;
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

    fn facts(&self) -> HoldFacts {
        let seconds = |time: Duration| (time.as_secs_f64() * 1000.0).round() / 1000.0;
        HoldFacts {
            stretch: self.step.stretch.id.clone(),
            side: self.side,
            held_seconds: seconds(self.hold.held()),
            hold_seconds: seconds(self.step.dose.pace.time()),
        }
    }

    fn tell(&mut self, time: Timestamp, change: HoldChange, look: &Look) -> Vec<EventKind> {
        self.left_at = (change == HoldChange::Paused(PauseReason::LeftPose)).then_some(time);
        match change {
            HoldChange::Started => self.begin(look),
            HoldChange::Paused(reason) => vec![EventKind::HoldPaused { hold: self.facts(), reason }],
            HoldChange::Resumed => vec![EventKind::HoldResumed(self.facts())],
            HoldChange::Completed => self.complete(time),
            HoldChange::Abandoned => {
                self.held_before += self.hold.held();
                vec![EventKind::HoldAbandoned(self.facts())]
            }
        }
    }

    fn begin(&mut self, look: &Look) -> Vec<EventKind> {
        let before = self.side;
        self.side = look.fitting(self.working.current(), self.is_open());
        self.resting_until = None;
        let mut events = Vec::new();
        if let (Some(before), Some(side)) = (before, self.side)
            && before != side
        {
            events.push(EventKind::SideChanged { stretch: self.step.stretch.id.clone(), side });
        }
        events.push(EventKind::HoldStarted(self.facts()));
        events
    }

    fn complete(&mut self, time: Timestamp) -> Vec<EventKind> {
        self.holds += 1;
        self.held_before += self.hold.held();
        let rep = self.quota.add(self.side);
        self.resting_until = Some(time + self.step.dose.rest);
        self.hints.clear();
        let stretch = self.step.stretch.id.clone();
        vec![
            EventKind::HoldCompleted(self.facts()),
            EventKind::RepCompleted { stretch, side: self.side, rep, reps: self.quota.reps() },
        ]
    }

    /// Keeps the assessments of the side that is judged, for showing.
    fn judge(&mut self, look: &Look) {
        let side = if self.hold.is_counting() && look.verdict(self.side) != Verdict::Inside {
            // While left and right are swapped, the other side's assessments are the ones that speak of this leg.
            look.fitting(self.side, |_| true)
        } else if self.hold.is_under_way() || self.hold.awaits_release() {
            self.side
        } else {
            look.fitting(self.working.current(), self.is_open())
        };
        self.assessments = look.assessments(side);
        self.judged_side = side;
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
        let full_side_held = waiting && look.best(|side| self.quota.is_full(side)) >= Verdict::Edge;
        let advice = match self.quota.only_side_left() {
            Some(side) if full_side_held => {
                vec![Advice::of(Topic::OtherSide(side), Tone::Guide, Words::OtherSide(side))]
            }
            _ if self.hold.awaits_release() => {
                let still_held = look.best(|_| true) >= Verdict::Edge;
                let again = self.what_is_next();
                still_held.then(|| Advice::of(Topic::GoAgain, Tone::Guide, again)).into_iter().collect()
            }
            _ => advise(&self.step.stretch, pose, &self.assessments, facing.near, self.hold.is_under_way()),
        };
        if began {
            self.hints.drop_unless_in(&advice);
        }
        let settled = self.settling.is_settled(observation.time);
        let message =
            self.hints.observe(observation.time, &advice, settled, |topic| is_mended(topic, &self.assessments))?;
        let target = message.target.and_then(|index| self.step.stretch.targets.get(index)).map(|t| t.id.clone());
        Some(EventKind::Hint { text: message.text, target })
    }

    fn what_is_next(&self) -> Words {
        self.quota.only_side_left().map_or(Words::GoAgain, Words::OtherSide)
    }

    /// Gives up the attempt under way, if there is one.
    pub fn give_up(&mut self) -> Option<EventKind> {
        self.hold.abandon()?;
        self.held_before += self.hold.held();
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
            self.side
        } else if is_trying(&self.assessments) {
            self.judged_side
        } else {
            self.quota.only_side_left()
        }
    }

    /// Repetitions done and to do on the side that is worked.
    pub fn reps(&self) -> (u32, u32) {
        let done = match self.side() {
            None if self.step.stretch.sided => {
                Side::BOTH.map(|side| self.quota.done(Some(side))).into_iter().min().unwrap_or(0)
            }
            side => self.quota.done(side),
        };
        (done, self.quota.reps())
    }

    pub const fn held(&self) -> Duration {
        self.hold.held()
    }

    /// Holds to do, and how many of them are done, the one under way as a fraction.
    pub fn progress(&self) -> (f64, f64) {
        let (done, total) = self.quota.total();
        let under_way = self.held_now().as_secs_f64() / self.step.dose.pace.time().as_secs_f64().max(1e-3);
        (f64::from(done) + under_way, f64::from(total))
    }

    pub fn message(&self, present: bool) -> Message {
        let of = |tone, words: Words| Message { tone, text: words.to_string(), target: None };
        let guide = |words| of(Tone::Guide, words);
        if self.resting_until.is_some() {
            return guide(self.quota.only_side_left().map_or(Words::Rest, Words::OtherSide));
        }
        if let Some(message) = self.hints.message() {
            return message.clone();
        }
        if !present {
            return of(Tone::Unseen, if self.hold.is_under_way() { Words::HoldWaits } else { Words::Nobody });
        }
        if self.hold.is_counting() {
            return Message { tone: Tone::Good, text: self.step.stretch.praise.clone(), target: None };
        }
        match self.hold.paused() {
            Some(PauseReason::Unseen) => {
                unseen(&self.assessments).map_or_else(|| of(Tone::Unseen, Words::HoldWaits), |advice| advice.message)
            }
            Some(PauseReason::LeftPose | PauseReason::Command) => guide(Words::ComeBack),
            None if self.hold.awaits_release() => guide(self.what_is_next()),
            None => match self.quota.only_side_left() {
                Some(side) => guide(Words::OtherSide(side)),
                None => Message { tone: Tone::Guide, text: self.step.stretch.setup.clone(), target: None },
            },
        }
    }
}
