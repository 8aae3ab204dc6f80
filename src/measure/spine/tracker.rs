//! Follows the spine from picture to picture: takes the neutral, and keeps the last value until the next is due.

use std::time::Duration;

use crate::body::Landmark::{RightHip, RightKnee, RightShoulder, RightWrist};
use crate::body::Silhouette;
use crate::body::torso_length;
use crate::body::{Angle, Landmark};
use crate::body::{Point, Size, Vec2};
use crate::body::{Pose, Side};
use crate::measure::spine::bow::bow;
use crate::measure::spine::curve::SpineShape;
use crate::measure::spine::curve::{Spine, SpineCurve};
use crate::time::Timestamp;
use crate::time::{STALL, reached};

/// How long a neutral pose must be kept still.
const NEUTRAL_TAKES: Duration = Duration::from_secs(1);
/// Of fewer pictures no median is taken.
const MIN_PICTURES: usize = 3;
/// Hips and shoulders of a still body stay this near to their places, in torso lengths: twice what a landmark slips.
const STILL: f64 = 0.1;
/// And its back's bow changes less than this, in torso lengths: a quarter of a cat, more than a value trembles.
const STILL_BOW: f64 = 0.02;
/// Somebody who is not seen for so long is not the same person any more.
const LOST_AFTER: Duration = Duration::from_secs(1);
/// Silhouettes come ten times a second at most, pictures more often; a value stands until the next one is due.
const VALUE_LASTS: Duration = Duration::from_millis(150);

/// Follows one person's spine.
///
/// Neutral is the first second in which they keep still standing or kneeling upright (on one knee or both), on hands and knees, or
/// lying face down.
/// Rounded and hollow backs on hands and knees look alike to the joints, so that who begins in a cat stretch is measured
/// against it. The neutral is dropped when they turn round or are lost.
#[derive(Clone, Debug, Default)]
pub struct SpineTracker {
    neutral: Option<SpineShape>,
    gathering: Option<Gathering>,
    last: Option<(Timestamp, Spine)>,
    seen: Option<Timestamp>,
}

#[derive(Clone, Debug)]
struct Gathering {
    since: Timestamp,
    latest: Timestamp,
    posture: Posture,
    places: [Point; 2],
    bows: Vec<SpineCurve>,
}

impl SpineTracker {
    /// Takes in what was seen at `time`, with a silhouette where one was drawn; returns what is known about the spine. `None`
    /// while nobody is seen, or no silhouette was drawn lately.
    pub fn observe(
        &mut self,
        time: Timestamp,
        size: Size,
        pose: Option<&Pose>,
        silhouette: Option<&Silhouette>,
    ) -> Option<Spine> {
        let is_lost = |seen| time < seen || time.since(seen) > LOST_AFTER;
        if self.seen.is_some_and(is_lost) {
            *self = Self::default();
        }
        let pose = pose?;
        self.seen = Some(time);
        let Some(silhouette) = silhouette else {
            return self.last.filter(|(measured, _)| time.since(*measured) < VALUE_LASTS).map(|(_, spine)| spine);
        };
        let spine = match bow(silhouette, pose, size) {
            Ok(bow) => {
                self.learn(time, pose, bow);
                let change = self.neutral.and_then(|neutral| bow.change_from(&neutral));
                Spine { curve: Ok(bow), change }
            }
            Err(why) => {
                self.gathering = None;
                Spine { curve: Err(why), change: None }
            }
        };
        self.last = Some((time, spine));
        Some(spine)
    }

    fn learn(&mut self, time: Timestamp, pose: &Pose, bow: SpineCurve) {
        if self.neutral.is_some_and(|neutral| neutral.is_clockwise != bow.shape.is_clockwise) {
            self.neutral = None;
            self.gathering = None;
        }
        if self.neutral.is_some() {
            return;
        }
        let Some(posture) = Posture::of(pose) else {
            self.gathering = None;
            return;
        };
        let places = [RightHip, RightShoulder].map(|right| middle(pose, right));
        let gathered = self.gathering.take().filter(|gathering| gathering.goes_on(time, posture, places, pose, &bow));
        let mut gathering =
            gathered.unwrap_or_else(|| Gathering { since: time, latest: time, posture, places, bows: Vec::new() });
        gathering.latest = time;
        gathering.bows.push(bow);
        if reached(time.since(gathering.since), NEUTRAL_TAKES) && gathering.bows.len() >= MIN_PICTURES {
            self.neutral = SpineShape::median(&gathering.bows);
        } else {
            self.gathering = Some(gathering);
        }
    }
}

impl Gathering {
    fn goes_on(&self, time: Timestamp, posture: Posture, places: [Point; 2], pose: &Pose, bow: &SpineCurve) -> bool {
        let reach = STILL * torso_length(pose);
        let is_still = self.places.iter().zip(places).all(|(before, now)| before.distance(now) <= reach);
        let is_same = self.bows.first().is_some_and(|first| {
            (first.curve - bow.curve).abs() <= STILL_BOW && first.shape.is_clockwise == bow.shape.is_clockwise
        });
        is_still && is_same && posture == self.posture && time.since(self.latest) <= STALL
    }
}

/// A posture in which the spine is at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Posture {
    /// Standing, or kneeling upright on one knee or both.
    Upright,
    HandsAndKnees,
    /// Lying flat, which the silhouette shows face down only.
    Prone,
}

/// How far a segment may lean from upright or level, in degrees: a pose model errs by 3 to 10 on a limb. Who leans less
/// stands, who leans more stretches.
const UPRIGHT: f64 = 20.0;
const LEVEL: f64 = 20.0;
/// The trunk of somebody who lies flat: it rises by 15 and more when they prop themselves up.
const FLAT: f64 = 12.0;
/// Arms and thighs under somebody on hands and knees; their trunk is lower at the hips as often as not.
const SUPPORT: f64 = 30.0;
const LEVEL_TRUNK: f64 = 30.0;

impl Posture {
    fn of(pose: &Pose) -> Option<Self> {
        let up = Vec2::new(0.0, -1.0);
        let lean = |from: Point, to: Point| up.angle_to(to - from).unwrap_or(f64::NAN);
        let trunk = lean(middle(pose, RightHip), middle(pose, RightShoulder));
        let within = |side: Side, from: Landmark, to: Landmark, around: f64, within: f64| {
            (lean(pose.at(side.of(from)), pose.at(side.of(to))) - around).abs() <= within
        };
        let every = |from: Landmark, to: Landmark, around: f64, reach: f64| {
            Side::BOTH.into_iter().all(|side| within(side, from, to, around, reach))
        };
        // One leg may stand in front, as in half kneeling: the thigh under the trunk holds the pelvis upright.
        let stands = Side::BOTH.into_iter().any(|side| within(side, RightKnee, RightHip, 0.0, UPRIGHT));
        if trunk <= UPRIGHT && stands {
            Some(Self::Upright)
        } else if (trunk - 90.0).abs() <= LEVEL_TRUNK
            && every(RightKnee, RightHip, 0.0, SUPPORT)
            && every(RightWrist, RightShoulder, 0.0, SUPPORT)
        {
            Some(Self::HandsAndKnees)
        } else if (trunk - 90.0).abs() <= FLAT && every(RightKnee, RightHip, 90.0, LEVEL) {
            Some(Self::Prone)
        } else {
            None
        }
    }
}

fn middle(pose: &Pose, right: Landmark) -> Point {
    pose.at(right.mirrored()).midpoint(pose.at(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::spine::bow::PER_DEGREE;
    use crate::measure::spine::synthetic::Figure;

    struct Watched {
        tracker: SpineTracker,
        tenths: u32,
    }

    impl Watched {
        fn new() -> Self {
            Self { tracker: SpineTracker::default(), tenths: 0 }
        }

        /// Sees this figure for some tenths of a second; the last answer.
        fn sees(&mut self, figure: &Figure, tenths: u32) -> Option<Spine> {
            let (silhouette, pose) = (figure.silhouette(), figure.pose());
            (0..tenths).map(|_| self.tick(figure.size, Some(&pose), Some(&silhouette))).last().flatten()
        }

        fn tick(&mut self, size: Size, pose: Option<&Pose>, silhouette: Option<&Silhouette>) -> Option<Spine> {
            let time = Timestamp::from_secs(f64::from(self.tenths) / 10.0);
            self.tenths += 1;
            self.tracker.observe(time, size, pose, silhouette)
        }
    }

    fn bent(degrees: f64) -> Figure {
        Figure { lumbar: degrees, thoracic: degrees, ..Figure::default() }
    }

    #[test]
    fn the_first_still_second_is_neutral_and_change_is_measured_against_it() {
        let mut watched = Watched::new();
        assert_eq!(watched.sees(&bent(-20.0), 10).unwrap().change, None);
        let neutral = watched.sees(&bent(-20.0), 1).unwrap().change.unwrap();
        assert!(neutral.change.abs() < 1e-9);
        let rounded = watched.sees(&bent(40.0), 5).unwrap().change.unwrap();
        assert!((rounded.change - 60.0 * PER_DEGREE).abs() < 0.001, "{rounded:?}");
        assert!(rounded.error > 0.0 && rounded.error < 0.03, "{rounded:?}");
    }

    #[test]
    fn a_moving_back_is_no_neutral() {
        let mut watched = Watched::new();
        for step in 0..30 {
            let spine = watched.sees(&bent(f64::from(step) * 4.0 - 60.0), 1).unwrap();
            assert_eq!(spine.change, None, "{step}");
        }
    }

    #[test]
    fn turning_round_and_leaving_drop_the_neutral() {
        let mut watched = Watched::new();
        assert!(watched.sees(&bent(0.0), 11).unwrap().change.is_some());
        let mirrored = Figure { mirrored: true, ..bent(0.0) };
        assert_eq!(watched.sees(&mirrored, 1).unwrap().change, None);
        assert!(watched.sees(&mirrored, 11).unwrap().change.is_some());
        for _ in 0..8 {
            assert_eq!(watched.tick(mirrored.size, None, None), None);
        }
        assert!(watched.sees(&mirrored, 1).unwrap().change.is_some(), "a flicker is forgiven");
        for _ in 0..12 {
            watched.tick(mirrored.size, None, None);
        }
        assert_eq!(watched.sees(&mirrored, 1).unwrap().change, None);
    }

    #[test]
    fn a_value_stands_until_the_next_is_due() {
        let mut watched = Watched::new();
        let figure = bent(10.0);
        let pose = figure.pose();
        assert_eq!(watched.tick(figure.size, Some(&pose), None), None);
        let measured = watched.sees(&figure, 1);
        assert!(measured.is_some());
        assert_eq!(watched.tick(figure.size, Some(&pose), None), measured);
        assert_eq!(watched.tick(figure.size, Some(&pose), None), None);
    }

    #[test]
    fn postures_of_a_resting_spine_are_known_by_the_joints() {
        let of = |mannequin: &Mannequin| Posture::of(&mannequin.observe(0.0).pose.unwrap());
        assert_eq!(of(&Mannequin::standing()), Some(Posture::Upright));
        assert_eq!(
            of(&Mannequin::standing().leg(Side::Left, 90.0, 180.0).leg(Side::Right, 180.0, 270.0)),
            Some(Posture::Upright)
        );
        assert_eq!(
            of(&Mannequin::standing().leg(Side::Left, 80.0, 180.0).leg(Side::Right, 212.0, 270.0)),
            None,
            "a lunge"
        );
        assert_eq!(of(&Mannequin::tabletop()), Some(Posture::HandsAndKnees));
        assert_eq!(of(&Mannequin::lying_flat()), Some(Posture::Prone));
        assert_eq!(of(&Mannequin::childs_pose()), None);
        assert_eq!(of(&Mannequin::sphinx()), None);
        assert_eq!(of(&Mannequin::bird_dog(Side::Right)), None);
    }
}
