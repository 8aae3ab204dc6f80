//! How the trunk stands in the room.

use super::{Estimate, Sight, picture};
use crate::coach::body::Landmark::{self, RightAnkle, RightHip, RightShoulder};
use crate::coach::body::Side;
use crate::coach::geometry::Vec3;
use crate::coach::measures::{Definition, Trunk};
use crate::coach::turn::{across, trunk as trunk_of};

/// A measure of the trunk; `None` where landmarks coincide or the model lacks the depth that it takes.
pub(super) fn trunk(sight: &Sight<'_>, wanted: Trunk, definition: &Definition, side: Side) -> Option<Estimate> {
    if wanted == Trunk::Lean {
        let value = lean(sight, side)?;
        return Some(Estimate { value, error: picture::error(sight, definition, value, false) });
    }
    if !sight.pose.has_depth {
        return None;
    }
    let value = match wanted {
        Trunk::Lean | Trunk::Bend => Vec3::new(0.0, -1.0, 0.0).angle_to(trunk_of(sight.pose)),
        Trunk::Twist => twist(sight, side),
        Trunk::LegInLine => {
            let at = |landmark: Landmark| sight.pose.world[landmark.index()];
            let hip = at(side.of(RightHip));
            let shoulders = at(RightShoulder).midpoint(at(RightShoulder.mirrored()));
            (shoulders - hip).angle_to(at(side.of(RightAnkle)) - hip)
        }
    }?;
    Some(Estimate { value, error: definition.error })
}

/// Inclination of the trunk in the picture, positive toward the chest's side. The near side tells which way that is: with the
/// left side nearer a person bends forward toward the left of the picture, in whatever position.
fn lean(sight: &Sight<'_>, side: Side) -> Option<f64> {
    let near = sight.facing.known_near()?;
    let forward = if near == Side::Left { -1.0 } else { 1.0 };
    let trunk = sight.pose.at(side.of(RightShoulder)) - sight.pose.at(side.of(RightHip));
    (trunk.length() > f64::EPSILON).then(|| (forward * trunk.x).atan2(-trunk.y).to_degrees())
}

/// The shoulders' line turned against the hips', about the trunk: positive with the chest turned to this side.
fn twist(sight: &Sight<'_>, side: Side) -> Option<f64> {
    let axis = trunk_of(sight.pose);
    let hips = across(sight.pose, RightHip).square_to(axis);
    let shoulders = across(sight.pose, RightShoulder).square_to(axis);
    let angle = hips.angle_to(shoulders)?;
    let to_left = hips.cross(shoulders).dot(axis);
    Some(if (to_left > 0.0) == (side == Side::Left) { angle } else { -angle })
}

#[cfg(test)]
mod tests {
    use crate::coach::mannequin::Mannequin;
    use crate::coach::{Measure, Side, measure};

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
    fn a_straight_leg_in_line_with_the_trunk_is_nearly_180() {
        // The hip lies beside the body's middle, so that even a straight body has a small angle there.
        let standing = value(&Mannequin::standing(), Measure::LegInLine, Side::Right);
        assert!(standing > 160.0, "{standing}");
        let raised = value(&Mannequin::standing().leg(Side::Right, 90.0, 90.0), Measure::LegInLine, Side::Right);
        assert!((raised - 90.0).abs() < 10.0, "{raised}");
    }
}
