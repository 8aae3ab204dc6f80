//! How the trunk stands in the room.

use crate::body::Landmark;
use crate::body::Landmark::{RightAnkle, RightHip, RightKnee, RightShoulder};
use crate::body::Vec3;
use crate::body::{Pose, Side};
use crate::body::{across, trunk as trunk_of};
use crate::measure::read::picture;
use crate::measure::read::sight::SeenBody;
use crate::measure::reading::Estimate;
use crate::measure::table::Definition;
use crate::measure::table::Trunk;

const UP: Vec3 = Vec3::new(0.0, -1.0, 0.0);

/// A measure of the trunk; `None` where landmarks coincide or the model lacks the depth that it takes.
pub(crate) fn trunk(sight: &SeenBody<'_>, wanted: Trunk, definition: &Definition, side: Side) -> Option<Estimate> {
    if let Trunk::Lean | Trunk::HipExtension = wanted {
        let value = if wanted == Trunk::Lean { lean(sight, side) } else { hip_extension(sight, side) }?;
        return Some(Estimate { value, error: picture::error(sight, definition, value, false) });
    }
    if !sight.pose.has_depth {
        return None;
    }
    let value = match wanted {
        Trunk::Lean | Trunk::HipExtension | Trunk::Bend => UP.angle_to(trunk_of(sight.pose)),
        Trunk::Twist => twist(sight, side),
        Trunk::Chest => chest(sight.pose).angle_to(UP),
        Trunk::LegInLine => {
            let at = |landmark: Landmark| sight.pose.world[landmark.index()];
            let hip = at(side.of(RightHip));
            let shoulders = at(RightShoulder).midpoint(at(RightShoulder.mirrored()));
            (shoulders - hip).angle_to(at(side.of(RightAnkle)) - hip)
        }
    }?;
    Some(Estimate { value, error: definition.error })
}

/// Inclination of the trunk in the picture, positive toward the chest's side. The near side shows which way that is: with the
/// left side nearer a person bends forward toward the left of the picture, in whatever position.
fn lean(sight: &SeenBody<'_>, side: Side) -> Option<f64> {
    let near = sight.facing.known_near()?;
    let forward = if near == Side::Left { -1.0 } else { 1.0 };
    let trunk = sight.at_level(side.of(RightShoulder)) - sight.at_level(side.of(RightHip));
    (trunk.length() > f64::EPSILON).then(|| (forward * trunk.x).atan2(-trunk.y).to_degrees())
}

/// How far the thigh points behind the trunk's line, in the picture, where a lean has its sign from too.
fn hip_extension(sight: &SeenBody<'_>, side: Side) -> Option<f64> {
    let forward = if sight.facing.known_near()? == Side::Left { -1.0 } else { 1.0 };
    let at = |right: Landmark| sight.at_level(side.of(right));
    let (down, thigh) = (at(RightHip) - at(RightShoulder), at(RightKnee) - at(RightHip));
    // Positive turns clockwise on the picture, which takes what hangs from facing right to behind.
    let turned = down.cross(thigh).atan2(down.dot(thigh)).to_degrees();
    (down.length() > f64::EPSILON && thigh.length() > f64::EPSILON).then_some(forward * turned)
}

/// Where the chest faces, in the room: square to the line of the shoulders and to the trunk.
fn chest(pose: &Pose) -> Vec3 {
    across(pose, RightShoulder).cross(trunk_of(pose))
}

/// The shoulders' line turned against the hips', about the trunk: positive with the chest turned to this side.
fn twist(sight: &SeenBody<'_>, side: Side) -> Option<f64> {
    let axis = trunk_of(sight.pose);
    let hips = across(sight.pose, RightHip).square_to(axis);
    let shoulders = across(sight.pose, RightShoulder).square_to(axis);
    let angle = hips.angle_to(shoulders)?;
    let to_left = hips.cross(shoulders).dot(axis);
    Some(if (to_left > 0.0) == (side == Side::Left) { angle } else { -angle })
}

#[cfg(test)]
mod tests {
    use crate::body::Side;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::read::measure;
    use crate::measure::table::Measure;

    fn value(mannequin: &Mannequin, measured: Measure, side: Side) -> f64 {
        measure(measured, side, &mannequin.observe(0.0)).value().unwrap()
    }

    #[test]
    fn a_lean_has_the_chests_sign_whichever_way_the_body_faces() {
        for side in Side::BOTH {
            assert!((value(&Mannequin::standing().trunk(40.0), Measure::Lean, side) - 40.0).abs() < 1e-6);
            assert!((value(&Mannequin::standing().trunk(40.0).mirrored(), Measure::Lean, side) - 40.0).abs() < 1e-6);
            assert!((value(&Mannequin::standing().trunk(-15.0), Measure::Lean, side) + 15.0).abs() < 1e-6);
        }
    }

    #[test]
    fn a_bend_is_the_same_from_everywhere() {
        let bowed = Mannequin::standing().trunk(30.0);
        assert!((value(&bowed, Measure::TrunkBend, Side::Left) - 30.0).abs() < 1e-6);
        assert!((value(&bowed.seen_from_the_front(), Measure::TrunkBend, Side::Left) - 30.0).abs() < 1e-6);
        let aside = Mannequin::standing().tilted(25.0).seen_from_the_front();
        assert!((value(&aside, Measure::TrunkBend, Side::Left) - 25.0).abs() < 1e-6);
    }

    #[test]
    fn a_twist_is_positive_to_the_side_that_the_chest_turns_to() {
        let twisted = Mannequin::standing().twisted(30.0).seen_from_the_front();
        assert!((value(&twisted, Measure::Twist, Side::Left) - 30.0).abs() < 1e-6);
        assert!((value(&twisted, Measure::Twist, Side::Right) + 30.0).abs() < 1e-6);
    }

    #[test]
    fn a_hip_is_extended_with_the_thigh_behind_the_trunk() {
        let lunge = Mannequin::standing().trunk(-5.0).leg(Side::Right, 200.0, 270.0).leg(Side::Left, 95.0, 180.0);
        for (pose, rear) in [(lunge.clone(), Side::Right), (lunge.mirrored(), Side::Left)] {
            assert!((value(&pose, Measure::HipExtension, rear) - 25.0).abs() < 1e-6);
            assert!((value(&pose, Measure::HipExtension, rear.opposite()) + 80.0).abs() < 1e-6);
        }
    }

    #[test]
    fn the_chest_faces_the_ceiling_on_the_back_and_the_floor_on_the_front() {
        for (pose, expected) in [
            (Mannequin::lying_flat(), 178.0),
            (Mannequin::tabletop(), 165.0),
            (Mannequin::standing(), 90.0),
            (Mannequin::standing().trunk(-90.0).legs(90.0, 90.0), 0.0),
        ] {
            for pose in [pose.clone(), pose.mirrored()] {
                let facing = value(&pose, Measure::ChestFacing, Side::Right);
                assert!((facing - expected).abs() < 1e-6, "{facing} for {expected}");
            }
        }
    }

    #[test]
    fn a_straight_leg_in_line_with_the_trunk_is_nearly_180() {
        // The hip lies beside the body's middle, so that even a straight body has a small angle there.
        let standing = value(&Mannequin::standing(), Measure::LegInLine, Side::Right);
        assert!(standing > 160.0, "{standing}");
        let raised = value(&Mannequin::standing().leg(Side::Right, 90.0, 90.0), Measure::LegInLine, Side::Right);
        assert!((raised - 90.0).abs() < 10.0, "{raised}");
    }
}
