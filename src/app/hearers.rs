//! Everybody who is told of a session: outlets, speakers, and what is remembered.

use super::failure::Failure;
use super::outlet::Outlets;
use super::remembering::Remembering;
use super::report::Summary;
use super::speaking::Speaking;
use super::stop::Stop;
use crate::coach::{Event, Status};
use crate::history::PainAt;
use crate::input::SoundCommand;
use crate::judge::Cue;
use crate::time::Timestamp;

/// Outlets, speakers and memory of a session, as one.
#[derive(Default)]
pub(super) struct Hearers {
    pub outlets: Outlets,
    pub speaking: Option<Speaking>,
    pub remembering: Option<Remembering>,
}

impl Hearers {
    /// Whether anybody wants to know more than the events.
    fn wants_status(&self) -> bool {
        self.speaking.is_some() || self.remembering.is_some()
    }

    /// Has everybody hear what happened at `now`. One that fails keeps nothing from the others.
    pub fn tell(&mut self, now: Timestamp, events: &[Event], status: impl FnOnce() -> Status) -> Result<(), Failure> {
        let heard = self.outlets.hear(events);
        if !self.wants_status() {
            return heard;
        }
        let status = status();
        if let Some(remembering) = &mut self.remembering {
            remembering.observe(now, events, &status);
        }
        let said = match &mut self.speaking {
            Some(speaking) => speaking.observe(now, events, &status),
            None => Ok(()),
        };
        heard.and(said)
    }

    /// Says something outside of a session; without anything, what is left to say goes on.
    pub fn prompt(&mut self, now: Timestamp, cue: Option<&Cue>) -> Result<(), Failure> {
        self.speaking.as_mut().map_or(Ok(()), |speaking| speaking.prompt(now, cue))
    }

    /// Remembers how much it hurts.
    pub fn pain(&mut self, pain: PainAt) {
        if let Some(remembering) = &mut self.remembering {
            remembering.pain(pain);
        }
    }

    /// Waits until all that is remembered is written.
    pub fn finish_remembering(&mut self) {
        if let Some(remembering) = &mut self.remembering {
            remembering.close();
        }
    }

    /// Does what the person wants of what is heard.
    pub fn sound(&mut self, command: SoundCommand) {
        if let Some(speaking) = &mut self.speaking {
            speaking.command(command);
        }
    }

    /// Says what is left to say.
    pub fn finish(&mut self, now: Timestamp) -> Result<(), Failure> {
        self.speaking.as_mut().map_or(Ok(()), |speaking| speaking.finish(now))
    }

    /// Waits for the last words to be heard, unless somebody stops it.
    pub fn wait(&self, stop: &Stop) {
        if let Some(speaking) = &self.speaking {
            speaking.wait(stop);
        }
    }

    pub fn summary(&self) -> &Summary {
        self.outlets.summary()
    }
}
