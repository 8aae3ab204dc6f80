//! Measures computed on one pose, in the plane of the picture. What isn't sure is unseen, never wrong.

use super::body::{Landmark, Observation, Pose, Side};
use super::facing::BodyView;
use super::geometry::{Point, Size, Vec2, joint_angle};
use super::measures::{Bow, Formula, Measure};
use super::spine::{Spine, SpineUnseen};
use super::status::{Reading, Unseen};

/// From this visibility on a landmark is taken as seen: the model finds it likelier visible than not.
pub const VISIBLE: f64 = 0.5;

/// How far outside the picture a landmark may lie and still be trusted, as a fraction of the picture's longer side: about
/// a hand's breadth for a body that fills the picture. Beyond that the model guesses from the rest of the body.
const BEYOND_THE_EDGE: f64 = 0.02;

const UP: Vec2 = Vec2::new(0.0, -1.0);

/// One measure on one side of the body, as the camera sees it in this picture alone.
///
/// The value is in the measure's unit. Nobody in view reads as [`Unseen::Hidden`].
#[must_use]
pub fn measure(wanted: Measure, side: Side, observation: &Observation) -> Reading {
    match &observation.pose {
        Some(pose) => read(BodyView::of(pose), wanted, side, pose, observation),
        None => Reading::Unseen(Unseen::Hidden),
    }
}

/// One measure on one side of the body of `pose`, seen from `view` in this observation.
pub(super) fn read(view: BodyView, wanted: Measure, side: Side, pose: &Pose, observation: &Observation) -> Reading {
    match wanted.definition().formula {
        Formula::Spine(from) => bow_of_the_back(from, pose, observation.spine.as_ref()),
        _ => measure_seen_from(view, wanted, side, pose, observation.size),
    }
}

/// The spine looks after its own view: it has an error that grows with the turn to the camera.
fn bow_of_the_back(from: Bow, pose: &Pose, spine: Option<&Spine>) -> Reading {
    let curve = match spine.map(|spine| spine.curve) {
        Some(Ok(curve)) => curve,
        Some(Err(SpineUnseen::NotFromTheSide | SpineUnseen::SideUnknown | SpineUnseen::TrunkTooShort)) => {
            return Reading::Unseen(Unseen::WrongView);
        }
        Some(Err(_)) | None => return Reading::Unseen(Unseen::Hidden),
    };
    let value = match from {
        Bow::Straight => Some(curve.curve),
        Bow::Neutral => spine.and_then(|spine| spine.change).map(|change| change.change),
    };
    // The outline needs the better one of both shoulders, and of both hips.
    let better = |right: Landmark| Side::BOTH.map(|side| pose.keypoint(side.of(right)).visibility);
    let confidence = [Landmark::RightShoulder, Landmark::RightHip]
        .map(|right| better(right).into_iter().fold(0.0, f64::max))
        .into_iter()
        .fold(1.0, f64::min);
    value.map_or(Reading::Unseen(Unseen::Hidden), |value| Reading::Seen { value, confidence })
}

/// One measure on one side of the body, for a body known to be seen from `view`.
pub(super) fn measure_seen_from(view: BodyView, wanted: Measure, side: Side, pose: &Pose, picture: Size) -> Reading {
    let definition = wanted.definition();
    let by_torso = matches!(definition.formula, Formula::Distance(_));
    let torso: &[Landmark] = if by_torso { &[Landmark::RightShoulder, Landmark::RightHip] } else { &[] };
    let needed = || definition.formula.landmarks().iter().chain(torso).map(|&right| pose.keypoint(side.of(right)));

    if needed().any(|keypoint| !is_in_picture(keypoint.at, picture)) {
        return Reading::Unseen(Unseen::OutOfPicture);
    }
    if view == BodyView::Unknown {
        // Turning would not help: what tells the view, the trunk, is not seen.
        return Reading::Unseen(Unseen::Hidden);
    }
    if !view.shows(definition.plane) {
        return Reading::Unseen(Unseen::WrongView);
    }
    let confidence = needed().map(|keypoint| keypoint.visibility).fold(1.0, f64::min);
    if confidence < VISIBLE {
        return Reading::Unseen(Unseen::Hidden);
    }
    match value(definition.formula, side, pose) {
        Some(value) if value.is_finite() => Reading::Seen { value, confidence },
        _ => Reading::Unseen(Unseen::Hidden),
    }
}

/// The formula's value, whether or not its landmarks are seen; `None` where landmarks coincide.
fn value(formula: Formula, side: Side, pose: &Pose) -> Option<f64> {
    let at = |right: Landmark| pose.at(side.of(right));
    match formula {
        Formula::JointAngle([first, joint, second]) => joint_angle(at(first), at(joint), at(second)),
        Formula::Inclination([from, to]) => UP.angle_to(at(to) - at(from)),
        Formula::Between([from, to, other_from, other_to]) => {
            (at(to) - at(from)).angle_to(at(other_to) - at(other_from))
        }
        Formula::Distance([from, to]) => {
            let torso = at(Landmark::RightShoulder).distance(at(Landmark::RightHip));
            (torso > f64::EPSILON).then(|| at(from).distance(at(to)) / torso)
        }
        // The pose alone does not show it.
        Formula::Spine(_) => None,
    }
}

/// Whether a landmark lies in the picture, or so little outside that it can be trusted.
pub(super) fn is_in_picture(at: Point, picture: Size) -> bool {
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let beyond = BEYOND_THE_EDGE * width.max(height);
    (-beyond..=width + beyond).contains(&at.x) && (-beyond..=height + beyond).contains(&at.y)
}

/// The joints that are listed with a pose: the name of each side's angle, and the measure.
const LISTED_JOINTS: [(&str, &str, Measure); 5] = [
    ("left_knee", "right_knee", Measure::Knee),
    ("left_hip", "right_hip", Measure::Hip),
    ("left_elbow", "right_elbow", Measure::Elbow),
    ("left_shoulder", "right_shoulder", Measure::Shoulder),
    ("left_ankle", "right_ankle", Measure::Ankle),
];

/// Every joint's three-point angle in the image plane, in degrees, by name (`left_knee` ...); `None` where a landmark is
/// hidden or outside the picture. The plain projection: from which side the body is seen plays no part.
#[must_use]
pub fn joint_angles(pose: &Pose, picture: Size) -> [(&'static str, Option<f64>); 10] {
    std::array::from_fn(|index| {
        let (left, right, joint) = LISTED_JOINTS[index / 2];
        let (name, side) = if index % 2 == 0 { (left, Side::Left) } else { (right, Side::Right) };
        (name, measure_seen_from(BodyView::Side, joint, side, pose, picture).value())
    })
}

/// The length of the torso in the picture, in pixels: from the middle of the shoulders to the middle of the hips.
#[must_use]
pub fn torso_length(pose: &Pose) -> f64 {
    let middle = |right: Landmark| pose.at(right.mirrored()).midpoint(pose.at(right));
    middle(Landmark::RightShoulder).distance(middle(Landmark::RightHip))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coach::mannequin::Mannequin;

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
        assert!((near(Measure::Hip) - 105.0).abs() < 1e-6);
        assert!((near(Measure::Elbow) - 180.0).abs() < 1e-6);
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
            pose.landmarks[lacking.index()] = crate::coach::Keypoint::UNKNOWN;
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
        use crate::coach::spine::{SpineChange, SpineCurve};
        let mut seen = Mannequin::tabletop().observe(0.0);
        let of = |measured, seen: &Observation| measure(measured, Side::Right, seen);
        assert_eq!(of(Measure::SpineCurve, &seen), Reading::Unseen(Unseen::Hidden));
        let curve = SpineCurve { curve: -0.04, lumbar: None, thoracic: Some(0.01), error: 0.02 };
        seen.spine = Some(Spine { curve: Ok(curve), change: None });
        assert_eq!(of(Measure::SpineCurve, &seen), Reading::Seen { value: -0.04, confidence: 0.95 });
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
        let angles = joint_angles(seen.pose.as_ref().unwrap(), seen.size);
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
        assert!((angles[1].1.unwrap() - 90.0).abs() < 1e-6);
        assert_eq!(angles[4].1, None);
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

    fn all_values(observation: &Observation, side: Side) -> Vec<(Measure, Option<f64>)> {
        let pose = observation.pose.as_ref().unwrap();
        Measure::ALL
            .into_iter()
            .map(|m| (m, measure_seen_from(BodyView::Side, m, side, pose, observation.size).value()))
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

    fn assert_same(before: &[(Measure, Option<f64>)], after: &[(Measure, Option<f64>)], except_inclinations: bool) {
        for (&(measured, before), &(_, after)) in before.iter().zip(after) {
            if except_inclinations && matches!(measured.definition().formula, Formula::Inclination(_)) {
                continue;
            }
            match (before, after) {
                (Some(before), Some(after)) => {
                    assert!((before - after).abs() < 1e-6 * before.max(1.0), "{measured:?}: {before} became {after}");
                }
                (before, after) => assert_eq!(before, after, "{measured:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn measures_survive_moving_and_scaling(seen in scattered(), scale in 0.3..3.0_f64, dx in 0.0..900.0_f64, dy in 0.0..900.0_f64) {
            let after = changed(&seen, |at| Point::new(at.x * scale + dx, at.y * scale + dy));
            assert_same(&all_values(&seen, Side::Left), &all_values(&after, Side::Left), false);
        }

        #[test]
        fn angles_and_distances_survive_rotation(seen in scattered(), turn in 0.0..std::f64::consts::TAU) {
            let after = changed(&seen, |at| {
                let (x, y) = (at.x - 320.0, at.y - 240.0);
                Point::new(1500.0 + x * turn.cos() - y * turn.sin(), 1500.0 + x * turn.sin() + y * turn.cos())
            });
            assert_same(&all_values(&seen, Side::Left), &all_values(&after, Side::Left), true);
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
            }
            assert_same(&all_values(&seen, Side::Left), &all_values(&mirrored, Side::Right), false);
            assert_same(&all_values(&seen, Side::Right), &all_values(&mirrored, Side::Left), false);
        }

        #[test]
        fn angles_stay_within_their_span(seen in scattered()) {
            for (measured, value) in all_values(&seen, Side::Right) {
                let (low, high) = measured.span();
                let value = value.unwrap_or(low);
                prop_assert!((low..=high).contains(&value), "{measured:?} = {value}");
            }
        }
    }
}
