//! Simulated people: what their limits become over many sessions.

use std::sync::{Arc, OnceLock};

use proptest::prelude::*;

use super::limits::{ComfortLimits, ComfortOf, OwnLimit};
use super::own::{Care, Found};
use crate::body::Side;
use crate::coach::event::{EventKind, HurtTarget};
use crate::judge::{Assessment, Room, Slot, TargetState, only_short_of, rooms, short_by, value_short_by, verdict};
use crate::measure::Reading;
use crate::stretch::{Role, Stretch, Target};
use crate::stretch_file::Library;

/// Every pose that is held of every stretch there is, on every side.
fn held() -> &'static [(Arc<Stretch>, Slot)] {
    static HELD: OnceLock<Vec<(Arc<Stretch>, Slot)>> = OnceLock::new();
    HELD.get_or_init(all_that_is_held)
}

fn all_that_is_held() -> Vec<(Arc<Stretch>, Slot)> {
    let library = Library::embedded().unwrap();
    let slots = |stretch: &Arc<Stretch>| {
        let slots = Slot::all(stretch, &stretch.held_poses());
        slots.into_iter().map(|slot| (Arc::clone(stretch), slot)).collect::<Vec<_>>()
    };
    library.stretches().flat_map(slots).collect()
}

/// The targets of which a limit may be found, with their places.
fn depths(stretch: &Stretch, slot: Slot) -> Vec<(usize, Target, Room)> {
    let targets = stretch.targets_of(slot.pose);
    let of = |(place, (target, room)): (usize, (&Target, Option<Room>))| Some((place, target.clone(), room?));
    targets.iter().zip(rooms(targets)).enumerate().filter_map(of).collect()
}

/// What is seen of somebody who falls short of each depth by this part of the way to rest, and does all else right.
fn seen(asked: &[Target], stretch: &Stretch, slot: Slot, short: impl Fn(&Target, Room) -> f64) -> Vec<Assessment> {
    let file = stretch.targets_of(slot.pose);
    let of = |((target, asked), room): ((&Target, &Target), Option<Room>)| {
        let (low, high) = (target.range.low(), target.range.high());
        let value = room.and_then(|room| value_short_by(target, short(target, room)));
        let value = value.unwrap_or_else(|| f64::midpoint(low, high.min(low + 1e3)));
        let state = match asked.range.excess(value) {
            excess if excess < 0.0 => TargetState::Below,
            excess if excess > 0.0 => TargetState::Above,
            _ => TargetState::Within,
        };
        let reading = Reading::Seen { value, confidence: 0.9, error: target.measure.definition().error };
        Assessment { target: asked.clone(), side: Side::Right, reading, state }
    };
    file.iter().zip(asked).zip(rooms(file)).map(of).collect()
}

fn found(assessments: &[Assessment], places: &[usize]) -> Vec<Found> {
    let of = |&place: &usize| {
        let reading = assessments[place].reading;
        Found { place, value: reading.value().unwrap(), error: reading.error().unwrap() }
    };
    places.iter().map(of).collect()
}

fn limits(events: &[EventKind]) -> Vec<OwnLimit> {
    let of = |kind: &EventKind| match kind.clone() {
        EventKind::ComfortLearned { stretch, side, pose, target, limit, error, .. } => {
            Some(OwnLimit { of: ComfortOf { stretch, side, pose, target }, limit, error })
        }
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

#[test]
fn people_with_sixty_percent_of_the_way_hold_real_holds_in_their_first_session() {
    let (mut tried, mut beyond) = (0, Vec::new());
    for &(ref stretch, slot) in held() {
        let depths = depths(stretch, slot);
        if depths.is_empty() {
            continue;
        }
        let file = stretch.targets_of(slot.pose);
        let has_gone = |_: &Target, room: Room| 0.4 * room.way;
        // Where the camera could not tell 60 in a hundred from rest, nobody can be believed to have gone them.
        if depths.iter().any(|(_, _, room)| 0.4 * room.way > room.short) {
            beyond.push(format!("{} {:?}", stretch.id, slot.pose));
            continue;
        }
        let before = seen(file, stretch, slot, has_gone);
        assert!(!verdict(&before).holds(), "{}: everybody is there", stretch.id);
        let short = only_short_of(&before).unwrap();
        let mut care = Care::with_comfort(ComfortLimits::default());
        let events = care.find(stretch, slot, &found(&before, &short));
        assert_eq!(events.len(), short.len(), "{}", stretch.id);
        let asked = care.targets(stretch, slot).unwrap();
        assert!(verdict(&seen(&asked, stretch, slot, has_gone)).holds(), "{}: not in the first session", stretch.id);
        // What is kept is enough for the next one.
        let care = Care::with_comfort(limits(&events).into_iter().collect());
        let asked = care.targets(stretch, slot).unwrap();
        assert!(verdict(&seen(&asked, stretch, slot, has_gone)).holds(), "{}: not in the next session", stretch.id);
        tried += 1;
    }
    assert!(tried >= 20, "{tried} tried, beyond the camera: {beyond:?}");
}

#[test]
fn a_fault_that_somebody_rests_in_is_never_found() {
    for &(ref stretch, slot) in held() {
        let file = stretch.targets_of(slot.pose);
        let stiff = seen(file, stretch, slot, |_, room| 0.4 * room.way);
        if only_short_of(&stiff).is_none() {
            continue;
        }
        for (place, target) in file.iter().enumerate().filter(|(_, target)| target.role != Role::Form) {
            // Beyond a depth, or off whatever is right or wrong on anybody, either way.
            for (hint, by, state) in
                [(&target.below, -2.0, TargetState::Below), (&target.above, 2.0, TargetState::Above)]
            {
                let error = target.measure.definition().error;
                let end = if by < 0.0 { target.range.low() } else { target.range.high() };
                let is_shallow = short_by(target, end + by * error).is_some_and(|short| short > 0.0);
                if hint.is_none() || is_shallow {
                    continue;
                }
                let mut with_fault = stiff.clone();
                let reading = Reading::Seen { value: end + by * error, confidence: 0.9, error };
                (with_fault[place].reading, with_fault[place].state) = (reading, state);
                assert_eq!(only_short_of(&with_fault), None, "{} {} {state:?}", stretch.id, target.id);
            }
        }
    }
}

/// What may happen in a session, at a part of the way from a range's end to rest; negative is inside the range.
#[derive(Clone, Copy, Debug)]
enum Happening {
    RestsShort(f64),
    Holds(f64),
    Hurts(f64),
}

fn any_happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        (-2.0..2.0_f64).prop_map(Happening::RestsShort),
        (-2.0..2.0_f64).prop_map(Happening::Holds),
        (-2.0..2.0_f64).prop_map(Happening::Hurts),
    ]
}

proptest! {
    // Each case asks many times for all bodies at rest.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_limit_ever_passes_the_files_range_or_comes_too_near_to_rest(
        pick in any::<prop::sample::Index>(),
        sessions in prop::collection::vec(prop::collection::vec(any_happening(), 0..4), 1..5),
    ) {
        let (stretch, slot) = pick.get(held());
        let (stretch, slot) = (stretch, *slot);
        let file = stretch.targets_of(slot.pose);
        let mut known = ComfortLimits::default();
        for session in sessions {
            let at_begin = known.clone();
            let mut care = Care::with_comfort(known.clone());
            let mut has_hurt = false;
            for happening in session {
                let (Happening::RestsShort(part) | Happening::Holds(part) | Happening::Hurts(part)) = happening;
                let there = seen(file, stretch, slot, |_, room| part * room.way);
                let places: Vec<usize> = depths(stretch, slot).iter().map(|(place, ..)| *place).collect();
                let before = care.targets(stretch, slot);
                let events = match happening {
                    Happening::RestsShort(_) => care.find(stretch, slot, &found(&there, &places)),
                    Happening::Holds(_) => care.hold_well(stretch, slot, &found(&there, &places)),
                    Happening::Hurts(_) => {
                        has_hurt = true;
                        care.hurt(stretch, Some(slot), &HurtTarget::of(&there))
                    }
                };
                if matches!(happening, Happening::Holds(_)) {
                    prop_assert_eq!(before, care.targets(stretch, slot), "today nothing changes by holding");
                }
                for limit in limits(&events) {
                    known.set(limit);
                }
                // What is asked is the file's range with a nearer shallow end, and no more.
                let asked = care.targets(stretch, slot).unwrap_or_else(|| file.to_vec());
                for ((file, asked), room) in file.iter().zip(&asked).zip(rooms(file)) {
                    let (inner, outer) = (file.range, asked.range);
                    prop_assert!(outer.low() <= inner.low() && outer.high() >= inner.high());
                    let end = if file.deeper.is_some_and(|deeper| deeper.is_deeper(1.0, 0.0)) { outer.low() } else { outer.high() };
                    let short = short_by(file, end).unwrap_or(0.0);
                    let most = room.filter(|_| file.role != Role::Form).map_or(0.0, |room| room.short);
                    prop_assert!(short <= most + 1e-9, "{}: {short} of {most}", file.id);
                    let moved = (outer.low() - inner.low()).abs() + (outer.high() - inner.high()).abs();
                    prop_assert!((moved - short.max(0.0)).abs() < 1e-9, "only the shallow end of {} moves", file.id);
                }
            }
            for (_, target, room) in depths(stretch, slot) {
                let of = known.iter().find(|limit| *limit.of.target == *target.id).map(|limit| limit.of.clone());
                let both = of.and_then(|of| at_begin.get(&of).zip(known.get(&of)));
                if let Some((before, after)) = both {
                    let step = short_by(&target, before).unwrap() - short_by(&target, after).unwrap();
                    prop_assert!(step <= 0.05 * room.way + 2e-3, "{}: {step} deeper in one session", target.id);
                    prop_assert!(has_hurt || step.abs() <= 0.05 * room.way + 2e-3, "{}: {step} in one session", target.id);
                }
            }
        }
    }
}
