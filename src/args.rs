//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};

mod export;
mod learn;
mod session;
mod span;
mod today;
mod values;

pub use export::{ExportArgs, ExportFormat, ReportArgs};
pub use learn::LearnArgs;
pub use session::{ReplayArgs, RunArgs, SessionArgs, SoundArgs, WindowArgs};
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
    /// Print the JSON Schema of stretch or routine files, for editors that check while you type
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
mod tests {
    use super::*;
    use crate::body::Size;
    use crate::history::Pain;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        Args::try_parse_from(line.split(' ')).map(Args::into_command)
    }

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn run_is_the_default_command() {
        for line in ["supple sphinx --hold 7.5 --reps 2 --headless", "supple run sphinx --hold 7.5 --reps 2 --headless"]
        {
            let Ok(Command::Run(run)) = parse(line) else { panic!("{line} is a run") };
            assert_eq!(run.name.as_deref(), Some("sphinx".as_ref()));
            assert_eq!(run.session.hold, Some(Duration::from_secs_f64(7.5)));
            assert_eq!(run.reps, Some(2));
            assert!(run.session.headless);
        }
        assert!(matches!(parse("supple"), Ok(Command::Run(RunArgs { name: None, .. }))));
    }

    #[test]
    fn a_template_is_of_one_kind() {
        assert!(matches!(parse("supple new my-fold --moved --here"), Ok(Command::New(new)) if new.moved && new.here));
        assert!(matches!(parse("supple new -"), Ok(Command::New(new)) if new.name == "-"));
        for line in ["supple new", "supple new a --moved --routine", "supple schema window"] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
        assert!(matches!(parse("supple schema routine"), Ok(Command::Schema { kind: SchemaKind::Routine })));
    }

    #[test]
    fn what_is_remembered_goes_where_it_is_wanted() {
        let Ok(Command::Export(export)) = parse("supple export --format fhir --since 2026-01-31 --out a.json") else {
            panic!()
        };
        assert_eq!((export.format, export.out), (ExportFormat::Fhir, Some(PathBuf::from("a.json"))));
        assert_eq!(
            (export.span.since.map(|day| day.to_string()), export.span.until),
            (Some("2026-01-31".into()), None)
        );
        assert!(matches!(parse("supple report"), Ok(Command::Report(ReportArgs { out: None, .. }))));
        for line in ["supple export", "supple export --format xml", "supple report --since 2026-1-1"] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }

    #[test]
    fn a_name_where_a_command_may_stand_is_known_as_such() {
        let bare = |line: &str| matches!(parse(line), Ok(Command::Run(run)) if run.bare);
        assert!(bare("supple sphinx") && !bare("supple run sphinx"));
        let names = Args::command_names();
        assert!(["run", "check", "help"].iter().all(|name| names.iter().any(|known| known == name)), "{names:?}");
    }

    #[test]
    fn every_command_with_a_pose_takes_a_model_of_ones_own() {
        for command in [
            "",
            " run",
            " free",
            " pose a.png",
            " assess sphinx a.png",
            " bench",
            " doctor",
            " evaluate f",
            " learn a --camera",
        ] {
            let models = match parse(&format!("supple{command} --pose-model my.toml")).unwrap() {
                Command::Run(run) => run.session.models,
                Command::Free(free) => free.models,
                Command::Pose(files) | Command::Assess { files, .. } => files.models,
                Command::Bench { models, .. }
                | Command::Evaluate { models, .. }
                | Command::Doctor { models }
                | Command::Learn(LearnArgs { models, .. }) => models,
                other => panic!("{other:?}"),
            };
            assert_eq!(models.pose_model, Some(PathBuf::from("my.toml")), "{command}");
        }
    }

    #[test]
    fn a_session_is_recorded_and_coached_again() {
        let Ok(Command::Free(free)) = parse("supple free --record a.gz") else { panic!() };
        assert_eq!(free.record, Some(PathBuf::from("a.gz")));
        let Ok(Command::Replay(again)) = parse("supple replay a.gz sphinx --reps 2 --events -") else { panic!() };
        assert_eq!((again.file, again.name, again.reps), (PathBuf::from("a.gz"), Some("sphinx".into()), Some(2)));
        let Ok(Command::Evaluate { keep, .. }) = parse("supple evaluate a --keep b") else { panic!() };
        assert_eq!(keep, Some(PathBuf::from("b")));
    }

    #[test]
    fn aims_are_required_by_themselves_or_with_a_file_but_never_swallow_a_folder() {
        let required = |command: &str| match parse(command) {
            Ok(Command::Evaluate { folders, require_aims, .. }) => (folders.len(), require_aims),
            other => panic!("{other:?}"),
        };
        assert_eq!(required("supple evaluate a"), (1, None));
        assert_eq!(required("supple evaluate --require-aims a"), (1, Some(PathBuf::new())));
        assert_eq!(required("supple evaluate --require-aims=a.toml b c"), (2, Some(PathBuf::from("a.toml"))));
    }

    #[test]
    fn several_inputs_are_taken() {
        let Ok(Command::Run(run)) = parse("supple sphinx --input a.mp4 b.mp4 --events -") else { panic!() };
        assert_eq!(run.session.input.len(), 2);
        assert_eq!(run.session.events, Some(PathBuf::from("-")));
    }

    #[test]
    fn senseless_numbers_are_refused() {
        for line in [
            "supple --hold 0",
            "supple --hold nan",
            "supple --hold 1e-10",
            "supple --hold -3",
            "supple --reps 0",
            "supple --pain-before 11",
            "supple --pain-after much",
            "supple --no-history --pain-before 3",
            "supple --size 5x5",
            "supple --size wide",
            "supple --camera 0 --input a.mp4",
            "supple --start 6",
            "supple --start -1 --input a.mp4",
            "supple pose a.mp4 --start inf",
            "supple assess sphinx a.mp4 --start soon",
            "supple pose",
            "supple --models a --pose-model b.toml",
            "supple bench --models a --pose-model b.toml",
            "supple learn",
            "supple learn my-fold",
            "supple learn my-fold --camera 0 --input a.mp4",
            "supple learn my-fold --camera --start 3",
            "supple learn My/Fold --camera",
            "supple learn -fold --input a.mp4",
            "supple replay",
            "supple replay a.gz sphinx --free",
            "supple replay a.gz --hold 0",
            "supple evaluate",
            "supple evaluate --require-aims",
            "supple evaluate a --json --html",
            "supple evaluate a --date yesterday",
            "supple evaluate a --date 2026-13-01",
            "supple evaluate a --date 2026-1-1",
            "supple evaluate a --date 2026-02-30",
        ] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }

    #[test]
    fn a_number_that_cannot_be_is_told_as_one() {
        for (line, word) in [
            ("supple --hold -5", "a hold is 0.1 to 3600 seconds"),
            ("supple --reps 1.5", "a whole number is needed"),
            ("supple --reps -2", "a whole number is needed"),
            ("supple replay a --reps 0", "from 1 to 1000"),
            ("supple --pain-after -1", "from 0 (not at all) to 10 (the worst imaginable)"),
            ("supple pose a.mp4 --start -1", "a video is started at 0"),
        ] {
            let words = parse(line).unwrap_err().to_string();
            assert!(words.contains(word) && !words.contains("tip:"), "{line}: {words}");
        }
    }

    #[test]
    fn every_session_says_what_it_offers() {
        let help = |name: &str| Args::command().find_subcommand_mut(name).unwrap().render_long_help().to_string();
        for name in ["run", "free"] {
            for option in ["--mute", "--no-history", "--pain-before", "--pain-after"] {
                assert!(help(name).contains(option), "{}", help(name));
            }
        }
        assert!(help("learn").contains("NAME.toml among your own stretches"));
    }

    #[test]
    fn pain_is_a_number_from_0_to_10() {
        let Ok(Command::Free(free)) = parse("supple free --pain-before 10 --pain-after 0") else { panic!() };
        assert_eq!((free.pain_before.map(Pain::score), free.pain_after.map(Pain::score)), (Some(10), Some(0)));
    }

    #[test]
    fn a_video_can_be_started_in_its_middle() {
        let six = Duration::from_secs(6);
        assert!(matches!(parse("supple pose a.mp4 --start 6"), Ok(Command::Pose(files)) if files.start == six));
        assert!(matches!(parse("supple pose a.mp4"), Ok(Command::Pose(FilesArgs { start: Duration::ZERO, .. }))));
        let assess = parse("supple assess sphinx a.mp4 --start 6.0");
        assert!(matches!(assess, Ok(Command::Assess { files, .. }) if files.start == six));
        let Ok(Command::Run(run)) = parse("supple sphinx --input a.mp4 --start 6") else { panic!() };
        assert_eq!(run.session.start, Some(six));
    }

    #[test]
    fn a_stretch_is_learned_from_a_camera_or_a_video() {
        let learn = |line: &str| match parse(line) {
            Ok(Command::Learn(learn)) => learn,
            other => panic!("{line}: {other:?}"),
        };
        assert_eq!(learn("supple learn my-fold --camera").camera.as_deref(), Some("0"));
        assert_eq!(learn("supple learn my-fold --camera usb --headless").camera.as_deref(), Some("usb"));
        let video = learn("supple learn my-fold --input a.mp4 --start 2 --out b.toml");
        assert_eq!(
            (video.name.as_str(), video.input, video.out),
            ("my-fold", Some("a.mp4".into()), Some("b.toml".into()))
        );
    }

    #[test]
    fn a_window_size_is_width_by_height() {
        let Ok(Command::Run(run)) = parse("supple --size 1920x1080") else { panic!() };
        assert_eq!(run.session.window.size, Some(Size::new(1920, 1080)));
    }
}
