//! `supple run` and `supple free`: a session before the camera, or on files.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use supple::app;
use supple::app::comfort::ComfortKeeper;
use supple::app::plan::{DoseOverride, steps_as_wanted, stretches_as_wanted};
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
use supple::device::plain::{Plain, shown};
use supple::device::recordings;
use supple::device::source;
use supple::device::source::FileOptions;
use supple::history::PainAt;
use supple::host::Looks;
use supple::record::{Header, Recorder};
use supple::seam::{Clock, FrameSource};
use supple::settings::Settings;
use supple::stretch::{OwnDoses, Step};
use supple::stretch_file::{Library, Named, names_a_file};

use super::comfort;
use super::failure::file_failure;
use super::history::{is_kept, remembering};
use super::language::language;
use super::opening::{open_both, open_window, painter, starting_at};
use super::outputs::{must_replace_something, would_overwrite};
use super::own;
use super::past;
use super::power;
use super::settings;
use super::sound::{self, Ears};
use super::terminal::{output, stop_on_interrupt, tell};

/// In a session a picture stands for a second, shown this often: like the slowest of cameras.
const FRAMES_A_PICTURE: u32 = 10;

/// The ids of the stretches of what is coached; of a file only its own name.
pub fn planned(library: &Library, coaches: &str) -> Vec<String> {
    match library.routine(coaches) {
        Some(routine) => routine.steps.iter().map(|step| step.stretch.id.clone()).collect(),
        None => vec![coaches.strip_suffix(".toml").unwrap_or(coaches).to_owned()],
    }
}

/// The session in which the person's own comfortable range counts, unless it is not to. A recording of it says what was known then.
pub fn comfortable(
    session: Session,
    header: Header,
    args: &SessionArgs,
    own: &Settings,
    library: &Library,
) -> (Session, Header) {
    let comfort = comfort::limits(args, own, library);
    match comfort.clone() {
        Some(limits) => (session.with_comfort(limits), Header { comfort, ..header }),
        None => (session, header),
    }
}

/// How a recording of a session begins.
pub fn header(args: &SessionArgs, own: &Settings) -> Header {
    let program = Some(env!("CARGO_PKG_VERSION").to_owned());
    Header { program, hold: args.hold, doses: own.doses.clone(), ..Header::default() }
}

pub fn coach(
    session: Session,
    header: Header,
    plan: &[String],
    args: &SessionArgs,
    own: &Settings,
    clock: SystemClock,
) -> Result<Exit, Failure> {
    // Before anybody waits for a camera, or stretches in vain.
    args.record.as_deref().map_or(Ok(()), must_be_free)?;
    let events = EventsFile::of(args.events.as_deref(), args.force, &args.input)?;
    must_replace_something(args.force, args.events.as_deref(), args.sound.cues.as_deref())?;
    sound::check(&args.sound, args.force, &args.input, args.events.as_deref())?;
    let stop = stop_on_interrupt();
    let (mut source, mut estimator) = open_both(|| open_source(args, own), &args.models)?;
    let is_scarce = if source.is_live() { power::power(args, own).is_scarce() } else { power::is_asked_for(args) };
    if is_scarce {
        let sparing = Looks::lightly();
        source.space(sparing.pictures);
        estimator.spare(sparing);
    }
    let words = args.headless && args.sound.cues.as_deref() != Some(Path::new("-"));
    let outlets = events.outlets(words, comfort::keeper(args, own))?;
    let ears = if args.headless && !source.is_live() { Ears::Nobody } else { Ears::Person };
    // What is seen in a file is heard the same on every machine, whatever is remembered there.
    let remark = if source.is_live() && is_kept(args, own) { past::remark(plan) } else { None };
    let speaking = sound::speaking(&args.sound, settings::sound(&args.sound, own.sound), ears, args.force, remark)?;
    let remembering = remembering(args, own, header.coaches.as_deref());
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
        let view = settings::view(&args.window, own.view);
        let mut display = open_window(view)?;
        pain(&mut coaching, args.pain_before.map(PainAt::Before));
        let (mut timings, began, before) = (Timings::default(), clock.now(), clock::usage());
        let windowed = Windowed {
            watched: &mut coaching,
            source: &mut source,
            display: &mut display,
            painter: painter(own),
            clock: &clock,
            mirror: view.mirror,
            timings: &mut timings,
            stop: &stop,
            camera: None,
        };
        let outcome = windowed.run();
        if args.timings {
            tell_timings(&timings, clock.now().since(began), before);
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

/// Says what a window cost, since `before`. It is for the person who asked; a closed standard error is no reason to fail.
pub fn tell_timings(timings: &Timings, lasted: Duration, before: Option<(Duration, u64)>) {
    let used = before.zip(clock::usage());
    let usage =
        used.map(|((before, _), (after, most_memory))| Usage { processor: after.saturating_sub(before), most_memory });
    tell(timings.report(lasted, usage).to_string().trim_end());
}

/// Says what a session came to, where its events are not.
pub fn tell_summary(summary: &Summary, logs: [Option<&Path>; 2]) -> Result<(), Failure> {
    let summary = summary.words(language());
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
///
/// `doses` are what the person always wants; what is asked for on the command line comes before.
pub fn session(library: &Library, args: &RunArgs, doses: &OwnDoses) -> Result<(Session, String), Failure> {
    let named = match args.name.as_deref() {
        Some(name) if args.bare => own::named_or_command(library, name)?,
        Some(name) => own::named(library, name)?,
        None => library.default_routine().map(Named::Routine).ok_or_else(nothing_to_coach)?,
    };
    own::tell_replaced(library, &named);
    let name = args.name.as_deref().map(OsStr::to_string_lossy).unwrap_or_default();
    let file = args.name.as_deref().map(Path::new).filter(|_| names_a_file(&name)).and_then(Path::file_name);
    let called = file.map_or_else(|| named.id().to_owned(), |file| file.to_string_lossy().into_owned());
    let steps: Vec<Step> = steps_as_wanted(named.plan().steps, doses);
    let steps = DoseOverride { hold: args.session.hold, reps: args.reps }.apply(steps);
    Ok((Session::new(steps).ok_or_else(nothing_to_coach)?, called))
}

/// The session in which whatever is recognised is coached.
pub fn free_session(library: &Library, hold: Option<Duration>, doses: &OwnDoses) -> Result<Session, Failure> {
    Session::free(stretches_as_wanted(library.stretches(), doses), hold).ok_or_else(nothing_to_coach)
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

fn open_source(args: &SessionArgs, own: &Settings) -> Result<Box<dyn FrameSource>, Failure> {
    if args.input.is_empty() {
        Ok(source::open_camera(settings::camera(args.camera.as_deref(), own), CameraOptions::default())?)
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

    /// What hears of the events, `keeper` among them.
    pub fn outlets(&self, headless: bool, keeper: Option<ComfortKeeper>) -> Result<Outlets, Failure> {
        let mut outlets: Vec<Box<dyn Outlet>> = Vec::new();
        outlets.extend(keeper.map(|keeper| Box::new(keeper) as Box<dyn Outlet>));
        if let Some(file) = self.file {
            let out = files::output(file, &is_event_log, self.force).map_err(|error| file_failure(&error))?;
            let readers = if headless { Readers::Needed } else { Readers::MayGo };
            outlets.push(Box::new(JsonLines::new(out, readers)));
        }
        // Without a window somebody may be reading along, unless standard output is taken.
        if headless && self.file != Some(Path::new("-")) {
            outlets.push(Box::new(EventWords::new(Box::new(Plain::new(std::io::stdout(), false)), language())));
        }
        Ok(Outlets::new(outlets))
    }
}
