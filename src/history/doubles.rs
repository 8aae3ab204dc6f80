//! Sessions for tests.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate};

use super::facts::{About, Course, End, Hold, Hurt, Measured, Pain, StretchBegan, StretchEnded};
use super::past::{PastSession, SessionId};
use crate::body::Side;
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
