//! The options of a session: what it watches, how it coaches, and what it shows.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args as ClapArgs;

use super::ModelArgs;
use super::values::{hold_seconds, repetitions, start_seconds, window_size};
use crate::body::Size;

/// The arguments of `run`.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct RunArgs {
    /// A stretch or routine by name, or a stretch or routine file [default: a short routine]
    #[arg(value_name = "STRETCH|ROUTINE")]
    pub name: Option<OsString>,
    /// Repetitions (of each side, where there are sides), in place of each stretch's own
    #[arg(long, value_name = "N", value_parser = repetitions, allow_negative_numbers = true)]
    pub reps: Option<u32>,
    /// What it has in common with other sessions.
    #[command(flatten)]
    pub session: SessionArgs,
    /// Whether the name stood where a command may stand, so that it may have been meant as one.
    #[arg(skip)]
    pub bare: bool,
}

/// The arguments of every session, and all of those of `free`.
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct SessionArgs {
    /// Seconds to hold, in place of each stretch's own; what is moved, such as cat and cow, is held at its ends
    #[arg(long, value_name = "S", value_parser = hold_seconds, allow_negative_numbers = true)]
    pub hold: Option<Duration>,
    /// Use this camera: its number, or part of its name [default: the first]
    #[arg(long, value_name = "N|NAME", conflicts_with = "input")]
    pub camera: Option<String>,
    /// Use videos, pictures or folders of pictures in place of the camera
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub input: Vec<PathBuf>,
    /// Start this many seconds into the first file of --input, a video
    #[arg(long, value_name = "S", value_parser = start_seconds, requires = "input", allow_negative_numbers = true)]
    pub start: Option<Duration>,
    /// Coach without a window; with --input every frame is processed, as fast as the machine can
    #[arg(long)]
    pub headless: bool,
    /// Write one JSON object an event to this file, which may hold those of an earlier session; - is standard output
    #[arg(long, value_name = "FILE|-")]
    pub events: Option<PathBuf>,
    /// Replace the file that --events names, whatever is in it
    #[arg(long, requires = "events")]
    pub force: bool,
    /// Record what is seen, without any picture, in this new file; `supple replay` coaches it again
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// No sound. Hidden until there is sound.
    #[arg(long, hide = true)]
    pub mute: bool,
    /// Remember nothing of this session. Hidden for as long as nothing is remembered.
    #[arg(long, hide = true)]
    pub no_history: bool,
    /// How the window looks.
    #[command(flatten)]
    pub window: WindowArgs,
    /// Say at the end what the session in the window cost: delays, processor, memory
    #[arg(long, conflicts_with = "headless")]
    pub timings: bool,
    /// Which pose model.
    #[command(flatten)]
    pub models: ModelArgs,
}

/// The arguments of `replay`.
#[derive(Clone, Debug, ClapArgs)]
pub struct ReplayArgs {
    /// A recording that `--record` made
    pub file: PathBuf,
    /// Coach this in place of what was coached: a stretch or routine by name, or a file
    #[arg(value_name = "STRETCH|ROUTINE")]
    pub name: Option<OsString>,
    /// Coach whatever is recognised in place of what was coached
    #[arg(long, conflicts_with = "name")]
    pub free: bool,
    /// Seconds to hold, in place of each stretch's own
    #[arg(long, value_name = "S", value_parser = hold_seconds, allow_negative_numbers = true)]
    pub hold: Option<Duration>,
    /// Repetitions (of each side, where there are sides), in place of each stretch's own
    #[arg(long, value_name = "N", value_parser = repetitions, allow_negative_numbers = true)]
    pub reps: Option<u32>,
    /// Write one JSON object an event to this file, which may hold those of an earlier session; - is standard output
    #[arg(long, value_name = "FILE|-")]
    pub events: Option<PathBuf>,
    /// Replace the file that --events names, whatever is in it
    #[arg(long, requires = "events")]
    pub force: bool,
}

/// How the window looks.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct WindowArgs {
    /// Show the picture as the camera sees it, not as a mirror
    #[arg(long)]
    pub no_mirror: bool,
    /// The window's size
    #[arg(long, value_name = "WxH", value_parser = window_size)]
    pub size: Option<Size>,
}
