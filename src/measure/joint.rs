//! Where a joint's angle is read: in the picture or in the room, whichever is expected to be nearer the truth.

use crate::body::Landmark::{
    RightAnkle, RightEar, RightElbow, RightFootIndex, RightHip, RightKnee, RightShoulder, RightWrist,
};
use crate::body::across;
use crate::body::{Landmark, Point, Pose, Side, Vec3};

/// How well a joint's angle is seen, on the side that is nearer the camera, in degrees (one standard deviation). Taken from
/// rendered people in 87 clips whose true angles are known, and rounded.
pub(crate) struct Accuracy {
    pub(crate) points: [Landmark; 3],
    /// In the picture, when the limbs lie in it.
    pub(crate) picture: f64,
    /// In the room.
    pub(crate) room: f64,
    /// How much of the foreshortening the model gives: legs that point 30 to 45 degrees out of the picture are given as 16,
    /// so their error is larger than the model's own depth says; arms come out about right.
    pub(crate) understated: f64,
}

/// The head's turn and collars move the line from shoulder to ear in the picture, so the neck is always read in the room.
pub(crate) const NECK_IN_PICTURE: f64 = 20.0;

pub(crate) const JOINTS: [Accuracy; 6] = [
    Accuracy { points: [RightHip, RightKnee, RightAnkle], picture: 4.5, room: 14.0, understated: 1.5 },
    Accuracy { points: [RightShoulder, RightHip, RightKnee], picture: 8.5, room: 11.0, understated: 1.5 },
    Accuracy { points: [RightShoulder, RightElbow, RightWrist], picture: 6.5, room: 17.0, understated: 1.0 },
    Accuracy { points: [RightHip, RightShoulder, RightElbow], picture: 7.5, room: 10.0, understated: 1.0 },
    Accuracy { points: [RightKnee, RightAnkle, RightFootIndex], picture: 10.0, room: 22.0, understated: 1.5 },
    Accuracy { points: [RightHip, RightShoulder, RightEar], picture: NECK_IN_PICTURE, room: 7.0, understated: 1.0 },
];

/// How much of the foreshortening stays as an error of the angle in the room.
pub(crate) const LEFT_IN_ROOM: f64 = 0.5;

/// How much less sure the side away from the camera is, in the picture and in the room.
pub(crate) const FAR_PICTURE: f64 = 1.5;

pub(crate) const FAR_ROOM: f64 = 1.3;

/// The other way of reading must be better by this much before it is taken, so that the value does not jump to and fro.
pub(crate) const BETTER: f64 = 0.8;

/// How far the centre of the shoulder joint lies below the landmark, toward the hip, in torso lengths. What a model marks is the
/// rounded outline of the shoulder; the centre is the humeral head's radius of about 24 mm deeper, and shoulder to hip is
/// about 50 cm. Hips have no such offset: theirs differs from body to body more than any one figure would help.
pub(crate) const SHOULDER_CENTRE: f64 = 0.048;

/// Where a joint's angle is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Picture,
    Room,
}

/// Where each joint's angle is read, on the left and on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sources(pub(crate) [[Source; 2]; JOINTS.len()]);

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
    pub(crate) fn chosen(pose: &Pose, mut choose: impl FnMut(f64, f64) -> Source) -> Self {
        if !pose.has_depth {
            return Self([[Source::Picture; 2]; JOINTS.len()]);
        }
        let scale = pixels_per_metre(pose);
        // A body's far side is decided by its shoulders alone here; what is sure about it plays no part in the choice.
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

/// One joint of one pose, read both ways.
pub(crate) struct SeenJoint<'a> {
    pub(crate) accuracy: &'a Accuracy,
    pub(crate) in_picture: Option<f64>,
    pub(crate) in_room: Option<f64>,
    /// How far the angle in the room is from the same one pressed flat, in degrees.
    pub(crate) foreshortening: f64,
}

impl<'a> SeenJoint<'a> {
    pub(crate) fn new(pose: &Pose, accuracy: &'a Accuracy, side: Side, pixels_per_metre: f64) -> Self {
        let [first, joint, second] = accuracy.points;
        let place = |right: Landmark| pose.world[side.of(right).index()];
        let limbs = [place(first) - place(joint), place(second) - place(joint)];
        let is_trunk = is_trunk(first, joint);
        // The trunk's depth is good enough to be kept: shoulders are broader than hips, so that it always has some.
        let flat = [if is_trunk { limbs[0] } else { flat(limbs[0]) }, flat(limbs[1])];
        let in_room = limbs[0].angle_to(limbs[1]);
        let foreshortening = flat[0].angle_to(flat[1]).zip(in_room).map_or(180.0, |(flat, real)| (flat - real).abs());
        let at = |right: Landmark| joint_centre(pose, side, right);
        let depth = if is_trunk { limbs[0].z * pixels_per_metre } else { 0.0 };
        let (to_first, to_second) = (at(first) - at(joint), at(second) - at(joint));
        let in_picture = Vec3::new(to_first.x, to_first.y, depth).angle_to(Vec3::new(to_second.x, to_second.y, 0.0));
        Self { accuracy, in_picture, in_room, foreshortening }
    }

    pub(crate) fn picture_error(&self, is_far: bool) -> f64 {
        let error = self.accuracy.picture.hypot(self.accuracy.understated * self.foreshortening);
        if is_far { error.hypot(self.accuracy.picture * (FAR_PICTURE * FAR_PICTURE - 1.0).sqrt()) } else { error }
    }

    pub(crate) fn room_error(&self, is_far: bool) -> f64 {
        // Without flattening there is nothing to be left over for the neck.
        let left = if self.accuracy.points[2] == RightEar { 0.0 } else { LEFT_IN_ROOM * self.foreshortening };
        (self.accuracy.room * if is_far { FAR_ROOM } else { 1.0 }).hypot(left)
    }
}

pub(crate) const fn is_trunk(first: Landmark, joint: Landmark) -> bool {
    matches!((first, joint), (RightHip, RightShoulder) | (RightShoulder, RightHip))
}

pub(crate) const fn flat(limb: Vec3) -> Vec3 {
    Vec3::new(limb.x, limb.y, 0.0)
}

/// Where the centre of a joint lies in the picture.
pub(crate) fn joint_centre(pose: &Pose, side: Side, right: Landmark) -> Point {
    let at = pose.at(side.of(right));
    if right == RightShoulder { at + (pose.at(side.of(RightHip)) - at) * SHOULDER_CENTRE } else { at }
}

/// How many pixels of the picture are a metre of the room: by the trunk, thighs, shins and upper arms of both sides together.
pub(crate) fn pixels_per_metre(pose: &Pose) -> f64 {
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
