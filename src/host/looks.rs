//! How often somebody is looked at: as often as what goes on needs, and no more. Where nothing stirs, a few looks a second notice that
//! something does; from then on there are as many as are wanted.

use std::time::Duration;

use crate::sparing::Sparing;
use crate::time::{Timestamp, reached};

/// What goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Something is read, chosen or waited for; who is there may raise an arm.
    Waiting,
    /// Somebody is placed before the camera.
    Placing,
    /// Somebody stretches.
    Stretching,
}

/// So long after the last thing that stirred somebody still counts as moving: pauses within a movement are shorter, and so is the time that an
/// arm is raised to be read.
const LIVELY: Duration = Duration::from_millis(1500);
/// So long after somebody was seen last, nobody counts as there.
const GONE: Duration = Duration::from_secs(3);

const fn millis(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// Fifteen looks a second of a camera's thirty show who moves slowly where they are; whoever moves fast would be seen to be behind.
const MOVING: Sparing =
    Sparing { pictures: Duration::ZERO, slow: millis(50), fast: Duration::ZERO, still: millis(200) };
/// The eye sees ten pictures a second of somebody who keeps still as it sees thirty.
const HOLDING: Sparing = Sparing { pictures: millis(100), slow: millis(50), fast: Duration::ZERO, still: millis(300) };
/// The same on a battery.
const MOVING_LIGHTLY: Sparing =
    Sparing { pictures: millis(66), slow: millis(90), fast: millis(90), still: millis(300) };
const HOLDING_LIGHTLY: Sparing =
    Sparing { pictures: millis(133), slow: millis(90), fast: millis(90), still: millis(400) };
/// Whoever is placed looks at themselves.
const PLACING: Sparing = Sparing { pictures: millis(66), slow: millis(90), fast: millis(90), still: millis(300) };
/// A raised arm is read from a second of looks, of which five are enough.
const READING: Sparing = Sparing { pictures: millis(200), slow: millis(190), fast: millis(190), still: millis(1000) };
/// More rarely nobody may be looked at: what is longer apart counts as a stall of the camera.
const RESTING: Sparing = Sparing { pictures: millis(400), slow: millis(190), fast: millis(190), still: millis(2000) };

/// Decides it from look to look.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    is_economical: bool,
    stirred: Option<Timestamp>,
    seen: Option<Timestamp>,
}

impl Looks {
    /// How sparingly somebody who stretches is looked at while power is saved, where nobody looks whether they move.
    #[must_use]
    pub const fn lightly() -> Sparing {
        MOVING_LIGHTLY
    }

    /// From now on battery is to be saved, or need not be.
    pub const fn economise(&mut self, is_economical: bool) {
        self.is_economical = is_economical;
    }

    /// Takes in whether anything stirs in the picture, and whether somebody is seen; answers how sparingly to go on.
    pub fn observe(&mut self, now: Timestamp, stirs: bool, is_seen: bool, need: Need) -> Sparing {
        let lasting = |last: &mut Option<Timestamp>, is: bool, how_long: Duration| {
            // Of what went before the first look nobody knows.
            let since = now.since(*last.get_or_insert(now));
            if is {
                *last = Some(now);
            }
            is || !reached(since, how_long)
        };
        let is_lively = lasting(&mut self.stirred, stirs, LIVELY);
        let is_there = lasting(&mut self.seen, is_seen, GONE);
        match (need, is_lively) {
            (Need::Waiting, false) => RESTING,
            (_, false) if !is_there => RESTING,
            (Need::Waiting, true) => READING,
            (_, true) if !is_there => READING,
            (Need::Placing, _) => PLACING,
            (Need::Stretching, true) => {
                if self.is_economical {
                    MOVING_LIGHTLY
                } else {
                    MOVING
                }
            }
            (Need::Stretching, false) => {
                if self.is_economical {
                    HOLDING_LIGHTLY
                } else {
                    HOLDING
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::STALL;

    fn at(seconds: f64) -> Timestamp {
        Timestamp::from_secs(seconds)
    }

    #[test]
    fn somebody_who_moves_is_looked_at_more_often_than_somebody_who_rests() {
        let mut looks = Looks::default();
        assert_eq!(looks.observe(at(5.0), false, true, Need::Stretching), MOVING, "nobody knows yet");
        assert_eq!(looks.observe(at(6.4), false, true, Need::Stretching), MOVING);
        assert_eq!(looks.observe(at(6.5), false, true, Need::Stretching), HOLDING);
        assert_eq!(looks.observe(at(6.6), true, true, Need::Stretching), MOVING, "at once");
        looks.economise(true);
        assert_eq!(looks.observe(at(6.7), true, true, Need::Stretching), MOVING_LIGHTLY);
        assert_eq!(looks.observe(at(8.3), false, true, Need::Stretching), HOLDING_LIGHTLY);
    }

    #[test]
    fn who_waits_and_where_nobody_is_few_looks_are_enough() {
        for need in [Need::Waiting, Need::Placing, Need::Stretching] {
            let mut looks = Looks::default();
            looks.observe(at(0.0), false, false, need);
            assert_eq!(looks.observe(at(3.0), false, false, need), RESTING, "{need:?}");
            assert_eq!(looks.observe(at(3.1), true, false, need), READING, "{need:?}");
            let found = looks.observe(at(3.2), true, true, need);
            let wanted = match need {
                Need::Waiting => READING,
                Need::Placing => PLACING,
                Need::Stretching => MOVING,
            };
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn no_two_looks_are_as_far_apart_as_a_stall() {
        // A camera of 25 pictures a second gives one up to 40 milliseconds after it is due.
        for rate in [MOVING, HOLDING, MOVING_LIGHTLY, HOLDING_LIGHTLY, PLACING, READING, RESTING] {
            assert!(rate.pictures + millis(40) < STALL, "{rate:?}");
            assert!(rate.slow < STALL && rate.fast <= rate.slow, "{rate:?}");
        }
    }
}
