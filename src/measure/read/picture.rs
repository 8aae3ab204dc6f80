//! Inclinations, distances and heights, as they lie in the picture.

use crate::body::{Angle, Landmark, Side};
use crate::body::{Point, Vec2};
use crate::measure::read::sight::SeenBody;
use crate::measure::reading::Estimate;
use crate::measure::table::Definition;
use crate::measure::table::{Formula, Unit};
use crate::measure::view::Plane;

const UP: Vec2 = Vec2::new(0.0, -1.0);

/// How much less sure the side away from the camera is.
const FAR: f64 = 1.5;
/// A line within this angle of the vertical has no upper side: the sine of 15 degrees.
const UPPER_SIDE: f64 = 0.26;

/// The value of a formula in the picture; `None` where landmarks coincide.
pub(crate) fn in_picture(sight: &SeenBody<'_>, definition: &Definition, side: Side) -> Option<Estimate> {
    let value = value(sight, definition.formula, side)?;
    Some(Estimate { value, error: error(sight, definition, value, sight.facing.is_far(side)) })
}

fn value(sight: &SeenBody<'_>, formula: Formula, side: Side) -> Option<f64> {
    let place = |landmark: Landmark| sight.at_level(landmark);
    let at = |right: Landmark| place(side.of(right));
    let middle = |right: Landmark| place(right).midpoint(place(right.mirrored()));
    let in_torsos = |pixels: f64, torso: f64| (torso > f64::EPSILON).then(|| pixels / torso);
    let torso = || at(Landmark::RightShoulder).distance(at(Landmark::RightHip));
    match formula {
        Formula::Inclination([from, to]) => UP.angle_to(at(to) - at(from)),
        Formula::Between([from, to, other_from, other_to]) => {
            (at(to) - at(from)).angle_to(at(other_to) - at(other_from))
        }
        Formula::Distance([from, to]) => in_torsos(at(from).distance(at(to)), torso()),
        Formula::Crossing([own, other]) => in_torsos(at(own).distance(place(side.opposite().of(other))), torso()),
        Formula::Height([of, over]) => in_torsos(at(over).y - at(of).y, torso()),
        Formula::PairHeight([of, over]) => {
            in_torsos(middle(over).y - middle(of).y, crate::body::torso_length(sight.pose))
        }
        Formula::OverLine([of, from, to]) => in_torsos(over_line(at(of), at(from), at(to))?, torso()),
        Formula::Along([of, from]) => {
            let trunk = at(Landmark::RightShoulder) - at(Landmark::RightHip);
            let length = trunk.length();
            (length > f64::EPSILON).then(|| (at(of) - at(from)).dot(trunk) / (length * length))
        }
        Formula::Spread([pair, unit]) => {
            let breadth = |right: Landmark| sight.pose.at(right).distance(sight.pose.at(right.mirrored()));
            (breadth(unit) > f64::EPSILON).then(|| breadth(pair) / breadth(unit))
        }
        // Not in the picture alone.
        Formula::JointAngle(_) | Formula::Tilt(_) | Formula::Trunk(_) | Formula::Spine(_) | Formula::Relative(_) => {
            None
        }
    }
    .map(|value| match formula {
        // What is further than anything can be comes from a torso that points at the camera.
        Formula::Height(_) | Formula::PairHeight(_) | Formula::OverLine(_) | Formula::Along(_) => {
            value.clamp(-crate::measure::table::FARTHEST, crate::measure::table::FARTHEST)
        }
        _ => value,
    })
}

/// How far a place is above a line, in pixels; `None` for a line that is as good as vertical.
fn over_line(of: Point, from: Point, to: Point) -> Option<f64> {
    let line = to - from;
    let length = line.length();
    if length < f64::EPSILON || line.x.abs() < UPPER_SIDE * length {
        return None;
    }
    let distance = line.cross(of - from) / length;
    // The cross product is positive below a line that runs to the right, since y points down.
    Some(if line.x > 0.0 { -distance } else { distance })
}

/// The expected error: the definition's own, more on the far side, and more the less squarely the plane is seen.
pub(crate) fn error(sight: &SeenBody<'_>, definition: &Definition, value: f64, is_far: bool) -> f64 {
    let base = definition.error * if is_far { FAR } else { 1.0 };
    let squareness = match (definition.plane, sight.facing.turn) {
        (Plane::Sagittal, Some(turn)) => turn.shoulders.to_radians().sin().abs(),
        (Plane::Frontal, Some(turn)) => turn.shoulders.to_radians().cos(),
        _ => 1.0,
    };
    let slope = sight.tilt().map_or(0.0, |tilt| tilt.left_over());
    let base = match definition.unit {
        Unit::Degrees => base.hypot(slope.atan().to_degrees()),
        Unit::TorsoLengths | Unit::Ratio => base.hypot(slope),
    };
    match definition.unit {
        // A picture that is squeezed to this share in one direction turns a slanted line by at most so much.
        Unit::Degrees => base.hypot(((1.0 - squareness) / (1.0 + squareness)).asin().to_degrees()),
        Unit::TorsoLengths | Unit::Ratio => base.hypot((1.0 - squareness) * value),
    }
}
