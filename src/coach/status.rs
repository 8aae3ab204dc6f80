//! Where the session stands, for the window to draw and the speaker to say. Plain values; how they are
//! worded is `wording`'s.

use super::stop::Offer;
use crate::judge::{Assessment, Message};
use std::sync::Arc;
use std::time::Duration;

use crate::body::Side;
use crate::measure::BodyView;
use crate::stretch::{CameraAdvice, PoseIndex, Stretch};

/// What is being done.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// This stretch.
    Stretch(Arc<Stretch>),
    /// Nothing that is known as a stretch: none has been recognised, or one is only being learned.
    Unknown {
        /// What it is called.
        title: Title,
        /// Where the camera should stand.
        camera: CameraAdvice,
    },
}

impl Subject {
    /// Its name for a person to read.
    #[must_use]
    pub fn title(&self) -> Title {
        match self {
            Self::Stretch(stretch) => Title::Own(stretch.title.clone()),
            Self::Unknown { title, .. } => title.clone(),
        }
    }

    /// Where the camera should stand.
    #[must_use]
    pub fn camera(&self) -> CameraAdvice {
        match self {
            Self::Stretch(stretch) => stretch.camera,
            Self::Unknown { camera, .. } => *camera,
        }
    }

    /// The stretch, where it is known.
    #[must_use]
    pub fn stretch(&self) -> Option<&Stretch> {
        match self {
            Self::Stretch(stretch) => Some(stretch),
            Self::Unknown { .. } => None,
        }
    }
}

/// What something that is done is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// By the title in its file.
    Own(String),
    /// A session without a plan, while no stretch is recognised.
    Free,
    /// A stretch that is being learned, by its id.
    Learning(String),
}

/// Where the session stands at a moment.
#[derive(Clone, Debug)]
pub struct Status {
    /// What is being coached.
    pub subject: Subject,
    /// The side being worked, for a stretch with sides, once it is seen.
    pub side: Option<Side>,
    /// Which of the stretch's two poses is held or comes next; `None` for a stretch of one pose, and for what holds in both.
    pub pose: Option<PoseIndex>,
    /// The person's side nearer the camera, while somebody is seen.
    pub near: Option<Side>,
    /// What the camera sees of the body, while somebody is seen.
    pub view: Option<BodyView>,
    /// What the coach is doing.
    pub phase: Phase,
    /// Time really held in this attempt.
    pub held: Duration,
    /// Time that completes the hold; zero for a movement.
    pub hold: Duration,
    /// Whether the repetitions are movements and not holds.
    pub is_moved: bool,
    /// Whether the holds are for something that the camera can't see, and so are timed.
    pub is_timed: bool,
    /// Whether the person's own range counts, where their body doesn't go as deep as the stretch asks for: that is the range of `targets` then.
    pub own_range: bool,
    /// Attempts of the movement that fell short.
    pub fell_short: u32,
    /// Repetitions done on this side (or of a stretch without sides).
    pub reps_done: u32,
    /// Repetitions to do on this side.
    pub reps: u32,
    /// The one line of words.
    pub message: Message,
    /// Every target of that pose with where it stands; empty while nobody is seen.
    pub targets: Vec<Assessment>,
    /// What comes after this stretch.
    pub next: Next,
    /// How far the whole session is, 0 to 1.
    pub progress: f64,
    /// How far a raised arm is from being taken, 0 to 1.
    pub sign: f64,
    /// What may be chosen, while the session stands still.
    pub offer: Option<Offer>,
}

/// What a session that is over came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The name of what was done last.
    pub title: Title,
    /// The side that was worked last, of a stretch with sides.
    pub side: Option<Side>,
    /// The person's side nearer the camera.
    pub near: Option<Side>,
    /// The last words.
    pub message: Message,
    /// Repetitions of the last stretch that were done.
    pub reps_done: u32,
    /// Repetitions of it that there were to do.
    pub reps: u32,
    /// How far the whole plan came, 0 to 1; `None` where there was none.
    pub progress: Option<f64>,
}

/// What comes after a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The stretch of this title.
    Stretch(String),
    /// Nothing: it is the last one.
    Nothing,
    /// Nobody knows, since there is no plan.
    Unplanned,
}

/// What the coach is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nobody is in view.
    Searching,
    /// Another position is taken for the next stretch, with the time left that this takes at leisure.
    Changing(Duration),
    /// Somebody is in view and not yet in the pose.
    Positioning,
    /// The hold counts.
    Holding,
    /// Repetitions of a movement are being done.
    Moving,
    /// A hold is under way and does not count just now.
    Paused,
    /// Between two repetitions, with the rest left.
    Resting(Duration),
    /// The person pressed pause.
    Stopped,
}
