//! What only means something against the person's own start, since bodies differ in it.

use crate::body::Landmark;
use crate::body::Landmark::{
    LeftAnkle, LeftKnee, LeftShoulder, RightAnkle, RightEar, RightFootIndex, RightHip, RightKnee, RightShoulder,
};
use crate::body::Side;
use crate::body::trunk;
use crate::measure::heading::Heading;
use crate::measure::read::sight::SeenBody;
use crate::measure::reading::Estimate;
use crate::measure::reading::Unseen;
use crate::measure::start::Start;
use crate::measure::start::{Axis, StartValue};
use crate::measure::table::Relative;
use crate::measure::table::{Definition, Measure};
use crate::measure::view::BodyView;

/// Up to this turn somebody faces the camera: shoulders then look less than a twentieth narrower.
const FACES: f64 = 15.0;
/// One standard deviation of the chest's turn from the thighs, in degrees: rendered people at rest read up to 12 who are turned
/// by nothing, and turned by 45 they read 32 to 65.
const FROM_LEGS: f64 = 15.0;
/// A rest in which the chest is turned further from the thighs than this, two of these errors, is a rest in a twist and no start.
const RESTS_TURNED: f64 = 30.0;
/// Legs seem to turn by so much with a chest that turns alone.
const LEGS_STAY: f64 = 20.0;
/// A turn measured by breadth counts from here on: below, one hundredth of the breadth is 3 degrees and more.
const BROAD: f64 = 20.0;

impl StartValue {
    /// What is seen of it now, of all but a measure of the table, which is read as ever.
    pub fn seen(self, sight: &SeenBody<'_>) -> Option<f64> {
        let pose = sight.pose;
        let middle = |right: Landmark| pose.at(right).midpoint(pose.at(right.mirrored()));
        let value = match self {
            Self::Of(..) => None,
            Self::Ears => ears(sight),
            Self::Chest(axis) => Heading::of_chest(pose).map(|heading| axis.of(heading)),
            Self::Legs(axis) => of_legs(sight, Legs::Whole).map(|heading| axis.of(heading)),
            Self::Thighs(axis) => of_legs(sight, Legs::Thighs).map(|heading| axis.of(heading)),
            Self::Breadth => {
                breadth(sight).filter(|_| sight.facing.turn.is_some_and(|turn| turn.shoulders.abs() < FACES))
            }
            Self::SideTorso(side) => {
                if sight.facing.view != BodyView::Side || !sees(sight, side, &[RightShoulder, RightHip]) {
                    return None;
                }
                let [shoulder, hip] = [RightShoulder, RightHip].map(|right| pose.at(side.of(right)));
                shin(sight, side).map(|shin| shoulder.distance(hip) / shin)
            }
            Self::Torso => longer_shin(sight).map(|shin| middle(RightShoulder).distance(middle(RightHip)) / shin),
        };
        value.filter(|value| value.is_finite())
    }
}

/// A change on one side from the start.
pub(crate) fn change(
    sight: &SeenBody<'_>,
    start: &Start,
    own: Relative,
    definition: &Definition,
    side: Side,
) -> Result<Estimate, Unseen> {
    let from_start = |raw: StartValue| start.get(raw).ok_or(Unseen::NoStart);
    let value = match own {
        Relative::Shrug => from_start(StartValue::Ears)? - ears(sight).ok_or(Unseen::Hidden)?,
        Relative::ShoulderTurn => {
            let turn = shoulder_turn(sight, start)?;
            return Ok(Estimate { value: turn.value.min(90.0), error: turn.error });
        }
        Relative::TrunkLength => {
            let side_first = sight.facing.view == BodyView::Side;
            let ratio = |raw: StartValue| start.get(raw).zip(raw.seen(sight)).map(|(before, now)| now / before);
            let raws = [StartValue::SideTorso(side), StartValue::Torso];
            if raws.iter().all(|&raw| start.get(raw).is_none()) {
                return Err(Unseen::NoStart);
            }
            let [beside, ahead] = raws.map(ratio);
            let ratio = if side_first { beside.or(ahead) } else { ahead.or(beside) };
            ratio.ok_or(Unseen::Hidden)?
        }
    };
    let (low, high) = definition.span;
    Ok(Estimate { value: value.clamp(low, high), error: definition.error })
}

/// How far the chest is turned: from where it faced at the start; or, of somebody who sits and was never at rest, rested in a turn or
/// has turned round on their seat, from where the thighs point.
fn shoulder_turn(sight: &SeenBody<'_>, start: &Start) -> Result<Estimate, Unseen> {
    let chest = Heading::of_chest(sight.pose).ok_or(Unseen::Hidden)?;
    let from_thighs = of_legs(sight, Legs::Thighs).map(|thighs| chest.turned_from(thighs));
    let begun = |raw: fn(Axis) -> StartValue| {
        let [right, away] = Axis::BOTH.map(|axis| start.get(raw(axis)));
        Heading::new(right?, away?)
    };
    let thighs_before = begun(StartValue::Thighs);
    let rested_straight =
        |chest: &Heading| thighs_before.is_none_or(|thighs| chest.turned_from(thighs).abs() <= RESTS_TURNED);
    let chest_before = begun(StartValue::Chest).filter(rested_straight);
    let legs_moved =
        of_legs(sight, Legs::Whole).zip(begun(StartValue::Legs)).map(|(now, before)| now.turned_from(before));
    let turned_round = legs_moved.is_some_and(|moved| moved.abs() > RESTS_TURNED);
    match (chest_before, from_thighs) {
        (Some(before), from_thighs) if !turned_round || from_thighs.is_none() => {
            let turned = chest.turned_from(before);
            // Somebody who turns round on their feet takes the chest along; what the legs seem to turn the other way is noise.
            let carried = legs_moved.unwrap_or(0.0);
            let carried = if turned_round { carried } else { carried - carried.clamp(-LEGS_STAY, LEGS_STAY) };
            let left = wrapped(turned - carried).abs().min(turned.abs());
            let by_breadth = if carried * turned > 0.0 { 0.0 } else { turn_by_breadth(sight, start) };
            Ok(Estimate { value: left.max(by_breadth).min(90.0), error: Measure::ShoulderTurn.definition().error })
        }
        (_, Some(turned)) => Ok(Estimate { value: turned.abs(), error: FROM_LEGS }),
        (_, None) => Err(Unseen::NoStart),
    }
}

/// The same angle between -180 and 180 degrees.
fn wrapped(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// How far the shoulders look narrower than they did when they faced the camera, as a turn; 0 where that says nothing.
fn turn_by_breadth(sight: &SeenBody<'_>, start: &Start) -> f64 {
    let faced = start.get(StartValue::Breadth).zip(breadth(sight));
    let turned = faced.map_or(0.0, |(before, now)| (now / before).clamp(0.0, 1.0).acos().to_degrees());
    if turned > BROAD { turned } else { 0.0 }
}

/// What of the legs shows where they point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Legs {
    /// The thighs, of somebody who sits.
    Thighs,
    /// Thighs and feet.
    Whole,
}

/// Where the legs point, of which a knee, or a foot where it counts, is seen.
fn of_legs(sight: &SeenBody<'_>, legs: Legs) -> Option<Heading> {
    let is_seen = |end: Landmark| Side::BOTH.into_iter().any(|side| sees(sight, side, &[end]));
    match legs {
        Legs::Thighs => is_seen(RightKnee).then(|| Heading::of_thighs(sight.pose)).flatten(),
        Legs::Whole => (is_seen(RightKnee) || is_seen(RightFootIndex)).then(|| Heading::of_legs(sight.pose)).flatten(),
    }
}

/// The ears above the shoulders along the trunk, in torso lengths: in the room, so that a nod or a bow changes little.
fn ears(sight: &SeenBody<'_>) -> Option<f64> {
    if !sight.pose.has_depth {
        return None;
    }
    let place = |landmark: Landmark| sight.pose.world[landmark.index()];
    let middle = |right: Landmark| place(right).midpoint(place(right.mirrored()));
    let axis = trunk(sight.pose);
    let length = axis.length();
    (length > f64::EPSILON).then(|| (middle(RightEar) - middle(RightShoulder)).dot(axis) / (length * length))
}

/// The shoulders' breadth in lengths of the shin: the torso shortens when somebody slumps, the shins stay as they are.
fn breadth(sight: &SeenBody<'_>) -> Option<f64> {
    let shins = [shin(sight, Side::Left), shin(sight, Side::Right)];
    let (sum, count) = shins.into_iter().flatten().fold((0.0, 0.0), |(sum, count), shin| (sum + shin, count + 1.0));
    let breadth = sight.pose.at(LeftShoulder).distance(sight.pose.at(RightShoulder));
    (count > 0.0).then(|| breadth / (sum / count))
}

/// One shin's length in the picture, in pixels, where it is seen.
fn shin(sight: &SeenBody<'_>, side: Side) -> Option<f64> {
    let length = sight.pose.at(side.of(RightKnee)).distance(sight.pose.at(side.of(RightAnkle)));
    (sees(sight, side, &[RightKnee, RightAnkle]) && length > 1.0).then_some(length)
}

fn longer_shin(sight: &SeenBody<'_>) -> Option<f64> {
    let shins = [(LeftKnee, LeftAnkle), (RightKnee, RightAnkle)]
        .map(|(knee, ankle)| (sight.pose.at(knee), sight.pose.at(ankle)));
    let is_seen = Side::BOTH.map(|side| sees(sight, side, &[RightKnee, RightAnkle]));
    let longest = shins
        .into_iter()
        .zip(is_seen)
        .filter(|&(_, seen)| seen)
        .map(|((knee, ankle), _)| knee.distance(ankle))
        .fold(0.0, f64::max);
    (longest > 1.0).then_some(longest)
}

fn sees(sight: &SeenBody<'_>, side: Side, landmarks: &[Landmark]) -> bool {
    landmarks
        .iter()
        .map(|&right| side.of(right))
        .all(|landmark| sight.is_in_picture(landmark) && sight.is_seen(side, landmark))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measure::baseline::Baseline;
    use crate::measure::facing::Facing;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::reading::Reading;

    /// What `after` measures for somebody who rested as `before`.
    fn changed(measure: Measure, before: &Mannequin, after: &Mannequin) -> Reading {
        let mut baseline = Baseline::new([(measure, false)]);
        for tenth in 0..15 {
            let seen = before.observe(f64::from(tenth) / 10.0);
            baseline.observe(&seen, seen.pose.as_ref().map(Facing::of), false);
        }
        let seen = after.observe(2.0);
        let sight = SeenBody::of(&seen, Facing::of(seen.pose.as_ref().unwrap())).unwrap();
        crate::measure::read::read(&sight, baseline.start(), measure, Side::Right)
    }

    #[test]
    fn shoulders_drawn_up_are_a_shrug() {
        let standing = || Mannequin::standing().seen_from_the_front();
        let shrug = changed(Measure::Shrug, &standing(), &standing().shrugged(0.1)).value().unwrap();
        assert!((0.05..0.2).contains(&shrug), "{shrug}");
        assert!(changed(Measure::Shrug, &standing(), &standing()).value().unwrap().abs() < 1e-9);
    }

    #[test]
    fn a_turn_counts_from_the_front_whichever_way_it_goes() {
        let standing = || Mannequin::standing().seen_from_the_front();
        for degrees in [40.0, -40.0] {
            let turn = changed(Measure::ShoulderTurn, &standing(), &standing().twisted(degrees)).value().unwrap();
            assert!((turn - 40.0).abs() < 1e-6, "{turn}");
        }
    }

    #[test]
    fn whoever_turns_round_as_a_whole_has_not_turned_their_chest() {
        let standing = Mannequin::standing().seen_from_the_front();
        let turned = changed(Measure::ShoulderTurn, &Mannequin::standing(), &standing).value().unwrap();
        assert!(turned < 1e-6, "{turned}");
        let sitting = || Mannequin::standing().legs(90.0, 180.0);
        let seated = sitting().seen_from_the_front();
        let turned = changed(Measure::ShoulderTurn, &sitting(), &seated).value().unwrap();
        assert!(turned < 1e-6, "{turned}");
    }

    proptest! {
        /// Wherever somebody turns with their legs, a little more or less: that is no twist.
        #[test]
        fn turning_round_as_a_whole_is_never_a_twist(round in -180.0..180.0_f64, noise in -3.0..3.0_f64) {
            let before = Mannequin::standing().seen_from_the_front();
            let mut baseline = Baseline::new([(Measure::ShoulderTurn, false)]);
            for tenth in 0..15 {
                let seen = before.observe(f64::from(tenth) / 10.0);
                baseline.observe(&seen, seen.pose.as_ref().map(Facing::of), false);
            }
            let mut seen = before.observe(2.0);
            let pose = seen.pose.as_mut().unwrap();
            for (index, place) in pose.world.iter_mut().enumerate() {
                let is_leg = index >= RightKnee.index() - 1;
                let (sin, cos) = (round + if is_leg { noise } else { 0.0 }).to_radians().sin_cos();
                (place.x, place.z) = (place.x * cos - place.z * sin, place.x * sin + place.z * cos);
            }
            let sight = SeenBody::of(&seen, Facing::of(seen.pose.as_ref().unwrap())).unwrap();
            let turn = shoulder_turn(&sight, baseline.start()).unwrap().value;
            prop_assert!(turn < 24.0, "{turn}");
        }
    }

    #[test]
    fn whoever_rested_in_a_turn_is_measured_from_their_thighs() {
        let turned = || Mannequin::standing().legs(90.0, 180.0).seen_from_the_front().twisted(40.0);
        let turn = changed(Measure::ShoulderTurn, &turned(), &turned()).value().unwrap();
        assert!((turn - 40.0).abs() < 1e-6, "{turn}");
    }

    #[test]
    fn a_trunk_is_as_long_as_it_was() {
        let length = changed(Measure::TrunkLength, &Mannequin::standing(), &Mannequin::tabletop()).value().unwrap();
        assert!((length - 1.0).abs() < 0.02, "{length}");
    }
}
