//! Entering a pose: when a hold may begin.
//!
//! A hold begins inside the ranges as the stretch's file has them, or out of them by less than can be seen: a seventh of a value's
//! own error. The ranges are written with room for stiff bodies, and half of a pose model's error (2 to 5 degrees) more would let in
//! faults that stand just beyond them. Somebody who is out by less than the whole error hears that it is nearly right (see `advice`); the same
//! nearness keeps a hold that has begun.
//!
//! A camera that stalls for no longer than what is credited in a hold ([`CREDITED_LOSS`]) takes nothing away from somebody who rests inside
//! before and after: the stall counts then, once the pose has been seen for as long as entering takes. Nothing begins because of a stall.

use std::time::Duration;

use crate::judge::Poise;
use crate::judge::Verdict;
use crate::judge::{BLINK, CREDITED_LOSS, ENTERING};
use crate::time::Timestamp;
use crate::time::{exceeded, reached};

/// Entering the pose: since when it has been inside every range, and when that was last seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry(Option<Inside>);

#[derive(Clone, Copy, Debug)]
struct Inside {
    since: Timestamp,
    seen: Timestamp,
    /// How long the camera has stalled since, and until when.
    stalled: Duration,
    stalled_until: Timestamp,
}

impl Entry {
    pub const fn new() -> Self {
        Self(None)
    }

    /// Takes in one look, and whether the camera has `stalled` before it; answers since when the pose has been held, once it has been
    /// entered: a body at rest inside every range.
    pub fn observe(&mut self, time: Timestamp, verdict: Verdict, poise: Poise, stalled: bool) -> Option<Timestamp> {
        match verdict {
            Verdict::Inside | Verdict::Near => {
                let afresh = Inside { since: time, seen: time, stalled: Duration::ZERO, stalled_until: time };
                let mut inside = self.0.unwrap_or(afresh);
                let gap = time.since(inside.seen);
                if stalled && exceeded(gap, CREDITED_LOSS) {
                    inside = afresh;
                } else if stalled {
                    inside = Inside { stalled: inside.stalled + gap, stalled_until: time, ..inside };
                }
                self.0 = Some(Inside { seen: time, ..inside });
                let held = poise.still_since()?.max(inside.since);
                let unseen = if held < inside.stalled_until { inside.stalled } else { Duration::ZERO };
                reached(time.since(held), ENTERING + unseen).then_some(held)
            }
            // A value that flickers about the end of its range is seen on both sides of it.
            Verdict::Edge | Verdict::Unseen | Verdict::Nobody => {
                self.0 = self.0.filter(|inside| !stalled && !exceeded(time.since(inside.seen), BLINK));
                None
            }
            Verdict::Outside => {
                self.0 = None;
                None
            }
        }
    }
}
