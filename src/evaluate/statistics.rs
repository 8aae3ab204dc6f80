//! The few figures that a table of errors is made of.

use serde::Serialize;

use crate::decimals::round;

/// The value below which `share` (0 to 1) of the values lie, by the nearest rank: the smallest value that at least that
/// share does not exceed. `None` of no values.
#[must_use]
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

/// The middle value; of an even number the mean of the two in the middle. `None` of no values.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// `part` of `whole` in percent; `None` of nothing.
#[must_use]
pub fn percent(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| round(100.0 * part as f64 / whole as f64, 1))
}

/// Absolute errors against the truth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Errors {
    /// Frames whose true value is known.
    pub frames: usize,
    /// Those of them in which it was measured.
    pub seen: usize,
    /// Half of the errors are no larger.
    pub median: Option<f64>,
    /// Nine tenths of the errors are no larger.
    pub p90: Option<f64>,
}

impl Errors {
    /// The figures of `errors`, measured in so many of `frames` frames.
    #[must_use]
    pub fn of(errors: &[f64], frames: usize) -> Self {
        let rounded = |value: Option<f64>| value.map(|value| round(value, 2));
        Self { frames, seen: errors.len(), median: rounded(median(errors)), p90: rounded(quantile(errors, 0.9)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle_and_the_ninetieth_percentile_near_the_end() {
        let values: Vec<f64> = (1..=10).rev().map(f64::from).collect();
        assert_eq!(median(&values), Some(5.5));
        assert_eq!(median(&values[..3]), Some(9.0));
        assert_eq!(quantile(&values, 0.9), Some(9.0));
        assert_eq!(quantile(&values, 1.0), Some(10.0));
        assert_eq!(quantile(&[4.0], 0.9), Some(4.0));
    }

    #[test]
    fn of_nothing_there_are_no_figures() {
        assert_eq!(median(&[]), None);
        assert_eq!(quantile(&[], 0.9), None);
        assert_eq!(percent(0, 0), None);
        assert_eq!(Errors::of(&[], 7), Errors { frames: 7, seen: 0, median: None, p90: None });
    }

    #[test]
    fn shares_are_in_percent() {
        assert_eq!(percent(1, 3), Some(33.3));
        assert_eq!(percent(3, 3), Some(100.0));
    }
}
