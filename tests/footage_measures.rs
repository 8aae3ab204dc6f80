//! Measures of rendered people against the truth, where that footage lies beside the project.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::time::Duration;

use crate::people::{footage, median, names, observations, recorded, truth};
use serde_json::Value;
use supple::body::{Landmark, Side};
use supple::judge::assess;
use supple::measure::Baseline;
use supple::measure::CameraSide;
use supple::measure::Measure;
use supple::measure::Observation;
use supple::measure::joint_angles;
use supple::measure::{Facing, FacingTracker};
use supple::stretch::{CameraAdvice, Dose, Pace, Range, Role, Stretch, Target, TargetSide};

/// What is known to be true of one frame.
struct Truth {
    phase: String,
    /// Each side's angles by their names here, such as `left_knee`.
    angles: Vec<(String, f64)>,
}

/// One clip as the engine sees it, with the truth.
struct Clip {
    near: Side,
    frames: Vec<(Observation, Truth)>,
}

impl Clip {
    fn watch(folder: &Path, name: &str) -> Self {
        let truth = truth(folder, name);
        let frames =
            observations(name).into_iter().zip(truth["frames"].as_array().unwrap().iter().map(known)).collect();
        Self { near: if truth["near"] == "L" { Side::Left } else { Side::Right }, frames }
    }

    /// The median over the hold of each measure on this side, and of its error, with the start taken from the rest before.
    fn held(&self, measures: &[Measure], side: Side) -> Vec<Option<(f64, f64)>> {
        let stretch = stretch(measures);
        let (mut tracker, mut baseline) = (FacingTracker::default(), Baseline::new(stretch.relative_measures()));
        let mut seen: Vec<Vec<(f64, f64)>> = vec![Vec::new(); measures.len()];
        for (observation, truth) in &self.frames {
            let facing = observation.pose.as_ref().map(|pose| tracker.observe(observation.time, pose));
            baseline.observe(observation, facing, truth.phase != "rest" || observation.time.secs() > 4.0);
            let Some(facing) = facing.filter(|_| truth.phase == "hold") else { continue };
            let assessed = assess(&stretch, observation, facing, baseline.start(), side);
            for (values, assessment) in seen.iter_mut().zip(assessed) {
                values.extend(assessment.reading.value().zip(assessment.reading.error()));
            }
        }
        let frames = self.frames.iter().filter(|(_, truth)| truth.phase == "hold").count();
        seen.into_iter()
            // What is seen in less than half of the hold is unseen.
            .map(|values| {
                (2 * values.len() >= frames)
                    .then(|| (median(values.iter().map(|v| v.0)), median(values.iter().map(|v| v.1))))
            })
            .collect()
    }
}

fn known(frame: &Value) -> Truth {
    let angles = frame["angles"].as_object().unwrap().iter();
    let named = |name: &str| name.replace("l_", "left_").replace("r_", "right_");
    Truth {
        phase: frame["phase"].as_str().unwrap().to_owned(),
        angles: angles.map(|(name, value)| (named(name), value.as_f64().unwrap())).collect(),
    }
}

/// A stretch with each of these measures as a target on the working side.
fn stretch(measures: &[Measure]) -> Stretch {
    let target = |&measure: &Measure| Target {
        id: measure.definition().name.into(),
        measure,
        limb: TargetSide::Working,
        range: Range::new(-1000.0, 1000.0).unwrap(),
        from_start: false,
        deeper: None,
        role: Role::Must,
        below: None,
        above: None,
    };
    let camera = CameraAdvice { see: CameraSide::Side, distance_m: 2.0, height_m: 0.5 };
    let dose = Dose { pace: Pace::Hold(Duration::from_secs(5)), reps: 1, rest: Duration::ZERO };
    let targets = measures.iter().map(target).collect();
    Stretch { sided: true, targets, ..Stretch::bare("measures", "Measures", camera, dose) }
}

/// Each of these clips, by its name.
fn watched(folder: &Path, names: &[String]) -> Vec<(String, Clip)> {
    recorded(&names.iter().map(String::as_str).collect::<Vec<_>>());
    names.iter().map(|name| (name.clone(), Clip::watch(folder, name))).collect()
}

/// Which of the two sides of a clip is asked.
#[derive(Clone, Copy)]
enum At {
    Near,
    Far,
}

use At::{Far, Near};

/// A clip, a measure, and what the same formula gives on the true joints in the middle of the hold, with the sign of
/// routines/README.md: whoever bends to the nearer side lowers that shoulder.
const HELD: [(&str, Measure, At, f64); 32] = [
    ("kneeling-hip-hinge.good.side.female_a", Measure::Lean, Near, 55.0),
    ("hip-flexor-lunge.leaning.side.male_a", Measure::Lean, Near, 44.0),
    ("seated-hamstring.good.side.female_a", Measure::Lean, Near, 48.0),
    ("hip-airplane.good.three_quarter.female_a", Measure::TrunkBend, Near, 49.0),
    ("standing-side-bend.forward.front.male_a", Measure::TrunkBend, Near, 51.0),
    ("standing-side-bend.good.front.female_a", Measure::TrunkBend, Near, 24.0),
    ("standing-side-bend.good.front.female_a", Measure::TrunkTilt, Near, 24.0),
    ("standing-side-bend.small.front.male_a", Measure::TrunkTilt, Near, 7.0),
    ("standing-side-bend.good.front.female_a", Measure::ShoulderTilt, Near, -53.0),
    ("standing-side-bend.small.front.male_a", Measure::ShoulderTilt, Near, -23.0),
    ("head-roll.shoulder_shrug.front.male_a", Measure::ShoulderTilt, Near, 10.0),
    ("standing-side-bend.good.front.female_a", Measure::HipTilt, Near, 0.0),
    ("head-roll.good.front.female_a", Measure::HeadTilt, Near, 13.0),
    ("seated-floor-twist.good.front.female_a", Measure::Twist, Near, 46.0),
    ("standing-trunk-rotation.good.front.female_a", Measure::ShoulderTurn, Near, 45.0),
    ("seated-trunk-rotation.good.front.female_a", Measure::ShoulderTurn, Near, 45.0),
    ("seated-trunk-rotation-behind-head.no_turn.front.male_a", Measure::ShoulderTurn, Near, 6.0),
    ("hamstring-nerve.good.side.female_a", Measure::TrunkLength, Near, 0.99),
    ("calf-stretch-band.slumped.side.male_a", Measure::TrunkLength, Near, 0.82),
    ("seated-hamstring.rounded.side.male_a", Measure::TrunkLength, Near, 0.77),
    ("seated-trunk-rotation.good.front.female_a", Measure::TrunkLength, Near, 1.0),
    ("seated-trunk-rotation.slumped.front.male_a", Measure::TrunkLength, Near, 0.89),
    ("back-block.good.side.female_a", Measure::PelvisHeight, Near, 0.33),
    ("ball-massage.good.side.female_a", Measure::KneeHeight, Near, 0.61),
    ("bird-dog.sagging.side.male_a", Measure::AnkleHeight, Near, 0.56),
    ("legs-up-wall.good.side.female_a", Measure::AnkleHeight, Near, 1.72),
    ("standing-side-bend.good.front.female_a", Measure::WristHeight, Far, 0.70),
    ("childs-pose.good.side.female_a", Measure::WristAhead, Near, 0.94),
    ("piriformis.good.side.female_a", Measure::AnkleToKnee, Near, 0.19),
    ("seated-trunk-rotation-behind-head.elbows_closed.front.male_a", Measure::ElbowSpread, Near, 0.8),
    ("hip-airplane.good.three_quarter.female_a", Measure::LegInLine, Far, 164.0),
    ("hip-airplane.upright.three_quarter.male_a", Measure::LegInLine, Far, 155.0),
];

/// Good form, a fault of it, the measure that tells them apart, and whether the fault has more of it.
const APART: [(&str, &str, Measure, At, bool); 6] = [
    ("hip-flexor-lunge.good.side.female_a", "hip-flexor-lunge.leaning.side.male_a", Measure::Lean, Near, true),
    ("seated-hamstring.good.side.female_a", "seated-hamstring.rounded.side.male_a", Measure::TrunkLength, Near, false),
    (
        "seated-trunk-rotation.good.front.female_a",
        "seated-trunk-rotation.slumped.front.male_a",
        Measure::TrunkLength,
        Near,
        false,
    ),
    (
        "seated-trunk-rotation-behind-head.good.front.female_a",
        "seated-trunk-rotation-behind-head.elbows_closed.front.male_a",
        Measure::ElbowSpread,
        Near,
        false,
    ),
    ("lumbar-roll.good.side.female_a", "lumbar-roll.half_way.side.male_a", Measure::KneesHeight, Near, true),
    ("head-roll.good.front.female_a", "head-roll.shoulder_shrug.front.male_a", Measure::Shrug, Near, true),
];

#[test]
#[cfg_attr(not(have_footage), ignore = "needs ../shared/footage and real, ffmpeg and ONNX Runtime")]
fn new_measures_are_what_they_are_in_truth() {
    let folder = footage();
    let mut names: Vec<String> = HELD.iter().map(|held| held.0.to_owned()).collect();
    names.extend(APART.iter().flat_map(|apart| [apart.0.to_owned(), apart.1.to_owned()]));
    names.sort();
    names.dedup();
    let clips = watched(&folder, &names);
    let held = |name: &str, measure: Measure, at: At| {
        let (_, clip) = clips.iter().find(|(watched, _)| watched == name).unwrap();
        let side = if matches!(at, Near) { clip.near } else { clip.near.opposite() };
        clip.held(&[measure], side)[0]
    };
    let mut wrong = Vec::new();
    println!("{:<60} {:<14} {:>8} {:>8} {:>8}", "clip", "measure", "true", "seen", "error");
    for (name, measure, at, truth) in HELD {
        let title = measure.definition().name;
        match held(name, measure, at) {
            Some((value, error)) => {
                println!("{name:<60} {title:<14} {truth:>8.2} {value:>8.2} {error:>8.2}");
                if (value - truth).abs() > 2.0 * error {
                    wrong.push(format!("{name} {title}: {value:.2} for {truth:.2}, error {error:.2}"));
                }
            }
            None => wrong.push(format!("{name} {title} is unseen")),
        }
    }
    for (good, fault, measure, at, more) in APART {
        let title = measure.definition().name;
        match (held(good, measure, at), held(fault, measure, at)) {
            (Some((good_value, error)), Some((fault_value, _))) => {
                println!("{fault:<60} {title:<14} {good_value:>8.2} {fault_value:>8.2} {error:>8.2}");
                if (fault_value > good_value) != more || (fault_value - good_value).abs() < 0.5 * error {
                    wrong.push(format!("{fault} {title}: {fault_value:.2} against {good_value:.2}, error {error:.2}"));
                }
            }
            _ => wrong.push(format!("{fault} {title} is unseen")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The goal for angles on the near side of people in good form, seen from the side: median error in degrees. MediaPipe's plain
/// angles in the picture are off by 4.2 on the same frames.
const GOAL: f64 = 3.5;

#[test]
#[cfg_attr(not(have_footage), ignore = "needs ../shared/footage and real, ffmpeg and ONNX Runtime")]
fn near_joints_from_the_side_are_off_by_little_and_say_by_how_much() {
    let folder = footage();
    let names: Vec<_> = names(&folder, ".mp4").into_iter().filter(|name| name.contains(".good.side.")).collect();
    let joints = ["knee", "hip", "elbow", "shoulder"];
    let mut errors: Vec<Vec<f64>> = vec![Vec::new(); joints.len()];
    let (mut within_one, mut within_two, mut frames) = (0, 0, 0);
    for (_, clip) in watched(&folder, &names) {
        let mut tracker = FacingTracker::default();
        for (observation, truth) in &clip.frames {
            let Some(pose) = &observation.pose else { continue };
            let facing: Facing = tracker.observe(observation.time, pose);
            if truth.phase != "hold" {
                continue;
            }
            frames += 1;
            let angles = joint_angles(pose, facing, observation.size);
            for (joint, errors) in joints.iter().zip(&mut errors) {
                let name = format!("{}_{joint}", clip.near.name());
                let (_, Some(seen)) = angles.iter().find(|(listed, _)| *listed == name).unwrap() else { continue };
                let (_, true_angle) = truth.angles.iter().find(|(known, _)| *known == name).unwrap();
                let off = (seen.value - true_angle).abs();
                within_one += u32::from(off <= seen.error);
                within_two += u32::from(off <= 2.0 * seen.error);
                errors.push(off);
            }
        }
    }
    for (joint, errors) in joints.iter().zip(&errors) {
        println!("{joint:<10} median error {:>5.2} degrees of {}", median(errors.iter().copied()), errors.len());
    }
    let all = median(errors.iter().flatten().copied());
    let count = errors.iter().flatten().count();
    let share = |part: u32| f64::from(part) / count as f64;
    println!("all        median error {all:>5.2} degrees of {count}, in {frames} frames");
    println!("within one expected error {:.2}, within two {:.2}", share(within_one), share(within_two));
    assert!(count > frames * 3, "most angles are seen");
    assert!(all <= GOAL, "{all:.2}");
    // One standard deviation holds 68 in 100, two hold 95: with three bodies more or less is as likely.
    assert!((0.55..=0.90).contains(&share(within_one)) && share(within_two) >= 0.88);
}

#[test]
fn landmarks_are_listed_in_the_footages_order() {
    assert_eq!(Landmark::ALL[11], Landmark::LeftShoulder);
    assert_eq!(Landmark::ALL[32], Landmark::RightFootIndex);
}
