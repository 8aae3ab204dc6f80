//! Where the session stands, for the window to draw and the speaker to say. Plain values; wording that isn't the
//! stretch's own lives in the `Display` implementations.

use std::sync::Arc;
use std::time::Duration;

use super::body::Side;
use super::stretch::{Stretch, Target};

/// Where the session stands at a moment.
#[derive(Clone, Debug)]
pub struct Status {
    /// The stretch being coached.
    pub stretch: Arc<Stretch>,
    /// The side being worked, for a stretch with sides, once it is seen.
    pub side: Option<Side>,
    /// Which of the stretch's two poses is held or comes next; `None` for a stretch of one pose, and for what holds in both.
    pub pose: Option<usize>,
    /// The person's side nearer the camera, while somebody is seen.
    pub near: Option<Side>,
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
    /// The session is done.
    Done,
    /// The person pressed pause.
    Stopped,
}

/// The one line of words shown at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// What kind of line it is: decides its sign and colour.
    pub tone: Tone,
    /// The words.
    pub text: String,
    /// The target it is about, as an index into the stretch's targets.
    pub target: Option<usize>,
}

/// What kind of line a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well: tick.
    Good,
    /// One thing to mend: arrow.
    Mend,
    /// What to do next, or what the coach is waiting for.
    Guide,
    /// Something about being seen: camera.
    Unseen,
}

/// One target with where it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The target.
    pub target: Target,
    /// The side of the body it was measured on.
    pub side: Side,
    /// What was measured.
    pub reading: Reading,
    /// Where that is against the range.
    pub state: TargetState,
}

/// What a measure yielded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// It was seen.
    Seen {
        /// The value, in the measure's unit.
        value: f64,
        /// How sure it is: the lowest visibility of its landmarks, 0 to 1.
        confidence: f64,
        /// One standard deviation of the value, in the measure's unit.
        error: f64,
    },
    /// It was not seen, so it is neither right nor wrong.
    Unseen(Unseen),
}

impl Reading {
    /// The value, where it was seen.
    #[must_use]
    pub const fn value(self) -> Option<f64> {
        match self {
            Self::Seen { value, .. } => Some(value),
            Self::Unseen(_) => None,
        }
    }

    /// What the value is expected to be off by, where it was seen.
    #[must_use]
    pub const fn error(self) -> Option<f64> {
        match self {
            Self::Seen { error, .. } => Some(error),
            Self::Unseen(_) => None,
        }
    }
}

/// Why a measure was not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// A landmark it needs is hidden.
    Hidden,
    /// A landmark it needs is outside the picture.
    OutOfPicture,
    /// The camera does not look at the plane it lies in, or so that its error would be too large.
    WrongView,
    /// It is measured against the person's own start, and they have not been seen at rest yet.
    NoStart,
}

/// Where a reading is against its target's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    /// Inside.
    Within,
    /// Below the lower end.
    Below,
    /// Above the upper end.
    Above,
    /// Not seen: neither right nor wrong.
    Unseen,
}
