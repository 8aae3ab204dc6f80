//! Ranges from what was held: as wide as the hold's spread and the view's error ask for, and never so wide that the start is in
//! them.

use crate::judge::{ANGLE_MARGIN, DISTANCE_MARGIN};
use crate::measure::Measure;
use crate::measure::{Formula, Unit};
use crate::stretch::Range;

use crate::learn::statistics::Measured;

/// The least half width of a range: people differ, and the same person from day to day.
const LEAST_DEGREES: f64 = 15.0;
const LEAST_TORSOS: f64 = 0.15;
const LEAST_RATIO: f64 = 0.1;
const LEAST_BOW: f64 = 0.03;
/// What only fixes the body's position may be off by more: a camera that looks down tilts everything by 15 degrees or so.
const WIDE_DEGREES: f64 = 30.0;
const WIDE_TORSOS: f64 = 0.4;
/// How much of the way from the start to the hold may be missing.
const WAY: f64 = 0.6;
/// Nothing on a body is further than this, in torso lengths: a leg is 1.7 long.
const FARTHEST: f64 = 3.0;

/// How wide a range is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As the hold was.
    Held,
    /// As wide as a position.
    Wide,
}

fn is_bow(measure: Measure) -> bool {
    matches!(measure.definition().formula, Formula::Spine(_))
}

/// What ranges are rounded to: as people write them.
fn step(measure: Measure) -> f64 {
    match measure.definition().unit {
        Unit::Degrees => 5.0,
        _ if is_bow(measure) => 0.01,
        Unit::TorsoLengths | Unit::Ratio => 0.05,
    }
}

/// To a multiple of `step`, as its decimal number is written.
fn to_step(value: f64, step: f64, round: fn(f64) -> f64) -> f64 {
    let steps = round((value / step * 1e6).round() / 1e6);
    (steps * step * 100.0).round() / 100.0 + 0.0
}

/// The range for something that was held like this; from `start`, whose value it leaves out as far as it can be told. `None`
/// where nothing sensible is left.
pub fn range(measure: Measure, held: Measured, start: Option<f64>, width: Width) -> Option<Range> {
    let least = match (measure.definition().unit, width) {
        _ if is_bow(measure) => LEAST_BOW,
        (Unit::Degrees, Width::Held) => LEAST_DEGREES,
        (Unit::Degrees, Width::Wide) => WIDE_DEGREES,
        (Unit::TorsoLengths, Width::Held) => LEAST_TORSOS,
        (Unit::TorsoLengths, Width::Wide) => WIDE_TORSOS,
        (Unit::Ratio, _) => LEAST_RATIO,
    };
    let half = least.max(held.uncertainty());
    let (mut low, mut high) = (held.median - half, held.median + half);
    let step = step(measure);
    (low, high) = (to_step(low, step, f64::floor), to_step(high, step, f64::ceil));
    if let Some(start) = start {
        let nearest = held.median + WAY * (start - held.median);
        if start < held.median {
            low = low.max(to_step(nearest, step, f64::ceil));
        } else {
            high = high.min(to_step(nearest, step, f64::floor));
        }
    }
    let (least, most) = measure.span();
    let most = if most.is_finite() { most } else { FARTHEST };
    // An end so near to where the measure itself ends that nobody could be asked to go beyond it.
    let snap = if is_bow(measure) { step } else { 2.0 * step };
    if low - least < snap {
        low = least;
    }
    if most - high < snap {
        high = most;
    }
    let range = Range::new(low, high)?;
    (range.excess(held.median) == 0.0).then_some(range)
}

/// How far a value lies outside a range, in what a hold is left by: from 1 on, somebody who has this value is not in the pose.
pub fn clearness(measure: Measure, range: Range, value: Measured) -> f64 {
    let margin = match measure.definition().unit {
        Unit::Degrees => ANGLE_MARGIN,
        _ if is_bow(measure) => step(measure),
        Unit::TorsoLengths | Unit::Ratio => DISTANCE_MARGIN,
    };
    range.excess(value.median).abs() / value.error.max(margin)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: Measured = Measured { median: 92.0, spread: 2.0, error: 4.5 };

    #[test]
    fn a_range_holds_what_was_held_with_its_spread_and_error() {
        let range = range(Measure::Knee, HELD, None, Width::Held).unwrap();
        assert_eq!((range.low(), range.high()), (75.0, 110.0));
        let wide = crate::learn::ranges::range(Measure::Knee, HELD, None, Width::Wide).unwrap();
        assert_eq!((wide.low(), wide.high()), (60.0, 125.0));
        let unsure = Measured { error: 20.0, ..HELD };
        let range = crate::learn::ranges::range(Measure::Knee, unsure, None, Width::Held).unwrap();
        assert_eq!((range.low(), range.high()), (50.0, 135.0));
    }

    #[test]
    fn the_start_is_left_out() {
        let range = range(Measure::Knee, HELD, Some(112.0), Width::Wide).unwrap();
        assert_eq!((range.low(), range.high()), (60.0, 100.0));
    }

    #[test]
    fn ends_near_the_measures_own_are_these() {
        let straight = Measured { median: 172.0, ..HELD };
        let range = range(Measure::Knee, straight, None, Width::Held).unwrap();
        assert_eq!((range.low(), range.high()), (155.0, 180.0));
        let near = Measured { median: 0.2, spread: 0.01, error: 0.08 };
        let range = crate::learn::ranges::range(Measure::HipToHeel, near, None, Width::Held).unwrap();
        assert_eq!((range.low(), range.high()), (0.0, 0.4));
        let below = Measured { median: -0.83, ..near };
        let range = crate::learn::ranges::range(Measure::KneeHeight, below, None, Width::Held).unwrap();
        assert_eq!((range.low(), range.high()), (-1.0, -0.65));
    }
}
