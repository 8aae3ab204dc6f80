//! Entering a pose: when a hold may begin.
//!
//! A hold begins inside the ranges as the stretch's file has them, or out of them by less than can be seen: a seventh of a value's
//! own error. The ranges are written with room for stiff bodies, and half of a pose model's error (2 to 5 degrees) more would let in
//! faults that stand just beyond them. Somebody who is out by less than the whole error hears that it is nearly right (see `advice`); the same
//! nearness keeps a hold that has begun.

use crate::judge::Poise;
use crate::judge::Verdict;
use crate::judge::{BLINK, ENTERING};
use crate::time::Timestamp;
use crate::time::{exceeded, reached};

/// Entering the pose: since when it has been inside every range, and when that was last seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry(Option<(Timestamp, Timestamp)>);

impl Entry {
    pub const fn new() -> Self {
        Self(None)
    }

    /// Takes in one look; answers since when the pose has been held, once it has been entered: a body at rest inside every range.
    pub fn observe(&mut self, time: Timestamp, verdict: Verdict, poise: Poise, stalled: bool) -> Option<Timestamp> {
        match verdict {
            Verdict::Inside | Verdict::Near => {
                let inside = self.0.filter(|_| !stalled).map_or(time, |(since, _)| since);
                self.0 = Some((inside, time));
                let held = poise.still_since()?.max(inside);
                reached(time.since(held), ENTERING).then_some(held)
            }
            // A value that flickers about the end of its range is seen on both sides of it.
            Verdict::Edge | Verdict::Unseen | Verdict::Nobody => {
                self.0 = self.0.filter(|&(_, seen)| !stalled && !exceeded(time.since(seen), BLINK));
                None
            }
            Verdict::Outside => {
                self.0 = None;
                None
            }
        }
    }
}
