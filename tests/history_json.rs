//! Reads the history as `supple export --format json` writes it, by its description (docs/export.md) alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers fail the test")]

use std::time::Duration;

use chrono::DateTime;
use serde_json::Value;
use supple::body::Side;
use supple::coach::Choice;
use supple::history::{
    About, ComfortLimit, ComfortPlace, Course, End, Hint, Hold, Hurt, Measured, Pain, PastSession, Questionnaire,
    Repetition, SessionId, SignTaken, StretchBegan, StretchEnded,
};
use supple::measure::BodyView;
use supple::stretch::Deeper;

/// The sessions in it.
pub fn sessions(document: &Value) -> Vec<PastSession> {
    assert_eq!((&document["format"], &document["version"]), (&"supple history".into(), &1.into()));
    list(document, "sessions", session)
}

/// The questionnaires in it.
pub fn questionnaires(document: &Value) -> Vec<Questionnaire> {
    list(document, "questionnaires", |answered| Questionnaire {
        taken: DateTime::parse_from_rfc3339(&text(answered, "taken")).unwrap(),
        kind: text(answered, "kind"),
        answers: answered["answers"].as_array().unwrap().iter().map(|answer| answer.as_bool().unwrap()).collect(),
        score: count(answered, "score"),
    })
}

/// The comfortable limits in it.
pub fn comfort(document: &Value) -> Vec<ComfortLimit> {
    list(document, "comfort", |comfort| ComfortLimit {
        place: ComfortPlace {
            stretch: text(comfort, "stretch"),
            side: side(comfort, "side"),
            pose: maybe(comfort, "pose"),
            target: text(comfort, "target"),
            measure: text(comfort, "measure"),
        },
        limit: number(comfort, "limit"),
        error: number(comfort, "error"),
        found: DateTime::parse_from_rfc3339(&text(comfort, "found")).unwrap(),
        session: comfort["session"].as_i64().map(SessionId),
    })
}

fn list<T>(object: &Value, key: &str, read: impl Fn(&Value) -> T) -> Vec<T> {
    object[key].as_array().unwrap_or_else(|| panic!("{key}")).iter().map(read).collect()
}

fn text(object: &Value, key: &str) -> String {
    object[key].as_str().unwrap_or_else(|| panic!("{key} of {object}")).to_owned()
}

fn maybe(object: &Value, key: &str) -> Option<String> {
    object[key].as_str().map(str::to_owned)
}

fn number(object: &Value, key: &str) -> f64 {
    object[key].as_f64().unwrap_or_else(|| panic!("{key} of {object}"))
}

fn count(object: &Value, key: &str) -> u32 {
    u32::try_from(object[key].as_u64().unwrap()).unwrap()
}

fn time(object: &Value, key: &str) -> Duration {
    Duration::from_secs_f64(number(object, key))
}

fn side(object: &Value, key: &str) -> Option<Side> {
    maybe(object, key).map(|name| Side::BOTH.into_iter().find(|side| side.name() == name).unwrap())
}

fn pain(object: &Value, key: &str) -> Option<Pain> {
    object[key].as_u64().map(|score| Pain::new(u8::try_from(score).unwrap()).unwrap())
}

fn session(object: &Value) -> PastSession {
    PastSession {
        id: SessionId(object["id"].as_i64().unwrap()),
        about: About {
            began: DateTime::parse_from_rfc3339(&text(object, "began")).unwrap(),
            program: text(object, "program"),
            model: text(object, "model"),
            plan: maybe(object, "plan"),
        },
        pain_before: pain(object, "pain_before"),
        pain_after: pain(object, "pain_after"),
        stretches: list(object, "stretches", |began| StretchBegan {
            at: time(began, "at_s"),
            stretch: text(began, "stretch"),
            title: text(began, "title"),
        }),
        ended: list(object, "ended", |ended| StretchEnded {
            at: time(ended, "at_s"),
            stretch: text(ended, "stretch"),
            skipped: ended["skipped"].as_bool().unwrap(),
        }),
        holds: list(object, "holds", hold),
        repetitions: list(object, "repetitions", |repetition| Repetition {
            stretch: text(repetition, "stretch"),
            side: side(repetition, "side"),
            pose: maybe(repetition, "pose"),
            at: time(repetition, "at_s"),
            rep: count(repetition, "rep"),
            reps: count(repetition, "reps"),
            measures: list(repetition, "measures", measured),
        }),
        hints: list(object, "hints", |hint| Hint {
            at: time(hint, "at_s"),
            stretch: text(hint, "stretch"),
            target: maybe(hint, "target"),
            words: text(hint, "words"),
        }),
        signs: list(object, "signs", |sign| SignTaken {
            at: time(sign, "at_s"),
            chosen: maybe(sign, "chosen").map(|name| choice(&name)),
        }),
        hurts: list(object, "hurts", |hurt| Hurt {
            at: time(hurt, "at_s"),
            stretch: text(hurt, "stretch"),
            side: side(hurt, "side"),
            targets: list(hurt, "targets", |target| {
                (text(target, "target"), number(target, "value"), number(target, "error"))
            }),
        }),
        end: (!object["end"].is_null()).then(|| {
            let end = &object["end"];
            End {
                at: time(end, "at_s"),
                complete: end["complete"].as_bool().unwrap(),
                watched: time(end, "watched_s"),
                unseen: time(end, "unseen_s"),
            }
        }),
    }
}

fn choice(name: &str) -> Choice {
    match name {
        "go_on" => Choice::GoOn,
        "skip" => Choice::Skip,
        "hurts" => Choice::Hurts,
        "stop" => Choice::Stop,
        other => panic!("{other}"),
    }
}

fn hold(object: &Value) -> Hold {
    Hold {
        stretch: text(object, "stretch"),
        side: side(object, "side"),
        pose: maybe(object, "pose"),
        began: time(object, "began_s"),
        ended: time(object, "ended_s"),
        course: match text(object, "course").as_str() {
            "completed" => Course::Completed,
            "given_up" => Course::GivenUp,
            "cut_short" => Course::CutShort,
            other => panic!("{other}"),
        },
        held: time(object, "held_s"),
        aimed: time(object, "aimed_s"),
        paused: time(object, "paused_s"),
        unseen: time(object, "unseen_s"),
        measures: list(object, "measures", measured),
    }
}

fn measured(object: &Value) -> Measured {
    Measured {
        target: text(object, "target"),
        measure: text(object, "measure"),
        limb: side(object, "limb").unwrap(),
        from_start: object["from_start"].as_bool().unwrap(),
        typical: number(object, "typical"),
        best: number(object, "best"),
        error: number(object, "error"),
        view: match text(object, "view").as_str() {
            "side" => BodyView::Side,
            "three_quarter" => BodyView::ThreeQuarter,
            "front" => BodyView::Front,
            "end_on" => BodyView::EndOn,
            "unknown" => BodyView::Unknown,
            other => panic!("{other}"),
        },
        deeper: maybe(object, "deeper").map(|name| match name.as_str() {
            "higher" => Deeper::Higher,
            "lower" => Deeper::Lower,
            other => panic!("{other}"),
        }),
        range: (object["range"][0].as_f64().unwrap(), object["range"][1].as_f64().unwrap()),
        looks: count(object, "looks"),
    }
}
