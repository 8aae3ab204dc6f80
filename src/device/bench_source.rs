//! Frames for measuring without a camera or file: one picture of a person, decoded for every frame, as a webcam's
//! JPEG frames are.

use std::sync::Arc;
use std::time::Duration;

use image::ImageFormat;

use crate::frame::{Frame, FrameKind};
use crate::seam::{FrameSource, SourceError};
use crate::time::Timestamp;

/// A rendered person on hands and knees with one leg raised, 640×480.
const PERSON: &[u8] = include_bytes!("person.jpg");

/// Time between two frames: 30 a second.
const INTERVAL: Duration = Duration::from_micros(33_333);

struct StillPerson {
    index: u64,
    kind: FrameKind,
}

/// A person who keeps still, 30 frames a second, without an end.
#[must_use]
pub fn open() -> Box<dyn FrameSource> {
    Box::new(StillPerson { index: 0, kind: FrameKind::Moving })
}

/// The same picture once, as a still.
pub fn person() -> Result<Frame, SourceError> {
    StillPerson { index: 0, kind: FrameKind::Still }.decode()
}

impl StillPerson {
    fn decode(&mut self) -> Result<Frame, SourceError> {
        let image =
            image::load_from_memory_with_format(PERSON, ImageFormat::Jpeg).map_err(|error| SourceError::BadFile {
                file: "the built-in picture".to_owned(),
                what: error.to_string(),
                remedy: "Report this, please.".to_owned(),
            })?;
        let index = self.index;
        self.index += 1;
        let time = Timestamp::from_start(INTERVAL * u32::try_from(index).unwrap_or(u32::MAX));
        Ok(Frame { time, index, origin: Arc::from("built-in picture"), kind: self.kind, image: image.into_rgb8() })
    }
}

impl FrameSource for StillPerson {
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        self.decode().map(Some)
    }

    fn is_live(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_person_moves_through_time() {
        let mut source = open();
        let first = source.next_frame().unwrap().unwrap();
        let second = source.next_frame().unwrap().unwrap();
        assert_eq!((first.image.dimensions(), first.index), ((640, 480), 0));
        assert!(second.time > first.time);
        assert_eq!(person().unwrap().kind, FrameKind::Still);
    }
}
