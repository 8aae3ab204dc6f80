//! Demonstrations by stick figures: what they teach, and what cannot be learned from them.

use std::time::Duration;

use crate::body::{Landmark, Side};
use crate::coach::EventKind;
use crate::coach::Session;
use crate::measure::CameraSide;
use crate::measure::Observation;
use crate::measure::mannequin::{Mannequin, nobody};
use crate::stretch::samples::step;
use crate::stretch::{Position, Role, Target, TargetSide};

use super::*;

/// Tenths of a second of start, way, hold, way and start again: sixteen seconds as in a filmed demonstration.
const WAY: [u32; 5] = [20, 20, 80, 20, 20];

/// What is seen of somebody who goes from `pose(0.0)` to `pose(1.0)`, holds it and comes back.
fn shown(pose: impl Fn(f64) -> Mannequin) -> Vec<Observation> {
    let [start, there, held, back, _] = WAY.map(f64::from);
    (0..WAY.iter().sum::<u32>())
        .map(|tenths| {
            let at = f64::from(tenths);
            let progress = if at < start + there + held {
                ((at - start) / there).clamp(0.0, 1.0)
            } else {
                1.0 - ((at - start - there - held) / back).clamp(0.0, 1.0)
            };
            pose(progress).observe(at / 10.0)
        })
        .collect()
}

/// Deterministic noise of up to this many pixels on every landmark.
fn noisy(mut seen: Vec<Observation>, pixels: f64) -> Vec<Observation> {
    let mut state = 7_u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 31) * 2.0 - 1.0
    };
    for pose in seen.iter_mut().filter_map(|seen| seen.pose.as_mut()) {
        for keypoint in &mut pose.landmarks {
            keypoint.at.x += pixels * random();
            keypoint.at.y += pixels * random();
        }
    }
    seen
}

fn between(from: f64, to: f64) -> impl Fn(f64) -> f64 {
    move |progress| from + progress * (to - from)
}

/// From hands and knees back into child's pose.
fn childs_pose(progress: f64) -> Mannequin {
    let at = |from, to| between(from, to)(progress);
    Mannequin::tabletop()
        .trunk(at(75.0, 88.0))
        .gaze(at(165.0, 224.0))
        .arms(at(180.0, 117.0), at(180.0, 103.0))
        .legs(at(180.0, 121.0), at(270.0, 277.0))
}

/// On hands and knees, one leg rises.
fn leg_rise(side: Side) -> impl Fn(f64) -> Mannequin {
    move |progress| Mannequin::tabletop().leg(side, between(180.0, 263.0)(progress), between(270.0, 265.0)(progress))
}

fn side_bend(progress: f64) -> Mannequin {
    Mannequin::standing().seen_from_the_front().tilted(25.0 * progress)
}

fn learned(seen: &[Observation]) -> Result<Learned, NotLearned> {
    let mut learner = Learner::default();
    for observation in seen {
        learner.observe(observation);
    }
    learner.learn("shown")
}

/// Seconds that are counted when these are coached with a stretch.
fn held(learned: &Learned, seen: &[Observation]) -> f64 {
    let mut session = Session::new(vec![step(learned.stretch.clone(), 30.0, 1, 5.0)]).unwrap();
    let mut events = Vec::new();
    for observation in seen {
        events.extend(session.observe(observation));
    }
    events.extend(session.end(seen.last().unwrap().time));
    let counted = events.into_iter().map(|event| match event.kind {
        EventKind::HoldCompleted(facts) | EventKind::HoldAbandoned(facts) => facts.held_seconds,
        EventKind::SessionEnded { held_seconds, .. } => held_seconds,
        _ => 0.0,
    });
    counted.sum()
}

fn target<'a>(learned: &'a Learned, id: &str) -> &'a Target {
    let targets = &learned.stretch.targets;
    targets.iter().find(|target| *target.id == *id).unwrap_or_else(|| panic!("{id} is not in {targets:#?}"))
}

fn still(mannequin: &Mannequin, tenths: u32) -> Vec<Observation> {
    (0..tenths).map(|tenth| mannequin.observe(f64::from(tenth) / 10.0)).collect()
}

#[test]
fn a_stretch_without_sides_is_learned_and_counts_the_same_hold() {
    let seen = shown(childs_pose);
    let learned = learned(&seen).unwrap();
    let stretch = &learned.stretch;
    assert_eq!((stretch.position, stretch.camera.see, stretch.sided), (Position::Kneeling, CameraSide::Side, false));
    assert_eq!(stretch.dose.pace.hold(), Some(Duration::from_secs(8)));
    let musts = stretch.targets.iter().filter(|target| target.role == Role::Must).count();
    assert!((2..=6).contains(&stretch.targets.len()) && musts >= 2, "{:#?}", stretch.targets);
    for (target, fact) in stretch.targets.iter().zip(&learned.targets) {
        assert!(target.range.excess(fact.held) == 0.0 && *target.id == *fact.id, "{target:?} {fact:?}");
    }
    assert!((7.0..=9.0).contains(&held(&learned, &seen)), "{}", held(&learned, &seen));
    for other in [Mannequin::tabletop(), Mannequin::standing(), Mannequin::sphinx()] {
        assert!(held(&learned, &still(&other, 80)) <= 0.0, "{other:?} {:#?}", learned.stretch.targets);
    }
}

#[test]
fn a_stretch_of_one_leg_has_sides_and_counts_both() {
    for side in Side::BOTH {
        let seen = shown(leg_rise(side));
        let learned = learned(&seen).unwrap();
        let stretch = &learned.stretch;
        assert!(stretch.sided, "{:#?}", stretch.targets);
        assert_eq!(stretch.position, Position::HandsAndKnees);
        assert!(stretch.targets.iter().any(|target| target.limb == TargetSide::Working && target.role == Role::Must));
        for shown_side in Side::BOTH {
            let other = shown(leg_rise(shown_side));
            let held = held(&learned, &other);
            assert!((6.5..=9.5).contains(&held), "{side:?} counts {shown_side:?} for {held} {:#?}", stretch.targets);
        }
        assert!(held(&learned, &still(&Mannequin::tabletop(), 80)) <= 0.0);
        assert!(held(&learned, &still(&Mannequin::standing(), 80)) <= 0.0);
    }
}

#[test]
fn a_side_bend_before_the_camera_has_sides_by_its_sign() {
    for seen in [shown(side_bend), shown(|progress| side_bend(-progress))] {
        let learned = learned(&seen).unwrap();
        assert_eq!((learned.stretch.camera.see, learned.stretch.sided), (CameraSide::Front, true));
        assert_eq!(learned.stretch.position, Position::Standing);
        let tilt = target(&learned, "working_trunk_tilt");
        assert!(tilt.range.low() > 0.0, "{tilt:?}");
        assert!(held(&learned, &seen) > 7.0, "{:#?}", learned.stretch.targets);
        assert!(held(&learned, &still(&Mannequin::standing().seen_from_the_front(), 80)) <= 0.0);
    }
}

#[test]
fn noise_changes_little() {
    let clean = learned(&shown(childs_pose)).unwrap();
    // Two hundredths of a torso length either way.
    let seen = noisy(shown(childs_pose), 2.0);
    let noisy = learned(&seen).unwrap();
    assert_eq!(noisy.stretch.position, clean.stretch.position);
    assert!((7.0..=9.0).contains(&held(&noisy, &seen)), "{}", held(&noisy, &seen));
    let mut flickering = shown(childs_pose);
    for index in (5..flickering.len()).step_by(17) {
        flickering[index].pose = None;
    }
    assert!(held(&learned(&flickering).unwrap(), &flickering) > 6.0);
}

#[test]
fn whoever_only_shows_the_hold_is_learned_from_as_well() {
    let seen = still(&Mannequin::childs_pose(), 80);
    let learned = learned(&seen).unwrap();
    assert!(learned.targets.iter().all(|fact| fact.start.is_none()));
    assert!(held(&learned, &seen) > 7.0);
    assert!(held(&learned, &still(&Mannequin::standing(), 80)) <= 0.0);
}

#[test]
fn what_is_hidden_is_not_learned_and_said() {
    let hidden = |progress| childs_pose(progress).visible(Landmark::RightElbow, 0.1);
    let learned = learned(&shown(hidden)).unwrap();
    let words = learned.stretch.cannot_judge.as_deref().unwrap();
    assert!(words.contains("elbow"), "{words}");
    assert!(learned.stretch.targets.iter().all(|target| target.measure != crate::measure::Measure::Elbow));
}

#[test]
fn the_figure_faces_right_with_its_worked_side_on_the_right() {
    for side in Side::BOTH {
        for mirrored in [false, true] {
            let seen = shown(|progress| {
                let pose = leg_rise(side)(progress);
                if mirrored { pose.mirrored() } else { pose }
            });
            let figure = learned(&seen).unwrap().stretch.figure.unwrap();
            let at = |landmark| figure.points.iter().find(|(other, _)| *other == landmark).unwrap().1;
            assert!(at(Landmark::RightShoulder).x > 0.9, "{side:?} {mirrored}");
            assert!(at(Landmark::RightAnkle).y < at(Landmark::LeftAnkle).y - 0.3, "{side:?} {mirrored}");
        }
    }
}

#[test]
fn failures_say_why() {
    let none: Vec<_> = (0..50).map(|tenth| nobody(f64::from(tenth) / 10.0)).collect();
    assert_eq!(learned(&none), Err(NotLearned::Nobody));
    assert_eq!(learned(&[]), Err(NotLearned::Nobody));
    assert_eq!(learned(&still(&Mannequin::standing(), 100)), Err(NotLearned::OnlyStood));
    assert_eq!(learned(&still(&Mannequin::childs_pose(), 23)), Err(NotLearned::TooShort { seconds: 2 }));
    let restless: Vec<_> =
        (0..100).map(|tenth| childs_pose(f64::from(tenth % 10) / 10.0).observe(f64::from(tenth) / 10.0)).collect();
    assert_eq!(learned(&restless), Err(NotLearned::NeverStill));
    let mut gone = still(&Mannequin::childs_pose(), 20);
    gone.extend((20..60).map(|tenth| nobody(f64::from(tenth) / 10.0)));
    assert_eq!(learned(&gone), Err(NotLearned::LeftThePicture));
    let no_trunk = [Landmark::LeftShoulder, Landmark::LeftHip];
    let mut flat = still(&no_trunk.into_iter().fold(Mannequin::childs_pose(), |pose, at| pose.visible(at, 0.1)), 80);
    for pose in flat.iter_mut().filter_map(|seen| seen.pose.as_mut()) {
        pose.has_depth = false;
    }
    assert_eq!(learned(&flat), Err(NotLearned::UnusableView));
}

#[test]
fn stages_lead_through_the_demonstration() {
    let mut learner = Learner::default();
    let mut stages = Vec::new();
    for observation in
        (0..5).map(|tenth| nobody(f64::from(tenth) / 10.0)).chain(shown(childs_pose).into_iter().map(|mut seen| {
            seen.time = seen.time + Duration::from_millis(500);
            seen
        }))
    {
        learner.observe(&observation);
        let stage = match learner.stage() {
            Learning::Holding(_) => "holding",
            Learning::Searching => "searching",
            Learning::Starting => "starting",
            Learning::Going => "going",
            Learning::Done => "done",
        };
        if stages.last() != Some(&stage) {
            stages.push(stage);
        }
    }
    assert_eq!(stages, ["searching", "starting", "going", "holding", "done"]);
    assert_eq!(learner.stage(), Learning::Done);
}

#[test]
fn twenty_seconds_are_enough() {
    let mut learner = Learner::default();
    let way = shown(childs_pose);
    let held = childs_pose(1.0);
    let mut done_at = None;
    for tenths in 0..400_u32 {
        let seen = way.get(tenths as usize).filter(|_| tenths < 50).cloned();
        learner.observe(&seen.unwrap_or_else(|| held.observe(f64::from(tenths) / 10.0)));
        if learner.stage() == Learning::Done {
            done_at = Some(tenths);
            break;
        }
    }
    // Four seconds on the way, twenty held; the way's last inches look held as well.
    assert!(done_at.is_some_and(|at| (235..=245).contains(&at)), "{done_at:?}");
}
