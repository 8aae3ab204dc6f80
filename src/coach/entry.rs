//! Entering a pose: when a hold may begin.

use super::matcher::Verdict;
use super::timing::{BLINK, ENTERING, ROUNDING, reached};
use crate::time::Timestamp;

/// Entering the pose: since when it has been inside every range, and when that was last seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry(Option<(Timestamp, Timestamp)>);

impl Entry {
    pub const fn new() -> Self {
        Self(None)
    }

    /// Takes in one look; answers whether the pose has been entered.
    pub fn observe(&mut self, time: Timestamp, verdict: Verdict, settled: bool, stalled: bool) -> bool {
        match verdict {
            Verdict::Inside => {
                let since = self.0.filter(|_| !stalled).map_or(time, |(since, _)| since);
                self.0 = Some((since, time));
                settled && reached(time.since(since), ENTERING)
            }
            Verdict::Unseen | Verdict::Nobody => {
                self.0 = self.0.filter(|&(_, seen)| !stalled && time.since(seen) <= BLINK + ROUNDING);
                false
            }
            Verdict::Edge | Verdict::Outside => {
                self.0 = None;
                false
            }
        }
    }
}
