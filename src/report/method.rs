//! How it was measured and how sure that is, with the numbers of this very history.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::number::{count, number};
use super::reported::Reported;
use super::words;
use crate::history::Progress;
use crate::history::progress::{FEW, HOLDING_FLOOR_S, MEANINGFUL_POINTS, MEANINGFUL_SHARE, Reach};
use crate::measure::{Measure, Unit};
use crate::statistics::median;
use crate::wording;
use crate::wording::report as say;

/// So many measures are named with their errors.
const MEASURES: usize = 4;

pub(super) fn method(reported: &Reported<'_>, progress: &Progress) -> Markup {
    let (sessions, language) = (reported.sessions, reported.language);
    let mut models: Vec<&str> = sessions.iter().map(|session| session.about.model.as_str()).collect();
    models.sort_unstable();
    models.dedup();
    let models: Vec<String> = models.into_iter().map(str::to_owned).collect();
    let broken_off = u32::try_from(sessions.iter().filter(|session| session.end.is_none()).count()).unwrap_or(u32::MAX);
    let number = |of: &str, value: f64, decimals| number(of, value, decimals, language).into_string();
    let errors: Vec<String> = errors(progress)
        .into_iter()
        .map(|(measure, error)| {
            let unit = measure.definition().unit;
            let error = number(&format!("error/{}", measure.definition().name), error, words::decimals(unit));
            format!("{error}{} ({})", words::sign(unit), wording::measure(measure, language))
        })
        .collect();
    let floor = floor(progress).map_or_else(String::new, |(measure, floor)| {
        let unit = measure.definition().unit;
        let floor = number(&format!("floor/{}", measure.definition().name), floor, words::decimals(unit));
        let floor = format!("{floor}{}", words::sign(unit));
        say::floor([("floor", &floor), ("measure", wording::measure(measure, language))], language)
    });
    let change = say::what_is_a_change(
        [
            ("floor", &floor),
            ("points", &number("constant/pain_points", MEANINGFUL_POINTS, 0)),
            ("percent", &number("constant/pain_percent", MEANINGFUL_SHARE * 100.0, 0)),
            ("holding", &number("constant/holding", HOLDING_FLOOR_S, 0)),
            ("few", &count("constant/few", FEW).into_string()),
        ],
        language,
    );
    // Names of models are the person's own words.
    let models = html! { (say::and(&models, language)) }.into_string();
    html! {
        ul.method {
            li { (PreEscaped(say::camera(&models, language))) }
            @if !errors.is_empty() { li { (PreEscaped(say::errors(&errors.join(", "), language))) } }
            li { (PreEscaped(change)) }
            @if let Some(share) = progress.sight.unseen_share() {
                li { (PreEscaped(say::unseen(&number("unseen_percent", share * 100.0, 1), language))) }
            }
            @if broken_off > 0 {
                li { (PreEscaped(say::broken_off(&count("broken_off", broken_off).into_string(), language))) }
            }
            li { (say::answers(language)) }
        }
    }
}

/// The measures that have depth, those of most sessions first, with the typical error of each.
fn errors(progress: &Progress) -> Vec<(Measure, f64)> {
    let mut all: BTreeMap<Measure, Vec<f64>> = BTreeMap::new();
    for reach in &progress.reaches {
        all.entry(reach.measure).or_default().extend(reach.points.iter().map(|point| point.error));
    }
    let mut all: Vec<(Measure, Vec<f64>)> = all.into_iter().collect();
    all.sort_by_key(|(_, errors)| std::cmp::Reverse(errors.len()));
    all.into_iter().filter_map(|(measure, errors)| Some((measure, median(errors)?))).take(MEASURES).collect()
}

/// The least that counts as a change of an angle, as an example.
fn floor(progress: &Progress) -> Option<(Measure, f64)> {
    let example = |reach: &&Reach| reach.unit() == Unit::Degrees;
    progress
        .reaches
        .iter()
        .filter(example)
        .max_by_key(|reach| reach.points.len())
        .map(|reach| (reach.measure, reach.floor()))
}
