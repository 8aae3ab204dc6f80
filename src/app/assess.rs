//! `supple assess`: every frame judged by itself against a stretch.

use std::io::Write;

use serde::Serialize;

use super::every_frame::{Seen, every_frame, write_json, write_place};
use super::failure::Failure;
use super::reader::Reader;
use super::stop::Stop;
use crate::body::Side;
use crate::decimals::round;
use crate::judge::Tone;
use crate::judge::{Assessment, TargetState};
use crate::judge::{Judgement, judge};
use crate::measure::Unit;
use crate::measure::{Reading, Unseen};
use crate::seam::PoseEstimator;
use crate::stretch::{Role, Stretch, TargetSide};

/// What is printed of one frame.
#[derive(Serialize)]
struct Line<'a> {
    stretch: &'a str,
    near: Option<Side>,
    side: Option<Side>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pose: Option<&'a str>,
    in_pose: bool,
    targets: Vec<TargetJson<'a>>,
    hint: Option<HintJson<'a>>,
}

impl<'a> Line<'a> {
    fn new(stretch: &'a Stretch, judgement: &'a Judgement) -> Self {
        Self {
            stretch: &stretch.id,
            near: judgement.facing.and_then(|facing| facing.known_near()),
            side: judgement.side,
            pose: stretch.pose(judgement.pose).map(|pose| pose.id.as_str()),
            in_pose: judgement.in_pose,
            targets: judgement.assessments.iter().map(TargetJson::new).collect(),
            hint: hint(judgement),
        }
    }
}

#[derive(Serialize)]
struct TargetJson<'a> {
    target: &'a str,
    measure: &'static str,
    limb: &'static str,
    value: Option<f64>,
    /// One standard deviation of the value, in its unit.
    error: Option<f64>,
    from_start: bool,
    unit: &'static str,
    range: [f64; 2],
    role: &'static str,
    state: &'static str,
}

#[derive(Serialize)]
struct HintJson<'a> {
    target: Option<&'a str>,
    text: String,
}

impl<'a> TargetJson<'a> {
    fn new(assessment: &'a Assessment) -> Self {
        let target = &assessment.target;
        let definition = target.measure.definition();
        Self {
            target: &target.id,
            measure: definition.name,
            limb: match target.limb {
                TargetSide::Near => "near",
                TargetSide::Far => "far",
                TargetSide::Working => "working",
                TargetSide::Supporting => "supporting",
            },
            value: assessment.reading.value().map(|value| round(value, 3)),
            error: assessment.reading.error().map(|error| round(error, 3)),
            from_start: target.from_start,
            unit: match definition.unit {
                Unit::Degrees => "degrees",
                Unit::TorsoLengths => "torso_lengths",
                Unit::Ratio => "ratio",
            },
            range: [target.range.low(), target.range.high()],
            role: match target.role {
                Role::Must => "must",
                Role::MustIfSeen => "must_if_seen",
                Role::Form => "form",
            },
            state: match assessment.state {
                TargetState::Within => "within",
                TargetState::Below => "below",
                TargetState::Above => "above",
                TargetState::Unseen => "unseen",
            },
        }
    }
}

/// A correction or a word about being seen; guidance and praise are no hints.
fn hint(judgement: &Judgement) -> Option<HintJson<'_>> {
    let message = &judgement.message;
    matches!(message.tone, Tone::Mend | Tone::Unseen).then(|| HintJson {
        target: message.target.and_then(|index| index.of(&judgement.assessments)).map(|seen| &*seen.target.id),
        text: message.cue.to_string(),
    })
}

/// Prints a line a frame as JSON, or a few for a person.
pub fn assess(
    stretch: &Stretch,
    source: &mut Reader,
    estimator: &mut dyn PoseEstimator,
    json: bool,
    out: &mut dyn Write,
    stop: &Stop,
) -> Result<(), Failure> {
    every_frame(source, estimator, stretch.asks_for_spine(), stop, |&Seen { frame, observation, .. }| {
        let judgement = judge(stretch, observation);
        if json {
            write_json(out, frame, Line::new(stretch, &judgement))?;
        } else {
            write_place(out, frame)?;
            writeln!(out, "{}", verdict(&judgement))?;
            for assessment in &judgement.assessments {
                writeln!(out, "    {}", words(assessment))?;
            }
            writeln!(out, "    \"{}\"", judgement.message.cue)?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(())
}

fn verdict(judgement: &Judgement) -> String {
    let side = judgement.side.map(|side| format!(" ({} side)", side.name())).unwrap_or_default();
    match (&judgement.facing, judgement.in_pose) {
        (None, _) => "nobody found".to_owned(),
        (Some(_), true) => format!("in the pose{side}"),
        (Some(_), false) => format!("not in the pose{side}"),
    }
}

fn words(assessment: &Assessment) -> String {
    let target = &assessment.target;
    let unit = |value: f64| match target.measure.definition().unit {
        Unit::Degrees => format!("{value:.0}°"),
        Unit::TorsoLengths => format!("{value:.2} torso lengths"),
        Unit::Ratio => format!("{value:.2}"),
    };
    let state = match (assessment.reading, assessment.state) {
        (Reading::Unseen(Unseen::Hidden), _) => "unseen: hidden".to_owned(),
        (Reading::Unseen(Unseen::OutOfPicture), _) => "unseen: outside the picture".to_owned(),
        (Reading::Unseen(Unseen::WrongView), _) => "unseen: not from this camera angle".to_owned(),
        (Reading::Unseen(Unseen::NoStart), _) => "unseen: needs to see the start".to_owned(),
        (Reading::Seen { value, .. }, TargetState::Below) => format!("{} too low", unit(value)),
        (Reading::Seen { value, .. }, TargetState::Above) => format!("{} too high", unit(value)),
        (Reading::Seen { value, .. }, _) => format!("{} good", unit(value)),
    };
    let role = if target.role == Role::Form { "form" } else { "must" };
    let (low, high) = (unit(target.range.low()), unit(target.range.high()));
    format!("{:<20} {state:<28} {role} {low} to {high}", target.id)
}
