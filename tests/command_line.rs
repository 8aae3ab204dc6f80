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
    supple_with(Path::new("no/such/folder"), root(), arguments)
}

/// With a folder of the person's own. What is remembered vanishes with it.
fn supple_with(own: &Path, folder: &Path, arguments: &[&str]) -> Output {
    let data = tempfile::tempdir().unwrap();
    supple_that_remembers(data.path(), own, folder, arguments)
}

/// The same, with a history in `data`.
fn supple_that_remembers(data: &Path, own: &Path, folder: &Path, arguments: &[&str]) -> Output {
    program()
        .args(arguments)
        .current_dir(folder)
        .env("SUPPLE_CONFIG", own)
        .env("SUPPLE_DATA", data)
        .env("LANGUAGE", "en")
        // What a terminal or a person's settings would add must not change what is tested.
        .env("NO_COLOR", "1")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

/// The program, which can remember nothing unless it is told where.
fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_supple"));
    program.env("SUPPLE_DATA", "/dev/null/nowhere").env("LANGUAGE", "en");
    program
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
    for arguments in [&["run", "--hold", "0"][..], &["--input"], &["--size", "big"], &["pose"], &["new"]] {
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
    // With a window it waits for one.
    for arguments in [&["run", "sphinx", "--headless"][..], &["run", "sphinx", "--record", "new.gz"], &["devices"]] {
        assert_fails(&supple(arguments), 3, &["camera", "--input", "supple doctor"]);
    }
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
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
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn a_corrupt_model_is_named() {
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
    let output = program()
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
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn the_demo_clip_completes_its_session() {
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
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn free_recognises_the_stretches_of_the_demo_clip() {
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
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn the_same_input_gives_the_same_events() {
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
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn pose_prints_a_line_a_frame() {
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
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn assess_judges_every_target_of_every_frame() {
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
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn bench_prints_every_stage() {
    let output = supple(&["bench", "--json", "--input", "tests/clips/sphinx.mp4"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let object: Value = serde_json::from_str(&stdout(&output)).unwrap();
    for stage in ["decode", "prepare", "detect", "landmark", "silhouette", "measure", "coach", "draw", "pose"] {
        for figure in ["median", "p95"] {
            let key = format!("{stage}_ms_{figure}");
            assert!(object[&key].as_f64().is_some_and(|ms| ms > 0.0), "{key}: {object}");
        }
    }
}

#[test]
fn doctor_names_every_part_and_a_remedy() {
    // Without a display, a runtime and programs to find, so that there is something to remedy on every machine.
    let output = program()
        .arg("doctor")
        .env("ORT_DYLIB_PATH", "/nowhere/libonnxruntime.so")
        .env("PATH", "/nowhere")
        .env("HOME", "/nowhere")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let words = stdout(&output);
    let lines: Vec<_> = words.lines().collect();
    for part in ["camera", "ONNX Runtime", "models", "window", "sound", "ffmpeg"] {
        let is_named =
            |line: &&str| ["ok   ", "no   "].iter().any(|verdict| line.starts_with(&format!("{verdict}{part}: ")));
        assert!(lines.iter().any(is_named), "{part} is not in: {words}");
    }
    // What is said of each part that doesn't work, up to the next part.
    let starts: Vec<_> = (0..lines.len())
        .filter(|&index| ["ok ", "no "].contains(&&lines[index][..lines[index].len().min(3)]))
        .collect();
    let ends = starts.iter().copied().skip(1).chain([lines.len()]);
    let parts: Vec<_> = starts.iter().zip(ends).map(|(&start, end)| &lines[start..end]).collect();
    let remedy =
        |part: &[&str]| part.iter().find_map(|line| line.strip_prefix("     try: ")).unwrap_or_default().to_owned();
    for part in parts.iter().filter(|part| part[0].starts_with("no ")) {
        assert!(remedy(part).len() > 20, "no remedy for {part:?}");
    }
    for (part, words) in [("ONNX Runtime", "ORT_DYLIB_PATH"), ("window", "--headless"), ("ffmpeg", "ffmpeg")] {
        let part = parts.iter().find(|lines| lines[0].starts_with(&format!("no   {part}: "))).unwrap();
        assert!(remedy(part).contains(words), "{words} is not in {part:?}");
    }
    if words.contains("no   camera") {
        assert!(words.contains("Supple can't coach"), "{words}");
        let camera = words.lines().skip_while(|line| !line.contains("camera")).take(2).collect::<String>();
        assert!(camera.contains("try: ") && !camera.contains("supple doctor"), "{camera}");
    }
}

/// A stretch of the person's own: ours under another title.
fn own_stretch(title: &str) -> String {
    let ours = fs::read_to_string(root().join("routines/stretches/sphinx.toml")).unwrap();
    let mine = ours.replacen("\"Sphinx\"", &format!("\"{title}\""), 1);
    assert_ne!(ours, mine);
    mine
}

const OWN_ROUTINE: &str = "title = \"My evening\"\nabout = \"Slow.\"\n[[step]]\nstretch = \"my-fold\"\n";

/// A folder of the person's own with these files in it.
fn own_folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn ones_own_stretches_and_routines_are_found() {
    let mine = own_stretch("My fold");
    let own = own_folder(&[("stretches/my-fold.toml", &mine), ("routines/evening.toml", OWN_ROUTINE)]);
    let listed = supple_with(own.path(), root(), &["list"]);
    assert_eq!(stderr(&listed), "");
    for id in ["my-fold", "evening"] {
        let words = stdout(&listed);
        let line = words.lines().find(|line| line.trim_start().starts_with(id)).unwrap();
        assert!(line.ends_with("   yours"), "{line}");
    }
    let document: Value = serde_json::from_str(&stdout(&supple_with(own.path(), root(), &["list", "--json"]))).unwrap();
    let rows = document["stretches"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == "my-fold").unwrap();
    assert_eq!((&row["own"], &row["replaces"]), (&Value::from(true), &Value::from(false)), "{row}");
    let shown = supple_with(own.path(), root(), &["show", "my-fold"]);
    assert!(stdout(&shown).contains("My fold") && stdout(&shown).contains("Yours: "), "{}", stdout(&shown));
    assert!(stdout(&supple_with(own.path(), root(), &["show", "evening"])).contains("My fold (my-fold)"));
    // Known to `run` and `assess`: it is the input that is missing.
    for arguments in [
        &["run", "my-fold", "--headless", "--input", "none.mp4"][..],
        &["evening", "--headless", "--input", "none.mp4"],
        &["assess", "my-fold", "none.mp4"],
    ] {
        let output = supple_with(own.path(), root(), arguments);
        assert_fails(&output, 2, &["none.mp4"]);
        assert!(!stderr(&output).contains("replaces"), "{}", stderr(&output));
    }
    assert!(!stdout(&supple(&["list"])).contains("my-fold"), "another folder");
}

#[test]
fn ones_own_may_replace_ours_with_a_note() {
    let own = own_folder(&[("stretches/sphinx.toml", &own_stretch("My sphinx"))]);
    let words = stdout(&supple_with(own.path(), root(), &["list"]));
    let line = words.lines().find(|line| line.trim_start().starts_with("sphinx ")).unwrap();
    assert!(line.contains("My sphinx") && line.ends_with("   yours, replaces ours"), "{line}");
    assert!(stdout(&supple_with(own.path(), root(), &["show", "sphinx"])).contains("Yours, replaces ours: "));
    for name in ["sphinx", "gentle-start"] {
        let output = supple_with(own.path(), root(), &["run", name, "--headless", "--input", "none.mp4"]);
        assert_fails(&output, 2, &["`sphinx` is your own", "it replaces ours", "none.mp4"]);
    }
    let file = root().join("routines/stretches/sphinx.toml");
    let ours = ["run", file.to_str().unwrap(), "--headless", "--input", "none.mp4"];
    let output = supple_with(own.path(), root(), &ours);
    assert!(!stderr(&output).contains("replaces"), "a file that is named is that file: {}", stderr(&output));
}

#[test]
fn a_broken_file_of_ones_own_is_told_and_left_out() {
    let broken = own_stretch("My fold").replace("position", "positoin").replace("\"elbow\"", "\"elbwo\"");
    let own = own_folder(&[
        ("stretches/my-fold.toml", &broken),
        ("stretches/sphinx.toml", &broken),
        ("stretches/mine.toml", &own_stretch("Mine")),
        ("routines/notes.toml", "\u{0}"),
    ]);
    fs::write(own.path().join("stretches/photo.toml"), b"\xff\xd8").unwrap();
    let output = supple_with(own.path(), root(), &["list"]);
    assert_eq!(output.status.code(), Some(0));
    let (words, told) = (stdout(&output), stderr(&output));
    assert!(words.contains("Mine") && words.contains("Sphinx") && !words.contains("My fold"), "{words}");
    for word in ["my-fold.toml", "sphinx.toml", "notes.toml", "photo.toml", "3 problems", "supple check"] {
        assert!(told.contains(word), "{word} is not in: {told}");
    }
    assert_eq!(told.lines().count(), 8, "two lines for each: {told}");
    // The one that is asked for is the error, once, and nothing of ours in its place.
    let output = supple_with(own.path(), root(), &["run", "sphinx", "--headless", "--input", "none.mp4"]);
    assert_fails(&output, 2, &["stretch::unknown-key", "sphinx.toml"]);
    assert_eq!(stderr(&output).matches("sphinx.toml:").count(), 3, "its problems, and no warning: {}", stderr(&output));
    assert!(!stderr(&output).contains("none.mp4"));
}

#[test]
fn no_home_is_no_trouble() {
    for home in [None, Some("/nowhere/at/all"), Some("")] {
        let mut command = program();
        command.args(["list"]).env_remove("SUPPLE_CONFIG").env_remove("XDG_CONFIG_HOME").env_remove("HOME");
        if let Some(home) = home {
            command.env("HOME", home).env("APPDATA", home);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(stdout(&output).contains("sphinx"));
    }
    let folder = tempfile::tempdir().unwrap();
    // A file stands where the folder would have to be made.
    fs::write(folder.path().join("file"), "").unwrap();
    let output = supple_with(&folder.path().join("file/own"), root(), &["new", "my-fold"]);
    assert_fails(&output, 2, &["my-fold.toml", "try"]);
}

#[test]
fn check_looks_into_folders_and_names_everything_in_one_listing() {
    let folder = own_folder(&[
        ("a/evening.toml", OWN_ROUTINE),
        ("a/deeper/my-fold.toml", &own_stretch("My fold")),
        ("a/deeper/bad.toml", &own_stretch("Bad").replace("range   = [", "range   = [900, ")),
        ("notes.txt", "x"),
    ]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let nowhere = Path::new("no/such/folder");
    let output = supple_with(nowhere, folder.path(), &["check", "missing.toml", "a", "empty", "also-missing.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let words = stdout(&output);
    let at = |part: &str| words.find(part).unwrap_or_else(|| panic!("{part} is not in {words}"));
    assert!(at("missing.toml: no such file") < at("evening.toml: good"));
    assert!(at("my-fold.toml: good") < at("also-missing.toml: no such file"));
    assert!(at("empty: no stretches or routines") < at("also-missing.toml"));
    assert!(words.matches("help: ").count() >= 4, "a remedy for each: {words}");
    let last = words.lines().last().unwrap();
    assert!(last.starts_with("2 good files; ") && last.ends_with("3 could not be read"), "{last}");
    fs::remove_file(folder.path().join("a/deeper/bad.toml")).unwrap();
    let output = supple_with(nowhere, folder.path(), &["check", "a"]);
    assert_eq!((output.status.code(), stdout(&output).lines().last()), (Some(0), Some("all 2 files are good")));
}

#[test]
fn check_without_a_name_checks_ones_own() {
    let output = supple(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("supple new NAME"), "{}", stdout(&output));
    let own =
        own_folder(&[("stretches/my-fold.toml", &own_stretch("My fold")), ("routines/evening.toml", OWN_ROUTINE)]);
    let output = supple_with(own.path(), root(), &["check"]);
    assert_eq!((output.status.code(), stdout(&output).lines().last()), (Some(0), Some("all 2 files are good")));
    fs::write(own.path().join("routines/evening.toml"), "step = 1").unwrap();
    let output = supple_with(own.path(), root(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("routine::wrong-type") && stderr(&output).is_empty(), "{}", stderr(&output));
}

#[test]
fn a_new_stretch_is_right_as_it_stands_and_found() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("made/by/new");
    for (name, kind) in [("my-fold", None), ("rock", Some("--two-poses")), ("sway", Some("--moved"))] {
        let arguments: Vec<_> = ["new", name].into_iter().chain(kind).collect();
        let output = supple_with(&own, root(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let words = stdout(&output);
        assert!(words.contains("supple check") && words.contains(&format!("supple run {name}")), "{words}");
        assert!(words.contains(own.join("stretches").join(format!("{name}.toml")).to_str().unwrap()), "{words}");
    }
    assert_eq!(supple_with(&own, root(), &["new", "evening", "--routine"]).status.code(), Some(0));
    let checked = supple_with(&own, root(), &["check"]);
    assert_eq!(stdout(&checked).lines().last(), Some("all 4 files are good"), "{}", stdout(&checked));
    let listed = stdout(&supple_with(&own, root(), &["list"]));
    assert_eq!(listed.matches("   yours\n").count(), 4, "{listed}");
    // The schema that the first line names is there.
    let text = fs::read_to_string(own.join("stretches/my-fold.toml")).unwrap();
    let schema = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
    let schema: Value = serde_json::from_str(&fs::read_to_string(own.join("stretches").join(schema)).unwrap()).unwrap();
    assert_eq!(schema["type"], "object");
    // It is never overwritten.
    fs::write(own.join("stretches/my-fold.toml"), "mine").unwrap();
    let output = supple_with(&own, root(), &["new", "my-fold"]);
    assert_fails(&output, 2, &["my-fold.toml", "already", "another name"]);
    assert_eq!(fs::read_to_string(own.join("stretches/my-fold.toml")).unwrap(), "mine");
}

#[test]
fn a_template_can_go_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = Path::new("no/such/folder");
    let output = supple_with(nowhere, folder.path(), &["new", "my-fold", "--here"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("supple run my-fold.toml"), "{}", stdout(&output));
    assert_eq!(supple_with(nowhere, folder.path(), &["check", "my-fold.toml"]).status.code(), Some(0));
    assert!(stdout(&supple(&["new", "-"])).contains("[[target]]"));
    assert!(!folder.path().join("no").exists());
}

#[test]
fn one_of_ours_is_copied_to_be_changed() {
    let own = tempfile::tempdir().unwrap();
    let output = supple_with(own.path(), root(), &["new", "sphinx"]);
    assert!(stdout(&output).contains("yours replaces ours"), "{}", stdout(&output));
    let copy = fs::read_to_string(own.path().join("stretches/sphinx.toml")).unwrap();
    assert!(copy.ends_with(&fs::read_to_string(root().join("routines/stretches/sphinx.toml")).unwrap()));
    assert_eq!(supple_with(own.path(), root(), &["new", "gentle-start"]).status.code(), Some(0));
    assert!(own.path().join("routines/gentle-start.toml").exists());
    assert_eq!(supple_with(own.path(), root(), &["check"]).status.code(), Some(0));
}

#[test]
fn a_name_that_cannot_be_one_is_told_a_better_one() {
    let own = tempfile::tempdir().unwrap();
    assert_fails(&supple_with(own.path(), root(), &["new", "My Fold"]), 2, &["lower-case", "supple new my-fold"]);
    assert_fails(&supple_with(own.path(), root(), &["new", "../../fold"]), 2, &["supple new fold"]);
    assert_fails(&supple_with(own.path(), root(), &["new", "check"]), 2, &["is a command"]);
    assert_eq!(fs::read_dir(own.path()).unwrap().count(), 0);
}

#[test]
fn the_schema_is_printed() {
    for (arguments, key) in [(&["schema"][..], "position"), (&["schema", "routine"], "step")] {
        let schema: Value = serde_json::from_str(&stdout(&supple(arguments))).unwrap();
        assert!(schema["properties"].get(key).is_some(), "{schema}");
    }
}

#[test]
fn a_mistyped_command_is_told_as_one() {
    for arguments in [&["chekc"][..], &["chekc", "a.toml"], &["chekc", "--json"]] {
        assert_fails(&supple(arguments), 2, &["`chekc` is neither a command nor a stretch", "the command `check`"]);
    }
    assert_fails(&supple(&["run", "chekc"]), 2, &["unknown stretch or routine `chekc`"]);
    assert_fails(&supple(&["sphinx", "--nonsense"]), 2, &["--nonsense"]);
}

/// The first frames of the sphinx clip show the start, the rest the hold.
#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn a_demonstration_becomes_a_stretch_that_checks_out_and_counts_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my-sphinx.toml");
    let file = file.to_str().unwrap();
    let learn = ["learn", "my-sphinx", "--input", "tests/clips/sphinx.mp4", "--out", file];
    let output = supple(&learn);
    assert!(output.status.success(), "{}", stderr(&output));
    let words = stdout(&output);
    for part in ["Learned \"My sphinx\"", "prone, seen from the side", "must be", "supple check", "supple run"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("# You held ") && text.contains("[figure]"), "{text}");
    let checked = supple(&["check", file]);
    assert!(checked.status.success(), "{}", stdout(&checked));
    let ran = supple(&["run", file, "--headless", "--hold", "2", "--reps", "1", "--events", "-", "--input", learn[3]]);
    let events = json_lines(&stdout(&ran));
    assert!(events.iter().any(|event| event["event"] == "hold_completed"), "{events:?}");
    assert_fails(&supple(&learn), 2, &["my-sphinx.toml", "is there already", "--out"]);
    assert_eq!(fs::read_to_string(file).unwrap(), text, "what is there stays as it is");
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn what_teaches_nothing_says_why_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.toml");
    let file = file.to_str().unwrap();
    let output = supple(&["learn", "none", "--input", "tests/pictures/sphinx.jpg", "--out", file]);
    assert_fails(&output, 1, &["nothing to learn for `none`", "try: "]);
    assert!(!Path::new(file).exists());
    assert_fails(&supple(&["learn", "none", "--input", "no-such.mp4", "--out", file]), 2, &["no-such.mp4"]);
    assert_fails(&supple(&["learn", "None!", "--input", "no-such.mp4"]), 2, &["lower-case"]);
}

/// A recorded session, which needs neither camera nor ONNX Runtime.
fn recording() -> String {
    root().join("tests/sessions/sphinx_good/observations.jsonl").to_str().unwrap().to_owned()
}

#[test]
fn events_never_take_the_place_of_a_file_of_the_persons() {
    let folder =
        own_folder(&[("my.toml", &own_stretch("Mine")), ("pics/p1.jpg", "not looked into"), ("notes", "mine\n")]);
    let nowhere = Path::new("no/such/folder");
    let run = |arguments: &[&str]| supple_with(nowhere, folder.path(), arguments);
    let text = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    let refused = ["not written by Supple", "--force"];
    assert_fails(&run(&["run", "my.toml", "--headless", "--events", "my.toml"]), 2, &refused);
    assert_eq!(text("my.toml"), own_stretch("Mine"));
    let recording = recording();
    let replay = |more: &[&str]| run(&[&["replay", &recording, "sphinx", "--hold", "2"], more].concat());
    assert_fails(&replay(&["--events", "notes"]), 2, &refused);
    assert_eq!(text("notes"), "mine\n");
    // Nor when it is asked for, where it would be read.
    for force in [&[][..], &["--force"]] {
        let output = run(&[&["--headless", "--input", "pics", "--events", "pics/p1.jpg"], force].concat());
        assert_fails(&output, 2, &["--events would overwrite this input"]);
        assert_eq!(text("pics/p1.jpg"), "not looked into");
    }
    // Its own it may replace, and what it is told to.
    assert_eq!(replay(&["--events", "new.jsonl"]).status.code(), Some(0));
    let events = text("new.jsonl");
    assert!(json_lines(&events).len() > 2, "{events}");
    for arguments in [&["--events", "new.jsonl"][..], &["--events", "notes", "--force"]] {
        let output = replay(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(text(arguments[1]), events);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing is left beside them");
}

#[cfg(unix)]
#[test]
fn no_message_ever_looks_like_a_crash() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let mut command = program();
    let output = command.arg(OsStr::from_bytes(b"\xff.toml")).arg("--nonsense").output().unwrap();
    assert_fails(&output, 2, &["--nonsense"]);
    // Nobody reads what standard error says: it is full, or nobody is there.
    let own = own_folder(&[("stretches/broken.toml", "title = 1")]);
    let recording = recording();
    for (arguments, code) in [
        (&["check", "none.toml", "--nonsense"][..], 2),
        (&["chekc", "x"], 2),
        (&["show", "spinx"], 2),
        (&["list"], 0),
        (&["replay", &recording, "--events", "-"], 0),
        (&["replay", "none"], 2),
    ] {
        let mut command = program();
        command.args(arguments).env("SUPPLE_CONFIG", own.path());
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command.stderr(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?} into a closed pipe");
        if cfg!(target_os = "linux") {
            let output = command.stderr(fs::File::options().write(true).open("/dev/full").unwrap()).output().unwrap();
            assert_eq!(output.status.code(), Some(code), "{arguments:?} where nothing can be written");
        }
    }
}

/// A recording that comes through a pipe goes on until the program is interrupted.
#[cfg(unix)]
#[test]
fn an_interrupted_session_is_told_and_ends_with_130() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::Stdio;

    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = program();
    command.arg("replay").arg(&pipe).args(["sphinx", "--events", "-"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = command.env("SUPPLE_CONFIG", "no/such/folder").spawn().unwrap();
    let mut recording = fs::File::options().write(true).open(&pipe).unwrap();
    let mut time = 0.0;
    let mut frame = move || {
        time += 0.01;
        writeln!(recording, r#"{{"time":{time:.2},"pose":null}}"#)
    };
    // The head of a recording made by hand.
    fs::File::options().write(true).open(&pipe).unwrap().write_all(b"{\"width\":640,\"height\":480}\n").unwrap();
    frame().unwrap();
    let mut events = BufReader::new(program.stdout.take().unwrap());
    let mut line = String::new();
    events.read_line(&mut line).unwrap();
    assert!(line.contains("stretch_started"), "{line}");
    assert!(Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap().success());
    while frame().is_ok() {}
    let output = program.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
    assert!(events.lines().any(|line| line.unwrap().contains("session_ended")));
    assert!(stderr(&output).contains("Session not complete."), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn names_never_send_control_characters_to_the_terminal() {
    let evil = "a\u{1b}[2J\u{7}\u{9b}31m";
    let own = own_folder(&[(&format!("stretches/{evil}.toml"), "title = 1"), (&format!("{evil}.mp4"), "text")]);
    let toml = format!("stretches/{evil}.toml");
    for arguments in [
        &["list"][..],
        &["show", &toml],
        &["check", &toml],
        &["check"],
        &["run", "--input", &format!("{evil}.mp4")],
        &["pose", &format!("{evil}.png")],
        &["show", evil],
        &[&format!("--{evil}")],
        &["replay", evil],
        &["learn", "a-fold", "--input", &format!("{evil}.mp4"), "--out", &toml],
        &["evaluate", evil],
        &["pose", "x.mp4", "--pose-model", evil],
    ] {
        let output = supple_with(own.path(), own.path(), arguments);
        let words = stdout(&output) + &stderr(&output);
        let control = |c: char| c.is_control() && c != '\n';
        assert!(!words.contains(control), "{arguments:?}: {words:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_stretch_file_may_have_any_name_that_the_system_allows() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let own = own_folder(&[]);
    let name = OsStr::from_bytes(b"caf\xe9.toml");
    fs::write(own.path().join(name), own_stretch("Mine")).unwrap();
    let run = |before: &[&str], after: &[&str]| {
        let mut command = program();
        command.args(before).arg(name).args(after).current_dir(own.path()).env("SUPPLE_CONFIG", own.path());
        command.output().unwrap()
    };
    let recording = recording();
    for (before, after) in [(&["show"][..], &[][..]), (&["check"], &[]), (&["replay", &recording], &["--hold", "2"])] {
        let output = run(before, after);
        assert_eq!(output.status.code(), Some(0), "{before:?}: {}", stderr(&output));
    }
    for (before, after) in [
        (&["run"][..], &["--headless", "--input", "none.mp4"][..]),
        (&[], &["--input", "none.mp4"]),
        (&["assess"], &["none.mp4"]),
    ] {
        assert_fails(&run(before, after), 2, &["none.mp4: no such file"]);
    }
}

#[cfg(unix)]
#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn models_are_not_read_without_end() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("pose_detector.onnx")).unwrap();
    let models = folder.path().to_str().unwrap();
    assert_fails(&supple(&["pose", "tests/clips/demo.mp4", "--models", models]), 2, &["not a file but a device"]);
    assert_fails(&supple(&["pose", "tests/clips/demo.mp4", "--pose-model", "/dev/zero"]), 2, &["has more than"]);
}

#[test]
fn a_file_that_begins_with_a_hyphen_and_a_name_after_the_input_are_understood() {
    let output = supple(&["--input", "-x.mp4"]);
    assert_fails(&output, 2, &["`-x.mp4`", "`./-x.mp4`"]);
    assert!(!stderr(&output).contains("tip:"), "{}", stderr(&output));
    let output = supple(&["run", "--headless", "--input", "none.mp4", "sphinx"]);
    assert_fails(&output, 2, &["none.mp4: no such file"]);
    assert!(!stderr(&output).contains("sphinx: no such file"), "{}", stderr(&output));
    assert_fails(&supple(&["run", "--headless", "--input", "none.mp4", "spinx"]), 2, &["did you mean `sphinx`"]);
}

#[test]
fn what_check_finds_good_run_takes() {
    let folder = own_folder(&[
        ("evening.toml", OWN_ROUTINE),
        ("mine/my-fold.toml", &own_stretch("My fold")),
        ("apart/evening.toml", OWN_ROUTINE),
    ]);
    let nowhere = Path::new("no/such/folder");
    let output = supple_with(nowhere, folder.path(), &["check", "."]);
    assert!(stdout(&output).contains("evening.toml: good"), "{}", stdout(&output));
    let run = |file: &str| supple_with(nowhere, folder.path(), &["run", file, "--headless", "--input", "none.mp4"]);
    assert_fails(&run("evening.toml"), 2, &["none.mp4: no such file"]);
    // This one's stretch is nowhere near it.
    assert!(stdout(&output).contains("routine::unknown-stretch"), "{}", stdout(&output));
    assert_fails(&run("apart/evening.toml"), 2, &["routine::unknown-stretch"]);
}

#[test]
fn the_list_is_as_wide_as_a_terminal() {
    let words = stdout(&supple(&["list"]));
    let longest = words.lines().max_by_key(|line| line.chars().count()).unwrap();
    assert!(longest.chars().count() <= 80, "{longest}");
}
