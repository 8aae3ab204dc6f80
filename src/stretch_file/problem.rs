//! Everything that can be wrong with a stretch or a routine beyond what can be wrong in any file: what it is, and in
//! [`ProblemKind::diagnosis`](Diagnostic::diagnosis) all that is said about it.

use super::words::{camera_side_name, deeper_name, unit_words};
use crate::measure::CameraSide;
use crate::measure::Measure;
use crate::measure::Plane;
use crate::measure::{Formula, Unit};
use crate::stretch::Deeper;
use crate::toml_check::{Diagnosis, Diagnostic, Format, printed, quoted};

/// What can be wrong with a stretch or a routine.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ProblemKind {
    /// An end of a range that the measure can never reach: most likely meant in another unit.
    WrongUnit {
        /// The measure.
        measure: Measure,
        /// The number as written.
        value: String,
        /// The least that it can be.
        low: f64,
        /// The most that the measure can be.
        high: f64,
    },
    /// A range that makes sense only in another unit: fractions of something, or radians, where degrees are meant.
    FractionsForDegrees {
        /// The measure.
        measure: Measure,
        /// The first number.
        low: f64,
        /// The second number.
        high: f64,
    },
    /// A range so narrow that nobody could be seen to stay inside.
    NarrowRange {
        /// The measure.
        measure: Measure,
        /// The first number.
        low: f64,
        /// The second number.
        high: f64,
    },
    /// A range whose first number is not below its second.
    CrossedRange {
        /// The first number.
        low: f64,
        /// The second number.
        high: f64,
    },
    /// A range that can be left on one side with nothing to say about it.
    MissingHint {
        /// The hint's key: `below` or `above`.
        key: &'static str,
        /// The measure.
        measure: Measure,
        /// The end of the range.
        end: f64,
        /// How far the value can get on that side; may be infinite.
        reach: f64,
    },
    /// A change from the start of a measure that is one already.
    FromStartTwice {
        /// The measure.
        measure: Measure,
    },
    /// A way deeper into the stretch, of a range that nobody falls short of.
    NothingShallower {
        /// The way as written.
        deeper: Deeper,
        /// The measure.
        measure: Measure,
        /// The end that nothing lies beyond.
        end: f64,
    },
    /// No target has to hold, so every pose would count.
    NoMustTarget,
    /// Two targets with one name.
    DuplicateTarget {
        /// The name.
        id: String,
    },
    /// A target's name with characters that names don't have.
    BadId {
        /// The name.
        id: String,
    },
    /// A working or supporting side in a stretch without sides.
    SideWithoutSides {
        /// The side as written.
        side: &'static str,
    },
    /// A stretch with sides whose targets don't show which side is worked: the coach could never know.
    NoWorkingSide,
    /// Seconds of a hold and of a movement in one dose.
    HoldAndTempo,
    /// A movement in a stretch of one pose.
    TempoWithoutPoses,
    /// The part that the camera cannot see is timed in holds, and this stretch is moved.
    GuidedMovement,
    /// One pose, or more than two.
    NotTwoPoses {
        /// How many there are.
        found: usize,
    },
    /// Two poses with one name.
    DuplicatePose {
        /// The name.
        id: String,
    },
    /// A pose's name with characters that names don't have.
    BadPoseId {
        /// The name.
        id: String,
    },
    /// Two poses that somebody could be in at once.
    PosesAlike,
    /// Neither pose is one to hold, and nothing has to hold in both.
    NoEnd,
    /// A measure in a plane that the advised camera cannot see.
    WrongView {
        /// The measure.
        measure: Measure,
        /// Where the camera is to stand.
        see: CameraSide,
    },
    /// A stretch of a routine whose own file has problems.
    BrokenStretch {
        /// The stretch's id.
        id: String,
        /// Its file.
        file: String,
    },
}

impl Diagnostic for ProblemKind {
    #[expect(clippy::too_many_lines, reason = "a table: one row for each diagnostic")]
    fn diagnosis(&self, _: &Format) -> Diagnosis {
        match self {
            Self::WrongUnit { measure, value, low, high } => {
                let (name, unit) = (measure.definition().name, unit_words(measure.definition().unit));
                Diagnosis::wrong(
                    "wrong-unit",
                    format!("`{name}` is measured in {unit}, {low} to {high}; it can never be {value}"),
                    format!("not in {unit}"),
                    in_its_unit(*measure, *low, *high),
                )
            }
            Self::FractionsForDegrees { measure, low, high } => Diagnosis::wrong(
                "wrong-unit",
                format!(
                    "`{}` is measured in degrees; {low} to {high} looks like another unit",
                    measure.definition().name
                ),
                "not in degrees",
                "write degrees: a right angle is 90, a straight joint 180; one radian is 57",
            ),
            Self::NarrowRange { measure, low, high } => {
                let (name, unit) = (measure.definition().name, unit_words(measure.definition().unit));
                let least = measure.least_width();
                let (from, to) = widened((*low, *high), least, measure.span());
                Diagnosis::wrong(
                    "narrow-range",
                    format!("`{name}` cannot be measured finely enough for {low} to {high} {unit}"),
                    "too narrow",
                    format!("make it at least {least} {unit} wide, such as range = [{from}, {to}]"),
                )
            }
            Self::CrossedRange { low, high } => Diagnosis::wrong(
                "crossed-range",
                format!("the range's first number, {low}, is not below {high}"),
                "nothing lies in this range",
                if low > high {
                    format!("the smaller number comes first: range = [{high}, {low}]")
                } else {
                    "a range needs some width: nobody holds one exact value, and no camera measures it".to_owned()
                },
            ),
            Self::MissingHint { key, measure, end, reach } => {
                let (title, unit) = (measure.definition().title, unit_words(measure.definition().unit));
                let limit = if *key == "below" { "start" } else { "end" };
                let unless = if reach.is_finite() && (reach - end).abs() > 0.0 {
                    format!(" If it does not matter, {limit} the range at {reach}")
                } else {
                    String::new()
                };
                Diagnosis::lacking(
                    "missing-hint",
                    format!("no hint for a {title} {key} {end} {unit}"),
                    format!("`{key}` this, nothing is said"),
                    format!("add `{key} = \"...\"`: what should the person do then?{unless}"),
                )
            }
            Self::FromStartTwice { measure } => Diagnosis::wrong(
                "from-start-twice",
                format!("`{}` is measured against the person's own start already", measure.definition().name),
                "twice",
                "leave `from_start` out",
            ),
            Self::NothingShallower { deeper, measure, end } => {
                let (shallower, other) = match deeper {
                    Deeper::Higher => ("below", Deeper::Lower),
                    Deeper::Lower => ("above", Deeper::Higher),
                };
                Diagnosis::wrong(
                    "nothing-shallower",
                    format!("nobody falls short of this range: no {} is {shallower} {end}", measure.definition().title),
                    "deeper than what?",
                    format!("write deeper = \"{}\" if that way is deeper, or leave `deeper` out", deeper_name(other)),
                )
            }
            Self::NoMustTarget => Diagnosis::lacking(
                "no-must-target",
                "no target has `must = true`, so any pose at all would count",
                "the first of the targets",
                "add `must = true` to the targets that make the pose what it is",
            ),
            Self::DuplicateTarget { id } => Diagnosis::wrong(
                "duplicate-target",
                format!("two targets are named {}", quoted(id)),
                "the second",
                format!("give one of them a name of its own: id = \"{}_2\"", id.trim_end_matches('_')),
            ),
            Self::BadId { id } => Diagnosis::wrong(
                "bad-id",
                format!("{} cannot be a target's name", quoted(id)),
                "not a name",
                "a name has lower-case letters, digits and underscores: id = \"raised_knee\"",
            ),
            Self::SideWithoutSides { side } => Diagnosis::wrong(
                "side-without-sides",
                format!("`side = \"{side}\"` in a stretch without sides"),
                "which side?",
                "add `sides = true` above the first [[target]], or write side = \"near\"",
            ),
            Self::NoWorkingSide => Diagnosis::lacking(
                "no-working-side",
                "no target tells which side is being worked",
                "it has sides",
                "add side = \"working\" to the targets that only the side being worked meets",
            ),
            Self::HoldAndTempo => Diagnosis::wrong(
                "hold-and-tempo",
                "a dose is held or moved, not both",
                "a movement",
                "keep hold_s for a stretch that is held, tempo_s for one that is moved between two poses",
            ),
            Self::TempoWithoutPoses => Diagnosis::lacking(
                "tempo-without-poses",
                "a movement needs two poses to move between",
                "a movement",
                "describe both poses, each in a [[pose]]; a stretch of one pose is held: hold_s = 20",
            ),
            Self::GuidedMovement => Diagnosis::wrong(
                "guided-movement",
                "`guided` is for timed holds, and this stretch is moved",
                "for holds only",
                "hold it: write hold_s in place of tempo_s, or leave `guided` out",
            ),
            Self::NotTwoPoses { found } => Diagnosis::lacking(
                "two-poses",
                format!(
                    "a stretch has two [[pose]] tables or none; there {} {found} here",
                    if *found == 1 { "is" } else { "are" }
                ),
                if *found < 2 { "where is the other?" } else { "one too many" },
                "describe where the movement starts and where it ends, each in a [[pose]]; a stretch of one pose has only \
                 [[target]] tables",
            ),
            Self::DuplicatePose { id } => Diagnosis::wrong(
                "duplicate-pose",
                format!("both poses are named {}", quoted(id)),
                "the second",
                format!("give one of them a name of its own: id = \"{}-2\"", id.trim_end_matches('-')),
            ),
            Self::BadPoseId { id } => Diagnosis::wrong(
                "bad-pose-id",
                format!("{} cannot be a pose's name", quoted(id)),
                "not a name",
                "a pose's name has lower-case letters, digits and hyphens: id = \"leg-up\"",
            ),
            Self::PosesAlike => Diagnosis::wrong(
                "poses-alike",
                "somebody could be in both poses at once",
                "the second",
                "give both a [[pose.target]] with `must = true` on the same measure and side, in ranges that don't meet",
            ),
            Self::NoEnd => Diagnosis::lacking(
                "no-end",
                "neither pose is one to hold",
                "the second",
                "leave `end = false` out of the pose that is held, or say in a [[target]] above the poses what holds in \
                 both",
            ),
            Self::WrongView { measure, see } => Diagnosis::wrong(
                "wrong-view",
                format!(
                    "`{}` cannot be measured when the camera sees `{}`",
                    measure.definition().name,
                    camera_side_name(*see)
                ),
                "never seen from there",
                match measure.definition().plane {
                    Plane::Sagittal | Plane::Any => "place the camera at the side: camera = { see = \"side\", ... }",
                    Plane::Frontal | Plane::Ahead | Plane::FromFront => {
                        "place the camera in front: camera = { see = \"front\", ... }"
                    }
                },
            ),
            Self::BrokenStretch { id, file } => Diagnosis::wrong(
                "broken-stretch",
                format!("the stretch {} has problems of its own", quoted(id)),
                "not usable yet",
                format!("put it right first: `supple check {}`", printed(file)),
            ),
        }
    }
}

/// How to write a value of this measure.
fn in_its_unit(measure: Measure, low: f64, high: f64) -> String {
    let definition = measure.definition();
    match definition.unit {
        Unit::Degrees => format!("write degrees from {low} to {high}"),
        Unit::TorsoLengths if matches!(definition.formula, Formula::Spine(_)) => {
            format!("write torso lengths from {low} to {high}: above 0 is rounded, below 0 hollow")
        }
        Unit::TorsoLengths => format!("write torso lengths (shoulder to hip is 1) from {low} to {high}, such as 0.4"),
        Unit::Ratio => format!("write a share from {low} to {high}: 1 is as long, 0.5 half as long"),
    }
}

/// A range of the `least` width around the middle of this one, inside what the measure can be, in round numbers.
fn widened((low, high): (f64, f64), least: f64, (lowest, highest): (f64, f64)) -> (f64, f64) {
    let round = |value: f64| (value * 1000.0).round() / 1000.0;
    let from = (f64::midpoint(low, high) - least / 2.0).max(lowest).min(highest - least);
    (round(from), round(from + least))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_range_is_widened_inside_what_can_be() {
        assert_eq!(widened((90.0, 92.0), 10.0, (0.0, 180.0)), (86.0, 96.0));
        assert_eq!(widened((178.0, 180.0), 10.0, (0.0, 180.0)), (170.0, 180.0));
        assert_eq!(widened((0.0, 0.01), 0.1, (0.0, f64::INFINITY)), (0.0, 0.1));
    }
}
