//! What only means something against the person's own start, since bodies differ in it.

use super::{Estimate, Sight};
use crate::coach::baseline::Start;
use crate::coach::body::Landmark::{
    self, LeftAnkle, LeftKnee, LeftShoulder, RightAnkle, RightEar, RightHip, RightKnee, RightShoulder,
};
use crate::coach::body::Side;
use crate::coach::facing::BodyView;
use crate::coach::measures::{Definition, Measure, Own};
use crate::coach::status::Unseen;
use crate::coach::turn::trunk;

/// Something that is remembered of the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raw {
    /// A measure of the table on one side.
    Of(Measure, Side),
    /// How far the ears are above the shoulders along the trunk, in torso lengths.
    Ears,
    /// The shoulders' turn to the camera, while they face it, in degrees.
    Turn,
    /// The shoulders' breadth in lengths of the shin, while they face the camera.
    Breadth,
    /// The torso of one side in lengths of its shin, from the side.
    SideTorso(Side),
    /// The middle of the torso in lengths of the longer shin, from the front.
    Torso,
}

/// Up to this turn somebody faces the camera: shoulders then look less than a twentieth narrower.
const FACES: f64 = 15.0;
/// A turn told by breadth counts from here on: below, one hundredth of the breadth is 3 degrees and more.
const BROAD: f64 = 20.0;

impl Raw {
    /// What is seen of it now.
    pub fn seen(self, sight: &Sight<'_>) -> Option<f64> {
        let pose = sight.pose;
        let middle = |right: Landmark| pose.at(right).midpoint(pose.at(right.mirrored()));
        let value = match self {
            Self::Of(measure, side) => super::read(sight, &Start::default(), measure, side).value(),
            Self::Ears => ears(sight),
            Self::Turn => sight.facing.turn.map(|turn| turn.shoulders).filter(|turn| turn.abs() < FACES),
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
pub(super) fn change(
    sight: &Sight<'_>,
    start: &Start,
    own: Own,
    definition: &Definition,
    side: Side,
) -> Result<Estimate, Unseen> {
    let from_start = |raw: Raw| start.get(raw).ok_or(Unseen::NoStart);
    let value = match own {
        Own::Shrug => from_start(Raw::Ears)? - ears(sight).ok_or(Unseen::Hidden)?,
        Own::ShoulderTurn => {
            let begun = from_start(Raw::Turn)?;
            let turn = sight.facing.turn.ok_or(Unseen::Hidden)?.shoulders;
            let by_breadth = start.get(Raw::Breadth).zip(breadth(sight));
            let by_breadth = by_breadth.map_or(0.0, |(before, now)| (now / before).clamp(0.0, 1.0).acos().to_degrees());
            let by_breadth = if by_breadth > BROAD { by_breadth } else { 0.0 };
            (turn - begun).abs().max(by_breadth).clamp(0.0, 90.0)
        }
        Own::TrunkLength => {
            let side_first = sight.facing.view == BodyView::Side;
            let ratio = |raw: Raw| start.get(raw).zip(raw.seen(sight)).map(|(before, now)| now / before);
            let raws = [Raw::SideTorso(side), Raw::Torso];
            if raws.iter().all(|&raw| start.get(raw).is_none()) {
                return Err(Unseen::NoStart);
            }
            let [beside, ahead] = raws.map(ratio);
            let ratio = if side_first { beside.or(ahead) } else { ahead.or(beside) };
            ratio.ok_or(Unseen::Hidden)?
        }
    };
    let (low, high) = match own {
        Own::Shrug => Measure::Shrug.span(),
        Own::ShoulderTurn => Measure::ShoulderTurn.span(),
        Own::TrunkLength => Measure::TrunkLength.span(),
    };
    Ok(Estimate { value: value.clamp(low, high), error: definition.error })
}

/// The ears above the shoulders along the trunk, in torso lengths: in the room, so that a nod or a bow changes little.
fn ears(sight: &Sight<'_>) -> Option<f64> {
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
fn breadth(sight: &Sight<'_>) -> Option<f64> {
    let shins = [shin(sight, Side::Left), shin(sight, Side::Right)];
    let (sum, count) = shins.into_iter().flatten().fold((0.0, 0.0), |(sum, count), shin| (sum + shin, count + 1.0));
    let breadth = sight.pose.at(LeftShoulder).distance(sight.pose.at(RightShoulder));
    (count > 0.0).then(|| breadth / (sum / count))
}

/// One shin's length in the picture, in pixels, where it is seen.
fn shin(sight: &Sight<'_>, side: Side) -> Option<f64> {
    let length = sight.pose.at(side.of(RightKnee)).distance(sight.pose.at(side.of(RightAnkle)));
    (sees(sight, side, &[RightKnee, RightAnkle]) && length > 1.0).then_some(length)
}

fn longer_shin(sight: &Sight<'_>) -> Option<f64> {
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

fn sees(sight: &Sight<'_>, side: Side, landmarks: &[Landmark]) -> bool {
    landmarks
        .iter()
        .map(|&right| side.of(right))
        .all(|landmark| sight.is_in_picture(landmark) && sight.is_seen(side, landmark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::mannequin::Mannequin;
    use crate::coach::{Baseline, Facing, Reading, samples};

    /// What `after` measures for somebody who rested as `before`.
    fn changed(measure: Measure, before: &Mannequin, after: &Mannequin) -> Reading {
        let mut stretch = samples::childs_pose();
        stretch.targets[0].measure = measure;
        let mut baseline = Baseline::new(&stretch);
        for tenth in 0..15 {
            let seen = before.observe(f64::from(tenth) / 10.0);
            baseline.observe(&seen, seen.pose.as_ref().map(Facing::of), false);
        }
        let seen = after.observe(2.0);
        let sight = Sight::of(&seen, Facing::of(seen.pose.as_ref().unwrap())).unwrap();
        super::super::read(&sight, baseline.start(), measure, Side::Right)
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
        let never_faced = changed(Measure::ShoulderTurn, &Mannequin::standing(), &standing());
        assert_eq!(never_faced, Reading::Unseen(Unseen::NoStart));
    }

    #[test]
    fn a_trunk_is_as_long_as_it_was() {
        let length = changed(Measure::TrunkLength, &Mannequin::standing(), &Mannequin::tabletop()).value().unwrap();
        assert!((length - 1.0).abs() < 0.02, "{length}");
    }
}
