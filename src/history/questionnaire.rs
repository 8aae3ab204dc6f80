//! The Roland-Morris disability questionnaire among those that are kept.

use chrono::{DateTime, FixedOffset};

use super::personal::Questionnaire;

impl Questionnaire {
    /// The kind of the Roland-Morris disability questionnaire.
    pub const ROLAND_MORRIS: &str = "rmdq";

    /// Its answers, a statement each: the score is how many are true.
    #[must_use]
    pub fn roland_morris(taken: DateTime<FixedOffset>, answers: Vec<bool>) -> Self {
        let score = answers.iter().map(|is_true| u32::from(*is_true)).sum();
        Self { taken, kind: Self::ROLAND_MORRIS.to_owned(), answers, score }
    }
}
