//! Whether somebody stands: standing or walking about is no stretching on the mat.

use crate::body::{Landmark, Point3, Pose, VISIBLE};
use crate::measure::view::BodyView;

/// A trunk within this angle of the vertical is upright.
pub(crate) const UPRIGHT: f64 = 35.0;

/// On their feet, somebody's ankles are at least this far below the hips, in torso lengths: legs are 1.5 to 1.7 long, and a
/// kneeling person's ankles are one thigh (0.85) below the hips.
pub(crate) const ANKLES_BELOW_HIPS: f64 = 1.2;

/// The middle of a pair of landmarks in the room. A flat pose has no room; seen from the side its picture shows what
/// matters, as far as both are seen.
pub(crate) fn middle(pose: &Pose, right: Landmark) -> Option<Point3> {
    let pair = [right.mirrored(), right];
    if !pose.has_depth {
        let is_seen = pair.iter().all(|&landmark| pose.keypoint(landmark).visibility >= VISIBLE);
        let at = pose.at(pair[0]).midpoint(pose.at(pair[1]));
        return is_seen.then_some(Point3 { x: at.x, y: at.y, z: 0.0 });
    }
    let [a, b] = pair.map(|landmark| pose.world[landmark.index()]);
    Some(Point3 { x: f64::midpoint(a.x, b.x), y: f64::midpoint(a.y, b.y), z: f64::midpoint(a.z, b.z) })
}

/// Whether the person stands or walks. Judged in the room and not in the picture, so that it holds from whichever side they
/// are seen: somebody who kneels with the head toward the camera looks short and upright in the picture. `None` where it
/// isn't known: a flat pose not seen from the side, or one whose trunk or ankles are hidden.
#[must_use]
pub fn is_on_feet(pose: &Pose) -> Option<bool> {
    if !pose.has_depth && BodyView::of(pose) != BodyView::Side {
        return None;
    }
    let [shoulders, hips, ankles] =
        [Landmark::RightShoulder, Landmark::RightHip, Landmark::RightAnkle].map(|right| middle(pose, right));
    let (shoulders, hips, ankles) = (shoulders?, hips?, ankles?);
    let level = (shoulders.x - hips.x).hypot(shoulders.z - hips.z);
    let rise = hips.y - shoulders.y;
    let upright = level.atan2(rise).to_degrees() < UPRIGHT;
    Some(upright && ankles.y - hips.y > ANKLES_BELOW_HIPS * level.hypot(rise))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Side;
    use crate::measure::mannequin::Mannequin;

    #[test]
    fn standing_is_told_from_everything_on_the_mat() {
        let on_feet = |mannequin: Mannequin| is_on_feet(&mannequin.observe(0.0).pose.unwrap()) == Some(true);
        assert!(on_feet(Mannequin::standing()));
        assert!(on_feet(Mannequin::standing().seen_from_the_front()));
        assert!(on_feet(Mannequin::standing().leg(Side::Right, 150.0, 190.0)), "a step");
        let tall_kneeling = Mannequin::standing().legs(180.0, 270.0);
        let kneeling_back = Mannequin::standing().legs(121.0, 277.0);
        for lower in [tall_kneeling, kneeling_back, Mannequin::tabletop(), Mannequin::sphinx()] {
            assert!(!on_feet(lower));
        }
    }

    #[test]
    fn a_flat_pose_is_judged_only_from_the_side() {
        let on_feet = |mannequin: Mannequin| {
            let mut pose = mannequin.observe(0.0).pose.unwrap();
            pose.has_depth = false;
            pose.world = [Point3::default(); 33];
            is_on_feet(&pose)
        };
        assert_eq!(on_feet(Mannequin::standing()), Some(true));
        assert_eq!(on_feet(Mannequin::standing().legs(180.0, 270.0)), Some(false), "tall kneeling");
        assert_eq!(on_feet(Mannequin::tabletop()), Some(false));
        assert_eq!(on_feet(Mannequin::standing().seen_from_the_front()), None);
        assert_eq!(on_feet(Mannequin::standing().visible(Landmark::LeftAnkle, 0.2)), None);
    }
}
