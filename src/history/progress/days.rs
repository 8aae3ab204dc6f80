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

/// The Monday of its week.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}
