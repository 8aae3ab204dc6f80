//! What is said at a moment, with its kind and what it is about.

use crate::judge::assessment::TargetIndex;
use crate::judge::cue::Cue;

/// The one line of words shown at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// What kind of line it is: decides its sign and colour.
    pub tone: Tone,
    /// What it says.
    pub cue: Cue,
    /// The target it is about.
    pub target: Option<TargetIndex>,
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
