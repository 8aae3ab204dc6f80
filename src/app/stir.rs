//! What there is to know of a picture at a glance: how light it is, and whether anything has stirred since the one before. Of many pixels
//! a few are looked at, so that it costs next to nothing.

use std::time::Duration;

use crate::frame::Frame;
use crate::time::{Timestamp, reached};

/// Of so many pixels in a row, and of so many rows, one is looked at.
const EVERY: (usize, usize) = (4, 4);
/// Fields of the picture, across and down.
const FIELDS: (usize, usize) = (32, 18);
/// Something has stirred where a field is so much lighter or darker, of 255 levels. An arm is as wide as a field, and hardly one that stands out
/// from what is behind it by less would be made out as an arm; the outline of a back that breathes shifts by a tenth of a field, which is less
/// whatever is behind it. Noise is averaged away.
const CHANGE: f32 = 12.0;
/// What moves slowly shows in pictures that are so far apart.
const APART: Duration = Duration::from_millis(250);

/// Looks at one picture after the other.
#[derive(Debug, Default)]
pub(super) struct Stir {
    earlier: Option<(Timestamp, (u32, u32), Vec<f32>)>,
    stirs: bool,
}

/// What is seen at a glance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glance {
    /// How light the picture is on the average, 0 to 255.
    pub light: f64,
    /// Whether anything stirs in it.
    pub stirs: bool,
}

impl Stir {
    /// Takes in a picture.
    pub fn observe(&mut self, frame: &Frame) -> Glance {
        let fields = fields(frame);
        let light = if fields.is_empty() {
            0.0
        } else {
            fields.iter().map(|field| f64::from(*field)).sum::<f64>() / fields.len() as f64
        };
        let size = frame.image.dimensions();
        match &self.earlier {
            Some((time, before_size, before)) if *before_size == size && frame.time >= *time => {
                let stirs = before.iter().zip(&fields).any(|(before, now)| (before - now).abs() > CHANGE);
                let is_time = reached(frame.time.since(*time), APART);
                // Once something has stirred, that holds until two pictures far enough apart are alike.
                self.stirs = stirs || self.stirs && !is_time;
                if stirs || is_time {
                    self.earlier = Some((frame.time, size, fields));
                }
            }
            _ => {
                self.stirs = true;
                self.earlier = Some((frame.time, size, fields));
            }
        }
        Glance { light, stirs: self.stirs }
    }
}

/// How light each field is.
fn fields(frame: &Frame) -> Vec<f32> {
    let (width, height) = (frame.image.width() as usize, frame.image.height() as usize);
    let mut sums = vec![(0_u32, 0_u32); FIELDS.0 * FIELDS.1];
    if width == 0 || height == 0 {
        return Vec::new();
    }
    for (y, row) in frame.image.as_raw().chunks_exact(width * 3).enumerate().step_by(EVERY.1) {
        let down = y * FIELDS.1 / height * FIELDS.0;
        for (x, [red, green, blue]) in row.as_chunks::<3>().0.iter().enumerate().step_by(EVERY.0) {
            let (sum, count) = &mut sums[down + x * FIELDS.0 / width];
            *sum += 3 * u32::from(*red) + 6 * u32::from(*green) + u32::from(*blue);
            *count += 10;
        }
    }
    sums.into_iter().filter(|(_, count)| *count > 0).map(|(sum, count)| sum as f32 / count as f32).collect()
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;
    use crate::frame::FrameKind;

    /// A grey room at ten pictures a second, with noise, in which a bar stands at `x`.
    fn room(tenth: u32, x: u32) -> Frame {
        let mut state = u64::from(tenth) * 7919 + 1;
        let image = RgbImage::from_fn(640, 360, |column, row| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let noise = (state % 9) as i32 - 4;
            let is_bar = (x..x + 16).contains(&column) && (100..220).contains(&row);
            Rgb([((if is_bar { 70 } else { 120 }) + noise) as u8; 3])
        });
        let time = Timestamp::from_secs(f64::from(tenth) / 10.0);
        Frame { time, index: tenth.into(), origin: "room".into(), kind: FrameKind::Moving, image }
    }

    #[test]
    fn noise_is_no_stir_and_an_arm_that_moves_is_one() {
        let mut stir = Stir::default();
        let stirs: Vec<bool> = (0..20).map(|tenth| stir.observe(&room(tenth, 200)).stirs).collect();
        assert!(stirs[0] && !stirs[4..].contains(&true), "{stirs:?}");
        // It moves by its own width, and rests again.
        assert!(stir.observe(&room(20, 216)).stirs);
        let after: Vec<bool> = (21..27).map(|tenth| stir.observe(&room(tenth, 216)).stirs).collect();
        assert!(!after[4], "{after:?}");
    }

    #[test]
    fn what_moves_by_a_hand_in_half_a_second_is_noticed_too() {
        let mut stir = Stir::default();
        let stirs: Vec<bool> = (0..60).map(|tenth| stir.observe(&room(tenth, 200 + tenth * 4)).stirs).collect();
        let noticed = stirs.iter().filter(|stirs| **stirs).count();
        assert!(noticed > 40, "{stirs:?}");
    }

    #[test]
    fn light_is_the_average_and_nothing_has_none() {
        let mut stir = Stir::default();
        let frame = |shade: u8, size: (u32, u32)| Frame {
            image: RgbImage::from_pixel(size.0, size.1, Rgb([shade; 3])),
            ..room(0, 0)
        };
        assert!((stir.observe(&frame(40, (64, 36))).light - 40.0).abs() < 1e-6);
        assert!((stir.observe(&frame(200, (3, 2))).light - 200.0).abs() < 1e-6, "smaller than its fields");
        assert!(stir.observe(&frame(200, (0, 0))).light.abs() < 1e-6);
    }
}
