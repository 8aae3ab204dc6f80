//! What a file describes: a stretch or a routine.

use std::fmt;

use toml::de::DeTable;

use crate::toml_check::{Format, LARGEST_FILE};

/// What a file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// One stretch.
    Stretch,
    /// Stretches in order.
    Routine,
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stretch => STRETCH.name,
            Self::Routine => ROUTINE.name,
        })
    }
}

/// A stretch's file, as problems speak of it.
pub(super) static STRETCH: Format = format("stretch");
/// A routine's file, as problems speak of it.
pub(super) static ROUTINE: Format = format("routine");

const fn format(name: &'static str) -> Format {
    Format {
        name,
        when_empty: "`supple new NAME` writes one to start from; routines/README.md explains what is in it",
        how_a_line_looks: "a line is `key = value`: texts in double quotes, lists in [ ], and a target starts with [[target]]",
        when_twice: "keep one of the two; a new target starts with [[target]]",
    }
}

/// What a file describes, by its keys: `step` or `about` make a routine, everything else is taken for a stretch.
#[must_use]
pub fn kind_of(text: &str) -> FileKind {
    if text.len() > LARGEST_FILE {
        return FileKind::Stretch;
    }
    let (tree, _) = DeTable::parse_recoverable(text);
    let has = |key: &str| tree.get_ref().contains_key(key);
    if has("step") || (has("about") && !has("target")) { FileKind::Routine } else { FileKind::Stretch }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_keys() {
        for (text, kind) in [
            ("", FileKind::Stretch),
            ("[[target]]", FileKind::Stretch),
            ("title = 'x'\n[[step]]", FileKind::Routine),
            ("about = 'x'", FileKind::Routine),
            ("about = 'x'\n[[target]]", FileKind::Stretch),
            ("[[step]]\nstretch = 'sphinx\n", FileKind::Routine),
        ] {
            assert_eq!(kind_of(text), kind, "{text}");
        }
    }
}
