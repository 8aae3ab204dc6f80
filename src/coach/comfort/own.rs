//! What is asked of this person: their limits in a session, and how these change.

use super::limits::{ComfortLimits, ComfortOf, OwnLimit};
use crate::body::Side;
use crate::coach::event::{EventKind, HurtTarget};
use crate::judge::{Room, Slot, rooms, short_by, value_short_by, with_shallow_end};
use crate::stretch::{Stretch, Target};

/// So much of the way from rest to a range a limit moves at most from one session to the next.
const STEP: f64 = 0.05;
/// Part of the error of a value by which a limit lies short of where the body was: nobody comes to the same place twice.
const EASE: f64 = 0.5;

/// How a person is coached besides what the stretches say.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Care {
    /// Their own limits; `None` where these are not to be found or used.
    comfort: Option<Comfort>,
    /// Whether something has hurt in this session: from then on nothing asks for more depth.
    pub is_sparing: bool,
}

#[derive(Clone, Debug)]
struct Comfort {
    /// What was known when the session began.
    at_begin: ComfortLimits,
    /// What counts today.
    today: ComfortLimits,
    /// What is to be known from the next session on.
    kept: ComfortLimits,
}

/// Where the body was by one target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Found {
    /// The target's place among those of its pose.
    pub place: usize,
    /// The typical value.
    pub value: f64,
    /// Its error.
    pub error: f64,
}

impl Care {
    /// With what is known of the person's limits.
    pub fn with_comfort(limits: ComfortLimits) -> Self {
        let comfort = Comfort { at_begin: limits.clone(), today: limits.clone(), kept: limits };
        Self { comfort: Some(comfort), is_sparing: false }
    }

    /// Whether limits are found and used.
    pub const fn has_comfort(&self) -> bool {
        self.comfort.is_some()
    }

    /// The targets of a slot as they are asked of this person; `None` where they are the stretch's own.
    pub fn targets(&self, stretch: &Stretch, slot: Slot) -> Option<Vec<Target>> {
        let today = &self.comfort.as_ref()?.today;
        if today.is_empty() {
            return None;
        }
        let targets = stretch.targets_of(slot.pose);
        let rooms = rooms(targets);
        let own = |(target, room): (&Target, &Option<Room>)| {
            let limit = today.get(&of(stretch, slot, target))?;
            let short = short_by(target, limit)?.min((*room)?.short);
            // A limit beyond the shallow end asks for no less than the stretch does.
            let end = value_short_by(target, Some(short).filter(|&short| short > 0.0)?)?;
            with_shallow_end(target, end)
        };
        let own: Vec<Option<Target>> = targets.iter().zip(&rooms).map(own).collect();
        if own.iter().all(Option::is_none) {
            return None;
        }
        Some(targets.iter().zip(own).map(|(target, own)| own.unwrap_or_else(|| target.clone())).collect())
    }

    /// The body rests at these places short of what is asked for, and they are its limits from now on. Nothing where one of them is too near to rest:
    /// that would be no stretch.
    pub fn find(&mut self, stretch: &Stretch, slot: Slot, found: &[Found]) -> Vec<EventKind> {
        let Some(comfort) = &mut self.comfort else { return Vec::new() };
        let targets = stretch.targets_of(slot.pose);
        let rooms = rooms(targets);
        let is_short = |found: &&Found| {
            let asked = |target: &Target| short_by(target, comfort.today.get(&of(stretch, slot, target))?);
            targets.get(found.place).is_some_and(|target| {
                short_by(target, found.value).is_some_and(|short| short > asked(target).unwrap_or(0.0).max(0.0))
            })
        };
        let limit = |found: &Found| {
            let (target, room) = (targets.get(found.place)?, (*rooms.get(found.place)?)?);
            let short = short_by(target, found.value)?;
            // What nobody could tell from the nearest limit that may be is that limit.
            let is_a_stretch = short <= room.short + TOLD * found.error;
            let own = value_short_by(target, (short + EASE * found.error).min(room.short))?;
            is_a_stretch.then_some((target, room, own, found.error))
        };
        let limits = found.iter().filter(is_short).map(limit).collect::<Option<Vec<_>>>();
        let Some(limits) = limits else { return Vec::new() };
        let learn = |(target, room, own, error): (&Target, Room, f64, f64)| {
            let of = of(stretch, slot, target);
            comfort.today.set(OwnLimit { of: of.clone(), limit: own, error });
            let stepped = stepped(comfort.at_begin.get(&of), own, room);
            // Nothing that is found makes a limit deeper: that is for holds.
            let known = comfort.kept.get(&of).filter(|&kept| short_by(target, kept) > short_by(target, stepped));
            let kept = OwnLimit { of, limit: known.unwrap_or(stepped), error };
            comfort.kept.set(kept.clone());
            learned(target, kept)
        };
        limits.into_iter().map(learn).collect()
    }

    /// A hold was held to its end at these places. Where the body was clearly deeper than its limit, that goes a step deeper, from the next session
    /// on: who comes back is not met with more than they had today. On a day on which something hurt nothing goes deeper.
    pub fn hold_well(&mut self, stretch: &Stretch, slot: Slot, held: &[Found]) -> Vec<EventKind> {
        let Some(comfort) = self.comfort.as_mut().filter(|_| !self.is_sparing) else { return Vec::new() };
        let targets = stretch.targets_of(slot.pose);
        let rooms = rooms(targets);
        let mut events = Vec::new();
        for found in held {
            let Some((target, room)) = targets.get(found.place).zip(rooms.get(found.place).copied().flatten()) else {
                continue;
            };
            let of = of(stretch, slot, target);
            let Some((limit, begun)) = comfort.kept.get(&of).zip(comfort.at_begin.get(&of)) else { continue };
            let shorts = [limit, begun, found.value].map(|value| short_by(target, value));
            let [Some(limit), Some(begun), Some(was)] = shorts else { continue };
            if limit <= 0.0 || limit - was <= EASE * found.error {
                continue;
            }
            let short = (was + EASE * found.error).max(begun - STEP * room.way).max(0.0);
            if short >= limit {
                continue;
            }
            let Some(value) = value_short_by(target, short) else { continue };
            let kept = OwnLimit { of, limit: to_the_thousandth(value), error: found.error };
            comfort.kept.set(kept.clone());
            events.push(learned(target, kept));
        }
        events
    }

    /// It hurt at these places: the limits of what is stretched are a bit shallower than that, today and from now on, and never deeper than they were.
    pub fn hurt(&mut self, stretch: &Stretch, slot: Option<Slot>, hurt: &[HurtTarget]) -> Vec<EventKind> {
        self.is_sparing = true;
        let Some((comfort, slot)) = self.comfort.as_mut().zip(slot) else { return Vec::new() };
        let targets = stretch.targets_of(slot.pose);
        let rooms = rooms(targets);
        let mut events = Vec::new();
        for (target, room) in targets.iter().zip(rooms) {
            let at = hurt.iter().find(|hurt| hurt.target == *target.id);
            let Some(((at, room), short)) = at.zip(room).and_then(|both| Some((both, short_by(target, both.0.value)?)))
            else {
                continue;
            };
            // Where it hurt before anything was stretched, the stretch has nothing to do with it.
            if short > room.short {
                continue;
            }
            let of = of(stretch, slot, target);
            let before = comfort.today.get(&of).and_then(|limit| short_by(target, limit)).unwrap_or(0.0).max(0.0);
            let eased = (short + at.error.max(STEP * room.way)).min(room.short);
            let Some(value) = value_short_by(target, eased).filter(|_| eased > before) else { continue };
            let limit = OwnLimit { of, limit: to_the_thousandth(value), error: at.error };
            comfort.today.set(limit.clone());
            comfort.kept.set(limit.clone());
            events.push(learned(target, limit));
        }
        events
    }
}

/// So many errors are no difference.
const TOLD: f64 = 0.15;

/// What is kept of a limit that was found today: the first time all of it, then a step towards it.
fn stepped(begun: Option<f64>, found: f64, room: Room) -> f64 {
    let kept = begun.map_or(found, |begun| begun + (found - begun).clamp(-STEP * room.way, STEP * room.way));
    to_the_thousandth(kept)
}

fn to_the_thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn of(stretch: &Stretch, slot: Slot, target: &Target) -> ComfortOf {
    let side: Option<Side> = slot.side;
    let pose = stretch.pose(slot.pose).map(|pose| pose.id.clone());
    ComfortOf { stretch: stretch.id.clone(), side, pose, target: target.id.to_string() }
}

fn learned(target: &Target, kept: OwnLimit) -> EventKind {
    let OwnLimit { of: ComfortOf { stretch, side, pose, target: name }, limit, error } = kept;
    let measure = target.measure.definition().name.to_owned();
    EventKind::ComfortLearned { stretch, side, pose, target: name, measure, limit, error: to_the_thousandth(error) }
}
