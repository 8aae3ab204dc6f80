//! What cameras there are, what they can send, and how they are opened.

use crate::body::Size;
use crate::camera_fault::CameraFault;
use crate::device::pixels::PixelFormat;
use std::time::Duration;

/// A camera and what it can send.
#[derive(Clone, Debug, PartialEq)]
pub struct CameraInfo {
    /// Its number, as in `--camera N`; on Linux that of `/dev/videoN`.
    pub index: u32,
    /// Its name, as it gives it.
    pub name: String,
    /// What it can send, of the kinds that can be decoded; best first.
    pub modes: Vec<CameraMode>,
    /// Why it cannot be used, if so.
    pub trouble: Option<CameraTrouble>,
}

/// Why a camera cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameraTrouble {
    /// What it comes to.
    pub fault: CameraFault,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// One way in which a camera can send pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameraMode {
    /// The pictures' size in pixels.
    pub size: Size,
    /// Frames a second.
    pub fps: u32,
    /// How the pixels are coded.
    pub pixels: PixelFormat,
}

impl std::fmt::Display for CameraMode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}×{} at {} fps, {}", self.size.width, self.size.height, self.fps, self.pixels)
    }
}

/// How a camera is opened and watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameraOptions {
    /// The size to ask for; 1280×720 or 640×480 otherwise. The nearest is taken where the camera lacks it.
    pub size: Option<Size>,
    /// This way of sending and no other, for whoever tries them all.
    pub mode: Option<CameraMode>,
    /// How long the first frame may take before the camera counts as lost.
    pub first_frame_within: Duration,
    /// How long any later frame may take.
    pub frame_within: Duration,
}

impl Default for CameraOptions {
    /// Ten seconds for the first frame: some cameras take several to wake, set their exposure and start. Three for each
    /// later one: a webcam in the dark goes down to about 5 frames a second and a busy USB bus may cost a frame or two,
    /// so three seconds of silence is a camera that has stopped; more would leave someone holding a pose unwatched.
    fn default() -> Self {
        Self {
            size: None,
            mode: None,
            first_frame_within: Duration::from_secs(10),
            frame_within: Duration::from_secs(3),
        }
    }
}
