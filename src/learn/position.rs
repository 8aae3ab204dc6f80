//! The body's position on the mat, by the pose in the room.

use crate::body::Landmark;
use crate::body::Landmark::{RightAnkle, RightHip, RightKnee, RightShoulder};
use crate::body::{Point3, Vec3};
use crate::body::{Pose, Side};
use crate::measure::is_on_feet;
use crate::stretch::Position;

use crate::learn::rests::Moment;

/// From this angle to the vertical on a trunk lies or leans more than it stands.
const LEANING: f64 = 55.0;
/// A chest that looks up or down has its normal within this of the vertical, as a sine: 30 degrees from lying on the side.
const FLAT: f64 = 0.5;
/// A thigh within this angle of the vertical carries the body on its knee.
const ON_THE_KNEE: f64 = 45.0;
/// A hip opened further than this belongs to legs that lie along the trunk.
const OPEN_HIP: f64 = 125.0;
/// Somebody who presses up from the floor opens the hips further than this, somebody who sits does not.
const RISEN_HIP: f64 = 105.0;
/// A knee bent to less than this is one that is sat on.
const FOLDED_KNEE: f64 = 80.0;
/// Ankles this far below the hips carry the body on its feet, in torso lengths.
const LEGS_BELOW: f64 = 1.2;

/// The angle between two directions, in degrees; a right angle where one has no length.
fn angle(a: Vec3, b: Vec3) -> f64 {
    let lengths = a.length() * b.length();
    if lengths <= f64::EPSILON { 90.0 } else { (a.dot(b) / lengths).clamp(-1.0, 1.0).acos().to_degrees() }
}

const UP: Vec3 = Vec3 { x: 0.0, y: -1.0, z: 0.0 };

/// The pose's landmarks in the room, or in the picture where the model is a flat one.
fn place(pose: &Pose, landmark: Landmark) -> Point3 {
    if pose.has_depth {
        return pose.world[landmark.index()];
    }
    let at = pose.at(landmark);
    Point3 { x: at.x, y: at.y, z: 0.0 }
}

fn of(pose: &Pose) -> Position {
    let at = |side: Side, right: Landmark| place(pose, side.of(right));
    let middle = |right: Landmark| at(Side::Left, right).midpoint(at(Side::Right, right));
    let trunk = middle(RightShoulder) - middle(RightHip);
    let upper = Side::BOTH.map(|side| at(side, RightKnee) - at(side, RightHip));
    let shanks = Side::BOTH.map(|side| at(side, RightAnkle) - at(side, RightKnee));
    let smaller = |values: [f64; 2]| values[0].min(values[1]);
    let hips = upper.map(|thigh| angle(trunk, thigh));
    let thighs_lean = upper.map(|thigh| 180.0 - angle(UP, thigh));
    let knees = [0, 1].map(|index| 180.0 - angle(upper[index], shanks[index]));
    let shins_lean = shanks.map(|shin| 180.0 - angle(UP, shin));
    if is_on_feet(pose) == Some(true) {
        return Position::Standing;
    }
    let across = at(Side::Left, RightShoulder) - at(Side::Right, RightShoulder);
    let chest = across.cross(trunk);
    if angle(UP, trunk) < LEANING {
        // In a press-up the legs lie behind the chest, in sitting before it.
        let lie_behind = upper.iter().all(|thigh| pose.has_depth && thigh.dot(chest) < 0.0);
        if lie_behind && smaller(thighs_lean) > ON_THE_KNEE && smaller(hips) > RISEN_HIP {
            return Position::Prone;
        }
        let is_on_knee = (0..2).any(|index| thighs_lean[index] < ON_THE_KNEE && shins_lean[index] > LEANING);
        let sits_on_heels = smaller(knees) < FOLDED_KNEE && shins_lean.iter().all(|lean| *lean > LEANING);
        return if is_on_knee || sits_on_heels { Position::Kneeling } else { Position::Seated };
    }
    let down = if chest.length() > f64::EPSILON { chest.y / chest.length() } else { 0.0 };
    // A flat model does not show it; faces look where chests do.
    let down = if pose.has_depth {
        down
    } else {
        let ears = Side::BOTH.map(|side| pose.at(side.of(Landmark::RightEar)).y);
        (pose.at(Landmark::Nose).y - f64::midpoint(ears[0], ears[1])).signum()
    };
    if down < -FLAT {
        return Position::Supine;
    }
    if down <= FLAT {
        return Position::SideLying;
    }
    let ankles_below = Side::BOTH.map(|side| at(side, RightAnkle).y - at(side, RightHip).y);
    if smaller(ankles_below) > LEGS_BELOW * trunk.length() {
        Position::Standing
    } else if smaller(thighs_lean) < ON_THE_KNEE {
        Position::HandsAndKnees
    } else if smaller(hips) > OPEN_HIP {
        Position::Prone
    } else if smaller(knees) < FOLDED_KNEE {
        Position::Kneeling
    } else {
        Position::Seated
    }
}

/// The position in most of these moments.
pub fn position(moments: &[Moment]) -> Position {
    let seen: Vec<Position> = moments.iter().filter_map(|moment| moment.seen.pose.as_ref()).map(of).collect();
    let count = |position: &Position| seen.iter().filter(|seen| *seen == position).count();
    Position::ALL.into_iter().max_by_key(count).unwrap_or(Position::Standing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;

    fn position_of(mannequin: &Mannequin) -> Position {
        of(&mannequin.observe(0.0).pose.unwrap())
    }

    #[test]
    fn positions_are_told_apart_from_either_side() {
        for (name, mannequin, expected) in [
            ("standing", Mannequin::standing(), Position::Standing),
            ("bent over", Mannequin::standing().trunk(95.0), Position::Standing),
            ("on a chair", Mannequin::standing().legs(92.0, 180.0), Position::Seated),
            ("on the floor", Mannequin::standing().legs(92.0, 93.0), Position::Seated),
            ("folded over long legs", Mannequin::standing().trunk(65.0).legs(92.0, 93.0), Position::Seated),
            ("tall kneeling", Mannequin::standing().legs(180.0, 270.0), Position::Kneeling),
            ("lunge", Mannequin::standing().legs(180.0, 270.0).leg(Side::Left, 90.0, 180.0), Position::Kneeling),
            ("child's pose", Mannequin::childs_pose(), Position::Kneeling),
            ("tabletop", Mannequin::tabletop(), Position::HandsAndKnees),
            ("bird dog", Mannequin::bird_dog(Side::Left), Position::HandsAndKnees),
            ("sphinx", Mannequin::sphinx(), Position::Prone),
            ("press-up", Mannequin::sphinx().trunk(45.0).arms(180.0, 180.0), Position::Prone),
            ("flat", Mannequin::lying_flat(), Position::Prone),
            ("on the back", Mannequin::lying_flat().trunk(270.0).legs(90.0, 90.0).gaze(360.0), Position::Supine),
        ] {
            assert_eq!(position_of(&mannequin), expected, "{name}");
            assert_eq!(position_of(&mannequin.mirrored()), expected, "{name}, mirrored");
        }
    }
}
