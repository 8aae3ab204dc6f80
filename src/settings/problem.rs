//! What can be wrong with settings beyond what can be wrong in any file.

use crate::toml_check::{Diagnosis, Diagnostic, Format, quoted};

/// The settings' file, as problems speak of it.
pub(super) static FORMAT: Format = Format {
    name: "settings",
    when_empty: "`supple config --template` shows what can be in it",
    how_a_line_looks: "a line is `key = value` under a [table]: texts in double quotes, true or false, or a number",
    when_twice: "keep one of the two",
};

/// What can be wrong with settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProblemKind {
    /// A setting in another table than its own.
    Misplaced {
        /// The setting.
        key: String,
        /// Its table.
        table: &'static str,
        /// A line with it.
        example: &'static str,
    },
    /// A dose for a stretch that there isn't.
    UnknownStretch {
        /// Its name.
        name: String,
        /// The stretch that was probably meant.
        nearest: Option<String>,
    },
    /// A window's size that can't be one.
    NoSize {
        /// What stands there.
        text: String,
        /// What can be.
        allowed: String,
    },
}

impl Diagnostic for ProblemKind {
    fn diagnosis(&self, _: &Format) -> Diagnosis {
        match self {
            Self::Misplaced { key, table, example } => Diagnosis::wrong(
                "wrong-table",
                format!("{} belongs under [{table}]", quoted(key)),
                "not here",
                format!("write a line [{table}], and below it {example}"),
            ),
            Self::UnknownStretch { name, nearest } => Diagnosis::wrong(
                "unknown-stretch",
                format!("unknown stretch {}", quoted(name)),
                "no stretch has this name",
                match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "`supple list` shows the names".to_owned(),
                },
            ),
            Self::NoSize { text, allowed } => Diagnosis::wrong(
                "no-size",
                format!("{} is no window's size", quoted(text)),
                "not a size",
                format!("width and height in pixels, {allowed}: size = \"1280x720\""),
            ),
        }
    }
}
