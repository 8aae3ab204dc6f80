//! The system's clock behind [`seam::Clock`](crate::seam::Clock).

use std::time::{Duration, Instant};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleeping_takes_at_least_the_time_asked_for() {
        let clock = SystemClock::start();
        let copy = clock;
        let before = clock.now();
        clock.sleep(Duration::from_millis(5));
        assert!(copy.now().since(before) >= Duration::from_millis(5));
    }
}
