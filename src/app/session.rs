//! A session with its pose engine: frames and commands in, events out.

use super::failure::Failure;
use super::hearers::Hearers;
use super::outlet::Outlets;
use super::remembering::Remembering;
use super::report::Summary;
use super::speaking::Speaking;
use super::stop::Stop;
use super::tape::Tape;
use super::watch::Watch;
use crate::coach::{Event, Session};
use crate::frame::Frame;
use crate::history::PainAt;
use crate::input::SoundCommand;
use crate::measure::Observation;
use crate::seam::PoseEstimator;
use crate::time::Timestamp;

/// A session with its pose engine and its outlets: everything between a frame and what the person is told.
pub struct Coaching {
    estimator: Box<dyn PoseEstimator>,
    session: Session,
    watch: Watch,
    hearers: Hearers,
    tape: Option<Tape>,
    /// Whether it ended by itself, or as was chosen, and was not broken off.
    is_over: bool,
    now: Timestamp,
}

impl Coaching {
    /// A session that has seen nothing yet.
    #[must_use]
    pub fn new(estimator: Box<dyn PoseEstimator>, session: Session, outlets: Outlets) -> Self {
        Self {
            estimator,
            session,
            watch: Watch::default(),
            hearers: Hearers { outlets, ..Hearers::default() },
            tape: None,
            is_over: false,
            now: Timestamp::ZERO,
        }
    }

    /// The same, recorded on `tape`.
    #[must_use]
    pub fn recorded(self, tape: Tape) -> Self {
        Self { tape: Some(tape), ..self }
    }

    /// The same, in which is said what there is to say.
    #[must_use]
    pub fn spoken(mut self, speaking: Speaking) -> Self {
        self.hearers.speaking = Some(speaking).filter(|speaking| !speaking.is_unheard());
        self
    }

    /// The same, which is remembered.
    #[must_use]
    pub fn remembered(mut self, remembering: Option<Remembering>) -> Self {
        self.hearers.remembering = remembering;
        self
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
        self.tell(&events)?;
        Ok(observation)
    }

    /// Passes on what the person asked for.
    pub fn command(&mut self, command: crate::coach::Command) -> Result<(), Failure> {
        if let Some(tape) = &mut self.tape {
            tape.command(self.now, command);
        }
        let events = self.session.command(self.now, command);
        self.tell(&events)
    }

    /// Does what the person wants of what is heard.
    pub fn sound(&mut self, command: SoundCommand) {
        self.hearers.sound(command);
    }

    /// Has everybody hear what happened just now.
    fn tell(&mut self, events: &[Event]) -> Result<(), Failure> {
        self.hearers.tell(self.now, events, || self.session.status())
    }

    /// Ends the session where it stands.
    pub fn end(&mut self) -> Result<(), Failure> {
        self.is_over = self.session.is_done();
        let events = self.session.end(self.now);
        let told = self.tell(&events);
        let kept = self.tape.as_mut().map_or(Ok(()), Tape::close);
        let said = self.hearers.finish(self.now);
        told.and(kept).and(said)
    }

    /// Remembers how much it hurts, before or after the session.
    pub fn pain(&mut self, pain: PainAt) {
        self.hearers.pain(pain);
    }

    /// Waits until all that is remembered of it is written.
    pub fn finish_remembering(&mut self) {
        self.hearers.finish_remembering();
    }

    /// Whether it ended by itself, or as was chosen, and was not broken off.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.is_over
    }

    /// Waits for the last words to be heard, unless somebody stops it.
    pub fn wait_for_last_words(&self, stop: &Stop) {
        if self.is_over {
            self.hearers.wait(stop);
        }
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What it came to, in words.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        self.hearers.summary()
    }
}
