//! What is remembered, as a person meets it: `supple run` remembers, `supple history` tells, `supple forget` forgets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use supple::device::history::{DataFolder, History};
use supple::history::{Course, Pain, PastSession, Span};
use supple::seam::PastSessions;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn supple(data: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_supple"));
    program
        .args(arguments)
        .current_dir(root())
        .env("SUPPLE_CONFIG", "no/such/folder")
        .env("SUPPLE_DATA", data)
        .env("LANGUAGE", "en");
    program.env("NO_COLOR", "1").env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn succeeds(output: &Output) -> String {
    assert!(output.status.success(), "{}", words(&output.stderr));
    words(&output.stdout)
}

fn remembered(data: &Path) -> Vec<PastSession> {
    let found = History::find(&DataFolder::at(data)).unwrap();
    found.map_or_else(Vec::new, |(history, _)| history.sessions(&Span::default()).unwrap())
}

const DEMO: [&str; 8] =
    ["run", "childs-pose", "--headless", "--hold=4", "--reps=1", "--input", "tests/clips/demo.mp4", "--events=-"];

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn a_session_is_remembered_and_the_next_one_too() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let first = supple(&data, &DEMO);
    succeeds(&first);
    assert!(!words(&first.stderr).contains("remembered"), "{}", words(&first.stderr));
    succeeds(&supple(&data, &[&DEMO[..], &["--pain-before=4", "--pain-after=2"]].concat()));
    let files: Vec<_> = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["history.sqlite3"], "the log is put away at the end");
    let sessions = remembered(&data);
    assert_eq!(sessions.len(), 2);
    for session in &sessions {
        assert_eq!(session.about.plan.as_deref(), Some("childs-pose"));
        assert_eq!(session.about.program, env!("CARGO_PKG_VERSION"));
        assert!(session.end.as_ref().is_some_and(|end| end.complete), "{session:?}");
        let [hold] = &session.holds[..] else { panic!("{session:?}") };
        assert_eq!((hold.course, hold.held.as_secs()), (Course::Completed, 4));
        assert!(hold.measures.len() > 1, "{hold:?}");
    }
    let pain = |session: &PastSession| [session.pain_before, session.pain_after].map(|pain| pain.map(Pain::score));
    assert_eq!((pain(&sessions[0]), pain(&sessions[1])), ([None, None], [Some(4), Some(2)]));
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn what_shall_not_be_remembered_is_not() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    succeeds(&supple(&data, &[&DEMO[..], &["--no-history"]].concat()));
    for arguments in [
        &["pose", "tests/pictures/sphinx.jpg"][..],
        &["assess", "sphinx", "tests/pictures/sphinx.jpg"],
        &["replay", "tests/sessions/sphinx_good/observations.jsonl", "sphinx"],
    ] {
        succeeds(&supple(&data, arguments));
    }
    assert!(!data.exists());
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn a_history_that_cannot_be_kept_costs_nobody_the_session() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "mine").unwrap();
    let output = supple(&file.join("data"), &DEMO);
    assert!(succeeds(&output).contains("hold_completed"));
    let told = words(&output.stderr);
    assert_eq!(told.matches("not remembered").count(), 1, "{told}");
    assert!(told.contains("SUPPLE_DATA"), "{told}");
    // A damaged one is set aside, and the session is kept.
    let data = place.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("history.sqlite3"), "not a database; notes of mine, and nobody may write over them").unwrap();
    let output = supple(&data, &DEMO);
    succeeds(&output);
    let told = words(&output.stderr);
    assert!(told.contains("is damaged") && told.contains("history.damaged-"), "{told}");
    assert_eq!(remembered(&data).len(), 1);
    assert!(
        fs::read_dir(&data)
            .unwrap()
            .any(|entry| { fs::read(entry.unwrap().path()).unwrap().starts_with(b"not a database; notes of mine") })
    );
}

/// Whoever runs the tests has a history of their own.
#[test]
fn no_test_writes_into_a_persons_own_history() {
    let mut starts = 0;
    for folder in ["tests", "tests/people"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            if path.extension().is_some_and(|extension| extension == "rs") && text.contains("CARGO_BIN_EXE_supple") {
                let is_safe = text.contains("SUPPLE_DATA") || text.contains("env_clear()");
                assert!(is_safe, "{}: name a folder with SUPPLE_DATA", path.display());
                // Nor does their language change what is tested.
                let is_english = text.contains("\"LANGUAGE\"") || text.contains("env_clear()");
                assert!(is_english, "{}: name a language with LANGUAGE", path.display());
                starts += 1;
            }
        }
    }
    assert!(starts > 5, "only {starts} files that start the program were found");
}

/// The example's sessions, but of fewer days.
fn three_sessions() -> (tempfile::TempDir, std::path::PathBuf) {
    use std::time::Duration;

    use supple::device::history::{Purpose, Recording};
    use supple::history::{About, End, Entry, Hold, PainAt, StretchBegan};
    use supple::seam::SessionStore;

    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let (history, _) = History::open(&DataFolder::at(&data), Purpose::Record).unwrap();
    let mut store = Recording::new(history, Box::new(|aside| panic!("{aside}")));
    for (day, stretch) in [("2026-03-01", "sphinx"), ("2026-03-02", "pigeon"), ("2026-03-05", "sphinx")] {
        let began = chrono::DateTime::parse_from_rfc3339(&format!("{day}T18:30:00+01:00")).unwrap();
        let s = Duration::from_secs;
        let about = About { began, program: "0.1.0".into(), model: "blazepose".into(), plan: Some(stretch.into()) };
        let title = format!("Title of {stretch}");
        let hold = Hold {
            stretch: stretch.into(),
            side: None,
            pose: None,
            began: s(5),
            ended: s(35),
            course: Course::Completed,
            held: s(30),
            aimed: s(30),
            paused: s(0),
            unseen: s(0),
            measures: Vec::new(),
        };
        for entry in [
            Entry::Began(about),
            Entry::StretchBegan(StretchBegan { at: s(1), stretch: stretch.into(), title }),
            Entry::Held(hold),
            Entry::Ended(End { at: s(120), complete: true, watched: s(120), unseen: s(6) }),
            Entry::Pain(PainAt::After(Pain::new(2).unwrap())),
        ] {
            store.keep(&entry).unwrap();
        }
    }
    (place, data)
}

#[test]
fn history_tells_what_was_done() {
    let (_place, data) = three_sessions();
    let table = succeeds(&supple(&data, &["history"]));
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(table.contains("  2  2026-03-02  18:30  pigeon    2  0:30     –  – → 2     5 %"), "{table}");
    let detail = succeeds(&supple(&data, &["history", "3"]));
    assert!(detail.contains("Session 3, Thursday 2026-03-05") && detail.contains("held 30.0 of 30.0 s"), "{detail}");
    let of = |arguments: &[&str]| {
        let text = succeeds(&supple(&data, &[&["history", "--json"], arguments].concat()));
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["version"], 1);
        let sessions = document["sessions"].as_array().unwrap();
        sessions.iter().map(|session| session["number"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(of(&[]), [1, 2, 3]);
    assert_eq!(of(&["2"]), [2]);
    assert_eq!(of(&["--stretch", "sphinx"]), [1, 3]);
    assert_eq!(of(&["--since", "2026-03-02"]), [2, 3]);
    assert_eq!(of(&["--since", "2026-03-02", "--until", "2026-03-04"]), [2]);
    assert_eq!(of(&["--until", "2000-01-01"]), Vec::<i64>::new());
    let refused = supple(&data, &["history", "9"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(words(&refused.stderr).contains("no session 9 is remembered"), "{}", words(&refused.stderr));
    let refused = supple(&data, &["history", "--since", "2026-03-04", "--until", "2026-03-02"]);
    assert_eq!(refused.status.code(), Some(2), "{}", words(&refused.stderr));
}

#[test]
fn where_nothing_is_remembered_it_is_said_kindly_and_nothing_begun() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    assert!(succeeds(&supple(&data, &["history"])).contains("supple run"));
    assert!(succeeds(&supple(&data, &["history", "--json"])).contains(r#""sessions":[]"#));
    assert!(succeeds(&supple(&data, &["forget", "--all", "--yes"])).contains("nothing to forget"));
    assert!(!data.exists());
}

#[test]
fn forgetting_needs_a_yes_and_is_for_good() {
    let (_place, data) = three_sessions();
    // Nobody sits before a terminal here.
    let refused = supple(&data, &["forget", "--all"]);
    assert_eq!(refused.status.code(), Some(2));
    let told = words(&refused.stderr);
    assert!(told.contains("3 sessions, 2026-03-01 to 2026-03-05") && told.contains("--yes"), "{told}");
    assert_eq!(remembered(&data).len(), 3);
    let anywhere = |marker: &str| {
        let read = |entry: std::io::Result<fs::DirEntry>| fs::read(entry.unwrap().path()).unwrap();
        let has = |bytes: Vec<u8>| bytes.windows(marker.len()).any(|part| part == marker.as_bytes());
        fs::read_dir(&data).unwrap().map(read).any(has)
    };
    assert!(anywhere("Title of pigeon"));
    succeeds(&supple(&data, &["forget", "2", "--yes"]));
    assert!(!anywhere("Title of pigeon") && anywhere("Title of sphinx"));
    succeeds(&supple(&data, &["forget", "--since", "2026-03-02", "--yes"]));
    let left: Vec<_> = remembered(&data).iter().map(|session| session.id.0).collect();
    assert_eq!(left, [1]);
    succeeds(&supple(&data, &["forget", "--all", "--yes"]));
    assert!(!anywhere("sphinx"));
    assert_eq!(supple(&data, &["forget", "1", "--yes"]).status.code(), Some(2));
}
