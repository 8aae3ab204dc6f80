//! From the detector's numbers to people in the picture.
//!
//! Sources: MediaPipe's `tensors_to_detections_calculator.cc` with the options of `pose_detection_cpu.pbtxt`, and
//! `non_max_suppression_calculator.cc`.

#![allow(clippy::needless_pass_by_value, reason = "a view is as good as a reference, and so ndarray takes it")]

use ndarray::{ArrayView1, ArrayView2};

use super::model::{BOX_VALUES, DETECTOR_SIDE};
use super::region::Region;
use super::{logistic, model};
use crate::body::{Point, Rect, bounds, overlap};

/// How many keypoints a detection has.
pub const KEYPOINTS: usize = 4;
/// The keypoint in the middle of the hips.
pub const HIPS: usize = 0;
/// The keypoint on the circle around the whole person, in the direction of the head.
pub const EDGE: usize = 1;

/// Detections less likely than this are dropped.
const MIN_SCORE: f64 = 0.5;
/// Scores before the sigmoid are clipped to this, far beyond where the sigmoid is 0 or 1.
const SCORE_CLIP: f64 = 100.0;
/// Detections whose boxes overlap more than this (intersection over union) are the same person.
const SAME_PERSON: f64 = 0.3;

/// A person that the detector found.
///
/// Places are fractions of what the detector saw, from its top left corner, as it gives them; in pixels of the picture after
/// [`in_picture`](Self::in_picture).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// How likely it is a person, 0 to 1.
    pub score: f64,
    /// The box around the face.
    pub face: Rect,
    /// Middle of the hips, edge of the whole person, middle of the shoulders, edge of the upper body.
    pub keypoints: [Point; KEYPOINTS],
}

impl Detection {
    /// Where to look for the landmarks of this person.
    #[must_use]
    pub fn region(&self) -> Region {
        Region::around_person(self.keypoints[HIPS], self.keypoints[EDGE]).expanded()
    }

    /// The same person in pixels of the picture, of which the detector saw the region `shown`. In a turned region the box
    /// grows to an upright one around the turned one.
    #[must_use]
    pub fn in_picture(&self, shown: &Region) -> Self {
        let place = |point: Point| shown.to_picture(point.x, point.y);
        let Rect { x0, y0, x1, y1 } = self.face;
        let corners = [(x0, y0), (x1, y1), (x0, y1), (x1, y0)].map(Point::from);
        Self {
            score: self.score,
            face: bounds(corners.map(place)).unwrap_or_default(),
            keypoints: self.keypoints.map(place),
        }
    }

    /// Intersection over union of the boxes, 0 to 1.
    fn overlap(&self, other: &Self) -> f64 {
        overlap(self.face, other.face)
    }
}

/// Collects in `candidates` what the detector says of all anchors, in their order; what was in it is dropped.
///
/// `boxes` are [`BOX_VALUES`] numbers an anchor (middle, width and height of the box, then the keypoints, in pixels of the
/// detector's input; places relative to the anchor) and `scores` one. Candidates below a score of 0.5 or with numbers that
/// make no sense are left out, and so are all where an anchor has another number of them.
pub fn decode(
    boxes: ArrayView2<'_, f32>,
    scores: ArrayView1<'_, f32>,
    anchors: &[(f64, f64)],
    candidates: &mut Vec<Detection>,
) {
    candidates.clear();
    if boxes.ncols() != BOX_VALUES {
        return;
    }
    let rows = boxes.outer_iter().zip(scores).zip(anchors);
    candidates.extend(rows.filter_map(|((values, &score), anchor)| decode_one(values, f64::from(score), *anchor)));
}

fn decode_one(values: ArrayView1<'_, f32>, score: f64, anchor: (f64, f64)) -> Option<Detection> {
    let score = logistic(score.clamp(-SCORE_CLIP, SCORE_CLIP));
    if score.is_nan() || score < MIN_SCORE || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let fraction = |position: usize| f64::from(values[position]) / DETECTOR_SIDE as f64;
    let place = |position: usize| Point::new(anchor.0 + fraction(position), anchor.1 + fraction(position + 1));
    let (middle, half_width, half_height) = (place(0), fraction(2) / 2.0, fraction(3) / 2.0);
    if half_width < 0.0 || half_height < 0.0 {
        return None;
    }
    Some(Detection {
        score,
        face: Rect::new(middle.x, middle.y, middle.x, middle.y).inflate(half_width, half_height),
        keypoints: std::array::from_fn(|keypoint| place(4 + 2 * keypoint)),
    })
}

/// Collects in `people` everyone among `candidates`, the most likely first; what was in it is dropped, and `candidates` is
/// used up.
///
/// Weighted non-maximum suppression: the best candidate is a person, with its box and keypoints averaged, by score, over
/// all candidates that overlap with it; they are set aside, and the best of the others is the next person.
pub fn people(candidates: &mut Vec<Detection>, people: &mut Vec<Detection>) {
    people.clear();
    while let Some(best) = candidates.iter().max_by(|one, other| one.score.total_cmp(&other.score)).copied() {
        let same = |candidate: &&Detection| best.overlap(candidate) > SAME_PERSON;
        let total: f64 = candidates.iter().filter(same).map(|candidate| candidate.score).sum();
        let average = |place: &dyn Fn(&Detection) -> Point| {
            let (x, y) = candidates.iter().filter(same).fold((0.0, 0.0), |(x, y), candidate| {
                let (weight, place) = (candidate.score / total, place(candidate));
                (x + weight * place.x, y + weight * place.y)
            });
            Point::new(x, y)
        };
        people.push(if total > 0.0 {
            Detection {
                score: best.score,
                face: Rect::from_points(
                    average(&|detection| detection.face.origin()),
                    average(&|detection| Point::new(detection.face.x1, detection.face.y1)),
                ),
                keypoints: std::array::from_fn(|keypoint| average(&|detection| detection.keypoints[keypoint])),
            }
        } else {
            // A box without area overlaps with nothing, not even itself.
            best
        });
        candidates.retain(|candidate| *candidate != best && best.overlap(candidate) <= SAME_PERSON);
    }
}

const _: () = assert!(model::BOX_VALUES == 4 + 2 * KEYPOINTS);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::body::Size;

    fn boxed(score: f64, x: f64, y: f64, side: f64) -> Detection {
        let keypoint = |offset: f64| Point::new(x + offset, y + offset);
        Detection {
            score,
            face: Rect::new(x, y, x + side, y + side),
            keypoints: [keypoint(0.0), keypoint(1.0), keypoint(2.0), keypoint(3.0)],
        }
    }

    fn close(person: &Detection, face: Rect, within: f64) {
        let pairs = [
            (person.face.x0, face.x0),
            (person.face.y0, face.y0),
            (person.face.x1, face.x1),
            (person.face.y1, face.y1),
        ];
        assert!(pairs.iter().all(|(found, expected)| (found - expected).abs() < within), "{person:?}");
    }

    fn decoded(values: &[f32], scores: &[f32], anchors: &[(f64, f64)]) -> Vec<Detection> {
        let mut found = vec![boxed(1.0, 0.0, 0.0, 1.0)];
        let boxes = ArrayView2::from_shape((values.len() / BOX_VALUES, BOX_VALUES), values).unwrap();
        decode(boxes, scores.into(), anchors, &mut found);
        found
    }

    fn everyone(candidates: &[Detection]) -> Vec<Detection> {
        let mut found = vec![boxed(1.0, 0.0, 0.0, 1.0)];
        people(&mut candidates.to_vec(), &mut found);
        found
    }

    #[test]
    fn a_box_worked_out_by_hand() {
        // In a letterboxed picture of 448 by 224, one input pixel is two pixels and the margin is 112 high.
        let shown = Region::around_picture(Size::new(448, 224));
        let values = [0.0, 11.2, 22.4, 44.8, 0.0, 56.0, 0.0, -56.0, 1.0, 2.0, 3.0, 4.0];
        let found = decoded(&values, &[0.0], &[(0.5, 0.5)]);
        // Anchor at the input's (112, 112); the box's middle at (112, 123.2), that is (224, 246.4 − 112).
        let [detection] = found.as_slice() else { panic!("{found:?}") };
        let detection = detection.in_picture(&shown);
        assert!((detection.score - 0.5).abs() < 1e-12);
        close(&detection, Rect::new(224.0 - 22.4, 134.4 - 44.8, 224.0 + 22.4, 134.4 + 44.8), 1e-4);
        assert!(detection.keypoints[HIPS].distance(Point::new(224.0, 224.0)) < 1e-4);
        assert!(detection.keypoints[EDGE].distance(Point::new(224.0, 0.0)) < 1e-4);
        assert!(detection.keypoints[3].distance(Point::new(230.0, 120.0)) < 1e-4);
        // Hips to edge is 224 pixels, so the circle's square is 448 and the region 560 wide.
        assert!((detection.region().side - 560.0).abs() < 1e-3);
        assert!(detection.region().rotation.abs() < 1e-6);
    }

    #[test]
    fn unlikely_and_senseless_boxes_are_dropped() {
        let good = [0.0, 0.0, 10.0, 10.0, 0.0, 0.0, 0.0, -20.0, 0.0, 0.0, 0.0, 0.0];
        let count = |values: [f32; 12], score: f32| decoded(&values, &[score], &[(0.5, 0.5)]).len();
        assert_eq!(count(good, 0.001), 1);
        assert_eq!(count(good, 1e30), 1);
        assert_eq!(count(good, -0.001), 0);
        assert_eq!(count(good, f32::NAN), 0);
        for (position, value) in [(2, -1.0), (3, -1.0), (0, f32::NAN), (7, f32::INFINITY)] {
            let mut bad = good;
            bad[position] = value;
            assert_eq!(count(bad, 5.0), 0, "{position}");
        }
        assert_eq!(decoded(&good, &[], &[(0.5, 0.5)]).len(), 0);
        let mut found = vec![boxed(1.0, 0.0, 0.0, 1.0)];
        decode(ArrayView2::from_shape((2, 6), &good).unwrap(), (&[5.0; 2]).into(), &[(0.5, 0.5); 2], &mut found);
        assert_eq!(found, [], "boxes of another shape");
    }

    #[test]
    fn overlapping_boxes_are_averaged_by_score() {
        // Squares of side 10, 4 apart: 60/140 = 0.43 of the union is shared. 6 apart: 40/160 = 0.25, another person.
        let candidates = [boxed(0.6, 4.0, 0.0, 10.0), boxed(0.9, 0.0, 0.0, 10.0), boxed(0.8, 0.0, 6.0, 10.0)];
        let people = everyone(&candidates);
        let [person, other] = people.as_slice() else { panic!("{people:?}") };
        assert_eq!(*other, candidates[2]);
        assert!((person.score - 0.9).abs() < 1e-12);
        // (0.9·0 + 0.6·4)/1.5 = 1.6.
        close(person, Rect::new(1.6, 0.0, 11.6, 10.0), 1e-9);
        assert!(person.keypoints[2].distance(Point::new(3.6, 2.0)) < 1e-9);
        assert!((candidates[0].overlap(&candidates[1]) - 60.0 / 140.0).abs() < 1e-12);
    }

    #[test]
    fn nobody_and_a_box_without_area() {
        assert_eq!(everyone(&[]), []);
        let flat = boxed(0.7, 3.0, 3.0, 0.0);
        let less_likely = boxed(0.6, 3.0, 3.0, 0.0);
        assert_eq!(everyone(&[flat, less_likely]), [flat, less_likely]);
    }

    #[test]
    fn a_turned_view_turns_places_and_keeps_the_box_upright() {
        // A quarter clockwise: up in the view is right in the picture, right in the view is down.
        let shown = Region { rotation: std::f64::consts::FRAC_PI_2, ..Region::around_picture(Size::new(400, 400)) };
        let detection = Detection {
            score: 0.9,
            face: Rect::new(0.5, 0.25, 0.75, 0.5),
            keypoints: [Point::new(0.5, 0.5), Point::new(0.5, 0.25), Point::new(0.5, 0.4), Point::new(0.5, 0.3)],
        };
        let turned = detection.in_picture(&shown);
        close(&turned, Rect::new(200.0, 200.0, 300.0, 300.0), 1e-9);
        assert!(turned.keypoints[EDGE].distance(Point::new(300.0, 200.0)) < 1e-9, "{turned:?}");
        assert!((turned.region().rotation.to_degrees() - 90.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn a_person_lies_among_the_candidates(
            boxes in prop::collection::vec((0.5..1.0_f64, 0.0..100.0_f64, 0.0..100.0_f64, 0.1..50.0_f64), 1..30),
        ) {
            let candidates: Vec<_> = boxes.iter().map(|&(score, x, y, side)| boxed(score, x, y, side)).collect();
            let people = everyone(&candidates);
            prop_assert!(people.len() <= candidates.len());
            prop_assert!(people.is_sorted_by(|one, next| one.score >= next.score));
            let person = people[0];
            let best = candidates.iter().map(|candidate| candidate.score).fold(0.0, f64::max);
            prop_assert!((person.score - best).abs() < 1e-12);
            let low = candidates.iter().map(|candidate| candidate.face.x0).fold(f64::INFINITY, f64::min);
            let high = candidates.iter().map(|candidate| candidate.face.x1).fold(0.0, f64::max);
            prop_assert!(person.face.x0 >= low - 1e-9 && person.face.x1 <= high + 1e-9);
            for (one, other) in candidates.iter().zip(candidates.iter().rev()) {
                let overlap = one.overlap(other);
                prop_assert!((0.0..=1.0 + 1e-9).contains(&overlap));
                prop_assert!((overlap - other.overlap(one)).abs() < 1e-12);
            }
        }

        #[test]
        fn any_numbers_are_survived(
            values in prop::collection::vec(prop::num::f32::ANY, BOX_VALUES * 3),
            scores in prop::collection::vec(prop::num::f32::ANY, 3),
        ) {
            let shown = Region::around_picture(Size::new(640, 480));
            for person in everyone(&decoded(&values, &scores, &[(0.1, 0.1), (0.5, 0.5), (0.9, 0.9)])) {
                let person = person.in_picture(&shown);
                prop_assert!(person.score >= MIN_SCORE && person.score <= 1.0);
                prop_assert!(person.keypoints.iter().all(|place| place.x.is_finite() && place.y.is_finite()));
            }
        }
    }
}
