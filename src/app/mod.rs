//! Joins seams and core: threads, the window loop and the commands. Knows only the seams, never a device.

pub mod assess;
pub mod bench;
pub mod check;
#[cfg(test)]
mod doubles;
pub(crate) mod every_frame;
pub(crate) mod failure;
mod headless;
pub mod learn;
pub mod list;
mod outlet;
pub mod plan;
pub mod pose;
pub mod progress;
pub mod questionnaire;
mod reader;
mod remembering;
pub mod replay;
mod report;
pub(crate) mod session;
pub mod show;
mod speaking;
mod tape;
mod timings;
pub mod today;
pub(crate) mod watch;
mod window;

pub use failure::{Exit, Failure, all_failures};
pub use headless::run_headless;
pub use outlet::{CueLines, EventWords, JsonLines, Outlet, Outlets, Readers, is_cue_log, is_event_log};
pub use reader::Reader;
pub use remembering::Remembering;
pub use report::Summary;
pub use session::{Coaching, Stop};
pub use speaking::Speaking;
pub use tape::Tape;
pub use timings::{Timings, Usage};
pub use window::{Shown, Watched, Windowed};
