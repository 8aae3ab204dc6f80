//! What is said about a problem: what is wrong, what to underline it with and what to do about it. All wording of the
//! diagnostics is here.

use std::fmt;

use super::problem::{FileKind, Problem, ProblemKind, Vocabulary};
use super::words::camera_side_name;
use crate::measure::Plane;
use crate::measure::{Formula, Unit};

/// `text` without control characters: it goes to a terminal.
fn printed(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// `text` between backticks, without control characters and not endlessly long: it came from a file and goes to a terminal.
fn quoted(text: &str) -> String {
    const LONGEST_QUOTED: usize = 40;
    let mut shown: String =
        text.chars().take(LONGEST_QUOTED).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(LONGEST_QUOTED).is_some() {
        shown.push_str("...");
    }
    format!("`{shown}`")
}

/// `did you mean` or, when nothing is near, what there is to choose from.
fn suggestion(nearest: Option<&str>, what: &str, known: &[impl AsRef<str>]) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None if known.is_empty() => format!("there are no {what} to choose from"),
        None => {
            let known: Vec<_> = known.iter().map(|word| format!("`{}`", word.as_ref())).collect();
            format!("the {what} are {}", known.join(", "))
        }
    }
}

/// The unit in words.
pub(super) const fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Degrees => "degrees",
        Unit::TorsoLengths => "torso lengths",
        Unit::Ratio => "parts of one",
    }
}

impl fmt::Display for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Measure => "measure",
            Self::Position => "position",
            Self::CameraSide => "camera side",
            Self::Side => "side",
            Self::Landmark => "landmark",
            Self::Stretch => "stretch",
            Self::ModelKind => "kind",
            Self::Layout => "layout",
            Self::NumberType => "number type",
            Self::ColourOrder => "colour order",
        })
    }
}

impl fmt::Display for ProblemKind {
    /// What is wrong, in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => write!(f, "this file is {bytes} bytes long, far more than it can need"),
            Self::EmptyFile => write!(f, "this file is empty"),
            Self::Syntax { message } => write!(f, "{message}"),
            Self::DuplicateKey => write!(f, "this key is already there"),
            Self::UnknownKey { key, .. } => write!(f, "unknown key {}", quoted(key)),
            Self::MissingKey { key, table, .. } => write!(f, "`{key}` is missing from {table}"),
            Self::WrongType { key, expected, found, entry: false, .. } => {
                write!(f, "`{key}` should be {expected}, not {found}")
            }
            Self::WrongType { key, expected, found, .. } => {
                write!(f, "each entry of `{key}` should be {expected}, not {found}")
            }
            Self::UnknownWord { vocabulary, word, .. } => write!(f, "unknown {vocabulary} {}", quoted(word)),
            Self::Empty { key, .. } => write!(f, "`{key}` is empty"),
            Self::TooLong { key, length, limit } => {
                write!(f, "`{key}` is {length} characters long; {limit} at most can be read")
            }
            Self::ControlCharacter { key } => write!(f, "`{key}` has a character that cannot be shown"),
            Self::OutOfBounds { key, value, low, high, unit } => {
                write!(f, "`{key}` is {value}; it can be {low} to {high}{unit}")
            }
            Self::NotFinite { key, value } => write!(f, "`{key}` has {} where a number belongs", quoted(value)),
            Self::WrongUnit { measure, value, low, high } => {
                let definition = measure.definition();
                let unit = unit_words(definition.unit);
                write!(f, "`{}` is measured in {unit}, {low} to {high}; it can never be {value}", definition.name)
            }
            Self::FractionsForDegrees { measure, low, high } => {
                write!(
                    f,
                    "`{}` is measured in degrees; {low} to {high} looks like another unit",
                    measure.definition().name
                )
            }
            Self::NarrowRange { measure, low, high } => {
                let (name, unit) = (measure.definition().name, unit_words(measure.definition().unit));
                write!(f, "`{name}` cannot be measured finely enough for {low} to {high} {unit}")
            }
            Self::CrossedRange { low, high } => write!(f, "the range's first number, {low}, is not below {high}"),
            Self::MissingHint { key, measure, end, .. } => {
                let definition = measure.definition();
                write!(f, "no hint for a {} {key} {end} {}", definition.title, unit_words(definition.unit))
            }
            Self::FromStartTwice { measure } => {
                write!(f, "`{}` is measured against the person's own start already", measure.definition().name)
            }
            Self::NoMustTarget => write!(f, "no target has `must = true`, so any pose at all would count"),
            Self::DuplicateTarget { id } => write!(f, "two targets are named {}", quoted(id)),
            Self::BadId { id } => write!(f, "{} cannot be a target's name", quoted(id)),
            Self::SideWithoutSides { side } => write!(f, "`side = \"{side}\"` in a stretch without sides"),
            Self::NoWorkingSide => write!(f, "no target tells which side is being worked"),
            Self::HoldAndTempo => write!(f, "a dose is held or moved, not both"),
            Self::TempoWithoutPoses => write!(f, "a movement needs two poses to move between"),
            Self::GuidedMovement => write!(f, "`guided` is for timed holds, and this stretch is moved"),
            Self::NotTwoPoses { found } => {
                write!(
                    f,
                    "a stretch has two [[pose]] tables or none; there {} {found} here",
                    if *found == 1 { "is" } else { "are" }
                )
            }
            Self::DuplicatePose { id } => write!(f, "both poses are named {}", quoted(id)),
            Self::BadPoseId { id } => write!(f, "{} cannot be a pose's name", quoted(id)),
            Self::PosesAlike => write!(f, "somebody could be in both poses at once"),
            Self::NoEnd => write!(f, "neither pose is one to hold"),
            Self::WrongView { measure, see } => {
                let (name, see) = (measure.definition().name, camera_side_name(*see));
                write!(f, "`{name}` cannot be measured when the camera sees `{see}`")
            }
            Self::BrokenStretch { id, .. } => write!(f, "the stretch {} has problems of its own", quoted(id)),
            Self::DuplicateKeypoint { landmark } => write!(f, "two keypoints are `{landmark}`"),
            Self::MissingKeypoint { landmark } => {
                write!(f, "no keypoint is `{landmark}`; without shoulders and hips nothing can be measured")
            }
        }
    }
}

impl Problem {
    /// What stands beside the underline.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.kind {
            ProblemKind::TooLarge { .. } => "starts here".to_owned(),
            ProblemKind::EmptyFile => "nothing but this".to_owned(),
            ProblemKind::Syntax { .. } => "here".to_owned(),
            ProblemKind::DuplicateKey => "a second time".to_owned(),
            ProblemKind::UnknownKey { table, .. } => format!("not a key of {table}"),
            ProblemKind::MissingKey { key, .. } => format!("`{key}` belongs here"),
            ProblemKind::WrongType { found, .. } => (*found).to_owned(),
            ProblemKind::UnknownWord { vocabulary, .. } => format!("no {vocabulary} has this name"),
            ProblemKind::Empty { .. } => "nothing here".to_owned(),
            ProblemKind::TooLong { length, .. } => format!("{length} characters"),
            ProblemKind::ControlCharacter { .. } => "in here".to_owned(),
            ProblemKind::OutOfBounds { low, high, unit, .. } => format!("not from {low} to {high}{unit}"),
            ProblemKind::NotFinite { .. } => "not a quantity".to_owned(),
            ProblemKind::WrongUnit { measure, .. } => {
                format!("not in {}", unit_words(measure.definition().unit))
            }
            ProblemKind::FractionsForDegrees { .. } => "not in degrees".to_owned(),
            ProblemKind::NarrowRange { .. } => "too narrow".to_owned(),
            ProblemKind::BrokenStretch { .. } => "not usable yet".to_owned(),
            ProblemKind::CrossedRange { .. } => "nothing lies in this range".to_owned(),
            ProblemKind::MissingHint { key, .. } => format!("`{key}` this, nothing is said"),
            ProblemKind::FromStartTwice { .. } => "twice".to_owned(),
            ProblemKind::NoMustTarget => "the first of the targets".to_owned(),
            ProblemKind::DuplicateTarget { .. }
            | ProblemKind::DuplicateKeypoint { .. }
            | ProblemKind::DuplicatePose { .. }
            | ProblemKind::PosesAlike
            | ProblemKind::NoEnd => "the second".to_owned(),
            ProblemKind::HoldAndTempo | ProblemKind::TempoWithoutPoses => "a movement".to_owned(),
            ProblemKind::GuidedMovement => "for holds only".to_owned(),
            ProblemKind::NotTwoPoses { found: 0 | 1 } => "where is the other?".to_owned(),
            ProblemKind::NotTwoPoses { .. } => "one too many".to_owned(),
            ProblemKind::BadId { .. } | ProblemKind::BadPoseId { .. } => "not a name".to_owned(),
            ProblemKind::SideWithoutSides { .. } => "which side?".to_owned(),
            ProblemKind::NoWorkingSide => "it has sides".to_owned(),
            ProblemKind::WrongView { .. } => "never seen from there".to_owned(),
            ProblemKind::MissingKeypoint { landmark } => format!("`{landmark}` belongs in here"),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match &self.kind {
            ProblemKind::TooLarge { .. } => "is this the right file?".to_owned(),
            ProblemKind::EmptyFile if self.file_kind == FileKind::PoseModel => {
                "start from a copy of an example in docs/pose-models.md".to_owned()
            }
            ProblemKind::EmptyFile => {
                "start from a copy of a file in routines/, where README.md explains them".to_owned()
            }
            ProblemKind::Syntax { .. } if self.file_kind == FileKind::PoseModel => {
                "a line is `key = value`: texts in double quotes, lists in [ ]; [input] and [output] start their parts"
                    .to_owned()
            }
            ProblemKind::DuplicateKey if self.file_kind == FileKind::PoseModel => "keep one of the two".to_owned(),
            ProblemKind::Syntax { .. } => {
                "a line is `key = value`: texts in double quotes, lists in [ ], and a target starts with [[target]]"
                    .into()
            }
            ProblemKind::DuplicateKey => "keep one of the two; a new target starts with [[target]]".to_owned(),
            ProblemKind::UnknownKey { known, nearest, .. } => suggestion(*nearest, "keys here", known),
            ProblemKind::MissingKey { example, .. } | ProblemKind::Empty { example, .. } => {
                format!("write for example: {example}")
            }
            ProblemKind::WrongType { example, .. } => format!("write it like this: {example}"),
            ProblemKind::UnknownWord { vocabulary, known, nearest, .. } => match vocabulary {
                // There are 33 landmarks; a wall of names helps nobody.
                Vocabulary::Landmark if nearest.is_none() => {
                    "landmarks are named like `left_knee`, `right_shoulder` or `nose`".to_owned()
                }
                _ => suggestion(nearest.as_deref(), &plural(*vocabulary), known),
            },
            ProblemKind::TooLong { limit, .. } => format!("say it in {limit} characters or fewer"),
            ProblemKind::ControlCharacter { .. } => "remove it; a line break is a space anyway".to_owned(),
            ProblemKind::OutOfBounds { low, high, unit, .. } => format!("write a number from {low} to {high}{unit}"),
            ProblemKind::NotFinite { .. } => "write a plain number such as 90 or 0.5".to_owned(),
            ProblemKind::WrongUnit { .. }
            | ProblemKind::FractionsForDegrees { .. }
            | ProblemKind::NarrowRange { .. }
            | ProblemKind::CrossedRange { .. } => range_remedy(&self.kind),
            ProblemKind::BrokenStretch { file, .. } => format!("put it right first: `supple check {}`", printed(file)),
            ProblemKind::MissingHint { key, end, reach, .. } => {
                let limit = if *key == "below" { "start" } else { "end" };
                let add = format!("add `{key} = \"...\"`: what should the person do then?");
                if reach.is_finite() && (reach - end).abs() > 0.0 {
                    format!("{add} If it does not matter, {limit} the range at {reach}")
                } else {
                    add
                }
            }
            ProblemKind::FromStartTwice { .. } => "leave `from_start` out".to_owned(),
            ProblemKind::NoMustTarget => "add `must = true` to the targets that make the pose what it is".to_owned(),
            ProblemKind::DuplicateTarget { id } => {
                format!("give one of them a name of its own: id = \"{}_2\"", id.trim_end_matches('_'))
            }
            ProblemKind::BadId { .. } => {
                "a name has lower-case letters, digits and underscores: id = \"raised_knee\"".to_owned()
            }
            ProblemKind::HoldAndTempo
            | ProblemKind::TempoWithoutPoses
            | ProblemKind::GuidedMovement
            | ProblemKind::NotTwoPoses { .. }
            | ProblemKind::DuplicatePose { .. }
            | ProblemKind::BadPoseId { .. }
            | ProblemKind::PosesAlike
            | ProblemKind::NoEnd => pose_remedy(&self.kind),
            ProblemKind::SideWithoutSides { .. } => {
                "add `sides = true` above the first [[target]], or write side = \"near\"".to_owned()
            }
            ProblemKind::NoWorkingSide => {
                "add side = \"working\" to the targets that only the side being worked meets".to_owned()
            }
            ProblemKind::WrongView { measure, .. } => match measure.definition().plane {
                Plane::Sagittal | Plane::Any => {
                    "place the camera at the side: camera = { see = \"side\", ... }".to_owned()
                }
                Plane::Frontal | Plane::Ahead | Plane::FromFront => {
                    "place the camera in front: camera = { see = \"front\", ... }".to_owned()
                }
            },
            ProblemKind::DuplicateKeypoint { .. } => {
                "write \"none\" for a keypoint that Supple has no landmark for".to_owned()
            }
            ProblemKind::MissingKeypoint { .. } => {
                "name the keypoints in the model's own order, or leave the list out for the 17 of COCO".to_owned()
            }
        }
    }
}

/// What to do about a range whose numbers make no sense; nothing for other problems.
fn range_remedy(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::WrongUnit { measure, low, high, .. } => match measure.definition().unit {
            Unit::Degrees => format!("write degrees from {low} to {high}"),
            Unit::TorsoLengths if matches!(measure.definition().formula, Formula::Spine(_)) => {
                format!("write torso lengths from {low} to {high}: above 0 is rounded, below 0 hollow")
            }
            Unit::TorsoLengths => {
                format!("write torso lengths (shoulder to hip is 1) from {low} to {high}, such as 0.4")
            }
            Unit::Ratio => format!("write a share from {low} to {high}: 1 is as long, 0.5 half as long"),
        },
        ProblemKind::FractionsForDegrees { .. } => {
            "write degrees: a right angle is 90, a straight joint 180; one radian is 57".to_owned()
        }
        ProblemKind::NarrowRange { measure, low, high } => {
            let (least, (lowest, highest)) = (measure.least_width(), measure.span());
            let (from, to) = widened((*low, *high), least, (lowest, highest));
            let unit = unit_words(measure.definition().unit);
            format!("make it at least {least} {unit} wide, such as range = [{from}, {to}]")
        }
        ProblemKind::CrossedRange { low, high } if low > high => {
            format!("the smaller number comes first: range = [{high}, {low}]")
        }
        ProblemKind::CrossedRange { .. } => {
            "a range needs some width: nobody holds one exact value, and no camera measures it".to_owned()
        }
        _ => String::new(),
    }
}

/// What to do about stretches of two poses; nothing for other problems.
fn pose_remedy(kind: &ProblemKind) -> String {
    match kind {
            ProblemKind::HoldAndTempo => {
                "keep hold_s for a stretch that is held, tempo_s for one that is moved between two poses".to_owned()
            }
            ProblemKind::TempoWithoutPoses => {
                "describe both poses, each in a [[pose]]; a stretch of one pose is held: hold_s = 20".to_owned()
            }
            ProblemKind::GuidedMovement => "hold it: write hold_s in place of tempo_s, or leave `guided` out".to_owned(),
            ProblemKind::NotTwoPoses { .. } => {
                "describe where the movement starts and where it ends, each in a [[pose]]; a stretch of one pose has \
                 only [[target]] tables"
                    .to_owned()
            }
            ProblemKind::DuplicatePose { id } => {
                format!("give one of them a name of its own: id = \"{}-2\"", id.trim_end_matches('-'))
            }
            ProblemKind::BadPoseId { .. } => {
                "a pose's name has lower-case letters, digits and hyphens: id = \"leg-up\"".to_owned()
            }
            ProblemKind::PosesAlike => {
                "give both a [[pose.target]] with `must = true` on the same measure and side, in ranges that don't meet"
                    .to_owned()
            }
            ProblemKind::NoEnd => {
                "leave `end = false` out of the pose that is held, or say in a [[target]] above the poses what holds in both"
                    .to_owned()
            }
            _ => String::new(),
    }
}

/// A range of the `least` width around the middle of this one, inside what the measure can be, in round numbers.
fn widened((low, high): (f64, f64), least: f64, (lowest, highest): (f64, f64)) -> (f64, f64) {
    let round = |value: f64| (value * 1000.0).round() / 1000.0;
    let from = (f64::midpoint(low, high) - least / 2.0).max(lowest).min(highest - least);
    (round(from), round(from + least))
}

fn plural(vocabulary: Vocabulary) -> String {
    match vocabulary {
        Vocabulary::Stretch => "stretches".to_owned(),
        other => format!("{other}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_is_safe_for_a_terminal() {
        assert_eq!(quoted("a\u{1b}[31mb"), "`a\u{fffd}[31mb`");
        assert_eq!(quoted(&"x".repeat(100)).len(), 40 + 2 + 3);
        assert_eq!(printed("a\u{1b}[31mb.toml"), "a\u{fffd}[31mb.toml");
    }

    #[test]
    fn a_narrow_range_is_widened_inside_what_can_be() {
        assert_eq!(widened((90.0, 92.0), 10.0, (0.0, 180.0)), (86.0, 96.0));
        assert_eq!(widened((178.0, 180.0), 10.0, (0.0, 180.0)), (170.0, 180.0));
        assert_eq!(widened((0.0, 0.01), 0.1, (0.0, f64::INFINITY)), (0.0, 0.1));
    }
}
