//! The charts of the page, each with its caption and its numbers as a table: who can't see a chart, or wants to check one, reads those.

use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};

use super::chart::{self, Line, Look};
use super::number::{count, day, in_language, number};
use super::picked::Pair;
use super::reported::ReportError;
use super::words;
use crate::history::progress::{Adherence, PainCourse, Progress, Reach, Weekly};
use crate::language::Language;
use crate::measure::Unit;
use crate::stretch::Deeper;
use crate::wording::report as say;

/// A chart with its legend above and its numbers below.
struct Framed {
    id: String,
    title: String,
    says: String,
    legend: Vec<(Look, String)>,
    svg: String,
    numbers: Markup,
}

impl Framed {
    fn markup(self, language: Language) -> Markup {
        let (title_id, says_id) = (format!("{}-title", self.id), format!("{}-says", self.id));
        html! {
            figure {
                figcaption {
                    span.chart-title { (self.title) }
                    @if !self.legend.is_empty() {
                        span.legend {
                            @for (look, name) in &self.legend {
                                span.(look.class()) { (PreEscaped(look.swatch())) (name) }
                            }
                        }
                    }
                }
                svg viewBox=(chart::VIEW_BOX) role="img" aria-labelledby=(format!("{title_id} {says_id}")) {
                    title id=(title_id) { (self.title) }
                    desc id=(says_id) { (self.says) }
                    g aria-hidden="true" { (PreEscaped(self.svg)) }
                }
                details {
                    summary { (say::chart_numbers(language)) span.hidden { ": " (self.title) } }
                    (self.numbers)
                }
            }
        }
    }
}

/// Days a week.
pub(super) fn adherence(adherence: &Adherence, language: Language) -> Result<Markup, ReportError> {
    let weeks: Vec<(NaiveDate, u32)> = adherence.weeks.iter().map(|week| (week.begins, week.days)).collect();
    let framed = Framed {
        id: "days".into(),
        title: say::chart_days(language).into(),
        says: say::chart_days_says(language).into(),
        legend: Vec::new(),
        svg: chart::bars(&weeks, language)?,
        numbers: html! {
            table {
                thead { tr { th scope="col" { (say::week(language)) } th.n scope="col" { (say::column_days(language)) } th.n scope="col" { (say::column_sessions(language)) } } }
                tbody {
                    @for week in &adherence.weeks {
                        tr {
                            th scope="row" { (week_begins(week.begins, language)) }
                            td.n { (count(&format!("week/{}/days", week.begins), week.days)) }
                            td.n { (count(&format!("week/{}/sessions", week.begins), week.sessions)) }
                        }
                    }
                }
            }
        },
    };
    Ok(framed.markup(language))
}

/// Pain before and after, week by week.
pub(super) fn pain(course: &PainCourse, weeks: &Adherence, language: Language) -> Result<Markup, ReportError> {
    let (before, after) = (course.weekly_before(), course.weekly_after());
    let line = |look, weekly: &[Weekly]| Line { look, points: points(weekly, 1.0) };
    let lines = [line(Look::First, &before), line(Look::Second, &after)];
    let names = [say::before(language), say::after(language)];
    let axis = chart::Axis { low: 0.0, high: 10.0, label: &|value| format!("{value:.0}") };
    let framed = Framed {
        id: "pain".into(),
        title: say::chart_pain(language).into(),
        says: say::chart_pain_says(language).into(),
        legend: vec![(Look::First, names[0].into()), (Look::Second, names[1].into())],
        svg: chart::lines(&lines, span(weeks), &axis, language)?,
        numbers: numbers(&[(names[0], "pain/before", &before), (names[1], "pain/after", &after)], 1, language),
    };
    Ok(framed.markup(language))
}

/// How far a stretch was reached, week by week.
pub(super) fn reach(
    place: usize,
    pair: Pair<'_>,
    (progress, weeks): (&Progress, &Adherence),
    language: Language,
) -> Result<Markup, ReportError> {
    let reach = pair.first;
    let unit = reach.unit();
    // Deeper is always up.
    let up = if reach.deeper == Deeper::Lower { -1.0 } else { 1.0 };
    let series: Vec<Vec<Weekly>> = pair.both().map(Reach::weekly).collect();
    let looks = [Look::First, Look::Second];
    let lines: Vec<Line> =
        looks.into_iter().zip(&series).map(|(look, weekly)| Line { look, points: points(weekly, up) }).collect();
    let label = |value: f64| {
        let value = up * value;
        let shown = format!("{value:.*}", if unit == Unit::Degrees { 0 } else { 2 });
        format!("{}{}", in_language(&shown, language), words::sign(unit))
    };
    let (low, high) = chart::around(&lines, if unit == Unit::Degrees { 20.0 } else { 0.1 });
    let names: Vec<String> =
        pair.both().map(|reach| reach.side.map_or("", |side| say::side(side, language)).to_owned()).collect();
    let keys: Vec<String> = pair.both().map(words::key).collect();
    let columns: Vec<(&str, &str, &[Weekly])> = names
        .iter()
        .zip(&keys)
        .zip(&series)
        .map(|((name, key), weekly)| {
            (if name.is_empty() { say::mean(language) } else { name }, key.as_str(), weekly.as_slice())
        })
        .collect();
    let name = words::stretch(progress, &reach.stretch, (reach.pose.as_deref(), None), language);
    let framed = Framed {
        id: format!("reach{place}"),
        title: format!("{name}: {}", say::measure_of(reach.measure, reach.from_start, unit, language)),
        says: say::chart_reach_says(pair.second.is_some(), unit, language),
        legend: looks
            .into_iter()
            .zip(&names)
            .filter(|(_, name)| !name.is_empty())
            .map(|(l, n)| (l, n.clone()))
            .collect(),
        svg: chart::lines(&lines, span(weeks), &chart::Axis { low, high, label: &label }, language)?,
        numbers: numbers(&columns, words::decimals(unit).max(1), language),
    };
    Ok(framed.markup(language))
}

fn span(adherence: &Adherence) -> (NaiveDate, NaiveDate) {
    let first = adherence.weeks.first().map_or(adherence.since, |week| week.begins);
    (first, adherence.weeks.last().map_or(adherence.until, |week| week.begins))
}

/// In the middle of each week, with the band in which nineteen of twenty such means would lie.
fn points(weekly: &[Weekly], up: f64) -> Vec<chart::Point> {
    weekly
        .iter()
        .map(|week| chart::Point { begins: week.begins, value: up * week.average.value, band: week.band() })
        .collect()
}

/// The weeks of some series as a table: name, key and values of each.
fn numbers(series: &[(&str, &str, &[Weekly])], decimals: usize, language: Language) -> Markup {
    let mut mondays: Vec<NaiveDate> =
        series.iter().flat_map(|(_, _, weekly)| weekly.iter().map(|week| week.begins)).collect();
    mondays.sort_unstable();
    mondays.dedup();
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (say::week(language)) }
                    @for (name, ..) in series { th.n scope="col" { (name) } }
                }
            }
            tbody {
                @for monday in mondays {
                    tr {
                        th scope="row" { (week_begins(monday, language)) }
                        @for (_, key, weekly) in series {
                            td.n {
                                @if let Some(week) = weekly.iter().find(|week| week.begins == monday) {
                                    (number(&format!("{key}/week/{monday}"), week.average.value, decimals, language))
                                    " ± "
                                    (number(&format!("{key}/week/{monday}/band"), week.band(), decimals, language))
                                } @else { "–" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn week_begins(monday: NaiveDate, language: Language) -> Markup {
    day(&format!("week/{monday}"), monday, language)
}
