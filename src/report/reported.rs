//! What a report is of, and why there may be none.

use chrono::NaiveDate;

use crate::history::{PastSession, Questionnaire};
use crate::language::Language;

/// What is reported.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The version of the program that reports.
    pub program: &'a str,
    /// The language that it is written in.
    pub language: Language,
    /// The day of the report.
    pub today: NaiveDate,
    /// The sessions, the earliest first.
    pub sessions: &'a [PastSession],
    /// The questionnaires that were answered.
    pub questionnaires: &'a [Questionnaire],
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// Nothing was stretched in any of the sessions.
    #[error("there is nothing to report: no session in which anything was stretched")]
    Nothing,
    /// A chart that the library for charts would not draw.
    #[error("a chart cannot be drawn: {0}")]
    Chart(String),
}
