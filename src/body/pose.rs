//! The body as the pose model reports it: 33 landmarks in the order of BlazePose, sides, and joints.

use crate::body::geometry::{Point, Point3};

macro_rules! landmarks {
    ($($variant:ident $name:literal $mirror:ident $doc:literal;)*) => {
        /// A landmark of the body, in BlazePose's order. Left and right are the person's own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Landmark { $(#[doc = $doc] $variant,)* }

        impl Landmark {
            /// All landmarks in the model's order; `ALL[l.index()] == l`.
            pub const ALL: [Self; LANDMARKS] = [$(Self::$variant,)*];

            /// The name used in files and JSON, such as `left_knee`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The same landmark of the other side of the body; the nose is its own mirror image.
            #[must_use]
            pub const fn mirrored(self) -> Self {
                match self { $(Self::$variant => Self::$mirror,)* }
            }
        }
    };
}

/// How many landmarks a pose has.
pub const LANDMARKS: usize = 33;

landmarks! {
    Nose "nose" Nose "Tip of the nose.";
    LeftEyeInner "left_eye_inner" RightEyeInner "Inner corner of the left eye.";
    LeftEye "left_eye" RightEye "Left eye.";
    LeftEyeOuter "left_eye_outer" RightEyeOuter "Outer corner of the left eye.";
    RightEyeInner "right_eye_inner" LeftEyeInner "Inner corner of the right eye.";
    RightEye "right_eye" LeftEye "Right eye.";
    RightEyeOuter "right_eye_outer" LeftEyeOuter "Outer corner of the right eye.";
    LeftEar "left_ear" RightEar "Left ear.";
    RightEar "right_ear" LeftEar "Right ear.";
    MouthLeft "mouth_left" MouthRight "Left corner of the mouth.";
    MouthRight "mouth_right" MouthLeft "Right corner of the mouth.";
    LeftShoulder "left_shoulder" RightShoulder "Left shoulder.";
    RightShoulder "right_shoulder" LeftShoulder "Right shoulder.";
    LeftElbow "left_elbow" RightElbow "Left elbow.";
    RightElbow "right_elbow" LeftElbow "Right elbow.";
    LeftWrist "left_wrist" RightWrist "Left wrist.";
    RightWrist "right_wrist" LeftWrist "Right wrist.";
    LeftPinky "left_pinky" RightPinky "Knuckle of the left little finger.";
    RightPinky "right_pinky" LeftPinky "Knuckle of the right little finger.";
    LeftIndex "left_index" RightIndex "Knuckle of the left index finger.";
    RightIndex "right_index" LeftIndex "Knuckle of the right index finger.";
    LeftThumb "left_thumb" RightThumb "Knuckle of the left thumb.";
    RightThumb "right_thumb" LeftThumb "Knuckle of the right thumb.";
    LeftHip "left_hip" RightHip "Left hip.";
    RightHip "right_hip" LeftHip "Right hip.";
    LeftKnee "left_knee" RightKnee "Left knee.";
    RightKnee "right_knee" LeftKnee "Right knee.";
    LeftAnkle "left_ankle" RightAnkle "Left ankle.";
    RightAnkle "right_ankle" LeftAnkle "Right ankle.";
    LeftHeel "left_heel" RightHeel "Left heel.";
    RightHeel "right_heel" LeftHeel "Right heel.";
    LeftFootIndex "left_foot_index" RightFootIndex "Left foot's second toe.";
    RightFootIndex "right_foot_index" LeftFootIndex "Right foot's second toe.";
}

impl Landmark {
    /// Its place in the model's order, 0 to 32.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A side of the person's own body.
///
/// ```
/// use supple::body::Side;
///
/// assert_eq!(Side::Left.opposite(), Side::Right);
/// assert_eq!(Side::BOTH.map(Side::name), ["left", "right"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The person's left.
    Left,
    /// The person's right.
    Right,
}

impl Side {
    /// Both sides, left first.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The other side.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// `left` or `right`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// This side's version of a landmark that is named for the right side.
    #[must_use]
    pub const fn of(self, right: Landmark) -> Landmark {
        match self {
            Self::Left => right.mirrored(),
            Self::Right => right,
        }
    }
}

/// Where the model sees one landmark in the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Keypoint {
    /// Its place in pixels; may lie outside the picture.
    pub at: Point,
    /// Depth on the scale of pixels, from the middle of the hips; smaller is nearer the camera. Means nothing where
    /// [`Pose::has_depth`] is false.
    pub depth: f64,
    /// How likely it is to be in the picture and not hidden, 0 to 1.
    pub visibility: f64,
}

impl Keypoint {
    /// A landmark that the model says nothing about: never seen, and its place means nothing.
    pub const UNKNOWN: Self = Self { at: Point::new(0.0, 0.0), depth: 0.0, visibility: 0.0 };

    /// Whether the model says anything about this landmark at all, however unsure it may be.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.visibility > 0.0
    }
}

/// How sharply the model places parts of the body, 0 to 1: the highest value in their landmarks' heat maps.
///
/// It shows what visibility and score do not. Shown half a body, the landmark model fits a whole one into what it sees, legs for a
/// trunk and feet for a head, with a visibility of 0.99 and a score of 1; but its heat maps are flat where nothing is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sharpness {
    /// The sharpest of nose and ears.
    pub head: f64,
    /// The mean of shoulders and hips.
    pub trunk: f64,
}

/// One person's pose in one picture.
///
/// ```
/// use supple::body::{Keypoint, LANDMARKS, Landmark, Point, Point3, Pose, torso_length};
///
/// // A flat model that has found shoulders and hips, and nothing else.
/// let mut landmarks = [Keypoint::UNKNOWN; LANDMARKS];
/// for (landmark, x, y) in [
///     (Landmark::LeftShoulder, 90.0, 50.0),
///     (Landmark::RightShoulder, 110.0, 50.0),
///     (Landmark::LeftHip, 95.0, 130.0),
///     (Landmark::RightHip, 105.0, 130.0),
/// ] {
///     landmarks[landmark.index()] = Keypoint { at: Point::new(x, y), depth: 0.0, visibility: 0.9 };
/// }
/// let world = [Point3::default(); LANDMARKS];
/// let pose = Pose { score: 0.9, sharpness: None, landmarks, world, has_depth: false };
/// assert_eq!(torso_length(&pose), 80.0);
/// assert!(!pose.keypoint(Landmark::LeftKnee).is_known());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Pose {
    /// How sure the model is that there is a person, 0 to 1.
    pub score: f64,
    /// How sharply the model places what is there; `None` if it doesn't say.
    pub sharpness: Option<Sharpness>,
    /// The landmarks in the picture, in the order of [`Landmark::ALL`].
    pub landmarks: [Keypoint; LANDMARKS],
    /// The landmarks in the room in metres, in the same order. Means nothing where `has_depth` is false.
    pub world: [Point3; LANDMARKS],
    /// Whether the model gives depth, so that `world` and every [`Keypoint::depth`] are data. A flat model knows the
    /// picture alone; both are then zeros, which nobody may take for places.
    pub has_depth: bool,
}

impl Pose {
    /// One landmark in the picture.
    #[must_use]
    pub fn keypoint(&self, landmark: Landmark) -> Keypoint {
        self.landmarks[landmark.index()]
    }

    /// One landmark's place in the picture.
    #[must_use]
    pub fn at(&self, landmark: Landmark) -> Point {
        self.keypoint(landmark).at
    }
}

/// From this visibility on a landmark is taken as seen: the model finds it likelier visible than not.
pub const VISIBLE: f64 = 0.5;

/// The length of the torso in the picture, in pixels: from the middle of the shoulders to the middle of the hips.
#[must_use]
pub fn torso_length(pose: &Pose) -> f64 {
    let middle = |right: Landmark| pose.at(right.mirrored()).midpoint(pose.at(right));
    middle(Landmark::RightShoulder).distance(middle(Landmark::RightHip))
}

/// How far the landmark that moved farthest is from where it was, in pixels, of those that are seen in both poses with this visibility (0 to 1).
/// Zero where there are none.
#[must_use]
pub fn farthest_shift(before: &Pose, now: &Pose, visibility: f64) -> f64 {
    let pairs = before.landmarks.iter().zip(&now.landmarks);
    let seen = pairs.filter(|(before, now)| before.visibility.min(now.visibility) >= visibility);
    seen.map(|(before, now)| before.at.distance(now.at)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_twice_has_moved() {
        let landmarks = [Keypoint { at: Point::new(10.0, 10.0), depth: 0.0, visibility: 0.9 }; LANDMARKS];
        let world = [Point3::default(); LANDMARKS];
        let before = Pose { score: 1.0, sharpness: None, landmarks, world, has_depth: false };
        let mut now = before.clone();
        let shifts = |now: &Pose, wanted: f64| (farthest_shift(&before, now, VISIBLE) - wanted).abs() < 1e-9;
        assert!(shifts(&now, 0.0));
        now.landmarks[3].at = Point::new(13.0, 14.0);
        now.landmarks[5] = Keypoint { at: Point::new(90.0, 90.0), depth: 0.0, visibility: 0.4 };
        assert!(shifts(&now, 5.0));
        assert!(farthest_shift(&before, &now, 0.95) < 1e-9);
    }

    #[test]
    fn order_and_mirroring_are_consistent() {
        for (index, landmark) in Landmark::ALL.into_iter().enumerate() {
            assert_eq!(landmark.index(), index);
            assert_eq!(landmark.mirrored().mirrored(), landmark);
            let mirrored_name = match landmark.name() {
                "nose" => "nose".to_owned(),
                name if name.contains("left") => name.replace("left", "right"),
                name => name.replace("right", "left"),
            };
            assert_eq!(landmark.mirrored().name(), mirrored_name);
        }
    }
}
