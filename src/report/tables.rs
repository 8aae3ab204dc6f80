//! The tables of the page: what has changed, left against right, and what was done of each stretch.

use maud::{Markup, PreEscaped, html};

use super::number::{count, day, number, time};
use super::picked::Pair;
use super::words;
use super::words::Shown;
use crate::history::Progress;
use crate::history::progress::{Adherence, Average, Compared, Comparison, DisabilityCourse, Done, SideBySide, Step};
use crate::language::Language;
use crate::wording;
use crate::wording::report as say;

/// So many rows fit on a sheet; all are in the export.
const ROWS: usize = 8;
/// The same for two sides.
const SIDES: usize = 4;

/// A table that may be wider than a telephone: it is moved sideways then, by keys as well.
fn framed(label: &str, table: &Markup) -> Markup {
    html! { div.wide role="region" aria-label=(label) tabindex="0" { (table) } }
}

/// The first weeks against the latest.
pub(super) fn changes(progress: &Progress, pairs: &[Pair<'_>], language: Language) -> Markup {
    let table = html! {
        table {
            thead { tr {
                th scope="col" { (say::what(language)) }
                th.n scope="col" { (say::at_first(language)) }
                th.n scope="col" { (say::lately(language)) }
                th scope="col" { (say::change(language)) }
            } }
            tbody {
                @if let Some(pain) = &progress.pain {
                    (change_row("pain/before", say::pain_before(language), say::pain_scale(language), &pain.before, pain_shown(language), language))
                    (change_row("pain/after", say::pain_after(language), say::pain_scale(language), &pain.after, pain_shown(language), language))
                }
                @if let Some(course) = &progress.disability { (disability(course, language)) }
                @for reach in pairs.iter().flat_map(|pair| pair.both()) {
                    @let unit = reach.unit();
                    @let name = words::stretch(progress, &reach.stretch, (reach.pose.as_deref(), reach.side), language);
                    @let shown = Shown {
                        decimals: words::decimals(unit), sign: words::sign(unit), more: say::deeper(language), less: say::less_deep(language),
                    };
                    (change_row(&words::key(reach), &name, &say::measure_of(reach.measure, reach.from_start, unit, language), &reach.comparison, shown, language))
                }
            }
        }
    };
    framed(say::changed(language), &table)
}

fn pain_shown(language: Language) -> Shown<'static> {
    Shown { decimals: 1, sign: "", more: say::more_pain(language), less: say::less_pain(language) }
}

fn change_row(
    of: &str,
    name: &str,
    what: &str,
    comparison: &Comparison,
    shown: Shown<'_>,
    language: Language,
) -> Markup {
    let side = |end: &str, average: Option<&Average>| {
        html! {
            @if let Some(average) = average {
                (number(&format!("{of}/{end}"), average.value, shown.decimals, language)) (shown.sign)
                @let marked = count(&format!("{of}/{end}/sessions"), average.sessions).into_string();
                span.of { (PreEscaped(say::of_sessions(average.sessions, &marked, language))) }
            } @else { "–" }
        }
    };
    html! {
        tr {
            th scope="row" { (name) span.of { (what) } }
            td.n { (side("first", comparison.first.as_ref())) }
            td.n { (side("latest", comparison.latest.as_ref())) }
            td { (words::change(of, &comparison.change, shown, language)) }
        }
    }
}

fn disability(course: &DisabilityCourse, language: Language) -> Markup {
    let (first, last) = (course.scores.first(), course.scores.last());
    let steps = course.steps.map(|[whole, _]| whole);
    let by_how_much =
        |is_more, by| PreEscaped(say::disability_by(is_more, &count("rmdq/by", by).into_string(), language));
    html! {
        tr {
            th scope="row" { (say::disability(language)) span.of { (say::disability_scale(language)) } }
            td.n { @if let Some(score) = first { (count("rmdq/first", score.score)) } }
            td.n { @if let (Some(score), Some(_)) = (last, steps) { (count("rmdq/latest", score.score)) } @else { "–" } }
            td {
                @match steps {
                    None => span.unsure { (say::asked_once(language)) },
                    Some(Step::AboutTheSame) => (say::same(language)),
                    Some(Step::Less(by)) => strong { (by_how_much(false, by)) },
                    Some(Step::More(by)) => strong { (by_how_much(true, by)) },
                }
            }
        }
    }
}

/// Left against right; nothing where nothing has sides.
pub(super) fn sides(progress: &Progress, language: Language) -> Markup {
    if progress.sides.is_empty() {
        return html! {};
    }
    let mut all: Vec<&SideBySide> = progress.sides.iter().collect();
    all.sort_by_key(|sides| !sides.left_against_right.is_one());
    let table = html! {
        table {
            thead { tr {
                th scope="col" { (say::what(language)) }
                th.n scope="col" { (say::left(language)) }
                th.n scope="col" { (say::right(language)) }
                th scope="col" { (say::difference(language)) }
            } }
            tbody { @for sides in all.iter().take(SIDES) { (side_row(progress, sides, language)) } }
        }
    };
    html! {
        h2 { (say::left_and_right(language)) }
        p.note { (say::left_and_right_when(language)) }
        (framed(say::left_and_right(language), &table))
        (more(progress.sides.len().saturating_sub(SIDES), "sides/more", |rest, count| say::more_comparisons(rest, count, language)))
    }
}

fn side_row(progress: &Progress, sides: &SideBySide, language: Language) -> Markup {
    let key = words::sides_key(sides);
    let name = words::stretch(progress, &sides.stretch, (sides.pose.as_deref(), None), language);
    let (what, decimals, sign, is_reach) = match &sides.what {
        Compared::Reach { measure, .. } => {
            let unit = measure.definition().unit;
            (wording::measure(*measure, language), words::decimals(unit), words::sign(unit), true)
        }
        Compared::Holding => (say::time_of_a_hold(language), 0, " s", false),
    };
    let [more, less] = say::more_on(is_reach, language);
    let shown = Shown { decimals, sign, more, less };
    html! {
        tr {
            th scope="row" { (name) span.of { (what) } }
            td.n { (number(&format!("{key}/left"), sides.left.value, decimals, language)) (sign) }
            td.n { (number(&format!("{key}/right"), sides.right.value, decimals, language)) (sign) }
            td { (words::change(&key, &sides.left_against_right, shown, language)) }
        }
    }
}

/// What was done of each stretch, the most first.
pub(super) fn stretches(progress: &Progress, adherence: &Adherence, language: Language) -> Markup {
    let mut all: Vec<&Done> = adherence.stretches.iter().collect();
    all.sort_by_key(|done| std::cmp::Reverse(done.sessions));
    let table = html! {
        table {
            thead { tr {
                th scope="col" { (say::stretch(language)) }
                th.n scope="col" { (say::column_sessions(language)) }
                th.n scope="col" { (say::column_completed(language)) }
                th.n scope="col" { (say::given_up(language)) }
                th.n scope="col" { (say::column_held(language)) }
                th.n scope="col" { (say::column_repetitions(language)) }
                th.n scope="col" { (say::skipped(language)) }
                th.n scope="col" { (say::hurt(language)) }
                th.n scope="col" { (say::last_done(language)) }
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
                        td.n { (day(&of("last"), done.last, language)) }
                    }
                }
            }
        }
    };
    html! {
        (framed(say::did(language), &table))
        (more(all.len().saturating_sub(ROWS), "stretches/more", |rest, count| say::more_stretches(rest, count, language)))
    }
}

/// How many of them are not shown, if any are.
fn more(rest: usize, key: &str, words: impl Fn(u32, &str) -> String) -> Markup {
    let rest = u32::try_from(rest).unwrap_or(u32::MAX);
    html! { @if rest > 0 { p.note { (PreEscaped(words(rest, &count(key, rest).into_string()))) } } }
}
