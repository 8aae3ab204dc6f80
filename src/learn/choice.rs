//! Which measures make the pose: those that left the start most clearly, one for each part of the body, and those that fix the
//! body's position.

use crate::body::Side;
use crate::measure::CameraSide;
use crate::measure::Formula;
use crate::measure::Measure;
use crate::measure::{Own, Unit};
use crate::stretch::{Limb, Range, Role};

use crate::learn::demonstration::Demonstration;
use crate::learn::learned::NotLearned;
use crate::learn::ranges::{Width, clearness, range};
use crate::learn::sides::{has_sides_by_sign, is_of_a_limb};
use crate::learn::statistics::Measured;

/// The most targets that must hold because they left the start.
const MOST_MUSTS: usize = 4;
/// The most targets in all: more than this nobody reads.
const MOST_TARGETS: usize = 6;
/// What wandered further than this in the hold is no part of the pose.
const STEADY_DEGREES: f64 = 15.0;
const STEADY_LENGTHS: f64 = 0.2;
/// From this clearness on something has left the start.
const CLEAR: f64 = 1.0;

/// One target to be, with what was seen of it.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub measure: Measure,
    pub limb: Limb,
    pub held: Measured,
    pub start: Option<Measured>,
    pub range: Range,
    pub role: Role,
    clearness: f64,
}

/// Parts of the body: of two measures on one part, one tells what the other does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Thigh,
    Shin,
    Foot,
    Trunk,
    Turn,
    Arm,
    Forearm,
    Head,
    Back,
}

/// The part that a measure is of.
pub const fn part(measure: Measure) -> Part {
    match measure {
        Measure::Hip
        | Measure::ThighInclination
        | Measure::KneeToChest
        | Measure::KneeHeight
        | Measure::KneesHeight
        | Measure::LegInLine
        | Measure::HipExtension => Part::Thigh,
        Measure::Knee | Measure::ShinInclination | Measure::HipToHeel | Measure::AnkleHeight => Part::Shin,
        Measure::Ankle | Measure::AnkleToKnee => Part::Foot,
        Measure::TrunkInclination
        | Measure::Lean
        | Measure::TrunkBend
        | Measure::TrunkTilt
        | Measure::TrunkLength
        | Measure::PelvisHeight
        | Measure::HipTilt
        | Measure::ChestFacing => Part::Trunk,
        Measure::Twist | Measure::ShoulderTurn | Measure::ShoulderTilt => Part::Turn,
        Measure::Shoulder
        | Measure::UpperArmInclination
        | Measure::WristHeight
        | Measure::WristAhead
        | Measure::ElbowSpread => Part::Arm,
        Measure::Elbow | Measure::ForearmInclination => Part::Forearm,
        Measure::Neck | Measure::Head | Measure::HeadTilt | Measure::Shrug => Part::Head,
        Measure::SpineCurve | Measure::SpineChange => Part::Back,
    }
}

/// Beyond this clearness a measure is as good as any other: which one is taken is then a question of what says most to a person.
const CLEAR_ENOUGH: f64 = 3.0;

/// How measures are preferred where they are as clear. What carries the pose comes before what only goes along; and joints, which
/// everybody knows, before how a limb stands in the room, and before lengths, which differ with a body's build.
const fn weight(measure: Measure) -> f64 {
    match measure {
        Measure::Knee | Measure::Hip | Measure::TrunkTilt => 1.0,
        Measure::TrunkInclination | Measure::TrunkBend | Measure::ShoulderTurn | Measure::HeadTilt => 0.9,
        Measure::Shoulder => 0.8,
        Measure::ThighInclination | Measure::ShinInclination | Measure::AnkleHeight => 0.7,
        Measure::KneeHeight | Measure::KneesHeight | Measure::HipToHeel | Measure::KneeToChest => 0.6,
        Measure::WristHeight | Measure::Elbow => 0.5,
        Measure::UpperArmInclination | Measure::ForearmInclination | Measure::WristAhead => 0.4,
        Measure::ShoulderTilt | Measure::Twist | Measure::Shrug | Measure::LegInLine | Measure::SpineChange => 0.3,
        _ => 0.2,
    }
}

/// How somebody stands: a stretch that has no start of its own must not count it. Legs and arms hang straight.
const fn standing(measure: Measure) -> Option<f64> {
    match measure {
        Measure::Knee | Measure::Hip | Measure::Elbow | Measure::LegInLine => Some(175.0),
        Measure::Shoulder => Some(10.0),
        Measure::TrunkInclination
        | Measure::ThighInclination
        | Measure::ShinInclination
        | Measure::UpperArmInclination
        | Measure::ForearmInclination
        | Measure::Lean
        | Measure::TrunkBend
        | Measure::TrunkTilt => Some(0.0),
        Measure::KneeHeight | Measure::KneesHeight => Some(-0.8),
        Measure::AnkleHeight => Some(-1.6),
        Measure::WristHeight => Some(-1.0),
        _ => None,
    }
}

/// Whether this is worth learning at all: the zero of a back's bow differs from body to body, a lean is an inclination over again,
/// a hip's extension its angle, and what is read from where the pelvis tilts, the neck bends or the chest faces says less than
/// its error.
const fn is_learnable(measure: Measure) -> bool {
    !matches!(
        measure,
        Measure::SpineCurve
            | Measure::Lean
            | Measure::HipTilt
            | Measure::ElbowSpread
            | Measure::PelvisHeight
            | Measure::ChestFacing
            | Measure::HipExtension
    )
}

fn is_steady(measure: Measure, held: Measured) -> bool {
    let most = match measure.definition().unit {
        Unit::Degrees => STEADY_DEGREES,
        Unit::TorsoLengths | Unit::Ratio => STEADY_LENGTHS,
    };
    held.spread <= most.max(held.error)
}

/// What is measured on which side of the body.
fn limbs(demonstration: &Demonstration<'_>, worked: Option<Side>, measure: Measure) -> Vec<(Limb, Side)> {
    match worked {
        Some(worked) if is_of_a_limb(measure) => {
            vec![(Limb::Working, worked), (Limb::Supporting, worked.opposite())]
        }
        Some(worked) if has_sides_by_sign(measure) => vec![(Limb::Working, worked)],
        // Without sides a sign has none either.
        None if has_sides_by_sign(measure) => Vec::new(),
        _ => vec![(Limb::Near, demonstration.near)],
    }
}

/// Everything that was seen and steady, with what it was at the start.
fn candidates(demonstration: &Demonstration<'_>, worked: Option<Side>) -> Vec<Chosen> {
    let mut found = Vec::new();
    let seen_from = |measure: &Measure| measure.definition().plane.is_seen_by(demonstration.see);
    for measure in Measure::ALL.into_iter().filter(|measure| is_learnable(*measure) && seen_from(measure)) {
        for (limb, side) in limbs(demonstration, worked, measure) {
            let Some(held) = demonstration.in_hold(measure, side).filter(|held| is_steady(measure, *held)) else {
                continue;
            };
            let start = if measure.is_relative() {
                // A change is measured from the start: there it is nought, or a whole length.
                let rest = if measure.definition().formula == Formula::Own(Own::TrunkLength) { 1.0 } else { 0.0 };
                demonstration.start.map(|_| Measured { median: rest, spread: 0.0, error: held.error })
            } else if demonstration.start.is_some() {
                demonstration.at_start(measure, side)
            } else {
                standing(measure).map(|median| Measured { median, spread: 0.0, error: held.error })
            };
            let is_far = start.filter(|start| held.differs_from(*start));
            let Some(range) = range(measure, held, is_far.map(|start| start.median), Width::Held) else { continue };
            let clearness = is_far.map_or(0.0, |start| clearness(measure, range, start));
            let start = demonstration.start.and(start);
            found.push(Chosen { measure, limb, held, start, range, role: Role::Must, clearness });
        }
    }
    let rank = |one: &Chosen| one.clearness.min(CLEAR_ENOUGH) * weight(one.measure);
    found.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    found
}

fn has(chosen: &[Chosen], one: &Chosen) -> bool {
    chosen.iter().any(|other| part(other.measure) == part(one.measure) && other.limb == one.limb)
}

/// What only fixes the position, by what the camera sees.
fn position_measures(see: CameraSide) -> [Measure; 2] {
    match see {
        CameraSide::Side => [Measure::TrunkInclination, Measure::ThighInclination],
        CameraSide::Front | CameraSide::ThreeQuarter => [Measure::TrunkBend, Measure::KneesHeight],
    }
}

/// The targets, the most telling first.
pub fn choose(demonstration: &Demonstration<'_>, worked: Option<Side>) -> Result<Vec<Chosen>, NotLearned> {
    let candidates = candidates(demonstration, worked);
    let mut chosen: Vec<Chosen> = Vec::new();
    for one in &candidates {
        if chosen.len() < MOST_MUSTS && one.clearness >= CLEAR && !has(&chosen, one) && may_be_must(one, &chosen) {
            chosen.push(one.clone());
        }
    }
    if chosen.is_empty() {
        return Err(NotLearned::NothingTold);
    }
    // A stretch with sides is told by what only the worked side does.
    let is_told = |chosen: &[Chosen]| chosen.iter().any(|one| !matches!(one.limb, Limb::Near | Limb::Far));
    if worked.is_some() && !is_told(&chosen) {
        let telling = candidates.iter().find(|one| one.limb == Limb::Working).ok_or(NotLearned::NothingTold)?;
        chosen.push(telling.clone());
    }
    for measure in position_measures(demonstration.see) {
        add_position(demonstration, worked, measure, &mut chosen);
    }
    exclude_standing(&candidates, &mut chosen);
    // What left the start as well is good form.
    for one in &candidates {
        if chosen.len() < MOST_TARGETS && one.clearness >= CLEAR && !has(&chosen, one) && one.limb != Limb::Supporting {
            chosen.push(Chosen { role: Role::Form, ..one.clone() });
        }
    }
    Ok(chosen)
}

/// A hold that waits for the head, a foot or the back to be seen rightly would wait long; they decide only where nothing else does.
fn may_be_must(one: &Chosen, chosen: &[Chosen]) -> bool {
    !matches!(part(one.measure), Part::Head | Part::Foot | Part::Back) || chosen.is_empty()
}

fn add_position(demonstration: &Demonstration<'_>, worked: Option<Side>, measure: Measure, chosen: &mut Vec<Chosen>) {
    let limb = match worked {
        // The leg that stays where it is tells how the body lies.
        Some(worked) if is_of_a_limb(measure) => (Limb::Supporting, worked.opposite()),
        _ => (Limb::Near, demonstration.near),
    };
    let Some(held) = demonstration.in_hold(measure, limb.1).filter(|held| is_steady(measure, *held)) else { return };
    let start = demonstration.at_start(measure, limb.1);
    let is_far = start.filter(|start| held.differs_from(*start));
    let Some(range) = range(measure, held, is_far.map(|start| start.median), Width::Wide) else { return };
    let one = Chosen { measure, limb: limb.0, held, start, range, role: Role::Must, clearness: 0.0 };
    let same_part = |other: &&Chosen| part(other.measure) == part(measure);
    if !chosen.iter().any(|other| same_part(&other) && other.role == Role::Must) && chosen.len() < MOST_TARGETS {
        chosen.push(one);
    }
}

/// Whoever stands about must be told from the pose, too, wherever it started.
fn exclude_standing(candidates: &[Chosen], chosen: &mut Vec<Chosen>) {
    let excludes = |one: &Chosen| {
        standing(one.measure).is_some_and(|value| {
            let standing = Measured { median: value, spread: 0.0, error: one.held.error };
            clearness(one.measure, one.range, standing) >= CLEAR
        })
    };
    if !chosen.iter().any(|one| one.role == Role::Must && excludes(one))
        && let Some(one) = candidates.iter().find(|one| excludes(one) && !has(chosen, one))
    {
        chosen.push(one.clone());
    }
}
