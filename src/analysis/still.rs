//! A painted picture, small enough for a page.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};

use super::base64::base64;
use crate::body::Size;

/// How wide or high it is at most, in pixels.
const LONGEST: u32 = 560;
/// Of 100: letters are still sharp, and a picture has about 30 kB.
const QUALITY: u8 = 76;

/// A small picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Still(RgbImage);

impl Still {
    /// Of a painted picture: `pixels`, row by row, each `0x00RRGGBB`. What is missing is black.
    #[must_use]
    pub fn of(pixels: &[u32], size: Size) -> Self {
        let scale = (f64::from(size.width.max(size.height)) / f64::from(LONGEST)).max(1.0);
        let shrunk = |length: u32| ((f64::from(length) / scale).round() as u32).max(1);
        let (width, height) = (shrunk(size.width), shrunk(size.height));
        let bounds = |at: u32, count: u32, length: u32| {
            let of = |at: u32| (u64::from(at) * u64::from(length) / u64::from(count)) as u32;
            of(at)..of(at + 1).max(of(at) + 1)
        };
        // The mean of all that a small pixel stands for: thin lines stay.
        Self(RgbImage::from_fn(width, height, |x, y| {
            let (mut sum, mut count) = ([0_u32; 3], 0);
            for row in bounds(y, height, size.height) {
                for column in bounds(x, width, size.width) {
                    let pixel = pixels.get(row as usize * size.width as usize + column as usize).copied().unwrap_or(0);
                    let [_, colours @ ..] = pixel.to_be_bytes();
                    sum.iter_mut().zip(colours).for_each(|(sum, colour)| *sum += u32::from(colour));
                    count += 1;
                }
            }
            image::Rgb(sum.map(|sum| (sum / count.max(1)) as u8))
        }))
    }

    /// Its size.
    #[must_use]
    pub fn size(&self) -> Size {
        Size::new(self.0.width(), self.0.height())
    }

    /// The picture as an address that holds it; `None` where it can't be compressed.
    #[must_use]
    pub fn data_uri(&self) -> Option<String> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        let (width, height) = self.0.dimensions();
        encoder.encode(self.0.as_raw(), width, height, ExtendedColorType::Rgb8).ok()?;
        Some(format!("data:image/jpeg;base64,{}", base64(&bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_picture_becomes_small_and_keeps_its_colours() {
        let size = Size::new(1280, 720);
        let pixels: Vec<u32> =
            (0..1280 * 720).map(|at| if at % 1280 < 640 { 0x00FF_0000 } else { 0x0000_00FF }).collect();
        let still = Still::of(&pixels, size);
        assert_eq!(still.size(), Size::new(560, 315));
        assert_eq!((still.0.get_pixel(10, 10).0, still.0.get_pixel(550, 300).0), ([255, 0, 0], [0, 0, 255]));
        let text = still.data_uri().unwrap();
        assert!(text.starts_with("data:image/jpeg;base64,/9j/") && text.len() < 40_000, "{}", text.len());
    }

    #[test]
    fn a_small_picture_stays_and_nothing_is_needed_that_is_not_there() {
        assert_eq!(Still::of(&[0x0012_3456; 6], Size::new(3, 2)).0.get_pixel(2, 1).0, [0x12, 0x34, 0x56]);
        assert_eq!(Still::of(&[], Size::new(0, 0)).size(), Size::new(1, 1));
    }
}
