//! A posable stick figure for tests: directions of its limbs in, an [`Observation`] out, so that a test can say which
//! pose somebody takes and not where 33 points lie.

use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, Side};
use crate::body::{Point, Point3, Size, Vec2};
use crate::measure::observation::Observation;
use crate::time::Timestamp;

/// A limb of two bones as directions in degrees: 0 up, 90 ahead (to the right), 180 down, 270 behind.
#[derive(Clone, Copy, Debug)]
pub struct Limb {
    pub upper: f64,
    pub lower: f64,
}

/// The figure, seen from its right side, its head to the right. Directions as in [`Limb`], lengths in torso lengths.
#[derive(Clone, Debug)]
pub struct Mannequin {
    pub trunk: f64,
    pub gaze: f64,
    left_arm: Limb,
    right_arm: Limb,
    left_leg: Limb,
    right_leg: Limb,
    mirrored: bool,
    from_the_front: bool,
    /// Sideways lean of the trunk with all it carries, toward the person's left.
    tilt: f64,
    /// How far the shoulders are turned toward the person's left.
    twist: f64,
    /// How far the shoulders are drawn up.
    shrug: f64,
    visibilities: Vec<(Landmark, f64)>,
}

const SIZE: Size = Size::new(640, 480);
const TORSO_PX: f64 = 110.0;
const TORSO_M: f64 = 0.5;
const HIP_AT: Point = Point::new(300.0, 260.0);
const THIGH: f64 = 0.85;
const SHIN: f64 = 0.8;
const HEEL: f64 = 0.08;
const FOOT: f64 = 0.25;
const UPPER_ARM: f64 = 0.58;
const FOREARM: f64 = 0.5;
const HAND: f64 = 0.15;
const NECK: f64 = 0.35;
const NOSE: f64 = 0.16;
const SHOULDER_BREADTH: f64 = 0.72;
const HIP_BREADTH: f64 = 0.45;

fn towards(direction: f64, length: f64) -> Vec2 {
    let radians = direction.to_radians();
    Vec2::new(radians.sin(), -radians.cos()) * length
}

impl Mannequin {
    fn with(trunk: f64, gaze: f64, arm: Limb, leg: Limb) -> Self {
        Self {
            trunk,
            gaze,
            left_arm: arm,
            right_arm: arm,
            left_leg: leg,
            right_leg: leg,
            mirrored: false,
            from_the_front: false,
            tilt: 0.0,
            twist: 0.0,
            shrug: 0.0,
            visibilities: Vec::new(),
        }
    }

    pub fn standing() -> Self {
        Self::with(0.0, 105.0, Limb { upper: 180.0, lower: 180.0 }, Limb { upper: 180.0, lower: 180.0 })
    }

    pub fn tabletop() -> Self {
        Self::with(75.0, 165.0, Limb { upper: 180.0, lower: 180.0 }, Limb { upper: 180.0, lower: 270.0 })
    }

    pub fn childs_pose() -> Self {
        Self::with(88.0, 224.0, Limb { upper: 117.0, lower: 103.0 }, Limb { upper: 121.0, lower: 277.0 })
    }

    pub fn sphinx() -> Self {
        Self::with(70.0, 155.0, Limb { upper: 187.0, lower: 90.0 }, Limb { upper: 266.0, lower: 268.0 })
    }

    pub fn lying_flat() -> Self {
        Self::with(88.0, 195.0, Limb { upper: 150.0, lower: 90.0 }, Limb { upper: 268.0, lower: 268.0 })
    }

    /// Bird dog with this leg raised and both hands down.
    pub fn bird_dog(raised: Side) -> Self {
        Self::tabletop().leg(raised, 263.0, 265.0)
    }

    pub fn trunk(mut self, direction: f64) -> Self {
        self.trunk = direction;
        self
    }

    pub fn gaze(mut self, direction: f64) -> Self {
        self.gaze = direction;
        self
    }

    pub fn leg(mut self, side: Side, upper: f64, lower: f64) -> Self {
        *(match side {
            Side::Left => &mut self.left_leg,
            Side::Right => &mut self.right_leg,
        }) = Limb { upper, lower };
        self
    }

    pub fn legs(self, upper: f64, lower: f64) -> Self {
        self.leg(Side::Left, upper, lower).leg(Side::Right, upper, lower)
    }

    pub fn arms(mut self, upper: f64, lower: f64) -> Self {
        self.left_arm = Limb { upper, lower };
        self.right_arm = self.left_arm;
        self
    }

    /// Facing left, seen from its left side: left and right swap, as in a mirror.
    pub fn mirrored(mut self) -> Self {
        self.mirrored = !self.mirrored;
        self
    }

    pub fn seen_from_the_front(mut self) -> Self {
        self.from_the_front = true;
        self
    }

    /// The trunk leaning this many degrees to the person's left.
    pub fn tilted(mut self, degrees: f64) -> Self {
        self.tilt = degrees;
        self
    }

    /// The shoulders turned this many degrees to the person's left, the hips where they were.
    pub fn twisted(mut self, degrees: f64) -> Self {
        self.twist = degrees;
        self
    }

    /// The shoulders drawn up by this many torso lengths.
    pub fn shrugged(mut self, lengths: f64) -> Self {
        self.shrug = lengths;
        self
    }

    pub fn visible(mut self, landmark: Landmark, visibility: f64) -> Self {
        self.visibilities.push((landmark, visibility));
        self
    }

    pub fn observe(&self, secs: f64) -> Observation {
        Observation { time: Timestamp::from_secs(secs), size: SIZE, pose: Some(self.pose()), spine: None }
    }

    /// The same in a picture of `size` that begins at these pixels of the usual one, and shows less of the body or more.
    pub fn observe_in(&self, left: i32, top: i32, size: Size, secs: f64) -> Observation {
        let mut pose = self.pose();
        for keypoint in &mut pose.landmarks {
            keypoint.at += Vec2::new(-f64::from(left), -f64::from(top));
        }
        Observation { time: Timestamp::from_secs(secs), size, pose: Some(pose), spine: None }
    }

    fn pose(&self) -> Pose {
        let mut offsets = [Vec2::default(); LANDMARKS];
        let shoulder = towards(self.trunk, 1.0 + self.shrug);
        let ear = towards(self.trunk, 1.0 + NECK);
        let mut put = |landmark: Landmark, offset: Vec2| offsets[landmark.index()] = offset;
        for side in Side::BOTH {
            let (arm, leg) = match side {
                Side::Left => (self.left_arm, self.left_leg),
                Side::Right => (self.right_arm, self.right_leg),
            };
            let nose = ear + towards(self.gaze, NOSE);
            put(Landmark::Nose, nose);
            for face in [Landmark::RightEyeInner, Landmark::RightEye, Landmark::RightEyeOuter, Landmark::MouthRight] {
                put(side.of(face), nose);
            }
            put(side.of(Landmark::RightEar), ear);
            put(side.of(Landmark::RightShoulder), shoulder);
            let elbow = shoulder + towards(arm.upper, UPPER_ARM);
            let wrist = elbow + towards(arm.lower, FOREARM);
            put(side.of(Landmark::RightElbow), elbow);
            put(side.of(Landmark::RightWrist), wrist);
            for finger in [Landmark::RightPinky, Landmark::RightIndex, Landmark::RightThumb] {
                put(side.of(finger), wrist + towards(arm.lower, HAND));
            }
            let knee = towards(leg.upper, THIGH);
            let ankle = knee + towards(leg.lower, SHIN);
            put(side.of(Landmark::RightKnee), knee);
            put(side.of(Landmark::RightAnkle), ankle);
            put(side.of(Landmark::RightHeel), ankle + towards(leg.lower, HEEL));
            put(side.of(Landmark::RightFootIndex), ankle + towards(leg.lower - 70.0, FOOT));
        }

        let mut pose = Pose {
            score: 1.0,
            sharpness: None,
            landmarks: [Keypoint::default(); LANDMARKS],
            world: [Point3::default(); LANDMARKS],
            has_depth: true,
        };
        for landmark in Landmark::ALL {
            // The near side is the right one; in the mirror image it is the left, at the same places.
            let source = if self.mirrored { landmark.mirrored() } else { landmark };
            let offset = offsets[source.index()];
            let breadth = match source.name() {
                "nose" => 0.0,
                name if name.contains("hip") || name.contains("knee") || name.contains("ankle") => HIP_BREADTH,
                name if name.contains("heel") || name.contains("foot") => HIP_BREADTH,
                _ => SHOULDER_BREADTH,
            };
            // Positive towards the person's right.
            let across = if source.name().contains("right") { breadth / 2.0 } else { -breadth / 2.0 };
            let ahead = if self.mirrored { -offset.x } else { offset.x };
            let is_carried = is_upper(source);
            let (across, ahead, down) = if is_carried {
                let (sin, cos) = self.twist.to_radians().sin_cos();
                // Turning to the left takes the right shoulder forward.
                let (across, ahead) = (across * cos, ahead + across * sin);
                let (sin, cos) = self.tilt.to_radians().sin_cos();
                (across * cos + offset.y * sin, ahead, offset.y * cos - across * sin)
            } else {
                (across, ahead, offset.y)
            };
            let (x, depth) = if self.from_the_front { (-across, -ahead) } else { (ahead, -across) };
            let visibility = if self.from_the_front || !source.name().contains("left") { 0.95 } else { 0.7 };
            pose.landmarks[landmark.index()] =
                Keypoint { at: HIP_AT + Vec2::new(x, down) * TORSO_PX, depth: depth * TORSO_PX, visibility };
            pose.world[landmark.index()] = Point3 { x: x * TORSO_M, y: down * TORSO_M, z: depth * TORSO_M };
        }
        for &(landmark, visibility) in &self.visibilities {
            pose.landmarks[landmark.index()].visibility = visibility;
        }
        pose
    }
}

/// What the trunk carries.
fn is_upper(landmark: Landmark) -> bool {
    !["hip", "knee", "ankle", "heel", "foot"].iter().any(|lower| landmark.name().contains(lower))
}

/// Nobody in view.
pub fn nobody(secs: f64) -> Observation {
    Observation { time: Timestamp::from_secs(secs), size: SIZE, pose: None, spine: None }
}
