//! When somebody keeps still: stretches of moments in which every visible landmark stays where it was.

use std::time::Duration;

use crate::body::Landmark;
use crate::body::Landmark::{Nose, RightAnkle, RightEar, RightElbow, RightHip, RightKnee, RightShoulder, RightWrist};
use crate::body::Point;
use crate::body::{Pose, Side};
use crate::body::{VISIBLE, torso_length};
use crate::measure::Facing;
use crate::measure::Observation;
use crate::time::Timestamp;
use crate::time::reached;

use crate::statistics::median_high;

/// How long a rest lasts at least.
const REST: Duration = Duration::from_secs(1);
/// How far a landmark may wander in a rest, in torso lengths: a hand's breadth, as much as a pose model's noise and breathing
/// move it.
const STILL: f64 = 0.15;
/// What moves for no longer than this has not moved: a pose model may misplace a limb for a few pictures.
const FLICKER: Duration = Duration::from_millis(400);
/// Not being seen for no longer than this does not end a rest.
const BLINK: Duration = Duration::from_secs(1);
/// So long after a rest it is known that it is over.
pub const NOTICED: Duration = Duration::from_millis(1500);

/// One kept observation, with how the body stood.
#[derive(Clone, Debug)]
pub struct Moment {
    pub time: Timestamp,
    pub facing: Option<Facing>,
    pub seen: Observation,
}

/// A rest, as places in the list of moments: the first and one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    pub first: usize,
    pub end: usize,
}

impl Rest {
    /// Its moments.
    pub fn of(self, moments: &[Moment]) -> &[Moment] {
        moments.get(self.first..self.end).unwrap_or_default()
    }

    /// When it began.
    pub fn start(self, moments: &[Moment]) -> Timestamp {
        self.of(moments).first().map_or(Timestamp::ZERO, |moment| moment.time)
    }

    /// When it was last seen to go on.
    pub fn end(self, moments: &[Moment]) -> Timestamp {
        self.of(moments).last().map_or(Timestamp::ZERO, |moment| moment.time)
    }

    /// How long it lasted.
    pub fn length(self, moments: &[Moment]) -> Duration {
        self.end(moments).since(self.start(moments))
    }
}

/// What shows whether the body moves, on both sides.
const FOLLOWED: [Landmark; 8] =
    [Nose, RightEar, RightShoulder, RightElbow, RightWrist, RightHip, RightKnee, RightAnkle];

type Places = [Option<Point>; 2 * FOLLOWED.len()];

/// Where the visible landmarks are. What is hidden jumps about although nobody moves.
fn places(pose: &Pose) -> Places {
    std::array::from_fn(|index| {
        let side = Side::BOTH[index % 2];
        let keypoint = pose.keypoint(side.of(FOLLOWED[index / 2]));
        (keypoint.visibility >= VISIBLE).then_some(keypoint.at)
    })
}

fn have_moved(before: &Places, now: &Places, reach: f64) -> bool {
    before.iter().zip(now).any(|pair| matches!(pair, (Some(before), Some(now)) if before.distance(*now) > reach))
}

/// The rests, in order.
pub fn rests(moments: &[Moment]) -> Vec<Rest> {
    let poses = || moments.iter().filter_map(|moment| moment.seen.pose.as_ref());
    // A torso that is foreshortened in one pose is as long as ever: the longer ones show its length.
    let mut lengths: Vec<f64> = poses().map(torso_length).collect();
    lengths.sort_by(f64::total_cmp);
    let Some(&torso) = lengths.get(lengths.len() * 9 / 10) else { return Vec::new() };
    let reach = STILL * torso;
    let places: Vec<Option<Places>> = moments.iter().map(|moment| moment.seen.pose.as_ref().map(places)).collect();
    let mut found: Vec<Rest> = Vec::new();
    let mut first = 0;
    while first < moments.len() {
        let end = end_of(moments, &places, first, reach);
        let rest = Rest { first, end };
        if reached(rest.length(moments), REST) {
            found.push(rest);
            first = end;
        } else {
            first += 1;
        }
    }
    joined(moments, &places, found, reach)
}

/// One past the last moment at which the body is where it was at `first`; `first` itself where nobody is seen.
fn end_of(moments: &[Moment], places: &[Option<Places>], first: usize, reach: f64) -> usize {
    let Some(Some(mut reference)) = places.get(first).copied() else { return first };
    let mut end = first + 1;
    let mut last_still = moments[first].time;
    for (moment, now) in moments.iter().zip(places).skip(first + 1) {
        end += 1;
        let away = moment.time.since(last_still);
        let is_still = match now {
            Some(now) if !have_moved(&reference, now, reach) => {
                for (reference, now) in reference.iter_mut().zip(now) {
                    *reference = reference.or(*now);
                }
                true
            }
            Some(_) if away > FLICKER => break,
            None if away > BLINK => break,
            _ => false,
        };
        if is_still {
            last_still = moment.time;
        }
    }
    // What was away at the end does not belong to it.
    let still = |moment: &Moment| moment.time <= last_still;
    first + moments.iter().take(end).skip(first).filter(|moment| still(moment)).count()
}

/// Rests in one place that only a moment divides are one.
fn joined(moments: &[Moment], places: &[Option<Places>], found: Vec<Rest>, reach: f64) -> Vec<Rest> {
    let middle = |rest: Rest| -> Places {
        std::array::from_fn(|index| {
            let seen = || places[rest.first..rest.end].iter().filter_map(|places| (*places)?[index]);
            Some(Point::new(median_high(seen().map(|at| at.x))?, median_high(seen().map(|at| at.y))?))
        })
    };
    let mut joined: Vec<Rest> = Vec::new();
    for rest in found {
        match joined.last_mut() {
            Some(before)
                if rest.start(moments).since(before.end(moments)) <= BLINK
                    && !have_moved(&middle(*before), &middle(rest), reach) =>
            {
                before.end = rest.end;
            }
            _ => joined.push(rest),
        }
    }
    joined.into_iter().map(|rest| trimmed(places, rest, &middle(rest), reach / 2.0)).collect()
}

/// Without the last of the way there and the first of the way back, which seem still to begin with.
fn trimmed(places: &[Option<Places>], rest: Rest, middle: &Places, reach: f64) -> Rest {
    let is_there = |index: &usize| places[*index].as_ref().is_some_and(|places| !have_moved(middle, places, reach));
    let first = (rest.first..rest.end).find(is_there).unwrap_or(rest.first);
    let end = (first..rest.end).rev().find(is_there).map_or(rest.end, |last| last + 1);
    Rest { first, end }
}
