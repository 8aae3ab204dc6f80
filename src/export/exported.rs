//! What an export is of.

use crate::history::{ComfortLimit, PastSession, Questionnaire, Span};

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'a> {
    /// The version of the program that exports.
    pub program: &'a str,
    /// What was asked for.
    pub span: &'a Span,
    /// The sessions of that, the earliest first.
    pub sessions: &'a [PastSession],
    /// The questionnaires of that.
    pub questionnaires: &'a [Questionnaire],
    /// How far they comfortably go, whenever that was found.
    pub comfort: &'a [ComfortLimit],
}
