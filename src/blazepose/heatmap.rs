//! Sharpens a landmark's place with its heat map.
//!
//! Source: MediaPipe's `refine_landmarks_from_heatmap_calculator.cc`.

use super::logistic;
use super::model::{HEATMAP_SIDE, RAW_LANDMARKS};

/// How far around a landmark's own cell the heat map is read: a kernel of 9 cells.
///
/// `MediaPipe`'s graph file asks for 7, but what its package 0.10.21 computes on photos is reproduced to five digits with
/// 9, the calculator's own default, and not with 7.
const REACH: usize = 4;
/// A heat map that is nowhere this sure is not used.
const MIN_CONFIDENCE: f64 = 0.5;

/// The place of landmark `index`, first estimated at (`x`, `y`), as fractions of the region's side.
///
/// `heatmap` is the network's output, rows of cells of landmarks, before the sigmoid. The mean of the cells around the
/// estimate, weighted by how sure each is, replaces the estimate where the map is sure enough; otherwise, and where the
/// estimate lies outside the map, it stays. An estimate below the map but within reach of it still counts as inside, as in
/// `MediaPipe`. Cells count with their top left corner, as the network was trained.
#[must_use]
pub fn refine(heatmap: &[f32], index: usize, x: f64, y: f64) -> (f64, f64) {
    let side = HEATMAP_SIDE as f64;
    // Rounded toward zero, so that a place just outside the top or left edge still belongs to the first cell.
    let cell = |fraction: f64, end: usize| {
        let cell = (fraction * side).trunc();
        (cell >= 0.0 && cell < end as f64).then_some(cell as usize)
    };
    let (Some(column), Some(row)) = (cell(x, HEATMAP_SIDE), cell(y, HEATMAP_SIDE + REACH)) else { return (x, y) };
    let around = |middle: usize| middle.saturating_sub(REACH)..(middle + REACH + 1).min(HEATMAP_SIDE);
    let (mut total, mut sum_x, mut sum_y, mut best) = (0.0, 0.0, 0.0, 0.0_f64);
    for row in around(row) {
        for column in around(column) {
            let at = (row * HEATMAP_SIDE + column) * RAW_LANDMARKS + index;
            let Some(&value) = heatmap.get(at) else { return (x, y) };
            let confidence = logistic(f64::from(value));
            total += confidence;
            sum_x += column as f64 * confidence;
            sum_y += row as f64 * confidence;
            best = best.max(confidence);
        }
    }
    let refined = (sum_x / side / total, sum_y / side / total);
    // A sum that is not a number fails this test too.
    if best >= MIN_CONFIDENCE && refined.0.is_finite() && refined.1.is_finite() { refined } else { (x, y) }
}

/// How sure the heat map of landmark `index` is where it is surest, 0 to 1; 0 for a map that isn't there.
#[must_use]
pub fn peak(heatmap: &[f32], index: usize) -> f64 {
    let highest = heatmap.iter().skip(index).step_by(RAW_LANDMARKS).copied().fold(f32::NEG_INFINITY, f32::max);
    logistic(f64::from(highest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLD: f32 = -40.0;

    fn heatmap(cells: &[(usize, usize, usize, f32)]) -> Vec<f32> {
        let mut map = vec![COLD; HEATMAP_SIDE * HEATMAP_SIDE * RAW_LANDMARKS];
        for &(column, row, index, value) in cells {
            map[(row * HEATMAP_SIDE + column) * RAW_LANDMARKS + index] = value;
        }
        map
    }

    #[test]
    fn the_mean_of_two_cells() {
        // The sigmoid of ln 3 is 0.75, of 0 it is 0.5: the mean lies 0.5/1.25 of the way from the first to the second.
        let map = heatmap(&[(30, 20, 5, 3.0_f32.ln()), (32, 21, 5, 0.0)]);
        let (x, y) = refine(&map, 5, 31.9 / 64.0, 20.2 / 64.0);
        assert!((x * 64.0 - 30.8).abs() < 1e-6 && (y * 64.0 - 20.4).abs() < 1e-6, "{x} {y}");
        // Other landmarks have maps of their own.
        assert_eq!(refine(&map, 6, 31.9 / 64.0, 20.2 / 64.0), (31.9 / 64.0, 20.2 / 64.0));
    }

    #[test]
    fn the_peak_is_the_surest_cell_of_the_landmarks_own_map() {
        let map = heatmap(&[(30, 20, 5, 3.0_f32.ln()), (63, 63, 5, 0.0), (1, 1, 6, f32::NAN)]);
        assert!((peak(&map, 5) - 0.75).abs() < 1e-6);
        assert!(peak(&map, 6) < 1e-9 && peak(&map, 7) < 1e-9, "cold, whatever is no number");
        assert!(peak(&[], 0).abs() < 1e-9, "no map");
    }

    #[test]
    fn an_unsure_map_changes_nothing() {
        let map = heatmap(&[(30, 20, 5, -0.01)]);
        assert_eq!(refine(&map, 5, 0.47, 0.31), (0.47, 0.31));
    }

    #[test]
    fn cells_out_of_reach_do_not_count() {
        let map = heatmap(&[(30, 20, 0, 5.0), (35, 20, 0, 5.0)]);
        let (x, _) = refine(&map, 0, 30.5 / 64.0, 20.5 / 64.0);
        assert!((x * 64.0 - 30.0).abs() < 1e-6);
    }

    #[test]
    fn at_the_edges_the_kernel_is_cut() {
        let map = heatmap(&[(0, 0, 0, 5.0), (63, 63, 1, 5.0)]);
        assert!(refine(&map, 0, 0.01, 0.01).0.abs() < 1e-9);
        // Just outside on the left is rounded into the first cell; just outside on the right is not.
        assert!(refine(&map, 0, -0.9 / 64.0, 0.0).0.abs() < 1e-9);
        assert!((refine(&map, 1, 63.5 / 64.0, 63.5 / 64.0).0 * 64.0 - 63.0).abs() < 1e-6);
        assert_eq!(refine(&map, 1, 1.0, 0.99), (1.0, 0.99));
        // Below the map, the last rows are still within reach for a while.
        assert!((refine(&map, 1, 0.99, 67.5 / 64.0).1 * 64.0 - 63.0).abs() < 1e-6);
        assert_eq!(refine(&map, 1, 0.99, 68.0 / 64.0), (0.99, 68.0 / 64.0));
        assert_eq!(refine(&map, 0, -1.1 / 64.0, 0.0), (-1.1 / 64.0, 0.0));
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
            let (refined_x, refined_y) = refine(&heatmap(&cells), 2, x, y);
            let reach = (REACH as f64 + 1.0) / HEATMAP_SIDE as f64;
            prop_assert!((refined_x - x).abs() <= reach && (refined_y - y).abs() <= reach);
        }

        #[test]
        fn any_numbers_are_survived(
            value in prop::num::f32::ANY, x in prop::num::f64::ANY, y in prop::num::f64::ANY,
        ) {
            let map = vec![value; HEATMAP_SIDE * HEATMAP_SIDE * RAW_LANDMARKS];
            for map in [&map[..], &map[..100]] {
                let (refined_x, refined_y) = refine(map, 3, x, y);
                prop_assert!(refined_x.is_finite() || !x.is_finite());
                prop_assert!(refined_y.is_finite() || !y.is_finite());
                prop_assert!((0.0..=1.0).contains(&peak(map, 3)));
            }
        }
    }
}
