//! Time that never goes back, made of stamps that may.

use std::time::Duration;

use super::{STALL, Timestamp};

/// Makes moments of time stamps as cameras and files have them, which jitter, stand still, go back, or begin anew.
///
/// A stamp that is a little earlier than the one before is a jitter: time stands still until the stamps have caught up, so that nothing
/// is counted twice. Where they go back by more than a [`STALL`], another clock has begun, and time goes on from where it was: nobody
/// knows how much has passed, so nothing has. A leap ahead is passed on as it is; what lies in it has not been seen, and it is for whoever counts to count
/// none of it.
///
/// ```
/// use supple::time::{SteadyTime, Timestamp};
///
/// let mut steady = SteadyTime::default();
/// let moments = [5.0, 5.1, 5.06, 5.2, 0.3, 0.4].map(|stamp| steady.moment(Timestamp::from_secs(stamp)).secs());
/// assert_eq!(moments.map(|moment| (moment * 100.0).round()), [500.0, 510.0, 510.0, 520.0, 520.0, 530.0]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct SteadyTime {
    /// What comes on top of a stamp.
    ahead: Duration,
    now: Timestamp,
}

impl SteadyTime {
    /// The moment that this stamp stands for; never before the one of the stamp before.
    pub fn moment(&mut self, stamp: Timestamp) -> Timestamp {
        let moment = stamp + self.ahead;
        if self.now.since(moment) > STALL {
            self.ahead += self.now.since(moment);
        }
        self.now = self.now.max(moment);
        self.now
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_in_order_stays_as_it_is() {
        let mut steady = SteadyTime::default();
        for stamp in [0.0, 0.1, 0.1, 7.0, 3_607.0].map(Timestamp::from_secs) {
            assert_eq!(steady.moment(stamp), stamp);
        }
    }

    #[test]
    fn a_clock_that_begins_anew_goes_on_from_where_the_last_one_was() {
        let mut steady = SteadyTime::default();
        let moments = [9.9, 3_610.0, 10.0, 10.1, 2.0, 2.1].map(|at| steady.moment(Timestamp::from_secs(at)).secs());
        assert_eq!(moments.map(|moment| (moment * 10.0).round() as u32), [99, 36_100, 36_100, 36_101, 36_101, 36_102]);
    }

    proptest! {
        #[test]
        fn it_never_goes_back_and_never_faster_than_the_stamps(stamps in prop::collection::vec(0_u64..20_000, 1..60)) {
            let mut steady = SteadyTime::default();
            let stamps: Vec<_> = stamps.into_iter().map(|at| Timestamp::from_start(Duration::from_millis(at))).collect();
            let mut before: Option<(Timestamp, Timestamp)> = None;
            for stamp in stamps {
                let moment = steady.moment(stamp);
                if let Some((last_stamp, last)) = before {
                    prop_assert!(moment >= last);
                    prop_assert!(moment.since(last) <= stamp.since(last_stamp));
                }
                before = Some((stamp, moment));
            }
        }
    }
}
