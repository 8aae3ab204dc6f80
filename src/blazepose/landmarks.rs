//! From the landmark model's numbers to a body in the picture.
//!
//! Sources: MediaPipe's `tensors_to_pose_landmarks_and_segmentation.pbtxt`, `tensors_to_landmarks_calculator.cc`,
//! `landmark_projection_calculator.cc` and `world_landmark_projection_calculator.cc`.

use ndarray::{ArrayView2, ArrayView3, Axis};

use super::heatmap::{peak, refine};
use super::logistic;
use super::model::{HEATMAP_SIDE, LANDMARK_SIDE, LANDMARK_VALUES, RAW_LANDMARKS, WORLD_VALUES};
use super::region::Region;
use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, Sharpness};
use crate::body::{Point, Point3};

/// The landmark model must be surer than this that its region holds a person.
const MIN_PRESENCE: f64 = 0.5;
/// The first auxiliary landmark: the middle of the hips.
const AUXILIARY_CENTRE: usize = LANDMARKS;
/// The second: on the circle around the person, in the direction of the head.
const AUXILIARY_EDGE: usize = LANDMARKS + 1;

/// The landmark model's outputs.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a> {
    /// A row for each of the [`RAW_LANDMARKS`]: x, y, z, visibility and presence, the last two before the sigmoid.
    pub landmarks: ArrayView2<'a, f32>,
    /// How likely the region is to hold a person.
    pub presence: f32,
    /// The heat maps: row, column, landmark.
    pub heatmap: ArrayView3<'a, f32>,
    /// A row for each landmark: x, y and z in the room.
    pub world: ArrayView2<'a, f32>,
}

impl Outputs<'_> {
    /// Whether all of them have the shapes that the landmark model gives.
    fn fit(&self) -> bool {
        self.landmarks.dim() == (RAW_LANDMARKS, LANDMARK_VALUES)
            && self.heatmap.dim() == (HEATMAP_SIDE, HEATMAP_SIDE, RAW_LANDMARKS)
            && self.world.dim() == (RAW_LANDMARKS, WORLD_VALUES)
    }

    /// The heat map of one landmark: row, column.
    fn map(&self, index: usize) -> ArrayView2<'_, f32> {
        self.heatmap.index_axis(Axis(2), index)
    }
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

/// The body that the landmark model saw in `region`; `None` when it saw nobody, or gave numbers that make no sense or are
/// not as many as it has landmarks.
#[must_use]
pub fn decode(outputs: &Outputs, region: &Region) -> Option<Body> {
    let score = f64::from(outputs.presence);
    if score.is_nan() || score <= MIN_PRESENCE || !outputs.fit() {
        return None;
    }
    let mut body = Body {
        pose: Pose {
            score: score.min(1.0),
            sharpness: Some(sharpness(outputs)),
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
    for (place, values) in body.pose.world.iter_mut().zip(outputs.world.outer_iter()) {
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
fn sharpness(outputs: &Outputs) -> Sharpness {
    let peak = |landmark: Landmark| peak(outputs.map(landmark.index()));
    let head = [Landmark::Nose, Landmark::LeftEar, Landmark::RightEar].map(peak);
    let trunk = [Landmark::LeftShoulder, Landmark::RightShoulder, Landmark::LeftHip, Landmark::RightHip].map(peak);
    Sharpness { head: head.into_iter().fold(0.0, f64::max), trunk: trunk.iter().sum::<f64>() / trunk.len() as f64 }
}

/// One landmark in the picture.
fn landmark(outputs: &Outputs, index: usize, region: &Region) -> Option<Keypoint> {
    let values = outputs.landmarks.row(index);
    let fraction = |axis: usize| f64::from(values[axis]) / LANDMARK_SIDE as f64;
    let (x, y) = refine(outputs.map(index), fraction(0), fraction(1));
    let at = region.to_picture(x, y);
    let keypoint = Keypoint { at, depth: fraction(2) * region.side, visibility: logistic(f64::from(values[3])) };
    let numbers = [at.x, at.y, keypoint.depth, keypoint.visibility];
    numbers.iter().all(|number| number.is_finite()).then_some(keypoint)
}

const _: () = assert!(AUXILIARY_EDGE < RAW_LANDMARKS);

#[cfg(test)]
mod tests {
    use ndarray::{Array2, Array3, Slice, arr1};
    use proptest::prelude::*;

    use super::*;

    fn landmarks(value: f32) -> Array2<f32> {
        Array2::from_elem((RAW_LANDMARKS, LANDMARK_VALUES), value)
    }

    fn world(value: f32) -> Array2<f32> {
        Array2::from_elem((RAW_LANDMARKS, WORLD_VALUES), value)
    }

    fn heatmap(value: f32) -> Array3<f32> {
        Array3::from_elem((HEATMAP_SIDE, HEATMAP_SIDE, RAW_LANDMARKS), value)
    }

    fn cold() -> Array3<f32> {
        heatmap(-40.0)
    }

    fn outputs<'a>(
        landmarks: &'a Array2<f32>,
        presence: f32,
        heatmap: &'a Array3<f32>,
        world: &'a Array2<f32>,
    ) -> Outputs<'a> {
        Outputs { landmarks: landmarks.view(), presence, heatmap: heatmap.view(), world: world.view() }
    }

    #[test]
    fn a_landmark_worked_out_by_hand() {
        let mut landmarks = landmarks(0.0);
        landmarks.row_mut(0).assign(&arr1(&[192.0, 128.0, -64.0, 3.0_f32.ln(), 0.0]));
        landmarks.row_mut(33).assign(&arr1(&[128.0, 128.0, 0.0, 0.0, 0.0]));
        landmarks.row_mut(34).assign(&arr1(&[128.0, 64.0, 0.0, 0.0, 0.0]));
        let mut world = world(0.0);
        world.row_mut(0).assign(&arr1(&[0.5, 0.0, 0.2]));
        let heatmap = cold();
        let outputs = outputs(&landmarks, 0.875, &heatmap, &world);
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
        let mut landmarks = landmarks(128.0);
        landmarks[[0, 2]] = 25.6;
        let mut heatmap = cold();
        heatmap[[31, 30, 0]] = 10.0;
        let world = world(0.0);
        let outputs = outputs(&landmarks, 1.0, &heatmap, &world);
        let region = Region { centre: Point::new(32.0, 32.0), side: 64.0, rotation: 0.0 };
        let body = decode(&outputs, &region).unwrap();
        assert!(body.pose.landmarks[0].at.distance(Point::new(30.0, 31.0)) < 1e-6);
        assert!((body.pose.landmarks[0].depth - 6.4).abs() < 1e-5);
        assert!(body.pose.landmarks[1].at.distance(Point::new(32.0, 32.0)) < 1e-6);
    }

    #[test]
    fn sharpness_is_of_the_surest_part_of_the_head_and_of_the_whole_trunk() {
        let mut heatmap = cold();
        let mut put = |landmark: Landmark, value: f32| heatmap[[0, 0, landmark.index()]] = value;
        put(Landmark::RightEar, 3.0_f32.ln());
        put(Landmark::LeftHip, 0.0);
        put(Landmark::RightHip, 0.0);
        let Sharpness { head, trunk } = sharpness(&outputs(&landmarks(0.0), 1.0, &heatmap, &world(0.0)));
        assert!((head - 0.75).abs() < 1e-6 && (trunk - 0.25).abs() < 1e-6, "{head} {trunk}");
    }

    #[test]
    fn nobody_is_there_at_one_half() {
        let (landmarks, heatmap, world) = (landmarks(0.0), cold(), world(0.0));
        let region = Region { centre: Point::new(32.0, 32.0), side: 64.0, rotation: 0.0 };
        let seen = |presence: f32| decode(&outputs(&landmarks, presence, &heatmap, &world), &region).is_some();
        assert!(seen(0.501));
        assert!(!seen(0.5));
        assert!(!seen(f32::NAN));
        let few = heatmap.slice_axis(Axis(2), Slice::from(..33));
        assert_eq!(decode(&Outputs { heatmap: few, ..outputs(&landmarks, 1.0, &heatmap, &world) }, &region), None);
    }

    proptest! {
        #[test]
        fn a_body_is_finite_or_absent(
            landmark in 0..35_usize, position in 0..5_usize, value in prop::num::f32::ANY, presence in prop::num::f32::ANY,
            heat in prop::num::f32::ANY, depth in prop::num::f32::ANY,
        ) {
            let mut landmarks = landmarks(100.0);
            landmarks[[landmark, position]] = value;
            let mut world = world(0.1);
            world[[landmark % LANDMARKS, position % WORLD_VALUES]] = depth;
            let heatmap = heatmap(heat);
            let outputs = outputs(&landmarks, presence, &heatmap, &world);
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
