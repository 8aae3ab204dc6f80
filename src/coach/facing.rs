//! How the body stands to the camera: which part of it the camera sees, and which side is nearer.

use std::time::Duration;

use super::body::{Landmark, Pose, Side};
use super::measures::Plane;
use super::measuring::{VISIBLE, torso_length};
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
    /// Too little of the trunk is seen to tell.
    Unknown,
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

    fn at(turn: Option<f64>) -> Self {
        let Some(turn) = turn else { return Self::Unknown };
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
            Self::Unknown => false,
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
/// the side. The mean of what shoulders and hips tell, in the room and by how broad they look against the torso; `None` when
/// neither tells anything.
///
/// A model with depth knows where even a hidden landmark is. A flat one guesses, so only what it sees counts.
fn turn(pose: &Pose) -> Option<f64> {
    let pairs = [(Landmark::RightShoulder, SHOULDERS_FROM_FRONT), (Landmark::RightHip, HIPS_FROM_FRONT)];
    let torso = if pose.has_depth { torso_length(pose) } else { seen_torso_length(pose) };
    let (mut sum, mut count) = (0.0, 0.0);
    for (right, from_front) in pairs {
        if pose.has_depth {
            let (a, b) = (pose.world[right.mirrored().index()], pose.world[right.index()]);
            let (dx, dy, dz) = (a.x - b.x, a.y - b.y, a.z - b.z);
            let length = dx.hypot(dy).hypot(dz);
            if length > NO_LENGTH_M {
                sum += (dz.abs() / length).clamp(0.0, 1.0).asin().to_degrees();
                count += 1.0;
            }
        } else if !(is_seen(pose, right) && is_seen(pose, right.mirrored())) {
            continue;
        }
        let breadth = pose.at(right.mirrored()).distance(pose.at(right));
        if torso > f64::EPSILON {
            sum += (breadth / torso / from_front).clamp(0.0, 1.0).acos().to_degrees();
            count += 1.0;
        }
    }
    (count > 0.0).then(|| sum / count)
}

fn is_seen(pose: &Pose, landmark: Landmark) -> bool {
    pose.keypoint(landmark).visibility >= VISIBLE
}

/// The torso's length in pixels on the side where both of its ends are seen, the longer one of two; 0 where there is none.
fn seen_torso_length(pose: &Pose) -> f64 {
    let lengths = Side::BOTH.into_iter().map(|side| {
        let ends = [side.of(Landmark::RightShoulder), side.of(Landmark::RightHip)];
        let [shoulder, hip] = ends.map(|end| pose.at(end));
        if ends.iter().all(|&end| is_seen(pose, end)) { shoulder.distance(hip) } else { 0.0 }
    });
    lengths.fold(0.0, f64::max)
}

/// How clearly the left side is the nearer one, about -2 to 2: by the depths of shoulders and hips in torso lengths, and
/// because the far limbs are hidden behind the near ones. Without depth the limbs alone tell, -1 to 1.
fn left_nearness(pose: &Pose) -> f64 {
    const TRUNK: [Landmark; 2] = [Landmark::RightShoulder, Landmark::RightHip];
    const LIMBS: [Landmark; 4] =
        [Landmark::RightElbow, Landmark::RightWrist, Landmark::RightKnee, Landmark::RightAnkle];
    let pair = |right: Landmark| (pose.keypoint(right.mirrored()), pose.keypoint(right));
    let torso = torso_length(pose).max(1.0);
    let depth = if pose.has_depth {
        TRUNK.iter().map(|&right| pair(right)).map(|(l, r)| (r.depth - l.depth) / torso).sum::<f64>()
    } else {
        0.0
    };
    let visibility = LIMBS.iter().map(|&right| pair(right)).map(|(l, r)| l.visibility - r.visibility).sum::<f64>();
    (depth / TRUNK.len() as f64).clamp(-1.0, 1.0) + visibility / LIMBS.len() as f64
}

/// How the body stands to the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facing {
    /// Which part of the body the camera sees.
    pub view: BodyView,
    /// The person's side nearer the camera, or, while that can't be told, the one that is seen a little better.
    pub near: Side,
    /// Whether `near` is more than a guess. Always so with a model that tells depth.
    pub is_near_sure: bool,
}

impl Facing {
    /// How the body of this pose stands, seen on its own.
    #[must_use]
    pub fn of(pose: &Pose) -> Self {
        let nearness = left_nearness(pose);
        let near = if nearness > 0.0 { Side::Left } else { Side::Right };
        Self { view: BodyView::of(pose), near, is_near_sure: is_sure(pose, nearness) }
    }

    /// The person's side nearer the camera, where it can be told.
    #[must_use]
    pub fn known_near(&self) -> Option<Side> {
        self.is_near_sure.then_some(self.near)
    }
}

/// A difference in visibility alone must be as clear as one that would change the near side.
fn is_sure(pose: &Pose, left_nearness: f64) -> bool {
    pose.has_depth || left_nearness.abs() > NEARER_BY
}

/// Follows how the body stands to the camera over time, so that a single picture changes neither view nor near side.
#[derive(Clone, Debug, Default)]
pub struct FacingTracker {
    known: Option<Known>,
}

/// How far the body was turned when that could last be told.
#[derive(Clone, Copy, Debug)]
struct Turn {
    at: Timestamp,
    degrees: f64,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    seen_at: Timestamp,
    turn: Option<Turn>,
    left_nearness: f64,
    facing: Facing,
}

impl FacingTracker {
    /// Takes in the pose seen at `time` and answers how the body stands.
    pub fn observe(&mut self, time: Timestamp, pose: &Pose) -> Facing {
        let before = self.known.filter(|known| time.since(known.seen_at) < FORGET_AFTER);
        let known = match before {
            None => Known {
                seen_at: time,
                turn: turn(pose).map(|degrees| Turn { at: time, degrees }),
                left_nearness: left_nearness(pose),
                facing: Facing::of(pose),
            },
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
        // While it can't be told, the body stands as it last did, as long as it would be remembered unseen.
        let before = self.turn.filter(|turn| time.since(turn.at) < FORGET_AFTER);
        let turn = match (before, turn(pose)) {
            (Some(Turn { degrees, .. }), Some(now)) => {
                Some(Turn { at: time, degrees: degrees + weight * (now - degrees) })
            }
            (None, Some(degrees)) => Some(Turn { at: time, degrees }),
            (before, None) => before,
        };
        let degrees = turn.map(|turn| turn.degrees);
        let nearness = self.left_nearness + weight * (left_nearness(pose) - self.left_nearness);
        let view = match degrees {
            Some(degrees) if self.facing.view.lasts(degrees) => self.facing.view,
            _ => BodyView::at(degrees),
        };
        let near = if nearness > NEARER_BY {
            Side::Left
        } else if nearness < -NEARER_BY {
            Side::Right
        } else {
            self.facing.near
        };
        let facing = Facing { view, near, is_near_sure: is_sure(pose, nearness) };
        Self { seen_at: time, turn, left_nearness: nearness, facing }
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
        assert_eq!(BodyView::of(&empty), BodyView::Unknown);
    }

    /// What a flat model would say of the same picture: no depth, and zeros in its place.
    fn flat(mannequin: &Mannequin) -> Pose {
        let mut pose = pose(mannequin);
        pose.has_depth = false;
        pose.world = [crate::coach::Point3::default(); 33];
        for keypoint in &mut pose.landmarks {
            keypoint.depth = 0.0;
        }
        pose
    }

    #[test]
    fn a_flat_pose_shows_its_view_by_breadth_and_its_near_side_by_visibility() {
        let side = Facing::of(&flat(&Mannequin::tabletop()));
        assert_eq!((side.view, side.known_near()), (BodyView::Side, Some(Side::Right)));
        let mirrored = Facing::of(&flat(&Mannequin::tabletop().mirrored()));
        assert_eq!((mirrored.view, mirrored.known_near()), (BodyView::Side, Some(Side::Left)));
        let front = Facing::of(&flat(&Mannequin::standing().seen_from_the_front()));
        assert_eq!((front.view, front.known_near()), (BodyView::Front, None), "both sides are seen alike");
    }

    #[test]
    fn zeros_in_place_of_depth_are_no_data() {
        let mut shifted = flat(&Mannequin::tabletop());
        let before = (turn(&shifted), left_nearness(&shifted));
        for (keypoint, place) in shifted.landmarks.iter_mut().zip(&mut shifted.world) {
            keypoint.depth = keypoint.at.x;
            *place = crate::coach::Point3 { x: keypoint.at.x, y: 0.3, z: keypoint.at.y };
        }
        assert_eq!((turn(&shifted), left_nearness(&shifted)), before);
    }

    #[test]
    fn a_flat_pose_without_a_trunk_has_no_view() {
        let hidden = |landmarks: &[Landmark]| {
            let mut pose = flat(&Mannequin::tabletop());
            for landmark in landmarks {
                pose.landmarks[landmark.index()].visibility = 0.2;
            }
            pose
        };
        assert_eq!(BodyView::of(&hidden(&[Landmark::LeftShoulder])), BodyView::Side, "the hips still tell");
        let no_pair = hidden(&[Landmark::LeftShoulder, Landmark::LeftHip]);
        assert_eq!(BodyView::of(&no_pair), BodyView::Unknown);
        assert_eq!(BodyView::of(&hidden(&[Landmark::LeftShoulder, Landmark::RightHip])), BodyView::Unknown);
        let mut tracker = FacingTracker::default();
        let mut view =
            |tenths: u32, pose: &Pose| tracker.observe(Timestamp::from_secs(f64::from(tenths) / 10.0), pose).view;
        assert_eq!(view(0, &no_pair), BodyView::Unknown);
        assert_eq!(view(1, &hidden(&[])), BodyView::Side);
        for tenths in 2..20 {
            assert_eq!(view(tenths, &no_pair), BodyView::Side, "a moment changes nothing");
        }
        assert_eq!(view(22, &no_pair), BodyView::Unknown, "after two seconds anything may have happened");
    }
}
