//! Whether a body can be in a position on the mat at all, by how its trunk stands and which way its chest faces in the room. That
//! is known from whichever side it is seen, long before the joints are.

use crate::body::Landmark;
use crate::body::Landmark::{RightAnkle, RightHip, RightShoulder};
use crate::body::Vec3;
use crate::body::{Pose, Side};
use crate::body::{across, trunk};
use crate::stretch::Position;

/// How a trunk bears itself in the room, in degrees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bearing {
    /// Against the vertical: 0 upright, 90 level.
    bend: f64,
    /// Which way the chest faces, against straight up: 0 the ceiling, 180 the floor.
    chest: f64,
    /// How far the lower ankle is below the hips, in lengths of the trunk.
    foot_below: f64,
}

impl Bearing {
    /// `None` for a model without depth, and where landmarks coincide.
    pub fn of(pose: &Pose) -> Option<Self> {
        if !pose.has_depth {
            return None;
        }
        let up = Vec3::new(0.0, -1.0, 0.0);
        let axis = trunk(pose);
        let height = |right: Landmark| Side::BOTH.map(|side| pose.world[side.of(right).index()].y);
        let [ankles, hips] = [height(RightAnkle), height(RightHip)];
        let foot_below = (ankles[0].max(ankles[1]) - f64::midpoint(hips[0], hips[1])) / axis.length();
        let chest = across(pose, RightShoulder).cross(axis);
        Some(Self { bend: up.angle_to(axis)?, chest: up.angle_to(chest)?, foot_below })
    }

    /// Whether this can be somebody in that position. The bounds are what the position is, with a camera's tilt and a pose model's
    /// error of 15 degrees or more on top: a body in another position is 30 or more outside.
    pub const fn can_be(&self, position: Position) -> bool {
        let Self { bend, chest, foot_below } = *self;
        match position {
            // A leg is 1.5 to 1.7 trunks long; somebody who kneels has the ankles 0.85 below the hips.
            Position::Standing => foot_below > 1.1 && chest > 45.0,
            // On the seat the trunk is upright, or folds forward.
            Position::Seated => bend < 105.0 && chest > 55.0,
            // From tall, and leaning back a little, to the chest on the thighs.
            Position::Kneeling => chest > 60.0 && foot_below < 1.25,
            // Arms are longer than thighs, or the chest is sunk between them; a fold beyond level is a dog.
            Position::HandsAndKnees => bend > 45.0 && bend < 115.0 && chest > 125.0 && foot_below < 1.25,
            // Flat, or risen on the arms to 30 degrees from upright.
            Position::Prone => bend > 20.0 && bend < 115.0 && chest > 105.0 && foot_below < 0.8,
            // The weight of the legs may roll the trunk half onto its side.
            Position::Supine => bend > 55.0 && chest < 95.0,
            Position::SideLying => bend > 50.0 && chest > 40.0 && chest < 140.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;

    fn positions(mannequin: &Mannequin) -> Vec<Position> {
        let bearing = Bearing::of(&mannequin.observe(0.0).pose.unwrap()).unwrap();
        Position::ALL.into_iter().filter(|&position| bearing.can_be(position)).collect()
    }

    #[test]
    fn whoever_lies_on_the_back_is_nowhere_else_and_nobody_else_is_there() {
        let on_the_back = Mannequin::standing().trunk(-90.0).legs(45.0, 215.0);
        for pose in [on_the_back.clone(), on_the_back.mirrored()] {
            assert_eq!(positions(&pose), [Position::Supine]);
            assert_eq!(positions(&pose.seen_from_the_front()), [Position::Supine]);
        }
        for other in [Mannequin::standing(), Mannequin::tabletop(), Mannequin::childs_pose(), Mannequin::lying_flat()] {
            assert!(!positions(&other).contains(&Position::Supine));
            assert!(!positions(&other.seen_from_the_front()).contains(&Position::Supine));
        }
    }

    #[test]
    fn standing_sitting_and_kneeling_are_upright_and_differ_in_their_feet() {
        assert!(positions(&Mannequin::standing()).contains(&Position::Standing));
        assert!(!positions(&Mannequin::standing()).contains(&Position::Kneeling));
        let on_the_floor = Mannequin::standing().legs(90.0, 90.0);
        assert_eq!(positions(&on_the_floor), [Position::Seated, Position::Kneeling]);
        let tall = Mannequin::standing().legs(180.0, 270.0);
        assert!(positions(&tall).contains(&Position::Kneeling) && !positions(&tall).contains(&Position::Standing));
    }

    #[test]
    fn a_model_without_depth_tells_none() {
        let mut pose = Mannequin::standing().observe(0.0).pose.unwrap();
        pose.has_depth = false;
        assert!(Bearing::of(&pose).is_none());
    }
}
