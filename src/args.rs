//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::coach::Size;

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
    Free(FreeArgs),
    /// List every stretch and routine
    List {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Show one stretch: targets, dose, hints, camera side; or one routine
    Show {
        /// Its name, or a file
        name: String,
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
    Pose {
        /// Pictures, folders of pictures, or videos
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print one JSON object a frame
        #[arg(long)]
        json: bool,
        /// Start this many seconds into the first file, a video
        #[arg(long, value_name = "S", value_parser = start_seconds, default_value = "0", hide_default_value = true)]
        start: Duration,
        /// Which pose model
        #[command(flatten)]
        models: ModelArgs,
    },
    /// Judge every frame against a stretch: each target with value, range and state, and the hint
    Assess {
        /// The stretch's name, or a stretch file
        stretch: String,
        /// Pictures, folders of pictures, or videos
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print one JSON object a frame
        #[arg(long)]
        json: bool,
        /// Start this many seconds into the first file, a video
        #[arg(long, value_name = "S", value_parser = start_seconds, default_value = "0", hide_default_value = true)]
        start: Duration,
        /// Which pose model
        #[command(flatten)]
        models: ModelArgs,
    },
    /// Measure how well people are seen and coached, on clips whose true pose is known
    Evaluate {
        /// Folders of clips, each with its truth as a JSON file beside it, or of photos with MediaPipe's poses
        #[arg(required = true, value_name = "FOLDER")]
        folders: Vec<PathBuf>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// Print a page for a browser [default: Markdown]
        #[arg(long, conflicts_with = "json")]
        html: bool,
        /// The day that the report is dated [default: today]
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
        date: Option<String>,
        /// Which pose model
        #[command(flatten)]
        models: ModelArgs,
    },
    /// Learn a stretch from a demonstration held for some seconds, and write its file
    Learn(LearnArgs),
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

/// The arguments of `run`.
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct RunArgs {
    /// A stretch or routine by name, or a stretch or routine file [default: a short routine]
    #[arg(value_name = "STRETCH|ROUTINE")]
    pub name: Option<String>,
    /// Use this camera: its number, or part of its name [default: the first]
    #[arg(long, value_name = "N|NAME", conflicts_with = "input")]
    pub camera: Option<String>,
    /// Use videos, pictures or folders of pictures in place of the camera
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub input: Vec<PathBuf>,
    /// Start this many seconds into the first file of --input, a video
    #[arg(long, value_name = "S", value_parser = start_seconds, requires = "input")]
    pub start: Option<Duration>,
    /// Coach without a window; with --input every frame is processed, as fast as the machine can
    #[arg(long)]
    pub headless: bool,
    /// Write one JSON object an event to this file; - is standard output
    #[arg(long, value_name = "FILE|-")]
    pub events: Option<PathBuf>,
    /// Seconds to hold, in place of each stretch's own; what is moved, such as cat and cow, is held at its ends
    #[arg(long, value_name = "S", value_parser = hold_seconds)]
    pub hold: Option<Duration>,
    /// Repetitions (of each side, where there are sides), in place of each stretch's own
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub reps: Option<u32>,
    /// No sound
    #[arg(long)]
    pub mute: bool,
    /// Remember nothing of this session
    #[arg(long)]
    pub no_history: bool,
    /// Show the picture as the camera sees it, not as a mirror
    #[arg(long)]
    pub no_mirror: bool,
    /// Say at the end what the session in the window cost: delays, processor, memory
    #[arg(long, conflicts_with = "headless")]
    pub timings: bool,
    /// Which pose model
    #[command(flatten)]
    pub models: ModelArgs,
    /// The window's size
    #[arg(long, value_name = "WxH", value_parser = window_size)]
    pub size: Option<Size>,
    /// Whether the name stood where a command may stand, so that it may have been meant as one.
    #[arg(skip)]
    pub bare: bool,
}

/// The arguments of `learn`.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct LearnArgs {
    /// What the stretch shall be called: lower-case letters, digits and hyphens
    #[arg(value_parser = stretch_name)]
    pub name: String,
    /// Watch this camera: its number, or part of its name [default: the first]
    #[arg(long, value_name = "N|NAME", num_args = 0..=1, default_missing_value = "0", conflicts_with = "input",
        required_unless_present = "input")]
    pub camera: Option<String>,
    /// Learn from a video in place of the camera
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Start this many seconds into the video
    #[arg(long, value_name = "S", value_parser = start_seconds, requires = "input", conflicts_with = "camera")]
    pub start: Option<Duration>,
    /// Watch the camera without a window; a video never has one
    #[arg(long)]
    pub headless: bool,
    /// Write the stretch to this file [default: NAME.toml here]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Show the picture as the camera sees it, not as a mirror
    #[arg(long)]
    pub no_mirror: bool,
    /// The window's size
    #[arg(long, value_name = "WxH", value_parser = window_size)]
    pub size: Option<Size>,
    /// Which pose model
    #[command(flatten)]
    pub models: ModelArgs,
}

/// The longest name of a stretch: it is typed, and a column in the list.
const LONGEST_NAME: usize = 40;

fn stretch_name(text: &str) -> Result<String, String> {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let all = text.chars().all(|c| is_letter(c) || c == '-');
    let ends = text.starts_with(is_letter) && text.ends_with(is_letter);
    if all && ends && text.len() <= LONGEST_NAME {
        Ok(text.to_owned())
    } else {
        Err(format!("a name has up to {LONGEST_NAME} lower-case letters, digits and hyphens, such as my-forward-fold"))
    }
}

/// The arguments of `free`.
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct FreeArgs {
    /// Use this camera: its number, or part of its name [default: the first]
    #[arg(long, value_name = "N|NAME", conflicts_with = "input")]
    pub camera: Option<String>,
    /// Use videos, pictures or folders of pictures in place of the camera
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub input: Vec<PathBuf>,
    /// Start this many seconds into the first file of --input, a video
    #[arg(long, value_name = "S", value_parser = start_seconds, requires = "input")]
    pub start: Option<Duration>,
    /// Coach without a window; with --input every frame is processed, as fast as the machine can
    #[arg(long)]
    pub headless: bool,
    /// Write one JSON object an event to this file; - is standard output
    #[arg(long, value_name = "FILE|-")]
    pub events: Option<PathBuf>,
    /// Seconds to hold, in place of each stretch's own; what is moved, such as cat and cow, is held at its ends
    #[arg(long, value_name = "S", value_parser = hold_seconds)]
    pub hold: Option<Duration>,
    /// No sound
    #[arg(long)]
    pub mute: bool,
    /// Remember nothing of this session
    #[arg(long)]
    pub no_history: bool,
    /// Show the picture as the camera sees it, not as a mirror
    #[arg(long)]
    pub no_mirror: bool,
    /// Say at the end what the session in the window cost: delays, processor, memory
    #[arg(long, conflicts_with = "headless")]
    pub timings: bool,
    /// Which pose model
    #[command(flatten)]
    pub models: ModelArgs,
    /// The window's size
    #[arg(long, value_name = "WxH", value_parser = window_size)]
    pub size: Option<Size>,
}

impl From<FreeArgs> for RunArgs {
    fn from(free: FreeArgs) -> Self {
        let FreeArgs { camera, input, start, headless, events, hold, .. } = free;
        let FreeArgs { mute, no_history, no_mirror, timings, models, size, .. } = free;
        Self {
            name: None,
            bare: false,
            reps: None,
            camera,
            input,
            start,
            headless,
            events,
            hold,
            mute,
            no_history,
            no_mirror,
            timings,
            models,
            size,
        }
    }
}

/// The shortest hold that can be asked for: less than a frame or two is no hold.
const SHORTEST_HOLD_S: f64 = 0.1;
/// The longest hold that can be asked for: an hour.
const LONGEST_HOLD_S: f64 = 3600.0;

fn hold_seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (SHORTEST_HOLD_S..=LONGEST_HOLD_S).contains(&seconds) => Ok(Duration::from_secs_f64(seconds)),
        Ok(_) => Err(format!("a hold is {SHORTEST_HOLD_S} to {LONGEST_HOLD_S} seconds")),
        Err(_) => Err("a number of seconds is needed, such as 20 or 7.5".to_owned()),
    }
}

/// The furthest place in a video that can be asked for: a day.
const LATEST_START_S: f64 = 86_400.0;

fn start_seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=LATEST_START_S).contains(&seconds) => Ok(Duration::from_secs_f64(seconds)),
        Ok(_) => Err(format!("a video is started at 0 to {LATEST_START_S} seconds")),
        Err(_) => Err("a number of seconds is needed, such as 6 or 7.5".to_owned()),
    }
}

fn date(text: &str) -> Result<String, String> {
    let parts: Vec<_> = text.split('-').collect();
    let number = |part: &str, digits: usize, most: u32| {
        let all_digits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        all_digits && part.parse().is_ok_and(|value: u32| (1..=most).contains(&value))
    };
    match parts.as_slice() {
        [year, month, day] if number(year, 4, 9999) && number(month, 2, 12) && number(day, 2, 31) => {
            Ok(text.to_owned())
        }
        _ => Err("a day is needed, such as 2026-01-31".to_owned()),
    }
}

fn window_size(text: &str) -> Result<Size, String> {
    let help = || "a width and height in pixels are needed, such as 1280x720".to_owned();
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(help)?;
    let parse = |number: &str| number.trim().parse::<u32>().map_err(|_| help());
    let size = Size::new(parse(width)?, parse(height)?);
    if (320..=7680).contains(&size.width) && (240..=4320).contains(&size.height) {
        Ok(size)
    } else {
        Err("a window is 320x240 to 7680x4320 pixels".to_owned())
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
mod tests {
    use super::*;

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
            assert_eq!(run.name.as_deref(), Some("sphinx"));
            assert_eq!(run.hold, Some(Duration::from_secs_f64(7.5)));
            assert_eq!(run.reps, Some(2));
            assert!(run.headless);
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
    fn a_name_where_a_command_may_stand_is_known_as_such() {
        let bare = |line: &str| matches!(parse(line), Ok(Command::Run(run)) if run.bare);
        assert!(bare("supple sphinx") && !bare("supple run sphinx"));
        let names = Args::command_names();
        assert!(["run", "check", "help"].iter().all(|name| names.iter().any(|known| known == name)), "{names:?}");
    }

    #[test]
    fn every_command_with_a_pose_takes_a_model_of_ones_own() {
        for command in
            ["", " run", " pose a.png", " assess sphinx a.png", " bench", " doctor", " evaluate f", " learn a --camera"]
        {
            let models = match parse(&format!("supple{command} --pose-model my.toml")).unwrap() {
                Command::Run(run) => run.models,
                Command::Pose { models, .. }
                | Command::Assess { models, .. }
                | Command::Bench { models, .. }
                | Command::Evaluate { models, .. }
                | Command::Doctor { models }
                | Command::Learn(LearnArgs { models, .. }) => models,
                other => panic!("{other:?}"),
            };
            assert_eq!(models.pose_model, Some(PathBuf::from("my.toml")), "{command}");
        }
    }

    #[test]
    fn several_inputs_are_taken() {
        let Ok(Command::Run(run)) = parse("supple sphinx --input a.mp4 b.mp4 --events -") else { panic!() };
        assert_eq!(run.input.len(), 2);
        assert_eq!(run.events, Some(PathBuf::from("-")));
    }

    #[test]
    fn senseless_numbers_are_refused() {
        for line in [
            "supple --hold 0",
            "supple --hold nan",
            "supple --hold 1e-10",
            "supple --hold -3",
            "supple --reps 0",
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
            "supple evaluate",
            "supple evaluate a --json --html",
            "supple evaluate a --date yesterday",
            "supple evaluate a --date 2026-13-01",
            "supple evaluate a --date 2026-1-1",
        ] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }

    #[test]
    fn a_video_can_be_started_in_its_middle() {
        let six = Duration::from_secs(6);
        assert!(matches!(parse("supple pose a.mp4 --start 6"), Ok(Command::Pose { start, .. }) if start == six));
        assert!(matches!(parse("supple pose a.mp4"), Ok(Command::Pose { start: Duration::ZERO, .. })));
        let assess = parse("supple assess sphinx a.mp4 --start 6.0");
        assert!(matches!(assess, Ok(Command::Assess { start, .. }) if start == six));
        let Ok(Command::Run(run)) = parse("supple sphinx --input a.mp4 --start 6") else { panic!() };
        assert_eq!(run.start, Some(six));
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
        assert_eq!(run.size, Some(Size::new(1920, 1080)));
    }
}
