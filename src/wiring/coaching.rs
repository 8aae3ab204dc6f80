//! `supple run` and `supple free`: a session before the camera, or on files.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use supple::app;
use supple::app::plan::DoseOverride;
use supple::app::{
    Coaching, EventWords, Exit, Failure, JsonLines, Outlet, Outlets, Reader, Readers, Summary, Tape, Timings, Usage,
    Windowed, is_event_log,
};
use supple::args::{RunArgs, SessionArgs};
use supple::coach::Session;
use supple::device::camera::CameraOptions;
use supple::device::clock;
use supple::device::clock::SystemClock;
use supple::device::files;
use supple::device::fonts;
use supple::device::plain::{Plain, shown};
use supple::device::recordings;
use supple::device::source;
use supple::device::source::FileOptions;
use supple::history::PainAt;
use supple::record::{Header, Recorder};
use supple::seam::{Clock, FrameSource};
use supple::stretch::Step;
use supple::stretch_file::{Library, Named, names_a_file};
use supple::view::Painter;

use super::arguments::as_meant;
use super::failure::file_failure;
use super::history::remembering;
use super::opening::{open_both, open_window, starting_at};
use super::outputs::{must_replace_something, would_overwrite};
use super::own;
use super::past;
use super::sound::{self, Ears};
use super::terminal::{output, stop_on_interrupt, tell};

/// In a session a picture stands for a second, shown this often: like the slowest of cameras.
const FRAMES_A_PICTURE: u32 = 10;

/// `supple run`.
///
/// `clock` started with the program.
pub fn run(args: &RunArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let library = own::library(args.name.as_deref())?;
    let meant = as_meant(args, &library);
    let args = meant.as_ref().unwrap_or(args);
    let (session, coaches) = session(&library, args)?;
    let plan = planned(&library, &coaches);
    let session = session.noticing(library.stretches().cloned().collect());
    let header = Header { coaches: Some(coaches), reps: args.reps, ..header(&args.session) };
    coach(session, header, &plan, &args.session, clock)
}

/// The ids of the stretches of what is coached; of a file only its own name.
fn planned(library: &Library, coaches: &str) -> Vec<String> {
    match library.routine(coaches) {
        Some(routine) => routine.steps.iter().map(|step| step.stretch.id.clone()).collect(),
        None => vec![coaches.strip_suffix(".toml").unwrap_or(coaches).to_owned()],
    }
}

/// `supple free`.
pub fn free(args: &SessionArgs, clock: SystemClock) -> Result<Exit, Failure> {
    coach(free_session(&own::library(None)?, args.hold)?, header(args), &[], args, clock)
}

/// How a recording of a session begins.
fn header(args: &SessionArgs) -> Header {
    Header { program: Some(env!("CARGO_PKG_VERSION").to_owned()), hold: args.hold, ..Header::default() }
}

fn coach(
    session: Session,
    header: Header,
    plan: &[String],
    args: &SessionArgs,
    clock: SystemClock,
) -> Result<Exit, Failure> {
    // Before anybody waits for a camera, or stretches in vain.
    args.record.as_deref().map_or(Ok(()), must_be_free)?;
    let events = EventsFile::of(args.events.as_deref(), args.force, &args.input)?;
    must_replace_something(args.force, args.events.as_deref(), args.sound.cues.as_deref())?;
    sound::check(&args.sound, args.force, &args.input, args.events.as_deref())?;
    let stop = stop_on_interrupt();
    let (source, estimator) = open_both(|| open_source(args), &args.models)?;
    let outlets = events.outlets(args.headless && args.sound.cues.as_deref() != Some(Path::new("-")))?;
    let ears = if args.headless && !source.is_live() { Ears::Nobody } else { Ears::Person };
    // What is seen in a file is heard the same on every machine, whatever is remembered there.
    let remark = if source.is_live() && !args.no_history { past::remark(plan) } else { None };
    let speaking = sound::speaking(&args.sound, ears, args.force, remark)?;
    let remembering = remembering(args, header.coaches.as_deref());
    let mut coaching = Coaching::new(estimator, session, outlets).spoken(speaking).remembered(remembering);
    if let Some(path) = &args.record {
        let store = recordings::create(path).map_err(|error| file_failure(&error))?;
        coaching = coaching.recorded(Tape::new(shown(path), Recorder::new(header, store)));
    }
    // Let go after the window and the last words: nobody has to wait for these because a camera is stuck.
    let mut source = Reader::new(source)?;
    let pain = |coaching: &mut Coaching, pain: Option<PainAt>| pain.into_iter().for_each(|pain| coaching.pain(pain));
    let outcome = if args.headless {
        pain(&mut coaching, args.pain_before.map(PainAt::Before));
        app::run_headless(&mut coaching, &mut source, &stop, |_| Ok(()))
    } else {
        let mut display = open_window(&args.window)?;
        pain(&mut coaching, args.pain_before.map(PainAt::Before));
        let (mut timings, began, before) = (Timings::default(), clock.now(), clock::usage());
        let windowed = Windowed {
            watched: &mut coaching,
            source: &mut source,
            display: &mut display,
            painter: Painter::falling_back(fonts::installed),
            clock: &clock,
            mirror: !args.window.no_mirror,
            timings: &mut timings,
            stop: &stop,
        };
        let outcome = windowed.run();
        if args.timings {
            let used = before.zip(clock::usage());
            let usage = used.map(|((before, _), (after, most_memory))| Usage {
                processor: after.saturating_sub(before),
                most_memory,
            });
            // They are for the person who asked; a closed standard error is no reason to fail.
            tell(timings.report(clock.now().since(began), usage).to_string().trim_end());
        }
        outcome
    };
    pain(&mut coaching, args.pain_after.map(PainAt::After));
    coaching.finish_remembering();
    let told = tell_summary(coaching.summary(), [args.events.as_deref(), args.sound.cues.as_deref()]);
    outcome?;
    told?;
    Ok(Exit::Done)
}

/// Says what a session came to, where its events are not.
pub fn tell_summary(summary: &Summary, logs: [Option<&Path>; 2]) -> Result<(), Failure> {
    let summary = summary.to_string();
    if logs.contains(&Some(Path::new("-"))) {
        tell(summary.trim_end());
    } else {
        let mut out = output();
        out.write_all(summary.as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

/// The session of what is named, or of the default routine; and what that is called in a recording, where a file goes by its
/// name alone: the folder is nobody else's business.
pub fn session(library: &Library, args: &RunArgs) -> Result<(Session, String), Failure> {
    let named = match args.name.as_deref() {
        Some(name) if args.bare => own::named_or_command(library, name)?,
        Some(name) => own::named(library, name)?,
        None => library.default_routine().map(Named::Routine).ok_or_else(nothing_to_coach)?,
    };
    own::tell_replaced(library, &named);
    let name = args.name.as_deref().map(OsStr::to_string_lossy).unwrap_or_default();
    let file = args.name.as_deref().map(Path::new).filter(|_| names_a_file(&name)).and_then(Path::file_name);
    let called = file.map_or_else(|| named.id().to_owned(), |file| file.to_string_lossy().into_owned());
    let steps: Vec<Step> = named.plan().steps;
    let steps = DoseOverride { hold: args.session.hold, reps: args.reps }.apply(steps);
    Ok((Session::new(steps).ok_or_else(nothing_to_coach)?, called))
}

/// The session in which whatever is recognised is coached.
pub fn free_session(library: &Library, hold: Option<Duration>) -> Result<Session, Failure> {
    Session::free(library.stretches().cloned().collect(), hold).ok_or_else(nothing_to_coach)
}

fn nothing_to_coach() -> Failure {
    Failure::failed("there is nothing to coach", "`supple list`")
}

fn must_be_free(record: &Path) -> Result<(), Failure> {
    if record == Path::new("-") {
        return Err(Failure::bad_input("--record -: a recording is a file", "--record session.jsonl.gz"));
    }
    if record.exists() {
        let what = format!("{}: is there already and stays as it is", shown(record));
        return Err(Failure::bad_input(what, "name another file with --record"));
    }
    Ok(())
}

fn open_source(args: &SessionArgs) -> Result<Box<dyn FrameSource>, Failure> {
    if args.input.is_empty() {
        Ok(source::open_camera(args.camera.as_deref(), CameraOptions::default())?)
    } else {
        let options = FileOptions { frames_a_picture: FRAMES_A_PICTURE, ..starting_at(args.start.unwrap_or_default()) };
        Ok(source::open_files(&args.input, options)?)
    }
}

/// Where the events of a session go.
pub struct EventsFile<'a> {
    file: Option<&'a Path>,
    force: bool,
}

impl<'a> EventsFile<'a> {
    /// What `--events` names, in a session that reads the files and folders `input`; not what the person would lose by it. To be asked
    /// before anybody waits for a camera, or stretches in vain.
    pub fn of(file: Option<&'a Path>, force: bool, input: &[PathBuf]) -> Result<Self, Failure> {
        if let Some(file) = file.filter(|file| *file != Path::new("-")) {
            would_overwrite("--events", file, input)?;
            files::check_output(file, &is_event_log, force).map_err(|error| file_failure(&error))?;
        }
        Ok(Self { file, force })
    }

    /// What hears of the events.
    pub fn outlets(&self, headless: bool) -> Result<Outlets, Failure> {
        let mut outlets: Vec<Box<dyn Outlet>> = Vec::new();
        if let Some(file) = self.file {
            let out = files::output(file, &is_event_log, self.force).map_err(|error| file_failure(&error))?;
            let readers = if headless { Readers::Needed } else { Readers::MayGo };
            outlets.push(Box::new(JsonLines::new(out, readers)));
        }
        // Without a window somebody may be reading along, unless standard output is taken.
        if headless && self.file != Some(Path::new("-")) {
            outlets.push(Box::new(EventWords::new(Box::new(Plain::new(std::io::stdout(), false)))));
        }
        Ok(Outlets::new(outlets))
    }
}
