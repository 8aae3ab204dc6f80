//! What `pose` and `assess` have in common: every frame of a source is looked at and printed, as one JSON object a line or in
//! words.

use std::io;
use std::io::Write;

use serde::Serialize;

use super::failure::Failure;
use super::reader::Reader;
use super::stop::Stop;
use super::watch::Watch;
use crate::decimals::round;
use crate::frame::Frame;
use crate::measure::Observation;
use crate::seam::PoseEstimator;

/// One frame as it was seen.
pub(super) struct Seen<'a> {
    pub frame: &'a Frame,
    pub observation: &'a Observation,
    /// People whom the detector found; `None` where it did not look.
    pub detections: Option<usize>,
}

/// Has every frame printed, until the source ends or somebody stops it.
pub(super) fn every_frame(
    source: &mut Reader,
    estimator: &mut dyn PoseEstimator,
    wants_spine: bool,
    stop: &Stop,
    mut tell: impl FnMut(&Seen<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut watch = Watch::default();
    while let Some(read) = source.next_unless(stop) {
        let Some(frame) = read? else { break };
        let observation = watch.observe(estimator, &frame, wants_spine)?;
        tell(&Seen { frame: &frame, observation: &observation, detections: estimator.detections() })?;
    }
    Ok(())
}

/// A frame's object: which frame it is, then what is printed of it.
#[derive(Serialize)]
struct Line<'a, T> {
    file: &'a str,
    frame: u64,
    /// Seconds.
    time: f64,
    #[serde(flatten)]
    told: T,
}

/// Writes a frame's line of JSON.
pub(super) fn write_json(out: &mut dyn Write, frame: &Frame, told: impl Serialize) -> io::Result<()> {
    let line = Line { file: &frame.origin, frame: frame.index, time: round(frame.time.secs(), 4), told };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)
}

/// Begins a frame's line of words.
pub(super) fn write_place(out: &mut dyn Write, frame: &Frame) -> io::Result<()> {
    write!(out, "{} frame {} at {:.2} s: ", frame.origin, frame.index, frame.time.secs())
}
