//! Sideways tilts of trunk, shoulders, hips and head, as they lie in the picture.

use crate::body::Landmark::{LeftHip, LeftShoulder, RightEar, RightHip, RightShoulder};
use crate::body::Side;
use crate::body::Vec2;
use crate::body::{Angle, Landmark};
use crate::measure::read::picture;
use crate::measure::read::sight::SeenBody;
use crate::measure::reading::Estimate;
use crate::measure::table::Definition;
use crate::measure::table::Tilt;

/// A tilt on one side: positive toward that side, or up on it. `None` where landmarks coincide.
pub(crate) fn tilt(sight: &SeenBody<'_>, tilt: Tilt, definition: &Definition, side: Side) -> Option<Estimate> {
    let pose = sight.pose;
    let middle = |right: Landmark| pose.at(right).midpoint(pose.at(right.mirrored()));
    let trunk = middle(RightShoulder) - middle(RightHip);
    // Seen from the front the person's left is to the right in the picture, seen from behind to the left.
    let left = (pose.at(LeftShoulder).x - pose.at(RightShoulder).x) + (pose.at(LeftHip).x - pose.at(RightHip).x);
    let toward_left = if left < 0.0 { -1.0 } else { 1.0 };
    let of_left = match tilt {
        Tilt::Trunk => signed(Vec2::new(0.0, -1.0), trunk)? * toward_left,
        Tilt::Head => signed(trunk, middle(RightEar) - middle(RightShoulder))? * toward_left,
        Tilt::Shoulders => slope(pose.at(LeftShoulder) - pose.at(RightShoulder))?,
        Tilt::Hips => slope(pose.at(LeftHip) - pose.at(RightHip))?,
    };
    let value = if side == Side::Left { of_left } else { -of_left };
    // Nobody bends past level; a head or a trunk that seems to hangs upside down.
    let value = value.clamp(-90.0, 90.0);
    Some(Estimate { value, error: picture::error(sight, definition, value, false) })
}

/// The angle from one direction to another, clockwise as seen, in degrees.
fn signed(from: Vec2, to: Vec2) -> Option<f64> {
    from.angle_to(to).map(|angle| if from.cross(to) < 0.0 { -angle } else { angle })
}

/// How far a line rises toward its end, whichever way it runs, in degrees.
fn slope(line: Vec2) -> Option<f64> {
    (line.length() > f64::EPSILON).then(|| (-line.y).atan2(line.x.abs()).to_degrees())
}

#[cfg(test)]
mod tests {
    use crate::body::Side;
    use crate::measure::mannequin::Mannequin;
    use crate::measure::read::measure;
    use crate::measure::reading::Unseen;
    use crate::measure::table::Measure;

    fn from_the_front(mannequin: Mannequin, measured: Measure, side: Side) -> f64 {
        measure(measured, side, &mannequin.seen_from_the_front().observe(0.0)).value().unwrap()
    }

    #[test]
    fn a_side_bend_tilts_trunk_and_shoulders_but_not_the_hips() {
        let bent = || Mannequin::standing().tilted(20.0);
        for (measured, of_left) in [
            (Measure::TrunkTilt, 20.0),
            // Bent to the left, the left shoulder is the lower one.
            (Measure::ShoulderTilt, -20.0),
            (Measure::HipTilt, 0.0),
        ] {
            let left = from_the_front(bent(), measured, Side::Left);
            assert!((left - of_left).abs() < 1e-6, "{measured:?} {left}");
            let right = from_the_front(bent(), measured, Side::Right);
            assert!((right + of_left).abs() < 1e-6, "{measured:?} {right}");
        }
        assert!(from_the_front(bent(), Measure::HeadTilt, Side::Left).abs() < 1e-6, "the head goes along");
    }

    #[test]
    fn from_the_side_a_tilt_is_unseen() {
        let seen = Mannequin::standing().observe(0.0);
        assert_eq!(
            measure(Measure::TrunkTilt, Side::Right, &seen),
            crate::measure::reading::Reading::Unseen(Unseen::WrongView)
        );
    }
}
