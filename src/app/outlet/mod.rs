//! Who hears of a session: programs that read its events, a person at the terminal, the summary.
//!
//! Each outlet has a failure policy of its own. What it can do without, it keeps to itself; what it answers as a [`Failure`] ends
//! the session. Somebody may be in the middle of a stretch, so that there has to be a reason for it:
//!
//! | outlet | what goes wrong | the session |
//! |---|---|---|
//! | [`JsonLines`], [`Readers::Needed`] | anything | ends; without a word where only the reader has gone (`\| head`) |
//! | [`JsonLines`], [`Readers::MayGo`] | the reader has gone | goes on, and nothing more is written |
//! | | anything else, such as a full disk | ends |
//! | [`EventWords`] | anything | ends; without a word where only the reader has gone |
//! | the summary | nothing can | |

mod cue_lines;
mod event_words;
mod json_lines;
mod outlets;

pub use cue_lines::{CueLines, is_cue_log};
pub use event_words::EventWords;
pub use json_lines::{JsonLines, Readers, is_event_log};
pub use outlets::Outlets;

use super::failure::Failure;
use crate::coach::Event;

/// Hears of everything that happens in a session, in order.
pub trait Outlet: Send {
    /// Takes in an event. A failure ends the session, and is answered once: whatever comes then is passed over.
    fn hear(&mut self, event: &Event) -> Result<(), Failure>;
}
