//! What a session comes to.

use std::time::Duration;

use super::facts::Course;
use super::past::PastSession;

/// The sums of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// How long it lasted; of one that was broken off, up to the last that is known of it.
    pub lasted: Duration,
    /// Time really held.
    pub held: Duration,
    /// Holds that were held to their end.
    pub holds: usize,
    /// Repetitions of movements.
    pub repetitions: usize,
    /// The share of its time in which the camera didn't see enough; unknown of one that was broken off or took no time.
    pub unseen: Option<f64>,
}

impl Totals {
    /// Those of this session.
    #[must_use]
    pub fn of(session: &PastSession) -> Self {
        let known = [
            session.holds.iter().map(|hold| hold.ended).max(),
            session.repetitions.iter().map(|moved| moved.at).max(),
            session.stretches.iter().map(|began| began.at).max(),
            session.ended.iter().map(|ended| ended.at).max(),
        ];
        let lasted = session.end.as_ref().map(|end| end.at).or_else(|| known.into_iter().flatten().max());
        let lasted = lasted.unwrap_or_default();
        let unseen = session.end.as_ref().filter(|end| !end.watched.is_zero());
        Self {
            lasted,
            held: session.holds.iter().map(|hold| hold.held).sum(),
            holds: session.holds.iter().filter(|hold| hold.course == Course::Completed).count(),
            repetitions: session.repetitions.len(),
            unseen: unseen.map(|end| (end.unseen.as_secs_f64() / end.watched.as_secs_f64()).min(1.0)),
        }
    }
}
