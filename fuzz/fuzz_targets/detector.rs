//! People among whatever the detector may say.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ndarray::{ArrayView1, ArrayView2};
use supple::blazepose::anchors::anchors;
use supple::blazepose::model::BOX_VALUES;
use supple::blazepose::{Region, detection};
use supple::body::Size;

fuzz_target!(|data: &[u8]| {
    let numbers: Vec<f32> =
        data.chunks_exact(4).map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])).collect();
    // A score and a box for each anchor, as many as there are.
    let rows = numbers.chunks_exact(BOX_VALUES + 1);
    let scores: Vec<f32> = rows.clone().map(|row| row[0]).collect();
    let boxes: Vec<f32> = rows.flat_map(|row| row[1..].iter().copied()).collect();
    let Ok(boxes) = ArrayView2::from_shape((scores.len(), BOX_VALUES), &boxes) else { unreachable!("as many as rows") };
    let (mut candidates, mut people) = (Vec::new(), Vec::new());
    detection::decode(boxes, ArrayView1::from(&scores), &anchors(), &mut candidates);
    let count = candidates.len();
    detection::people(&mut candidates, &mut people);
    assert!(people.len() <= count && people.is_empty() == (count == 0));
    assert!(people.is_sorted_by(|one, next| one.score >= next.score));
    let shown = Region { rotation: 1.0, ..Region::around_picture(Size::new(640, 480)) };
    for person in people {
        assert!((0.5..=1.0).contains(&person.score));
        let person = person.in_picture(&shown);
        assert!(person.keypoints.iter().all(|place| place.x.is_finite() && place.y.is_finite()));
    }
});
