//! What a person keeps beside their sessions: how far is comfortable, and how they fare in everyday life.

use chrono::{DateTime, FixedOffset};

use super::past::SessionId;
use crate::body::Side;

/// What a comfortable limit is of: there is one at most for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComfortPlace {
    /// The stretch's id.
    pub stretch: String,
    /// The side that is worked, for a stretch with sides.
    pub side: Option<Side>,
    /// The pose, for a stretch with two.
    pub pose: Option<String>,
    /// The target's name in its stretch.
    pub target: String,
    /// The measure's name in stretch files: a limit of another measure says nothing, whatever the target is called.
    pub measure: String,
}

/// How far a person comfortably goes.
#[derive(Clone, Debug, PartialEq)]
pub struct ComfortLimit {
    /// What it is of.
    pub place: ComfortPlace,
    /// The value that is still comfortable.
    pub limit: f64,
    /// One standard deviation of it, as the camera saw it then.
    pub error: f64,
    /// When it was found, by the person's own clock.
    pub found: DateTime<FixedOffset>,
    /// In which session, as long as that is remembered.
    pub session: Option<SessionId>,
}

/// Answers to a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questionnaire {
    /// When it was answered, by the person's own clock.
    pub taken: DateTime<FixedOffset>,
    /// Which questionnaire, in letters without a space.
    pub kind: String,
    /// Whether each statement holds, in their order.
    pub answers: Vec<bool>,
    /// What it comes to.
    pub score: u32,
}
