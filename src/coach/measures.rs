//! Everything Supple can measure on a body, one table row each: which landmarks, unit, zero and sign, and the plane the
//! camera must see.

use super::body::Landmark::{
    self, Nose, RightAnkle, RightEar, RightElbow, RightFootIndex, RightHeel, RightHip, RightKnee, RightShoulder,
    RightWrist,
};

/// A quantity measured on one pose. Each has a row in [`Measure::definition`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Knee angle.
    Knee,
    /// Hip angle.
    Hip,
    /// Elbow angle.
    Elbow,
    /// Shoulder angle.
    Shoulder,
    /// Ankle angle.
    Ankle,
    /// Neck angle.
    Neck,
    /// Which way the head looks, against the trunk.
    Head,
    /// Inclination of the trunk.
    TrunkInclination,
    /// Inclination of the thigh.
    ThighInclination,
    /// Inclination of the shin.
    ShinInclination,
    /// Inclination of the upper arm.
    UpperArmInclination,
    /// Inclination of the forearm.
    ForearmInclination,
    /// Distance from hip to heel.
    HipToHeel,
    /// Distance from knee to shoulder.
    KneeToChest,
    /// How the back is bowed.
    SpineCurve,
    /// How the back is bowed against the person's own neutral.
    SpineChange,
}

/// The unit a measure is given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Degrees.
    Degrees,
    /// Lengths of the person's own torso, shoulder to hip, in the picture.
    TorsoLengths,
}

/// The plane of the body that a measure lies in, which the camera must look at squarely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// Dividing left from right: seen from the person's side.
    Sagittal,
    /// Dividing front from back: seen from the front.
    Frontal,
}

/// No back is bowed further than this, in torso lengths: twice a deep press-up, four times a cat stretch.
const MOST_BOWED: f64 = 0.3;

/// A joint's landmark lies within a thumb's breadth of the joint, and a limb is 30 to 45 cm long: each end tilts it by up to 5 degrees.
const LEAST_DEGREES: f64 = 10.0;
/// The same thumb's breadth at both ends, against a torso of 50 cm.
const LEAST_TORSOS: f64 = 0.1;
/// A fold of clothing or a breath moves the outline of the back by a centimetre.
const LEAST_BOW: f64 = 0.02;

/// How a measure is computed. Landmarks are written for the right side; the left uses their mirror images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Three-point angle at the second landmark, 0 folded to 180 straight.
    JointAngle([Landmark; 3]),
    /// Angle of the segment from the first landmark to the second against the upward vertical: 0 points straight up, 90
    /// lies level, 180 points straight down.
    Inclination([Landmark; 2]),
    /// Angle between two segments that share no joint: from the first landmark to the second, and from the third to the
    /// fourth. 0 points the same way, 180 the opposite way.
    Between([Landmark; 4]),
    /// Distance between two landmarks, in lengths of the same side's torso.
    Distance([Landmark; 2]),
    /// The bow of the back from the person's outline, in torso lengths: positive rounded, negative hollow.
    Spine(Bow),
}

/// What the back's bow is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bow {
    /// A straight outline. Straight spines of different people read -0.05 to 0.02.
    Straight,
    /// The person's own neutral.
    Neutral,
}

impl Formula {
    /// The landmarks of its definition, written for the right side.
    #[must_use]
    pub const fn landmarks(&self) -> &[Landmark] {
        match self {
            Self::JointAngle(points) => points,
            Self::Inclination(points) | Self::Distance(points) => points,
            Self::Between(points) => points,
            Self::Spine(_) => &[],
        }
    }
}

/// One row of the table of measures.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// Its name in stretch files.
    pub name: &'static str,
    /// Its name for a person to read.
    pub title: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// How it is computed.
    pub formula: Formula,
    /// The plane it lies in.
    pub plane: Plane,
}

const fn joint(name: &'static str, title: &'static str, points: [Landmark; 3]) -> Definition {
    Definition { name, title, unit: Unit::Degrees, formula: Formula::JointAngle(points), plane: Plane::Sagittal }
}

const fn inclination(name: &'static str, title: &'static str, points: [Landmark; 2]) -> Definition {
    Definition { name, title, unit: Unit::Degrees, formula: Formula::Inclination(points), plane: Plane::Sagittal }
}

const fn distance(name: &'static str, title: &'static str, points: [Landmark; 2]) -> Definition {
    Definition { name, title, unit: Unit::TorsoLengths, formula: Formula::Distance(points), plane: Plane::Sagittal }
}

const fn spine(name: &'static str, title: &'static str, from: Bow) -> Definition {
    Definition { name, title, unit: Unit::TorsoLengths, formula: Formula::Spine(from), plane: Plane::Sagittal }
}

const fn between(name: &'static str, title: &'static str, points: [Landmark; 4]) -> Definition {
    Definition { name, title, unit: Unit::Degrees, formula: Formula::Between(points), plane: Plane::Sagittal }
}

impl Measure {
    /// All measures.
    pub const ALL: [Self; 16] = [
        Self::Knee,
        Self::Hip,
        Self::Elbow,
        Self::Shoulder,
        Self::Ankle,
        Self::Neck,
        Self::Head,
        Self::TrunkInclination,
        Self::ThighInclination,
        Self::ShinInclination,
        Self::UpperArmInclination,
        Self::ForearmInclination,
        Self::HipToHeel,
        Self::KneeToChest,
        Self::SpineCurve,
        Self::SpineChange,
    ];

    /// Its row of the table.
    #[must_use]
    pub const fn definition(self) -> Definition {
        match self {
            Self::Knee => joint("knee", "knee angle", [RightHip, RightKnee, RightAnkle]),
            Self::Hip => joint("hip", "hip angle", [RightShoulder, RightHip, RightKnee]),
            Self::Elbow => joint("elbow", "elbow angle", [RightShoulder, RightElbow, RightWrist]),
            Self::Shoulder => joint("shoulder", "shoulder angle", [RightHip, RightShoulder, RightElbow]),
            Self::Ankle => joint("ankle", "ankle angle", [RightKnee, RightAnkle, RightFootIndex]),
            Self::Neck => joint("neck", "neck angle", [RightHip, RightShoulder, RightEar]),
            // The ear lies so near the neck's pivot that a craned neck hardly moves it: the gaze tells more. The line
            // from ear to nose points about 15 degrees below the horizon when somebody stands and looks ahead, so that
            // neutral is about 105; less is chin up, more is chin to the chest.
            Self::Head => between("head", "angle of the head", [RightHip, RightShoulder, RightEar, Nose]),
            Self::TrunkInclination => {
                inclination("trunk_inclination", "inclination of the trunk", [RightHip, RightShoulder])
            }
            Self::ThighInclination => {
                inclination("thigh_inclination", "inclination of the thigh", [RightKnee, RightHip])
            }
            Self::ShinInclination => {
                inclination("shin_inclination", "inclination of the shin", [RightAnkle, RightKnee])
            }
            Self::UpperArmInclination => {
                inclination("upper_arm_inclination", "inclination of the upper arm", [RightElbow, RightShoulder])
            }
            Self::ForearmInclination => {
                inclination("forearm_inclination", "inclination of the forearm", [RightWrist, RightElbow])
            }
            Self::HipToHeel => distance("hip_to_heel", "distance from hip to heel", [RightHip, RightHeel]),
            Self::KneeToChest => distance("knee_to_chest", "distance from knee to chest", [RightKnee, RightShoulder]),
            Self::SpineCurve => spine("spine_curve", "bow of the back", Bow::Straight),
            Self::SpineChange => spine("spine_change", "change of the back's bow", Bow::Neutral),
        }
    }

    /// The measure of this name in stretch files.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.definition().name == name)
    }

    /// The least width of a range that this measure can be held to, in its unit: in a narrower one a steady body would seem to come
    /// and go, because two values of the same pose differ by as much.
    #[must_use]
    pub const fn least_width(self) -> f64 {
        match self.definition() {
            Definition { formula: Formula::Spine(_), .. } => LEAST_BOW,
            Definition { unit: Unit::Degrees, .. } => LEAST_DEGREES,
            Definition { unit: Unit::TorsoLengths, .. } => LEAST_TORSOS,
        }
    }

    /// The values it can take at all: an end of a range that lies here needs no hint.
    #[must_use]
    pub const fn span(self) -> (f64, f64) {
        match self.definition() {
            Definition { formula: Formula::Spine(_), .. } => (-MOST_BOWED, MOST_BOWED),
            Definition { unit: Unit::Degrees, .. } => (0.0, 180.0),
            Definition { unit: Unit::TorsoLengths, .. } => (0.0, f64::INFINITY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back_to_their_measure() {
        for measure in Measure::ALL {
            assert_eq!(Measure::from_name(measure.definition().name), Some(measure));
        }
        assert_eq!(Measure::from_name("Knee"), None);
    }

    #[test]
    fn definitions_are_written_for_the_right_side() {
        for measure in Measure::ALL {
            for landmark in measure.definition().formula.landmarks() {
                assert!(!landmark.name().starts_with("left"), "{measure:?} uses {landmark:?}");
            }
        }
    }
}
