//! Holds as stories: what is seen, for how many seconds, and what the hold makes of it.

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

    /// This is seen of a body at rest.
    fn then(self, verdict: Verdict, seconds: f64) -> Self {
        self.seen(verdict, seconds, Poise::Still(Timestamp::ZERO))
    }

    /// This is seen of a body that comes to rest now.
    fn comes_to_rest(self, verdict: Verdict, seconds: f64) -> Self {
        let now = self.now();
        self.seen(verdict, seconds, Poise::Still(now))
    }

    /// This is seen of a body that has been moving for three tenths of a second, and moves on.
    fn moving(self, verdict: Verdict, seconds: f64) -> Self {
        let now = self.now();
        self.seen(verdict, seconds, Poise::Moving(now - Duration::from_millis(300)))
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_secs(f64::from(self.tenths) / 10.0)
    }

    fn seen(mut self, verdict: Verdict, seconds: f64, poise: Poise) -> Self {
        for _ in 0..(seconds * 10.0).round() as u32 {
            let time = self.now();
            let changes = self.hold.observe(time, verdict, poise);
            self.changes.extend(changes.into_iter().map(|change| (time.secs(), change)));
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
    Story::of(3.0).then(Outside, 1.0).then(Inside, 4.0).tells(&[(1.5, Started), (4.0, Completed)], 3.0);
}

#[test]
fn passing_through_starts_nothing() {
    Story::of(3.0).then(Inside, 0.5).then(Outside, 0.3).then(Inside, 0.4).then(Edge, 2.0).tells(&[], 0.0);
}

#[test]
fn losing_sight_for_a_blink_does_not_restart_entering() {
    Story::of(3.0).then(Inside, 0.3).then(Unseen, 0.1).then(Inside, 0.5).tells(&[(0.5, Started)], 0.8);
    Story::of(3.0).then(Inside, 0.3).then(Unseen, 0.4).then(Inside, 0.5).tells(&[], 0.0);
}

#[test]
fn a_flicker_costs_nothing() {
    Story::of(30.0).then(Inside, 2.0).then(Outside, 0.6).then(Inside, 1.0).tells(&[(0.5, Started)], 3.5);
}

#[test]
fn the_margin_keeps_a_hold_that_it_would_not_let_in() {
    Story::of(30.0).then(Edge, 1.0).then(Inside, 1.0).then(Edge, 3.0).tells(&[(1.5, Started)], 3.9);
}

#[test]
fn passing_through_the_edge_is_leaving() {
    Story::of(30.0).then(Inside, 2.0).then(Edge, 0.5).then(Outside, 1.0).tells(&[(0.5, Started), (3.2, LEFT)], 1.9);
    Story::of(30.0).then(Inside, 2.0).then(Edge, 1.0).then(Outside, 1.0).tells(&[(0.5, Started), (3.7, LEFT)], 2.9);
    Story::of(30.0).then(Inside, 2.0).then(Edge, 0.5).then(Inside, 1.0).tells(&[(0.5, Started)], 3.4);
}

#[test]
fn a_hold_begins_only_with_a_body_at_rest() {
    let mut hold = Hold::new(Duration::from_secs(5));
    let at = Timestamp::from_secs;
    for tenths in 0..20 {
        assert_eq!(hold.observe(at(f64::from(tenths) / 10.0), Inside, Poise::Moving(at(0.0))), []);
    }
    assert_eq!(hold.observe(at(2.0), Inside, Poise::Still(at(1.7))), []);
    assert_eq!(hold.observe(at(2.2), Inside, Poise::Still(at(1.7))), [Started]);
    assert_eq!(hold.held(), Duration::from_millis(500), "credited from where it came to rest");
}

#[test]
fn leaving_pauses_and_the_time_out_is_not_counted() {
    // Last seen inside at 1.9, so 1.9 s were held; first seen out at 2.0.
    Story::of(30.0).then(Inside, 2.0).then(Outside, 3.0).tells(&[(0.5, Started), (2.7, LEFT)], 1.9);
}

#[test]
fn back_within_ten_seconds_it_goes_on() {
    Story::of(30.0)
        .then(Inside, 2.0)
        .then(Outside, 9.0)
        .then(Inside, 1.5)
        .tells(&[(0.5, Started), (2.7, LEFT), (11.5, Resumed)], 1.9 + 1.4);
}

#[test]
fn later_it_is_given_up_and_the_next_entry_starts_anew() {
    Story::of(30.0)
        .then(Inside, 2.0)
        .then(Outside, 11.0)
        .then(Inside, 1.0)
        .tells(&[(0.5, Started), (2.7, LEFT), (12.7, Abandoned), (13.5, Started)], 0.9);
}

#[test]
fn a_short_loss_of_sight_is_credited() {
    Story::of(30.0)
        .then(Inside, 2.0)
        .then(Nobody, 1.5)
        .then(Inside, 1.0)
        .tells(&[(0.5, Started), (2.7, UNSEEN), (3.5, Resumed)], 1.9 + 1.6 + 0.9);
}

#[test]
fn a_long_loss_of_sight_pauses_is_not_credited_and_never_abandons() {
    Story::of(30.0)
        .then(Inside, 2.0)
        .then(Unseen, 60.0)
        .then(Inside, 1.0)
        .tells(&[(0.5, Started), (2.7, UNSEEN), (62.5, Resumed)], 1.9 + 0.9);
}

#[test]
fn sight_regained_out_of_the_pose_starts_the_clock_of_giving_up() {
    Story::of(30.0)
        .then(Inside, 2.0)
        .then(Nobody, 30.0)
        .then(Outside, 11.0)
        .tells(&[(0.5, Started), (2.7, UNSEEN), (41.9, Abandoned)], 1.9);
}

#[test]
fn a_stalled_camera_is_a_loss_of_sight() {
    Story::of(30.0).then(Inside, 2.0).stall(1.4).then(Inside, 1.0).tells(&[(0.5, Started)], 4.3);
    Story::of(30.0)
        .then(Inside, 2.0)
        .stall(4.0)
        .then(Inside, 1.0)
        .tells(&[(0.5, Started), (6.0, UNSEEN), (6.0, Resumed)], 1.9 + 0.9);
    // Nothing starts because of a stall.
    Story::of(30.0).then(Inside, 0.3).stall(3.0).then(Inside, 0.3).tells(&[], 0.0);
    Story::of(30.0).then(Inside, 0.3).stall(1.0).then(Inside, 0.1).tells(&[], 0.0);
}

#[test]
fn nothing_is_counted_of_a_stall_in_which_the_body_has_moved() {
    Story::of(30.0).then(Inside, 2.0).stall(0.9).comes_to_rest(Inside, 1.0).tells(&[(0.5, Started)], 1.9 + 0.9);
}

#[test]
fn a_camera_that_stalls_while_the_pose_is_entered_takes_nothing_away() {
    // Seen inside from 0.0 to 0.2 and from 1.2 on.
    Story::of(30.0).then(Inside, 0.3).stall(0.9).then(Inside, 0.5).tells(&[(1.5, Started)], 1.6);
    // Who came to rest only after it is held from there.
    Story::of(30.0).then(Inside, 0.3).stall(0.9).comes_to_rest(Inside, 0.6).tells(&[(1.7, Started)], 0.5);
    Story::of(30.0).then(Inside, 0.3).stall(0.9).then(Outside, 0.1).then(Inside, 0.4).tells(&[], 0.0);
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
    let story = Story::of(1.0).then(Inside, 10.0).tells(&[(0.5, Started), (1.0, Completed)], 1.0);
    assert!(story.hold.awaits_release());
    let story = story.then(Edge, 1.0).then(Outside, 0.7).then(Inside, 0.7);
    assert!(story.hold.awaits_release());
    story.then(Outside, 0.8).then(Inside, 0.6).tells(&[(0.5, Started), (1.0, Completed), (13.7, Started)], 0.5);
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
    story.tells(&[(0.5, Started), (102.5, Resumed)], 1.9 + 0.9);
}

#[test]
fn the_way_in_and_the_way_out_are_not_held() {
    // In range from 1.0 on, at rest from 2.0; out of range from 6.0, but on the way there from 4.7.
    Story::of(30.0)
        .then(Outside, 1.0)
        .moving(Inside, 1.0)
        .comes_to_rest(Inside, 3.0)
        .moving(Inside, 1.0)
        .then(Outside, 1.0)
        .tells(&[(2.5, Started), (6.7, LEFT)], 2.7);
}

#[test]
fn shifting_a_little_is_holding_and_time_stands_still_meanwhile() {
    let story = Story::of(30.0).then(Inside, 3.0);
    let before = story.hold.held();
    let story = story.moving(Inside, 1.5);
    assert_eq!(story.hold.held(), before);
    story.then(Inside, 1.0).tells(&[(0.5, Started)], 5.4);
}

#[test]
fn who_does_not_rest_is_not_holding() {
    Story::of(30.0)
        .then(Inside, 3.0)
        .moving(Inside, 4.0)
        .comes_to_rest(Inside, 1.0)
        .tells(&[(0.5, Started), (4.7, Paused(PauseReason::Moving)), (7.5, Resumed)], 2.7 + 0.9);
}

#[test]
fn a_hold_is_not_completed_on_the_way_out() {
    Story::of(3.0).then(Inside, 2.9).moving(Inside, 1.0).then(Outside, 1.0).tells(&[(0.5, Started), (4.6, LEFT)], 2.6);
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![4 => Just(Inside), 1 => Just(Edge), 2 => Just(Outside), 1 => Just(Unseen), 1 => Just(Nobody)]
}

proptest! {
    #[test]
    fn never_more_is_counted_than_has_passed(
        looks in proptest::collection::vec((any_verdict(), any::<bool>(), 1_u32..40, 1_u64..900), 1..60),
    ) {
        let goal = Duration::from_secs(20);
        let mut hold = Hold::new(goal);
        let (mut now, mut started, mut before) = (Timestamp::ZERO, None, Duration::ZERO);
        let mut poise: Option<Poise> = None;
        for (verdict, moves, times, step) in looks {
            let lately = now - Duration::from_millis(300);
            poise = Some(match poise {
                Some(Poise::Moving(since)) if moves => Poise::Moving(since),
                Some(Poise::Still(since)) if !moves => Poise::Still(since),
                _ if moves => Poise::Moving(lately),
                _ => Poise::Still(lately),
            });
            for _ in 0..times {
                now = now + Duration::from_millis(step);
                for change in hold.observe(now, verdict, poise.unwrap_or(Poise::Still(now))) {
                    match change {
                        Started => (started, before) = (Some(now - hold.held()), Duration::ZERO),
                        Completed => prop_assert_eq!(hold.held(), goal),
                        Abandoned => started = None,
                        Paused(_) => {
                            prop_assert!(started.is_some());
                            prop_assert!(hold.held() + Duration::from_millis(301) >= before, "little is taken back");
                            before = hold.held();
                        }
                        Resumed => prop_assert!(started.is_some()),
                    }
                }
                if let Some(started) = started.filter(|_| hold.is_under_way()) {
                    prop_assert!(hold.held() >= before, "time held is taken back only where the way out began");
                    prop_assert!(hold.held() <= now.since(started));
                    before = hold.held();
                }
            }
        }
    }
}
