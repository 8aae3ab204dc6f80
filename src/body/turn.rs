//! How far the body is turned to the camera, and how sure that is.
//!
//! A model with depth gives it by the line of the shoulders in the room. A flat model gives it only by how broad shoulders and
//! hips look against the torso, without a sign.

use crate::body::geometry::Vec3;
use crate::body::pose::{Landmark, Pose, Side};
use crate::body::pose::{VISIBLE, torso_length};

/// How broad shoulders and hips (between the joints' centres) look from the front, in lengths of the torso between them:
/// about 36 and 22 cm on a torso of 50 cm.
pub(crate) const SHOULDERS_FROM_FRONT: f64 = 0.72;
pub(crate) const HIPS_FROM_FRONT: f64 = 0.45;

/// Lengths in metres below which a line between two world landmarks has no direction.
const NO_LENGTH_M: f64 = 0.02;

/// One standard deviation of the turn, in degrees, squarely from the front or the side, and between the two: there a pose
/// model pulls the body toward the front, by 10 degrees at 45. From rendered people whose true turn is known.
const SQUARE_ERROR: f64 = 7.0;
const BETWEEN_ERROR: f64 = 15.0;
/// Between the two is from this turn to that one.
const BETWEEN: (f64, f64) = (15.0, 60.0);
/// From this angle between trunk and picture on the trunk is so foreshortened that the error doubles.
const FORESHORTENED: f64 = 30.0;

/// How a body is turned to the camera, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// How far the line of the shoulders points toward the camera, -90 to 90: 0 seen from the front or back, positive with
    /// the left shoulder nearer, 90 seen from the left side.
    pub shoulders: f64,
    /// The same with the hips.
    pub hips: f64,
    /// How far the trunk points out of the picture, -90 to 90: 0 lies in the picture, 90 the head points at the camera.
    pub end_on: f64,
    /// One standard deviation of the shoulders' turn.
    pub error: f64,
}

impl Turn {
    /// The turn of this pose; `None` for a model without depth, and for a body without extent.
    #[must_use]
    pub fn of(pose: &Pose) -> Option<Self> {
        if !pose.has_depth {
            return None;
        }
        let shoulders = toward_camera(across(pose, Landmark::RightShoulder))?;
        let hips = toward_camera(across(pose, Landmark::RightHip))?;
        let end_on = toward_camera(trunk(pose))?;
        Some(Self { shoulders, hips, end_on, error: error(pose, shoulders, end_on) })
    }
}

/// From the right landmark of a pair to the left one, in the room.
pub(crate) fn across(pose: &Pose, right: Landmark) -> Vec3 {
    pose.world[right.mirrored().index()] - pose.world[right.index()]
}

/// From the middle of the hips to the middle of the shoulders, in the room.
pub(crate) fn trunk(pose: &Pose) -> Vec3 {
    let middle = |right: Landmark| pose.world[right.mirrored().index()].midpoint(pose.world[right.index()]);
    middle(Landmark::RightShoulder) - middle(Landmark::RightHip)
}

/// The angle between a direction and the picture, in degrees: positive toward the camera.
fn toward_camera(direction: Vec3) -> Option<f64> {
    let length = direction.length();
    (length > NO_LENGTH_M).then(|| (-direction.z / length).clamp(-1.0, 1.0).asin().to_degrees())
}

/// What is known of the turn's error: by where it lies, by how far the trunk points at the camera, and by how far the
/// shoulders' breadth in the picture disagrees.
fn error(pose: &Pose, shoulders: f64, end_on: f64) -> f64 {
    let is_between = (BETWEEN.0..=BETWEEN.1).contains(&shoulders.abs());
    let usual = if is_between { BETWEEN_ERROR } else { SQUARE_ERROR };
    let usual = if end_on.abs() > FORESHORTENED { 2.0 * usual } else { usual };
    let torso = torso_length(pose);
    if torso <= f64::EPSILON {
        return usual.max(BETWEEN_ERROR);
    }
    let breadth = pose.at(Landmark::LeftShoulder).distance(pose.at(Landmark::RightShoulder));
    // A foreshortened torso makes everything look broad.
    let torso = torso / end_on.to_radians().cos().max(0.1);
    usual.max((shoulders.abs() - turn_of_breadth(breadth / torso / SHOULDERS_FROM_FRONT)).abs())
}

/// The turn, 0 to 90, of a line that looks this long against how it looks from the front.
fn turn_of_breadth(share: f64) -> f64 {
    share.clamp(0.0, 1.0).acos().to_degrees()
}

/// How far a flat model's body is turned, 0 to 90 degrees, by how broad shoulders and hips look: the mean of the pairs that are
/// seen. A flat model guesses where a hidden landmark is, so only what it sees counts. `None` where it sees neither pair.
pub(crate) fn breadth_turn(pose: &Pose) -> Option<f64> {
    let torso = seen_torso_length(pose);
    if torso <= f64::EPSILON {
        return None;
    }
    let (mut sum, mut count) = (0.0, 0.0);
    for (right, from_front) in [(Landmark::RightShoulder, SHOULDERS_FROM_FRONT), (Landmark::RightHip, HIPS_FROM_FRONT)]
    {
        if is_seen(pose, right) && is_seen(pose, right.mirrored()) {
            sum += turn_of_breadth(pose.at(right.mirrored()).distance(pose.at(right)) / torso / from_front);
            count += 1.0;
        }
    }
    (count > 0.0).then(|| sum / count)
}

fn is_seen(pose: &Pose, landmark: Landmark) -> bool {
    pose.keypoint(landmark).visibility >= VISIBLE
}

/// The torso's length in pixels on the side where both of its ends are seen, the longer one of two; 0 if there is no such side.
fn seen_torso_length(pose: &Pose) -> f64 {
    let lengths = Side::BOTH.into_iter().map(|side| {
        let ends = [side.of(Landmark::RightShoulder), side.of(Landmark::RightHip)];
        let [shoulder, hip] = ends.map(|end| pose.at(end));
        if ends.iter().all(|&end| is_seen(pose, end)) { shoulder.distance(hip) } else { 0.0 }
    });
    lengths.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;

    fn turn(mannequin: &Mannequin) -> Turn {
        Turn::of(&mannequin.observe(0.0).pose.unwrap()).unwrap()
    }

    #[test]
    fn the_turn_has_the_nearer_sides_sign() {
        let right = turn(&Mannequin::tabletop());
        assert!((right.shoulders + 90.0).abs() < 1e-6 && (right.hips + 90.0).abs() < 1e-6, "{right:?}");
        let left = turn(&Mannequin::tabletop().mirrored());
        assert!((left.shoulders - 90.0).abs() < 1e-6, "{left:?}");
        let front = turn(&Mannequin::standing().seen_from_the_front());
        assert!(front.shoulders.abs() < 1e-6 && front.end_on.abs() < 1e-6, "{front:?}");
    }

    #[test]
    fn a_trunk_that_points_at_the_camera_is_end_on() {
        let kneeling = turn(&Mannequin::tabletop().seen_from_the_front());
        assert!((kneeling.end_on - 75.0).abs() < 1e-6);
        assert!(kneeling.error >= 2.0 * SQUARE_ERROR);
    }

    #[test]
    fn breadth_that_disagrees_makes_it_less_sure() {
        let mut pose = Mannequin::tabletop().observe(0.0).pose.unwrap();
        assert!((Turn::of(&pose).unwrap().error - SQUARE_ERROR).abs() < 1e-6);
        // In the picture the shoulders now look as broad as half way to the front.
        pose.landmarks[Landmark::LeftShoulder.index()].at.x += 60.0;
        assert!(Turn::of(&pose).unwrap().error > 2.0 * SQUARE_ERROR);
    }

    #[test]
    fn without_depth_or_extent_there_is_no_turn() {
        let mut pose = Mannequin::tabletop().observe(0.0).pose.unwrap();
        pose.world = [crate::body::geometry::Point3::default(); 33];
        assert_eq!(Turn::of(&pose), None);
        pose.has_depth = false;
        assert_eq!(Turn::of(&pose), None);
    }
}
