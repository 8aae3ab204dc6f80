//! The sign from the mat: one arm straight up, still. Whoever lies down can give it, with either arm, from both sides.
//!
//! It is read in the picture and in the room alike: up is up there, however the body lies, since the camera stands level. What merely
//! passes through, a hand to the face, or an arm half raised is none.

use std::time::Duration;

use crate::body::{Landmark, Point, Pose, Side, joint_angle, torso_length};
use crate::measure::Observation;
use crate::stretch::Stretch;
use crate::time::{STALL, Timestamp, reached};

/// How long the arm is up before the sign is taken: dwell times of 0.8 to 1 s are the ones that people give on purpose.
pub(super) const TAKEN_AFTER: Duration = Duration::from_secs(1);
/// In a session without a plan, whoever stands with an arm up may be about to bend under it: there the sign is taken when the arm comes
/// down again, if it was up no longer than this.
pub(super) const PASSING: Duration = Duration::from_secs(6);
/// The same for choosing: whoever chooses is listening.
pub(super) const CHOSEN_AFTER: Duration = Duration::from_millis(600);
/// How long it is up before that is shown and heard: shorter, it may be on its way somewhere.
pub(super) const RISING_AFTER: Duration = Duration::from_millis(300);
/// How long an arm must be down again to count as lowered.
const LOWERED_AFTER: Duration = Duration::from_millis(250);
/// How long a flicker of the pose may be.
const FLICKER: Duration = Duration::from_millis(250);

/// How far from straight up the line from shoulder to hand may point, in degrees: in the picture, where a leaning camera adds its roll,
/// and in the room, whose depth is less sure. Half way up is 45.
const UPRIGHT_IN_PICTURE: f64 = 27.0;
const UPRIGHT_IN_ROOM: f64 = 40.0;
/// The elbow of a straight arm, in degrees: tired ones stay a little bent.
const STRAIGHT: f64 = 140.0;
/// A straight arm is about as long as the torso; seen from the front by a low camera, it and the torso are foreshortened alike.
const SHORTEST: f64 = 0.6;
/// Below this visibility of elbow and hand, a raised arm is a guess. The far arm of whoever lies comes to 0.4 and more.
const LEAST_VISIBLE: f64 = 0.3;
/// How far a still hand may wander, in torso lengths.
const STILL: f64 = 0.14;
/// A trunk that stands upright leans no further than this, in degrees, while the arm says something: one that bends to the side under a
/// raised arm is stretching.
const LEANS: f64 = 20.0;
/// A figure's arm within this of straight up, in degrees, and at least this long, in torso lengths, is a raised one.
const RAISED: f64 = 32.0;
const LONG: f64 = 0.7;

/// Whether a stretch raises an arm, on the way into it or in it, so that a raised arm means nothing else while it is done.
pub(super) fn raises_an_arm(stretch: &Stretch) -> bool {
    let figures = stretch.figure.iter().chain(stretch.poses.iter().flatten().filter_map(|pose| pose.figure.as_ref()));
    let mut figures = figures.map(|figure| {
        move |landmark: Landmark| figure.points.iter().find(|(name, _)| *name == landmark).map(|(_, place)| *place)
    });
    figures.any(|at| {
        Side::BOTH.into_iter().any(|side| {
            let ends = at(side.of(Landmark::RightShoulder)).zip(at(side.of(Landmark::RightWrist)));
            ends.is_some_and(|(shoulder, wrist)| from_up(shoulder, wrist) <= RAISED && shoulder.distance(wrist) >= LONG)
        })
    })
}

/// How far the way from `low` to `high` is from straight up, in degrees.
fn from_up(low: Point, high: Point) -> f64 {
    (high.x - low.x).atan2(low.y - high.y).to_degrees().abs()
}

/// Follows both arms.
#[derive(Clone, Debug, Default)]
pub(super) struct SignReader {
    arms: [Option<Raised>; 2],
    /// When any arm was last seen up, until it counts as lowered.
    up_at: Option<Timestamp>,
    /// Whether the arm that is up has been taken for something already.
    is_used: bool,
    seen_at: Option<Timestamp>,
}

/// An arm that is up.
#[derive(Clone, Copy, Debug)]
struct Raised {
    since: Timestamp,
    seen: Timestamp,
    hand: Point,
}

impl SignReader {
    /// Takes in what is seen; answers since when an arm has been up and still, if one is that hasn't been taken yet.
    pub fn observe(&mut self, observation: &Observation) -> Option<Timestamp> {
        let time = observation.time;
        if self.seen_at.is_some_and(|seen| time.since(seen) > STALL) {
            // Nobody knows what was in between.
            self.arms = [None; 2];
        }
        self.seen_at = Some(time);
        for side in Side::BOTH {
            let hand = observation.pose.as_ref().and_then(|pose| raised_hand(pose, side));
            let torso = observation.pose.as_ref().map_or(0.0, torso_length);
            let arm = &mut self.arms[usize::from(side == Side::Right)];
            *arm = match (hand, arm.take()) {
                (Some(hand), Some(before)) if hand.distance(before.hand) <= STILL * torso => {
                    Some(Raised { seen: time, ..before })
                }
                (Some(hand), _) => Some(Raised { since: time, seen: time, hand }),
                (None, before) => before.filter(|before| time.since(before.seen) <= FLICKER),
            };
            if hand.is_some() {
                self.up_at = Some(time);
            }
        }
        if self.is_lowered(time) {
            self.is_used = false;
        }
        self.arms.iter().flatten().map(|arm| arm.since).min().filter(|_| !self.is_used)
    }

    /// The arm that is up means nothing more until it has been lowered.
    pub const fn use_up(&mut self) {
        self.is_used = true;
    }

    /// Whether no arm is up.
    pub fn is_lowered(&self, time: Timestamp) -> bool {
        self.up_at.is_none_or(|up| reached(time.since(up), LOWERED_AFTER))
    }
}

/// The hand of an arm that is straight up.
fn raised_hand(pose: &Pose, side: Side) -> Option<Point> {
    let at = |landmark: Landmark| pose.keypoint(side.of(landmark));
    let [shoulder, elbow, wrist] = [Landmark::RightShoulder, Landmark::RightElbow, Landmark::RightWrist].map(at);
    let torso = torso_length(pose);
    let is_seen = elbow.visibility >= LEAST_VISIBLE && wrist.visibility >= LEAST_VISIBLE && shoulder.is_known();
    let is_long = torso > 0.0 && shoulder.at.distance(wrist.at) >= SHORTEST * torso;
    if !is_seen || !is_long || from_up(shoulder.at, wrist.at) > UPRIGHT_IN_PICTURE {
        return None;
    }
    joint_angle(shoulder.at, elbow.at, wrist.at).filter(|&elbow| elbow >= STRAIGHT)?;
    let points_up = !pose.has_depth || {
        let place = |landmark: Landmark| pose.world[side.of(landmark).index()];
        let arm = place(Landmark::RightWrist) - place(Landmark::RightShoulder);
        arm.length() > 0.0 && (-arm.y / arm.length()).clamp(-1.0, 1.0).acos().to_degrees() <= UPRIGHT_IN_ROOM
    };
    (points_up && !bends_aside(pose)).then_some(wrist.at)
}

/// Whether the trunk stands, and leans.
fn bends_aside(pose: &Pose) -> bool {
    let middle = |right: Landmark| pose.at(right.mirrored()).midpoint(pose.at(right));
    let lean = from_up(middle(Landmark::RightHip), middle(Landmark::RightShoulder));
    (LEANS..60.0).contains(&lean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch_file::Library;

    /// For how long an arm has been up, at the end of these tenths of a second.
    fn up(reader: &mut SignReader, pose: &Mannequin, tenths: std::ops::Range<u32>) -> Option<f64> {
        let mut since = None;
        let mut last = 0.0;
        for tenth in tenths {
            last = f64::from(tenth) / 10.0;
            since = reader.observe(&pose.observe(last));
        }
        since.map(|since| last - since.secs())
    }

    #[test]
    fn an_arm_straight_up_is_read_and_half_way_is_not() {
        let arm = |direction: f64| Mannequin::standing().arms(direction, direction);
        assert_eq!(up(&mut SignReader::default(), &arm(0.0), 0..11), Some(1.0));
        assert_eq!(up(&mut SignReader::default(), &arm(15.0), 0..11), Some(1.0));
        assert_eq!(up(&mut SignReader::default(), &arm(45.0), 0..11), None, "half way");
        assert_eq!(up(&mut SignReader::default(), &arm(180.0), 0..11), None, "down");
        let bent = Mannequin::standing().arms(0.0, 160.0);
        assert_eq!(up(&mut SignReader::default(), &bent, 0..11), None, "a hand to the face");
        let lying = Mannequin::lying_flat().arms(0.0, 0.0);
        assert_eq!(up(&mut SignReader::default(), &lying, 0..11), Some(1.0));
    }

    #[test]
    fn an_arm_that_was_taken_has_to_be_lowered_first() {
        let (raised, lowered) = (Mannequin::lying_flat().arms(0.0, 0.0), Mannequin::lying_flat());
        let mut reader = SignReader::default();
        assert_eq!(up(&mut reader, &raised, 0..11), Some(1.0));
        reader.use_up();
        assert_eq!(up(&mut reader, &raised, 11..40), None);
        up(&mut reader, &lowered, 40..45);
        assert!(reader.is_lowered(Timestamp::from_secs(4.4)));
        assert_eq!(up(&mut reader, &raised, 45..51), Some(0.5));
    }

    #[test]
    fn a_flicker_is_no_end_and_a_stall_is() {
        let raised = Mannequin::lying_flat().arms(0.0, 0.0);
        let mut reader = SignReader::default();
        up(&mut reader, &raised, 0..5);
        up(&mut reader, &Mannequin::lying_flat(), 5..6);
        assert_eq!(up(&mut reader, &raised, 6..11), Some(1.0));
        assert_eq!(up(&mut reader, &raised, 30..31), Some(0.0));
    }

    #[test]
    fn only_stretches_with_a_raised_arm_take_no_sign() {
        let library = Library::embedded().unwrap();
        let raising: Vec<&str> =
            library.stretches().filter(|stretch| raises_an_arm(stretch)).map(|stretch| stretch.id.as_str()).collect();
        assert_eq!(raising, ["double-knee-to-chest", "single-knee-to-chest", "standing-side-bend"]);
    }
}
