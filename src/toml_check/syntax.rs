//! From text to a spanned tree: TOML's own mistakes, as far as possible all of them, in the same form as ours.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, Error};

use super::diagnosis::Diagnostic;
use super::fault::Fault;
use super::field::Sink;
use super::format::Format;
use super::problem::Problem;
use super::report::Problems;

/// The largest file in bytes; a stretch takes about two thousand.
pub const LARGEST_FILE: usize = 256 * 1024;

/// Reads `text` with `read`, which notes its problems in the sink. All problems of the file, TOML's included, come back
/// together, in the order of their places.
///
/// A mistake that TOML finds spoils one line, as a rule. That line is then blanked and the rest is checked, except for
/// what it lacks, since the spoiled line may have held it. When the rest makes no sense either (a list that is never
/// closed, a damaged `[[target]]`), only TOML's mistakes are reported.
pub(crate) fn checked<T>(
    format: &'static Format,
    file: &str,
    text: &str,
    read: impl FnOnce(&DeTable<'_>, &Sink) -> Option<T>,
) -> Result<T, Problems> {
    let sink = Sink::new(format);
    if text.len() > LARGEST_FILE {
        sink.report(0..0, &Fault::TooLarge { bytes: text.len() });
        let beginning = text.get(..text.floor_char_boundary(LARGEST_FILE)).unwrap_or_default();
        return Err(Problems::new(file, beginning, sink.into_problems()));
    }
    let (tree, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() && tree.get_ref().is_empty() {
        let place = text.find(|c: char| !c.is_whitespace()).unwrap_or(0);
        sink.report(visible(text, place..place), &Fault::EmptyFile);
        return Err(Problems::new(file, text, sink.into_problems()));
    }
    if errors.is_empty() {
        let value = read(tree.get_ref(), &sink);
        return match value {
            Some(value) if sink.is_empty() => Ok(value),
            _ => Err(Problems::new(file, text, sink.into_problems())),
        };
    }
    let mistakes = syntax_problems(format, text, &errors);
    let rest = without_lines(text, mistakes.iter().map(|problem| &problem.place));
    if let Some(rest) = rest
        && let Some(tree) = sound(&rest)
    {
        read(tree.get_ref(), &sink);
    }
    let further = sink.into_problems().into_iter().filter(|problem| !problem.diagnosis.is_lack);
    Err(Problems::new(file, text, mistakes.into_iter().chain(further).collect()))
}

fn sound(text: &str) -> Option<Spanned<DeTable<'_>>> {
    DeTable::parse(text).ok()
}

/// One problem for each run of lines with mistakes: after a bracket that is not closed, each following line is another
/// mistake to the parser, and the first says it all.
fn syntax_problems(format: &'static Format, text: &str, errors: &[Error]) -> Vec<Problem> {
    let mut errors: Vec<_> = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(place, _)| place.start);
    let mut problems = Vec::new();
    let mut last_line = None;
    for (place, message) in errors {
        let line = text.get(..place.start).unwrap_or(text).matches('\n').count();
        let follows = last_line.is_some_and(|last| line <= last + 1);
        last_line = Some(line);
        if follows {
            continue;
        }
        let kind = if message == "duplicate key" {
            Fault::DuplicateKey
        } else {
            Fault::Syntax { message: message.to_owned() }
        };
        let diagnosis = kind.diagnosis(format);
        problems.push(Problem { format, place: visible(text, place), also: None, diagnosis });
    }
    problems
}

/// A place with something to underline: an empty one becomes the whole line's words, so that "expected a quote here"
/// shows what the quote is missing from.
fn visible(text: &str, place: Range<usize>) -> Range<usize> {
    if !place.is_empty() && text.get(place.clone()).is_some_and(|words| !words.trim().is_empty()) {
        return place;
    }
    let before = text.get(..place.start).unwrap_or(text).trim_end_matches(['\r', '\n']);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = text.get(place.start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| place.start + end);
    // At a file's end the place lies after the last line's break.
    let line = text.get(start..end).unwrap_or_default();
    let line = line.split(['\r', '\n']).next().unwrap_or_default();
    let leading = line.len() - line.trim_start().len();
    start + leading..start + leading + line.trim().len()
}

/// `text` with the lines of these places blanked, byte for byte, so that all other places stay what they are. `None` when
/// one of them is a table's header: without it, the keys below belong nowhere.
fn without_lines<'p>(text: &str, places: impl Iterator<Item = &'p Range<usize>>) -> Option<String> {
    let places: Vec<_> = places.collect();
    let mut rest = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (start, end) = (rest.len(), rest.len() + line.len());
        if places.iter().all(|place| place.start >= end || place.end.max(place.start + 1) <= start) {
            rest.push_str(line);
            continue;
        }
        if line.trim_start().starts_with('[') {
            return None;
        }
        let breaks = line.len() - line.trim_end_matches(['\r', '\n']).len();
        rest.push_str(&" ".repeat(line.len() - breaks));
        rest.push_str(&line[line.len() - breaks..]);
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toml_check::format::EXAMPLE;

    fn places(text: &str) -> Vec<&str> {
        let (_, errors) = DeTable::parse_recoverable(text);
        syntax_problems(&EXAMPLE, text, &errors).into_iter().map(|problem| &text[problem.place]).collect()
    }

    #[test]
    fn a_mistake_is_shown_on_its_own_line() {
        assert_eq!(places("title = \"x\nsides = true\n"), ["title = \"x"]);
        assert_eq!(places("a = 1\nb = \n\nc = tru\n"), ["b =", "tru"]);
        assert_eq!(places("a = ["), ["a = ["]);
        assert_eq!(places("a = [\n"), ["a = ["]);
    }

    #[test]
    fn an_unclosed_list_is_one_mistake() {
        assert_eq!(places("range = [1,\nmust = true\nbelow = \"x\"\nabove = \"y\"\n").len(), 1);
    }

    #[test]
    fn blanking_keeps_every_other_place() {
        let text = "a = 'é\r\nb = 2\r\n";
        let rest = without_lines(text, std::iter::once(&(2..3)));
        assert_eq!(rest.as_deref(), Some("       \r\nb = 2\r\n"));
        assert_eq!(without_lines("[[target]\na = 1\n", std::iter::once(&(9..9))), None);
    }
}
