//! Tells whether what a part of the picture shows has changed since it was last looked at closely.
//!
//! Somebody who holds a stretch gives nearly the same picture again and again, and the networks would only give nearly the
//! same answer. The picture is therefore compared in cells of a few pixels: the mean of a cell is hardly touched by the
//! camera's noise, and shifts when an outline moves through it.

use image::RgbImage;

use super::region::Region;

/// Cells across the longer side of the picture: 8 pixels each in a picture of 640.
const CELLS: u32 = 80;
const CHANNELS: usize = 3;

/// So many lines of a cell are looked at, evenly spread.
const ENOUGH_LINES: usize = 8;

/// A cell has changed if its mean has by this many of the 255 levels. An outline of ordinary contrast, 50 levels, does that
/// when it moves by 2 pixels of 640. With a body two to three metres away that is 8 mm, and turns a shin by one degree: less
/// than the landmark model is sure of. Noise doesn't: a pixel's would have to deviate by 17 levels for one cell in 16,000 to
/// differ so much (4 deviations of the difference between two means of 64 pixels).
const CHANGE: f32 = 12.0;

/// Compares a picture with an earlier one.
#[derive(Debug, Default)]
pub struct Change {
    earlier: Cells,
    present: Cells,
}

/// The means of all cells of a picture, row by row, red, green and blue.
#[derive(Debug, Default)]
struct Cells {
    side: u32,
    columns: usize,
    rows: usize,
    means: Vec<f32>,
    /// Sums of a row of cells, for each column of pixels.
    sums: Vec<u32>,
}

impl Change {
    /// Takes in the picture at hand.
    pub fn see(&mut self, picture: &RgbImage) {
        self.present.take(picture);
    }

    /// From now on pictures are compared with the one at hand.
    pub fn remember(&mut self) {
        std::mem::swap(&mut self.earlier, &mut self.present);
    }

    /// Whether the picture at hand differs from the one remembered anywhere in the upright square around `region`; yes, where
    /// there is nothing to compare.
    #[must_use]
    pub fn is_in(&self, region: &Region) -> bool {
        let (earlier, present) = (&self.earlier, &self.present);
        let shape = |cells: &Cells| (cells.side, cells.columns, cells.rows);
        if shape(earlier) != shape(present) {
            return true;
        }
        let half = region.side / 2.0 * (region.rotation.cos().abs() + region.rotation.sin().abs());
        let side = f64::from(present.side);
        let range = |middle: f64, cells: usize| {
            let first = ((middle - half) / side).floor().max(0.0) as usize;
            let end = ((middle + half) / side).ceil().max(0.0) as usize;
            first.min(cells)..end.min(cells)
        };
        let (columns, rows) = (range(region.centre.x, present.columns), range(region.centre.y, present.rows));
        let has_changed = |row: usize| {
            let start = row * present.columns;
            let cells = (start + columns.start) * CHANNELS..(start + columns.end) * CHANNELS;
            let mut pairs = earlier.means[cells.clone()].iter().zip(&present.means[cells]);
            pairs.any(|(before, now)| (before - now).abs() > CHANGE)
        };
        columns.is_empty() || rows.is_empty() || rows.into_iter().any(has_changed)
    }
}

impl Cells {
    fn take(&mut self, picture: &RgbImage) {
        let (width, height) = picture.dimensions();
        self.means.clear();
        self.side = width.max(height).div_ceil(CELLS).max(1);
        (self.columns, self.rows) = (width.div_ceil(self.side) as usize, height.div_ceil(self.side) as usize);
        if width == 0 || height == 0 {
            return;
        }
        let (line, side) = (width as usize * CHANNELS, self.side as usize);
        self.means.reserve(self.columns * self.rows * CHANNELS);
        // As many lines as a cell of a small picture has; more would only say the same.
        let every = (side / ENOUGH_LINES).max(1);
        for lines in picture.as_raw().chunks(line * side) {
            // Line upon line first, which a processor does for many columns at once.
            self.sums.clear();
            self.sums.resize(line, 0);
            let taken = lines.chunks_exact(line).step_by(every);
            let height = taken.len();
            for bytes in taken {
                for (sum, byte) in self.sums.iter_mut().zip(bytes) {
                    *sum += u32::from(*byte);
                }
            }
            for cell in self.sums.chunks(side * CHANNELS) {
                let mut totals = [0_u32; CHANNELS];
                for pixel in cell.chunks_exact(CHANNELS) {
                    for (total, sum) in totals.iter_mut().zip(pixel) {
                        *total += sum;
                    }
                }
                let pixels = (cell.len() / CHANNELS * height) as f32;
                self.means.extend(totals.map(|total| total as f32 / pixels));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use proptest::prelude::*;

    use super::*;
    use crate::body::{Point, Size};

    /// A grey room with a bar in it, 50 levels darker, whose left edge is at `edge`.
    fn room(width: u32, height: u32, edge: f64) -> RgbImage {
        let (low, high) = (f64::from(height) * 0.4, f64::from(height) * 0.6);
        RgbImage::from_fn(width, height, |x, y| {
            let covered = (f64::from(x) + 1.0 - edge).clamp(0.0, 1.0);
            let is_bar = (low..high).contains(&f64::from(y));
            Rgb([(if is_bar { 150.0 - 50.0 * covered } else { 150.0 }).round() as u8; 3])
        })
    }

    /// Noise of a camera: the same for the same seed.
    fn noisy(mut picture: RgbImage, deviation: f64, seed: u64) -> RgbImage {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut uniform = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        for byte in picture.iter_mut() {
            // The sum of twelve is nearly normal, with a deviation of 1.
            let normal: f64 = (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
            *byte = (f64::from(*byte) + deviation * normal).round().clamp(0.0, 255.0) as u8;
        }
        picture
    }

    fn whole(picture: &RgbImage) -> Region {
        Region::around_picture(Size::new(picture.width(), picture.height()))
    }

    fn is_change(before: &RgbImage, now: &RgbImage, region: &Region) -> bool {
        let mut change = Change::default();
        change.see(before);
        change.remember();
        change.see(now);
        change.is_in(region)
    }

    #[test]
    fn what_was_never_remembered_has_changed() {
        let picture = room(640, 480, 300.0);
        let mut change = Change::default();
        assert!(change.is_in(&whole(&picture)));
        change.see(&picture);
        assert!(change.is_in(&whole(&picture)));
        change.remember();
        assert!(change.is_in(&whole(&picture)));
        change.see(&picture);
        assert!(!change.is_in(&whole(&picture)));
        assert!(is_change(&room(320, 240, 150.0), &picture, &whole(&picture)));
    }

    #[test]
    fn an_outline_is_seen_to_move_by_two_pixels_and_not_by_one() {
        let before = room(640, 480, 300.0);
        let region = whole(&before);
        assert!(!is_change(&before, &before, &region));
        assert!(!is_change(&before, &room(640, 480, 301.0), &region));
        assert!(is_change(&before, &room(640, 480, 302.0), &region));
        // Twice as large, the same body moves by twice as many pixels.
        let large = room(1280, 960, 600.0);
        assert!(!is_change(&large, &room(1280, 960, 602.0), &whole(&large)));
        assert!(is_change(&large, &room(1280, 960, 604.0), &whole(&large)));
    }

    #[test]
    fn noise_is_no_change_and_hides_none() {
        let still = room(640, 480, 300.0);
        let region = whole(&still);
        for deviation in [2.0, 5.0, 10.0] {
            let before = noisy(still.clone(), deviation, 1);
            for seed in 2..6 {
                assert!(!is_change(&before, &noisy(still.clone(), deviation, seed), &region), "{deviation}, {seed}");
            }
            assert!(is_change(&before, &noisy(room(640, 480, 304.0), deviation, 7), &region), "{deviation}");
        }
    }

    #[test]
    fn only_what_is_near_the_body_counts() {
        let before = room(640, 480, 300.0);
        let now = room(640, 480, 310.0);
        let aside = Region { centre: Point::new(100.0, 240.0), side: 200.0, rotation: 0.0 };
        assert!(!is_change(&before, &now, &aside));
        // Turned by an eighth, its corners reach further.
        assert!(is_change(&before, &now, &Region { side: 290.0, rotation: std::f64::consts::FRAC_PI_4, ..aside }));
        let outside = Region { centre: Point::new(-900.0, 240.0), ..aside };
        assert!(is_change(&before, &before, &outside), "nothing was compared");
    }

    #[test]
    fn a_lamp_that_flickers_is_no_change() {
        let before = room(640, 480, 300.0);
        let brighter = |by: u8| {
            let mut picture = before.clone();
            picture.iter_mut().for_each(|byte| *byte += by);
            picture
        };
        assert!(!is_change(&before, &brighter(5), &whole(&before)));
        assert!(is_change(&before, &brighter(20), &whole(&before)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn pictures_of_any_size_are_compared(width in 1..200_u32, height in 1..200_u32, x in 0..200_u32, y in 0..200_u32) {
            let before = RgbImage::new(width, height);
            let mut now = before.clone();
            let region = whole(&before);
            prop_assert!(!is_change(&before, &now, &region));
            now.put_pixel(x % width, y % height, Rgb([0, 255, 0]));
            prop_assert!(is_change(&before, &now, &region));
        }
    }
}
