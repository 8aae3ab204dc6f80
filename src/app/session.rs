//! A session without a window: frames in, events out, one after another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Failure;
use super::outlet::Outlets;
use super::report::Summary;
use super::tape::Tape;
use super::watch::Watch;
use crate::coach::Session;
use crate::frame::Frame;
use crate::measure::Observation;
use crate::seam::{FrameSource, PoseEstimator};
use crate::time::Timestamp;

/// Set when the person wants the program to end: by a key, by closing the window, by Ctrl-C.
pub type Stop = Arc<AtomicBool>;

/// A session with its pose engine and its outlets: everything between a frame and what the person is told.
pub struct Coaching {
    estimator: Box<dyn PoseEstimator>,
    session: Session,
    watch: Watch,
    outlets: Outlets,
    tape: Option<Tape>,
    now: Timestamp,
}

impl Coaching {
    /// A session that has seen nothing yet.
    #[must_use]
    pub fn new(estimator: Box<dyn PoseEstimator>, session: Session, outlets: Outlets) -> Self {
        Self { estimator, session, watch: Watch::default(), outlets, tape: None, now: Timestamp::ZERO }
    }

    /// The same, recorded on `tape`.
    #[must_use]
    pub fn recorded(self, tape: Tape) -> Self {
        Self { tape: Some(tape), ..self }
    }

    /// Takes a frame through estimate, measure and coach; returns what was seen.
    pub fn see(&mut self, frame: &Frame) -> Result<Observation, Failure> {
        let seen = self.watch.observe(self.estimator.as_mut(), frame, self.session.asks_for_spine())?;
        let observation = match &mut self.tape {
            Some(tape) => tape.frame(seen),
            None => seen,
        };
        self.now = observation.time;
        let events = self.session.observe(&observation);
        self.outlets.hear(&events)?;
        Ok(observation)
    }

    /// Passes on what the person asked for.
    pub fn command(&mut self, command: crate::coach::Command) -> Result<(), Failure> {
        if let Some(tape) = &mut self.tape {
            tape.command(self.now, command);
        }
        let events = self.session.command(self.now, command);
        self.outlets.hear(&events)
    }

    /// Ends the session where it stands.
    pub fn end(&mut self) -> Result<(), Failure> {
        let events = self.session.end(self.now);
        let heard = self.outlets.hear(&events);
        heard.and(self.tape.as_mut().map_or(Ok(()), Tape::close))
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What it came to, in words.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        self.outlets.summary()
    }
}

/// Runs a session without a window until it is done, the input ends, or `stop` is set. A failing source ends the session
/// like the input's end, and is reported after the last event is written.
pub fn run_headless(coaching: &mut Coaching, source: &mut dyn FrameSource, stop: &Stop) -> Result<(), Failure> {
    let outcome = loop {
        if stop.load(Ordering::Relaxed) || coaching.session().is_done() {
            break Ok(());
        }
        match source.next_frame() {
            Ok(Some(frame)) => {
                if let Err(failure) = coaching.see(&frame) {
                    break Err(failure);
                }
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error.into()),
        }
    };
    coaching.end()?;
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::doubles::Ear;
    use crate::app::failure::Exit;
    use crate::app::outlet::{JsonLines, Readers};
    use crate::measure::mannequin::Mannequin;
    use crate::seam::SourceError;
    use crate::seam::doubles::{Given, ScriptedEstimator, ScriptedSource, frame_of};
    use crate::stretch::{Step, samples};

    /// Somebody in sphinx for so long, ten frames a second.
    fn held(seconds: u32) -> impl Iterator<Item = Given> {
        let size = Mannequin::sphinx().observe(0.0).size;
        (0..seconds * 10).map(move |tenths| Ok(Some(frame_of(f64::from(tenths) / 10.0, size))))
    }

    fn coaching(ear: &Ear) -> Coaching {
        let stretch = Arc::new(samples::sphinx());
        let session = Session::new(vec![Step { dose: stretch.dose, stretch }]).unwrap();
        let estimator = ScriptedEstimator(|_: &Frame| Ok(Mannequin::sphinx().observe(0.0).pose));
        let events = JsonLines::new(Box::new(ear.clone()), Readers::Needed);
        Coaching::new(Box::new(estimator), session, Outlets::new(vec![Box::new(events)]))
    }

    #[test]
    fn a_source_that_fails_is_reported_after_the_last_event() {
        let lost = || SourceError::CameraLost { what: "gone".to_owned(), remedy: String::new() };
        let ear = Ear::default();
        let mut source = ScriptedSource::of(held(3).chain([Err(lost())]));
        let outcome = run_headless(&mut coaching(&ear), &mut source, &Stop::default());
        assert_eq!(outcome.map_err(|failure| failure.what), Err("gone".to_owned()));
        let events = ear.heard();
        assert!(events.contains("hold_started"), "{events}");
        assert!(events.lines().last().unwrap().contains("session_ended"), "{events}");
    }

    #[test]
    fn a_session_ends_where_its_events_can_go_no_further() {
        let ear = Ear::closed_by(std::io::ErrorKind::BrokenPipe);
        let mut source = ScriptedSource::of(held(3));
        let outcome = run_headless(&mut coaching(&ear), &mut source, &Stop::default());
        assert_eq!(outcome.map_err(|failure| failure.exit), Err(Exit::Done));
        assert_eq!(source.left(), 29, "nothing more is looked at");
    }
}
