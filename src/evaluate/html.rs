//! A document as one page for a browser, with everything it needs inside.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use crate::evaluate::document::Block;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}\
th,td{border-bottom:1px solid #8886;padding:.2rem .6rem;text-align:left;vertical-align:top}\
.n{text-align:right;white-space:nowrap}\
pre{background:#8882;padding:.6rem;overflow-x:auto}\
:root{color-scheme:light dark}";

/// The page.
#[must_use]
pub fn html(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading(1, words) => Some(words),
        _ => None,
    });
    let page = markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { @if let Some(title) = title { (title) } }
                style { (PreEscaped(STYLE)) }
            }
            body { @for block in blocks { (part(block)) "\n" } }
        }
    };
    page.into_string() + "\n"
}

/// The class of a column's cells.
fn class(is_figures: bool) -> Option<&'static str> {
    is_figures.then_some("n")
}

fn part(block: &Block) -> Markup {
    match block {
        Block::Heading(1, words) => markup! { h1 { (words) } },
        Block::Heading(2, words) => markup! { h2 { (words) } },
        Block::Heading(_, words) => markup! { h3 { (words) } },
        Block::Paragraph(words) => markup! { p { (words) } },
        Block::Command(command) => markup! { pre { (command) } },
        Block::List(points) => markup! { ul { @for point in points { li { (point) } "\n" } } },
        Block::Table { head, rows } => {
            let figures = Block::figures(head, rows);
            markup! {
                table {
                    thead { tr { @for (cell, figures) in head.iter().zip(&figures) { th class=[class(*figures)] { (cell) } } } }
                    tbody {
                        @for cells in rows {
                            tr { @for (cell, figures) in cells.iter().zip(&figures) { td class=[class(*figures)] { (cell) } } }
                            "\n"
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let nasty = "<script>alert(\"x\")</script> & 'y'";
        let safe = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; 'y'";
        let page = html(&[
            Block::heading(1, nasty),
            Block::paragraph(nasty),
            Block::Command(nasty.to_owned()),
            Block::List(vec![nasty.to_owned()]),
            Block::table(&[nasty], vec![vec![nasty.to_owned()]]),
        ]);
        assert!(!page.contains("<script"), "{page}");
        assert_eq!(page.matches(safe).count(), 7, "{page}");
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
        assert!(!page.contains("http"), "a page that needs nothing else: {page}");
    }

    #[test]
    fn figures_stand_at_the_right() {
        let page = html(&[Block::table(&["clip", "knee"], vec![vec!["a".to_owned(), "1.0".to_owned()]])]);
        let rows = "<thead><tr><th>clip</th><th class=\"n\">knee</th></tr></thead>\
                    <tbody><tr><td>a</td><td class=\"n\">1.0</td></tr>\n</tbody>";
        assert!(page.contains(rows), "{page}");
    }
}
