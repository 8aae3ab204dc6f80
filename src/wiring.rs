//! Opens the devices that each command needs and hands them to the app as seams: the one place that names a device.

use std::io::{IsTerminal, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use supple::app::evaluate::photos::parse_references;
use supple::app::evaluate::{self, Bench, Clip, Footage, Format, Heading, Skipped, Truth};
use supple::app::learn::Demonstration;
use supple::app::{self, Coaching, EventLog, Exit, Failure, Stop, Timings, Usage, plan::DoseOverride};
use supple::args::{Args, FreeArgs, LearnArgs, ModelArgs, NewArgs, RunArgs, SchemaKind};
use supple::coach::{Recogniser, Session, Size, Step};
use supple::device::bench_source;
use supple::device::camera::CameraOptions;
use supple::device::clock::{self, SystemClock};
use supple::device::doctor::{self, DevicesError};
use supple::device::files::{self, FileError};
use supple::device::onnx::{self, OnnxError, OwnModelError};
use supple::device::source::{self, FileOptions};
use supple::device::window::DesktopWindow;
use supple::seam::{Clock, FrameSource, PoseEstimator};
use supple::stretch_file::{Library, Look, Named, UnknownName, parse_stretch};
use supple::time::Timestamp;

mod own;

/// The window, unless `--size` says otherwise.
const WINDOW: Size = Size::new(1280, 720);

/// In a session a picture stands for a second, shown this often: like the slowest of cameras.
const FRAMES_A_PICTURE: u32 = 10;

/// `supple run`.
///
/// `clock` started with the program.
pub fn run(args: &RunArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let name = args.name.as_deref();
    let library = own::library(name)?;
    let session = session(&library, args)?.noticing(library.stretches().cloned().collect());
    coach(session, args, clock)
}

/// `supple free`.
pub fn free(args: FreeArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let args = RunArgs::from(args);
    let session = Session::free(own::library(None)?.stretches().cloned().collect(), args.hold)
        .ok_or_else(|| Failure::failed("there is nothing to recognise", "`supple list`"))?;
    coach(session, &args, clock)
}

fn coach(session: Session, args: &RunArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let (mut source, estimator) = open_both(|| open_source(args), &args.models)?;
    let log = event_log(args)?;
    let mut coaching = Coaching::new(estimator, session, log);
    let outcome = if args.headless {
        app::run_headless(&mut coaching, source.as_mut(), &stop)
    } else {
        let mut display = DesktopWindow::open(args.size.unwrap_or(WINDOW))?;
        let (mut timings, began, before) = (Timings::default(), clock.now(), clock::usage());
        let mirror = !args.no_mirror;
        let outcome =
            app::run_windowed(&mut coaching, source.as_mut(), &mut display, &clock, mirror, &mut timings, &stop);
        if args.timings {
            let used = before.zip(clock::usage());
            let usage = used.map(|((before, _), (after, most_memory))| Usage {
                processor: after.saturating_sub(before),
                most_memory,
            });
            // They are for whoever asked; a closed standard error is no reason to fail.
            let _ = write!(std::io::stderr(), "{}", timings.report(clock.now().since(began), usage));
        }
        outcome
    };
    let summary = coaching.summary().to_string();
    let told = if args.events.as_deref() == Some(Path::new("-")) {
        std::io::stderr().write_all(summary.as_bytes())
    } else {
        std::io::stdout().write_all(summary.as_bytes())
    };
    outcome?;
    told?;
    Ok(Exit::Done)
}

/// `supple list`.
pub fn list(json: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    app::list::list(out, &own::library(None)?, json)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// `supple show`.
pub fn show(name: &str, out: &mut dyn Write) -> Result<Exit, Failure> {
    let library = own::library(Some(name))?;
    let named = own::named(&library, name)?;
    app::show::show(out, &named, look())?;
    if let Some(origin) = own::origin_words(&library, &named) {
        writeln!(out, "\n{origin}")?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// `supple check`.
pub fn check(paths: &[PathBuf], out: &mut dyn Write) -> Result<Exit, Failure> {
    let (library, given) = own::to_check(paths)?;
    if given.is_empty() {
        writeln!(out, "{}", own::nothing_yet())?;
    }
    let good = app::check::check(out, &library, &given, look())?;
    out.flush()?;
    Ok(if good { Exit::Done } else { Exit::BadInput })
}

/// `supple new`.
pub fn new(args: &NewArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    own::new(args, out)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// `supple schema`.
pub fn schema(kind: SchemaKind, out: &mut dyn Write) -> Result<Exit, Failure> {
    writeln!(out, "{}", own::schema_text(kind)?)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// `supple pose`.
pub fn pose(
    paths: &[PathBuf],
    start: Duration,
    json: bool,
    models: &ModelArgs,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let ((), mut estimator) = open_both(|| checked(paths), models)?;
    each_file(paths, start, |source| app::pose::pose(source, estimator.as_mut(), json, out, &stop))
}

/// `supple assess`.
pub fn assess(
    stretch: &str,
    paths: &[PathBuf],
    start: Duration,
    json: bool,
    models: &ModelArgs,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let library = own::library(Some(stretch))?;
    let named = own::named(&library, stretch)?;
    let stretch =
        named.stretch().map_err(|error| Failure::bad_input(error.to_string(), "`supple list` shows every stretch"))?;
    own::tell_replaced(&library, &named);
    let ((), mut estimator) = open_both(|| checked(paths), models)?;
    each_file(paths, start, |source| app::assess::assess(&stretch, source, estimator.as_mut(), json, out, &stop))
}

/// `supple learn`.
pub fn learn(args: &LearnArgs, clock: SystemClock, out: &mut dyn Write) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let destination = Destination::of(args)?;
    // Before anybody stretches in vain.
    destination.must_be_free()?;
    let open = || match &args.input {
        Some(path) => open_file(path, args.start.unwrap_or_default()),
        None => Ok(source::open_camera(args.camera.as_deref(), CameraOptions::default())?),
    };
    let (mut source, estimator) = open_both(open, &args.models)?;
    let mut demonstration = Demonstration::new(estimator, &args.name, args.input.is_none());
    if args.input.is_some() || args.headless {
        app::learn::watch(&mut demonstration, source.as_mut(), out, &stop)?;
    } else {
        let mut display = DesktopWindow::open(args.size.unwrap_or(WINDOW))?;
        let (mirror, mut timings) = (!args.no_mirror, Timings::default());
        app::run_windowed(&mut demonstration, source.as_mut(), &mut display, &clock, mirror, &mut timings, &stop)?;
    }
    let learned = demonstration.learn()?;
    let text = app::learn::file_text(&learned);
    // What we write is checked like what anybody writes.
    let file = destination.file.display().to_string();
    parse_stretch(&args.name, &file, &text).map_err(|problems| {
        Failure::failed(format!("the learned stretch is wrong:\n{}", problems.render(look())), "report this, please")
    })?;
    files::write_new(&destination.file, &text).map_err(|error| file_failure(&error))?;
    app::learn::tell(out, &learned, &file, &destination.name)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// Where a learned stretch goes, and what it is called on the command line then.
struct Destination {
    file: PathBuf,
    name: String,
}

impl Destination {
    /// Among the person's own stretches, where it is found by its name, unless they name a file.
    fn of(args: &LearnArgs) -> Result<Self, Failure> {
        own::check_new_name(&args.name, "learn")?;
        let Some(file) = &args.out else {
            let folder = own::own_folder("--out FILE")?;
            return Ok(Self { file: folder.stretches().join(format!("{}.toml", args.name)), name: args.name.clone() });
        };
        Ok(Self { file: file.clone(), name: file.display().to_string() })
    }

    fn must_be_free(&self) -> Result<(), Failure> {
        if self.file.exists() {
            let what = format!("{}: is there already and stays as it is", self.file.display());
            return Err(Failure::bad_input(what, "give the stretch another name, or another file with --out"));
        }
        Ok(())
    }
}

/// `supple devices`.
pub fn devices(out: &mut dyn Write) -> Result<Exit, Failure> {
    match doctor::devices(out) {
        Ok(()) => out.flush()?,
        Err(DevicesError::Source(error)) => return Err(error.into()),
        Err(DevicesError::Output(error)) => return Err(error.into()),
    }
    Ok(Exit::Done)
}

/// `supple doctor`.
pub fn doctor(models: &ModelArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let well = doctor::check_up(models.models.as_deref(), models.pose_model.as_deref(), out)?;
    out.flush()?;
    Ok(if well { Exit::Done } else { Exit::Failure })
}

/// `supple bench`.
pub fn bench(input: Option<&Path>, json: bool, models: &ModelArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let session = session(&own::library(None)?, &RunArgs::default())?;
    let open = || match input {
        Some(path) => {
            let options = FileOptions { frames_a_picture: app::bench::MOST, ..FileOptions::default() };
            Ok(source::open_files(&[path.to_owned()], options)?)
        }
        None => Ok(bench_source::open()),
    };
    let (mut source, mut estimator) = open_both(open, models)?;
    app::bench::bench(source.as_mut(), estimator.as_mut(), session, &SystemClock::start(), json, out)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// `supple evaluate`.
pub fn evaluate(
    folders: &[PathBuf],
    format: Format,
    date: Option<String>,
    models: &ModelArgs,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let library = own::embedded()?;
    let footage = footage(folders)?;
    let engines = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_ENGINES);
    let engines = engines.min(footage.clips.len().max(1));
    let recogniser = || -> evaluate::Recogniser<'_> {
        let mut recogniser = Recogniser::new(library.stretches().cloned());
        Box::new(move |seen| {
            recogniser.observe(seen);
            recogniser.recognised().map(|recognised| evaluate::named(&recognised))
        })
    };
    let bench = Bench {
        engines: (0..engines).map(|_| estimator(models)).collect::<Result<_, _>>()?,
        library: &library,
        recogniser: Some(&recogniser),
        open: &|path| open_file(path, Duration::ZERO),
        progress: &|words| eprintln!("{words}"),
        stop: &stop,
    };
    let folders: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
    let command = format!("supple evaluate {}{}", folders.join(" "), own_models(models));
    let heading = Heading { command, date: date.unwrap_or_else(clock::today) };
    let damaged = app::evaluate::evaluate(footage, heading, bench, format, out)?;
    app::all_failures(damaged).map_or(Ok(Exit::Done), Err)
}

/// Pose engines that play clips at the same time, at most: more would be held up by memory rather than speed.
const MOST_ENGINES: usize = 4;
/// What a video's name ends in.
const VIDEOS: [&str; 6] = ["mp4", "mov", "webm", "mkv", "avi", "m4v"];
/// The file that makes a folder one of photos.
const MEDIAPIPE: &str = "mediapipe.json";
/// The most bytes that a truth may have: five minutes at thirty frames a second.
const TRUTH_LIMIT: u64 = 64 << 20;

fn own_models(models: &ModelArgs) -> String {
    let option = |name: &str, path: &Option<PathBuf>| {
        path.as_ref().map_or_else(String::new, |path| format!(" {name} {}", path.display()))
    };
    option("--models", &models.models) + &option("--pose-model", &models.pose_model)
}

/// Everything in these folders that can be evaluated. All that is wrong with them is told at once.
fn footage(folders: &[PathBuf]) -> Result<Footage, Failure> {
    let mut footage = Footage::default();
    let mut wrong = Vec::new();
    for folder in folders {
        if let Err(failure) = add_folder(folder, &mut footage, &mut wrong) {
            wrong.push(failure);
        }
    }
    app::all_failures(wrong).map_or(Ok(footage), Err)
}

fn add_folder(folder: &Path, footage: &mut Footage, wrong: &mut Vec<Failure>) -> Result<(), Failure> {
    if folder.is_file() {
        return Err(Failure::bad_input(format!("{}: is a file, not a folder", folder.display()), "name its folder"));
    }
    let videos = files::list(folder, &VIDEOS).map_err(|error| file_failure(&error))?;
    let references = folder.join(MEDIAPIPE);
    if videos.is_empty() && !references.exists() {
        return Err(Failure::bad_input(
            format!("{}: is a folder without clips (mp4 and the like) and without {MEDIAPIPE}", folder.display()),
            "name the folder that the clips are in, each with its truth as a JSON file of the same name beside it",
        ));
    }
    for path in videos {
        let beside = path.with_extension("json");
        if !beside.exists() {
            let why = format!("has no truth beside it ({})", beside.display());
            footage.skipped.push(Skipped { file: path.display().to_string(), why });
            continue;
        }
        match truth(&beside) {
            Ok(truth) => {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                footage.clips.push(Clip { name, path, truth });
            }
            Err(failure) => wrong.push(failure),
        }
    }
    if references.exists() {
        let text = files::read_text_of(&references, TRUTH_LIMIT).map_err(|error| file_failure(&error))?;
        let file = references.display().to_string();
        let photos =
            parse_references(&file, &text).map_err(|error| Failure::bad_input(error.to_string(), error.remedy()))?;
        footage.photos.extend(photos.into_iter().map(|(photo, reference)| (folder.join(photo), reference)));
    }
    Ok(())
}

fn truth(path: &Path) -> Result<Truth, Failure> {
    let text = files::read_text_of(path, TRUTH_LIMIT).map_err(|error| file_failure(&error))?;
    Truth::parse(&path.display().to_string(), &text)
        .map_err(|error| Failure::bad_input(error.to_string(), error.remedy()))
}

fn session(library: &Library, args: &RunArgs) -> Result<Session, Failure> {
    let named = match args.name.as_deref() {
        Some(name) if args.bare => own::named_or_command(library, name)?,
        Some(name) => own::named(library, name)?,
        None => library.default_routine().map(Named::Routine).ok_or_else(nothing_to_coach)?,
    };
    own::tell_replaced(library, &named);
    let steps: Vec<Step> = named.plan().steps;
    let steps = DoseOverride { hold: args.hold, reps: args.reps }.apply(steps);
    Session::new(steps).ok_or_else(nothing_to_coach)
}

fn nothing_to_coach() -> Failure {
    Failure::failed("there is nothing to coach", "`supple list`")
}

/// A mistyped command is taken for a stretch's name, and then what follows it makes no sense: what is wrong is the command.
pub fn misspelt(error: &clap::Error) -> Option<Failure> {
    use clap::error::ErrorKind::{ArgumentConflict, UnknownArgument};
    if !matches!(error.kind(), ArgumentConflict | UnknownArgument) {
        return None;
    }
    let name = std::env::args().nth(1).filter(|name| !name.starts_with('-'))?;
    let commands = Args::command_names();
    let commands: Vec<_> = commands.iter().map(String::as_str).collect();
    if commands.contains(&name.as_str()) {
        return None;
    }
    let unknown = Library::embedded().ok()?.resolve_among(&name, &commands).err()?;
    unknown.command.is_some().then(|| unknown_failure(&unknown))
}

fn unknown_failure(unknown: &UnknownName) -> Failure {
    Failure::bad_input(unknown.to_string(), unknown.remedy())
}

/// Opens the source and loads the models at the same time: each takes a good part of a second, and somebody waits.
fn open_both<S: Send>(
    open: impl FnOnce() -> Result<S, Failure> + Send,
    models: &ModelArgs,
) -> Result<(S, Box<dyn PoseEstimator>), Failure> {
    thread::scope(|scope| {
        let estimator = scope.spawn(|| estimator(models));
        let source = open();
        let estimator = estimator.join();
        let source = source?;
        match estimator {
            Ok(loaded) => Ok((source, loaded?)),
            Err(_) => Err(Failure::failed("loading the pose models stopped unexpectedly", "supple doctor")),
        }
    })
}

/// The pose model that the arguments name, or the one inside the program.
fn estimator(models: &ModelArgs) -> Result<Box<dyn PoseEstimator>, Failure> {
    if let Some(descriptor) = &models.pose_model {
        return Ok(Box::new(onnx::own_model(descriptor).map_err(|error| own_model_failure(&error))?));
    }
    Ok(Box::new(onnx::estimator(models.models.as_deref()).map_err(|error| onnx_failure(&error))?))
}

fn open_source(args: &RunArgs) -> Result<Box<dyn FrameSource>, Failure> {
    if args.input.is_empty() {
        Ok(source::open_camera(args.camera.as_deref(), CameraOptions::default())?)
    } else {
        let options = FileOptions { frames_a_picture: FRAMES_A_PICTURE, ..starting_at(args.start.unwrap_or_default()) };
        Ok(source::open_files(&args.input, options)?)
    }
}

/// Looks at all files before the first is played; each is opened when its turn comes, so that its time begins at its own
/// start and a long list costs no more than a short one.
fn checked(paths: &[PathBuf]) -> Result<(), Failure> {
    Ok(source::check_files(paths)?)
}

/// Works on files one by one. A damaged one doesn't keep the others from their turn; all are told of at the end.
fn each_file(
    paths: &[PathBuf],
    mut start: Duration,
    mut work: impl FnMut(&mut dyn FrameSource) -> Result<(), Failure>,
) -> Result<Exit, Failure> {
    let mut damaged = Vec::new();
    for path in paths {
        match open_file(path, std::mem::take(&mut start)).and_then(|mut source| work(source.as_mut())) {
            Ok(()) => {}
            Err(failure) if failure.exit == Exit::BadInput => damaged.push(failure),
            Err(failure) => return Err(failure),
        }
    }
    app::all_failures(damaged).map_or(Ok(Exit::Done), Err)
}

fn open_file(path: &Path, start: Duration) -> Result<Box<dyn FrameSource>, Failure> {
    Ok(source::open_files(&[path.to_owned()], starting_at(start))?)
}

fn starting_at(start: Duration) -> FileOptions {
    FileOptions { start_s: start.as_secs_f64(), ..FileOptions::default() }
}

fn event_log(args: &RunArgs) -> Result<EventLog, Failure> {
    if let Some(events) = &args.events
        && args.input.iter().any(|input| is_same_file(input, events))
    {
        return Err(Failure::bad_input(
            format!("{}: --events would overwrite this input", events.display()),
            "name another file for the events",
        ));
    }
    let json = args.events.as_deref().map(files::output).transpose().map_err(|error| file_failure(&error))?;
    // Without a window somebody may be reading along, unless standard output is taken.
    let words = args.headless && args.events.as_deref() != Some(Path::new("-"));
    Ok(EventLog::new(json, words.then(|| Box::new(std::io::stdout()) as Box<dyn Write + Send>), !args.headless))
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// A model named with `--models` that is missing or damaged is a bad file; anything else is a failure of the machine.
fn onnx_failure(error: &OnnxError) -> Failure {
    match error {
        OnnxError::ModelMissing { .. } | OnnxError::ModelUnfit { .. } => {
            Failure::bad_input(error.to_string(), error.remedy())
        }
        OnnxError::RuntimeMissing { .. } | OnnxError::RuntimeUnfit { .. } => {
            Failure::failed(error.to_string(), error.remedy())
        }
    }
}

/// A model of the person's own is a file of theirs, like a video.
fn own_model_failure(error: &OwnModelError) -> Failure {
    match error {
        OwnModelError::Runtime(error) => onnx_failure(error),
        OwnModelError::Wrong(problems) => Failure::bad_input(problems.render(look()), ""),
        error => Failure::bad_input(error.to_string(), error.remedy()),
    }
}

fn file_failure(error: &FileError) -> Failure {
    Failure::bad_input(error.to_string(), error.problem.remedy())
}

fn look() -> Look {
    look_on(std::io::stdout().is_terminal())
}

/// How words are laid out on a terminal, or on what is none.
fn look_on(is_terminal: bool) -> Look {
    let colour = std::env::var_os("NO_COLOR").is_none();
    if is_terminal { Look::terminal(textwrap::termwidth(), colour) } else { Look::PLAIN }
}

/// Interrupts this far apart are two wishes, not one.
const ASKED_TWICE: Duration = Duration::from_secs(1);

/// Ctrl-C ends a session like closing the window does, so that its last line is written; the second time it ends the
/// program at once.
fn stop_on_interrupt() -> Stop {
    let stop: Stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // Without a handler Ctrl-C still works, only less politely.
    let clock = SystemClock::start();
    let mut asked: Option<Timestamp> = None;
    let _ = ctrlc::set_handler(move || {
        flag.store(true, Ordering::Relaxed);
        let now = clock.now();
        // One press may arrive twice at once: from the terminal and from whatever started the program.
        if now.since(*asked.get_or_insert(now)) >= ASKED_TWICE {
            #[allow(clippy::disallowed_methods, reason = "the person asked twice; nothing may keep them waiting")]
            std::process::exit(130);
        }
    });
    stop
}
