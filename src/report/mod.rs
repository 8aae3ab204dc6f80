//! The report: what has come of some weeks of stretching, as one page for the person and whoever treats them. Pure: sessions in, HTML out.
//! Nothing is computed here that [`Progress`] says; which of it is shown, how it is drawn and in which words is all there is. docs/report.md
//! says what the page holds, and a test recomputes every number on it from the export.

use crate::history::Progress;
use crate::history::progress::Adherence;

mod chart;
mod figures;
mod method;
mod number;
mod page;
mod picked;
mod reported;
mod summary;
mod tables;
mod words;

pub use reported::{ReportError, Reported};

/// The report as a page for a browser or a printer, with everything it needs inside.
pub fn html(reported: &Reported<'_>) -> Result<String, ReportError> {
    let progress = Progress::of(reported.sessions, reported.questionnaires, reported.today);
    let adherence: &Adherence = progress.adherence.as_ref().ok_or(ReportError::Nothing)?;
    Ok(page::page(reported, &progress, adherence)?.into_string() + "\n")
}
