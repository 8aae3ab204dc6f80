//! Webcams, through the operating system's own interface (nokhwa).
//!
//! ```text
//! driver ─grab→ capture thread ─Latest<Grab>→ next_frame: decode → Frame
//! ```
//!
//! The capture thread does nothing but fetch frames as the driver gives them and stamp them; a frame that nobody takes
//! in time is replaced by the next and never decoded. The thread is the only one that waits in the driver: if the driver
//! never comes back, the watchdog in `next_frame` notices and the program can still end.

use super::clock::SystemClock;
use crate::seam::SourceError;

mod capture;
mod choice;
mod driver;
mod film;
#[cfg(target_os = "linux")]
mod linux;
mod mode;
mod trouble;
mod watch;

pub use film::film;
pub use mode::{CameraInfo, CameraMode, CameraOptions, CameraTrouble};
pub use trouble::{in_doctors_words, no_camera};
pub use watch::CameraSource;

/// The cameras there are, by number, with what they can send. None is an empty list. Devices that only send something
/// else than pictures are left out.
pub fn list_cameras() -> Result<Vec<CameraInfo>, SourceError> {
    let mut cameras = driver::list()?;
    cameras.sort_by_key(|camera| camera.index);
    for camera in &mut cameras {
        choice::rank(&mut camera.modes, None);
    }
    Ok(cameras)
}

/// Opens a camera and starts capturing: the one that `wanted` names by its number or part of its name, or the first that
/// works.
pub fn open(wanted: Option<&str>, options: CameraOptions) -> Result<CameraSource, SourceError> {
    let cameras = list_cameras()?;
    let mut first_error = None;
    for mut camera in choice::candidates(cameras, wanted)? {
        choice::rank(&mut camera.modes, options.size);
        camera.modes.retain(|mode| options.mode.is_none_or(|only| only == *mode));
        let name = camera.name.clone();
        match CameraSource::start(name, move || driver::open(&camera), SystemClock::start(), options) {
            Ok(source) => return Ok(source),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(trouble::no_camera))
}
