//! The tables of the page: what has changed, left against right, and what was done of each stretch.

use maud::{Markup, html};

use super::number::{count, day, number, time};
use super::picked::Pair;
use super::words;
use crate::history::Progress;
use crate::history::progress::{Adherence, Average, Compared, Comparison, DisabilityCourse, Done, SideBySide, Step};
use crate::measure::Unit;
use crate::stretch::Deeper;

/// So many rows fit on a sheet; all are in the export.
const ROWS: usize = 10;
/// The same for two sides.
const SIDES: usize = 6;

/// A table that may be wider than a telephone: it is moved sideways then, by keys as well.
fn framed(label: &str, table: &Markup) -> Markup {
    html! { div.wide role="region" aria-label=(label) tabindex="0" { (table) } }
}

/// The first weeks against the latest.
pub(super) fn changes(progress: &Progress, pairs: &[Pair<'_>]) -> Markup {
    let table = html! {
        table {
            thead { tr {
                th scope="col" { "What" }
                th.n scope="col" { "At first" }
                th.n scope="col" { "Lately" }
                th scope="col" { "Change" }
            } }
            tbody {
                @if let Some(pain) = &progress.pain {
                    (row("pain/before", "Pain before stretching", "0 to 10", &pain.before, ("more", "less"), pain_value))
                    (row("pain/after", "Pain after stretching", "0 to 10", &pain.after, ("more", "less"), pain_value))
                }
                @if let Some(course) = &progress.disability { (disability(course)) }
                @for reach in pairs.iter().flat_map(|pair| pair.both()) {
                    @let unit = reach.unit();
                    @let name = words::stretch(progress, &reach.stretch, reach.pose.as_deref(), reach.side);
                    @let value = |of: &str, value: f64| html! {
                        (number(of, value, words::decimals(unit))) (words::sign(unit))
                    };
                    (change_row(&words::key(reach), &name, &words::measure(reach), &reach.comparison, unit,
                        ("deeper", "less deep"), &value))
                }
            }
        }
    };
    framed("What has changed", &table)
}

fn pain_value(of: &str, value: f64) -> Markup {
    number(of, value, 1)
}

fn row(
    of: &str,
    name: &str,
    what: &str,
    comparison: &Comparison,
    words: (&str, &str),
    value: fn(&str, f64) -> Markup,
) -> Markup {
    change_row(of, name, what, comparison, Unit::Ratio, words, &value)
}

fn change_row(
    of: &str,
    name: &str,
    what: &str,
    comparison: &Comparison,
    unit: Unit,
    (more, less): (&str, &str),
    value: &dyn Fn(&str, f64) -> Markup,
) -> Markup {
    let side = |end: &str, average: Option<&Average>| {
        html! {
            @if let Some(average) = average {
                (value(&format!("{of}/{end}"), average.value))
                span.of { (count(&format!("{of}/{end}/sessions"), average.sessions)) " " (sessions(average.sessions)) }
            } @else { "–" }
        }
    };
    html! {
        tr {
            th scope="row" { (name) span.of { (what) } }
            td.n { (side("first", comparison.first.as_ref())) }
            td.n { (side("latest", comparison.latest.as_ref())) }
            td { (words::change(of, &comparison.change, unit, more, less)) }
        }
    }
}

const fn sessions(count: u32) -> &'static str {
    if count == 1 { "session" } else { "sessions" }
}

fn disability(course: &DisabilityCourse) -> Markup {
    let (first, last) = (course.scores.first(), course.scores.last());
    let steps = course.steps.map(|[whole, _]| whole);
    html! {
        tr {
            th scope="row" { "What your back keeps you from" span.of { "Roland-Morris, 0 to 24" } }
            td.n { @if let Some(score) = first { (count("rmdq/first", score.score)) } }
            td.n { @if let (Some(score), Some(_)) = (last, steps) { (count("rmdq/latest", score.score)) } @else { "–" } }
            td {
                @match steps {
                    None => span.unsure { "asked once so far" },
                    Some(Step::AboutTheSame) => "about the same",
                    Some(Step::Less(by)) => strong { (count("rmdq/by", by)) " less" },
                    Some(Step::More(by)) => strong { (count("rmdq/by", by)) " more" },
                }
            }
        }
    }
}

/// Left against right; nothing where nothing has sides.
pub(super) fn sides(progress: &Progress) -> Markup {
    if progress.sides.is_empty() {
        return html! {};
    }
    let table = html! {
        table {
            thead { tr {
                th scope="col" { "What" }
                th.n scope="col" { "Left" }
                th.n scope="col" { "Right" }
                th scope="col" { "Difference" }
            } }
            tbody { @for sides in progress.sides.iter().take(SIDES) { (side_row(progress, sides)) } }
        }
    };
    html! {
        h2 { "Left and right" }
        p.note { "Over the latest four weeks of each stretch." }
        (framed("Left and right", &table))
        (more(progress.sides.len().saturating_sub(SIDES), "comparison", "sides/more"))
    }
}

fn side_row(progress: &Progress, sides: &SideBySide) -> Markup {
    let key = words::sides_key(sides);
    let name = words::stretch(progress, &sides.stretch, sides.pose.as_deref(), None);
    let (what, decimals, sign, unit) = match &sides.what {
        Compared::Reach { measure, .. } => {
            let definition = measure.definition();
            (definition.title, words::decimals(definition.unit), words::sign(definition.unit), definition.unit)
        }
        Compared::Holding => ("time of a hold", 0, " s", Unit::Ratio),
    };
    let (more, less) = match &sides.what {
        Compared::Reach { deeper: Deeper::Higher | Deeper::Lower, .. } => ("deeper on the left", "deeper on the right"),
        Compared::Holding => ("s longer on the left", "s longer on the right"),
    };
    html! {
        tr {
            th scope="row" { (name) span.of { (what) } }
            td.n { (number(&format!("{key}/left"), sides.left.value, decimals)) (sign) }
            td.n { (number(&format!("{key}/right"), sides.right.value, decimals)) (sign) }
            td { (words::change(&key, &sides.left_against_right, unit, more, less)) }
        }
    }
}

/// What was done of each stretch, the most first.
pub(super) fn stretches(progress: &Progress, adherence: &Adherence) -> Markup {
    let mut all: Vec<&Done> = adherence.stretches.iter().collect();
    all.sort_by_key(|done| std::cmp::Reverse(done.sessions));
    let table = html! {
        table {
            thead { tr {
                th scope="col" { "Stretch" }
                th.n scope="col" { "Sessions" }
                th.n scope="col" { "Holds to their end" }
                th.n scope="col" { "Left early" }
                th.n scope="col" { "Time held" }
                th.n scope="col" { "Repe\u{ad}titions" }
                th.n scope="col" { "Skipped" }
                th.n scope="col" { "It hurt" }
                th.n scope="col" { "Last done" }
            } }
            tbody {
                @for done in all.iter().take(ROWS) {
                    @let of = |what: &str| format!("stretch/{}/{what}", done.stretch);
                    tr {
                        th scope="row" { (progress.title(&done.stretch)) }
                        td.n { (count(&of("sessions"), done.sessions)) }
                        td.n { (count(&of("completed"), done.completed)) }
                        td.n { (count(&of("given_up"), done.given_up)) }
                        td.n { (time(&of("held"), done.held)) }
                        td.n { (count(&of("repetitions"), done.repetitions)) }
                        td.n { (count(&of("skipped"), done.skipped)) }
                        td.n { (count(&of("hurt"), done.hurt)) }
                        td.n { (day(&of("last"), done.last)) }
                    }
                }
            }
        }
    };
    html! {
        (framed("What you did", &table))
        (more(all.len().saturating_sub(ROWS), "stretch", "stretches/more"))
    }
}

fn more(count_of: usize, what: &str, key: &str) -> Markup {
    let rest = u32::try_from(count_of).unwrap_or(u32::MAX);
    let plural = match (rest, what) {
        (1, _) => what.to_owned(),
        (_, "stretch") => "stretches".to_owned(),
        _ => format!("{what}s"),
    };
    html! { @if rest > 0 { p.note { (count(key, rest)) " more " (plural) " are in the export." } } }
}
