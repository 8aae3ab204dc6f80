//! What holds whatever comes in: a function for each kind of input, over any bytes.
//!
//! `tests/any_input.rs` tries each on the kept inputs (`fuzz/corpus`) and on random ones; `fuzz/fuzz_targets` hands them to a fuzzer,
//! which looks for worse for as long as it is let. Each fails by panicking, as what it tries would.

#![allow(clippy::disallowed_methods, reason = "the cases and the history lie in files")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a property fails by panicking")]
#![allow(dead_code, reason = "each fuzz target uses one of them")]

mod camera;
mod history;
mod moments;
mod recording;
mod session;
mod speech;
mod tensors;
mod texts;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use supple::stretch_file::Library;

#[cfg(test)]
pub use session::counted;

/// A property, and the name of its fuzz target and of the folder of its kept inputs.
pub struct Property {
    pub name: &'static str,
    pub holds_for: fn(&[u8]),
}

/// All of them.
pub const ALL: [Property; 13] = [
    Property { name: "stretch_file", holds_for: texts::stretch_file },
    Property { name: "routine_file", holds_for: texts::routine_file },
    Property { name: "settings", holds_for: texts::settings },
    Property { name: "descriptor", holds_for: texts::descriptor },
    Property { name: "recording", holds_for: recording::recording },
    Property { name: "history", holds_for: history::history },
    Property { name: "camera_frame", holds_for: camera::camera_frame },
    Property { name: "detector", holds_for: tensors::detector },
    Property { name: "landmarks", holds_for: tensors::landmarks },
    Property { name: "heatmap", holds_for: tensors::heatmap },
    Property { name: "keypoints", holds_for: tensors::keypoints },
    Property { name: "session", holds_for: session::session },
    Property { name: "speech", holds_for: speech::speech },
];

/// The one with this name.
pub fn holds_for(name: &str, data: &[u8]) {
    let property = ALL.iter().find(|property| property.name == name).expect("a property of this name");
    (property.holds_for)(data);
}

/// The project's folder, for the tests and for what is built in `fuzz/`.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    if here.ends_with("fuzz") { here.parent().expect("it lies in the project").to_owned() } else { here.to_owned() }
}

/// What the program carries, read once.
fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::embedded().unwrap_or_else(|_| panic!("our own files are tested elsewhere")))
}
