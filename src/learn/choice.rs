//! Which measures make the pose: those that left the start most clearly, one for each part of the body, and those that fix the
//! body's position.

use crate::body::Side;
use crate::measure::CameraSide;
use crate::measure::Formula;
use crate::measure::Measure;
use crate::measure::{Relative, Segment, Unit};
use crate::stretch::{Range, Role, TargetSide};

use crate::learn::demonstration::Demonstration;
use crate::learn::learned::NotLearned;
use crate::learn::ranges::{Width, clearness, range};
use crate::learn::sides::has_sides_by_sign;
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
    pub limb: TargetSide,
    pub held: Measured,
    pub start: Option<Measured>,
    pub range: Range,
    pub role: Role,
    clearness: f64,
}

/// Beyond this clearness a measure is as good as any other: which one is taken is then a question of what says most to a person.
const CLEAR_ENOUGH: f64 = 3.0;

fn is_steady(measure: Measure, held: Measured) -> bool {
    let most = match measure.definition().unit {
        Unit::Degrees => STEADY_DEGREES,
        Unit::TorsoLengths | Unit::Ratio => STEADY_LENGTHS,
    };
    held.spread <= most.max(held.error)
}

/// What is measured on which side of the body.
fn limbs(demonstration: &Demonstration<'_>, worked: Option<Side>, measure: Measure) -> Vec<(TargetSide, Side)> {
    match worked {
        Some(worked) if measure.is_of_a_limb() => {
            vec![(TargetSide::Working, worked), (TargetSide::Supporting, worked.opposite())]
        }
        Some(worked) if has_sides_by_sign(measure) => vec![(TargetSide::Working, worked)],
        // Without sides a sign has none either.
        None if has_sides_by_sign(measure) => Vec::new(),
        _ => vec![(TargetSide::Near, demonstration.near)],
    }
}

/// Everything that was seen and steady, with what it was at the start.
fn candidates(demonstration: &Demonstration<'_>, worked: Option<Side>) -> Vec<Chosen> {
    let mut found = Vec::new();
    let seen_from = |measure: &Measure| measure.definition().plane.is_seen_by(demonstration.see);
    let is_learnable = |measure: &Measure| measure.definition().weight.is_some();
    for measure in Measure::ALL.into_iter().filter(|measure| is_learnable(measure) && seen_from(measure)) {
        for (limb, side) in limbs(demonstration, worked, measure) {
            let Some(held) = demonstration.in_hold(measure, side).filter(|held| is_steady(measure, *held)) else {
                continue;
            };
            let start = if measure.is_relative() {
                // A change is measured from the start: there it is zero, or a whole length.
                let rest =
                    if measure.definition().formula == Formula::Relative(Relative::TrunkLength) { 1.0 } else { 0.0 };
                demonstration.start.map(|_| Measured { median: rest, spread: 0.0, error: held.error })
            } else if demonstration.start.is_some() {
                demonstration.at_start(measure, side)
            } else {
                measure.definition().standing.map(|median| Measured { median, spread: 0.0, error: held.error })
            };
            let is_far = start.filter(|start| held.differs_from(*start));
            let Some(range) = range(measure, held, is_far.map(|start| start.median), Width::Held) else { continue };
            let clearness = is_far.map_or(0.0, |start| clearness(measure, range, start));
            let start = demonstration.start.and(start);
            found.push(Chosen { measure, limb, held, start, range, role: Role::Must, clearness });
        }
    }
    let rank = |one: &Chosen| one.clearness.min(CLEAR_ENOUGH) * one.measure.definition().weight.unwrap_or_default();
    found.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    found
}

fn has(chosen: &[Chosen], one: &Chosen) -> bool {
    chosen
        .iter()
        .any(|other| other.measure.definition().segment == one.measure.definition().segment && other.limb == one.limb)
}

/// What only fixes the position, by what the camera sees.
fn position_measures(see: CameraSide) -> [Measure; 2] {
    match see {
        CameraSide::Side => [Measure::TrunkInclination, Measure::ThighInclination],
        CameraSide::Front | CameraSide::ThreeQuarter => [Measure::TrunkBend, Measure::KneesHeight],
    }
}

/// The targets, the most characteristic first.
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
    // A stretch with sides is recognised by what only the worked side does.
    let is_told = |chosen: &[Chosen]| chosen.iter().any(|one| !matches!(one.limb, TargetSide::Near | TargetSide::Far));
    if worked.is_some() && !is_told(&chosen) {
        let telling = candidates.iter().find(|one| one.limb == TargetSide::Working).ok_or(NotLearned::NothingTold)?;
        chosen.push(telling.clone());
    }
    for measure in position_measures(demonstration.see) {
        add_position(demonstration, worked, measure, &mut chosen);
    }
    exclude_standing(&candidates, &mut chosen);
    // What left the start as well is good form.
    for one in &candidates {
        if chosen.len() < MOST_TARGETS
            && one.clearness >= CLEAR
            && !has(&chosen, one)
            && one.limb != TargetSide::Supporting
        {
            chosen.push(Chosen { role: Role::Form, ..one.clone() });
        }
    }
    Ok(chosen)
}

/// A hold that waits for the head, a foot or the back to be seen rightly would wait long; they decide only where nothing else does.
fn may_be_must(one: &Chosen, chosen: &[Chosen]) -> bool {
    !matches!(one.measure.definition().segment, Segment::Head | Segment::Foot | Segment::Back) || chosen.is_empty()
}

fn add_position(demonstration: &Demonstration<'_>, worked: Option<Side>, measure: Measure, chosen: &mut Vec<Chosen>) {
    let limb = match worked {
        // The leg that stays where it is shows how the body lies.
        Some(worked) if measure.is_of_a_limb() => (TargetSide::Supporting, worked.opposite()),
        _ => (TargetSide::Near, demonstration.near),
    };
    let Some(held) = demonstration.in_hold(measure, limb.1).filter(|held| is_steady(measure, *held)) else { return };
    let start = demonstration.at_start(measure, limb.1);
    let is_far = start.filter(|start| held.differs_from(*start));
    let Some(range) = range(measure, held, is_far.map(|start| start.median), Width::Wide) else { return };
    let one = Chosen { measure, limb: limb.0, held, start, range, role: Role::Must, clearness: 0.0 };
    let same_part = |other: &&Chosen| other.measure.definition().segment == measure.definition().segment;
    if !chosen.iter().any(|other| same_part(&other) && other.role == Role::Must) && chosen.len() < MOST_TARGETS {
        chosen.push(one);
    }
}

/// Somebody who only stands must be distinguished from the pose, too, wherever it started.
fn exclude_standing(candidates: &[Chosen], chosen: &mut Vec<Chosen>) {
    let excludes = |one: &Chosen| {
        one.measure.definition().standing.is_some_and(|value| {
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
