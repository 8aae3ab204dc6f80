//! One stretch under way: held or moved.

mod held;
mod moved;
mod set_up;
mod tally;
mod work;

pub(crate) use tally::seconds;

pub(crate) use tally::reps_of;

pub(crate) use tally::Tally;

use std::time::Duration;

use held::Held;
use moved::Moved;
use work::Exercise;

use super::comfort::Care;
use super::event::{EventKind, HurtTarget};
use super::status::Phase;
use crate::body::Side;
use crate::judge::Assessment;
use crate::judge::Message;
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::Start;
use crate::stretch::{Pace, PoseIndex, Step};
use crate::time::Timestamp;

/// A stretch being practised.
#[derive(Clone, Debug)]
pub(super) enum Practice {
    Held(Box<Held>),
    Moved(Box<Moved>),
}

/// Asks whichever practice it is.
macro_rules! either {
    ($self:expr, $practice:ident => $answer:expr) => {
        match $self {
            Practice::Held($practice) => $answer,
            Practice::Moved($practice) => $answer,
        }
    };
}

impl Practice {
    /// A step that begins. Where the body may still be in the last repetition of the same stretch, that is released first.
    pub fn new(step: Step, release_first: bool) -> Self {
        match step.dose.pace {
            Pace::Move { tempo } if step.stretch.poses.is_some() => Self::Moved(Box::new(Moved::new(step, tempo))),
            Pace::Hold(time) | Pace::Move { tempo: time } => Self::Held(Box::new(Held::new(step, time, release_first))),
        }
    }

    /// The same after another stretch, whose pose has to be left first.
    pub fn after_another(mut self, change: Duration) -> Self {
        either!(&mut self, practice => practice.work.set_up.follow_another(change));
        self
    }

    /// How much is left of the time that it takes to get into its position from the last one, before it has begun.
    fn left_to_change(&self, now: Timestamp) -> Option<Duration> {
        either!(self, practice => practice.work.set_up.left_to_change(now))
    }

    /// The same for a person who is coached so.
    pub fn caring(mut self, care: Care) -> Self {
        either!(&mut self, practice => practice.work.take_care(care));
        self
    }

    /// How the person is coached, for whatever comes next.
    pub fn care(&self) -> &Care {
        self.work().care()
    }

    /// It hurt here.
    pub fn hurt(&mut self, targets: &[HurtTarget]) -> Vec<EventKind> {
        // The ends of a movement are no limits.
        let slot = match self {
            Self::Held(held) => held.judged(),
            Self::Moved(_) => None,
        };
        either!(self, practice => practice.work.change_care(|care, stretch| care.hurt(stretch, slot, targets)))
    }

    /// Whether the person's own range counts in what is judged.
    pub fn is_own_range(&self) -> bool {
        match self {
            Self::Held(held) => held.is_own_range(),
            Self::Moved(_) => false,
        }
    }

    fn work(&self) -> &Exercise {
        either!(self, practice => &practice.work)
    }

    /// Takes over what is known of the person's own start.
    pub fn know(&mut self, start: &Start) {
        either!(self, practice => practice.work.baseline.know(start));
    }

    pub fn step(&self) -> &Step {
        &self.work().step
    }

    pub fn is_complete(&self) -> bool {
        self.work().quota.is_complete()
    }

    /// Takes in one observation; `facing` is how the body stands, `None` while nobody is seen.
    pub fn observe(&mut self, observation: &Observation, facing: Option<Facing>, present: bool) -> Vec<EventKind> {
        either!(self, practice => practice.observe(observation, facing, present))
    }

    /// Gives up the attempt under way, if there is one.
    pub fn give_up(&mut self) -> Option<EventKind> {
        match self {
            Self::Held(held) => held.give_up(),
            Self::Moved(_) => None,
        }
    }

    /// Stops judging on the person's wish.
    pub fn pause(&mut self) -> Option<EventKind> {
        match self {
            Self::Held(held) => held.pause(),
            Self::Moved(moved) => {
                moved.pause();
                None
            }
        }
    }

    pub fn tally(&self) -> Tally {
        self.work().tally
    }

    /// Time held in the attempt under way; zero if there is none.
    pub fn held_now(&self) -> Duration {
        match self {
            Self::Held(held) => held.held_now(),
            Self::Moved(_) => Duration::ZERO,
        }
    }

    /// Time held in the attempt under way or just completed, and what completes it; nothing for a movement.
    pub fn held(&self) -> (Duration, Duration) {
        match self {
            Self::Held(held) => held.held(),
            Self::Moved(_) => (Duration::ZERO, Duration::ZERO),
        }
    }

    pub const fn is_moved(&self) -> bool {
        matches!(self, Self::Moved(_))
    }

    /// Whether the holds are for what the camera can't see.
    pub fn is_timed(&self) -> bool {
        match self {
            Self::Held(held) => held.is_timed(),
            Self::Moved(_) => false,
        }
    }

    /// The targets as they stand now, of the pose and on the side that is judged.
    pub fn assessments(&self) -> &[Assessment] {
        &self.work().assessments
    }

    pub fn phase(&self, now: Timestamp, present: bool) -> Phase {
        match (either!(self, practice => practice.phase(now, present)), self.left_to_change(now)) {
            // Whoever turns over may be lost from sight.
            (Phase::Positioning | Phase::Searching, Some(left)) => Phase::Changing(left),
            (phase, _) => phase,
        }
    }

    /// The side that is worked, once it is seen or only one is left.
    pub fn side(&self) -> Option<Side> {
        either!(self, practice => practice.side())
    }

    /// Which of the stretch's two poses is held or comes next.
    pub fn pose(&self) -> Option<PoseIndex> {
        either!(self, practice => practice.pose())
    }

    /// Repetitions done and to do on the side that is worked, in the pose that is held.
    pub fn reps(&self) -> (u32, u32) {
        either!(self, practice => practice.reps())
    }

    /// Repetitions to do, and how many of them are done, the one under way as a fraction.
    pub fn progress(&self) -> (f64, f64) {
        either!(self, practice => practice.progress())
    }

    pub fn message(&self, present: bool) -> Message {
        either!(self, practice => practice.message(present))
    }
}
