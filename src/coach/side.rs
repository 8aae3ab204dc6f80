//! Which side of the body is being worked, and how many repetitions each side has done.

use std::time::Duration;

use super::body::Side;
use crate::time::Timestamp;

/// How much better the other side must fit before it can be taken for the working one, in margins summed over the targets.
const BETTER_BY: f64 = 1.0;
/// For how long it must fit better. A pose model may swap left and right for a few pictures; shorter than entering a hold.
const STEADY_FOR: Duration = Duration::from_millis(300);

/// Follows which side fits a stretch better as the working side.
#[derive(Clone, Debug, Default)]
pub struct WorkingSide {
    current: Option<Side>,
    challenged_since: Option<Timestamp>,
}

impl WorkingSide {
    /// The side taken for the working one, once one fits clearly better than the other.
    #[must_use]
    pub const fn current(&self) -> Option<Side> {
        self.current
    }

    /// Takes in how badly each side fits (0 is a fit), left first.
    pub fn observe(&mut self, time: Timestamp, [left, right]: [f64; 2]) {
        let better = if left + BETTER_BY <= right {
            Some(Side::Left)
        } else if right + BETTER_BY <= left {
            Some(Side::Right)
        } else {
            None
        };
        if better.is_none() || better == self.current {
            self.challenged_since = None;
            return;
        }
        let since = *self.challenged_since.get_or_insert(time);
        if self.current.is_none() || time.since(since) >= STEADY_FOR {
            self.current = better;
            self.challenged_since = None;
        }
    }
}

/// Repetitions done and to do, for each side where there are sides.
#[derive(Clone, Debug)]
pub struct Quota {
    sided: bool,
    reps: u32,
    done: [u32; 2],
}

impl Quota {
    /// Nothing done yet of `reps` repetitions, for each side where there are sides.
    #[must_use]
    pub const fn new(sided: bool, reps: u32) -> Self {
        Self { sided, reps, done: [0; 2] }
    }

    const fn index(&self, side: Option<Side>) -> usize {
        match (self.sided, side) {
            (true, Some(Side::Right)) => 1,
            _ => 0,
        }
    }

    /// Repetitions done on this side; without sides, of the stretch.
    #[must_use]
    pub const fn done(&self, side: Option<Side>) -> u32 {
        self.done[self.index(side)]
    }

    /// Repetitions to do on each side.
    #[must_use]
    pub const fn reps(&self) -> u32 {
        self.reps
    }

    /// Whether this side has done all its repetitions.
    #[must_use]
    pub const fn is_full(&self, side: Option<Side>) -> bool {
        self.done(side) >= self.reps
    }

    /// Adds one repetition on this side; answers how many that makes.
    pub const fn add(&mut self, side: Option<Side>) -> u32 {
        let index = self.index(side);
        self.done[index] += 1;
        self.done[index]
    }

    /// Whether everything is done.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.is_full(Some(Side::Left)) && self.is_full(Some(Side::Right))
    }

    /// The only side that still has repetitions to do, of a stretch with sides.
    #[must_use]
    pub const fn only_side_left(&self) -> Option<Side> {
        match (self.sided, self.is_full(Some(Side::Left)), self.is_full(Some(Side::Right))) {
            (true, true, false) => Some(Side::Right),
            (true, false, true) => Some(Side::Left),
            _ => None,
        }
    }

    /// Repetitions done and to do on all sides together.
    #[must_use]
    pub const fn total(&self) -> (u32, u32) {
        if self.sided { (self.done[0] + self.done[1], 2 * self.reps) } else { (self.done[0], self.reps) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_of_a_few_pictures_changes_nothing() {
        let mut working = WorkingSide::default();
        let at = |tenths: u32| Timestamp::from_secs(f64::from(tenths) / 10.0);
        working.observe(at(0), [4.0, 4.5]);
        assert_eq!(working.current(), None);
        working.observe(at(1), [9.0, 0.0]);
        assert_eq!(working.current(), Some(Side::Right));
        for tenths in 2..5 {
            working.observe(at(tenths), [0.0, 9.0]);
            assert_eq!(working.current(), Some(Side::Right));
        }
        working.observe(at(5), [9.0, 0.0]);
        for tenths in 6..10 {
            working.observe(at(tenths), [0.0, 9.0]);
        }
        assert_eq!(working.current(), Some(Side::Left));
    }

    #[test]
    fn quotas_count_each_side_for_itself() {
        let mut quota = Quota::new(true, 1);
        assert_eq!(quota.only_side_left(), None);
        assert_eq!(quota.add(Some(Side::Left)), 1);
        assert!(quota.is_full(Some(Side::Left)) && !quota.is_complete());
        assert_eq!(quota.only_side_left(), Some(Side::Right));
        quota.add(Some(Side::Right));
        assert!(quota.is_complete());
        assert_eq!(quota.total(), (2, 2));
    }

    #[test]
    fn without_sides_there_is_one_count() {
        let mut quota = Quota::new(false, 2);
        quota.add(None);
        quota.add(Some(Side::Right));
        assert!(quota.is_complete());
        assert_eq!(quota.only_side_left(), None);
        assert_eq!(quota.total(), (2, 2));
    }
}
