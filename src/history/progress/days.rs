//! Days, and days in a row.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use crate::history::past::PastSession;

/// Whether anything was stretched in it: a session that was opened and closed again is none.
#[must_use]
pub fn did_something(session: &PastSession) -> bool {
    !session.repetitions.is_empty() || session.holds.iter().any(|hold| !hold.held.is_zero())
}

/// The day of a session, by the person's own calendar at the time: wherever they are now.
#[must_use]
pub fn day_of(session: &PastSession) -> NaiveDate {
    session.about.began.date_naive()
}

/// The days on which something was stretched.
#[must_use]
pub fn days(sessions: &[PastSession]) -> BTreeSet<NaiveDate> {
    sessions.iter().filter(|session| did_something(session)).map(day_of).collect()
}

/// How many days in a row up to this one, this one included; 0 where there is none on it.
#[must_use]
pub fn in_a_row(days: &BTreeSet<NaiveDate>, until: NaiveDate) -> u32 {
    let back = (0_u64..).map_while(|before| until.checked_sub_days(Days::new(before)));
    u32::try_from(back.take_while(|day| days.contains(day)).count()).unwrap_or(u32::MAX)
}

/// What is further from the rest than ten years has its day of a clock that was wrong: an empty battery's begins in 1970. Nobody is told of the three
/// thousand weeks in which they didn't stretch.
pub(super) const TEN_YEARS: Days = Days::new(3653);

/// Those of the sessions, which are in order of their days, that lie within ten years of the middle one.
pub(super) fn within_ten_years(mut sessions: Vec<&PastSession>) -> Vec<&PastSession> {
    if let Some(middle) = sessions.get(sessions.len() / 2).map(|session| day_of(session)) {
        let first = middle.checked_sub_days(TEN_YEARS).unwrap_or(NaiveDate::MIN);
        let last = middle.checked_add_days(TEN_YEARS).unwrap_or(NaiveDate::MAX);
        sessions.retain(|session| (first..=last).contains(&day_of(session)));
    }
    sessions
}

/// The Monday of its week.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}
