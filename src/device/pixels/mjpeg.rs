//! JPEG pictures as webcams send them: often without Huffman tables, which every decoder is supposed to know by heart.

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, ImageDecoder, Limits, RgbImage};

use super::damaged::{DamagedFrame, LARGEST_SIDE};

/// Decodes one frame; the Huffman tables are put in where they are missing.
pub(super) fn decode(data: &[u8]) -> Result<RgbImage, DamagedFrame> {
    let damaged = |error: image::ImageError| DamagedFrame::Jpeg(error.to_string());
    let whole = with_huffman_tables(data).ok_or_else(|| DamagedFrame::Jpeg("it has no image data".to_owned()))?;
    let mut decoder = JpegDecoder::new(Cursor::new(&whole)).map_err(damaged)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    decoder.set_limits(limits).map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(DamagedFrame::Size { width, height });
    }
    Ok(DynamicImage::from_decoder(decoder).map_err(damaged)?.into_rgb8())
}

/// JPEG markers (ITU-T T.81, table B.1).
const START_OF_IMAGE: [u8; 2] = [0xff, 0xd8];
const DEFINE_HUFFMAN_TABLES: u8 = 0xc4;
const START_OF_SCAN: u8 = 0xda;

/// The same picture with the tables of T.81 annex K.3 before its first scan, unless it brings its own. `None` if there is
/// no scan: a frame cut short in its head, or no JPEG at all.
fn with_huffman_tables(data: &[u8]) -> Option<Cow<'_, [u8]>> {
    if !data.starts_with(&START_OF_IMAGE) {
        return None;
    }
    let mut at = START_OF_IMAGE.len();
    loop {
        // Any number of fill bytes may come before a marker.
        let (0xff, &marker) = (*data.get(at)?, data.get(at + 1)?) else { return None };
        if marker == 0xff {
            at += 1;
            continue;
        }
        match marker {
            DEFINE_HUFFMAN_TABLES => return Some(Cow::Borrowed(data)),
            START_OF_SCAN => break,
            _ => {}
        }
        let length = u16::from_be_bytes([*data.get(at + 2)?, *data.get(at + 3)?]);
        at += 2 + usize::from(length);
    }
    Some(Cow::Owned([&data[..at], &standard_tables(), &data[at..]].concat()))
}

/// One table: how many codes there are of each length from 1 to 16 bits, and the symbols in order of their codes.
struct Table {
    /// Class in the upper four bits (0 for the constant part of a block, 1 for the rest), number in the lower four.
    id: u8,
    counts: [u8; 16],
    symbols: &'static [u8],
}

/// T.81 tables K.3 to K.6: number 0 is for brightness, number 1 for colour.
const TABLES: [Table; 4] = [
    Table {
        id: 0x00,
        counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
        symbols: &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Table {
        id: 0x10,
        counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d],
        symbols: &[
            0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22, 0x71,
            0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0, 0x24, 0x33, 0x62, 0x72,
            0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x34, 0x35, 0x36, 0x37,
            0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59,
            0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83,
            0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3,
            0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3,
            0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2,
            0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
        ],
    },
    Table {
        id: 0x01,
        counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
        symbols: &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Table {
        id: 0x11,
        counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77],
        symbols: &[
            0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71, 0x13, 0x22,
            0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33, 0x52, 0xf0, 0x15, 0x62, 0x72, 0xd1,
            0x0a, 0x16, 0x24, 0x34, 0xe1, 0x25, 0xf1, 0x17, 0x18, 0x19, 0x1a, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x35, 0x36,
            0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58,
            0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a,
            0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a,
            0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba,
            0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda,
            0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
        ],
    },
];

/// The four tables, each a segment of its own: marker, length and content, 432 bytes together.
fn standard_tables() -> Vec<u8> {
    let mut segments = Vec::with_capacity(432);
    for table in &TABLES {
        // The length counts itself, the id and the counts, but not the marker.
        let length = (2 + 1 + table.counts.len() + table.symbols.len()) as u16;
        segments.extend([0xff, DEFINE_HUFFMAN_TABLES]);
        segments.extend(length.to_be_bytes());
        segments.push(table.id);
        segments.extend(table.counts);
        segments.extend(table.symbols);
    }
    segments
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use image::codecs::jpeg::JpegEncoder;
    use proptest::prelude::*;

    use super::*;

    fn jpeg() -> Vec<u8> {
        let image = RgbImage::from_fn(48, 32, |x, y| Rgb([(x * 5) as u8, (y * 7) as u8, (x * y) as u8]));
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&image).unwrap();
        bytes
    }

    /// Cuts every Huffman table out of the head, as webcams do.
    fn without_tables(jpeg: &[u8]) -> Vec<u8> {
        let mut out = START_OF_IMAGE.to_vec();
        let mut at = 2;
        while jpeg[at + 1] != START_OF_SCAN {
            let end = at + 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
            if jpeg[at + 1] != DEFINE_HUFFMAN_TABLES {
                out.extend(&jpeg[at..end]);
            }
            at = end;
        }
        out.extend(&jpeg[at..]);
        out
    }

    #[test]
    fn tables_are_complete() {
        assert_eq!(standard_tables().len(), 432);
        for table in &TABLES {
            let codes: usize = table.counts.iter().map(|count| usize::from(*count)).sum();
            assert_eq!(codes, table.symbols.len());
            // Kraft's inequality: the codes fit into a prefix code, with at least the all-ones code left free.
            let taken: u32 = table.counts.iter().zip(1..).map(|(count, bits)| u32::from(*count) << (16 - bits)).sum();
            assert!(taken < 1 << 16);
        }
    }

    #[test]
    fn missing_tables_make_no_difference() {
        let (whole, bare) = (jpeg(), without_tables(&jpeg()));
        assert!(bare.len() < whole.len());
        assert!(
            JpegDecoder::new(Cursor::new(&bare)).is_err()
                || DynamicImage::from_decoder(JpegDecoder::new(Cursor::new(&bare)).unwrap()).is_err()
        );
        assert_eq!(decode(&bare).unwrap(), decode(&whole).unwrap());
    }

    #[test]
    fn own_tables_are_kept() {
        let whole = jpeg();
        assert!(matches!(with_huffman_tables(&whole), Some(Cow::Borrowed(_))));
    }

    #[test]
    fn stale_bytes_behind_the_picture_do_no_harm() {
        let whole = jpeg();
        let mut padded = whole.clone();
        padded.extend(&whole[100..]);
        assert_eq!(decode(&padded).unwrap(), decode(&whole).unwrap());
    }

    #[test]
    fn what_is_no_jpeg_is_an_error() {
        for bad in [&[] as &[u8], &[0xff], &[0xff, 0xd8], &[0xff, 0xd8, 0xff, 0xff, 0xff], &[0; 64]] {
            assert!(decode(bad).is_err());
        }
    }

    proptest! {
        #[test]
        fn damage_never_panics(cut in 0_usize..1500, at in 0_usize..1500, byte in any::<u8>(), bare in any::<bool>()) {
            let mut bytes = if bare { without_tables(&jpeg()) } else { jpeg() };
            bytes.truncate(cut);
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            if let Ok(image) = decode(&bytes) {
                prop_assert_eq!(image.as_raw().len(), (image.width() * image.height() * 3) as usize);
            }
        }
    }
}
