//! What has come of some weeks, in plain words: what is told from chance, and what isn't. Never a reproach: who did less had their reasons.

use crate::body::Side;
use crate::history::Remark;
use crate::history::progress::{
    Adherence, Average, Change, Compared, Comparison, DisabilityCourse, FEW, Holding, PainCourse, Progress, Reach,
    SideBySide, Sight, Step,
};
use crate::language::Language;
use crate::measure::{BodyView, Unit};

/// How often.
#[must_use]
pub fn adherence(adherence: &Adherence) -> String {
    let days = u32::try_from(adherence.days.len()).unwrap_or(u32::MAX);
    let since = adherence.since.format("%-d %B %Y");
    format!(
        "{} on {} since {since}: about {} a week.",
        many(adherence.sessions, "session"),
        many(days, "day"),
        days_a_week(adherence.days_a_week())
    )
}

fn days_a_week(days: f64) -> String {
    let rounded = format!("{days:.1}");
    let rounded = rounded.trim_end_matches(".0");
    if rounded == "1" { "one day".to_owned() } else { format!("{rounded} days") }
}

/// How far one target is reached.
#[must_use]
pub fn reach(progress: &Progress, reach: &Reach) -> String {
    let what = format!(
        "{}{}, {}, {}",
        progress.title(&reach.stretch),
        of_side(reach.side),
        reach.measure.definition().title,
        view(reach.view)
    );
    let unit = reach.unit();
    let words = match reach.comparison.change {
        Change::TooFew { first, latest } => too_few(first, latest),
        Change::AboutTheSame => {
            format!("about the same as in the first weeks; less than {} can't be told", amount(reach.floor(), unit))
        }
        Change::More { by, error } => {
            format!("{} further than in the first weeks, give or take {}", amount(by, unit), amount(error, unit))
        }
        Change::Less { by, error } => {
            let (by, error) = (amount(by, unit), amount(error, unit));
            format!("{by} less far than in the first weeks, give or take {error}; bodies have such weeks")
        }
    };
    format!("{what}: {words}.")
}

/// How long one stretch is held.
#[must_use]
pub fn holding(progress: &Progress, holding: &Holding) -> String {
    let what = format!("{}{}", progress.title(&holding.stretch), of_side(holding.side));
    let words = match holding.comparison.change {
        Change::TooFew { first, latest } => too_few(first, latest),
        Change::AboutTheSame => "held about as long as in the first weeks".to_owned(),
        Change::More { by, .. } => format!("held {} longer than in the first weeks", seconds(by)),
        Change::Less { by, .. } => format!("held {} less long than in the first weeks", seconds(by)),
    };
    format!("{what}: {words}.")
}

/// Left against right.
#[must_use]
pub fn sides(progress: &Progress, sides: &SideBySide) -> String {
    let title = progress.title(&sides.stretch);
    let (what, unit) = match &sides.what {
        Compared::Reach { measure, view, .. } => {
            let definition = measure.definition();
            (format!("{title}, {}, {}", definition.title, self::view(*view)), Some(definition.unit))
        }
        Compared::Holding => (title.to_owned(), None),
    };
    let by_how_much = |by: f64| unit.map_or_else(|| seconds(by), |unit| amount(by, unit));
    let verb = if unit.is_some() { "reaches" } else { "holds" };
    let more = if unit.is_some() { "further" } else { "longer" };
    let words = match sides.left_against_right {
        Change::TooFew { first: right, latest: left } => {
            format!("too few sessions yet to say (left {left}, right {right}; {FEW} each would do)")
        }
        Change::AboutTheSame => "both sides are about the same".to_owned(),
        Change::More { by, .. } => format!("the left side {verb} {} {more} than the right", by_how_much(by)),
        Change::Less { by, .. } => format!("the right side {verb} {} {more} than the left", by_how_much(by)),
    };
    format!("{what}: {words}.")
}

/// Pain, a sentence each: in a session, and over the weeks before and after one.
#[must_use]
pub fn pain(course: &PainCourse) -> Vec<String> {
    let ends = |comparison: &Comparison| match (comparison.first, comparison.latest) {
        (Some(first), Some(latest)) => format!(" (from {} to {} of 10)", points(first), points(latest)),
        _ => String::new(),
    };
    let over_weeks = |when: &str, comparison: &Comparison| {
        let words = match comparison.change {
            Change::TooFew { first, latest } => return format!("Pain {when} a session: {}.", too_few(first, latest)),
            Change::AboutTheSame => "about the same as in the first weeks",
            Change::More { .. } => "more than in the first weeks",
            Change::Less { .. } => "less than in the first weeks",
        };
        format!("Pain {when} a session: {words}{}.", ends(comparison))
    };
    let within = &course.in_a_session;
    let in_a_session = match within.change {
        Change::TooFew { first, .. } => format!("Pain from before to after: {}.", too_few(first, first)),
        Change::AboutTheSame => format!("Pain is about the same after a session as before it{}.", ends(within)),
        Change::More { .. } => {
            format!("Pain is more after a session than before it{}: do less, and ask somebody who knows.", ends(within))
        }
        Change::Less { .. } => format!("Pain is less after a session than before it{}.", ends(within)),
    };
    vec![in_a_session, over_weeks("before", &course.before), over_weeks("after", &course.after)]
}

/// The last score, and what it is against the one before and the first.
#[must_use]
pub fn disability(course: &DisabilityCourse) -> Vec<String> {
    let mut words: Vec<String> =
        course.scores.last().map(|last| format!("{} of 24.", last.score)).into_iter().collect();
    let Some([from_first, from_last]) = course.steps else { return words };
    words.push(step("the last time", from_last));
    if course.scores.len() > 2 {
        words.push(step("the first time", from_first));
    }
    words
}

fn step(when: &str, step: Step) -> String {
    match step {
        Step::AboutTheSame => format!("About the same as {when}: less than 5 points, or 30 %, is no sure change."),
        Step::Less(by) => format!("{} less than {when}: your back keeps you from less.", many(by, "point")),
        Step::More(by) => {
            format!(
                "{} more than {when}: your back keeps you from more. If that stays so, ask somebody who knows.",
                many(by, "point")
            )
        }
    }
}

/// How much the camera saw; `None` where there is nothing to say.
#[must_use]
pub fn sight(sight: &Sight) -> Option<String> {
    let share = sight.unseen_share()?;
    Some(format!("The camera didn't see enough for {:.0} % of the time.", 100.0 * share))
}

/// What history says in a session, as it is read.
#[must_use]
pub fn remark(remark: Remark, language: Language) -> String {
    super::spoken::remark(remark, language).join(" ")
}

fn of_side(side: Option<Side>) -> String {
    side.map_or_else(String::new, |side| format!(", {} side", side.name()))
}

fn view(view: BodyView) -> &'static str {
    match view {
        BodyView::Side => "seen from the side",
        BodyView::ThreeQuarter => "seen half from the side",
        BodyView::Front => "seen from the front",
        BodyView::EndOn | BodyView::Unknown => "seen as it was",
    }
}

fn too_few(first: u32, latest: u32) -> String {
    format!("too few days yet to say ({first} at first, {latest} lately; {FEW} each would do)")
}

/// An amount with its unit.
#[must_use]
pub fn amount(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Degrees => format!("{value:.0}°"),
        Unit::TorsoLengths => format!("{value:.2} torso lengths"),
        Unit::Ratio => format!("{value:.2}"),
    }
}

fn seconds(value: f64) -> String {
    format!("{value:.0} s")
}

fn points(average: Average) -> String {
    format!("{:.1}", average.value).trim_end_matches(".0").to_owned()
}

/// A number of things; whatever is counted here takes an s.
#[must_use]
pub fn many(count: u32, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
