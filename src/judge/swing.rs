//! A movement's own two ends: each pose of a movement is judged against the other one, as this body has just shown it, and not
//! against a start that may never have been.
//!
//! ```text
//! value ─┐ the second pose ╭──╮                 ╭─
//!        │                ╱    ╲               ╱      a pose is reached when the value has come away from the other
//!        │   mid-way ────╱──────╲─────────────╱       pose's end by as much as the two ranges ask for, or by the
//!        │              ╱        ╲           ╱        value's own error where that is more
//!        └─ the first pose        ╰─────────╯
//! ```
//!
//! What the two poses ask of the same limb in ranges that don't meet (the bow of the back in cat and in cow) is an *axis*; its
//! ends are followed here. What must not change in a movement is compared with how it was at the latest end. A rest before the
//! first end is the start where there was one: in a movement until both ends are known, and for poses that are held, which coming back
//! half way must not fulfil, until the ends show that it was one of them.

use std::time::Duration;

use crate::body::Side;
use crate::judge::matcher::{Verdict, assess_targets, verdict};
use crate::judge::timing::ENTERING;
use crate::measure::Facing;
use crate::measure::Measure;
use crate::measure::Observation;
use crate::measure::SeenBody;
use crate::measure::SpineShape;
use crate::measure::Start;
use crate::measure::StartValue;
use crate::measure::read;
use crate::measure::{Bow, Formula};
use crate::statistics::middle_of_three;
use crate::stretch::{PoseIndex, Range, Role, Stretch, Target};
use crate::time::Since;
use crate::time::Timestamp;
use crate::time::reached;

/// Of a value that comes more often than this nothing is lost: the back is looked at ten times a second.
const SAMPLE_EVERY: Duration = Duration::from_millis(90);
/// Somebody who comes back to where a movement begins is back when so much of the way is undone: nobody comes back to the millimetre,
/// and the two thirds that are undone are more than any error.
const BACK: f64 = 1.0 / 3.0;
/// Somebody who has reached an end this long ago is still moving: a slow repetition takes about ten seconds.
pub(crate) const STILL_MOVING: Duration = Duration::from_secs(6);
/// Half of what a back can do is asked for between two ends; to one side of level it goes about as far, and not as much as this
/// many times further.
const FURTHER_THAN_LEVEL: f64 = 1.6;
/// As near to an end, as a share of the way between both, a rest is that end.
const AT_AN_END: f64 = 0.2;
/// After the body was elsewhere for this long its ends are those of another set, perhaps before another camera.
const FORGET_AFTER: Duration = Duration::from_secs(20);

/// Follows the two ends of a stretch's movement.
#[derive(Clone, Debug, Default)]
pub struct Swing {
    axes: Vec<Axis>,
    steady: Vec<KeptMeasure>,
    /// What shows that the body is where the movement is done.
    place: Vec<Target>,
    /// For how long it has been there, with each side as the working one.
    in_place: [Since; 2],
    seen_in_place: Option<Timestamp>,
    /// What each pose is measured from.
    starts: Option<[Start; 2]>,
    /// Whether a rest stays the start until it is shown to be none: a pose that is held is more than coming back from the other.
    keeps_rest: bool,
}

/// A moment of a value.
#[derive(Clone, Copy, Debug)]
struct Sample {
    value: f64,
    /// The curve of the back, if that is what the value is of: two curves differ by less error than their values.
    shape: Option<SpineShape>,
    /// Whether the body had been in place for a while by then.
    is_settled: bool,
}

/// A value in whose two ends the poses differ, on one side of the body.
#[derive(Clone, Debug)]
struct Axis {
    measure: Measure,
    side: Side,
    from_start: bool,
    /// What the poses ask of it, as changes from a rest.
    ranges: [Range; 2],
    /// The furthest that was seen toward each pose; of the pose reached last since it was reached, of the other one before that.
    ends: [Option<Sample>; 2],
    last: Option<PoseIndex>,
    /// Whether the value has gone all the way between two ends; until then a rest is the better start.
    has_swung: bool,
    /// When each end was last reached.
    reached_at: [Option<Timestamp>; 2],
    /// The furthest that two ends, one after the other, have been apart.
    widest: f64,
    /// The pose that the body was in at the beginning, as the way to the other one has shown.
    began_in: Option<PoseIndex>,
    recent: Vec<Sample>,
    /// The value at a rest before the movement.
    rest: Option<f64>,
    sampled_at: Option<Timestamp>,
}

/// A value that a movement must leave as it is, on one side of the body.
#[derive(Clone, Debug)]
struct KeptMeasure {
    measure: Measure,
    side: Side,
    /// As it was when the movement was at its latest end; before that, when the body came into place.
    anchor: Option<f64>,
}

impl Swing {
    /// Of a stretch that is no movement, nothing is followed.
    #[must_use]
    pub fn new(stretch: &Stretch) -> Self {
        let Some([first, second]) = &stretch.poses else { return Self::default() };
        let is_relative = |target: &&Target| target.from_start || is_change_of_bow(target.measure);
        let of_both = |target: &Target| Side::BOTH.map(|side| (target.measure, side, target.from_start));
        let mut axes: Vec<Axis> = Vec::new();
        for target in first.targets.iter().filter(is_relative) {
            let other = second.targets.iter().find(|other| {
                other.measure == target.measure && other.limb == target.limb && other.from_start == target.from_start
            });
            let Some(ranges) = other.map(|other| [target.range, other.range]).filter(are_apart) else { continue };
            for (measure, side, from_start) in of_both(target) {
                // The back has one bow, whichever side is seen.
                let is_known = axes.iter().any(|axis| axis.measure == measure && (axis.side == side || !from_start));
                if !is_known {
                    let (ends, recent) = ([None, None], Vec::new());
                    let (last, rest, sampled_at) = (None, None, None);
                    axes.push(Axis {
                        measure,
                        side,
                        from_start,
                        ranges,
                        ends,
                        last,
                        has_swung: false,
                        reached_at: [None, None],
                        widest: 0.0,
                        began_in: None,
                        recent,
                        rest,
                        sampled_at,
                    });
                }
            }
        }
        let poses = [first, second].into_iter().flat_map(|pose| &pose.targets);
        let mut steady: Vec<KeptMeasure> = Vec::new();
        for (measure, side, _) in poses.filter(|target| target.from_start).flat_map(of_both) {
            let is_axis = axes.iter().any(|axis| axis.measure == measure);
            if !is_axis && !steady.iter().any(|steady| steady.measure == measure && steady.side == side) {
                steady.push(KeptMeasure { measure, side, anchor: None });
            }
        }
        let stays = |target: &&Target| target.role == Role::Must && !target.from_start && !target.measure.is_relative();
        let place = stretch.targets.iter().filter(stays).cloned().collect();
        Self { axes, steady, place, ..Self::default() }
    }

    /// The same of poses that are held.
    #[must_use]
    pub fn between_holds(stretch: &Stretch) -> Self {
        Self { keeps_rest: true, ..Self::new(stretch) }
    }

    /// What a pose is measured from, where its ends are known; `None` for a stretch of one pose, and while nothing has been seen.
    #[must_use]
    pub fn start_of(&self, pose: Option<PoseIndex>) -> Option<&Start> {
        Some(&self.starts.as_ref()?[pose?])
    }

    /// The pose in which somebody worked on this side before the first one that was reached: who begins in mid-movement has been
    /// at its other end, and how far away that was shows only afterwards.
    #[must_use]
    pub fn began_in(&self, side: Option<Side>) -> Option<PoseIndex> {
        self.axes.iter().filter(|axis| side.is_none_or(|side| axis.is_of(side))).find_map(|axis| axis.began_in)
    }

    /// Whether the body is moving now between ends as far apart as the poses ask for, and no further, on this side; where the
    /// poses differ in more than one value, in all of them.
    #[must_use]
    pub fn is_moving(&self, time: Timestamp, side: Option<Side>) -> bool {
        let mut axes = self.axes.iter().filter(|axis| side.is_none_or(|side| axis.is_of(side))).peekable();
        axes.peek().is_some() && axes.all(|axis| axis.is_moving(time))
    }

    /// Whether the ends that were seen are further apart than the two poses may be: it is a larger movement.
    #[must_use]
    pub fn is_too_wide(&self) -> bool {
        self.axes.iter().any(Axis::is_too_wide)
    }

    /// Whether the two poses differ in this measure.
    #[must_use]
    pub fn is_between(&self, measure: Measure) -> bool {
        self.axes.iter().any(|axis| axis.measure == measure)
    }

    /// Whether the body has gone all the way from one end to the other.
    #[must_use]
    pub fn has_both_ends(&self) -> bool {
        self.axes.iter().any(|axis| axis.has_swung)
    }

    /// Takes in what is seen and how the body stands; `rest` is what is known of the person's start.
    pub fn observe(&mut self, observation: &Observation, facing: Option<Facing>, rest: &Start) {
        if self.axes.is_empty() && self.steady.is_empty() {
            return;
        }
        let time = observation.time;
        if self.seen_in_place.is_some_and(|at| time < at || time.since(at) > FORGET_AFTER) {
            self.forget();
        }
        let Some(facing) = facing else { return };
        let Some(sight) = SeenBody::of(observation, facing) else { return };
        for (index, side) in Side::BOTH.into_iter().enumerate() {
            let assessments = assess_targets(&self.place, observation, facing, rest, side);
            let fits = assessments.is_empty() || verdict(&assessments) >= Verdict::Edge;
            let lasting = self.in_place[index].lasts(time, fits);
            let Some(lasting) = lasting else { continue };
            self.seen_in_place = Some(time);
            // Somebody who is only just getting there reaches no end, but may begin from one.
            let is_settled = reached(lasting, ENTERING);
            let mut has_turned = false;
            for axis in self.axes.iter_mut().filter(|axis| axis.is_of(side)) {
                has_turned |= axis.observe(time, &sight, rest, is_settled);
            }
            for steady in self.steady.iter_mut().filter(|steady| steady.side == side) {
                steady.observe(&sight, has_turned);
            }
        }
        self.starts = Some(PoseIndex::BOTH.map(|pose| self.start(pose, rest)));
    }

    /// What is known of the movement is of another set.
    pub fn forget(&mut self) {
        for axis in &mut self.axes {
            axis.forget();
            axis.sampled_at = None;
        }
        for steady in &mut self.steady {
            steady.anchor = None;
        }
        (self.seen_in_place, self.starts) = (None, None);
    }

    fn start(&self, pose: PoseIndex, rest: &Start) -> Start {
        let mut start = rest.clone();
        for axis in &self.axes {
            let Some(reference) = axis.reference(pose, self.keeps_rest) else { continue };
            match reference.shape {
                Some(shape) => start.set_bow(shape, -reference.value),
                None => start.set(StartValue::Of(axis.measure, axis.side), reference.value),
            }
        }
        for steady in &self.steady {
            let raw = StartValue::Of(steady.measure, steady.side);
            // A rest before the movement is the better start, while that has not shown where its ends are.
            let is_known = start.get(raw).is_some() && !self.has_both_ends();
            if let Some(anchor) = steady.anchor.filter(|_| !is_known) {
                start.set(raw, anchor);
            }
        }
        start
    }
}

fn is_change_of_bow(measure: Measure) -> bool {
    measure.definition().formula == Formula::Spine(Bow::Neutral)
}

fn are_apart([one, other]: &[Range; 2]) -> bool {
    one.high() < other.low() || other.high() < one.low()
}

/// What an end of this range stands for, as a change from a rest: the least that it asks for.
fn least(range: Range) -> f64 {
    if range.low() > 0.0 {
        range.low()
    } else if range.high() < 0.0 {
        range.high()
    } else {
        0.0
    }
}

impl Axis {
    fn forget(&mut self) {
        (self.ends, self.reached_at) = ([None, None], [None, None]);
        (self.last, self.began_in, self.widest, self.has_swung) = (None, None, 0.0, false);
        self.recent.clear();
    }

    /// Whether a movement that is worked on this side moves it.
    fn is_of(&self, side: Side) -> bool {
        !self.from_start || self.side == side
    }

    /// 1 for the pose at the upper end of the value, -1 for the other.
    fn direction(&self, pose: PoseIndex) -> f64 {
        if self.ranges[pose].low() > self.ranges[pose.other()].high() { 1.0 } else { -1.0 }
    }

    fn is_moving(&self, time: Timestamp) -> bool {
        let [Some(first), Some(second)] = self.reached_at else { return false };
        time.since(first.max(second)) <= STILL_MOVING && !self.is_too_wide()
    }

    /// Whether the ends are further apart than the poses may be, each measured from where the other one begins.
    fn is_too_wide(&self) -> bool {
        let upper = if self.direction(PoseIndex::Second) > 0.0 { PoseIndex::Second } else { PoseIndex::First };
        let (low, high) = (self.ranges[upper.other()], self.ranges[upper]);
        self.widest > (high.high() - least(low)).max(least(high) - low.low())
    }

    /// Whether what was taken for a rest was one of the ends: the other one is further from it than a body goes from level.
    fn is_rest_an_end(&self) -> bool {
        let ([Some(one), Some(other)], Some(rest)) = (self.ends, self.rest) else { return false };
        let way = (one.value - other.value).abs();
        let nearest = (one.value - rest).abs().min((other.value - rest).abs());
        way >= FURTHER_THAN_LEVEL * self.asked() && nearest <= AT_AN_END * way
    }

    /// How far the two ends must be apart.
    fn asked(&self) -> f64 {
        (least(self.ranges[0]) - least(self.ranges[1])).abs()
    }

    /// Takes in a look; returns whether an end has just been reached.
    fn observe(&mut self, time: Timestamp, sight: &SeenBody<'_>, rest: &Start, is_settled: bool) -> bool {
        if self.sampled_at.is_some_and(|at| !reached(time.since(at), SAMPLE_EVERY)) {
            return false;
        }
        let Some((sample, error)) = self.sample(sight, is_settled) else { return false };
        self.rest = if self.from_start {
            rest.get(StartValue::Of(self.measure, self.side))
        } else {
            sight.spine.and_then(|spine| spine.change).map(|change| sample.value - change.change)
        };
        self.sampled_at = Some(time);
        let turned_round = self.recent.last().and_then(|last| last.shape).zip(sample.shape);
        if turned_round.is_some_and(|(before, now)| before.is_clockwise != now.is_clockwise) {
            self.forget();
        }
        self.recent.push(sample);
        if self.recent.len() > 3 {
            self.recent.remove(0);
        }
        let Some(sample) = self.middle() else { return false };
        for pose in PoseIndex::BOTH.into_iter().filter(|&pose| self.last.is_none_or(|last| last == pose)) {
            let further = self.ends[pose].is_none_or(|end| self.direction(pose) * (sample.value - end.value) > 0.0);
            if further {
                self.ends[pose] = Some(sample);
            }
        }
        if let [Some(one), Some(other)] = self.ends {
            self.widest = self.widest.max((one.value - other.value).abs());
        }
        if !is_settled {
            return false;
        }
        let mut goals = PoseIndex::BOTH.into_iter().filter(|&pose| self.last != Some(pose));
        let by_end = goals.clone().find(|&pose| self.is_far_from_end(pose, sample, error));
        let by_rest = || goals.find(|&pose| self.is_far_from_rest(pose, sample, error));
        let Some(pose) = by_end.or_else(by_rest) else { return false };
        self.has_swung |= by_end.is_some();
        if self.last.is_none() && self.rest.is_none() && self.ends[pose.other()].is_some_and(|end| end.is_settled) {
            self.began_in = Some(pose.other());
        }
        self.last = Some(pose);
        self.ends[pose] = Some(sample);
        self.reached_at[pose] = Some(time);
        true
    }

    /// Whether the value is far enough from the other pose's end.
    fn is_far_from_end(&self, pose: PoseIndex, sample: Sample, error: f64) -> bool {
        let away = |end: Sample| self.direction(pose) * (sample.value - end.value);
        self.ends[pose.other()].is_some_and(|end| away(end) >= self.asked().max(error))
    }

    /// Whether it is far enough from a rest, which helps until there are ends.
    fn is_far_from_rest(&self, pose: PoseIndex, sample: Sample, error: f64) -> bool {
        let asked = least(self.ranges[pose]).abs();
        let away = |rest: f64| self.direction(pose) * (sample.value - rest);
        let rest = self.rest.filter(|_| self.last.is_none() && asked > 0.0);
        rest.is_some_and(|rest| away(rest) >= asked.max(error))
    }

    /// The middle one of the last three samples: a single picture makes no end.
    fn middle(&self) -> Option<Sample> {
        let [a, b, c] = self.recent.as_slice() else { return None };
        Some(middle_of_three([*a, *b, *c], |one, other| one.value.total_cmp(&other.value)))
    }

    fn sample(&self, sight: &SeenBody<'_>, is_settled: bool) -> Option<(Sample, f64)> {
        if self.from_start {
            let reading = read(sight, &Start::default(), self.measure, self.side);
            let (value, error) = reading.value().zip(reading.error())?;
            return Some((Sample { value, shape: None, is_settled }, error));
        }
        let curve = sight.spine?.curve.ok()?;
        Some((Sample { value: curve.curve, shape: Some(curve.shape), is_settled }, curve.error))
    }

    /// What a pose's change is measured from. With a shape, its own value is kept apart: it stands for the change from there.
    fn reference(&self, pose: PoseIndex, keeps_rest: bool) -> Option<Sample> {
        let other = pose.other();
        let (own_least, other_least) = (least(self.ranges[pose]), least(self.ranges[other]));
        let is_kept = !self.has_swung || (keeps_rest && !self.is_rest_an_end());
        if is_kept && self.rest.is_some() {
            return None;
        }
        let now = self.middle()?;
        let (from, stands_for) = match (self.ends[pose], self.ends[other]) {
            // Back to where the movement begins: two thirds of the way will do.
            (Some(own), Some(other_end)) if own_least == 0.0 && self.last.is_some() => {
                let way = own.value - other_end.value;
                let edge = if self.direction(pose) > 0.0 { self.ranges[pose].low() } else { self.ranges[pose].high() };
                let spare = (BACK * way.abs() - edge.abs()).max(0.0);
                (own, self.direction(pose) * spare)
            }
            (own, None) if own_least == 0.0 => (own?, 0.0),
            (_, other_end) => {
                let end = other_end?;
                // The other pose may have been taken further than it need be: so much more is no more than this one may be.
                let change = now.value - end.value + other_least;
                let (low, high) = (self.ranges[pose].low(), self.ranges[pose].high());
                let most = self.ranges[other];
                let spare = if self.direction(pose) > 0.0 {
                    (other_least - most.low()).min((change - high).max(0.0))
                } else {
                    -(most.high() - other_least).min((low - change).max(0.0))
                };
                (end, other_least - spare)
            }
        };
        Some(match from.shape {
            Some(_) => Sample { value: -stands_for, ..from },
            None => Sample { value: from.value - stands_for, ..from },
        })
    }
}

impl KeptMeasure {
    fn observe(&mut self, sight: &SeenBody<'_>, has_turned: bool) {
        let Some(value) = read(sight, &Start::default(), self.measure, self.side).value() else { return };
        if has_turned || self.anchor.is_none() {
            self.anchor = Some(value);
        }
    }
}
