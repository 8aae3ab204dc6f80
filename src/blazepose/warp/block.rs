//! Bilinear mixing of many pixels at once.

use super::values::{PART_BITS, PARTS, Values};

/// Pixels that are mixed together. Their bytes are gathered one by one and mixed side by side, which the compiler turns into
/// vector instructions; with fewer pixels the gathering would still be on its way to memory when the mixing reads it.
pub(super) const BLOCK: usize = 16;
/// Red, green and blue of each.
pub(super) const LANES: usize = 3 * BLOCK;
/// A pixel is written as eight bytes, of which three count: the last one needs five bytes more.
const PADDED: usize = LANES + 5;

/// A place in a picture, in parts of a pixel.
pub(super) type Place = (i64, i64);

/// The four neighbours of each of [`BLOCK`] places, with how far the place lies to the right and down between them.
pub(super) struct Block {
    /// The left neighbours: the upper ones, the lower ones.
    left: [[u8; PADDED]; 2],
    /// The right neighbours.
    right: [[u8; PADDED]; 2],
    /// Parts of a pixel to the right of the left neighbours, once for each colour.
    rightward: [u8; PADDED],
    /// Parts of a pixel below the upper neighbours.
    downward: [u8; PADDED],
}

impl Block {
    pub const fn new() -> Self {
        Self { left: [[0; PADDED]; 2], right: [[0; PADDED]; 2], rightward: [0; PADDED], downward: [0; PADDED] }
    }

    /// Takes in the neighbours of the place that has this index: the upper two and the lower two, as bytes red, green, blue,
    /// red, green, blue from the lowest on.
    #[inline]
    pub fn put(&mut self, index: usize, neighbours: [u64; 2], (x, y): Place) {
        const THRICE: u64 = 0x0001_0101;
        let at = 3 * index;
        let write = |bytes: &mut [u8; PADDED], value: u64| {
            if let Some(bytes) = bytes.get_mut(at..at + 8) {
                bytes.copy_from_slice(&value.to_le_bytes());
            }
        };
        for (row, two) in neighbours.into_iter().enumerate() {
            write(&mut self.left[row], two);
            write(&mut self.right[row], two >> 24);
        }
        write(&mut self.rightward, (x & (PARTS - 1)) as u64 * THRICE);
        write(&mut self.downward, (y & (PARTS - 1)) as u64 * THRICE);
    }

    /// Mixes the neighbours of all places, each by how near it is, rounded to whole bytes.
    #[inline]
    pub fn mix(&self, values: Values, mixed: &mut [f32; LANES]) {
        /// 255 · 32 fits sixteen bits.
        const ALL: i16 = PARTS as i16;
        const HALF: i32 = (PARTS * PARTS / 2) as i32;
        let mut sums = [0_i32; LANES];
        for (lane, sum) in sums.iter_mut().enumerate() {
            let (right, below) = (i16::from(self.rightward[lane]), i16::from(self.downward[lane]));
            let column = |[upper, lower]: &[[u8; PADDED]; 2]| {
                i16::from(upper[lane]) * (ALL - below) + i16::from(lower[lane]) * below
            };
            *sum = i32::from(column(&self.left)) * i32::from(ALL - right)
                + i32::from(column(&self.right)) * i32::from(right);
        }
        for (value, sum) in mixed.iter_mut().zip(sums) {
            *value = ((sum + HALF) >> (2 * PART_BITS)) as f32 * values.gain + values.offset;
        }
    }
}
