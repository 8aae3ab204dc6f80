//! `supple today` and `supple questionnaire`, as a person meets them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use serde_json::Value;
use supple::device::clock;
use supple::device::history::{DataFolder, History, Purpose, Recording};
use supple::history::{About, Course, Entry, Hold, Hurt, Questionnaire, StretchBegan};
use supple::seam::PersonalRecord;

fn supple(data: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_supple"));
    program
        .args(arguments)
        .env("SUPPLE_CONFIG", "no/such/folder")
        .env("SUPPLE_DATA", data)
        .env("LANGUAGE", "en")
        .output()
        .unwrap()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn succeeds(output: &Output) -> String {
    assert!(output.status.success(), "{}", words(&output.stderr));
    words(&output.stdout)
}

/// A session just now in which one stretch was held and another one hurt.
fn remember(data: &Path, good: &str, bad: &str) {
    let (history, _) = History::open(&DataFolder::at(data), Purpose::Record).unwrap();
    let mut recording = Recording::new(history, Box::new(|_| ()));
    let at = Duration::from_secs(5);
    let begins = |stretch: &str| {
        Entry::StretchBegan(StretchBegan { at: Duration::ZERO, stretch: stretch.into(), title: stretch.into() })
    };
    let hold = Hold {
        stretch: good.into(),
        side: None,
        pose: None,
        began: Duration::ZERO,
        ended: at,
        course: Course::Completed,
        held: at,
        aimed: at,
        paused: Duration::ZERO,
        unseen: Duration::ZERO,
        measures: Vec::new(),
    };
    let about =
        About { began: clock::local_now(), program: "0".into(), model: "blazepose".into(), plan: Some(good.into()) };
    let hurt = Entry::Hurt(Hurt { at, stretch: bad.into(), side: None, targets: Vec::new() });
    recording.keep_all(&[Entry::Began(about), begins(good), Entry::Held(hold), begins(bad), hurt]).unwrap();
}

#[test]
fn somebody_new_is_offered_a_gentle_start_and_nothing_is_kept_of_it() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let told = succeeds(&supple(&data, &["today"]));
    for part in
        ["To begin with, something gentle", "childs-pose", "sphinx", "bird-dog", "`supple run gentle-start` starts it."]
    {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    assert!(succeeds(&supple(&data, &["today", "--minutes", "1"])).contains("Nothing fits"));
    assert!(!data.exists(), "who asks leaves nothing behind");
}

#[test]
fn what_hurt_just_now_is_not_for_today() {
    let place = tempfile::tempdir().unwrap();
    remember(place.path(), "cat-cow", "sphinx");
    let plan: Value = serde_json::from_str(&succeeds(&supple(place.path(), &["today", "--json"]))).unwrap();
    assert_eq!((&plan["plan"], &plan["done_today"]), (&"composed".into(), &1.into()));
    assert_eq!(plan["left_out"][0]["stretch"], "sphinx");
    let steps: Vec<&str> =
        plan["steps"].as_array().unwrap().iter().map(|step| step["stretch"].as_str().unwrap()).collect();
    assert!(!steps.is_empty() && !steps.contains(&"sphinx"), "{steps:?}");
    let standing = ["today", "--json", "--position", "hands-and-knees"];
    let plan: Value = serde_json::from_str(&succeeds(&supple(place.path(), &standing))).unwrap();
    let steps = plan["steps"].as_array().unwrap();
    assert!(steps.iter().all(|step| ["bird-dog", "cat-cow"].contains(&step["stretch"].as_str().unwrap())), "{steps:?}");
}

#[test]
fn a_questionnaire_needs_somebody_to_answer_and_earlier_scores_do_not() {
    let place = tempfile::tempdir().unwrap();
    let asked = supple(place.path(), &["questionnaire"]);
    assert_eq!(asked.status.code(), Some(2));
    let told = words(&asked.stderr);
    assert!(told.contains("on a terminal") && told.contains("try: ") && told.contains("--show"), "{told}");
    assert!(succeeds(&supple(place.path(), &["questionnaire", "--show"])).contains("No questionnaire yet"));
    let (mut history, _) = History::open(&DataFolder::at(place.path()), Purpose::Look).unwrap();
    for score in [14, 8] {
        let answers = (0..24).map(|statement| statement < score).collect();
        history.keep_questionnaire(&Questionnaire::roland_morris(clock::local_now(), answers)).unwrap();
    }
    drop(history);
    let told = succeeds(&supple(place.path(), &["questionnaire", "--show"]));
    assert!(told.contains("14 of 24") && told.contains("6 points less than the last time"), "{told}");
}
