//! `supple analyze`: films, each with a folder of its own, and the list of them.

use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use supple::analysis::{Index, Indexed, Settings, Summary, folder_names};
use supple::app;
use supple::app::analyze::{Analysed, FilmJob, each};
use supple::app::plan::DoseOverride;
use supple::app::{Exit, Failure, Reader, Stop};
use supple::args::AnalyzeArgs;
use supple::body::Size;
use supple::coach::Session;
use supple::device::analyses::{self, AnalysesError, Workshop};
use supple::device::clock::SystemClock;
use supple::device::fonts;
use supple::device::plain::{printable, shown};
use supple::device::video::{self, Codec, Encoder};
use supple::seam::{Clock, PoseEstimator, VideoSink};
use supple::stretch::OwnDoses;
use supple::stretch_file::{Library, Named};
use supple::view::Painter;

use self::progress::Progress;
use super::coaching::free_session;
use super::opening::{estimator, open_file};
use super::own;
use super::terminal::{stop_on_interrupt, tell};

mod progress;

/// `supple analyze`.
pub fn analyze(args: &AnalyzeArgs, clock: &SystemClock, out: &mut dyn Write) -> Result<Exit, Failure> {
    if !args.merge.is_empty() {
        return merge(args, out);
    }
    let library = own::library(args.name())?;
    let (session, settings) = session(&library, args)?;
    // Everything that is wrong with the arguments is told before anything is done.
    let films = films(args)?;
    if args.out.is_file() {
        let what = format!("{}: is a file, where the folder should be", shown(&args.out));
        return Err(Failure::bad_input(what, "name a folder with --out; it is made where it is missing"));
    }
    let stop = stop_on_interrupt();
    let codec = video::codec()?;
    // A pose model that can't be run would fail with every film.
    let first_estimator = Mutex::new(Some(estimator(&args.models)?));
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let (jobs, began, was_there) = (args.jobs.unwrap_or(processors), clock.now(), args.out.exists());
    let run = Run { args, session, settings, codec, first_estimator, progress: Progress::of(films.len()), stop: &stop };
    let outcomes = each(films.len(), jobs, &stop, |index| run.film(index, &films[index]));
    let took = clock.now().since(began);
    let was_stopped = stop.load(Ordering::Relaxed);
    // One that was begun and came to nothing, though nobody stopped it, has broken off.
    let outcomes = films.iter().zip(outcomes).filter_map(|(film, outcome)| match outcome.flatten() {
        None if was_stopped => None,
        None => Some(film.failed("its analysis stopped unexpectedly")),
        indexed => indexed,
    });
    let listed: Vec<Indexed> = outcomes.collect();
    if listed.is_empty() {
        if !was_there {
            analyses::remove_empty(&args.out);
        }
        return Ok(Exit::Done);
    }
    list(&args.out, &listed)?;
    tell_of(&listed, args, took, out)
}

/// A film that is to be analysed.
struct Film<'a> {
    path: &'a Path,
    /// Its file name.
    name: String,
    /// The folder that its analysis lies in.
    folder: String,
}

impl Film<'_> {
    fn failed(&self, problem: &str) -> Indexed {
        Indexed { folder: None, summary: Summary::unreadable(&self.name, problem) }
    }
}

/// The films with their folders. Whatever is in the way is told of all of them at once.
fn films(args: &AnalyzeArgs) -> Result<Vec<Film<'_>>, Failure> {
    let stems: Vec<_> =
        args.videos.iter().map(|path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned()).collect();
    let missing = args.videos.iter().filter(|path| !path.exists());
    let missing = missing
        .map(|path| Failure::bad_input(format!("{}: does not exist", shown(path)), "check the name and the folder"));
    if let Some(failure) = app::all_failures(missing.collect()) {
        return Err(failure);
    }
    let films = args.videos.iter().zip(folder_names(&stems)).map(|(path, folder)| {
        let name = printable(&path.file_name().unwrap_or_default().to_string_lossy());
        Film { path, name, folder }
    });
    let films: Vec<_> = films.collect();
    let in_the_way =
        films.iter().filter_map(|film| analyses::check_folder(&args.out.join(&film.folder), args.force).err());
    let in_the_way = in_the_way.chain(analyses::check_index(&args.out).err());
    match app::all_failures(in_the_way.map(|error| refused(&error)).collect()) {
        Some(failure) => Err(failure),
        None => Ok(films),
    }
}

fn refused(error: &AnalysesError) -> Failure {
    Failure::bad_input(error.to_string(), error.remedy)
}

fn unwritten(error: &AnalysesError) -> Failure {
    Failure::failed(error.to_string(), error.remedy)
}

/// What is coached, and how it is told of.
fn session(library: &Library, args: &AnalyzeArgs) -> Result<(Session, Settings), Failure> {
    let model = args.models.pose_model.as_deref().and_then(Path::file_name);
    let model = model.map_or_else(|| "blazepose".to_owned(), |file| file.to_string_lossy().into_owned());
    let settings = Settings {
        hold_seconds: args.hold.map(|hold| hold.as_secs_f64()),
        reps: args.reps,
        model,
        faces_blurred: args.faces.is_some(),
        ..Settings::default()
    };
    let Some(name) = args.name() else {
        if args.reps.is_some() {
            return Err(Failure::bad_input(
                "--reps: without a stretch or routine nobody knows how many",
                "--stretch or --routine",
            ));
        }
        return Ok((free_session(library, args.hold, &OwnDoses::default())?, settings));
    };
    let named = own::named(library, name)?;
    match &named {
        Named::Routine(_) if args.stretch.is_some() => {
            named
                .stretch()
                .map_err(|error| Failure::bad_input(error.to_string(), format!("--routine {}", named.id())))?;
        }
        Named::Stretch(stretch) if args.routine.is_some() => {
            let what = format!("`{}` is a stretch, and no routine", stretch.id);
            return Err(Failure::bad_input(what, format!("--stretch {}", stretch.id)));
        }
        _ => {}
    }
    own::tell_replaced(library, &named);
    let plan = named.plan();
    let steps = DoseOverride { hold: args.hold, reps: args.reps }.apply(plan.steps);
    let session = Session::new(steps).ok_or_else(|| Failure::failed("there is nothing to coach", "`supple list`"))?;
    let session = session.noticing(library.stretches().cloned().collect());
    Ok((session, Settings { plan: Some(plan.id), title: Some(plan.title), ..settings }))
}

/// What all films have in common.
struct Run<'a> {
    args: &'a AnalyzeArgs,
    session: Session,
    settings: Settings,
    codec: Codec,
    /// The one that was tried, for whichever film is first.
    first_estimator: Mutex<Option<Box<dyn PoseEstimator>>>,
    progress: Progress,
    stop: &'a Stop,
}

impl Run<'_> {
    /// Analyses a film; `None` when somebody stopped it.
    fn film(&self, index: usize, film: &Film<'_>) -> Option<Indexed> {
        match self.analysed(index, film) {
            Ok(Some(Analysed { analysis, damage, .. })) => {
                if let Some(damage) = damage {
                    self.progress.say(damage);
                }
                Some(Indexed { folder: Some(film.folder.clone()), summary: analysis.summary })
            }
            Ok(None) => None,
            // Whatever was being done when it was stopped may have failed for that.
            Err(_) if self.stop.load(Ordering::Relaxed) => None,
            Err(failure) => {
                let before = [format!("{}: ", shown(film.path)), format!("{}: ", film.name)];
                let problem = before.iter().find_map(|before| failure.what.strip_prefix(before));
                let problem = problem.unwrap_or(&failure.what).to_owned();
                self.progress.say(failure);
                Some(film.failed(&problem))
            }
        }
    }

    fn analysed(&self, index: usize, film: &Film<'_>) -> Result<Option<Analysed>, Failure> {
        let source = open_file(film.path, Duration::ZERO)?;
        let progress = self.progress.begin(index, &film.name, source.film().and_then(|film| film.length));
        let tried = self.first_estimator.lock().unwrap_or_else(PoisonError::into_inner).take();
        let estimator = match tried {
            Some(estimator) => estimator,
            None => estimator(&self.args.models)?,
        };
        let workshop = Workshop::begin(&self.args.out, &film.folder).map_err(|error| unwritten(&error))?;
        let annotated = workshop.path(analyses::ANNOTATED);
        let begin_film = |size: Size, rate: f64| -> Result<Box<dyn VideoSink>, _> {
            Ok(Box::new(Encoder::create(&annotated, size, rate, self.codec)?))
        };
        let create = |file: &str| workshop.create(file).map_err(|error| unwritten(&error));
        let job = FilmJob {
            name: &film.name,
            source: Reader::new(source)?,
            estimator,
            session: self.session.clone(),
            painter: Painter::falling_back(fonts::installed),
            settings: self.settings.clone(),
            events: create(analyses::EVENTS)?,
            measures: create(analyses::MEASURES)?,
            film: &begin_film,
            codec: self.codec.name(),
        };
        let Some(analysed) = app::analyze::analyze(job, self.stop, &|time| progress.at(time))? else { return Ok(None) };
        let finish = || {
            workshop.write(analyses::REPORT, &analysed.report)?;
            workshop.write(analyses::RESULT, &analyses::json(&analysed.analysis))
        };
        finish().map_err(|error| unwritten(&error))?;
        workshop.complete(self.args.force).map_err(|error| unwritten(&error))?;
        Ok(Some(analysed))
    }
}

/// Lists everything that is in `out`, and what could not be read in this run.
fn list(out: &Path, run: &[Indexed]) -> Result<(), Failure> {
    let unreadable = run.iter().filter(|film| film.folder.is_none()).cloned();
    let (mut films, others) = match analyses::films_in(out) {
        Ok(found) => found,
        // Where no film could be read at all it may not be there.
        Err(_) if !out.exists() => (Vec::new(), Vec::new()),
        Err(error) => return Err(unwritten(&error)),
    };
    for other in others {
        tell(format_args!("supple: {}: is of another version of Supple and not in the list", shown(&other)));
    }
    films.extend(unreadable);
    analyses::write_index(out, &Index::of(films)).map_err(|error| unwritten(&error))
}

/// Says what the films of a run came to, and fails where some could not be analysed.
fn tell_of(films: &[Indexed], args: &AnalyzeArgs, took: Duration, out: &mut dyn Write) -> Result<Exit, Failure> {
    let failed = films.iter().filter(|film| film.summary.exit != 0).count();
    if args.json {
        write!(out, "{}", analyses::json(&Index::of(films.to_vec())))?;
    } else {
        for film in films {
            if let Some(folder) = &film.folder {
                writeln!(out, "{}", line(&film.summary, &args.out.join(folder)))?;
            }
        }
        let seconds: f64 = films.iter().map(|film| film.summary.seconds).sum();
        let took = took.as_secs_f64();
        writeln!(
            out,
            "{seconds:.1} s of film in {took:.1} s; all of it is listed in {}",
            shown(&args.out.join(analyses::INDEX_PAGE))
        )?;
    }
    out.flush()?;
    if failed == 0 {
        return Ok(Exit::Done);
    }
    let what = format!("{failed} of {} films could not be analysed, or only in part", films.len());
    Err(Failure::failed(what, "what is said above of each; the others are whole"))
}

fn line(summary: &Summary, folder: &Path) -> String {
    let Summary { film, seconds, completed, holds, held_seconds, repetitions, .. } = summary;
    let moved = if *repetitions > 0 { format!(", {repetitions} repetitions") } else { String::new() };
    format!(
        "{film}: {seconds:.1} s, {completed} of {holds} holds completed, {held_seconds:.1} s held{moved}: {}",
        shown(folder)
    )
}

/// Makes one list of the films of many runs.
fn merge(args: &AnalyzeArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    analyses::check_index(&args.out).map_err(|error| refused(&error))?;
    let unread = |folder: &PathBuf| match analyses::read_index(folder) {
        Ok(_) => None,
        Err(error) => {
            let what = format!("{}: {error}", shown(&folder.join(analyses::INDEX)));
            Some(Failure::bad_input(what, "name the folders that --out named in earlier runs"))
        }
    };
    if let Some(failure) = app::all_failures(args.merge.iter().filter_map(unread).collect()) {
        return Err(failure);
    }
    let was_there = args.out.exists();
    // Ways lead from a folder that is there.
    analyses::make(&args.out).map_err(|error| unwritten(&error))?;
    let mut films = Vec::new();
    for folder in &args.merge {
        let way = analyses::way(&args.out, folder)?;
        if let Ok(index) = analyses::read_index(folder) {
            films.extend(index.seen_from(&way));
        }
    }
    let index = Index::of(films);
    let written = analyses::write_index(&args.out, &index).map_err(|error| unwritten(&error));
    if written.is_err() && !was_there {
        analyses::remove_empty(&args.out);
    }
    written?;
    if args.json {
        write!(out, "{}", analyses::json(&index))?;
    } else {
        let (films, runs) = (index.films.len(), args.merge.len());
        writeln!(out, "{films} films of {runs} runs: {}", shown(&args.out.join(analyses::INDEX_PAGE)))?;
    }
    out.flush()?;
    Ok(Exit::Done)
}
