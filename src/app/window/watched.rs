//! What is done before a camera and shown in the window.

use std::time::Duration;

use crate::app::failure::Failure;
use crate::app::session::Coaching;
use crate::app::stop::Stop;
use crate::coach::Command;
use crate::frame::Frame;
use crate::host::{CameraNews, Navigate};
use crate::input::SoundCommand;
use crate::measure::Observation;
use crate::time::Timestamp;
use crate::view::{Look, Screen};

/// How long the window stays after the session is done, so that the person can get up and read it.
const LINGER_DONE: Duration = Duration::from_secs(20);

/// Whether what was watched came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It did; its last words stay for so long.
    Whole {
        /// How long the window stays.
        linger: Duration,
    },
    /// The input ended before.
    Part,
}

/// Something that is done before a camera and shown in the window: a session, or a demonstration.
pub trait Watched: Send {
    /// Takes in a frame; returns what was seen.
    fn see(&mut self, frame: &Frame) -> Result<Observation, Failure>;

    /// What the window shows of it.
    fn screen(&self) -> Screen;

    /// Whether the person has stopped it by a key, so that a film waits; whoever gives signs has to be seen.
    fn is_stopped(&self) -> bool;

    /// Whether it asks its camera itself for as many pictures as there are to be shown, so that each is.
    fn paces_camera(&self) -> bool {
        false
    }

    /// Passes on what the person asked for.
    fn command(&mut self, command: Command) -> Result<(), Failure>;

    /// Does what keys or the mouse ask of a screen on which there is something to choose.
    fn navigate(&mut self, navigate: Navigate) -> Result<(), Failure> {
        let _ = navigate;
        Ok(())
    }

    /// Takes in what is new about the camera.
    fn camera(&mut self, news: CameraNews) -> Result<(), Failure> {
        let _ = news;
        Ok(())
    }

    /// Time goes by without a picture.
    fn wait(&mut self, now: Timestamp) -> Result<(), Failure> {
        let _ = now;
        Ok(())
    }

    /// How the window is to look from now on, once after that has changed.
    fn new_look(&mut self) -> Option<Look> {
        None
    }

    /// Opens the settings, or closes them.
    fn settings(&mut self) -> Result<(), Failure> {
        Ok(())
    }

    /// Takes the next camera, where there is more than one.
    fn change_camera(&mut self) {}

    /// Does what the person wants of what is heard.
    fn sound(&mut self, command: SoundCommand);

    /// Whether there is nothing left to watch.
    fn is_done(&self) -> bool;

    /// Ends it where it stands.
    fn end(&mut self) -> Result<(), Failure>;

    /// Waits until what was said last has been heard, unless somebody stops it. In the window nobody has to: it stays for a while.
    fn wait_for_last_words(&self, stop: &Stop) {
        let _ = stop;
    }

    /// How far it came.
    fn shown(&self) -> Shown;
}

impl Watched for Coaching {
    fn see(&mut self, frame: &Frame) -> Result<Observation, Failure> {
        Self::see(self, frame)
    }

    fn screen(&self) -> Screen {
        let session = self.session();
        session.outcome().map_or_else(|| Screen::Session(session.status()), Screen::Summary)
    }

    fn is_stopped(&self) -> bool {
        self.session().is_stopped_by_key()
    }

    fn command(&mut self, command: Command) -> Result<(), Failure> {
        Self::command(self, command)
    }

    fn sound(&mut self, command: SoundCommand) {
        Self::sound(self, command);
    }

    fn is_done(&self) -> bool {
        self.session().is_done()
    }

    fn end(&mut self) -> Result<(), Failure> {
        Self::end(self)
    }

    fn wait_for_last_words(&self, stop: &Stop) {
        Self::wait_for_last_words(self, stop);
    }

    fn shown(&self) -> Shown {
        if self.summary().is_complete() || self.is_over() { Shown::Whole { linger: LINGER_DONE } } else { Shown::Part }
    }
}
