//! The list of many films, as a page.

use maud::{Markup, html};

use super::index::{Index, Indexed};
use super::style::{href, page_of};
use super::words::{clock, length};

impl Index {
    /// The list as a page.
    #[must_use]
    pub fn page(&self) -> String {
        let (films, failed) = (self.films.len(), self.failed);
        let held: f64 = self.films.iter().map(|film| film.summary.held_seconds).sum();
        let body = html! {
            h1 { "Analysed films" }
            p {
                (films) @if films == 1 { " film, " } @else { " films, " } (length(held)) " held in all."
                @if failed > 0 { span.bad { " " (failed) " could not be analysed, or only in part." } }
            }
            div.wide { table {
                thead { tr {
                    th { "film" } th.n { "length" } th.n { "found" } th { "stretches" } th.n { "holds" } th.n { "held" } th.n { "repetitions" } th.n { "hints" }
                    th.n { "unseen" } th.n { "nobody" }
                } }
                tbody { @for film in &self.films { (row(film)) } }
            } }
            p.quiet { "supple " (self.program) }
        };
        page_of("Analysed films", &body)
    }
}

fn row(film: &Indexed) -> Markup {
    let summary = &film.summary;
    html! {
        tr {
            td {
                @match &film.folder {
                    Some(folder) => a href=(href(&format!("{folder}/report.html"))) { (summary.film) },
                    None => (summary.film),
                }
                @if let Some(problem) = &summary.problem { br; span.bad { (problem) } }
            }
            @if film.folder.is_some() {
                td.n { (clock(summary.seconds)) }
                td.n { (format!("{:.0} %", summary.found_percent())) }
                td { (summary.stretches.join(", ")) }
                td.n { (summary.completed) " of " (summary.holds) }
                td.n { (length(summary.held_seconds)) }
                td.n { (summary.repetitions) }
                td.n { (summary.hints) }
                td.n { (length(summary.unseen_seconds)) }
                td.n { (length(summary.nobody_seconds)) }
            } @else {
                td colspan="9" {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::summary::Summary;
    use super::*;

    #[test]
    fn each_film_leads_to_its_report_and_what_failed_says_why() {
        let good =
            Summary { film: "a b.mp4".to_owned(), holds: 2, completed: 1, held_seconds: 12.5, ..Summary::default() };
        let films = vec![
            Indexed { folder: Some("a b".to_owned()), summary: good },
            Indexed { folder: None, summary: Summary::unreadable("<c>.mp4", "is empty") },
        ];
        let page = Index::of(films).page();
        assert!(page.contains(r#"<a href="./a%20b/report.html">a b.mp4</a>"#), "{page}");
        assert!(page.contains("1 of 2") && page.contains("12.5 s held in all") && page.contains("is empty"), "{page}");
        assert!(page.contains("&lt;c&gt;.mp4") && page.contains("1 could not be analysed"), "{page}");
    }
}
