//! What the window shows, apart from the picture: one variant a screen.

use crate::coach::{Outcome, Status};

/// What the window shows.
#[derive(Clone, Debug)]
pub enum Screen {
    /// Somebody is coached.
    Session(Status),
    /// The session is over.
    Summary(Outcome),
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
