//! The program as a person starts it: what it prints, writes and returns.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn supple(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_supple"))
        .args(arguments)
        .current_dir(root())
        // What a terminal or a person's settings would add must not change what is tested.
        .env("NO_COLOR", "1")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// A failure says what and what to do next, in a few lines, and never looks like a crash.
fn assert_fails(output: &Output, code: i32, words: &[&str]) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{message}");
    for word in words {
        assert!(message.contains(word), "{word:?} is not in: {message}");
    }
    assert!(!message.contains("panicked"), "{message}");
    assert!(!message.contains("RUST_BACKTRACE"), "{message}");
}

/// What the pose tests need; `make test` installs both.
fn has_ffmpeg_and_runtime() -> bool {
    let ffmpeg = Command::new("ffmpeg").arg("-version").output().is_ok();
    let beside = Path::new(env!("CARGO_BIN_EXE_supple")).with_file_name("libonnxruntime.so");
    let runtime = beside.exists() || std::env::var_os("ORT_DYLIB_PATH").is_some();
    if !(ffmpeg && runtime) {
        println!("skipped: this test needs ffmpeg and ONNX Runtime; `make test` installs them");
    }
    ffmpeg && runtime
}

#[test]
fn list_knows_the_stretches_and_routines() {
    let words = stdout(&supple(&["list"]));
    for id in ["childs-pose", "sphinx", "bird-dog"] {
        assert!(words.contains(id), "{words}");
    }
    let document: Value = serde_json::from_str(&stdout(&supple(&["list", "--json"]))).unwrap();
    let ids: Vec<_> = document["stretches"].as_array().unwrap().iter().map(|stretch| stretch["id"].clone()).collect();
    assert!(ids.contains(&Value::from("sphinx")), "{document}");
    assert!(!document["routines"].as_array().unwrap().is_empty(), "{document}");
}

#[test]
fn show_tells_targets_and_dose() {
    let words = stdout(&supple(&["show", "bird-dog"]));
    for word in ["Bird dog", "knee", "side"] {
        assert!(words.contains(word), "{words}");
    }
}

#[test]
fn an_unknown_stretch_gets_the_nearest_name() {
    for arguments in
        [&["show", "spinx"][..], &["run", "spinx", "--headless"], &["assess", "spinx", "x.jpg"], &["spinx"]]
    {
        assert_fails(&supple(arguments), 2, &["spinx", "sphinx"]);
    }
}

#[test]
fn bad_arguments_are_exit_code_two() {
    for arguments in [&["run", "--hold", "0"][..], &["--input"], &["--size", "big"], &["pose"], &["check"]] {
        assert_fails(&supple(arguments), 2, &[]);
    }
}

#[test]
fn without_a_camera_it_says_so_and_what_to_try() {
    if fs::read_dir("/dev").is_ok_and(|mut dev| {
        dev.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("video")))
    }) {
        println!("skipped: this machine has a camera");
        return;
    }
    for arguments in [&["run", "sphinx", "--headless"][..], &["sphinx"], &["devices"]] {
        assert_fails(&supple(arguments), 3, &["camera", "--input", "supple doctor"]);
    }
}

#[test]
fn files_that_are_no_pictures_or_videos_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| -> String {
        let path: PathBuf = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let clip = fs::read(root().join("tests/clips/demo.mp4")).unwrap();
    let text = file("notes.mp4", b"These are my notes about stretching.\n");
    let empty = file("empty.mp4", b"");
    // The index of the demo clip comes first, so that cutting into it leaves nothing to decode.
    let truncated = file("cut.mp4", &clip[..900]);
    let picture = file("broken.jpg", &[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0]);
    fs::create_dir(folder.path().join("none")).unwrap();
    let no_pictures = folder.path().join("none").to_str().unwrap().to_owned();
    if !has_ffmpeg_and_runtime() {
        return;
    }
    for path in ["no/such/file.mp4", &text, &empty, &truncated, &picture, &no_pictures] {
        assert_fails(&supple(&["run", "sphinx", "--headless", "--input", path]), 2, &[path, "try"]);
        assert_fails(&supple(&["pose", path]), 2, &[path]);
    }
}

#[test]
fn every_missing_file_is_named_at_once() {
    let output = supple(&["run", "--headless", "--input", "one.mp4", "two.mp4"]);
    assert_fails(&output, 2, &["one.mp4", "two.mp4"]);
}

#[test]
fn a_corrupt_model_is_named() {
    if !has_ffmpeg_and_runtime() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(root().join("models")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    let models = folder.path().to_str().unwrap();
    fs::write(folder.path().join("pose_detector.onnx"), b"not a model").unwrap();
    let clip = "tests/clips/demo.mp4";
    let output = supple(&["run", "sphinx", "--headless", "--input", clip, "--models", models]);
    assert_fails(&output, 2, &["pose_detector.onnx"]);
    fs::remove_file(folder.path().join("pose_detector.onnx")).unwrap();
    assert_fails(&supple(&["pose", clip, "--models", models]), 2, &["pose_detector.onnx"]);
}

#[test]
fn a_missing_runtime_is_one_clear_message() {
    let output = Command::new(env!("CARGO_BIN_EXE_supple"))
        .args(["pose", "tests/clips/demo.mp4"])
        .current_dir(root())
        .env("ORT_DYLIB_PATH", "/nowhere/libonnxruntime.so")
        .output()
        .unwrap();
    assert_fails(&output, 1, &["ONNX Runtime", "/nowhere/libonnxruntime.so", "make"]);
}

#[test]
fn three_mistakes_in_a_stretch_file_are_all_reported() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read_to_string(root().join("routines/stretches/sphinx.toml")).unwrap();
    let bad = good
        .replacen("position", "positoin", 1)
        .replacen("measure = \"trunk_inclination\"", "measure = \"trunk_inclinatoin\"", 1)
        .replacen("hold_s = ", "hold_s = -", 1);
    assert_ne!(good, bad);
    let path = folder.path().join("sphinx.toml");
    fs::write(&path, bad).unwrap();
    let output = supple(&["check", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let words = stdout(&output) + &stderr(&output);
    for word in ["positoin", "trunk_inclinatoin", "hold_s", "sphinx.toml", "trunk_inclination"] {
        assert!(words.contains(word), "{word:?} is not in: {words}");
    }
}

#[test]
fn our_own_files_check_out() {
    let files: Vec<_> = ["routines", "routines/stretches"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    let mut arguments = vec!["check"];
    arguments.extend(files.iter().map(String::as_str));
    let output = supple(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
}

#[test]
fn the_demo_clip_completes_its_session() {
    if !has_ffmpeg_and_runtime() {
        return;
    }
    let clip = "tests/clips/demo.mp4";
    let output = supple(&["run", "--input", clip, "--headless", "--hold", "6", "--reps", "1", "--events", "-"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let events = json_lines(&stdout(&output));
    let names: Vec<_> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(names.first(), Some(&"stretch_started"));
    assert_eq!(names.last(), Some(&"session_completed"), "{names:?}");
    let completed: Vec<_> = events.iter().filter(|event| event["event"] == "hold_completed").collect();
    // Child's pose, sphinx, and bird dog on either side.
    assert_eq!(completed.len(), 4, "{names:?}");
    for event in &completed {
        let held = event["held_seconds"].as_f64().unwrap();
        assert!((6.0..6.5).contains(&held), "{event}");
    }
    let sides: Vec<_> = completed.iter().filter_map(|event| event["side"].as_str()).collect();
    assert_eq!(sides.len(), 2);
    assert_ne!(sides[0], sides[1]);
    let times: Vec<_> = events.iter().map(|event| event["time"].as_f64().unwrap()).collect();
    assert!(times.is_sorted(), "{times:?}");
}

#[test]
fn free_recognises_the_stretches_of_the_demo_clip() {
    if !has_ffmpeg_and_runtime() {
        return;
    }
    let clip = "tests/clips/demo.mp4";
    let output = supple(&["free", "--input", clip, "--headless", "--hold", "3", "--events", "-"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let events = json_lines(&stdout(&output));
    let recognised: Vec<_> = events.iter().filter(|event| event["event"] == "stretch_recognised").collect();
    let names: Vec<_> = recognised.iter().filter_map(|event| event["stretch"].as_str()).collect();
    for stretch in ["childs-pose", "sphinx", "bird-dog"] {
        assert!(names.contains(&stretch), "{stretch} is not in {names:?}");
        let held = |event: &Value| event["event"] == "hold_completed" && event["stretch"] == stretch;
        assert!(events.iter().any(held), "{stretch}");
    }
    assert!(events.iter().all(|event| event["event"] != "stretch_started"));
    assert_eq!(events.last().unwrap()["event"], "session_ended");
    assert!(stderr(&output).contains("Free session ended"), "{}", stderr(&output));
}

#[test]
fn the_same_input_gives_the_same_events() {
    if !has_ffmpeg_and_runtime() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let run = |name: &str| {
        let file = folder.path().join(name);
        let events = file.to_str().unwrap();
        let output =
            supple(&["sphinx", "--input", "tests/clips/sphinx.mp4", "--headless", "--hold", "30", "--events", events]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        fs::read_to_string(file).unwrap()
    };
    let first = run("first.jsonl");
    assert_eq!(first, run("second.jsonl"));
    let last = json_lines(&first).pop().unwrap();
    // The clip ends in mid-hold.
    assert_eq!(last["event"], "session_ended");
    assert!(last["held_seconds"].as_f64().unwrap() > 2.0, "{last}");
}

#[test]
fn pose_prints_a_line_a_frame() {
    if !has_ffmpeg_and_runtime() {
        return;
    }
    let output = supple(&["pose", "tests/clips/sphinx.mp4", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines = json_lines(&stdout(&output));
    assert!(lines.len() >= 40, "{} frames", lines.len());
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(line["file"], "tests/clips/sphinx.mp4");
        assert_eq!(line["frame"], index);
        let pose = &line["pose"];
        assert_eq!(pose["landmarks"].as_array().unwrap().len(), 33);
        assert_eq!(pose["world"].as_array().unwrap().len(), 33);
        assert_eq!(pose["angles"].as_object().unwrap().len(), 10);
        assert!(pose["angles"].get("left_knee").is_some());
        assert_eq!(pose["landmarks"][25]["name"], "left_knee");
    }
}

#[test]
fn assess_judges_every_target_of_every_frame() {
    if !has_ffmpeg_and_runtime() {
        return;
    }
    let output = supple(&["assess", "sphinx", "tests/clips/sphinx.mp4", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines = json_lines(&stdout(&output));
    let held = &lines[lines.len() / 2];
    let targets = held["targets"].as_array().unwrap();
    assert!(targets.len() >= 4, "{held}");
    for target in targets {
        assert!(target["range"].as_array().is_some_and(|range| range.len() == 2), "{target}");
        assert!(["within", "below", "above", "unseen"].contains(&target["state"].as_str().unwrap()), "{target}");
    }
    assert_eq!(held["in_pose"], true, "{held}");
    assert!(held.get("hint").is_some());
}

#[test]
fn bench_prints_every_stage() {
    if !has_ffmpeg_and_runtime() {
        return;
    }
    let output = supple(&["bench", "--json", "--input", "tests/clips/sphinx.mp4"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let object: Value = serde_json::from_str(&stdout(&output)).unwrap();
    for stage in ["decode", "prepare", "detect", "landmark", "measure", "coach", "draw", "pose"] {
        for figure in ["median", "p95"] {
            let key = format!("{stage}_ms_{figure}");
            assert!(object[&key].as_f64().is_some_and(|ms| ms > 0.0), "{key}: {object}");
        }
    }
}

#[test]
fn doctor_names_every_part_and_a_remedy() {
    let words = stdout(&supple(&["doctor"]));
    for part in ["camera", "ONNX Runtime", "models", "window", "sound", "ffmpeg"] {
        assert!(words.contains(part), "{part} is not in: {words}");
    }
}
