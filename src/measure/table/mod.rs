//! Everything Supple can measure on a body, one table row each: which landmarks, unit, zero and sign, and the plane the
//! camera must see.

mod formula;

pub use crate::measure::table::formula::{Bow, Formula, Own, Tilt, Trunk, Unit, Whose};
pub use crate::measure::view::Plane;

use crate::body::Landmark;
use crate::body::Landmark::{
    Nose, RightAnkle, RightEar, RightElbow, RightFootIndex, RightHeel, RightHip, RightKnee, RightShoulder, RightWrist,
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
    /// Inclination of the trunk, forward or backward.
    Lean,
    /// Inclination of the trunk whichever way it leans.
    TrunkBend,
    /// Sideways lean of the trunk.
    TrunkTilt,
    /// Slope of the shoulders.
    ShoulderTilt,
    /// Slope of the hips.
    HipTilt,
    /// Sideways lean of the head.
    HeadTilt,
    /// How far the shoulders are drawn up.
    Shrug,
    /// The chest turned against the pelvis.
    Twist,
    /// The shoulders turned away from the start.
    ShoulderTurn,
    /// The length of the trunk against the start.
    TrunkLength,
    /// Height of the hip over the line from shoulder to ankle.
    PelvisHeight,
    /// Height of the knee over the hip.
    KneeHeight,
    /// Height of the ankle over the hip.
    AnkleHeight,
    /// Height of the wrist over the shoulder.
    WristHeight,
    /// Height of both knees over the hips.
    KneesHeight,
    /// Distance from the ankle to the other knee.
    AnkleToKnee,
    /// How far the hand reaches past the shoulder.
    WristAhead,
    /// How far the elbows are apart.
    ElbowSpread,
    /// Whether the leg is in line with the trunk.
    LegInLine,
    /// Which way the chest faces.
    ChestFacing,
    /// How far the hip is opened beyond straight.
    HipExtension,
}

/// No back is bowed further than this, in torso lengths: twice a deep press-up, four times a cat stretch.
const MOST_BOWED: f64 = 0.3;
/// Nothing is higher or further than this, in torso lengths: a leg is 1.7 long, and a torso that the picture shortens by
/// more than half says nothing.
pub(crate) const FARTHEST: f64 = 3.0;
/// No shoulder rises by more than this, in torso lengths: the whole neck is 0.45 long.
const MOST_SHRUGGED: f64 = 0.5;

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
    /// What the camera has to look at.
    pub plane: Plane,
    /// One standard deviation, in its unit, where the camera stands well: by how much two in three pictures of rendered people
    /// differ at most from the same formula on their true joints, rounded up. A joint's angle and the spine bring their own.
    pub error: f64,
}

/// Degrees, and torso lengths, that a plain measure in the picture is off by when nothing makes it worse.
const DEGREES_OFF: f64 = 4.0;
const LENGTHS_OFF: f64 = 0.08;

const fn degrees(name: &'static str, title: &'static str, formula: Formula, plane: Plane, error: f64) -> Definition {
    Definition { name, title, unit: Unit::Degrees, formula, plane, error }
}

const fn lengths(name: &'static str, title: &'static str, formula: Formula, plane: Plane, error: f64) -> Definition {
    Definition { name, title, unit: Unit::TorsoLengths, formula, plane, error }
}

const fn ratio(name: &'static str, title: &'static str, formula: Formula, plane: Plane, error: f64) -> Definition {
    Definition { name, title, unit: Unit::Ratio, formula, plane, error }
}

/// The error of a joint's angle depends on the joint and on how it is seen: see `measuring::angles`.
const fn joint(name: &'static str, title: &'static str, points: [Landmark; 3]) -> Definition {
    degrees(name, title, Formula::JointAngle(points), Plane::Any, DEGREES_OFF)
}

const fn inclination(name: &'static str, title: &'static str, points: [Landmark; 2]) -> Definition {
    degrees(name, title, Formula::Inclination(points), Plane::Sagittal, DEGREES_OFF)
}

const fn distance(name: &'static str, title: &'static str, points: [Landmark; 2]) -> Definition {
    lengths(name, title, Formula::Distance(points), Plane::Sagittal, LENGTHS_OFF)
}

const fn tilt(name: &'static str, title: &'static str, tilt: Tilt, error: f64) -> Definition {
    degrees(name, title, Formula::Tilt(tilt), Plane::Frontal, error)
}

const fn height(name: &'static str, title: &'static str, points: [Landmark; 2]) -> Definition {
    lengths(name, title, Formula::Height(points), Plane::Any, LENGTHS_OFF)
}

/// The spine's error is its own, too.
const fn spine(name: &'static str, title: &'static str, from: Bow) -> Definition {
    lengths(name, title, Formula::Spine(from), Plane::Sagittal, 0.02)
}

impl Measure {
    /// All measures.
    pub const ALL: [Self; 37] = [
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
        Self::Lean,
        Self::TrunkBend,
        Self::TrunkTilt,
        Self::ShoulderTilt,
        Self::HipTilt,
        Self::HeadTilt,
        Self::Shrug,
        Self::Twist,
        Self::ShoulderTurn,
        Self::TrunkLength,
        Self::PelvisHeight,
        Self::KneeHeight,
        Self::AnkleHeight,
        Self::WristHeight,
        Self::KneesHeight,
        Self::AnkleToKnee,
        Self::WristAhead,
        Self::ElbowSpread,
        Self::LegInLine,
        Self::ChestFacing,
        Self::HipExtension,
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
            Self::Head => {
                let points = [RightHip, RightShoulder, RightEar, Nose];
                degrees("head", "angle of the head", Formula::Between(points), Plane::Sagittal, 8.0)
            }
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
            Self::Lean => {
                degrees("lean", "lean of the trunk", Formula::Trunk(Trunk::Lean), Plane::Sagittal, DEGREES_OFF)
            }
            Self::TrunkBend => degrees("trunk_bend", "bend of the trunk", Formula::Trunk(Trunk::Bend), Plane::Any, 7.0),
            Self::TrunkTilt => tilt("trunk_tilt", "sideways lean of the trunk", Tilt::Trunk, 3.0),
            Self::ShoulderTilt => tilt("shoulder_tilt", "slope of the shoulders", Tilt::Shoulders, 3.0),
            // The line between the hips is so short that a landmark's slip of a thumb's breadth tilts it by 10 degrees.
            Self::HipTilt => tilt("hip_tilt", "slope of the hips", Tilt::Hips, 10.0),
            Self::HeadTilt => tilt("head_tilt", "sideways lean of the head", Tilt::Head, DEGREES_OFF),
            Self::Shrug => lengths("shrug", "lift of the shoulders", Formula::Own(Own::Shrug), Plane::Ahead, 0.05),
            // Pose models turn the pelvis along with the chest and flatten what depth they see: a true 45 reads 11 to 41.
            Self::Twist => degrees("twist", "twist of the trunk", Formula::Trunk(Trunk::Twist), Plane::Any, 20.0),
            // One hundredth of the breadth is 8 degrees near the front, and a pose model shortens the depth of a turned
            // body: rendered people who turned by 45 read 34 to 45.
            Self::ShoulderTurn => degrees(
                "shoulder_turn",
                "turn of the shoulders",
                Formula::Own(Own::ShoulderTurn),
                Plane::FromFront,
                10.0,
            ),
            Self::TrunkLength => {
                ratio("trunk_length", "length of the trunk", Formula::Own(Own::TrunkLength), Plane::Any, 0.06)
            }
            Self::PelvisHeight => {
                let points = Formula::OverLine([RightHip, RightShoulder, RightAnkle]);
                lengths("pelvis_height", "height of the pelvis", points, Plane::Sagittal, 0.06)
            }
            Self::KneeHeight => height("knee_height", "height of the knee", [RightKnee, RightHip]),
            Self::AnkleHeight => height("ankle_height", "height of the foot", [RightAnkle, RightHip]),
            Self::WristHeight => height("wrist_height", "height of the hand", [RightWrist, RightShoulder]),
            Self::KneesHeight => {
                let points = Formula::PairHeight([RightKnee, RightHip]);
                lengths("knees_height", "height of the knees", points, Plane::Any, 0.11)
            }
            Self::AnkleToKnee => {
                let points = Formula::Crossing([RightAnkle, RightKnee]);
                lengths("ankle_to_knee", "distance from the ankle to the other knee", points, Plane::Any, 0.13)
            }
            Self::WristAhead => {
                let points = Formula::Along([RightWrist, RightShoulder]);
                lengths("wrist_ahead", "reach of the arm", points, Plane::Sagittal, 0.1)
            }
            Self::ElbowSpread => {
                let points = Formula::Spread([RightElbow, RightShoulder]);
                ratio("elbow_spread", "spread of the elbows", points, Plane::Frontal, 0.2)
            }
            Self::LegInLine => {
                let formula = Formula::Trunk(Trunk::LegInLine);
                degrees("leg_in_line", "line of trunk and leg", formula, Plane::Any, 12.0)
            }
            // The sign of the shoulders' depth is the surest thing in the room; how far they are turned comes with 15 degrees.
            Self::ChestFacing => {
                let formula = Formula::Trunk(Trunk::Chest);
                degrees("chest_facing", "way the chest faces", formula, Plane::Any, 15.0)
            }
            // Of the inclinations of trunk and thigh, 4 degrees each.
            Self::HipExtension => {
                let formula = Formula::Trunk(Trunk::HipExtension);
                degrees("hip_extension", "opening of the hip", formula, Plane::Sagittal, 6.0)
            }
        }
    }

    /// The measure of this name in stretch files.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.definition().name == name)
    }

    /// The least width of a range that this measure can be held to, in its unit: in one narrower than its expected error a steady
    /// body would seem to come and go.
    #[must_use]
    pub const fn least_width(self) -> f64 {
        /// Between the errors of a knee and an ankle, 4.5 and 10 degrees.
        const JOINT: f64 = 8.0;
        match self.definition() {
            Definition { formula: Formula::JointAngle(_), .. } => JOINT,
            Definition { error, .. } => error,
        }
    }

    /// The values it can take at all: an end of a range that lies here needs no hint.
    #[must_use]
    pub const fn span(self) -> (f64, f64) {
        let definition = self.definition();
        match definition.formula {
            Formula::Spine(_) => (-MOST_BOWED, MOST_BOWED),
            Formula::Trunk(Trunk::Lean | Trunk::Twist | Trunk::HipExtension) => (-180.0, 180.0),
            Formula::Tilt(_) => (-90.0, 90.0),
            Formula::Own(Own::ShoulderTurn) => (0.0, 90.0),
            Formula::Own(Own::Shrug) => (-MOST_SHRUGGED, MOST_SHRUGGED),
            Formula::Height(_) | Formula::PairHeight(_) | Formula::OverLine(_) | Formula::Along(_) => {
                (-FARTHEST, FARTHEST)
            }
            _ => match definition.unit {
                Unit::Degrees => (0.0, 180.0),
                Unit::TorsoLengths | Unit::Ratio => (0.0, f64::INFINITY),
            },
        }
    }

    /// The values that its change from the person's start can take.
    #[must_use]
    pub const fn span_of_change(self) -> (f64, f64) {
        let (low, high) = self.span();
        let widest = if high.is_finite() { high - low } else { FARTHEST };
        (-widest, widest)
    }

    /// Whether it is a change from the person's own start in itself.
    #[must_use]
    pub const fn is_relative(self) -> bool {
        matches!(self.definition().formula, Formula::Own(_) | Formula::Spine(Bow::Neutral))
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
