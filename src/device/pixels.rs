//! From what a camera sends to RGB: pure functions over bytes.
//!
//! Webcams send luma and chroma as ITU-R BT.601 in limited range (Y 16 to 235, Cb and Cr 16 to 240), which is what the USB
//! video class prescribes where a camera doesn't say otherwise (Color Matching Descriptor, defaults). JPEG frames carry
//! full range and are turned by their own decoder.
//!
//! A driver may pad each row (`stride` bytes from one row's start to the next's) and the whole buffer; a buffer that is
//! too short for its picture is an error, never a guess.

use std::fmt;

use image::RgbImage;

use crate::body::Size;

mod damaged;
mod mjpeg;

pub use damaged::{DamagedFrame, LARGEST_SIDE};

/// How a camera codes its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PixelFormat {
    /// A JPEG picture a frame.
    Mjpeg,
    /// 4:2:2, `Y0 Cb Y1 Cr` for two pixels side by side. Also called YUY2.
    Yuyv,
    /// 4:2:0, a plane of `Y`, then a plane of `Cb Cr` pairs, one for two by two pixels.
    Nv12,
    /// `R G B`.
    Rgb,
    /// `B G R`.
    Bgr,
    /// One byte of brightness, full range.
    Gray,
}

impl fmt::Display for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Mjpeg => "MJPEG",
            Self::Yuyv => "YUYV",
            Self::Nv12 => "NV12",
            Self::Rgb => "RGB",
            Self::Bgr => "BGR",
            Self::Gray => "GRAY",
        })
    }
}

/// Turns one frame into RGB.
///
/// `stride` is the number of bytes from one row to the next, where the driver says; rows are packed otherwise. A JPEG
/// picture has the size it says itself.
pub fn decode(data: &[u8], format: PixelFormat, size: Size, stride: Option<usize>) -> Result<RgbImage, DamagedFrame> {
    if format == PixelFormat::Mjpeg {
        return mjpeg::decode(data);
    }
    let (width, height) = (size.width as usize, size.height as usize);
    if width == 0 || height == 0 || size.width > LARGEST_SIDE || size.height > LARGEST_SIDE {
        return Err(DamagedFrame::Size { width: size.width, height: size.height });
    }
    let row_bytes = match format {
        // Two pixels share four bytes, so an odd last pixel still takes four.
        PixelFormat::Yuyv => width.div_ceil(2) * 4,
        PixelFormat::Rgb | PixelFormat::Bgr => width * 3,
        // The rows of pairs below the luma are as long, and one byte longer where the width is odd.
        PixelFormat::Nv12 => width.div_ceil(2) * 2,
        PixelFormat::Gray | PixelFormat::Mjpeg => width,
    };
    let stride = stride.unwrap_or(0).max(row_bytes);
    // Before there is memory for a picture of which hardly anything may have come.
    let luma = plane(data, 0, stride, row_bytes, height)?;
    let mut rgb = vec![0; width * height * 3];
    let rows = rgb.chunks_exact_mut(width * 3);
    match format {
        PixelFormat::Yuyv => luma.zip(rows).for_each(|(row, out)| yuyv_row(row, out)),
        PixelFormat::Nv12 => {
            let chroma = plane(data, stride.saturating_mul(height), stride, row_bytes, height.div_ceil(2))?;
            let chroma = chroma.flat_map(|pairs| [pairs, pairs]);
            luma.zip(chroma).zip(rows).for_each(|((row, pairs), out)| nv12_row(row, pairs, out));
        }
        PixelFormat::Bgr => luma.zip(rows).for_each(|(row, out)| {
            out.copy_from_slice(row);
            out.as_chunks_mut::<3>().0.iter_mut().for_each(|pixel| pixel.reverse());
        }),
        PixelFormat::Gray => luma.zip(rows).for_each(|(row, out)| {
            row.iter().zip(out.as_chunks_mut::<3>().0).for_each(|(gray, out)| *out = [*gray; 3]);
        }),
        PixelFormat::Rgb | PixelFormat::Mjpeg => luma.zip(rows).for_each(|(row, out)| out.copy_from_slice(row)),
    }
    RgbImage::from_raw(size.width, size.height, rgb)
        .ok_or(DamagedFrame::Size { width: size.width, height: size.height })
}

/// The rows of one plane: `rows` times `row_bytes`, each `stride` after the one before. The last may lack its padding.
fn plane(
    data: &[u8],
    offset: usize,
    stride: usize,
    row_bytes: usize,
    rows: usize,
) -> Result<impl Iterator<Item = &[u8]>, DamagedFrame> {
    // A driver may say any stride; what would be longer than memory is too long for any frame.
    let needed = stride.saturating_mul(rows - 1).saturating_add(offset).saturating_add(row_bytes);
    let data = data.get(offset..needed).ok_or(DamagedFrame::TooShort { needed, got: data.len() })?;
    Ok(data.chunks(stride).map(move |row| &row[..row_bytes]))
}

fn yuyv_row(row: &[u8], out: &mut [u8]) {
    let mut pixels = out.chunks_mut(6);
    for &[y0, cb, y1, cr] in row.as_chunks::<4>().0 {
        let chroma = Chroma::new(cb, cr);
        if let Some(pair) = pixels.next() {
            for (pixel, y) in pair.chunks_exact_mut(3).zip([y0, y1]) {
                pixel.copy_from_slice(&chroma.with(y));
            }
        }
    }
}

fn nv12_row(row: &[u8], pairs: &[u8], out: &mut [u8]) {
    let pairs = pairs.as_chunks::<2>().0.iter();
    for ((luma, &[cb, cr]), out) in row.chunks(2).zip(pairs).zip(out.chunks_mut(6)) {
        let chroma = Chroma::new(cb, cr);
        for (pixel, y) in out.chunks_exact_mut(3).zip(luma) {
            pixel.copy_from_slice(&chroma.with(*y));
        }
    }
}

/// What a pixel's colour adds to its brightness, in 256ths.
struct Chroma {
    red: i32,
    green: i32,
    blue: i32,
}

impl Chroma {
    /// BT.601, limited range: R = 1.164 (Y-16) + 1.596 (Cr-128), G = 1.164 (Y-16) - 0.392 (Cb-128) - 0.813 (Cr-128),
    /// B = 1.164 (Y-16) + 2.017 (Cb-128), each coefficient times 256. 128 rounds to the nearest.
    fn new(cb: u8, cr: u8) -> Self {
        let (cb, cr) = (i32::from(cb) - 128, i32::from(cr) - 128);
        Self { red: 409 * cr + 128, green: 128 - 100 * cb - 208 * cr, blue: 516 * cb + 128 }
    }

    fn with(&self, luma: u8) -> [u8; 3] {
        let luma = 298 * (i32::from(luma) - 16);
        [self.red, self.green, self.blue].map(|colour| ((luma + colour) >> 8).clamp(0, 255) as u8)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RAW: [PixelFormat; 5] =
        [PixelFormat::Yuyv, PixelFormat::Nv12, PixelFormat::Rgb, PixelFormat::Bgr, PixelFormat::Gray];

    fn pixels(data: &[u8], format: PixelFormat, width: u32, height: u32) -> Vec<[u8; 3]> {
        decode(data, format, Size::new(width, height), None).unwrap().pixels().map(|pixel| pixel.0).collect()
    }

    #[test]
    fn limited_range_reaches_black_white_and_the_colours() {
        // The 100 % colour bars of BT.601: white, red, green, blue, as (Y, Cb, Cr).
        let bars = [(16, 128, 128), (235, 128, 128), (81, 90, 240), (145, 54, 34), (41, 240, 110)];
        let wanted = [[0, 0, 0], [255, 255, 255], [255, 0, 0], [0, 255, 0], [0, 0, 255]];
        for ((y, cb, cr), wanted) in bars.into_iter().zip(wanted) {
            for got in pixels(&[y, cb, y, cr], PixelFormat::Yuyv, 2, 1) {
                for (got, wanted) in got.into_iter().zip(wanted) {
                    assert!(i32::from(got).abs_diff(wanted) <= 2, "{got} for {wanted} in ({y}, {cb}, {cr})");
                }
            }
        }
    }

    #[test]
    fn beyond_the_range_is_clamped() {
        assert_eq!(pixels(&[0, 128, 255, 128], PixelFormat::Yuyv, 2, 1), [[0; 3], [255; 3]]);
    }

    #[test]
    fn nv12_shares_one_colour_among_two_by_two_pixels() {
        // Left two columns red, the right one (an odd width) blue.
        let data = [81, 81, 41, 0, 81, 81, 41, 0, 90, 240, 240, 110];
        let rows = pixels(&data, PixelFormat::Nv12, 3, 2);
        for row in rows.chunks(3) {
            assert!(row[0][0] > 250 && row[1][0] > 250 && row[2][2] > 250, "{row:?}");
            assert!(row[0][2] < 5 && row[1][2] < 5 && row[2][0] < 5, "{row:?}");
        }
    }

    #[test]
    fn plain_formats_keep_their_values() {
        assert_eq!(pixels(&[1, 2, 3, 4, 5, 6], PixelFormat::Rgb, 2, 1), [[1, 2, 3], [4, 5, 6]]);
        assert_eq!(pixels(&[1, 2, 3, 4, 5, 6], PixelFormat::Bgr, 2, 1), [[3, 2, 1], [6, 5, 4]]);
        assert_eq!(pixels(&[7, 9], PixelFormat::Gray, 1, 2), [[7; 3], [9; 3]]);
    }

    #[test]
    fn padding_between_rows_is_skipped_and_may_be_missing_at_the_end() {
        let data = [1, 2, 3, 99, 4, 5, 6];
        let image = decode(&data, PixelFormat::Rgb, Size::new(1, 2), Some(4)).unwrap();
        assert_eq!(image.into_raw(), [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_short_buffer_and_an_empty_size_are_errors() {
        let short = decode(&[0; 7], PixelFormat::Yuyv, Size::new(2, 2), None);
        assert_eq!(short, Err(DamagedFrame::TooShort { needed: 8, got: 7 }));
        let empty = decode(&[], PixelFormat::Gray, Size::new(0, 4), None);
        assert_eq!(empty, Err(DamagedFrame::Size { width: 0, height: 4 }));
    }

    #[test]
    fn a_stride_beyond_all_memory_is_an_error() {
        for format in RAW {
            let error = decode(&[0; 64], format, Size::new(4, 4), Some(usize::MAX)).unwrap_err();
            assert!(matches!(error, DamagedFrame::TooShort { got: 64, .. }), "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_picture_of_the_right_size_or_an_error(
            data in proptest::collection::vec(any::<u8>(), 0..600),
            width in 0_u32..20,
            height in 0_u32..20,
            stride in proptest::option::of(0_usize..64),
        ) {
            for format in RAW {
                if let Ok(image) = decode(&data, format, Size::new(width, height), stride) {
                    prop_assert_eq!(image.dimensions(), (width, height));
                    prop_assert_eq!(image.as_raw().len(), (width * height * 3) as usize);
                }
            }
        }

        #[test]
        fn grey_stays_grey(y in any::<u8>()) {
            let [red, green, blue] = pixels(&[y, 128, y, 128], PixelFormat::Yuyv, 2, 1)[0];
            prop_assert!(red == green && green == blue);
        }
    }
}
