//! Joints' angles, in the picture or in the room, whichever is expected to be nearer the truth, with that expectation.
//!
//! A picture shows an angle truly when the limbs lie in it. How far they point out of it shows in the model's own room: as the
//! difference between the angle there and the same angle pressed flat. That difference, scaled by what models are known to
//! understate, is the picture's error; the room has an error of its own, since depth is the weakest thing a pose model tells.

use super::Sight;
use crate::coach::body::Landmark::{
    self, RightAnkle, RightEar, RightElbow, RightFootIndex, RightHip, RightKnee, RightShoulder, RightWrist,
};
use crate::coach::body::{Pose, Side};
use crate::coach::geometry::{Point, Vec3};
use crate::coach::turn::across;

/// A measured value with what it is expected to be off by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value, in the measure's unit.
    pub value: f64,
    /// One standard deviation of it, in the same unit.
    pub error: f64,
}

/// How well a joint's angle is seen, on the side that is nearer the camera, in degrees (one standard deviation). Taken from
/// rendered people in 87 clips whose true angles are known, and rounded.
struct Accuracy {
    points: [Landmark; 3],
    /// In the picture, when the limbs lie in it.
    picture: f64,
    /// In the room.
    room: f64,
    /// How much of the foreshortening the model tells: legs that point 30 to 45 degrees out of the picture are told as 16,
    /// so their error is larger than the model's own depth says; arms come out about right.
    understated: f64,
}

/// The head's turn and collars move the line from shoulder to ear in the picture, so the neck is always read in the room.
const NECK_IN_PICTURE: f64 = 20.0;

const JOINTS: [Accuracy; 6] = [
    Accuracy { points: [RightHip, RightKnee, RightAnkle], picture: 4.5, room: 14.0, understated: 1.5 },
    Accuracy { points: [RightShoulder, RightHip, RightKnee], picture: 8.5, room: 11.0, understated: 1.5 },
    Accuracy { points: [RightShoulder, RightElbow, RightWrist], picture: 6.5, room: 17.0, understated: 1.0 },
    Accuracy { points: [RightHip, RightShoulder, RightElbow], picture: 7.5, room: 10.0, understated: 1.0 },
    Accuracy { points: [RightKnee, RightAnkle, RightFootIndex], picture: 10.0, room: 22.0, understated: 1.5 },
    Accuracy { points: [RightHip, RightShoulder, RightEar], picture: NECK_IN_PICTURE, room: 7.0, understated: 1.0 },
];

/// How much of the foreshortening stays as an error of the angle in the room.
const LEFT_IN_ROOM: f64 = 0.5;
/// How much less sure the side away from the camera is, in the picture and in the room.
const FAR_PICTURE: f64 = 1.5;
const FAR_ROOM: f64 = 1.3;
/// The other way of reading must be better by this much before it is taken, so that the value does not jump to and fro.
const BETTER: f64 = 0.8;

/// How far the centre of the shoulder joint lies below the landmark, toward the hip, in torso lengths. What a model marks is the
/// rounded outline of the shoulder; the centre is the humeral head's radius of about 24 mm deeper, and shoulder to hip is
/// about 50 cm. Hips have no such offset: theirs differs from body to body more than any one figure would help.
const SHOULDER_CENTRE: f64 = 0.048;

/// Where a joint's angle is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Picture,
    Room,
}

/// Where each joint's angle is read, on the left and on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sources([[Source; 2]; JOINTS.len()]);

impl Sources {
    /// The better ones for this pose on its own.
    pub fn of(pose: &Pose) -> Self {
        Self::chosen(pose, |picture, room| if picture <= room { Source::Picture } else { Source::Room })
    }

    /// What was taken before, but where the other is clearly better now.
    pub fn followed_by(self, pose: &Pose) -> Self {
        let mut before = self.0.into_iter().flatten();
        Self::chosen(pose, |picture, room| match before.next() {
            Some(Source::Room) if picture >= BETTER * room => Source::Room,
            Some(Source::Picture) if room >= BETTER * picture => Source::Picture,
            _ if picture <= room => Source::Picture,
            _ => Source::Room,
        })
    }

    /// Chooses by the errors in picture and room, in the order of the joints, the left first.
    fn chosen(pose: &Pose, mut choose: impl FnMut(f64, f64) -> Source) -> Self {
        if !pose.has_depth {
            return Self([[Source::Picture; 2]; JOINTS.len()]);
        }
        let scale = pixels_per_metre(pose);
        // A body's far side is told by its shoulders alone here; what is sure about it plays no part in the choice.
        let left_is_far = across(pose, RightShoulder).z > 0.0;
        Self(std::array::from_fn(|joint| {
            Side::BOTH.map(|side| {
                let is_far = left_is_far == (side == Side::Left);
                let seen = SeenJoint::new(pose, &JOINTS[joint], side, scale);
                choose(seen.picture_error(is_far), seen.room_error(is_far))
            })
        }))
    }
}

/// The angle of the joint with these landmarks; `None` where they coincide.
pub(super) fn angle(sight: &Sight<'_>, points: [Landmark; 3], side: Side) -> Option<Estimate> {
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

/// One joint of one pose, read both ways.
struct SeenJoint<'a> {
    accuracy: &'a Accuracy,
    in_picture: Option<f64>,
    in_room: Option<f64>,
    /// How far the angle in the room is from the same one pressed flat, in degrees.
    foreshortening: f64,
}

impl<'a> SeenJoint<'a> {
    fn new(pose: &Pose, accuracy: &'a Accuracy, side: Side, pixels_per_metre: f64) -> Self {
        let [first, joint, second] = accuracy.points;
        let place = |right: Landmark| pose.world[side.of(right).index()];
        let limbs = [place(first) - place(joint), place(second) - place(joint)];
        let is_trunk = is_trunk(first, joint);
        // The trunk's depth is told well enough to be kept: shoulders are broader than hips, so that it always has some.
        let flat = [if is_trunk { limbs[0] } else { flat(limbs[0]) }, flat(limbs[1])];
        let in_room = limbs[0].angle_to(limbs[1]);
        let foreshortening = flat[0].angle_to(flat[1]).zip(in_room).map_or(180.0, |(flat, real)| (flat - real).abs());
        let at = |right: Landmark| joint_centre(pose, side, right);
        let depth = if is_trunk { limbs[0].z * pixels_per_metre } else { 0.0 };
        let (to_first, to_second) = (at(first) - at(joint), at(second) - at(joint));
        let in_picture = Vec3::new(to_first.x, to_first.y, depth).angle_to(Vec3::new(to_second.x, to_second.y, 0.0));
        Self { accuracy, in_picture, in_room, foreshortening }
    }

    fn picture_error(&self, is_far: bool) -> f64 {
        let error = self.accuracy.picture.hypot(self.accuracy.understated * self.foreshortening);
        if is_far { error.hypot(self.accuracy.picture * (FAR_PICTURE * FAR_PICTURE - 1.0).sqrt()) } else { error }
    }

    fn room_error(&self, is_far: bool) -> f64 {
        // Without flattening there is nothing to be left over for the neck.
        let left = if self.accuracy.points[2] == RightEar { 0.0 } else { LEFT_IN_ROOM * self.foreshortening };
        (self.accuracy.room * if is_far { FAR_ROOM } else { 1.0 }).hypot(left)
    }
}

const fn is_trunk(first: Landmark, joint: Landmark) -> bool {
    matches!((first, joint), (RightHip, RightShoulder) | (RightShoulder, RightHip))
}

const fn flat(limb: Vec3) -> Vec3 {
    Vec3::new(limb.x, limb.y, 0.0)
}

/// Where the centre of a joint lies in the picture.
fn joint_centre(pose: &Pose, side: Side, right: Landmark) -> Point {
    let at = pose.at(side.of(right));
    if right == RightShoulder { at + (pose.at(side.of(RightHip)) - at) * SHOULDER_CENTRE } else { at }
}

/// How many pixels of the picture are a metre of the room: by the trunk, thighs, shins and upper arms of both sides together.
fn pixels_per_metre(pose: &Pose) -> f64 {
    const SEGMENTS: [[Landmark; 2]; 4] =
        [[RightShoulder, RightHip], [RightHip, RightKnee], [RightKnee, RightAnkle], [RightShoulder, RightElbow]];
    let (mut pixels, mut metres) = (0.0, 0.0);
    for side in Side::BOTH {
        for segment in SEGMENTS {
            let [from, to] = segment.map(|right| side.of(right));
            pixels += pose.at(from).distance(pose.at(to));
            metres += flat(pose.world[to.index()] - pose.world[from.index()]).length();
        }
    }
    if metres > f64::EPSILON { pixels / metres } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::facing::Facing;
    use crate::coach::geometry::Size;
    use crate::coach::mannequin::Mannequin;

    const KNEE: [Landmark; 3] = [RightHip, RightKnee, RightAnkle];

    fn knee(pose: &Pose) -> Estimate {
        let sight = Sight { facing: Facing::of(pose), pose, picture: Size::new(640, 480), spine: None };
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
