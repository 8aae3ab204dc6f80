//! Drawing: bars and lines as SVG, text as text. Colours are roles: each has a colour of its own here, which is right on white, and the
//! page's style puts its own in its place by day and by night. No two series differ by their colour alone.

use std::fmt::Display;
use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};
use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::Shift;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Polygon, Rectangle, TriangleMarker};
use plotters::prelude::{Cartesian2d, Color, SVGBackend};
use plotters::series::LineSeries;
use plotters::style::{IntoFont, RGBColor, ShapeStyle, TRANSPARENT};

use super::reported::ReportError;
use crate::language::Language;
use crate::wording::report;

/// Twice the size at which it is seen, since the library draws on whole units.
const SIZE: (u32, u32) = (680, 380);
pub(super) const VIEW_BOX: &str = "0 0 680 380";

const WORDS: RGBColor = RGBColor(0x55, 0x63, 0x6E);
const GRID: RGBColor = RGBColor(0xDC, 0xE2, 0xE6);
const FIRST: RGBColor = RGBColor(0x1F, 0x5F, 0xA8);
const SECOND: RGBColor = RGBColor(0xA8, 0x4F, 0x00);
/// Ticks are not drawn; this keeps the letters off the chart.
const TICK: i32 = 12;
const LETTERS: f64 = 24.0;
/// Weeks that lie further apart are not joined by a line: nobody knows what was between them.
const GAP_DAYS: i64 = 14;

/// How a series looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A line with dots.
    First,
    /// A broken line with triangles.
    Second,
}

impl Look {
    const fn colour(self) -> RGBColor {
        match self {
            Self::First => FIRST,
            Self::Second => SECOND,
        }
    }

    pub const fn class(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
        }
    }

    /// Its line and mark, for the legend.
    pub const fn swatch(self) -> &'static str {
        match self {
            Self::First => {
                "<svg class=\"swatch\" viewBox=\"0 0 28 12\" aria-hidden=\"true\"><path d=\"M0 6H28\"/><circle cx=\"14\" cy=\"6\" r=\"4\"/></svg>"
            }
            Self::Second => {
                "<svg class=\"swatch\" viewBox=\"0 0 28 12\" aria-hidden=\"true\"><path d=\"M0 6H28\"/><path class=\"mark\" d=\"M14 1L19 10H9Z\"/></svg>"
            }
        }
    }
}

/// A series.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub look: Look,
    pub points: Vec<Point>,
}

/// A week's value, with the half of its band.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub begins: NaiveDate,
    pub value: f64,
    pub band: f64,
}

/// The upright axis.
pub(super) struct Axis<'a> {
    pub low: f64,
    pub high: f64,
    pub label: &'a dyn Fn(f64) -> String,
}

type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<Scale, Scale>>;

/// An axis with the ticks that it is given.
struct Scale {
    range: RangedCoordf64,
    ticks: Vec<f64>,
}

impl Scale {
    fn new(range: Range<f64>, ticks: Vec<f64>) -> Self {
        Self { range: range.into(), ticks }
    }
}

impl Ranged for Scale {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.range.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() { Vec::new() } else { self.ticks.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.range.range()
    }
}

/// An axis that holds all of it, at least so wide, with some room.
pub(super) fn around(lines: &[Line], least: f64) -> (f64, f64) {
    let all = || lines.iter().flat_map(|line| &line.points);
    let low = all().map(|point| point.value - point.band).fold(f64::INFINITY, f64::min);
    let high = all().map(|point| point.value + point.band).fold(f64::NEG_INFINITY, f64::max);
    if !(low.is_finite() && high.is_finite()) {
        return (0.0, least);
    }
    let (middle, half) = (f64::midpoint(low, high), ((high - low) * 0.54).max(least / 2.0));
    (middle - half, middle + half)
}

/// Days a week, 0 to 7.
pub(super) fn bars(weeks: &[(NaiveDate, u32)], language: Language) -> Result<String, ReportError> {
    let (Some((first, _)), Some((last, _))) = (weeks.first(), weeks.last()) else { return Ok(String::new()) };
    let axis = Axis { low: 0.0, high: 7.0, label: &|value| format!("{value:.0}") };
    drawn((*first, *last), &axis, language, |chart, day| {
        let bar = |(begins, days): &(NaiveDate, u32)| {
            let left = day(*begins);
            Rectangle::new([(left + 1.0, 0.0), (left + 6.0, f64::from(*days))], FIRST.filled())
        };
        chart.draw_series(weeks.iter().filter(|(_, days)| *days > 0).map(bar)).map(drop).map_err(failed)
    })
}

/// Series over the weeks of a span, each with its band.
pub(super) fn lines(
    lines: &[Line],
    span: (NaiveDate, NaiveDate),
    axis: &Axis<'_>,
    language: Language,
) -> Result<String, ReportError> {
    drawn(span, axis, language, |chart, day| {
        let inside = |value: f64| value.clamp(axis.low, axis.high);
        let middle = |point: &Point| day(point.begins) + 3.5;
        for line in lines {
            for run in runs(&line.points) {
                // A week by itself has a band too.
                let around = if run.len() == 1 { [-1.5, 1.5].as_slice() } else { &[0.0] };
                let edge = |point: &Point, by: f64| {
                    let at = (middle(point), inside(point.value + by));
                    around.iter().map(move |beside| (at.0 + beside, at.1)).collect::<Vec<_>>()
                };
                let upper = run.iter().flat_map(|point| edge(point, point.band));
                let lower = run.iter().rev().flat_map(|point| edge(point, -point.band).into_iter().rev());
                let band = Polygon::new(upper.chain(lower).collect::<Vec<_>>(), line.look.colour().mix(0.16).filled());
                chart.draw_series([band]).map_err(failed)?;
            }
        }
        for line in lines {
            let style = ShapeStyle::from(line.look.colour()).stroke_width(3);
            for run in runs(&line.points) {
                let points = run.iter().map(|point| (middle(point), point.value));
                chart.draw_series(LineSeries::new(points, style)).map_err(failed)?;
            }
            let filled = line.look.colour().filled();
            let marks = line.points.iter().map(|point| (middle(point), point.value));
            match line.look {
                Look::First => chart.draw_series(marks.map(|at| Circle::new(at, 5, filled))).map(drop),
                Look::Second => chart.draw_series(marks.map(|at| TriangleMarker::new(at, 7, filled))).map(drop),
            }
            .map_err(failed)?;
        }
        Ok(())
    })
}

/// Points that follow each other week by week.
fn runs(points: &[Point]) -> Vec<&[Point]> {
    points.chunk_by(|one, next| next.begins.signed_duration_since(one.begins).num_days() <= GAP_DAYS).collect()
}

/// What is inside the `svg` element of a chart over these weeks.
fn drawn(
    (first, last): (NaiveDate, NaiveDate),
    axis: &Axis<'_>,
    language: Language,
    content: impl FnOnce(&mut Chart<'_, '_>, &dyn Fn(NaiveDate) -> f64) -> Result<(), ReportError>,
) -> Result<String, ReportError> {
    let mut svg = String::new();
    {
        let area: DrawingArea<SVGBackend<'_>, Shift> = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        let day = |day: NaiveDate| day.signed_duration_since(first).num_days() as f64;
        let days = 0.0..day(last) + 7.0;
        let ticks: Vec<(f64, String)> =
            ticks(first, last, language).into_iter().map(|(tick, label)| (day(tick), label)).collect();
        let across = Scale::new(days, ticks.iter().map(|(day, _)| *day).collect());
        let upright = Scale::new(axis.low..axis.high, steps(axis.low..axis.high));
        let mut chart = ChartBuilder::on(&area)
            .margin_top(14)
            .margin_right(24)
            .set_label_area_size(LabelAreaPosition::Left, 84)
            .set_label_area_size(LabelAreaPosition::Bottom, 52)
            .build_cartesian_2d(across, upright)
            .map_err(failed)?;
        let letters = ("sans-serif", LETTERS * 1.24).into_font().color(&WORDS);
        let label = |day: &f64| {
            let near = ticks.iter().find(|(tick, _)| (tick - day).abs() < 0.5);
            near.map_or_else(String::new, |(_, label)| label.clone())
        };
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(ShapeStyle::from(GRID).stroke_width(2))
            .axis_style(TRANSPARENT)
            .set_all_tick_mark_size(TICK)
            .x_labels(ticks.len())
            .y_labels(12)
            .label_style(letters)
            .x_label_formatter(&label)
            .y_label_formatter(&|value| (axis.label)(*value))
            .draw()
            .map_err(failed)?;
        content(&mut chart, &day)?;
        drop(chart);
        area.present().map_err(failed)?;
    }
    let inside = svg.find('>').map_or(0, |end| end + 1)..svg.rfind("</svg>").unwrap_or(svg.len());
    Ok(svg.get(inside).unwrap_or_default().trim().to_owned())
}

fn failed(error: impl Display) -> ReportError {
    ReportError::Chart(error.to_string())
}

/// Where the days are named: the first of months, so many that their names have room; of a few weeks, their Mondays.
fn ticks(first: NaiveDate, last: NaiveDate, language: Language) -> Vec<(NaiveDate, String)> {
    const MOST: i64 = 6;
    let weeks = last.signed_duration_since(first).num_days() / 7 + 1;
    if weeks <= 13 {
        let every = usize::try_from((weeks + MOST - 1) / MOST).unwrap_or(1).max(1);
        let mondays = first.iter_weeks().take_while(|monday| *monday <= last).step_by(every);
        return mondays.map(|monday| (monday, report::short_date(monday, language))).collect();
    }
    let months = weeks * 7 / 30 + 1;
    let every = [1, 2, 3, 6, 12, 24, 60].into_iter().find(|every| months / i64::from(*every) < MOST).unwrap_or(120);
    let mut month = first.with_day(1).unwrap_or(first);
    let mut ticks = Vec::new();
    while month <= last {
        let is_due = (month.month0() + 12 * month.year().unsigned_abs()).is_multiple_of(every);
        if month >= first && is_due {
            // The year stands where it begins.
            let name =
                if month.month0() == 0 { month.year().to_string() } else { report::short_month(month, language) };
            ticks.push((month, name));
        }
        let Some(next) = month.checked_add_months(Months::new(1)) else { break };
        month = next;
    }
    ticks
}

/// Four to seven round numbers within the range.
fn steps(range: Range<f64>) -> Vec<f64> {
    let width = range.end - range.start;
    let rough = (width / 6.0).max(f64::MIN_POSITIVE);
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|round| round * power).find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(10.0 * power);
    // Days and points are whole.
    let step = if range.start == 0.0 && width > 5.0 { step.max(1.0) } else { step };
    let (from, to) = ((range.start / step).ceil() as i64, (range.end / step + 1e-9).floor() as i64);
    (from..=to).map(|place| place as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_is_named_by_its_months_and_a_few_weeks_by_their_mondays() {
        let labels = |first, last| -> Vec<String> {
            ticks(day(first), day(last), Language::English).into_iter().map(|(_, label)| label).collect()
        };
        assert_eq!(labels("2025-03-31", "2026-03-23"), ["Apr", "Jul", "Oct", "2026"].map(str::to_owned));
        assert_eq!(labels("2025-03-31", "2025-04-14"), ["31 Mar", "7 Apr", "14 Apr"].map(str::to_owned));
        assert_eq!(labels("2025-03-03", "2026-11-23"), ["Jul", "2026", "Jul"].map(str::to_owned));
        assert!(labels("2015-03-30", "2026-03-23").len() <= 7);
    }

    #[test]
    fn steps_are_round_and_few() {
        assert_eq!(steps(0.0..7.0), [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(steps(0.0..10.0), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(steps(-98.0..-52.0), [-90.0, -80.0, -70.0, -60.0]);
        for width in [0.03, 0.2, 17.0, 45.0, 180.0] {
            let count = steps(1.03..1.03 + width).len();
            assert!((3..=7).contains(&count), "{count} steps of {width}");
        }
    }

    #[test]
    fn a_line_is_broken_where_nothing_was_done() {
        let point = |begins: &str| Point { begins: day(begins), value: 1.0, band: 0.1 };
        let points = ["2026-03-02", "2026-03-09", "2026-04-06"].map(point);
        assert_eq!(runs(&points).iter().map(|run| run.len()).collect::<Vec<_>>(), [2, 1]);
        let line = Line { look: Look::First, points: points.to_vec() };
        let axis = Axis { low: 0.0, high: 2.0, label: &|value| value.to_string() };
        let svg = lines(&[line], (day("2026-03-02"), day("2026-04-06")), &axis, Language::English).unwrap();
        assert_eq!((svg.matches("<circle").count(), svg.matches("<polyline").count()), (3, 2), "{svg}");
        let corners: Vec<usize> = svg
            .split("<polygon ")
            .skip(1)
            .map(|band| band.split("points=\"").nth(1).unwrap().split('"').next().unwrap().matches(',').count())
            .collect();
        assert_eq!(corners, [4, 4], "each has its band, a week by itself too: {svg}");
        assert!(!svg.contains("<svg") && svg.contains("<text"));
    }

    #[test]
    fn each_week_has_its_bar() {
        let weeks = [(day("2026-03-02"), 3), (day("2026-03-09"), 0), (day("2026-03-16"), 7)];
        let svg = bars(&weeks, Language::English).unwrap();
        let heights: Vec<f64> = svg
            .split("<rect ")
            .skip(1)
            .map(|rect| rect.split("height=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(heights.len(), 2, "{svg}");
        assert!((heights[0] / heights[1] - 3.0 / 7.0).abs() < 0.02, "{heights:?}");
    }
}
