//! What is known of the person's own start, for everything that differs from body to body.

use crate::body::Side;
use crate::measure::heading::Heading;
use crate::measure::spine::SpineShape;
use crate::measure::table::Measure;

/// The values at rest before a pose. An empty one is an unknown start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    values: Vec<(StartValue, f64)>,
    /// The curve of the back at a moment, and what change from a rest that moment stands for.
    bow: Option<(SpineShape, f64)>,
}

impl Start {
    /// The value of `raw` at the start, where it was seen.
    pub(crate) fn get(&self, raw: StartValue) -> Option<f64> {
        self.values.iter().find(|(known, _)| *known == raw).map(|&(_, value)| value)
    }

    /// The curve of the back that a change is measured from, and what change from a rest that curve itself stands for.
    pub(crate) const fn bow(&self) -> Option<&(SpineShape, f64)> {
        self.bow.as_ref()
    }

    pub(crate) fn set_bow(&mut self, shape: SpineShape, stands_for: f64) {
        self.bow = Some((shape, stands_for));
    }

    pub(crate) fn set(&mut self, raw: StartValue, value: f64) {
        match self.values.iter_mut().find(|(known, _)| *known == raw) {
            Some((_, known)) => *known = value,
            None => self.values.push((raw, value)),
        }
    }
}

/// Something that is remembered of the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StartValue {
    /// A measure of the table on one side.
    Of(Measure, Side),
    /// How far the ears are above the shoulders along the trunk, in torso lengths.
    Ears,
    /// Where the chest faces in the room.
    Chest(Axis),
    /// Where the legs point in the room, by thighs and feet.
    Legs(Axis),
    /// The same by the thighs alone, of somebody who sits.
    Thighs(Axis),
    /// The shoulders' breadth in lengths of the shin, while they face the camera.
    Breadth,
    /// The torso of one side in lengths of its shin, from the side.
    SideTorso(Side),
    /// The middle of the torso in lengths of the longer shin, from the front.
    Torso,
}

/// A component of a heading: headings have no median, their components do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    Right,
    Away,
}

impl Axis {
    pub const BOTH: [Self; 2] = [Self::Right, Self::Away];

    pub(crate) const fn of(self, heading: Heading) -> f64 {
        match self {
            Self::Right => heading.right,
            Self::Away => heading.away,
        }
    }
}
