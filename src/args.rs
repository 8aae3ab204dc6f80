//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};

mod analyze;
mod comfort;
mod config;
mod export;
mod history;
mod language;
mod learn;
mod session;
mod span;
mod today;
mod values;

pub use analyze::{AnalyzeArgs, FacesArg};
pub use comfort::ComfortArgs;
pub use config::ConfigArgs;
pub use export::{ExportArgs, ExportFormat, ReportArgs};
pub use history::{Day, DaysArgs, ForgetArgs, HistoryArgs};
pub use language::LanguageArg;
pub use learn::LearnArgs;
pub use session::{ReplayArgs, RunArgs, SessionArgs, SoundArgs, WindowArgs, switched};
pub use span::SpanArgs;
pub use today::{PositionArg, TodayArgs};

use self::values::{date, start_seconds};

/// Supple: a stretch coach for sore backs.
///
/// Put the laptop on the floor, lie down where it can see you, and stretch: Supple watches through the webcam, counts
/// your holds and tells you one helpful thing at a time. Everything stays on this machine.
///
/// Pain-free only: stop when something hurts, and see a health professional first with an injury. This is not medical
/// advice.
#[derive(Debug, Parser)]
#[command(name = "supple", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
pub struct Args {
    /// What to do; without a command, `run`.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The language to speak and write in, in place of your settings' or your system's
    #[arg(long, global = true, value_enum, value_name = "en|es", hide_possible_values = true)]
    pub language: Option<LanguageArg>,
    /// The arguments of `run`, when no command is named.
    #[command(flatten)]
    pub run: RunArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Coach a stretch or a routine (the default)
    Run(RunArgs),
    /// Coach whatever you do: the stretch is recognised, counted and hinted on
    Free(SessionArgs),
    /// Coach a recorded session again: the same events, without a camera
    Replay(ReplayArgs),
    /// Suggest what to do today, and say why
    Today(TodayArgs),
    /// Ask how much your back keeps you from: the 24 statements of the Roland-Morris questionnaire
    Questionnaire {
        /// Print earlier scores, and ask nothing
        #[arg(long)]
        show: bool,
    },
    /// Show the sessions that are remembered, or one of them in detail
    History(HistoryArgs),
    /// Forget sessions for good: one, those of some days, or everything
    Forget(ForgetArgs),
    /// List every stretch and routine
    List {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Show one stretch: targets, dose, hints, camera side; or one routine
    Show {
        /// Its name, or a file
        name: OsString,
    },
    /// Validate stretch and routine files: every problem with its place and what to do
    Check {
        /// Files, or folders with *.toml files in them [default: your own stretches and routines]
        #[arg(value_name = "FILE|FOLDER")]
        files: Vec<PathBuf>,
    },
    /// Write a commented template of a stretch or routine of your own
    New(NewArgs),
    /// Show or change your settings: each with its value and where it comes from
    Config(ConfigArgs),
    /// Print the JSON Schema of stretch, routine or settings files, for editors that check while you type
    Schema {
        /// Of which files
        #[arg(value_enum, default_value_t = SchemaKind::Stretch)]
        kind: SchemaKind,
    },
    /// Print the pose in every frame: landmarks and joint angles
    Pose(FilesArgs),
    /// Judge every frame against a stretch: each target with value, range and state, and the hint
    Assess {
        /// The stretch's name, or a stretch file
        stretch: OsString,
        /// The files that are judged.
        #[command(flatten)]
        files: FilesArgs,
    },
    /// Analyse videos: annotated, with the measures of every frame, and a report each
    Analyze(AnalyzeArgs),
    /// Measure how well people are seen and coached, on clips whose true pose is known
    Evaluate {
        /// Folders of clips or their recordings, each with its truth as a JSON file beside it or all in clips.json, or of
        /// photos with MediaPipe's poses
        #[arg(required = true, value_name = "FOLDER")]
        folders: Vec<PathBuf>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// Print a page for a browser [default: Markdown]
        #[arg(long, conflicts_with = "json")]
        html: bool,
        /// Keep recordings of the clips with their truth in this folder, to be evaluated again in seconds
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
        /// The day that the report is dated [default: today]
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        date: Option<String>,
        /// Fail where an aim is not reached, or, with a file of what is accepted (docs/accuracy-floor.toml), where it is
        /// missed by more
        #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "",
              value_parser = OsStringValueParser::new().map(PathBuf::from))]
        require_aims: Option<PathBuf>,
        /// Which pose model
        #[command(flatten)]
        models: ModelArgs,
    },
    /// Learn a stretch from a demonstration held for some seconds, and write its file
    Learn(LearnArgs),
    /// Show how deep your own body comfortably goes, where that counts in place of a stretch's range; or forget it
    Comfort(ComfortArgs),
    /// Speak a text, or what is said of a stretch, to set the volume by
    Say {
        /// What to say, or a stretch or routine by name [default: a greeting]
        #[arg(value_name = "TEXT|STRETCH")]
        text: Option<String>,
        /// What is heard
        #[command(flatten)]
        sound: SoundArgs,
    },
    /// Write a page on what has come of your stretching, to look at, print and show
    Report(ReportArgs),
    /// Write your history in a form that other programs read
    Export(ExportArgs),
    /// List the cameras with their formats
    Devices,
    /// Check camera, ONNX Runtime, models, window, sound and ffmpeg, with a remedy for what doesn't work
    Doctor {
        /// Which pose model
        #[command(flatten)]
        models: ModelArgs,
    },
    /// Measure milliseconds by stage: median and 95th percentile
    Bench {
        /// A video or picture to run on [default: a built-in picture]
        #[arg(long, value_name = "FILE")]
        input: Option<PathBuf>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// Which pose model
        #[command(flatten)]
        models: ModelArgs,
    },
}

/// Files whose every frame is looked at, and in which form the result is printed.
#[derive(Clone, Debug, ClapArgs)]
pub struct FilesArgs {
    /// Pictures, folders of pictures, or videos
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print one JSON object a frame
    #[arg(long)]
    pub json: bool,
    /// Start this many seconds into the first file, a video
    #[arg(long, value_name = "S", value_parser = start_seconds, default_value = "0", hide_default_value = true,
        allow_negative_numbers = true)]
    pub start: Duration,
    /// Which pose model
    #[command(flatten)]
    pub models: ModelArgs,
}

/// The arguments of `new`.
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[derive(Clone, Debug, ClapArgs)]
pub struct NewArgs {
    /// Its name: lower-case letters, digits and hyphens; - prints a template
    #[arg(value_name = "NAME|-")]
    pub name: String,
    /// A stretch of two poses, each held
    #[arg(long, group = "template")]
    pub two_poses: bool,
    /// A stretch that is moved between two poses
    #[arg(long, group = "template")]
    pub moved: bool,
    /// A routine
    #[arg(long, group = "template")]
    pub routine: bool,
    /// Write it into this folder, not among your own stretches
    #[arg(long)]
    pub here: bool,
}

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// Stretch files
    Stretch,
    /// Routine files
    Routine,
    /// The settings' file
    Settings,
}

/// Which pose model to use; the ones inside the program, unless this says otherwise.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct ModelArgs {
    /// Use the pose models of this folder
    #[arg(long, value_name = "DIR")]
    pub models: Option<PathBuf>,
    /// Use a pose model of your own: the TOML file that describes it (docs/pose-models.md)
    #[arg(long, value_name = "FILE", conflicts_with = "models")]
    pub pose_model: Option<PathBuf>,
}

impl Command {
    /// Whether what it says is read by programs and by whoever works on Supple or a stretch, so that it is English on every machine.
    #[must_use]
    pub const fn is_for_programs(&self) -> bool {
        match self {
            Self::Analyze(_)
            | Self::Assess { .. }
            | Self::Bench { .. }
            | Self::Check { .. }
            | Self::Evaluate { .. }
            | Self::Export(_)
            | Self::New(_)
            | Self::Pose(_)
            | Self::Schema { .. } => true,
            Self::History(history) => history.json,
            Self::List { json } => *json,
            Self::Today(today) => today.json,
            _ => false,
        }
    }
}

impl Args {
    /// The command to carry out.
    #[must_use]
    pub fn into_command(self) -> Command {
        self.command.unwrap_or(Command::Run(RunArgs { bare: true, ..self.run }))
    }

    /// The names of all commands.
    #[must_use]
    pub fn command_names() -> Vec<String> {
        let names = Self::command().get_subcommands().map(|command| command.get_name().to_owned()).collect::<Vec<_>>();
        names.into_iter().chain(["help".to_owned()]).collect()
    }
}

#[cfg(test)]
mod tests;
