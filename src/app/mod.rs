//! Joins seams and core: threads, the window loop and the commands. Knows only the seams, never a device.

pub mod analyze;
pub mod assess;
pub mod bench;
mod camera;
pub mod check;
pub mod comfort;
#[cfg(test)]
mod doubles;
pub(crate) mod every_frame;
pub(crate) mod failure;
mod headless;
mod hearers;
mod hosting;
pub mod learn;
pub mod list;
pub mod menu;
mod outlet;
mod paced;
pub mod past;
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
mod stir;
mod stop;
mod tape;
mod timings;
pub mod today;
#[cfg(test)]
mod unplugged;
pub(crate) mod watch;
mod window;

pub use camera::{CameraLine, OpenCamera, Opened, PersistentCamera, Which};
pub use failure::{Exit, Failure, all_failures};
pub use headless::run_headless;
pub use hosting::{Hosting, Keeping, Leaving};
pub use outlet::{CueLines, EventWords, JsonLines, Outlet, Outlets, Readers, is_cue_log, is_event_log};
pub use paced::Paced;
pub use reader::Reader;
pub use remembering::Remembering;
pub use report::Summary;
pub use session::Coaching;
pub use speaking::Speaking;
pub use stop::Stop;
pub use tape::Tape;
pub use timings::{Timings, Usage};
pub use window::{Shown, Watched, Windowed};
