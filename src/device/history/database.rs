//! The database, open.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::super::clock;
use super::super::plain::shown;
use super::aside::{SetAside, Why, aside_in, set_aside};
use super::fault::{fault, is_busy, is_damage};
use super::place::DataFolder;
use super::schema::{Found, bring_up_to_date, look};
use crate::seam::StoreError;

/// How long one program waits for another one to have written.
const PATIENCE: Duration = Duration::from_secs(10);
/// How soon it asks again where SQLite doesn't wait by itself.
const SOON: Duration = Duration::from_millis(10);

/// What a history is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To record a session: at once, and whatever is there must not be in the way.
    Record,
    /// To be looked at: whole, and what a newer Supple wrote stays where that finds it.
    Look,
}

/// The history of a person.
pub struct History {
    pub(super) folder: DataFolder,
    pub(super) connection: Connection,
}

/// Why a database can't be opened as it is.
enum Trouble {
    /// It is to be set aside.
    Unusable(Why),
    /// Something that setting it aside would not mend.
    Fault(StoreError),
}

impl History {
    /// Opens the history in `folder`, and begins one where there is none; also says where an unusable one was set aside.
    pub fn open(folder: &DataFolder, purpose: Purpose) -> Result<(Self, Option<SetAside>), StoreError> {
        Self::open_with(folder, purpose, purpose == Purpose::Look)
    }

    /// Opens the history in `folder` to be looked at; `None` where there is none.
    pub fn find(folder: &DataFolder) -> Result<Option<(Self, Option<SetAside>)>, StoreError> {
        if folder.database().exists() { Self::open(folder, Purpose::Look).map(Some) } else { Ok(None) }
    }

    /// With `thoroughly` everything in it is looked at, which takes its time.
    pub(super) fn open_with(
        folder: &DataFolder,
        purpose: Purpose,
        thoroughly: bool,
    ) -> Result<(Self, Option<SetAside>), StoreError> {
        let opened = |connection| Self { folder: folder.clone(), connection };
        match connect(folder, thoroughly) {
            Ok(connection) => return Ok((opened(connection), None)),
            Err(Trouble::Fault(error)) => return Err(error),
            Err(Trouble::Unusable(Why::Newer)) if purpose == Purpose::Look => return Err(newer(folder)),
            Err(Trouble::Unusable(_)) => {}
        }
        let _lock = folder.lock()?;
        // Another program may have set it aside meanwhile, and what is there now is a good one.
        let aside = match connect(folder, thoroughly) {
            Ok(connection) => return Ok((opened(connection), None)),
            Err(Trouble::Fault(error)) => return Err(error),
            Err(Trouble::Unusable(why)) => set_aside(folder, why, &clock::local_now().date_naive().to_string())?,
        };
        match connect(folder, false) {
            Ok(connection) => Ok((opened(connection), Some(aside))),
            Err(Trouble::Fault(error)) => Err(error),
            Err(Trouble::Unusable(_)) => Err(newer(folder)),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.database()
    }

    /// The files of histories that were set aside beside this one.
    #[must_use]
    pub fn set_aside(&self) -> Vec<PathBuf> {
        aside_in(&self.folder)
    }

    /// Begins to write: until that is done nobody else does.
    pub(super) fn write(&mut self) -> rusqlite::Result<Transaction<'_>> {
        self.connection.transaction_with_behavior(TransactionBehavior::Immediate)
    }

    pub(super) fn fault(&self, error: &rusqlite::Error) -> StoreError {
        fault(&self.folder.database(), error)
    }
}

fn newer(folder: &DataFolder) -> StoreError {
    StoreError {
        what: format!("your history, {}, was written by a newer Supple", shown(&folder.database())),
        remedy: "use that Supple; a session with this one sets it aside and begins a new one".to_owned(),
    }
}

fn connect(folder: &DataFolder, thoroughly: bool) -> Result<Connection, Trouble> {
    folder.make().map_err(Trouble::Fault)?;
    let database = folder.database();
    let trouble = |error: rusqlite::Error| {
        if is_damage(&error) { Trouble::Unusable(Why::Damaged) } else { Trouble::Fault(fault(&database, &error)) }
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&database, flags).map_err(trouble)?;
    // What is set aside stays as it is, to the last byte: nothing is tidied up as it is closed.
    let unchanged = |connection: &Connection, is: bool| {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is).map(|_| ())
    };
    unchanged(&connection, true).map_err(trouble)?;
    connection.busy_timeout(PATIENCE).map_err(trouble)?;
    let found = look(&connection).map_err(trouble)?;
    refuse(found)?;
    if thoroughly {
        check(&connection).map_err(trouble)?.then_some(()).ok_or(Trouble::Unusable(Why::Damaged))?;
    }
    settle(&connection).map_err(trouble)?;
    let found = if found == Found::Older { bring_up_to_date(&mut connection).map_err(trouble)? } else { found };
    refuse(found)?;
    unchanged(&connection, false).map_err(trouble)?;
    Ok(connection)
}

const fn refuse(found: Found) -> Result<(), Trouble> {
    match found {
        Found::Ready | Found::Older => Ok(()),
        Found::Newer => Err(Trouble::Unusable(Why::Newer)),
        Found::Strange => Err(Trouble::Unusable(Why::Damaged)),
    }
}

/// Whether all of it can be read and makes sense.
fn check(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0)).map(|words| words == "ok")
}

fn settle(connection: &Connection) -> rusqlite::Result<()> {
    // What is committed is on the disk, also through a power cut; what is deleted is overwritten; and nothing of it gets into a
    // file elsewhere.
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
    )?;
    // SQLite itself doesn't wait for everybody else here.
    let began = Instant::now();
    loop {
        match connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0)) {
            Err(error) if is_busy(&error) && began.elapsed() < PATIENCE => thread::sleep(SOON),
            // Where a disk can't have it (one in a network) it stays as it was, which is as safe.
            other => return other.map(|_| ()),
        }
    }
}
