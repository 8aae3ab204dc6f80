//! A pose that is reached and does not count: left too soon, or not rested in.

use std::time::Duration;

use crate::judge::REACHING;
use crate::judge::{Assessment, TargetState};
use crate::judge::{Verdict, margins_off, musts};
use crate::time::Since;
use crate::time::Timestamp;
use crate::time::reached;

/// Somebody who held a pose for less than this and left it didn't know that it is to be held: three seconds are a calm breath.
const BRIEF: Duration = Duration::from_secs(2);
/// How long the pose must be kept without counting before that is said.
const UNRESTED: Duration = Duration::from_secs(2);
/// How long it must be seen to be left: somebody may only have come nearer to it by a way round.
const LEFT: Duration = Duration::from_millis(400);

/// A target that must hold, by its place among these, with the side on which it is missed.
type Missed = (usize, TargetState);

/// What is missed most of what must hold.
pub(super) fn missed_most(assessments: &[Assessment]) -> Option<Missed> {
    let missed = musts(assessments).enumerate().filter_map(|(index, assessment)| {
        let margins = margins_off(assessment).filter(|&margins| margins > 0.0)?;
        Some((margins, (index, assessment.state)))
    });
    missed.max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, missed)| missed)
}

/// Follows a pose that is reached and does not count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reached {
    inside: Since,
    outside: Since,
    /// What was last missed most.
    missed: Option<Missed>,
    /// The pose has been reached since it last counted, from where this was missed.
    came_from: Option<Missed>,
    /// Whether it has been reached and left.
    is_left: bool,
    /// Whether it is kept without rest.
    is_unrested: bool,
}

impl Reached {
    /// A pose that was left after so long.
    pub fn left_after(held: Duration) -> Self {
        Self { is_left: held < BRIEF, ..Self::default() }
    }

    /// Takes in where the pose stands that doesn't count, with what is missed most; `None` while it does count, or needs not.
    ///
    /// Somebody who reaches a pose and goes back the way they came has done it; somebody who leaves it on another way than they came has
    /// only passed through.
    pub fn observe(&mut self, time: Timestamp, waiting: Option<Verdict>, missed: Option<Missed>) {
        let Some(verdict) = waiting else {
            *self = Self::default();
            return;
        };
        let inside = self.inside.lasts(time, verdict.holds());
        let outside = self.outside.lasts(time, verdict == Verdict::Outside);
        if inside.is_some_and(|lasting| reached(lasting, REACHING)) {
            self.came_from = self.missed;
        }
        self.is_unrested = inside.is_some_and(|lasting| reached(lasting, UNRESTED));
        if verdict == Verdict::Outside {
            self.missed = missed;
        }
        if outside.is_some_and(|lasting| reached(lasting, LEFT)) {
            let came_from = self.came_from.take();
            self.is_left |= came_from.is_some() && came_from == missed;
        }
    }

    /// Whether the pose is taken but not rested in.
    pub const fn is_unrested(&self) -> bool {
        self.is_unrested
    }

    /// Whether the pose was reached and left before it counted for long; says so once.
    pub fn take_left(&mut self) -> bool {
        std::mem::take(&mut self.is_left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BELOW: Option<Missed> = Some((0, TargetState::Below));
    const ABOVE: Option<Missed> = Some((0, TargetState::Above));

    fn follows(parts: &[(Verdict, f64)], before: Option<Missed>, after: Option<Missed>) -> Reached {
        let mut reached = Reached::default();
        let (mut tenths, mut missed) = (0_u32, before);
        for &(verdict, seconds) in parts {
            for _ in 0..(seconds * 10.0).round() as u32 {
                missed = if verdict == Verdict::Inside { after } else { missed };
                reached.observe(Timestamp::from_secs(f64::from(tenths) / 10.0), Some(verdict), missed);
                tenths += 1;
            }
        }
        reached
    }

    #[test]
    fn reaching_and_going_back_is_told_once() {
        let in_and_out = [(Verdict::Outside, 1.0), (Verdict::Inside, 0.4), (Verdict::Outside, 0.5)];
        let mut left = follows(&in_and_out, BELOW, BELOW);
        assert_eq!((left.take_left(), left.take_left()), (true, false));
        assert!(!follows(&in_and_out, BELOW, ABOVE).take_left(), "only passed through");
        for not in [
            &[(Verdict::Outside, 1.0), (Verdict::Inside, 0.1), (Verdict::Outside, 2.0)][..],
            &[(Verdict::Outside, 1.0), (Verdict::Inside, 0.4), (Verdict::Outside, 0.2), (Verdict::Inside, 0.2)],
            &[(Verdict::Outside, 1.0), (Verdict::Inside, 0.4), (Verdict::Unseen, 2.0)],
        ] {
            assert!(!follows(not, BELOW, BELOW).take_left(), "{not:?}");
        }
        assert!(Reached::left_after(Duration::from_secs(1)).take_left());
        assert!(!Reached::left_after(Duration::from_secs(3)).take_left());
    }

    #[test]
    fn staying_without_rest_is_noticed() {
        assert!(follows(&[(Verdict::Inside, 2.2)], BELOW, BELOW).is_unrested());
        assert!(!follows(&[(Verdict::Inside, 1.0)], BELOW, BELOW).is_unrested());
        assert!(!follows(&[(Verdict::Inside, 2.2), (Verdict::Edge, 0.1)], BELOW, BELOW).is_unrested());
    }
}
