//! What more than one command opens: pose models, files, the window.

use std::path::Path;
use std::thread;
use std::time::Duration;

use supple::app::Failure;
use supple::args::ModelArgs;
use supple::device::fonts;
use supple::device::onnx;
use supple::device::onnx::{OnnxError, OwnModelError};
use supple::device::source;
use supple::device::source::FileOptions;
use supple::device::window::DesktopWindow;
use supple::seam::{Display, FrameSource, PoseEstimator};
use supple::settings::{Settings, View};
use supple::view::Painter;

use super::settings;
use super::terminal::look;

/// The window that is asked for.
pub fn open_window(view: View) -> Result<DesktopWindow, Failure> {
    let mut window = DesktopWindow::open(view.size)?;
    if view.full_screen {
        window.toggle_full_screen()?;
    }
    Ok(window)
}

/// What paints in it, as the person likes it.
pub fn painter(own: &Settings) -> Painter {
    let mut painter = Painter::falling_back(fonts::installed);
    painter.set_look(settings::look(own));
    painter
}

/// Opens the source and loads the models at the same time: each takes a good part of a second, and somebody waits.
pub fn open_both<S: Send>(
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
pub fn estimator(models: &ModelArgs) -> Result<Box<dyn PoseEstimator>, Failure> {
    if let Some(descriptor) = &models.pose_model {
        return Ok(Box::new(onnx::own_model(descriptor).map_err(|error| own_model_failure(&error))?));
    }
    Ok(Box::new(onnx::estimator(models.models.as_deref()).map_err(|error| onnx_failure(&error))?))
}

/// Opens one file, a video from `start` on.
pub fn open_file(path: &Path, start: Duration) -> Result<Box<dyn FrameSource>, Failure> {
    Ok(source::open_files(&[path.to_owned()], starting_at(start))?)
}

/// How files are opened to be played from `start` on.
pub fn starting_at(start: Duration) -> FileOptions {
    FileOptions { start_s: start.as_secs_f64(), ..FileOptions::default() }
}

/// A model named with `--models` that is missing or damaged is a bad file; anything else is a failure of the machine.
fn onnx_failure(error: &OnnxError) -> Failure {
    match error {
        OnnxError::ModelMissing { .. } | OnnxError::ModelUnfit { .. } => {
            Failure::bad_input(error.to_string(), error.remedy())
        }
        OnnxError::TelemetryOn | OnnxError::RuntimeMissing { .. } | OnnxError::RuntimeUnfit { .. } => {
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
