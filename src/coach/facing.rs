//! How the body stands to the camera: which part of it the camera sees, and which side is nearer.

use std::time::Duration;

use super::body::{Landmark, Pose, Side};
use super::measures::Plane;
use super::measuring::torso_length;
use crate::time::Timestamp;

/// Which part of the body the camera sees. Front and back are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyView {
    /// The person's side.
    Side,
    /// Half way between.
    ThreeQuarter,
    /// The person's front or back.
    Front,
}

/// From this turn on the body counts as seen from the side. At 50 degrees a level limb looks a quarter shorter than an
/// upright one, which bends an angle by up to 8 degrees: as much as leaving a pose takes.
const SIDE_FROM: f64 = 50.0;
/// Up to this turn the body counts as seen from the front.
const FRONT_TO: f64 = 25.0;
/// A view once taken stays until the turn is this far beyond its end.
const VIEW_HYSTERESIS: f64 = 6.0;

/// How broad shoulders and hips (between the joints' centres) look from the front, in lengths of the torso between them:
/// about 36 and 22 cm on a torso of 50 cm.
const SHOULDERS_FROM_FRONT: f64 = 0.72;
const HIPS_FROM_FRONT: f64 = 0.45;

/// Lengths in metres below which a line between two world landmarks has no direction.
const NO_LENGTH_M: f64 = 0.02;

/// Turn and nearness are averaged over about this time.
const SMOOTHING: Duration = Duration::from_millis(400);
/// After nobody was seen for this long, the next body is looked at afresh.
const FORGET_AFTER: Duration = Duration::from_secs(2);
/// How clearly the other side must be nearer before the near side changes.
const NEARER_BY: f64 = 0.15;

impl BodyView {
    /// The view of this pose on its own.
    #[must_use]
    pub fn of(pose: &Pose) -> Self {
        Self::at(turn(pose))
    }

    fn at(turn: f64) -> Self {
        if turn >= SIDE_FROM {
            Self::Side
        } else if turn > FRONT_TO {
            Self::ThreeQuarter
        } else {
            Self::Front
        }
    }

    fn lasts(self, turn: f64) -> bool {
        match self {
            Self::Side => turn >= SIDE_FROM - VIEW_HYSTERESIS,
            Self::ThreeQuarter => (FRONT_TO - VIEW_HYSTERESIS..SIDE_FROM + VIEW_HYSTERESIS).contains(&turn),
            Self::Front => turn <= FRONT_TO + VIEW_HYSTERESIS,
        }
    }

    /// Whether this view shows a plane of the body squarely enough to measure in it.
    #[must_use]
    pub const fn shows(self, plane: Plane) -> bool {
        match plane {
            Plane::Sagittal => matches!(self, Self::Side),
            Plane::Frontal => matches!(self, Self::Front),
        }
    }
}

/// How far the body's axis from left to right points into the picture, in degrees: 0 seen from the front or back, 90 from
/// the side. The mean of what shoulders and hips tell, in the room and by how broad they look against the torso.
fn turn(pose: &Pose) -> f64 {
    let pairs = [(Landmark::RightShoulder, SHOULDERS_FROM_FRONT), (Landmark::RightHip, HIPS_FROM_FRONT)];
    let torso = torso_length(pose);
    let (mut sum, mut count) = (0.0, 0.0);
    for (right, from_front) in pairs {
        let (a, b) = (pose.world[right.mirrored().index()], pose.world[right.index()]);
        let (dx, dy, dz) = (a.x - b.x, a.y - b.y, a.z - b.z);
        let length = dx.hypot(dy).hypot(dz);
        if length > NO_LENGTH_M {
            sum += (dz.abs() / length).clamp(0.0, 1.0).asin().to_degrees();
            count += 1.0;
        }
        let breadth = pose.at(right.mirrored()).distance(pose.at(right));
        if torso > f64::EPSILON {
            sum += (breadth / torso / from_front).clamp(0.0, 1.0).acos().to_degrees();
            count += 1.0;
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

/// How clearly the left side is the nearer one, about -2 to 2: by the depths of shoulders and hips in torso lengths, and
/// because the far limbs are hidden behind the near ones.
fn left_nearness(pose: &Pose) -> f64 {
    const TRUNK: [Landmark; 2] = [Landmark::RightShoulder, Landmark::RightHip];
    const LIMBS: [Landmark; 4] =
        [Landmark::RightElbow, Landmark::RightWrist, Landmark::RightKnee, Landmark::RightAnkle];
    let pair = |right: Landmark| (pose.keypoint(right.mirrored()), pose.keypoint(right));
    let torso = torso_length(pose).max(1.0);
    let depth = TRUNK.iter().map(|&right| pair(right)).map(|(l, r)| (r.depth - l.depth) / torso).sum::<f64>();
    let visibility = LIMBS.iter().map(|&right| pair(right)).map(|(l, r)| l.visibility - r.visibility).sum::<f64>();
    (depth / TRUNK.len() as f64).clamp(-1.0, 1.0) + visibility / LIMBS.len() as f64
}

/// How the body stands to the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facing {
    /// Which part of the body the camera sees.
    pub view: BodyView,
    /// The person's side nearer the camera.
    pub near: Side,
}

impl Facing {
    /// How the body of this pose stands, seen on its own.
    #[must_use]
    pub fn of(pose: &Pose) -> Self {
        let near = if left_nearness(pose) > 0.0 { Side::Left } else { Side::Right };
        Self { view: BodyView::of(pose), near }
    }
}

/// Follows how the body stands to the camera over time, so that a single picture changes neither view nor near side.
#[derive(Clone, Debug, Default)]
pub struct FacingTracker {
    known: Option<Known>,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    seen_at: Timestamp,
    turn: f64,
    left_nearness: f64,
    facing: Facing,
}

impl FacingTracker {
    /// Takes in the pose seen at `time` and answers how the body stands.
    pub fn observe(&mut self, time: Timestamp, pose: &Pose) -> Facing {
        let before = self.known.filter(|known| time.since(known.seen_at) < FORGET_AFTER);
        let known = match before {
            None => {
                Known { seen_at: time, turn: turn(pose), left_nearness: left_nearness(pose), facing: Facing::of(pose) }
            }
            Some(before) => before.followed_by(time, pose),
        };
        self.known = Some(known);
        known.facing
    }
}

impl Known {
    fn followed_by(self, time: Timestamp, pose: &Pose) -> Self {
        let elapsed = time.since(self.seen_at).as_secs_f64();
        let weight = 1.0 - (-elapsed / SMOOTHING.as_secs_f64()).exp();
        let turn = self.turn + weight * (turn(pose) - self.turn);
        let nearness = self.left_nearness + weight * (left_nearness(pose) - self.left_nearness);
        let view = if self.facing.view.lasts(turn) { self.facing.view } else { BodyView::at(turn) };
        let near = if nearness > NEARER_BY {
            Side::Left
        } else if nearness < -NEARER_BY {
            Side::Right
        } else {
            self.facing.near
        };
        Self { seen_at: time, turn, left_nearness: nearness, facing: Facing { view, near } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::mannequin::Mannequin;

    fn pose(mannequin: &Mannequin) -> Pose {
        mannequin.observe(0.0).pose.unwrap()
    }

    #[test]
    fn side_and_front_are_told_apart() {
        assert_eq!(BodyView::of(&pose(&Mannequin::tabletop())), BodyView::Side);
        assert_eq!(BodyView::of(&pose(&Mannequin::standing().seen_from_the_front())), BodyView::Front);
    }

    #[test]
    fn the_near_side_is_the_one_the_camera_sees_best() {
        assert_eq!(Facing::of(&pose(&Mannequin::tabletop())).near, Side::Right);
        assert_eq!(Facing::of(&pose(&Mannequin::tabletop().mirrored())).near, Side::Left);
    }

    #[test]
    fn one_odd_picture_changes_nothing_but_turning_round_does() {
        let (right, left) = (pose(&Mannequin::tabletop()), pose(&Mannequin::tabletop().mirrored()));
        let mut tracker = FacingTracker::default();
        let at = |tenths: u32| Timestamp::from_secs(f64::from(tenths) / 10.0);
        for tenths in 0..10 {
            assert_eq!(tracker.observe(at(tenths), &right).near, Side::Right);
        }
        assert_eq!(tracker.observe(at(10), &left).near, Side::Right);
        for tenths in 11..15 {
            assert_eq!(tracker.observe(at(tenths), &right).near, Side::Right);
        }
        let mut near = Side::Right;
        for tenths in 15..30 {
            near = tracker.observe(at(tenths), &left).near;
        }
        assert_eq!(near, Side::Left);
    }

    #[test]
    fn a_pose_without_extent_is_no_trouble() {
        let mut empty = pose(&Mannequin::tabletop());
        empty.landmarks = [crate::coach::Keypoint::default(); 33];
        empty.world = [crate::coach::Point3::default(); 33];
        assert_eq!(BodyView::of(&empty), BodyView::Front);
    }
}
