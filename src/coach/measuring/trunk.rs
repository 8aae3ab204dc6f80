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
