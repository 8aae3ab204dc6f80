//! The options of `analyze`.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as ClapArgs, ValueEnum};

use super::ModelArgs;
use super::values::{hold_seconds, jobs, repetitions};

/// The arguments of `analyze`.
#[derive(Clone, Debug, ClapArgs)]
pub struct AnalyzeArgs {
    /// Videos
    #[arg(value_name = "VIDEO", required_unless_present = "merge")]
    pub videos: Vec<PathBuf>,
    /// Coach this stretch: a name or a file [default: whatever is recognised]
    #[arg(long, value_name = "NAME", conflicts_with = "routine")]
    pub stretch: Option<OsString>,
    /// Coach this routine: a name or a file
    #[arg(long, value_name = "NAME")]
    pub routine: Option<OsString>,
    /// Write a folder a video into this folder, and a list of all that are in it
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// So many videos at once [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = jobs, allow_negative_numbers = true)]
    pub jobs: Option<usize>,
    /// Make faces unrecognisable, in the annotated video and in the report's pictures
    #[arg(long, value_name = "blur")]
    pub faces: Option<FacesArg>,
    /// Seconds to hold, in place of each stretch's own
    #[arg(long, value_name = "S", value_parser = hold_seconds, allow_negative_numbers = true)]
    pub hold: Option<Duration>,
    /// Repetitions (of each side, where there are sides), in place of each stretch's own
    #[arg(long, value_name = "N", value_parser = repetitions, allow_negative_numbers = true)]
    pub reps: Option<u32>,
    /// Replace analyses of these videos that are in the folder
    #[arg(long)]
    pub force: bool,
    /// Print the list of these videos as one JSON document
    #[arg(long)]
    pub json: bool,
    /// Make one list of what earlier runs have written into these folders, in place of analysing videos
    #[arg(long, value_name = "DIR", num_args = 1..,
        conflicts_with_all = ["videos", "stretch", "routine", "jobs", "faces", "hold", "reps", "force"])]
    pub merge: Vec<PathBuf>,
    /// Which pose model
    #[command(flatten)]
    pub models: ModelArgs,
}

/// What is done about faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FacesArg {
    /// They are blurred
    Blur,
}

impl AnalyzeArgs {
    /// The stretch or routine that is named.
    #[must_use]
    pub fn name(&self) -> Option<&OsStr> {
        self.stretch.as_deref().or(self.routine.as_deref())
    }
}
