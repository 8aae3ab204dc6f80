//! What comes of a demonstration: a stretch with its facts, or why there is nothing to learn.

use crate::stretch::Stretch;
use crate::time::Timestamp;
use std::time::Duration;

/// The shortest hold that can be learned: less is a rest on the way.
pub const SHORTEST_LEARNED: Duration = Duration::from_secs(3);

/// A hold of this length has shown everything: a demonstration before the camera ends with it.
pub const LONGEST_LEARNED: Duration = Duration::from_secs(20);

/// A demonstration before the camera ends when a hold of this length is left: with a shorter one somebody may only have paused on
/// the way. It is also the shortest hold that a learned stretch asks for.
pub const LEARNED_HOLD: Duration = Duration::from_secs(5);

/// Why there is nothing to learn.
///
/// ```
/// use supple::learn::{Learner, NotLearned};
///
/// let nothing = Learner::default().learn("my-stretch");
/// assert_eq!(nothing, Err(NotLearned::Nobody));
/// assert_eq!(NotLearned::Nobody.to_string(), "nobody was seen");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotLearned {
    /// Nobody was ever seen.
    #[error("nobody was seen")]
    Nobody,
    /// Somebody was seen, and never kept still.
    #[error("the person never kept still for {} seconds", SHORTEST_LEARNED.as_secs())]
    NeverStill,
    /// The person was lost in the middle of a hold.
    #[error("the person left the picture before a pose was held for {} seconds", SHORTEST_LEARNED.as_secs())]
    LeftThePicture,
    /// A pose was held, but not long enough.
    #[error("the longest hold lasted {seconds} seconds; {} are needed", SHORTEST_LEARNED.as_secs())]
    TooShort {
        /// Whole seconds that it lasted.
        seconds: u64,
    },
    /// Somebody only stood there.
    #[error("the person only stood there")]
    OnlyStood,
    /// The camera sees the body so that nothing can be measured.
    #[error("the pose was held so that the camera cannot measure it: the trunk pointed at it, or was hidden")]
    UnusableView,
    /// What is held looks like the start to the camera.
    #[error("nothing that the camera can measure tells the pose from where it started")]
    NothingTold,
}

impl NotLearned {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Nobody => "let the camera see your whole body, with light from the front",
            Self::NeverStill | Self::TooShort { .. } => "hold the stretch still for ten seconds or more",
            Self::LeftThePicture => "stay in the picture from start to end; move the camera back if needed",
            Self::OnlyStood => "rest for two seconds in your start pose, then go into the stretch and hold it",
            Self::UnusableView => "turn so that the camera sees your side, or your front, with your whole trunk",
            Self::NothingTold => "let the camera see the limbs that stretch; for most poses it belongs at your side",
        }
    }
}

/// Where a demonstration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learning {
    /// Nobody is in view.
    Searching,
    /// Somebody is in view and has not rested yet.
    Starting,
    /// The start has been seen; the stretch may come.
    Going,
    /// Something other than the start is being held, for so long.
    Holding(Duration),
    /// There is enough to learn from.
    Done,
}

/// One target with what the demonstration showed.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedTarget {
    /// The target's name within the stretch.
    pub id: String,
    /// The median of what was held, in the measure's unit.
    pub held: f64,
    /// How far it wandered: half the width of the middle four fifths.
    pub spread: f64,
    /// One standard deviation of the camera's view of it.
    pub error: f64,
    /// Its value at the start, where there was one and it was seen.
    pub start: Option<f64>,
}

/// A stretch that was learned, with what it was learned from.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// The stretch.
    pub stretch: Stretch,
    /// What was measured for each of its targets, in the same order.
    pub targets: Vec<LearnedTarget>,
    /// When the hold began and ended.
    pub held: (Timestamp, Timestamp),
}
