//! A window that receives whoever comes: begin, place, session, what was done.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use supple::app::menu;
use supple::app::plan::DoseOverride;
use supple::app::{
    CameraLine, Exit, Failure, Hosting, Keeping, Leaving, Opened, Paced, PersistentCamera, Reader, Remembering, Stop,
    Timings, Usage, Which, Windowed,
};
use supple::args::{RunArgs, SessionArgs};
use supple::device::camera;
use supple::device::camera::CameraOptions;
use supple::device::clock;
use supple::device::clock::SystemClock;
use supple::device::fonts;
use supple::device::source;
use supple::host::{Evening, Offered, Wishes};
use supple::seam::{Clock, SourceError};
use supple::stretch::Stretch;
use supple::stretch_file::{Library, Named};
use supple::view::Painter;

use super::coaching::{EventsFile, tell_summary};
use super::opening::{estimator, open_window, starting_at};
use super::outputs::must_replace_something;
use super::own;
use super::sound::{self, Ears};
use super::terminal::{stop_on_interrupt, tell};

/// Whether these arguments are for a person before a camera and a window: what is recorded, watched in a film or only printed needs
/// nobody to be received.
pub fn is_for(args: &SessionArgs) -> bool {
    let has_camera = args.input.is_empty() || args.as_camera;
    has_camera && !args.headless && args.record.is_none()
}

/// What is done in it, for `supple` and `supple run`.
pub fn offered(library: &Library, args: &RunArgs) -> Result<(Vec<Offered>, bool), Failure> {
    let doses = DoseOverride { hold: args.session.hold, reps: args.reps };
    let with_doses = |offered: Offered| Offered { steps: doses.apply(offered.steps), ..offered };
    let Some(name) = args.name.as_deref() else {
        let all = menu::menu(library, today(library));
        return Ok((all.into_iter().map(with_doses).collect(), false));
    };
    let named = if args.bare { own::named_or_command(library, name)? } else { own::named(library, name)? };
    own::tell_replaced(library, &named);
    let steps = doses.apply(named.plan().steps);
    let first = Offered { id: Some(called(&named, name)), ..menu::named(&named, steps) };
    Ok((first_and(first, library), true))
}

/// What is done in it, for `supple free`.
pub fn offered_free(library: &Library) -> (Vec<Offered>, bool) {
    (first_and(menu::free(), library), true)
}

/// What was asked for first, and then everything there is.
fn first_and(first: Offered, library: &Library) -> Vec<Offered> {
    std::iter::once(first).chain(menu::menu(library, today(library))).collect()
}

/// What a plan is called where it is remembered: a file goes by its name alone.
fn called(named: &Named, name: &OsStr) -> String {
    let file = Path::new(name).file_name().filter(|_| supple::stretch_file::names_a_file(&name.to_string_lossy()));
    file.map_or_else(|| named.id().to_owned(), |file| file.to_string_lossy().into_owned())
}

/// The suggestion for today.
fn today(library: &Library) -> Option<Offered> {
    let routine = library.default_routine()?;
    let plan = Named::Routine(Arc::clone(&routine)).plan();
    Some(menu::today(Some(routine.id.clone()), routine.title.clone(), routine.about.clone(), 9, plan.steps))
}

/// Keeps nothing.
struct Forgetful;

impl Keeping for Forgetful {
    fn remember(&mut self, _plan: Option<&str>) -> Option<Remembering> {
        None
    }

    fn set(&mut self, _path: &str, _value: &str) {}

    fn acknowledge(&mut self) {}
}

/// Receives whoever comes before the camera.
pub fn receive(
    (offered, at_once): (Vec<Offered>, bool),
    stretches: Vec<Arc<Stretch>>,
    args: &SessionArgs,
    clock: SystemClock,
) -> Result<Exit, Failure> {
    let events = EventsFile::of(args.events.as_deref(), args.force, &args.input)?;
    must_replace_something(args.force, args.events.as_deref(), args.sound.cues.as_deref())?;
    sound::check(&args.sound, args.force, &args.input, args.events.as_deref())?;
    let stop = stop_on_interrupt();
    let mut display = open_window(&args.window)?;
    let estimator = estimator(&args.models)?;
    let speaking = sound::speaking(&args.sound, Ears::Person, args.force)?;
    let wishes = Wishes { ask_pain: !args.no_history, at_once, hold: args.hold, ..Wishes::default() };
    let evening = Evening::new(offered, stretches, wishes)
        .ok_or_else(|| Failure::failed("there is nothing to coach", "`supple list`"))?;
    let (camera, line) = camera(args, clock);
    let mut hosting = Hosting::new(estimator, evening, events.outlets(false)?, Box::new(Forgetful))
        .spoken(speaking, args.sound.mute)
        .seen_by(Arc::clone(&line));
    let mut source = Reader::new(Box::new(camera))?;
    let outcome = show(&mut hosting, &mut source, &mut display, &line, args, clock, &stop);
    if let Some(summary) = hosting.summary() {
        tell_summary(summary, [args.events.as_deref(), args.sound.cues.as_deref()])?;
    }
    outcome?;
    match hosting.leaving() {
        Leaving::Quit | Leaving::Demo => {}
        Leaving::Learn => tell("supple: to teach it a stretch, run `supple learn NAME --camera`"),
    }
    Ok(Exit::Done)
}

fn show(
    hosting: &mut Hosting,
    source: &mut Reader,
    display: &mut supple::device::window::DesktopWindow,
    line: &CameraLine,
    args: &SessionArgs,
    clock: SystemClock,
    stop: &Stop,
) -> Result<(), Failure> {
    let (mut timings, began, before) = (Timings::default(), clock.now(), clock::usage());
    let windowed = Windowed {
        watched: hosting,
        source,
        display,
        painter: Painter::falling_back(fonts::installed),
        clock: &clock,
        mirror: !args.window.no_mirror,
        timings: &mut timings,
        stop,
        camera: Some(line),
    };
    let outcome = windowed.run();
    if args.timings {
        let used = before.zip(clock::usage());
        let usage = used
            .map(|((before, _), (after, most_memory))| Usage { processor: after.saturating_sub(before), most_memory });
        tell(timings.report(clock.now().since(began), usage).to_string().trim_end());
    }
    outcome
}

/// The camera, or a film in its place.
fn camera(args: &SessionArgs, clock: SystemClock) -> (PersistentCamera, Arc<CameraLine>) {
    let clock: Arc<dyn Clock> = Arc::new(clock);
    if args.as_camera {
        let (input, start, paces) = (args.input.clone(), args.start.unwrap_or_default(), Arc::clone(&clock));
        let open = move |_| {
            let film = source::open_files(&input, starting_at(start))?;
            let source = Box::new(Paced::new(film, Arc::clone(&paces)));
            Ok(Opened { source, name: "a film".to_owned(), others: false })
        };
        return PersistentCamera::new(Box::new(open), clock);
    }
    let mut wanted = args.camera.clone();
    let open = move |which| {
        let names: Vec<String> = camera::list_cameras()?.into_iter().map(|camera| camera.index.to_string()).collect();
        if which == Which::Next {
            let now = wanted.as_ref().and_then(|wanted| names.iter().position(|name| name == wanted)).unwrap_or(0);
            wanted = names.get((now + 1) % names.len().max(1)).cloned();
        }
        let source = camera::open(wanted.as_deref(), CameraOptions::default())?;
        let name = source.name().to_owned();
        Ok::<_, SourceError>(Opened { source: Box::new(source), name, others: names.len() > 1 })
    };
    PersistentCamera::new(Box::new(open), clock)
}
