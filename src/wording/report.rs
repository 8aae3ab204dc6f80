//! What the report says.

use chrono::{Datelike, NaiveDate};

use super::messages::words;
use super::{fact, measure};
use crate::body::Side;
use crate::language::Language;
use crate::measure::{BodyView, Measure, Unit};

words! {
    /// Over the page.
    pub title = "report-title";
    /// Over its parts.
    pub how_often = "report-how-often";
    pub changed = "report-changed";
    pub how_far = "report-how-far";
    pub higher = "report-higher";
    pub did = "report-did";
    pub measured = "report-measured";
    /// Figures.
    pub sessions = "figure-sessions";
    pub days = "figure-days";
    pub days_a_week = "figure-days-a-week";
    pub held = "figure-held";
    pub completed = "figure-completed";
    pub repetitions = "figure-repetitions";
    /// What to do about more pain.
    pub advice = "advice";
    /// Charts.
    pub chart_numbers = "chart-numbers";
    pub chart_days = "chart-days";
    pub chart_days_says = "chart-days-says";
    pub chart_pain = "chart-pain";
    pub chart_pain_says = "chart-pain-says";
    pub before = "chart-before";
    pub after = "chart-after";
    pub mean = "chart-mean";
    /// Tables.
    pub week = "column-week";
    pub column_days = "column-days";
    pub column_sessions = "column-sessions";
    pub what = "column-what";
    pub at_first = "column-first";
    pub lately = "column-lately";
    pub change = "column-change";
    pub left = "column-left";
    pub right = "column-right";
    pub difference = "column-difference";
    pub pain_before = "row-pain-before";
    pub pain_after = "row-pain-after";
    pub pain_scale = "row-pain-scale";
    pub disability = "row-disability";
    pub disability_scale = "row-disability-scale";
    pub asked_once = "disability-asked-once";
    pub more_pain = "more-pain";
    pub less_pain = "less-pain";
    pub deeper = "deeper";
    pub less_deep = "less-deep";
    pub too_few = "change-too-few";
    pub same = "change-same";
    pub left_and_right = "left-and-right";
    pub left_and_right_when = "left-and-right-when";
    pub time_of_a_hold = "time-of-a-hold";
    pub stretch = "column-stretch";
    pub column_completed = "column-completed";
    pub given_up = "column-given-up";
    pub column_held = "column-held";
    pub column_repetitions = "column-repetitions";
    pub skipped = "column-skipped";
    pub hurt = "column-hurt";
    pub last_done = "column-last";
    /// How it was measured.
    pub answers = "method-answers";
}

/// What is put into a text: a number with its marks, or words.
pub type Part<'a> = (&'static str, &'a str);

fn tell<const N: usize>(name: &'static str, parts: [Part<'_>; N], language: Language) -> String {
    language.tell(name, parts.map(|(name, part)| (name, part.into())))
}

/// The page's title with its span.
pub fn title_of(parts: [Part<'_>; 2], language: Language) -> String {
    tell("report-title-of", parts, language)
}

/// The span of days: `since`, `last`.
pub fn span(parts: [Part<'_>; 2], language: Language) -> String {
    tell("report-span", parts, language)
}

/// When it was made, and by what: `today`, `program`.
pub fn made(parts: [Part<'_>; 2], language: Language) -> String {
    tell("report-made", parts, language)
}

/// One side of a stretch.
pub fn on_side(title: &str, side: Side, language: Language) -> String {
    language.tell("changed-on-side", [("title", title.into()), ("side", fact(side))])
}

/// What has changed, of which there may be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed<'a> {
    /// These stretches are reached deeper into.
    Deeper(&'a str),
    /// These less deep.
    LessDeep(&'a str),
    /// Pain before a session is less.
    LessPain,
    /// It is more.
    MorePain,
    /// It is about the same.
    SamePain,
    /// The back keeps somebody from fewer things.
    FewerThings,
    /// From more.
    MoreThings,
}

impl Changed<'_> {
    /// A part of a sentence.
    pub fn words(self, language: Language) -> String {
        let name = match self {
            Self::Deeper(names) => return tell("changed-deeper", [("names", names)], language),
            Self::LessDeep(names) => return tell("changed-less", [("names", names)], language),
            Self::LessPain => "changed-less-pain",
            Self::MorePain => "changed-more-pain",
            Self::SamePain => "changed-same-pain",
            Self::FewerThings => "changed-fewer-things",
            Self::MoreThings => "changed-more-things",
        };
        language.say(name).to_owned()
    }
}

/// The sentence about all of that; what stayed as it is follows where something else changed.
pub fn changes(said: &[String], same: &[String], rest: &[String], language: Language) -> String {
    let are = |name, names: &[String]| {
        language.tell(name, [("count", names.len().into()), ("names", and(names, language).into())])
    };
    match (said.is_empty(), same.is_empty()) {
        (true, true) => language.say("changed-too-few").to_owned(),
        // What stayed need not be listed where nothing else is to be said.
        (true, false) => are("changed-only-same", same),
        (false, _) => {
            let first = tell("changed-all", [("said", &and(said, language))], language);
            let rest = if rest.is_empty() { String::new() } else { super::capital(&are("changed-rest", rest)) };
            format!("{first} {rest}").trim_end().to_owned()
        }
    }
}

/// A list in a sentence: `a, b and c`.
pub fn and(parts: &[String], language: Language) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => language.tell("list-and", [("others", first.join(", ").into()), ("last", last.into())]),
    }
}

/// What a chart of one stretch shows.
pub fn chart_reach_says(has_sides: bool, unit: Unit, language: Language) -> String {
    let unit = language.say(match unit {
        Unit::Degrees => "unit-degrees",
        Unit::TorsoLengths => "unit-lengths",
        Unit::Ratio => "unit-ratio",
    });
    tell(if has_sides { "chart-reach-says-both" } else { "chart-reach-says" }, [("unit", unit)], language)
}

/// From where it was seen.
pub fn seen_from(view: BodyView, language: Language) -> &'static str {
    language.say(match view {
        BodyView::Side => "report-seen-side",
        BodyView::ThreeQuarter => "report-seen-between",
        BodyView::Front => "report-seen-front",
        BodyView::EndOn => "report-seen-end-on",
        BodyView::Unknown => "report-seen-unknown",
    })
}

/// `hip angle`, or its change from rest.
pub fn measure_of(of: Measure, from_start: bool, unit: Unit, language: Language) -> String {
    let from = if from_start { language.say("from-rest") } else { "" };
    let unit = match unit {
        Unit::Degrees => "",
        Unit::TorsoLengths => language.say("in-lengths"),
        Unit::Ratio => language.say("in-ratio"),
    };
    format!("{}{from}{unit}", measure(of, language))
}

/// A number of sessions, whose mark is `count`.
pub fn of_sessions(number: u32, count: &str, language: Language) -> String {
    language.tell("average-sessions", [("n", number.into()), ("count", count.into())])
}

/// How much longer or deeper one side is: the words for the left and for the right.
pub fn more_on(is_reach: bool, language: Language) -> [&'static str; 2] {
    let names = if is_reach { ["deeper-left", "deeper-right"] } else { ["longer-left", "longer-right"] };
    names.map(|name| language.say(name))
}

/// By how much less or more the questionnaire's score is.
pub fn disability_by(is_more: bool, by: &str, language: Language) -> String {
    tell(if is_more { "disability-by-more" } else { "disability-by-less" }, [("by", by)], language)
}

/// What a change may be off by.
pub fn error(error: &str, language: Language) -> String {
    tell("change-error", [("error", error)], language)
}

/// How many comparisons stand only in the export.
pub fn more_comparisons(number: u32, count: &str, language: Language) -> String {
    language.tell("more-comparisons", [("n", number.into()), ("count", count.into())])
}

/// How many stretches stand only in the export.
pub fn more_stretches(number: u32, count: &str, language: Language) -> String {
    language.tell("more-stretches", [("n", number.into()), ("count", count.into())])
}

/// That one camera looked on: `models`.
pub fn camera(models: &str, language: Language) -> String {
    tell("method-camera", [("models", models)], language)
}

/// What one look is off by: `errors`.
pub fn errors(errors: &str, language: Language) -> String {
    tell("method-errors", [("errors", errors)], language)
}

/// The least that is called a change of something: `floor`, `measure`.
pub fn floor(parts: [Part<'_>; 2], language: Language) -> String {
    tell("method-floor", parts, language)
}

/// What is called a change: `floor`, `points`, `percent`, `holding`, `few`.
pub fn what_is_a_change(parts: [Part<'_>; 5], language: Language) -> String {
    tell("method-change", parts, language)
}

/// How much the camera didn't see.
pub fn unseen(percent: &str, language: Language) -> String {
    tell("method-unseen", [("percent", percent)], language)
}

/// How many sessions broke off.
pub fn broken_off(count: &str, language: Language) -> String {
    tell("method-broken-off", [("count", count)], language)
}

/// A side over its column or line.
pub fn side(side: Side, language: Language) -> &'static str {
    super::screens::side(side, language)
}

/// `5 Mar`.
pub fn short_date(day: NaiveDate, language: Language) -> String {
    language.tell("short-date", [("day", day.day().into()), ("month", short_month(day, language).into())])
}

/// `Mar`.
pub fn short_month(day: NaiveDate, language: Language) -> String {
    language.tell("short-month", [("month", day.month().into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_as_a_sentence() {
        let parts =
            |names: &[&str]| and(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), Language::English);
        assert_eq!([parts(&[]), parts(&["a"]), parts(&["a", "b", "c"])], ["", "a", "a, b and c"]);
    }
}
