//! A recording seen again by a slower machine: when it looks, and what its time stamps say then.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use supple::body::{Keypoint, Point, Point3, Pose};
use supple::coach::{Event, EventKind, Session};
use supple::device::recordings;
use supple::measure::Observation;
use supple::record::{Moment, Reader};
use supple::stretch::{Dose, Pace, Step, Stretch};
use supple::time::Timestamp;

/// Chance that is the same each time (`SplitMix64`).
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// From 0 to below 1.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// What was seen once, to be looked at whenever one likes: between two frames a body is between its two places.
pub struct Film(Vec<Observation>);

impl Film {
    pub fn open(file: &Path) -> Self {
        let moments = Reader::new(recordings::open(file).unwrap()).unwrap();
        let seen = moments.filter_map(|moment| match moment.unwrap() {
            Moment::Seen(seen) => Some(seen),
            Moment::Pressed { .. } => None,
        });
        Self(seen.collect())
    }

    pub fn length(&self) -> f64 {
        self.0.last().map_or(0.0, |last| last.time.secs())
    }

    /// What is seen at this moment, with another time stamp.
    pub fn at(&self, moment: f64, stamp: f64) -> Observation {
        let after = self.0.partition_point(|seen| seen.time.secs() <= moment).min(self.0.len() - 1);
        let (before, after) = (&self.0[after.saturating_sub(1)], &self.0[after]);
        let span = after.time.secs() - before.time.secs();
        let share = if span > 0.0 { ((moment - before.time.secs()) / span).clamp(0.0, 1.0) } else { 0.0 };
        let pose = match (&before.pose, &after.pose) {
            (Some(before), Some(after)) => Some(between(before, after, share)),
            _ => before.pose.clone(),
        };
        Observation { time: Timestamp::from_secs(stamp), pose, ..before.clone() }
    }

    /// The looks that it was recorded with.
    pub fn own(&self) -> Looks {
        Looks(self.0.iter().map(|seen| Look { at: seen.time.secs(), stamp: seen.time.secs() }).collect())
    }
}

fn between(before: &Pose, after: &Pose, share: f64) -> Pose {
    let mix = |one: f64, other: f64| one + (other - one) * share;
    let mut pose = before.clone();
    for (index, place) in pose.landmarks.iter_mut().enumerate() {
        let (one, other) = (before.landmarks[index], after.landmarks[index]);
        *place = Keypoint {
            at: Point::new(mix(one.at.x, other.at.x), mix(one.at.y, other.at.y)),
            depth: mix(one.depth, other.depth),
            visibility: mix(one.visibility, other.visibility),
        };
        let (one, other) = (before.world[index], after.world[index]);
        pose.world[index] = Point3 { x: mix(one.x, other.x), y: mix(one.y, other.y), z: mix(one.z, other.z) };
    }
    pose
}

/// One look of a camera: when it really was, and what its time stamp says.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub at: f64,
    pub stamp: f64,
}

/// All looks of a machine, in the order in which they come.
#[derive(Clone, Debug)]
pub struct Looks(pub Vec<Look>);

impl Looks {
    /// So many looks a second over this time, the first after `phase` of the time between two.
    pub fn regular(rate: f64, phase: f64, seconds: f64) -> Self {
        let moments = (0..).map(|index| (f64::from(index) + phase) / rate).take_while(|&at| at <= seconds);
        Self(moments.map(|at| Look { at, stamp: at }).collect())
    }

    /// Without this share of them.
    pub fn losing(mut self, share: f64, seed: u64) -> Self {
        let mut chance = Chance::of(seed);
        self.0.retain(|_| chance.next() >= share);
        self
    }

    /// Stamps that are off by up to so many seconds, either way.
    pub fn jittering(mut self, most: f64, seed: u64) -> Self {
        let mut chance = Chance::of(seed);
        for look in &mut self.0 {
            look.stamp = (look.stamp + (2.0 * chance.next() - 1.0) * most).max(0.0);
        }
        self
    }

    /// They come so many at once, and are stamped when they come, 4 milliseconds apart.
    pub fn in_bursts(mut self, of: usize) -> Self {
        for burst in self.0.chunks_mut(of) {
            let comes = burst.last().map_or(0.0, |last| last.stamp);
            for (look, after) in burst.iter_mut().zip(0..) {
                look.stamp = comes + f64::from(after) * 0.004;
            }
        }
        self
    }

    /// From this moment on stamps are later by so many seconds, or earlier.
    pub fn leaping(mut self, from: f64, by: f64) -> Self {
        for look in self.0.iter_mut().filter(|look| look.at >= from) {
            look.stamp += by;
        }
        self
    }

    /// Stamps stand still from one moment to another, and are right again after that.
    pub fn standing_still(mut self, from: f64, to: f64) -> Self {
        let still = self.0.iter().find(|look| look.at >= from).map_or(from, |look| look.stamp);
        for look in self.0.iter_mut().filter(|look| (from..to).contains(&look.at)) {
            look.stamp = still;
        }
        self
    }

    /// Nothing is looked at from one moment to another.
    pub fn blind(mut self, from: f64, to: f64) -> Self {
        self.0.retain(|look| !(from..to).contains(&look.at));
        self
    }

    /// Every stamp later by so many seconds.
    pub fn later_by(mut self, begin: f64) -> Self {
        self.0.iter_mut().for_each(|look| look.stamp += begin);
        self
    }
}

/// What came of a session.
pub struct Told {
    pub events: Vec<Event>,
}

impl Told {
    /// Seconds held, over all attempts.
    pub fn held(&self) -> f64 {
        let held = |event: &Event| match &event.kind {
            EventKind::HoldCompleted(hold) | EventKind::HoldAbandoned(hold) => hold.held_seconds,
            EventKind::SessionEnded { held_seconds, .. } => *held_seconds,
            _ => 0.0,
        };
        self.events.iter().map(held).sum()
    }
}

/// One long hold of a stretch, as a machine that looks so sees it.
pub fn coached(film: &Film, stretch: &Arc<Stretch>, looks: &Looks) -> Told {
    let dose = Dose { pace: Pace::Hold(Duration::from_mins(1)), reps: 1, rest: Duration::ZERO };
    let mut session = Session::new(vec![Step { stretch: Arc::clone(stretch), dose }]).unwrap();
    let mut events = Vec::new();
    for look in &looks.0 {
        events.extend(session.observe(&film.at(look.at, look.stamp)));
    }
    events.extend(session.end(Timestamp::ZERO));
    Told { events }
}
