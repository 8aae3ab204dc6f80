//! The One Euro filter: steady while a value rests, quick while it moves.
//!
//! Casiez, Roussel and Vogel: "1 € Filter: A Simple Speed-based Low-pass Filter for Noisy Input in Interactive Systems",
//! CHI 2012. The speed is taken between raw samples, as MediaPipe does it. Parameters and state are apart, so that one set
//! of parameters serves many values, and elapsed time is an argument, so that a recording replays exactly.

use std::f64::consts::TAU;
use std::time::Duration;

/// Parameters of a One Euro filter.
///
/// ```
/// use std::time::Duration;
/// use supple::body::{OneEuro, OneEuroState};
///
/// let (filter, mut state) = (OneEuro { min_cutoff: 1.0, beta: 0.0, derivative_cutoff: 1.0 }, OneEuroState::default());
/// let frame = Duration::from_millis(33);
/// let smoothed = [0.0, 10.0, 0.0].map(|value| filter.smooth(&mut state, value, 1.0, frame));
/// assert_eq!(smoothed[0], 0.0);
/// assert!(smoothed[1] > 1.0 && smoothed[1] < 2.0, "a jump of one frame hardly shows");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneEuro {
    /// Cut-off frequency for a value at rest, in hertz, above 0: lower is steadier.
    pub min_cutoff: f64,
    /// Hertz of cut-off gained for each unit per second of speed: higher is quicker.
    pub beta: f64,
    /// Cut-off frequency for the speed itself, in hertz, above 0.
    pub derivative_cutoff: f64,
}

/// What a One Euro filter remembers of one value. A new one lets the first sample pass.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OneEuroState {
    last: Option<Sample>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Sample {
    raw: f64,
    filtered: f64,
    speed: f64,
}

impl OneEuro {
    /// The filtered value of the sample `value`, `elapsed` after the one before it.
    ///
    /// `scale` turns the value's unit into the one that `beta` is meant for: with pixels, one over the size of the person
    /// in pixels, so that a person far away is smoothed like one close by. The first sample passes as it is; so does one
    /// that is not finite or that no time has passed for, and it is forgotten.
    pub fn smooth(&self, state: &mut OneEuroState, value: f64, scale: f64, elapsed: Duration) -> f64 {
        if !value.is_finite() {
            return value;
        }
        let Some(last) = state.last else {
            state.last = Some(Sample { raw: value, filtered: value, speed: 0.0 });
            return value;
        };
        if elapsed.is_zero() {
            return value;
        }
        let seconds = elapsed.as_secs_f64();
        let speed =
            blend(last.speed, (value - last.raw) * scale / seconds, low_pass_weight(self.derivative_cutoff, seconds));
        let cutoff = self.min_cutoff + self.beta * speed.abs();
        let filtered = blend(last.filtered, value, low_pass_weight(cutoff, seconds));
        state.last = Some(Sample { raw: value, filtered, speed });
        filtered
    }
}

/// The weight of a new sample in a first-order low-pass filter of `cutoff` hertz, `seconds` after the last sample.
fn low_pass_weight(cutoff: f64, seconds: f64) -> f64 {
    let time_constant = 1.0 / (TAU * cutoff);
    1.0 / (1.0 + time_constant / seconds)
}

fn blend(old: f64, new: f64, weight: f64) -> f64 {
    old + weight * (new - old)
}

/// What an exponential moving average remembers of one value. A new one lets the first sample pass.
///
/// ```
/// use supple::body::MovingAverage;
///
/// let mut average = MovingAverage::default();
/// assert_eq!([4.0, 8.0, 8.0].map(|value| average.smooth(value, 0.5)), [4.0, 6.0, 7.0]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MovingAverage {
    average: Option<f64>,
}

impl MovingAverage {
    /// The average after the sample `value`, which counts for `weight` of it (0 to 1). A sample that is not finite passes
    /// and is forgotten.
    pub fn smooth(&mut self, value: f64, weight: f64) -> f64 {
        if !value.is_finite() {
            return value;
        }
        let average = self.average.map_or(value, |average| blend(average, value, weight));
        self.average = Some(average);
        average
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILTER: OneEuro = OneEuro { min_cutoff: 1.0, beta: 0.5, derivative_cutoff: 1.0 };

    fn run(filter: OneEuro, values: &[f64], elapsed: Duration) -> Vec<f64> {
        let mut state = OneEuroState::default();
        values.iter().map(|&value| filter.smooth(&mut state, value, 1.0, elapsed)).collect()
    }

    #[test]
    fn a_step_worked_out_by_hand() {
        // At 10 Hz and 1 Hz cut-off a = 1/(1 + 10/2π) = 0.385870. The step's speed is 10/s, filtered 3.85870; the cut-off
        // becomes 1 + 0.5·3.85870 = 2.929348 Hz, whose weight is 1/(1 + 10/(2π·2.929348)) = 0.647957.
        // The value then rests: the speed decays to 3.85870·(1 − 0.385870) = 2.369743, cut-off 2.184872 Hz, weight
        // 0.578556, value 0.647957 + 0.578548·0.352043 = 0.851634.
        let filtered = run(FILTER, &[0.0, 1.0, 1.0], Duration::from_millis(100));
        assert!(filtered[0].abs() < 1e-12);
        assert!((filtered[1] - 0.647_957).abs() < 1e-5, "{filtered:?}");
        assert!((filtered[2] - 0.851_634).abs() < 1e-5, "{filtered:?}");
    }

    #[test]
    fn the_speed_is_taken_between_raw_samples() {
        // Between the second and third sample nothing moves, although the filtered value has not arrived yet. With a speed
        // taken from the filtered value the third would be weighed more heavily.
        let filter = OneEuro { min_cutoff: 0.1, beta: 1.0, derivative_cutoff: 1000.0 };
        let filtered = run(filter, &[0.0, 1.0, 1.0], Duration::from_millis(100));
        // The derivative's weight is 1/(1 + 10/(2π·1000)) = 0.998411, so nearly nothing of the step's speed is left:
        // 9.984110·0.001589 = 0.015865/s, cut-off 0.115865 Hz, weight 0.067860.
        let weight = (filtered[2] - filtered[1]) / (1.0 - filtered[1]);
        assert!((weight - 0.067_860).abs() < 1e-4, "{weight}");
    }

    #[test]
    fn no_time_or_no_number_leaves_the_state_alone() {
        let mut state = OneEuroState::default();
        FILTER.smooth(&mut state, 1.0, 1.0, Duration::ZERO);
        let before = state;
        assert_eq!(FILTER.smooth(&mut state, 5.0, 1.0, Duration::ZERO).to_bits(), 5.0_f64.to_bits());
        assert!(FILTER.smooth(&mut state, f64::NAN, 1.0, Duration::from_secs(1)).is_nan());
        assert_eq!(state, before);
        let mut average = MovingAverage::default();
        average.smooth(0.5, 0.1);
        assert!(average.smooth(f64::NAN, 0.1).is_nan());
        assert!((average.smooth(1.0, 0.1) - 0.55).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn a_filtered_value_never_leaves_the_range_of_its_samples(
            values in prop::collection::vec(-1e3..1e3_f64, 1..40),
            milliseconds in 1..2000_u64,
            scale in 1e-3..10.0_f64,
        ) {
            let mut state = OneEuroState::default();
            let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
            for value in values {
                (low, high) = (low.min(value), high.max(value));
                let filtered = FILTER.smooth(&mut state, value, scale, Duration::from_millis(milliseconds));
                prop_assert!(filtered >= low - 1e-9 && filtered <= high + 1e-9);
            }
        }

        #[test]
        fn units_do_not_matter_when_the_scale_follows_them(
            values in prop::collection::vec(-10.0..10.0_f64, 1..40),
            unit in 1e-3..1e3_f64,
        ) {
            let (mut plain, mut scaled) = (OneEuroState::default(), OneEuroState::default());
            for value in values {
                let elapsed = Duration::from_millis(33);
                let one = FILTER.smooth(&mut plain, value, 1.0, elapsed);
                let other = FILTER.smooth(&mut scaled, value * unit, 1.0 / unit, elapsed);
                prop_assert!((one * unit - other).abs() < 1e-6 * unit);
            }
        }
    }
}
