//! Checks a stretch's targets: measures, ranges in their units, and a hint for each side that a range can be left on.

use std::ops::Range as Place;
use std::sync::Arc;

use super::limits::{LONGEST_HINT, LONGEST_NAME, LONGEST_TORSO_LENGTHS};
use super::problem::ProblemKind;
use super::vocabulary;
use super::words::{DEEPER as WAYS, LIMBS, limb_name};
use crate::measure::CameraSide;
use crate::measure::Measure;
use crate::measure::Unit;
use crate::stretch::{Deeper, Range, Role, Target, TargetSide};
use crate::toml_check::{Fault, Field, Key, Table, every};

const MEASURE: Key = Key { name: "measure", example: "measure = \"hip\"" };
const SIDE: Key = Key { name: "side", example: "side = \"near\"" };
const RANGE: Key = Key { name: "range", example: "range = [15, 70]" };
const FROM_START: Key = Key { name: "from_start", example: "from_start = true" };
const DEEPER: Key = Key { name: "deeper", example: "deeper = \"lower\"" };
const MUST: Key = Key { name: "must", example: "must = true" };
const MUST_IF_SEEN: Key = Key { name: "must_if_seen", example: "must_if_seen = true" };
const BELOW: Key = Key { name: "below", example: "below = \"Open your hips a little.\"" };
const ABOVE: Key = Key { name: "above", example: "above = \"Sit back toward your heels.\"" };
const ID: Key = Key { name: "id", example: "id = \"raised_knee\"" };
pub(super) const KEYS: [&Key; 10] =
    [&MEASURE, &SIDE, &RANGE, &FROM_START, &DEEPER, &MUST, &MUST_IF_SEEN, &BELOW, &ABOVE, &ID];

/// What targets are checked against; unknown where the file is wrong about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// Whether the stretch has sides.
    pub sided: Option<bool>,
    /// What the camera sees.
    pub see: Option<CameraSide>,
}

/// Whether some target has to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Musts {
    /// At least one of these: they make a pose what it is.
    AtLeastOne,
    /// None of these, since poses beside them have their own.
    Elsewhere,
}

/// Reads all targets: at least one, as many that must hold as `musts` asks for, each with a name of its own.
pub(super) fn targets(field: &Field<'_>, surroundings: Surroundings, musts: Musts) -> Option<Vec<Target>> {
    let list = field.list("a list of [[target]] tables")?;
    let mut names: Vec<(String, Place<usize>)> = Vec::new();
    let mut must_hold = false;
    let targets: Vec<_> = list
        .iter()
        .map(|field| {
            let table = field.table("a [[target]]", &KEYS)?;
            // A role that cannot be read may have been meant as one that must hold.
            must_hold |= table.get(&MUST).is_some_and(|must| must.peek_flag() != Some(false));
            let (name, target) = target(&table, surroundings);
            if let Some((id, place)) = name {
                match names.iter().find(|(other, _)| *other == id) {
                    Some((_, first)) => {
                        let also = Some((first.clone(), "the first"));
                        field.report_pair(place, also, &ProblemKind::DuplicateTarget { id });
                    }
                    None => names.push((id, place)),
                }
            }
            target
        })
        .collect();
    match list.first() {
        None => {
            field.report(&Fault::Empty { key: "target", example: "[[target]], and below it measure = \"hip\"" });
        }
        Some(first) if !must_hold && musts == Musts::AtLeastOne => first.report(&ProblemKind::NoMustTarget),
        Some(_) => return every(targets.into_iter()),
    }
    None
}

/// A target's name, with the place to underline when it is taken.
type Name = (String, Place<usize>);

/// One target. Its name is known even where the rest is wrong.
fn target(table: &Table<'_>, surroundings: Surroundings) -> (Option<Name>, Option<Target>) {
    let measure_field = table.require(&MEASURE);
    let measure = measure_field.as_ref().and_then(|field| {
        let known = Measure::ALL.into_iter().map(|measure| measure.definition().name);
        field.named(&vocabulary::MEASURE, known, Measure::from_name)
    });
    if let (Some(measure), Some(field)) = (measure, &measure_field) {
        check_view(measure, surroundings.see, field);
    }
    let limb = table.optional(&SIDE, |field| {
        let limb = field.word(&vocabulary::SIDE, LIMBS)?;
        if !matches!(limb, TargetSide::Near | TargetSide::Far) && surroundings.sided == Some(false) {
            field.report(&ProblemKind::SideWithoutSides { side: limb_name(limb) });
        }
        Some(limb)
    });
    let limb = limb.ok().map(|limb| limb.unwrap_or(TargetSide::Near));
    let hint = |key| table.optional(key, |field| field.text(LONGEST_HINT));
    let (below, above) = (hint(&BELOW), hint(&ABOVE));
    // A hint that is there and wrong has been reported; it is not missing as well.
    let unsaid = Unsaid { below: matches!(below, Ok(None)), above: matches!(above, Ok(None)) };
    let from_start = table.optional(&FROM_START, Field::flag).ok().map(Option::unwrap_or_default);
    if let (Some(measure), Some(true), Some(field)) = (measure, from_start, table.get(&FROM_START))
        && measure.is_relative()
    {
        field.report(&ProblemKind::FromStartTwice { measure });
    }
    let span = measure.map(|measure| match from_start {
        Some(true) if !measure.is_relative() => measure.span_of_change(),
        _ => measure.span(),
    });
    let range = table.require(&RANGE).and_then(|field| range(&field, measure.zip(span), unsaid));
    let deeper = table.optional(&DEEPER, |field| {
        let deeper = field.word(&vocabulary::DEEPER, WAYS)?;
        check_shallow_end(deeper, range, measure.zip(span), field);
        Some(deeper)
    });
    let flag = |key| table.optional(key, Field::flag).ok().map(Option::unwrap_or_default);
    let role = match (flag(&MUST), flag(&MUST_IF_SEEN)) {
        (Some(true), Some(_)) => Some(Role::Must),
        (Some(false), Some(true)) => Some(Role::MustIfSeen),
        (Some(false), Some(false)) => Some(Role::Form),
        (None, _) | (_, None) => None,
    };
    let name = name(table, measure, limb);
    let target = || {
        Some(Target {
            id: name.clone()?.0.into(),
            measure: measure?,
            limb: limb?,
            range: range?,
            from_start: from_start?,
            deeper: deeper.ok()?,
            role: role?,
            below: below.ok()?.map(Arc::from),
            above: above.ok()?.map(Arc::from),
        })
    };
    let target = target();
    (name, target)
}

/// The name given, or the measure's, which for a working or supporting side starts with that.
fn name(table: &Table<'_>, measure: Option<Measure>, limb: Option<TargetSide>) -> Option<Name> {
    if let Some(field) = table.get(&ID) {
        let id = field.text(LONGEST_NAME)?;
        if id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            return Some((id, field.place()));
        }
        field.report(&ProblemKind::BadId { id });
        return None;
    }
    let (measure, limb) = (measure?.definition().name, limb?);
    let id = match limb {
        TargetSide::Near => measure.to_owned(),
        limb => format!("{}_{measure}", limb_name(limb)),
    };
    Some((id, table.place()))
}

/// A measure that the camera would never see makes a target that never holds.
fn check_view(measure: Measure, see: Option<CameraSide>, field: &Field<'_>) {
    let Some(see) = see else { return };
    if !measure.definition().plane.is_seen_by(see) {
        field.report(&ProblemKind::WrongView { measure, see });
    }
}

/// A range that reaches to the measure's own end on its shallow side has nobody fall short of it: the way is the wrong one, or says nothing.
fn check_shallow_end(deeper: Deeper, range: Option<Range>, measured: Option<(Measure, (f64, f64))>, field: &Field<'_>) {
    let Some((range, (measure, (least, most)))) = range.zip(measured) else { return };
    let (end, reach) = match deeper {
        Deeper::Higher => (range.low(), least),
        Deeper::Lower => (range.high(), most),
    };
    if !deeper.is_deeper(end, reach) {
        field.report(&ProblemKind::NothingShallower { deeper, measure, end });
    }
}

/// Which hints the target does not have.
#[derive(Clone, Copy)]
struct Unsaid {
    below: bool,
    above: bool,
}

fn range(field: &Field<'_>, measured: Option<(Measure, (f64, f64))>, unsaid: Unsaid) -> Option<Range> {
    let [(low, low_field), (high, high_field)] = field.pair("two numbers in [ ], the smaller first")?;
    let range = Range::new(low, high);
    if range.is_none() {
        field.report(&ProblemKind::CrossedRange { low, high });
    }
    let (measure, (least, most)) = measured?;
    // The largest value that an end of a range can sensibly have.
    let largest = if most.is_finite() { most } else { LONGEST_TORSO_LENGTHS };
    let mut fits = true;
    for (end, end_field) in [(low, &low_field), (high, &high_field)] {
        if !(least..=largest).contains(&end) {
            let value = end_field.written();
            end_field.report(&ProblemKind::WrongUnit { measure, value, low: least, high: largest });
            fits = false;
        }
    }
    // Which hints a range needs is only known once the range itself makes sense.
    let range = range.filter(|_| fits)?;
    fits = is_wide_enough(field, measure, range);
    let ends = [
        ("below", low, low_field, low > least && unsaid.below),
        ("above", high, high_field, high < most && unsaid.above),
    ];
    for (key, end, end_field, missing) in ends {
        if missing {
            end_field.report(&ProblemKind::MissingHint {
                key,
                measure,
                end,
                reach: if key == "below" { least } else { most },
            });
            fits = false;
        }
    }
    fits.then_some(range)
}

/// Numbers no larger than this may be radians or fractions of a right angle; as degrees they are no pose that anybody holds.
const LARGEST_RADIANS: f64 = std::f64::consts::PI;

/// Whether somebody can be seen to stay inside; notes what to do otherwise.
fn is_wide_enough(field: &Field<'_>, measure: Measure, range: Range) -> bool {
    let (low, high) = (range.low(), range.high());
    // What is written as 0.1 is not exactly that.
    if high - low >= measure.least_width() * (1.0 - 1e-9) {
        return true;
    }
    let small = low.abs().max(high.abs()) <= LARGEST_RADIANS;
    let kind = if small && measure.definition().unit == Unit::Degrees {
        ProblemKind::FractionsForDegrees { measure, low, high }
    } else {
        ProblemKind::NarrowRange { measure, low, high }
    };
    field.report(&kind);
    false
}

#[cfg(test)]
mod tests {
    use crate::stretch::Deeper;
    use crate::stretch_file::parse_stretch;
    use crate::toml_check::Problems;

    const HEAD: &str = "title = 'T'\neases = ['back']\nposition = 'prone'\n\
        camera = { see = 'side', distance_m = 2, height_m = 0.5 }\n\
        dose = { hold_s = 20, reps = 3, rest_s = 0 }\nsetup = 'Lie down.'\nsafety = 'Gently.'\n";

    fn codes(targets: &str) -> Vec<String> {
        let problems = parse_stretch("t", "t.toml", &format!("{HEAD}{targets}"));
        problems.err().iter().flat_map(Problems::all).map(|problem| problem.code().replace("stretch::", "")).collect()
    }

    #[test]
    fn a_hint_is_needed_where_the_range_can_be_left() {
        let target = "[[target]]\nmust = true\n";
        for (rest, expected) in [
            ("measure = 'hip'\nrange = [0, 180]", vec![]),
            ("measure = 'hip'\nrange = [0, 90]\nabove = 'Fold.'", vec![]),
            ("measure = 'hip'\nrange = [0, 90]", vec!["missing-hint"]),
            ("measure = 'hip'\nrange = [10, 90]", vec!["missing-hint", "missing-hint"]),
            ("measure = 'hip'\nrange = [88, 92]", vec!["narrow-range", "missing-hint", "missing-hint"]),
            ("measure = 'hip'\nrange = [10, 180]\nbelow = 7", vec!["wrong-type"]),
            ("measure = 'hip_to_heel'\nrange = [0, 0.5]", vec!["missing-hint"]),
        ] {
            assert_eq!(codes(&format!("{target}{rest}")), expected, "{rest}");
        }
    }

    #[test]
    fn ranges_are_judged_in_their_measures_unit() {
        let target = "[[target]]\nmust = true\nbelow = 'a'\nabove = 'b'\n";
        for (rest, expected) in [
            ("measure = 'hip'\nrange = [90, 10]", vec!["crossed-range"]),
            ("measure = 'hip'\nrange = [90, 90]", vec!["crossed-range"]),
            ("measure = 'hip'\nrange = [-10, 270]", vec!["wrong-unit", "wrong-unit"]),
            ("measure = 'hip_to_heel'\nrange = [10, 40]", vec!["wrong-unit", "wrong-unit"]),
            ("measure = 'hip'\nrange = [0.2, 0.5]", vec!["wrong-unit"]),
            ("measure = 'hip'\nrange = [0, 1.57]", vec!["wrong-unit"]),
            ("measure = 'hip'\nrange = [88, 92]", vec!["narrow-range"]),
            ("measure = 'hip'\nrange = [85, 95]", vec![]),
            ("measure = 'hip_to_heel'\nrange = [0.3, 0.35]", vec!["narrow-range"]),
            ("measure = 'hip_to_heel'\nrange = [0.3, 0.4]", vec![]),
            ("measure = 'hip_to_heel'\nrange = [0, 90]", vec!["wrong-unit"]),
            ("measure = 'spine_change'\nrange = [0.02, 0.03]", vec!["narrow-range"]),
            ("measure = 'spine_change'\nrange = [0.02, 0.04]", vec![]),
            ("measure = 'hip'\nrange = [nan, inf]", vec!["not-finite", "not-finite"]),
            ("measure = 'hip'\nrange = [1, 2, 3]", vec!["wrong-type"]),
            ("measure = 'hip'\nrange = ['a', 'b']", vec!["wrong-type", "wrong-type"]),
            ("measure = 'hup'\nrange = [90, 10]", vec!["unknown-measure", "crossed-range"]),
        ] {
            assert_eq!(codes(&format!("{target}{rest}")), expected, "{rest}");
        }
    }

    #[test]
    fn names_are_made_from_side_and_measure_and_must_differ() {
        let knee = "[[target]]\nmeasure = 'knee'\nrange = [0, 180]\nmust = true\n";
        let text = format!("{HEAD}sides = true\n{knee}{knee}side = 'working'\n{knee}id = 'late_knee'");
        let stretch = parse_stretch("t", "t.toml", &text).unwrap();
        let ids: Vec<_> = stretch.targets.iter().map(|target| &*target.id).collect();
        assert_eq!(ids, ["knee", "working_knee", "late_knee"]);
        assert_eq!(codes(&format!("{knee}{knee}")), ["duplicate-target"]);
        assert_eq!(codes(&format!("{knee}id = 'Left knee'")), ["bad-id"]);
    }

    #[test]
    fn a_working_side_and_sides_belong_together() {
        let knee = "[[target]]\nmeasure = 'knee'\nrange = [0, 180]\nmust = true\n";
        assert_eq!(codes(&format!("sides = true\n{knee}")), ["no-working-side"]);
        assert_eq!(codes(&format!("sides = true\n{knee}side = 'supporting'")), Vec::<String>::new());
        assert_eq!(codes(&format!("{knee}side = 'working'")), ["side-without-sides"]);
    }

    #[test]
    fn a_measure_must_be_visible_from_the_camera() {
        let cases = [
            ("trunk_inclination", [true, false, false]),
            ("knee", [true, true, true]),
            ("trunk_tilt", [false, true, false]),
            ("twist", [true, true, true]),
            ("shoulder_turn", [true, true, true]),
        ];
        for (measure, visible) in cases {
            for (see, visible) in ["side", "front", "three-quarter"].into_iter().zip(visible) {
                let head = HEAD.replace("see = 'side'", &format!("see = '{see}'"));
                let target = "range = [1, 30]\nmust = true\nbelow = 'More.'\nabove = 'Less.'\n";
                let read = parse_stretch("t", "t.toml", &format!("{head}[[target]]\nmeasure = '{measure}'\n{target}"));
                assert_eq!(read.is_ok(), visible, "{measure} from the {see}");
            }
        }
    }

    #[test]
    fn a_change_from_the_start_has_its_own_span_and_is_taken_once() {
        let target = "[[target]]\nmust = true\nfrom_start = true\n";
        for (rest, expected) in [
            ("measure = 'trunk_inclination'\nrange = [-20, 180]\nbelow = 'Up.'", vec![]),
            ("measure = 'trunk_inclination'\nrange = [-20, 180]", vec!["missing-hint"]),
            ("measure = 'trunk_inclination'\nrange = [-200, 180]\nbelow = 'Up.'", vec!["wrong-unit"]),
            ("measure = 'hip_to_heel'\nrange = [-3, 3]", vec![]),
            ("measure = 'spine_change'\nrange = [0.02, 0.3]\nbelow = 'Round.'", vec!["from-start-twice"]),
            ("measure = 'trunk_length'\nrange = [0, 1]\nabove = 'Less.'", vec!["from-start-twice"]),
        ] {
            assert_eq!(codes(&format!("{target}{rest}")), expected, "{rest}");
        }
        let far = "[[target]]\nmeasure = 'knee'\nside = 'far'\nrange = [0, 180]\nmust = true\n";
        assert_eq!(codes(far), Vec::<String>::new(), "a stretch without sides has a far side");
    }

    #[test]
    fn the_way_deeper_leads_away_from_an_end_that_somebody_can_fall_short_of() {
        let target = "[[target]]\nmust = true\n";
        for (rest, expected) in [
            ("measure = 'hip'\nrange = [0, 90]\nabove = 'Fold.'\ndeeper = 'lower'", vec![]),
            ("measure = 'hip'\nrange = [0, 90]\nabove = 'Fold.'\ndeeper = 'higher'", vec!["nothing-shallower"]),
            ("measure = 'hip'\nrange = [90, 180]\nbelow = 'Open.'\ndeeper = 'lower'", vec!["nothing-shallower"]),
            ("measure = 'hip'\nrange = [90, 180]\nbelow = 'Open.'\ndeeper = 'higher'", vec![]),
            ("measure = 'hip_to_heel'\nrange = [1, 4]\nbelow = 'a'\nabove = 'b'\ndeeper = 'lower'", vec![]),
            ("measure = 'hip'\nrange = [0, 90]\nabove = 'Fold.'\ndeeper = 'down'", vec!["unknown-way"]),
            ("measure = 'hip'\nrange = [0, 90]\nabove = 'Fold.'\ndeeper = true", vec!["wrong-type"]),
        ] {
            assert_eq!(codes(&format!("{target}{rest}")), expected, "{rest}");
        }
        let text = format!("{HEAD}{target}measure = 'hip'\nrange = [0, 90]\nabove = 'Fold.'\n");
        let way = |text: &str| parse_stretch("t", "t.toml", text).unwrap().targets[0].deeper;
        assert_eq!(way(&text), None);
        assert_eq!(way(&format!("{text}deeper = 'lower'")), Some(Deeper::Lower));
    }

    #[test]
    fn something_must_hold() {
        let knee = "[[target]]\nmeasure = 'knee'\nrange = [0, 180]\n";
        assert_eq!(codes(knee), ["no-must-target"]);
        assert_eq!(codes(&format!("{knee}must = 'yes'")), ["wrong-type"]);
        assert_eq!(codes(""), ["missing-key"]);
        assert_eq!(codes("target = []"), ["empty"]);
        assert_eq!(codes("[target]\nmeasure = 'knee'"), ["wrong-type"]);
    }
}
