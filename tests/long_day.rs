//! The short form of `examples/long_day.rs`: what is counted stays true and nothing is left behind, session after session.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "a test asks the system about itself")]

#[path = "long_day/day.rs"]
mod day;

use std::time::Duration;

use self::day::{Day, held_now};

#[test]
fn session_after_session_counts_what_is_held_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut day = Day::new(folder.path(), 10.0).unwrap();
    let (mut number, mut open) = (0, Vec::new());
    while day.now() < Duration::from_mins(10) {
        day.session(number).unwrap_or_else(|failure| panic!("{failure}"));
        number += 1;
        open.push(std::fs::read_dir("/proc/self/fd").map_or(0, |files| {
            // Other tests of this program open files of their own.
            files
                .filter_map(|file| std::fs::read_link(file.ok()?.path()).ok())
                .filter(|to| to.starts_with(folder.path()))
                .count()
        }));
    }
    let tally = day.tally();
    assert_eq!((tally.sessions, tally.signs, tally.cameras_lost), (number, number, number), "{tally:?}");
    assert!(tally.true_held > 300.0 && tally.words > 60, "{tally:?}");
    let off = (tally.counted - tally.true_held).abs() / tally.true_held;
    assert!(off < 0.001, "{tally:?}");
    assert_eq!(day.failures(), [""; 0]);
    assert!(open.iter().all(|&files| files == 0), "files of the history that stay open: {open:?}");
    assert!(held_now().is_none_or(|held| held.resident > 0));
}
