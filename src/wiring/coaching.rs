//! `supple run` and `supple free`: a session before the camera, or on files.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use supple::app::{
    self, Coaching, EventLog, Exit, Failure, Reader, Summary, Tape, Timings, Usage, plan::DoseOverride,
};
use supple::args::{RunArgs, SessionArgs};
use supple::coach::{Session, Step};
use supple::device::camera::CameraOptions;
use supple::device::clock::{self, SystemClock};
use supple::device::files;
use supple::device::recordings;
use supple::device::source::{self, FileOptions};
use supple::record::{Header, Recorder};
use supple::seam::{Clock, FrameSource};
use supple::stretch_file::{Library, Named, names_a_file};

use super::file_failure;
use super::opening::{open_both, open_window, starting_at};
use super::own;
use super::terminal::stop_on_interrupt;

/// In a session a picture stands for a second, shown this often: like the slowest of cameras.
const FRAMES_A_PICTURE: u32 = 10;

/// `supple run`.
///
/// `clock` started with the program.
pub fn run(args: &RunArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let name = args.name.as_deref();
    let library = own::library(name)?;
    let (session, coaches) = session(&library, args)?;
    let session = session.noticing(library.stretches().cloned().collect());
    coach(session, Header { coaches: Some(coaches), reps: args.reps, ..header(&args.session) }, &args.session, clock)
}

/// `supple free`.
pub fn free(args: &SessionArgs, clock: SystemClock) -> Result<Exit, Failure> {
    coach(free_session(&own::library(None)?, args.hold)?, header(args), args, clock)
}

/// How a recording of a session begins.
fn header(args: &SessionArgs) -> Header {
    Header { program: Some(env!("CARGO_PKG_VERSION").to_owned()), hold: args.hold, ..Header::default() }
}

fn coach(session: Session, header: Header, args: &SessionArgs, clock: SystemClock) -> Result<Exit, Failure> {
    // Before anybody waits for a camera, or stretches in vain.
    args.record.as_deref().map_or(Ok(()), must_be_free)?;
    let stop = stop_on_interrupt();
    let (source, estimator) = open_both(|| open_source(args), &args.models)?;
    let log = event_log(args.events.as_deref(), &args.input, args.headless)?;
    let mut coaching = Coaching::new(estimator, session, log);
    if let Some(path) = &args.record {
        let store = recordings::create(path).map_err(|error| file_failure(&error))?;
        coaching = coaching.recorded(Tape::new(path.display().to_string(), Recorder::new(header, store)));
    }
    let outcome = if args.headless {
        let mut source = source;
        app::run_headless(&mut coaching, source.as_mut(), &stop)
    } else {
        // Before the window, so that it is let go after that: nobody has to wait for a window that is to close.
        let mut source = Reader::new(source)?;
        let mut display = open_window(&args.window)?;
        let (mut timings, began, before) = (Timings::default(), clock.now(), clock::usage());
        let mirror = !args.window.no_mirror;
        let outcome =
            app::run_windowed(&mut coaching, &mut source, &mut display, &clock, mirror, &mut timings, &stop);
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
    let told = tell_summary(coaching.summary(), args.events.as_deref());
    outcome?;
    told?;
    Ok(Exit::Done)
}

/// Says what a session came to, where its events are not.
pub fn tell_summary(summary: &Summary, events: Option<&Path>) -> Result<(), Failure> {
    let summary = summary.to_string();
    if events == Some(Path::new("-")) {
        std::io::stderr().write_all(summary.as_bytes())?;
    } else {
        std::io::stdout().write_all(summary.as_bytes())?;
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
    let file = args.name.as_deref().filter(|name| names_a_file(name)).and_then(|name| Path::new(name).file_name());
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
        let what = format!("{}: is there already and stays as it is", record.display());
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

/// Where the events of a session go that reads the files `input`.
pub fn event_log(events: Option<&Path>, input: &[PathBuf], headless: bool) -> Result<EventLog, Failure> {
    if let Some(events) = events
        && input.iter().any(|input| is_same_file(input, events))
    {
        return Err(Failure::bad_input(
            format!("{}: --events would overwrite this input", events.display()),
            "name another file for the events",
        ));
    }
    let json = events.map(files::output).transpose().map_err(|error| file_failure(&error))?;
    // Without a window somebody may be reading along, unless standard output is taken.
    let words = headless && events != Some(Path::new("-"));
    Ok(EventLog::new(json, words.then(|| Box::new(std::io::stdout()) as Box<dyn Write + Send>), !headless))
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
