//! One hold at a time: when it begins, pauses, goes on, completes or is given up, and how long was really held.
//!
//! ```text
//!        0.5 s at rest inside        held time reached
//!   Waiting ─────────→ Counting ───────────────────→ Completed
//!      ↑                │    ↑                           │ 0.7 s out, or nobody for 2 s
//!      │   0.7 s out or │    │ 0.5 s at rest inside,     ↓
//!      │   unseen, 2 s  │    │ at once after a short loss
//!      │   of moving    ↓    │
//!      └─────────────── Paused                        Waiting
//!        10 s seen out
//! ```
//!
//! A hold is stillness in the pose. It is credited from the moment at which the body had come to rest inside; while the body moves,
//! the time held stands still, and once it rests again in the pose, that time is credited too, for shifting a little is holding. When
//! the pose is left instead, the hold ends where the way out began, and what was counted since is taken back: at most what it takes to
//! notice that a body moves.
//!
//! Time is counted from one look at the pose to the next. What lies between two looks at the pose is counted when both
//! found it held and the gap is a flicker: shorter than [`LEAVING`] when the pose was seen to be left, up to
//! [`CREDITED_LOSS`] when it was not seen and the body is where it was. Passing through the edge of the pose on the way out is leaving it, and isn't
//! counted either; staying at the edge for longer than that is holding.

use std::time::Duration;

use super::entry::Entry;
use super::event::PauseReason;
use crate::judge::Poise;
use crate::judge::Verdict;
use crate::judge::{ABANDONING, ADJUSTING, CREDITED_LOSS, LEAVING, RELEASED_BY_ABSENCE};
use crate::time::Timestamp;
use crate::time::{STALL, exceeded, reached};

/// What changed in a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldChange {
    /// It began to count.
    Started,
    /// It stopped counting for now.
    Paused(PauseReason),
    /// It counts again.
    Resumed,
    /// It was held to its end.
    Completed,
    /// It was given up.
    Abandoned,
}

/// A hold and the wait before it.
#[derive(Clone, Debug)]
pub struct Hold {
    goal: Duration,
    /// Whether time counts from the moment a hold is started, and nothing before that is credited.
    is_timed: bool,
    held: Duration,
    state: State,
    last: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Waiting(Entry),
    Counting {
        /// When the pose was last seen to be held.
        held_at: Timestamp,
        /// What has been seen since.
        away: Away,
    },
    Paused {
        reason: PauseReason,
        /// When the pose was last seen to be held, while nothing else has been seen since.
        held_at: Option<Timestamp>,
        entry: Entry,
        /// How long the pose has been left: somebody was seen outside it, or went out of sight after that.
        seen_out: Duration,
    },
    Completed {
        out_since: Option<Timestamp>,
        nobody_since: Option<Timestamp>,
    },
}

/// Since when a pose that counts has not been seen well inside its ranges, by what was seen instead.
#[derive(Clone, Copy, Debug, Default)]
struct Away {
    edge: Option<Timestamp>,
    out: Option<Timestamp>,
    unseen: Option<Timestamp>,
    /// Since when the body has been moving.
    moving: Option<Timestamp>,
}

impl Hold {
    /// A hold of `goal`, waiting for the pose to be taken.
    #[must_use]
    pub const fn new(goal: Duration) -> Self {
        Self { goal, is_timed: false, held: Duration::ZERO, state: State::Waiting(Entry::new()), last: None }
    }

    /// The same for something that is timed and not seen: its clock runs from the moment it is started.
    #[must_use]
    pub const fn timed(goal: Duration) -> Self {
        Self { is_timed: true, ..Self::new(goal) }
    }

    /// Time really held in this attempt, at most the goal.
    #[must_use]
    pub const fn held(&self) -> Duration {
        self.held
    }

    /// The time that completes it.
    #[must_use]
    pub const fn goal(&self) -> Duration {
        self.goal
    }

    /// Whether the hold counts.
    #[must_use]
    pub const fn is_counting(&self) -> bool {
        matches!(self.state, State::Counting { .. })
    }

    /// Why the hold is paused, if it is.
    #[must_use]
    pub const fn paused(&self) -> Option<PauseReason> {
        match self.state {
            State::Paused { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// Whether an attempt is under way: begun, and neither completed nor given up.
    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        matches!(self.state, State::Counting { .. } | State::Paused { .. })
    }

    /// Whether the hold is complete and the pose has not been left since.
    #[must_use]
    pub const fn awaits_release(&self) -> bool {
        matches!(self.state, State::Completed { .. })
    }

    /// Takes in one look at the pose, and whether the body rests, without which no hold begins. Changes come in the order in which
    /// they happened.
    pub fn observe(&mut self, time: Timestamp, verdict: Verdict, poise: Poise) -> Vec<HoldChange> {
        let gap = self.last.map_or(Duration::MAX, |last| time.since(last));
        let stalled = gap > STALL;
        self.last = Some(time);
        match self.state {
            State::Waiting(mut entry) => {
                let entered = entry.observe(time, verdict, poise, stalled);
                self.state = State::Waiting(entry);
                entered.map_or_else(Vec::new, |since| self.start(time, since))
            }
            State::Counting { held_at, away } => {
                // Nothing is known of a stall but that the pose wasn't seen in it; whoever has moved meanwhile wasn't at rest all along.
                if stalled
                    && !self.is_timed
                    && verdict.is_in()
                    && poise.still_since().is_some_and(|since| since > held_at)
                {
                    return self.go_on_after(time, gap);
                }
                let stall = Away { unseen: Some(held_at), ..Away::default() };
                self.count(time, verdict, poise, held_at, if stalled { stall } else { away })
            }
            State::Paused { reason, held_at, entry, seen_out } => {
                let seen_for = if stalled { Duration::ZERO } else { gap };
                let pause = Pause { reason, held_at, entry, seen_out, seen_for, poise, stalled };
                self.wait_for_return(time, verdict, pause)
            }
            State::Completed { out_since, nobody_since } => {
                let (out_since, nobody_since) = if stalled { (None, None) } else { (out_since, nobody_since) };
                self.await_release(time, verdict, out_since, nobody_since);
                Vec::new()
            }
        }
    }

    /// Begins to count, with what has been held `since` then.
    pub fn start(&mut self, time: Timestamp, since: Timestamp) -> Vec<HoldChange> {
        self.held = if self.is_timed { Duration::ZERO } else { time.since(since) };
        self.state = State::Counting { held_at: time, away: Away::default() };
        let mut changes = vec![HoldChange::Started];
        changes.extend(self.complete_if_reached());
        changes
    }

    /// Gives up the attempt under way; `None` if there is no attempt.
    pub fn abandon(&mut self) -> Option<HoldChange> {
        if !self.is_under_way() {
            return None;
        }
        self.state = State::Waiting(Entry::new());
        Some(HoldChange::Abandoned)
    }

    /// Nothing is kept of an attempt that was given up, once that has been told: the next one begins anew.
    pub fn forget(&mut self) {
        if matches!(self.state, State::Waiting(_)) {
            self.held = Duration::ZERO;
        }
    }

    /// Stops judging on the person's wish: a hold that counts is paused. The next look begins from nothing.
    pub fn pause(&mut self) -> Option<HoldChange> {
        self.last = None;
        match self.state {
            State::Counting { .. } => {
                let reason = PauseReason::Command;
                let (entry, seen_out) = (Entry::new(), Duration::ZERO);
                self.state = State::Paused { reason, held_at: None, entry, seen_out };
                Some(HoldChange::Paused(reason))
            }
            State::Waiting(_) => {
                self.state = State::Waiting(Entry::new());
                None
            }
            State::Paused { .. } | State::Completed { .. } => None,
        }
    }

    /// Lets the next hold begin although the pose has not been left: what is held is timed, and nothing separates one hold from the next
    /// but time.
    pub fn renew(&mut self) {
        self.held = Duration::ZERO;
        self.state = State::Waiting(Entry::new());
    }

    /// Demands that the pose be left before the next hold begins, as after a completed one.
    pub fn demand_release(&mut self) {
        self.state = State::Completed { out_since: None, nobody_since: None };
    }

    fn count(
        &mut self,
        time: Timestamp,
        verdict: Verdict,
        poise: Poise,
        held_at: Timestamp,
        away: Away,
    ) -> Vec<HoldChange> {
        // Somebody who stands still outside the pose got there somehow; somebody who rests inside has not left.
        let is_in = verdict.is_in();
        let moving = poise.moving_since().or(away.moving.filter(|_| !is_in));
        let away = Away { moving, ..away };
        match verdict {
            Verdict::Inside | Verdict::Near | Verdict::Edge if let Some(since) = moving => {
                if reached(time.since(since), ADJUSTING) {
                    return self.pause_for(PauseReason::Moving, held_at, away);
                }
                let edge = away.edge.filter(|_| verdict == Verdict::Edge);
                self.state = State::Counting { held_at, away: Away { edge, moving, ..Away::default() } };
                Vec::new()
            }
            Verdict::Inside | Verdict::Near => self.credit(time, held_at, Away::default()),
            Verdict::Edge => {
                let since = away.edge.unwrap_or(time);
                let away = Away { edge: Some(since), ..Away::default() };
                if reached(time.since(since), LEAVING) {
                    return self.credit(time, held_at, away);
                }
                self.state = State::Counting { held_at, away };
                Vec::new()
            }
            Verdict::Outside => {
                let since = away.out.unwrap_or(time);
                if reached(time.since(since), LEAVING) {
                    return self.pause_for(PauseReason::LeftPose, held_at, away);
                }
                self.state = State::Counting { held_at, away: Away { out: Some(since), ..away } };
                Vec::new()
            }
            Verdict::Unseen | Verdict::Nobody => {
                let since = away.unseen.unwrap_or(time);
                if reached(time.since(since), LEAVING) {
                    return self.pause_for(PauseReason::Unseen, held_at, away);
                }
                self.state = State::Counting { held_at, away: Away { unseen: Some(since), ..away } };
                Vec::new()
            }
        }
    }

    /// Counts the time since the pose was last seen to be held, unless too much of it was not seen.
    fn credit(&mut self, time: Timestamp, held_at: Timestamp, away: Away) -> Vec<HoldChange> {
        let gap = time.since(held_at);
        // Only a stall of the camera can leave a gap this long without a pause having been noticed before.
        if exceeded(gap, CREDITED_LOSS) {
            return self.go_on_after(time, gap);
        }
        self.held += gap;
        self.state = State::Counting { held_at: time, away };
        self.complete_if_reached().into_iter().collect()
    }

    /// Goes on counting after a stall of the camera, of which nothing is counted.
    fn go_on_after(&mut self, time: Timestamp, stall: Duration) -> Vec<HoldChange> {
        self.state = State::Counting { held_at: time, away: Away::default() };
        if exceeded(stall, CREDITED_LOSS) {
            vec![HoldChange::Paused(PauseReason::Unseen), HoldChange::Resumed]
        } else {
            Vec::new()
        }
    }

    /// Pauses where the pose was last held at rest: what was counted of the way out is taken back.
    fn pause_for(&mut self, reason: PauseReason, held_at: Timestamp, away: Away) -> Vec<HoldChange> {
        let rested = away.moving.map_or(held_at, |since| since.min(held_at));
        self.held = self.held.saturating_sub(held_at.since(rested));
        let held_at = (reason == PauseReason::Unseen).then_some(rested);
        self.state = State::Paused { reason, held_at, entry: Entry::new(), seen_out: Duration::ZERO };
        vec![HoldChange::Paused(reason)]
    }

    fn wait_for_return(&mut self, time: Timestamp, verdict: Verdict, mut pause: Pause) -> Vec<HoldChange> {
        let unchanged = verdict.is_in();
        let rests = pause.poise.still_since().is_some();
        if let Some(held_at) = pause.held_at.filter(|&at| unchanged && rests && reached(CREDITED_LOSS, time.since(at)))
        {
            self.held += time.since(held_at);
            return self.resume(time);
        }
        if let Some(since) = pause.entry.observe(time, verdict, pause.poise, pause.stalled) {
            self.held += if self.is_timed { Duration::ZERO } else { time.since(since) };
            return self.resume(time);
        }
        let out = matches!(verdict, Verdict::Edge | Verdict::Outside);
        // Somebody who left the pose and then went out of sight hasn't come back to it; somebody who was lost from sight in the pose
        // may still be in it.
        let gone = pause.reason == PauseReason::LeftPose && matches!(verdict, Verdict::Unseen | Verdict::Nobody);
        if out || gone {
            pause.seen_out += pause.seen_for;
            if verdict == Verdict::Outside && matches!(pause.reason, PauseReason::Unseen | PauseReason::Moving) {
                pause.reason = PauseReason::LeftPose;
            }
            if reached(pause.seen_out, ABANDONING) {
                return self.abandon().into_iter().collect();
            }
        }
        let Pause { reason, held_at, entry, seen_out, .. } = pause;
        self.state = State::Paused { reason, held_at, entry, seen_out };
        Vec::new()
    }

    fn resume(&mut self, time: Timestamp) -> Vec<HoldChange> {
        self.state = State::Counting { held_at: time, away: Away::default() };
        let mut changes = vec![HoldChange::Resumed];
        changes.extend(self.complete_if_reached());
        changes
    }

    fn complete_if_reached(&mut self) -> Option<HoldChange> {
        if !reached(self.held, self.goal) {
            return None;
        }
        self.held = self.goal;
        self.demand_release();
        Some(HoldChange::Completed)
    }

    fn await_release(
        &mut self,
        time: Timestamp,
        verdict: Verdict,
        out_since: Option<Timestamp>,
        nobody_since: Option<Timestamp>,
    ) {
        let out_since = match verdict {
            Verdict::Outside => out_since.or(Some(time)),
            Verdict::Inside | Verdict::Near | Verdict::Edge => None,
            Verdict::Unseen | Verdict::Nobody => out_since,
        };
        let nobody_since = if verdict == Verdict::Nobody { nobody_since.or(Some(time)) } else { None };
        let left = verdict == Verdict::Outside && out_since.is_some_and(|since| reached(time.since(since), LEAVING));
        let gone = nobody_since.is_some_and(|since| reached(time.since(since), RELEASED_BY_ABSENCE));
        if left || gone {
            self.held = Duration::ZERO;
            self.state = State::Waiting(Entry::new());
        } else {
            self.state = State::Completed { out_since, nobody_since };
        }
    }
}

/// A paused hold with what the newest look brings.
#[derive(Clone, Copy, Debug)]
struct Pause {
    reason: PauseReason,
    held_at: Option<Timestamp>,
    entry: Entry,
    seen_out: Duration,
    seen_for: Duration,
    poise: Poise,
    stalled: bool,
}

#[cfg(test)]
mod tests;
