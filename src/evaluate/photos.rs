//! The pose engine against MediaPipe itself, on photos of real people: what `mediapipe.json` says about each, and how far our
//! landmarks are from that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::body::Point;
use crate::body::{LANDMARKS, Landmark, Pose};
use crate::decimals::round;
use crate::statistics::median;

/// Landmarks that MediaPipe is surer of than this are compared.
const MIN_VISIBILITY: f64 = 0.5;

/// What MediaPipe finds on one photo.
#[derive(Clone, Debug, Deserialize)]
pub struct Reference {
    width: u32,
    height: u32,
    landmarks: Vec<ReferenceLandmark>,
    world: Vec<[f64; 3]>,
}

#[derive(Clone, Debug, Deserialize)]
struct ReferenceLandmark {
    name: String,
    x: f64,
    y: f64,
    visibility: f64,
}

/// A file of references that is no use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct ReferenceError {
    /// The file as the person named it.
    pub file: String,
    /// What is wrong, and where in the file.
    pub what: String,
}

impl ReferenceError {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        "copy it again"
    }
}

/// Reads the `text` of the file `file`: what MediaPipe finds, by the photo's file name.
pub fn parse_references(file: &str, text: &str) -> Result<BTreeMap<String, Reference>, ReferenceError> {
    let wrong = |what: String| ReferenceError { file: file.to_owned(), what };
    let references: BTreeMap<String, Reference> =
        serde_json::from_str(text).map_err(|error| wrong(format!("is no list of MediaPipe's poses: {error}")))?;
    for (photo, reference) in &references {
        if reference.landmarks.len() != LANDMARKS || reference.world.len() != LANDMARKS {
            return Err(wrong(format!("`{photo}` does not have {LANDMARKS} landmarks in the picture and in the room")));
        }
        for (landmark, listed) in Landmark::ALL.into_iter().zip(&reference.landmarks) {
            if landmark.name() != listed.name {
                return Err(wrong(format!("`{photo}` has `{}` in the place of `{}`", listed.name, landmark.name())));
            }
        }
    }
    Ok(references)
}

/// How far our pose is from MediaPipe's on one photo.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parity {
    /// The photo's file name.
    pub photo: String,
    /// Distances; `None` where we find nobody.
    pub distance: Option<Distance>,
}

/// Distances between two poses, over the landmarks that MediaPipe sees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Distance {
    /// In the picture on average, in lengths of the person's torso.
    pub mean: f64,
    /// The largest of them.
    pub largest: f64,
    /// In the room on average, in metres.
    pub world: f64,
    /// How sure our model is that there is a person.
    pub score: f64,
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

    /// How far `pose`, found on the same photo, is from this.
    #[must_use]
    pub fn compare(&self, pose: &Pose) -> Distance {
        let torso = self.torso();
        let visible = || {
            Landmark::ALL.into_iter().filter(|landmark| self.landmarks[landmark.index()].visibility > MIN_VISIBILITY)
        };
        let distances: Vec<f64> =
            visible().map(|landmark| pose.at(landmark).distance(self.at(landmark)) / torso).collect();
        let world = visible().map(|landmark| {
            let (found, [x, y, z]) = (pose.world[landmark.index()], self.world[landmark.index()]);
            (found.x - x).hypot(found.y - y).hypot(found.z - z)
        });
        let count = distances.len().max(1) as f64;
        Distance {
            mean: round(distances.iter().sum::<f64>() / count, 5),
            largest: round(distances.iter().copied().fold(0.0, f64::max), 5),
            world: round(world.sum::<f64>() / count, 5),
            score: round(pose.score, 3),
        }
    }
}

/// The medians over all photos on which we find somebody, and the largest of the means.
#[must_use]
pub fn summary(photos: &[Parity]) -> Option<Summary> {
    let found = || photos.iter().filter_map(|photo| photo.distance);
    let of = |part: fn(Distance) -> f64| median(found().map(part));
    Some(Summary {
        mean: of(|distance| distance.mean)?,
        worst: found().map(|distance| distance.mean).fold(0.0, f64::max),
        world: of(|distance| distance.world)?,
    })
}

/// What [`summary`] reports.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Half of the photos have no larger mean distance, in torso lengths.
    pub mean: f64,
    /// The photo that is furthest off, likewise.
    pub worst: f64,
    /// Half of the photos have no larger mean distance in the room, in metres.
    pub world: f64,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::body::Keypoint;
    use crate::body::Point3;

    fn json_of() -> Value {
        let landmarks: Vec<_> = Landmark::ALL
            .iter()
            .map(|landmark| {
                let below = matches!(landmark, Landmark::LeftHip | Landmark::RightHip);
                let y = if below { 0.7 } else { 0.5 };
                json!({"name": landmark.name(), "x": 0.5, "y": y, "visibility": 0.9})
            })
            .collect();
        json!({"a.jpg": {"width": 200, "height": 100, "landmarks": landmarks, "world": vec![[0.0, 0.0, 0.0]; LANDMARKS]}})
    }

    #[test]
    fn distances_are_in_torso_lengths() {
        let references = parse_references("m.json", &json_of().to_string()).unwrap();
        let reference = &references["a.jpg"];
        let landmarks = Landmark::ALL.map(|landmark| Keypoint {
            at: Point::new(reference.at(landmark).x + 2.0, reference.at(landmark).y),
            depth: 0.0,
            visibility: 1.0,
        });
        let world = [Point3 { x: 0.0, y: 0.03, z: 0.04 }; LANDMARKS];
        let distance = reference.compare(&Pose { score: 1.0, sharpness: None, landmarks, world, has_depth: true });
        assert_eq!(distance, Distance { mean: 0.1, largest: 0.1, world: 0.05, score: 1.0 });
        let parity = Parity { photo: "a.jpg".to_owned(), distance: Some(distance) };
        let nobody = Parity { photo: "b.jpg".to_owned(), distance: None };
        assert_eq!(summary(&[parity, nobody.clone()]), Some(Summary { mean: 0.1, worst: 0.1, world: 0.05 }));
        assert_eq!(summary(&[nobody]), None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let error = |json: &Value| parse_references("m.json", &json.to_string()).unwrap_err().to_string();
        let mut json = json_of();
        json["a.jpg"]["landmarks"][3]["name"] = "toe".into();
        assert_eq!(error(&json), "m.json: `a.jpg` has `toe` in the place of `left_eye_outer`");
        json["a.jpg"]["world"] = Value::Array(Vec::new());
        assert!(error(&json).contains("`a.jpg` does not have 33 landmarks"));
        assert!(error(&json!([])).contains("line 1"));
    }
}
