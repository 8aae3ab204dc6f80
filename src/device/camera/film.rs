//! A film of JPEG pictures that is played as a webcam sends them, over and over: everything behind the driver (capture, decoding,
//! watching over it) does what it does with a camera, and costs what it costs there.

use std::ops::Range;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::capture::{Driver, Grab};
use super::mode::{CameraMode, CameraOptions};
use super::trouble::DriverError;
use super::watch::CameraSource;
use crate::body::Size;
use crate::device::clock::SystemClock;
use crate::device::files;
use crate::device::pixels;
use crate::device::pixels::PixelFormat;
use crate::device::plain::shown;
use crate::seam::SourceError;

/// Pictures a second: such a file doesn't say.
const RATE: u32 = 30;
/// A larger file is no such film: an hour of a good camera.
const LARGEST: u64 = 16 << 30;

/// Plays `path` as a camera: JPEG pictures one after the other and nothing else, as `ffmpeg -f mjpeg` writes them.
pub fn film(path: &Path) -> Result<CameraSource, SourceError> {
    let bad = |what: String| SourceError::BadFile {
        file: shown(path),
        what,
        remedy: "Make one with `ffmpeg -i VIDEO -c:v mjpeg -f mjpeg FILM.mjpeg`.".to_owned(),
    };
    let bytes = files::read_large(path, LARGEST).map_err(|error| bad(error.problem.to_string()))?;
    let driver = Film::of(bytes).ok_or_else(|| bad("holds no JPEG pictures one after the other".to_owned()))?;
    CameraSource::start(shown(path), move || Ok(driver), SystemClock::start(), CameraOptions::default())
}

/// The driver of a camera that isn't there.
struct Film {
    bytes: Vec<u8>,
    pictures: Vec<Range<usize>>,
    next: usize,
    /// When the next picture is due.
    due: Instant,
    mode: CameraMode,
}

impl Film {
    fn of(bytes: Vec<u8>) -> Option<Self> {
        let pictures = pictures(&bytes);
        let first = bytes.get(pictures.first()?.clone())?;
        let (width, height) = pixels::decode(first, PixelFormat::Mjpeg, Size::new(0, 0), None).ok()?.dimensions();
        let mode = CameraMode { size: Size::new(width, height), fps: RATE, pixels: PixelFormat::Mjpeg };
        Some(Self { bytes, pictures, next: 0, due: Instant::now(), mode })
    }
}

/// Where the pictures are: each ends where the next begins. Within a picture 0xff is never followed by what begins or ends one.
fn pictures(bytes: &[u8]) -> Vec<Range<usize>> {
    const BEGIN: [u8; 3] = [0xff, 0xd8, 0xff];
    let begins: Vec<usize> =
        bytes.windows(BEGIN.len()).enumerate().filter(|(_, three)| *three == BEGIN).map(|(at, _)| at).collect();
    let ends = begins.iter().skip(1).copied().chain([bytes.len()]);
    begins.iter().copied().zip(ends).map(|(begin, end)| begin..end).collect()
}

impl Driver for Film {
    fn grab(&mut self) -> Result<Grab, DriverError> {
        let now = Instant::now();
        thread::sleep(self.due.saturating_duration_since(now));
        // What couldn't be delivered in time is lost, as at a camera.
        self.due = self.due.max(now) + Duration::from_secs(1) / RATE;
        let picture = self.pictures.get(self.next).and_then(|place| self.bytes.get(place.clone()));
        self.next = (self.next + 1) % self.pictures.len().max(1);
        let data = picture.ok_or_else(|| DriverError::new("the film is empty"))?.to_vec();
        Ok(Grab { data: Box::new(data), mode: self.mode, stride: None, age: Duration::ZERO })
    }

    fn restart(&mut self) -> Result<(), DriverError> {
        Ok(())
    }

    fn mode(&self) -> CameraMode {
        self.mode
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, Rgb, RgbImage};

    use super::*;
    use crate::seam::FrameSource;

    /// A film of one colour after the other.
    fn colours(colours: &[[u8; 3]]) -> Vec<u8> {
        let jpeg = |colour: &[u8; 3]| {
            let mut bytes = Cursor::new(Vec::new());
            RgbImage::from_pixel(16, 8, Rgb(*colour)).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
            bytes.into_inner()
        };
        colours.iter().flat_map(jpeg).collect()
    }

    #[test]
    fn pictures_are_played_one_after_the_other_and_over_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film.mjpeg");
        std::fs::write(&path, colours(&[[250, 0, 0], [0, 250, 0]])).unwrap();
        let mut camera = film(&path).unwrap();
        assert!(camera.is_live());
        assert_eq!(camera.mode().to_string(), "16×8 at 30 fps, MJPEG");
        // One that isn't taken in time is lost, as at a camera; which one a picture is shows by its number.
        for _ in 0..4 {
            let frame = camera.next_frame().unwrap().unwrap();
            let [red, green, _] = frame.image.get_pixel(3, 3).0;
            assert_eq!(red > green, frame.index.is_multiple_of(2), "{}", frame.index);
        }
    }

    #[test]
    fn what_is_no_such_film_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film.mjpeg");
        for bytes in [&b""[..], b"RIFF and so on", &[0xff, 0xd8, 0xff, 0xe0, 1, 2]] {
            std::fs::write(&path, bytes).unwrap();
            assert!(matches!(film(&path), Err(SourceError::BadFile { .. })), "{bytes:?}");
        }
        assert!(matches!(film(&folder.path().join("none")), Err(SourceError::BadFile { .. })));
    }
}
