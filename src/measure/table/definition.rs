//! What a row of the table of measures says, and how rows are written.

use super::formula::{Bow, Formula, Tilt, Unit};
use crate::body::Landmark;
use crate::measure::view::Plane;

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
    /// The values it can take at all: an end of a range that lies here needs no hint.
    pub span: (f64, f64),
    /// The part of the body that it is of.
    pub segment: Segment,
    /// What to do about a value outside its range, where a stretch's own file doesn't say it.
    pub hints: Hints,
    /// How much it is preferred, 0 to 1, where a stretch is learned and others show its pose as clearly; `None` where it is not
    /// worth learning. What carries the pose comes before what only goes along; and joints, which everybody knows, before how a limb
    /// stands in the room, and before lengths, which differ with a body's build.
    pub weight: Option<f64>,
    /// Its value on somebody who stands: a stretch that has no start of its own must not count it. Legs and arms hang straight.
    pub standing: Option<f64>,
    /// Whether it is among those that show whether a limb does something else than the other one.
    pub tells_sides: bool,
}

/// Parts of the body: of two measures on one part, one says what the other does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Hip to knee.
    Thigh,
    /// Knee to ankle.
    Shin,
    /// Ankle to toes.
    Foot,
    /// How the trunk stands.
    Trunk,
    /// How chest and shoulders are turned against the rest.
    Turn,
    /// Shoulder to elbow, and where that takes the hand.
    Arm,
    /// Elbow to wrist.
    Forearm,
    /// Head and neck.
    Head,
    /// The bow of the back.
    Back,
}

impl Segment {
    /// Whether it belongs to a leg.
    #[must_use]
    pub const fn is_of_leg(self) -> bool {
        matches!(self, Self::Thigh | Self::Shin | Self::Foot)
    }

    /// Whether it belongs to an arm.
    #[must_use]
    pub const fn is_of_arm(self) -> bool {
        matches!(self, Self::Arm | Self::Forearm)
    }
}

/// How a body lies or stands, as far as it changes what to do about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posture {
    /// On the feet.
    Standing,
    /// Face down.
    Prone,
    /// On the back.
    Supine,
    /// On the mat, whichever way.
    Lying,
}

/// What to do about a value below its range, and about one above. `{your}` stands for whose limb it is, `{s}` for the plural of a pair.
#[derive(Clone, Copy, Debug)]
pub struct Hints {
    /// As a rule.
    pub usual: [&'static str; 2],
    /// In another posture than most.
    pub other: Option<(Posture, [&'static str; 2])>,
}

/// Degrees, and torso lengths, that a plain measure in the picture is off by when nothing makes it worse.
pub(super) const DEGREES_OFF: f64 = 4.0;
const LENGTHS_OFF: f64 = 0.08;

/// Nothing is higher or further than this, in torso lengths: a leg is 1.7 long, and a torso that the picture shortens by
/// more than half says nothing.
pub(crate) const FARTHEST: f64 = 3.0;
/// No back is bowed further than this, in torso lengths: twice a deep press-up, four times a cat stretch.
const MOST_BOWED: f64 = 0.3;

/// A row that is not finished: its author still has to say what to do about a value outside its range.
#[derive(Clone, Copy)]
pub(super) struct Row(Definition);

impl Row {
    const fn new(name: &'static str, title: &'static str, segment: Segment, formula: Formula, unit: Unit) -> Self {
        let (error, span) = match unit {
            Unit::Degrees => (DEGREES_OFF, (0.0, 180.0)),
            Unit::TorsoLengths | Unit::Ratio => (LENGTHS_OFF, (0.0, f64::INFINITY)),
        };
        let hints = Hints { usual: [""; 2], other: None };
        let (plane, weight, standing, tells_sides) = (Plane::Any, None, None, false);
        Self(Definition {
            name,
            title,
            unit,
            formula,
            plane,
            error,
            span,
            segment,
            hints,
            weight,
            standing,
            tells_sides,
        })
    }

    /// What the camera has to look at, where that is not anything.
    pub const fn seen_in(mut self, plane: Plane) -> Self {
        self.0.plane = plane;
        self
    }

    /// Its expected error.
    pub const fn off_by(mut self, error: f64) -> Self {
        self.0.error = error;
        self
    }

    /// The values it can take, where these are not those of its unit.
    pub const fn within(mut self, low: f64, high: f64) -> Self {
        self.0.span = (low, high);
        self
    }

    /// What to do about a value below its range, and about one above.
    pub const fn hints(self, below: &'static str, above: &'static str) -> Definition {
        Definition { hints: Hints { usual: [below, above], other: None }, ..self.0 }
    }
}

impl Definition {
    /// What to do in another posture than most.
    pub(super) const fn hints_where(mut self, posture: Posture, below: &'static str, above: &'static str) -> Self {
        self.hints.other = Some((posture, [below, above]));
        self
    }

    /// It is worth learning, and preferred by this.
    pub(super) const fn weight(mut self, weight: f64) -> Self {
        self.weight = Some(weight);
        self
    }

    /// Its value on somebody who stands.
    pub(super) const fn standing(mut self, value: f64) -> Self {
        self.standing = Some(value);
        self
    }

    /// It is among those that show whether both sides do the same.
    pub(super) const fn tells_sides(mut self) -> Self {
        self.tells_sides = true;
        self
    }
}

pub(super) const fn degrees(name: &'static str, title: &'static str, segment: Segment, formula: Formula) -> Row {
    Row::new(name, title, segment, formula, Unit::Degrees)
}

pub(super) const fn lengths(name: &'static str, title: &'static str, segment: Segment, formula: Formula) -> Row {
    Row::new(name, title, segment, formula, Unit::TorsoLengths)
}

pub(super) const fn ratio(name: &'static str, title: &'static str, segment: Segment, formula: Formula) -> Row {
    Row::new(name, title, segment, formula, Unit::Ratio)
}

/// The error of a joint's angle depends on the joint and on how it is seen: see `measure::joint`.
pub(super) const fn joint(name: &'static str, title: &'static str, segment: Segment, points: [Landmark; 3]) -> Row {
    degrees(name, title, segment, Formula::JointAngle(points))
}

pub(super) const fn inclination(
    name: &'static str,
    title: &'static str,
    segment: Segment,
    points: [Landmark; 2],
) -> Row {
    degrees(name, title, segment, Formula::Inclination(points)).seen_in(Plane::Sagittal)
}

pub(super) const fn distance(name: &'static str, title: &'static str, segment: Segment, points: [Landmark; 2]) -> Row {
    lengths(name, title, segment, Formula::Distance(points)).seen_in(Plane::Sagittal)
}

pub(super) const fn height(name: &'static str, title: &'static str, segment: Segment, points: [Landmark; 2]) -> Row {
    lengths(name, title, segment, Formula::Height(points)).within(-FARTHEST, FARTHEST)
}

pub(super) const fn tilt(name: &'static str, title: &'static str, segment: Segment, tilt: Tilt) -> Row {
    degrees(name, title, segment, Formula::Tilt(tilt)).seen_in(Plane::Frontal).within(-90.0, 90.0)
}

/// The spine's error is its own, too.
pub(super) const fn spine(name: &'static str, title: &'static str, from: Bow) -> Row {
    lengths(name, title, Segment::Back, Formula::Spine(from))
        .seen_in(Plane::Sagittal)
        .off_by(0.02)
        .within(-MOST_BOWED, MOST_BOWED)
}
