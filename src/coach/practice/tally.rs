//! What has been done so far, and how much there is to do.

use crate::stretch::Step;
use std::time::Duration;

/// What has been done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Holds completed.
    pub holds: u32,
    /// Repetitions of movements completed.
    pub movements: u32,
    /// Attempts of movements that fell short.
    pub fell_short: u32,
    /// Time held in all attempts that are over.
    pub held: Duration,
}

impl Tally {
    /// Adds what another stretch came to.
    pub fn add(&mut self, other: Self) {
        self.holds += other.holds;
        self.movements += other.movements;
        self.fell_short += other.fell_short;
        self.held += other.held;
    }
}

/// Repetitions to do in a step that hasn't begun.
pub(crate) fn reps_of(step: &Step) -> f64 {
    let sides = if step.stretch.sided { 2.0 } else { 1.0 };
    let poses = if step.dose.pace.hold().is_some() { step.stretch.held_poses().len() as f64 } else { 1.0 };
    f64::from(step.dose.reps) * sides * poses
}

/// A time as events give it: seconds to the millisecond.
pub(crate) fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1000.0).round() / 1000.0
}
