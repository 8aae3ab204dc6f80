//! Steadies a tracked body from frame to frame, with the filters and constants of MediaPipe's `pose_landmark_filtering.pbtxt`
//! and `landmarks_smoothing_calculator_utils.cc`.

use std::time::Duration;

use super::landmarks::Body;
use crate::body::{Keypoint, LANDMARKS, Sharpness};
use crate::body::{MovingAverage, OneEuro, OneEuroState};
use crate::body::{Point, Point3};
use crate::time::Timestamp;

/// For landmarks in the picture, with speeds in sizes of the person per second.
const IMAGE: OneEuro = OneEuro { min_cutoff: 0.05, beta: 80.0, derivative_cutoff: 1.0 };
/// For landmarks in the room, with speeds in metres per second.
const WORLD: OneEuro = OneEuro { min_cutoff: 0.1, beta: 40.0, derivative_cutoff: 1.0 };
/// For the two points that say where to look next: steadier, so that the region rests while the person does.
const AUXILIARY: OneEuro = OneEuro { min_cutoff: 0.01, beta: 10.0, derivative_cutoff: 1.0 };
/// How much a frame counts for a landmark's visibility, and for how sharply head and trunk are placed.
const VISIBILITY_WEIGHT: f64 = 0.1;
/// A person smaller than this many pixels is not steadied: speeds in sizes of the person would mean nothing.
const MIN_SIZE: f64 = 1e-6;

/// The memory of all filters for one tracked person.
#[derive(Clone, Debug)]
pub struct LandmarkFilter {
    last: Option<Timestamp>,
    image: [[OneEuroState; 3]; LANDMARKS],
    visibility: [MovingAverage; LANDMARKS],
    sharpness: [MovingAverage; 2],
    world: [[OneEuroState; 3]; LANDMARKS],
    auxiliary: [[OneEuroState; 2]; 2],
}

impl Default for LandmarkFilter {
    fn default() -> Self {
        Self {
            last: None,
            image: [[OneEuroState::default(); 3]; LANDMARKS],
            visibility: [MovingAverage::default(); LANDMARKS],
            sharpness: [MovingAverage::default(); 2],
            world: [[OneEuroState::default(); 3]; LANDMARKS],
            auxiliary: [[OneEuroState::default(); 2]; 2],
        }
    }
}

impl LandmarkFilter {
    /// Steadies `body`, seen at `time`. The first body after a new start passes as it is, and so do the places of one that
    /// no time has passed for.
    pub fn steady(&mut self, body: &mut Body, time: Timestamp) {
        let elapsed = self.last.map_or(Duration::ZERO, |last| time.since(last));
        let size = body.circle().side;
        for (average, keypoint) in self.visibility.iter_mut().zip(&mut body.pose.landmarks) {
            keypoint.visibility = average.smooth(keypoint.visibility, VISIBILITY_WEIGHT);
        }
        if let Some(Sharpness { head, trunk }) = &mut body.pose.sharpness {
            for (average, value) in self.sharpness.iter_mut().zip([head, trunk]) {
                *value = average.smooth(*value, VISIBILITY_WEIGHT);
            }
        }
        for (states, Point3 { x, y, z }) in self.world.iter_mut().zip(&mut body.pose.world) {
            smooth(WORLD, states, [x, y, z], 1.0, elapsed);
        }
        if size >= MIN_SIZE {
            let scale = 1.0 / size;
            for (states, Keypoint { at, depth, .. }) in self.image.iter_mut().zip(&mut body.pose.landmarks) {
                smooth(IMAGE, states, [&mut at.x, &mut at.y, depth], scale, elapsed);
            }
            for (states, Point { x, y }) in self.auxiliary.iter_mut().zip([&mut body.centre, &mut body.edge]) {
                smooth(AUXILIARY, states, [x, y], scale, elapsed);
            }
        }
        self.last = Some(time);
    }
}

fn smooth<const N: usize>(
    filter: OneEuro,
    states: &mut [OneEuroState; N],
    values: [&mut f64; N],
    scale: f64,
    elapsed: Duration,
) {
    for (state, value) in states.iter_mut().zip(values) {
        *value = filter.smooth(state, *value, scale, elapsed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Pose;

    /// A person 200 pixels across, with every landmark at (x, 50) and at (x / 100, 0, 0) in the room.
    fn body(x: f64, visibility: f64) -> Body {
        let keypoint = Keypoint { at: Point::new(x, 50.0), depth: 0.0, visibility };
        let pose = Pose {
            score: 1.0,
            sharpness: None,
            landmarks: [keypoint; LANDMARKS],
            world: [Point3 { x: x / 100.0, y: 0.0, z: 0.0 }; LANDMARKS],
            has_depth: true,
        };
        Body { pose, centre: Point::new(x, 50.0), edge: Point::new(x, -50.0) }
    }

    #[test]
    fn two_frames_worked_out_by_hand() {
        let mut steady = LandmarkFilter::default();
        let mut first = body(100.0, 1.0);
        steady.steady(&mut first, Timestamp::from_secs(5.0));
        assert_eq!(first, body(100.0, 1.0));
        let mut second = body(102.0, 0.5);
        steady.steady(&mut second, Timestamp::from_secs(5.1));
        // At 10 Hz the speed's weight is 0.385870. In sizes of the person: 2/200·10 = 0.1/s, filtered 0.0385870/s.
        // Picture: cut-off 0.05 + 80·0.0385870 = 3.136956 Hz, weight 0.663414. Auxiliary: 0.01 + 10·0.0385870 =
        // 0.395870 Hz, weight 0.199188. Room: 0.02 m in 0.1 s, 0.2·0.385870 = 0.0771739 m/s, cut-off 3.186956 Hz, weight
        // 0.666936.
        let x = second.pose.landmarks[7].at.x;
        assert!((x - (100.0 + 2.0 * 0.663_414)).abs() < 1e-4, "{x}");
        assert!((second.centre.x - (100.0 + 2.0 * 0.199_188)).abs() < 1e-4, "{}", second.centre.x);
        let x = second.pose.world[20].x;
        assert!((x - (1.0 + 0.02 * 0.666_936)).abs() < 1e-6, "{x}");
        assert!((second.pose.landmarks[7].visibility - 0.95).abs() < 1e-12);
        assert!((second.pose.landmarks[7].at.y - 50.0).abs() < 1e-12);
    }

    #[test]
    fn a_frame_without_time_passing_keeps_its_places() {
        let mut steady = LandmarkFilter::default();
        steady.steady(&mut body(100.0, 1.0), Timestamp::from_secs(1.0));
        let mut again = body(150.0, 1.0);
        steady.steady(&mut again, Timestamp::from_secs(1.0));
        assert!((again.pose.landmarks[0].at.x - 150.0).abs() < 1e-12);
    }

    #[test]
    fn noise_at_rest_is_steadied_and_a_person_twice_as_large_alike() {
        let wobble = |frame: u32| if frame.is_multiple_of(2) { 0.5 } else { -0.5 };
        let swing = |zoom: f64| {
            let mut steady = LandmarkFilter::default();
            let mut last = 0.0;
            let mut swing = 0.0_f64;
            for frame in 0..60 {
                let mut body = body(100.0 + wobble(frame), 1.0);
                for place in [&mut body.centre, &mut body.edge] {
                    *place = Point::new(place.x * zoom, place.y * zoom);
                }
                for keypoint in &mut body.pose.landmarks {
                    keypoint.at = Point::new(keypoint.at.x * zoom, keypoint.at.y * zoom);
                }
                steady.steady(&mut body, Timestamp::from_secs(f64::from(frame) / 30.0));
                let x = body.pose.landmarks[0].at.x / zoom;
                if frame > 30 {
                    swing = swing.max((x - last).abs());
                }
                last = x;
            }
            swing
        };
        assert!(swing(1.0) < 0.5, "half of the noise of 1 pixel at most: {}", swing(1.0));
        assert!((swing(1.0) - swing(2.0)).abs() < 1e-9);
    }
}
