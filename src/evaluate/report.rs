//! Everything that was measured, as data; the same as a document for people.

use serde::Serialize;

use crate::evaluate::coaching::Coached;
use crate::evaluate::goals::Goal;
use crate::evaluate::landmarks::{BodyErrors, ClipSeen, ViewErrors};
use crate::evaluate::matrix::{FalseHolds, Recognised};
use crate::evaluate::photos::{Parity, Summary};
use crate::evaluate::real::Real;

/// What an evaluation yielded.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What was typed to get it.
    pub command: String,
    /// The day it was made, `YYYY-MM-DD`.
    pub date: String,
    /// The program's version.
    pub version: &'static str,
    /// What is aimed at, and what was reached.
    pub goals: Vec<Goal>,
    /// How clips were coached in the stretch they show.
    pub coaching: Vec<Coached>,
    /// Clips of stretches that aren't known.
    pub not_coached: Vec<String>,
    /// What other stretches count on each clip.
    pub false_holds: Vec<FalseHolds>,
    /// What was recognised in each clip; `None` where nobody tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognition: Option<Vec<Recognised>>,
    /// How clips were seen.
    pub clips: Vec<ClipSeen>,
    /// Joints over all clips of a view.
    pub views: Vec<ViewErrors>,
    /// Joints over all good clips of a body, from the side.
    pub bodies: Vec<BodyErrors>,
    /// How many clips of real people there are.
    pub real_clips: usize,
    /// How they are coached.
    pub real: Real,
    /// Photos against MediaPipe.
    pub photos: Vec<Parity>,
    /// Over all of them.
    pub photos_summary: Option<Summary>,
    /// What was passed over, with the reason.
    pub skipped: Vec<Skipped>,
}

/// Something that was passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
}

/// A figure for a table, with `digits` decimals; a dash if there is no figure.
pub(crate) fn figure(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
}

/// The same with its sign.
pub(crate) fn signed(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:+.digits$}"))
}
