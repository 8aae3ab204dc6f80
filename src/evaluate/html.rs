//! A document as one page for a browser, with everything it needs inside.

use std::fmt::Write as _;

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
        Block::Heading(1, words) => Some(escaped(words)),
        _ => None,
    });
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        title.unwrap_or_default()
    );
    for block in blocks {
        let part = match block {
            Block::Heading(level, words) => format!("<h{level}>{}</h{level}>", escaped(words)),
            Block::Paragraph(words) => format!("<p>{}</p>", escaped(words)),
            Block::Command(command) => format!("<pre>{}</pre>", escaped(command)),
            Block::List(points) => {
                let points: Vec<String> = points.iter().map(|point| format!("<li>{}</li>", escaped(point))).collect();
                format!("<ul>\n{}\n</ul>", points.join("\n"))
            }
            Block::Table { head, rows } => {
                let figures = Block::figures(head, rows);
                let body: String = rows.iter().map(|cells| row("td", cells, &figures)).collect();
                format!("<table>\n<thead>\n{}</thead>\n<tbody>\n{body}</tbody>\n</table>", row("th", head, &figures))
            }
        };
        // Writing to a string doesn't fail.
        let _ = writeln!(page, "{part}");
    }
    page + "</body>\n</html>\n"
}

fn row(cell: &str, cells: &[String], figures: &[bool]) -> String {
    let class = |&is_figures: &bool| if is_figures { " class=\"n\"" } else { "" };
    let cells = cells.iter().zip(figures);
    let cells: Vec<String> =
        cells.map(|(text, figures)| format!("<{cell}{}>{}</{cell}>", class(figures), escaped(text))).collect();
    format!("<tr>{}</tr>\n", cells.concat())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let nasty = "<script>alert(\"x\")</script> & 'y'";
        let safe = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;";
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
}
