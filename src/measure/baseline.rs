//! The person's own start: what was measured while they rested before the pose, for everything that differs from body to body.

use crate::measure::start::Start;
use std::collections::VecDeque;
use std::time::Duration;

use crate::body::Landmark;
use crate::body::Landmark::{RightAnkle, RightEar, RightHip, RightKnee, RightShoulder, RightWrist};
use crate::body::Point;
use crate::body::Side;
use crate::body::torso_length;
use crate::measure::facing::Facing;
use crate::measure::observation::Observation;
use crate::measure::read::{SeenBody, seen_now};
use crate::measure::start::{Axis, StartValue};
use crate::measure::table::Measure;
use crate::measure::table::{Formula, Relative};
use crate::measure::view::BodyView;
use crate::statistics::median_high;
use crate::time::Timestamp;
use crate::time::{STALL, reached};

/// How long somebody must rest before that is their start, and how much of a longer rest counts.
const REST: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(3);
/// How far a landmark may be from where it was when the rest began, in torso lengths: a hand's breadth.
const STILL: f64 = 0.15;
/// How many samples a value's median needs at least: a few pictures say little, and a slow camera sends four a second.
const FEWEST: usize = 4;
/// At most this many samples a second are kept.
const SAMPLE_EVERY: Duration = Duration::from_millis(100);

/// What shows whether the body rests.
const FOLLOWED: [Landmark; 6] = [RightEar, RightShoulder, RightWrist, RightHip, RightKnee, RightAnkle];

/// Watches for the person's start: the latest rest outside the pose, of a second or more.
///
/// ```
/// use supple::measure::{Baseline, FacingTracker, Measure, Start};
/// use supple::record::{Moment, Reader};
///
/// let text = std::fs::read_to_string("tests/sessions/childs_pose_good/observations.jsonl")?;
/// let (mut baseline, mut tracker) = (Baseline::new([(Measure::Hip, true)]), FacingTracker::default());
/// assert_eq!(baseline.start(), &Start::default(), "an unknown start");
/// for moment in Reader::new(text.as_bytes())? {
///     let Moment::Seen(seen) = moment? else { continue };
///     let facing = seen.pose.as_ref().map(|pose| tracker.observe(seen.time, pose));
///     baseline.observe(&seen, facing, false);
/// }
/// assert_ne!(baseline.start(), &Start::default());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// What has to be known; empty where nothing is relative.
    wanted: Vec<StartValue>,
    start: Start,
    rest: Option<Rest>,
}

/// A rest under way.
#[derive(Clone, Debug)]
struct Rest {
    since: Timestamp,
    latest: Timestamp,
    places: [[Point; 2]; FOLLOWED.len()],
    samples: VecDeque<(Timestamp, Vec<Option<f64>>)>,
}

impl Baseline {
    /// A watch for what these measures need, each with whether its change from the start is meant.
    #[must_use]
    pub fn new(measures: impl IntoIterator<Item = (Measure, bool)>) -> Self {
        Self { wanted: wanted(measures), ..Self::default() }
    }

    /// Takes over a start that somebody else has seen.
    pub fn know(&mut self, start: &Start) {
        self.start = start.clone();
    }

    /// The start, as far as it is known.
    #[must_use]
    pub const fn start(&self) -> &Start {
        &self.start
    }

    /// Takes in what is seen and how the body stands. `is_posing` while the pose is taken or a hold is under way: that is no rest.
    pub fn observe(&mut self, observation: &Observation, facing: Option<Facing>, is_posing: bool) {
        if self.wanted.is_empty() {
            return;
        }
        let time = observation.time;
        let sight = facing.and_then(|facing| SeenBody::of(observation, facing));
        let Some(sight) = &sight.filter(|sight| !is_posing && shows_a_body(sight)) else {
            self.rest = None;
            return;
        };
        let places = FOLLOWED.map(|right| Side::BOTH.map(|side| sight.pose.at(side.of(right))));
        let mut rest = self.rest.take().filter(|rest| rest.goes_on(time, sight, &places)).unwrap_or_else(|| Rest {
            since: time,
            latest: time,
            places,
            samples: VecDeque::new(),
        });
        rest.latest = time;
        if rest.samples.back().is_none_or(|(at, _)| reached(time.since(*at), SAMPLE_EVERY)) {
            rest.samples.push_back((time, self.wanted.iter().map(|&raw| seen_now(raw, sight)).collect()));
            while rest.samples.front().is_some_and(|(at, _)| time.since(*at) > LONGEST_REST) {
                rest.samples.pop_front();
            }
            if reached(time.since(rest.since), REST) {
                for (index, &raw) in self.wanted.iter().enumerate() {
                    let seen: Vec<f64> = rest.samples.iter().filter_map(|(_, values)| values[index]).collect();
                    if seen.len() >= FEWEST
                        && let Some(value) = median_high(seen)
                    {
                        self.start.set(raw, value);
                    }
                }
            }
        }
        self.rest = Some(rest);
    }
}

/// A trunk that points at the camera, or isn't seen, starts nothing.
fn shows_a_body(sight: &SeenBody<'_>) -> bool {
    !matches!(sight.facing.view, BodyView::EndOn | BodyView::Unknown)
}

impl Rest {
    fn goes_on(&self, time: Timestamp, sight: &SeenBody<'_>, places: &[[Point; 2]; FOLLOWED.len()]) -> bool {
        let reach = STILL * torso_length(sight.pose);
        // What is hidden jumps about although nobody moves.
        let moved = self.places.iter().flatten().zip(places.iter().flatten()).zip(0..).any(|((before, now), index)| {
            let landmark = Side::BOTH[index % 2].of(FOLLOWED[index / 2]);
            sight.pose.keypoint(landmark).visibility >= crate::body::VISIBLE && before.distance(*now) > reach
        });
        !moved && time.since(self.latest) <= STALL
    }
}

/// What has to be remembered for these measures, each with whether its change from the start is meant.
fn wanted(measures: impl IntoIterator<Item = (Measure, bool)>) -> Vec<StartValue> {
    let mut wanted = Vec::new();
    let mut want = |raw: StartValue| {
        if !wanted.contains(&raw) {
            wanted.push(raw);
        }
    };
    for (measure, from_start) in measures {
        match measure.definition().formula {
            Formula::Relative(Relative::Shrug) => want(StartValue::Ears),
            Formula::Relative(Relative::ShoulderTurn) => {
                Axis::BOTH.map(StartValue::Chest).into_iter().for_each(&mut want);
                Axis::BOTH.map(StartValue::Legs).into_iter().for_each(&mut want);
                Axis::BOTH.map(StartValue::Thighs).into_iter().for_each(&mut want);
                want(StartValue::Breadth);
            }
            Formula::Relative(Relative::TrunkLength) => {
                want(StartValue::Torso);
                Side::BOTH.map(StartValue::SideTorso).into_iter().for_each(&mut want);
            }
            _ if from_start => {
                Side::BOTH.map(|side| StartValue::Of(measure, side)).into_iter().for_each(&mut want);
            }
            _ => {}
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::table::Measure;

    fn watch(baseline: &mut Baseline, mannequin: &Mannequin, tenths: std::ops::Range<u32>, is_posing: bool) {
        for tenth in tenths {
            let seen = mannequin.observe(f64::from(tenth) / 10.0);
            let facing = Facing::of(seen.pose.as_ref().unwrap());
            baseline.observe(&seen, Some(facing), is_posing);
        }
    }

    fn hip(baseline: &Baseline) -> Option<f64> {
        baseline.start().get(StartValue::Of(Measure::Hip, Side::Right))
    }

    #[test]
    fn a_second_of_rest_before_the_pose_is_the_start() {
        let mut baseline = Baseline::new([(Measure::Hip, true)]);
        watch(&mut baseline, &Mannequin::tabletop(), 0..9, false);
        assert_eq!(hip(&baseline), None, "not a whole second yet");
        watch(&mut baseline, &Mannequin::tabletop(), 9..15, false);
        let before = hip(&baseline).unwrap();
        watch(&mut baseline, &Mannequin::childs_pose(), 15..60, true);
        assert_eq!(hip(&baseline), Some(before), "the pose itself is no rest");
        watch(&mut baseline, &Mannequin::standing(), 60..75, false);
        assert!(hip(&baseline).unwrap() > before + 30.0, "the latest rest wins");
    }

    #[test]
    fn whoever_moves_does_not_rest() {
        let mut baseline = Baseline::new([(Measure::Hip, true)]);
        for tenth in 0..40 {
            let mannequin = Mannequin::tabletop().trunk(75.0 - f64::from(tenth));
            watch(&mut baseline, &mannequin, tenth..tenth + 1, false);
        }
        assert_eq!(hip(&baseline), None);
    }

    #[test]
    fn what_is_not_relative_remembers_nothing() {
        let mut baseline = Baseline::new([(Measure::Hip, false)]);
        watch(&mut baseline, &Mannequin::tabletop(), 0..30, false);
        assert_eq!(*baseline.start(), Start::default());
    }
}
