//! Everything Supple can measure on a body, one table row each: which landmarks, unit, zero and sign, the plane the
//! camera must see, and what learning a stretch asks of it.

mod definition;
mod formula;
mod rows;

pub use definition::{Definition, Hints, Posture, Segment};
pub use formula::{Bow, Formula, Relative, Tilt, Trunk, Unit, Whose};
pub use rows::Measure;

pub(crate) use definition::FARTHEST;

impl Measure {
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
            Definition { error, .. } => *error,
        }
    }

    /// The values it can take at all: an end of a range that lies here needs no hint.
    #[must_use]
    pub const fn span(self) -> (f64, f64) {
        self.definition().span
    }

    /// Whether it is of a limb, so that both sides have their own.
    #[must_use]
    pub const fn is_of_a_limb(self) -> bool {
        let Definition { segment, formula, .. } = self.definition();
        (segment.is_of_leg() || segment.is_of_arm()) && !matches!(formula.whose(), Whose::Both)
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
        matches!(self.definition().formula, Formula::Relative(_) | Formula::Spine(Bow::Neutral))
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
