//! The pose engine against MediaPipe itself, on photos of real people.
//!
//! Run it with `cargo test --test photo_parity -- --nocapture` to see the table. Needs `../shared/photos` beside the project
//! and ONNX Runtime; without either it says so and does nothing.

// Nothing but the library itself is bound to keep away from files, and to fail with a message.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use supple::coach::{Landmark, Point, Pose};
use supple::device::onnx::{OnnxError, estimator};
use supple::frame::{Frame, FrameKind};
use supple::seam::PoseEstimator;
use supple::time::Timestamp;

/// Half of the photos must be closer to MediaPipe than this, in lengths of the person's torso.
const MEDIAN_LIMIT: f64 = 0.02;
/// Every photo must be.
const LIMIT: f64 = 0.1;
/// Landmarks that MediaPipe is surer of than this are compared.
const MIN_VISIBILITY: f64 = 0.5;
/// World landmarks of the same landmarks must be this close on average, in metres, in half of the photos.
const WORLD_MEDIAN_LIMIT: f64 = 0.02;

#[derive(Deserialize)]
struct Reference {
    width: u32,
    height: u32,
    landmarks: Vec<ReferenceLandmark>,
    world: Vec<[f64; 3]>,
}

#[derive(Deserialize)]
struct ReferenceLandmark {
    name: String,
    x: f64,
    y: f64,
    visibility: f64,
}

impl Reference {
    fn at(&self, landmark: Landmark) -> Point {
        let reference = &self.landmarks[landmark.index()];
        Point::new(reference.x * f64::from(self.width), reference.y * f64::from(self.height))
    }

    fn torso(&self) -> f64 {
        let shoulders = self.at(Landmark::LeftShoulder).midpoint(self.at(Landmark::RightShoulder));
        let hips = self.at(Landmark::LeftHip).midpoint(self.at(Landmark::RightHip));
        shoulders.distance(hips)
    }

    fn visible(&self) -> impl Iterator<Item = Landmark> + '_ {
        Landmark::ALL.into_iter().filter(|landmark| self.landmarks[landmark.index()].visibility > MIN_VISIBILITY)
    }
}

fn photos() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/photos")
}

fn still(path: &Path) -> Frame {
    let image = image::open(path).unwrap().into_rgb8();
    let origin = path.display().to_string().into();
    Frame { time: Timestamp::ZERO, index: 0, origin, kind: FrameKind::Still, image }
}

/// Mean and largest distance in torso lengths, and mean distance in metres in the room.
fn compare(pose: &Pose, reference: &Reference) -> (f64, f64, f64) {
    let torso = reference.torso();
    let distances: Vec<f64> =
        reference.visible().map(|landmark| pose.at(landmark).distance(reference.at(landmark)) / torso).collect();
    let world = reference.visible().map(|landmark| {
        let (found, [x, y, z]) = (pose.world[landmark.index()], reference.world[landmark.index()]);
        (found.x - x).hypot(found.y - y).hypot(found.z - z)
    });
    let count = distances.len() as f64;
    let mean = distances.iter().sum::<f64>() / count;
    (mean, distances.iter().copied().fold(0.0, f64::max), world.sum::<f64>() / count)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn landmarks_agree_with_mediapipe() {
    let Ok(json) = std::fs::read_to_string(photos().join("mediapipe.json")) else {
        println!("skipped: no ../shared/photos beside the project");
        return;
    };
    let mut engine = match estimator(None) {
        Ok(engine) => engine,
        Err(error @ OnnxError::RuntimeMissing { .. }) => {
            println!("skipped: {error}");
            return;
        }
        Err(error) => panic!("{error}"),
    };
    let references: BTreeMap<String, Reference> = serde_json::from_str(&json).unwrap();
    assert!(!references.is_empty());
    println!("{:<32} {:>8} {:>8} {:>9} {:>6}", "photo", "mean", "largest", "world (m)", "score");
    let (mut means, mut worlds) = (Vec::new(), Vec::new());
    for (name, reference) in &references {
        for (landmark, reference) in Landmark::ALL.into_iter().zip(&reference.landmarks) {
            assert_eq!(landmark.name(), reference.name, "{name}");
        }
        let pose = engine.estimate(&still(&photos().join(name))).unwrap();
        let pose = pose.unwrap_or_else(|| panic!("{name}: nobody found"));
        let (mean, largest, world) = compare(&pose, reference);
        println!("{name:<32} {mean:>8.4} {largest:>8.4} {world:>9.4} {:>6.3}", pose.score);
        means.push(mean);
        worlds.push(world);
    }
    let worst = means.iter().copied().fold(0.0, f64::max);
    let (mean, world) = (median(means), median(worlds));
    println!("{:<32} {mean:>8.4} {worst:>8.4} {world:>9.4}", "median, and worst mean");
    assert!(mean < MEDIAN_LIMIT, "the median is {mean}");
    assert!(worst < LIMIT, "the worst photo is off by {worst}");
    assert!(world < WORLD_MEDIAN_LIMIT, "the median in the room is {world}");
}
