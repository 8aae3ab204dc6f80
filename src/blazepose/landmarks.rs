//! From the landmark model's numbers to a body in the picture.
//!
//! Sources: MediaPipe's `tensors_to_pose_landmarks_and_segmentation.pbtxt`, `tensors_to_landmarks_calculator.cc`,
//! `landmark_projection_calculator.cc` and `world_landmark_projection_calculator.cc`.

use super::heatmap::{peak, refine};
use super::logistic;
use super::model::{LANDMARK_SIDE, LANDMARK_VALUES, RAW_LANDMARKS, WORLD_VALUES};
use super::region::Region;
use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, Sharpness};
use crate::body::{Point, Point3};

/// The landmark model must be surer than this that its region holds a person.
const MIN_PRESENCE: f64 = 0.5;
/// The first auxiliary landmark: the middle of the hips.
const AUXILIARY_CENTRE: usize = LANDMARKS;
/// The second: on the circle around the person, in the direction of the head.
const AUXILIARY_EDGE: usize = LANDMARKS + 1;

/// The landmark model's outputs, as it gives them.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a> {
    /// x, y, z, visibility and presence of each landmark, the last two before the sigmoid.
    pub landmarks: &'a [f32],
    /// How likely the region is to hold a person.
    pub presence: &'a [f32],
    /// The heat map.
    pub heatmap: &'a [f32],
    /// The landmarks in the room.
    pub world: &'a [f32],
}

/// A body in the picture, with the two points that say where to look for it next.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The pose. Depth is on the scale of pixels.
    pub pose: Pose,
    /// The middle of the hips, for tracking.
    pub centre: Point,
    /// A point on the circle around the person, in the direction of the head, for tracking.
    pub edge: Point,
}

impl Body {
    /// The circle around this person, as a square.
    #[must_use]
    pub fn circle(&self) -> Region {
        Region::around_person(self.centre, self.edge)
    }
}

/// The body that the landmark model saw in `region`; `None` when it saw nobody, or gave numbers that make no sense.
#[must_use]
pub fn decode(outputs: &Outputs, region: &Region) -> Option<Body> {
    let score = f64::from(*outputs.presence.first()?);
    if score.is_nan() || score <= MIN_PRESENCE {
        return None;
    }
    let mut body = Body {
        pose: Pose {
            score: score.min(1.0),
            sharpness: Some(sharpness(outputs.heatmap)),
            landmarks: [Keypoint::default(); LANDMARKS],
            world: [Point3::default(); LANDMARKS],
            has_depth: true,
        },
        centre: Point::default(),
        edge: Point::default(),
    };
    for (index, keypoint) in body.pose.landmarks.iter_mut().enumerate() {
        *keypoint = landmark(outputs, index, region)?;
    }
    for (place, values) in body.pose.world.iter_mut().zip(outputs.world.chunks_exact(WORLD_VALUES)) {
        let [x, y, z] = [values[0], values[1], values[2]].map(f64::from);
        *place = region.to_room(Point3 { x, y, z });
        if !(place.x.is_finite() && place.y.is_finite() && place.z.is_finite()) {
            return None;
        }
    }
    body.centre = landmark(outputs, AUXILIARY_CENTRE, region)?.at;
    body.edge = landmark(outputs, AUXILIARY_EDGE, region)?.at;
    Some(body)
}

/// How sharply the heat maps show head and trunk.
fn sharpness(heatmap: &[f32]) -> Sharpness {
    let peak = |landmark: Landmark| peak(heatmap, landmark.index());
    let head = [Landmark::Nose, Landmark::LeftEar, Landmark::RightEar].map(peak);
    let trunk = [Landmark::LeftShoulder, Landmark::RightShoulder, Landmark::LeftHip, Landmark::RightHip].map(peak);
    Sharpness { head: head.into_iter().fold(0.0, f64::max), trunk: trunk.iter().sum::<f64>() / trunk.len() as f64 }
}

/// One landmark in the picture.
fn landmark(outputs: &Outputs, index: usize, region: &Region) -> Option<Keypoint> {
    let start = index * LANDMARK_VALUES;
    let values = outputs.landmarks.get(start..start + LANDMARK_VALUES)?;
    let fraction = |axis: usize| f64::from(values[axis]) / LANDMARK_SIDE as f64;
    let (x, y) = refine(outputs.heatmap, index, fraction(0), fraction(1));
    let at = region.to_picture(x, y);
    let keypoint = Keypoint { at, depth: fraction(2) * region.side, visibility: logistic(f64::from(values[3])) };
    let numbers = [at.x, at.y, keypoint.depth, keypoint.visibility];
    numbers.iter().all(|number| number.is_finite()).then_some(keypoint)
}

const _: () = assert!(AUXILIARY_EDGE < RAW_LANDMARKS);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::model::HEATMAP_SIDE;
    use super::*;

    fn cold() -> Vec<f32> {
        vec![-40.0; HEATMAP_SIDE * HEATMAP_SIDE * RAW_LANDMARKS]
    }

    #[test]
    fn a_landmark_worked_out_by_hand() {
        let mut landmarks = vec![0.0; RAW_LANDMARKS * LANDMARK_VALUES];
        landmarks[..5].copy_from_slice(&[192.0, 128.0, -64.0, 3.0_f32.ln(), 0.0]);
        landmarks[33 * 5..33 * 5 + 2].copy_from_slice(&[128.0, 128.0]);
        landmarks[34 * 5..34 * 5 + 2].copy_from_slice(&[128.0, 64.0]);
        let mut world = vec![0.0; RAW_LANDMARKS * WORLD_VALUES];
        world[..3].copy_from_slice(&[0.5, 0.0, 0.2]);
        let heatmap = cold();
        let outputs = Outputs { landmarks: &landmarks, presence: &[0.875], heatmap: &heatmap, world: &world };
        // A region of 400 pixels, turned a quarter clockwise: right in the region is down in the picture.
        let region = Region { centre: Point::new(300.0, 200.0), side: 400.0, rotation: std::f64::consts::FRAC_PI_2 };
        let body = decode(&outputs, &region).unwrap();
        assert!((body.pose.score - 0.875).abs() < 1e-12);
        let nose = body.pose.landmarks[0];
        assert!(nose.at.distance(Point::new(300.0, 300.0)) < 1e-9, "{nose:?}");
        assert!((nose.depth + 100.0).abs() < 1e-9);
        assert!((nose.visibility - 0.75).abs() < 1e-6);
        let place = body.pose.world[0];
        assert!(place.x.abs() < 1e-9 && (place.y - 0.5).abs() < 1e-9 && (place.z - 0.2).abs() < 1e-6, "{place:?}");
        // The circle around the person reaches a quarter of the region to the right, where up in the region points.
        assert!(body.circle().centre.distance(region.centre) < 1e-9);
        assert!((body.circle().side - 200.0).abs() < 1e-9);
        assert!((body.circle().rotation - region.rotation).abs() < 1e-9);
    }

    #[test]
    fn the_heat_map_moves_a_landmark_but_not_its_depth() {
        let mut landmarks = vec![128.0; RAW_LANDMARKS * LANDMARK_VALUES];
        landmarks[2] = 25.6;
        let mut heatmap = cold();
        heatmap[(31 * HEATMAP_SIDE + 30) * RAW_LANDMARKS] = 10.0;
        let world = vec![0.0; RAW_LANDMARKS * WORLD_VALUES];
        let outputs = Outputs { landmarks: &landmarks, presence: &[1.0], heatmap: &heatmap, world: &world };
        let region = Region { centre: Point::new(32.0, 32.0), side: 64.0, rotation: 0.0 };
        let body = decode(&outputs, &region).unwrap();
        assert!(body.pose.landmarks[0].at.distance(Point::new(30.0, 31.0)) < 1e-6);
        assert!((body.pose.landmarks[0].depth - 6.4).abs() < 1e-5);
        assert!(body.pose.landmarks[1].at.distance(Point::new(32.0, 32.0)) < 1e-6);
    }

    #[test]
    fn sharpness_is_of_the_surest_part_of_the_head_and_of_the_whole_trunk() {
        let mut heatmap = cold();
        let mut put = |landmark: Landmark, value: f32| heatmap[landmark.index()] = value;
        put(Landmark::RightEar, 3.0_f32.ln());
        put(Landmark::LeftHip, 0.0);
        put(Landmark::RightHip, 0.0);
        let Sharpness { head, trunk } = sharpness(&heatmap);
        assert!((head - 0.75).abs() < 1e-6 && (trunk - 0.25).abs() < 1e-6, "{head} {trunk}");
    }

    #[test]
    fn nobody_is_there_at_one_half() {
        let (landmarks, world) = (vec![0.0; 195], vec![0.0; 117]);
        let heatmap = cold();
        let region = Region { centre: Point::new(32.0, 32.0), side: 64.0, rotation: 0.0 };
        let seen = |presence: f32| {
            let presence = [presence];
            let outputs = Outputs { landmarks: &landmarks, presence: &presence, heatmap: &heatmap, world: &world };
            decode(&outputs, &region).is_some()
        };
        assert!(seen(0.501));
        assert!(!seen(0.5));
        assert!(!seen(f32::NAN));
    }

    proptest! {
        #[test]
        fn a_body_is_finite_or_absent(
            position in 0..175_usize, value in prop::num::f32::ANY, presence in prop::num::f32::ANY,
            heat in prop::num::f32::ANY, depth in prop::num::f32::ANY,
        ) {
            let mut landmarks = vec![100.0; 195];
            landmarks[position] = value;
            let mut world = vec![0.1; 117];
            world[position % 99] = depth;
            let heatmap = vec![heat; HEATMAP_SIDE * HEATMAP_SIDE * RAW_LANDMARKS];
            let presence = [presence];
            let outputs =
                Outputs { landmarks: &landmarks, presence: &presence, heatmap: &heatmap, world: &world };
            let region = Region { centre: Point::new(320.0, 240.0), side: 300.0, rotation: 0.4 };
            if let Some(body) = decode(&outputs, &region) {
                prop_assert!(body.pose.score <= 1.0);
                for keypoint in body.pose.landmarks {
                    prop_assert!(keypoint.at.x.is_finite() && keypoint.at.y.is_finite() && keypoint.depth.is_finite());
                    prop_assert!((0.0..=1.0).contains(&keypoint.visibility));
                }
                prop_assert!(body.pose.world.iter().all(|place| place.x.is_finite() && place.z.is_finite()));
            }
        }
    }
}
