//! Supple, a stretch coach for people with a sore back: a laptop's webcam watches them stretch, the program measures
//! joint angles, compares them with each stretch's target ranges, counts holds and repetitions by itself, and says one
//! helpful thing at a time. Everything stays on their machine.
//!
//! ```text
//! FrameSource ─Frame→ worker: PoseEstimator → Observation → Session ─Latest<Snapshot>→ window (main thread)
//!  camera, video,              (blazepose)                  (coach)
//!  pictures                                                    └─ events → outlets: --events, summary
//! window ─commands (pause, next, quit)→ worker
//! ```
//!
//! Frames may be dropped, the newest wins; events and commands never are. Time is an argument: a frame is stamped where
//! it is captured, and the core ([`body`] to [`coach`], [`blazepose`], [`stretch_file`], [`view`]) never reads a clock, a file or a
//! device, so the same observations and commands always give the same events.
//!
//! Axes and units: pictures have x to the right and y down, in pixels from the top left corner; the room has x to the
//! picture's right, y down and z away from the camera, in metres from the middle of the hips. Left and right are the
//! person's own. Angles are degrees, distances on the body torso lengths (shoulder to hip), durations
//! [`std::time::Duration`].

// They panic where nobody can read what is printed.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod analysis;
pub mod app;
pub mod args;
pub mod blazepose;
pub mod body;
pub mod camera_fault;
pub mod coach;
pub(crate) mod decimals;
pub mod device;
pub mod evaluate;
pub mod export;
pub mod frame;
pub mod history;
pub mod host;
pub mod input;
pub mod judge;
pub mod language;
pub mod latest;
pub mod learn;
pub mod measure;
pub mod pose_model;
pub mod record;
pub mod report;
pub mod seam;
pub mod settings;
pub mod sparing;
pub mod speech;
mod statistics;
pub mod stretch;
pub mod stretch_file;
pub mod time;
pub mod toml_check;
pub mod view;
mod wording;
