//! Which way chest and legs face in the room, about the vertical.
//!
//! A twist is the chest against what carries it. Pose models turn the pelvis along with the chest (by a third to a half of the
//! way on rendered people whose pelvis stays), so the line of the hips shows little; thighs and feet stay where they are.

use crate::body::Landmark;
use crate::body::Landmark::{RightFootIndex, RightHeel, RightHip, RightKnee, RightShoulder};
use crate::body::Vec3;
use crate::body::across;
use crate::body::{Pose, Side};

/// A line that stands steeper than this has no heading: the cosine of 60 degrees to the floor.
const LEVEL: f64 = 0.5;

/// A direction along the floor: how far it goes to the picture's right and how far away from the camera; one long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Heading {
    pub right: f64,
    pub away: f64,
}

impl Heading {
    /// The heading of what goes so far; `None` where that is nowhere.
    pub fn new(right: f64, away: f64) -> Option<Self> {
        let length = right.hypot(away);
        (length > f64::EPSILON).then(|| Self { right: right / length, away: away / length })
    }

    /// The heading of a line that is level enough to have one.
    fn of(line: Vec3) -> Option<Self> {
        (line.x.hypot(line.z) >= LEVEL * line.length()).then(|| Self::new(line.x, line.z)).flatten()
    }

    /// Where the chest faces: square to the line of the shoulders, to the front.
    pub fn of_chest(pose: &Pose) -> Option<Self> {
        if !pose.has_depth {
            return None;
        }
        let to_left = Self::of(across(pose, RightShoulder))?;
        // From the front the left shoulder is to the right in the picture, and the chest faces the camera.
        Some(Self { right: to_left.away, away: -to_left.right })
    }

    /// Where the legs point: the thighs of somebody who sits or kneels over them, and the feet. `None` where none of them is level.
    pub fn of_legs(pose: &Pose) -> Option<Self> {
        Self::of_level(pose, &[[RightHip, RightKnee], [RightHeel, RightFootIndex]])
    }

    /// Where the thighs of somebody who sits or kneels over them point. `None` where neither is level.
    pub fn of_thighs(pose: &Pose) -> Option<Self> {
        Self::of_level(pose, &[[RightHip, RightKnee]])
    }

    /// The mean heading of these bones, on both sides, of those that are level.
    fn of_level(pose: &Pose, bones: &[[Landmark; 2]]) -> Option<Self> {
        if !pose.has_depth {
            return None;
        }
        let (mut right, mut away) = (0.0, 0.0);
        for &bone in bones {
            for side in Side::BOTH {
                let [from, to] = bone.map(|landmark| pose.world[side.of(landmark).index()]);
                if let Some(heading) = Self::of(to - from) {
                    right += heading.right;
                    away += heading.away;
                }
            }
        }
        Self::new(right, away)
    }

    /// How far this is turned from `other`, in degrees, positive toward the person's left.
    pub fn turned_from(self, other: Self) -> f64 {
        // Seen from above, with the camera below, left of a person who faces the camera is to the right.
        let cross = other.right * self.away - other.away * self.right;
        cross.atan2(other.right * self.right + other.away * self.away).to_degrees()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measure::mannequin::Mannequin;

    fn pose(mannequin: &Mannequin) -> Pose {
        mannequin.observe(0.0).pose.unwrap()
    }

    fn twist(pose: &Pose) -> f64 {
        Heading::of_chest(pose).unwrap().turned_from(Heading::of_legs(pose).unwrap())
    }

    #[test]
    fn whoever_faces_the_camera_heads_for_it() {
        let chest = Heading::of_chest(&pose(&Mannequin::standing().seen_from_the_front())).unwrap();
        assert!(chest.right.abs() < 1e-9 && (chest.away + 1.0).abs() < 1e-9, "{chest:?}");
    }

    #[test]
    fn a_twist_to_the_left_is_positive_and_its_mirror_image_negative() {
        let seated = || Mannequin::standing().legs(90.0, 180.0).seen_from_the_front();
        assert!(twist(&pose(&seated())).abs() < 1e-6);
        assert!((twist(&pose(&seated().twisted(40.0))) - 40.0).abs() < 1e-6);
        assert!((twist(&pose(&seated().twisted(-40.0))) + 40.0).abs() < 1e-6);
    }

    proptest! {
        /// However the camera stands: a twist is between chest and legs.
        #[test]
        fn a_twist_is_the_same_from_all_round(twisted in -80.0..80.0_f64, round in -180.0..180.0_f64) {
            let mut pose = pose(&Mannequin::standing().legs(90.0, 180.0).seen_from_the_front().twisted(twisted));
            let (sin, cos) = round.to_radians().sin_cos();
            for place in &mut pose.world {
                (place.x, place.z) = (place.x * cos - place.z * sin, place.x * sin + place.z * cos);
            }
            prop_assert!((twist(&pose) - twisted).abs() < 1e-6, "{}", twist(&pose));
        }
    }
}
