//! A stretch's description from its demonstration.

use std::time::Duration;

use crate::body::Side;
use crate::measure::CameraSide;
use crate::measure::{Formula, Measure, Segment};
use crate::stretch::{CameraAdvice, Dose, Pace, Position, Role, Stretch, Target, TargetSide};

use crate::learn::choice::{Chosen, choose};
use crate::learn::demonstration::Demonstration;
use crate::learn::figure::figure;
use crate::learn::hints::hints;
use crate::learn::learned::{LEARNED_HOLD, Learned, LearnedTarget, NotLearned};
use crate::learn::position::position;
use crate::learn::sides::{has_sides_by_sign, worked};

/// The longest hold that a learned stretch asks for: what the articles ask for at most. The shortest is [`LEARNED_HOLD`].
const LONGEST_HOLD: Duration = Duration::from_secs(30);
/// How often, and with what rest between: the usual dose of a held stretch.
const REPS: u32 = 3;
const REST: Duration = Duration::from_secs(10);
/// The longest title, as stretch files have it.
const LONGEST_TITLE: usize = 40;

/// The stretch called `id` that was shown.
pub fn describe(id: &str, demonstration: &Demonstration<'_>) -> Result<Learned, NotLearned> {
    let worked = worked(demonstration);
    let chosen = choose(demonstration, worked)?;
    let position = position(demonstration.hold);
    // Without a target on the worked side, nobody could know which side is worked.
    let sided = worked.is_some();
    let targets: Vec<Target> = chosen.iter().map(|one| target(one, position, sided)).collect();
    let facts = chosen.iter().zip(&targets).map(|(one, target)| LearnedTarget {
        id: target.id.to_string(),
        held: one.held.median,
        spread: one.held.spread,
        error: one.held.error,
        start: one.start.map(|start| start.median),
    });
    let facts = facts.collect();
    let hold = demonstration.held.1.since(demonstration.held.0);
    let hold = Duration::from_secs(hold.as_secs_f64().round() as u64).clamp(LEARNED_HOLD, LONGEST_HOLD);
    let stretch = Stretch {
        id: id.to_owned(),
        title: title(id),
        articles: Vec::new(),
        eases: eases(&chosen),
        position,
        camera: camera(demonstration.see, position),
        sided,
        alternates: false,
        dose: Dose { pace: Pace::Hold(hold), reps: REPS, rest: REST },
        setup: setup(position, sided),
        praise: "Good. Stay here and keep breathing.".to_owned(),
        safety: vec!["Only as far as feels good. Stop if anything hurts.".to_owned()],
        cannot_judge: Some(cannot_judge(demonstration, worked)),
        guided: None,
        breath: false,
        targets,
        figure: figure(demonstration, worked),
        poses: None,
    };
    Ok(Learned { stretch, targets: facts, held: demonstration.held })
}

fn target(one: &Chosen, position: Position, sided: bool) -> Target {
    let name = one.measure.definition().name;
    let id = match one.limb {
        TargetSide::Near => name.to_owned(),
        TargetSide::Far => format!("far_{name}"),
        TargetSide::Working => format!("working_{name}"),
        TargetSide::Supporting => format!("supporting_{name}"),
    };
    let [mut below, mut above] = hints(one.measure, one.limb, position, sided);
    // Somebody who goes to the other side goes further with less.
    if has_sides_by_sign(one.measure) && one.held.median < 0.0 {
        std::mem::swap(&mut below, &mut above);
    }
    let (least, most) = one.measure.span();
    Target {
        id: id.into(),
        measure: one.measure,
        limb: one.limb,
        range: one.range,
        from_start: false,
        deeper: None,
        role: one.role,
        below: (one.range.low() > least).then(|| below.into()),
        above: (one.range.high() < most).then(|| above.into()),
    }
}

/// The name as words.
fn title(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let title: String = first.chars().chain(letters).take(LONGEST_TITLE).collect();
    if title.is_empty() { "My stretch".to_owned() } else { title }
}

/// Which parts of the body moved: the most that can be said of what is eased.
fn eases(chosen: &[Chosen]) -> Vec<String> {
    let mut areas: Vec<&str> = Vec::new();
    for one in chosen.iter().filter(|one| one.role == Role::Must) {
        let area = match one.measure.definition().segment {
            Segment::Thigh => "hips",
            Segment::Shin | Segment::Foot => "legs",
            Segment::Trunk | Segment::Turn | Segment::Back => "back",
            Segment::Arm | Segment::Forearm => "shoulders",
            Segment::Head => "neck",
        };
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas.into_iter().map(str::to_owned).collect()
}

/// Where the camera most likely stood: as the stretches of the same position have it.
fn camera(see: CameraSide, position: Position) -> CameraAdvice {
    let (distance_m, height_m) = match position {
        Position::Standing => (2.8, 1.0),
        Position::Seated | Position::Kneeling => (2.4, 0.6),
        Position::HandsAndKnees | Position::Prone | Position::Supine | Position::SideLying => (2.2, 0.5),
    };
    CameraAdvice { see, distance_m, height_m }
}

fn setup(position: Position, sided: bool) -> String {
    let start = match position {
        Position::Standing => "Stand",
        Position::Seated => "Sit",
        Position::Kneeling => "Kneel",
        Position::HandsAndKnees => "Come onto hands and knees",
        Position::Prone => "Lie on your stomach",
        Position::Supine => "Lie on your back",
        Position::SideLying => "Lie on your side",
    };
    let both = if sided { " Do one side, then the other." } else { "" };
    format!("{start}, then take the pose that the figure shows and hold it.{both}")
}

/// What was not seen in the hold, and what no camera sees.
fn cannot_judge(demonstration: &Demonstration<'_>, worked: Option<Side>) -> String {
    let is_joint = |measure: &Measure| matches!(measure.definition().formula, Formula::JointAngle(_));
    let side = worked.unwrap_or(demonstration.near);
    let unseen: Vec<&str> = Measure::ALL
        .into_iter()
        .filter(|measure| is_joint(measure) && demonstration.in_hold(*measure, side).is_none())
        .map(|measure| measure.definition().name)
        .collect();
    let felt = "Where you feel the stretch, and how strongly.";
    match unseen.split_last() {
        None => felt.to_owned(),
        Some((last, [])) => format!("{felt} The {last} was not seen clearly in the demonstration."),
        Some((last, others)) => {
            format!("{felt} The {} and {last} were not seen clearly in the demonstration.", others.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_name_as_words() {
        assert_eq!(title("my-seated_fold"), "My seated fold");
        assert_eq!(title(&"long-".repeat(20)).chars().count(), LONGEST_TITLE);
        assert_eq!(title("-"), "My stretch");
    }
}
