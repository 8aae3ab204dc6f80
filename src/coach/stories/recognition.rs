//! What the recogniser makes of everything that is no stretch, and of each stretch's own figure, with all the stretches that the
//! program carries.

use std::sync::Arc;

use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, Side};
use crate::body::{Point, Point3, Size};
use crate::judge::Recogniser;
use crate::measure::CameraSide;
use crate::measure::Observation;
use crate::measure::mannequin::Mannequin;
use crate::stretch::{Figure, Stretch};
use crate::stretch_file::Library;
use crate::time::Timestamp;

fn all() -> Vec<Arc<Stretch>> {
    Library::embedded().unwrap().stretches().cloned().collect()
}

/// What people do between stretches, and what only looks like one.
fn rests() -> Vec<(&'static str, Mannequin)> {
    let up = Mannequin::standing;
    let supine = || up().trunk(-90.0).gaze(-15.0);
    vec![
        ("standing", up()),
        ("standing, hands on the hips", up().arms(215.0, 130.0)),
        ("a step", up().leg(Side::Right, 160.0, 170.0).leg(Side::Left, 195.0, 210.0)),
        ("a squat", up().trunk(35.0).gaze(105.0).arms(90.0, 90.0).legs(75.0, 205.0)),
        ("a fold from standing", up().trunk(130.0).gaze(230.0)),
        ("sitting on a chair", up().legs(88.0, 180.0)),
        ("kneeling tall", up().legs(180.0, 270.0)),
        ("kneeling on the heels", up().legs(115.0, 277.0)),
        ("half kneeling", up().leg(Side::Right, 180.0, 270.0).leg(Side::Left, 92.0, 180.0)),
        ("sitting with long legs", up().legs(90.0, 90.0)),
        ("sitting with long legs, on the hands behind", up().trunk(-20.0).arms(200.0, 200.0).legs(90.0, 90.0)),
        ("sitting cross-legged", up().legs(88.0, 262.0)),
        ("sitting with the knees up", up().trunk(10.0).arms(150.0, 100.0).legs(45.0, 150.0)),
        ("hands and knees", Mannequin::tabletop()),
        ("a plank", Mannequin::tabletop().trunk(72.0).legs(256.0, 256.0)),
        ("a downward dog", Mannequin::tabletop().trunk(128.0).arms(130.0, 130.0).gaze(290.0).legs(205.0, 205.0)),
        ("face down", Mannequin::lying_flat()),
        ("a superman", Mannequin::lying_flat().trunk(80.0).arms(80.0, 80.0).legs(275.0, 275.0)),
        ("on the back, legs long", supine().arms(90.0, 90.0).legs(90.0, 90.0)),
        ("on the back, knees bent", supine().arms(90.0, 90.0).legs(45.0, 139.0)),
        ("on the back, feet in the air", supine().arms(90.0, 90.0).legs(0.0, 90.0)),
        ("a bridge", supine().trunk(-112.0).arms(90.0, 90.0).legs(72.0, 170.0)),
        ("a pigeon", up().trunk(12.0).arms(170.0, 175.0).leg(Side::Right, 85.0, 250.0).leg(Side::Left, 264.0, 268.0)),
        ("a pigeon, lain down", up().trunk(75.0).leg(Side::Right, 85.0, 250.0).leg(Side::Left, 264.0, 268.0)),
        ("a kick to the ceiling", Mannequin::tabletop().leg(Side::Right, 285.0, 0.0)),
    ]
}

/// What is named at the end of these seconds.
fn named(stretches: Vec<Arc<Stretch>>, seconds: u32, observe: impl Fn(f64) -> Observation) -> Option<String> {
    let mut recogniser = Recogniser::new(stretches);
    for tenth in 0..seconds * 10 {
        recogniser.observe(&observe(f64::from(tenth) / 10.0));
    }
    recogniser.recognised().map(|seen| seen.stretch.id.clone())
}

#[test]
fn nobody_who_rests_or_does_something_else_is_named() {
    let mut wrong = Vec::new();
    for (rest, mannequin) in rests() {
        for (view, mannequin) in [
            ("", mannequin.clone()),
            (", mirrored", mannequin.clone().mirrored()),
            (", from the front", mannequin.seen_from_the_front()),
        ] {
            if let Some(name) = named(all(), 5, |time| mannequin.observe(time)) {
                wrong.push(format!("{rest}{view}: {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A body in the pose of a figure, side-on. On the back it is the person's left side that lies nearer with the head to the right.
fn observe_figure(figure: &Figure, right_is_near: bool, time: f64) -> Observation {
    const TORSO: f64 = 110.0;
    let place = |landmark: Landmark| figure.points.iter().find(|(name, _)| *name == landmark).map(|&(_, at)| at);
    let mut landmarks = [Keypoint::default(); LANDMARKS];
    let mut world = [Point3::default(); LANDMARKS];
    for landmark in Landmark::ALL {
        let name = landmark.name();
        let fallback = if name.contains("eye") || name.contains("mouth") {
            Landmark::Nose
        } else {
            let right = [("shoulder", Landmark::RightShoulder), ("ear", Landmark::RightEar)];
            let right = right
                .into_iter()
                .find(|(part, _)| name.contains(part))
                .map_or(Landmark::RightWrist, |(_, right)| right);
            if name.contains("left") { right.mirrored() } else { right }
        };
        let at = place(landmark).or_else(|| place(fallback)).unwrap_or_default();
        let breadth =
            if ["hip", "knee", "ankle", "heel", "foot"].iter().any(|part| name.contains(part)) { 0.45 } else { 0.72 };
        let is_near = name.contains("right") == right_is_near;
        let depth = if name == "nose" {
            0.0
        } else if is_near {
            -breadth / 2.0
        } else {
            breadth / 2.0
        };
        let visibility = if is_near { 0.95 } else { 0.7 };
        landmarks[landmark.index()] =
            Keypoint { at: Point::new(320.0 + at.x * TORSO, 240.0 + at.y * TORSO), depth: depth * TORSO, visibility };
        world[landmark.index()] = Point3 { x: at.x * 0.5, y: at.y * 0.5, z: depth * 0.5 };
    }
    let pose = Pose { score: 1.0, sharpness: None, landmarks, world, has_depth: true };
    Observation { time: Timestamp::from_secs(time), size: Size::new(640, 480), pose: Some(pose), spine: None }
}

#[test]
fn each_stretch_is_named_by_its_own_figure() {
    let mut wrong = Vec::new();
    for stretch in all() {
        let needs_a_start = stretch.all_targets().any(|target| target.from_start || target.measure.is_relative());
        if stretch.camera.see != CameraSide::Side || (needs_a_start && stretch.poses.is_some()) {
            continue;
        }
        let pose = stretch.held_poses()[0];
        let Some(figure) = stretch.figure_of(pose) else { continue };
        let is_named = [true, false].into_iter().any(|right_is_near| {
            named(all(), 9, |time| observe_figure(figure, right_is_near, time)).as_ref() == Some(&stretch.id)
        });
        if !is_named {
            wrong.push(stretch.id.clone());
        }
    }
    // One knee drawn in with a ball under the back looks like one knee to the chest.
    assert_eq!(wrong, ["ball-massage"]);
}
