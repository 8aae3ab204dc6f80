//! What to do about a value below or above a range, in plain words.

use crate::measure::{Measure, Posture};
use crate::stretch::{Position, TargetSide};

/// What to do when the value is below the range, and when it is above.
pub fn hints(measure: Measure, limb: TargetSide, position: Position, sided: bool) -> [String; 2] {
    // Of a pair that does the same both are meant; of one that does not, the worked one, or the other.
    let is_pair = !sided && !matches!(limb, TargetSide::Working | TargetSide::Supporting);
    let your = match limb {
        TargetSide::Supporting => "your other",
        _ => "your",
    };
    let s = if is_pair { "s" } else { "" };
    let hints = &measure.definition().hints;
    let words = hints.other.filter(|(posture, _)| is_in(position, *posture)).map_or(hints.usual, |(_, words)| words);
    words.map(|words| words.replace("{your}", your).replace("{s}", s))
}

fn is_in(position: Position, posture: Posture) -> bool {
    match posture {
        Posture::Standing => position == Position::Standing,
        Posture::Prone => position == Position::Prone,
        Posture::Supine => position == Position::Supine,
        Posture::Lying => matches!(position, Position::Prone | Position::Supine | Position::SideLying),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many letters as two rows hold that are read from the mat; stretch files allow no more.
    const LONGEST: usize = 60;

    #[test]
    fn every_hint_says_the_thing_to_do_in_two_short_rows() {
        for measure in Measure::ALL {
            for limb in [TargetSide::Near, TargetSide::Far, TargetSide::Working, TargetSide::Supporting] {
                for position in [Position::Standing, Position::Prone, Position::Supine, Position::Seated] {
                    for sided in [false, true] {
                        let [below, above] = hints(measure, limb, position, sided);
                        assert_ne!(below, above, "{measure:?}");
                        for hint in [below, above] {
                            assert!(!hint.contains(['{', '}']), "{hint}");
                            assert!(hint.len() <= LONGEST && hint.ends_with('.'), "{hint}");
                            assert!(hint.starts_with(|letter: char| letter.is_ascii_uppercase()), "{hint}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_other_limb_and_pairs_are_named_so() {
        let knee = |limb, sided| hints(Measure::Knee, limb, Position::Seated, sided)[1].clone();
        assert_eq!(knee(TargetSide::Near, false), "Bend your knees more.");
        assert_eq!(knee(TargetSide::Working, true), "Bend your knee more.");
        assert_eq!(knee(TargetSide::Supporting, true), "Bend your other knee more.");
    }
}
