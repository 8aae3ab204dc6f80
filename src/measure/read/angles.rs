//! Joints' angles, in the picture or in the room, whichever is expected to be nearer the truth, with that expectation.
//!
//! A picture shows an angle truly when the limbs lie in it. How far they point out of it shows in the model's own room: as the
//! difference between the angle there and the same angle pressed flat. That difference, scaled by what models are known to
//! understate, is the picture's error; the room has an error of its own, since depth is the weakest thing a pose model gives.

use crate::body::Side;
use crate::body::{Angle, Landmark};
use crate::measure::joint::{FAR_PICTURE, JOINTS, SeenJoint, Source, Sources, pixels_per_metre};
use crate::measure::read::sight::SeenBody;
use crate::measure::reading::Estimate;

/// The angle of the joint with these landmarks; `None` where they coincide.
pub(crate) fn angle(sight: &SeenBody<'_>, points: [Landmark; 3], side: Side) -> Option<Estimate> {
    let joint = JOINTS.iter().position(|joint| joint.points == points)?;
    let accuracy = &JOINTS[joint];
    let is_far = sight.facing.is_far(side);
    if !sight.pose.has_depth {
        let [first, at, second] = points.map(|right| sight.pose.at(side.of(right)));
        let value = (first - at).angle_to(second - at)?;
        return Some(Estimate { value, error: accuracy.picture * if is_far { FAR_PICTURE } else { 1.0 } });
    }
    let seen = SeenJoint::new(sight.pose, accuracy, side, pixels_per_metre(sight.pose));
    let Sources(sources) = sight.facing.sources;
    match sources[joint][usize::from(side == Side::Right)] {
        Source::Picture => Some(Estimate { value: seen.in_picture?, error: seen.picture_error(is_far) }),
        Source::Room => Some(Estimate { value: seen.in_room?, error: seen.room_error(is_far) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Landmark::{RightAnkle, RightHip, RightKnee};
    use crate::body::Pose;
    use crate::body::Size;
    use crate::measure::facing::Facing;
    use crate::measure::mannequin::Mannequin;

    const KNEE: [Landmark; 3] = [RightHip, RightKnee, RightAnkle];

    fn knee(pose: &Pose) -> Estimate {
        let sight = SeenBody { facing: Facing::of(pose), pose, picture: Size::new(640, 480), spine: None };
        angle(&sight, KNEE, Side::Right).unwrap()
    }

    #[test]
    fn limbs_that_point_out_of_the_picture_are_read_in_the_room_and_less_sure() {
        let from_the_side = Mannequin::standing().legs(90.0, 180.0).observe(0.0).pose.unwrap();
        let seen = knee(&from_the_side);
        assert!((seen.value - 90.0).abs() < 1e-6 && seen.error < 5.0, "{seen:?}");
        // From the front the thigh points at the camera: flat, the knee would be anything.
        let from_the_front = Mannequin::standing().legs(90.0, 180.0).seen_from_the_front().observe(0.0).pose.unwrap();
        let seen = knee(&from_the_front);
        assert!((seen.value - 90.0).abs() < 1e-6 && seen.error >= 14.0, "{seen:?}");
    }

    #[test]
    fn the_source_changes_only_for_a_clearly_better_one() {
        let mut pose = Mannequin::standing().observe(0.0).pose.unwrap();
        let picture = Sources::of(&pose);
        // The foot comes toward the camera little by little.
        let mut changed_at = (None, None);
        let mut followed = picture;
        for step in 0..60 {
            pose.world[Landmark::RightAnkle.index()].z -= 0.01;
            followed = followed.followed_by(&pose);
            if followed != picture {
                changed_at.0 = changed_at.0.or(Some(step));
            }
            if Sources::of(&pose) != picture {
                changed_at.1 = changed_at.1.or(Some(step));
            }
        }
        assert!(changed_at.0 > changed_at.1 && changed_at.1.is_some(), "{changed_at:?}");
    }
}
