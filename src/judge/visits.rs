//! Moments in a pose that were too short for a name, and that one came back to: whoever takes a pose again and again does it, though they
//! go into it and out of it at once.

use std::time::Duration;

use crate::time::Timestamp;

/// Whoever comes back to a pose within this time goes on with it: a quick hold, and the same on the other side.
const BACK_WITHIN: Duration = Duration::from_secs(6);
/// The pose must have been left for so long in between: a flicker is no coming back.
const LEFT_FOR: Duration = Duration::from_millis(500);

/// The moments in the pose that was taken last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visits {
    latest: Option<Visit>,
}

/// A moment in a pose.
#[derive(Clone, Copy, Debug)]
struct Visit {
    /// Which pose it is.
    of: usize,
    since: Timestamp,
    until: Timestamp,
    /// How long those before it were, one shortly after the other.
    before: Duration,
}

impl Visits {
    /// Takes in that somebody has been in this pose `since` then; answers since when they would have been in it, had they not left it
    /// in between.
    pub fn observe(&mut self, time: Timestamp, of: usize, since: Timestamp) -> Timestamp {
        let before = match self.latest.filter(|latest| latest.of == of) {
            Some(latest) if latest.since == since => latest.before,
            Some(latest) => match since.since(latest.until) {
                gap if gap > BACK_WITHIN => Duration::ZERO,
                gap if gap >= LEFT_FOR => latest.before + latest.until.since(latest.since),
                _ => latest.before,
            },
            None => Duration::ZERO,
        };
        self.latest = Some(Visit { of, since, until: time, before });
        since - before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: f64) -> Timestamp {
        Timestamp::from_secs(seconds)
    }

    /// In which moments, from and to, somebody was in pose 0; answers for how long it seems at the end.
    fn seems(moments: &[(f64, f64)]) -> f64 {
        let mut visits = Visits::default();
        let mut seems = 0.0;
        for &(from, to) in moments {
            let mut time = from;
            while time <= to + 1e-9 {
                seems = time - visits.observe(at(time), 0, at(from)).secs();
                time += 0.1;
            }
        }
        seems
    }

    #[test]
    fn coming_back_goes_on_with_it() {
        assert!((seems(&[(2.0, 2.6)]) - 0.6).abs() < 1e-6);
        assert!((seems(&[(2.0, 2.6), (4.6, 5.2)]) - 1.2).abs() < 1e-6);
        assert!((seems(&[(2.0, 2.6), (9.0, 9.6)]) - 0.6).abs() < 1e-6, "much later it is another time");
    }

    #[test]
    fn a_flicker_is_no_coming_back() {
        assert!((seems(&[(2.0, 2.2), (2.4, 2.6), (2.8, 3.0)]) - 0.2).abs() < 1e-6);
    }

    #[test]
    fn another_pose_begins_anew() {
        let mut visits = Visits::default();
        visits.observe(at(0.6), 0, at(0.0));
        assert_eq!(visits.observe(at(2.0), 1, at(2.0)), at(2.0));
        assert_eq!(visits.observe(at(4.0), 0, at(4.0)), at(4.0));
    }
}
