//! What lies in the folders that are evaluated, and where recordings of it are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use supple::app;
use supple::app::Failure;
use supple::device::files;
use supple::device::plain::shown;
use supple::evaluate::Clip;
use supple::evaluate::Footage;
use supple::evaluate::Skipped;
use supple::evaluate::photos::parse_references;
use supple::evaluate::{RealTruth, clip_name};
use supple::evaluate::{Truth, TruthError};

use crate::wiring::failure::file_failure;

/// What a video's name ends in.
const VIDEOS: [&str; 6] = ["mp4", "mov", "webm", "mkv", "avi", "m4v"];
/// What a recording's name ends in.
const RECORDINGS: [&str; 2] = [".jsonl.gz", ".jsonl"];
/// The file that makes a folder one of photos.
const MEDIAPIPE: &str = "mediapipe.json";
/// The file that lists clips of real people.
const CLIPS: &str = "clips.json";
/// The most bytes that a truth may have: five minutes at thirty frames a second.
const TRUTH_LIMIT: u64 = 64 << 20;

/// Everything in these folders that can be evaluated. All that is wrong with them is reported at once.
pub fn footage(folders: &[PathBuf]) -> Result<Footage, Failure> {
    let mut footage = Footage::default();
    let mut wrong = Vec::new();
    for folder in folders {
        if let Err(failure) = add_folder(folder, &mut footage, &mut wrong) {
            wrong.push(failure);
        }
    }
    app::all_failures(wrong).map_or(Ok(footage), Err)
}

/// A clip in a folder: a video, or a recording of one.
struct Found {
    name: String,
    path: PathBuf,
    is_recorded: bool,
}

impl Found {
    fn with<T>(self, truth: T) -> Clip<T> {
        Clip { name: self.name, path: self.path, is_recorded: self.is_recorded, truth }
    }
}

/// The clips of a folder by name. Where a video lies beside its recording it is the one that is played: it is newer, or else
/// nobody would have laid it there again.
fn clips_in(folder: &Path) -> Result<Vec<Found>, Failure> {
    let of = |extensions: &[&str]| files::list(folder, extensions).map_err(|error| file_failure(&error));
    let videos = of(&VIDEOS)?.into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Found { name, path, is_recorded: false }
    });
    let mut found: Vec<Found> = videos.collect();
    let names: BTreeSet<String> = found.iter().map(|found| found.name.clone()).collect();
    for path in of(&["gz", "jsonl"])? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = RECORDINGS.iter().find_map(|ending| file.strip_suffix(ending));
        if let Some(name) = name.filter(|&name| !names.contains(name)) {
            found.push(Found { name: name.to_owned(), path, is_recorded: true });
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn add_folder(folder: &Path, footage: &mut Footage, wrong: &mut Vec<Failure>) -> Result<(), Failure> {
    if folder.is_file() {
        return Err(Failure::bad_input(format!("{}: is a file, not a folder", shown(folder)), "name its folder"));
    }
    let found = clips_in(folder)?;
    let (references, told_of) = (folder.join(MEDIAPIPE), folder.join(CLIPS));
    if found.is_empty() && !references.exists() {
        return Err(Failure::bad_input(
            format!(
                "{}: is a folder without clips (mp4 and the like), without recordings of them (jsonl.gz), and without {MEDIAPIPE}",
                shown(folder)
            ),
            "name the folder that the clips are in, each with its truth as a JSON file of the same name beside it, or all in \
             clips.json",
        ));
    }
    let mut real = if told_of.exists() { real_truths(&told_of)? } else { BTreeMap::new() };
    for clip in found {
        if let Some(truth) = real.remove(&clip.name) {
            footage.real.push(clip.with(truth));
            continue;
        }
        let beside = folder.join(format!("{}.json", clip.name));
        if !beside.exists() {
            let why = format!("has no truth beside it ({})", shown(&beside));
            footage.skipped.push(Skipped { file: shown(&clip.path), why });
            continue;
        }
        match truth(&beside) {
            Ok(truth) => footage.clips.push(clip.with(truth)),
            Err(failure) => wrong.push(failure),
        }
    }
    // Other people's clips are listed and not passed on.
    footage.absent += real.len();
    if references.exists() {
        let text = text(&references)?;
        let file = shown(&references);
        let photos =
            parse_references(&file, &text).map_err(|error| Failure::bad_input(error.to_string(), error.remedy()))?;
        footage.photos.extend(photos.into_iter().map(|(photo, reference)| (folder.join(photo), reference)));
    }
    Ok(())
}

fn text(path: &Path) -> Result<String, Failure> {
    files::read_text_of(path, TRUTH_LIMIT).map_err(|error| file_failure(&error))
}

fn truth(path: &Path) -> Result<Truth, Failure> {
    Truth::parse(&shown(path), &text(path)?).map_err(|error| truth_failure(&error))
}

fn real_truths(path: &Path) -> Result<BTreeMap<String, RealTruth>, Failure> {
    RealTruth::parse_all(&shown(path), &text(path)?).map_err(|problems| {
        let failures = problems.iter().map(|error| Failure::bad_input(error.to_string(), "put it right in that file"));
        app::all_failures(failures.collect()).unwrap_or_else(|| Failure::bad_input(shown(path), ""))
    })
}

fn truth_failure(error: &TruthError) -> Failure {
    Failure::bad_input(error.to_string(), error.remedy())
}

/// Where in `folder` the recording of the clip of this name is kept.
pub fn recording_in(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", RECORDINGS[0]))
}

/// Puts the truth of all clips into `folder`, where their recordings will lie beside it.
pub fn keep_truths(footage: &Footage, folder: &Path) -> Result<(), Failure> {
    let clips = footage.clips.iter().map(|clip| (&clip.name, &clip.path));
    let real = footage.real.iter().map(|clip| (&clip.name, &clip.path));
    let mut names = BTreeSet::new();
    if let Some((name, path)) = clips.clone().chain(real.clone()).find(|(name, _)| !names.insert(*name)) {
        return Err(Failure::bad_input(
            format!("{}: another clip is called {name} too, and their recordings would be the same file", shown(path)),
            "keep the recordings of each folder in a folder of their own",
        ));
    }
    files::new_folder(folder).map_err(|error| file_failure(&error))?;
    for (name, path) in clips {
        let file = format!("{name}.json");
        write(&folder.join(&file), &text(&path.with_file_name(file))?)?;
    }
    let mut entries = serde_json::Map::new();
    for (name, path) in real {
        let told_of = path.with_file_name(CLIPS);
        let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text(&told_of)?)
            .map_err(|error| Failure::bad_input(format!("{}: {error}", shown(&told_of)), "put it right"))?;
        entries.extend(all.into_iter().filter(|(clip, _)| clip_name(clip) == name));
    }
    if entries.is_empty() {
        return Ok(());
    }
    let list = serde_json::to_string_pretty(&entries).map_err(std::io::Error::from)?;
    write(&folder.join(CLIPS), &list)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    files::write_new(path, text).map_err(|error| file_failure(&error))
}
