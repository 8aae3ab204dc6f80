//! A landmark sharpened with any heat map, of any shape, at any place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ndarray::ArrayView2;
use supple::blazepose::heatmap::refine;
use supple::blazepose::model::HEATMAP_SIDE;

fuzz_target!(|input: (f64, f64, u8, bool, Vec<f32>)| {
    let (x, y, columns, whole, mut numbers) = input;
    if whole && !numbers.is_empty() {
        numbers = numbers.iter().copied().cycle().take(HEATMAP_SIDE * HEATMAP_SIDE).collect();
    }
    let columns = if whole { HEATMAP_SIDE } else { usize::from(columns).max(1) };
    let rows = numbers.len() / columns;
    let Ok(map) = ArrayView2::from_shape((rows, columns), &numbers[..rows * columns]) else { unreachable!("it fits") };
    let (refined_x, refined_y) = refine(map, x, y);
    if x.is_finite() && y.is_finite() {
        assert!(refined_x.is_finite() && refined_y.is_finite());
    }
});
