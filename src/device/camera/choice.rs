//! Which camera, and which of its modes. Pure.

use std::cmp::Reverse;

use super::mode::{CameraInfo, CameraMode};
use super::trouble;
use crate::body::Size;
use crate::device::pixels::PixelFormat;
use crate::seam::SourceError;

/// The size that is best for finding a person two or three metres away: the pose models look at 256×256 pixels around
/// the person, which at 720p is about as many as they fill.
const BEST: Size = Size::new(1280, 720);
/// The next best: it is what every camera has, and enough for a person who fills the picture.
const SECOND: Size = Size::new(640, 480);
/// Frames a second wanted; more cost work and show nothing new of someone holding still.
const BEST_RATE: u32 = 30;
/// At or above this, motion looks fluent and tracking between frames is safe.
const FLUENT_RATE: u32 = 24;
/// At or above this, a pose is still followed.
const USABLE_RATE: u32 = 12;

/// The cameras to try, in order: the one that `wanted` names, or all of them.
pub(super) fn candidates(cameras: Vec<CameraInfo>, wanted: Option<&str>) -> Result<Vec<CameraInfo>, SourceError> {
    if cameras.is_empty() {
        return Err(trouble::no_camera());
    }
    let Some(wanted) = wanted else { return Ok(cameras) };
    if let Ok(index) = wanted.trim().parse::<u32>()
        && let Some(camera) = cameras.iter().find(|camera| camera.index == index)
    {
        return Ok(vec![camera.clone()]);
    }
    let part = wanted.trim().to_lowercase();
    let (mut exact, mut partial) = (Vec::new(), Vec::new());
    for camera in &cameras {
        let name = camera.name.to_lowercase();
        if name == part {
            exact.push(camera.clone());
        } else if !part.is_empty() && name.contains(&part) {
            partial.push(camera.clone());
        }
    }
    let found = if exact.is_empty() { partial } else { exact };
    match found.len() {
        1 => Ok(found),
        0 => Err(trouble::unknown_camera(wanted, &cameras)),
        _ => Err(trouble::ambiguous_camera(wanted, &found)),
    }
}

/// Sorts what a camera can send, best first.
///
/// Colour before grey. Then, if a size is asked for, the nearest to it, at a good rate; otherwise a good rate first and
/// then the nearest to 1280×720, with 640×480 as the runner-up. Of the rest, the rate nearest to 30, then how the pixels
/// are coded: large pictures as MJPEG, since raw 720p at 30 frames a second (55 MB/s) is more than USB 2 carries, and
/// cameras that list it deliver less; small ones raw, which costs no quality and less work (YUYV keeps twice the colour of
/// NV12, which in turn is lighter on the bus where that matters).
pub(super) fn rank(modes: &mut [CameraMode], wanted: Option<Size>) {
    modes.sort_by_key(|mode| {
        let rate = if mode.fps >= FLUENT_RATE { 0 } else { 1 + u8::from(mode.fps < USABLE_RATE) };
        let distance = match wanted {
            Some(size) => distance(mode.size, size),
            None if mode.size == SECOND => 1,
            // No size but the best itself is nearer than the runner-up.
            None if mode.size == BEST => 0,
            None => distance(mode.size, BEST).saturating_add(1),
        };
        let grey = mode.pixels == PixelFormat::Gray;
        let order = if wanted.is_some() { (distance, u64::from(rate)) } else { (u64::from(rate), distance) };
        (grey, order, mode.fps.abs_diff(BEST_RATE), Reverse(mode.fps), coding(mode))
    });
}

/// How far a size is from another: the difference in width and height, squared.
fn distance(size: Size, from: Size) -> u64 {
    let square = |a: u32, b: u32| u64::from(a.abs_diff(b)).saturating_pow(2);
    square(size.width, from.width).saturating_add(square(size.height, from.height))
}

/// A place in the order in which codings are preferred.
fn coding(mode: &CameraMode) -> u8 {
    let large = mode.size.width > SECOND.width || mode.size.height > SECOND.height;
    match mode.pixels {
        PixelFormat::Mjpeg if large => 0,
        PixelFormat::Nv12 if large => 1,
        PixelFormat::Yuyv => 2,
        PixelFormat::Nv12 => 3,
        PixelFormat::Mjpeg => 4,
        PixelFormat::Rgb => 5,
        PixelFormat::Bgr => 6,
        PixelFormat::Gray => 7,
    }
}

#[cfg(test)]
mod tests {
    use PixelFormat::{Gray, Mjpeg, Nv12, Yuyv};

    use super::*;

    fn camera(index: u32, name: &str) -> CameraInfo {
        CameraInfo { index, name: name.to_owned(), modes: Vec::new(), trouble: None }
    }

    fn mode(width: u32, height: u32, fps: u32, pixels: PixelFormat) -> CameraMode {
        CameraMode { size: Size::new(width, height), fps, pixels }
    }

    fn best(modes: &[CameraMode], wanted: Option<Size>) -> CameraMode {
        let mut modes = modes.to_vec();
        rank(&mut modes, wanted);
        modes[0]
    }

    fn indices(wanted: Option<&str>) -> Result<Vec<u32>, String> {
        let cameras = vec![camera(0, "Integrated Camera"), camera(2, "HD Pro Webcam C920"), camera(4, "Camera")];
        candidates(cameras, wanted)
            .map(|found| found.iter().map(|camera| camera.index).collect())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_camera_is_named_by_number_or_part_of_its_name() {
        assert_eq!(indices(None).unwrap(), [0, 2, 4]);
        assert_eq!(indices(Some("2")).unwrap(), [2]);
        assert_eq!(indices(Some("webCAM")).unwrap(), [2]);
        assert_eq!(indices(Some("920")).unwrap(), [2]);
        // A whole name wins over names that only contain it.
        assert_eq!(indices(Some("camera")).unwrap(), [4]);
    }

    #[test]
    fn wrong_names_list_what_is_there() {
        let absent = indices(Some("Brio")).unwrap_err();
        assert!(absent.contains("Brio") && absent.contains("2: HD Pro Webcam C920"), "{absent}");
        let ambiguous = indices(Some("cam")).unwrap_err();
        assert!(ambiguous.contains("0: Integrated Camera") && ambiguous.contains("4: Camera"), "{ambiguous}");
        assert!(indices(Some("7")).unwrap_err().contains('7'));
        assert!(indices(Some("")).is_err());
        assert!(matches!(candidates(Vec::new(), Some("0")), Err(SourceError::NoCamera { .. })));
    }

    #[test]
    fn a_common_webcam_sends_720p_as_mjpeg() {
        let modes = [
            mode(1280, 720, 10, Yuyv),
            mode(640, 480, 30, Yuyv),
            mode(1920, 1080, 30, Mjpeg),
            mode(1280, 720, 30, Mjpeg),
            mode(640, 480, 30, Mjpeg),
        ];
        assert_eq!(best(&modes, None), modes[3]);
        assert_eq!(best(&modes, Some(Size::new(640, 480))), modes[1]);
        assert_eq!(best(&modes, Some(Size::new(1920, 1080))), modes[2]);
        assert_eq!(best(&modes[..2], None), modes[1], "a good rate comes before size");
    }

    #[test]
    fn whatever_there_is_is_taken() {
        assert_eq!(best(&[mode(352, 288, 15, Nv12)], None), mode(352, 288, 15, Nv12));
        assert_eq!(best(&[mode(640, 360, 30, Gray), mode(320, 240, 5, Yuyv)], None).pixels, Yuyv);
        assert_eq!(best(&[mode(640, 480, 60, Yuyv), mode(640, 480, 25, Yuyv)], None).fps, 25);
        assert_eq!(best(&[mode(3840, 2160, 30, Mjpeg), mode(960, 540, 30, Mjpeg)], None).size.width, 960);
    }
}
