//! What is truly shown in a clip: the JSON file beside it, read and checked.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, Side};
use crate::body::{Point, Point3, Size};
use crate::measure::Observation;
use crate::measure::PER_DEGREE;
use crate::measure::SpineShape;
use crate::measure::{Spine, SpineChange, SpineCurve};
use crate::time::Timestamp;

/// The truth about one clip.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    /// What is done: a stretch's id, except for the few that `shown_in` knows better.
    pub id: String,
    /// `good`, or the name of the fault.
    pub variant: String,
    /// The fault in words; `None` for good form.
    pub wrong: Option<String>,
    /// From where the camera looks: `side`, `front`, `three_quarter`.
    pub view: String,
    /// Who is shown: one of several bodies.
    pub body: String,
    /// The person's side nearer the camera.
    pub near: Side,
    /// For how many seconds the pose is held.
    pub hold_seconds: f64,
    /// Room to camera, row by row, where the file gives it.
    camera: Option<[[f64; 4]; 4]>,
    /// In the order of time; never empty.
    pub frames: Vec<TruthFrame>,
}

/// The truth about one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct TruthFrame {
    /// Seconds from the clip's start.
    pub time: f64,
    /// What the person is about.
    pub phase: Phase,
    /// Degrees, by name.
    angles: BTreeMap<String, f64>,
    /// Landmarks in the room in metres, y up; [`LANDMARKS`] of them.
    world: Vec<[f64; 3]>,
    /// Landmarks in the picture in pixels; [`LANDMARKS`] of them.
    places: Vec<[f64; 2]>,
}

/// What the person is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// In the start pose.
    Rest,
    /// On the way into or out of the stretch.
    Moving,
    /// In the stretch.
    Hold,
}

/// A truth that is no use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct TruthError {
    /// The file as the person named it.
    pub file: String,
    /// What is wrong, and where in the file.
    pub what: String,
}

impl TruthError {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        "copy it again; without this file its clip is passed over"
    }
}

#[derive(Deserialize)]
struct Raw {
    id: Option<String>,
    variant: String,
    wrong: Option<String>,
    view: String,
    body: Option<String>,
    near: String,
    hold_seconds: f64,
    camera: Option<RawCamera>,
    frames: Vec<RawFrame>,
}

#[derive(Deserialize)]
struct RawCamera {
    view_matrix: Option<[[f64; 4]; 4]>,
}

#[derive(Deserialize)]
struct RawFrame {
    t: f64,
    phase: Phase,
    angles: BTreeMap<String, f64>,
    world: Vec<[f64; 3]>,
    px: Vec<[f64; 2]>,
}

impl Truth {
    /// Reads the truth from the `text` of the file `file`.
    pub fn parse(file: &str, text: &str) -> Result<Self, TruthError> {
        let wrong = |what: String| TruthError { file: file.to_owned(), what };
        let raw: Raw =
            serde_json::from_str(text).map_err(|error| wrong(format!("is no truth about a clip: {error}")))?;
        let near = match raw.near.as_str() {
            "L" | "left" => Side::Left,
            "R" | "right" => Side::Right,
            other => return Err(wrong(format!("`near` is \"{other}\"; it should be \"L\" or \"R\""))),
        };
        if !(raw.hold_seconds >= 0.0 && raw.hold_seconds.is_finite()) {
            return Err(wrong(format!("`hold_seconds` is {}; it should not be negative", raw.hold_seconds)));
        }
        if raw.frames.is_empty() {
            return Err(wrong("`frames` is empty".to_owned()));
        }
        for (index, frame) in raw.frames.iter().enumerate() {
            for (name, count) in [("px", frame.px.len()), ("world", frame.world.len())] {
                if count != LANDMARKS {
                    return Err(wrong(format!("`frames[{index}].{name}` has {count} places; {LANDMARKS} are needed")));
                }
            }
            if index > 0 && frame.t <= raw.frames[index - 1].t {
                return Err(wrong(format!("`frames[{index}].t` is not later than the frame before")));
            }
        }
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        let first_part = || name.split('.').next().unwrap_or_default().to_owned();
        // The place where they are seen stands before the body there.
        let last_part = || name.rsplit(['.', '-']).next().unwrap_or_default().to_owned();
        Ok(Self {
            id: raw.id.unwrap_or_else(first_part),
            variant: raw.variant,
            wrong: raw.wrong,
            view: raw.view,
            body: raw.body.unwrap_or_else(last_part),
            near,
            hold_seconds: raw.hold_seconds,
            camera: raw.camera.and_then(|camera| camera.view_matrix),
            frames: raw.frames.into_iter().map(TruthFrame::new).collect(),
        })
    }

    /// Whether right form is shown.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.variant == "good"
    }

    /// The frame of this moment: the nearest one, unless the truth says nothing about that time.
    #[must_use]
    pub fn at(&self, time: Timestamp) -> Option<&TruthFrame> {
        /// Longer than between two frames of any video that is worth looking at.
        const NEAR_S: f64 = 0.1;
        let time = time.secs();
        let after = self.frames.partition_point(|frame| frame.time < time);
        let around = after.saturating_sub(1)..(after + 1).min(self.frames.len());
        let distance = |frame: &&TruthFrame| (frame.time - time).abs();
        let nearest = self.frames[around].iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        (distance(&nearest) < NEAR_S).then_some(nearest)
    }

    /// Whether this moment is in the hold.
    #[must_use]
    pub fn is_hold(&self, time: Timestamp) -> bool {
        self.at(time).is_some_and(|frame| frame.phase == Phase::Hold)
    }

    /// The middle of the first hold; `None` where nothing is held.
    #[must_use]
    pub fn middle_of_hold(&self) -> Option<Timestamp> {
        let is_held = |frame: &&TruthFrame| frame.phase == Phase::Hold;
        let mut held = self.frames.iter().skip_while(|frame| !is_held(frame)).take_while(is_held);
        let first = held.next()?;
        Some(Timestamp::from_secs(f64::midpoint(first.time, held.last().unwrap_or(first).time)))
    }

    /// The frames of the start pose, before anything moves.
    pub fn start(&self) -> impl Iterator<Item = &TruthFrame> {
        self.frames.iter().take_while(|frame| frame.phase == Phase::Rest)
    }

    /// The bend of the spine at the start, in degrees.
    #[must_use]
    pub fn start_flexion(&self) -> Option<f64> {
        self.start().find_map(TruthFrame::spine_flexion)
    }

    /// What a pose engine without any error would have seen: every landmark, seen clearly, and the bow of the back that
    /// its bend gives. `None` without a camera in the file.
    #[must_use]
    pub fn perfect_sight(&self, size: Size) -> Option<Vec<Observation>> {
        let camera = self.camera?;
        let start = self.start_flexion();
        let sight = |frame: &TruthFrame| Observation {
            time: Timestamp::from_secs(frame.time),
            size,
            pose: Some(frame.pose(&camera, size)),
            spine: frame.spine(start),
        };
        Some(self.frames.iter().map(sight).collect())
    }
}

impl TruthFrame {
    fn new(raw: RawFrame) -> Self {
        Self { time: raw.t, phase: raw.phase, angles: raw.angles, world: raw.world, places: raw.px }
    }

    /// The place of a landmark in the picture.
    #[must_use]
    pub fn place(&self, landmark: Landmark) -> Point {
        let [x, y] = self.places[landmark.index()];
        Point::new(x, y)
    }

    /// The true three-point angle at a joint, in space, in degrees. The ankle's is that of knee, ankle and toes, where
    /// the file doesn't give it.
    #[must_use]
    pub fn angle(&self, joint: &str, side: Side) -> Option<f64> {
        let letter = if side == Side::Left { 'l' } else { 'r' };
        let given = self.angles.get(&format!("{letter}_{joint}")).copied();
        given.or_else(|| {
            let of = |landmark| self.world[side.of(landmark).index()];
            (joint == "ankle")
                .then(|| angle_at(of(Landmark::RightKnee), of(Landmark::RightAnkle), of(Landmark::RightFootIndex)))?
        })
    }

    /// How far the spine is bent forward, in degrees.
    #[must_use]
    pub fn spine_flexion(&self) -> Option<f64> {
        self.angles.get("spine_flexion").copied()
    }

    fn pose(&self, camera: &[[f64; 4]; 4], size: Size) -> Pose {
        // The camera's axes are x right, y up and z toward itself; a pose's are x right, y down and z away.
        let seen = |[x, y, z]: [f64; 3]| {
            let [right, up, near] = std::array::from_fn(|row| {
                camera[row][0] * x + camera[row][1] * y + camera[row][2] * z + camera[row][3]
            });
            [right, -up, -near]
        };
        let seen: Vec<[f64; 3]> = self.world.iter().copied().map(seen).collect();
        let hip =
            |axis: usize| f64::midpoint(seen[Landmark::LeftHip.index()][axis], seen[Landmark::RightHip.index()][axis]);
        let hips = [hip(0), hip(1), hip(2)];
        let world = std::array::from_fn(|index| {
            let [x, y, z] = seen[index];
            Point3 { x: x - hips[0], y: y - hips[1], z: z - hips[2] }
        });
        let pixels_a_metre = self.pixels_a_metre(&world).unwrap_or(f64::from(size.height));
        let landmarks = std::array::from_fn(|index| Keypoint {
            at: Point::new(self.places[index][0], self.places[index][1]),
            depth: world[index].z * pixels_a_metre,
            visibility: 1.0,
        });
        Pose { score: 1.0, sharpness: None, landmarks, world, has_depth: true }
    }

    /// The scale of the picture at the person, from everything that is shown.
    fn pixels_a_metre(&self, world: &[Point3; LANDMARKS]) -> Option<f64> {
        let nose = Landmark::Nose.index();
        let (mut pixels, mut metres) = (0.0, 0.0);
        for (place, at) in self.places.iter().zip(world) {
            pixels += (place[0] - self.places[nose][0]).hypot(place[1] - self.places[nose][1]);
            metres += (at.x - world[nose].x).hypot(at.y - world[nose].y);
        }
        (metres > f64::EPSILON).then(|| pixels / metres)
    }

    fn spine(&self, start: Option<f64>) -> Option<Spine> {
        let bow = |degrees: f64| degrees * PER_DEGREE;
        let flexion = self.spine_flexion()?;
        let curve = SpineCurve {
            curve: bow(flexion),
            lumbar: None,
            thoracic: None,
            error: 0.0,
            shape: SpineShape::even(bow(flexion)),
        };
        let change = start.map(|start| SpineChange { change: bow(flexion - start), error: 0.0 });
        Some(Spine { curve: Ok(curve), change })
    }
}

/// The angle at `joint` between two points, in degrees; `None` where one lies on it.
fn angle_at(first: [f64; 3], joint: [f64; 3], second: [f64; 3]) -> Option<f64> {
    let away = |end: [f64; 3]| [end[0] - joint[0], end[1] - joint[1], end[2] - joint[2]];
    let dot = |a: [f64; 3], b: [f64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let (a, b) = (away(first), away(second));
    let lengths = (dot(a, a) * dot(b, b)).sqrt();
    (lengths > f64::EPSILON).then(|| (dot(a, b) / lengths).clamp(-1.0, 1.0).acos().to_degrees())
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A truth of `frames` frames, ten a second, held from the second frame to the one before the last.
    pub fn json_of(frames: usize) -> Value {
        let frame = |index: usize| {
            let phase = if index == 0 || index + 1 == frames { "rest" } else { "hold" };
            let mut world = vec![[0.0, 1.0, 0.0]; LANDMARKS];
            world[Landmark::RightKnee.index()] = [0.0, 0.5, 0.0];
            world[Landmark::RightAnkle.index()] = [0.0, 0.0, 0.0];
            world[Landmark::RightFootIndex.index()] = [0.2, 0.0, 0.0];
            json!({
                "t": index as f64 / 10.0, "phase": phase, "angles": {"r_knee": 90.0, "spine_flexion": 10.0 * index as f64},
                "world": world, "px": vec![[320.0, 240.0]; LANDMARKS],
            })
        };
        json!({
            "id": "sphinx", "variant": "good", "wrong": null, "view": "side", "near": "R", "hold_seconds": 1.0,
            "camera": {"view_matrix": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, -2], [0, 0, 0, 1]]},
            "frames": (0..frames).map(frame).collect::<Vec<_>>(),
        })
    }

    pub fn truth(frames: usize) -> Truth {
        Truth::parse("sphinx.good.side.a.json", &json_of(frames).to_string()).unwrap()
    }

    fn refused(change: impl FnOnce(&mut Value)) -> String {
        let mut json = json_of(5);
        change(&mut json);
        Truth::parse("f/a.json", &json.to_string()).unwrap_err().to_string()
    }

    #[test]
    fn moments_are_found_and_those_beyond_the_end_are_not() {
        let truth = truth(5);
        let at = |seconds: f64| truth.at(Timestamp::from_secs(seconds)).map(|frame| frame.time);
        assert_eq!(at(0.0), Some(0.0));
        assert_eq!(at(0.26), Some(0.3));
        assert_eq!(at(0.45), Some(0.4));
        assert_eq!(at(0.6), None);
        assert!(truth.is_hold(Timestamp::from_secs(0.1)) && !truth.is_hold(Timestamp::from_secs(0.4)));
        assert_eq!(truth.middle_of_hold(), Some(Timestamp::from_secs(0.2)));
        assert_eq!(truth.start().count(), 1);
    }

    #[test]
    fn angles_are_those_of_the_file_and_the_ankle_is_worked_out() {
        let frame = &truth(5).frames[2];
        assert_eq!(frame.angle("knee", Side::Right), Some(90.0));
        assert_eq!(frame.angle("knee", Side::Left), None);
        assert!((frame.angle("ankle", Side::Right).unwrap() - 90.0).abs() < 1e-9);
        assert_eq!(frame.spine_flexion(), Some(20.0));
    }

    #[test]
    fn perfect_sight_has_its_origin_between_the_hips_and_y_down() {
        let seen = truth(5).perfect_sight(Size::new(640, 480)).unwrap();
        let pose = seen[2].pose.as_ref().unwrap();
        assert_eq!(pose.world[Landmark::LeftHip.index()], Point3 { x: 0.0, y: 0.0, z: 0.0 });
        assert!((pose.world[Landmark::RightAnkle.index()].y - 1.0).abs() < 1e-9);
        let spine = seen[2].spine.unwrap();
        assert!((spine.change.unwrap().change - 20.0 * PER_DEGREE).abs() < 1e-9);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        assert!(Truth::parse("f/a.json", "{").unwrap_err().to_string().contains("line 1 column"));
        assert_eq!(refused(|json| json["near"] = "X".into()), "f/a.json: `near` is \"X\"; it should be \"L\" or \"R\"");
        let few = refused(|json| {
            json["frames"][3]["px"].as_array_mut().unwrap().pop();
        });
        assert_eq!(few, "f/a.json: `frames[3].px` has 32 places; 33 are needed");
        assert!(refused(|json| json["frames"][1]["t"] = 0.0.into()).contains("frames[1].t"));
        assert!(refused(|json| json["frames"] = Value::Array(Vec::new())).contains("empty"));
        assert!(refused(|json| json["hold_seconds"] = (-1.0).into()).contains("hold_seconds"));
        assert!(refused(|json| json["frames"][0]["phase"] = "sleep".into()).contains("sleep"));
    }

    #[test]
    fn without_an_id_the_file_s_name_tells_it() {
        let mut json = json_of(3);
        json.as_object_mut().unwrap().remove("id");
        assert_eq!(Truth::parse("x/cat.good.side.a.json", &json.to_string()).unwrap().id, "cat");
    }
}
