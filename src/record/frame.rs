//! A frame's line: what was seen at a moment.

use serde::{Deserialize, Deserializer, Serialize};

use super::numbers::{Wrong, rounded, within};
use super::{header, spine};
use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, Sharpness};
use crate::body::{Point, Point3, Size};
use crate::measure::Observation;
use crate::time::Timestamp;

/// Decimals of seconds: frames are 16 ms apart at the least.
const TIME: i32 = 4;
/// Decimals of a place as a fraction of the picture: a fiftieth of a pixel of a large one.
const PLACE: i32 = 5;
/// Decimals of metres: a pose model is off by centimetres.
const METRES: i32 = 4;
/// Decimals of a probability.
const SHARE: i32 = 4;

/// The latest moment that is believed, in seconds: a week.
const LATEST_S: f64 = 604_800.0;
/// The furthest place outside the picture, in pictures.
const FURTHEST: f64 = 1e3;
/// The furthest place in the room, in metres.
const FURTHEST_M: f64 = 1e3;

/// What is written is always read again, whatever a pose model says.
fn kept_within(value: f64, limit: f64) -> f64 {
    value.clamp(-limit, limit)
}

/// A probability.
fn share(value: f64) -> f64 {
    rounded(value, SHARE).clamp(0.0, 1.0)
}

/// Seconds of a line as a moment.
pub(super) fn moment(seconds: f64) -> Result<Timestamp, Wrong> {
    within("time", seconds, 0.0, LATEST_S).map(Timestamp::from_secs)
}

/// A moment as seconds of a line.
pub(super) fn seconds(time: Timestamp) -> f64 {
    rounded(time.secs(), TIME).min(LATEST_S)
}

/// A frame. Fields that are not known are passed over: `supple pose --json` writes more.
#[derive(Serialize, Deserialize)]
pub(super) struct Line {
    time: f64,
    /// The picture's size, where it is another than before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    size: Option<[u32; 2]>,
    /// Null for nobody; a line without it is no frame.
    #[serde(deserialize_with = "null_or")]
    pose: Option<PoseLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spine: Option<spine::Line>,
}

#[derive(Serialize, Deserialize)]
struct PoseLine {
    #[serde(default = "certain")]
    score: f64,
    /// How sharply head and trunk are placed; left out where that isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sharpness: Option<[f64; 2]>,
    /// Left out where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    has_depth: Option<bool>,
    landmarks: Vec<LandmarkLine>,
    /// Left out for a model without depth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    world: Option<Vec<[f64; 3]>>,
}

fn null_or<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

const fn certain() -> f64 {
    1.0
}

/// A landmark: fractions of the picture's width, height and width, and how likely it is to be seen.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum LandmarkLine {
    Short([f64; 4]),
    /// As `supple pose --json` writes it.
    Long {
        name: Option<String>,
        x: Option<f64>,
        y: Option<f64>,
        z: Option<f64>,
        visibility: f64,
    },
}

impl LandmarkLine {
    fn of(keypoint: &Keypoint, size: Size) -> Self {
        let (width, height) = pixels(size);
        let all = [keypoint.at.x / width, keypoint.at.y / height, keypoint.depth / width, keypoint.visibility];
        // A place that is no number is nowhere, and nothing is seen there.
        let [x, y, z, visibility] = if all.iter().all(|value| value.is_finite()) { all } else { [0.0; 4] };
        let [x, y, z] = [x, y, z].map(|value| kept_within(rounded(value, PLACE), FURTHEST));
        Self::Short([x, y, z, share(visibility)])
    }

    fn keypoint(self, landmark: Landmark, size: Size) -> Result<Keypoint, Wrong> {
        let (x, y, z, visibility) = match self {
            Self::Short([x, y, z, visibility]) => (x, y, z, visibility),
            Self::Long { name: Some(name), .. } if name != landmark.name() => {
                return Err(format!("landmark {} is `{name}`; it should be `{}`", landmark.index(), landmark.name()));
            }
            // Nothing is written for a landmark that the model does not know.
            Self::Long { x: None, .. } | Self::Long { y: None, .. } => return Ok(Keypoint::UNKNOWN),
            Self::Long { x: Some(x), y: Some(y), z, visibility, .. } => (x, y, z.unwrap_or(0.0), visibility),
        };
        let place = |value| within(landmark.name(), value, -FURTHEST, FURTHEST);
        let (width, height) = pixels(size);
        Ok(Keypoint {
            at: Point::new(place(x)? * width, place(y)? * height),
            // Depth is on the scale of x.
            depth: place(z)? * width,
            visibility: within("visibility", visibility, 0.0, 1.0)?,
        })
    }
}

fn pixels(size: Size) -> (f64, f64) {
    (f64::from(size.width.max(1)), f64::from(size.height.max(1)))
}

impl PoseLine {
    fn of(pose: &Pose, size: Size) -> Self {
        let metres = |at: &Point3| [at.x, at.y, at.z].map(|value| kept_within(rounded(value, METRES), FURTHEST_M));
        Self {
            score: share(pose.score),
            sharpness: pose.sharpness.map(|Sharpness { head, trunk }| [head, trunk].map(share)),
            has_depth: (!pose.has_depth).then_some(false),
            landmarks: pose.landmarks.iter().map(|keypoint| LandmarkLine::of(keypoint, size)).collect(),
            world: pose.has_depth.then(|| pose.world.iter().map(metres).collect()),
        }
    }

    fn pose(self, size: Size) -> Result<Pose, Wrong> {
        let has_depth = self.has_depth.unwrap_or(self.world.is_some());
        let landmarks = of_all("landmarks", self.landmarks)?;
        let world = match self.world {
            Some(world) if has_depth => of_all("world", world)?,
            None if has_depth => return Err("`pose` has no `world`".to_owned()),
            _ => [[0.0; 3]; LANDMARKS],
        };
        let sharp = |value| within("sharpness", value, 0.0, 1.0);
        let sharpness = match self.sharpness {
            Some([head, trunk]) => Some(Sharpness { head: sharp(head)?, trunk: sharp(trunk)? }),
            None => None,
        };
        let mut pose = Pose {
            score: within("score", self.score, 0.0, 1.0)?,
            sharpness,
            landmarks: [Keypoint::UNKNOWN; LANDMARKS],
            world: [Point3::default(); LANDMARKS],
            has_depth,
        };
        for (landmark, (line, [x, y, z])) in Landmark::ALL.into_iter().zip(landmarks.into_iter().zip(world)) {
            pose.landmarks[landmark.index()] = line.keypoint(landmark, size)?;
            let metres = |value| within("world", value, -FURTHEST_M, FURTHEST_M);
            pose.world[landmark.index()] = Point3 { x: metres(x)?, y: metres(y)?, z: metres(z)? };
        }
        Ok(pose)
    }
}

fn of_all<T>(name: &str, places: Vec<T>) -> Result<[T; LANDMARKS], Wrong> {
    let wrong = |places: Vec<T>| format!("`{name}` has {} places; {LANDMARKS} are needed", places.len());
    places.try_into().map_err(wrong)
}

impl Line {
    /// The line of this observation; `before` is the picture's size as the lines before give it.
    pub fn of(observation: &Observation, before: Option<Size>) -> Self {
        let size = observation.size;
        Self {
            time: seconds(observation.time),
            size: (before != Some(size)).then_some([size.width, size.height]),
            pose: observation.pose.as_ref().map(|pose| PoseLine::of(pose, size)),
            spine: observation.spine.as_ref().map(spine::Line::of),
        }
    }

    /// What the line says.
    pub fn observation(self, before: Option<Size>) -> Result<Observation, Wrong> {
        let size = match self.size {
            Some([width, height]) => header::size(width, height)?,
            None => before.ok_or("nothing before this line tells the picture's size")?,
        };
        Ok(Observation {
            time: moment(self.time)?,
            size,
            pose: self.pose.map(|pose| pose.pose(size)).transpose()?,
            spine: self.spine.map(spine::Line::spine).transpose()?,
        })
    }
}
