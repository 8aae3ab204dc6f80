//! Whether somebody goes into the depth of a stretch too fast. Limbs on their way into a pose go at 15 to 60 degrees a second
//! ([`settling`](super::settling)), and a limb that is lifted without weight at twice that; a muscle that is drawn out faster pulls back, and swinging into the end of its reach is what strains it.

use std::collections::VecDeque;
use std::time::Duration;

use crate::body::Side;
use crate::judge::assessment::Assessment;
use crate::judge::depth::short_by;
use crate::judge::matcher::musts;
use crate::judge::trying::is_trying;
use crate::measure::{Measure, Unit};
use crate::time::{Timestamp, reached};

/// Faster than this, in degrees a second, is too fast: people who draw a knee in briskly, which harms nobody, reach its range at 90 to 110.
const FAST: f64 = 120.0;
/// For how long: what a pose model makes of one blurred picture is no haste.
const SUSTAINED: Duration = Duration::from_millis(400);
/// In so many looks at least.
const LOOKS: usize = 4;

/// By how much one depth falls short, lately.
#[derive(Clone, Debug)]
struct Way {
    of: (Measure, Side),
    short: VecDeque<(Timestamp, f64)>,
}

/// Follows how fast the depths of a stretch are gone into.
#[derive(Clone, Debug, Default)]
pub struct Haste {
    ways: Vec<Way>,
}

impl Haste {
    /// Takes in where the targets stand; answers whether a range has just been reached too fast. Only whoever is taking the pose is meant, and only
    /// the way in: out of it, or far from it, everybody may move as they like.
    pub fn observe(&mut self, time: Timestamp, assessments: &[Assessment]) -> bool {
        let mut hasty = false;
        for seen in musts(assessments) {
            if seen.target.measure.definition().unit != Unit::Degrees {
                continue;
            }
            let Some(short) = seen.reading.value().and_then(|value| short_by(&seen.target, value)) else { continue };
            let of = (seen.target.measure, seen.side);
            let found = self.ways.iter().position(|way| way.of == of);
            let index = found.unwrap_or(self.ways.len());
            if found.is_none() {
                self.ways.push(Way { of, short: VecDeque::new() });
            }
            hasty |= self.ways[index].reaches_too_fast(time, short);
        }
        self.ways.retain(|way| way.short.back().is_some_and(|&(at, _)| at == time));
        hasty && is_trying(assessments)
    }
}

impl Way {
    fn reaches_too_fast(&mut self, time: Timestamp, short: f64) -> bool {
        // Whoever stops or goes back begins anew.
        if self.short.back().is_some_and(|&(_, before)| short >= before) {
            self.short.clear();
        }
        self.short.push_back((time, short));
        while self.short.len() > LOOKS && self.short.get(1).is_some_and(|&(at, _)| reached(time.since(at), SUSTAINED)) {
            self.short.pop_front();
        }
        let Some(&(from, began)) = self.short.front() else { return false };
        let lasting = time.since(from);
        let arrives = began > 0.0 && short <= 0.0;
        arrives
            && self.short.len() >= LOOKS
            && reached(lasting, SUSTAINED)
            && began - short > FAST * lasting.as_secs_f64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::matcher::assess;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::{Facing, Start};
    use crate::stretch::{Deeper, samples};

    /// Whether somebody is ever hasty whose hip closes from 135 degrees to 30 at this pace, seen this often a second.
    fn is_hasty(degrees_a_second: f64, looks_a_second: f64) -> bool {
        let mut stretch = samples::childs_pose();
        for target in stretch.targets.iter_mut().filter(|target| target.measure == Measure::Hip) {
            target.deeper = Some(Deeper::Lower);
        }
        let mut haste = Haste::default();
        let looks = (4.0 * looks_a_second) as u32;
        (0..looks).any(|look| {
            let time = f64::from(look) / looks_a_second;
            let hip = (135.0 - degrees_a_second * (time - 1.0).max(0.0)).max(30.0);
            let seen = Mannequin::childs_pose().trunk(121.0 - hip).observe(time);
            let facing = Facing::of(seen.pose.as_ref().unwrap());
            let assessments = assess(&stretch, &seen, facing, &Start::default(), Side::Right);
            haste.observe(seen.time, &assessments)
        })
    }

    #[test]
    fn a_calm_way_in_is_no_haste_and_a_swing_is() {
        for looks in [10.0, 15.0, 30.0] {
            assert_eq!([20.0, 60.0, 110.0].map(|pace| is_hasty(pace, looks)), [false; 3], "{looks} looks a second");
            assert_eq!([130.0, 150.0].map(|pace| is_hasty(pace, looks)), [true; 2], "{looks} looks a second");
        }
    }

    #[test]
    fn a_leap_of_the_pose_model_is_no_haste() {
        assert!(!is_hasty(4000.0, 30.0));
        assert!(!is_hasty(400.0, 30.0), "nobody closes a hip in a fifth of a second");
    }
}
