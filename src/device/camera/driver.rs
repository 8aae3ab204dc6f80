//! nokhwa behind the capture thread: listing, opening and grabbing.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use nokhwa::utils::{CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType, Resolution};
use nokhwa::{Camera, NokhwaError};

use super::capture::{Driver, Grab};
use super::mode::{CameraInfo, CameraMode};
use super::trouble;
use super::trouble::{DriverError, DriverErrorKind};
use crate::body::Size;
use crate::device::pixels::PixelFormat;
use crate::seam::SourceError;

/// How many of a camera's modes are tried before it counts as unusable. Some cameras list modes that they then refuse.
const MODES_TRIED: usize = 4;

/// A camera opened through nokhwa. It lives and dies in the capture thread.
pub(super) struct NokhwaDriver {
    camera: Camera,
    mode: CameraMode,
    stride: Option<usize>,
}

/// Every camera, with what it can send.
pub(super) fn list() -> Result<Vec<CameraInfo>, SourceError> {
    #[cfg(target_os = "linux")]
    let cameras = Ok(super::linux::list());
    #[cfg(not(target_os = "linux"))]
    let cameras = list_by_opening();
    cameras
}

/// Every camera that the system lists, opened for a moment to see what it can send.
#[cfg(not(target_os = "linux"))]
fn list_by_opening() -> Result<Vec<CameraInfo>, SourceError> {
    ask_permission();
    let found =
        nokhwa::query(nokhwa::utils::ApiBackend::Auto).map_err(|error| meaning(&error).cannot_open("camera"))?;
    let cameras = found.into_iter().zip(0..).map(|(info, position)| {
        let index = info.index().as_index().unwrap_or(position);
        let name = info.human_name();
        let request = RequestedFormat::with_formats(RequestedFormatType::None, &FORMATS);
        let formats = Camera::new(CameraIndex::Index(index), request)
            .and_then(|mut camera| camera.compatible_camera_formats())
            .map_err(|error| meaning(&error).on_opening(&name));
        match formats {
            Ok(formats) => CameraInfo { index, name, modes: formats.into_iter().map(to_mode).collect(), trouble: None },
            Err(trouble) => CameraInfo { index, name, modes: Vec::new(), trouble: Some(trouble) },
        }
    });
    Ok(cameras.collect())
}

/// On macOS the system asks the person whether this program may use the camera; elsewhere this returns at once.
#[cfg(not(target_os = "linux"))]
fn ask_permission() {
    const ANSWER_WITHIN: Duration = Duration::from_secs(60);
    let (answer, answered) = std::sync::mpsc::sync_channel(1);
    nokhwa::nokhwa_initialize(move |granted| drop(answer.try_send(granted)));
    // Whatever the answer, opening gives the fitting error.
    drop(answered.recv_timeout(ANSWER_WITHIN));
}

/// Opens the camera in the best of its modes that it agrees to, and allocates its buffers.
pub(super) fn open(camera: &CameraInfo) -> Result<NokhwaDriver, SourceError> {
    let mut trouble = camera.trouble.clone().unwrap_or_else(|| trouble::unsupported(&camera.name));
    for mode in camera.modes.iter().take(MODES_TRIED) {
        match open_in(camera.index, *mode) {
            Ok(driver) => return Ok(driver),
            Err(refusal) => {
                trouble = refusal.on_opening(&camera.name);
                if refusal.kind != DriverErrorKind::Other {
                    break;
                }
            }
        }
    }
    Err(trouble.into())
}

fn open_in(index: u32, mode: CameraMode) -> Result<NokhwaDriver, DriverError> {
    #[cfg(target_os = "linux")]
    let stride = super::linux::prepare(index, mode)?;
    #[cfg(not(target_os = "linux"))]
    let stride = None;
    let request = RequestedFormat::with_formats(RequestedFormatType::Exact(from_mode(mode)), &FORMATS);
    let mut camera = Camera::new(CameraIndex::Index(index), request).map_err(|error| meaning(&error))?;
    camera.open_stream().map_err(|error| meaning(&error))?;
    // What it agreed to counts, not what was asked for.
    let mode = to_mode(camera.camera_format());
    Ok(NokhwaDriver { camera, mode, stride })
}

impl Driver for NokhwaDriver {
    fn grab(&mut self) -> Result<Grab, DriverError> {
        let buffer = self.camera.frame().map_err(|error| meaning(&error))?;
        let taken_at = buffer.capture_timestamp().map(|since_epoch| UNIX_EPOCH + since_epoch);
        let age = taken_at.and_then(|taken_at| SystemTime::now().duration_since(taken_at).ok());
        let resolution = buffer.resolution();
        let mode = CameraMode {
            size: Size::new(resolution.width(), resolution.height()),
            fps: self.mode.fps,
            pixels: from_format(buffer.source_frame_format()),
        };
        Ok(Grab {
            data: Box::new(buffer.buffer_bytes()),
            mode,
            stride: self.stride,
            age: age.unwrap_or(Duration::ZERO),
        })
    }

    fn restart(&mut self) -> Result<(), DriverError> {
        self.camera.stop_stream().and_then(|()| self.camera.open_stream()).map_err(|error| meaning(&error))
    }

    fn mode(&self) -> CameraMode {
        self.mode
    }
}

fn meaning(error: &NokhwaError) -> DriverError {
    DriverError::new(error.to_string())
}

/// The formats that can be decoded.
const FORMATS: [FrameFormat; 6] = [
    FrameFormat::MJPEG,
    FrameFormat::YUYV,
    FrameFormat::NV12,
    FrameFormat::RAWRGB,
    FrameFormat::RAWBGR,
    FrameFormat::GRAY,
];

fn from_format(format: FrameFormat) -> PixelFormat {
    match format {
        FrameFormat::MJPEG => PixelFormat::Mjpeg,
        FrameFormat::YUYV => PixelFormat::Yuyv,
        FrameFormat::NV12 => PixelFormat::Nv12,
        FrameFormat::RAWRGB => PixelFormat::Rgb,
        FrameFormat::RAWBGR => PixelFormat::Bgr,
        FrameFormat::GRAY => PixelFormat::Gray,
    }
}

fn to_mode(format: CameraFormat) -> CameraMode {
    CameraMode {
        size: Size::new(format.width(), format.height()),
        fps: format.frame_rate(),
        pixels: from_format(format.format()),
    }
}

fn from_mode(mode: CameraMode) -> CameraFormat {
    let format = match mode.pixels {
        PixelFormat::Mjpeg => FrameFormat::MJPEG,
        PixelFormat::Yuyv => FrameFormat::YUYV,
        PixelFormat::Nv12 => FrameFormat::NV12,
        PixelFormat::Rgb => FrameFormat::RAWRGB,
        PixelFormat::Bgr => FrameFormat::RAWBGR,
        PixelFormat::Gray => FrameFormat::GRAY,
    };
    CameraFormat::new(Resolution::new(mode.size.width, mode.size.height), format, mode.fps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_finds_its_way_there_and_back() {
        for format in FORMATS {
            let mode = CameraMode { size: Size::new(640, 480), fps: 30, pixels: from_format(format) };
            assert_eq!(from_mode(mode).format(), format);
            assert_eq!(to_mode(from_mode(mode)), mode);
        }
    }
}
