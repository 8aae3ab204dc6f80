//! Rendered and real people, where they lie beside the project. The tests on them are ignored where they don't.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail the test")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

mod recorded;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use supple::device::onnx::{Estimator, estimator};
use supple::device::source;
use supple::device::source::FileOptions;
use supple::seam::FrameSource;

pub use recorded::{observations, recorded};

/// The folder of rendered clips, each with its truth beside it.
pub fn footage() -> PathBuf {
    shared("footage")
}

/// The folder of photos, with what MediaPipe finds on them in `mediapipe.json`.
pub fn photos() -> PathBuf {
    shared("photos")
}

/// The folder of that name beside the project.
pub fn shared(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder)
}

/// The pose engine inside the program.
pub fn engine() -> Estimator {
    estimator(None).unwrap_or_else(|error| panic!("{error}"))
}

/// One clip or picture, as a command opens it.
pub fn open(path: &Path) -> Box<dyn FrameSource> {
    source::open_files(&[path.to_owned()], FileOptions::default()).unwrap()
}

/// What is known to be true of a clip.
pub fn truth(folder: &Path, clip: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("{clip}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The names of all files of a kind in a folder, without that ending, in order.
pub fn names(folder: &Path, ending: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> =
        files.filter_map(|file| file.to_str()?.strip_suffix(ending).map(str::to_owned)).collect();
    names.sort();
    names
}

/// Runs the program.
pub fn supple(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_supple"))
        .env("SUPPLE_DATA", "/dev/null/nowhere")
        .env("LANGUAGE", "en")
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// What the program prints, which must succeed.
pub fn printed(arguments: &[&str]) -> String {
    let output = supple(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A session on a clip, by its events.
pub struct Session {
    pub events: Vec<Value>,
}

impl Session {
    /// Coaches one repetition of a stretch, by its name or file, that completes after `hold` seconds, on the recording of a clip.
    pub fn replay(clip: &str, stretch: &str, hold: u32) -> Self {
        let recording = recorded(&[clip]).join(format!("{clip}.jsonl.gz"));
        let (recording, hold) = (recording.to_str().unwrap(), hold.to_string());
        let text = printed(&["replay", recording, stretch, "--events", "-", "--reps", "1", "--hold", &hold]);
        Self { events: text.lines().map(|line| serde_json::from_str(line).unwrap()).collect() }
    }

    /// Whether there was an event of this name.
    pub fn has(&self, name: &str) -> bool {
        self.events.iter().any(|event| event["event"] == name)
    }

    /// Seconds held, over all attempts.
    pub fn held(&self) -> f64 {
        let closing = ["hold_completed", "hold_abandoned", "session_ended"];
        let closed = self.events.iter().filter(|event| closing.contains(&event["event"].as_str().unwrap()));
        closed.map(|event| event["held_seconds"].as_f64().unwrap()).sum()
    }

    /// The targets that were hinted at.
    pub fn hints(&self) -> Vec<&str> {
        let hints = self.events.iter().filter(|event| event["event"] == "hint");
        hints.filter_map(|event| event["target"].as_str()).collect()
    }
}

/// The middle of these values; not a number without any.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
