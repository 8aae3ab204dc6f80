//! Whether the body is at rest: a hold is stillness in the pose, not the way in or out, which a range that is wide enough for stiff
//! bodies holds much of.
//!
//! What must hold is watched for drifting. How fast it drifts is the slope of the straight line through its last [`WINDOW`], so that
//! trembling and a pose model's jitter, which come and go, cancel out and a way that is being gone does not. What counts as fast is
//! measured by what a still body may seem to move by (its margin, 8 degrees, or the value's own error where that is larger): nobody at
//! rest drifts by a whole margin in a second. A breath that lifts the trunk by 3 degrees either way within
//! three seconds reaches 6 degrees a second; limbs on their way into a pose or out of it go at 15 to 60, and slow down only in the
//! last fifth of a second. Somebody who lets themselves sink deeper by a few degrees a second is holding.

use std::collections::VecDeque;
use std::time::Duration;

use crate::body::Side;
use crate::judge::assessment::Assessment;
use crate::judge::matcher::{drift_margin, musts};
use crate::judge::timing::{CREDITED_LOSS, ENTERING};
use crate::measure::Measure;
use crate::time::Timestamp;
use crate::time::{STALL, reached};

/// How far back a drift is looked for: four beats of a tremble (6 to 12 a second), a fifth of a breath.
const WINDOW: Duration = Duration::from_millis(600);
/// A line through less than this shows no drift.
const SHORTEST: Duration = Duration::from_millis(250);
/// How many margins a second are moving.
const MOVING: f64 = 1.0;

/// Whether the body rests or moves, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poise {
    /// It is at rest.
    Still(Timestamp),
    /// It moves.
    Moving(Timestamp),
}

impl Poise {
    /// Since when the body has been at rest; `None` while it moves.
    #[must_use]
    pub const fn still_since(self) -> Option<Timestamp> {
        match self {
            Self::Still(since) => Some(since),
            Self::Moving(_) => None,
        }
    }

    /// Since when the body has been moving; `None` while it rests.
    #[must_use]
    pub const fn moving_since(self) -> Option<Timestamp> {
        match self {
            Self::Moving(since) => Some(since),
            Self::Still(_) => None,
        }
    }
}

/// Where something that must hold has been lately.
#[derive(Clone, Debug)]
struct Trace {
    of: (Measure, Side),
    places: VecDeque<(Timestamp, f64)>,
}

/// Follows whether what must hold still moves.
#[derive(Clone, Debug, Default)]
pub struct Settling {
    tracks: Vec<Trace>,
    poise: Option<Poise>,
    last: Option<Timestamp>,
}

impl Settling {
    /// Takes in where the targets stand.
    pub fn observe(&mut self, time: Timestamp, assessments: &[Assessment]) {
        let gap = self.last.map_or(Duration::MAX, |last| time.since(last));
        let before = self.poise.filter(|&poise| gap <= STALL || self.rested_through(gap, poise, assessments));
        self.last = Some(time);
        if gap > STALL {
            // What lies on both sides of it tells no drift.
            self.tracks.clear();
        }
        let mut moves = false;
        for assessment in musts(assessments) {
            let Some(value) = assessment.reading.value() else { continue };
            let track = self.track((assessment.target.measure, assessment.side));
            track.observe(time, value);
            moves |= track.drift().is_some_and(|drift| drift.abs() > MOVING * drift_margin(assessment));
        }
        self.tracks.retain(|track| track.places.back().is_some_and(|&(at, _)| time.since(at) <= WINDOW));
        // The line through the window describes its middle.
        let lately = |since: Timestamp| (time - WINDOW / 2).max(since);
        self.poise = Some(match before {
            None => Poise::Still(time),
            Some(Poise::Still(since)) if moves => Poise::Moving(lately(since)),
            Some(Poise::Moving(since)) if !moves => Poise::Still(lately(since)),
            Some(same) => same,
        });
    }

    /// Whether a body that rested before the camera stalled is where it was: then it has rested all along. Longer than what is credited in a
    /// hold, nobody can tell.
    fn rested_through(&self, gap: Duration, poise: Poise, assessments: &[Assessment]) -> bool {
        let is_where_it_was = |assessment: &Assessment| {
            let of = (assessment.target.measure, assessment.side);
            let before = self.tracks.iter().find(|track| track.of == of).and_then(|track| track.places.back());
            let moved = assessment.reading.value().zip(before).map(|(value, (_, before))| (value - before).abs());
            moved.is_some_and(|moved| moved <= MOVING * drift_margin(assessment))
        };
        poise.still_since().is_some() && gap <= CREDITED_LOSS && musts(assessments).all(is_where_it_was)
    }

    fn track(&mut self, of: (Measure, Side)) -> &mut Trace {
        let found = self.tracks.iter().position(|track| track.of == of);
        let index = found.unwrap_or(self.tracks.len());
        if found.is_none() {
            self.tracks.push(Trace { of, places: VecDeque::new() });
        }
        &mut self.tracks[index]
    }

    /// Whether the body rests or moves; at rest, since `now`, before anything was seen.
    #[must_use]
    pub fn poise(&self, now: Timestamp) -> Poise {
        self.poise.unwrap_or(Poise::Still(now))
    }

    /// Whether the body has been at rest for as long as entering a pose takes.
    #[must_use]
    pub fn is_settled(&self, now: Timestamp) -> bool {
        self.poise(now).still_since().is_some_and(|since| reached(now.since(since), ENTERING))
    }
}

impl Trace {
    fn observe(&mut self, time: Timestamp, value: f64) {
        self.places.push_back((time, value));
        while self.places.front().is_some_and(|&(at, _)| time.since(at) > WINDOW) {
            self.places.pop_front();
        }
    }

    /// How fast it goes, a second; `None` where too little was seen to tell.
    fn drift(&self) -> Option<f64> {
        let (&(first, _), &(last, _)) = self.places.front().zip(self.places.back())?;
        if last.since(first) < SHORTEST {
            return None;
        }
        let count = self.places.len() as f64;
        let seconds = |at: Timestamp| at.since(first).as_secs_f64();
        let middle = self.places.iter().map(|&(at, _)| seconds(at)).sum::<f64>() / count;
        let mean = self.places.iter().map(|&(_, value)| value).sum::<f64>() / count;
        let (mut along, mut spread) = (0.0, 0.0);
        for &(at, value) in &self.places {
            let off = seconds(at) - middle;
            along += off * (value - mean);
            spread += off * off;
        }
        (spread > 0.0).then(|| along / spread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::matcher::assess;
    use crate::measure::Facing;
    use crate::measure::Start;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::samples;

    /// The poise at every tenth of a second of somebody in child's pose whose hip goes through these angles.
    fn poises(hip_angles: impl Iterator<Item = f64>) -> Vec<Poise> {
        let mut settling = Settling::default();
        let stretch = samples::childs_pose();
        hip_angles
            .enumerate()
            .map(|(tenths, hip)| {
                let seen = Mannequin::childs_pose().trunk(121.0 - hip).observe(tenths as f64 / 10.0);
                let facing = Facing::of(seen.pose.as_ref().unwrap());
                settling.observe(seen.time, &assess(&stretch, &seen, facing, &Start::default(), Side::Right));
                assert_eq!(settling.is_settled(seen.time), {
                    let since = settling.poise(seen.time).still_since();
                    since.is_some_and(|since| reached(seen.time.since(since), ENTERING))
                });
                settling.poise(seen.time)
            })
            .collect()
    }

    fn at(seconds: f64) -> Timestamp {
        Timestamp::from_secs(seconds)
    }

    #[test]
    fn breathing_trembling_and_sinking_deeper_are_rest() {
        let tenths = || (0..60).map(f64::from);
        let breathing = poises(tenths().map(|tenths| 33.0 + 3.0 * (tenths / 5.0).sin()));
        let trembling = poises(tenths().map(|tenths| 33.0 + 2.0 * (tenths * 2.3).sin()));
        let sinking = poises(tenths().map(|tenths| 50.0 - 0.4 * tenths));
        for poises in [breathing, trembling, sinking] {
            assert_eq!(poises, vec![Poise::Still(at(0.0)); 60]);
        }
    }

    #[test]
    fn folding_down_is_moving() {
        let folding = poises((0..20).map(|tenths| 110.0 - 4.0 * f64::from(tenths)));
        assert!(folding[3..].iter().all(|&poise| poise == Poise::Moving(at(0.0))), "{folding:?}");
    }

    #[test]
    fn rest_begins_where_a_way_ended_and_ends_where_it_began() {
        // From 110 degrees to 30 within two seconds, gently begun and ended as limbs move; 4 s of rest; and back.
        let gently = |share: f64| share * share * share * (10.0 + share * (6.0 * share - 15.0));
        let way = |tenths: f64| 110.0 - 80.0 * gently((tenths / 20.0).clamp(0.0, 1.0));
        let hip = (0..80).map(f64::from).map(|tenths| if tenths < 40.0 { way(tenths) } else { way(80.0 - tenths) });
        let poises = poises(hip);
        let rested = poises.iter().find_map(|poise| poise.still_since().filter(|&since| since > at(0.5))).unwrap();
        assert!((1.6..=2.1).contains(&rested.secs()), "came to rest at {rested:?}");
        let left = poises[50..].iter().find_map(|poise| poise.moving_since()).unwrap();
        assert!((5.9..=6.4).contains(&left.secs()), "left at {left:?}");
    }

    #[test]
    fn a_stalled_camera_tells_no_way() {
        let mut settling = Settling::default();
        let stretch = samples::childs_pose();
        for (seconds, hip) in [(0.0, 30.0), (0.1, 30.0), (2.0, 60.0), (2.1, 60.0)] {
            let seen = Mannequin::childs_pose().trunk(121.0 - hip).observe(seconds);
            let facing = Facing::of(seen.pose.as_ref().unwrap());
            settling.observe(seen.time, &assess(&stretch, &seen, facing, &Start::default(), Side::Right));
        }
        assert_eq!(settling.poise(at(2.1)), Poise::Still(at(2.0)));
    }

    #[test]
    fn who_is_where_they_were_after_a_stall_has_rested() {
        let after = |stall: f64, hip: f64| {
            let mut settling = Settling::default();
            let stretch = samples::childs_pose();
            for (seconds, hip) in [(1.0, 30.0), (1.1, 30.0), (1.1 + stall, hip), (1.2 + stall, hip)] {
                let seen = Mannequin::childs_pose().trunk(121.0 - hip).observe(seconds);
                let facing = Facing::of(seen.pose.as_ref().unwrap());
                settling.observe(seen.time, &assess(&stretch, &seen, facing, &Start::default(), Side::Right));
            }
            settling.poise(at(1.2 + stall))
        };
        assert_eq!(after(1.0, 32.0), Poise::Still(at(1.0)));
        assert_eq!(after(1.0, 45.0), Poise::Still(at(2.1)), "somewhere else");
        assert_eq!(after(3.0, 30.0), Poise::Still(at(4.1)), "for too long");
    }
}
