//! What has come of some weeks, as lines to read on a terminal.

use std::io;
use std::io::Write;

use crate::history::{Progress, Remark};
use crate::language::Language;
use crate::wording::progress as words;

/// Writes what has come of it, in lines of at most `width` characters in this language.
pub fn tell(out: &mut dyn Write, progress: &Progress, (width, language): (usize, Language)) -> io::Result<()> {
    let Some(adherence) = &progress.adherence else {
        return writeln!(out, "{}", textwrap::fill(words::nothing_yet(language), width));
    };
    writeln!(out, "{}", textwrap::fill(&words::adherence(adherence, language), width))?;
    let [reach, holding, sides, pain, disability, sight] = words::headings(language);
    let parts: [(&str, Vec<String>); 6] = [
        (reach, progress.reaches.iter().map(|reach| words::reach(progress, reach, language)).collect()),
        (holding, progress.holdings.iter().map(|held| words::holding(progress, held, language)).collect()),
        (sides, progress.sides.iter().map(|sides| words::sides(progress, sides, language)).collect()),
        (pain, progress.pain.iter().flat_map(|course| words::pain(course, language)).collect()),
        (disability, progress.disability.iter().flat_map(|course| words::disability(course, language)).collect()),
        (sight, words::sight(&progress.sight, language).into_iter().collect()),
    ];
    for (title, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        writeln!(out, "\n{title}")?;
        let options = textwrap::Options::new(width).initial_indent("  ").subsequent_indent("    ");
        for line in lines {
            writeln!(out, "{}", textwrap::fill(&line, &options))?;
        }
    }
    Ok(())
}

/// What history says in a session, as it is read.
#[must_use]
pub fn remark(remark: Remark, language: Language) -> String {
    words::remark(remark, language)
}
