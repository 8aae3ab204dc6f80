//! `supple pose`: what the pose engine sees in every frame.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::every_frame::{Seen, every_frame, write_json, write_place};
use super::failure::Failure;
use super::reader::Reader;
use super::stop::Stop;
use super::watch::Film;
use crate::body::Size;
use crate::body::{Landmark, Pose, Side};
use crate::decimals::round;
use crate::frame::Frame;
use crate::measure::BodyView;
use crate::measure::Estimate;
use crate::measure::Observation;
use crate::measure::Spine;
use crate::measure::joint_angles;
use crate::measure::{Facing, FacingTracker};
use crate::seam::PoseEstimator;

/// What is printed of one frame.
#[derive(Serialize)]
struct Line {
    /// People whom the detector found; null where it did not look.
    detections: Option<usize>,
    pose: Option<PoseJson>,
}

/// The pose as JSON: image landmarks as fractions of the picture, world landmarks in metres, angles in degrees.
#[derive(Serialize)]
struct PoseJson {
    score: f64,
    landmarks: Vec<LandmarkJson>,
    /// Null with a model without depth.
    world: Option<Vec<[f64; 3]>>,
    angles: BTreeMap<&'static str, Option<f64>>,
    /// One standard deviation of each angle, in degrees.
    angles_error: BTreeMap<&'static str, Option<f64>>,
    view: &'static str,
    /// Degrees, signed; null with a model without depth.
    turn: Option<f64>,
    turn_error: Option<f64>,
    end_on: Option<f64>,
    near: Option<Side>,
    /// The camera's tilt: always null, since one body's landmarks do not show it.
    camera_tilt: Option<f64>,
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
    /// Depth as a fraction of the picture's width; smaller is nearer the camera. Null with a model without depth.
    z: Option<f64>,
    visibility: f64,
}

impl PoseJson {
    fn new(pose: &Pose, facing: Facing, observation: &Observation) -> Self {
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
        let angles = joint_angles(pose, facing, observation.size);
        let listed = |of: fn(Estimate) -> f64| {
            angles.iter().map(|&(name, angle)| (name, angle.map(|angle| round(of(angle), 2)))).collect()
        };
        let turn = facing.turn;
        let spine = observation.spine.as_ref();
        Self {
            score: round(pose.score, 4),
            landmarks,
            world,
            angles: listed(|angle| angle.value),
            angles_error: listed(|angle| angle.error),
            view: view_name(facing.view),
            turn: turn.map(|turn| round(turn.shoulders, 1)),
            turn_error: turn.map(|turn| round(turn.error, 1)),
            end_on: turn.map(|turn| round(turn.end_on, 1)),
            near: facing.known_near(),
            camera_tilt: None,
            spine: spine.and_then(SpineJson::new),
            spine_unseen: spine.and_then(|spine| spine.curve.err()).map(|why| why.to_string()),
        }
    }
}

/// The view's name in JSON.
const fn view_name(view: BodyView) -> &'static str {
    match view {
        BodyView::Side => "side",
        BodyView::ThreeQuarter => "three-quarter",
        BodyView::Front => "front",
        BodyView::EndOn => "end-on",
        BodyView::Unknown => "unknown",
    }
}

/// Prints a line a frame: JSON, or a table for a person.
pub fn pose(
    source: &mut Reader,
    estimator: &mut dyn PoseEstimator,
    json: bool,
    out: &mut dyn Write,
    stop: &Stop,
) -> Result<(), Failure> {
    let mut stand = Stand::default();
    every_frame(source, estimator, true, stop, |seen| {
        let Seen { frame, observation, detections } = *seen;
        let facing = stand.observe(frame, observation);
        if json {
            let pose = observation.pose.as_ref().zip(facing);
            let pose = pose.map(|(pose, facing)| PoseJson::new(pose, facing, observation));
            write_json(out, frame, Line { detections, pose })?;
        } else {
            write_words(frame, observation, facing, out)?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(())
}

/// How the body stands, from one frame of a file to the next.
#[derive(Default)]
struct Stand {
    tracker: FacingTracker,
    film: Film,
}

impl Stand {
    fn observe(&mut self, frame: &Frame, observation: &Observation) -> Option<Facing> {
        if self.film.begins_with(frame) {
            self.tracker = FacingTracker::default();
        }
        let pose = observation.pose.as_ref()?;
        Some(self.tracker.observe(frame.time, pose))
    }
}

fn write_words(
    frame: &Frame,
    observation: &Observation,
    facing: Option<Facing>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    write_place(out, frame)?;
    let Some((pose, facing)) = observation.pose.as_ref().zip(facing) else {
        writeln!(out, "nobody found")?;
        return Ok(());
    };
    write!(out, "person ({:.0} %)", pose.score * 100.0)?;
    let angles = joint_angles(pose, facing, observation.size);
    for joint in ["knee", "hip", "elbow", "shoulder", "ankle"] {
        let degrees = |side: &str| {
            let angle =
                angles.iter().find(|(name, _)| *name == format!("{side}_{joint}")).and_then(|(_, angle)| *angle);
            angle.map_or_else(|| "–".to_owned(), |angle| format!("{:.0}°", angle.value))
        };
        write!(out, "  {joint} {}/{}", degrees("left"), degrees("right"))?;
    }
    if let Some(Ok(spine)) = observation.spine.map(|spine| spine.curve) {
        write!(out, "  spine {:+.3}", spine.curve)?;
    }
    writeln!(out)?;
    Ok(())
}
