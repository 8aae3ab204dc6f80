//! The options of a session: what it watches, how it coaches, and what it shows.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args as ClapArgs;

use super::ModelArgs;
use super::values::{hold_seconds, pain, repetitions, start_seconds, volume, window_size};
use crate::body::Size;
use crate::history::Pain;

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
    /// Watch the files of --input as if they were the camera, over and over: to try the program without one.
    #[arg(long, requires = "input", conflicts_with = "headless", hide = true)]
    pub as_camera: bool,
    /// Begin at the begin, whatever is named, as an evening does that goes on.
    #[arg(long, hide = true)]
    pub at_begin: bool,
    /// Coach without a window; with --input every frame is processed, as fast as the machine can
    #[arg(long)]
    pub headless: bool,
    /// Write one JSON object an event to this file, which may hold those of an earlier session; - is standard output
    #[arg(long, value_name = "FILE|-")]
    pub events: Option<PathBuf>,
    /// Replace the files that --events and --cues name, whatever is in them
    #[arg(long)]
    pub force: bool,
    /// Record what is seen, without any picture, in this new file; `supple replay` coaches it again
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// What is heard.
    #[command(flatten)]
    pub sound: SoundArgs,
    /// Remember nothing of this session
    #[arg(long, conflicts_with_all = ["pain_before", "pain_after"])]
    pub no_history: bool,
    /// Ask of everybody what the stretches ask for, not what your own body comfortably reaches; learn nothing of it either
    #[arg(long)]
    pub no_comfort: bool,
    /// How much it hurts before the session, to be remembered: 0 (not at all) to 10 (the worst imaginable)
    #[arg(long, value_name = "0-10", value_parser = pain, allow_negative_numbers = true)]
    pub pain_before: Option<Pain>,
    /// How much it hurts after it
    #[arg(long, value_name = "0-10", value_parser = pain, allow_negative_numbers = true)]
    pub pain_after: Option<Pain>,
    /// How the window looks.
    #[command(flatten)]
    pub window: WindowArgs,
    /// Save power: ten looks and fifteen pictures a second [default: while on a battery]
    #[arg(long, overrides_with = "no_economy")]
    pub economy: bool,
    /// Save no power, on a battery either
    #[arg(long, overrides_with = "economy", hide_short_help = true)]
    pub no_economy: bool,
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
    /// Replace the files that --events and --cues name, whatever is in them
    #[arg(long)]
    pub force: bool,
    /// What is heard.
    #[command(flatten)]
    pub sound: SoundArgs,
}

/// What is heard, and where it goes. Of two switches that say the opposite, the last one holds; without one, the settings do.
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct SoundArgs {
    /// Begin in silence; the key m brings the sound back
    #[arg(long, overrides_with = "no_mute")]
    pub mute: bool,
    /// Begin with sound, whatever your settings say
    #[arg(long, overrides_with = "mute", hide_short_help = true)]
    pub no_mute: bool,
    /// How loud words and sounds are [default: 70]
    #[arg(long, value_name = "0-100", value_parser = volume, allow_negative_numbers = true)]
    pub volume: Option<u32>,
    /// Sounds only, no words
    #[arg(long, overrides_with = "voice")]
    pub no_voice: bool,
    /// Words too, whatever your settings say
    #[arg(long, overrides_with = "no_voice", hide_short_help = true)]
    pub voice: bool,
    /// Words only, no sounds
    #[arg(long, overrides_with = "sounds")]
    pub no_sounds: bool,
    /// Sounds too, whatever your settings say
    #[arg(long, overrides_with = "no_sounds", hide_short_help = true)]
    pub sounds: bool,
    /// A quiet tone that comes to rest as the pose is reached; the key t turns it on and off
    #[arg(long, overrides_with = "no_nearness")]
    pub nearness: bool,
    /// No such tone, whatever your settings say
    #[arg(long, overrides_with = "nearness", hide_short_help = true)]
    pub no_nearness: bool,
    /// A sound to breathe by in long holds that ask for it
    #[arg(long, overrides_with = "no_breath")]
    pub breath: bool,
    /// No such sound, whatever your settings say
    #[arg(long, overrides_with = "breath", hide_short_help = true)]
    pub no_breath: bool,
    /// Write one JSON object for each phrase and sound that is given to this file; - is standard output
    #[arg(long, value_name = "FILE|-")]
    pub cues: Option<PathBuf>,
    /// Write all that is heard into this new WAV file, by the time of --input
    #[arg(long, value_name = "FILE.wav")]
    pub sound_file: Option<PathBuf>,
}

/// How the window looks; what is left out, the settings say.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct WindowArgs {
    /// Show the picture as the camera sees it, not as a mirror
    #[arg(long, overrides_with = "mirror")]
    pub no_mirror: bool,
    /// Show the picture as a mirror does, whatever your settings say
    #[arg(long, overrides_with = "no_mirror", hide_short_help = true)]
    pub mirror: bool,
    /// The window's size [default: 1280x720]
    #[arg(long, value_name = "WxH", value_parser = window_size)]
    pub size: Option<Size>,
}

/// What two opposite switches say; `None` where neither is given.
#[must_use]
pub const fn switched(on: bool, off: bool) -> Option<bool> {
    match (on, off) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
