//! The system's clock behind [`seam::Clock`](crate::seam::Clock), and what the system says of this program.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

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

    fn processor_time(&self) -> Option<Duration> {
        usage().map(|(processor, _)| processor)
    }
}

/// Time on processors (all threads) and the most memory held at once, in bytes, as the system reports them for this program;
/// `None` where it can't be asked.
#[cfg(unix)]
#[must_use]
pub fn usage() -> Option<(Duration, u64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    /// In which unit the system counts memory.
    const BYTES: u64 = if cfg!(target_os = "macos") { 1 } else { 1024 };
    let used = getrusage(UsageWho::RUSAGE_SELF).ok()?;
    let microseconds = (used.user_time() + used.system_time()).num_microseconds();
    let memory = u64::try_from(used.max_rss()).ok()? * BYTES;
    Some((Duration::from_micros(u64::try_from(microseconds).ok()?), memory))
}

/// Here nobody is asked.
#[cfg(not(unix))]
#[must_use]
pub fn usage() -> Option<(Duration, u64)> {
    None
}

/// Today's date in Greenwich, `YYYY-MM-DD`. A clock that stands before 1970 counts as 1970.
#[must_use]
pub fn today() -> String {
    date_of(SystemTime::now())
}

fn date_of(time: SystemTime) -> String {
    DateTime::<Utc>::from(time.max(UNIX_EPOCH)).date_naive().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_system_says_what_the_program_used() {
        let (_, memory) = usage().unwrap();
        assert!((1 << 20..1 << 40).contains(&memory), "{memory} bytes");
        let clock = SystemClock::start();
        let before = usage().unwrap().0;
        while usage().unwrap().0 == before {
            assert!(clock.now().secs() < 30.0, "working takes processor time");
        }
    }

    #[test]
    fn a_moment_has_its_date_in_greenwich() {
        let day = |days: u64| UNIX_EPOCH + Duration::from_secs(days * 86_400);
        assert_eq!(date_of(day(789)), "1972-02-29");
        assert_eq!(date_of(day(20_819) - Duration::from_secs(1)), "2026-12-31");
        assert_eq!(date_of(day(20_819)), "2027-01-01");
        assert_eq!(date_of(UNIX_EPOCH - Duration::from_secs(1)), "1970-01-01");
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
