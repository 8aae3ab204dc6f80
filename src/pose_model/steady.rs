//! Steadies a followed person's landmarks from frame to frame.

use std::time::Duration;

use crate::body::{LANDMARKS, Pose, bounds};
use crate::body::{MovingAverage, OneEuro, OneEuroState};
use crate::time::Timestamp;

/// With speeds in sizes of the person per second.
///
/// Source: `MediaPipe`'s `pose_landmark_filtering.pbtxt`, so that every model feels alike. A flat model's keypoints jump
/// from cell to cell of its output, a half to a whole pixel of its input, as `BlazePose`'s do within its heat map.
const PLACE: OneEuro = OneEuro { min_cutoff: 0.05, beta: 80.0, derivative_cutoff: 1.0 };
/// How much a frame counts for a landmark's visibility; source as above.
const VISIBILITY_WEIGHT: f64 = 0.1;

/// The memory of all filters for one followed person.
#[derive(Clone, Debug)]
pub(super) struct KeypointFilter {
    last: Option<Timestamp>,
    places: [[OneEuroState; 2]; LANDMARKS],
    visibilities: [MovingAverage; LANDMARKS],
}

impl Default for KeypointFilter {
    fn default() -> Self {
        Self {
            last: None,
            places: [[OneEuroState::default(); 2]; LANDMARKS],
            visibilities: [MovingAverage::default(); LANDMARKS],
        }
    }
}

impl KeypointFilter {
    /// Steadies `pose`, seen at `time`. The first one passes as it is. Landmarks that the model says nothing about stay
    /// unknown, and what was remembered of them is forgotten.
    pub fn steady(&mut self, pose: &mut Pose, time: Timestamp) {
        let elapsed = self.last.map_or(Duration::ZERO, |last| time.since(last));
        self.last = Some(time);
        let places = pose.landmarks.iter().filter(|keypoint| keypoint.is_known()).map(|keypoint| keypoint.at);
        let Some(person) = bounds(places) else { return };
        let size = person.width().max(person.height()).max(1.0);
        let filters = self.places.iter_mut().zip(&mut self.visibilities);
        for ((places, visibility), keypoint) in filters.zip(&mut pose.landmarks) {
            if !keypoint.is_known() {
                *places = [OneEuroState::default(); 2];
                *visibility = MovingAverage::default();
                continue;
            }
            for (state, place) in places.iter_mut().zip([&mut keypoint.at.x, &mut keypoint.at.y]) {
                *place = PLACE.smooth(state, *place, 1.0 / size, elapsed);
            }
            keypoint.visibility = visibility.smooth(keypoint.visibility, VISIBILITY_WEIGHT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Keypoint;
    use crate::body::{Point, Point3};

    fn pose(x: f64, visibility: f64) -> Pose {
        let mut landmarks = [Keypoint::UNKNOWN; LANDMARKS];
        landmarks[0] = Keypoint { at: Point::new(x, 50.0), depth: 0.0, visibility };
        landmarks[5] = Keypoint { at: Point::new(300.0, 250.0), depth: 0.0, visibility: 1.0 };
        Pose { score: 1.0, sharpness: None, landmarks, world: [Point3::default(); LANDMARKS], has_depth: false }
    }

    #[test]
    fn two_frames_worked_out_by_hand() {
        let mut steady = KeypointFilter::default();
        steady.steady(&mut pose(100.0, 1.0), Timestamp::from_secs(5.0));
        let mut second = pose(102.0, 0.5);
        steady.steady(&mut second, Timestamp::from_secs(5.1));
        // The box is 200 high and 198 wide. As for BlazePose: 2/200 in 0.1 s is 0.1/s, filtered 0.0385870/s, cut-off
        // 0.05 + 80 · 0.0385870 = 3.136956 Hz, weight 0.663414.
        assert!((second.landmarks[0].at.x - (100.0 + 2.0 * 0.663_414)).abs() < 1e-4, "{:?}", second.landmarks[0]);
        assert!((second.landmarks[0].visibility - 0.95).abs() < 1e-12);
        assert_eq!(second.landmarks[1], Keypoint::UNKNOWN);
    }

    #[test]
    fn what_comes_back_is_where_it_comes_back() {
        let mut steady = KeypointFilter::default();
        steady.steady(&mut pose(100.0, 1.0), Timestamp::from_secs(1.0));
        steady.steady(&mut pose(f64::NAN, 0.0), Timestamp::from_secs(1.1));
        let mut back = pose(250.0, 0.6);
        steady.steady(&mut back, Timestamp::from_secs(1.2));
        assert_eq!(back, pose(250.0, 0.6));
    }
}
