//! Medians and quantiles: one of each kind for the whole program.

use std::cmp::Ordering;

/// The value at this share of the way through a sorted list.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get((share * last as f64).round() as usize).copied()
}

/// The value below which `share` (0 to 1) of the values lie, by the nearest rank: the smallest value that at least that
/// share does not exceed. `None` of no values.
pub fn nearest_rank(values: impl IntoIterator<Item = f64>, share: f64) -> Option<f64> {
    let sorted = sorted(values);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

/// The middle value; of an even number the mean of the two in the middle. `None` of no values.
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let sorted = sorted(values);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// The middle value; of an even number the higher of the two in the middle, so that it is one that was really there. `None` of no
/// values.
pub fn median_high(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let sorted = sorted(values);
    sorted.get(sorted.len() / 2).copied()
}

/// The middle one of three: a single picture that is wrong never is.
pub fn middle_of_three<T>(mut three: [T; 3], compare: impl FnMut(&T, &T) -> Ordering) -> T {
    three.sort_by(compare);
    let [_, middle, _] = three;
    middle
}

fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle_and_the_ninetieth_percentile_near_the_end() {
        let values = || (1..=10).rev().map(f64::from);
        assert_eq!((median(values()), median_high(values())), (Some(5.5), Some(6.0)));
        assert_eq!((median([9.0, 10.0, 8.0]), median_high([9.0, 10.0, 8.0])), (Some(9.0), Some(9.0)));
        assert_eq!(nearest_rank(values(), 0.9), Some(9.0));
        assert_eq!(nearest_rank(values(), 1.0), Some(10.0));
        assert_eq!(nearest_rank([4.0], 0.9), Some(4.0));
        assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.9), Some(5.0));
    }

    #[test]
    fn of_nothing_there_are_no_figures() {
        assert_eq!([median([]), median_high([]), nearest_rank([], 0.9), quantile(&[], 0.5)], [None; 4]);
    }

    #[test]
    fn one_of_three_may_be_anything() {
        assert_eq!(middle_of_three([2, 99, 1], u32::cmp), 2);
    }
}
