//! What can be wrong with a picture that a camera sends.

/// A frame that cannot be turned into a picture. One is dropped; many in a row mean a broken camera or cable.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DamagedFrame {
    /// Fewer bytes than the picture needs.
    #[error("a frame came with {got} bytes instead of {needed}")]
    TooShort {
        /// Bytes for the whole picture.
        needed: usize,
        /// Bytes that came.
        got: usize,
    },
    /// A JPEG picture that cannot be decoded.
    #[error("a frame is not a whole JPEG picture: {0}")]
    Jpeg(String),
    /// A picture without pixels or beyond [`LARGEST_SIDE`].
    #[error("a frame claims to have {width}×{height} pixels")]
    Size {
        /// Claimed width in pixels.
        width: u32,
        /// Claimed height in pixels.
        height: u32,
    },
}

/// No camera's picture is wider or higher than this, in pixels; what claims to be is damaged.
pub const LARGEST_SIDE: u32 = 8192;
