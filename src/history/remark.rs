//! The one thing that history says aloud in a session.

use chrono::NaiveDate;

use super::past::PastSession;
use super::progress::{Change, Progress, day_of, days, did_something, in_a_row};
use crate::body::Side;

/// Something good that has come of stretching: never that something was missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remark {
    /// Something of today's plan is reached further than in the first weeks.
    ReachesFurther,
    /// A side of something in it holds longer.
    HoldsLonger(Side),
    /// Today is the third, the fifth or the seventh day in a row.
    DaysInARow(u32),
}

/// The days in a row that are worth a word. Each day would be noise, and a count that never ends weighs on whoever needs a day off.
const ROWS: [u32; 3] = [3, 5, 7];

impl Remark {
    /// Every one that can be made.
    pub fn all() -> impl Iterator<Item = Self> {
        let sides = Side::BOTH.map(Self::HoldsLonger);
        [Self::ReachesFurther].into_iter().chain(sides).chain(ROWS.map(Self::DaysInARow))
    }

    /// What there is to say in today's session of these stretches, after these sessions; mostly nothing.
    ///
    /// A change is told once, when the last session made it one. Nothing is said to somebody whom something hurt the last time.
    #[must_use]
    pub fn of(sessions: &[PastSession], today: NaiveDate, plan: &[&str]) -> Option<Self> {
        let mut sessions = sessions.to_vec();
        // One that was opened and closed again is not the last time.
        sessions.retain(|session| did_something(session) || !session.hurts.is_empty());
        sessions.sort_by_key(|session| (day_of(session), session.about.began, session.id));
        let (last, before) = sessions.split_last()?;
        if !last.hurts.is_empty() {
            return None;
        }
        let now = Progress::of(&sessions, &[], today);
        let then = Progress::of(before, &[], today);
        Self::new_change(&now, &then, plan).or_else(|| Self::row(&sessions, today))
    }

    fn new_change(now: &Progress, then: &Progress, plan: &[&str]) -> Option<Self> {
        let is_more = |change: Change| matches!(change, Change::More { .. });
        let further = now.reaches.iter().filter(|reach| plan.contains(&reach.stretch.as_str()));
        for reach in further.filter(|reach| is_more(reach.comparison.change)) {
            let same = then.reaches.iter().find(|old| {
                (&old.stretch, &old.pose, &old.target) == (&reach.stretch, &reach.pose, &reach.target)
                    && (old.side, old.limb, old.moved, old.from_start)
                        == (reach.side, reach.limb, reach.moved, reach.from_start)
                    && (old.measure, old.view) == (reach.measure, reach.view)
            });
            if !same.is_some_and(|old| is_more(old.comparison.change)) {
                return Some(Self::ReachesFurther);
            }
        }
        let longer = now.holdings.iter().filter(|holding| plan.contains(&holding.stretch.as_str()));
        for holding in longer.filter(|holding| is_more(holding.comparison.change)) {
            let Some(side) = holding.side else { continue };
            let same = then
                .holdings
                .iter()
                .find(|old| (&old.stretch, &old.pose, old.side) == (&holding.stretch, &holding.pose, holding.side));
            // Both sides at once say nothing about either.
            let other = now.holdings.iter().any(|other| {
                (&other.stretch, &other.pose) == (&holding.stretch, &holding.pose)
                    && other.side == Some(side.opposite())
                    && is_more(other.comparison.change)
            });
            if !other && !same.is_some_and(|old| is_more(old.comparison.change)) {
                return Some(Self::HoldsLonger(side));
            }
        }
        None
    }

    fn row(sessions: &[PastSession], today: NaiveDate) -> Option<Self> {
        let mut days = days(sessions);
        // The first session of a day is the one that makes it count.
        let row = days.insert(today).then(|| in_a_row(&days, today))?;
        ROWS.contains(&row).then_some(Self::DaysInARow(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::doubles::{day, session};

    fn rows(days: &[u64], today: u64) -> Option<Remark> {
        let sessions: Vec<_> = days.iter().map(|at| session(*at, *at).held("fold", None, 20)).collect();
        Remark::of(&sessions, day(today), &["fold"])
    }

    #[test]
    fn a_row_is_told_on_its_third_fifth_and_seventh_day() {
        let told: Vec<_> = (1..=9).map(|today| rows(&(1..today).collect::<Vec<_>>(), today)).collect();
        let row = |days| Some(Remark::DaysInARow(days));
        assert_eq!(told, [None, None, row(3), None, row(5), None, row(7), None, None]);
        assert_eq!(rows(&[1, 2, 3], 3), None, "it was told in today's first session");
        assert_eq!(rows(&[1, 2, 4, 5], 6), row(3), "a day off is nobody's fault, and isn't spoken of");
        assert_eq!(rows(&[1, 2], 9), None);
        assert_eq!(rows(&[], 1), None);
    }

    #[test]
    fn a_change_is_told_once_and_only_in_a_session_of_it() {
        let one = |at: u64| {
            let degrees = if at < 8 { 75.0 } else { 60.0 };
            session(at, 2 * at).held("fold", None, 20).folded(degrees)
        };
        let told =
            |until: u64, plan: &str| Remark::of(&(1..=until).map(one).collect::<Vec<_>>(), day(2 * until + 2), &[plan]);
        let changed: Vec<u64> = (1..=16).filter(|until| told(*until, "fold") == Some(Remark::ReachesFurther)).collect();
        assert_eq!(changed.len(), 1, "{changed:?}");
        assert!(changed[0] > 10, "not after one good day: {changed:?}");
        assert_eq!(told(changed[0], "twist"), None);
        let mut opened: Vec<_> = (1..=changed[0]).map(one).collect();
        opened.push(session(99, 2 * changed[0] + 1));
        assert_eq!(Remark::of(&opened, day(2 * changed[0] + 2), &["fold"]), Some(Remark::ReachesFurther));
        // Somebody whom it hurt hears nothing about reaching further.
        let mut hurt: Vec<_> = (1..=changed[0]).map(one).collect();
        let last = hurt.pop().unwrap().hurt("twist");
        hurt.push(last);
        assert_eq!(Remark::of(&hurt, day(2 * changed[0] + 2), &["fold"]), None);
    }

    #[test]
    fn a_side_that_holds_longer_is_named() {
        let one = |at: u64, left: u64, right: u64| {
            let both = session(at, 2 * at).held("fold", Some(Side::Left), left);
            both.held("fold", Some(Side::Right), right)
        };
        let told = |left: u64, right: u64| {
            let sessions: Vec<_> =
                (1..=10).map(|at| if at < 8 { one(at, 10, 10) } else { one(at, left, right) }).collect();
            (8..=10).filter_map(|until| Remark::of(&sessions[..until], day(40), &["fold"])).collect::<Vec<_>>()
        };
        assert_eq!(told(10, 30), [Remark::HoldsLonger(Side::Right)]);
        assert_eq!(told(30, 30), [], "both do: a longer dose is no news");
        assert_eq!(told(12, 10), []);
    }
}
