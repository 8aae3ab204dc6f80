//! A film in place of a camera: its frames come when they are due.

use std::sync::Arc;
use std::time::Duration;

use crate::frame::Frame;
use crate::seam::{Canceller, Clock, FrameSource, SourceError};
use crate::time::{SteadyTime, Timestamp};

/// A camera's frame that nobody has taken by then is gone.
const LATE: Duration = Duration::from_millis(100);
/// One that comes so much sooner than it is wanted is taken all the same.
const EARLY: Duration = Duration::from_millis(8);

/// A source whose frames come as a camera's would.
pub struct Paced {
    source: Box<dyn FrameSource>,
    clock: Arc<dyn Clock>,
    /// When its first frame came, by the clock, and that frame's own time.
    began: Option<(Timestamp, Timestamp)>,
    /// The time of its frames, whatever their stamps do.
    steady: SteadyTime,
    /// The least time between two frames that are wanted.
    spacing: Duration,
    /// The one before.
    given: Option<Timestamp>,
}

impl Paced {
    /// The frames of `source`, in the time of `clock`.
    #[must_use]
    pub fn new(source: Box<dyn FrameSource>, clock: Arc<dyn Clock>) -> Self {
        Self { source, clock, began: None, steady: SteadyTime::default(), spacing: Duration::ZERO, given: None }
    }
}

impl FrameSource for Paced {
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        loop {
            let Some(frame) = self.source.next_frame()? else { return Ok(None) };
            let (now, time) = (self.clock.now(), self.steady.moment(frame.time));
            let (began, first) = *self.began.get_or_insert((now, time));
            let due = began + time.since(first);
            let is_early = self.given.is_some_and(|given| time.since(given) + EARLY < self.spacing);
            if now.since(due) > LATE || is_early {
                continue;
            }
            self.given = Some(time);
            if due > now {
                self.clock.sleep(due.since(now));
            }
            return Ok(Some(Frame { time, ..frame }));
        }
    }

    fn is_live(&self) -> bool {
        true
    }

    fn space(&mut self, least: Duration) {
        self.spacing = least;
    }

    fn canceller(&self) -> Option<Canceller> {
        self.source.canceller()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seam::doubles::{ManualClock, ScriptedSource, frame};

    #[test]
    fn frames_come_when_they_are_due() {
        let clock = ManualClock::default();
        let script = [5.0, 5.5, 6.0].map(|time| Ok(Some(frame(time))));
        let mut paced = Paced::new(Box::new(ScriptedSource::of(script)), Arc::new(clock.clone()));
        let mut came = Vec::new();
        while let Some(frame) = paced.next_frame().unwrap() {
            came.push((frame.time.secs(), clock.now().secs()));
        }
        assert_eq!(came, [(5.0, 0.0), (5.5, 0.5), (6.0, 1.0)]);
        assert!(paced.is_live());
    }

    #[test]
    fn a_film_whose_stamps_go_back_goes_on() {
        let script = [5.0, 5.5, 1.0, 1.5, 1.4].map(|time| Ok(Some(frame(time))));
        let clock = ManualClock::default();
        let mut paced = Paced::new(Box::new(ScriptedSource::of(script)), Arc::new(clock.clone()));
        let mut came = Vec::new();
        while let Some(frame) = paced.next_frame().unwrap() {
            came.push((frame.time.secs(), clock.now().secs()));
        }
        assert_eq!(came, [(5.0, 0.0), (5.5, 0.5), (5.5, 0.5), (6.0, 1.0), (6.0, 1.0)]);
    }

    #[test]
    fn frames_that_are_not_wanted_are_left_out() {
        let script = [0.0, 0.033, 0.066, 0.1, 0.133, 0.166].map(|time| Ok(Some(frame(time))));
        let mut paced = Paced::new(Box::new(ScriptedSource::of(script)), Arc::new(ManualClock::default()));
        paced.space(Duration::from_millis(66));
        let came: Vec<f64> =
            std::iter::from_fn(|| paced.next_frame().unwrap()).map(|frame| frame.time.secs()).collect();
        assert_eq!(came, [0.0, 0.066, 0.133]);
    }
}
