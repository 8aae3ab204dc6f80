//! Compares a pose with a stretch's targets.

use crate::body::Side;
use crate::judge::assessment::{Assessment, TargetState};
use crate::measure::BODY_ZERO;
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::SeenBody;
use crate::measure::Start;
use crate::measure::StartValue;
use crate::measure::read;
use crate::measure::{Bow, Formula, Trunk, Unit};
use crate::measure::{Reading, Unseen};
use crate::stretch::{Role, Stretch, Target, TargetSide};

/// How far beyond a range an angle must be before the pose counts as left, in degrees. It is the error a pose model makes on
/// a still limb seen from the side (3 to 10 degrees), so that a body that holds still does not fall out of its hold.
pub const ANGLE_MARGIN: f64 = 8.0;
/// The same for a distance, in torso lengths: about two centimetres.
pub const DISTANCE_MARGIN: f64 = 0.04;
/// The same for a ratio of two lengths.
const RATIO_MARGIN: f64 = 0.04;
/// The same for the change of the back's bow, in torso lengths: its own error is 0.010 to 0.020 for most poses.
const CHANGE_MARGIN: f64 = 0.015;

/// So many of its errors a value may lie outside its range and still count as within it for a body at rest.
pub(super) const MAY_BE_WITHIN: f64 = 0.15;

/// Where a whole pose stands against the targets that must hold, the worst first.
///
/// ```
/// use supple::judge::{Verdict, verdict};
///
/// assert_eq!(verdict(&[]), Verdict::Nobody);
/// assert!(Verdict::Near.holds() && !Verdict::Edge.holds());
/// assert!(Verdict::Edge.is_in() && Verdict::Outside < Verdict::Edge);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// At least one is seen clearly beyond its range.
    Outside,
    /// Nobody is in view.
    Nobody,
    /// Some are not seen, and nothing that is seen is clearly wrong.
    Unseen,
    /// Every one is seen; some lie beyond their range, but not by more than the margin.
    Edge,
    /// Every one is seen; some lie beyond their range, but by so little that they are perhaps within it.
    Near,
    /// Every one is seen and within its range.
    Inside,
}

impl Verdict {
    /// Whether the pose is, or may be, taken: every target is seen within its range or its margin.
    #[must_use]
    pub const fn is_in(self) -> bool {
        matches!(self, Self::Inside | Self::Near | Self::Edge)
    }

    /// Whether a body at rest holds the pose: every target is within its range, or off it by less than can be seen.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Inside | Self::Near)
    }
}

/// Every target of `stretch`, those of its two poses apart, with where it stands in this observation, in the stretch's order; empty while nobody is seen.
///
/// `working` is the side being worked, of a stretch with sides; `start` is what is known of the person's own start.
#[must_use]
pub fn assess(
    stretch: &Stretch,
    observation: &Observation,
    facing: Facing,
    start: &Start,
    working: Side,
) -> Vec<Assessment> {
    assess_targets(&stretch.targets, observation, facing, start, working)
}

/// The same for the targets of one pose.
#[must_use]
pub(crate) fn assess_targets(
    targets: &[Target],
    observation: &Observation,
    facing: Facing,
    start: &Start,
    working: Side,
) -> Vec<Assessment> {
    let Some(sight) = SeenBody::of(observation, facing) else { return Vec::new() };
    targets
        .iter()
        .map(|target| {
            let side = match target.limb {
                TargetSide::Near => facing.near,
                TargetSide::Far => facing.near.opposite(),
                TargetSide::Working => working,
                TargetSide::Supporting => working.opposite(),
            };
            let reading = read_target(&sight, start, target, side);
            Assessment { target: target.clone(), side, reading, state: state(target, reading) }
        })
        .collect()
}

/// What is seen of a target on one side: the value itself, or its change from the start.
fn read_target(sight: &SeenBody<'_>, start: &Start, target: &Target, side: Side) -> Reading {
    let reading = read(sight, start, target.measure, side);
    let Reading::Seen { value, confidence, error } = reading else { return reading };
    if !target.from_start {
        return reading;
    }
    match start.get(StartValue::Of(target.measure, side)) {
        Some(before) => Reading::Seen { value: value - before, confidence, error },
        None => Reading::Unseen(Unseen::NoStart),
    }
}

fn state(target: &Target, reading: Reading) -> TargetState {
    match reading {
        Reading::Unseen(_) => TargetState::Unseen,
        Reading::Seen { value, .. } => match target.range.excess(value) {
            excess if excess < 0.0 => TargetState::Below,
            excess if excess > 0.0 => TargetState::Above,
            _ => TargetState::Within,
        },
    }
}

/// How far a seen assessment lies outside its range, in margins: 0 inside, 1 at the margin's end. `None` where unseen. A margin
/// is what a still body may seem to move by, or the value's own error where that is larger; but somebody who has gone half of
/// the way back to where they started has left the pose, however small the way is.
pub(crate) fn margins_off(assessment: &Assessment) -> Option<f64> {
    let error = assessment.reading.error()?;
    let value = assessment.reading.value()?;
    let margin = margin(assessment).max(error).min(half_way_back(&assessment.target));
    Some(assessment.target.range.excess(value).abs() / margin)
}

/// Half of the way from the start, where a change is zero, to the range; endless for what is no change or need not change.
fn half_way_back(target: &Target) -> f64 {
    let has_zero = matches!(
        target.measure.definition().formula,
        // A hip on its knee is straight: that is where every body starts.
        Formula::Spine(Bow::Neutral) | Formula::Trunk(Trunk::HipExtension)
    );
    let is_change = target.from_start || has_zero;
    let away = target.range.low().max(-target.range.high());
    if is_change && away > 0.0 { away / 2.0 } else { f64::INFINITY }
}

/// What nobody at rest drifts by in a second, by this measure. For an angle that is its margin, or its own error where that is
/// larger, up to half as much again: more of an error is no jitter. For a distance it is four centimetres, its own error where the
/// camera stands well. The back's bow has but its margin.
pub(crate) fn drift_margin(assessment: &Assessment) -> f64 {
    const DISTANCE: f64 = 0.08;
    let definition = assessment.target.measure.definition();
    let margin = match (definition.formula, definition.unit) {
        (Formula::Spine(_), _) | (_, Unit::Degrees) => margin(assessment),
        (_, Unit::TorsoLengths | Unit::Ratio) => DISTANCE,
    };
    assessment.reading.error().map_or(margin, |error| error.clamp(margin, 1.5 * margin))
}

/// What a still body may seem to move by, in the measure's unit.
pub(super) fn margin(assessment: &Assessment) -> f64 {
    let definition = assessment.target.measure.definition();
    match (definition.formula, definition.unit) {
        (Formula::Spine(Bow::Straight), _) => BODY_ZERO,
        (Formula::Spine(Bow::Neutral), _) => CHANGE_MARGIN,
        (_, Unit::Degrees) => ANGLE_MARGIN,
        (_, Unit::TorsoLengths) => DISTANCE_MARGIN,
        (_, Unit::Ratio) => RATIO_MARGIN,
    }
}

/// Whether a seen value is outside its range by more than it may be off: what is not, is not worth a correction.
pub(crate) fn is_surely_outside(assessment: &Assessment) -> bool {
    let Reading::Seen { value, error, .. } = assessment.reading else { return false };
    assessment.target.range.excess(value).abs() > error
}

/// Whether a seen value lies outside its range by so little that nobody could say so. A change's range ends where its error from rest
/// does: nearer to rest it would be none.
pub(crate) fn may_be_within(assessment: &Assessment) -> bool {
    if half_way_back(&assessment.target).is_finite() {
        return false;
    }
    let Reading::Seen { value, error, .. } = assessment.reading else { return false };
    assessment.target.range.excess(value).abs() <= MAY_BE_WITHIN * error
}

/// How far the worst of the targets that must hold lies outside its range, in margins; `None` where one of them isn't seen.
pub(crate) fn worst_miss(assessments: &[Assessment]) -> Option<f64> {
    musts(assessments).map(margins_off).try_fold(0.0_f64, |worst, margins| Some(worst.max(margins?)))
}

/// The targets that must hold; of those that must only where they are seen, the ones that are.
pub(crate) fn musts(assessments: &[Assessment]) -> impl Iterator<Item = &Assessment> {
    assessments.iter().filter(|assessment| match assessment.target.role {
        Role::Must => true,
        Role::MustIfSeen => assessment.reading.value().is_some(),
        Role::Form => false,
    })
}

/// Where the pose stands as a whole; [`Verdict::Nobody`] for no assessments at all.
#[must_use]
pub fn verdict(assessments: &[Assessment]) -> Verdict {
    if assessments.is_empty() {
        return Verdict::Nobody;
    }
    let mut unseen = false;
    let mut seen = Verdict::Inside;
    for assessment in musts(assessments) {
        match margins_off(assessment) {
            Some(margins) if margins > 1.0 => return Verdict::Outside,
            Some(margins) if margins > 0.0 && may_be_within(assessment) => seen = seen.min(Verdict::Near),
            Some(margins) if margins > 0.0 => seen = Verdict::Edge,
            Some(_) => {}
            None => unseen = true,
        }
    }
    if unseen { Verdict::Unseen } else { seen }
}

/// How badly a pose fits the targets that must hold: 0 fits; each target adds up to [`WORST_MISFIT`].
pub(crate) fn misfit(assessments: &[Assessment]) -> f64 {
    /// Beyond this many margins a limb is simply elsewhere; how far no longer matters.
    const WORST_MISFIT: f64 = 5.0;
    /// An unseen target speaks a little against a reading of the body in which every target is seen.
    const UNSEEN_MISFIT: f64 = 0.5;
    // Errors play no part: the side away from the camera would seem to fit better for being seen worse.
    let off = |assessment: &Assessment| {
        assessment.reading.value().map(|value| assessment.target.range.excess(value).abs() / margin(assessment))
    };
    musts(assessments)
        .map(|assessment| off(assessment).map_or(UNSEEN_MISFIT, |margins| margins.min(WORST_MISFIT)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Landmark;
    use crate::measure::Measure;
    use crate::measure::mannequin::{Mannequin, nobody};
    use crate::stretch::Range;
    use crate::stretch::samples;

    fn verdict_of(stretch: &Stretch, observation: &Observation, working: Side) -> Verdict {
        let facing = observation.pose.as_ref().map(Facing::of);
        facing.map_or(Verdict::Nobody, |facing| {
            verdict(&assess(stretch, observation, facing, &Start::default(), working))
        })
    }

    #[test]
    fn a_picture_copies_no_words() {
        let stretch = samples::sphinx();
        let seen = Mannequin::sphinx().observe(0.0);
        let facing = Facing::of(seen.pose.as_ref().unwrap());
        let words = |target: &Target| {
            [Some(&target.id), target.below.as_ref(), target.above.as_ref()]
                .map(|words| words.map(|words| words.as_ptr()))
        };
        let assessments = assess(&stretch, &seen, facing, &Start::default(), Side::Right);
        assert_eq!(assessments.len(), stretch.targets.len());
        for (assessment, target) in assessments.iter().zip(&stretch.targets) {
            assert_eq!(words(&assessment.target), words(target));
        }
    }

    #[test]
    fn half_of_the_way_back_to_the_start_is_out_of_the_pose() {
        let mut stretch = samples::sphinx();
        stretch.targets.truncate(1);
        let target = &mut stretch.targets[0];
        (target.measure, target.range) = (Measure::SpineChange, Range::new(0.012, 0.045).unwrap());
        let seen = |change: f64| Assessment {
            target: stretch.targets[0].clone(),
            side: Side::Right,
            reading: Reading::Seen { value: change, confidence: 1.0, error: 0.015 },
            state: TargetState::Below,
        };
        assert!(margins_off(&seen(0.008)).unwrap() < 1.0, "still tucked for the most part");
        assert!(margins_off(&seen(0.005)).unwrap() > 1.0, "let go, although the error is larger than the whole way");
        let mut absolute = seen(0.005);
        absolute.target.measure = Measure::SpineCurve;
        assert!(margins_off(&absolute).unwrap() < 1.0, "nothing tells where an absolute value came from");
    }

    #[test]
    fn each_pose_fits_its_own_stretch_only() {
        let stretches = [samples::childs_pose(), samples::sphinx(), samples::bird_dog()];
        let poses = [
            Some(Mannequin::childs_pose()),
            Some(Mannequin::sphinx()),
            Some(Mannequin::bird_dog(Side::Right)),
            Some(Mannequin::tabletop()),
            Some(Mannequin::standing()),
            Some(Mannequin::lying_flat()),
        ];
        for (row, stretch) in stretches.iter().enumerate() {
            for (column, pose) in poses.iter().flatten().enumerate() {
                for pose in [pose.clone(), pose.clone().mirrored()] {
                    let seen = pose.observe(0.0);
                    let fits = Side::BOTH.iter().any(|&side| verdict_of(stretch, &seen, side) == Verdict::Inside);
                    assert_eq!(fits, row == column, "pose {column} against {}", stretch.id);
                }
            }
        }
    }

    #[test]
    fn bird_dog_is_judged_on_the_leg_that_works() {
        let seen = Mannequin::bird_dog(Side::Left).observe(0.0);
        assert_eq!(verdict_of(&samples::bird_dog(), &seen, Side::Left), Verdict::Inside);
        assert_eq!(verdict_of(&samples::bird_dog(), &seen, Side::Right), Verdict::Outside);
    }

    #[test]
    fn a_little_beyond_the_range_is_the_edge() {
        // The hip may close to 70 degrees at most: 75 is within the margin, 80 is beyond it.
        let folded = |hip: f64| Mannequin::childs_pose().trunk(121.0 - hip).observe(0.0);
        assert_eq!(verdict_of(&samples::childs_pose(), &folded(65.0), Side::Right), Verdict::Inside);
        assert_eq!(verdict_of(&samples::childs_pose(), &folded(75.0), Side::Right), Verdict::Edge);
        assert_eq!(verdict_of(&samples::childs_pose(), &folded(80.0), Side::Right), Verdict::Outside);
    }

    #[test]
    fn what_is_out_by_less_than_could_be_told_is_held() {
        let stretch = samples::childs_pose();
        let seen = |off: f64| {
            let target = stretch.targets[0].clone();
            let reading = Reading::Seen { value: target.range.high() + off, confidence: 1.0, error: 10.0 };
            verdict(&[Assessment { target, side: Side::Right, reading, state: TargetState::Above }])
        };
        assert_eq!([seen(1.4), seen(1.6), seen(9.9), seen(10.1)].map(Verdict::holds), [true, false, false, false]);
        assert_eq!([seen(1.4), seen(1.6), seen(9.9), seen(10.1)].map(Verdict::is_in), [true, true, true, false]);
    }

    #[test]
    fn what_must_hold_where_it_is_seen_stops_nothing_while_it_is_hidden() {
        let mut stretch = samples::childs_pose();
        let mut far = stretch.targets[1].clone();
        (far.role, far.limb) = (Role::MustIfSeen, TargetSide::Far);
        stretch.targets.push(far);
        let of = |pose: &Mannequin| verdict_of(&stretch, &pose.observe(0.0), Side::Right);
        assert_eq!(of(&Mannequin::childs_pose()), Verdict::Inside);
        assert_eq!(of(&Mannequin::childs_pose().visible(Landmark::LeftKnee, 0.0)), Verdict::Inside);
        stretch.targets.last_mut().unwrap().range = Range::new(150.0, 180.0).unwrap();
        let of = |pose: &Mannequin| verdict_of(&stretch, &pose.observe(0.0), Side::Right);
        assert_eq!(of(&Mannequin::childs_pose()), Verdict::Outside);
        assert_eq!(of(&Mannequin::childs_pose().visible(Landmark::LeftKnee, 0.0)), Verdict::Inside);
    }

    #[test]
    fn what_is_not_seen_is_never_wrong_and_never_right() {
        let hidden_knee = Mannequin::childs_pose().visible(Landmark::RightKnee, 0.1).observe(0.0);
        assert_eq!(verdict_of(&samples::childs_pose(), &hidden_knee, Side::Right), Verdict::Unseen);
        let from_the_front = Mannequin::childs_pose().seen_from_the_front().observe(0.0);
        assert_eq!(verdict_of(&samples::childs_pose(), &from_the_front, Side::Right), Verdict::Unseen);
        assert_eq!(verdict_of(&samples::childs_pose(), &nobody(0.0), Side::Right), Verdict::Nobody);
    }
}
