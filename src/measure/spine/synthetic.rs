//! A person standing side-on whose back is an arc of known bend, for tests.

use ndarray::Array2;

use crate::body::{Keypoint, LANDMARKS, Landmark, Pose};
use crate::body::{Placement, SILHOUETTE_SIDE, Silhouette};
use crate::body::{Point, Point3, Size};
use crate::measure::spine::bow::bow;
use crate::measure::spine::curve::{SpineCurve, SpineUnseen};

/// From hips to shoulders in the silhouette's pixels.
const TORSO: f64 = 60.0;
const HIPS: Point = Point::new(128.0, 170.0);

/// The person faces left, so that the back is to the right; places are the silhouette's pixels, which are also the picture's
/// unless the picture is scaled and moved.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Bend between hips and shoulders at which the lower half is bent, in degrees.
    pub lumbar: f64,
    /// The same for the upper half.
    pub thoracic: f64,
    /// Something that stands off the back: from and to (0 hips, 1 shoulders), and how far, in torso lengths.
    pub bump: Option<(f64, f64, f64)>,
    pub scale: f64,
    pub offset: (f64, f64),
    /// How far the whole person is turned in the picture, clockwise, in degrees.
    pub rotation: f64,
    pub mirrored: bool,
    pub size: Size,
    pub moved: Vec<(Landmark, Point)>,
}

impl Default for Figure {
    fn default() -> Self {
        Self {
            lumbar: 0.0,
            thoracic: 0.0,
            bump: None,
            scale: 1.0,
            offset: (0.0, 0.0),
            rotation: 0.0,
            mirrored: false,
            size: Size::new(256, 256),
            moved: Vec::new(),
        }
    }
}

impl Figure {
    pub fn put(&mut self, landmark: Landmark, at: Point) {
        self.moved.push((landmark, at));
    }

    pub fn measure(&self) -> Result<SpineCurve, SpineUnseen> {
        bow(&self.silhouette(), &self.pose(), self.size)
    }

    fn placement(&self) -> Placement {
        let side = SILHOUETTE_SIDE as f64 * self.scale;
        let centre = Point::new(self.offset.0 + side / 2.0, self.offset.1 + side / 2.0);
        Placement { centre, side, rotation: self.rotation.to_radians() }
    }

    /// Heights of the back over its line from hips to shoulders: the slope's integral, whose change is the bend.
    fn heights(&self) -> Vec<f64> {
        const STEPS: usize = 400;
        let (mut slope, mut height) = (0.0, 0.0);
        let mut heights = vec![0.0];
        for step in 0..STEPS {
            let bend = if step < STEPS / 2 { self.lumbar } else { self.thoracic };
            let turn = -bend.to_radians() / STEPS as f64;
            height += (slope + turn / 2.0) / STEPS as f64;
            slope += turn;
            heights.push(height);
        }
        let last = height;
        heights.iter().enumerate().map(|(step, height)| 0.2 + height - last * step as f64 / STEPS as f64).collect()
    }

    pub fn silhouette(&self) -> Silhouette {
        let heights = self.heights();
        let at = |along: f64| {
            let place = along.clamp(0.0, 1.0) * (heights.len() - 1) as f64;
            let (before, part) = (place.floor() as usize, place.fract());
            let after = heights[(before + 1).min(heights.len() - 1)];
            let height = heights[before] * (1.0 - part) + after * part;
            match self.bump {
                Some((from, to, far)) if (from..to).contains(&along) => height.max(0.2 + far),
                _ => height,
            }
        };
        let logits = Array2::from_shape_fn((SILHOUETTE_SIDE, SILHOUETTE_SIDE), |(row, column)| {
            let along = (HIPS.y - row as f64) / TORSO;
            let back = HIPS.x + at(along) * TORSO;
            let x = if self.mirrored { SILHOUETTE_SIDE as f64 - column as f64 } else { column as f64 };
            let depth = (back - x).min(x - (HIPS.x - 0.25 * TORSO));
            if (-1.0..=1.4).contains(&along) { 4.0 * depth as f32 } else { -20.0 }
        });
        Silhouette::new(self.placement(), logits).unwrap()
    }

    pub fn pose(&self) -> Pose {
        use Landmark::*;
        let silhouette = Silhouette::new(self.placement(), Array2::zeros((SILHOUETTE_SIDE, SILHOUETTE_SIDE))).unwrap();
        let mut places = [HIPS; LANDMARKS];
        for (right, x, y) in [
            (RightShoulder, 0.0, 1.0),
            (RightElbow, -0.3, 0.5),
            (RightWrist, -0.63, 0.5),
            (RightIndex, -0.72, 0.5),
            (RightKnee, -0.05, -0.85),
            (RightAnkle, 0.0, -1.6),
            (RightHeel, 0.05, -1.65),
            (RightFootIndex, -0.2, -1.65),
            (RightEar, -0.03, 1.35),
            (Nose, -0.25, 1.35),
        ] {
            for landmark in [right, right.mirrored()] {
                places[landmark.index()] = Point::new(HIPS.x + x * TORSO, HIPS.y - y * TORSO);
            }
        }
        for &(landmark, at) in &self.moved {
            places[landmark.index()] = at;
        }
        let mut pose = Pose {
            score: 1.0,
            sharpness: None,
            landmarks: [Keypoint::default(); LANDMARKS],
            world: [Point3::default(); LANDMARKS],
            has_depth: true,
        };
        for landmark in Landmark::ALL {
            let source = if self.mirrored { landmark.mirrored() } else { landmark };
            let mut at = places[source.index()];
            let (mut x, y) = (at.x - HIPS.x, at.y - HIPS.y);
            if self.mirrored {
                at.x = SILHOUETTE_SIDE as f64 - at.x;
                x = -x;
            }
            pose.landmarks[landmark.index()] =
                Keypoint { at: silhouette.place_to_picture(at), depth: 0.0, visibility: 1.0 };
            // Facing left, the person's left side is the nearer one.
            let z = if source.name().starts_with("left") { -0.16 } else { 0.16 };
            let (sine, cosine) = self.rotation.to_radians().sin_cos();
            let metres = 0.5 / TORSO;
            pose.world[landmark.index()] =
                Point3 { x: (cosine * x - sine * y) * metres, y: (sine * x + cosine * y) * metres, z };
        }
        pose
    }
}
