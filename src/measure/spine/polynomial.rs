//! Legendre polynomials up to the fourth degree on -1 (hips' end of the back) to 1 (shoulders' end), and what a curve made of
//! them measures. A back has one bow or two; the fourth degree lets its halves differ.

use crate::measure::spine::window::{LANDMARK_SLIP, WINDOW};

/// How many polynomials there are.
pub const TERMS: usize = 5;

/// One number for each polynomial: a curve's coefficients in torso lengths, or the weights of a measure of curves.
pub type Row = [f64; TERMS];

/// The polynomials' values at `x`.
pub fn legendre(x: f64) -> Row {
    let square = x * x;
    [
        1.0,
        x,
        (3.0 * square - 1.0) / 2.0,
        x * (5.0 * square - 3.0) / 2.0,
        (35.0 * square * square - 30.0 * square + 3.0) / 8.0,
    ]
}

/// Integrals of the polynomials from some fixed point to `x`: `(P(n+1) - P(n-1)) / (2n + 1)`.
fn integrals(x: f64) -> Row {
    let values = legendre(x);
    let fifth = x * (63.0 * x.powi(4) - 70.0 * x * x + 15.0) / 8.0;
    let next = |degree: usize| values.get(degree + 1).copied().unwrap_or(fifth);
    std::array::from_fn(|degree| match degree {
        0 => x,
        _ => (next(degree) - values[degree - 1]) / (2.0 * degree as f64 + 1.0),
    })
}

/// The measure "mean height from `from` to `to` over the chord between the two".
pub fn over_chord(from: f64, to: f64) -> Row {
    let (first, last, before, after) = (legendre(from), legendre(to), integrals(from), integrals(to));
    std::array::from_fn(|term| (after[term] - before[term]) / (to - from) - f64::midpoint(first[term], last[term]))
}

/// The bow of the whole back.
pub fn whole() -> Row {
    over_chord(-1.0, 1.0)
}

/// The bow of the lower half over its own chord, doubled: an even bend in each half then adds up to the whole, since a half as
/// long stands a quarter as high, and its share of the whole is a half.
pub fn lower_half() -> Row {
    over_chord(-1.0, 0.0).map(|weight| 2.0 * weight)
}

/// The bow of the upper half, likewise.
pub fn upper_half() -> Row {
    over_chord(0.0, 1.0).map(|weight| 2.0 * weight)
}

/// The whole's bow with one end slipped by as much as a landmark may.
pub fn slipped() -> [Row; 4] {
    let slip = LANDMARK_SLIP / ((WINDOW.1 - WINDOW.0) / 2.0);
    [(-1.0 + slip, 1.0), (-1.0 - slip, 1.0), (-1.0, 1.0 + slip), (-1.0, 1.0 - slip)]
        .map(|(from, to)| over_chord(from, to))
}

/// What a measure says of a curve.
pub fn dot(measure: &Row, coefficients: &Row) -> f64 {
    measure.iter().zip(coefficients).map(|(weight, coefficient)| weight * coefficient).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(row: Row, expected: Row) {
        for (value, expected) in row.into_iter().zip(expected) {
            assert!((value - expected).abs() < 1e-12, "{row:?}");
        }
    }

    #[test]
    fn the_measures_are_the_ones_worked_out_by_hand() {
        assert_close(whole(), [0.0, 0.0, -1.0, 0.0, -1.0]);
        assert_close(lower_half(), [0.0, 0.0, -0.5, 1.25, -1.375]);
        assert_close(upper_half(), [0.0, 0.0, -0.5, -1.25, -1.375]);
    }

    #[test]
    fn a_chord_is_not_bowed_and_a_parabola_stands_two_thirds_of_its_height() {
        // 1 - x² is 2/3 (P0 - P2).
        let parabola = [2.0 / 3.0, 0.0, -2.0 / 3.0, 0.0, 0.0];
        assert!((dot(&whole(), &parabola) - 2.0 / 3.0).abs() < 1e-12);
        assert!(dot(&over_chord(-0.7, 0.4), &[0.3, -2.0, 0.0, 0.0, 0.0]).abs() < 1e-12);
    }
}
