//! What of the body is in the picture, beyond which edge the rest of it lies, and which way somebody should move to be seen.
//!
//! A pose model gives all of its landmarks, whether the picture shows them or not: what is cut off is placed beyond the edge, where the
//! rest of the body lets it be expected. Where so little is shown that nothing lets it be, the model fits a whole body into what it
//! sees; that is a guess, of which nothing may be believed, and flat heat maps show it.
//!
//! What of it matters is not decided here: a sphinx needs no feet. The caller says which landmarks are needed.

use std::time::Duration;

use crate::body::VISIBLE;
use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, Sharpness, Side};
use crate::body::{Point, Size};
use crate::measure::observation::Observation;
use crate::time::Since;
use crate::time::Timestamp;
use crate::time::reached;

/// How far outside the picture a landmark may lie and still be trusted, as a fraction of the picture's longer side: about
/// a hand's breadth for a body that fills the picture. Beyond that the model guesses from the rest of the body.
const BEYOND_THE_EDGE: f64 = 0.02;
/// How long something must be in the picture, or out of it, before that is believed: limbs pass its edges.
const STEADY_AFTER: Duration = Duration::from_secs(1);
/// After nobody was seen for this long, the next body is looked at without what was known before.
const FORGET_AFTER: Duration = Duration::from_secs(2);

/// A head and a trunk that both are placed less sharply than these are guesses. Whole bodies have 0.76 and more for the head, real or
/// rendered, from all sides, and 0.6 and more for the trunk, except for some that fold over it; none has less of both in any frame of
/// 45 clips of real people but where one pulls the legs in toward the camera. Where pictures are cut at waist or hips, so that the
/// model fits a whole body into what is left, both are below them in nearly every frame. Of whole rendered bodies only one is: a twist
/// on the back that is seen from beyond the head, whose landmarks are indeed scattered. The words must be true of that, too.
const SHARP_HEAD: f64 = 0.74;
const SHARP_TRUNK: f64 = 0.6;

/// A flat model that looks no further than the picture puts what it misses to its edge: an unseen landmark this near to one, as a
/// fraction of the picture's longer side, lies beyond it.
const AT_THE_EDGE: f64 = 0.02;

/// A body that takes up more than this share of the picture's width can't be moved along it into the picture.
const FILLS: f64 = 0.95;
/// Somebody lies at length along the picture when shoulders and ankles are on different sides of the hips and this far from them,
/// against the longer of the two, across.
const AT_LENGTH: f64 = 0.3;

/// An edge of the picture, as the camera takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The left one.
    Left,
    /// The right one.
    Right,
    /// The upper one.
    Top,
    /// The lower one.
    Bottom,
}

/// A part of the body that may be missing in a picture. The trunk is recognised by its ends, one of which is mostly there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nose, eyes, ears and mouth.
    Head,
    /// The upper end of the trunk.
    Shoulders,
    /// Elbows and hands.
    Arms,
    /// The lower end of the trunk.
    Hips,
    /// The knees, and with them what is below.
    Legs,
    /// Ankles, heels and toes.
    Feet,
}

impl Part {
    /// All of them, from head to foot.
    pub const ALL: [Self; 6] = [Self::Head, Self::Shoulders, Self::Arms, Self::Hips, Self::Legs, Self::Feet];

    /// The part that a landmark belongs to.
    pub const fn of(landmark: Landmark) -> Self {
        match landmark {
            Landmark::LeftShoulder | Landmark::RightShoulder => Self::Shoulders,
            Landmark::LeftHip | Landmark::RightHip => Self::Hips,
            Landmark::LeftKnee | Landmark::RightKnee => Self::Legs,
            _ if landmark.index() < Landmark::LeftShoulder.index() => Self::Head,
            _ if landmark.index() < Landmark::LeftHip.index() => Self::Arms,
            _ => Self::Feet,
        }
    }
}

/// Whether no more than a hand or a foot is missing with this landmark.
pub fn is_end_of_limb(landmark: Landmark) -> bool {
    let is_elbow = matches!(landmark, Landmark::LeftElbow | Landmark::RightElbow);
    match Part::of(landmark) {
        Part::Arms => !is_elbow,
        Part::Feet => true,
        Part::Head | Part::Shoulders | Part::Hips | Part::Legs => false,
    }
}

/// Which way to move so that what is missing comes into the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Away from the camera: right for whatever is cut off, and all that helps where more than one edge cuts, or the upper or lower
    /// one, which nobody can move along.
    Back,
    /// Along the body, of somebody who lies: their head is beyond the edge.
    TowardFeet,
    /// The same with the feet beyond it.
    TowardHead,
    /// Sideways, of somebody who doesn't lie along the picture; which side that is for them the picture shows.
    Middle,
}

/// What is needed and missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// For each of [`Part::ALL`], whether something of it is missing.
    parts: [bool; Part::ALL.len()],
    /// The side of the body whose arm, leg or foot is missing, where the other side's is there.
    pub side: Option<Side>,
    /// Where to move.
    pub way: Way,
}

impl Missing {
    /// The parts that are missing, from head to foot; none if it isn't known which.
    pub fn parts(&self) -> impl Iterator<Item = Part> + '_ {
        Part::ALL.into_iter().zip(self.parts).filter_map(|(part, is_missing)| is_missing.then_some(part))
    }
}

/// What of the body is in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The edge that each landmark lies beyond.
    beyond: [Option<Edge>; LANDMARKS],
    /// Whether the model only guesses where the body is.
    is_guess: bool,
}

impl Coverage {
    /// All of the body is in it.
    const WHOLE: Self = Self { beyond: [None; LANDMARKS], is_guess: false };

    /// What this picture of `size` shows of a body.
    pub fn of(pose: &Pose, size: Size) -> Self {
        let beyond = Landmark::ALL.map(|landmark| beyond(pose.keypoint(landmark), size, pose.has_depth));
        Self { beyond, is_guess: is_guess(pose) }
    }

    /// Whether the landmark lies outside the picture.
    pub fn is_out(&self, landmark: Landmark) -> bool {
        self.beyond[landmark.index()].is_some()
    }

    /// Whether the trunk is in the picture, shoulder and hip of one side at least: without it nothing is known of a body.
    pub fn has_trunk(&self) -> bool {
        !self.is_guess && self.shows_trunk()
    }

    /// The same as far as the places of the landmarks show.
    fn shows_trunk(&self) -> bool {
        let ends = |side: Side| [side.of(Landmark::RightShoulder), side.of(Landmark::RightHip)];
        Side::BOTH.into_iter().any(|side| !ends(side).into_iter().any(|end| self.is_out(end)))
    }

    /// What is missing of the landmarks that are `needed`, of the body in `pose`; `None` where all of it is there. Without a trunk
    /// the whole body is needed.
    pub fn missing(&self, needed: impl Iterator<Item = Landmark>, pose: &Pose, size: Size) -> Option<Missing> {
        let has_trunk = self.has_trunk();
        // What lies where in a guess means nothing.
        let is_vague = self.is_guess && self.shows_trunk();
        let mut is_needed = [!has_trunk && !is_vague; LANDMARKS];
        needed.filter(|_| !is_vague).for_each(|landmark| is_needed[landmark.index()] = true);
        let missing =
            || Landmark::ALL.into_iter().filter(|landmark| is_needed[landmark.index()] && self.is_out(*landmark));
        if has_trunk && missing().next().is_none() {
            return None;
        }
        let mut parts = [false; Part::ALL.len()];
        missing().for_each(|landmark| parts[Part::of(landmark) as usize] = true);
        // Somebody whose knees are out of the picture hears nothing about the feet.
        parts[Part::Feet as usize] &= !parts[Part::Legs as usize];
        let is_one_sided = |landmark: Landmark| {
            let is_limb = matches!(Part::of(landmark), Part::Arms | Part::Legs | Part::Feet);
            is_limb && !self.is_out(landmark.mirrored())
        };
        let is_left = |landmark: Landmark| landmark.name().starts_with("left");
        let one_sided = match missing().next() {
            Some(first) if missing().all(|landmark| is_one_sided(landmark) && is_left(landmark) == is_left(first)) => {
                Some(if is_left(first) { Side::Left } else { Side::Right })
            }
            _ => None,
        };
        Some(Missing { parts, side: one_sided, way: self.way(missing(), pose, size) })
    }

    /// Which way to move so that `missing` comes into the picture.
    fn way(&self, missing: impl Iterator<Item = Landmark>, pose: &Pose, size: Size) -> Way {
        let mut edges = missing.filter_map(|landmark| self.beyond[landmark.index()]);
        let edge = match edges.next() {
            Some(edge @ (Edge::Left | Edge::Right)) if !self.is_guess && edges.all(|other| other == edge) => edge,
            _ => return Way::Back,
        };
        let known = || pose.landmarks.iter().filter(|keypoint| keypoint.is_known()).map(|keypoint| keypoint.at.x);
        let (left, right) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
        if right - left > FILLS * f64::from(size.width) {
            return Way::Back;
        }
        match head_end(pose) {
            Some(head) if head == edge => Way::TowardFeet,
            Some(_) => Way::TowardHead,
            None => Way::Middle,
        }
    }
}

/// The edge of the picture that the head of somebody points to who lies at length along it.
fn head_end(pose: &Pose) -> Option<Edge> {
    let middle = |right: Landmark| {
        let pair = [right.mirrored(), right].map(|landmark| pose.keypoint(landmark));
        pair.iter().all(Keypoint::is_known).then(|| pair[0].at.midpoint(pair[1].at))
    };
    let hips = middle(Landmark::RightHip)?;
    let [shoulders, ankles] = [middle(Landmark::RightShoulder)? - hips, middle(Landmark::RightAnkle)? - hips];
    let is_level = shoulders.x.abs() > shoulders.y.abs() && ankles.x.abs() > AT_LENGTH * ankles.y.abs();
    let is_at_length = shoulders.x * ankles.x < 0.0 && ankles.x.abs() > AT_LENGTH * shoulders.x.abs();
    (is_level && is_at_length).then_some(if shoulders.x < 0.0 { Edge::Left } else { Edge::Right })
}

/// The edge that a landmark lies beyond.
fn beyond(Keypoint { at, visibility, .. }: Keypoint, size: Size, has_depth: bool) -> Option<Edge> {
    if visibility <= 0.0 {
        // Nothing is known of it, nor where it is.
        return None;
    }
    let (edge, by) = nearest_edge(at, size);
    let is_put_to_it = || {
        let at_the_edge = AT_THE_EDGE * f64::from(size.width.max(size.height));
        !has_depth && visibility < VISIBLE && by > -at_the_edge
    };
    (!is_in_picture(at, size) || is_put_to_it()).then_some(edge)
}

/// The edge that a place is furthest beyond, or nearest to, and how far beyond it is.
fn nearest_edge(at: Point, size: Size) -> (Edge, f64) {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let all = [(Edge::Left, -at.x), (Edge::Right, at.x - width), (Edge::Top, -at.y), (Edge::Bottom, at.y - height)];
    all.into_iter().fold(all[0], |best, other| if other.1 > best.1 { other } else { best })
}

/// Whether the model only guesses where a body is. A flat one doesn't hide that in its visibilities: it sees neither shoulder, or
/// neither hip.
fn is_guess(pose: &Pose) -> bool {
    let is_unseen =
        |right: Landmark| [right.mirrored(), right].into_iter().all(|end| pose.keypoint(end).visibility < VISIBLE);
    match pose.sharpness {
        Some(Sharpness { head, trunk }) => head < SHARP_HEAD && trunk < SHARP_TRUNK,
        None => !pose.has_depth && (is_unseen(Landmark::RightShoulder) || is_unseen(Landmark::RightHip)),
    }
}

/// Follows what is in the picture over time, so that neither a flicker nor a limb that passes an edge changes it. Somebody new is
/// taken to be there as a whole until that has proven wrong.
#[derive(Clone, Debug)]
pub struct CoverageTracker {
    seen_at: Option<Timestamp>,
    steady: Coverage,
    /// For how long each landmark has been elsewhere than believed.
    elsewhere: [Since; LANDMARKS],
    /// For how long a guess has been none, or the other way round.
    otherwise: Since,
}

impl Default for CoverageTracker {
    fn default() -> Self {
        let steady = Coverage::WHOLE;
        Self { seen_at: None, steady, elsewhere: [Since::default(); LANDMARKS], otherwise: Since::default() }
    }
}

impl CoverageTracker {
    /// Takes in what is seen; returns what is in the picture. While nobody is seen it stays as it was, for a while.
    pub fn observe(&mut self, observation: &Observation) -> &Coverage {
        let time = observation.time;
        let Some(pose) = &observation.pose else { return &self.steady };
        if self.seen_at.is_some_and(|at| time.since(at) >= FORGET_AFTER) {
            *self = Self::default();
        }
        self.seen_at = Some(time);
        let now = Coverage::of(pose, observation.size);
        let is_due = |since: &mut Since, differs| {
            since.lasts(time, differs).is_some_and(|lasting| reached(lasting, STEADY_AFTER))
        };
        for ((steady, now), since) in self.steady.beyond.iter_mut().zip(now.beyond).zip(&mut self.elsewhere) {
            if is_due(since, *steady != now) {
                *steady = now;
                *since = Since::default();
            }
        }
        if is_due(&mut self.otherwise, self.steady.is_guess != now.is_guess) {
            self.steady.is_guess = now.is_guess;
            self.otherwise = Since::default();
        }
        &self.steady
    }

    /// What is in the picture.
    pub const fn coverage(&self) -> &Coverage {
        &self.steady
    }
}

/// Whether a landmark lies in the picture, or so little outside that it can be trusted.
pub(crate) fn is_in_picture(at: Point, picture: Size) -> bool {
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let beyond = BEYOND_THE_EDGE * width.max(height);
    (-beyond..=width + beyond).contains(&at.x) && (-beyond..=height + beyond).contains(&at.y)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::body::{Point3, Vec2};
    use crate::judge::Cue;
    use crate::measure::mannequin::Mannequin;

    /// What is said when the picture shows `seen` and these landmarks are needed.
    fn said(seen: &Observation, needed: &[Landmark]) -> Option<String> {
        let pose = seen.pose.as_ref().unwrap();
        let missing = Coverage::of(pose, seen.size).missing(needed.iter().copied(), pose, seen.size)?;
        Some(Cue::ComeIn(missing).to_string())
    }

    fn has_trunk(seen: &Observation) -> bool {
        Coverage::of(seen.pose.as_ref().unwrap(), seen.size).has_trunk()
    }

    /// What a flat model would say of it: no depth, and no visibility outside the picture.
    fn flat(mut seen: Observation) -> Observation {
        let size = seen.size;
        let pose = seen.pose.as_mut().unwrap();
        (pose.has_depth, pose.world) = (false, [Point3::default(); LANDMARKS]);
        for keypoint in &mut pose.landmarks {
            let put = Point::new(
                keypoint.at.x.clamp(0.0, f64::from(size.width)),
                keypoint.at.y.clamp(0.0, f64::from(size.height)),
            );
            *keypoint = Keypoint {
                at: put,
                depth: 0.0,
                visibility: if put == keypoint.at { keypoint.visibility } else { 0.3 },
            };
        }
        seen
    }

    fn all_poses() -> Vec<Mannequin> {
        vec![
            Mannequin::standing(),
            Mannequin::tabletop(),
            Mannequin::childs_pose(),
            Mannequin::sphinx(),
            Mannequin::lying_flat(),
            Mannequin::bird_dog(Side::Left),
            Mannequin::standing().seen_from_the_front(),
        ]
    }

    /// Somebody face down, head to the right, of whom the picture ends at the waist.
    fn hips_and_legs() -> Observation {
        Mannequin::sphinx().observe_in(-150, 0, Size::new(480, 480), 0.0)
    }

    #[test]
    fn a_whole_body_is_whole() {
        for mannequin in all_poses() {
            for seen in [mannequin.observe(0.0), mannequin.clone().mirrored().observe(0.0)] {
                assert!(has_trunk(&seen) && has_trunk(&flat(seen.clone())));
                assert_eq!(said(&seen, &Landmark::ALL), None);
                assert_eq!(said(&flat(seen), &Landmark::ALL), None);
            }
        }
    }

    #[test]
    fn hips_and_legs_are_no_trunk_whatever_is_needed() {
        let words = "I can't see your head and arms. Move toward your feet.";
        assert!(!has_trunk(&hips_and_legs()));
        assert_eq!(said(&hips_and_legs(), &[]).as_deref(), Some(words));
        assert!(!has_trunk(&flat(hips_and_legs())));
        assert_eq!(
            said(&flat(hips_and_legs()), &[]).as_deref(),
            Some("I can't see your head and arms. Move back from the camera.")
        );
        let head_and_arms = Mannequin::sphinx().observe_in(350, 0, Size::new(290, 480), 0.0);
        assert!(!has_trunk(&head_and_arms));
        let words = "I can't see your hips and legs. Move back from the camera.";
        assert_eq!(said(&head_and_arms, &[]).as_deref(), Some(words), "all of it is as long as the picture is wide");
    }

    #[test]
    fn what_is_missing_matters_only_where_it_is_needed() {
        let no_feet = Mannequin::sphinx().observe_in(170, 0, Size::new(470, 480), 0.0);
        assert!(has_trunk(&no_feet));
        assert_eq!(
            said(&no_feet, &[Landmark::RightShoulder, Landmark::RightElbow, Landmark::RightHip, Landmark::RightKnee]),
            None
        );
        let words = "I can't see your feet. Move toward your head.";
        assert_eq!(said(&no_feet, &[Landmark::RightHip, Landmark::RightAnkle]).as_deref(), Some(words));
        let no_hands = Mannequin::childs_pose().observe_in(0, 0, Size::new(450, 480), 0.0);
        assert_eq!(said(&no_hands, &[Landmark::RightHip, Landmark::RightKnee, Landmark::RightAnkle]), None);
        let words = "I can't see your arms. Move to the middle of the picture.";
        assert_eq!(
            said(&no_hands, &[Landmark::RightWrist]).as_deref(),
            Some(words),
            "nobody lies at length who sits on the heels"
        );
    }

    #[test]
    fn a_limb_of_one_side_is_named_with_its_side() {
        let bird_dog = Mannequin::bird_dog(Side::Right).observe_in(180, 0, Size::new(460, 480), 0.0);
        let words = "I can't see your right foot. Move toward your head.";
        assert_eq!(said(&bird_dog, &[Landmark::RightAnkle]).as_deref(), Some(words));
    }

    #[test]
    fn what_the_upper_edge_or_several_cut_off_asks_to_move_back() {
        let headless = Mannequin::standing().observe_in(0, 140, Size::new(640, 480), 0.0);
        let words = "I can't see your head. Move back from the camera.";
        assert_eq!(said(&headless, &[Landmark::Nose, Landmark::RightHip]).as_deref(), Some(words));
        let near = Mannequin::sphinx().observe_in(170, 0, Size::new(250, 480), 0.0);
        let words = "I can't see all of you well. Move back from the camera.";
        assert_eq!(said(&near, &Landmark::ALL).as_deref(), Some(words));
        let below = Mannequin::standing().seen_from_the_front().observe_in(0, 0, Size::new(640, 300), 0.0);
        let words = "I can't see your legs. Move back from the camera.";
        assert_eq!(
            said(&below, &[Landmark::LeftAnkle, Landmark::RightAnkle, Landmark::RightKnee]).as_deref(),
            Some(words)
        );
    }

    #[test]
    fn a_whole_body_that_is_placed_nowhere_sharply_is_a_guess() {
        let mut seen = Mannequin::tabletop().observe(0.0);
        let mut with = |head: f64, trunk: f64| {
            seen.pose.as_mut().unwrap().sharpness = Some(Sharpness { head, trunk });
            (has_trunk(&seen), said(&seen, &[]))
        };
        let words = "I can't see all of you well. Move back from the camera.";
        assert_eq!(with(0.5, 0.4), (false, Some(words.to_owned())));
        seen.pose.as_mut().unwrap().landmarks[Landmark::LeftWrist.index()].at.x = -50.0;
        let mut with = |head: f64, trunk: f64| {
            seen.pose.as_mut().unwrap().sharpness = Some(Sharpness { head, trunk });
            (has_trunk(&seen), said(&seen, &[]))
        };
        assert_eq!(with(0.5, 0.4), (false, Some(words.to_owned())), "where it puts a hand means nothing");
        assert_eq!(with(0.5, 0.8), (true, None), "a head that is out of the picture, or behind an arm");
        assert_eq!(with(0.9, 0.5), (true, None), "a trunk behind its limbs");
    }

    #[test]
    fn a_flat_model_that_sees_no_shoulder_or_no_hip_sees_no_trunk() {
        let mut seen = flat(Mannequin::tabletop().observe(0.0));
        let pose = seen.pose.as_mut().unwrap();
        pose.landmarks[Landmark::LeftShoulder.index()].visibility = 0.2;
        assert!(has_trunk(&seen));
        seen.pose.as_mut().unwrap().landmarks[Landmark::RightShoulder.index()].visibility = 0.2;
        assert!(!has_trunk(&seen));
    }

    #[test]
    fn what_a_model_does_not_know_is_not_missing() {
        let mut seen = flat(Mannequin::tabletop().observe(0.0));
        seen.pose.as_mut().unwrap().landmarks[Landmark::RightHeel.index()] = Keypoint::UNKNOWN;
        assert_eq!(said(&seen, &Landmark::ALL), None);
    }

    #[test]
    fn it_takes_a_second_to_be_believed_either_way() {
        let mut tracker = CoverageTracker::default();
        let mut tenths = 0_u32;
        let mut show = |seen: &Observation, count: u32| {
            for _ in 0..count {
                tracker.observe(&Observation { time: Timestamp::from_secs(f64::from(tenths) / 10.0), ..seen.clone() });
                tenths += 1;
            }
            tracker.coverage().has_trunk()
        };
        let whole = Mannequin::sphinx().observe(0.0);
        assert!(show(&hips_and_legs(), 10), "nine tenths of a second");
        assert!(show(&whole, 1) && show(&hips_and_legs(), 10), "a flicker begins it afresh");
        assert!(!show(&hips_and_legs(), 1));
        assert!(!show(&whole, 10));
        assert!(show(&whole, 1));
        show(&hips_and_legs(), 20);
        assert!(!show(&crate::measure::mannequin::nobody(0.0), 30));
        assert!(show(&hips_and_legs(), 1), "somebody else after two seconds");
    }

    proptest! {
        #[test]
        fn a_body_may_be_anywhere_in_the_picture(index in 0..7_usize, x in 0.0..1.0_f64, y in 0.0..1.0_f64, is_flat in any::<bool>()) {
            let mut seen = all_poses().remove(index).observe(0.0);
            let pose = seen.pose.as_mut().unwrap();
            let all = |of: fn(Point) -> f64| {
                let values = pose.landmarks.map(|keypoint| of(keypoint.at));
                (values.iter().copied().fold(f64::INFINITY, f64::min), values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
            };
            let ((left, right), (top, bottom)) = (all(|at| at.x), all(|at| at.y));
            let (width, height) = (f64::from(seen.size.width), f64::from(seen.size.height));
            // Twenty pixels from the edges, where a flat model puts what it misses.
            let place = |share: f64, low: f64, high: f64, size: f64| 20.0 - low + share * (size - 40.0 - (high - low)).max(0.0);
            let by = Vec2::new(place(x, left, right, width), place(y, top, bottom, height));
            prop_assume!(bottom - top < height - 40.0);
            for keypoint in &mut pose.landmarks {
                keypoint.at += by;
            }
            pose.has_depth = !is_flat;
            let pose = seen.pose.as_ref().unwrap();
            prop_assert_eq!(Coverage::of(pose, seen.size), Coverage::WHOLE);
        }

        #[test]
        fn a_mirrored_picture_asks_for_the_same(x in -300..300_i32, width in 100..700_u32, index in 0..6_usize) {
            let size = Size::new(width, 480);
            let seen = all_poses().remove(index).observe_in(x, 0, size, 0.0);
            let mut mirrored = seen.clone();
            let (before, after) = (seen.pose.as_ref().unwrap(), mirrored.pose.as_mut().unwrap());
            for landmark in Landmark::ALL {
                let mut keypoint = before.keypoint(landmark);
                keypoint.at.x = f64::from(width) - keypoint.at.x;
                after.landmarks[landmark.mirrored().index()] = keypoint;
            }
            let words = |seen: &Observation| said(seen, &Landmark::ALL).map(|words| words.replace("left", "right"));
            prop_assert_eq!(words(&seen), words(&mirrored));
        }
    }
}
