//! A smooth curve through the outline, by least squares that gives outliers less and less weight (Tukey's biweight).

use crate::measure::spine::outline::{Outline, RAYS, position};
use crate::measure::spine::polynomial::{Row, TERMS, dot, legendre};
use crate::measure::spine::window::WINDOW;
use crate::statistics::median;

/// How large each coefficient is expected to be, in torso lengths: height and tilt are free, one bow is up to a cat's, a second
/// one half of it, a third small. It matters only where rays are missing.
const EXPECTED: Row = [1.0, 0.5, 0.10, 0.05, 0.02];
/// How many neighbouring rays share one error: the silhouette's finest features are 2 and 4 pixels apart, rays little more than 1.
const RAYS_A_FEATURE: f64 = 3.0;
/// Tukey's constant: 95 % as efficient as plain least squares where there are no outliers.
const TUKEY: f64 = 4.685;
/// Rounds of weighing; it has settled well before.
const ROUNDS: usize = 12;
/// From the median of absolute residuals to a standard deviation, for normal errors.
const MEDIAN_TO_DEVIATION: f64 = 1.4826;
/// An edge is not known better than this, in the silhouette's pixels.
const MIN_NOISE_PX: f64 = 0.25;

/// A curve through an outline.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// Its coefficients, in torso lengths.
    pub coefficients: Row,
    covariance: [Row; TERMS],
}

impl Fit {
    /// The standard deviation of a measure of this curve.
    pub fn deviation(&self, measure: &Row) -> f64 {
        let spread: Row = std::array::from_fn(|term| dot(&self.covariance[term], measure));
        dot(measure, &spread).max(0.0).sqrt()
    }
}

/// The curve through an outline of a torso `torso` pixels long; `None` where the numbers fail.
pub fn fit(outline: &Outline, torso: f64) -> Option<Fit> {
    let points: Vec<(Row, f64)> = (0..RAYS)
        .filter_map(|ray| {
            let x = 2.0 * (position(ray) - WINDOW.0) / (WINDOW.1 - WINDOW.0) - 1.0;
            outline[ray].map(|edge| (legendre(x), edge.height))
        })
        .collect();
    let mut weights = vec![1.0; points.len()];
    let mut residuals = Vec::with_capacity(points.len());
    let mut noise = 1.0 / torso;
    let mut coefficients = Row::default();
    for _ in 0..ROUNDS {
        let (matrix, right) = normal_equations(&points, &weights, noise);
        let inverse = inverse(matrix)?;
        coefficients = inverse.map(|row| dot(&row, &right));
        residuals.clear();
        residuals.extend(points.iter().map(|(values, height)| (height - dot(values, &coefficients)).abs()));
        noise = (MEDIAN_TO_DEVIATION * median(residuals.iter().copied())?).max(MIN_NOISE_PX / torso);
        for (weight, residual) in weights.iter_mut().zip(&residuals) {
            let far = residual / (TUKEY * noise);
            *weight = if far < 1.0 { (1.0 - far * far).powi(2) } else { 0.0 };
        }
    }
    let covariance = inverse(normal_equations(&points, &weights, noise).0)?;
    coefficients.iter().all(|coefficient| coefficient.is_finite()).then_some(Fit { coefficients, covariance })
}

fn normal_equations(points: &[(Row, f64)], weights: &[f64], noise: f64) -> ([Row; TERMS], Row) {
    let mut matrix = [Row::default(); TERMS];
    let mut right = Row::default();
    let certainty = 1.0 / (noise * noise * RAYS_A_FEATURE);
    for ((values, height), weight) in points.iter().zip(weights) {
        for row in 0..TERMS {
            right[row] += certainty * weight * values[row] * height;
            for column in 0..TERMS {
                matrix[row][column] += certainty * weight * values[row] * values[column];
            }
        }
    }
    for (term, expected) in EXPECTED.into_iter().enumerate() {
        matrix[term][term] += 1.0 / (expected * expected);
    }
    (matrix, right)
}

/// The inverse of a symmetric positive definite matrix, by Gauss and Jordan; such a matrix needs no pivoting.
fn inverse(mut matrix: [Row; TERMS]) -> Option<[Row; TERMS]> {
    let mut inverse: [Row; TERMS] =
        std::array::from_fn(|row| std::array::from_fn(|column| if row == column { 1.0 } else { 0.0 }));
    for pivot in 0..TERMS {
        let scale = matrix[pivot][pivot];
        if !(scale > 0.0 && scale.is_finite()) {
            return None;
        }
        matrix[pivot] = matrix[pivot].map(|value| value / scale);
        inverse[pivot] = inverse[pivot].map(|value| value / scale);
        let (pivot_row, pivot_inverse) = (matrix[pivot], inverse[pivot]);
        for row in (0..TERMS).filter(|&row| row != pivot) {
            let factor = matrix[row][pivot];
            for column in 0..TERMS {
                matrix[row][column] -= factor * pivot_row[column];
                inverse[row][column] -= factor * pivot_inverse[column];
            }
        }
    }
    Some(inverse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::spine::outline::Edge;

    #[test]
    fn a_curve_of_known_coefficients_is_found_again_among_outliers() {
        let truth = [0.2, -0.03, -0.05, 0.01, 0.002];
        let outline: Outline = std::array::from_fn(|ray| {
            let height = dot(&truth, &legendre(ray as f64 / 20.0 - 1.0));
            let outlier = if matches!(ray, 7 | 8 | 29) { 0.08 } else { 0.0 };
            (ray % 9 != 4).then_some(Edge { height: height + outlier, softness: 0.01 })
        });
        let fit = fit(&outline, 60.0).unwrap();
        for (found, expected) in fit.coefficients.into_iter().zip(truth) {
            assert!((found - expected).abs() < 2e-4, "{:?}", fit.coefficients);
        }
    }

    #[test]
    fn less_outline_means_more_doubt() {
        let flat = |rays: std::ops::Range<usize>| -> Outline {
            std::array::from_fn(|ray| rays.contains(&ray).then_some(Edge { height: 0.2, softness: 0.01 }))
        };
        let doubt = |rays| fit(&flat(rays), 60.0).unwrap().deviation(&crate::measure::spine::polynomial::whole());
        assert!(doubt(0..RAYS) < doubt(0..30));
        assert!(doubt(0..30) < doubt(0..21));
    }
}
