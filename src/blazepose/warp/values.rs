//! How pixels become values, and how finely places in a picture are distinguished.

/// Places are rounded to one part in this many of a pixel.
pub(crate) const PARTS: i64 = 1 << PART_BITS;
pub(crate) const PART_BITS: u32 = 5;

/// How a byte becomes a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Values {
    pub(crate) gain: f32,
    pub(crate) offset: f32,
}

impl Values {
    /// Black is 0, white is 1.
    pub const UNIT: Self = Self { gain: 1.0 / 255.0, offset: 0.0 };
    /// Black is −1, white is 1.
    pub const SIGNED: Self = Self { gain: 1.0 / 127.5, offset: -1.0 };
}
