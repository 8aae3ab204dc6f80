//! What a video device of Linux is and can send, asked without disturbing it: nokhwa would open and set each device to find
//! out, lists devices that send no pictures, and refuses a camera that another program left in a format it doesn't know.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use v4l::capability::Flags;
use v4l::frameinterval::FrameIntervalEnum;
use v4l::framesize::FrameSizeEnum;
use v4l::video::Capture;
use v4l::video::capture::Parameters;
use v4l::{Device, Format, FourCC};

use super::mode::{CameraInfo, CameraMode};
use super::trouble;
use super::trouble::{DriverError, DriverErrorKind};
use crate::body::Size;
use crate::device::pixels::PixelFormat;

/// The cameras among `/dev/video*`.
pub(super) fn list() -> Vec<CameraInfo> {
    let Ok(folder) = std::fs::read_dir("/dev") else { return Vec::new() };
    let names = folder.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let indices: BTreeSet<u32> = names.filter_map(|name| name.strip_prefix("video")?.parse().ok()).collect();
    indices.into_iter().filter_map(look_at).collect()
}

/// `None` for what is no camera: a camera's second device for its own data, an encoder, an output.
fn look_at(index: u32) -> Option<CameraInfo> {
    let about = Path::new("/sys/class/video4linux").join(format!("video{index}"));
    let name = std::fs::read_to_string(about.join("name")).unwrap_or_default();
    let name = if name.trim().is_empty() { format!("video{index}") } else { name.trim().to_owned() };
    match modes(index) {
        Ok(None) => None,
        Ok(Some(modes)) => {
            let trouble = modes.is_empty().then(|| trouble::unsupported(&name));
            Some(CameraInfo { index, name, modes, trouble })
        }
        Err(error) => {
            let error = DriverError::new(error.to_string());
            // What cannot be opened cannot be asked what it is; the first device of each is the one with pictures.
            let first = std::fs::read_to_string(about.join("index")).is_ok_and(|position| position.trim() == "0");
            if error.kind == DriverErrorKind::Gone || !first {
                return None;
            }
            let trouble = Some(error.on_opening(&name));
            Some(CameraInfo { index, name, modes: Vec::new(), trouble })
        }
    }
}

/// Everything that can be decoded of what it can send; `None` if it captures no pictures.
fn modes(index: u32) -> io::Result<Option<Vec<CameraMode>>> {
    let device = Device::new(index as usize)?;
    if !device.query_caps()?.capabilities.contains(Flags::VIDEO_CAPTURE | Flags::STREAMING) {
        return Ok(None);
    }
    let mut modes = Vec::new();
    for format in device.enum_formats()? {
        let Some(pixels) = known(format.fourcc) else { continue };
        for size in
            device.enum_framesizes(format.fourcc).unwrap_or_default().into_iter().flat_map(|found| sizes(&found.size))
        {
            for fps in rates(&device, format.fourcc, size) {
                let mode = CameraMode { size, fps, pixels };
                if !modes.contains(&mode) {
                    modes.push(mode);
                }
            }
        }
    }
    Ok(Some(modes))
}

/// Sizes worth asking a camera for that takes any.
const COMMON_SIZES: [Size; 5] =
    [Size::new(320, 240), Size::new(640, 480), Size::new(800, 600), Size::new(1280, 720), Size::new(1920, 1080)];

fn sizes(offered: &FrameSizeEnum) -> Vec<Size> {
    match offered {
        FrameSizeEnum::Discrete(size) => vec![Size::new(size.width, size.height)],
        FrameSizeEnum::Stepwise(range) => {
            let fits = |value: u32, min: u32, max: u32, step: u32| {
                (min..=max).contains(&value) && (value - min).is_multiple_of(step.max(1))
            };
            COMMON_SIZES
                .into_iter()
                .filter(|size| {
                    fits(size.width, range.min_width, range.max_width, range.step_width)
                        && fits(size.height, range.min_height, range.max_height, range.step_height)
                })
                .collect()
        }
    }
}

/// Whole frames a second only: nokhwa knows no others, and webcams offer none.
fn rates(device: &Device, fourcc: FourCC, size: Size) -> Vec<u32> {
    /// Asked of a camera that takes any.
    const COMMON_RATES: [u32; 3] = [15, 30, 60];
    let intervals = device.enum_frameintervals(fourcc, size.width, size.height).unwrap_or_default();
    let mut rates = Vec::new();
    for interval in intervals {
        match interval.interval {
            FrameIntervalEnum::Discrete(interval) if interval.numerator > 0 => {
                if interval.denominator.is_multiple_of(interval.numerator) {
                    rates.push(interval.denominator / interval.numerator);
                }
            }
            FrameIntervalEnum::Discrete(_) => {}
            FrameIntervalEnum::Stepwise(range) => {
                let seconds = |part: v4l::Fraction| f64::from(part.numerator) / f64::from(part.denominator.max(1));
                let (shortest, longest) = (seconds(range.min), seconds(range.max));
                rates.extend(
                    COMMON_RATES.into_iter().filter(|rate| (shortest..=longest).contains(&(1.0 / f64::from(*rate)))),
                );
            }
        }
    }
    rates
}

/// Brings the device into `mode`, so that nokhwa finds it as it wants it. Gives the bytes from one row to the next, which
/// nokhwa doesn't say.
pub(super) fn prepare(index: u32, mode: CameraMode) -> Result<Option<usize>, DriverError> {
    let failed = |error: io::Error| DriverError::new(error.to_string());
    let device = Device::new(index as usize).map_err(failed)?;
    let wanted = Format::new(mode.size.width, mode.size.height, fourcc(mode.pixels));
    let set = device.set_format(&wanted).map_err(failed)?;
    if (set.width, set.height, set.fourcc) != (wanted.width, wanted.height, wanted.fourcc) {
        return Err(DriverError::new(format!("it does not keep to {mode}")));
    }
    // A camera with a single rate need not let it be set; nokhwa checks what it is in the end.
    drop(device.set_params(&Parameters::with_fps(mode.fps)));
    Ok(Some(set.stride as usize).filter(|stride| *stride > 0))
}

fn known(code: FourCC) -> Option<PixelFormat> {
    use PixelFormat::{Bgr, Mjpeg, Nv12, Rgb, Yuyv};
    // No driver uses nokhwa's name for grey, so there is no grey here.
    [Mjpeg, Yuyv, Nv12, Rgb, Bgr].into_iter().find(|pixels| fourcc(*pixels) == code)
}

fn fourcc(pixels: PixelFormat) -> FourCC {
    FourCC::new(match pixels {
        PixelFormat::Mjpeg => b"MJPG",
        PixelFormat::Yuyv => b"YUYV",
        PixelFormat::Nv12 => b"NV12",
        PixelFormat::Rgb => b"RGB3",
        PixelFormat::Bgr => b"BGR3",
        PixelFormat::Gray => b"GREY",
    })
}
