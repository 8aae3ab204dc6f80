//! How it was measured and how sure that is, with the numbers of this very history.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::number::{count, number};
use super::reported::Reported;
use super::words;
use crate::history::Progress;
use crate::history::progress::{FEW, HOLDING_FLOOR_S, MEANINGFUL_POINTS, MEANINGFUL_SHARE, Reach};
use crate::measure::{Measure, Unit};
use crate::statistics::median;

/// So many measures are named with their errors.
const MEASURES: usize = 4;

pub(super) fn method(reported: &Reported<'_>, progress: &Progress) -> Markup {
    let sessions = reported.sessions;
    let mut models: Vec<&str> = sessions.iter().map(|session| session.about.model.as_str()).collect();
    models.sort_unstable();
    models.dedup();
    let models: Vec<String> = models.into_iter().map(str::to_owned).collect();
    let broken_off = u32::try_from(sessions.iter().filter(|session| session.end.is_none()).count()).unwrap_or(u32::MAX);
    let (errors, floor) = (errors(progress), floor(progress));
    html! {
        ul.method {
            li {
                "One camera looked on, and a program (pose model " (words::and(&models)) ") found your joints in its picture. \
                 Nothing was attached to you, and no picture was kept."
            }
            @if !errors.is_empty() {
                li {
                    "One look is off by about "
                    @for (place, (measure, error)) in errors.iter().enumerate() {
                        @if place > 0 { ", " }
                        @let unit = measure.definition().unit;
                        (number(&format!("error/{}", measure.definition().name), *error, words::decimals(unit)))
                        (words::sign(unit)) " (" (measure.definition().title) ")"
                    }
                    ": one standard deviation. The bands in the charts are where nineteen of twenty such means would lie, by that error \
                     or by how your sessions differ, whichever is more."
                }
            }
            li {
                "“At first” is the first two weeks, “lately” the latest two in which you stretched. A change is called one only where it is \
                 larger than chance and error together nineteen times in twenty"
                @if let Some((measure, floor)) = floor {
                    @let unit = measure.definition().unit;
                    ", and at least " (number(&format!("floor/{}", measure.definition().name), floor, words::decimals(unit)))
                    (words::sign(unit)) " (" (measure.definition().title) "), since camera and mat never stand the same twice"
                }
                ". Of pain it must be " (number("constant/pain_points", MEANINGFUL_POINTS, 0)) " points, or "
                (number("constant/pain_percent", MEANINGFUL_SHARE * 100.0, 0)) " % where that is less, and at least a whole one; of holds "
                (number("constant/holding", HOLDING_FLOOR_S, 0)) " s. “About the same” means that no change can be told, not that there is \
                 none. With fewer than " (count("constant/few", FEW)) " days at either end nothing is said."
            }
            @if let Some(share) = progress.sight.unseen_share() {
                li {
                    "For " (number("unseen_percent", share * 100.0, 1)) " % of the time that you were in view the camera did not see enough of \
                     you to judge; that time counts neither way."
                }
            }
            @if broken_off > 0 {
                li { (count("broken_off", broken_off)) " of the sessions broke off without an end; what was done in them counts." }
            }
            li { "Pain and the questionnaire are your own answers. This is no medical advice and no medical device." }
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
