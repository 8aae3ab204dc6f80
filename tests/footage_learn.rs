//! Stretches learned from filmed demonstrations, and coached with the same films and with films of faults.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Where the footage is, unless it or what it takes to play it is missing.
fn footage() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/footage");
    let runtime = Path::new(env!("CARGO_BIN_EXE_supple")).with_file_name("libonnxruntime.so").exists()
        || std::env::var_os("ORT_DYLIB_PATH").is_some();
    let ffmpeg = Command::new("ffmpeg").arg("-version").output().is_ok();
    let there = folder.is_dir() && runtime && ffmpeg;
    if !there {
        println!("skipped: this test needs ../shared/footage, ffmpeg and ONNX Runtime");
    }
    there.then_some(folder)
}

fn supple(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_supple")).args(arguments).env("NO_COLOR", "1").output().unwrap()
}

/// Seconds held, over all attempts.
fn held(stretch: &Path, clip: &Path) -> f64 {
    let (stretch, clip) = (stretch.to_str().unwrap(), clip.to_str().unwrap());
    let output = supple(&[
        "run",
        stretch,
        "--headless",
        "--no-history",
        "--hold",
        "30",
        "--reps",
        "1",
        "--events",
        "-",
        "--input",
        clip,
    ]);
    assert!(output.status.success(), "{clip}: {}", String::from_utf8_lossy(&output.stderr));
    let closing = ["hold_completed", "hold_abandoned", "session_ended"];
    let text = String::from_utf8(output.stdout).unwrap();
    let events = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    events
        .filter(|event| closing.contains(&event["event"].as_str().unwrap()))
        .map(|event| event["held_seconds"].as_f64().unwrap())
        .sum()
}

/// Good demonstrations, each with a fault that a reader would expect what was learned to refuse.
const TAUGHT: [(&str, Option<&str>); 5] = [
    ("childs-pose.good.side.female_a", Some("childs-pose.hips_high.side.male_a")),
    ("sphinx.good.side.female_a", None),
    ("supine-hamstring.good.side.female_a", Some("supine-hamstring.knee_bent.side.male_a")),
    ("standing-side-bend.good.front.female_a", None),
    ("double-knee-to-chest.good.side.female_a", None),
];

#[test]
fn what_is_learned_from_a_film_counts_the_same_film() {
    let Some(folder) = footage() else { return };
    let folder_of_stretches = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (clip, fault) in TAUGHT {
        let stretch = clip.split('.').next().unwrap();
        let film = folder.join(format!("{clip}.mp4"));
        let truth = std::fs::read_to_string(film.with_extension("json")).unwrap();
        let truth: Value = serde_json::from_str(&truth).unwrap();
        let hold_seconds = truth["hold_seconds"].as_f64().unwrap();
        let toml = folder_of_stretches.path().join(format!("{stretch}.toml"));
        let output = supple(&["learn", stretch, "--input", film.to_str().unwrap(), "--out", toml.to_str().unwrap()]);
        assert!(output.status.success(), "{clip}: {}", String::from_utf8_lossy(&output.stderr));
        let counted = held(&toml, &film);
        println!("{clip:<45} {counted:>5.1} s of {hold_seconds:.1}");
        if !(0.7..=1.3).contains(&(counted / hold_seconds)) {
            wrong.push(format!("{clip}: {counted} s of {hold_seconds}"));
        }
        for (other, most) in fault.map(|fault| (fault, 1.0)).into_iter().chain([(STANDING, 0.0)]) {
            let counted = held(&toml, &folder.join(format!("{other}.mp4")));
            println!("    {other:<41} {counted:>5.1} s");
            if counted > most {
                wrong.push(format!("{clip} counts {other}: {counted} s"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Nobody stretches in this one.
const STANDING: &str = "standing.good.side.female_a";
