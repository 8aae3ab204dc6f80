//! The history as a whole, in folders that vanish afterwards.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, NaiveDate};
use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::body::Side;
use crate::coach::Choice;
use crate::history::doubles::session;
use crate::history::{
    About, ComfortLimit, ComfortPlace, Course, End, Entry, Forget, Hint, Hold, Hurt, Measured, Pain, PainAt,
    PastSession, Questionnaire, Repetition, SessionId, SignTaken, Span, StretchBegan, StretchEnded,
};
use crate::measure::BodyView;
use crate::seam::{PastSessions, PersonalRecord, SessionStore, StoreError};
use crate::stretch::Deeper;

fn place() -> (TempDir, DataFolder) {
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(place.path().join("data"));
    (place, folder)
}

fn open(folder: &DataFolder) -> History {
    let (history, aside) = History::open(folder, Purpose::Look).unwrap();
    assert_eq!(aside, None);
    history
}

fn recording(folder: &DataFolder) -> Recording {
    let (history, aside) = History::open(folder, Purpose::Record).unwrap();
    assert_eq!(aside, None);
    Recording::new(history, Box::new(|aside| panic!("{aside}")))
}

fn about(day: u32, plan: &str) -> About {
    let began = DateTime::parse_from_rfc3339(&format!("2026-03-{day:02}T18:30:00.250+01:00")).unwrap();
    About { began, program: "0.1.0".into(), model: "blazepose".into(), plan: Some(plan.into()) }
}

const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn measured(target: &str) -> Measured {
    Measured {
        target: target.into(),
        measure: "trunk_pitch".into(),
        limb: Side::Right,
        from_start: true,
        typical: 41.5,
        best: 44.25,
        error: 3.5,
        view: BodyView::ThreeQuarter,
        deeper: Some(Deeper::Higher),
        range: (20.0, f64::INFINITY),
        looks: 120,
    }
}

fn hold(stretch: &str, ended: u64) -> Hold {
    Hold {
        stretch: stretch.into(),
        side: Some(Side::Left),
        pose: Some("down".into()),
        began: s(ended - 20),
        ended: s(ended),
        course: Course::Completed,
        held: s(18),
        aimed: s(18),
        paused: s(2),
        unseen: s(1),
        measures: vec![measured("trunk"), Measured { deeper: None, from_start: false, ..measured("knee") }],
    }
}

/// All kinds of entries.
fn entries(day: u32, stretch: &str) -> Vec<Entry> {
    vec![
        Entry::Began(about(day, stretch)),
        Entry::Pain(PainAt::Before(Pain::new(6).unwrap())),
        Entry::StretchBegan(StretchBegan { at: s(1), stretch: stretch.into(), title: format!("The {stretch}") }),
        Entry::Held(hold(stretch, 30)),
        Entry::Hint(Hint { at: s(31), stretch: stretch.into(), target: None, words: "Turn to the camera.".into() }),
        Entry::Sign(SignTaken { at: s(32), chosen: Some(Choice::GoOn) }),
        Entry::Hurt(Hurt {
            at: s(33),
            stretch: stretch.into(),
            side: Some(Side::Right),
            targets: vec![("trunk".into(), 12.0, 3.0), ("knee".into(), 90.5, 4.0)],
        }),
        Entry::Held(Hold {
            course: Course::CutShort,
            side: None,
            pose: None,
            measures: Vec::new(),
            ..hold(stretch, 60)
        }),
        Entry::StretchEnded(StretchEnded { at: s(61), stretch: stretch.into(), skipped: true }),
        Entry::StretchBegan(StretchBegan { at: s(62), stretch: "cat-cow".into(), title: "Cat and cow".into() }),
        Entry::Moved(Repetition {
            stretch: "cat-cow".into(),
            side: None,
            pose: Some("cat".into()),
            at: s(70),
            rep: 1,
            reps: 8,
            measures: vec![measured("spine")],
        }),
        Entry::Ended(End { at: s(80), complete: true, watched: s(75), unseen: s(4) }),
        Entry::Pain(PainAt::After(Pain::new(3).unwrap())),
    ]
}

/// The session that these entries tell of.
fn told(id: i64, entries: &[Entry]) -> PastSession {
    let Some(Entry::Began(about)) = entries.first() else { panic!() };
    let mut past = PastSession { id: SessionId(id), about: about.clone(), ..session(1, 1) };
    for entry in entries.iter().cloned() {
        match entry {
            Entry::Began(_) => {}
            Entry::StretchBegan(began) => past.stretches.push(began),
            Entry::Held(hold) => past.holds.push(hold),
            Entry::Moved(moved) => past.repetitions.push(moved),
            Entry::Hint(hint) => past.hints.push(hint),
            Entry::Sign(sign) => past.signs.push(sign),
            Entry::Hurt(hurt) => past.hurts.push(hurt),
            Entry::StretchEnded(ended) => past.ended.push(ended),
            Entry::Pain(PainAt::Before(pain)) => past.pain_before = Some(pain),
            Entry::Pain(PainAt::After(pain)) => past.pain_after = Some(pain),
            Entry::Ended(end) => past.end = Some(end),
        }
    }
    past
}

fn keep(store: &mut Recording, entries: &[Entry]) {
    for entry in entries {
        store.keep(entry).unwrap();
    }
}

fn all(folder: &DataFolder) -> Vec<PastSession> {
    open(folder).sessions(&Span::default()).unwrap()
}

/// Whether these bytes are in any file of the folder.
fn anywhere(folder: &DataFolder, marker: &str) -> bool {
    let has = |path: &Path| fs::read(path).unwrap().windows(marker.len()).any(|bytes| bytes == marker.as_bytes());
    fs::read_dir(folder.path()).unwrap().any(|entry| has(&entry.unwrap().path()))
}

fn files(folder: &DataFolder) -> Vec<String> {
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

fn limit(stretch: &str, session: Option<i64>) -> ComfortLimit {
    ComfortLimit {
        place: ComfortPlace {
            stretch: stretch.into(),
            side: None,
            pose: None,
            target: "trunk".into(),
            measure: "trunk_pitch".into(),
        },
        limit: 40.0,
        error: 2.5,
        found: about(4, "x").began,
        session: session.map(SessionId),
    }
}

#[test]
fn a_session_is_read_as_it_was_kept() {
    let (_place, folder) = place();
    let (one, two) = (entries(1, "sphinx"), entries(2, "pigeon"));
    keep(&mut recording(&folder), &one);
    keep(&mut recording(&folder), &two);
    assert_eq!(all(&folder), [told(1, &one), told(2, &two)]);
    assert_eq!(open(&folder).session(SessionId(2)).unwrap(), Some(told(2, &two)));
    assert_eq!(open(&folder).session(SessionId(3)).unwrap(), None);
}

#[test]
fn each_entry_is_there_as_soon_as_it_is_kept() {
    let (_place, folder) = place();
    let entries = entries(1, "sphinx");
    let mut store = recording(&folder);
    for length in 1..=entries.len() {
        store.keep(&entries[length - 1]).unwrap();
        assert_eq!(all(&folder), [told(1, &entries[..length])]);
    }
}

#[test]
fn sessions_are_found_by_day_and_stretch() {
    let (_place, folder) = place();
    for day in [3, 1, 2] {
        keep(&mut recording(&folder), &entries(day, if day == 2 { "pigeon" } else { "sphinx" }));
    }
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
    let found = |span: Span| {
        let sessions = open(&folder).sessions(&span).unwrap();
        sessions.into_iter().map(|session| session.id.0).collect::<Vec<_>>()
    };
    assert_eq!(found(Span::default()), [2, 3, 1], "the earliest first");
    assert_eq!(found(Span { since: day(2), ..Span::default() }), [3, 1]);
    assert_eq!(found(Span { until: day(2), ..Span::default() }), [2, 3]);
    assert_eq!(found(Span { since: day(2), until: day(2), stretch: None }), [3]);
    assert_eq!(found(Span { stretch: Some("sphinx".into()), ..Span::default() }), [2, 1]);
    assert_eq!(found(Span { stretch: Some("none".into()), ..Span::default() }), Vec::<i64>::new());
}

/// By the person's calendar it was still the day before.
#[test]
fn a_day_is_the_persons_own() {
    let (_place, folder) = place();
    let mut late = about(9, "sphinx");
    late.began = DateTime::parse_from_rfc3339("2026-03-09T23:30:00-08:00").unwrap();
    keep(&mut recording(&folder), &[Entry::Began(late)]);
    let on = |day| Span {
        since: NaiveDate::from_ymd_opt(2026, 3, day),
        until: NaiveDate::from_ymd_opt(2026, 3, day),
        stretch: None,
    };
    assert_eq!(open(&folder).sessions(&on(9)).unwrap().len(), 1);
    assert_eq!(open(&folder).sessions(&on(10)).unwrap().len(), 0);
}

#[test]
fn two_who_write_at_once_both_keep_everything() {
    let (_place, folder) = place();
    let hints = |writer: usize| {
        (0..40).map(move |at| Hint {
            at: Duration::from_millis(at),
            stretch: "sphinx".into(),
            target: None,
            words: format!("{writer}"),
        })
    };
    let writers: Vec<_> = (0..3)
        .map(|writer| {
            let folder = folder.clone();
            // They also begin the database at once.
            thread::spawn(move || {
                let mut store = recording(&folder);
                store.keep(&Entry::Began(about(1, "sphinx"))).unwrap();
                hints(writer).for_each(|hint| store.keep(&Entry::Hint(hint)).unwrap());
            })
        })
        .collect();
    for writer in writers {
        writer.join().unwrap();
    }
    let sessions = all(&folder);
    assert_eq!(sessions.len(), 3);
    let mut kept: Vec<_> = sessions.into_iter().map(|session| session.hints).collect();
    kept.sort_by_key(|hints| hints[0].words.clone());
    let expected: Vec<Vec<_>> = (0..3).map(|writer| hints(writer).collect()).collect();
    assert_eq!(kept, expected);
}

#[test]
fn what_is_forgotten_is_in_no_file_any_more() {
    let marker = "marker-5f0c";
    let other = "other-77a1";
    let scenes: [(&str, Forget); 3] = [
        ("one", Forget::Session(SessionId(2))),
        ("span", Forget::Span(Span { since: NaiveDate::from_ymd_opt(2026, 3, 2), ..Span::default() })),
        ("all", Forget::All),
    ];
    for (name, what) in scenes {
        let (_place, folder) = place();
        keep(&mut recording(&folder), &entries(1, other));
        // The program that records has it open still.
        let mut running = recording(&folder);
        keep(&mut running, &entries(2, marker)[..9]);
        assert!(anywhere(&folder, marker), "{name}");
        let forgotten = open(&folder).forget(&what).unwrap();
        assert_eq!(forgotten.sessions, if name == "all" { 2 } else { 1 }, "{name}");
        assert!(!anywhere(&folder, marker), "{name}: {:?}", files(&folder));
        assert_eq!(anywhere(&folder, other), name != "all", "{name}");
        assert_eq!(all(&folder).len(), usize::from(name != "all"));
    }
}

#[test]
fn everything_is_limits_questionnaires_and_what_was_set_aside_too() {
    let (_place, folder) = place();
    keep(&mut recording(&folder), &entries(1, "sphinx"));
    let mut history = open(&folder);
    history.set_comfort(&limit("sphinx", Some(1))).unwrap();
    history.keep_questionnaire(&questionnaire(4)).unwrap();
    for aside in ["history.damaged-2026-01-01.sqlite3", "history.newer-2026-01-01-2.sqlite3-wal"] {
        fs::write(folder.path().join(aside), "sphinx").unwrap();
    }
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    history.forget(&Forget::All).unwrap();
    assert_eq!((history.comfort().unwrap(), history.questionnaires().unwrap()), (vec![], vec![]));
    drop(history);
    assert!(!anywhere(&folder, "sphinx"), "{:?}", files(&folder));
    assert_eq!(files(&folder), ["history.sqlite3", "notes.txt"]);
    // Nor does a number tell how many there were.
    keep(&mut recording(&folder), &entries(5, "pigeon"));
    assert_eq!(all(&folder)[0].id, SessionId(1));
}

#[test]
fn a_session_that_is_forgotten_while_it_goes_on_stays_forgotten() {
    let (_place, folder) = place();
    let entries = entries(1, "sphinx");
    let mut store = recording(&folder);
    keep(&mut store, &entries[..4]);
    open(&folder).forget(&Forget::All).unwrap();
    keep(&mut store, &entries[4..]);
    assert_eq!(all(&folder), []);
}

fn questionnaire(day: u32) -> Questionnaire {
    Questionnaire { taken: about(day, "x").began, kind: "rmdq".into(), answers: vec![true, false, true], score: 2 }
}

#[test]
fn a_limit_takes_the_place_of_the_one_before() {
    let (_place, folder) = place();
    keep(&mut recording(&folder), &entries(1, "sphinx"));
    let mut history = open(&folder);
    let one = limit("sphinx", Some(1));
    let left = ComfortLimit { place: ComfortPlace { side: Some(Side::Left), ..one.place.clone() }, ..one.clone() };
    for limit in [&one, &left, &ComfortLimit { limit: 35.0, ..one.clone() }] {
        history.set_comfort(limit).unwrap();
    }
    assert_eq!(history.comfort().unwrap(), [ComfortLimit { limit: 35.0, ..one.clone() }, left.clone()]);
    assert!(history.clear_comfort(&one.place).unwrap());
    assert!(!history.clear_comfort(&one.place).unwrap());
    history.forget(&Forget::Session(SessionId(1))).unwrap();
    assert_eq!(history.comfort().unwrap(), [ComfortLimit { session: None, ..left.clone() }], "the limit itself stays");
    history.set_comfort(&left).unwrap();
    assert_eq!(history.comfort().unwrap()[0].session, None, "that session is forgotten");
}

#[test]
fn questionnaires_come_in_order() {
    let (_place, folder) = place();
    let mut history = open(&folder);
    for day in [9, 7] {
        history.keep_questionnaire(&questionnaire(day)).unwrap();
    }
    assert_eq!(history.questionnaires().unwrap(), [questionnaire(7), questionnaire(9)]);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_place, folder) = place();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut store = recording(&folder);
    keep(&mut store, &entries(1, "sphinx"));
    assert_eq!(mode(folder.path()), 0o700);
    for name in ["history.sqlite3", "history.sqlite3-wal", "history.sqlite3-shm"] {
        assert_eq!(mode(&folder.path().join(name)), 0o600, "{name}");
    }
    drop(store);
    fs::set_permissions(folder.database(), fs::Permissions::from_mode(0o644)).unwrap();
    drop(open(&folder));
    assert_eq!(mode(&folder.database()), 0o600, "one that was copied here");
}

/// Opens what is there, which is to be set aside; where it went.
fn opens_anew(folder: &DataFolder, purpose: Purpose, why: Why) -> SetAside {
    let (history, aside) = History::open(folder, purpose).unwrap();
    assert_eq!(history.sessions(&Span::default()).unwrap().len(), 0);
    let aside = aside.unwrap();
    assert_eq!(aside.why, why);
    let name = aside.to.file_name().unwrap().to_string_lossy().into_owned();
    assert!(aside.to_string().contains(&name), "{aside}");
    let start = match why {
        Why::Damaged => "history.damaged-20",
        Why::Newer => "history.newer-20",
    };
    assert!(name.starts_with(start) && name.ends_with(".sqlite3"), "{name}");
    aside
}

#[test]
fn what_is_no_database_is_set_aside_unchanged_and_never_written_over() {
    let (_place, folder) = place();
    fs::create_dir(folder.path()).unwrap();
    let mut places = Vec::new();
    for text in [
        "my notes about stretching, which are no database at all",
        "and these are others, as long as a header of one is: 100",
    ] {
        fs::write(folder.database(), text).unwrap();
        let aside = opens_anew(&folder, Purpose::Record, Why::Damaged);
        assert_eq!(fs::read_to_string(&aside.to).unwrap(), text);
        places.push(aside.to);
    }
    assert_eq!(fs::read_to_string(&places[0]).unwrap().len(), 55, "the first is still there");
    assert!(places[1].to_string_lossy().ends_with("-2.sqlite3"));
    // What has taken the place of the third is a good one.
    drop(recording(&folder));
}

#[test]
fn a_history_cut_short_is_set_aside_with_its_log() {
    let (_place, folder) = place();
    let mut store = recording(&folder);
    keep(&mut store, &entries(1, "sphinx"));
    let other = Connection::open(folder.database()).unwrap();
    other.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    store.keep(&Entry::Began(about(2, "sphinx"))).unwrap();
    // As after a power cut: nothing was tidied up.
    let copy = tempfile::tempdir().unwrap();
    for name in ["history.sqlite3", "history.sqlite3-wal"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    let torn = DataFolder::at(copy.path());
    fs::write(torn.database(), [7; 5000]).unwrap();
    let log = fs::read(copy.path().join("history.sqlite3-wal")).unwrap();
    let aside = opens_anew(&torn, Purpose::Record, Why::Damaged);
    assert_eq!(fs::read(&aside.to).unwrap(), [7; 5000]);
    assert_eq!(fs::read(format!("{}-wal", aside.to.display())).unwrap(), log);
}

#[test]
fn damage_deep_inside_is_found_by_who_looks() {
    let (_place, folder) = place();
    let mut store = recording(&folder);
    for day in 1..8 {
        keep(&mut store, &entries(day, "sphinx"));
    }
    drop(store);
    let mut bytes = fs::read(folder.database()).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(folder.database(), &bytes).unwrap();
    let aside = opens_anew(&folder, Purpose::Look, Why::Damaged);
    assert_eq!(fs::read(&aside.to).unwrap(), bytes);
}

#[test]
fn a_session_in_which_the_history_breaks_is_kept_whole_in_a_new_one() {
    let (_place, folder) = place();
    let (told_of, ear) = std::sync::mpsc::channel();
    let (history, _) = History::open(&folder, Purpose::Record).unwrap();
    let mut store = Recording::new(history, Box::new(move |aside| told_of.send(aside.clone()).unwrap()));
    let entries = entries(1, "sphinx");
    keep(&mut store, &entries[..4]);
    // Somebody writes over the tables.
    let checkpoint = Connection::open(folder.database()).unwrap();
    checkpoint.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let mut bytes = fs::read(folder.database()).unwrap();
    bytes[4096..].fill(0xA5);
    fs::write(folder.database(), &bytes).unwrap();
    drop(checkpoint);
    keep(&mut store, &entries[4..]);
    drop(store);
    assert_eq!(ear.iter().count(), 1, "it is told once");
    assert_eq!(all(&folder), [told(1, &entries)]);
}

#[test]
fn a_newer_history_is_set_aside_by_a_session_and_left_by_who_looks() {
    let (_place, folder) = place();
    keep(&mut recording(&folder), &entries(1, "sphinx"));
    let newer = Connection::open(folder.database()).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let before = fs::read(folder.database()).unwrap();
    let Err(error) = History::open(&folder, Purpose::Look) else { panic!("it is not ours to read") };
    assert!(error.what.contains("newer Supple") && !error.remedy.is_empty(), "{error:?}");
    assert_eq!(fs::read(folder.database()).unwrap(), before);
    let aside = opens_anew(&folder, Purpose::Record, Why::Newer);
    assert_eq!(fs::read(&aside.to).unwrap(), before);
}

#[test]
fn a_full_disk_and_one_that_cannot_be_written_are_told_as_such() {
    let (_place, folder) = place();
    let entries = entries(1, "sphinx");
    for (pragma, word) in [("max_page_count = 1", "full"), ("query_only = ON", "can't be written")] {
        let (history, _) = History::open(&folder, Purpose::Record).unwrap();
        history.connection.execute_batch(&format!("PRAGMA {pragma}")).unwrap();
        let mut store = Recording::new(history, Box::new(|aside| panic!("{aside}")));
        let trouble = (0..500).flat_map(|_| &entries).find_map(|entry| store.keep(entry).err()).unwrap();
        assert!(trouble.what.contains(word) && trouble.what.contains("history.sqlite3"), "{trouble:?}");
        assert!(!trouble.remedy.is_empty());
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let (place, _) = place();
    fs::write(place.path().join("file"), "").unwrap();
    let folder = DataFolder::at(place.path().join("file/data"));
    let Err(StoreError { what, remedy }) = History::open(&folder, Purpose::Record) else { panic!("made") };
    assert!(what.contains("file/data") && remedy.contains("SUPPLE_DATA"), "{what}; {remedy}");
}

#[test]
fn where_no_history_could_be_it_is_not_said_that_there_is_none() {
    let (place, folder) = place();
    assert_eq!(folder.look(), Ok(()), "one can be begun");
    fs::write(place.path().join("file"), "").unwrap();
    let StoreError { what, remedy } = DataFolder::at(place.path().join("file")).look().unwrap_err();
    assert!(what.contains("can't be looked for") && remedy.contains("SUPPLE_DATA"), "{what}; {remedy}");
    keep(&mut recording(&folder), &entries(1, "sphinx"));
    assert_eq!(folder.look(), Ok(()));
}

/// SQLite would wait for a pipe, and call everything else a broken disk.
#[test]
fn what_is_no_file_is_told_as_such_and_left_alone() {
    let (_place, folder) = place();
    fs::create_dir_all(folder.database()).unwrap();
    let refused = |word: &str| {
        for purpose in [Purpose::Record, Purpose::Look] {
            let Err(StoreError { what, remedy }) = History::open(&folder, purpose) else { panic!("opened") };
            assert!(what.contains(word) && remedy.contains("SUPPLE_DATA"), "{what}; {remedy}");
            assert_eq!(folder.look().unwrap_err().what, what);
        }
    };
    refused("is a folder, not a file");
    fs::remove_dir(folder.database()).unwrap();
    if cfg!(target_os = "linux") {
        assert!(std::process::Command::new("mkfifo").arg(folder.database()).status().unwrap().success());
        refused("is a device or pipe, not a file");
    }
}

#[test]
fn what_no_version_writes_is_told_as_such_and_stays() {
    let (_place, folder) = place();
    keep(&mut recording(&folder), &entries(1, "sphinx"));
    let other = Connection::open(folder.database()).unwrap();
    other.execute_batch("UPDATE session SET began = 'yesterday'").unwrap();
    drop(other);
    let before = fs::read(folder.database()).unwrap();
    let StoreError { what, remedy } = open(&folder).sessions(&Span::default()).unwrap_err();
    assert!(what.contains("no Supple writes") && remedy.contains("copy"), "{what}; {remedy}");
    assert_eq!(fs::read(folder.database()).unwrap(), before);
}

#[test]
fn who_only_looks_begins_nothing() {
    let (_place, folder) = place();
    assert!(History::find(&folder).unwrap().is_none());
    assert!(!folder.path().exists());
}
