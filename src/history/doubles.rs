//! Sessions for tests.

use std::time::Duration;

use chrono::DateTime;

use super::facts::{About, Course, End, Hint, Hold, Hurt, Measured, Pain, SignTaken, StretchBegan, StretchEnded};
use super::past::{PastSession, SessionId};
use crate::body::Side;
use crate::coach::Choice;
use crate::measure::BodyView;
use crate::stretch::Deeper;

/// A session of sphinx on a spring evening.
pub(crate) fn about() -> About {
    let began = DateTime::parse_from_rfc3339("2026-03-01T18:30:00+01:00").unwrap();
    About { began, program: "0.1.0".into(), model: "blazepose".into(), plan: Some("sphinx".into()) }
}

/// A minute's session of sphinx: one hold of 20 s in which the trunk was measured, and one that was given up.
pub(crate) fn past(id: i64) -> PastSession {
    let (s, stretch) = (Duration::from_secs, "sphinx".to_owned());
    let trunk = Measured {
        target: "trunk".into(),
        measure: "trunk_inclination".into(),
        limb: Side::Left,
        from_start: false,
        typical: 52.0,
        best: 48.5,
        error: 3.25,
        view: BodyView::Side,
        deeper: Some(Deeper::Lower),
        range: (20.0, f64::INFINITY),
        looks: 100,
    };
    let hold = Hold {
        stretch: stretch.clone(),
        side: None,
        pose: None,
        began: s(10),
        ended: s(33),
        course: Course::Completed,
        held: s(20),
        aimed: s(20),
        paused: s(3),
        unseen: s(1),
        measures: vec![trunk],
    };
    let given_up =
        Hold { course: Course::GivenUp, began: s(40), ended: s(45), held: s(5), measures: Vec::new(), ..hold.clone() };
    PastSession {
        id: SessionId(id),
        about: about(),
        pain_before: Pain::new(4),
        pain_after: Pain::new(2),
        stretches: vec![StretchBegan { at: s(1), stretch: stretch.clone(), title: "Sphinx".into() }],
        ended: vec![StretchEnded { at: s(58), stretch: stretch.clone(), skipped: false }],
        holds: vec![hold, given_up],
        repetitions: Vec::new(),
        hints: vec![Hint { at: s(36), stretch: stretch.clone(), target: None, words: "Rest on your elbows.".into() }],
        signs: vec![SignTaken { at: s(46), chosen: Some(Choice::GoOn) }],
        hurts: vec![Hurt { at: s(50), stretch, side: None, targets: vec![("trunk".into(), 60.0, 3.0)] }],
        end: Some(End { at: s(60), complete: true, watched: s(58), unseen: s(3) }),
    }
}
