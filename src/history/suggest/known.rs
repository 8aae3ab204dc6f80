//! What earlier sessions say of a stretch.

use chrono::{Days, NaiveDate};

use super::rules::{HELPED_FOR, HURT_AGAIN_FOR, HURT_FOR, LESS_FOR, SKIPPED_FOR};
use crate::history::past::PastSession;
use crate::history::progress::{MEANINGFUL_POINTS, day_of, meaningful};

/// What is known of a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Days since it was last done; `None` where it never was.
    pub days: Option<u32>,
    /// Days since it last hurt.
    pub hurt: Option<u32>,
    /// The day from which it may be suggested again after it hurt, where that is still to come.
    pub rests_until: Option<NaiveDate>,
    /// Sessions with it after which it hurt meaningfully less than before.
    pub helped: u32,
    /// Sessions with it after which it hurt meaningfully more.
    pub worsened: u32,
    /// Sessions with it that have an answer before and after.
    pub asked: u32,
    /// Whether it was left out in each of the last two sessions in which it was begun, and lately.
    pub is_left_out: bool,
}

impl Known {
    /// Of the stretch with this id.
    pub fn of(stretch: &str, sessions: &[&PastSession], today: NaiveDate) -> Self {
        let mut known = Self::default();
        let days = |session: &PastSession| days_between(day_of(session), today);
        for session in sessions.iter().filter(|session| did(session, stretch)) {
            known.days = Some(known.days.map_or(days(session), |least| least.min(days(session))));
            if days(session) < HELPED_FOR {
                known.count_pain(session);
            }
        }
        known.take_hurts(stretch, sessions, today);
        let begun: Vec<_> = sessions
            .iter()
            .rev()
            .filter(|session| session.stretches.iter().any(|begun| begun.stretch == stretch))
            .take(2)
            .collect();
        known.is_left_out = begun.len() == 2
            && begun.iter().all(|session| {
                days(session) < SKIPPED_FOR
                    && session.ended.iter().any(|ended| ended.stretch == stretch && ended.skipped)
                    && !did(session, stretch)
            });
        known
    }

    fn count_pain(&mut self, session: &PastSession) {
        let (Some(before), Some(after)) = (session.pain_before, session.pain_after) else { return };
        let (before, after) = (f64::from(before.score()), f64::from(after.score()));
        let is_meaningful = (after - before).abs() >= meaningful(before, after, MEANINGFUL_POINTS, 1.0);
        self.asked += 1;
        self.helped += u32::from(is_meaningful && after < before);
        self.worsened += u32::from(is_meaningful && after > before);
    }

    fn take_hurts(&mut self, stretch: &str, sessions: &[&PastSession], today: NaiveDate) {
        let hurt = sessions.iter().filter(|session| session.hurts.iter().any(|hurt| hurt.stretch == stretch));
        let mut hurt_on: Vec<NaiveDate> = hurt.map(|session| day_of(session)).collect();
        hurt_on.dedup();
        let Some(last) = hurt_on.last().copied() else { return };
        self.hurt = Some(days_between(last, today));
        let again = hurt_on.iter().rev().nth(1).is_some_and(|before| days_between(*before, last) <= LESS_FOR);
        let rest = Days::new(u64::from(if again { HURT_AGAIN_FOR } else { HURT_FOR }));
        self.rests_until = last.checked_add_days(rest).filter(|until| *until > today);
    }

    /// Whether it hurt so lately that less of it comes first.
    pub fn wants_less(&self) -> bool {
        self.hurt.is_some_and(|days| days <= LESS_FOR)
    }
}

/// Whether anything of it was done.
pub(super) fn did(session: &PastSession, stretch: &str) -> bool {
    session.holds.iter().any(|hold| hold.stretch == stretch && !hold.held.is_zero())
        || session.repetitions.iter().any(|moved| moved.stretch == stretch)
}

/// How many days from one to the other; 0 where it is later, as after a clock was put back.
pub(super) fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from(to.signed_duration_since(from).num_days()).unwrap_or(0)
}
