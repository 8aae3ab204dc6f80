//! A film in a few figures, as the index has it.

use serde::{Deserialize, Serialize};

/// A film in a few figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The film's file name.
    pub film: String,
    /// The exit code that analysing this film alone has: 0, or 1 where it is damaged.
    pub exit: u8,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// How long it is, as far as it could be read.
    pub seconds: f64,
    /// How many frames it has.
    pub frames: u64,
    /// In how many somebody was found.
    pub frames_found: u64,
    /// The ids of the stretches that were done, in order.
    pub stretches: Vec<String>,
    /// How many holds there were.
    pub holds: usize,
    /// How many of them were held to their end.
    pub completed: usize,
    /// Seconds held in all of them.
    pub held_seconds: f64,
    /// Repetitions of movements.
    pub repetitions: usize,
    /// Hints that were given.
    pub hints: usize,
    /// Seconds in which the camera didn't see enough of somebody who was there.
    pub unseen_seconds: f64,
    /// Seconds in which nobody was seen.
    pub nobody_seconds: f64,
}

impl Summary {
    /// A film of which nothing could be read.
    #[must_use]
    pub fn unreadable(film: &str, problem: &str) -> Self {
        Self { film: film.to_owned(), exit: 1, problem: Some(problem.to_owned()), ..Self::default() }
    }

    /// In what share of the frames somebody was found, in percent.
    #[must_use]
    pub fn found_percent(&self) -> f64 {
        if self.frames == 0 { 0.0 } else { self.frames_found as f64 / self.frames as f64 * 100.0 }
    }
}
