//! A table for a spreadsheet: UTF-8, as RFC 4180 has it. Sessions, holds, repetitions, what was measured in them and what hurt are rows
//! of their own kinds, so that each number stands there once and sums are right.

use std::borrow::Cow;
use std::io;
use std::io::Write;
use std::time::Duration;

use chrono::SecondsFormat;
use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use super::exported::Exported;
use super::words;
use crate::decimals::round;
use crate::history::{Hold, Hurt, Measured, Pain, PastSession, Questionnaire, Repetition};
use crate::measure::{Measure, Unit};

/// The version of this table. Columns may be added at its end; one that goes or changes its meaning makes another version.
const VERSION: u32 = 1;
/// Thousandths of a second, of a degree, of a torso length: beyond anything that is measured.
const DECIMALS: i32 = 3;

/// A row; what its kind doesn't have is left empty.
#[allow(clippy::struct_field_names, reason = "a field is named as its column")]
#[derive(Clone, Debug, Default, Serialize)]
struct Row<'a> {
    version: u32,
    row: &'static str,
    session: Option<i64>,
    date: String,
    time: String,
    stretch: Cow<'a, str>,
    title: Cow<'a, str>,
    side: &'static str,
    pose: Cow<'a, str>,
    number: Option<usize>,
    of: Option<u32>,
    outcome: &'static str,
    held_s: Option<f64>,
    aimed_s: Option<f64>,
    paused_s: Option<f64>,
    unseen_s: Option<f64>,
    target: Cow<'a, str>,
    measure: Cow<'a, str>,
    limb: &'static str,
    unit: &'static str,
    from_start: Option<bool>,
    typical: Option<f64>,
    best: Option<f64>,
    error: Option<f64>,
    deeper: &'static str,
    range_low: Option<f64>,
    range_high: Option<f64>,
    view: &'static str,
    looks: Option<u32>,
    plan: Cow<'a, str>,
    model: Cow<'a, str>,
    program: Cow<'a, str>,
    pain_before: Option<u8>,
    pain_after: Option<u8>,
    length_s: Option<f64>,
    watched_s: Option<f64>,
    score: Option<u32>,
}

pub(super) fn write(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).has_headers(false).from_writer(out);
    // Serde would write it with the first row, and none of no rows.
    table.write_record(HEADER)?;
    for session in exported.sessions {
        for row in rows(session) {
            table.serialize(row)?;
        }
    }
    for questionnaire in exported.questionnaires {
        table.serialize(answered(questionnaire))?;
    }
    table.flush()
}

const HEADER: [&str; 37] = [
    "version",
    "row",
    "session",
    "date",
    "time",
    "stretch",
    "title",
    "side",
    "pose",
    "number",
    "of",
    "outcome",
    "held_s",
    "aimed_s",
    "paused_s",
    "unseen_s",
    "target",
    "measure",
    "limb",
    "unit",
    "from_start",
    "typical",
    "best",
    "error",
    "deeper",
    "range_low",
    "range_high",
    "view",
    "looks",
    "plan",
    "model",
    "program",
    "pain_before",
    "pain_after",
    "length_s",
    "watched_s",
    "score",
];

fn rows(session: &PastSession) -> Vec<Row<'_>> {
    let mut rows = vec![whole(session)];
    for (place, hold) in session.holds.iter().enumerate() {
        let row = held(session, hold, place + 1);
        let measures = hold.measures.iter().map(|measured| value(&row, measured));
        rows.extend(std::iter::once(row.clone()).chain(measures));
    }
    for repetition in &session.repetitions {
        let row = moved(session, repetition);
        let measures = repetition.measures.iter().map(|measured| value(&row, measured));
        rows.extend(std::iter::once(row.clone()).chain(measures));
    }
    rows.extend(session.hurts.iter().map(|hurt| hurting(session, hurt)));
    rows
}

fn at<'a>(session: &'a PastSession, kind: &'static str, time: Duration) -> Row<'a> {
    Row {
        version: VERSION,
        row: kind,
        session: Some(session.id.0),
        date: session.about.began.date_naive().to_string(),
        time: words::moment(session, time).to_rfc3339_opts(SecondsFormat::Secs, false),
        ..Row::default()
    }
}

fn whole(session: &PastSession) -> Row<'_> {
    let end = session.end.as_ref();
    Row {
        outcome: end.map_or("broken_off", |end| if end.complete { "completed" } else { "cut_short" }),
        unseen_s: end.map(|end| seconds(end.unseen)),
        plan: text(session.about.plan.as_deref().unwrap_or_default()),
        model: text(&session.about.model),
        program: text(&session.about.program),
        pain_before: session.pain_before.map(Pain::score),
        pain_after: session.pain_after.map(Pain::score),
        length_s: end.map(|end| seconds(end.at)),
        watched_s: end.map(|end| seconds(end.watched)),
        ..at(session, "session", Duration::ZERO)
    }
}

fn held<'a>(session: &'a PastSession, hold: &'a Hold, number: usize) -> Row<'a> {
    Row {
        stretch: text(&hold.stretch),
        title: text(words::title(session, &hold.stretch)),
        side: hold.side.map_or("", |side| side.name()),
        pose: text(hold.pose.as_deref().unwrap_or_default()),
        number: Some(number),
        outcome: words::course(hold.course),
        held_s: Some(seconds(hold.held)),
        aimed_s: Some(seconds(hold.aimed)),
        paused_s: Some(seconds(hold.paused)),
        unseen_s: Some(seconds(hold.unseen)),
        ..at(session, "hold", hold.began)
    }
}

fn moved<'a>(session: &'a PastSession, repetition: &'a Repetition) -> Row<'a> {
    Row {
        stretch: text(&repetition.stretch),
        title: text(words::title(session, &repetition.stretch)),
        side: repetition.side.map_or("", |side| side.name()),
        pose: text(repetition.pose.as_deref().unwrap_or_default()),
        number: Some(repetition.rep as usize),
        of: Some(repetition.reps),
        outcome: "completed",
        ..at(session, "repetition", repetition.at)
    }
}

fn hurting<'a>(session: &'a PastSession, hurt: &'a Hurt) -> Row<'a> {
    Row {
        stretch: text(&hurt.stretch),
        title: text(words::title(session, &hurt.stretch)),
        side: hurt.side.map_or("", |side| side.name()),
        ..at(session, "hurt", hurt.at)
    }
}

fn answered(questionnaire: &Questionnaire) -> Row<'_> {
    Row {
        version: VERSION,
        row: "questionnaire",
        date: questionnaire.taken.date_naive().to_string(),
        time: questionnaire.taken.to_rfc3339_opts(SecondsFormat::Secs, false),
        measure: text(&questionnaire.kind),
        score: Some(questionnaire.score),
        ..Row::default()
    }
}

/// What was measured in a hold or a repetition: that row, with its own numbers left to it.
fn value<'a>(of: &Row<'a>, measured: &'a Measured) -> Row<'a> {
    let unit = Measure::from_name(&measured.measure).map(|measure| measure.definition().unit);
    let number = |value: f64| Some(round(value, DECIMALS));
    Row {
        row: "measure",
        of: None,
        outcome: "",
        held_s: None,
        aimed_s: None,
        paused_s: None,
        unseen_s: None,
        target: text(&measured.target),
        measure: text(&measured.measure),
        limb: measured.limb.name(),
        unit: unit.map_or("", |unit| match unit {
            Unit::Degrees => "degrees",
            Unit::TorsoLengths => "torso lengths",
            Unit::Ratio => "ratio",
        }),
        from_start: Some(measured.from_start),
        typical: number(measured.typical),
        best: number(measured.best),
        error: number(measured.error),
        deeper: measured.deeper.map_or("", words::deeper),
        range_low: number(measured.range.0),
        range_high: number(measured.range.1),
        view: words::view(measured.view),
        looks: Some(measured.looks),
        ..of.clone()
    }
}

fn seconds(time: Duration) -> f64 {
    round(time.as_secs_f64(), DECIMALS)
}

/// A text as a cell. One that begins as a formula does would be carried out by a spreadsheet: an apostrophe before it keeps it a text.
/// Line ends and other control characters become spaces, since a cell is one line and may be read on a terminal.
fn text(text: &str) -> Cow<'_, str> {
    let text = if text.contains(char::is_control) {
        Cow::Owned(text.replace(char::is_control, " "))
    } else {
        Cow::Borrowed(text)
    };
    let is_formula =
        text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if is_formula { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula_or_more_than_a_line() {
        for nasty in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r\n=1", "\u{ff1d}1"] {
            let cell = text(nasty);
            assert!(cell.starts_with('\'') && !cell.contains(char::is_control), "{nasty:?} becomes {cell:?}");
        }
        assert_eq!(text("Child's pose, a = b"), "Child's pose, a = b");
        assert_eq!(text("a\u{1b}]0;b\nc"), "a ]0;b c");
    }

    #[test]
    fn the_header_names_the_fields() {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.serialize(Row::default()).unwrap();
        let text = String::from_utf8(table.into_inner().unwrap()).unwrap();
        assert_eq!(text.lines().next().unwrap(), HEADER.join(","));
    }
}
