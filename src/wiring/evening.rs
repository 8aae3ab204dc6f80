//! A window that receives whoever comes: begin, place, session, what was done.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use supple::app::menu;
use supple::app::plan::{DoseOverride, steps_as_wanted, stretches_as_wanted};
use supple::app::{
    CameraLine, Exit, Failure, Hosting, Keeping, Opened, Paced, PersistentCamera, Reader, Remembering, Timings, Which,
    Windowed,
};
use supple::args::{RunArgs, SessionArgs};
use supple::camera_fault::CameraFault;
use supple::device::camera;
use supple::device::camera::CameraOptions;
use supple::device::clock;
use supple::device::clock::SystemClock;
use supple::device::files;
use supple::device::history::DataFolder;
use supple::device::own_files::OwnFolder;
use supple::device::plain::shown;
use supple::device::source;
use supple::history::{Remark, Wish, suggest};
use supple::host::{Evening, InForce, ItemKind, Offered, Setting, Wishes};
use supple::seam::{Clock, SourceError};
use supple::settings as settings_typed;
use supple::settings::{Address, Settings};
use supple::stretch::Step;
use supple::stretch_file::{Library, Named};
use supple::view::Look;

use super::afterwards::{go_on, may_go_on};
use super::coaching::{EventsFile, planned, tell_summary, tell_timings};
use super::comfort;
use super::history::{is_kept, remembering};
use super::language::{language, set_or_system};
use super::opening::{estimator, open_window, painter, starting_at};
use super::outputs::must_replace_something;
use super::own;
use super::past;
use super::power;
use super::settings;
use super::sound::{self, Ears};
use super::terminal::{stop_on_interrupt, tell};

/// Whether these arguments are for a person before a camera and a window: what is recorded, watched in a film or only printed needs
/// nobody to be received.
pub fn is_for(args: &SessionArgs) -> bool {
    let has_camera = args.input.is_empty() || args.as_camera;
    has_camera && !args.headless && args.record.is_none()
}

/// What is done in it, for `supple` and `supple run`.
pub fn offered(library: &Library, args: &RunArgs, own: &Settings) -> Result<(Vec<Offered>, bool), Failure> {
    let doses = DoseOverride { hold: args.session.hold, reps: args.reps };
    let wanted = |steps| doses.apply(steps_as_wanted(steps, &own.doses));
    let today = today(library, is_kept(&args.session, own), own.goals.minutes_a_day, wanted);
    let rest = menu::menu(library, today, language());
    let elsewhere = |offered: &Offered| matches!(offered.item.kind, ItemKind::Demo | ItemKind::Learn);
    let rest = rest.into_iter().filter(|offered| may_go_on(&args.session) || !elsewhere(offered));
    let rest = rest.map(|offered| menu::with_steps(offered, wanted));
    let Some(name) = args.name.as_deref() else {
        return Ok((rest.collect(), false));
    };
    let named = if args.bare { own::named_or_command(library, name)? } else { own::named(library, name)? };
    own::tell_replaced(library, &named);
    let steps = wanted(named.plan().steps);
    let first = Offered { id: Some(called(&named, name)), ..menu::named(&named, steps, language()) };
    Ok((std::iter::once(first).chain(rest).collect(), true))
}

/// What is done in it, for `supple free`.
pub fn offered_free(library: &Library, args: &SessionArgs, own: &Settings) -> Result<(Vec<Offered>, bool), Failure> {
    let (rest, _) = offered(library, &RunArgs { session: args.clone(), ..RunArgs::default() }, own)?;
    Ok((std::iter::once(menu::free(language())).chain(rest).collect(), true))
}

/// What a plan is called where it is remembered: a file goes by its name alone.
fn called(named: &Named, name: &OsStr) -> String {
    let file = Path::new(name).file_name().filter(|_| supple::stretch_file::names_a_file(&name.to_string_lossy()));
    file.map_or_else(|| named.id().to_owned(), |file| file.to_string_lossy().into_owned())
}

/// The suggestion for today, from what is remembered where that is wished, with the doses that are wanted: its words say how long it takes.
fn today(
    library: &Library,
    keeps: bool,
    minutes: Option<u32>,
    wanted: impl FnOnce(Vec<Step>) -> Vec<Step>,
) -> Option<Offered> {
    let stretches: Vec<_> = library.stretches().cloned().collect();
    let routines: Vec<_> = library.routines().cloned().collect();
    // A history that can't be read is told of by whoever records the session.
    let sessions = if keeps { past::sessions().unwrap_or_default() } else { Vec::new() };
    let mut suggestion = suggest(
        &stretches,
        &routines,
        &sessions,
        clock::local_now().date_naive(),
        &Wish { minutes, ..Wish::default() },
    );
    let steps = wanted(suggestion.steps.iter().map(|suggested| suggested.step.clone()).collect());
    suggestion.steps.iter_mut().zip(steps).for_each(|(suggested, step)| suggested.step = step);
    menu::suggested(&suggestion, library, language())
}

/// Keeps sessions, settings and what was acknowledged.
struct Keeper {
    args: SessionArgs,
    own: Settings,
    library: Library,
    /// Whether anything is remembered, for whoever remembers it elsewhere.
    keeps: Arc<AtomicBool>,
}

impl Keeping for Keeper {
    fn remember(&mut self, plan: Option<&str>) -> Option<Remembering> {
        remembering(&self.args, &self.own, plan)
    }

    fn remark(&mut self, plan: Option<&str>) -> Option<Remark> {
        if !is_kept(&self.args, &self.own) {
            return None;
        }
        past::remark(&plan.map(|plan| planned(&self.library, plan)).unwrap_or_default())
    }

    fn set(&mut self, path: &str, value: &str) -> Option<(Look, InForce)> {
        let address = Address::parse(path, &own::names(&self.library)).ok()?;
        match settings::put(&self.library, &address, Some(value)) {
            Ok(read) => {
                self.own = read.reading.settings;
                self.keeps.store(is_kept(&self.args, &self.own), Ordering::Relaxed);
                let ask_pain = self.own.coach.ask_pain && is_kept(&self.args, &self.own);
                let comfort = comfort::limits(&self.args, &self.own, &self.library);
                let language = set_or_system(self.own.coach.language);
                Some((settings::look(&self.own), InForce { ask_pain, comfort, language }))
            }
            Err(failure) => {
                tell(failure);
                None
            }
        }
    }

    fn acknowledge(&mut self) {
        if let Some(folder) = DataFolder::find() {
            // Whoever can't keep it reads the words once more.
            let _ = folder.acknowledge();
        }
    }
}

/// What the person is after, to be read at the begin.
fn goal(own: &Settings) -> Option<String> {
    let goals = &own.goals;
    goals.words.clone().or_else(|| Some(menu::goal(goals.days_a_week?, language())))
}

/// The few settings that may be changed at the window, the language among them where everything may begin again in it.
fn changeable(own: &Settings, with_language: bool) -> Vec<Setting> {
    let words = |all: &[&'static str], now: Option<usize>| (all.to_vec(), now.unwrap_or(0));
    let languages = settings_typed::Coach::LANGUAGES;
    let spoken =
        words(&languages.map(|(word, _)| word), languages.iter().position(|(_, known)| *known == own.coach.language));
    let flag = |is_on: bool| words(&["true", "false"], Some(usize::from(!is_on)));
    let themes = settings_typed::Theme::ALL;
    let theme = words(&themes.map(|(word, _)| word), themes.iter().position(|(_, known)| *known == own.view.theme));
    let sizes = settings_typed::Letters::ALL;
    let letters = words(&sizes.map(|(word, _)| word), sizes.iter().position(|(_, known)| *known == own.view.letters));
    [
        ("coach.language", spoken),
        ("view.theme", theme),
        ("view.letters", letters),
        ("sound.voice", flag(own.sound.voice)),
        ("coach.comfort", flag(own.coach.comfort)),
        ("coach.ask_pain", flag(own.coach.ask_pain)),
        ("history.keep", flag(own.history.keep)),
    ]
    .into_iter()
    .filter(|(path, _)| with_language || *path != "coach.language")
    .map(|(path, (values, now))| menu::setting(path, &values, now, language()))
    .collect()
}

/// Receives whoever comes before the camera.
pub fn receive(
    (offered, at_once): (Vec<Offered>, bool),
    library: &Library,
    args: &SessionArgs,
    own: Settings,
    clock: SystemClock,
) -> Result<Exit, Failure> {
    let at_once = at_once && !args.at_begin;
    let events = EventsFile::of(args.events.as_deref(), args.force, &args.input)?;
    must_replace_something(args.force, args.events.as_deref(), args.sound.cues.as_deref())?;
    sound::check(&args.sound, args.force, &args.input, args.events.as_deref())?;
    let stop = stop_on_interrupt();
    let view = settings::view(&args.window, own.view);
    let mut display = open_window(view)?;
    let estimator = estimator(&args.models)?;
    let heard = settings::sound(&args.sound, own.sound);
    let speaking = sound::speaking(&args.sound, heard, Ears::Person, args.force, None)?;
    let stretches = stretches_as_wanted(library.stretches(), &own.doses);
    let file = OwnFolder::find().map(|folder| shown(&folder.settings()));
    let wishes = Wishes {
        language: language(),
        // Whoever came for a single stretch wants to stretch.
        pain_before: args.pain_before,
        pain_after: args.pain_after,
        ask_pain: own.coach.ask_pain && is_kept(args, &own) && !at_once,
        safety: !at_once && !DataFolder::find().is_some_and(|folder| folder.is_acknowledged()),
        at_once,
        hold: args.hold,
        remark: goal(&own),
        comfort: comfort::limits(args, &own, library),
        settings: file.map(|file| (changeable(&own, may_go_on(args)), file)),
    };
    let evening = Evening::new(offered, stretches, wishes)
        .ok_or_else(|| Failure::failed("there is nothing to coach", "`supple list`"))?;
    let (camera, line) = camera(args, &own, clock);
    let painter = painter(&own);
    let power = power::power(args, &own);
    let keeps = Arc::new(AtomicBool::new(is_kept(args, &own)));
    let learned = comfort::keeper(args, &own).map(|keeper| keeper.kept_while(Arc::clone(&keeps)));
    let outlets = events.outlets(false, learned)?;
    let keeper = Keeper { args: args.clone(), own, library: library.clone(), keeps };
    let mut hosting = Hosting::new(estimator, evening, outlets, Box::new(keeper))
        .spoken(speaking, heard.mute)
        .powered_by(power)
        .seen_by(Arc::clone(&line));
    let mut source = Reader::new(Box::new(camera))?;
    let (mut timings, began, before) = (Timings::default(), clock.now(), clock::usage());
    let windowed = Windowed {
        watched: &mut hosting,
        source: &mut source,
        display: &mut display,
        painter,
        clock: &clock,
        mirror: view.mirror,
        timings: &mut timings,
        stop: &stop,
        camera: Some(&line),
    };
    let outcome = windowed.run();
    if args.timings {
        tell_timings(&timings, clock.now().since(began), before);
    }
    let logs = [args.events.as_deref(), args.sound.cues.as_deref()];
    let told = hosting.summaries().try_for_each(|summary| tell_summary(summary, logs));
    outcome?;
    told?;
    let leaving = hosting.leaving();
    let silence = (hosting.is_muted() != heard.mute).then(|| hosting.is_muted());
    // Whoever comes next needs the camera.
    drop((hosting, source, display));
    go_on(leaving, silence, library, args)
}

/// Films that hold what a camera sends, and go the whole way of its pictures.
const CAMERA_FILMS: [&str; 2] = ["mjpeg", "mjpg"];

/// The camera, or a film in its place.
fn camera(args: &SessionArgs, own: &Settings, clock: SystemClock) -> (PersistentCamera, Arc<CameraLine>) {
    let clock: Arc<dyn Clock> = Arc::new(clock);
    if args.as_camera {
        let (input, start, paces) = (args.input.clone(), args.start.unwrap_or_default(), Arc::clone(&clock));
        let open = move |_| {
            if let [film] = &input[..]
                && files::has_extension(film, &CAMERA_FILMS)
            {
                let source = Box::new(camera::film(film)?);
                return Ok(Opened { source, name: "a film".to_owned(), others: false });
            }
            let film = source::open_files(&input, starting_at(start))?;
            let source = Box::new(Paced::new(film, Arc::clone(&paces)));
            Ok(Opened { source, name: "a film".to_owned(), others: false })
        };
        // As with a camera: what was there and is gone was pulled out.
        let mut was_there = false;
        let open = move |which| {
            let opened = open(which).map_err(|error| if was_there { unplugged() } else { error });
            was_there |= opened.is_ok();
            opened
        };
        return PersistentCamera::new(Box::new(open), clock, language());
    }
    let mut wanted = settings::camera(args.camera.as_deref(), own).map(str::to_owned);
    // Which camera was opened last, by its number.
    let mut opened: Option<u32> = None;
    let open = move |which| {
        let cameras = camera::list_cameras()?;
        let numbers: Vec<u32> = cameras.iter().map(|camera| camera.index).collect();
        let next = opened.and_then(|now| numbers.iter().position(|number| *number == now)).map_or(0, |place| place + 1);
        let asked = match which {
            Which::Next => numbers.get(next % numbers.len().max(1)).map(ToString::to_string),
            Which::Same => wanted.clone(),
        };
        // One that can't be opened is not asked for again.
        let source = camera::open(asked.as_deref(), CameraOptions::default())?;
        let by_name = || cameras.iter().find(|camera| camera.name == source.name()).map(|camera| camera.index);
        opened = asked.as_deref().and_then(|number| number.parse().ok()).or_else(by_name);
        wanted = asked;
        let name = source.name().to_owned();
        Ok::<_, SourceError>(Opened { source: Box::new(source), name, others: numbers.len() > 1 })
    };
    PersistentCamera::new(Box::new(open), clock, language())
}

/// What is said of a film that stands in for a camera, when it is gone.
fn unplugged() -> SourceError {
    let what = "The camera was unplugged or switched off.".to_owned();
    SourceError::CameraLost { fault: CameraFault::Gone, what, remedy: "Plug it in again.".to_owned() }
}
