//! When a video's frames are due.

use std::time::Duration;

use crate::frame::Frame;
use crate::time::Timestamp;

/// A video's frame that is this late is dropped: pose work slower than the video must not make it lag behind.
const LATE: Duration = Duration::from_millis(120);
/// But never so many in a row that the person on the screen stands still.
const MOST_DROPPED: u32 = 8;

/// Shows a video at its own speed.
#[derive(Default)]
pub(super) struct Pace {
    /// The clock's time and the media time of the first frame, which is due at once: a video may be started in its middle.
    start: Option<(Timestamp, Timestamp)>,
    dropped: u32,
}

/// When a frame is due.
#[derive(Debug, PartialEq)]
pub(super) enum Due {
    /// After this time.
    In(Duration),
    /// It is, since this moment.
    Since(Timestamp),
    /// So long ago that it is better dropped.
    TooLate,
}

impl Pace {
    /// When `frame` is due; asked again for the same one until it is.
    pub(super) fn of(&mut self, frame: &Frame, now: Timestamp) -> Due {
        let (began, first) = *self.start.get_or_insert((now, frame.time));
        let due = began + frame.time.since(first);
        if now < due {
            return Due::In(due.since(now));
        }
        if now.since(due) > LATE && self.dropped < MOST_DROPPED {
            self.dropped += 1;
            return Due::TooLate;
        }
        self.dropped = 0;
        Due::Since(due)
    }

    /// Everything is due so much later.
    pub(super) fn shift(&mut self, time: Duration) {
        self.start = self.start.map(|(began, first)| (began + time, first));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seam::doubles::frame;

    #[test]
    fn a_video_started_in_its_middle_is_due_at_once() {
        let seconds = Timestamp::from_secs;
        let mut pace = Pace::default();
        assert_eq!(pace.of(&frame(100.0), seconds(1.0)), Due::Since(seconds(1.0)));
        assert_eq!(pace.of(&frame(100.5), seconds(1.1)), Due::In(Duration::from_millis(400)));
        assert_eq!(pace.of(&frame(100.5), seconds(1.6)), Due::Since(seconds(1.5)));
        assert_eq!(pace.of(&frame(101.0), seconds(3.0)), Due::TooLate);
        pace.shift(Duration::from_secs(10));
        assert_eq!(pace.of(&frame(102.0), seconds(12.5)), Due::In(Duration::from_millis(500)));
    }
}
