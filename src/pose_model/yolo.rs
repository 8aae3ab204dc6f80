//! From YOLO's many candidates to one person.

#![allow(clippy::needless_pass_by_value, reason = "a view is as good as a reference, and so ndarray takes it")]

use ndarray::{ArrayView1, ArrayViewD, Axis};

use super::decode::{SeenKeypoint, Sighting, Spot, misshapen};
use super::net::NetFailure;
use crate::body::{Rect, overlap};

/// Numbers of a candidate before its keypoints: the box's middle, width and height, and the score.
const BOX_VALUES: usize = 5;
/// Candidates whose boxes share more than this part of their union are the same person.
///
/// Source: `ultralytics`' default `iou` for prediction.
const SAME_PERSON: f64 = 0.7;

struct Candidate {
    frame: Rect,
    sighting: Sighting,
}

/// Decodes YOLO's detections to persons, the surest first, one for each group of candidates that overlap.
///
/// The output has the shape [1, 5 + 3 · keypoints, candidates], or with the last two axes swapped; places are pixels of the
/// input. Candidates below `threshold` and those whose box makes no sense are left out. It is called `name` in errors.
///
/// Source: the `pose` task of `ultralytics` 8, `non_max_suppression`.
pub fn decode_yolo(
    output: ArrayViewD<'_, f32>,
    name: &str,
    threshold: f64,
    shown: SeenKeypoint<'_>,
) -> Result<Vec<Sighting>, NetFailure> {
    let values = BOX_VALUES + 3 * shown.keypoints;
    let rows = match *output.shape() {
        [1, rows, _] if rows == values => output.lanes(Axis(1)),
        [1, _, columns] if columns == values => output.lanes(Axis(2)),
        _ => return Err(misshapen(name, &output, format!("[1, {values}, candidates]"))),
    };
    let mut candidates: Vec<Candidate> = rows.into_iter().filter_map(|row| read(row, threshold, shown)).collect();
    candidates.sort_by(|one, other| other.sighting.score.total_cmp(&one.sighting.score));
    let mut people: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if people.iter().all(|person| overlap(person.frame, candidate.frame) <= SAME_PERSON) {
            people.push(candidate);
        }
    }
    Ok(people.into_iter().map(|person| person.sighting).collect())
}

/// The candidate with these numbers: box, score, keypoints.
fn read(values: ArrayView1<'_, f32>, threshold: f64, shown: SeenKeypoint<'_>) -> Option<Candidate> {
    let value = |position: usize| f64::from(values[position]);
    let score = value(4);
    let [x, y, width, height] = [0, 1, 2, 3].map(value);
    if score < threshold || ![score, x, y, width, height].iter().all(|number| number.is_finite()) {
        return None;
    }
    let frame = Rect::new(x, y, x, y).inflate(width / 2.0, height / 2.0);
    let (across, down) = (shown.input.width as f64, shown.input.height as f64);
    let spots = (0..shown.keypoints).map(|keypoint| {
        let first = BOX_VALUES + 3 * keypoint;
        Spot::new(value(first) / across, value(first + 1) / down, value(first + 2))
    });
    Some(Candidate { frame, sighting: Sighting { score: score.min(1.0), spots: spots.collect() } })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array3, ArrayD, arr3};
    use proptest::prelude::*;

    use super::super::descriptor::{Input, Kind, example};
    use super::*;

    fn input() -> Input {
        example(Kind::YoloPose { detections: String::new() }, 100, 50, vec![]).input
    }

    /// Two keypoints a candidate, written a candidate a row.
    const ROWS: [[f32; 11]; 4] = [
        // The same person as the next, less sure.
        [41.0, 20.0, 20.0, 20.0, 0.6, 9.0, 9.0, 0.9, 9.0, 9.0, 0.9],
        [40.0, 20.0, 20.0, 20.0, 0.8, 25.0, 10.0, 0.9, 50.0, 30.0, 1.3],
        // Beside them: a third of the union is shared.
        [50.0, 20.0, 20.0, 20.0, 0.7, 60.0, 25.0, 0.5, 80.0, 40.0, f32::NAN],
        [10.0, 10.0, 8.0, 8.0, 0.2, 0.0, 0.0, 0.9, 0.0, 0.0, 0.9],
    ];

    fn check(found: &[Sighting]) {
        assert_eq!(found.len(), 2, "{found:?}");
        assert!((found[0].score - 0.8).abs() < 1e-6 && (found[1].score - 0.7).abs() < 1e-6);
        assert!((found[0].spots[0].x - 0.25).abs() < 1e-6 && (found[0].spots[0].y - 0.2).abs() < 1e-6);
        assert!((found[0].spots[1].x - 0.5).abs() < 1e-6 && (found[0].spots[1].score - 1.0).abs() < 1e-12);
        assert_eq!(found[1].spots[1], Spot::default());
    }

    #[test]
    fn the_same_person_is_found_once() {
        let input = input();
        let shown = SeenKeypoint { input: &input, keypoints: 2 };
        let rows = arr3(&[ROWS]);
        check(&decode_yolo(rows.view().into_dyn(), "output0", 0.3, shown).unwrap());
        check(&decode_yolo(rows.permuted_axes([0, 2, 1]).view().into_dyn(), "output0", 0.3, shown).unwrap());
    }

    #[test]
    fn nobody_nonsense_and_another_shape() {
        let input = input();
        let shown = SeenKeypoint { input: &input, keypoints: 2 };
        let decode = |output: ArrayViewD<'_, f32>| decode_yolo(output, "output0", 0.3, shown);
        assert!(decode(Array3::zeros((1, 11, 0)).view().into_dyn()).unwrap().is_empty());
        let mut broken = arr3(&[ROWS]);
        broken.index_axis_mut(Axis(2), 2).fill(f32::INFINITY);
        assert!(decode(broken.view().into_dyn()).unwrap().is_empty());
        let error = decode(Array3::zeros((1, 84, 1)).view().into_dyn()).unwrap_err();
        assert_eq!(error.to_string(), "its output `output0` has the shape [1, 84, 1]; [1, 11, candidates] is needed");
    }

    proptest! {
        #[test]
        fn any_numbers_in_any_shape_are_survived(
            values in prop::collection::vec(prop::num::f32::ANY, 0..120),
            shape in prop::collection::vec(0..12_usize, 0..4),
            threshold in 0.01..1.0_f64,
        ) {
            let input = input();
            let shown = SeenKeypoint { input: &input, keypoints: 1 };
            // The numbers over and over, as many as the shape has.
            let of_shape = |shape: &[usize]| {
                let mut endless = values.iter().chain(&[f32::NAN]).copied().cycle();
                ArrayD::from_shape_simple_fn(shape, || endless.next().unwrap())
            };
            let _ = decode_yolo(of_shape(&shape).view(), "a", threshold, shown);
            let count = values.len() / 8;
            let people = decode_yolo(of_shape(&[1, 8, count]).view(), "a", threshold, shown).unwrap();
            prop_assert!(people.len() <= count);
            prop_assert!(people.windows(2).all(|pair| pair[0].score >= pair[1].score));
            for person in people {
                prop_assert!(person.score >= threshold && person.score <= 1.0);
                prop_assert!(person.spots.iter().all(|spot| spot.x.is_finite() && (0.0..=1.0).contains(&spot.score)));
            }
        }
    }
}
