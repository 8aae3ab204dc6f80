//! `supple evaluate`: how well the program sees and coaches, measured on clips whose truth is known and on photos that
//! MediaPipe has seen.
//!
//! ```text
//! clip + truth → pose engine, once → Recording ┬→ joints, people, backs against the truth   (landmarks)
//!                                              ├→ a session of the stretch it shows         (coaching)
//!                                              └→ sessions of all other stretches           (matrix)
//! clip of a real person + what is held → recording → sessions, free → counted, named, said    (real)
//! photo + MediaPipe's pose → pose engine → distance                                         (photos)
//!                                         all → Report → Markdown, a page, JSON
//! ```

mod aims;
mod coaching;
mod coaching_tables;
mod document;
mod goals;
mod html;
mod landmarks;
mod markdown;
mod matrix;
mod page;
pub mod photos;
mod pose_tables;
mod real;
mod real_tables;
mod real_truth;
mod recording;
mod replay;
mod report;
mod shown;
mod statistics;
mod truth;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

pub use crate::evaluate::aims::Accepted;
pub use crate::evaluate::matrix::{ClipRecogniser, named, recognition};
pub use crate::evaluate::real_truth::{RealTruth, clip_name};
pub use crate::evaluate::recording::{Clip, Player, Recording};
pub use crate::evaluate::report::{Report, Skipped};
pub use crate::evaluate::truth::{Truth, TruthError};

use crate::app::failure::{Exit, Failure};
use crate::evaluate::landmarks::ClipSeen;
use crate::evaluate::photos::{Parity, Reference};
use crate::evaluate::real::Real;
use crate::evaluate::recording::{Open, play_all};
use crate::seam::PoseEstimator;
use crate::stretch_file::Library;

/// What is to be evaluated.
#[derive(Clone, Debug, Default)]
pub struct Footage {
    /// Clips of rendered people with the truth about every frame.
    pub clips: Vec<Clip>,
    /// Clips of real people with what they are seen to do.
    pub real: Vec<Clip<RealTruth>>,
    /// How many of the listed clips of real people are missing.
    pub absent: usize,
    /// Photos with what MediaPipe finds on them, by name.
    pub photos: BTreeMap<PathBuf, Reference>,
    /// Files that are passed over, with the reason.
    pub skipped: Vec<Skipped>,
}

impl Footage {
    /// How many videos there are to be played.
    #[must_use]
    pub fn videos(&self) -> usize {
        let rendered = self.clips.iter().filter(|clip| !clip.is_recorded).count();
        rendered + self.real.iter().filter(|clip| !clip.is_recorded).count()
    }
}

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// One JSON document.
    Json,
    /// A page for a browser.
    Html,
}

impl Format {
    /// The format that these switches ask for, of which one at most is given.
    #[must_use]
    pub const fn of(json: bool, html: bool) -> Self {
        match (json, html) {
            (true, _) => Self::Json,
            (_, true) => Self::Html,
            _ => Self::Markdown,
        }
    }
}

/// What stands at the report's head.
#[derive(Clone, Debug)]
pub struct Heading {
    /// What was typed.
    pub command: String,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
}

/// What evaluating takes, besides the footage.
pub struct Bench<'a> {
    /// The pose engines that videos are shared out among, and at least one where there is a video or a photo.
    pub engines: Vec<Box<dyn PoseEstimator>>,
    /// The stretches that are coached.
    pub library: &'a Library,
    /// Makes a recogniser of stretches, where there is one.
    pub recogniser: Option<&'a dyn Fn() -> ClipRecogniser<'a>>,
    /// Plays the clips.
    pub player: Player<'a>,
    /// What the aims may fall short by, where they must not by more; `None` where nothing is required of them.
    pub required: Option<Accepted>,
}

/// Evaluates all of `footage` and writes a report to `out`. Files that turn out to be damaged are passed over, named in the
/// report, and answered; so are aims that fall short, where they are required.
pub fn evaluate(
    footage: Footage,
    heading: Heading,
    mut bench: Bench<'_>,
    format: Format,
    out: &mut dyn Write,
) -> Result<Vec<Failure>, Failure> {
    let mut damaged = Vec::new();
    let mut parity = Vec::new();
    for (path, reference) in &footage.photos {
        let photographer = bench.engines.first_mut();
        let photographer = photographer.ok_or_else(|| Failure::failed("there is no pose engine", "supple doctor"))?;
        match look_at_photo(path, reference, photographer.as_mut(), bench.player.open) {
            Ok(photo) => parity.push(photo),
            Err(failure) if failure.exit == Exit::BadInput => damaged.push(failure),
            Err(failure) => return Err(failure),
        }
    }
    let mut recordings = Vec::new();
    for recording in play_all(&footage.clips, &mut bench.engines, &bench.player)? {
        recording.map_or_else(|failure| damaged.push(failure), |recording| recordings.push(recording));
    }
    let mut real = Vec::new();
    for recording in play_all(&footage.real, &mut bench.engines, &bench.player)? {
        recording.map_or_else(|failure| damaged.push(failure), |recording| real.push(recording));
    }
    (bench.player.progress)("coaching");
    let recognition = bench.recogniser.map(|recogniser| recognition(&recordings, recogniser));
    let mut report = measured(&recordings, bench.library, recognition, parity, heading);
    let stretches: Vec<_> = bench.library.stretches().cloned().collect();
    let (mut judged, not_coached) = real::judge(&real, &stretches, bench.recogniser);
    judged.absent = footage.absent;
    if !real.is_empty() {
        report.goals.extend(goals::of_real(&judged));
    }
    report.not_coached.extend(not_coached);
    report.real_clips = real.len();
    report.real = judged;
    report.skipped = footage.skipped;
    report.skipped.extend(damaged.iter().map(|failure| {
        let (file, why) = failure.what.split_once(": ").unwrap_or(("", &failure.what));
        Skipped { file: file.to_owned(), why: why.to_owned() }
    }));
    match format {
        Format::Markdown => out.write_all(markdown::markdown(&report.document()).as_bytes())?,
        Format::Html => out.write_all(html::html(&report.document()).as_bytes())?,
        Format::Json => {
            serde_json::to_writer(&mut *out, &report).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    if let Some(accepted) = bench.required {
        let judged = accepted.judge(&report.goals);
        judged.better.iter().for_each(|words| (bench.player.progress)(words));
        damaged.extend(judged.failure());
    }
    Ok(damaged)
}

fn look_at_photo(
    path: &std::path::Path,
    reference: &Reference,
    engine: &mut dyn PoseEstimator,
    open: &Open<'_>,
) -> Result<Parity, Failure> {
    let frame = open(path)?.next_frame()?;
    let pose = frame.map(|frame| engine.estimate(&frame)).transpose()?.flatten();
    let photo = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Parity { photo, distance: pose.map(|pose| reference.compare(&pose)) })
}

/// Everything there is to say about these recordings and photos.
fn measured(
    recordings: &[Recording],
    library: &Library,
    recognition: Option<Vec<matrix::Recognised>>,
    photos: Vec<Parity>,
    heading: Heading,
) -> Report {
    let stretches: Vec<_> = library.stretches().cloned().collect();
    let clips: Vec<_> = recordings.iter().map(ClipSeen::of).collect();
    let (views, bodies) = (landmarks::by_view(&clips), landmarks::by_body(&clips));
    let (coaching, not_coached) = coaching::coach(recordings, &stretches);
    let false_holds = matrix::false_holds(recordings, &stretches);
    let mut goals = Vec::new();
    if !clips.is_empty() {
        goals.extend(goals::of_coaching(&coaching, &false_holds, recognition.as_deref()));
        goals.extend(goals::of_pose(&clips, &views, &bodies));
    }
    Report {
        command: heading.command,
        date: heading.date,
        version: env!("CARGO_PKG_VERSION"),
        goals,
        coaching,
        not_coached,
        false_holds,
        recognition,
        clips,
        views,
        bodies,
        real: Real::default(),
        real_clips: 0,
        photos_summary: photos::summary(&photos),
        photos,
        skipped: Vec::new(),
    }
}
