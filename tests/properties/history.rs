//! A history that was damaged: on its disk, or by somebody who wrote into it.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use arbitrary::{Result, Unstructured};
use chrono::{DateTime, NaiveDate};
use rusqlite::Connection;
use rusqlite::types::Value;
use supple::app::past::{detail, document, table};
use supple::body::Side;
use supple::coach::Choice;
use supple::device::history::{DataFolder, History, Purpose, Recording};
use supple::export::{Exported, Format, write};
use supple::history::{
    About, ComfortLimit, ComfortPlace, Course, End, Entry, Hint, Hold, Hurt, Measured, Pain, PainAt, PastSession,
    Progress, Questionnaire, Remark, Repetition, SignTaken, Span, StretchBegan, StretchEnded, Wish, suggest,
};
use supple::measure::BodyView;
use supple::report::{Reported, html};
use supple::seam::{PastSessions, PersonalRecord, SessionStore, StoreError};
use supple::stretch::Deeper;

use super::library;

fn about(day: u32) -> About {
    let began = DateTime::parse_from_rfc3339(&format!("2026-03-{day:02}T18:30:00.250+01:00")).expect("a moment");
    About { began, program: "0.1.0".into(), model: "blazepose".into(), plan: Some("sphinx".into()) }
}

const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A session with everything that can be remembered.
fn entries(day: u32) -> Vec<Entry> {
    let stretch = || "sphinx".to_owned();
    let pain = |score| Pain::new(score).expect("of ten");
    let measured = Measured {
        target: "trunk".into(),
        measure: "trunk_inclination".into(),
        limb: Side::Right,
        from_start: true,
        typical: 41.5,
        best: 44.25 + f64::from(day),
        error: 3.5,
        view: BodyView::Side,
        deeper: Some(Deeper::Higher),
        range: (20.0, f64::INFINITY),
        looks: 120,
    };
    let hold = Hold {
        stretch: stretch(),
        side: Some(Side::Left),
        pose: None,
        began: s(10),
        ended: s(30),
        course: Course::Completed,
        held: s(18),
        aimed: s(18),
        paused: s(2),
        unseen: s(1),
        measures: vec![measured.clone()],
    };
    let moved = Repetition {
        stretch: "cat-cow".into(),
        side: None,
        pose: Some("cat".into()),
        at: s(50),
        rep: 1,
        reps: 2,
        measures: vec![measured],
    };
    vec![
        Entry::Began(about(day)),
        Entry::Pain(PainAt::Before(pain(6))),
        Entry::StretchBegan(StretchBegan { at: s(1), stretch: stretch(), title: "Sphinx".into() }),
        Entry::Held(hold),
        Entry::Hint(Hint { at: s(31), stretch: stretch(), target: None, words: "Turn to the camera.".into() }),
        Entry::Sign(SignTaken { at: s(32), chosen: Some(Choice::GoOn) }),
        Entry::Hurt(Hurt {
            at: s(33),
            stretch: stretch(),
            side: Some(Side::Right),
            targets: vec![("trunk".into(), 1.0, 3.0)],
        }),
        Entry::StretchEnded(StretchEnded { at: s(40), stretch: stretch(), skipped: true }),
        Entry::StretchBegan(StretchBegan { at: s(41), stretch: "cat-cow".into(), title: "Cat and cow".into() }),
        Entry::Moved(moved),
        Entry::StretchEnded(StretchEnded { at: s(60), stretch: "cat-cow".into(), skipped: false }),
        Entry::Pain(PainAt::After(pain(3))),
        Entry::Ended(End { at: s(61), complete: true, watched: s(60), unseen: s(2) }),
    ]
}

/// A folder in memory where there is one: thousands of histories are opened, and each is written through to its disk.
fn place() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder")
}

/// The bytes of a good history.
fn good() -> &'static [u8] {
    static GOOD: OnceLock<Vec<u8>> = OnceLock::new();
    GOOD.get_or_init(|| {
        let place = place();
        let folder = DataFolder::at(place.path());
        let (mut history, _) = History::open(&folder, Purpose::Look).expect("a new history");
        let limit = ComfortLimit {
            place: ComfortPlace {
                stretch: "sphinx".into(),
                side: None,
                pose: None,
                target: "trunk".into(),
                measure: "trunk_inclination".into(),
            },
            limit: 55.0,
            error: 3.0,
            found: about(2).began,
            session: None,
        };
        history.set_comfort(&limit).expect("kept");
        let answers = Questionnaire::roland_morris(about(2).began, vec![true; 24]);
        history.keep_questionnaire(&answers).expect("kept");
        let mut recording = Recording::new(history, Box::new(|aside| panic!("{aside}")));
        for day in 1..=3 {
            recording.keep_all(&entries(day)).expect("kept");
        }
        drop(recording);
        fs::read(folder.database()).expect("it was written")
    })
}

/// Every column of every table.
fn columns() -> &'static [(String, String)] {
    static COLUMNS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    COLUMNS.get_or_init(|| {
        let place = place();
        let file = place.path().join("good.sqlite3");
        fs::write(&file, good()).expect("written");
        let open = Connection::open(&file).expect("opened");
        let sql = "SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY 1, 2";
        let mut statement = open.prepare(sql).expect("a question");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("answers");
        rows.map(|row| row.expect("a column")).collect()
    })
}

/// A history that can be read, or is set aside whole, or is explained; never one that makes the program fall over.
pub fn history(data: &[u8]) {
    let _ = damaged(&mut Unstructured::new(data));
}

fn damaged(data: &mut Unstructured<'_>) -> Result<()> {
    let place = place();
    let folder = DataFolder::at(place.path());
    let purpose = *data.choose(&[Purpose::Look, Purpose::Record])?;
    match data.int_in_range(0..=3_u8)? {
        0 => fs::write(folder.database(), data.peek_bytes(data.len()).unwrap_or_default()).expect("written"),
        1 => {
            let mut bytes = good().to_vec();
            for _ in 0..data.int_in_range(1..=12_u8)? {
                let at = data.int_in_range(0..=bytes.len() - 1)?;
                let many = *data.choose(&[1, 1, 2, 4, 100, 4096])?;
                let byte = data.arbitrary()?;
                let end = (at + many).min(bytes.len());
                bytes[at..end].fill(byte);
            }
            fs::write(folder.database(), bytes).expect("written");
        }
        2 => {
            let end = data.int_in_range(0..=good().len())?;
            fs::write(folder.database(), &good()[..end]).expect("written");
        }
        _ => {
            fs::write(folder.database(), good()).expect("written");
            write_nonsense(data, &folder)?;
        }
    }
    opened(&folder, purpose);
    Ok(())
}

/// Writes into the rows what no Supple writes, as far as the database lets anybody.
fn write_nonsense(data: &mut Unstructured<'_>, folder: &DataFolder) -> Result<()> {
    let open = Connection::open(folder.database()).expect("opened");
    open.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
        .expect("set");
    for _ in 0..data.int_in_range(1..=6_u8)? {
        let (table, column) = data.choose(columns())?;
        let value = match data.int_in_range(0..=7_u8)? {
            0 => Value::Null,
            1 => Value::Integer(data.arbitrary()?),
            2 => Value::Integer(*data.choose(&[i64::MIN, i64::MAX, -1, 0, 1, 1 << 53])?),
            3 => Value::Real(data.arbitrary()?),
            4 => Value::Real(*data.choose(&[f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, -0.0])?),
            5 => Value::Text(data.arbitrary()?),
            6 => {
                let moments = [
                    "+262142-12-31T23:59:59+00:00",
                    "-262143-01-01T00:00:00+23:59",
                    "0000-01-01T00:00:00Z",
                    "9999-12-31T23:59:60-23:59",
                    "2026-03-29T02:30:00+01:00",
                    "side",
                    "left",
                ];
                Value::Text((*data.choose(&moments)?).to_owned())
            }
            _ => Value::Blob(data.arbitrary()?),
        };
        let only = if data.arbitrary()? { "" } else { " WHERE rowid = 1" };
        // What the database itself refuses can't be in it.
        let _ = open.execute(&format!("UPDATE \"{table}\" SET \"{column}\" = ?1{only}"), [value]);
    }
    Ok(())
}

fn is_explained(error: &StoreError) {
    assert!(!error.what.is_empty() && !error.remedy.is_empty(), "{error:?}");
}

fn opened(folder: &DataFolder, purpose: Purpose) {
    let before = fs::read(folder.database()).expect("it is there");
    let (history, aside) = match History::open(folder, purpose) {
        Ok(opened) => opened,
        Err(error) => {
            is_explained(&error);
            assert_eq!(fs::read(folder.database()).expect("it is there"), before, "what isn't used stays as it is");
            return;
        }
    };
    if let Some(aside) = &aside {
        assert_eq!(fs::read(&aside.to).expect("it is there"), before, "what is set aside stays as it is");
        assert!(!aside.to_string().is_empty());
    }
    let known = looked_at(&history);
    assert!(aside.is_none() || known == Some(0), "a new one is empty");
    if purpose == Purpose::Look {
        return;
    }
    // A session is remembered in it, beside what is there.
    let mut recording = Recording::new(history, Box::new(|aside| assert!(!aside.to_string().is_empty())));
    for entry in entries(20) {
        if let Err(error) = recording.keep(&entry) {
            is_explained(&error);
            return;
        }
    }
    drop(recording);
    let set_aside = fs::read_dir(folder.path()).expect("a folder").count();
    match History::open(folder, Purpose::Record) {
        Ok((history, None)) => {
            let now = looked_at(&history);
            if let (Some(before), Some(now)) = (known, now) {
                let is_another = set_aside > 1;
                assert!(now == before + 1 || (is_another && now == 1), "{before} and one more are {now}");
            }
        }
        Ok((_, Some(_))) => {}
        Err(error) => is_explained(&error),
    }
}

/// Reads all of it and makes of it everything that can be made; how many sessions there are, where that can be read.
fn looked_at(history: &History) -> Option<usize> {
    let today = NaiveDate::from_ymd_opt(2026, 3, 25).expect("a day");
    let comfort = history.comfort().map_err(|error| is_explained(&error)).unwrap_or_default();
    let questionnaires = history.questionnaires().map_err(|error| is_explained(&error)).unwrap_or_default();
    let sessions = match history.sessions(&Span::default()) {
        Ok(sessions) => sessions,
        Err(error) => {
            is_explained(&error);
            return None;
        }
    };
    for format in [Format::Csv, Format::Json, Format::Fhir] {
        let exported = Exported {
            program: "0.1.0",
            span: &Span::default(),
            sessions: &sessions,
            questionnaires: &questionnaires,
            comfort: &comfort,
        };
        write(format, &exported, &mut Vec::new()).expect("memory can be written");
    }
    told(&sessions, &questionnaires, today);
    if let Err(error) =
        html(&Reported { program: "0.1.0", today, sessions: &sessions, questionnaires: &questionnaires })
    {
        assert!(!error.to_string().is_empty());
    }
    Some(sessions.len())
}

fn told(sessions: &[PastSession], questionnaires: &[Questionnaire], today: NaiveDate) {
    let mut out = Vec::new();
    table(&mut out, sessions, 80).expect("memory can be written");
    document(&mut out, sessions).expect("memory can be written");
    for session in sessions {
        detail(&mut out, session, 80).expect("memory can be written");
    }
    supple::app::questionnaire::show(&mut out, questionnaires, 80).expect("memory can be written");
    let progress = Progress::of(sessions, questionnaires, today);
    supple::app::progress::tell(&mut out, &progress, 80).expect("memory can be written");
    let stretches: Vec<_> = library().stretches().cloned().collect();
    let routines: Vec<_> = library().routines().cloned().collect();
    let suggestion = suggest(&stretches, &routines, sessions, today, &Wish::default());
    supple::app::today::today(&mut out, &suggestion, false, 80).expect("memory can be written");
    let _ = Remark::of(sessions, today, &["sphinx"]);
}
