//! For how long something has been so without a break: what a flicker must not change has to last.

use std::time::Duration;

use crate::time::Timestamp;

/// Follows since when something is so.
///
/// ```
/// use std::time::Duration;
/// use supple::time::{Since, Timestamp};
///
/// let (mut unseen, at) = (Since::default(), Timestamp::from_secs);
/// assert_eq!(unseen.lasts(at(1.0), true), Some(Duration::ZERO));
/// assert_eq!(unseen.lasts(at(3.0), true), Some(Duration::from_secs(2)));
/// assert_eq!(unseen.lasts(at(3.1), false), None);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Since(Option<Timestamp>);

impl Since {
    /// Takes in whether it `is` so at `time`; answers for how long it has been, `None` while it is not.
    pub fn lasts(&mut self, time: Timestamp, is: bool) -> Option<Duration> {
        if !is {
            self.0 = None;
            return None;
        }
        Some(time.since(*self.0.get_or_insert(time)))
    }

    /// For how long it has been so at `time`, by what was taken in last.
    #[must_use]
    pub fn so_far(self, time: Timestamp) -> Option<Duration> {
        self.0.map(|since| time.since(since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_begins_it_afresh() {
        let mut since = Since::default();
        let mut lasts = |seconds, is| since.lasts(Timestamp::from_secs(seconds), is).map(|time| time.as_secs_f64());
        assert_eq!(lasts(1.0, true), Some(0.0));
        assert_eq!(lasts(2.5, true), Some(1.5));
        assert_eq!(lasts(3.0, false), None);
        assert_eq!(lasts(4.0, true), Some(0.0));
        assert_eq!(since.so_far(Timestamp::from_secs(4.5)), Some(Duration::from_millis(500)));
        assert_eq!(Since::default().so_far(Timestamp::ZERO), None);
    }
}
