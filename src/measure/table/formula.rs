//! How measures are computed, and from where they can be seen.

use crate::body::Landmark;
use crate::body::Landmark::{Nose, RightAnkle, RightEar, RightHip, RightKnee, RightShoulder};

/// The unit a measure is given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Degrees.
    Degrees,
    /// Lengths of the person's own torso, shoulder to hip, in the picture.
    TorsoLengths,
    /// A plain number: one length in another.
    Ratio,
}

/// How a measure is computed. Landmarks are written for the right side; the left uses their mirror images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Three-point angle at the second landmark, 0 folded to 180 straight, in the picture or in the room, whichever is surer.
    JointAngle([Landmark; 3]),
    /// Angle of the segment from the first landmark to the second against the upward vertical: 0 points straight up, 90
    /// lies level, 180 points straight down.
    Inclination([Landmark; 2]),
    /// Angle between two segments that share no joint: from the first landmark to the second, and from the third to the
    /// fourth. 0 points the same way, 180 the opposite way.
    Between([Landmark; 4]),
    /// Distance between two landmarks, in lengths of the same side's torso.
    Distance([Landmark; 2]),
    /// Distance from a landmark to another one of the other side of the body, in torso lengths.
    Crossing([Landmark; 2]),
    /// How far the first landmark is above the second, in torso lengths; negative below.
    Height([Landmark; 2]),
    /// The same from the middle of a pair to the middle of another pair.
    PairHeight([Landmark; 2]),
    /// How far the first landmark is above the line through the other two, in torso lengths; negative below.
    OverLine([Landmark; 3]),
    /// How far the first landmark is beyond the second in the direction from hip to shoulder, in torso lengths.
    Along([Landmark; 2]),
    /// How far the first pair is apart, in breadths of the second pair.
    Spread([Landmark; 2]),
    /// A tilt in the frontal plane.
    Tilt(Tilt),
    /// How the trunk stands in the room.
    Trunk(Trunk),
    /// The bow of the back from the person's outline, in torso lengths: positive rounded, negative hollow.
    Spine(Bow),
    /// A change from the person's own start.
    Relative(Relative),
}

/// What the back's bow is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bow {
    /// A straight outline. Straight spines of different people read -0.05 to 0.02.
    Straight,
    /// The person's own neutral.
    Neutral,
}

/// A tilt in the frontal plane, in degrees, positive to (or up on) the side it is measured for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tilt {
    /// Middle of the hips to middle of the shoulders, against the vertical: positive leans to that side.
    Trunk,
    /// The line of the shoulders against the level: positive with that side's shoulder higher.
    Shoulders,
    /// The line of the hips, likewise.
    Hips,
    /// Middle of the shoulders to middle of the ears, against the trunk: positive leans to that side.
    Head,
}

/// How the trunk stands in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trunk {
    /// Its inclination with a sign: positive bent forward, toward the chest's side, negative backward.
    Lean,
    /// Its angle to the vertical, whichever way it leans.
    Bend,
    /// The line of the shoulders turned against the line of the hips, about the trunk: positive with the chest turned to
    /// the side it is measured for.
    Twist,
    /// The angle at the hip between the middle of the shoulders and the ankle.
    LegInLine,
    /// Which way the chest faces, against straight up: 0 on the back, 90 upright or on the side, 180 face down.
    Chest,
    /// How far the hip is opened beyond the straight line of trunk and thigh: positive with the thigh behind it, negative before.
    HipExtension,
}

/// A change from the person's own start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// How much nearer the ears are to the shoulders along the trunk, in torso lengths.
    Shrug,
    /// How far the shoulders are turned away from where they faced at the start, or from where the legs point, in degrees.
    ShoulderTurn,
    /// The torso's length against the shin's, as a share of what it was.
    TrunkLength,
}

/// Whose landmarks a formula takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of the side it is measured on.
    Relative,
    /// Those of both sides.
    Both,
    /// The first of the side it is measured on, the others of the other side.
    Crossing,
}

impl Formula {
    /// The landmarks of its definition, written for the right side.
    #[must_use]
    pub const fn landmarks(&self) -> &[Landmark] {
        match self {
            Self::JointAngle(points) | Self::OverLine(points) => points,
            Self::Inclination(points)
            | Self::Distance(points)
            | Self::Crossing(points)
            | Self::Height(points)
            | Self::PairHeight(points)
            | Self::Along(points)
            | Self::Spread(points) => points,
            Self::Between(points) => points,
            Self::Tilt(Tilt::Shoulders) | Self::Relative(Relative::ShoulderTurn) => &[RightShoulder],
            Self::Tilt(Tilt::Hips) => &[RightHip],
            Self::Tilt(Tilt::Head) | Self::Relative(Relative::Shrug) => &[RightHip, RightShoulder, RightEar],
            Self::Tilt(Tilt::Trunk) | Self::Trunk(Trunk::Lean | Trunk::Bend | Trunk::Twist | Trunk::Chest) => {
                &[RightHip, RightShoulder]
            }
            Self::Trunk(Trunk::LegInLine) => &[RightShoulder, RightHip, RightAnkle],
            Self::Trunk(Trunk::HipExtension) => &[RightShoulder, RightHip, RightKnee],
            Self::Relative(Relative::TrunkLength) => &[RightShoulder, RightHip, RightKnee, RightAnkle],
            Self::Spine(_) => &[],
        }
    }

    /// Whether it is measured against the vertical, so that a camera that looks down bends it.
    #[must_use]
    pub const fn is_against_vertical(&self) -> bool {
        matches!(self, Self::Inclination(_) | Self::Height(_) | Self::PairHeight(_) | Self::Trunk(Trunk::Lean))
    }

    /// Whose these landmarks are.
    #[must_use]
    pub const fn whose(&self) -> Whose {
        match self {
            Self::Crossing(_) => Whose::Crossing,
            Self::PairHeight(_)
            | Self::Spread(_)
            | Self::Tilt(_)
            | Self::Trunk(Trunk::Bend | Trunk::Twist | Trunk::Chest)
            | Self::Relative(Relative::ShoulderTurn | Relative::Shrug) => Whose::Both,
            _ => Whose::Relative,
        }
    }

    /// The landmark that a person would name for the measure: the joint itself, or the end that moves. `None` for the back.
    #[must_use]
    pub const fn moving(&self) -> Option<Landmark> {
        match *self {
            // A limb's inclination is listed from its far end (knee of the thigh), everything else toward it.
            Self::JointAngle([_, landmark, _])
            | Self::Inclination([landmark, _])
            | Self::Between([.., landmark])
            | Self::Distance([_, landmark])
            | Self::Crossing([landmark, _])
            | Self::Height([landmark, _])
            | Self::PairHeight([landmark, _])
            | Self::OverLine([landmark, ..])
            | Self::Along([landmark, _])
            | Self::Spread([landmark, _]) => Some(landmark),
            Self::Tilt(Tilt::Head) | Self::Relative(Relative::Shrug) => Some(Nose),
            Self::Tilt(Tilt::Trunk | Tilt::Shoulders)
            | Self::Trunk(Trunk::Lean | Trunk::Bend | Trunk::Twist | Trunk::Chest)
            | Self::Relative(Relative::ShoulderTurn | Relative::TrunkLength) => Some(RightShoulder),
            Self::Tilt(Tilt::Hips) => Some(RightHip),
            Self::Trunk(Trunk::LegInLine) => Some(RightAnkle),
            Self::Trunk(Trunk::HipExtension) => Some(RightKnee),
            Self::Spine(_) => None,
        }
    }
}
