//! A person's own range, as a person meets it: `supple comfort` shows it and forgets it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};

use supple::device::clock;
use supple::device::history::{DataFolder, History, Purpose};
use supple::history::{ComfortLimit, ComfortPlace};
use supple::seam::PersonalRecord;

fn supple(data: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_supple"));
    program
        .args(arguments)
        .env("SUPPLE_CONFIG", "no/such/folder")
        .env("SUPPLE_DATA", data)
        .env("LANGUAGE", "en")
        .env("NO_COLOR", "1");
    let Output { status, stdout, stderr } = program.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn keep(data: &Path, stretch: &str, target: &str, measure: &str, limit: f64) {
    let (mut history, _) = History::open(&DataFolder::at(data), Purpose::Record).unwrap();
    let (stretch, target, measure) = (stretch.to_owned(), target.to_owned(), measure.to_owned());
    let place = ComfortPlace { stretch, side: None, pose: None, target, measure };
    history.set_comfort(&ComfortLimit { place, limit, error: 5.0, found: clock::local_now(), session: None }).unwrap();
}

#[test]
fn ones_own_range_is_shown_and_forgotten() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let (code, words, _) = supple(&data, &["comfort"]);
    assert!(code == Some(0) && words.starts_with("Nothing yet."), "{words}");
    assert!(!data.exists(), "whoever looks begins no history");

    keep(&data, "childs-pose", "hip", "hip", 84.0);
    keep(&data, "sphinx", "trunk", "trunk_inclination", 79.0);
    let (_, words, _) = supple(&data, &["comfort"]);
    assert!(words.contains("hip angle 84 degrees; the stretch asks for 0 to 70"), "{words}");
    let (_, json, _) = supple(&data, &["comfort", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["limits"][1]["limit"], 79.0);

    let (code, _, trouble) = supple(&data, &["comfort", "--reset"]);
    assert!(code == Some(2) && trouble.contains("--yes"), "{trouble}");
    let (_, words, _) = supple(&data, &["comfort", "--reset", "sphinx", "--yes"]);
    assert_eq!(words, "Forgotten: 1 limit.\n");
    let (code, _, trouble) = supple(&data, &["comfort", "--reset", "sphinxx", "--yes"]);
    assert!(code == Some(2) && trouble.contains("sphinx"), "{trouble}");
    let (_, words, _) = supple(&data, &["comfort", "--reset", "--yes"]);
    assert_eq!(words, "Forgotten: 1 limit.\n");
    let (_, words, _) = supple(&data, &["comfort", "--reset"]);
    assert_eq!(words, "There is nothing to forget.\n");
}
