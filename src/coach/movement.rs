//! Movements between two poses: when one is reached, when that completes a repetition, and when an attempt fell short.
//!
//! ```text
//!              0.2 s inside              0.2 s inside
//!   (anywhere) ───────────→ one reached ─────────────→ the other reached: one repetition
//!                             ↑  │ nearer by half, and back again: fell short
//!                             └──┘
//! ```
//!
//! Somebody who has reached a pose is on the way to the other one: staying, flickering and coming back to the same pose count nothing.
//! So there is one repetition to every two poses reached, whichever comes first; or to every four, of a movement that goes to one side and then
//! to the other, which look the same. Nothing but time spent in a pose is needed, so losing
//! sight of the body for a while resets nothing.

use std::time::Duration;

use crate::judge::Verdict;
use crate::judge::{BLINK, REACHING};
use crate::statistics::middle_of_three;
use crate::stretch::PoseIndex;
use crate::time::Timestamp;
use crate::time::{exceeded, reached};

/// What changed in a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A pose was reached.
    Reached(PoseIndex),
    /// That completed a repetition.
    Completed {
        /// The pose that completed it.
        pose: PoseIndex,
        /// Whether it took less time than a calm repetition does.
        hasty: bool,
    },
    /// An attempt at a pose came near and went back.
    FellShort {
        /// The pose.
        pose: PoseIndex,
        /// Whether it came from the other pose. At the very beginning nobody has been anywhere yet.
        counts: bool,
    },
}

/// One look at a body that moves between two poses.
#[derive(Clone, Copy, Debug)]
pub struct Glance {
    /// Where it stands against each pose.
    pub verdicts: [Verdict; 2],
    /// By how many margins the worst of each pose's targets that must hold is missed. `None` where one of them isn't seen, or
    /// the body isn't where the stretch is done.
    pub misses: [Option<f64>; 2],
}

/// A movement under way.
#[derive(Clone, Debug)]
pub struct Movement {
    tempo: Duration,
    /// The pose that was reached last.
    last: Option<PoseIndex>,
    /// How many poses make a repetition, and how many of them have been reached.
    poses_each: u32,
    reached: u32,
    touches: [Touch; 2],
    attempts: [Attempt; 2],
    completed_at: Option<Timestamp>,
}

impl Movement {
    /// A movement whose repetitions take at least `tempo` when done calmly.
    #[must_use]
    pub fn new(tempo: Duration) -> Self {
        Self {
            tempo,
            last: None,
            poses_each: 2,
            reached: 0,
            touches: [Touch::default(); 2],
            attempts: [Attempt::default(); 2],
            completed_at: None,
        }
    }

    /// The same of a movement that goes to one side and then to the other: both together are a repetition.
    #[must_use]
    pub fn to_either_side(tempo: Duration) -> Self {
        Self { poses_each: 4, ..Self::new(tempo) }
    }

    /// The pose it goes to, once one has been reached.
    #[must_use]
    pub fn heading(&self) -> Option<PoseIndex> {
        self.last.map(PoseIndex::other)
    }

    /// How much of a repetition is done, 0 to 1.
    #[must_use]
    pub fn share_done(&self) -> f64 {
        f64::from(self.reached) / f64::from(self.poses_each)
    }

    /// Takes in one look; changes come in the order in which they happened.
    pub fn observe(&mut self, time: Timestamp, glance: Glance) -> Vec<Motion> {
        let inside = PoseIndex::BOTH.map(|pose| self.touches[pose].observe(time, glance.verdicts[pose]));
        let goals = PoseIndex::BOTH.into_iter().filter(|&pose| self.last != Some(pose));
        if let Some(pose) = goals.clone().find(|&pose| inside[pose]) {
            return self.reach(time, pose);
        }
        let counts = self.last.is_some();
        goals
            .filter(|&pose| self.attempts[pose].observe(glance.misses[pose]))
            .map(|pose| Motion::FellShort { pose, counts })
            .collect()
    }

    /// Somebody began in this pose, as has shown since; means nothing once a pose has been reached.
    pub fn begin_in(&mut self, pose: PoseIndex) {
        if self.last.is_none() {
            self.last = Some(pose);
            self.reached = 1;
        }
    }

    /// Forgets what was about to happen, because nobody looks for a while. What has been reached stays.
    pub fn pause(&mut self) {
        self.touches = [Touch::default(); 2];
        self.attempts = [Attempt::default(); 2];
        self.completed_at = None;
    }

    fn reach(&mut self, time: Timestamp, pose: PoseIndex) -> Vec<Motion> {
        self.last = Some(pose);
        self.attempts = [Attempt::default(); 2];
        let mut motions = vec![Motion::Reached(pose)];
        self.reached += 1;
        if self.reached == self.poses_each {
            self.reached = 0;
            let hasty = self.completed_at.is_some_and(|before| !reached(time.since(before), self.tempo));
            self.completed_at = Some(time);
            motions.push(Motion::Completed { pose, hasty });
        }
        motions
    }
}

/// Being inside a pose: since when, and when that was last seen.
#[derive(Clone, Copy, Debug, Default)]
struct Touch(Option<(Timestamp, Timestamp)>);

impl Touch {
    /// Takes in one look; returns whether the pose is reached. What is hidden for a blink, or beyond the range by less than a pose
    /// model's error, doesn't begin again.
    fn observe(&mut self, time: Timestamp, verdict: Verdict) -> bool {
        let before = self.0.filter(|&(_, seen)| !exceeded(time.since(seen), BLINK));
        match verdict {
            Verdict::Inside => {
                let since = before.map_or(time, |(since, _)| since);
                self.0 = Some((since, time));
                reached(time.since(since), REACHING)
            }
            Verdict::Near | Verdict::Edge | Verdict::Unseen | Verdict::Nobody => {
                self.0 = before;
                false
            }
            Verdict::Outside => {
                self.0 = None;
                false
            }
        }
    }
}

/// How much nearer to a pose counts as trying to get there: more than half of the way, and more than a measure's own error.
const NEARER_SHARE: f64 = 0.5;
const NEARER_MARGINS: f64 = 1.0;

/// The way to a pose.
#[derive(Clone, Copy, Debug, Default)]
struct Attempt {
    /// The last two misses: a median of three separates a movement from a flicker.
    recent: [Option<f64>; 2],
    /// How far it was to the pose, and how near it came since.
    way: Option<(f64, f64)>,
}

impl Attempt {
    /// Takes in by how much the pose is missed; returns whether an attempt has just gone all the way back.
    fn observe(&mut self, miss: Option<f64>) -> bool {
        // What isn't seen is no evidence of anything; the way goes on when it is seen again.
        let Some(miss) = miss else { return false };
        let [Some(first), Some(second)] = self.recent else {
            self.recent = [self.recent[1], Some(miss)];
            return false;
        };
        let miss_now = middle_of_three([first, second, miss], f64::total_cmp);
        self.recent = [Some(second), Some(miss)];
        let Some((far, near)) = self.way else {
            self.way = Some((miss_now, miss_now));
            return false;
        };
        let came_near = near < NEARER_SHARE * far && far - near > NEARER_MARGINS;
        if came_near && miss_now >= far - NEARER_MARGINS * NEARER_SHARE {
            self.way = Some((miss_now, miss_now));
            return true;
        }
        self.way = Some(if came_near || miss_now < far { (far, near.min(miss_now)) } else { (miss_now, miss_now) });
        false
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stretch::PoseIndex::{First, Second};

    /// A body on the way between the two poses, seen ten times a second: at 0 it is deep in the first pose, at 10 deep in the
    /// second. Each is met within 2 of its end; a margin is 1.
    struct Story {
        movement: Movement,
        tenths: u32,
        motions: Vec<Motion>,
    }

    fn glance(at: f64) -> Glance {
        let misses = [(at - 2.0).max(0.0), (8.0 - at).max(0.0)];
        let verdict = |miss: f64| match miss {
            miss if miss > 1.0 => Verdict::Outside,
            miss if miss > 0.0 => Verdict::Edge,
            _ => Verdict::Inside,
        };
        Glance { verdicts: misses.map(verdict), misses: misses.map(Some) }
    }

    const HIDDEN: Glance = Glance { verdicts: [Verdict::Unseen; 2], misses: [None; 2] };
    const GONE: Glance = Glance { verdicts: [Verdict::Nobody; 2], misses: [None; 2] };

    impl Story {
        fn at(tempo: f64) -> Self {
            Self { movement: Movement::new(Duration::from_secs_f64(tempo)), tenths: 0, motions: Vec::new() }
        }

        fn sees(mut self, glance: Glance, seconds: f64) -> Self {
            for _ in 0..(seconds * 10.0).round() as u32 {
                let time = Timestamp::from_secs(f64::from(self.tenths) / 10.0);
                self.motions.extend(self.movement.observe(time, glance));
                self.tenths += 1;
            }
            self
        }

        fn stays(self, at: f64, seconds: f64) -> Self {
            self.sees(glance(at), seconds)
        }

        fn goes(mut self, from: f64, to: f64, seconds: f64) -> Self {
            let steps = (seconds * 10.0).round() as u32;
            for step in 1..=steps {
                self = self.stays(from + (to - from) * f64::from(step) / f64::from(steps), 0.1);
            }
            self
        }

        fn tells(mut self, expected: &[Motion]) -> Self {
            assert_eq!(std::mem::take(&mut self.motions), expected);
            self
        }
    }

    const fn completed(pose: PoseIndex) -> Motion {
        Motion::Completed { pose, hasty: false }
    }

    const fn short(pose: PoseIndex) -> Motion {
        Motion::FellShort { pose, counts: true }
    }

    #[test]
    fn there_and_back_are_two_poses_and_one_repetition() {
        let there = [Motion::Reached(First), Motion::Reached(Second), completed(Second)];
        Story::at(2.0)
            .stays(1.0, 1.0)
            .goes(1.0, 9.0, 2.0)
            .tells(&there)
            .goes(9.0, 1.0, 2.0)
            .tells(&[Motion::Reached(First)])
            .goes(1.0, 9.0, 2.0)
            .tells(&[Motion::Reached(Second), completed(Second)]);
    }

    #[test]
    fn to_one_side_and_to_the_other_is_one_repetition() {
        let mut story = Story::at(2.0);
        story.movement = Movement::to_either_side(Duration::from_secs(6));
        let side = |story: Story| story.goes(9.0, 1.0, 2.0).goes(1.0, 9.0, 2.0);
        let story = side(story.stays(9.0, 1.0)).goes(9.0, 1.0, 2.0);
        assert!(story.movement.share_done() < 0.01);
        let story = story.tells(&[
            Motion::Reached(Second),
            Motion::Reached(First),
            Motion::Reached(Second),
            Motion::Reached(First),
            completed(First),
        ]);
        side(side(story.goes(1.0, 9.0, 2.0))).tells(&[
            Motion::Reached(Second),
            Motion::Reached(First),
            Motion::Reached(Second),
            Motion::Reached(First),
            completed(First),
            Motion::Reached(Second),
        ]);
    }

    #[test]
    fn either_pose_may_come_first() {
        let story = Story::at(2.0).stays(5.0, 1.0).goes(5.0, 9.0, 1.0).goes(9.0, 1.0, 2.0);
        assert_eq!(story.movement.heading(), Some(Second));
        assert!(story.movement.share_done() < 0.1);
        story.tells(&[Motion::Reached(Second), Motion::Reached(First), completed(First)]);
    }

    #[test]
    fn staying_flickering_and_coming_back_count_nothing() {
        let mut story = Story::at(2.0).stays(1.0, 5.0).tells(&[Motion::Reached(First)]);
        for _ in 0..20 {
            story = story.stays(9.0, 0.1).stays(1.0, 0.3);
        }
        for _ in 0..20 {
            story = story.stays(2.5, 0.5).stays(1.5, 0.5);
        }
        story.tells(&[]);
    }

    #[test]
    fn passing_through_is_not_reaching() {
        Story::at(2.0).stays(1.0, 1.0).stays(5.0, 0.2).stays(9.0, 0.2).stays(5.0, 1.0).tells(&[Motion::Reached(First)]);
        let blink = Story::at(2.0).stays(9.0, 0.1).sees(HIDDEN, 0.1).stays(9.0, 0.1);
        blink.tells(&[Motion::Reached(Second)]);
    }

    #[test]
    fn losing_sight_resets_nothing() {
        Story::at(2.0).stays(1.0, 1.0).sees(HIDDEN, 30.0).sees(GONE, 30.0).stays(9.0, 1.0).tells(&[
            Motion::Reached(First),
            Motion::Reached(Second),
            completed(Second),
        ]);
    }

    #[test]
    fn coming_near_and_going_back_falls_short() {
        let story = Story::at(2.0).stays(1.0, 1.0).goes(1.0, 6.5, 2.0).goes(6.5, 1.0, 2.0);
        let story = story.tells(&[Motion::Reached(First), short(Second)]);
        // Once more, then all the way: what fell short doesn't complete anything.
        let story = story.goes(1.0, 6.5, 2.0).goes(6.5, 1.0, 2.0).goes(1.0, 9.0, 2.0);
        story.tells(&[short(Second), Motion::Reached(Second), completed(Second)]);
    }

    #[test]
    fn less_than_half_of_the_way_is_no_attempt() {
        Story::at(2.0).stays(1.0, 1.0).goes(1.0, 4.0, 2.0).goes(4.0, 1.0, 2.0).tells(&[Motion::Reached(First)]);
    }

    #[test]
    fn hesitating_on_the_way_is_no_attempt_that_fell_short() {
        Story::at(2.0).stays(1.0, 1.0).goes(1.0, 6.5, 2.0).goes(6.5, 5.0, 0.5).goes(5.0, 9.0, 1.0).tells(&[
            Motion::Reached(First),
            Motion::Reached(Second),
            completed(Second),
        ]);
    }

    #[test]
    fn before_anything_is_reached_an_attempt_is_seen_and_not_counted() {
        let story = Story::at(2.0).stays(5.0, 1.0).goes(5.0, 7.5, 1.0).goes(7.5, 5.0, 1.0);
        story.tells(&[Motion::FellShort { pose: Second, counts: false }]);
    }

    #[test]
    fn haste_is_noticed_from_one_repetition_to_the_next() {
        let round = |story: Story, seconds: f64| {
            story.goes(9.0, 1.0, seconds / 2.0).goes(1.0, 9.0, seconds / 2.0).stays(9.0, 0.2)
        };
        let story = Story::at(4.0).stays(1.0, 1.0).goes(1.0, 9.0, 0.8).stays(9.0, 0.3).tells(&[
            Motion::Reached(First),
            Motion::Reached(Second),
            completed(Second),
        ]);
        let story = round(story, 2.4).tells(&[
            Motion::Reached(First),
            Motion::Reached(Second),
            Motion::Completed { pose: Second, hasty: true },
        ]);
        round(story, 5.0).tells(&[Motion::Reached(First), Motion::Reached(Second), completed(Second)]);
    }

    fn completions(motions: &[Motion]) -> usize {
        motions.iter().filter(|motion| matches!(motion, Motion::Completed { .. })).count()
    }

    proptest! {
        #[test]
        fn never_more_is_counted_than_was_done(
            ends in proptest::collection::vec((0.0..10.0_f64, 0.5..4.0_f64), 1..40),
            noise in proptest::collection::vec(-0.4..0.4_f64, 64),
        ) {
            // A body goes from place to place; its own path says how often it can have been in one pose and then in the other.
            let mut story = Story::at(3.0);
            let (mut from, mut last, mut changes, mut looks) = (5.0, None, 0_usize, 0_usize);
            for (to, seconds) in ends {
                let steps = (seconds * 10.0_f64).round() as u32;
                for step in 1..=steps {
                    let at = from + (to - from) * f64::from(step) / f64::from(steps) + noise[looks % noise.len()];
                    looks += 1;
                    let pose = if at <= 2.0 { Some(First) } else if at >= 8.0 { Some(Second) } else { None };
                    if pose.is_some() && pose != last {
                        changes += 1;
                        last = pose;
                    }
                    story = story.stays(at, 0.1);
                }
                from = to;
            }
            prop_assert!(completions(&story.motions) <= changes / 2);
        }

        #[test]
        fn noise_loses_no_repetition_and_invents_none(
            rounds in 1..8_usize,
            first in 0..2_usize,
            noise in proptest::collection::vec(-0.9..0.9_f64, 97),
        ) {
            let ends = if first == 0 { [0.9, 9.1] } else { [9.1, 0.9] };
            let (mut story, mut looks) = (Story::at(1.0), 0_usize);
            for round in 0..2 * rounds {
                let (from, to) = (ends[(round + 1) % 2], ends[round % 2]);
                for step in 1..=25 {
                    let at = from + (to - from) * (f64::from(step) / 15.0).min(1.0) + noise[looks % noise.len()];
                    looks += 1;
                    story = story.stays(at, 0.1);
                }
            }
            prop_assert_eq!(completions(&story.motions), rounds);
            let is_short = |motion: &Motion| matches!(motion, Motion::FellShort { .. });
            prop_assert!(!story.motions.iter().any(is_short));
        }

        #[test]
        fn the_poses_are_alike(
            ends in proptest::collection::vec((0.0..10.0_f64, 0.5..3.0_f64), 1..20),
        ) {
            // The same path in a mirror counts the same, with the poses exchanged.
            let tell = |mirror: bool| {
                let side = |at: f64| if mirror { 10.0 - at } else { at };
                let (mut story, mut from) = (Story::at(3.0), 5.0);
                for &(to, seconds) in &ends {
                    story = story.goes(side(from), side(to), seconds);
                    from = to;
                }
                story.motions
            };
            let exchanged: Vec<Motion> = tell(true).into_iter().map(|motion| match motion {
                Motion::Reached(pose) => Motion::Reached(pose.other()),
                Motion::Completed { pose, hasty } => Motion::Completed { pose: pose.other(), hasty },
                Motion::FellShort { pose, counts } => Motion::FellShort { pose: pose.other(), counts },
            }).collect();
            let mut plain = tell(false);
            let mut mirrored = exchanged;
            // Before anything is reached both poses may be missed in the same look, in the order in which they stand.
            let key = |motion: &Motion| format!("{motion:?}");
            plain.sort_by_key(key);
            mirrored.sort_by_key(key);
            prop_assert_eq!(plain, mirrored);
        }
    }
}
