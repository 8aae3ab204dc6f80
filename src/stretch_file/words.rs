//! The words that files use for the coach's enums.

use crate::measure::{CameraSide, Unit};
use crate::stretch::{Deeper, Position, TargetSide};

pub(super) const POSITIONS: &[(&str, Position)] = &[
    ("standing", Position::Standing),
    ("seated", Position::Seated),
    ("kneeling", Position::Kneeling),
    ("hands and knees", Position::HandsAndKnees),
    ("prone", Position::Prone),
    ("supine", Position::Supine),
    ("side-lying", Position::SideLying),
];

pub(super) const CAMERA_SIDES: &[(&str, CameraSide)] =
    &[("side", CameraSide::Side), ("front", CameraSide::Front), ("three-quarter", CameraSide::ThreeQuarter)];

pub(super) const LIMBS: &[(&str, TargetSide)] = &[
    ("near", TargetSide::Near),
    ("far", TargetSide::Far),
    ("working", TargetSide::Working),
    ("supporting", TargetSide::Supporting),
];

pub(super) const DEEPER: &[(&str, Deeper)] = &[("higher", Deeper::Higher), ("lower", Deeper::Lower)];

/// The word of `value` in `table`. Every enum's table is complete (tested), so the empty word never comes out.
fn word<T: PartialEq>(table: &[(&'static str, T)], value: &T) -> &'static str {
    table.iter().find(|(_, other)| other == value).map_or("", |(word, _)| word)
}

/// A position's name in files, such as `hands and knees`.
#[must_use]
pub fn position_name(position: Position) -> &'static str {
    word(POSITIONS, &position)
}

/// A camera side's name in files, such as `three-quarter`.
#[must_use]
pub fn camera_side_name(side: CameraSide) -> &'static str {
    word(CAMERA_SIDES, &side)
}

/// The name in files of the side that a target is measured on, such as `working`.
#[must_use]
pub fn limb_name(limb: TargetSide) -> &'static str {
    word(LIMBS, &limb)
}

/// The word in files for the way of a measure that goes deeper, such as `higher`.
#[must_use]
pub fn deeper_name(deeper: Deeper) -> &'static str {
    word(DEEPER, &deeper)
}

/// A unit in words.
pub(super) const fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Degrees => "degrees",
        Unit::TorsoLengths => "torso lengths",
        Unit::Ratio => "parts of one",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_word() {
        use Position::*;
        for position in [Standing, Seated, Kneeling, HandsAndKnees, Prone, Supine, SideLying] {
            assert!(!position_name(position).is_empty(), "{position:?}");
        }
        for side in [CameraSide::Side, CameraSide::Front, CameraSide::ThreeQuarter] {
            assert!(!camera_side_name(side).is_empty(), "{side:?}");
        }
        for limb in [TargetSide::Near, TargetSide::Far, TargetSide::Working, TargetSide::Supporting] {
            assert!(!limb_name(limb).is_empty(), "{limb:?}");
        }
        for deeper in [Deeper::Higher, Deeper::Lower] {
            assert!(!deeper_name(deeper).is_empty(), "{deeper:?}");
        }
    }
}
