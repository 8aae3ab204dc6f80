//! What holds whatever comes in, tried on the inputs that a fuzzer has kept (`fuzz/corpus`) and on random ones.

#![allow(clippy::disallowed_methods, reason = "the kept inputs are files")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::properties::{ALL, Property, counted, root};

/// The kept inputs of a property, by file name.
fn kept(property: &Property) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("fuzz/corpus").join(property.name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect()
}

#[test]
fn every_input_that_was_kept_holds() {
    for property in &ALL {
        let kept = kept(property);
        assert!(kept.len() >= 3, "{} has hardly any inputs", property.name);
        for (file, data) in kept {
            assert!(catch_unwind(|| (property.holds_for)(&data)).is_ok(), "{} does not hold for {file}", property.name);
        }
    }
}

/// Nothing is shown of what counts by sessions in which nothing does.
#[test]
fn in_the_kept_sessions_something_is_held() {
    let property = ALL.iter().find(|property| property.name == "session").unwrap();
    let held = kept(property).iter().filter(|(_, data)| counted(data) > 1.0).count();
    assert!(held >= 3, "in {held} of them");
}

#[test]
fn every_property_is_fuzzed_and_every_target_is_a_property() {
    let properties: BTreeSet<_> = ALL.iter().map(|property| property.name.to_owned()).collect();
    let names_in = |folder: &str| -> BTreeSet<_> {
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names_in("fuzz/fuzz_targets"), properties);
    assert_eq!(names_in("fuzz/corpus"), properties);
    let manifest: toml::Table = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap().parse().unwrap();
    let built = manifest["bin"].as_array().unwrap().iter().map(|bin| bin["name"].as_str().unwrap().to_owned());
    assert_eq!(built.collect::<BTreeSet<_>>(), properties);
    let words = fs::read_to_string(root().join("fuzz/README.md")).unwrap();
    for name in properties {
        let target = fs::read_to_string(root().join(format!("fuzz/fuzz_targets/{name}.rs"))).unwrap();
        assert!(target.contains(&format!("holds_for(\"{name}\", data)")), "{target}");
        assert!(words.contains(&format!("| `{name}` |")), "{name} is not in fuzz/README.md");
    }
}

/// Tries it on random bytes, and on kept inputs that were changed.
fn try_out(name: &str, cases: u32) {
    let property = ALL.iter().find(|property| property.name == name).unwrap();
    let kept = kept(property);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let edit = (any::<Index>(), 0_usize..20, vec(any::<u8>(), 0..8));
    let any_input = (any::<bool>(), any::<Index>(), vec(edit, 1..5), vec(any::<u8>(), 0..400));
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let outcome = runner.run(&any_input, |(changed, which, edits, mut bytes)| {
        if changed {
            bytes.clone_from(&which.get(&kept).1);
            for (at, removed, inserted) in edits {
                let start = at.index(bytes.len() + 1);
                let end = (start + removed).min(bytes.len());
                bytes.splice(start..end, inserted);
            }
        }
        (property.holds_for)(&bytes);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
}

macro_rules! any_input {
    ($($test:ident: $name:literal, $cases:literal;)*) => {
        $(#[test]
        fn $test() {
            try_out($name, $cases);
        })*
        const TRIED: &[&str] = &[$($name),*];
    };
}

any_input! {
    any_stretch_file_is_one_or_is_told_what_is_wrong: "stretch_file", 60;
    any_routine_file_is_one_or_is_told_what_is_wrong: "routine_file", 60;
    any_settings_are_read_and_edited: "settings", 60;
    any_descriptor_is_one_or_is_told_what_is_wrong: "descriptor", 60;
    any_recording_says_the_same_again: "recording", 40;
    any_damaged_history_is_read_or_set_aside_or_explained: "history", 40;
    any_camera_frame_is_a_picture_or_damaged: "camera_frame", 80;
    any_detections_are_people: "detector", 40;
    any_landmarks_are_a_body: "landmarks", 40;
    any_heat_map_sharpens: "heatmap", 40;
    any_keypoints_are_a_body: "keypoints", 60;
    any_session_counts_no_more_than_the_time_that_went_by: "session", 12;
    any_events_are_heard_one_after_the_other: "speech", 12;
}

#[test]
fn every_property_is_tried() {
    assert_eq!(TRIED, ALL.map(|property| property.name));
}
