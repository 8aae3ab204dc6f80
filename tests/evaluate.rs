//! `supple evaluate` as a person starts it: on a clip whose truth the test makes itself, on folders that are no use, and on
//! two clips of `../shared`, where they lie beside the project.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read and write the files they check")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Map, Value, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn supple(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_supple"))
        .env("SUPPLE_DATA", "/dev/null/nowhere")
        .env("LANGUAGE", "en")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn report(folder: &Path, arguments: &[&str]) -> String {
    let output = supple(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn assert_refused(output: &Output, words: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    for word in words {
        assert!(message.contains(word), "{word:?} is not in: {message}");
    }
    assert!(output.stdout.is_empty() && !message.contains("panicked"), "{message}");
}

/// The truth about a clip, if the program itself saw it without any error, and the pose is held from `held_from` seconds on. The
/// knee is said to be `off` degrees from where it was seen.
fn truth_as_seen(clip: &Path, off: f64, held_from: f64) -> Value {
    let lines = report(root(), &["pose", "--json", clip.to_str().unwrap()]);
    let phase = |frame: &Value| if frame["time"].as_f64().unwrap() < held_from { "rest" } else { "hold" };
    let frames = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let frames: Vec<Value> = frames
        .map(|frame| {
            let pose = &frame["pose"];
            let mut angles = Map::new();
            for (name, angle) in pose["angles"].as_object().unwrap() {
                let off = if name.ends_with("knee") { off } else { 0.0 };
                let name = name.replace("left_", "l_").replace("right_", "r_");
                angles.extend(angle.as_f64().map(|angle| (name, Value::from(angle + off))));
            }
            let places = pose["landmarks"].as_array().unwrap().iter();
            let scaled = |value: &Value, by: f64| value.as_f64().unwrap() * by;
            json!({
                "t": frame["time"], "phase": phase(&frame), "angles": angles,
                "world": pose["world"],
                // Only where shoulders and hips are matters, for finding the person; the clip is four to three.
                "px": places.map(|at| [scaled(&at["x"], WIDTH), scaled(&at["y"], HEIGHT)]).collect::<Vec<_>>(),
            })
        })
        .collect();
    let seconds = frames.last().unwrap()["t"].as_f64().unwrap() - held_from;
    json!({
        "id": "sphinx", "variant": "good", "wrong": null, "view": "side", "near": near(clip), "hold_seconds": seconds,
        "frames": frames,
    })
}

/// The side of the person that `supple assess` takes for the nearer one.
fn near(clip: &Path) -> Value {
    let lines = report(root(), &["assess", "sphinx", "--json", clip.to_str().unwrap()]);
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    last["near"].clone()
}

/// The clip's size in pixels.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 480.0;

#[test]
#[cfg_attr(not(all(have_footage, have_player)), ignore = "needs ../shared/footage and real, ffmpeg and ONNX Runtime")]
fn a_clip_is_measured_against_its_truth() {
    let clip = root().join("tests/clips/sphinx.mp4");
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("f")).unwrap();
    for name in ["sphinx.good.side.a", "sphinx.good.side.b", "alone"] {
        fs::copy(&clip, folder.path().join(format!("f/{name}.mp4"))).unwrap();
    }
    // Somebody lies down and is in a sphinx from about 2.4 s on; the second truth asks for more than there is.
    for (name, held_from) in [("a", 2.4), ("b", 0.1)] {
        let truth = truth_as_seen(&clip, 5.0, held_from);
        fs::write(folder.path().join(format!("f/sphinx.good.side.{name}.json")), truth.to_string()).unwrap();
    }

    let arguments = ["evaluate", "f", "--date", "2026-01-31"];
    let measured: Value =
        serde_json::from_str(&report(folder.path(), &[&arguments[..], &["--json"]].concat())).unwrap();
    assert_eq!((&measured["date"], &measured["command"]), (&json!("2026-01-31"), &json!("supple evaluate f")));
    let seen = &measured["clips"][0];
    assert_eq!((&seen["clip"], &seen["acquired_frames"]), (&json!("sphinx.good.side.a"), &json!(1)));
    assert_eq!(seen["found"], seen["frames"]);
    for joint in seen["joints"].as_array().unwrap() {
        let wanted = if joint["joint"] == "knee" { 5.0 } else { 0.0 };
        // An ankle's truth comes from the landmarks in the room, which a pose model only guesses.
        if joint["joint"] != "ankle" && joint["hold"]["seen"].as_u64().unwrap() > 0 {
            let median = joint["hold"]["median"].as_f64().unwrap();
            assert!((median - wanted).abs() < 0.02, "{joint}");
        }
    }
    for (coached, outcome) in measured["coaching"].as_array().unwrap().iter().zip(["held", "not_held"]) {
        assert!((3.0..4.0).contains(&coached["held_seconds"].as_f64().unwrap()), "{coached}");
        assert_eq!(coached["outcome"], outcome, "{coached}");
    }
    assert_eq!(measured["coaching"].as_array().unwrap().len(), 2);
    assert_eq!(measured["skipped"][0]["file"], "f/alone.mp4", "{}", measured["skipped"]);

    let markdown = report(folder.path(), &arguments);
    for words in ["# Accuracy", "Measured on 2026-01-31", "supple evaluate f", "| sphinx.good.side.a |", "f/alone.mp4"]
    {
        assert!(markdown.contains(words), "{words:?} is not in: {markdown}");
    }
    let page = report(folder.path(), &[&arguments[..], &["--html"]].concat());
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<td>sphinx.good.side.a</td>"), "{page}");

    // Half of the good clips are held: the aims are missed, and the report is there all the same.
    let required = supple(folder.path(), &[&arguments[..], &["--require-aims"]].concat());
    assert_eq!(required.status.code(), Some(1));
    let message = String::from_utf8_lossy(&required.stderr);
    assert!(message.contains("held (good form held") && message.contains("50 %; at least 95 %"), "{message}");
    assert!(String::from_utf8_lossy(&required.stdout).contains("# Accuracy"));
}

#[test]
fn what_is_accepted_has_to_be_a_file_of_aims() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("tests/sessions/standing/observations.jsonl"), folder.path().join("none.stands.jsonl"))
        .unwrap();
    let clips =
        json!({"none.stands.mp4": {"truth": {"shows": "stands", "must_not_count": ["sphinx"], "may_count": []}}});
    fs::write(folder.path().join("clips.json"), clips.to_string()).unwrap();
    let required = |accepted: &str| {
        fs::write(folder.path().join("accepted.toml"), accepted).unwrap();
        supple(folder.path(), &["evaluate", ".", "--require-aims=accepted.toml"])
    };
    assert_eq!(required("").status.code(), Some(0), "{}", String::from_utf8_lossy(&required("").stderr));
    let lost = required("held = 80");
    assert_eq!(lost.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&lost.stderr).contains("held: is not measured"));
    assert_refused(&required("heldd = 80"), &["accepted.toml", "no aim called `heldd`", "held, held-time"]);
    assert_refused(
        &supple(folder.path(), &["evaluate", ".", "--require-aims=none.toml"]),
        &["none.toml: no such file"],
    );
}

#[test]
fn folders_that_are_no_use_say_why_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("empty")).unwrap();
    assert_refused(&supple(folder.path(), &["evaluate", "empty"]), &["empty: is a folder without clips", "try: "]);
    assert_refused(&supple(folder.path(), &["evaluate", "nowhere"]), &["nowhere: no such file"]);
    fs::write(at("file"), "x").unwrap();
    assert_refused(&supple(folder.path(), &["evaluate", "file"]), &["file: is a file", "name its folder"]);
    assert_refused(&supple(folder.path(), &["evaluate"]), &["FOLDER"]);
}

#[test]
fn every_damaged_truth_is_named_before_anything_is_played() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        fs::write(folder.path().join(name).with_extension("mp4"), "no video").unwrap();
        fs::write(folder.path().join(name).with_extension("json"), "{\"variant\": ").unwrap();
    }
    fs::write(folder.path().join("mediapipe.json"), "[]").unwrap();
    let words =
        ["./a.json: is no truth", "./b.json: is no truth", "line 1", "copy it again", "./mediapipe.json: is no list"];
    assert_refused(&supple(folder.path(), &["evaluate", "."]), &words);
}

#[test]
fn rendered_people_are_held_and_refused() {
    let footage = root().join("../shared/footage");
    let clips = ["childs-pose.good.side.female_a", "childs-pose.hips_high.side.male_a"];
    let folder = tempfile::tempdir().unwrap();
    for name in clips.iter().flat_map(|clip| [format!("{clip}.mp4"), format!("{clip}.json")]) {
        fs::copy(footage.join(&name), folder.path().join(&name)).unwrap();
    }
    let measured: Value = serde_json::from_str(&report(folder.path(), &["evaluate", ".", "--json"])).unwrap();
    let coaching = measured["coaching"].as_array().unwrap();
    let outcomes: Vec<_> = coaching.iter().map(|clip| (&clip["clip"], &clip["outcome"])).collect();
    assert_eq!(outcomes, [(&json!(clips[0]), &json!("held")), (&json!(clips[1]), &json!("refused"))]);
    // Hips far from the heels break what must hold, and the truth says so.
    assert_eq!(coaching[1]["breaks_must"], true, "{}", coaching[1]);
    assert_eq!(measured["clips"][0]["hold_found"], measured["clips"][0]["hold_frames"]);
}
