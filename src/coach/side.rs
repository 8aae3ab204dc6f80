//! Which side of the body is being worked, which of two poses is meant, and how many repetitions each has done.

use std::time::Duration;

use crate::body::Side;
use crate::judge::Slot;
use crate::stretch::PoseIndex;
use crate::time::Since;
use crate::time::Timestamp;

/// How much better the other one must fit before it can be taken for what is meant, in margins summed over the targets.
const BETTER_BY: f64 = 1.0;
/// For how long it must fit better. A pose model may swap left and right for a few pictures; shorter than entering a hold.
const STEADY_FOR: Duration = Duration::from_millis(300);

/// Follows which of two fits better.
#[derive(Clone, Copy, Debug)]
struct BetterFit<T> {
    current: Option<T>,
    challenged: Since,
}

impl<T> Default for BetterFit<T> {
    fn default() -> Self {
        Self { current: None, challenged: Since::default() }
    }
}

impl<T: Copy + PartialEq> BetterFit<T> {
    /// Takes in how badly each fits (0 is a fit).
    fn observe(&mut self, time: Timestamp, [first, second]: [(T, f64); 2]) {
        let better = if first.1 + BETTER_BY <= second.1 {
            Some(first.0)
        } else if second.1 + BETTER_BY <= first.1 {
            Some(second.0)
        } else {
            None
        };
        let challenged = self.challenged.lasts(time, better.is_some() && better != self.current);
        if challenged.is_some_and(|lasting| self.current.is_none() || lasting >= STEADY_FOR) {
            self.current = better;
            self.challenged = Since::default();
        }
    }
}

/// Follows which of a stretch's two poses fits better.
#[derive(Clone, Debug, Default)]
pub struct NearerPose(BetterFit<PoseIndex>);

impl NearerPose {
    /// The pose that fits better, once one clearly does.
    #[must_use]
    pub const fn current(&self) -> Option<PoseIndex> {
        self.0.current
    }

    /// Takes in how badly each pose fits (0 is a fit).
    pub fn observe(&mut self, time: Timestamp, [first, second]: [f64; 2]) {
        self.0.observe(time, [(PoseIndex::First, first), (PoseIndex::Second, second)]);
    }
}

/// Follows which side fits a stretch better as the working side.
#[derive(Clone, Debug, Default)]
pub struct WorkingSide(BetterFit<Side>);

impl WorkingSide {
    /// The side taken for the working one, once one fits clearly better than the other.
    #[must_use]
    pub const fn current(&self) -> Option<Side> {
        self.0.current
    }

    /// Takes in how badly each side fits (0 is a fit), left first.
    pub fn observe(&mut self, time: Timestamp, [left, right]: [f64; 2]) {
        self.0.observe(time, [(Side::Left, left), (Side::Right, right)]);
    }
}

/// Repetitions done and to do: as many for each side where there are sides, and for each pose where two are held.
#[derive(Clone, Debug)]
pub(super) struct Quota {
    reps: u32,
    done: Vec<(Slot, u32)>,
}

impl Quota {
    /// Nothing done yet of `reps` repetitions for each of the slots.
    pub fn new(slots: &[Slot], reps: u32) -> Self {
        Self { reps, done: slots.iter().map(|&slot| (slot, 0)).collect() }
    }

    /// Repetitions done in this slot.
    pub fn done(&self, slot: Slot) -> u32 {
        self.done.iter().find(|(other, _)| *other == slot).map_or(0, |(_, done)| *done)
    }

    /// The least that any slot of this side has done; without one, any at all.
    pub fn least_done(&self, side: Option<Side>) -> u32 {
        let meant = self.done.iter().filter(|(slot, _)| side.is_none() || slot.side == side);
        meant.map(|(_, done)| *done).min().unwrap_or(0)
    }

    /// Repetitions to do in each slot.
    pub const fn reps(&self) -> u32 {
        self.reps
    }

    /// Whether this slot has done all its repetitions.
    pub fn is_full(&self, slot: Slot) -> bool {
        self.done(slot) >= self.reps
    }

    /// Adds one repetition in this slot; returns how many that makes.
    pub fn add(&mut self, slot: Slot) -> u32 {
        if let Some((_, done)) = self.done.iter_mut().find(|(other, _)| *other == slot) {
            *done += 1;
        }
        self.done(slot)
    }

    /// Whether everything is done.
    pub fn is_complete(&self) -> bool {
        self.open().next().is_none()
    }

    /// The only side that still has repetitions to do, of a stretch with sides.
    pub fn only_side_left(&self) -> Option<Side> {
        let left: Vec<Side> =
            Side::BOTH.into_iter().filter(|&side| self.open().any(|slot| slot.side == Some(side))).collect();
        if let [only] = left.as_slice() { Some(*only) } else { None }
    }

    /// The slots that still have repetitions to do.
    pub fn open(&self) -> impl Iterator<Item = Slot> {
        self.done.iter().filter(|(_, done)| *done < self.reps).map(|(slot, _)| *slot)
    }

    /// Repetitions done and to do in all slots together.
    pub fn total(&self) -> (u32, u32) {
        let slots = u32::try_from(self.done.len()).unwrap_or(u32::MAX);
        (self.done.iter().map(|(_, done)| done).sum(), self.reps.saturating_mul(slots))
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

    const fn slot(pose: Option<PoseIndex>, side: Option<Side>) -> Slot {
        Slot { pose, side }
    }

    #[test]
    fn quotas_count_each_side_for_itself() {
        let [left, right] = Side::BOTH.map(|side| slot(None, Some(side)));
        let mut quota = Quota::new(&[left, right], 1);
        assert_eq!(quota.only_side_left(), None);
        assert_eq!(quota.add(left), 1);
        assert!(quota.is_full(left) && !quota.is_complete());
        assert_eq!(quota.only_side_left(), Some(Side::Right));
        quota.add(right);
        assert!(quota.is_complete());
        assert_eq!((quota.total(), quota.only_side_left()), ((2, 2), None));
    }

    #[test]
    fn without_sides_there_is_one_count() {
        let only = slot(None, None);
        let mut quota = Quota::new(&[only], 2);
        quota.add(only);
        quota.add(only);
        assert!(quota.is_complete());
        assert_eq!((quota.total(), quota.only_side_left()), ((2, 2), None));
    }

    #[test]
    fn each_pose_has_a_count_of_its_own() {
        let [cat, cow] = PoseIndex::BOTH.map(|pose| slot(Some(pose), None));
        let mut quota = Quota::new(&[cat, cow], 1);
        quota.add(cow);
        assert_eq!((quota.done(cat), quota.done(cow), quota.least_done(None)), (0, 1, 0));
        assert_eq!(quota.open().collect::<Vec<_>>(), [cat]);
        assert_eq!(quota.total(), (1, 2));
    }
}
