//! One hold at a time: when it begins, pauses, goes on, completes or is given up, and how long was really held.
//!
//! ```text
//!          0.5 s inside             held time reached
//!   Waiting ─────────→ Counting ───────────────────→ Completed
//!      ↑                │    ↑                           │ 0.7 s out, or nobody for 2 s
//!      │   0.7 s out or │    │ 0.5 s inside again,       ↓
//!      │   unseen       ↓    │ at once after a short loss
//!      └─────────────── Paused                        Waiting
//!        10 s seen out
//! ```
//!
//! Time is counted from one look at the pose to the next. What lies between two looks at the pose is counted when both
//! found it held and the gap is a flicker: shorter than [`LEAVING`] when the pose was seen to be left, up to
//! [`CREDITED_LOSS`] when it was not seen. Passing through the edge of the pose on the way out is leaving it, and isn't
//! counted either; staying at the edge for longer than that is holding.

use std::time::Duration;

use super::entry::Entry;
use super::event::PauseReason;
use super::matcher::Verdict;
use super::timing::{ABANDONING, CREDITED_LOSS, LEAVING, RELEASED_BY_ABSENCE, ROUNDING, STALL, reached};
use crate::time::Timestamp;

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
}

impl Hold {
    /// A hold of `goal`, waiting for the pose to be taken.
    #[must_use]
    pub const fn new(goal: Duration) -> Self {
        Self { goal, held: Duration::ZERO, state: State::Waiting(Entry::new()), last: None }
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

    /// Takes in one look at the pose, and whether the body has come to rest, without which no hold begins. Changes come in
    /// the order in which they happened.
    pub fn observe(&mut self, time: Timestamp, verdict: Verdict, settled: bool) -> Vec<HoldChange> {
        let gap = self.last.map_or(Duration::MAX, |last| time.since(last));
        let stalled = gap > STALL;
        self.last = Some(time);
        match self.state {
            State::Waiting(mut entry) => {
                let entered = entry.observe(time, verdict, settled, stalled);
                self.state = State::Waiting(entry);
                if entered { self.start(time) } else { Vec::new() }
            }
            State::Counting { held_at, away } => {
                // Nothing is known of a stall but that the pose wasn't seen in it.
                let stall = Away { unseen: Some(held_at), ..Away::default() };
                self.count(time, verdict, held_at, if stalled { stall } else { away })
            }
            State::Paused { reason, held_at, entry, seen_out } => {
                let seen_for = if stalled { Duration::ZERO } else { gap };
                let pause = Pause { reason, held_at, entry, seen_out, seen_for, settled, stalled };
                self.wait_for_return(time, verdict, pause)
            }
            State::Completed { out_since, nobody_since } => {
                let (out_since, nobody_since) = if stalled { (None, None) } else { (out_since, nobody_since) };
                self.await_release(time, verdict, out_since, nobody_since);
                Vec::new()
            }
        }
    }

    /// Begins to count now, with nothing held yet.
    pub fn start(&mut self, time: Timestamp) -> Vec<HoldChange> {
        self.held = Duration::ZERO;
        self.state = State::Counting { held_at: time, away: Away::default() };
        vec![HoldChange::Started]
    }

    /// Gives up the attempt under way; `None` when there is none.
    pub fn abandon(&mut self) -> Option<HoldChange> {
        if !self.is_under_way() {
            return None;
        }
        self.state = State::Waiting(Entry::new());
        Some(HoldChange::Abandoned)
    }

    /// Stops judging on the person's wish: a hold that counts is paused. The next look begins afresh.
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

    /// Lets the next hold begin although the pose has not been left: what is held is timed, and nothing tells one hold from the next
    /// but time.
    pub fn renew(&mut self) {
        self.held = Duration::ZERO;
        self.state = State::Waiting(Entry::new());
    }

    /// Demands that the pose be left before the next hold begins, as after a completed one.
    pub fn demand_release(&mut self) {
        self.state = State::Completed { out_since: None, nobody_since: None };
    }

    fn count(&mut self, time: Timestamp, verdict: Verdict, held_at: Timestamp, away: Away) -> Vec<HoldChange> {
        match verdict {
            Verdict::Inside => self.credit(time, held_at, Away::default()),
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
                    return self.pause_for(PauseReason::LeftPose, None);
                }
                self.state = State::Counting { held_at, away: Away { out: Some(since), ..away } };
                Vec::new()
            }
            Verdict::Unseen | Verdict::Nobody => {
                let since = away.unseen.unwrap_or(time);
                if reached(time.since(since), LEAVING) {
                    return self.pause_for(PauseReason::Unseen, Some(held_at));
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
        let mut changes = if gap > CREDITED_LOSS + ROUNDING {
            vec![HoldChange::Paused(PauseReason::Unseen), HoldChange::Resumed]
        } else {
            self.held += gap;
            Vec::new()
        };
        self.state = State::Counting { held_at: time, away };
        changes.extend(self.complete_if_reached());
        changes
    }

    fn pause_for(&mut self, reason: PauseReason, held_at: Option<Timestamp>) -> Vec<HoldChange> {
        self.state = State::Paused { reason, held_at, entry: Entry::new(), seen_out: Duration::ZERO };
        vec![HoldChange::Paused(reason)]
    }

    fn wait_for_return(&mut self, time: Timestamp, verdict: Verdict, mut pause: Pause) -> Vec<HoldChange> {
        let unchanged = matches!(verdict, Verdict::Inside | Verdict::Edge);
        if let Some(held_at) = pause.held_at.filter(|&at| unchanged && reached(CREDITED_LOSS, time.since(at))) {
            self.held += time.since(held_at);
            return self.resume(time);
        }
        if pause.entry.observe(time, verdict, pause.settled, pause.stalled) {
            return self.resume(time);
        }
        let out = matches!(verdict, Verdict::Edge | Verdict::Outside);
        // Whoever left the pose and then went out of sight hasn't come back to it; whoever was lost from sight in the pose
        // may still be in it.
        let gone = pause.reason == PauseReason::LeftPose && matches!(verdict, Verdict::Unseen | Verdict::Nobody);
        if out || gone {
            pause.seen_out += pause.seen_for;
            if verdict == Verdict::Outside && pause.reason == PauseReason::Unseen {
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
            Verdict::Inside | Verdict::Edge => None,
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
    settled: bool,
    stalled: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::HoldChange::{Abandoned, Completed, Paused, Resumed, Started};
    use super::Verdict::{Edge, Inside, Nobody, Outside, Unseen};
    use super::*;

    /// A hold observed ten times a second.
    struct Story {
        hold: Hold,
        tenths: u32,
        changes: Vec<(f64, HoldChange)>,
    }

    impl Story {
        fn of(goal: f64) -> Self {
            Self { hold: Hold::new(Duration::from_secs_f64(goal)), tenths: 0, changes: Vec::new() }
        }

        fn then(mut self, verdict: Verdict, seconds: f64) -> Self {
            for _ in 0..(seconds * 10.0).round() as u32 {
                let time = f64::from(self.tenths) / 10.0;
                let changes = self.hold.observe(Timestamp::from_secs(time), verdict, true);
                self.changes.extend(changes.into_iter().map(|change| (time, change)));
                self.tenths += 1;
            }
            self
        }

        /// No observations for a while.
        fn stall(mut self, seconds: f64) -> Self {
            self.tenths += (seconds * 10.0).round() as u32;
            self
        }

        fn tells(self, expected: &[(f64, HoldChange)], held: f64) -> Self {
            assert_eq!(self.changes, expected);
            let really = self.hold.held().as_secs_f64();
            assert!((really - held).abs() < 0.0015, "held {really} s, expected {held} s");
            self
        }
    }

    const LEFT: HoldChange = Paused(PauseReason::LeftPose);
    const UNSEEN: HoldChange = Paused(PauseReason::Unseen);

    #[test]
    fn a_hold_starts_after_half_a_second_and_completes_exactly() {
        Story::of(3.0).then(Outside, 1.0).then(Inside, 4.0).tells(&[(1.5, Started), (4.5, Completed)], 3.0);
    }

    #[test]
    fn passing_through_starts_nothing() {
        Story::of(3.0).then(Inside, 0.5).then(Outside, 0.3).then(Inside, 0.4).then(Edge, 2.0).tells(&[], 0.0);
    }

    #[test]
    fn losing_sight_for_a_blink_does_not_restart_entering() {
        Story::of(3.0).then(Inside, 0.3).then(Unseen, 0.1).then(Inside, 0.5).tells(&[(0.5, Started)], 0.3);
        Story::of(3.0).then(Inside, 0.3).then(Unseen, 0.4).then(Inside, 0.5).tells(&[], 0.0);
    }

    #[test]
    fn a_flicker_costs_nothing() {
        Story::of(30.0).then(Inside, 2.0).then(Outside, 0.6).then(Inside, 1.0).tells(&[(0.5, Started)], 3.0);
    }

    #[test]
    fn the_margin_keeps_a_hold_that_it_would_not_let_in() {
        Story::of(30.0).then(Edge, 1.0).then(Inside, 1.0).then(Edge, 3.0).tells(&[(1.5, Started)], 3.4);
    }

    #[test]
    fn passing_through_the_edge_is_leaving() {
        Story::of(30.0).then(Inside, 2.0).then(Edge, 0.5).then(Outside, 1.0).tells(&[(0.5, Started), (3.2, LEFT)], 1.4);
        Story::of(30.0).then(Inside, 2.0).then(Edge, 1.0).then(Outside, 1.0).tells(&[(0.5, Started), (3.7, LEFT)], 2.4);
        Story::of(30.0).then(Inside, 2.0).then(Edge, 0.5).then(Inside, 1.0).tells(&[(0.5, Started)], 2.9);
    }

    #[test]
    fn a_hold_begins_only_with_a_body_at_rest() {
        let mut hold = Hold::new(Duration::from_secs(5));
        for tenths in 0..20 {
            assert_eq!(hold.observe(Timestamp::from_secs(f64::from(tenths) / 10.0), Inside, false), []);
        }
        assert_eq!(hold.observe(Timestamp::from_secs(2.0), Inside, true), [Started]);
    }

    #[test]
    fn leaving_pauses_and_the_time_out_is_not_counted() {
        // Last seen inside at 1.9, so 1.4 s were held; first seen out at 2.0.
        Story::of(30.0).then(Inside, 2.0).then(Outside, 3.0).tells(&[(0.5, Started), (2.7, LEFT)], 1.4);
    }

    #[test]
    fn back_within_ten_seconds_it_goes_on() {
        Story::of(30.0)
            .then(Inside, 2.0)
            .then(Outside, 9.0)
            .then(Inside, 1.5)
            .tells(&[(0.5, Started), (2.7, LEFT), (11.5, Resumed)], 1.4 + 0.9);
    }

    #[test]
    fn later_it_is_given_up_and_the_next_entry_starts_anew() {
        Story::of(30.0)
            .then(Inside, 2.0)
            .then(Outside, 11.0)
            .then(Inside, 1.0)
            .tells(&[(0.5, Started), (2.7, LEFT), (12.7, Abandoned), (13.5, Started)], 0.4);
    }

    #[test]
    fn a_short_loss_of_sight_is_credited() {
        Story::of(30.0)
            .then(Inside, 2.0)
            .then(Nobody, 1.5)
            .then(Inside, 1.0)
            .tells(&[(0.5, Started), (2.7, UNSEEN), (3.5, Resumed)], 1.4 + 1.6 + 0.9);
    }

    #[test]
    fn a_long_loss_of_sight_pauses_is_not_credited_and_never_abandons() {
        Story::of(30.0)
            .then(Inside, 2.0)
            .then(Unseen, 60.0)
            .then(Inside, 1.0)
            .tells(&[(0.5, Started), (2.7, UNSEEN), (62.5, Resumed)], 1.4 + 0.4);
    }

    #[test]
    fn sight_regained_out_of_the_pose_starts_the_clock_of_giving_up() {
        Story::of(30.0)
            .then(Inside, 2.0)
            .then(Nobody, 30.0)
            .then(Outside, 11.0)
            .tells(&[(0.5, Started), (2.7, UNSEEN), (41.9, Abandoned)], 1.4);
    }

    #[test]
    fn a_stalled_camera_is_a_loss_of_sight() {
        Story::of(30.0).then(Inside, 2.0).stall(1.4).then(Inside, 1.0).tells(&[(0.5, Started)], 3.8);
        Story::of(30.0)
            .then(Inside, 2.0)
            .stall(4.0)
            .then(Inside, 1.0)
            .tells(&[(0.5, Started), (6.0, UNSEEN), (6.0, Resumed)], 1.4 + 0.9);
        // Nothing starts because of a stall.
        Story::of(30.0).then(Inside, 0.3).stall(3.0).then(Inside, 0.3).tells(&[], 0.0);
    }

    #[test]
    fn a_credited_loss_can_complete_a_hold() {
        Story::of(3.0)
            .then(Inside, 3.0)
            .then(Unseen, 1.0)
            .then(Inside, 1.0)
            .tells(&[(0.5, Started), (3.7, UNSEEN), (4.0, Resumed), (4.0, Completed)], 3.0);
    }

    #[test]
    fn staying_in_the_pose_is_not_a_second_hold() {
        let story = Story::of(1.0).then(Inside, 10.0).tells(&[(0.5, Started), (1.5, Completed)], 1.0);
        assert!(story.hold.awaits_release());
        let story = story.then(Edge, 1.0).then(Outside, 0.7).then(Inside, 0.7);
        assert!(story.hold.awaits_release());
        story.then(Outside, 0.8).then(Inside, 0.6).tells(&[(0.5, Started), (1.5, Completed), (13.7, Started)], 0.0);
    }

    #[test]
    fn walking_away_is_a_release_but_being_hidden_is_not() {
        let story = Story::of(1.0).then(Inside, 2.0).then(Unseen, 5.0);
        assert!(story.hold.awaits_release());
        assert!(!story.then(Nobody, 2.1).hold.awaits_release());
    }

    #[test]
    fn the_person_may_pause() {
        let mut story = Story::of(30.0).then(Inside, 2.0);
        assert_eq!(story.hold.pause(), Some(Paused(PauseReason::Command)));
        assert_eq!(story.hold.pause(), None);
        let story = story.stall(100.0).then(Inside, 1.0);
        story.tells(&[(0.5, Started), (102.5, Resumed)], 1.4 + 0.4);
    }

    fn any_verdict() -> impl Strategy<Value = Verdict> {
        prop_oneof![4 => Just(Inside), 1 => Just(Edge), 2 => Just(Outside), 1 => Just(Unseen), 1 => Just(Nobody)]
    }

    proptest! {
        #[test]
        fn never_more_is_counted_than_has_passed(
            looks in proptest::collection::vec((any_verdict(), 1_u32..40, 1_u64..900), 1..60),
        ) {
            let goal = Duration::from_secs(20);
            let mut hold = Hold::new(goal);
            let (mut now, mut started, mut before) = (Timestamp::ZERO, None, Duration::ZERO);
            for (verdict, times, step) in looks {
                for _ in 0..times {
                    now = now + Duration::from_millis(step);
                    for change in hold.observe(now, verdict, true) {
                        match change {
                            Started => (started, before) = (Some(now), Duration::ZERO),
                            Completed => prop_assert_eq!(hold.held(), goal),
                            Abandoned => started = None,
                            Paused(_) | Resumed => prop_assert!(started.is_some()),
                        }
                    }
                    if let Some(started) = started.filter(|_| hold.is_under_way()) {
                        prop_assert!(hold.held() >= before, "time held is never taken back");
                        prop_assert!(hold.held() <= now.since(started));
                        before = hold.held();
                    }
                }
            }
        }
    }
}
