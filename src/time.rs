//! Time as a value. Nothing in the core asks what time it is: frames carry the moment they were captured, and every
//! function that needs time takes it.

mod since;
mod steady;

use std::ops::{Add, Sub};
use std::time::Duration;

pub use since::Since;
pub use steady::SteadyTime;

/// A moment since the session's own start: since the source was opened for a camera, the media time for a video.
///
/// Moments are only compared and subtracted within one session.
///
/// ```
/// use std::time::Duration;
/// use supple::time::{Timestamp, reached};
///
/// let (before, now) = (Timestamp::from_secs(1.5), Timestamp::from_secs(4.0));
/// assert_eq!(now.since(before), Duration::from_millis(2500));
/// assert!(reached(now.since(before), Duration::from_secs(2)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(Duration);

impl Timestamp {
    /// The session's start.
    pub const ZERO: Self = Self(Duration::ZERO);

    /// The moment this long after the start.
    #[must_use]
    pub const fn from_start(elapsed: Duration) -> Self {
        Self(elapsed)
    }

    /// The moment `seconds` after the start; negative or not-a-number counts as the start itself.
    #[must_use]
    pub fn from_secs(seconds: f64) -> Self {
        Self(Duration::try_from_secs_f64(seconds).unwrap_or_default())
    }

    /// Seconds since the start.
    #[must_use]
    pub fn secs(self) -> f64 {
        self.0.as_secs_f64()
    }

    /// Time since the start.
    #[must_use]
    pub const fn since_start(self) -> Duration {
        self.0
    }

    /// Time from `earlier` to this moment; zero if `earlier` is in fact later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, elapsed: Duration) -> Self {
        Self(self.0.saturating_add(elapsed))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, elapsed: Duration) -> Self {
        Self(self.0.saturating_sub(elapsed))
    }
}

/// A longer gap between two observations is a stall of the camera and says nothing about the time between.
pub const STALL: Duration = Duration::from_millis(500);

/// Time stamps come as fractions of seconds: a limit counts as reached this much before it.
const ROUNDING: Duration = Duration::from_millis(1);

/// Whether `elapsed` is as long as `limit`, up to the rounding of time stamps.
#[must_use]
pub fn reached(elapsed: Duration, limit: Duration) -> bool {
    elapsed.saturating_add(ROUNDING) >= limit
}

/// Whether `elapsed` is longer than `limit`, by more than the rounding of time stamps.
#[must_use]
pub fn exceeded(elapsed: Duration, limit: Duration) -> bool {
    elapsed > limit.saturating_add(ROUNDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_never_go_negative() {
        let early = Timestamp::from_secs(1.0);
        let late = Timestamp::from_secs(3.5);
        assert_eq!(late.since(early), Duration::from_secs_f64(2.5));
        assert_eq!(early.since(late), Duration::ZERO);
        assert_eq!(early - Duration::from_secs(9), Timestamp::ZERO);
    }

    #[test]
    fn rounding_of_time_stamps_neither_keeps_from_a_limit_nor_breaks_it() {
        let [below, limit, above] = [999, 1000, 1001].map(Duration::from_millis);
        assert_eq!([below, limit, above].map(|elapsed| reached(elapsed, limit)), [true; 3]);
        assert_eq!([below, limit, above].map(|elapsed| exceeded(elapsed, limit)), [false; 3]);
        assert!(!reached(Duration::from_millis(998), limit) && exceeded(Duration::from_millis(1002), limit));
        assert!(reached(Duration::MAX, limit) && !exceeded(limit, Duration::MAX), "however long it has been");
    }

    #[test]
    fn senseless_seconds_are_the_start() {
        assert_eq!(Timestamp::from_secs(-4.0), Timestamp::ZERO);
        assert_eq!(Timestamp::from_secs(f64::NAN), Timestamp::ZERO);
    }
}
