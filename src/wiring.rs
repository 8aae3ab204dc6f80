//! Opens the devices that each command needs and hands them to the app as seams: the one place that names a device.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use supple::app;
use supple::app::{Exit, Failure};
use supple::args::{ModelArgs, NewArgs, RunArgs, SchemaKind, SoundArgs};
use supple::device::bench_source;
use supple::device::clock::SystemClock;
use supple::device::doctor;
use supple::device::doctor::{DevicesError, Patient};
use supple::device::source;
use supple::device::source::FileOptions;
use supple::stretch::OwnDoses;

mod afterwards;
mod analyze;
mod arguments;
mod coaching;
mod comfort;
mod config;
mod evaluate;
mod evening;
mod every_frame;
mod export;
mod failure;
mod history;
mod language;
mod learn;
mod manual;
mod opening;
mod outputs;
mod own;
mod past;
mod power;
mod questionnaire;
mod remembered;
mod replay;
mod run;
mod settings;
mod sound;
mod terminal;
mod today;

pub use analyze::analyze;
pub use arguments::misunderstood;
pub use comfort::comfort;
pub use config::config;
pub use evaluate::evaluate;
pub use every_frame::{assess, pose};
pub use export::{export, report};
pub use language::decide as decide_language;
pub use learn::learn;
pub use manual::manual;
pub use questionnaire::questionnaire;
pub use remembered::{forget, history};
pub use replay::replay;
pub use run::{free, run};
pub use terminal::{output, tell, tell_usage, was_interrupted};
pub use today::today;

use self::opening::open_both;
use self::terminal::{list_width, look};

/// `supple list`.
pub fn list(json: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    app::list::list(out, &own::library(None)?, json, (list_width(), language::language()))?;
    out.flush()?;
    Ok(Exit::Done)
}

/// `supple show`.
pub fn show(name: &OsStr, out: &mut dyn Write) -> Result<Exit, Failure> {
    let library = own::library(Some(name))?;
    let named = own::named(&library, name)?;
    app::show::show(out, &named, look(), language::language())?;
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

/// `supple say`.
pub fn say(text: Option<&str>, args: &SoundArgs) -> Result<Exit, Failure> {
    let library = own::library(None)?;
    let own = settings::settings(&library);
    sound::say(&library, text, args, settings::sound(args, own.sound))
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
    let own = settings::Own::read(&own::library(None)?);
    let patient = Patient {
        camera: own.reading.settings.camera.device.as_deref(),
        models: models.models.as_deref(),
        pose_model: models.pose_model.as_deref(),
        language: language::language(),
        settings: own.examined(),
    };
    let well = doctor::check_up(&patient, out)?;
    out.flush()?;
    Ok(if well { Exit::Done } else { Exit::Failure })
}

/// `supple bench`.
pub fn bench(input: Option<&Path>, json: bool, models: &ModelArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (session, _) = coaching::session(&own::library(None)?, &RunArgs::default(), &OwnDoses::default())?;
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
