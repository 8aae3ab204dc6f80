//! `supple pose`: what the pose engine sees in every frame.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::failure::Failure;
use super::session::Stop;
use super::watch::Watch;
use crate::coach::{Landmark, Observation, Pose, Size, Spine, joint_angles};
use crate::frame::Frame;
use crate::seam::{FrameSource, PoseEstimator};

/// One frame's line.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    frame: u64,
    time: f64,
    /// People whom the detector found; null where it did not look.
    detections: Option<usize>,
    pose: Option<PoseJson>,
}

/// The pose as JSON: image landmarks as fractions of the picture, world landmarks in metres, angles in degrees.
#[derive(Serialize)]
struct PoseJson {
    score: f64,
    landmarks: Vec<LandmarkJson>,
    /// Null with a model that tells no depth.
    world: Option<Vec<[f64; 3]>>,
    angles: BTreeMap<&'static str, Option<f64>>,
    spine: Option<SpineJson>,
    /// Why there is no spine, in words.
    spine_unseen: Option<String>,
}

/// The bow of the back, in torso lengths.
#[derive(Serialize)]
struct SpineJson {
    curve: f64,
    lumbar: Option<f64>,
    thoracic: Option<f64>,
    change: Option<f64>,
    error: f64,
    change_error: Option<f64>,
}

impl SpineJson {
    fn new(spine: &Spine) -> Option<Self> {
        let curve = spine.curve.ok()?;
        let rounded = |value: Option<f64>| value.map(|value| round(value, 4));
        Some(Self {
            curve: round(curve.curve, 4),
            lumbar: rounded(curve.lumbar),
            thoracic: rounded(curve.thoracic),
            change: rounded(spine.change.map(|change| change.change)),
            error: round(curve.error, 4),
            change_error: rounded(spine.change.map(|change| change.error)),
        })
    }
}

#[derive(Serialize)]
struct LandmarkJson {
    name: &'static str,
    /// Null, as `y`, for a landmark that the model does not know.
    x: Option<f64>,
    y: Option<f64>,
    /// Depth as a fraction of the picture's width; smaller is nearer the camera. Null with a model that tells no depth.
    z: Option<f64>,
    visibility: f64,
}

/// Rounds to `digits` decimals: the sixth decimal of a fraction is far below a pixel.
pub(super) fn round(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale
}

impl PoseJson {
    fn new(pose: &Pose, observation: &Observation) -> Self {
        let Size { width, height } = observation.size;
        let (width, height) = (f64::from(width), f64::from(height));
        let landmarks = Landmark::ALL
            .into_iter()
            .map(|landmark| {
                let keypoint = pose.keypoint(landmark);
                // What a model with depth says stands for every landmark, however unlikely.
                let is_known = pose.has_depth || keypoint.is_known();
                LandmarkJson {
                    name: landmark.name(),
                    x: is_known.then(|| round(keypoint.at.x / width, 6)),
                    y: is_known.then(|| round(keypoint.at.y / height, 6)),
                    z: pose.has_depth.then(|| round(keypoint.depth / width, 6)),
                    visibility: round(keypoint.visibility, 4),
                }
            })
            .collect();
        let world = pose
            .has_depth
            .then(|| pose.world.iter().map(|at| [round(at.x, 5), round(at.y, 5), round(at.z, 5)]).collect());
        let angles = joint_angles(pose, observation.size)
            .into_iter()
            .map(|(name, angle)| (name, angle.map(|degrees| round(degrees, 2))))
            .collect();
        let spine = observation.spine.as_ref();
        Self {
            score: round(pose.score, 4),
            landmarks,
            world,
            angles,
            spine: spine.and_then(SpineJson::new),
            spine_unseen: spine.and_then(|spine| spine.curve.err()).map(|why| why.to_string()),
        }
    }
}

/// Prints a line a frame: JSON, or a table for a person.
pub fn pose(
    source: &mut dyn FrameSource,
    estimator: &mut dyn PoseEstimator,
    json: bool,
    out: &mut dyn Write,
    stop: &Stop,
) -> Result<(), Failure> {
    let mut watch = Watch::default();
    while let Some(frame) = source.next_frame()? {
        if stop.load(std::sync::atomic::Ordering::Relaxed) {
            break;
        }
        let observation = watch.observe(estimator, &frame, true)?;
        if json {
            let line = Line {
                file: &frame.origin,
                frame: frame.index,
                time: round(frame.time.secs(), 4),
                detections: estimator.detections(),
                pose: observation.pose.as_ref().map(|pose| PoseJson::new(pose, &observation)),
            };
            serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
            writeln!(out)?;
        } else {
            write_words(&frame, &observation, out)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn write_words(frame: &Frame, observation: &Observation, out: &mut dyn Write) -> Result<(), Failure> {
    write!(out, "{} frame {} at {:.2} s: ", frame.origin, frame.index, frame.time.secs())?;
    let Some(pose) = &observation.pose else {
        writeln!(out, "nobody found")?;
        return Ok(());
    };
    write!(out, "person ({:.0} %)", pose.score * 100.0)?;
    let angles = joint_angles(pose, observation.size);
    for joint in ["knee", "hip", "elbow", "shoulder", "ankle"] {
        let degrees = |side: &str| {
            let angle =
                angles.iter().find(|(name, _)| *name == format!("{side}_{joint}")).and_then(|(_, angle)| *angle);
            angle.map_or_else(|| "–".to_owned(), |angle| format!("{angle:.0}°"))
        };
        write!(out, "  {joint} {}/{}", degrees("left"), degrees("right"))?;
    }
    if let Some(Ok(spine)) = observation.spine.map(|spine| spine.curve) {
        write!(out, "  spine {:+.3}", spine.curve)?;
    }
    writeln!(out)?;
    Ok(())
}
