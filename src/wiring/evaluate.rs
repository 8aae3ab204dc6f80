//! `supple evaluate`: finds the clips and photos of folders with their truth, and has them played and judged.

use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use supple::app::evaluate::photos::parse_references;
use supple::app::evaluate::{self, Bench, Clip, Footage, Format, Heading, Skipped, Truth};
use supple::app::{self, Exit, Failure};
use supple::args::ModelArgs;
use supple::coach::Recogniser;
use supple::device::clock;
use supple::device::files;

use super::file_failure;
use super::opening::{estimator, open_file};
use super::own;
use super::terminal::stop_on_interrupt;

/// Pose engines that play clips at the same time, at most: more would be held up by memory rather than speed.
const MOST_ENGINES: usize = 4;
/// What a video's name ends in.
const VIDEOS: [&str; 6] = ["mp4", "mov", "webm", "mkv", "avi", "m4v"];
/// The file that makes a folder one of photos.
const MEDIAPIPE: &str = "mediapipe.json";
/// The most bytes that a truth may have: five minutes at thirty frames a second.
const TRUTH_LIMIT: u64 = 64 << 20;

/// `supple evaluate`.
pub fn evaluate(
    folders: &[PathBuf],
    format: Format,
    date: Option<String>,
    models: &ModelArgs,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let library = own::embedded()?;
    let footage = footage(folders)?;
    let engines = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_ENGINES);
    let engines = engines.min(footage.clips.len().max(1));
    let recogniser = || -> evaluate::Recogniser<'_> {
        let mut recogniser = Recogniser::new(library.stretches().cloned());
        Box::new(move |seen| {
            recogniser.observe(seen);
            recogniser.recognised().map(|recognised| evaluate::named(&recognised))
        })
    };
    let bench = Bench {
        engines: (0..engines).map(|_| estimator(models)).collect::<Result<_, _>>()?,
        library: &library,
        recogniser: Some(&recogniser),
        open: &|path| open_file(path, Duration::ZERO),
        progress: &|words| eprintln!("{words}"),
        stop: &stop,
    };
    let folders: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
    let command = format!("supple evaluate {}{}", folders.join(" "), own_models(models));
    let heading = Heading { command, date: date.unwrap_or_else(clock::today) };
    let damaged = app::evaluate::evaluate(footage, heading, bench, format, out)?;
    app::all_failures(damaged).map_or(Ok(Exit::Done), Err)
}

fn own_models(models: &ModelArgs) -> String {
    let option = |name: &str, path: &Option<PathBuf>| {
        path.as_ref().map_or_else(String::new, |path| format!(" {name} {}", path.display()))
    };
    option("--models", &models.models) + &option("--pose-model", &models.pose_model)
}

/// Everything in these folders that can be evaluated. All that is wrong with them is told at once.
fn footage(folders: &[PathBuf]) -> Result<Footage, Failure> {
    let mut footage = Footage::default();
    let mut wrong = Vec::new();
    for folder in folders {
        if let Err(failure) = add_folder(folder, &mut footage, &mut wrong) {
            wrong.push(failure);
        }
    }
    app::all_failures(wrong).map_or(Ok(footage), Err)
}

fn add_folder(folder: &Path, footage: &mut Footage, wrong: &mut Vec<Failure>) -> Result<(), Failure> {
    if folder.is_file() {
        return Err(Failure::bad_input(format!("{}: is a file, not a folder", folder.display()), "name its folder"));
    }
    let videos = files::list(folder, &VIDEOS).map_err(|error| file_failure(&error))?;
    let references = folder.join(MEDIAPIPE);
    if videos.is_empty() && !references.exists() {
        return Err(Failure::bad_input(
            format!("{}: is a folder without clips (mp4 and the like) and without {MEDIAPIPE}", folder.display()),
            "name the folder that the clips are in, each with its truth as a JSON file of the same name beside it",
        ));
    }
    for path in videos {
        let beside = path.with_extension("json");
        if !beside.exists() {
            let why = format!("has no truth beside it ({})", beside.display());
            footage.skipped.push(Skipped { file: path.display().to_string(), why });
            continue;
        }
        match truth(&beside) {
            Ok(truth) => {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                footage.clips.push(Clip { name, path, truth });
            }
            Err(failure) => wrong.push(failure),
        }
    }
    if references.exists() {
        let text = files::read_text_of(&references, TRUTH_LIMIT).map_err(|error| file_failure(&error))?;
        let file = references.display().to_string();
        let photos =
            parse_references(&file, &text).map_err(|error| Failure::bad_input(error.to_string(), error.remedy()))?;
        footage.photos.extend(photos.into_iter().map(|(photo, reference)| (folder.join(photo), reference)));
    }
    Ok(())
}

fn truth(path: &Path) -> Result<Truth, Failure> {
    let text = files::read_text_of(path, TRUTH_LIMIT).map_err(|error| file_failure(&error))?;
    Truth::parse(&path.display().to_string(), &text)
        .map_err(|error| Failure::bad_input(error.to_string(), error.remedy()))
}
