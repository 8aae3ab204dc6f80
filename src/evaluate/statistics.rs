//! The few figures that a table of errors is made of.

use serde::Serialize;

use crate::decimals::round;
use crate::statistics::{median, nearest_rank};

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
    /// The figures of `errors`, measured in as many of the `frames` frames.
    #[must_use]
    pub fn of(errors: &[f64], frames: usize) -> Self {
        let rounded = |value: Option<f64>| value.map(|value| round(value, 2));
        let errors = errors.iter().copied();
        let (median, p90) = (rounded(median(errors.clone())), rounded(nearest_rank(errors.clone(), 0.9)));
        Self { frames, seen: errors.len(), median, p90 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_nothing_there_are_no_figures() {
        assert_eq!(percent(0, 0), None);
        assert_eq!(Errors::of(&[], 7), Errors { frames: 7, seen: 0, median: None, p90: None });
    }

    #[test]
    fn shares_are_in_percent() {
        assert_eq!(percent(1, 3), Some(33.3));
        assert_eq!(percent(3, 3), Some(100.0));
    }
}
