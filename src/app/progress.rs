//! What has come of some weeks, as lines to read on a terminal.

use std::io;
use std::io::Write;

use crate::history::{Progress, Remark};
use crate::language::Language;
use crate::wording::progress as words;

/// Writes what has come of it, in lines of at most `width` characters.
pub fn tell(out: &mut dyn Write, progress: &Progress, width: usize) -> io::Result<()> {
    let Some(adherence) = &progress.adherence else {
        return writeln!(out, "{}", textwrap::fill("Nothing yet: your first session begins it.", width));
    };
    writeln!(out, "{}", textwrap::fill(&words::adherence(adherence), width))?;
    let parts: [(&str, Vec<String>); 6] = [
        ("How far you reach", progress.reaches.iter().map(|reach| words::reach(progress, reach)).collect()),
        ("How long you hold", progress.holdings.iter().map(|held| words::holding(progress, held)).collect()),
        ("Left and right", progress.sides.iter().map(|sides| words::sides(progress, sides)).collect()),
        ("How it feels", progress.pain.iter().flat_map(words::pain).collect()),
        ("Your back in everyday life", progress.disability.iter().flat_map(words::disability).collect()),
        ("What the camera saw", words::sight(&progress.sight).into_iter().collect()),
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
