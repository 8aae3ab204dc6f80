//! Measures computed on one pose. What isn't sure is unseen, never wrong, and what is seen says how sure it is.
//!
//! ```text
//! angles   joints' angles: in the picture or in the room, whichever is surer
//! picture  inclinations, distances and heights in the picture
//! frontal  sideways tilts
//! trunk    how the trunk stands in the room
//! room     the same in the room, from where the picture shows them at a slant
//! own      what only means something against the person's own start
//! ```

mod angles;
mod frontal;
mod own;
mod picture;
mod room;
mod sight;
mod trunk;

pub(crate) use sight::SeenBody;

pub use crate::measure::reading::Estimate;

use crate::body::Size;
use crate::body::{Landmark, Pose, Side};
use crate::measure::coverage::Coverage;
use crate::measure::facing::Facing;
use crate::measure::observation::Observation;
use crate::measure::reading::{Reading, Unseen};
use crate::measure::spine::{Spine, SpineUnseen};
use crate::measure::start::{Start, StartValue};
use crate::measure::table::{Bow, Formula, Unit, Whose};
use crate::measure::table::{Definition, Measure};
use crate::measure::view::BodyView;
use crate::measure::view::Plane;

/// With a larger error than this a joint's angle says nothing, in degrees: it is half the width of most ranges.
const TOO_UNSURE: f64 = 20.0;

/// One measure on one side of the body, as the camera sees it in this picture alone.
///
/// The value is in the measure's unit. Nobody in view reads as [`Unseen::Hidden`]; what is measured against the person's own
/// start reads as [`Unseen::NoStart`].
#[must_use]
pub fn measure(wanted: Measure, side: Side, observation: &Observation) -> Reading {
    let Some(pose) = &observation.pose else { return Reading::Unseen(Unseen::Hidden) };
    match SeenBody::of(observation, Facing::of(pose)) {
        Some(sight) => read(&sight, &Start::default(), wanted, side),
        None => Reading::Unseen(Unseen::Hidden),
    }
}

/// One measure on one side of the body that `sight` shows, of a person who started from `start`.
pub(crate) fn read(sight: &SeenBody<'_>, start: &Start, wanted: Measure, side: Side) -> Reading {
    let definition = wanted.definition();
    // Without its trunk a body is mostly guessed, and so is how it stands to the camera.
    if !Coverage::of(sight.pose, sight.picture).has_trunk() {
        return Reading::Unseen(Unseen::OutOfPicture);
    }
    if let Formula::Spine(from) = definition.formula {
        return bow_of_the_back(from, sight.pose, sight.spine, start);
    }
    if needed(definition, side).any(|(_, landmark)| !sight.is_in_picture(landmark)) {
        return Reading::Unseen(Unseen::OutOfPicture);
    }
    let view = sight.facing.view;
    if view == BodyView::Unknown {
        // Turning would not help: the trunk, which shows the view, is not seen.
        return Reading::Unseen(Unseen::Hidden);
    }
    let is_joint = matches!(definition.formula, Formula::JointAngle(_));
    // A flat model knows a joint's angle from the side only.
    if !(view.shows(definition.plane) || is_askew(sight, definition))
        || (is_joint && !sight.pose.has_depth && view != BodyView::Side)
    {
        return Reading::Unseen(Unseen::WrongView);
    }
    if needed(definition, side).any(|(side, landmark)| !sight.is_seen(side, landmark)) {
        return Reading::Unseen(Unseen::Hidden);
    }
    let confidence =
        needed(definition, side).map(|(_, landmark)| sight.pose.keypoint(landmark).visibility).fold(1.0, f64::min);
    match estimate(sight, start, definition, side) {
        Ok(Estimate { error, .. }) if is_joint && error > TOO_UNSURE => Reading::Unseen(Unseen::WrongView),
        Ok(Estimate { value, error }) if value.is_finite() => Reading::Seen { value, confidence, error },
        Ok(_) => Reading::Unseen(Unseen::Hidden),
        Err(why) => Reading::Unseen(why),
    }
}

/// What is seen now of something that is remembered of the start.
pub(crate) fn seen_now(raw: StartValue, sight: &SeenBody<'_>) -> Option<f64> {
    match raw {
        StartValue::Of(measure, side) => read(sight, &Start::default(), measure, side).value(),
        own => own.seen(sight),
    }
}

/// The landmarks that a measure on this side needs, each with its side; the torso's too where it is the unit.
fn needed(definition: &Definition, side: Side) -> impl Iterator<Item = (Side, Landmark)> {
    let formula = definition.formula;
    let points: [Option<Landmark>; 4] = std::array::from_fn(|index| formula.landmarks().get(index).copied());
    let points = points.into_iter().flatten();
    let whose = formula.whose();
    let first = points.clone().enumerate().map(move |(index, right)| match whose {
        Whose::Crossing if index > 0 => (side.opposite(), right),
        _ => (side, right),
    });
    let others = points.filter(move |_| whose == Whose::Both).map(move |right| (side.opposite(), right));
    let by_torso = definition.unit == Unit::TorsoLengths;
    let torso = [Landmark::RightShoulder, Landmark::RightHip].into_iter().filter(move |_| by_torso);
    first.chain(others).chain(torso.map(move |right| (side, right))).map(|(side, right)| (side, side.of(right)))
}

/// The landmarks that a measure on this side needs.
pub(crate) fn landmarks(measure: Measure, side: Side) -> Vec<Landmark> {
    needed(measure.definition(), side).map(|(_, landmark)| landmark).collect()
}

/// Whether the picture shows the plane of a measure at such a slant that it is read in the room: half way between front and side.
/// From the front what moves in it points at the camera, which is where a pose model knows least.
fn is_askew(sight: &SeenBody<'_>, definition: &Definition) -> bool {
    sight.pose.has_depth && sight.facing.view == BodyView::ThreeQuarter && definition.plane == Plane::Sagittal
}

/// The value with its error, whether or not its landmarks are seen.
fn estimate(sight: &SeenBody<'_>, start: &Start, definition: &Definition, side: Side) -> Result<Estimate, Unseen> {
    if is_askew(sight, definition) {
        return room::in_room(sight, definition, side).ok_or(Unseen::WrongView);
    }
    match definition.formula {
        Formula::JointAngle(points) => angles::angle(sight, points, side).ok_or(Unseen::Hidden),
        Formula::Tilt(tilt) => frontal::tilt(sight, tilt, definition, side).ok_or(Unseen::Hidden),
        Formula::Trunk(trunk) => trunk::trunk(sight, trunk, definition, side).ok_or(Unseen::Hidden),
        Formula::Relative(own) => own::change(sight, start, own, definition, side),
        _ => picture::in_picture(sight, definition, side).ok_or(Unseen::Hidden),
    }
}

/// The spine looks after its own view: it has an error that grows with the turn to the camera.
fn bow_of_the_back(from: Bow, pose: &Pose, spine: Option<&Spine>, start: &Start) -> Reading {
    let curve = match spine.map(|spine| spine.curve) {
        Some(Ok(curve)) => curve,
        Some(Err(SpineUnseen::NotFromTheSide | SpineUnseen::SideUnknown | SpineUnseen::TrunkTooShort)) => {
            return Reading::Unseen(Unseen::WrongView);
        }
        Some(Err(_)) | None => return Reading::Unseen(Unseen::Hidden),
    };
    let seen = match from {
        Bow::Straight => Some((curve.curve, curve.error)),
        Bow::Neutral => match start.bow() {
            Some((shape, stands_for)) => {
                curve.change_from(shape).map(|change| (change.change + stands_for, change.error))
            }
            None => spine.and_then(|spine| spine.change).map(|change| (change.change, change.error)),
        },
    };
    // The outline needs the better one of both shoulders, and of both hips.
    let better = |right: Landmark| Side::BOTH.map(|side| pose.keypoint(side.of(right)).visibility);
    let confidence = [Landmark::RightShoulder, Landmark::RightHip]
        .map(|right| better(right).into_iter().fold(0.0, f64::max))
        .into_iter()
        .fold(1.0, f64::min);
    seen.map_or(Reading::Unseen(Unseen::Hidden), |(value, error)| Reading::Seen { value, confidence, error })
}

/// The joints that are listed with a pose: the name of each side's angle, and the measure.
const LISTED_JOINTS: [(&str, &str, Measure); 5] = [
    ("left_knee", "right_knee", Measure::Knee),
    ("left_hip", "right_hip", Measure::Hip),
    ("left_elbow", "right_elbow", Measure::Elbow),
    ("left_shoulder", "right_shoulder", Measure::Shoulder),
    ("left_ankle", "right_ankle", Measure::Ankle),
];

/// Every joint's three-point angle in degrees with its expected error, by name (`left_knee` ...); `None` where a landmark is
/// hidden or outside the picture. From which side the body is seen shows in the error, however large.
#[must_use]
pub fn joint_angles(pose: &Pose, facing: Facing, picture: Size) -> [(&'static str, Option<Estimate>); 10] {
    let sight = SeenBody { facing, pose, picture, spine: None };
    std::array::from_fn(|index| {
        let (left, right, joint) = LISTED_JOINTS[index / 2];
        let (name, side) = if index % 2 == 0 { (left, Side::Left) } else { (right, Side::Right) };
        let definition = joint.definition();
        let is_seen = needed(definition, side)
            .all(|(side, landmark)| sight.is_in_picture(landmark) && sight.is_seen(side, landmark));
        let estimate = is_seen.then(|| estimate(&sight, &Start::default(), definition, side).ok()).flatten();
        (name, estimate.filter(|estimate| estimate.value.is_finite()))
    })
}

#[cfg(test)]
mod tests {
    use crate::body::Point;
    use proptest::prelude::*;

    use super::*;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::table::{Tilt, Trunk};

    fn value_of(measured: Measure, side: Side, observation: &Observation) -> f64 {
        measure(measured, side, observation).value().unwrap_or_else(|| panic!("{measured:?} is not seen"))
    }

    #[test]
    fn a_body_on_hands_and_knees_reads_as_it_was_posed() {
        let seen = Mannequin::tabletop().observe(0.0);
        let near = |measured| value_of(measured, Side::Right, &seen);
        assert!((near(Measure::Knee) - 90.0).abs() < 1e-6);
        assert!((near(Measure::ThighInclination)).abs() < 1e-6);
        assert!((near(Measure::TrunkInclination) - 75.0).abs() < 1e-6);
        // The trunk slopes a little out of the picture, since shoulders are broader than hips.
        assert!((near(Measure::Hip) - 105.0).abs() < 1.0);
        // The figure's arm hangs from the landmark; a body's hangs from the joint below it.
        assert!((near(Measure::Elbow) - 180.0).abs() < 6.0);
    }

    #[test]
    fn a_hidden_landmark_is_unseen_not_wrong() {
        let seen = Mannequin::tabletop().visible(Landmark::RightKnee, 0.3).observe(0.0);
        assert_eq!(measure(Measure::Knee, Side::Right, &seen), Reading::Unseen(Unseen::Hidden));
        assert!(
            matches!(measure(Measure::Elbow, Side::Right, &seen), Reading::Seen { confidence, .. } if confidence > 0.9)
        );
    }

    #[test]
    fn a_landmark_outside_the_picture_says_so_whatever_its_visibility() {
        let mut seen = Mannequin::tabletop().visible(Landmark::RightAnkle, 0.1).observe(0.0);
        seen.size = Size::new(200, 480);
        let pose = seen.pose.as_mut().unwrap();
        pose.landmarks[Landmark::RightAnkle.index()].at = Point::new(-30.0, 100.0);
        assert_eq!(measure(Measure::Knee, Side::Right, &seen), Reading::Unseen(Unseen::OutOfPicture));
    }

    #[test]
    fn a_side_on_measure_of_a_body_seen_from_the_front_is_the_wrong_view() {
        let seen = Mannequin::tabletop().seen_from_the_front().observe(0.0);
        assert_eq!(measure(Measure::Hip, Side::Right, &seen), Reading::Unseen(Unseen::WrongView));
    }

    #[test]
    fn what_a_flat_model_lacks_is_unseen_and_the_rest_reads_as_ever() {
        let mut seen = Mannequin::tabletop().observe(0.0);
        let before = value_of(Measure::Knee, Side::Right, &seen);
        let pose = seen.pose.as_mut().unwrap();
        pose.has_depth = false;
        for lacking in [Landmark::RightHeel, Landmark::RightFootIndex] {
            pose.landmarks[lacking.index()] = crate::body::Keypoint::UNKNOWN;
        }
        assert!((value_of(Measure::Knee, Side::Right, &seen) - before).abs() < 1e-9);
        for lost in [Measure::HipToHeel, Measure::Ankle] {
            assert_eq!(measure(lost, Side::Right, &seen), Reading::Unseen(Unseen::Hidden));
        }
        for landmark in [Landmark::LeftShoulder, Landmark::LeftHip] {
            seen.pose.as_mut().unwrap().landmarks[landmark.index()].visibility = 0.1;
        }
        assert_eq!(measure(Measure::Knee, Side::Right, &seen), Reading::Unseen(Unseen::Hidden), "an unknown view");
    }

    #[test]
    fn the_backs_bow_is_read_from_what_was_seen_of_the_spine() {
        use crate::measure::spine::SpineShape;
        use crate::measure::spine::{SpineChange, SpineCurve};
        let mut seen = Mannequin::tabletop().observe(0.0);
        let of = |measured, seen: &Observation| measure(measured, Side::Right, seen);
        assert_eq!(of(Measure::SpineCurve, &seen), Reading::Unseen(Unseen::Hidden));
        let curve = SpineCurve {
            curve: -0.04,
            lumbar: None,
            thoracic: Some(0.01),
            error: 0.02,
            shape: SpineShape::even(-0.04),
        };
        seen.spine = Some(Spine { curve: Ok(curve), change: None });
        assert_eq!(of(Measure::SpineCurve, &seen), Reading::Seen { value: -0.04, confidence: 0.95, error: 0.02 });
        assert_eq!(of(Measure::SpineChange, &seen), Reading::Unseen(Unseen::Hidden));
        let change = Some(SpineChange { change: 0.06, error: 0.01 });
        seen.spine = Some(Spine { curve: Ok(curve), change });
        assert_eq!(of(Measure::SpineChange, &seen).value(), Some(0.06));
        seen.spine = Some(Spine { curve: Err(SpineUnseen::NotFromTheSide), change });
        assert_eq!(of(Measure::SpineChange, &seen), Reading::Unseen(Unseen::WrongView));
    }

    #[test]
    fn listed_angles_carry_both_sides_names() {
        let seen = Mannequin::tabletop().visible(Landmark::LeftWrist, 0.0).observe(0.0);
        let pose = seen.pose.as_ref().unwrap();
        let angles = joint_angles(pose, Facing::of(pose), seen.size);
        assert_eq!(
            angles.map(|(name, _)| name),
            [
                "left_knee",
                "right_knee",
                "left_hip",
                "right_hip",
                "left_elbow",
                "right_elbow",
                "left_shoulder",
                "right_shoulder",
                "left_ankle",
                "right_ankle"
            ]
        );
        let knee = angles[1].1.unwrap();
        assert!((knee.value - 90.0).abs() < 1e-6 && (knee.error - 4.5).abs() < 1e-6, "{knee:?}");
        assert_eq!(angles[4].1, None);
        assert!(angles[0].1.unwrap().error > knee.error, "the far side is less sure");
    }

    fn somewhere() -> impl Strategy<Value = Point> {
        (60.0..580.0, 60.0..420.0).prop_map(|(x, y)| Point::new(x, y))
    }

    /// A pose with its landmarks anywhere in the picture, all visible and side-on.
    fn scattered() -> impl Strategy<Value = Observation> {
        proptest::collection::vec(somewhere(), 33).prop_map(|points| {
            let mut seen = Mannequin::tabletop().observe(0.0);
            let pose = seen.pose.as_mut().unwrap();
            for (keypoint, at) in pose.landmarks.iter_mut().zip(points) {
                keypoint.at = at;
                keypoint.visibility = 1.0;
            }
            seen
        })
    }

    /// Seen squarely in every plane at once, so that each formula is put to the test.
    fn all_values(observation: &Observation, side: Side, near: Side) -> Vec<(Measure, Option<f64>)> {
        let facing = Facing { near, is_near_sure: true, tilt: None, ..Facing::of(observation.pose.as_ref().unwrap()) };
        Measure::ALL
            .into_iter()
            .map(|measure| {
                let definition = measure.definition();
                let view = if BodyView::Side.shows(definition.plane) { BodyView::Side } else { BodyView::Front };
                let sight = SeenBody::of(observation, Facing { view, ..facing }).unwrap();
                (measure, read(&sight, &Start::default(), measure, side).value())
            })
            .collect()
    }

    fn changed(observation: &Observation, change: impl Fn(Point) -> Point) -> Observation {
        let mut changed = observation.clone();
        // The picture grows along, so that nothing falls off its edge.
        changed.size = Size::new(4000, 4000);
        for keypoint in &mut changed.pose.as_mut().unwrap().landmarks {
            keypoint.at = change(keypoint.at);
        }
        changed
    }

    /// Whether a measure depends on where up is.
    fn knows_up(measure: Measure) -> bool {
        matches!(
            measure.definition().formula,
            Formula::Inclination(_)
                | Formula::Height(_)
                | Formula::PairHeight(_)
                | Formula::OverLine(_)
                | Formula::Trunk(Trunk::Lean)
                | Formula::Tilt(Tilt::Trunk | Tilt::Shoulders | Tilt::Hips)
        )
    }

    fn assert_same(before: &[(Measure, Option<f64>)], after: &[(Measure, Option<f64>)], turned: bool) {
        for (&(measured, before), &(_, after)) in before.iter().zip(after) {
            // Which way is left in the picture may change as it turns.
            if turned && (knows_up(measured) || matches!(measured.definition().formula, Formula::Tilt(_))) {
                continue;
            }
            match (before, after) {
                (Some(before), Some(after)) => {
                    assert!(
                        (before - after).abs() < 1e-6 * before.abs().max(1.0),
                        "{measured:?}: {before} became {after}"
                    );
                }
                (before, after) => assert_eq!(before, after, "{measured:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn measures_survive_moving_and_scaling(seen in scattered(), scale in 0.3..3.0_f64, dx in 0.0..900.0_f64, dy in 0.0..900.0_f64) {
            let after = changed(&seen, |at| Point::new(at.x * scale + dx, at.y * scale + dy));
            assert_same(&all_values(&seen, Side::Left, Side::Left), &all_values(&after, Side::Left, Side::Left), false);
        }

        #[test]
        fn angles_and_distances_survive_rotation(seen in scattered(), turn in 0.0..std::f64::consts::TAU) {
            let after = changed(&seen, |at| {
                let (x, y) = (at.x - 320.0, at.y - 240.0);
                Point::new(1500.0 + x * turn.cos() - y * turn.sin(), 1500.0 + x * turn.sin() + y * turn.cos())
            });
            assert_same(&all_values(&seen, Side::Left, Side::Left), &all_values(&after, Side::Left, Side::Left), true);
        }

        #[test]
        fn mirroring_swaps_left_and_right(seen in scattered()) {
            let mut mirrored = seen.clone();
            let before = seen.pose.as_ref().unwrap();
            let after = mirrored.pose.as_mut().unwrap();
            for landmark in Landmark::ALL {
                let mut keypoint = before.keypoint(landmark.mirrored());
                keypoint.at.x = f64::from(seen.size.width) - keypoint.at.x;
                after.landmarks[landmark.index()] = keypoint;
                let place = before.world[landmark.mirrored().index()];
                after.world[landmark.index()] = crate::body::Point3 { x: -place.x, ..place };
            }
            for side in Side::BOTH {
                let (there, here) = (all_values(&seen, side, Side::Left), all_values(&mirrored, side.opposite(), Side::Right));
                assert_same(&there, &here, false);
            }
        }

        #[test]
        fn what_has_a_sign_for_its_side_has_the_other_on_the_other(seen in scattered()) {
            let [left, right] = Side::BOTH.map(|side| all_values(&seen, side, Side::Left));
            for (&(measured, of_left), &(_, of_right)) in left.iter().zip(&right) {
                if matches!(measured.definition().formula, Formula::Tilt(_) | Formula::Trunk(Trunk::Twist)) {
                    prop_assert!((of_left.unwrap() + of_right.unwrap()).abs() < 1e-9, "{measured:?}");
                }
            }
        }

        #[test]
        fn angles_stay_within_their_span(seen in scattered()) {
            for (measured, value) in all_values(&seen, Side::Right, Side::Left) {
                let (low, high) = measured.span();
                let value = value.unwrap_or(low);
                prop_assert!((low..=high).contains(&value), "{measured:?} = {value}");
            }
        }
    }
}
