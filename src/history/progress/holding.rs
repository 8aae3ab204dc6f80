//! How long stretches are held.

use std::time::Duration;

use chrono::NaiveDate;

use super::change::{Comparison, Dated};
use crate::body::Side;
use crate::history::facts::{Course, Hold};
use crate::history::past::{PastSession, SessionId};
use crate::statistics::median;

/// The least that counts as a change of a hold's time: what somebody who counts in their head is off by.
pub const HOLDING_FLOOR_S: f64 = 5.0;
/// By how much the time of a hold is off: its begin is known to about half a second, and its end likewise.
const OFF_S: f64 = 0.7;

/// How long a stretch was held on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    /// The stretch's id.
    pub stretch: String,
    /// The pose, for a stretch with two that are held.
    pub pose: Option<String>,
    /// The side that was worked, for a stretch with sides.
    pub side: Option<Side>,
    /// The sessions, the earliest first.
    pub points: Vec<HoldingPoint>,
    /// The first weeks against the latest, in seconds, by a session's median hold.
    pub comparison: Comparison,
}

/// One session of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HoldingPoint {
    /// The session.
    pub session: SessionId,
    /// Its day.
    pub date: NaiveDate,
    /// The median of the time held in its holds. No hold counts longer than was asked for.
    pub typical: Duration,
    /// The longest.
    pub longest: Duration,
    /// What was asked for, of the last hold.
    pub aimed: Duration,
    /// How many holds.
    pub holds: u32,
    /// Of them, how many were held to their end.
    pub completed: u32,
}

impl Holding {
    fn has(&self, hold: &Hold) -> bool {
        self.stretch == hold.stretch && self.pose == hold.pose && self.side == hold.side
    }

    pub(super) fn values(&self) -> Vec<Dated> {
        let dated = |point: &HoldingPoint| Dated { date: point.date, value: point.typical.as_secs_f64(), error: OFF_S };
        self.points.iter().map(dated).collect()
    }
}

/// Each stretch, pose and side that was held.
pub(super) fn holdings(sessions: &[&PastSession]) -> Vec<Holding> {
    let mut all: Vec<Holding> = Vec::new();
    for session in sessions {
        // A hold that was cut short says how long the session was, and not how long it could be held.
        let holds: Vec<&Hold> = session.holds.iter().filter(|hold| hold.course != Course::CutShort).collect();
        for hold in &holds {
            let is_it = |holding: &Holding| holding.has(hold);
            if !all.iter().any(is_it) {
                let (stretch, pose, side) = (hold.stretch.clone(), hold.pose.clone(), hold.side);
                all.push(Holding { stretch, pose, side, points: Vec::new(), comparison: Comparison::of(&[], 0.0) });
            }
        }
        for holding in &mut all {
            let own: Vec<&Hold> = holds.iter().copied().filter(|hold| holding.has(hold)).collect();
            holding.points.extend(HoldingPoint::of(session, &own));
        }
    }
    for holding in &mut all {
        holding.comparison = Comparison::of(&holding.values(), HOLDING_FLOOR_S);
    }
    all.sort_by(|a, b| {
        let key = |holding: &Holding| (holding.stretch.clone(), holding.pose.clone(), holding.side);
        key(a).cmp(&key(b))
    });
    all
}

impl HoldingPoint {
    /// What these holds of a session come to; `None` of none.
    fn of(session: &PastSession, holds: &[&Hold]) -> Option<Self> {
        let count = |holds: usize| u32::try_from(holds).unwrap_or(u32::MAX);
        let typical = median(holds.iter().map(|hold| hold.held.as_secs_f64()))?;
        Some(Self {
            session: session.id,
            date: session.about.began.date_naive(),
            typical: Duration::try_from_secs_f64(typical).unwrap_or_default(),
            longest: holds.iter().map(|hold| hold.held).max()?,
            aimed: holds.last()?.aimed,
            holds: count(holds.len()),
            completed: count(holds.iter().filter(|hold| hold.course == Course::Completed).count()),
        })
    }
}
