//! The page as a whole: two sheets of paper, or one column on a telephone.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::number::{day, long};
use super::picked::picked;
use super::reported::{ReportError, Reported};
use super::{figures, method, summary, tables};
use crate::history::Progress;
use crate::history::progress::Adherence;

const STYLE: &str = include_str!("style.css");

pub(super) fn page(reported: &Reported<'_>, progress: &Progress, adherence: &Adherence) -> Result<Markup, ReportError> {
    let pairs = picked(progress);
    let days = figures::adherence(adherence)?;
    let pain = progress.pain.as_ref().map(|course| figures::pain(course, adherence)).transpose()?;
    let numbered = pairs.iter().enumerate();
    let reaches: Vec<Markup> =
        numbered.map(|(place, pair)| figures::reach(place, *pair, progress, adherence)).collect::<Result<_, _>>()?;
    let last = adherence.days.last().copied().unwrap_or(adherence.until);
    Ok(html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Stretching report, " (long(adherence.since)) " to " (long(last)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header {
                        h1 { "Stretching report" }
                        p.span { (day("since", adherence.since)) " to " (day("last", last)) }
                    }
                    p.lead { (summary::sentence(progress, &pairs)) }
                    @if let Some(advice) = summary::advice(progress) { p { (advice) } }
                    (summary::figures(adherence))
                    section.sheet {
                        h2 { "How often, and how it felt" }
                        div.charts { (days) @if let Some(pain) = pain { (pain) } }
                        h2 { "What has changed" }
                        (tables::changes(progress, &pairs))
                        (tables::sides(progress))
                    }
                    section.sheet {
                        @if !reaches.is_empty() {
                            h2 { "How far" }
                            p.note { "Higher is deeper into the stretch. A mark is the mean of a week, the band how sure it is." }
                            div.charts { @for reach in reaches { (reach) } }
                        }
                        h2 { "What you did" }
                        (tables::stretches(progress, adherence))
                        h2 { "How this was measured, and how sure it is" }
                        (method::method(reported, progress))
                    }
                    footer {
                        p { "Made on " (day("today", reported.today)) " by Supple " (reported.program) " on your own machine. " "Nothing was sent anywhere." }
                    }
                }
            }
        }
    })
}
