//! Sharpens a landmark's place with its heat map.
//!
//! Source: MediaPipe's `refine_landmarks_from_heatmap_calculator.cc`.

#![allow(clippy::needless_pass_by_value, reason = "a view is as good as a reference, and so ndarray takes it")]

use ndarray::{ArrayView2, Axis, Slice};

use super::logistic;

/// How far around a landmark's own cell the heat map is read: a kernel of 9 cells.
///
/// `MediaPipe`'s graph file asks for 7, but what its package 0.10.21 computes on photos is reproduced to five digits with
/// 9, the calculator's own default, and not with 7.
const REACH: usize = 4;
/// A heat map that is nowhere this sure is not used.
const MIN_CONFIDENCE: f64 = 0.5;

/// The place of a landmark, first estimated at (`x`, `y`), as fractions of the region's side.
///
/// `map` is the landmark's own heat map, rows of cells before the sigmoid. The mean of the cells around the
/// estimate, weighted by how sure each is, replaces the estimate where the map is sure enough; otherwise, and where the
/// estimate lies outside the map, it stays. An estimate below the map but within reach of it still counts as inside, as in
/// `MediaPipe`. Cells count with their top left corner, as the network was trained.
#[must_use]
pub fn refine(mut map: ArrayView2<'_, f32>, x: f64, y: f64) -> (f64, f64) {
    let (rows, columns) = map.dim();
    // Rounded toward zero, so that a place just outside the top or left edge still belongs to the first cell.
    let cell = |fraction: f64, cells: usize, end: usize| {
        let cell = (fraction * cells as f64).trunc();
        (cell >= 0.0 && cell < end as f64).then_some(cell as usize)
    };
    let (Some(column), Some(row)) = (cell(x, columns, columns), cell(y, rows, rows + REACH)) else { return (x, y) };
    let around = |middle: usize, cells: usize| middle.saturating_sub(REACH)..(middle + REACH + 1).min(cells);
    let (down, across) = (around(row, rows), around(column, columns));
    map.slice_axis_inplace(Axis(0), Slice::from(down.clone()));
    map.slice_axis_inplace(Axis(1), Slice::from(across.clone()));
    let (mut total, mut sum_x, mut sum_y, mut best) = (0.0, 0.0, 0.0, 0.0_f64);
    for (row, cells) in down.zip(map.outer_iter()) {
        for (column, &value) in across.clone().zip(cells) {
            let confidence = logistic(f64::from(value));
            total += confidence;
            sum_x += column as f64 * confidence;
            sum_y += row as f64 * confidence;
            best = best.max(confidence);
        }
    }
    let refined = (sum_x / columns as f64 / total, sum_y / rows as f64 / total);
    // A sum that is not a number fails this test too.
    if best >= MIN_CONFIDENCE && refined.0.is_finite() && refined.1.is_finite() { refined } else { (x, y) }
}

/// How sure a landmark's own heat map is where it is surest, 0 to 1; 0 for a map without cells.
#[must_use]
pub fn peak(map: ArrayView2<'_, f32>) -> f64 {
    logistic(f64::from(map.fold(f32::NEG_INFINITY, |highest, &value| highest.max(value))))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, Array3};
    use proptest::prelude::*;

    use super::super::model::{HEATMAP_SIDE, RAW_LANDMARKS};
    use super::*;

    const COLD: f32 = -40.0;

    fn heatmap(cells: &[(usize, usize, usize, f32)]) -> Array3<f32> {
        let mut map = Array3::from_elem((HEATMAP_SIDE, HEATMAP_SIDE, RAW_LANDMARKS), COLD);
        for &(column, row, index, value) in cells {
            map[[row, column, index]] = value;
        }
        map
    }

    fn of(map: &Array3<f32>, index: usize) -> ArrayView2<'_, f32> {
        map.index_axis(Axis(2), index)
    }

    #[test]
    fn the_mean_of_two_cells() {
        // The sigmoid of ln 3 is 0.75, of 0 it is 0.5: the mean lies 0.5/1.25 of the way from the first to the second.
        let map = heatmap(&[(30, 20, 5, 3.0_f32.ln()), (32, 21, 5, 0.0)]);
        let (x, y) = refine(of(&map, 5), 31.9 / 64.0, 20.2 / 64.0);
        assert!((x * 64.0 - 30.8).abs() < 1e-6 && (y * 64.0 - 20.4).abs() < 1e-6, "{x} {y}");
        // Other landmarks have maps of their own.
        assert_eq!(refine(of(&map, 6), 31.9 / 64.0, 20.2 / 64.0), (31.9 / 64.0, 20.2 / 64.0));
    }

    #[test]
    fn the_peak_is_the_surest_cell_of_the_landmarks_own_map() {
        let map = heatmap(&[(30, 20, 5, 3.0_f32.ln()), (63, 63, 5, 0.0), (1, 1, 6, f32::NAN)]);
        assert!((peak(of(&map, 5)) - 0.75).abs() < 1e-6);
        assert!(peak(of(&map, 6)) < 1e-9 && peak(of(&map, 7)) < 1e-9, "cold, whatever is no number");
        assert!(peak(Array2::zeros((0, 0)).view()).abs() < 1e-9, "no cells");
    }

    #[test]
    fn an_unsure_map_changes_nothing() {
        let map = heatmap(&[(30, 20, 5, -0.01)]);
        assert_eq!(refine(of(&map, 5), 0.47, 0.31), (0.47, 0.31));
    }

    #[test]
    fn cells_out_of_reach_do_not_count() {
        let map = heatmap(&[(30, 20, 0, 5.0), (35, 20, 0, 5.0)]);
        let (x, _) = refine(of(&map, 0), 30.5 / 64.0, 20.5 / 64.0);
        assert!((x * 64.0 - 30.0).abs() < 1e-6);
    }

    #[test]
    fn at_the_edges_the_kernel_is_cut() {
        let map = heatmap(&[(0, 0, 0, 5.0), (63, 63, 1, 5.0)]);
        assert!(refine(of(&map, 0), 0.01, 0.01).0.abs() < 1e-9);
        // Just outside on the left is rounded into the first cell; just outside on the right is not.
        assert!(refine(of(&map, 0), -0.9 / 64.0, 0.0).0.abs() < 1e-9);
        assert!((refine(of(&map, 1), 63.5 / 64.0, 63.5 / 64.0).0 * 64.0 - 63.0).abs() < 1e-6);
        assert_eq!(refine(of(&map, 1), 1.0, 0.99), (1.0, 0.99));
        // Below the map, the last rows are still within reach for a while.
        assert!((refine(of(&map, 1), 0.99, 67.5 / 64.0).1 * 64.0 - 63.0).abs() < 1e-6);
        assert_eq!(refine(of(&map, 1), 0.99, 68.0 / 64.0), (0.99, 68.0 / 64.0));
        assert_eq!(refine(of(&map, 0), -1.1 / 64.0, 0.0), (-1.1 / 64.0, 0.0));
    }

    proptest! {
        #[test]
        fn a_refined_place_stays_within_reach(
            values in prop::collection::vec(-6.0..6.0_f32, HEATMAP_SIDE * HEATMAP_SIDE),
            x in 0.0..0.999_f64, y in 0.0..0.999_f64,
        ) {
            let cells: Vec<_> = (0..values.len())
                .map(|cell| (cell % HEATMAP_SIDE, cell / HEATMAP_SIDE, 2, values[cell]))
                .collect();
            let (refined_x, refined_y) = refine(of(&heatmap(&cells), 2), x, y);
            let reach = (REACH as f64 + 1.0) / HEATMAP_SIDE as f64;
            prop_assert!((refined_x - x).abs() <= reach && (refined_y - y).abs() <= reach);
        }

        #[test]
        fn any_numbers_are_survived(
            value in prop::num::f32::ANY, x in prop::num::f64::ANY, y in prop::num::f64::ANY,
        ) {
            let map = Array2::from_elem((HEATMAP_SIDE, HEATMAP_SIDE), value);
            for (rows, columns) in [(HEATMAP_SIDE, HEATMAP_SIDE), (5, 3), (0, 4), (4, 0)] {
                let map = map.slice_axis(Axis(0), Slice::from(..rows));
                let map = map.slice_axis(Axis(1), Slice::from(..columns));
                let (refined_x, refined_y) = refine(map, x, y);
                prop_assert!(refined_x.is_finite() || !x.is_finite());
                prop_assert!(refined_y.is_finite() || !y.is_finite());
                prop_assert!((0.0..=1.0).contains(&peak(map)));
            }
        }
    }
}
