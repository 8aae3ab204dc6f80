//! JSON with everything that is kept, as it is kept: no value is rounded, so that whatever was computed from the history can be
//! computed from the file. Its schema is docs/history.schema.json.

use std::io;
use std::io::Write;

use serde::Serialize;

use super::exported::Exported;
use super::words;
use crate::body::Side;
use crate::history::{
    ComfortLimit, End, Hint, Hold, Hurt, Measured, Pain, PastSession, Questionnaire, Repetition, SignTaken,
    StretchBegan, StretchEnded,
};

/// The version of this form. Fields may be added to it; one that goes or changes its meaning makes another version.
const VERSION: u32 = 1;

/// What stands before the lists.
#[derive(Serialize)]
struct Head<'a> {
    format: &'static str,
    version: u32,
    program: &'a str,
    since: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct Comfortable<'a> {
    stretch: &'a str,
    side: Option<&'static str>,
    pose: Option<&'a str>,
    target: &'a str,
    measure: &'a str,
    limit: f64,
    error: f64,
    found: String,
    session: Option<i64>,
}

#[derive(Serialize)]
struct Answered<'a> {
    taken: String,
    kind: &'a str,
    answers: &'a [bool],
    score: u32,
}

#[derive(Serialize)]
struct Session<'a> {
    id: i64,
    began: String,
    program: &'a str,
    model: &'a str,
    plan: Option<&'a str>,
    pain_before: Option<u8>,
    pain_after: Option<u8>,
    stretches: Vec<Began<'a>>,
    ended: Vec<Ended<'a>>,
    holds: Vec<Held<'a>>,
    repetitions: Vec<Moved<'a>>,
    hints: Vec<Hinted<'a>>,
    signs: Vec<Sign>,
    hurts: Vec<Hurting<'a>>,
    end: Option<Over>,
}

#[derive(Serialize)]
struct Began<'a> {
    at_s: f64,
    stretch: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Ended<'a> {
    at_s: f64,
    stretch: &'a str,
    skipped: bool,
}

#[allow(clippy::struct_field_names, reason = "a field is named as in the file")]
#[derive(Serialize)]
struct Held<'a> {
    stretch: &'a str,
    side: Option<&'static str>,
    pose: Option<&'a str>,
    began_s: f64,
    ended_s: f64,
    course: &'static str,
    held_s: f64,
    aimed_s: f64,
    paused_s: f64,
    unseen_s: f64,
    measures: Vec<Value<'a>>,
}

#[derive(Serialize)]
struct Moved<'a> {
    stretch: &'a str,
    side: Option<&'static str>,
    pose: Option<&'a str>,
    at_s: f64,
    rep: u32,
    reps: u32,
    measures: Vec<Value<'a>>,
}

#[derive(Serialize)]
struct Value<'a> {
    target: &'a str,
    measure: &'a str,
    limb: &'static str,
    from_start: bool,
    typical: f64,
    best: f64,
    error: f64,
    view: &'static str,
    deeper: Option<&'static str>,
    range: [f64; 2],
    looks: u32,
}

#[derive(Serialize)]
struct Hinted<'a> {
    at_s: f64,
    stretch: &'a str,
    target: Option<&'a str>,
    words: &'a str,
}

#[derive(Serialize)]
struct Sign {
    at_s: f64,
    chosen: Option<&'static str>,
}

#[derive(Serialize)]
struct Hurting<'a> {
    at_s: f64,
    stretch: &'a str,
    side: Option<&'static str>,
    targets: Vec<HurtingTarget<'a>>,
}

#[derive(Serialize)]
struct HurtingTarget<'a> {
    target: &'a str,
    value: f64,
    error: f64,
}

#[derive(Serialize)]
struct Over {
    at_s: f64,
    complete: bool,
    watched_s: f64,
    unseen_s: f64,
}

pub(super) fn write(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Exported { program, span, sessions, questionnaires, comfort } = *exported;
    let (since, until) = (span.since.map(|day| day.to_string()), span.until.map(|day| day.to_string()));
    let head = serde_json::to_string(&Head { format: "supple history", version: VERSION, program, since, until })?;
    // The lists are written as they are made: a year of them at once would take a lot of memory. Each item has a line.
    write!(out, "{}", head.trim_end_matches('}'))?;
    list("sessions", sessions.iter().map(session), out)?;
    list("questionnaires", questionnaires.iter().map(answered), out)?;
    list("comfort", comfort.iter().map(comfortable), out)?;
    writeln!(out, "}}")
}

fn list(name: &str, items: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    for (place, item) in items.enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    write!(out, "\n]")
}

fn answered(questionnaire: &Questionnaire) -> Answered<'_> {
    Answered {
        taken: questionnaire.taken.to_rfc3339(),
        kind: &questionnaire.kind,
        answers: &questionnaire.answers,
        score: questionnaire.score,
    }
}

fn comfortable(comfort: &ComfortLimit) -> Comfortable<'_> {
    Comfortable {
        stretch: &comfort.place.stretch,
        side: comfort.place.side.map(Side::name),
        pose: comfort.place.pose.as_deref(),
        target: &comfort.place.target,
        measure: &comfort.place.measure,
        limit: comfort.limit,
        error: comfort.error,
        found: comfort.found.to_rfc3339(),
        session: comfort.session.map(|session| session.0),
    }
}

fn session(session: &PastSession) -> Session<'_> {
    Session {
        id: session.id.0,
        began: session.about.began.to_rfc3339(),
        program: &session.about.program,
        model: &session.about.model,
        plan: session.about.plan.as_deref(),
        pain_before: session.pain_before.map(Pain::score),
        pain_after: session.pain_after.map(Pain::score),
        stretches: session.stretches.iter().map(began).collect(),
        ended: session.ended.iter().map(ended).collect(),
        holds: session.holds.iter().map(held).collect(),
        repetitions: session.repetitions.iter().map(moved).collect(),
        hints: session.hints.iter().map(hinted).collect(),
        signs: session.signs.iter().map(sign).collect(),
        hurts: session.hurts.iter().map(hurting).collect(),
        end: session.end.as_ref().map(over),
    }
}

fn began(began: &StretchBegan) -> Began<'_> {
    Began { at_s: began.at.as_secs_f64(), stretch: &began.stretch, title: &began.title }
}

fn ended(ended: &StretchEnded) -> Ended<'_> {
    Ended { at_s: ended.at.as_secs_f64(), stretch: &ended.stretch, skipped: ended.skipped }
}

fn held(hold: &Hold) -> Held<'_> {
    Held {
        stretch: &hold.stretch,
        side: hold.side.map(Side::name),
        pose: hold.pose.as_deref(),
        began_s: hold.began.as_secs_f64(),
        ended_s: hold.ended.as_secs_f64(),
        course: words::course(hold.course),
        held_s: hold.held.as_secs_f64(),
        aimed_s: hold.aimed.as_secs_f64(),
        paused_s: hold.paused.as_secs_f64(),
        unseen_s: hold.unseen.as_secs_f64(),
        measures: hold.measures.iter().map(value).collect(),
    }
}

fn moved(moved: &Repetition) -> Moved<'_> {
    Moved {
        stretch: &moved.stretch,
        side: moved.side.map(Side::name),
        pose: moved.pose.as_deref(),
        at_s: moved.at.as_secs_f64(),
        rep: moved.rep,
        reps: moved.reps,
        measures: moved.measures.iter().map(value).collect(),
    }
}

fn value(measured: &Measured) -> Value<'_> {
    Value {
        target: &measured.target,
        measure: &measured.measure,
        limb: measured.limb.name(),
        from_start: measured.from_start,
        typical: measured.typical,
        best: measured.best,
        error: measured.error,
        view: words::view(measured.view),
        deeper: measured.deeper.map(words::deeper),
        range: [measured.range.0, measured.range.1],
        looks: measured.looks,
    }
}

fn hinted(hint: &Hint) -> Hinted<'_> {
    Hinted { at_s: hint.at.as_secs_f64(), stretch: &hint.stretch, target: hint.target.as_deref(), words: &hint.words }
}

fn sign(sign: &SignTaken) -> Sign {
    Sign { at_s: sign.at.as_secs_f64(), chosen: sign.chosen.map(words::choice) }
}

fn hurting(hurt: &Hurt) -> Hurting<'_> {
    Hurting {
        at_s: hurt.at.as_secs_f64(),
        stretch: &hurt.stretch,
        side: hurt.side.map(Side::name),
        targets: hurt
            .targets
            .iter()
            .map(|(target, value, error)| HurtingTarget { target, value: *value, error: *error })
            .collect(),
    }
}

fn over(end: &End) -> Over {
    Over {
        at_s: end.at.as_secs_f64(),
        complete: end.complete,
        watched_s: end.watched.as_secs_f64(),
        unseen_s: end.unseen.as_secs_f64(),
    }
}
