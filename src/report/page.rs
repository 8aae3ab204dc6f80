//! The page as a whole: two sheets of paper, or one column on a telephone.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::number::day;
use super::picked::picked;
use super::reported::{ReportError, Reported};
use super::{figures, method, summary, tables};
use crate::history::Progress;
use crate::history::progress::Adherence;
use crate::wording::numbers::date;
use crate::wording::report as words;

const STYLE: &str = include_str!("style.css");

pub(super) fn page(reported: &Reported<'_>, progress: &Progress, adherence: &Adherence) -> Result<Markup, ReportError> {
    let language = reported.language;
    let pairs = picked(progress);
    let days = figures::adherence(adherence, language)?;
    let pain = progress.pain.as_ref().map(|course| figures::pain(course, adherence, language)).transpose()?;
    let numbered = pairs.iter().enumerate();
    let reaches: Vec<Markup> = numbered
        .map(|(place, pair)| figures::reach(place, *pair, (progress, adherence), language))
        .collect::<Result<_, _>>()?;
    let last = adherence.days.last().copied().unwrap_or(adherence.until);
    let mark = |markup: Markup| markup.into_string();
    let (since, until) = (date(adherence.since, language), date(last, language));
    let span = [mark(day("since", adherence.since, language)), mark(day("last", last, language))];
    let today = mark(day("today", reported.today, language));
    Ok(html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (words::title_of([("since", &since), ("last", &until)], language)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header {
                        h1 { (words::title(language)) }
                        p.span { (PreEscaped(words::span([("since", &span[0]), ("last", &span[1])], language))) }
                    }
                    p.lead { (summary::sentence(progress, &pairs, language)) }
                    @if let Some(advice) = summary::advice(progress, language) { p { (advice) } }
                    (summary::figures(adherence, language))
                    section.sheet {
                        h2 { (words::how_often(language)) }
                        div.charts { (days) @if let Some(pain) = pain { (pain) } }
                        h2 { (words::changed(language)) }
                        (tables::changes(progress, &pairs, language))
                        (tables::sides(progress, language))
                    }
                    section.sheet {
                        @if !reaches.is_empty() {
                            h2 { (words::how_far(language)) }
                            p.note { (words::higher(language)) }
                            div.charts { @for reach in reaches { (reach) } }
                        }
                        h2 { (words::did(language)) }
                        (tables::stretches(progress, adherence, language))
                        h2 { (words::measured(language)) }
                        (method::method(reported, progress))
                    }
                    footer {
                        p { (PreEscaped(words::made([("today", &today), ("program", reported.program)], language))) }
                    }
                }
            }
        }
    })
}
