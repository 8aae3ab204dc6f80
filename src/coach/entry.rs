//! Entering a pose: when a hold may begin.

use super::matcher::Verdict;
use super::settling::Poise;
use super::timing::{BLINK, ENTERING, ROUNDING, reached};
use crate::time::Timestamp;

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
            Verdict::Inside => {
                let inside = self.0.filter(|_| !stalled).map_or(time, |(since, _)| since);
                self.0 = Some((inside, time));
                let held = poise.still_since()?.max(inside);
                reached(time.since(held), ENTERING).then_some(held)
            }
            Verdict::Unseen | Verdict::Nobody => {
                self.0 = self.0.filter(|&(_, seen)| !stalled && time.since(seen) <= BLINK + ROUNDING);
                None
            }
            Verdict::Edge | Verdict::Outside => {
                self.0 = None;
                None
            }
        }
    }
}
