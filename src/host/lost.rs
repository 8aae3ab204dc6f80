//! The session waits, because the camera is lost or nobody is there; and goes on.

use std::time::Duration;

use crate::measure::{Observation, Presence};
use crate::time::{Since, Timestamp, reached};

/// Seconds that are counted down when somebody is seen again.
const COUNTED: u32 = 3;
/// Somebody is back when they have been seen for so long.
const BACK_AFTER: Duration = Duration::from_secs(1);
/// Nobody who only fetches a cushion is told that it waits.
pub(super) const AWAY_AFTER: Duration = Duration::from_mins(1);
/// After so long nobody wants to be looked at.
pub(super) const GONE_AFTER: Duration = Duration::from_mins(5);

/// So long somebody may sit before a screen, or a pause, and do nothing; then they don't want to be looked at either.
pub(super) const IDLE_AFTER: Duration = Duration::from_mins(10);

/// Why it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The camera is lost.
    Camera { what: String, remedy: String },
    /// Nobody has been in view for a minute.
    Away,
    /// The same for five, or nothing was done for ten: the camera is let go.
    LetGo,
}

/// A session that waits.
#[derive(Clone, Debug)]
pub(super) struct Lost {
    pub why: Why,
    back: Presence,
    seen: Since,
    /// Since when it is counted down.
    counted_from: Option<Timestamp>,
    now: Timestamp,
}

impl Lost {
    pub fn new(why: Why, now: Timestamp) -> Self {
        Self { why, back: Presence::default(), seen: Since::default(), counted_from: None, now }
    }

    /// Takes in what is seen; answers whether it goes on.
    pub fn observe(&mut self, seen: &Observation) -> bool {
        self.now = self.now.max(seen.time);
        self.back.observe(self.now, seen.pose.is_some());
        let lasts = self.seen.lasts(self.now, self.back.is_present());
        if lasts.is_some_and(|lasts| reached(lasts, BACK_AFTER)) {
            self.counted_from.get_or_insert(self.now);
        } else if !self.back.is_present() {
            self.counted_from = None;
        }
        self.counted_from.is_some_and(|from| self.now.since(from).as_secs_f64() >= f64::from(COUNTED))
    }

    /// The seconds until it goes on.
    pub fn countdown(&self) -> Option<u32> {
        let from = self.counted_from?;
        Some(COUNTED.saturating_sub(self.now.since(from).as_secs() as u32)).filter(|&left| left > 0)
    }
}
