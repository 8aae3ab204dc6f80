//! The charts of the page, each with its caption and its numbers as a table: who can't see a chart, or wants to check one, reads those.

use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};

use super::chart::{self, Line, Look};
use super::number::{count, day, number};
use super::picked::Pair;
use super::reported::ReportError;
use super::words;
use crate::history::progress::{Adherence, PainCourse, Progress, Reach, Weekly};
use crate::measure::Unit;
use crate::stretch::Deeper;

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
    fn markup(self) -> Markup {
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
                    summary { "The numbers of this chart" span.hidden { ": " (self.title) } }
                    (self.numbers)
                }
            }
        }
    }
}

/// Days a week.
pub(super) fn adherence(adherence: &Adherence) -> Result<Markup, ReportError> {
    let weeks: Vec<(NaiveDate, u32)> = adherence.weeks.iter().map(|week| (week.begins, week.days)).collect();
    let framed = Framed {
        id: "days".into(),
        title: "Days on which you stretched, by week".into(),
        says: "A bar for each week, as high as the number of days on which you stretched, up to seven.".into(),
        legend: Vec::new(),
        svg: chart::bars(&weeks)?,
        numbers: html! {
            table {
                thead { tr { th scope="col" { "Week from" } th.n scope="col" { "Days" } th.n scope="col" { "Sessions" } } }
                tbody {
                    @for week in &adherence.weeks {
                        tr {
                            th scope="row" { (week_begins(week.begins)) }
                            td.n { (count(&format!("week/{}/days", week.begins), week.days)) }
                            td.n { (count(&format!("week/{}/sessions", week.begins), week.sessions)) }
                        }
                    }
                }
            }
        },
    };
    Ok(framed.markup())
}

/// Pain before and after, week by week.
pub(super) fn pain(course: &PainCourse, weeks: &Adherence) -> Result<Markup, ReportError> {
    let (before, after) = (course.weekly_before(), course.weekly_after());
    let line = |look, weekly: &[Weekly]| Line { look, points: points(weekly, 1.0) };
    let lines = [line(Look::First, &before), line(Look::Second, &after)];
    let axis = chart::Axis { low: 0.0, high: 10.0, label: &|value| format!("{value:.0}") };
    let framed = Framed {
        id: "pain".into(),
        title: "Pain, 0 (none) to 10 (the worst), by week".into(),
        says: "Two lines over the weeks, pain before stretching and pain after it, each with a band that shows how sure a week's mean \
               is."
            .into(),
        legend: vec![(Look::First, "before".into()), (Look::Second, "after".into())],
        svg: chart::lines(&lines, span(weeks), &axis)?,
        numbers: numbers(&[("before", "pain/before", &before), ("after", "pain/after", &after)], 1),
    };
    Ok(framed.markup())
}

/// How far a stretch was reached, week by week.
pub(super) fn reach(
    place: usize,
    pair: Pair<'_>,
    progress: &Progress,
    weeks: &Adherence,
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
        format!("{}{}", shown.replace('-', "\u{2212}"), words::sign(unit))
    };
    let (low, high) = chart::around(&lines, if unit == Unit::Degrees { 20.0 } else { 0.1 });
    let names: Vec<String> = pair.both().map(|reach| reach.side.map_or("", |side| side.name()).to_owned()).collect();
    let keys: Vec<String> = pair.both().map(words::key).collect();
    let columns: Vec<(&str, &str, &[Weekly])> = names
        .iter()
        .zip(&keys)
        .zip(&series)
        .map(|((name, key), weekly)| (if name.is_empty() { "mean" } else { name }, key.as_str(), weekly.as_slice()))
        .collect();
    let name = words::stretch(progress, &reach.stretch, reach.pose.as_deref(), None);
    let framed = Framed {
        id: format!("reach{place}"),
        title: format!("{name}: {}", words::measure(reach)),
        says: format!(
            "{} over the weeks, in {}; higher on the chart is deeper into the stretch. A band shows how sure a week's mean is.",
            if pair.second.is_some() { "Two lines, left and right," } else { "A line" },
            words::unit(unit),
        ),
        legend: looks
            .into_iter()
            .zip(&names)
            .filter(|(_, name)| !name.is_empty())
            .map(|(l, n)| (l, n.clone()))
            .collect(),
        svg: chart::lines(&lines, span(weeks), &chart::Axis { low, high, label: &label })?,
        numbers: numbers(&columns, words::decimals(unit).max(1)),
    };
    Ok(framed.markup())
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
fn numbers(series: &[(&str, &str, &[Weekly])], decimals: usize) -> Markup {
    let mut mondays: Vec<NaiveDate> =
        series.iter().flat_map(|(_, _, weekly)| weekly.iter().map(|week| week.begins)).collect();
    mondays.sort_unstable();
    mondays.dedup();
    html! {
        table {
            thead {
                tr {
                    th scope="col" { "Week from" }
                    @for (name, ..) in series { th.n scope="col" { (name) } }
                }
            }
            tbody {
                @for monday in mondays {
                    tr {
                        th scope="row" { (week_begins(monday)) }
                        @for (_, key, weekly) in series {
                            td.n {
                                @if let Some(week) = weekly.iter().find(|week| week.begins == monday) {
                                    (number(&format!("{key}/week/{monday}"), week.average.value, decimals))
                                    " ± "
                                    (number(&format!("{key}/week/{monday}/band"), week.band(), decimals))
                                } @else { "–" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn week_begins(monday: NaiveDate) -> Markup {
    day(&format!("week/{monday}"), monday)
}
