//! Where the trunk lies in the silhouette, how it is turned to the camera, and on which side the back is.

use crate::body::Landmark;
use crate::body::Landmark::{
    Nose, RightAnkle, RightEar, RightFootIndex, RightHeel, RightHip, RightKnee, RightShoulder,
};
use crate::body::Silhouette;
use crate::body::{Point, Point3, Vec2};
use crate::body::{Pose, Side};
use crate::measure::spine::curve::SpineUnseen;

/// The better one of both shoulders, and of both hips, must be this visible: the model finds it likelier seen than not.
const MIN_VISIBILITY: f64 = 0.5;
/// A trunk shorter than this many of the silhouette's pixels is too coarse: one pixel of edge would be the size of a cow.
const MIN_TORSO_PX: f64 = 24.0;
/// How much of the trunk's length lies in the picture: less, and it points at the camera by more than 53 degrees.
const MIN_IN_PLANE: f64 = 0.6;
/// If shoulders or hips alone are turned further from the side than this, in degrees, that end's outline is the flank.
const MAX_TWIST: f64 = 60.0;
/// How clear it must be on which side the back is.
const MIN_VOTE: f64 = 0.35;
/// The back faces down by less than this angle from straight down, in degrees: the person lies or leans on it.
const ON_THE_BACK: f64 = 45.0;

/// Weights and the sizes (in torso lengths, or squares of these) from which a vote counts in full. The nose lies about 0.2
/// torso lengths before the ears; half of that is sure. Toes always point forward of the shin, and a knee bends only backward:
/// none of these needs the trunk, so kicks, lunges and folds do not mislead them.
const CHEST_WEIGHT: f64 = 2.0;
const FACE: (f64, f64) = (1.0, 0.10);
const FOOT: (f64, f64) = (0.5, 0.10);
const KNEE: (f64, f64) = (0.5, 0.20);

/// The trunk in a silhouette, in its pixels.
#[derive(Clone, Copy, Debug)]
pub struct Stance {
    /// The middle of the hips.
    pub hips: Point,
    /// From hips to shoulders, of length one.
    pub along: Vec2,
    /// From hips to shoulders in pixels.
    pub torso: f64,
    /// Towards the back, square to `along`, of length one.
    pub back: Vec2,
    /// Whether the belly lies clockwise of the way from hips to shoulders, as seen.
    pub is_clockwise: bool,
    /// Between the line of sight and the normal of the body's middle plane, in radians: 0 exactly from the side.
    pub turn: f64,
}

impl Stance {
    /// How the person of `pose` stands, lies or kneels in `silhouette`, or why the back cannot be seen.
    pub fn of(pose: &Pose, silhouette: &Silhouette) -> Result<Self, SpineUnseen> {
        let better = |right: Landmark| Side::BOTH.map(|side| pose.keypoint(side.of(right)).visibility);
        let seen = |right| better(right).into_iter().fold(0.0, f64::max) >= MIN_VISIBILITY;
        if !(seen(RightShoulder) && seen(RightHip)) {
            return Err(SpineUnseen::TrunkHidden);
        }
        let body = Body { pose, silhouette };
        let (hips, shoulders) = (body.middle(RightHip), body.middle(RightShoulder));
        let torso = hips.distance(shoulders);
        let up = body.up();
        let up_length = length(up);
        // Not-a-number fails these, too.
        if !(torso >= MIN_TORSO_PX && up_length > 0.0 && up.x.hypot(up.y) / up_length >= MIN_IN_PLANE) {
            return Err(SpineUnseen::TrunkTooShort);
        }
        let twist = [RightShoulder, RightHip].map(|right| {
            let across = body.across(right);
            (across.z.abs() / length(across).max(f64::EPSILON)).min(1.0).acos().to_degrees()
        });
        if !twist.into_iter().all(|twist| twist <= MAX_TWIST) {
            return Err(SpineUnseen::NotFromTheSide);
        }
        let along = (shoulders - hips) * (1.0 / torso);
        let chest = body.chest(up);
        let vote = body.vote(along, torso, up, chest);
        if vote.is_nan() || vote.abs() < MIN_VOTE {
            return Err(SpineUnseen::SideUnknown);
        }
        let back = Vec2::new(-along.y, along.x) * -vote.signum();
        if silhouette.direction_to_picture(back).y > ON_THE_BACK.to_radians().cos() {
            return Err(SpineUnseen::OnTheBack);
        }
        let lean = up.z / up_length;
        let turn = (1.0 - chest.z * chest.z - lean * lean).max(0.0).sqrt().min(1.0).acos();
        Ok(Self { hips, along, torso, back, is_clockwise: vote > 0.0, turn })
    }
}

/// A pose with its places and directions in the silhouette's axes.
struct Body<'a> {
    pose: &'a Pose,
    silhouette: &'a Silhouette,
}

impl Body<'_> {
    fn at(&self, landmark: Landmark) -> Point {
        self.silhouette.place_from_picture(self.pose.at(landmark))
    }

    fn middle(&self, right: Landmark) -> Point {
        self.at(right.mirrored()).midpoint(self.at(right))
    }

    fn world(&self, landmark: Landmark) -> Point3 {
        let Point3 { x, y, z } = self.pose.world[landmark.index()];
        let turned = self.silhouette.direction_from_picture(Vec2::new(x, y));
        Point3 { x: turned.x, y: turned.y, z }
    }

    /// From the right landmark of a pair to the left one, in the room.
    fn across(&self, right: Landmark) -> Point3 {
        difference(self.world(right.mirrored()), self.world(right))
    }

    /// From the hips to the shoulders, in the room.
    fn up(&self) -> Point3 {
        let [left, right] =
            Side::BOTH.map(|side| difference(self.world(side.of(RightShoulder)), self.world(side.of(RightHip))));
        scaled(sum(left, right), 0.5)
    }

    /// Out of the chest, of length one: x right, y down, z away from the camera, in which left × up points forward.
    fn chest(&self, up: Point3) -> Point3 {
        let left = scaled(sum(self.across(RightShoulder), self.across(RightHip)), 0.5);
        let forward = Point3 {
            x: left.y * up.z - left.z * up.y,
            y: left.z * up.x - left.x * up.z,
            z: left.x * up.y - left.y * up.x,
        };
        scaled(forward, 1.0 / length(forward).max(f64::EPSILON))
    }

    /// From -1 to 1: positive when the belly lies clockwise, as seen, of the way from hips to shoulders.
    fn vote(&self, along: Vec2, torso: f64, up: Point3, chest: Point3) -> f64 {
        let flat_up = Vec2::new(up.x, up.y);
        let flat_chest = Vec2::new(chest.x, chest.y);
        let (mut votes, mut weights) =
            (CHEST_WEIGHT * flat_up.cross(flat_chest) / flat_up.length().max(f64::EPSILON), CHEST_WEIGHT);
        let mut cast = |weight: f64, value: f64, in_full: f64| {
            votes += weight * (value / in_full).clamp(-1.0, 1.0);
            weights += weight;
        };
        let ears = self.middle(RightEar);
        cast(FACE.0, along.cross(self.at(Nose) - ears), FACE.1 * torso);
        let square = torso * torso;
        for side in Side::BOTH {
            let joints = [RightHip, RightKnee, RightAnkle, RightHeel, RightFootIndex].map(|right| side.of(right));
            let [hip, knee, ankle, heel, toe] = joints.map(|joint| self.at(joint));
            let least = |joints: &[Landmark]| {
                joints.iter().map(|&joint| self.pose.keypoint(joint).visibility).fold(1.0, f64::min)
            };
            let (thigh, shin, foot) = (knee - hip, ankle - knee, toe - heel);
            cast(FOOT.0 * least(&joints[1..]), -shin.cross(foot), FOOT.1 * square);
            cast(KNEE.0 * least(&joints[..3]), thigh.cross(shin), KNEE.1 * square);
        }
        votes / weights
    }
}

fn difference(to: Point3, from: Point3) -> Point3 {
    Point3 { x: to.x - from.x, y: to.y - from.y, z: to.z - from.z }
}

fn sum(a: Point3, b: Point3) -> Point3 {
    Point3 { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z }
}

fn scaled(vector: Point3, factor: f64) -> Point3 {
    Point3 { x: vector.x * factor, y: vector.y * factor, z: vector.z * factor }
}

fn length(vector: Point3) -> f64 {
    vector.x.hypot(vector.y).hypot(vector.z)
}
