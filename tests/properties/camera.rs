//! What a camera sends.

use arbitrary::{Result, Unstructured};
use supple::body::Size;
use supple::device::pixels::{LARGEST_SIDE, PixelFormat, decode};

const RAW: [PixelFormat; 5] =
    [PixelFormat::Yuyv, PixelFormat::Nv12, PixelFormat::Rgb, PixelFormat::Bgr, PixelFormat::Gray];

/// A picture of the size that was asked for, or words about what is damaged.
pub fn camera_frame(data: &[u8]) {
    let Some((kind, frame)) = data.split_first() else { return };
    // Half of them are JPEG pictures as they are.
    if kind % 2 == 0 {
        match decode(frame, PixelFormat::Mjpeg, Size::new(640, 480), None) {
            Ok(picture) => {
                let (width, height) = picture.dimensions();
                assert!((1..=LARGEST_SIDE).contains(&width) && (1..=LARGEST_SIDE).contains(&height));
                assert_eq!(picture.as_raw().len(), width as usize * height as usize * 3);
            }
            Err(damaged) => assert!(!damaged.to_string().is_empty()),
        }
    } else {
        let _ = raw(&mut Unstructured::new(frame));
    }
}

fn raw(data: &mut Unstructured<'_>) -> Result<()> {
    let format = *data.choose(&RAW)?;
    let small = data.ratio(7, 8)?;
    let pixels = if small { 0..=40 } else { 0..=u32::MAX };
    let size = Size::new(data.int_in_range(pixels.clone())?, data.int_in_range(pixels)?);
    let stride = match data.int_in_range(0..=2_u8)? {
        0 => None,
        1 => Some(data.int_in_range(0..=200)?),
        _ => Some(data.arbitrary()?),
    };
    match decode(data.peek_bytes(data.len()).unwrap_or_default(), format, size, stride) {
        Ok(picture) => {
            assert_eq!(picture.dimensions(), (size.width, size.height));
            assert_eq!(picture.as_raw().len(), size.width as usize * size.height as usize * 3);
        }
        Err(damaged) => assert!(!damaged.to_string().is_empty()),
    }
    Ok(())
}
