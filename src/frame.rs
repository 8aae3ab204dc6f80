//! A picture with the moment it was captured.

use std::sync::Arc;

use image::RgbImage;

use crate::time::Timestamp;

/// One picture from a camera, a video or a picture file.
#[derive(Clone, Debug)]
pub struct Frame {
    /// When it was captured: stamped at capture for a camera, media time for a video. Never goes back within a source.
    pub time: Timestamp,
    /// Position in its own file or camera stream, from 0.
    pub index: u64,
    /// What it came from, as the person named it: a file's path or a camera's name.
    pub origin: Arc<str>,
    /// Whether it continues the frame before it.
    pub kind: FrameKind,
    /// The pixels, 8-bit RGB, not mirrored: the person's left is on the right of the picture when they face the camera.
    pub image: RgbImage,
}

/// Whether a frame belongs to a moving picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// A picture of its own: the person is searched for again, and nothing is smoothed or tracked from the frame before.
    Still,
    /// Part of a stream: tracked and smoothed.
    Moving,
}
