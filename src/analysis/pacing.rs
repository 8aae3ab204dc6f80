//! From frames with times of their own to a film whose pictures stand equally long.

use std::time::Duration;

use crate::time::Timestamp;

/// No more pictures a second than this: nobody sees more, and each costs as much as the others.
const FASTEST: f64 = 60.0;
/// Nor fewer: players don't like it.
const SLOWEST: f64 = 1.0;
/// A longer gap, as a broken file may have, is shortened to this.
const LONGEST_GAP: Duration = Duration::from_secs(10);

/// Says how often each frame is shown, so that the film made of them keeps their times to within half a picture.
#[derive(Clone, Debug)]
pub struct Pacing {
    rate: f64,
    first: Option<Timestamp>,
    last: Timestamp,
    /// Time left out of gaps.
    cut: Duration,
    given: u64,
}

impl Pacing {
    /// For frames that come about `interval` apart.
    #[must_use]
    pub fn new(interval: Duration) -> Self {
        let rate = if interval.is_zero() { FASTEST } else { (1.0 / interval.as_secs_f64()).clamp(SLOWEST, FASTEST) };
        Self { rate, first: None, last: Timestamp::ZERO, cut: Duration::ZERO, given: 0 }
    }

    /// Pictures a second.
    #[must_use]
    pub const fn rate(&self) -> f64 {
        self.rate
    }

    /// How many pictures show the frame of this time: none where another has come in its place, several where none has come for a
    /// while.
    pub fn pictures(&mut self, time: Timestamp) -> u32 {
        let first = *self.first.get_or_insert(time);
        let gap = time.since(if self.given == 0 { time } else { self.last });
        self.cut += gap.saturating_sub(LONGEST_GAP);
        self.last = time;
        // The frame is shown from its own moment on; what comes before it has the pictures up to there.
        let until = (time.since(first).saturating_sub(self.cut).as_secs_f64() * self.rate).round() as u64 + 1;
        let pictures = until.saturating_sub(self.given);
        self.given += pictures;
        u32::try_from(pictures).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pictures(rate: f64, times: impl IntoIterator<Item = f64>) -> Vec<u32> {
        let mut pacing = Pacing::new(Duration::from_secs_f64(1.0 / rate));
        times.into_iter().map(|time| pacing.pictures(Timestamp::from_secs(time))).collect()
    }

    #[test]
    fn a_steady_film_has_each_frame_once() {
        for rate in [10.0, 24.0, 25.0, 29.97, 60.0] {
            let shown = pictures(rate, (0..500).map(|frame| 3.0 + f64::from(frame) / rate));
            assert!(shown.iter().all(|&shown| shown == 1), "{rate}");
        }
    }

    #[test]
    fn an_unsteady_film_keeps_its_time() {
        // A phone that drops frames in the dark: 30 a second, then 15.
        let times =
            (0..30).map(|frame| f64::from(frame) / 30.0).chain((0..15).map(|frame| 1.0 + f64::from(frame) / 15.0));
        let shown = pictures(30.0, times);
        assert_eq!(shown[..30], [1; 30]);
        assert_eq!(shown[31..], [2; 14]);
        assert_eq!(shown.iter().sum::<u32>(), 59);
    }

    #[test]
    fn slow_motion_is_thinned_out_and_a_gap_shortened() {
        let shown = pictures(240.0, (0..240).map(|frame| f64::from(frame) / 240.0));
        assert!((60..=61).contains(&shown.iter().sum::<u32>()), "{shown:?}");
        assert_eq!(pictures(10.0, [0.0, 0.1, 3600.0, 3600.1]), [1, 1, 100, 1]);
    }
}
