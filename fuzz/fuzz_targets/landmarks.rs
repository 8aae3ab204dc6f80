//! A body in whatever the landmark model may say.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ndarray::{ArrayView2, ArrayView3};
use supple::blazepose::model::{HEATMAP_SIDE, LANDMARK_VALUES, RAW_LANDMARKS, WORLD_VALUES};
use supple::blazepose::{Region, landmarks};
use supple::body::Point;

fuzz_target!(|data: &[u8]| {
    let numbers: Vec<f32> =
        data.chunks_exact(4).map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])).collect();
    if numbers.is_empty() {
        return;
    }
    let mut endless = numbers.iter().copied().cycle();
    let mut take = |count: usize| -> Vec<f32> { endless.by_ref().take(count).collect() };
    let region = take(4);
    let region = Region {
        centre: Point::new(f64::from(region[0]), f64::from(region[1])),
        side: f64::from(region[2]),
        rotation: f64::from(region[3]),
    };
    let (presence, raw) = (take(1), take(RAW_LANDMARKS * LANDMARK_VALUES));
    let (world, heatmap) = (take(RAW_LANDMARKS * WORLD_VALUES), take(HEATMAP_SIDE * HEATMAP_SIDE * RAW_LANDMARKS));
    let (Ok(raw), Ok(heatmap), Ok(world)) = (
        ArrayView2::from_shape((RAW_LANDMARKS, LANDMARK_VALUES), &raw),
        ArrayView3::from_shape((HEATMAP_SIDE, HEATMAP_SIDE, RAW_LANDMARKS), &heatmap),
        ArrayView2::from_shape((RAW_LANDMARKS, WORLD_VALUES), &world),
    ) else {
        unreachable!("as many as asked for")
    };
    let outputs = landmarks::Outputs { landmarks: raw, presence: presence[0], heatmap, world };
    if let Some(body) = landmarks::decode(&outputs, &region) {
        assert!((0.5..=1.0).contains(&body.pose.score));
        for keypoint in body.pose.landmarks {
            assert!(keypoint.at.x.is_finite() && keypoint.at.y.is_finite() && keypoint.depth.is_finite());
            assert!((0.0..=1.0).contains(&keypoint.visibility));
        }
        assert!(body.pose.world.iter().all(|place| place.x.is_finite() && place.y.is_finite() && place.z.is_finite()));
        assert!(body.centre.x.is_finite() && body.edge.y.is_finite());
    }
});
