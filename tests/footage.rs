//! The whole program on rendered people whose true pose is known, where that footage lies beside the project.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::path::{Path, PathBuf};
use std::process::Command;

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

struct Session {
    events: Vec<Value>,
}

impl Session {
    fn run(folder: &Path, clip: &str, stretch: &str, hold: u32) -> Self {
        let output = Command::new(env!("CARGO_BIN_EXE_supple"))
            .args([
                "run",
                stretch,
                "--headless",
                "--events",
                "-",
                "--reps",
                "1",
                "--hold",
                &hold.to_string(),
                "--input",
            ])
            .arg(folder.join(clip))
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{clip}: {}", String::from_utf8_lossy(&output.stderr));
        Self { events: text.lines().map(|line| serde_json::from_str(line).unwrap()).collect() }
    }

    fn has(&self, name: &str) -> bool {
        self.events.iter().any(|event| event["event"] == name)
    }

    /// Seconds held, over all attempts.
    fn held(&self) -> f64 {
        let closing = ["hold_completed", "hold_abandoned", "session_ended"];
        let closed = self.events.iter().filter(|event| closing.contains(&event["event"].as_str().unwrap()));
        closed.map(|event| event["held_seconds"].as_f64().unwrap()).sum()
    }

    fn hints(&self) -> Vec<&str> {
        self.events
            .iter()
            .filter(|event| event["event"] == "hint")
            .filter_map(|event| event["target"].as_str())
            .collect()
    }
}

#[test]
fn good_form_completes_a_short_hold_and_counts_a_long_one_truly() {
    let Some(folder) = footage() else { return };
    for (clip, stretch) in [
        ("childs-pose.good.side.female_a.mp4", "childs-pose"),
        ("sphinx.good.side.female_a.mp4", "sphinx"),
        ("bird-dog.good.side.female_a.mp4", "bird-dog"),
        ("bird-dog-leg.good.side.female_a.mp4", "bird-dog"),
    ] {
        assert!(Session::run(&folder, clip, stretch, 5).has("hold_completed"), "{clip}");
        // The pose is held for 8 s, with the time it takes to get in and out of it.
        let held = Session::run(&folder, clip, stretch, 30).held();
        assert!((7.0..=9.0).contains(&held), "{clip}: {held} s held");
    }
}

#[test]
fn what_must_hold_and_does_not_is_not_counted_and_gets_its_hint() {
    let Some(folder) = footage() else { return };
    for (clip, stretch, target) in [
        ("childs-pose.hips_high.side.male_a.mp4", "childs-pose", "hip_to_heel"),
        ("sphinx.elbows_forward.side.male_a.mp4", "sphinx", "shoulder"),
        ("bird-dog.bent_leg.side.male_a.mp4", "bird-dog", "working_knee"),
        ("bird-dog-leg.bent_leg.side.male_a.mp4", "bird-dog", "working_knee"),
    ] {
        let session = Session::run(&folder, clip, stretch, 30);
        assert!(session.held() < 1.0, "{clip}: {} s held", session.held());
        assert!(session.hints().contains(&target), "{clip}: {:?}", session.hints());
    }
}

#[test]
fn form_is_hinted_at_while_the_hold_counts() {
    let Some(folder) = footage() else { return };
    for (clip, stretch, target) in [
        ("childs-pose.arms_bent.side.male_a.mp4", "childs-pose", "shoulder"),
        ("sphinx.chin_craned.side.male_a.mp4", "sphinx", "head"),
    ] {
        let session = Session::run(&folder, clip, stretch, 30);
        assert!(session.held() > 6.0, "{clip}: {} s held", session.held());
        assert!(session.hints().contains(&target), "{clip}: {:?}", session.hints());
    }
}

#[test]
fn nothing_is_counted_and_nobody_corrected_without_a_stretch() {
    let Some(folder) = footage() else { return };
    for clip in
        ["standing.good.side.female_a.mp4", "standing.leaning.side.male_a.mp4", "tabletop.good.side.female_a.mp4"]
    {
        for stretch in ["childs-pose", "sphinx", "bird-dog"] {
            let session = Session::run(&folder, clip, stretch, 5);
            assert!(!session.has("hold_started"), "{clip} as {stretch}");
            assert_eq!(session.hints(), [""; 0], "{clip} as {stretch}");
        }
    }
}
