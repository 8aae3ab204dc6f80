//! How deep a body is in a stretch, and how far short of a range its own comfortable limit may be.
//!
//! A target whose file says which way is [deeper](crate::stretch::Target::deeper) has a shallow end, of which a stiff body may fall short without a
//! fault, and a deep end, beyond which more is no better. A person's own limit may stand in for the shallow end, but never so near to rest that lying,
//! sitting or standing about would be the stretch: each body at rest ([`at_rest`]) must still be told from the pose.

use crate::judge::assessment::{Assessment, TargetState};
use crate::judge::matcher::{MAY_BE_WITHIN, margin, margins_off, may_be_within};
use crate::judge::rests::at_rest;
use crate::measure::{Bow, Formula, Relative};
use crate::stretch::{Deeper, Range, Role, Target};

/// So much of the way from a range's shallow end to rest a person's own limit may be short of the range: 40 in a hundred of the way are still gone.
const SHORT_OF_THE_WAY: f64 = 0.6;

/// The end of a target's range that a stiff body may not reach; `None` where falling short of it is no matter of depth.
#[must_use]
pub(crate) const fn shallow_end(target: &Target) -> Option<f64> {
    match target.deeper {
        Some(Deeper::Higher) => Some(target.range.low()),
        Some(Deeper::Lower) => Some(target.range.high()),
        None => None,
    }
}

/// How far `value` falls short of the shallow end: negative beyond it, deeper.
pub(crate) fn short_by(target: &Target, value: f64) -> Option<f64> {
    let end = shallow_end(target)?;
    target.deeper.map(|deeper| if deeper == Deeper::Higher { end - value } else { value - end })
}

/// The value that falls short of the shallow end by so much.
pub(crate) fn value_short_by(target: &Target, short: f64) -> Option<f64> {
    let end = shallow_end(target)?;
    target.deeper.map(|deeper| if deeper == Deeper::Higher { end - short } else { end + short })
}

/// Whether the stretch isn't as deep as this target asks for.
pub(crate) fn is_short(assessment: &Assessment) -> bool {
    match assessment.target.deeper {
        Some(Deeper::Higher) => assessment.state == TargetState::Below,
        Some(Deeper::Lower) => assessment.state == TargetState::Above,
        None => false,
    }
}

/// Whether the stretch is deeper than this target's deep end.
pub(crate) fn is_too_deep(assessment: &Assessment) -> bool {
    match assessment.target.deeper {
        Some(Deeper::Higher) => assessment.state == TargetState::Above,
        Some(Deeper::Lower) => assessment.state == TargetState::Below,
        None => false,
    }
}

/// The same target with another shallow end; `None` where the range would have no width.
pub(crate) fn with_shallow_end(target: &Target, end: f64) -> Option<Target> {
    let range = match target.deeper? {
        Deeper::Higher => Range::new(end, target.range.high()),
        Deeper::Lower => Range::new(target.range.low(), end),
    };
    Some(Target { range: range?, ..target.clone() })
}

/// How far short of a target's range a person's own limit may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Room {
    /// The way from the shallow end to rest.
    pub way: f64,
    /// So far short of the range a limit may be at most.
    pub short: f64,
}

/// For each of these targets, all of one pose, how far short of it a limit may be; `None` for what is right or wrong on anybody, and where what is
/// measured can't tell less depth from rest.
///
/// A limit comes no nearer than [`SHORT_OF_THE_WAY`] to any body at rest that meets whatever else must hold (to any at all, where none does), and leaves
/// room for the value's error and for seeing that the pose is left.
pub(crate) fn rooms(targets: &[Target]) -> Vec<Option<Room>> {
    let is_meant = |target: &Target| target.deeper.is_some() && target.role != Role::Form;
    if !targets.iter().any(is_meant) {
        return vec![None; targets.len()];
    }
    let rests = at_rest(targets);
    let room = |(index, target): (usize, &Target)| {
        let way = |rest: &Vec<Assessment>| {
            let seen = rest.get(index)?;
            let way = short_by(target, value_at_rest(seen)?).filter(|&way| way > 0.0)?;
            Some((way, told_apart(seen)))
        };
        let nearest = |ways: &mut dyn Iterator<Item = (f64, f64)>| ways.min_by(|(a, _), (b, _)| a.total_cmp(b));
        let (way, apart) = nearest(&mut rests.iter().filter(|rest| is_taken_for_the_pose(rest)).filter_map(way))
            .or_else(|| nearest(&mut rests.iter().filter_map(way)))?;
        let short = (SHORT_OF_THE_WAY * way).min(way - apart);
        (short > MAY_BE_WITHIN * apart).then_some(Room { way, short })
    };
    targets.iter().enumerate().map(|(index, target)| room((index, target)).filter(|_| is_meant(target))).collect()
}

/// Whether a body at rest meets all that must hold whatever the depth, so that depth alone tells it from the pose. What isn't seen of it tells nothing.
fn is_taken_for_the_pose(rest: &[Assessment]) -> bool {
    let mut others = rest.iter().filter(|seen| seen.target.role != Role::Form && seen.target.deeper.is_none());
    others.all(|seen| matches!(seen.state, TargetState::Within | TargetState::Unseen) || may_be_within(seen))
}

/// Where a measure is at rest: what has a sign or is a change is zero, where the body at rest doesn't show it.
fn value_at_rest(seen: &Assessment) -> Option<f64> {
    let measure = seen.target.measure;
    let has_zero = seen.target.from_start || measure.is_relative() || measure.span().0 < 0.0;
    seen.reading.value().or_else(|| has_zero.then_some(0.0))
}

/// By so much a limit and rest must differ: what the value may be off by, and what a still body may seem to move by, so that going back to rest is
/// seen to be leaving. Of a change half of the way back is leaving, however small it is.
fn told_apart(seen: &Assessment) -> f64 {
    let error = seen.reading.error().unwrap_or(0.0).max(seen.target.measure.definition().error);
    let is_change = matches!(seen.target.measure.definition().formula, Formula::Spine(Bow::Neutral));
    if is_change || seen.target.from_start { error } else { error.max(margin(seen)) }
}

/// Whether a target shows how the back itself is: rounded, hollow or slumped.
fn is_of_the_back(target: &Target) -> bool {
    matches!(target.measure.definition().formula, Formula::Spine(_) | Formula::Relative(Relative::TrunkLength))
}

/// The targets, by their place, in which a body that does all else right isn't as deep as is asked for; `None` where something else is amiss or
/// isn't seen, or nothing is short. A fault is no comfortable limit: a back that rounds or slumps is never overlooked, whether it must hold or is form.
pub(crate) fn only_short_of(assessments: &[Assessment]) -> Option<Vec<usize>> {
    let mut short = Vec::new();
    for (place, seen) in assessments.iter().enumerate() {
        match seen.target.role {
            Role::Form if is_of_the_back(&seen.target) => {
                if margins_off(seen).is_some_and(|margins| margins > 0.0) {
                    return None;
                }
            }
            Role::Form => {}
            Role::MustIfSeen if seen.state == TargetState::Unseen => {}
            Role::Must | Role::MustIfSeen => {
                if is_short(seen) {
                    short.push(place);
                } else if seen.state != TargetState::Within && !may_be_within(seen) {
                    return None;
                }
            }
        }
    }
    (!short.is_empty()).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Side;
    use crate::judge::matcher::verdict;
    use crate::measure::Reading;
    use crate::stretch::Stretch;
    use crate::stretch_file::Library;

    fn held_poses(stretch: &Stretch) -> Vec<&[Target]> {
        stretch.held_poses().into_iter().map(|pose| stretch.targets_of(pose)).collect()
    }

    /// The same targets on somebody whose own limits are as far short as they may be.
    fn widest(targets: &[Target]) -> Vec<Target> {
        let widened = |(target, room): (&Target, Option<Room>)| {
            let end = value_short_by(target, room?.short)?;
            with_shallow_end(target, end)
        };
        let rooms = rooms(targets);
        targets.iter().zip(rooms).map(|both| widened(both).unwrap_or_else(|| both.0.clone())).collect()
    }

    #[test]
    fn no_body_at_rest_holds_a_stretch_however_far_short_its_limits_are() {
        let library = Library::embedded().unwrap();
        let mut tried = 0;
        for stretch in library.stretches() {
            for targets in held_poses(stretch) {
                let widened = widest(targets);
                let was_rest = at_rest(targets).iter().any(|rest| verdict(rest).holds());
                assert_eq!(at_rest(&widened).iter().any(|rest| verdict(rest).holds()), was_rest, "{}", stretch.id);
                tried += usize::from(widened != targets);
            }
        }
        assert!(tried >= 15, "only {tried} poses can be widened");
    }

    #[test]
    fn only_the_shallow_end_of_what_is_depth_moves() {
        let library = Library::embedded().unwrap();
        for stretch in library.stretches() {
            for targets in held_poses(stretch) {
                for (target, own) in targets.iter().zip(widest(targets)) {
                    let (file, wide) = (target.range, own.range);
                    assert!(wide.low() <= file.low() && wide.high() >= file.high());
                    match target.deeper {
                        Some(Deeper::Higher) => assert!(wide.high().to_bits() == file.high().to_bits()),
                        Some(Deeper::Lower) => assert!(wide.low().to_bits() == file.low().to_bits()),
                        None => assert_eq!(wide, file),
                    }
                    assert!(target.role != Role::Form || wide == file);
                    let (least, most) = target.measure.span();
                    assert!(target.from_start || (wide.low() >= least && wide.high() <= most), "anatomy");
                }
            }
        }
    }

    #[test]
    fn a_fault_is_no_comfortable_limit() {
        let library = Library::embedded().unwrap();
        let stretch = library.stretch("seated-hamstring").unwrap();
        let seen = |short: Option<&str>, fault: Option<(&str, f64)>| {
            let of = |target: &Target| {
                let middle = f64::midpoint(target.range.low(), target.range.high());
                let short = Some(&*target.id) == short;
                let value = if short { value_short_by(target, 6.0).unwrap() } else { middle };
                let value = fault.filter(|(id, _)| *id == &*target.id).map_or(value, |(_, value)| value);
                let reading = Reading::Seen { value, confidence: 1.0, error: 0.05 };
                let state = match target.range.excess(value) {
                    excess if excess < 0.0 => TargetState::Below,
                    excess if excess > 0.0 => TargetState::Above,
                    _ => TargetState::Within,
                };
                Assessment { target: target.clone(), side: Side::Right, reading, state }
            };
            only_short_of(&stretch.targets.iter().map(of).collect::<Vec<_>>())
        };
        assert_eq!(seen(Some("lean"), None), Some(vec![0]));
        assert_eq!(seen(None, None), None, "nothing is short");
        assert_eq!(seen(Some("lean"), Some(("working_leg", 140.0))), None, "a bent knee takes the stretch away");
        assert_eq!(seen(Some("lean"), Some(("long_back", 0.8))), None, "a rounded back is no lean");
        assert_eq!(seen(Some("lean"), Some(("head", 140.0))), Some(vec![0]), "a dropped head is a matter of form");
    }
}
