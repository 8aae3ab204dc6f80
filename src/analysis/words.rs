//! Names of things in files, and how times are written for people.

use crate::coach::Phase;
use crate::decimals::round;
use crate::measure::BodyView;

/// The view's name in files.
pub(super) const fn view_name(view: BodyView) -> &'static str {
    match view {
        BodyView::Side => "side",
        BodyView::ThreeQuarter => "three-quarter",
        BodyView::Front => "front",
        BodyView::EndOn => "end-on",
        BodyView::Unknown => "unknown",
    }
}

/// What the coach is doing, as files name it.
pub(super) const fn state_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Searching => "nobody",
        Phase::Changing(_) => "changing",
        Phase::Positioning => "waiting",
        Phase::Holding => "holding",
        Phase::Moving => "moving",
        Phase::Paused => "paused",
        Phase::Resting(_) => "resting",
        Phase::Stopped => "stopped",
    }
}

/// Seconds as files have them, to the millisecond.
pub(super) fn seconds(time: std::time::Duration) -> f64 {
    round(time.as_secs_f64(), 3)
}

/// A moment for people: minutes and seconds with a tenth.
pub(super) fn clock(seconds: f64) -> String {
    // Rounded first, so that nothing is ever at 0:60.0.
    let tenths = (seconds.max(0.0) * 10.0).round() as u64;
    format!("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}

/// A length of time for people, in seconds.
pub(super) fn length(seconds: f64) -> String {
    format!("{seconds:.1} s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_like_a_players() {
        assert_eq!([clock(0.0), clock(9.96), clock(59.96), clock(754.32)], ["0:00.0", "0:10.0", "1:00.0", "12:34.3"]);
        assert_eq!(length(7.96), "8.0 s");
    }
}
