//! All the problems of one file, and how they are shown: the line, an underline, a label and a remedy each.

use std::fmt;
use std::fmt::Write;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::problem::Problem;

/// How words are laid out for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Characters to a line.
    pub width: usize,
    /// Box characters instead of ASCII; only for a terminal.
    pub boxes: bool,
    /// Colours; only for a terminal whose owner has not turned them off.
    pub color: bool,
}

impl Style {
    /// Bare ASCII without colours, for files and pipes.
    pub const PLAIN: Self = Self { width: 100, boxes: false, color: false };

    /// For a terminal of `width` characters, which wants colours or not. Lines much longer than this are hard to read, so wide terminals are not
    /// filled, and narrow ones get what still makes sense.
    #[must_use]
    pub fn terminal(width: usize, color: bool) -> Self {
        Self { width: width.clamp(40, 100), boxes: true, color }
    }
}

/// More problems than this are counted and not shown: a file with so many is some other kind of file.
const MOST_SHOWN: usize = 50;

/// Everything that is wrong with one file: never empty, in the order of the places.
///
/// ```
/// use supple::stretch_file::parse_stretch;
/// use supple::toml_check::Style;
///
/// let problems = parse_stretch("mine", "mine.toml", "titel = \"Mine\"").err().ok_or("nothing is wrong")?;
/// let shown = problems.render(Style::PLAIN);
/// assert!(shown.contains("stretch::unknown-key") && shown.contains("did you mean `title`?"), "{shown}");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{file}: {} {}", .found.len(), if .found.len() == 1 { "problem" } else { "problems" })]
pub struct Problems {
    file: String,
    text: String,
    found: Vec<Problem>,
}

impl Problems {
    pub(super) fn new(file: &str, text: &str, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| (problem.place.start, problem.place.end));
        Self { file: file.to_owned(), text: printable(text), found: problems }
    }

    /// The file as the person named it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The problems.
    #[must_use]
    pub fn all(&self) -> &[Problem] {
        &self.found
    }

    /// The line of a problem, counted from one.
    #[must_use]
    pub fn line(&self, problem: &Problem) -> usize {
        1 + self.text.get(..problem.place.start).unwrap_or(&self.text).matches('\n').count()
    }

    /// All of them as text: each with its code, its line, an underline, a label and a remedy.
    #[must_use]
    pub fn render(&self, look: Style) -> String {
        // The theme is given rather than found out: the same problems give the same text wherever they are shown.
        let mut characters = ThemeCharacters::unicode();
        if !look.boxes {
            // An unbroken underline, also beneath a single character.
            characters = ThemeCharacters { underbar: '^', ..ThemeCharacters::ascii() };
        }
        let styles = if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters, styles };
        let handler = GraphicalReportHandler::new_themed(theme).with_width(look.width).with_links(false);
        let mut shown = String::new();
        for (index, problem) in self.found.iter().take(MOST_SHOWN).enumerate() {
            if index > 0 {
                shown.push('\n');
            }
            let located = Located { problem, file: self };
            if handler.render_report(&mut shown, &located).is_err() {
                // What cannot be drawn is still said.
                writeln!(shown, "{}:{}: {}", self.file, self.line(problem), problem.diagnosis.title).ok();
            }
        }
        if let Some(more) = self.found.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
            writeln!(shown, "\n... and {more} more in {}", self.file).ok();
        }
        shown
    }
}

/// `text` without control characters, byte for byte as long, so that places stay what they are: it goes to a terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => c,
            // The control characters of ASCII take one byte, the others two, as does the middle dot.
            c if c.is_ascii_control() => '?',
            c if c.is_control() => '\u{b7}',
            c => c,
        })
        .collect()
}

/// A problem with the file it is in, as miette wants it.
#[derive(Debug)]
struct Located<'a> {
    problem: &'a Problem,
    file: &'a Problems,
}

impl fmt::Display for Located<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem.diagnosis.title)
    }
}

impl std::error::Error for Located<'_> {}

impl Diagnostic for Located<'_> {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(self.problem.code()))
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(&self.problem.diagnosis.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.file)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = |place: std::ops::Range<usize>| SourceSpan::from((place.start, place.len()));
        let first = LabeledSpan::new_primary_with_span(
            Some(self.problem.diagnosis.label.clone()),
            place(self.problem.place.clone()),
        );
        let also = self.problem.also.clone();
        let second = also.map(|(also, label)| LabeledSpan::new_with_span(Some(label.to_owned()), place(also)));
        Some(Box::new(std::iter::once(first).chain(second)))
    }
}

impl SourceCode for Problems {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.text.as_str().read_span(span, before, after)?;
        let (data, span, line) = (contents.data(), *contents.span(), contents.line());
        let named = MietteSpanContents::new_named(
            self.file.clone(),
            data,
            span,
            line,
            contents.column(),
            contents.line_count(),
        );
        Ok(Box::new(named))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toml_check::diagnosis::Diagnostic;
    use crate::toml_check::fault::Fault;
    use crate::toml_check::format::EXAMPLE;

    fn one(text: &str, place: std::ops::Range<usize>) -> Problems {
        let diagnosis = Fault::DuplicateKey.diagnosis(&EXAMPLE);
        Problems::new("a.toml", text, vec![Problem { format: &EXAMPLE, place, also: None, diagnosis }])
    }

    #[test]
    fn a_problem_shows_file_line_underline_code_and_remedy() {
        let shown = one("title = 'a'\ntitle = 'b'\n", 12..17).render(Style::PLAIN);
        for part in ["example::duplicate-key", "a.toml:2:1", "2 | title = 'b'", "a second time", "help: keep one"] {
            assert!(shown.contains(part), "{part} in\n{shown}");
        }
        assert!(shown.is_ascii());
    }

    #[test]
    fn terminals_get_colours_and_pipes_do_not() {
        let problems = one("title = 'a'\ntitle = 'b'\n", 12..17);
        assert!(problems.render(Style::terminal(80, true)).contains('\u{1b}'));
        let quiet = problems.render(Style::terminal(80, false));
        assert!(!quiet.contains('\u{1b}') && !quiet.is_ascii());
    }

    #[test]
    fn escape_sequences_of_a_file_do_not_reach_the_terminal() {
        let text = "# \u{1b}[2J\u{9b}31m\ntitle = 1\n";
        let problems = one(text, 13..18);
        assert_eq!(problems.text.len(), text.len());
        assert!(!problems.render(Style::PLAIN).contains(['\u{1b}', '\u{9b}']));
    }

    #[test]
    fn places_outside_the_text_are_still_told() {
        let shown = one("", 40..50).render(Style::PLAIN);
        assert!(shown.contains("already there"), "{shown}");
    }
}
