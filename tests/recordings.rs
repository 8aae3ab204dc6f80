//! Recordings as a person uses them: `--record`, `supple replay`, and `supple evaluate` on recordings; the latter two on a
//! machine without ONNX Runtime.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read and write the files they check")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command.args(arguments).current_dir(folder).env("SUPPLE_CONFIG", "no/such/folder").env("NO_COLOR", "1");
    command.env("SUPPLE_DATA", "/dev/null/nowhere").env("LANGUAGE", "en");
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

/// Without ONNX Runtime.
fn supple(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).env("ORT_DYLIB_PATH", "/no/such/library.so").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn succeeds(output: &Output) -> String {
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn assert_refused(output: &Output, words: &[&str]) {
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    for word in words {
        assert!(message.contains(word), "{word:?} is not in: {message}");
    }
    assert!(!message.contains("panicked"), "{message}");
}

/// A folder, and in it the recording of a session of `tests/sessions`.
fn with_session(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.jsonl");
    fs::copy(root().join("tests/sessions").join(name).join("observations.jsonl"), &path).unwrap();
    (folder, path)
}

/// The same with another first line.
fn with_header(name: &str, header: &Value) -> (tempfile::TempDir, PathBuf) {
    let (folder, path) = with_session(name);
    let recording = fs::read_to_string(&path).unwrap();
    let (_, frames) = recording.split_once('\n').unwrap();
    fs::write(&path, format!("{header}\n{frames}")).unwrap();
    (folder, path)
}

fn header(more: &Value) -> Value {
    let mut header = json!({"format": "supple recording", "version": 1, "width": 640, "height": 480});
    header.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    header
}

#[test]
fn a_recording_is_coached_again_without_a_camera_and_without_onnx_runtime() {
    let (folder, _) = with_session("sphinx_good");
    let told = succeeds(&supple(folder.path(), &["replay", "session.jsonl", "sphinx", "--hold", "4", "--reps", "1"]));
    assert!(told.contains("Session complete."), "{told}");
    let events = succeeds(&supple(folder.path(), &["replay", "session.jsonl", "--events", "-"]));
    assert!(
        events.contains(r#""event":"stretch_recognised","stretch":"sphinx""#),
        "without a name as `free`: {events}"
    );
    assert!(events.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{events}");
}

#[test]
fn what_was_coached_is_coached_again_unless_another_is_named() {
    let (folder, _) = with_header("sphinx_good", &header(&json!({"coaches": "sphinx", "hold_s": 3.5, "reps": 1})));
    let events = |more: &[&str]| {
        succeeds(&supple(folder.path(), &[&["replay", "session.jsonl", "--events", "-"], more].concat()))
    };
    assert!(events(&[]).contains(r#""hold_seconds":3.5"#));
    assert!(events(&["--hold", "2.5"]).contains(r#""hold_seconds":2.5"#));
    let own_dose = events(&["sphinx"]);
    assert!(own_dose.contains("hold_started") && !own_dose.contains(r#""hold_seconds":3.5"#), "{own_dose}");
    assert!(events(&["childs-pose"]).contains(r#""stretch_started","stretch":"childs-pose""#));
    assert!(events(&["--free"]).contains("stretch_recognised"));
}

#[test]
fn a_stretch_of_their_own_has_to_be_named_again() {
    let (folder, _) = with_header("sphinx_good", &header(&json!({"coaches": "my-fold.toml"})));
    let output = supple(folder.path(), &["replay", "session.jsonl"]);
    assert_refused(&output, &["my-fold.toml: no such file", "name its file after the recording"]);
}

#[test]
fn what_is_no_recording_is_refused_with_a_remedy() {
    let (folder, path) = with_session("sphinx_good");
    let replay = |more: &[&str]| supple(folder.path(), &[&["replay"], more].concat());
    assert_refused(&replay(&["none.jsonl"]), &["none.jsonl: no such file"]);
    assert_refused(&replay(&["."]), &[".: is a folder"]);
    assert_refused(&replay(&["session.jsonl", "sphinks"]), &["did you mean `sphinx`"]);
    assert_refused(&replay(&["session.jsonl", "--reps", "2"]), &["--reps"]);
    assert_refused(&replay(&["session.jsonl", "--events", "session.jsonl"]), &["would overwrite this input"]);
    let whole = fs::read_to_string(&path).unwrap();
    for (content, words) in [
        (String::new(), "session.jsonl: is empty"),
        ("stretch = 1".to_owned(), "is no recording that this version knows"),
        (whole.replacen('{', r#"{"format":"supple recording","version":9,"#, 1), "version 9"),
        (whole.replacen("\"time\":0.4", "\"time\":-4", 1), "`time` is -4"),
        (whole.replacen("\"time\":0.4", "\"tame\":0.4", 1), "line 4: missing field `time`"),
    ] {
        fs::write(&path, content).unwrap();
        assert_refused(&replay(&["session.jsonl"]), &[words, "try: "]);
    }
}

#[test]
fn a_recording_that_ends_in_the_middle_is_coached_up_to_there_with_a_note() {
    let (folder, path) = with_session("sphinx_good");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() * 3 / 4]).unwrap();
    let output = supple(folder.path(), &["replay", "session.jsonl", "sphinx", "--hold", "4", "--reps", "1"]);
    assert!(succeeds(&output).contains("Session complete."));
    // The session was complete before the recording ends, so that there is nothing to note.
    assert!(output.stderr.is_empty());
    let output = supple(folder.path(), &["replay", "session.jsonl", "sphinx", "--hold", "30"]);
    succeeds(&output);
    assert!(text(&output.stderr).contains("session.jsonl: ends in the middle, after 1"), "{}", text(&output.stderr));
}

/// A folder of recordings of real people, as far as `supple evaluate` knows.
fn real_clips() -> tempfile::TempDir {
    let (folder, path) = with_session("sphinx_good");
    fs::rename(path, folder.path().join("sphinx.good.jsonl")).unwrap();
    fs::copy(root().join("tests/sessions/standing/observations.jsonl"), folder.path().join("none.stands.jsonl"))
        .unwrap();
    let clips = json!({
        "sphinx.good.mp4": {"truth": {"stretch": "sphinx", "view": "side", "holds": [{"from": 4.0, "to": 12.0}]}},
        "none.stands.mp4": {"truth": {"shows": "stands", "must_not_count": ["sphinx"], "may_count": []}},
        "elsewhere.mp4": {"repo": "a/b", "truth": {"stretch": "sphinx", "holds": [{"from": 4.0, "to": 12.0}]}},
    });
    fs::write(folder.path().join("clips.json"), clips.to_string()).unwrap();
    folder
}

#[test]
fn recordings_of_real_people_are_evaluated_without_onnx_runtime() {
    let folder = real_clips();
    let evaluate =
        |more: &[&str]| succeeds(&supple(folder.path(), &[&["evaluate", ".", "--date", "2026-01-31"], more].concat()));
    let report: Value = serde_json::from_str(&evaluate(&["--json"])).unwrap();
    let real = &report["real"];
    assert_eq!((&real["absent"], &real["nothing"], &report["real_clips"]), (&json!(1), &json!(1), &json!(2)), "{real}");
    assert_eq!(real["held"][0]["verdict"], "right", "{real}");
    assert_eq!(real["false_holds"], json!([]), "{real}");
    assert!(real["names"].as_array().unwrap().iter().all(|name| name["is_right"] == true), "{real}");
    let goals = report["goals"].as_array().unwrap();
    assert!(goals.len() == 5 && goals.iter().filter(|goal| goal["measured"] != Value::Null).count() == 4, "{goals:?}");
    let words = evaluate(&[]);
    assert!(words.contains("## Real people") && words.contains("1 more are told of and are not here"), "{words}");
    assert!(evaluate(&["--html"]).contains("<h2>Real people</h2>"));
}

#[test]
fn recordings_that_are_kept_are_evaluated_alike_and_replace_nothing() {
    let folder = real_clips();
    let evaluate = |folders: &[&str]| supple(folder.path(), &[&["evaluate", "--json"], folders].concat());
    let measured = |output: &Output| serde_json::from_str::<Value>(&succeeds(output)).unwrap()["real"].clone();
    let mut first = measured(&evaluate(&[".", "--keep", "kept"]));
    let again = measured(&evaluate(&["kept"]));
    // What is not there is not kept.
    first["absent"] = 0.into();
    assert_eq!(first, again);
    assert_refused(&evaluate(&[".", "--keep", "kept"]), &["kept: is not empty"]);
    assert_refused(&evaluate(&[".", "kept", "--keep", "both"]), &["another clip is called", "folder of their own"]);
    assert!(!folder.path().join("both").exists());
}

#[test]
fn a_truth_that_is_wrong_is_said_with_its_clip() {
    let folder = real_clips();
    let wrong = json!({
        "sphinx.good.mp4": {"truth": {"stretch": "sphinx", "holds": [{"from": 4.0, "to": 2.0}]}},
        "none.stands.mp4": {"truth": {"reps": 1}},
    });
    fs::write(folder.path().join("clips.json"), wrong.to_string()).unwrap();
    let output = supple(folder.path(), &["evaluate", "."]);
    assert_refused(&output, &["clips.json: `sphinx.good.mp4`: `holds[0]`", "`none.stands.mp4`: has `holds` or `reps`"]);
    fs::write(folder.path().join("clips.json"), "[]").unwrap();
    assert_refused(&supple(folder.path(), &["evaluate", "."]), &["is no list of clips"]);
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn a_recorded_session_gives_byte_for_byte_the_same_events_again() {
    let folder = tempfile::tempdir().unwrap();
    let clip = root().join("tests/clips/demo.mp4");
    let clip = clip.to_str().unwrap();
    for (name, command) in [
        // Cat and cow ask for the spine; so does `free`.
        ("moved", vec!["run", "cat-cow"]),
        ("held", vec!["run", "childs-pose", "--hold", "2", "--reps", "1"]),
        ("free", vec!["free"]),
    ] {
        let (recording, live, again) = (format!("{name}.gz"), format!("{name}.live"), format!("{name}.again"));
        let options = ["--headless", "--input", clip, "--record", &recording, "--events", &live];
        let output = program(folder.path(), &[&command[..], &options[..]].concat()).output().unwrap();
        let told = succeeds(&output);
        let replayed = supple(folder.path(), &["replay", &recording, "--events", &again]);
        assert_eq!(succeeds(&replayed), told, "the same words");
        let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
        assert_eq!(read(&live), read(&again), "{name}");
        assert!(read(&live).lines().count() > 1);
    }
    let before = fs::read(folder.path().join("free.gz")).unwrap();
    let options = ["free", "--headless", "--input", clip, "--record", "free.gz"];
    let output = program(folder.path(), &options).output().unwrap();
    assert_refused(&output, &["free.gz: is there already and stays as it is", "name another file"]);
    assert_eq!(fs::read(folder.path().join("free.gz")).unwrap(), before);
    assert_refused(&program(folder.path(), &["free", "--record", "-"]).output().unwrap(), &["a recording is a file"]);
}
