//! `supple learn`: a demonstration is watched, and a stretch file written.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use supple::app;
use supple::app::learn::Demonstration;
use supple::app::{Exit, Failure, Paced, Reader, Timings, Windowed};
use supple::args::LearnArgs;
use supple::device::camera::CameraOptions;
use supple::device::clock::SystemClock;
use supple::device::files;
use supple::device::plain::shown;
use supple::device::source;
use supple::seam::FrameSource;
use supple::stretch_file::parse_stretch;

use super::failure::file_failure;
use super::opening::{open_both, open_file, open_window, painter};
use super::outputs::is_same_output;
use super::own;
use super::settings;
use super::sound::{self, Ears};
use super::terminal::{look, stop_on_interrupt};

/// `supple learn`.
pub fn learn(args: &LearnArgs, clock: SystemClock, out: &mut dyn Write) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let destination = Destination::of(args)?;
    // Before anybody stretches in vain.
    destination.must_be_free()?;
    sound::check_new(&args.sound, args.input.as_slice())?;
    for output in [&args.sound.cues, &args.sound.sound_file].into_iter().flatten() {
        if is_same_output(output, &destination.file) {
            let what = format!("{}: the learned stretch is written there", shown(output));
            return Err(Failure::bad_input(what, "name another file"));
        }
    }
    let own = settings::settings(&own::library(None)?);
    let view = settings::view(&args.window, own.view);
    let open = || match &args.input {
        Some(path) if args.as_camera => {
            let film = open_file(path, args.start.unwrap_or_default())?;
            Ok(Box::new(Paced::new(film, Arc::new(clock))) as Box<dyn FrameSource>)
        }
        Some(path) => open_file(path, args.start.unwrap_or_default()),
        None => Ok(source::open_camera(settings::camera(args.camera.as_deref(), &own), CameraOptions::default())?),
    };
    let (source, estimator) = open_both(open, &args.models)?;
    let ears = if source.is_live() { Ears::Person } else { Ears::Nobody };
    let speaking = sound::speaking(&args.sound, settings::sound(&args.sound, own.sound), ears, false, None)?;
    let is_camera = args.input.is_none() || args.as_camera;
    let mut demonstration = Demonstration::new(estimator, &args.name, is_camera).spoken(speaking);
    let mut source = Reader::new(source)?;
    if !is_camera || args.headless {
        app::learn::watch(&mut demonstration, &mut source, out, &stop)?;
    } else {
        let mut display = open_window(view)?;
        let windowed = Windowed {
            watched: &mut demonstration,
            source: &mut source,
            display: &mut display,
            painter: painter(&own),
            clock: &clock,
            mirror: view.mirror,
            timings: &mut Timings::default(),
            stop: &stop,
            camera: None,
        };
        windowed.run()?;
    }
    let learned = demonstration.learn()?;
    let text = app::learn::file_text(&learned);
    // What we write is checked like what anybody writes.
    let file = shown(&destination.file);
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
        Ok(Self { file: file.clone(), name: shown(file) })
    }

    fn must_be_free(&self) -> Result<(), Failure> {
        if self.file.exists() {
            let what = format!("{}: is there already and stays as it is", shown(&self.file));
            return Err(Failure::bad_input(what, "give the stretch another name, or another file with --out"));
        }
        Ok(())
    }
}
