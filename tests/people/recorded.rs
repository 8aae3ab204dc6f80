//! Recordings of the footage that all tests share: each clip goes through the networks once.
//!
//! They lie in `target/tmp/footage`, each with its truth, and are good for the program that made them and for no other: what
//! is seen hangs on most of it. `supple evaluate --keep` makes those that are missing, as many as are asked for.

use std::fs;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};
use supple::device::recordings;
use supple::measure::Observation;
use supple::record::Moment;
use supple::record::Reader;

use super::{footage, shared};

/// The folder in which the recordings of at least these clips of the footage are.
pub fn recorded(clips: &[&str]) -> PathBuf {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(tmp).unwrap();
    // Tests run at the same time, perhaps in several processes. The lock goes with the file.
    let lock = File::create(tmp.join("footage.lock")).unwrap();
    lock.lock().unwrap();
    let folder = tmp.join("footage");
    let (maker, made_by) = (maker(), folder.join("made-by"));
    if fs::read_to_string(&made_by).is_ok_and(|made_by| made_by != maker) || !made_by.exists() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        fs::write(&made_by, maker).unwrap();
    }
    let missing: Vec<&str> = clips.iter().copied().filter(|clip| !is_good(&folder, clip)).collect();
    if !missing.is_empty() {
        record(&missing, tmp, &folder);
    }
    folder
}

/// Everything that was seen in a clip.
pub fn observations(clip: &str) -> Vec<Observation> {
    let file = recorded(&[clip]).join(recording(clip));
    let moments = Reader::new(recordings::open(&file).unwrap()).unwrap();
    let seen = moments.map(|moment| match moment.unwrap() {
        Moment::Seen(observation) => observation,
        Moment::Pressed { .. } => panic!("{clip}: nobody presses anything in footage"),
    });
    seen.collect()
}

fn recording(clip: &str) -> String {
    format!("{clip}.jsonl.gz")
}

/// What all recordings hang on: the program, and the library that runs its networks.
fn maker() -> &'static str {
    static MAKER: OnceLock<String> = OnceLock::new();
    MAKER.get_or_init(read_maker)
}

fn read_maker() -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_supple"));
    let library =
        std::env::var_os("ORT_DYLIB_PATH").map_or_else(|| program.with_file_name("libonnxruntime.so"), PathBuf::from);
    let hash = Sha256::digest(fs::read(program).unwrap());
    format!("{hash:?} {}", library.metadata().map_or(0, |library| library.len()))
}

/// Whether the recording is there and younger than its clip and the clip's truth.
fn is_good(folder: &Path, clip: &str) -> bool {
    let time = |file: PathBuf| file.metadata().and_then(|file| file.modified());
    let from = |ending: &str| time(footage().join(format!("{clip}.{ending}"))).unwrap();
    time(folder.join(recording(clip))).is_ok_and(|made| made >= from("mp4") && made >= from("json"))
}

/// Makes recordings of these clips.
fn record(clips: &[&str], tmp: &Path, folder: &Path) {
    let place = tempfile::tempdir_in(tmp).unwrap();
    let (videos, kept) = (place.path().join("videos"), place.path().join("kept"));
    fs::create_dir(&videos).unwrap();
    for file in clips.iter().flat_map(|clip| [format!("{clip}.mp4"), format!("{clip}.json")]) {
        fs::copy(shared("footage").join(&file), videos.join(&file)).unwrap();
    }
    let made = Command::new(env!("CARGO_BIN_EXE_supple"))
        .env("SUPPLE_DATA", "/dev/null/nowhere")
        .env("LANGUAGE", "en")
        .arg("evaluate")
        .args([&videos, Path::new("--keep"), &kept])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    for file in fs::read_dir(&kept).unwrap() {
        let file = file.unwrap();
        fs::rename(file.path(), folder.join(file.file_name())).unwrap();
    }
}
