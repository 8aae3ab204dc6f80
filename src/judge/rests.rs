//! What people do when they do no stretch: they stand, sit, kneel, lie, or pass from one to the other. A stretch is recognised only by what
//! no rest meets.

use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, Side};
use crate::body::{Point, Point3, Size, Vec2};
use crate::judge::assessment::Assessment;
use crate::judge::matcher::assess_targets;
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::Start;
use crate::stretch::{Target, TargetSide};
use crate::time::Timestamp;

/// A body at rest, side-on, as directions of its parts in degrees: 0 up, 90 ahead, 180 down, 270 behind.
#[derive(Clone, Copy, Debug)]
struct Rest {
    trunk: f64,
    gaze: f64,
    /// Upper arm and forearm.
    arm: [f64; 2],
    /// Thigh, shin and foot of either leg.
    legs: [[f64; 3]; 2],
}

const fn rest(trunk: f64, gaze: f64, arm: [f64; 2], leg: [f64; 3]) -> Rest {
    Rest { trunk, gaze, arm, legs: [leg, leg] }
}

/// A foot that hangs or lies points 30 to 35 degrees down from square, which measures 110 at the ankle.
const RESTS: [Rest; 14] = [
    // Standing.
    rest(0.0, 105.0, [180.0, 175.0], [180.0, 180.0, 110.0]),
    // On a chair.
    rest(0.0, 105.0, [170.0, 110.0], [88.0, 180.0, 110.0]),
    // Tall on both knees, then down on the heels.
    rest(0.0, 105.0, [180.0, 170.0], [180.0, 270.0, 255.0]),
    rest(5.0, 110.0, [165.0, 130.0], [115.0, 277.0, 260.0]),
    // Half kneeling, upright.
    Rest { trunk: 0.0, gaze: 105.0, arm: [170.0, 120.0], legs: [[92.0, 180.0, 110.0], [180.0, 270.0, 255.0]] },
    Rest { trunk: 0.0, gaze: 105.0, arm: [170.0, 120.0], legs: [[180.0, 270.0, 255.0], [92.0, 180.0, 110.0]] },
    // On the floor: legs long, crossed, and with the knees up.
    rest(0.0, 105.0, [190.0, 170.0], [90.0, 90.0, 32.0]),
    rest(5.0, 110.0, [160.0, 110.0], [86.0, 262.0, 300.0]),
    rest(5.0, 110.0, [150.0, 100.0], [45.0, 150.0, 92.0]),
    // On hands and knees, and in a plank.
    rest(75.0, 165.0, [180.0, 180.0], [180.0, 270.0, 255.0]),
    rest(72.0, 165.0, [180.0, 180.0], [256.0, 256.0, 190.0]),
    // Face down.
    rest(88.0, 190.0, [150.0, 90.0], [268.0, 268.0, 250.0]),
    // On the back, with long legs and with the feet on the floor.
    rest(270.0, 345.0, [90.0, 90.0], [90.0, 90.0, 32.0]),
    rest(270.0, 345.0, [90.0, 90.0], [47.0, 138.0, 95.0]),
];

/// Lengths in torso lengths: shoulder to hip is about 0.29 of the height, a thigh or shin 0.245.
const THIGH: f64 = 0.85;
const SHIN: f64 = 0.83;
const FOOT: f64 = 0.3;
const UPPER_ARM: f64 = 0.58;
const FOREARM: f64 = 0.5;
const NECK: f64 = 0.35;
const NOSE: f64 = 0.16;
const SHOULDERS: f64 = 0.72;
const HIPS: f64 = 0.45;
/// The size of the picture that a body is thought in: pixels and metres of a torso.
const TORSO_PX: f64 = 100.0;
const TORSO_M: f64 = 0.5;
const PICTURE: Size = Size { width: 600, height: 600 };

fn towards(direction: f64, length: f64) -> Vec2 {
    let radians = direction.to_radians();
    Vec2::new(radians.sin(), -radians.cos()) * length
}

impl Rest {
    /// The body with its right side nearer the camera, everything in sight.
    fn observation(&self) -> Observation {
        let mut landmarks = [Keypoint::default(); LANDMARKS];
        let mut world = [Point3::default(); LANDMARKS];
        let shoulder = towards(self.trunk, 1.0);
        let ear = towards(self.trunk, 1.0 + NECK);
        let nose = ear + towards(self.gaze, NOSE);
        let elbow = shoulder + towards(self.arm[0], UPPER_ARM);
        let wrist = elbow + towards(self.arm[1], FOREARM);
        for side in Side::BOTH {
            let [thigh, shin, foot] = self.legs[usize::from(side == Side::Right)];
            let knee = towards(thigh, THIGH);
            let ankle = knee + towards(shin, SHIN);
            for right in Landmark::ALL {
                let (at, breadth) = match right {
                    Landmark::RightShoulder => (shoulder, SHOULDERS),
                    Landmark::RightElbow => (elbow, SHOULDERS),
                    Landmark::RightWrist | Landmark::RightPinky | Landmark::RightIndex | Landmark::RightThumb => {
                        (wrist, SHOULDERS)
                    }
                    Landmark::RightHip => (Vec2::default(), HIPS),
                    Landmark::RightKnee => (knee, HIPS),
                    Landmark::RightAnkle | Landmark::RightHeel => (ankle, HIPS),
                    Landmark::RightFootIndex => (ankle + towards(foot, FOOT), HIPS),
                    Landmark::RightEar => (ear, NOSE),
                    Landmark::Nose => (nose, 0.0),
                    Landmark::RightEye | Landmark::RightEyeInner | Landmark::RightEyeOuter | Landmark::MouthRight => {
                        (nose, NOSE / 2.0)
                    }
                    _ => continue,
                };
                let depth = if side == Side::Right { -breadth / 2.0 } else { breadth / 2.0 };
                let index = side.of(right).index();
                landmarks[index] =
                    Keypoint { at: Point::new(300.0, 300.0) + at * TORSO_PX, depth: depth * TORSO_PX, visibility: 1.0 };
                world[index] = Point3 { x: at.x * TORSO_M, y: at.y * TORSO_M, z: depth * TORSO_M };
            }
        }
        let pose = Pose { score: 1.0, sharpness: None, landmarks, world, has_depth: true };
        Observation { time: Timestamp::ZERO, size: PICTURE, pose: Some(pose), spine: None }
    }
}

/// How these targets stand for every body at rest, on each side that could be the working one.
pub(crate) fn at_rest(targets: &[Target]) -> Vec<Vec<Assessment>> {
    let has_sides = targets.iter().any(|target| matches!(target.limb, TargetSide::Working | TargetSide::Supporting));
    let sides: &[Side] = if has_sides { &Side::BOTH } else { &[Side::Right] };
    let bodies = RESTS.iter().map(Rest::observation);
    let of = |seen: Observation| {
        let facing = seen.pose.as_ref().map(Facing::of);
        let against = |&working: &Side| {
            facing.map_or_else(Vec::new, |facing| assess_targets(targets, &seen, facing, &Start::default(), working))
        };
        sides.iter().map(against).collect::<Vec<_>>()
    };
    bodies.flat_map(of).collect()
}
