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
    let (mut number, mut open) = (0, Vec::new());
    while day.now() < Duration::from_mins(10) {
        day.session(number).unwrap_or_else(|failure| panic!("{failure}"));
        number += 1;
        open.push((open_in(folder.path()), writers()));
    }
    let tally = day.tally();
    assert_eq!((tally.sessions, tally.signs, tally.cameras_lost), (number, number, number), "{tally:?}");
    assert!(tally.true_held > 300.0 && tally.words > 60, "{tally:?}");
    let off = (tally.counted - tally.true_held).abs() / tally.true_held;
    assert!(off < 0.001, "{tally:?}");
    assert_eq!(day.failures(), [""; 0]);
    assert!(open.iter().all(|&left| left == (0, 0)), "files of the history and threads that stay: {open:?}");
}
