//! Recordings of sessions: what was seen and pressed, a line a moment, without any picture.
//!
//! ```text
//! Observation, Command → Recorder → lines → (gzip, file: device) → Reader → Moment → a session that says the same again
//! ```
//!
//! The first line is a [`Header`], every other one an object of its own: a frame as it was seen, or a command. Numbers are
//! written with the decimals that mean something, and a session that is recorded is coached with what the line says, not with
//! what it was made from: so the same lines give the same events by construction. The format is described in `docs/json.md`.

mod frame;
mod header;
mod numbers;
mod own_doses;
mod reader;
mod recorder;
mod spine;
#[cfg(test)]
mod tests;

pub use header::Header;
pub use reader::{ReadError, Reader};
pub use recorder::{Recorder, Store};

use crate::coach::Command;
use crate::measure::Observation;
use crate::time::Timestamp;

/// What the first line of a recording says it is.
const FORMAT: &str = "supple recording";
/// The version of the format that is written, and the latest that is read.
const VERSION: u32 = 1;

/// The longest line that is read, in bytes: a frame has about two thousand, ten thousand as `supple pose --json` writes it.
const LONGEST_LINE: usize = 64 << 10;
/// The most lines that are read: more than four hours at thirty frames a second.
const MOST_LINES: u64 = 500_000;

/// One line of a recording.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "nearly all of them are frames")]
pub enum Moment {
    /// A frame was seen.
    Seen(Observation),
    /// The person pressed something.
    Pressed {
        /// When: the time of the last frame before it.
        time: Timestamp,
        /// What was asked for.
        command: Command,
    },
}
