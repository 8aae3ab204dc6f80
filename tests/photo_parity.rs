//! The pose engine against MediaPipe itself, on photos of real people.
//!
//! Run it with `cargo test --test all photo_parity -- --nocapture` to see the table.

// Nothing but the library itself is bound to keep away from files, and to fail with a message.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use crate::people::{engine, photos};
use supple::evaluate::photos::{Distance, Parity, Summary, parse_references, summary};
use supple::frame::{Frame, FrameKind};
use supple::seam::PoseEstimator;
use supple::time::Timestamp;

/// Half of the photos must be closer to MediaPipe than this, in lengths of the person's torso.
const MEDIAN_LIMIT: f64 = 0.02;
/// Every photo must be.
const LIMIT: f64 = 0.1;
/// World landmarks of the same landmarks must be this close on average, in metres, in half of the photos.
const WORLD_MEDIAN_LIMIT: f64 = 0.02;

fn still(path: &Path) -> Frame {
    let image = image::open(path).unwrap().into_rgb8();
    let origin = path.display().to_string().into();
    Frame { time: Timestamp::ZERO, index: 0, origin, kind: FrameKind::Still, image }
}

#[test]
#[cfg_attr(not(have_photos), ignore = "needs ../shared/photos and ONNX Runtime")]
fn landmarks_agree_with_mediapipe() {
    let folder = photos();
    let json = std::fs::read_to_string(folder.join("mediapipe.json")).unwrap();
    let mut engine = engine();
    let references = parse_references("mediapipe.json", &json).unwrap();
    assert!(!references.is_empty());
    println!("{:<32} {:>8} {:>8} {:>9} {:>6}", "photo", "mean", "largest", "world (m)", "score");
    let mut photos_seen = Vec::new();
    for (name, reference) in references {
        let pose = engine.estimate(&still(&folder.join(&name))).unwrap();
        let distance = reference.compare(&pose.unwrap_or_else(|| panic!("{name}: nobody found")));
        let Distance { mean, largest, world, score } = distance;
        println!("{name:<32} {mean:>8.4} {largest:>8.4} {world:>9.4} {score:>6.3}");
        photos_seen.push(Parity { photo: name, distance: Some(distance) });
    }
    let Summary { mean, worst, world } = summary(&photos_seen).unwrap();
    println!("{:<32} {mean:>8.4} {worst:>8.4} {world:>9.4}", "median, and worst mean");
    assert!(mean < MEDIAN_LIMIT, "the median is {mean}");
    assert!(worst < LIMIT, "the worst photo is off by {worst}");
    assert!(world < WORLD_MEDIAN_LIMIT, "the median in the room is {world}");
}
