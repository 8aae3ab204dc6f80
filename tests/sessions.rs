//! Replays recorded sessions: each folder of `tests/sessions` is a case, discovered, never listed. What a case consists of
//! and how to make one is in `tests/sessions/README.md`.

#![allow(clippy::disallowed_methods, reason = "a test reads its cases from files")]
#![allow(clippy::panic, clippy::expect_used, reason = "a broken case is a failed test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use supple::coach::Event;
use supple::coach::{Command, Session};
use supple::device::recordings;
use supple::measure::Observation;
use supple::record::Moment;
use supple::record::Reader;
use supple::stretch::{Pace, Step};
use supple::stretch_file::Named;
use supple::stretch_file::parse_stretch;
use supple::stretch_file::{Library, id_of, names_a_file};
use supple::time::Timestamp;

/// Set this to write what happens as what is expected, and then read the difference before committing it.
const BLESS: &str = "SUPPLE_BLESS";

/// The recordings that are replayed one after the other have five frames a second.
const FRAME_TIME: Duration = Duration::from_millis(200);

/// A case's `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the recording shows and what it is there for.
    about: String,
    /// A stretch's or routine's id, or the name of a stretch file beside this one; without it, whatever is recognised.
    coaches: Option<String>,
    /// Seconds of one hold, instead of each stretch's own.
    hold_s: Option<f64>,
    /// Repetitions, instead of each stretch's own.
    reps: Option<u32>,
    /// The folders whose observations are replayed, one after the other, when they aren't in this one.
    #[serde(default)]
    replays: Vec<String>,
    /// What the person presses.
    #[serde(default)]
    command: Vec<Press>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Press {
    at_s: f64,
    press: Pressed,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Pressed {
    Pause,
    Next,
}

fn sessions() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn session(folder: &Path, case: &Case) -> Session {
    let library = Library::embedded().unwrap_or_else(|wrong| panic!("the carried files are not valid: {wrong:?}"));
    let session = match &case.coaches {
        Some(name) => Session::new(steps(folder, case, name, &library)),
        None => Session::free(library.stretches().cloned().collect(), case.hold_s.map(Duration::from_secs_f64)),
    };
    session.expect("a case coaches at least one stretch")
}

fn steps(folder: &Path, case: &Case, name: &str, library: &Library) -> Vec<Step> {
    let own = |stretch: Arc<supple::stretch::Stretch>| vec![Step { dose: stretch.dose, stretch }];
    let mut steps = if names_a_file(name) {
        let stretch = parse_stretch(&id_of(name), name, &read(&folder.join(name)));
        own(Arc::new(stretch.unwrap_or_else(|problems| panic!("{problems:?}"))))
    } else {
        match library.resolve(name).unwrap_or_else(|error| panic!("{error}")) {
            Named::Stretch(stretch) => own(stretch),
            Named::Routine(routine) => routine.steps.clone(),
        }
    };
    for step in &mut steps {
        step.dose.pace = case.hold_s.map_or(step.dose.pace, |hold| Pace::Hold(Duration::from_secs_f64(hold)));
        step.dose.reps = case.reps.unwrap_or(step.dose.reps);
    }
    steps
}

/// A folder's recording, compressed or not.
fn recording(folder: &Path) -> PathBuf {
    let (plain, compressed) = (folder.join("observations.jsonl"), folder.join("observations.jsonl.gz"));
    assert!(!(plain.exists() && compressed.exists()), "{} has two recordings", folder.display());
    if plain.exists() { plain } else { compressed }
}

/// The moments of a folder's recording.
fn moments(folder: &Path) -> Vec<Moment> {
    let path = recording(folder);
    let broken = |why: &dyn std::fmt::Display| -> ! { panic!("{}: {why}", path.display()) };
    let input = recordings::open(&path).unwrap_or_else(|error| broken(&error));
    let mut recording = Reader::new(input).unwrap_or_else(|error| broken(&error));
    let moments = recording.by_ref().map(|moment| moment.unwrap_or_else(|error| broken(&error))).collect();
    assert!(!recording.is_cut_short(), "{} is cut short", path.display());
    moments
}

/// What a case replays: each recording begins a frame after the one before it.
fn recorded(folder: &Path, case: &Case) -> Vec<Moment> {
    let own = vec![folder.to_path_buf()];
    let folders =
        if case.replays.is_empty() { own } else { case.replays.iter().map(|name| sessions().join(name)).collect() };
    let mut all: Vec<Moment> = Vec::new();
    for folder in folders {
        let last = all.iter().rev().find_map(|moment| match moment {
            Moment::Seen(seen) => Some(seen.time),
            Moment::Pressed { .. } => None,
        });
        let later = last.map_or(Duration::ZERO, |last| last.since_start() + FRAME_TIME);
        all.extend(moments(&folder).into_iter().map(|moment| match moment {
            Moment::Seen(seen) => Moment::Seen(Observation { time: seen.time + later, ..seen }),
            Moment::Pressed { time, command } => Moment::Pressed { time: time + later, command },
        }));
    }
    all
}

fn replay(folder: &Path, case: &Case) -> Vec<Event> {
    let mut session = session(folder, case);
    let mut presses = case.command.iter().peekable();
    let mut events = Vec::new();
    let mut last = Timestamp::ZERO;
    for moment in recorded(folder, case) {
        match moment {
            Moment::Pressed { time, command } => events.extend(session.command(time, command)),
            Moment::Seen(seen) => {
                while let Some(press) = presses.next_if(|press| press.at_s <= seen.time.secs()) {
                    let command = match press.press {
                        Pressed::Pause => Command::TogglePause,
                        Pressed::Next => Command::Next,
                    };
                    events.extend(session.command(Timestamp::from_secs(press.at_s), command));
                }
                events.extend(session.observe(&seen));
                last = seen.time;
            }
        }
    }
    events.extend(session.end(last));
    events
}

fn lines(events: &[Event]) -> String {
    events.iter().fold(String::new(), |mut text, event| {
        let _ = writeln!(text, "{}", serde_json::to_string(event).expect("events are plain values"));
        text
    })
}

/// Lines that only one of the two texts has, in order, each with its sign.
fn difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let same = expected.iter().zip(&actual).take_while(|(a, b)| a == b).count();
    let mut text = String::new();
    for line in &expected[same..] {
        let _ = writeln!(text, "    - {line}");
    }
    for line in &actual[same..] {
        let _ = writeln!(text, "    + {line}");
    }
    text
}

/// Replays one case; `Err` tells how it differs from what is expected.
fn run(folder: &Path) -> Result<(), String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let case: Case = toml::from_str(&read(&folder.join("case.toml"))).map_err(|error| format!("{name}: {error}"))?;
    let actual = lines(&replay(folder, &case));
    let (expected_file, actual_file) = (folder.join("events.jsonl"), folder.join("actual.jsonl"));
    if std::env::var_os(BLESS).is_some() {
        fs::write(&expected_file, &actual).expect("the case's folder can be written");
    }
    let expected = fs::read_to_string(&expected_file).unwrap_or_default();
    if actual == expected {
        let _ = fs::remove_file(&actual_file);
        return Ok(());
    }
    fs::write(&actual_file, &actual).expect("the case's folder can be written");
    Err(format!("{name} ({})\n{}", case.about, difference(&expected, &actual)))
}

fn case_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(sessions())
        .expect("tests/sessions is there")
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| path.join("case.toml").is_file())
        .collect();
    folders.sort();
    folders
}

#[test]
fn every_recorded_session_replays_to_its_events() {
    let folders = case_folders();
    assert!(folders.len() >= 20, "only {} cases were found", folders.len());
    let failures: Vec<String> = folders.iter().filter_map(|folder| run(folder).err()).collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases differ; what happened is in their actual.jsonl\n\n{}",
        failures.len(),
        folders.len(),
        failures.join("\n")
    );
}

/// The one recording of a case in which nobody presses anything, so that the program can be asked for the same.
fn only_recording(folder: &Path, case: &Case) -> Option<PathBuf> {
    let is_own = case.coaches.as_ref().is_some_and(|name| names_a_file(name));
    let from = match case.replays.as_slice() {
        [] => folder.to_owned(),
        [one] => sessions().join(one),
        _ => return None,
    };
    (!is_own && case.command.is_empty()).then(|| recording(&from))
}

#[test]
fn the_program_replays_them_to_the_same_events() {
    let mut replayed = 0;
    for folder in case_folders() {
        let case: Case = toml::from_str(&read(&folder.join("case.toml"))).expect("a case is valid");
        let Some(recording) = only_recording(&folder, &case) else { continue };
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_supple"));
        program
            .env("SUPPLE_CONFIG", "no/such/folder")
            .env("SUPPLE_DATA", "/dev/null/nowhere")
            .env("LANGUAGE", "en")
            .args(["replay", "--events", "-"]);
        program.args(case.hold_s.map(|hold| format!("--hold={hold}")));
        program.args(case.reps.map(|reps| format!("--reps={reps}")));
        let coaches = case.coaches.as_deref().unwrap_or("--free");
        let output = program.arg(recording).arg(coaches).output().expect("it starts");
        // The program is also told of all other stretches, to say when one of them is done instead.
        let told = String::from_utf8_lossy(&output.stdout);
        let told: String = told.split_inclusive('\n').filter(|event| !event.contains("\"other_stretch\"")).collect();
        assert_eq!(told, read(&folder.join("events.jsonl")), "{}", folder.display());
        replayed += 1;
    }
    assert!(replayed >= 20, "only {replayed} cases were replayed by the program");
}

/// A folder with a case of `tests/sessions`, whose expected events were changed.
fn with_other_events(name: &str, change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let (from, to) = (sessions().join(name), tempfile::tempdir().expect("there is room"));
    for file in ["case.toml", "observations.jsonl"] {
        fs::copy(from.join(file), to.path().join(file)).expect("a case can be copied");
    }
    fs::write(to.path().join("events.jsonl"), change(&read(&from.join("events.jsonl")))).expect("there is room");
    to
}

#[test]
fn a_case_that_goes_otherwise_fails_with_the_difference() {
    if std::env::var_os(BLESS).is_some() {
        return;
    }
    assert_eq!(run(with_other_events("sphinx_good", str::to_owned).path()), Ok(()));
    let later = with_other_events("sphinx_good", |events| events.replacen("hold_started", "hold_begun", 1));
    let told = run(later.path()).expect_err("another event is expected");
    assert!(told.contains("- ") && told.contains("hold_begun") && told.contains("+ "), "{told}");
    let fewer = with_other_events("sphinx_good", |events| events.split_inclusive('\n').skip(1).collect());
    assert!(run(fewer.path()).is_err());
}
