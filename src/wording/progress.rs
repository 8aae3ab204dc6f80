//! What has come of some weeks, in plain words: what is told from chance, and what isn't. Never a reproach: who did less had their reasons.

use fluent_bundle::FluentValue;

use super::measure;
use super::messages::words;
use super::numbers::{date, decimal, to_a_tenth};
use crate::body::Side;
use crate::history::Remark;
use crate::history::progress::{
    Adherence, Average, Change, Compared, Comparison, DisabilityCourse, FEW, Holding, PainCourse, Progress, Reach,
    SideBySide, Sight, Step,
};
use crate::language::Language;
use crate::measure::{BodyView, Unit};

words! {
    /// Nothing has been done yet.
    pub nothing_yet = "progress-nothing-yet";
}

/// How often.
#[must_use]
pub fn adherence(adherence: &Adherence, language: Language) -> String {
    let days = u32::try_from(adherence.days.len()).unwrap_or(u32::MAX);
    let a_week = to_a_tenth(adherence.days_a_week(), language);
    let facts = [
        ("one", if a_week == "1" { "yes" } else { "no" }.into()),
        ("sessions", language.tell("many-sessions", [("count", adherence.sessions.into())]).into()),
        ("days", language.tell("many-days", [("count", days.into())]).into()),
        ("since", date(adherence.since, language).into()),
        ("week", a_week.into()),
    ];
    language.tell("adherence", facts)
}

/// Something and what there is to say of it.
fn statement(what: String, words: String, language: Language) -> String {
    language.tell("statement", [("what", what.into()), ("words", words.into())])
}

/// How far one target is reached.
#[must_use]
pub fn reach(progress: &Progress, reach: &Reach, language: Language) -> String {
    let what = [
        titled(progress, &reach.stretch, reach.side, language),
        measure(reach.measure, language).to_owned(),
        view(reach.view, language).to_owned(),
    ];
    let amount = |value: f64| FluentValue::from(amount(value, reach.unit(), language));
    let words = match reach.comparison.change {
        Change::TooFew { first, latest } => too_few(first, latest, language),
        Change::AboutTheSame => language.tell("reach-same", [("floor", amount(reach.floor()))]),
        Change::More { by, error } => language.tell("reach-more", [("by", amount(by)), ("error", amount(error))]),
        Change::Less { by, error } => language.tell("reach-less", [("by", amount(by)), ("error", amount(error))]),
    };
    statement(what.join(", "), words, language)
}

/// How long one stretch is held.
#[must_use]
pub fn holding(progress: &Progress, holding: &Holding, language: Language) -> String {
    let by = |by: f64| [("by", seconds(by, language).into())];
    let words = match holding.comparison.change {
        Change::TooFew { first, latest } => too_few(first, latest, language),
        Change::AboutTheSame => language.say("holding-same").to_owned(),
        Change::More { by: more, .. } => language.tell("holding-more", by(more)),
        Change::Less { by: less, .. } => language.tell("holding-less", by(less)),
    };
    statement(titled(progress, &holding.stretch, holding.side, language), words, language)
}

/// Left against right.
#[must_use]
pub fn sides(progress: &Progress, sides: &SideBySide, language: Language) -> String {
    let title = progress.title(&sides.stretch);
    let (what, unit) = match &sides.what {
        Compared::Reach { measure, view, .. } => {
            let (name, seen) = (super::measure(*measure, language), self::view(*view, language));
            (format!("{title}, {name}, {seen}"), Some(measure.definition().unit))
        }
        Compared::Holding => (title.to_owned(), None),
    };
    let by_how_much = |by: f64| {
        let by = unit.map_or_else(|| seconds(by, language), |unit| amount(by, unit, language));
        [("by", by.into())]
    };
    let is_reach = unit.is_some();
    let words = match sides.left_against_right {
        Change::TooFew { first: right, latest: left } => {
            language.tell("sides-too-few", [("left", left.into()), ("right", right.into()), ("few", FEW.into())])
        }
        Change::AboutTheSame => language.say("sides-same").to_owned(),
        Change::More { by, .. } => {
            language.tell(if is_reach { "sides-left-further" } else { "sides-left-longer" }, by_how_much(by))
        }
        Change::Less { by, .. } => {
            language.tell(if is_reach { "sides-right-further" } else { "sides-right-longer" }, by_how_much(by))
        }
    };
    statement(what, words, language)
}

/// Pain, a sentence each: in a session, and over the weeks before and after one.
#[must_use]
pub fn pain(course: &PainCourse, language: Language) -> Vec<String> {
    let ends = |comparison: &Comparison| {
        let ends = match (comparison.first, comparison.latest) {
            (Some(first), Some(latest)) => {
                let facts = [("first", points(first, language).into()), ("latest", points(latest, language).into())];
                format!(" {}", language.tell("pain-ends", facts))
            }
            _ => String::new(),
        };
        ("ends", FluentValue::from(ends))
    };
    let over_weeks = |when: &'static str, comparison: &Comparison| {
        let when = ("when", when.into());
        match comparison.change {
            Change::TooFew { first, latest } => {
                let words = ("words", too_few(first, latest, language).into());
                language.tell("pain-weeks-too-few", [when, words])
            }
            Change::AboutTheSame => language.tell("pain-weeks-same", [when, ends(comparison)]),
            Change::More { .. } => language.tell("pain-weeks-more", [when, ends(comparison)]),
            Change::Less { .. } => language.tell("pain-weeks-less", [when, ends(comparison)]),
        }
    };
    let within = &course.in_a_session;
    let in_a_session = match within.change {
        Change::TooFew { first, .. } => {
            language.tell("pain-within-too-few", [("words", too_few(first, first, language).into())])
        }
        Change::AboutTheSame => language.tell("pain-within-same", [ends(within)]),
        Change::More { .. } => language.tell("pain-within-more", [ends(within)]),
        Change::Less { .. } => language.tell("pain-within-less", [ends(within)]),
    };
    vec![in_a_session, over_weeks("before", &course.before), over_weeks("after", &course.after)]
}

/// The last score, and what it is against the one before and the first.
#[must_use]
pub fn disability(course: &DisabilityCourse, language: Language) -> Vec<String> {
    let score = |score: u32| language.tell("disability-score", [("score", score.into())]);
    let mut words: Vec<String> = course.scores.last().map(|last| score(last.score)).into_iter().collect();
    let Some([from_first, from_last]) = course.steps else { return words };
    words.push(step("last", from_last, language));
    if course.scores.len() > 2 {
        words.push(step("first", from_first, language));
    }
    words
}

fn step(when: &'static str, step: Step, language: Language) -> String {
    let when = ("when", FluentValue::from(when));
    let points = |by: u32| ("points", language.tell("many-points", [("count", by.into())]).into());
    match step {
        Step::AboutTheSame => language.tell("disability-same", [when]),
        Step::Less(by) => language.tell("disability-less", [when, points(by)]),
        Step::More(by) => language.tell("disability-more", [when, points(by)]),
    }
}

/// How much the camera saw; `None` where there is nothing to say.
#[must_use]
pub fn sight(sight: &Sight, language: Language) -> Option<String> {
    let share = sight.unseen_share()?;
    Some(language.tell("sight-share", [("percent", format!("{:.0}", 100.0 * share).into())]))
}

/// Over each part of what has come of it: reach, holding, sides, pain, the questionnaire, what the camera saw.
#[must_use]
pub fn headings(language: Language) -> [&'static str; 6] {
    ["progress-reach", "progress-holding", "progress-sides", "progress-pain", "progress-disability", "progress-sight"]
        .map(|name| language.say(name))
}

/// What history says in a session, as it is read.
#[must_use]
pub fn remark(remark: Remark, language: Language) -> String {
    super::spoken::remark(remark, language).join(" ")
}

fn titled(progress: &Progress, stretch: &str, side: Option<Side>, language: Language) -> String {
    let side = side.map_or("none", Side::name);
    language.tell("titled", [("title", progress.title(stretch).into()), ("side", side.into())])
}

fn view(view: BodyView, language: Language) -> &'static str {
    language.say(match view {
        BodyView::Side => "seen-side",
        BodyView::ThreeQuarter => "seen-between",
        BodyView::Front => "seen-front",
        BodyView::EndOn | BodyView::Unknown => "seen-unknown",
    })
}

fn too_few(first: u32, latest: u32, language: Language) -> String {
    language.tell("too-few", [("first", first.into()), ("latest", latest.into()), ("few", FEW.into())])
}

/// An amount with its unit.
#[must_use]
pub fn amount(value: f64, unit: Unit, language: Language) -> String {
    match unit {
        Unit::Degrees => format!("{value:.0}°"),
        Unit::TorsoLengths => language.tell("amount-lengths", [("number", decimal(value, 2, language).into())]),
        Unit::Ratio => decimal(value, 2, language),
    }
}

fn seconds(value: f64, language: Language) -> String {
    language.tell("seconds", [("number", format!("{value:.0}").into())])
}

fn points(average: Average, language: Language) -> String {
    to_a_tenth(average.value, language)
}
