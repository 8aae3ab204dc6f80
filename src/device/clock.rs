//! The system's clock behind [`seam::Clock`](crate::seam::Clock).

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::seam::Clock;
use crate::time::Timestamp;

/// A clock that starts at zero when it is made and never goes back, whatever happens to the time of day. Clones share
/// the start.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock that starts now.
    #[must_use]
    pub fn start() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::start()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_start(self.start.elapsed())
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// Today's date in Greenwich, `YYYY-MM-DD`. A clock that stands before 1970 counts as 1970.
#[must_use]
pub fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    date_of(since.as_secs() / 86_400)
}

/// The date so many days after the first of January 1970.
fn date_of(mut days: u64) -> String {
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, date) in
            [(0, "1970-01-01"), (58, "1970-02-28"), (789, "1972-02-29"), (11_016, "2000-02-29"), (20_819, "2027-01-01")]
        {
            assert_eq!(date_of(days), date);
        }
    }

    #[test]
    fn sleeping_takes_at_least_the_time_asked_for() {
        let clock = SystemClock::start();
        let copy = clock;
        let before = clock.now();
        clock.sleep(Duration::from_millis(5));
        assert!(copy.now().since(before) >= Duration::from_millis(5));
    }
}
