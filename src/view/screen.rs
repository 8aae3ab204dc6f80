//! What the window shows, apart from the picture: one variant a screen.

use std::time::Duration;

use crate::coach::{Outcome, Status};
use crate::host::{BeginScreen, LostScreen, PainScreen, PlaceScreen, SettingsScreen, SummaryScreen};

/// What the window shows.
#[derive(Clone, Debug)]
pub enum Screen {
    /// Somebody is coached.
    Session(Status),
    /// The session is over.
    Summary(Outcome),
    /// What to do today.
    Begin(BeginScreen),
    /// Being placed before the camera.
    Place(PlaceScreen),
    /// How much it hurts.
    Pain(PainScreen),
    /// The session waits for the camera, or for somebody to come back; what it stands over is where it was.
    Lost {
        /// What is wrong.
        lost: LostScreen,
        /// Where the session stood.
        over: Option<Box<Self>>,
    },
    /// What was done.
    Done(SummaryScreen),
    /// The few settings that matter.
    Settings(SettingsScreen),
    /// Something to say in place of coaching: nothing has come yet, or no more will come.
    Notice {
        /// What.
        words: String,
        /// What it stands over, without the words of that; without it nothing has been shown yet.
        over: Option<Box<Self>>,
    },
}

impl Screen {
    /// A notice before anything has been shown.
    #[must_use]
    pub fn notice(words: &str) -> Self {
        Self::Notice { words: words.to_owned(), over: None }
    }
}

/// What the person has asked to see besides what the screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asked {
    /// What the keys do.
    pub help: bool,
    /// The pose to aim for, over the person.
    pub ghost: bool,
    /// What was measured, and what the program costs.
    pub details: Option<Details>,
}

/// What whoever wants to know is told of the program at work; the angles are in the session's status.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Details {
    /// Camera pictures a second that were shown of late.
    pub frames_per_second: Option<f64>,
    /// From a camera picture's moment until it is shown, of late.
    pub delay: Option<Duration>,
    /// The share of one processor core that the program takes, 1 for all of it.
    pub processor: Option<f64>,
}
