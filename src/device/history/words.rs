//! The words by which kinds of things stand in the database.

use rusqlite::types::Type;

use crate::body::Side;
use crate::coach::Choice;
use crate::history::Course;
use crate::measure::BodyView;
use crate::stretch::Deeper;

/// Something of which there are a few kinds, each with its word.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// All of them.
    const WORDS: &'static [(Self, &'static str)];

    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }
}

impl Word for Side {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Left, "left"), (Self::Right, "right")];
}

impl Word for Course {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Completed, "completed"), (Self::GivenUp, "given_up"), (Self::CutShort, "cut_short")];
}

impl Word for BodyView {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Side, "side"),
        (Self::ThreeQuarter, "three_quarter"),
        (Self::Front, "front"),
        (Self::EndOn, "end_on"),
        (Self::Unknown, "unknown"),
    ];
}

impl Word for Deeper {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Higher, "higher"), (Self::Lower, "lower")];
}

impl Word for Choice {
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::GoOn, "go_on"), (Self::Skip, "skip"), (Self::Hurts, "hurts"), (Self::Stop, "stop")];
}

/// The kind whose word stands in this column.
pub(super) fn kind<T: Word>(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<T> {
    let word: String = row.get(column)?;
    T::of(&word).ok_or_else(|| unreadable(format!("{column}: {word}")))
}

/// The same for a column in which none need stand.
pub(super) fn kind_or_none<T: Word>(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    let word: Option<String> = row.get(column)?;
    word.map(|word| T::of(&word).ok_or_else(|| unreadable(format!("{column}: {word}")))).transpose()
}

/// A value that this program never wrote.
pub(super) fn unreadable(what: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, what.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word() {
        for (choice, words) in Choice::ALL.into_iter().zip(Choice::WORDS) {
            assert_eq!((choice, choice.word()), *words);
        }
        assert_eq!(<Side as Word>::of("right"), Some(Side::Right));
        assert_eq!(Course::of("none"), None);
    }
}
