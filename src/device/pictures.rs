//! Single pictures, turned upright and made plain 8-bit RGB.

use std::io::Cursor;
use std::path::Path;

use image::error::{LimitError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use super::files;
use crate::seam::SourceError;

/// How pictures' names end, for picking them out of a folder.
pub const EXTENSIONS: [&str; 5] = ["jpg", "jpeg", "png", "webp", "bmp"];

/// The formats that are read.
pub const FORMATS: [ImageFormat; 4] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Bmp];

/// The largest width and height in pixels. The largest phone cameras have 16,384 × 12,288; what claims more is a mistake
/// or a trap that unpacks to fill the memory.
pub const LARGEST_SIDE: u32 = 16_384;

/// The most memory that a decoded picture may take, in bytes: 89 megapixels in 8-bit RGB, 33 in 16-bit RGB with transparency. Turning it
/// upright and making it plain may take as much again. A small file may unpack to a thousand times its size.
const MOST_MEMORY: u64 = 1 << 28;

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 1 << 28;

/// Reads the picture at `path`; `name` is the file as the person named it, for messages.
///
/// It is turned upright by its EXIF orientation. Grey and 16-bit pictures become 8-bit RGB; what is transparent lets a
/// white ground through, since the colours hidden under it may be anything.
pub fn read(path: &Path, name: &str) -> Result<RgbImage, SourceError> {
    let bad =
        |what: String, remedy: &str| SourceError::BadFile { file: name.to_owned(), what, remedy: remedy.to_owned() };
    let bytes =
        files::read_bytes(path, LARGEST_FILE).map_err(|error| bad(error.problem.to_string(), error.remedy()))?;
    let damaged = |error: ImageError| match error {
        ImageError::Limits(_) => bad(
            format!(
                "is too large a picture (over {LARGEST_SIDE} pixels on a side, or over {} MB of pixels)",
                MOST_MEMORY >> 20
            ),
            "Scale it down.",
        ),
        error => bad(
            format!("is damaged or no picture of this kind ({error})"),
            "Check whether a picture viewer can open it; copy or save it again.",
        ),
    };
    let mut reader = ImageReader::new(Cursor::new(bytes));
    reader = reader.with_guessed_format().map_err(|error| damaged(error.into()))?;
    if !reader.format().is_some_and(|format| FORMATS.contains(&format)) {
        return Err(bad("is damaged or no picture that can be read".to_owned(), "Save it as JPEG or PNG."));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    // The decoder's limits are for its own working memory, not for what it fills.
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(damaged(ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory))));
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    Ok(on_white(picture))
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        // Rounded to nearest, so that a fully opaque pixel keeps its value.
        Rgb([red, green, blue].map(|colour| ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8))
    })
}

#[cfg(test)]
mod tests {
    use image::{Luma, LumaA, Rgba};

    use super::*;

    fn saved(picture: impl Into<DynamicImage>, name: &str) -> Result<RgbImage, SourceError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        picture.into().save(&path).unwrap();
        read(&path, name)
    }

    #[test]
    fn deep_grey_and_transparent_pictures_become_rgb() {
        let deep = image::ImageBuffer::from_pixel(3, 2, Rgb([65535_u16, 32896, 0]));
        assert_eq!(saved(deep, "deep.png").unwrap(), RgbImage::from_pixel(3, 2, Rgb([255, 128, 0])));
        let grey = image::ImageBuffer::from_pixel(3, 2, Luma([9_u8]));
        assert_eq!(saved(grey, "grey.bmp").unwrap(), RgbImage::from_pixel(3, 2, Rgb([9, 9, 9])));
        let clear = image::ImageBuffer::from_fn(2, 1, |x, _| Rgba([200, 100, 0, if x == 0 { 0 } else { 255_u8 }]));
        let white_and_colour = RgbImage::from_raw(2, 1, vec![255, 255, 255, 200, 100, 0]).unwrap();
        assert_eq!(saved(clear.clone(), "clear.png").unwrap(), white_and_colour);
        assert_eq!(saved(clear, "clear.webp").unwrap(), white_and_colour);
        let half = image::ImageBuffer::from_pixel(1, 1, LumaA([0_u16, 32768]));
        assert_eq!(saved(half, "half.png").unwrap().get_pixel(0, 0).0, [127; 3]);
    }

    #[test]
    fn a_picture_that_unpacks_to_fill_the_memory_is_refused() {
        // A BMP head that claims 60,000 by 60,000 pixels, and nothing behind it.
        let mut bomb = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        bomb.extend(60_000_i32.to_le_bytes());
        bomb.extend(60_000_i32.to_le_bytes());
        bomb.extend([1, 0, 24, 0]);
        bomb.extend([0; 24]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.bmp");
        std::fs::write(&path, bomb).unwrap();
        let Err(SourceError::BadFile { file, what, .. }) = read(&path, "bomb.bmp") else { panic!("was read") };
        assert_eq!(file, "bomb.bmp");
        assert!(what.contains("too large"), "{what}");
    }

    #[test]
    fn a_small_file_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked() {
        // The head of a PNG of 15,000 by 15,000 pixels with 16 bits a channel, cut off where its pixels begin.
        let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        head.extend(15_000_u32.to_be_bytes());
        head.extend(15_000_u32.to_be_bytes());
        head.extend([16, 6, 0, 0, 0]);
        head.extend(crc(&head[12..]).to_be_bytes());
        head.extend(b"\0\0\x10\0IDAT");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.png");
        std::fs::write(&path, head).unwrap();
        let Err(SourceError::BadFile { what, .. }) = read(&path, "bomb.png") else { panic!("was read") };
        assert!(what.contains("too large"), "{what}");
    }

    /// The checksum of a PNG's parts.
    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }
}
