//! A questionnaire that was answered.

use chrono::{DateTime, FixedOffset};

/// Answers to a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questionnaire {
    /// When, by the person's own clock.
    pub taken: DateTime<FixedOffset>,
    /// Which: [`ROLAND_MORRIS`](Self::ROLAND_MORRIS).
    pub kind: String,
    /// Whether each statement was true, in order.
    pub answers: Vec<bool>,
    /// What they come to.
    pub score: u32,
}

impl Questionnaire {
    /// The Roland-Morris disability questionnaire.
    pub const ROLAND_MORRIS: &str = "rmdq";

    /// The answers to the Roland-Morris questionnaire, a statement each.
    #[must_use]
    pub fn roland_morris(taken: DateTime<FixedOffset>, answers: Vec<bool>) -> Self {
        let score = answers.iter().map(|is_true| u32::from(*is_true)).sum();
        Self { taken, kind: Self::ROLAND_MORRIS.to_owned(), answers, score }
    }
}
