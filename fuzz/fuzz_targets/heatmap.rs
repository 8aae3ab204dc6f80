//! A landmark sharpened with any heat map, of any length, at any place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use supple::blazepose::heatmap::refine;
use supple::blazepose::model::{HEATMAP_SIDE, RAW_LANDMARKS};

fuzz_target!(|input: (f64, f64, u8, bool, Vec<f32>)| {
    let (x, y, landmark, whole, mut numbers) = input;
    if whole && !numbers.is_empty() {
        numbers = numbers.iter().copied().cycle().take(HEATMAP_SIDE * HEATMAP_SIDE * RAW_LANDMARKS).collect();
    }
    let (refined_x, refined_y) = refine(&numbers, usize::from(landmark) % RAW_LANDMARKS, x, y);
    if x.is_finite() && y.is_finite() {
        assert!(refined_x.is_finite() && refined_y.is_finite());
    }
});
