//! A session with its pose engine: frames and commands in, events out.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::failure::Failure;
use super::outlet::Outlets;
use super::report::Summary;
use super::tape::Tape;
use super::watch::Watch;
use crate::coach::Session;
use crate::frame::Frame;
use crate::measure::Observation;
use crate::seam::PoseEstimator;
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
