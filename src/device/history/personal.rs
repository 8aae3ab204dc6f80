//! What a person keeps beside their sessions.

use chrono::SecondsFormat;
use rusqlite::{Row, params};

use super::database::History;
use super::reading::moment;
use super::words::{Word, kind_or_none, unreadable};
use crate::history::{ComfortLimit, ComfortPlace, Questionnaire, SessionId};
use crate::seam::{PersonalRecord, StoreError};

/// Which limit: by stretch, side, pose, target and measure.
const PLACE: &str = "stretch = ?1 AND side IS ?2 AND pose IS ?3 AND target = ?4 AND measure = ?5";

impl PersonalRecord for History {
    fn comfort(&self) -> Result<Vec<ComfortLimit>, StoreError> {
        self.all("SELECT * FROM comfort ORDER BY stretch, side, pose, target, measure", limit)
    }

    fn set_comfort(&mut self, limit: &ComfortLimit) -> Result<(), StoreError> {
        set(self, limit).map_err(|error| self.fault(&error))
    }

    fn clear_comfort(&mut self, place: &ComfortPlace) -> Result<bool, StoreError> {
        clear(self, place).map_err(|error| self.fault(&error))
    }

    fn questionnaires(&self) -> Result<Vec<Questionnaire>, StoreError> {
        self.all("SELECT * FROM questionnaire ORDER BY taken_unix_ms, id", questionnaire)
    }

    fn keep_questionnaire(&mut self, questionnaire: &Questionnaire) -> Result<(), StoreError> {
        keep(self, questionnaire).map_err(|error| self.fault(&error))
    }
}

impl History {
    fn all<T>(&self, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>, StoreError> {
        let read = || self.connection.prepare(sql)?.query_map([], read)?.collect::<rusqlite::Result<_>>();
        read().map_err(|error| self.fault(&error))
    }
}

fn set(history: &mut History, limit: &ComfortLimit) -> rusqlite::Result<()> {
    let ComfortPlace { stretch, side, pose, target, measure } = &limit.place;
    let transaction = history.write()?;
    let place = params![stretch, side.map(Word::word), pose, target, measure];
    transaction.execute(&format!("DELETE FROM comfort WHERE {PLACE}"), place)?;
    // The session may have been forgotten meanwhile.
    transaction.execute(
        "INSERT INTO comfort (stretch, side, pose, target, measure, value, error, found, session)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT id FROM session WHERE id = ?9))",
        params![
            stretch,
            side.map(Word::word),
            pose,
            target,
            measure,
            limit.limit,
            limit.error,
            limit.found.to_rfc3339_opts(SecondsFormat::Millis, false),
            limit.session.map(|session| session.0)
        ],
    )?;
    transaction.commit()
}

fn clear(history: &mut History, place: &ComfortPlace) -> rusqlite::Result<bool> {
    let ComfortPlace { stretch, side, pose, target, measure } = place;
    let transaction = history.write()?;
    let place = params![stretch, side.map(Word::word), pose, target, measure];
    let cleared = transaction.execute(&format!("DELETE FROM comfort WHERE {PLACE}"), place)?;
    transaction.commit()?;
    Ok(cleared > 0)
}

fn limit(row: &Row<'_>) -> rusqlite::Result<ComfortLimit> {
    Ok(ComfortLimit {
        place: ComfortPlace {
            stretch: row.get("stretch")?,
            side: kind_or_none(row, "side")?,
            pose: row.get("pose")?,
            target: row.get("target")?,
            measure: row.get("measure")?,
        },
        limit: row.get("value")?,
        error: row.get("error")?,
        found: moment(row, "found")?,
        session: row.get::<_, Option<i64>>("session")?.map(SessionId),
    })
}

fn keep(history: &mut History, questionnaire: &Questionnaire) -> rusqlite::Result<()> {
    let answers: String = questionnaire.answers.iter().map(|holds| if *holds { '1' } else { '0' }).collect();
    let transaction = history.write()?;
    transaction.execute(
        "INSERT INTO questionnaire (taken, taken_unix_ms, kind, answers, score) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            questionnaire.taken.to_rfc3339_opts(SecondsFormat::Millis, false),
            questionnaire.taken.timestamp_millis(),
            questionnaire.kind,
            answers,
            questionnaire.score
        ],
    )?;
    transaction.commit()
}

fn questionnaire(row: &Row<'_>) -> rusqlite::Result<Questionnaire> {
    let text: String = row.get("answers")?;
    let answer = |letter: char| match letter {
        '1' => Ok(true),
        '0' => Ok(false),
        _ => Err(unreadable(format!("answers: {text}"))),
    };
    Ok(Questionnaire {
        taken: moment(row, "taken")?,
        kind: row.get("kind")?,
        answers: text.chars().map(answer).collect::<Result<_, _>>()?,
        score: row.get("score")?,
    })
}
