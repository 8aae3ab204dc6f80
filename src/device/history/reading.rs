//! Reads sessions that are over.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row, named_params};

use super::asked::{Asked, CHOSEN};
use super::database::History;
use super::forgetting::forget;
use super::words::{kind, kind_or_none, unreadable};
use crate::history::{
    About, End, Forget, Forgotten, Hint, Hold, Hurt, Measured, Pain, PastSession, Repetition, SessionId, SignTaken,
    Span, StretchBegan, StretchEnded,
};
use crate::seam::{PastSessions, StoreError};

impl PastSessions for History {
    fn sessions(&self, span: &Span) -> Result<Vec<PastSession>, StoreError> {
        self.read(&Asked::span(span))
    }

    fn session(&self, id: SessionId) -> Result<Option<PastSession>, StoreError> {
        self.read(&Asked::one(id)).map(|mut found| found.pop())
    }

    fn forget(&mut self, what: &Forget) -> Result<Forgotten, StoreError> {
        forget(self, what)
    }
}

impl History {
    fn read(&self, asked: &Asked) -> Result<Vec<PastSession>, StoreError> {
        // In one look, whatever is written meanwhile.
        let look = self.connection.unchecked_transaction().map_err(|error| self.fault(&error))?;
        read(&look, asked).map_err(|error| self.fault(&error))
    }
}

fn read(connection: &Connection, asked: &Asked) -> rusqlite::Result<Vec<PastSession>> {
    let reader = Reader { connection, asked };
    let mut sessions: Vec<PastSession> = Vec::new();
    let mut places = HashMap::new();
    let sql = format!("SELECT * FROM session WHERE id IN ({CHOSEN}) ORDER BY began_unix_ms, id");
    reader.each(&sql, |row| {
        let session = session(row)?;
        places.insert(session.id.0, sessions.len());
        sessions.push(session);
        Ok(())
    })?;
    let mut measures = Measures::read(&reader)?;
    reader.each_of("stretch", "id", |row| {
        let Some(session) = of(&mut sessions, &places, row)? else { return Ok(()) };
        let stretch: String = row.get("stretch")?;
        let skipped: Option<bool> = row.get("skipped")?;
        if let Some(at) = time_or_none(row, "ended_ms")? {
            session.ended.push(StretchEnded { at, stretch: stretch.clone(), skipped: skipped.unwrap_or(false) });
        }
        session.stretches.push(StretchBegan { at: time(row, "began_ms")?, stretch, title: row.get("title")? });
        Ok(())
    })?;
    for session in &mut sessions {
        session.ended.sort_by_key(|ended| ended.at);
    }
    reader.each_of("hold", "id", |row| {
        let Some(session) = of(&mut sessions, &places, row)? else { return Ok(()) };
        session.holds.push(hold(row, measures.of_hold(row.get("id")?))?);
        Ok(())
    })?;
    reader.each_of("repetition", "id", |row| {
        let Some(session) = of(&mut sessions, &places, row)? else { return Ok(()) };
        session.repetitions.push(Repetition {
            stretch: row.get("stretch")?,
            side: kind_or_none(row, "side")?,
            pose: row.get("pose")?,
            at: time(row, "at_ms")?,
            rep: row.get("rep")?,
            reps: row.get("reps")?,
            measures: measures.of_repetition(row.get("id")?),
        });
        Ok(())
    })?;
    reader.each_of("hint", "id", |row| {
        let Some(session) = of(&mut sessions, &places, row)? else { return Ok(()) };
        session.hints.push(Hint {
            at: time(row, "at_ms")?,
            stretch: row.get("stretch")?,
            target: row.get("target")?,
            words: row.get("words")?,
        });
        Ok(())
    })?;
    reader.each_of("sign", "id", |row| {
        let Some(session) = of(&mut sessions, &places, row)? else { return Ok(()) };
        session.signs.push(SignTaken { at: time(row, "at_ms")?, chosen: kind_or_none(row, "chosen")? });
        Ok(())
    })?;
    let mut targets = hurt_targets(&reader)?;
    reader.each_of("hurt", "id", |row| {
        let Some(session) = of(&mut sessions, &places, row)? else { return Ok(()) };
        let targets = targets.remove(&row.get("id")?).unwrap_or_default();
        let (stretch, side) = (row.get("stretch")?, kind_or_none(row, "side")?);
        session.hurts.push(Hurt { at: time(row, "at_ms")?, stretch, side, targets });
        Ok(())
    })?;
    Ok(sessions)
}

struct Reader<'a> {
    connection: &'a Connection,
    asked: &'a Asked,
}

impl Reader<'_> {
    fn each(&self, sql: &str, mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>) -> rusqlite::Result<()> {
        let Asked { since, until, stretch, id } = self.asked;
        let mut statement = self.connection.prepare(sql)?;
        let asked = named_params! { ":since": since, ":until": until, ":stretch": stretch, ":id": id };
        let mut rows = statement.query(asked)?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }

    /// Every row of this table that belongs to a session that is asked for.
    fn each_of(
        &self,
        table: &str,
        order: &str,
        take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        self.each(&format!("SELECT * FROM {table} WHERE session IN ({CHOSEN}) ORDER BY {order}"), take)
    }
}

/// The session that this row belongs to.
fn of<'a>(
    sessions: &'a mut [PastSession],
    places: &HashMap<i64, usize>,
    row: &Row<'_>,
) -> rusqlite::Result<Option<&'a mut PastSession>> {
    let place = places.get(&row.get("session")?).copied();
    Ok(place.and_then(|place| sessions.get_mut(place)))
}

/// What was measured, by hold and by repetition.
struct Measures {
    holds: HashMap<i64, Vec<Measured>>,
    repetitions: HashMap<i64, Vec<Measured>>,
}

impl Measures {
    fn read(reader: &Reader<'_>) -> rusqlite::Result<Self> {
        Ok(Self { holds: Self::by(reader, "hold")?, repetitions: Self::by(reader, "repetition")? })
    }

    fn by(reader: &Reader<'_>, owner: &str) -> rusqlite::Result<HashMap<i64, Vec<Measured>>> {
        let mut all: HashMap<i64, Vec<Measured>> = HashMap::new();
        let sql = format!(
            "SELECT * FROM measured WHERE {owner} IN (SELECT id FROM {owner} WHERE session IN ({CHOSEN})) ORDER BY id"
        );
        reader.each(&sql, |row| {
            all.entry(row.get(owner)?).or_default().push(measured(row)?);
            Ok(())
        })?;
        Ok(all)
    }

    fn of_hold(&mut self, hold: i64) -> Vec<Measured> {
        self.holds.remove(&hold).unwrap_or_default()
    }

    fn of_repetition(&mut self, repetition: i64) -> Vec<Measured> {
        self.repetitions.remove(&repetition).unwrap_or_default()
    }
}

fn measured(row: &Row<'_>) -> rusqlite::Result<Measured> {
    Ok(Measured {
        target: row.get("target")?,
        measure: row.get("measure")?,
        limb: kind(row, "limb")?,
        from_start: row.get("from_start")?,
        typical: row.get("typical")?,
        best: row.get("best")?,
        error: row.get("error")?,
        view: kind(row, "view")?,
        deeper: kind_or_none(row, "deeper")?,
        range: (row.get("low")?, row.get("high")?),
        looks: row.get("looks")?,
    })
}

/// By the number of the moment in which it hurt, what each target was at: its name, value and error.
type HurtTargets = HashMap<i64, Vec<(String, f64, f64)>>;

fn hurt_targets(reader: &Reader<'_>) -> rusqlite::Result<HurtTargets> {
    let mut all = HurtTargets::new();
    let sql = format!(
        "SELECT * FROM hurt_target WHERE hurt IN (SELECT id FROM hurt WHERE session IN ({CHOSEN})) ORDER BY id"
    );
    reader.each(&sql, |row| {
        let target = (row.get("target")?, row.get("value")?, row.get("error")?);
        all.entry(row.get("hurt")?).or_default().push(target);
        Ok(())
    })?;
    Ok(all)
}

fn session(row: &Row<'_>) -> rusqlite::Result<PastSession> {
    let end = match time_or_none(row, "ended_ms")? {
        Some(at) => Some(End {
            at,
            complete: row.get::<_, Option<bool>>("complete")?.unwrap_or(false),
            watched: time_or_none(row, "watched_ms")?.unwrap_or_default(),
            unseen: time_or_none(row, "unseen_ms")?.unwrap_or_default(),
        }),
        None => None,
    };
    Ok(PastSession {
        id: SessionId(row.get("id")?),
        about: About {
            began: moment(row, "began")?,
            program: row.get("program")?,
            model: row.get("model")?,
            plan: row.get("plan")?,
        },
        pain_before: row.get::<_, Option<u8>>("pain_before")?.and_then(Pain::new),
        pain_after: row.get::<_, Option<u8>>("pain_after")?.and_then(Pain::new),
        stretches: Vec::new(),
        ended: Vec::new(),
        holds: Vec::new(),
        repetitions: Vec::new(),
        hints: Vec::new(),
        signs: Vec::new(),
        hurts: Vec::new(),
        end,
    })
}

fn hold(row: &Row<'_>, measures: Vec<Measured>) -> rusqlite::Result<Hold> {
    Ok(Hold {
        stretch: row.get("stretch")?,
        side: kind_or_none(row, "side")?,
        pose: row.get("pose")?,
        began: time(row, "began_ms")?,
        ended: time(row, "ended_ms")?,
        course: kind(row, "course")?,
        held: time(row, "held_ms")?,
        aimed: time(row, "aimed_ms")?,
        paused: time(row, "paused_ms")?,
        unseen: time(row, "unseen_ms")?,
        measures,
    })
}

/// A moment by the person's own clock.
pub(super) fn moment(row: &Row<'_>, column: &str) -> rusqlite::Result<DateTime<FixedOffset>> {
    let text: String = row.get(column)?;
    DateTime::parse_from_rfc3339(&text).map_err(|error| unreadable(format!("{column}: {text}: {error}")))
}

fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<Duration> {
    row.get::<_, i64>(column).map(duration)
}

fn time_or_none(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Duration>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(duration))
}

/// From milliseconds.
fn duration(ms: i64) -> Duration {
    Duration::from_millis(u64::try_from(ms).unwrap_or(0))
}
