//! `supple run` and `supple free`: a session before the camera, or on files.

use std::io::Write;
use std::path::Path;

use supple::app::{self, Coaching, EventLog, Exit, Failure, Timings, Usage, plan::DoseOverride};
use supple::args::{RunArgs, SessionArgs};
use supple::coach::{Session, Step};
use supple::device::camera::CameraOptions;
use supple::device::clock::{self, SystemClock};
use supple::device::files;
use supple::device::source::{self, FileOptions};
use supple::seam::{Clock, FrameSource};
use supple::stretch_file::{Library, Named};

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
    let session = session(&library, args)?.noticing(library.stretches().cloned().collect());
    coach(session, &args.session, clock)
}

/// `supple free`.
pub fn free(args: &SessionArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let session = Session::free(own::library(None)?.stretches().cloned().collect(), args.hold)
        .ok_or_else(|| Failure::failed("there is nothing to recognise", "`supple list`"))?;
    coach(session, args, clock)
}

fn coach(session: Session, args: &SessionArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let (mut source, estimator) = open_both(|| open_source(args), &args.models)?;
    let log = event_log(args)?;
    let mut coaching = Coaching::new(estimator, session, log);
    let outcome = if args.headless {
        app::run_headless(&mut coaching, source.as_mut(), &stop)
    } else {
        let mut display = open_window(&args.window)?;
        let (mut timings, began, before) = (Timings::default(), clock.now(), clock::usage());
        let mirror = !args.window.no_mirror;
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

/// The session of what is named, or of the default routine.
pub fn session(library: &Library, args: &RunArgs) -> Result<Session, Failure> {
    let named = match args.name.as_deref() {
        Some(name) if args.bare => own::named_or_command(library, name)?,
        Some(name) => own::named(library, name)?,
        None => library.default_routine().map(Named::Routine).ok_or_else(nothing_to_coach)?,
    };
    own::tell_replaced(library, &named);
    let steps: Vec<Step> = named.plan().steps;
    let steps = DoseOverride { hold: args.session.hold, reps: args.reps }.apply(steps);
    Session::new(steps).ok_or_else(nothing_to_coach)
}

fn nothing_to_coach() -> Failure {
    Failure::failed("there is nothing to coach", "`supple list`")
}

fn open_source(args: &SessionArgs) -> Result<Box<dyn FrameSource>, Failure> {
    if args.input.is_empty() {
        Ok(source::open_camera(args.camera.as_deref(), CameraOptions::default())?)
    } else {
        let options = FileOptions { frames_a_picture: FRAMES_A_PICTURE, ..starting_at(args.start.unwrap_or_default()) };
        Ok(source::open_files(&args.input, options)?)
    }
}

fn event_log(args: &SessionArgs) -> Result<EventLog, Failure> {
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
