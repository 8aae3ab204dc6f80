//! The short form of `examples/long_day.rs`: what is counted stays true and nothing is left behind, session after session.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "a test asks the system about itself")]

#[path = "long_day/day.rs"]
mod day;

use std::fs;
use std::path::Path;
use std::time::Duration;

use self::day::Day;

/// How many files of this folder are open. (Other tests of this program open files of their own.)
fn open_in(folder: &Path) -> usize {
    let Ok(files) = fs::read_dir("/proc/self/fd") else { return 0 };
    files.filter_map(|file| fs::read_link(file.ok()?.path()).ok()).filter(|to| to.starts_with(folder)).count()
}

/// How many threads write a history.
fn writers() -> usize {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return 0 };
    let names = threads.filter_map(|thread| fs::read_to_string(thread.ok()?.path().join("comm")).ok());
    names.filter(|name| name.trim() == "history").count()
}

#[test]
fn session_after_session_counts_what_is_held_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut day = Day::new(folder.path(), 10.0).unwrap();
    // One as it should be, one in which it hurts, and one before which the camera is let go.
    let numbers = [0, 2, 9];
    let mut open = Vec::new();
    for number in numbers {
        day.session(number).unwrap_or_else(|failure| panic!("{failure}"));
        open.push((open_in(folder.path()), writers()));
    }
    assert!(day.now() > Duration::from_mins(10), "{:?}", day.now());
    let tally = day.tally();
    assert_eq!((tally.sessions, tally.signs, tally.cameras_lost, tally.let_go), (3, 3, 3, 1), "{tally:?}");
    // Twice a minute in each, and of the last hold 45 seconds, or 15 until it hurts.
    let held = 3.0 * 120.0 + 2.0 * 45.0 + 15.0;
    assert!((tally.true_held - held).abs() < 0.001 && tally.words > 60, "{tally:?}");
    assert!((tally.counted - held).abs() < 0.001 && tally.worst < 0.001, "{tally:?}");
    let remembered = day.remembered().unwrap();
    assert_eq!((remembered.complete, remembered.holds), (3, 9), "{remembered:?}");
    assert!((remembered.held - held).abs() < 0.01, "{remembered:?}");
    assert_eq!(day.failures(), [""; 0]);
    assert!(open.iter().all(|&left| left == (0, 0)), "files of the history and threads that stay: {open:?}");
}
