//! The start and the hold among the rests.

use crate::body::Side;
use crate::measure::Baseline;
use crate::measure::BodyView;
use crate::measure::CameraSide;
use crate::measure::Facing;
use crate::measure::Formula;
use crate::measure::Measure;
use crate::measure::Start;
use crate::measure::is_on_feet;
use crate::time::Timestamp;
use crate::time::reached;

use crate::learn::learned::{NotLearned, SHORTEST_LEARNED};
use crate::learn::rests::{Moment, Rest};
use crate::learn::statistics::{Measured, measured};

/// A hold and the rest that it started from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub start: Option<Rest>,
    pub hold: Rest,
}

/// The hold: the longest rest that is another pose than the first one, and what it came from; where the first rest is the only
/// pose, that one, unless it is standing about.
pub fn find(moments: &[Moment], rests: &[Rest]) -> Option<Found> {
    let first = *rests.first()?;
    let is_long = |rest: &Rest| reached(rest.length(moments), SHORTEST_LEARNED);
    let hold = rests
        .iter()
        .skip(1)
        .filter(|rest| is_long(rest) && are_two_poses(first.of(moments), rest.of(moments)))
        .max_by_key(|rest| rest.length(moments));
    if let Some(&hold) = hold {
        let before = rests.iter().rev().filter(|rest| rest.end <= hold.first);
        let start = before.copied().find(|rest| are_two_poses(rest.of(moments), hold.of(moments)));
        return Some(Found { start: start.or(Some(first)), hold });
    }
    (is_long(&first) && !is_standing_about(first.of(moments))).then_some(Found { start: None, hold: first })
}

/// What distinguishes poses.
fn telling() -> impl Iterator<Item = Measure> {
    Measure::ALL
        .into_iter()
        .filter(|measure| !measure.is_relative() && !matches!(measure.definition().formula, Formula::Spine(_)))
}

fn are_two_poses(one: &[Moment], other: &[Moment]) -> bool {
    let start = Start::default();
    telling().flat_map(|measure| Side::BOTH.map(|side| (measure, side))).any(|(measure, side)| {
        let of = |moments| measured(moments, &start, measure, side);
        of(one).zip(of(other)).is_some_and(|(one, other)| one.differs_from(other))
    }) || turned(one, other)
}

/// Shoulders that turned from the front: the one thing that is measured against the start and nothing else.
fn turned(one: &[Moment], other: &[Moment]) -> bool {
    let start = start_of(one);
    let of = |moments| measured(moments, &start, Measure::ShoulderTurn, Side::Right);
    of(other).is_some_and(|turned| turned.median > turned.uncertainty())
}

/// Arms that hang are within this angle of the trunk.
const HANGING: f64 = 40.0;

/// Upright on the feet with the arms down: not a stretch yet.
fn is_standing_about(moments: &[Moment]) -> bool {
    let on_feet = moments.iter().filter(|moment| moment.seen.pose.as_ref().and_then(is_on_feet) == Some(true)).count();
    let arm = |side| measured(moments, &Start::default(), Measure::Shoulder, side);
    2 * on_feet > moments.len() && Side::BOTH.iter().all(|&side| arm(side).is_none_or(|arm| arm.median < HANGING))
}

/// What was measured at rest.
fn start_of(moments: &[Moment]) -> Start {
    let mut baseline = Baseline::new(Measure::ALL.map(|measure| (measure, false)));
    for moment in moments {
        baseline.observe(&moment.seen, moment.facing, false);
    }
    baseline.start().clone()
}

/// A demonstration ready to be described.
#[derive(Clone, Debug)]
pub struct Demonstration<'a> {
    /// Moments of the hold.
    pub hold: &'a [Moment],
    /// Moments of the start, where there is one.
    pub start: Option<&'a [Moment]>,
    /// The person's own values at the start.
    pub own: Start,
    /// Which part of the body the camera sees in the hold.
    pub see: CameraSide,
    /// The side nearer the camera in most of the hold.
    pub near: Side,
    /// When the hold began and ended.
    pub held: (Timestamp, Timestamp),
}

impl<'a> Demonstration<'a> {
    /// What was found, unless it was seen so that nothing can be measured.
    pub fn of(moments: &'a [Moment], found: Found) -> Result<Self, NotLearned> {
        let hold = found.hold.of(moments);
        let start = found.start.map(|start| start.of(moments));
        let facings = || hold.iter().filter_map(|moment| moment.facing);
        let count = |is: &dyn Fn(&Facing) -> bool| facings().filter(|facing| is(facing)).count();
        let by_view = [
            (BodyView::Side, Some(CameraSide::Side)),
            (BodyView::ThreeQuarter, Some(CameraSide::ThreeQuarter)),
            (BodyView::Front, Some(CameraSide::Front)),
            (BodyView::EndOn, None),
            (BodyView::Unknown, None),
        ];
        let most = by_view.into_iter().max_by_key(|(view, _)| count(&|facing| facing.view == *view));
        let mut see = most.and_then(|(_, see)| see).ok_or(NotLearned::UnusableView)?;
        // Somebody who turns the shoulders away still stands before the camera.
        let was_in_front = start.is_some_and(|start| {
            let front = start.iter().filter_map(|moment| moment.facing).filter(|facing| facing.view == BodyView::Front);
            2 * front.count() > start.len()
        });
        if was_in_front && see == CameraSide::ThreeQuarter {
            see = CameraSide::Front;
        }
        let near =
            if 2 * count(&|facing| facing.near == Side::Left) > facings().count() { Side::Left } else { Side::Right };
        let own = start.map(start_of).unwrap_or_default();
        let times = (found.hold.start(moments), found.hold.end(moments));
        Ok(Self { hold, start, own, see, near, held: times })
    }

    /// A measure in the hold.
    pub fn in_hold(&self, measure: Measure, side: Side) -> Option<Measured> {
        measured(self.hold, &self.own, measure, side)
    }

    /// A measure at the start.
    pub fn at_start(&self, measure: Measure, side: Side) -> Option<Measured> {
        measured(self.start?, &self.own, measure, side)
    }
}
