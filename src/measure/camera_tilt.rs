//! How far the camera looks down on a body, by the body itself, and what that bends in the picture.
//!
//! Seen squarely from the side, a camera on a table shows a body almost as one on the floor does. Turned a little to it, whatever points at the
//! camera seems to hang, by 11 degrees at a turn of 20 and a camera that looks down by 33: somebody who lies level seems to slope. How
//! far it looks down shows in what a body has level from left to right: of its two shoulders, and of its two hips, the nearer one is lower in
//! the picture by its breadth, as far as that points at the camera, times the sine of the tilt. The less of both pairs is taken, since a trunk
//! may be twisted or a hip raised; and on the back nothing, since the weight of the legs rolls a pelvis.

use crate::body::Landmark::{self, RightHip, RightShoulder};
use crate::body::{HIPS_FROM_FRONT, SHOULDERS_FROM_FRONT};
use crate::body::{Point, Pose, Side, Turn, Vec3, across, torso_length, trunk};

/// From this turn of the shoulders on, enough of their breadth points at the camera: 7 tenths.
const TURNED: f64 = 45.0;
/// A chest that faces further up than this, against straight up, is that of somebody on their back.
const ON_THE_BACK: f64 = 60.0;
/// A torso that looks shorter than this share points so much at the camera that its length means nothing.
const LEAST_SHORTENED: f64 = 0.5;
/// Shoulders and hips that tell tilts further apart than this, two errors of either, are turned against each other.
const AGREE: f64 = 20.0;
/// Nobody looks down on somebody two metres away by more than this: the camera would be at the ceiling.
const STEEPEST: f64 = 50.0;
/// Landmarks that slip by two centimetres on a pelvis of 22 seem to tilt the camera by 5 degrees, and those of rendered people before a camera
/// that looks down by 10 do by up to 9; from here on the picture is put right.
const TELLS: f64 = 12.0;
/// Once it is, it stays so down to here.
const TELLS_STILL: f64 = 9.0;
/// From here on what is left of the error is as large as what most ranges leave room for: pose models tell two thirds of a tilt, so
/// that it is 27 degrees and more.
const STEEP: f64 = 18.0;

/// How the camera looks down on a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CameraTilt {
    /// The least that it looks down, by the shoulders and by the hips, in degrees.
    pub least: f64,
    /// The same by both together.
    down: f64,
    /// How far the body's own way ahead points toward the camera for each pixel that it goes to the right.
    toward: f64,
}

impl CameraTilt {
    /// The tilt by this pose on its own, whatever it is; `None` where that can't be told.
    pub(crate) fn seen(pose: &Pose) -> Option<Self> {
        let turn = Turn::of(pose)?;
        let chest = across(pose, RightShoulder).cross(trunk(pose)).angle_to(Vec3::new(0.0, -1.0, 0.0))?;
        // A foreshortened torso makes everything look broad.
        let torso = torso_length(pose) / turn.end_on.to_radians().cos().max(LEAST_SHORTENED);
        if turn.shoulders.abs() < TURNED || chest < ON_THE_BACK || torso < f64::EPSILON {
            return None;
        }
        let near = if turn.shoulders > 0.0 { Side::Left } else { Side::Right };
        let by = |right: Landmark, breadth: f64| {
            let lower = pose.at(near.of(right)).y - pose.at(near.opposite().of(right)).y;
            let toward_camera = breadth * torso * turn.shoulders.to_radians().sin().abs();
            (lower / toward_camera).clamp(-1.0, 1.0).asin().to_degrees()
        };
        let (shoulders, hips) = (by(RightShoulder, SHOULDERS_FROM_FRONT), by(RightHip, HIPS_FROM_FRONT));
        let [upper, lower] = [across(pose, RightShoulder), across(pose, RightHip)];
        let (right, away) = (upper.x + lower.x, upper.z + lower.z);
        let is_a_camera = (shoulders - hips).abs() <= AGREE && shoulders.max(hips) <= STEEPEST;
        (is_a_camera && away.abs() > f64::EPSILON).then(|| Self {
            least: shoulders.min(hips),
            down: f64::midpoint(shoulders, hips),
            toward: right / away,
        })
    }

    /// A camera that looks down by so much, right beside the body.
    #[cfg(test)]
    pub(crate) const fn by(down: f64) -> Self {
        Self { least: down, down, toward: 0.0 }
    }

    /// Some of the way from this to another.
    pub(crate) fn toward(self, other: Self, share: f64) -> Self {
        let between = |from: f64, to: f64| from + share * (to - from);
        Self {
            least: between(self.least, other.least),
            down: between(self.down, other.down),
            toward: between(self.toward, other.toward),
        }
    }

    /// Whether the picture is to be put right; `before` says whether it has been.
    pub(crate) fn tells(&self, before: bool) -> bool {
        self.least >= if before { TELLS_STILL } else { TELLS }
    }

    /// Whether the camera looks down so far that putting the picture right may not be enough.
    #[must_use]
    pub fn is_steep(&self) -> bool {
        self.least >= STEEP
    }

    /// Where a place in the picture would be before a level camera right beside the body, if it lies in the plane that divides left from right.
    pub(crate) fn level(&self, at: Point) -> Point {
        let (sin, cos) = self.down.to_radians().sin_cos();
        Point::new(at.x * self.toward.hypot(1.0), (at.y - self.toward * at.x * sin) / cos)
    }

    /// What that leaves of the error of a level line, as a slope: pose models tell two thirds of a tilt and of a turn.
    pub(crate) fn left_over(&self) -> f64 {
        (self.toward * self.down.to_radians().sin()).abs() / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::{Measure, Observation, measure};

    /// The same body turned further to the camera, which looks down on it; all in degrees.
    fn from_above(mannequin: &Mannequin, turned: f64, down: f64) -> Observation {
        let mut seen = mannequin.observe(0.0);
        let pose = seen.pose.as_mut().unwrap();
        let from = pose.at(RightHip);
        let scale = pose.at(RightHip).distance(pose.at(RightShoulder))
            / (pose.world[RightShoulder.index()] - pose.world[RightHip.index()]).length();
        let ((turn_sin, turn_cos), (sin, cos)) = (turned.to_radians().sin_cos(), down.to_radians().sin_cos());
        for (place, keypoint) in pose.world.iter_mut().zip(&mut pose.landmarks) {
            let (x, z) = (place.x * turn_cos - place.z * turn_sin, place.x * turn_sin + place.z * turn_cos);
            (place.x, place.y, place.z) = (x, place.y * cos - z * sin, place.y * sin + z * cos);
            keypoint.at = from + crate::body::Vec2::new(place.x, place.y) * scale;
            keypoint.depth = place.z * scale;
        }
        seen
    }

    fn poses() -> [Mannequin; 4] {
        [Mannequin::sphinx(), Mannequin::tabletop(), Mannequin::childs_pose(), Mannequin::lying_flat()]
    }

    #[test]
    fn a_camera_on_a_table_looks_down() {
        for pose in poses() {
            for (turned, down) in [(0.0, 30.0), (20.0, 30.0), (-20.0, 30.0), (20.0, 20.0)] {
                let seen = from_above(&pose, turned, down);
                let tilt = CameraTilt::seen(seen.pose.as_ref().unwrap()).unwrap();
                assert!((tilt.down - down).abs() < 6.0, "{tilt:?} for {down}, turned by {turned}");
                assert!(tilt.tells(false) && (tilt.is_steep() || down < 30.0), "{tilt:?} for {down}");
            }
            let level = CameraTilt::seen(from_above(&pose, 20.0, 5.0).pose.as_ref().unwrap()).unwrap();
            assert!(!level.tells(false) && !level.tells(true));
        }
    }

    #[test]
    fn what_lies_level_reads_level_from_above() {
        let inclinations = [Measure::TrunkInclination, Measure::ThighInclination, Measure::ForearmInclination];
        for pose in poses() {
            for pose in [pose.clone(), pose.mirrored()] {
                for measured in inclinations {
                    let value = |seen: &Observation| {
                        let near = crate::measure::Facing::of(seen.pose.as_ref().unwrap()).near;
                        measure(measured, near, seen).value().unwrap()
                    };
                    let level = value(&from_above(&pose, 0.0, 0.0));
                    for turned in [-15.0, 15.0] {
                        let above = value(&from_above(&pose, turned, 20.0));
                        // A shoulder is further out than a hip, which leaves 3 degrees; uncorrected it is 8.
                        assert!((above - level).abs() < 4.5, "{measured:?} {above}, level {level}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_told_from_the_front_on_the_back_or_without_depth() {
        let supine = Mannequin::standing().trunk(-90.0).legs(90.0, 90.0);
        for pose in [supine, Mannequin::standing().seen_from_the_front()] {
            assert_eq!(CameraTilt::seen(&pose.observe(0.0).pose.unwrap()), None);
        }
        let mut flat = Mannequin::tabletop().observe(0.0).pose.unwrap();
        flat.has_depth = false;
        assert_eq!(CameraTilt::seen(&flat), None);
    }
}
