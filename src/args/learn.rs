//! The options of `learn`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args as ClapArgs;

use super::values::{start_seconds, stretch_name};
use super::{ModelArgs, SoundArgs, WindowArgs};

/// The arguments of `learn`.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct LearnArgs {
    /// What the stretch shall be called: lower-case letters, digits and hyphens
    #[arg(value_parser = stretch_name)]
    pub name: String,
    /// Watch this camera: its number, or part of its name [default: the one of your settings, or the first]
    #[arg(long, value_name = "N|NAME", num_args = 0..=1, default_missing_value = "", conflicts_with = "input",
        required_unless_present = "input")]
    pub camera: Option<String>,
    /// Learn from a video in place of the camera
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Start this many seconds into the video
    #[arg(long, value_name = "S", value_parser = start_seconds, requires = "input", conflicts_with = "camera",
        allow_negative_numbers = true)]
    pub start: Option<Duration>,
    /// Watch the video as if it were the camera: to try it without one.
    #[arg(long, requires = "input", conflicts_with = "headless", hide = true)]
    pub as_camera: bool,
    /// Watch the camera without a window; a video never has one
    #[arg(long)]
    pub headless: bool,
    /// Write the stretch to this file [default: NAME.toml among your own stretches]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// What is heard.
    #[command(flatten)]
    pub sound: SoundArgs,
    /// How the window looks.
    #[command(flatten)]
    pub window: WindowArgs,
    /// Which pose model
    #[command(flatten)]
    pub models: ModelArgs,
}
