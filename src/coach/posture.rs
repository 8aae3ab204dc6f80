//! Whether somebody is about to stretch at all: who stands or walks about is not corrected.

use super::body::{Landmark, Pose};
use super::facing::BodyView;
use super::geometry::Point3;
use super::matcher::{margins_off, musts};
use super::measures::Unit;
use super::measuring::VISIBLE;
use super::status::Assessment;

/// A trunk within this angle of the vertical is upright.
const UPRIGHT: f64 = 35.0;
/// On their feet, somebody's ankles are at least this far below the hips, in torso lengths: legs are 1.5 to 1.7 long, and a
/// kneeling person's ankles are one thigh (0.85) below the hips.
const ANKLES_BELOW_HIPS: f64 = 1.2;

/// Beyond these distances from a range a limb is not on its way there: it is somewhere else.
const REACH_DEGREES: f64 = 45.0;
const REACH_TORSOS: f64 = 0.6;

/// The middle of a pair of landmarks in the room. A flat pose has no room; seen from the side its picture shows what
/// matters, as far as both are seen.
fn middle(pose: &Pose, right: Landmark) -> Option<Point3> {
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
/// can't be told: a flat pose not seen from the side, or one whose trunk or ankles are hidden.
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

/// How many of the targets that must hold have to be seen for saying that somebody tries.
const SEEN_TO_TRY: f64 = 0.6;

/// Whether somebody seems to be taking the pose: most of the targets that must hold are seen, all of these are within reach
/// and at least half of them are as good as met.
#[must_use]
pub fn is_trying(assessments: &[Assessment]) -> bool {
    let (mut met, mut seen, mut all) = (0, 0, 0);
    for assessment in musts(assessments) {
        all += 1;
        let (Some(margins), Some(value)) = (margins_off(assessment), assessment.reading.value()) else { continue };
        let reach = match assessment.target.measure.definition().unit {
            Unit::Degrees => REACH_DEGREES,
            Unit::TorsoLengths | Unit::Ratio => REACH_TORSOS,
        };
        if assessment.target.range.excess(value).abs() > reach {
            return false;
        }
        seen += 1;
        met += u32::from(margins <= 1.0);
    }
    seen > 0 && 2 * met >= seen && f64::from(seen) >= SEEN_TO_TRY * f64::from(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::facing::Facing;
    use crate::coach::mannequin::Mannequin;
    use crate::coach::matcher::assess;
    use crate::coach::{Side, Start, Stretch, samples};

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

    fn tries(stretch: &Stretch, mannequin: &Mannequin) -> bool {
        let seen = mannequin.observe(0.0);
        let facing = Facing::of(seen.pose.as_ref().unwrap());
        is_trying(&assess(stretch, &seen, facing, &Start::default(), Side::Right))
    }

    #[test]
    fn trying_is_being_nearly_there() {
        assert!(tries(&samples::childs_pose(), &Mannequin::childs_pose().legs(160.0, 277.0)), "hips high");
        assert!(
            tries(&samples::bird_dog(), &Mannequin::bird_dog(Side::Right).leg(Side::Right, 243.0, 300.0)),
            "bent leg"
        );
        assert!(tries(&samples::sphinx(), &Mannequin::lying_flat()), "about to rise");
        for stretch in [samples::childs_pose(), samples::sphinx(), samples::bird_dog()] {
            assert!(!tries(&stretch, &Mannequin::standing()), "standing before {}", stretch.id);
        }
        let leg_unseen = Mannequin::tabletop().visible(Landmark::RightKnee, 0.2);
        assert!(!tries(&samples::bird_dog(), &Mannequin::tabletop()));
        assert!(!tries(&samples::bird_dog(), &leg_unseen), "what isn't seen is no evidence");
        assert!(!tries(&samples::sphinx(), &Mannequin::tabletop()));
    }
}
