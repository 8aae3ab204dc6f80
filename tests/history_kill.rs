//! What was kept stays kept, whenever the program is killed: another process keeps holds one after the other and announces each as
//! soon as it is kept, and is killed at some moment. What it announced must all be there.
//!
//! `SUPPLE_KILLS=200 cargo test --test all history_kill` kills it that often; without the variable it is killed a dozen times.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "the moments at which it is killed take time")]

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use supple::body::Side;
use supple::device::history::{DataFolder, History, Purpose, Recording};
use supple::history::{About, Course, Entry, Hold, Measured, Span, StretchBegan};
use supple::measure::BodyView;
use supple::seam::{PastSessions, SessionStore};

/// Tells the process that keeps where to do so, and which round it is.
const FOLDER: &str = "SUPPLE_KILLED_FOLDER";
const ROUND: &str = "SUPPLE_KILLED_ROUND";
/// How often it is killed.
const KILLS: u64 = 12;
/// It is killed at most so long after its first hold, in microseconds: some dozens of holds.
const LONGEST: u64 = 120_000;
/// What is announced begins with this; the test harness says things too.
const ANNOUNCED: &str = "kept ";

/// The session of this round.
fn stretch(round: u64) -> String {
    format!("round-{round}")
}

fn began() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-01T18:30:00+01:00").unwrap()
}

fn hold(round: u64, number: u64) -> Hold {
    let time = Duration::from_secs(number);
    let measured = Measured {
        target: "trunk".into(),
        measure: "trunk_pitch".into(),
        limb: Side::Left,
        from_start: false,
        typical: 41.0,
        best: 44.0,
        error: 3.0,
        view: BodyView::Side,
        deeper: None,
        range: (20.0, 60.0),
        looks: 99,
    };
    Hold {
        stretch: stretch(round),
        side: None,
        pose: None,
        began: time,
        ended: time,
        course: Course::Completed,
        held: time,
        aimed: time,
        paused: Duration::ZERO,
        unseen: Duration::ZERO,
        measures: vec![measured; 8],
    }
}

/// Keeps holds until it is killed.
fn keep_on(folder: &Path, round: u64) -> ! {
    let (history, aside) = History::open(&DataFolder::at(folder), Purpose::Record).unwrap();
    assert_eq!(aside, None);
    let mut store = Recording::new(history, Box::new(|aside| panic!("{aside}")));
    let about = About { began: began(), program: "0.1.0".into(), model: "blazepose".into(), plan: None };
    store.keep(&Entry::Began(about)).unwrap();
    let title = String::new();
    store.keep(&Entry::StretchBegan(StretchBegan { at: Duration::ZERO, stretch: stretch(round), title })).unwrap();
    let mut out = std::io::stdout().lock();
    for number in 0.. {
        store.keep(&Entry::Held(hold(round, number))).unwrap();
        writeln!(out, "{ANNOUNCED}{number}").unwrap();
        out.flush().unwrap();
    }
    unreachable!("it is killed before that")
}

/// This test once more, as the process that keeps.
fn start(folder: &Path, round: u64) -> Child {
    let mut keeper = Command::new(env::current_exe().unwrap());
    keeper.args(["history_kill::what_was_kept_is_there_whenever_the_program_is_killed", "--exact", "--nocapture"]);
    keeper.env(FOLDER, folder).env(ROUND, round.to_string()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Kills it so long after its first hold; how many holds it had announced.
fn killed(mut keeper: Child, after: Duration) -> u64 {
    let lines = BufReader::new(keeper.stdout.take().unwrap());
    let (began, first) = std::sync::mpsc::channel();
    let reader = thread::spawn(move || {
        let mut announced = 0;
        for line in lines.lines() {
            let line = line.unwrap();
            if let Some((_, number)) = line.split_once(ANNOUNCED) {
                assert_eq!(number, announced.to_string());
                announced += 1;
                let _ = began.send(());
            }
        }
        announced
    });
    first.recv().unwrap();
    thread::sleep(after);
    keeper.kill().unwrap();
    keeper.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn what_was_kept_is_there_whenever_the_program_is_killed() {
    if let Some(folder) = env::var_os(FOLDER) {
        keep_on(Path::new(&folder), env::var(ROUND).unwrap().parse().unwrap());
    }
    let kills = env::var("SUPPLE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(place.path());
    let (mut chance, mut all, mut more) = (kills, 0, 0);
    for round in 0..kills {
        // Knuth's MMIX generator; its upper bits.
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let announced = killed(start(place.path(), round), Duration::from_micros((chance >> 33) % LONGEST));
        let database = rusqlite::Connection::open(folder.database()).unwrap();
        let verdict: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(verdict, "ok", "after kill {round}");
        drop(database);
        let (history, aside) = History::open(&folder, Purpose::Look).unwrap();
        assert_eq!(aside, None, "after kill {round}");
        let sessions = history.sessions(&Span { stretch: Some(stretch(round)), ..Span::default() }).unwrap();
        let [session] = &sessions[..] else { panic!("after kill {round}: {} sessions", sessions.len()) };
        assert_eq!((session.about.began, &session.end), (began(), &None));
        let kept = session.holds.len() as u64;
        // It may have kept one more and not come to say so.
        assert!(kept == announced || kept == announced + 1, "after kill {round}: {announced} announced, {kept} there");
        for (number, there) in (0..).zip(&session.holds) {
            assert_eq!(*there, hold(round, number), "after kill {round}");
        }
        (all, more) = (all + announced, more + kept - announced);
    }
    println!("{kills} kills; {all} holds announced, none lost; {more} kept that it had no time to announce");
}
