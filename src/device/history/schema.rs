//! The tables, and how an older database comes by the newer ones.

use rusqlite::{Connection, TransactionBehavior};

/// The version that this program writes.
const LATEST: i32 = 2;
/// What each version adds to the one before it. A released one is never changed.
const VERSIONS: [&str; LATEST as usize] = [include_str!("schema/1.sql"), include_str!("schema/2.sql")];
/// By which SQLite's file tells whose it is: "SUPL".
const APPLICATION: i32 = 0x5355_504C;
/// All tables of the latest version.
const TABLES: [&str; 11] = [
    "comfort",
    "hint",
    "hold",
    "hurt",
    "hurt_target",
    "measured",
    "questionnaire",
    "repetition",
    "session",
    "sign",
    "stretch",
];

/// What a database is to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It can be read and written.
    Ready,
    /// It has an older version, or is empty.
    Older,
    /// It has a version that this program doesn't know.
    Newer,
    /// It has tables, but they are not ours, or not all of them.
    Strange,
}

/// Looks at it and changes nothing.
pub(super) fn look(connection: &Connection) -> rusqlite::Result<Found> {
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables = tables(connection)?;
    Ok(match version {
        0 if tables.is_empty() => Found::Older,
        _ if application != APPLICATION => Found::Strange,
        1.. if version < LATEST => Found::Older,
        LATEST if TABLES.iter().all(|table| tables.iter().any(|known| known == table)) => Found::Ready,
        1.. if version > LATEST => Found::Newer,
        _ => Found::Strange,
    })
}

fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// Brings it to the latest version: wholly or, if that fails, not at all. Another program may have done so meanwhile.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> rusqlite::Result<Found> {
    bring_to(connection, LATEST)
}

fn bring_to(connection: &mut Connection, latest: i32) -> rusqlite::Result<Found> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if look(&transaction)? == Found::Older {
        let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let missing = usize::try_from(version).unwrap_or(0)..usize::try_from(latest).unwrap_or(0);
        for sql in VERSIONS.get(missing).unwrap_or_default() {
            transaction.execute_batch(sql)?;
        }
        transaction.pragma_update(None, "user_version", latest)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
    }
    transaction.commit()?;
    look(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that the schema says, in one order.
    fn schema(connection: &Connection) -> Vec<(String, String)> {
        let sql = "SELECT name, ifnull(sql, '') FROM sqlite_schema ORDER BY name";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0).unwrap(), row.get(1).unwrap()))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn every_older_version_comes_to_the_latest_with_all_that_is_in_it() {
        let mut fresh = Connection::open_in_memory().unwrap();
        assert_eq!(bring_up_to_date(&mut fresh).unwrap(), Found::Ready);
        for older in 1..LATEST {
            let mut old = Connection::open_in_memory().unwrap();
            assert_eq!(bring_to(&mut old, older).unwrap(), Found::Older, "version {older}");
            let keep = "INSERT INTO session (began, began_unix_ms, program, model) VALUES ('2026-03-01T18:30:00+01:00', 5, '0.1', 'm');
                        INSERT INTO hint (session, at_ms, stretch, words) VALUES (1, 7, 'sphinx', 'Rise.')";
            old.execute_batch(keep).unwrap();
            assert_eq!(bring_up_to_date(&mut old).unwrap(), Found::Ready);
            assert_eq!(schema(&old), schema(&fresh), "from version {older}");
            let words: String = old
                .query_row("SELECT words FROM hint JOIN session ON session.id = hint.session", [], |row| row.get(0))
                .unwrap();
            assert_eq!(words, "Rise.");
        }
    }

    /// Version 1 as it was when it was the latest, so that nobody changes it afterwards.
    #[test]
    fn versions_are_never_changed_once_they_are_out() {
        use sha2::{Digest, Sha256};
        let known = [
            "1f9cc64ba8273f166822ebfd43a2d56f0c66929297539cd4ffbec975426d3eb0",
            "b64aec69e031b62e7e202558ee9cd078d45a97bf610d223216b58a3c4cc005b8",
        ];
        let sums = VERSIONS.map(|sql| format!("{:x}", Sha256::digest(sql.replace("\r\n", "\n"))));
        assert_eq!(sums.each_ref().map(String::as_str), known, "write a further version");
    }

    #[test]
    fn what_fails_half_way_changes_nothing() {
        let mut old = Connection::open_in_memory().unwrap();
        bring_to(&mut old, 1).unwrap();
        // In the way of version 2.
        old.execute_batch("CREATE TABLE questionnaire (id)").unwrap();
        let before = schema(&old);
        assert!(bring_up_to_date(&mut old).is_err());
        assert_eq!(schema(&old), before);
        assert_eq!(look(&old).unwrap(), Found::Older);
    }

    #[test]
    fn what_is_newer_or_somebody_elses_is_known_and_left_alone() {
        let mut newer = Connection::open_in_memory().unwrap();
        bring_up_to_date(&mut newer).unwrap();
        newer.execute_batch("CREATE TABLE more (id)").unwrap();
        newer.pragma_update(None, "user_version", LATEST + 1).unwrap();
        let before = schema(&newer);
        assert_eq!(bring_up_to_date(&mut newer).unwrap(), Found::Newer);
        assert_eq!(schema(&newer), before);
        for sql in
            ["CREATE TABLE notes (id)", "PRAGMA user_version = 1", "PRAGMA user_version = -3; CREATE TABLE hold (id)"]
        {
            let mut strange = Connection::open_in_memory().unwrap();
            strange.execute_batch(sql).unwrap();
            assert_eq!(bring_up_to_date(&mut strange).unwrap(), Found::Strange, "{sql}");
        }
        let mut torn = Connection::open_in_memory().unwrap();
        bring_up_to_date(&mut torn).unwrap();
        torn.execute_batch("DROP TABLE hint").unwrap();
        assert_eq!(bring_up_to_date(&mut torn).unwrap(), Found::Strange);
    }
}
