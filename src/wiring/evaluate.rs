//! `supple evaluate`: finds the clips and photos of folders with their truth, and has them played and judged.

use std::io::{BufRead, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use supple::app;
use supple::app::{Exit, Failure};
use supple::args::ModelArgs;
use supple::device::clock;
use supple::device::files;
use supple::device::plain::shown;
use supple::device::recordings;
use supple::evaluate;
use supple::evaluate::Accepted;
use supple::evaluate::Player;
use supple::evaluate::{Bench, Format, Heading};
use supple::judge::Recogniser;
use supple::record::Store;

use self::folders::{footage, keep_truths, recording_in};
use super::failure::file_failure;
use super::opening::{estimator, open_file};
use super::own;
use super::terminal::{stop_on_interrupt, tell};

mod folders;

/// Pose engines that play clips at the same time, at most: more would be held up by memory rather than speed.
const MOST_ENGINES: usize = 4;
/// The most bytes that a file of accepted shortfalls may have.
const ACCEPTED_LIMIT: u64 = 1 << 16;

/// `supple evaluate`.
pub fn evaluate(
    folders: &[PathBuf],
    format: Format,
    keep: Option<&Path>,
    date: Option<String>,
    require_aims: Option<&Path>,
    models: &ModelArgs,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let library = own::embedded()?;
    let required = require_aims.map(accepted).transpose()?;
    let footage = footage(folders)?;
    // Recordings need no pose engine, and so no ONNX Runtime either.
    let videos = footage.videos();
    let engines = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_ENGINES).min(videos);
    let engines = if videos == 0 && !footage.photos.is_empty() { 1 } else { engines };
    let engines = (0..engines).map(|_| estimator(models)).collect::<Result<_, _>>()?;
    if let Some(folder) = keep {
        keep_truths(&footage, folder)?;
    }
    let kept = |name: &str| -> Result<Box<dyn Store>, Failure> {
        recordings::create(&recording_in(keep.unwrap_or(Path::new("")), name)).map_err(|error| file_failure(&error))
    };
    let open_recording = |path: &Path| -> Result<Box<dyn BufRead>, Failure> {
        recordings::open(path).map_err(|error| file_failure(&error))
    };
    let recogniser = || -> evaluate::ClipRecogniser<'_> {
        let mut recogniser = Recogniser::new(library.stretches().cloned());
        Box::new(move |seen| {
            recogniser.observe(seen);
            recogniser.recognised().map(|recognised| evaluate::named(&recognised))
        })
    };
    let player = Player {
        open: &|path| open_file(path, Duration::ZERO),
        open_recording: &open_recording,
        keep: keep.is_some().then_some(&kept),
        progress: &|words| tell(words),
        stop: &stop,
    };
    let bench = Bench { engines, library: &library, recogniser: Some(&recogniser), player, required };
    let folders: Vec<_> = folders.iter().map(|folder| shown(folder)).collect();
    let kept = keep.map_or_else(String::new, |folder| format!(" --keep {}", shown(folder)));
    let command = format!("supple evaluate {}{kept}{}", folders.join(" "), own_models(models));
    let heading = Heading { command, date: date.unwrap_or_else(clock::today) };
    let damaged = supple::evaluate::evaluate(footage, heading, bench, format, out)?;
    app::all_failures(damaged).map_or(Ok(Exit::Done), Err)
}

/// What the aims may fall short by, as a file says; without one, by nothing.
fn accepted(file: &Path) -> Result<Accepted, Failure> {
    if file.as_os_str().is_empty() {
        return Ok(Accepted::default());
    }
    let text = files::read_text_of(file, ACCEPTED_LIMIT).map_err(|error| file_failure(&error))?;
    Accepted::parse(&shown(file), &text)
}

fn own_models(models: &ModelArgs) -> String {
    let option = |name: &str, path: &Option<PathBuf>| {
        path.as_ref().map_or_else(String::new, |path| format!(" {name} {}", shown(path)))
    };
    option("--models", &models.models) + &option("--pose-model", &models.pose_model)
}
