//! Which side is worked, where the two sides do different things.

use crate::body::Side;
use crate::measure::Measure;
use crate::measure::{Formula, Segment, Tilt, Trunk, Unit};

use crate::learn::demonstration::Demonstration;

/// A limb, and the measure that shows how far it is lifted.
struct OneOfTwo {
    holds: fn(Segment) -> bool,
    height: Measure,
}

const LEG: OneOfTwo = OneOfTwo { holds: Segment::is_of_leg, height: Measure::AnkleHeight };
const ARM: OneOfTwo = OneOfTwo { holds: Segment::is_of_arm, height: Measure::WristHeight };

impl OneOfTwo {
    /// The measures that show whether it does something else than the other one: it does where two of these say so, since one alone
    /// may be a slip of the pose model on the side that the body hides.
    fn telling(&self) -> impl Iterator<Item = Measure> {
        Measure::ALL.into_iter().filter(|measure| {
            let definition = measure.definition();
            definition.tells_sides && (self.holds)(definition.segment)
        })
    }
}

/// Limbs that differ by less than this do the same: between far and near side a pose model is off by half of it.
const APART_DEGREES: f64 = 30.0;
const APART_TORSOS: f64 = 0.4;
/// A trunk that leans or turns further than this to a side does so on purpose: three errors of a tilt.
const LEANING: f64 = 10.0;

/// Whether a measure's sign distinguishes the two sides.
pub fn has_sides_by_sign(measure: Measure) -> bool {
    matches!(measure.definition().formula, Formula::Tilt(_) | Formula::Trunk(Trunk::Twist))
}

/// How much further apart the two sides are than is needed to be different: above 1 they are.
fn apart(demonstration: &Demonstration<'_>, measure: Measure) -> f64 {
    let [Some(left), Some(right)] = Side::BOTH.map(|side| demonstration.in_hold(measure, side)) else { return 0.0 };
    let least = match measure.definition().unit {
        Unit::Degrees => APART_DEGREES,
        Unit::TorsoLengths | Unit::Ratio => APART_TORSOS,
    };
    (left.median - right.median).abs() / least.max(2.0 * left.error.hypot(right.error))
}

fn differ(demonstration: &Demonstration<'_>, limb: &OneOfTwo) -> bool {
    limb.telling().filter(|&measure| apart(demonstration, measure) > 1.0).count() >= 2
}

/// How far a limb went from where it started, in parts of what distinguishes two sides; without a start, how far it is lifted.
fn went(demonstration: &Demonstration<'_>, limb: &OneOfTwo, side: Side) -> f64 {
    let moved = limb.telling().filter_map(|measure| {
        let (held, before) = (demonstration.in_hold(measure, side)?, demonstration.at_start(measure, side)?);
        let least = match measure.definition().unit {
            Unit::Degrees => APART_DEGREES,
            Unit::TorsoLengths | Unit::Ratio => APART_TORSOS,
        };
        Some((held.median - before.median).abs() / least)
    });
    if demonstration.start.is_some() {
        return moved.sum();
    }
    demonstration.in_hold(limb.height, side).map_or(0.0, |height| height.median)
}

/// The side that is worked; `None` where both do the same. Of two limbs, the one that went further from its start; of a trunk
/// that leans or turns, the side that it goes to.
pub fn worked(demonstration: &Demonstration<'_>) -> Option<Side> {
    for limb in [&LEG, &ARM] {
        if differ(demonstration, limb) {
            let [left, right] = Side::BOTH.map(|side| went(demonstration, limb, side));
            return Some(if left > right { Side::Left } else { Side::Right });
        }
    }
    [Formula::Tilt(Tilt::Trunk), Formula::Tilt(Tilt::Head), Formula::Trunk(Trunk::Twist)]
        .into_iter()
        .filter_map(|formula| Measure::ALL.into_iter().find(|measure| measure.definition().formula == formula))
        .find_map(|measure| {
            let leaning = demonstration.in_hold(measure, Side::Right)?;
            let is_on_purpose = leaning.median.abs() > LEANING.max(leaning.uncertainty());
            is_on_purpose.then_some(if leaning.median > 0.0 { Side::Right } else { Side::Left })
        })
}
