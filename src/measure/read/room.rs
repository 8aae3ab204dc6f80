//! Inclinations, distances and heights in the model's own room, for views in which the picture shows them at a slant: seen from three
//! quarters, a thigh that points half at the camera looks steeper than it is.
//!
//! Depth is the weakest thing that a pose model gives, so these are less sure than the picture is from the side. The room's
//! vertical is the picture's.

use crate::body::Landmark;
use crate::body::Landmark::{RightHip, RightShoulder};
use crate::body::Side;
use crate::body::Vec3;
use crate::body::{across, trunk as trunk_of};
use crate::measure::read::sight::SeenBody;
use crate::measure::reading::Estimate;
use crate::measure::table::Definition;
use crate::measure::table::{Formula, Trunk, Unit};

const UP: Vec3 = Vec3::new(0.0, -1.0, 0.0);

/// One standard deviation, in degrees, from three quarters: two in three of the trunks of rendered people are within 5 to 10 of the
/// truth, and of their limbs within 11 to 17.
const TRUNK_ERROR: f64 = 9.0;
const LIMB_ERROR: f64 = 14.0;
/// The same for lengths and ratios, in torso lengths.
const LENGTH_ERROR: f64 = 0.2;

/// The value of a formula in the room; `None` where landmarks coincide, for a model without depth, and for a formula that has
/// no meaning there.
pub(crate) fn in_room(sight: &SeenBody<'_>, definition: &Definition, side: Side) -> Option<Estimate> {
    if !sight.pose.has_depth {
        return None;
    }
    let at = |right: Landmark| sight.pose.world[side.of(right).index()];
    let between = |from: Landmark, to: Landmark| at(to) - at(from);
    let torso = between(RightHip, RightShoulder).length();
    let in_torsos = |length: f64| (torso > f64::EPSILON).then(|| length / torso);
    let value = match definition.formula {
        Formula::Inclination([from, to]) => UP.angle_to(between(from, to)),
        Formula::Between([from, to, other_from, other_to]) => between(from, to).angle_to(between(other_from, other_to)),
        Formula::Distance([from, to]) => in_torsos(between(from, to).length()),
        Formula::OverLine([of, from, to]) => {
            let line = between(from, to);
            // A line that is as good as vertical has no upper side.
            let upper = UP.square_to(line);
            let length = upper.length();
            (length > UPPER_SIDE).then(|| between(from, of).dot(upper) / length).and_then(in_torsos)
        }
        Formula::Along([of, from]) => {
            let trunk = between(RightHip, RightShoulder);
            (torso > f64::EPSILON).then(|| between(from, of).dot(trunk) / (torso * torso))
        }
        Formula::Trunk(Trunk::Lean) => lean(sight),
        _ => None,
    }?;
    let is_of_trunk =
        matches!(definition.formula, Formula::Inclination([RightHip, RightShoulder]) | Formula::Trunk(Trunk::Lean));
    let error = match definition.unit {
        Unit::Degrees if is_of_trunk => TRUNK_ERROR,
        Unit::Degrees => LIMB_ERROR,
        Unit::TorsoLengths | Unit::Ratio => LENGTH_ERROR,
    };
    Some(Estimate { value, error: error.max(definition.error) })
}

/// A line within this angle of the vertical has no upper side: the sine of 15 degrees.
const UPPER_SIDE: f64 = 0.26;

/// The trunk's inclination, positive toward the chest's side.
fn lean(sight: &SeenBody<'_>) -> Option<f64> {
    let trunk = trunk_of(sight.pose);
    let (shoulders, hips) = (across(sight.pose, RightShoulder), across(sight.pose, RightHip));
    let forward = Vec3::new(shoulders.x + hips.x, shoulders.y + hips.y, shoulders.z + hips.z).cross(UP);
    let inclination = UP.angle_to(trunk)?;
    Some(if trunk.dot(forward) < 0.0 { -inclination } else { inclination })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::body::Point3;
    use crate::measure::facing::Facing;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::observation::Observation;
    use crate::measure::start::Start;
    use crate::measure::table::Measure;
    use crate::measure::view::BodyView;

    /// The same body turned about the vertical in the room; its picture stays as it was and is not to be asked.
    fn turned(mannequin: &Mannequin, degrees: f64) -> Observation {
        let mut seen = mannequin.observe(0.0);
        let (sin, cos) = degrees.to_radians().sin_cos();
        let pose = seen.pose.as_mut().unwrap();
        for Point3 { x, z, .. } in &mut pose.world {
            (*x, *z) = (*x * cos - *z * sin, *x * sin + *z * cos);
        }
        seen
    }

    fn value(seen: &Observation, measure: Measure, side: Side) -> f64 {
        let pose = seen.pose.as_ref().unwrap();
        let sight = SeenBody::of(seen, Facing::of(pose)).unwrap();
        in_room(&sight, measure.definition(), side).unwrap().value
    }

    const MEASURES: [Measure; 7] = [
        Measure::TrunkInclination,
        Measure::ThighInclination,
        Measure::ShinInclination,
        Measure::HipToHeel,
        Measure::KneeToChest,
        Measure::Lean,
        Measure::WristAhead,
    ];

    proptest! {
        #[test]
        fn turning_about_the_vertical_changes_nothing(degrees in -180.0..180.0_f64, bend in 5.0..80.0_f64) {
            let mannequin = Mannequin::standing().trunk(bend).legs(120.0, 200.0);
            for measure in MEASURES {
                let straight = value(&mannequin.observe(0.0), measure, Side::Right);
                let other = value(&turned(&mannequin, degrees), measure, Side::Right);
                prop_assert!((straight - other).abs() < 1e-6, "{measure:?} {straight} {other}");
            }
        }
    }

    #[test]
    fn from_the_side_room_and_picture_agree() {
        for mannequin in [Mannequin::childs_pose(), Mannequin::sphinx(), Mannequin::tabletop()] {
            let seen = mannequin.observe(0.0);
            let facing = Facing::of(seen.pose.as_ref().unwrap());
            assert_eq!(facing.view, BodyView::Side);
            let sight = SeenBody::of(&seen, facing).unwrap();
            for measure in MEASURES {
                let picture =
                    crate::measure::read::read(&sight, &Start::default(), measure, Side::Right).value().unwrap();
                let room = value(&seen, measure, Side::Right);
                // Shoulders are broader than hips, so that a trunk points a little out of the picture even from the side.
                assert!(
                    (picture - room).abs() < 0.02 * picture.abs().max(1.0),
                    "{measure:?}: {picture}, in the room {room}"
                );
            }
        }
    }

    #[test]
    fn a_bow_from_three_quarters_is_a_bow_forward() {
        for degrees in [-40.0, 40.0] {
            let bowed = turned(&Mannequin::standing().trunk(40.0), degrees);
            assert!((value(&bowed, Measure::Lean, Side::Right) - 40.0).abs() < 1e-6);
        }
    }
}
