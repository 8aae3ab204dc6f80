//! Writes down what happens, fact by fact.

use std::time::Duration;

use chrono::SecondsFormat;
use rusqlite::{Connection, ErrorCode, params};

use super::aside::SetAside;
use super::database::{History, Purpose};
use super::fault::is_damage;
use super::words::Word;
use crate::history::{About, Entry, Measured, PainAt};
use crate::seam::{SessionStore, StoreError};

/// Keeps a session while it happens: each entry is a transaction of its own.
pub struct Recording {
    /// `None` only where it could not be opened anew.
    history: Option<History>,
    session: Option<i64>,
    /// What was kept of the session, for a database that turns out to be damaged in the middle of it.
    kept: Vec<Entry>,
    tell: Box<dyn Fn(&SetAside) + Send>,
}

impl Recording {
    /// Keeps sessions in `history`; `tell` hears where it was set aside, if it turns out to be damaged.
    #[must_use]
    pub fn new(history: History, tell: Box<dyn Fn(&SetAside) + Send>) -> Self {
        Self { history: Some(history), session: None, kept: Vec::new(), tell }
    }

    /// Keeps all of these at once, or none of them.
    pub fn keep_all(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let Some(history) = &mut self.history else { return Err(gone()) };
        Self::write(history, &mut self.session, entries).map_err(|error| history.fault(&error))
    }

    fn write(history: &mut History, session: &mut Option<i64>, entries: &[Entry]) -> rusqlite::Result<()> {
        let mut now = *session;
        let transaction = history.write()?;
        for entry in entries {
            now = write(&transaction, now, entry)?;
        }
        transaction.commit()?;
        *session = now;
        Ok(())
    }

    /// Goes on in a new database with all that is known of the session, since this one is damaged.
    fn go_on_anew(&mut self) -> Result<(), StoreError> {
        let Some(history) = self.history.take() else { return Err(gone()) };
        let folder = history.folder.clone();
        drop(history);
        let (mut history, aside) = History::open_with(&folder, Purpose::Record, true)?;
        aside.iter().for_each(&self.tell);
        // One that is whole after all has the session already: another program has set the damaged one aside, or nothing was amiss.
        let session = self.session.filter(|_| aside.is_none() && is_there(&history, self.session, &self.kept));
        self.session = session;
        if session.is_none() {
            Self::write(&mut history, &mut self.session, &self.kept).map_err(|error| history.fault(&error))?;
        }
        self.history = Some(history);
        Ok(())
    }
}

impl SessionStore for Recording {
    fn keep(&mut self, entry: &Entry) -> Result<(), StoreError> {
        if matches!(entry, Entry::Began(_)) {
            self.kept.clear();
        }
        let Some(history) = &mut self.history else { return Err(gone()) };
        let mut written = Self::write(history, &mut self.session, std::slice::from_ref(entry));
        if written.as_ref().is_err_and(is_damage) {
            self.go_on_anew()?;
            let Some(history) = &mut self.history else { return Err(gone()) };
            written = Self::write(history, &mut self.session, std::slice::from_ref(entry));
        }
        match written {
            Ok(()) => {
                self.kept.push(entry.clone());
                Ok(())
            }
            // The person had the session forgotten while it went on: that is what they want.
            Err(error) if is_forgotten(&error) => Ok(()),
            Err(error) => Err(self.history.as_ref().map_or_else(gone, |history| history.fault(&error))),
        }
    }
}

fn gone() -> StoreError {
    StoreError {
        what: "your history can't be opened any more".to_owned(),
        remedy: "start the session again".to_owned(),
    }
}

fn is_there(history: &History, session: Option<i64>, kept: &[Entry]) -> bool {
    let Some(Entry::Began(about)) = kept.first() else { return false };
    let sql = "SELECT 1 FROM session WHERE id = ?1 AND began_unix_ms = ?2";
    history.connection.query_row(sql, params![session, about.began.timestamp_millis()], |_| Ok(())).is_ok()
}

fn is_forgotten(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
        && error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

/// Writes an entry of this session; the session that the next one belongs to.
fn write(connection: &Connection, session: Option<i64>, entry: &Entry) -> rusqlite::Result<Option<i64>> {
    match entry {
        Entry::Began(about) => return begin(connection, about).map(Some),
        Entry::StretchBegan(began) => insert(
            connection,
            "INSERT INTO stretch (session, stretch, title, began_ms) VALUES (?1, ?2, ?3, ?4)",
            params![session, began.stretch, began.title, ms(began.at)],
        ),
        Entry::StretchEnded(ended) => {
            let sql = "UPDATE stretch SET ended_ms = ?3, skipped = ?4 WHERE id =
                       (SELECT max(id) FROM stretch WHERE session = ?1 AND stretch = ?2 AND ended_ms IS NULL)";
            connection.prepare(sql)?.execute(params![session, ended.stretch, ms(ended.at), ended.skipped]).map(drop)
        }
        Entry::Held(hold) => {
            insert(
                connection,
                "INSERT INTO hold (session, stretch, side, pose, began_ms, ended_ms, course, held_ms, aimed_ms, paused_ms, unseen_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    session,
                    hold.stretch,
                    hold.side.map(Word::word),
                    hold.pose,
                    ms(hold.began),
                    ms(hold.ended),
                    hold.course.word(),
                    ms(hold.held),
                    ms(hold.aimed),
                    ms(hold.paused),
                    ms(hold.unseen)
                ],
            )?;
            let hold_row = connection.last_insert_rowid();
            hold.measures.iter().try_for_each(|measured| write_measured(connection, Some(hold_row), None, measured))
        }
        Entry::Moved(moved) => {
            insert(
                connection,
                "INSERT INTO repetition (session, stretch, side, pose, at_ms, rep, reps) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    session,
                    moved.stretch,
                    moved.side.map(Word::word),
                    moved.pose,
                    ms(moved.at),
                    moved.rep,
                    moved.reps
                ],
            )?;
            let row = connection.last_insert_rowid();
            moved.measures.iter().try_for_each(|measured| write_measured(connection, None, Some(row), measured))
        }
        Entry::Hint(hint) => insert(
            connection,
            "INSERT INTO hint (session, at_ms, stretch, target, words) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![session, ms(hint.at), hint.stretch, hint.target, hint.words],
        ),
        Entry::Sign(sign) => insert(
            connection,
            "INSERT INTO sign (session, at_ms, chosen) VALUES (?1, ?2, ?3)",
            params![session, ms(sign.at), sign.chosen.map(Word::word)],
        ),
        Entry::Hurt(hurt) => {
            insert(
                connection,
                "INSERT INTO hurt (session, at_ms, stretch, side) VALUES (?1, ?2, ?3, ?4)",
                params![session, ms(hurt.at), hurt.stretch, hurt.side.map(Word::word)],
            )?;
            let row = connection.last_insert_rowid();
            hurt.targets.iter().try_for_each(|(target, value, error)| {
                let sql = "INSERT INTO hurt_target (hurt, target, value, error) VALUES (?1, ?2, ?3, ?4)";
                insert(connection, sql, params![row, target, value, error])
            })
        }
        Entry::Pain(PainAt::Before(pain)) => {
            change(connection, "UPDATE session SET pain_before = ?2 WHERE id = ?1", params![session, pain.score()])
        }
        Entry::Pain(PainAt::After(pain)) => {
            change(connection, "UPDATE session SET pain_after = ?2 WHERE id = ?1", params![session, pain.score()])
        }
        Entry::Ended(end) => change(
            connection,
            "UPDATE session SET ended_ms = ?2, complete = ?3, watched_ms = ?4, unseen_ms = ?5 WHERE id = ?1",
            params![session, ms(end.at), end.complete, ms(end.watched), ms(end.unseen)],
        ),
    }?;
    Ok(session)
}

fn begin(connection: &Connection, about: &About) -> rusqlite::Result<i64> {
    insert(
        connection,
        "INSERT INTO session (began, began_unix_ms, program, model, plan) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            about.began.to_rfc3339_opts(SecondsFormat::Millis, false),
            about.began.timestamp_millis(),
            about.program,
            about.model,
            about.plan
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

fn write_measured(
    connection: &Connection,
    hold: Option<i64>,
    repetition: Option<i64>,
    measured: &Measured,
) -> rusqlite::Result<()> {
    insert(
        connection,
        "INSERT INTO measured (hold, repetition, target, measure, limb, from_start, typical, best, error, view, deeper, low, high, looks)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            hold,
            repetition,
            measured.target,
            measured.measure,
            measured.limb.word(),
            measured.from_start,
            measured.typical,
            measured.best,
            measured.error,
            measured.view.word(),
            measured.deeper.map(Word::word),
            measured.range.0,
            measured.range.1,
            measured.looks
        ],
    )
}

fn insert(connection: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) -> rusqlite::Result<()> {
    connection.prepare(sql)?.execute(values).map(drop)
}

/// Of a session that was forgotten there is nothing to change.
fn change(connection: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) -> rusqlite::Result<()> {
    insert(connection, sql, values)
}

/// In milliseconds, as times stand in the database.
fn ms(time: Duration) -> i64 {
    i64::try_from((time + Duration::from_micros(500)).as_millis()).unwrap_or(i64::MAX)
}
