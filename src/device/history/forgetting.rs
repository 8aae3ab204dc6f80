//! Forgets: afterwards nothing of it is in the files either.

use std::fs;

use rusqlite::{Transaction, named_params};

use super::super::plain::shown;
use super::aside::aside_in;
use super::asked::{Asked, CHOSEN};
use super::database::History;
use crate::history::{Forget, Forgotten};
use crate::seam::StoreError;

pub(super) fn forget(history: &mut History, what: &Forget) -> Result<Forgotten, StoreError> {
    let sessions = delete(history, what).map_err(|error| history.fault(&error))?;
    erase(history)?;
    if *what == Forget::All {
        for path in aside_in(&history.folder) {
            fs::remove_file(&path).map_err(|cause| StoreError {
                what: format!("{}: cannot be deleted: {cause}", shown(&path)),
                remedy: "delete it yourself".to_owned(),
            })?;
        }
    }
    Ok(Forgotten { sessions: u64::try_from(sessions).unwrap_or(u64::MAX) })
}

fn delete(history: &mut History, what: &Forget) -> rusqlite::Result<usize> {
    let transaction = history.write()?;
    let sessions = match what {
        Forget::Session(id) => delete_chosen(&transaction, &Asked::one(*id))?,
        Forget::Span(span) => delete_chosen(&transaction, &Asked::span(span))?,
        Forget::All => {
            let sessions = delete_chosen(&transaction, &Asked::default())?;
            // How many there have been is forgotten too.
            transaction
                .execute_batch("DELETE FROM comfort; DELETE FROM questionnaire; DELETE FROM sqlite_sequence;")?;
            sessions
        }
    };
    transaction.commit()?;
    Ok(sessions)
}

fn delete_chosen(transaction: &Transaction<'_>, asked: &Asked) -> rusqlite::Result<usize> {
    let Asked { since, until, stretch, id } = asked;
    let sql = format!("DELETE FROM session WHERE id IN ({CHOSEN})");
    transaction.execute(&sql, named_params! { ":since": since, ":until": until, ":stretch": stretch, ":id": id })
}

/// What was deleted has been overwritten where it stood, but pages as they were before may still wait in the write-ahead log, and
/// in what was free already. The whole file is written anew, and the log emptied.
fn erase(history: &History) -> Result<(), StoreError> {
    let fault = |error: &rusqlite::Error| history.fault(error);
    history.connection.execute_batch("VACUUM").map_err(|error| fault(&error))?;
    let busy: bool = history
        .connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .map_err(|error| fault(&error))?;
    if busy {
        return Err(StoreError {
            what: format!(
                "it is forgotten, but another program reads {}, so that what was there is still in its files",
                shown(&history.file())
            ),
            remedy: "end that program and do it again".to_owned(),
        });
    }
    Ok(())
}
