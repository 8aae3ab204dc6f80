//! The sessions as one JSON document; docs/json.md describes it.

use std::io;
use std::io::Write;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use crate::history::{Course, Hold, Measured, Pain, PastSession, Totals};
use crate::measure::BodyView;
use crate::stretch::Deeper;

/// Raised when a field goes or changes its meaning; fields may be added.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document {
    version: u32,
    sessions: Vec<Value>,
}

/// Writes these sessions on one line.
pub fn document(out: &mut dyn Write, sessions: &[PastSession]) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Document { version: VERSION, sessions: sessions.iter().map(session).collect() })?;
    writeln!(out)
}

fn session(session: &PastSession) -> Value {
    let (about, totals) = (&session.about, Totals::of(session));
    json!({
        "number": session.id.0,
        "began": about.began.to_rfc3339(),
        "program": about.program,
        "model": about.model,
        "plan": about.plan,
        "seconds": seconds(totals.lasted),
        "held_seconds": seconds(totals.held),
        "pain_before": session.pain_before.map(Pain::score),
        "pain_after": session.pain_after.map(Pain::score),
        "complete": session.end.as_ref().map(|end| end.complete),
        "watched_seconds": session.end.as_ref().map(|end| seconds(end.watched)),
        "unseen_seconds": session.end.as_ref().map(|end| seconds(end.unseen)),
        "stretches": stretches(session),
        "holds": session.holds.iter().map(hold).collect::<Vec<_>>(),
        "repetitions": session.repetitions.iter().map(|moved| json!({
            "stretch": moved.stretch, "side": moved.side, "pose": moved.pose, "time": seconds(moved.at),
            "rep": moved.rep, "reps": moved.reps, "measured": measures(&moved.measures),
        })).collect::<Vec<_>>(),
        "hints": session.hints.iter().map(|hint| json!({
            "time": seconds(hint.at), "stretch": hint.stretch, "target": hint.target, "text": hint.words,
        })).collect::<Vec<_>>(),
        "signs": session.signs.iter().map(|sign| json!({
            "time": seconds(sign.at), "chosen": sign.chosen,
        })).collect::<Vec<_>>(),
        "hurts": session.hurts.iter().map(|hurt| json!({
            "time": seconds(hurt.at), "stretch": hurt.stretch, "side": hurt.side,
            "targets": hurt.targets.iter().map(|(target, value, error)| json!({
                "target": target, "value": value, "error": error,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

/// Each stretch that began, with its end where it has one.
fn stretches(session: &PastSession) -> Vec<Value> {
    let mut ends = session.ended.clone();
    let with_end = session.stretches.iter().map(|began| {
        let place = ends.iter().position(|ended| ended.stretch == began.stretch && ended.at >= began.at);
        let end = place.map(|place| ends.remove(place));
        json!({
            "stretch": began.stretch, "title": began.title, "began": seconds(began.at),
            "ended": end.as_ref().map(|end| seconds(end.at)), "skipped": end.map(|end| end.skipped),
        })
    });
    with_end.collect()
}

fn hold(hold: &Hold) -> Value {
    let course = match hold.course {
        Course::Completed => "completed",
        Course::GivenUp => "given_up",
        Course::CutShort => "cut_short",
    };
    json!({
        "stretch": hold.stretch, "side": hold.side, "pose": hold.pose, "began": seconds(hold.began),
        "ended": seconds(hold.ended), "course": course, "held_seconds": seconds(hold.held),
        "hold_seconds": seconds(hold.aimed), "paused_seconds": seconds(hold.paused),
        "unseen_seconds": seconds(hold.unseen), "measured": measures(&hold.measures),
    })
}

fn measures(measures: &[Measured]) -> Vec<Value> {
    measures.iter().map(measured).collect()
}

fn measured(measured: &Measured) -> Value {
    let view = match measured.view {
        BodyView::Side => "side",
        BodyView::ThreeQuarter => "three_quarter",
        BodyView::Front => "front",
        BodyView::EndOn => "end_on",
        BodyView::Unknown => "unknown",
    };
    let deeper = measured.deeper.map(|deeper| match deeper {
        Deeper::Higher => "higher",
        Deeper::Lower => "lower",
    });
    json!({
        "target": measured.target, "measure": measured.measure, "limb": measured.limb,
        "from_start": measured.from_start, "typical": measured.typical, "best": measured.best,
        "error": measured.error, "view": view, "deeper": deeper, "low": measured.range.0, "high": measured.range.1,
        "looks": measured.looks,
    })
}

/// In milliseconds' steps, as they are remembered.
fn seconds(time: Duration) -> f64 {
    time.as_millis() as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::doubles::past;

    #[test]
    fn a_session_is_told_whole_and_with_a_version() {
        let mut out = Vec::new();
        document(&mut out, &[past(7)]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), 1);
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["version"], 1);
        let session = &document["sessions"][0];
        assert_eq!((&session["number"], &session["plan"]), (&json!(7), &json!("sphinx")));
        assert_eq!((&session["seconds"], &session["held_seconds"]), (&json!(60.0), &json!(25.0)));
        assert_eq!((&session["pain_before"], &session["complete"]), (&json!(4), &json!(true)));
        assert_eq!(session["stretches"][0]["ended"], 58.0);
        let hold = &session["holds"][0];
        assert_eq!(
            (&hold["course"], &hold["side"], &hold["hold_seconds"]),
            (&json!("completed"), &Value::Null, &json!(20.0))
        );
        let trunk = &hold["measured"][0];
        assert_eq!((&trunk["best"], &trunk["deeper"], &trunk["limb"]), (&json!(48.5), &json!("lower"), &json!("left")));
        assert_eq!((&trunk["low"], &trunk["high"]), (&json!(20.0), &Value::Null), "there is no end");
        assert_eq!(session["signs"][0]["chosen"], "go_on");
        assert_eq!(session["hurts"][0]["targets"][0]["error"], 3.0);
        // Every field is described.
        let page = include_str!("../../../docs/json.md");
        let (_, chapter) = page.split_once("## `supple history").unwrap();
        for object in [session, hold, trunk, &session["stretches"][0], &session["hints"][0]] {
            for field in object.as_object().unwrap().keys() {
                assert!(chapter.contains(&format!("`{field}`")), "{field} is not in docs/json.md");
            }
        }
    }

    #[test]
    fn one_that_was_broken_off_has_no_end() {
        let mut broken_off = past(1);
        broken_off.end = None;
        broken_off.ended.clear();
        let session = session(&broken_off);
        assert_eq!((&session["complete"], &session["unseen_seconds"]), (&Value::Null, &Value::Null));
        assert_eq!(session["stretches"][0]["ended"], Value::Null);
    }
}
