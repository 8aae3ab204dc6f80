//! A document of headings, paragraphs, lists and tables, which Markdown and a page in a browser show alike.

/// A part of a document. All text is plain; each writer escapes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading, 1 the highest.
    Heading(usize, String),
    /// A paragraph.
    Paragraph(String),
    /// A line that is typed in a terminal.
    Command(String),
    /// One line a point.
    List(Vec<String>),
    /// Rows under headings.
    Table {
        /// The headings of the columns.
        head: Vec<String>,
        /// As many cells in each row as there are headings.
        rows: Vec<Vec<String>>,
    },
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: usize, text: &str) -> Self {
        Self::Heading(level, text.to_owned())
    }

    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(text.into())
    }

    /// For each column of a table, whether nothing but figures stand in it, which read best one below the other. The first
    /// column says what the row is about.
    #[must_use]
    pub fn figures(head: &[String], rows: &[Vec<String>]) -> Vec<bool> {
        let is_figure =
            |cell: &str| cell.is_empty() || cell.starts_with(|c: char| c.is_ascii_digit() || "+-–".contains(c));
        let only = |column: usize| rows.iter().filter_map(|row| row.get(column)).all(|cell| is_figure(cell));
        (0..head.len()).map(|column| column > 0 && only(column)).collect()
    }

    /// A table.
    #[must_use]
    pub fn table(head: &[&str], rows: Vec<Vec<String>>) -> Self {
        Self::Table { head: head.iter().map(|&cell| cell.to_owned()).collect(), rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_figures_are_told_from_columns_of_words() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let rows = [row(["1", "+0.1", "–", "9 a"]), row(["2", "–", "3.0 / 4.0", "x"])];
        assert_eq!(Block::figures(&row(["a", "b", "c", "d"]), &rows), [false, true, true, false]);
    }
}
