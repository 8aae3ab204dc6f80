//! What can be wrong in any file, whatever it describes, and in [`Fault::diagnosis`](Diagnostic::diagnosis) all that is said about it.

use super::diagnosis::{Diagnosis, Diagnostic, quoted, suggestion};
use super::format::Format;
use super::nearest::nearest;
use super::vocabulary::Vocabulary;

/// What can be wrong in any file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    /// The file is far too large to be one.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// There is nothing in the file but remarks.
    EmptyFile,
    /// The text is not TOML.
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// The same key twice in one table.
    DuplicateKey,
    /// A key that nothing reads.
    UnknownKey {
        /// The key.
        key: String,
        /// What it is in, such as `a [[target]]`.
        table: &'static str,
        /// The keys that are read.
        known: Vec<&'static str>,
        /// The key it was probably meant to be.
        nearest: Option<&'static str>,
    },
    /// A key that must be there is not.
    MissingKey {
        /// The key.
        key: &'static str,
        /// What it belongs in.
        table: &'static str,
        /// A line that would do.
        example: &'static str,
    },
    /// A value of the wrong type.
    WrongType {
        /// Its key.
        key: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
        /// Whether it is one entry of a list under that key.
        entry: bool,
        /// A line that would do.
        example: &'static str,
    },
    /// A word that is not in its list.
    UnknownWord {
        /// The list.
        vocabulary: &'static Vocabulary,
        /// The word.
        word: String,
        /// The list's words.
        known: Vec<String>,
        /// The word it was probably meant to be.
        nearest: Option<String>,
    },
    /// A text or list with nothing in it.
    Empty {
        /// Its key.
        key: &'static str,
        /// A line that would do.
        example: &'static str,
    },
    /// A text that is too long for its place on the screen.
    TooLong {
        /// Its key.
        key: &'static str,
        /// Its length in characters.
        length: usize,
        /// The most that fit.
        limit: usize,
    },
    /// A text with a character that cannot be shown.
    ControlCharacter {
        /// Its key.
        key: &'static str,
    },
    /// A number that makes no sense for its key.
    OutOfBounds {
        /// Its key.
        key: &'static str,
        /// The number as written.
        value: String,
        /// The least that makes sense.
        low: f64,
        /// The most that makes sense.
        high: f64,
        /// The unit with a space before it, or nothing.
        unit: &'static str,
    },
    /// Infinity or not-a-number, which TOML can write and nobody can stretch to.
    NotFinite {
        /// Its key.
        key: &'static str,
        /// The number as written.
        value: String,
    },
}

impl Fault {
    /// A word that is not one of `known`, with the one it was probably meant to be.
    pub fn unknown_word<'k>(
        vocabulary: &'static Vocabulary,
        word: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Self {
        let nearest = nearest(word, known.clone()).map(str::to_owned);
        Self::UnknownWord { vocabulary, word: word.to_owned(), nearest, known: known.map(str::to_owned).collect() }
    }
}

impl Diagnostic for Fault {
    fn diagnosis(&self, format: &Format) -> Diagnosis {
        match self {
            Self::TooLarge { bytes } => Diagnosis::wrong(
                "too-large",
                format!("this file is {bytes} bytes long, far more than it can need"),
                "starts here",
                "is this the right file?",
            ),
            Self::EmptyFile => {
                Diagnosis::wrong("empty-file", "this file is empty", "nothing but this", format.when_empty)
            }
            Self::Syntax { message } => Diagnosis::wrong("syntax", message, "here", format.how_a_line_looks),
            Self::DuplicateKey => {
                Diagnosis::wrong("duplicate-key", "this key is already there", "a second time", format.when_twice)
            }
            Self::UnknownKey { key, table, known, nearest } => Diagnosis::wrong(
                "unknown-key",
                format!("unknown key {}", quoted(key)),
                format!("not a key of {table}"),
                suggestion(*nearest, "keys here", known),
            ),
            Self::MissingKey { key, table, example } => Diagnosis::lacking(
                "missing-key",
                format!("`{key}` is missing from {table}"),
                format!("`{key}` belongs here"),
                format!("write for example: {example}"),
            ),
            Self::WrongType { key, expected, found, entry, example } => Diagnosis::wrong(
                "wrong-type",
                format!("{}`{key}` should be {expected}, not {found}", if *entry { "each entry of " } else { "" }),
                *found,
                format!("write it like this: {example}"),
            ),
            Self::UnknownWord { vocabulary, word, known, nearest } => Diagnosis::wrong(
                vocabulary.code,
                format!("unknown {} {}", vocabulary.one, quoted(word)),
                format!("no {} has this name", vocabulary.one),
                match vocabulary.instead_of_all {
                    Some(instead) if nearest.is_none() => instead.to_owned(),
                    _ => suggestion(nearest.as_deref(), vocabulary.many, known),
                },
            ),
            Self::Empty { key, example } => Diagnosis::wrong(
                "empty",
                format!("`{key}` is empty"),
                "nothing here",
                format!("write for example: {example}"),
            ),
            Self::TooLong { key, length, limit } => Diagnosis::wrong(
                "too-long",
                format!("`{key}` is {length} characters long; {limit} at most can be read"),
                format!("{length} characters"),
                format!("say it in {limit} characters or fewer"),
            ),
            Self::ControlCharacter { key } => Diagnosis::wrong(
                "control-character",
                format!("`{key}` has a character that cannot be shown"),
                "in here",
                "remove it; a line break is a space anyway",
            ),
            Self::OutOfBounds { key, value, low, high, unit } => Diagnosis::wrong(
                "out-of-bounds",
                format!("`{key}` is {value}; it can be {low} to {high}{unit}"),
                format!("not from {low} to {high}{unit}"),
                format!("write a number from {low} to {high}{unit}"),
            ),
            Self::NotFinite { key, value } => Diagnosis::wrong(
                "not-finite",
                format!("`{key}` has {} where a number belongs", quoted(value)),
                "not a quantity",
                "write a plain number such as 90 or 0.5",
            ),
        }
    }
}
