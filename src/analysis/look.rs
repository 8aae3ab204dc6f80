//! One look at the person, with what came of it.

use crate::coach::{Event, Status};
use crate::measure::Observation;

/// What was seen in a frame, what happened in it, and where the session stands after it.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Which frame of the film it is, from 0.
    pub frame: u64,
    /// What was seen.
    pub observation: &'a Observation,
    /// What happened.
    pub events: &'a [Event],
    /// Where the session stands.
    pub status: &'a Status,
    /// Whether the session is over: the film goes on, but nobody is judged any more.
    pub is_over: bool,
}
