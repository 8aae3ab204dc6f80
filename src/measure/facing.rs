//! How the body stands to the camera: which part of it the camera sees, and which side is nearer.

use crate::measure::view::BodyView;
use std::time::Duration;

use crate::body::{Landmark, Pose, Side};
use crate::body::{Turn, breadth_turn};
use crate::measure::camera_tilt::CameraTilt;
use crate::measure::joint::Sources;
use crate::time::Since;
use crate::time::Timestamp;

/// From this turn of the shoulders on the body counts as seen from the side: a level limb then looks less than a seventh
/// shorter than an upright one, which bends an angle by up to 4 degrees.
const SIDE_FROM: f64 = 60.0;
/// The same for a flat model, whose turn is the mean of shoulders and hips by their breadth and falls short of the truth. At 50
/// degrees a level limb looks a quarter shorter, which bends an angle by up to 8 degrees: as much as leaving a pose takes.
const SIDE_BY_BREADTH: f64 = 50.0;
/// Up to this turn the body counts as seen from the front: breadths then look less than a tenth narrower.
const FRONT_TO: f64 = 25.0;
/// From this angle between trunk and picture on the turn means nothing: pose models are then off by 36 degrees in the median.
const END_ON_FROM: f64 = 50.0;
/// A view once taken stays until the turn is this far beyond its end.
const VIEW_HYSTERESIS: f64 = 5.0;

/// From this turn on one side is nearer than the other.
const NEARER_FROM: f64 = 15.0;
/// How long the other side must be nearer before the near side changes.
const NEARER_FOR: Duration = Duration::from_millis(500);

/// Turn and nearness are averaged over about this time.
const SMOOTHING: Duration = Duration::from_millis(400);
/// After nobody was seen for this long, the next body is looked at without what was known before.
const FORGET_AFTER: Duration = Duration::from_secs(2);
/// How much more visible a flat model must see one side's limbs before that is the near side.
const NEARER_BY: f64 = 0.15;

impl BodyView {
    /// The view of this pose on its own.
    #[must_use]
    pub fn of(pose: &Pose) -> Self {
        Orientation::of(pose).view()
    }
}

/// What one picture shows of the turn to the camera.
#[derive(Clone, Copy, Debug)]
struct Orientation {
    /// Degrees from front (0) to side (90); `None` if it isn't known.
    turn: Option<f64>,
    /// Degrees out of the picture, 0 to 90.
    end_on: f64,
    /// From which turn on this is the side.
    side_from: f64,
}

impl Orientation {
    fn of(pose: &Pose) -> Self {
        if pose.has_depth {
            let turn = Turn::of(pose);
            let end_on = turn.map_or(0.0, |turn| turn.end_on.abs());
            Self { turn: turn.map(|turn| turn.shoulders.abs()), end_on, side_from: SIDE_FROM }
        } else {
            Self { turn: breadth_turn(pose), end_on: 0.0, side_from: SIDE_BY_BREADTH }
        }
    }

    fn view(&self) -> BodyView {
        let Some(turn) = self.turn else { return BodyView::Unknown };
        if self.end_on > END_ON_FROM {
            BodyView::EndOn
        } else if turn >= self.side_from {
            BodyView::Side
        } else if turn > FRONT_TO {
            BodyView::ThreeQuarter
        } else {
            BodyView::Front
        }
    }

    /// Whether a view that was taken before still stands.
    fn keeps(&self, view: BodyView) -> bool {
        let Some(turn) = self.turn else { return false };
        if view == BodyView::EndOn {
            return self.end_on > END_ON_FROM - VIEW_HYSTERESIS;
        }
        let is_shown = match view {
            BodyView::Side => turn >= self.side_from - VIEW_HYSTERESIS,
            BodyView::ThreeQuarter => (FRONT_TO - VIEW_HYSTERESIS..self.side_from + VIEW_HYSTERESIS).contains(&turn),
            BodyView::Front => turn <= FRONT_TO + VIEW_HYSTERESIS,
            BodyView::EndOn | BodyView::Unknown => false,
        };
        is_shown && self.end_on <= END_ON_FROM
    }
}

/// How clearly the left side is the nearer one.
///
/// With depth: by whose shoulder is nearer in the picture's depth, the surest single cue (2 in 1000 pictures of turned people
/// are wrong; hips and knees are wrong up to 17 in 100, since twists turn the pelvis away), in degrees of the shoulders' turn.
/// A flat model's far limbs are hidden behind the near ones: -1 to 1.
fn left_nearness(pose: &Pose) -> f64 {
    const LIMBS: [Landmark; 4] =
        [Landmark::RightElbow, Landmark::RightWrist, Landmark::RightKnee, Landmark::RightAnkle];
    if pose.has_depth {
        let [left, right] = [Landmark::LeftShoulder, Landmark::RightShoulder].map(|shoulder| pose.keypoint(shoulder));
        return Turn::of(pose).map_or(0.0, |turn| turn.shoulders.abs().copysign(right.depth - left.depth));
    }
    let visibility = |landmark: Landmark| pose.keypoint(landmark).visibility;
    LIMBS.iter().map(|&right| visibility(right.mirrored()) - visibility(right)).sum::<f64>() / LIMBS.len() as f64
}

/// How the body stands to the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facing {
    /// Which part of the body the camera sees.
    pub view: BodyView,
    /// The person's side nearer the camera, or, while that isn't known, the one that was nearer last.
    pub near: Side,
    /// Whether `near` is more than a guess: the body is, or has been, turned enough to have a nearer side.
    pub is_near_sure: bool,
    /// The turn to the camera in this picture; `None` with a model without depth.
    pub turn: Option<Turn>,
    /// How far the camera looks down, where it does so far that the picture is to be put right.
    pub tilt: Option<CameraTilt>,
    /// Whether each joint's angle is read in the picture or in the room.
    pub(crate) sources: Sources,
}

impl Facing {
    /// How the body of this pose stands, seen on its own.
    #[must_use]
    pub fn of(pose: &Pose) -> Self {
        let nearness = left_nearness(pose);
        let near = if nearness > 0.0 { Side::Left } else { Side::Right };
        let is_near_sure = is_sure(pose, nearness);
        let tilt = CameraTilt::seen(pose).filter(|tilt| tilt.tells(false));
        Self { view: BodyView::of(pose), near, is_near_sure, turn: Turn::of(pose), tilt, sources: Sources::of(pose) }
    }

    /// The person's side nearer the camera, if it is known.
    #[must_use]
    pub fn known_near(&self) -> Option<Side> {
        self.is_near_sure.then_some(self.near)
    }

    /// Whether this side of the body is turned away from the camera.
    pub(crate) fn is_far(&self, side: Side) -> bool {
        self.known_near().is_some_and(|near| near != side)
    }
}

fn is_sure(pose: &Pose, left_nearness: f64) -> bool {
    left_nearness.abs() >= if pose.has_depth { NEARER_FROM } else { NEARER_BY }
}

/// Follows how the body stands to the camera over time, so that a single picture changes neither view nor near side.
///
/// ```
/// use supple::measure::{BodyView, FacingTracker};
/// use supple::record::{Moment, Reader};
///
/// let text = std::fs::read_to_string("tests/sessions/childs_pose_good/observations.jsonl")?;
/// let mut tracker = FacingTracker::default();
/// let mut view = BodyView::Unknown;
/// for moment in Reader::new(text.as_bytes())? {
///     if let Moment::Seen(seen) = moment?
///         && let Some(pose) = &seen.pose
///     {
///         view = tracker.observe(seen.time, pose).view;
///     }
/// }
/// assert_eq!(view, BodyView::Side);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct FacingTracker {
    known: Option<Known>,
}

/// How far the body was turned when that was last known.
#[derive(Clone, Copy, Debug)]
struct Seen {
    at: Timestamp,
    turn: f64,
    end_on: f64,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    seen_at: Timestamp,
    seen: Option<Seen>,
    left_nearness: f64,
    /// How far the camera looks down, whatever it is.
    tilt: Option<CameraTilt>,
    /// For how long the other side has been the nearer one.
    other: Since,
    facing: Facing,
}

impl FacingTracker {
    /// Takes in the pose seen at `time` and answers how the body stands.
    pub fn observe(&mut self, time: Timestamp, pose: &Pose) -> Facing {
        let before = self.known.filter(|known| time.since(known.seen_at) < FORGET_AFTER);
        let known = match before {
            None => {
                let Orientation { turn, end_on, .. } = Orientation::of(pose);
                Known {
                    seen_at: time,
                    seen: turn.map(|turn| Seen { at: time, turn, end_on }),
                    left_nearness: left_nearness(pose),
                    tilt: CameraTilt::seen(pose),
                    other: Since::default(),
                    facing: Facing::of(pose),
                }
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
        // While it isn't known, the body stands as it last did, as long as it would be remembered unseen.
        let before = self.seen.filter(|seen| time.since(seen.at) < FORGET_AFTER);
        let now = Orientation::of(pose);
        let seen = match (before, now.turn) {
            (Some(Seen { turn, end_on, .. }), Some(turned)) => Some(Seen {
                at: time,
                turn: turn + weight * (turned - turn),
                end_on: end_on + weight * (now.end_on - end_on),
            }),
            (None, Some(turn)) => Some(Seen { at: time, turn, end_on: now.end_on }),
            (before, None) => before,
        };
        let stand =
            Orientation { turn: seen.map(|seen| seen.turn), end_on: seen.map_or(0.0, |seen| seen.end_on), ..now };
        let view = if stand.keeps(self.facing.view) { self.facing.view } else { stand.view() };
        let left_nearness = self.left_nearness + weight * (left_nearness(pose) - self.left_nearness);
        let (near, is_near_sure, other) = self.nearer(time, pose, left_nearness);
        let sources = self.facing.sources.followed_by(pose);
        let seen_tilt = CameraTilt::seen(pose);
        let tilt = self.tilt.zip(seen_tilt).map(|(before, now)| before.toward(now, weight)).or(seen_tilt);
        let told = tilt.filter(|tilt| tilt.tells(self.facing.tilt.is_some()));
        let facing = Facing { view, near, is_near_sure, turn: Turn::of(pose), tilt: told, sources };
        Self { seen_at: time, seen, left_nearness, tilt, other, facing }
    }

    /// The near side, whether it is sure, and for how long the other one seems nearer.
    fn nearer(mut self, time: Timestamp, pose: &Pose, left_nearness: f64) -> (Side, bool, Since) {
        let Facing { near, is_near_sure, .. } = self.facing;
        let seems = if left_nearness > 0.0 { Side::Left } else { Side::Right };
        if !is_sure(pose, left_nearness) {
            // A flat model's guess is worth no more than its picture; somebody who turned to the front keeps the side they had.
            return (near, is_near_sure && pose.has_depth, Since::default());
        }
        match self.other.lasts(time, seems != near && is_near_sure) {
            Some(lasting) if lasting < NEARER_FOR => (near, is_near_sure, self.other),
            _ => (seems, true, Since::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;

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
        empty.landmarks = [crate::body::Keypoint::default(); 33];
        empty.world = [crate::body::Point3::default(); 33];
        assert_eq!(BodyView::of(&empty), BodyView::Unknown);
    }

    /// What a flat model would say of the same picture: no depth, and zeros in its place.
    fn flat(mannequin: &Mannequin) -> Pose {
        let mut pose = pose(mannequin);
        pose.has_depth = false;
        pose.world = [crate::body::Point3::default(); 33];
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
        let before = (breadth_turn(&shifted), left_nearness(&shifted));
        for (keypoint, place) in shifted.landmarks.iter_mut().zip(&mut shifted.world) {
            keypoint.depth = keypoint.at.x;
            *place = crate::body::Point3 { x: keypoint.at.x, y: 0.3, z: keypoint.at.y };
        }
        assert_eq!((breadth_turn(&shifted), left_nearness(&shifted)), before);
        assert_eq!(Facing::of(&shifted).turn, None);
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
