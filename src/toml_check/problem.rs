//! One thing that is wrong with a file, and where.

use std::ops::Range;

use super::diagnosis::Diagnosis;
use super::format::Format;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of file it is in; its name is the first half of the code.
    pub format: &'static Format,
    /// Bytes of the text to underline.
    pub place: Range<usize>,
    /// Another place that has to do with it, and what is there.
    pub also: Option<(Range<usize>, &'static str)>,
    /// All that is said about it.
    pub diagnosis: Diagnosis,
}

impl Problem {
    /// Its stable name, such as `stretch::crossed-range`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}::{}", self.format.name, self.diagnosis.code)
    }
}
