//! What to do about a value below or above a range, in plain words.

use crate::measure::Measure;
use crate::stretch::{Limb, Position};

/// What to do when the value is below the range, and when it is above.
pub fn hints(measure: Measure, limb: Limb, position: Position, sided: bool) -> [String; 2] {
    // Of a pair that does the same both are meant; of one that does not, the worked one, or the other.
    let is_pair = !sided && !matches!(limb, Limb::Working | Limb::Supporting);
    let your = match limb {
        Limb::Supporting => "your other",
        _ => "your",
    };
    let s = if is_pair { "s" } else { "" };
    let lies = matches!(position, Position::Prone | Position::Supine | Position::SideLying);
    match measure {
        Measure::Knee => [format!("Straighten {your} knee{s} a little."), format!("Bend {your} knee{s} more.")],
        Measure::Hip => match position {
            Position::Supine => [
                format!("Let {your} thigh{s} come away a little."),
                format!("Bring {your} thigh{s} closer to your chest."),
            ],
            _ => [format!("Open {your} hip{s} a little."), format!("Bend more at {your} hip{s}.")],
        },
        Measure::Elbow => [format!("Straighten {your} elbow{s} a little."), format!("Bend {your} elbow{s} more.")],
        Measure::Shoulder => {
            [format!("Take {your} arm{s} further from your side."), format!("Bring {your} arm{s} closer to your side.")]
        }
        Measure::Ankle => [format!("Point {your} toes a little more."), format!("Draw {your} toes toward your shin.")],
        Measure::Neck => {
            ["Lift your head in line with your back.", "Let your head come forward a little."].map(String::from)
        }
        Measure::Head => ["Lower your chin a little.", "Lift your chin a little."].map(String::from),
        Measure::TrunkInclination | Measure::TrunkBend | Measure::Lean if lies => {
            ["Let your trunk down a little.", "Raise your chest a little."].map(String::from)
        }
        Measure::TrunkInclination | Measure::TrunkBend | Measure::Lean => {
            ["Lean your trunk further.", "Raise your trunk a little."].map(String::from)
        }
        Measure::ThighInclination if position == Position::Prone => {
            ["Let your hips sink toward the floor.", "Let your knees down to the floor."].map(String::from)
        }
        Measure::ThighInclination => {
            // 0 is a knee straight below the hip, 180 one straight above.
            [format!("Raise {your} knee{s} a little."), format!("Lower {your} knee{s} a little.")]
        }
        Measure::ShinInclination => {
            [format!("Tilt {your} shin{s} further."), format!("Bring {your} shin{s} more upright.")]
        }
        Measure::UpperArmInclination => {
            [format!("Lift {your} elbow{s} a little."), format!("Lower {your} elbow{s} a little.")]
        }
        Measure::ForearmInclination => {
            [format!("Lift {your} hand{s} a little."), format!("Lower {your} hand{s} a little.")]
        }
        Measure::HipToHeel => {
            [format!("Move {your} heel{s} away from your hips."), format!("Bring {your} heel{s} closer to your hips.")]
        }
        Measure::KneeToChest => {
            [format!("Let {your} knee{s} come away a little."), format!("Bring {your} knee{s} closer to your chest.")]
        }
        Measure::SpineCurve | Measure::SpineChange => {
            ["Round your back a little more.", "Let your back sink a little more."].map(String::from)
        }
        Measure::TrunkTilt => ["Lean a little further to the side.", "Come up a little."].map(String::from),
        Measure::ShoulderTilt => ["Raise this shoulder a little.", "Lower this shoulder a little."].map(String::from),
        Measure::HipTilt => ["Raise this hip a little.", "Lower this hip a little."].map(String::from),
        Measure::HeadTilt => ["Tilt your head a little further.", "Bring your head up a little."].map(String::from),
        Measure::Shrug => ["Draw your shoulders up a little.", "Let your shoulders sink."].map(String::from),
        Measure::Twist | Measure::ShoulderTurn => {
            ["Turn your chest a little further.", "Turn back a little."].map(String::from)
        }
        Measure::TrunkLength => ["Make your back long.", "Let your back round a little."].map(String::from),
        Measure::PelvisHeight => ["Lift your hips a little.", "Lower your hips a little."].map(String::from),
        Measure::KneeHeight => [format!("Raise {your} knee{s} a little."), format!("Lower {your} knee{s} a little.")],
        Measure::KneesHeight if position == Position::Standing => {
            ["Stand up straight first.", "Stand up for this one."].map(String::from)
        }
        Measure::KneesHeight => ["Raise your knees a little.", "Lower your knees a little."].map(String::from),
        Measure::AnkleHeight => [format!("Raise {your} foot a little."), format!("Lower {your} foot a little.")],
        Measure::WristHeight => [format!("Raise {your} hand{s} a little."), format!("Lower {your} hand{s} a little.")],
        Measure::AnkleToKnee => {
            ["Move your foot away from the other knee.", "Bring your foot closer to the other knee."].map(String::from)
        }
        Measure::WristAhead => {
            [format!("Reach {your} hand{s} further."), format!("Draw {your} hand{s} back a little.")]
        }
        Measure::ElbowSpread => ["Open your elbows more.", "Bring your elbows closer together."].map(String::from),
        Measure::LegInLine => {
            [format!("Stretch {your} leg{s} in line with your back."), format!("Bend {your} hip{s} a little.")]
        }
        Measure::ChestFacing => {
            ["Turn your chest toward the floor.", "Turn your chest to the ceiling."].map(String::from)
        }
        Measure::HipExtension => [format!("Open {your} hip{s} a little."), format!("Bend {your} hip{s} a little.")],
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
            for limb in [Limb::Near, Limb::Far, Limb::Working, Limb::Supporting] {
                for position in [Position::Standing, Position::Prone, Position::Supine, Position::Seated] {
                    for sided in [false, true] {
                        let [below, above] = hints(measure, limb, position, sided);
                        assert_ne!(below, above, "{measure:?}");
                        for hint in [below, above] {
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
        assert_eq!(knee(Limb::Near, false), "Bend your knees more.");
        assert_eq!(knee(Limb::Working, true), "Bend your knee more.");
        assert_eq!(knee(Limb::Supporting, true), "Bend your other knee more.");
    }
}
