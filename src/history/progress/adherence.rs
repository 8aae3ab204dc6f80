//! What was done and how often, and what was skipped.

use std::time::Duration;

use chrono::{Days, NaiveDate};

use super::days::{TEN_YEARS, day_of, did_something, in_a_row, monday};
use crate::history::facts::Course;
use crate::history::past::PastSession;

/// How often something was stretched.
#[derive(Clone, Debug, PartialEq)]
pub struct Adherence {
    /// The first day of a session in the span.
    pub since: NaiveDate,
    /// Today.
    pub until: NaiveDate,
    /// Days on which something was stretched.
    pub days: Vec<NaiveDate>,
    /// Sessions in which something was.
    pub sessions: u32,
    /// Days in a row up to today, or up to yesterday where there is nothing yet today.
    pub in_a_row: u32,
    /// Each week from Monday to Sunday, the empty ones too.
    pub weeks: Vec<Week>,
    /// Each stretch that was begun, by its id.
    pub stretches: Vec<Done>,
}

/// A week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub begins: NaiveDate,
    /// Days on which something was stretched.
    pub days: u32,
    /// Sessions in which something was.
    pub sessions: u32,
    /// Time really held.
    pub held: Duration,
    /// Repetitions of movements.
    pub repetitions: u32,
}

/// What was done of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its id.
    pub stretch: String,
    /// Its title, as it was last.
    pub title: String,
    /// Sessions in which it was begun.
    pub sessions: u32,
    /// How often it was left out, or the rest of it.
    pub skipped: u32,
    /// How often it hurt.
    pub hurt: u32,
    /// Holds that were held to their end.
    pub completed: u32,
    /// Holds that were left and not taken up again.
    pub given_up: u32,
    /// Time really held.
    pub held: Duration,
    /// Repetitions of movements.
    pub repetitions: u32,
    /// The last day on which it was begun.
    pub last: NaiveDate,
}

impl Adherence {
    /// Days a week, from the first session to today; counted by whole weeks from the second week on.
    #[must_use]
    pub fn days_a_week(&self) -> f64 {
        self.a_week(self.days.len())
    }

    /// Sessions a week, likewise.
    #[must_use]
    pub fn sessions_a_week(&self) -> f64 {
        self.a_week(usize::try_from(self.sessions).unwrap_or(usize::MAX))
    }

    /// Within the first week it is what there was so far: nobody's one day makes seven.
    fn a_week(&self, count: usize) -> f64 {
        let days = self.until.signed_duration_since(self.since).num_days().max(0) + 1;
        count as f64 / (days.max(7) as f64 / 7.0)
    }

    /// `None` where nothing was stretched.
    pub(super) fn of(sessions: &[&PastSession], today: NaiveDate) -> Option<Self> {
        let done: Vec<&PastSession> = sessions.iter().copied().filter(|session| did_something(session)).collect();
        let days: std::collections::BTreeSet<NaiveDate> = done.iter().map(|session| day_of(session)).collect();
        let (since, last) = (*days.first()?, *days.last()?);
        // A clock may have been put back, or be wrong today.
        let until = today.clamp(last, last.checked_add_days(TEN_YEARS).unwrap_or(last));
        let yesterday = until.checked_sub_days(Days::new(1)).unwrap_or(until);
        let run = if days.contains(&until) { in_a_row(&days, until) } else { in_a_row(&days, yesterday) };
        let mondays = monday(since).iter_weeks().take_while(|monday| *monday <= until);
        let weeks = mondays.map(|begins| Week::of(begins, &done)).collect();
        let count = u32::try_from(done.len()).unwrap_or(u32::MAX);
        let stretches = stretches(sessions);
        Some(Self { since, until, days: days.into_iter().collect(), sessions: count, in_a_row: run, weeks, stretches })
    }
}

impl Week {
    fn of(begins: NaiveDate, sessions: &[&PastSession]) -> Self {
        let mut week = Self { begins, days: 0, sessions: 0, held: Duration::ZERO, repetitions: 0 };
        let mut last = None;
        for session in sessions.iter().filter(|session| monday(day_of(session)) == begins) {
            let day = day_of(session);
            week.days += u32::from(last != Some(day));
            last = Some(day);
            week.sessions += 1;
            week.held += session.holds.iter().map(|hold| hold.held).sum::<Duration>();
            week.repetitions += count(session.repetitions.len());
        }
        week
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

fn stretches(sessions: &[&PastSession]) -> Vec<Done> {
    let mut all: Vec<Done> = Vec::new();
    for session in sessions {
        let last = day_of(session);
        for (place, begun) in session.stretches.iter().enumerate() {
            let id = &begun.stretch;
            // Without a plan a stretch may be begun many times in a session.
            if session.stretches[..place].iter().any(|earlier| earlier.stretch == *id) {
                continue;
            }
            let holds = || session.holds.iter().filter(|hold| hold.stretch == *id);
            let by = |course: Course| count(holds().filter(|hold| hold.course == course).count());
            let now = Done {
                stretch: id.clone(),
                title: begun.title.clone(),
                sessions: 1,
                skipped: count(session.ended.iter().filter(|ended| ended.stretch == *id && ended.skipped).count()),
                hurt: count(session.hurts.iter().filter(|hurt| hurt.stretch == *id).count()),
                completed: by(Course::Completed),
                given_up: by(Course::GivenUp),
                held: holds().map(|hold| hold.held).sum(),
                repetitions: count(session.repetitions.iter().filter(|moved| moved.stretch == *id).count()),
                last,
            };
            match all.iter_mut().find(|done| done.stretch == *id) {
                Some(done) => done.add(now),
                None => all.push(now),
            }
        }
    }
    all.sort_by(|a, b| a.stretch.cmp(&b.stretch));
    all
}

impl Done {
    fn add(&mut self, later: Self) {
        self.title = later.title;
        self.sessions += later.sessions;
        self.skipped += later.skipped;
        self.hurt += later.hurt;
        self.completed += later.completed;
        self.given_up += later.given_up;
        self.held += later.held;
        self.repetitions += later.repetitions;
        self.last = self.last.max(later.last);
    }
}
