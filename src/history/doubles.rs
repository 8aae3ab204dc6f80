//! Sessions for tests.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate};

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

/// A session on a day of March 2026, `day` counted from 1 on and beyond, in which nothing happened yet.
pub(crate) fn session(id: u64, day: u64) -> PastSession {
    let began = about().began + Days::new(day - 1);
    PastSession {
        id: SessionId(id.cast_signed()),
        about: About { began, ..about() },
        pain_before: None,
        pain_after: None,
        stretches: Vec::new(),
        ended: Vec::new(),
        holds: Vec::new(),
        repetitions: Vec::new(),
        hints: Vec::new(),
        signs: Vec::new(),
        hurts: Vec::new(),
        end: None,
    }
}

/// The day of [`session`].
pub(crate) fn day(day: u64) -> NaiveDate {
    about().began.date_naive() + Days::new(day - 1)
}

impl PastSession {
    /// The same with a hold of so many seconds.
    pub(crate) fn held(mut self, stretch: &str, side: Option<Side>, seconds: u64) -> Self {
        let held = Duration::from_secs(seconds);
        self.begin(stretch);
        self.holds.push(Hold {
            stretch: stretch.to_owned(),
            side,
            pose: None,
            began: Duration::ZERO,
            ended: held,
            course: Course::Completed,
            held,
            aimed: held,
            paused: Duration::ZERO,
            unseen: Duration::ZERO,
            measures: Vec::new(),
        });
        self
    }

    /// The same with a hip that was folded so far in its last hold, which is deeper the lower it is.
    pub(crate) fn folded(mut self, degrees: f64) -> Self {
        let hold = self.holds.last_mut().unwrap();
        hold.measures.push(Measured {
            target: "hip".into(),
            measure: "hip".into(),
            limb: hold.side.unwrap_or(Side::Left),
            from_start: false,
            typical: degrees,
            best: degrees - 2.0,
            error: 4.0,
            view: BodyView::Side,
            deeper: Some(Deeper::Lower),
            range: (0.0, 70.0),
            looks: 40,
        });
        self
    }

    /// The same with a stretch that hurt.
    pub(crate) fn hurt(mut self, stretch: &str) -> Self {
        self.begin(stretch);
        self.hurts.push(Hurt { at: Duration::ZERO, stretch: stretch.to_owned(), side: None, targets: Vec::new() });
        self
    }

    /// The same with a stretch that was left out.
    pub(crate) fn skipped(mut self, stretch: &str) -> Self {
        self.begin(stretch);
        self.ended.push(StretchEnded { at: Duration::ZERO, stretch: stretch.to_owned(), skipped: true });
        self
    }

    /// The same with answers to how much it hurts.
    pub(crate) fn pained(mut self, before: u8, after: u8) -> Self {
        (self.pain_before, self.pain_after) = (Pain::new(before), Pain::new(after));
        self
    }

    /// The same of this plan, done to its end or not.
    pub(crate) fn planned(mut self, plan: &str, complete: bool) -> Self {
        self.about.plan = Some(plan.to_owned());
        let watched = Duration::from_secs(100);
        self.end = Some(End { at: watched, complete, watched, unseen: Duration::from_secs(10) });
        self
    }

    fn begin(&mut self, stretch: &str) {
        if !self.stretches.iter().any(|begun| begun.stretch == stretch) {
            let (stretch, title) = (stretch.to_owned(), format!("The {stretch}"));
            self.stretches.push(StretchBegan { at: Duration::ZERO, stretch, title });
        }
    }
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
