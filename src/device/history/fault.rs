//! What SQLite complains of, in words for the person.

use std::path::Path;

use rusqlite::ErrorCode;

use super::super::plain::shown;
use crate::seam::StoreError;

/// Whether the file is damaged, or none of SQLite's at all.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Whether another program has the file just now.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// The error, in words.
pub(super) fn fault(database: &Path, error: &rusqlite::Error) -> StoreError {
    // A value of a kind that no version writes: somebody else has written it, or the disk has.
    if matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
    ) {
        return StoreError {
            what: format!(
                "your history, {}: there is something in it that no Supple writes ({error})",
                shown(database)
            ),
            remedy: "put an earlier copy in its place, or move it away: a new one is begun then".to_owned(),
        };
    }
    let (what, remedy) = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => ("the disk is full", "make room on it"),
        Some(ErrorCode::ReadOnly) => (
            "it can't be written",
            "see that you may write to the file and its folder, and that its disk is not read-only",
        ),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => (
            "it can't be opened",
            "see that you may read and write the file and its folder, and that its disk is not read-only",
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            ("another program has it and doesn't let go", "close the other program that uses it")
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            ("it is damaged", "`supple history` sets it aside and begins a new one")
        }
        Some(ErrorCode::SystemIoFailure) => {
            ("its disk can't be read or written", "see that its disk has room and is not broken")
        }
        _ => {
            return StoreError {
                what: format!("your history, {}: {error}", shown(database)),
                remedy: "report this, please; --no-history does without".to_owned(),
            };
        }
    };
    StoreError { what: format!("your history, {}: {what} ({error})", shown(database)), remedy: remedy.to_owned() }
}
