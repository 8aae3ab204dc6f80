//! A document as Markdown.

use std::fmt::Write as _;

use crate::evaluate::document::Block;

/// The document's text.
#[must_use]
pub fn markdown(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        match block {
            Block::Heading(level, words) => line(&mut text, &format!("{} {}", "#".repeat(*level), escaped(words))),
            Block::Paragraph(words) => line(&mut text, &escaped(words)),
            Block::Command(command) => line(&mut text, &format!("```sh\n{}\n```", one_line(command))),
            Block::List(points) => {
                for point in points {
                    line(&mut text, &format!("- {}", escaped(point)));
                }
            }
            Block::Table { head, rows } => {
                row(&mut text, head);
                let columns = Block::figures(head, rows).into_iter();
                let rule: Vec<_> = columns.map(|is_figures| if is_figures { "--:" } else { "---" }).collect();
                line(&mut text, &format!("|{}|", rule.join("|")));
                for cells in rows {
                    row(&mut text, cells);
                }
            }
        }
    }
    text
}

fn line(text: &mut String, words: &str) {
    // Writing to a string doesn't fail.
    let _ = writeln!(text, "{words}");
}

fn row(text: &mut String, cells: &[String]) {
    let cells: Vec<_> = cells.iter().map(|cell| escaped(cell)).collect();
    line(text, &format!("| {} |", cells.join(" | ")));
}

/// Text that Markdown shows as it is: no cell ends early, nothing becomes a tag, a link or a line of its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut characters = one_line(text).chars().collect::<Vec<_>>().into_iter().peekable();
    while let Some(character) = characters.next() {
        // Within a word an underscore is only an underscore, and names are full of them.
        let inside = before.is_alphanumeric() && characters.peek().is_some_and(|next| next.is_alphanumeric());
        if matches!(character, '|' | '\\' | '`' | '*' | '<' | '>' | '[' | ']' | '#') || (character == '_' && !inside) {
            out.push('\\');
        }
        out.push(character);
        before = character;
    }
    out
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("hip_to_heel 34°"), "hip_to_heel 34°");
        assert_eq!(escaped("a|b <b>*c*</b> `d` _e_"), "a\\|b \\<b\\>\\*c\\*\\</b\\> \\`d\\` \\_e\\_");
        assert_eq!(escaped("[x](y)\n# z"), "\\[x\\](y) \\# z");
    }

    #[test]
    fn every_kind_of_block_is_written() {
        let blocks = [
            Block::heading(2, "Pose"),
            Block::paragraph("One."),
            Block::Command("supple evaluate a".to_owned()),
            Block::List(vec!["a".to_owned(), "b".to_owned()]),
            Block::table(&["clip", "knee"], vec![vec!["x|y".to_owned(), "1.0".to_owned()]]),
        ];
        let wanted = "## Pose\n\nOne.\n\n```sh\nsupple evaluate a\n```\n\n- a\n- b\n\n| clip | knee |\n|---|--:|\n| x\\|y | 1.0 |\n";
        assert_eq!(markdown(&blocks), wanted);
    }
}
