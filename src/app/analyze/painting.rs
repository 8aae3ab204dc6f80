//! Paints what was seen, picture by picture, in a thread of its own.

use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;

use crate::analysis::{Faces, Slot, Still};
use crate::app::failure::Failure;
use crate::body::{Pose, Size};
use crate::frame::Frame;
use crate::seam::VideoSink;
use crate::view::{Asked, Painter, Scene, Screen};

/// A frame that is to be painted.
pub(super) struct Shot {
    pub frame: Frame,
    pub pose: Option<Pose>,
    pub screen: Screen,
    /// How many pictures of the film show it.
    pub pictures: u32,
    /// Where a picture of it is kept for the report.
    pub keep: Option<Slot>,
}

/// Everything it takes to paint a film.
pub(super) struct Painting {
    pub painter: Painter,
    pub sink: Box<dyn VideoSink>,
    pub size: Size,
    /// Where faces are to be blurred.
    pub faces: Option<Faces>,
}

impl Painting {
    /// Paints all shots and makes the film whole; returns the pictures that were kept.
    pub fn paint(mut self, shots: &Receiver<Shot>) -> Result<BTreeMap<Slot, Still>, Failure> {
        let mut pixels = Vec::new();
        let mut kept = BTreeMap::new();
        for Shot { mut frame, pose, screen, pictures, keep } in shots {
            if pictures == 0 && keep.is_none() {
                continue;
            }
            if let Some(faces) = &mut self.faces {
                faces.blur(pose.as_ref(), &mut frame.image);
            }
            let scene = Scene {
                frame: Some(&frame),
                pose: pose.as_ref(),
                screen: &screen,
                mirror: false,
                time: frame.time,
                asked: Asked::default(),
            };
            self.painter.paint(&scene, self.size, &mut pixels);
            for _ in 0..pictures {
                self.sink.add(&pixels)?;
            }
            if let Some(slot) = keep {
                kept.insert(slot, Still::of(&pixels, self.size));
            }
        }
        self.sink.finish()?;
        Ok(kept)
    }
}
