//! The held pose as a stick figure.

use crate::body::Landmark;
use crate::body::Landmark::{
    LeftAnkle, LeftEar, LeftElbow, LeftFootIndex, LeftHeel, LeftHip, LeftKnee, LeftShoulder, LeftWrist, Nose,
    RightAnkle, RightEar, RightElbow, RightFootIndex, RightHeel, RightHip, RightKnee, RightShoulder, RightWrist,
};
use crate::body::Point;
use crate::body::Side;
use crate::measure::CameraSide;
use crate::stretch::Figure;

use crate::learn::demonstration::Demonstration;
use crate::statistics::median_high;

const DRAWN: [Landmark; 19] = [
    Nose,
    LeftEar,
    RightEar,
    LeftShoulder,
    RightShoulder,
    LeftElbow,
    RightElbow,
    LeftWrist,
    RightWrist,
    LeftHip,
    RightHip,
    LeftKnee,
    RightKnee,
    LeftAnkle,
    RightAnkle,
    LeftHeel,
    RightHeel,
    LeftFootIndex,
    RightFootIndex,
];

/// A landmark that is seen less often than this is left out of the figure, by the median visibility.
const SEEN: f64 = 0.2;
/// A head this far to one side of the hips, in torso lengths, shows which way the body lies.
const ASIDE: f64 = 0.35;
/// The furthest that a landmark can be from the hips, in torso lengths; beyond it something was mistaken.
const FARTHEST: f64 = 3.0;

/// The figure: from the middle of the hips in torso lengths, facing right, the worked side on the right. `None` where the trunk
/// can't be drawn.
pub fn figure(demonstration: &Demonstration<'_>, worked: Option<Side>) -> Option<Figure> {
    let poses = || demonstration.hold.iter().filter_map(|moment| moment.seen.pose.as_ref());
    let place = |landmark: Landmark| {
        let visibility = median_high(poses().map(|pose| pose.keypoint(landmark).visibility))?;
        let at = Point::new(
            median_high(poses().map(|pose| pose.at(landmark).x))?,
            median_high(poses().map(|pose| pose.at(landmark).y))?,
        );
        (visibility >= SEEN).then_some(at)
    };
    let [shoulders, hips] =
        [(LeftShoulder, RightShoulder), (LeftHip, RightHip)].map(|(left, right)| match (place(left), place(right)) {
            (Some(left), Some(right)) => Some(left.midpoint(right)),
            (one, other) => one.or(other),
        });
    let (shoulders, hips) = (shoulders?, hips?);
    let torso = shoulders.distance(hips);
    if torso <= 1.0 {
        return None;
    }
    let nose = place(Nose).unwrap_or(shoulders);
    let lies = (shoulders.x - hips.x).abs() > ASIDE * torso;
    let looks_left = if lies {
        shoulders.x < hips.x
    } else {
        let ears: Vec<f64> = [LeftEar, RightEar].into_iter().filter_map(place).map(|at| at.x).collect();
        median_high(ears).is_some_and(|ear| nose.x < ear)
    };
    // From the front a mirror image has its sides exchanged; from the side they only lie behind one another.
    let exchanged = worked == Some(Side::Left);
    let mirrored = if demonstration.see == CameraSide::Side { looks_left } else { exchanged };
    let sign = if mirrored { -1.0 } else { 1.0 };
    let points = DRAWN.into_iter().filter_map(|landmark| {
        let at = place(if exchanged { landmark.mirrored() } else { landmark })?;
        let rounded = |length: f64| (length / torso * 100.0).round() / 100.0 + 0.0;
        let at = Point::new(rounded(sign * (at.x - hips.x)), rounded(at.y - hips.y));
        (at.x.abs() <= FARTHEST && at.y.abs() <= FARTHEST).then_some((landmark, at))
    });
    Some(Figure { points: points.collect() })
}
