//! The tables of the page: what has changed, left against right, and what was done of each stretch.

use maud::{Markup, html};

use super::number::{count, day, number, time};
use super::picked::Pair;
use super::words;
use super::words::Shown;
use crate::history::Progress;
use crate::history::progress::{Adherence, Average, Compared, Comparison, DisabilityCourse, Done, SideBySide, Step};

/// So many rows fit on a sheet; all are in the export.
const ROWS: usize = 8;
/// The same for two sides.
const SIDES: usize = 4;

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
                    (change_row("pain/before", "Pain before stretching", "0 to 10", &pain.before, PAIN))
                    (change_row("pain/after", "Pain after stretching", "0 to 10", &pain.after, PAIN))
                }
                @if let Some(course) = &progress.disability { (disability(course)) }
                @for reach in pairs.iter().flat_map(|pair| pair.both()) {
                    @let unit = reach.unit();
                    @let name = words::stretch(progress, &reach.stretch, reach.pose.as_deref(), reach.side);
                    @let shown = Shown {
                        decimals: words::decimals(unit), sign: words::sign(unit), more: "deeper", less: "less deep",
                    };
                    (change_row(&words::key(reach), &name, &words::measure(reach), &reach.comparison, shown))
                }
            }
        }
    };
    framed("What has changed", &table)
}

const PAIN: Shown<'static> = Shown { decimals: 1, sign: "", more: "more", less: "less" };

fn change_row(of: &str, name: &str, what: &str, comparison: &Comparison, shown: Shown<'_>) -> Markup {
    let side = |end: &str, average: Option<&Average>| {
        html! {
            @if let Some(average) = average {
                (number(&format!("{of}/{end}"), average.value, shown.decimals)) (shown.sign)
                span.of { (count(&format!("{of}/{end}/sessions"), average.sessions)) " " (sessions(average.sessions)) }
            } @else { "–" }
        }
    };
    html! {
        tr {
            th scope="row" { (name) span.of { (what) } }
            td.n { (side("first", comparison.first.as_ref())) }
            td.n { (side("latest", comparison.latest.as_ref())) }
            td { (words::change(of, &comparison.change, shown)) }
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
    let mut all: Vec<&SideBySide> = progress.sides.iter().collect();
    all.sort_by_key(|sides| !sides.left_against_right.is_one());
    let table = html! {
        table {
            thead { tr {
                th scope="col" { "What" }
                th.n scope="col" { "Left" }
                th.n scope="col" { "Right" }
                th scope="col" { "Difference" }
            } }
            tbody { @for sides in all.iter().take(SIDES) { (side_row(progress, sides)) } }
        }
    };
    html! {
        h2 { "Left and right" }
        p.note { "Over the latest four weeks of each stretch." }
        (framed("Left and right", &table))
        (more(progress.sides.len().saturating_sub(SIDES), ["comparison", "comparisons"], "sides/more"))
    }
}

fn side_row(progress: &Progress, sides: &SideBySide) -> Markup {
    let key = words::sides_key(sides);
    let name = words::stretch(progress, &sides.stretch, sides.pose.as_deref(), None);
    let (what, decimals, sign, longer) = match &sides.what {
        Compared::Reach { measure, .. } => {
            let definition = measure.definition();
            (definition.title, words::decimals(definition.unit), words::sign(definition.unit), "deeper")
        }
        Compared::Holding => ("time of a hold", 0, " s", "longer"),
    };
    let (more, less) = (format!("{longer} on the left"), format!("{longer} on the right"));
    let shown = Shown { decimals, sign, more: &more, less: &less };
    html! {
        tr {
            th scope="row" { (name) span.of { (what) } }
            td.n { (number(&format!("{key}/left"), sides.left.value, decimals)) (sign) }
            td.n { (number(&format!("{key}/right"), sides.right.value, decimals)) (sign) }
            td { (words::change(&key, &sides.left_against_right, shown)) }
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
        (more(all.len().saturating_sub(ROWS), ["stretch", "stretches"], "stretches/more"))
    }
}

fn more(rest: usize, [one, several]: [&str; 2], key: &str) -> Markup {
    let rest = u32::try_from(rest).unwrap_or(u32::MAX);
    let words = if rest == 1 { format!("{one} is") } else { format!("{several} are") };
    html! { @if rest > 0 { p.note { (count(key, rest)) " more " (words) " in the export." } } }
}
