//! Cuts a region out of a picture into a network's input: turned, scaled, bilinear.
//!
//! Pixel (0, 0) of the input shows the region's top left corner itself and pixel (n, n), just outside, would show its
//! bottom right one; a whole-number place in the picture is a pixel's own colour. Places are rounded to 1/32 of a pixel and
//! colours to whole bytes. This is, to the bit but for ties, what `OpenCV`'s `boxPoints` followed by `warpPerspective`
//! gives, which is how `MediaPipe` feeds the networks (`image_to_tensor_converter_opencv.cc`).

use image::RgbImage;

use super::region::Region;

/// What lies outside the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Black.
    Black,
    /// The nearest pixel of the picture.
    Nearest,
}

/// How a byte becomes a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Values {
    gain: f32,
    offset: f32,
}

impl Values {
    /// Black is 0, white is 1.
    pub const UNIT: Self = Self { gain: 1.0 / 255.0, offset: 0.0 };
    /// Black is −1, white is 1.
    pub const SIGNED: Self = Self { gain: 1.0 / 127.5, offset: -1.0 };
}

/// Fills `tensor`, `side` rows of `side` pixels of red, green and blue, with what `region` shows of `picture`.
///
/// Does nothing when the picture is empty or `tensor` has another length than `side` · `side` · 3.
pub fn warp(picture: &RgbImage, region: &Region, border: Border, values: Values, side: usize, tensor: &mut [f32]) {
    let (width, height) = picture.dimensions();
    if width == 0 || height == 0 || side == 0 || tensor.len() != side * side * 3 {
        return;
    }
    let (Ok(last_x), Ok(last_y)) = (i32::try_from(width - 1), i32::try_from(height - 1)) else { return };
    let sampler = Sampler { pixels: picture.as_raw(), width: width as usize, last_x, last_y, border };
    let step = 1.0 / side as f64;
    let origin = region.to_picture(0.0, 0.0);
    let across = region.to_picture(step, 0.0) - origin;
    let down = region.to_picture(0.0, step) - origin;
    for (j, line) in tensor.chunks_exact_mut(side * 3).enumerate() {
        let start = origin + down * j as f64;
        for (i, pixel) in line.chunks_exact_mut(3).enumerate() {
            let i = i as f64;
            let colour = sampler.colour(start.x + i * across.x, start.y + i * across.y);
            for (value, channel) in pixel.iter_mut().zip(colour) {
                *value = channel as f32 * values.gain + values.offset;
            }
        }
    }
}

/// Places are rounded to one part in this many of a pixel.
const PARTS: i32 = 1 << PART_BITS;
const PART_BITS: i32 = 5;

struct Sampler<'a> {
    pixels: &'a [u8],
    width: usize,
    last_x: i32,
    last_y: i32,
    border: Border,
}

impl Sampler<'_> {
    /// The colour at a place, each channel 0 to 255.
    #[inline]
    fn colour(&self, x: f64, y: f64) -> [i32; 3] {
        // Not a number compares as false and takes the slow way, which copes with everything.
        if x >= 0.0 && y >= 0.0 && x < f64::from(self.last_x) && y < f64::from(self.last_y) {
            let (x, y) = ((x * f64::from(PARTS) + 0.5) as i32, (y * f64::from(PARTS) + 0.5) as i32);
            let at = ((y >> PART_BITS) as usize * self.width + (x >> PART_BITS) as usize) * 3;
            let below = at + self.width * 3;
            // Rounding may reach the last column or row itself; its neighbour then counts for nothing, but may not exist.
            if let (Some(top), Some(bottom)) = (self.pixels.get(at..at + 6), self.pixels.get(below..below + 6)) {
                let weights = Weights::of(x, y);
                return std::array::from_fn(|channel| {
                    let tap = |row: &[u8], column: usize| i32::from(row[column * 3 + channel]);
                    weights.mix([tap(top, 0), tap(top, 1), tap(bottom, 0), tap(bottom, 1)])
                });
            }
        }
        self.colour_at_the_border(x, y)
    }

    #[cold]
    fn colour_at_the_border(&self, x: f64, y: f64) -> [i32; 3] {
        // Far more than any picture's size, and far less than would overflow.
        const FAR: f64 = 1e6;
        let parts = |place: f64| (place.clamp(-FAR, FAR) * f64::from(PARTS)).round_ties_even() as i32;
        let (x, y) = (parts(x), parts(y));
        let weights = Weights::of(x, y);
        let (column, row) = (x >> PART_BITS, y >> PART_BITS);
        let taps = [(column, row), (column + 1, row), (column, row + 1), (column + 1, row + 1)]
            .map(|(column, row)| self.pixel(column, row));
        std::array::from_fn(|channel| weights.mix(taps.map(|tap| i32::from(tap[channel]))))
    }

    /// The pixel in a column and row, which may lie outside the picture.
    fn pixel(&self, column: i32, row: i32) -> [u8; 3] {
        let nearest = (column.clamp(0, self.last_x), row.clamp(0, self.last_y));
        if self.border == Border::Black && nearest != (column, row) {
            return [0; 3];
        }
        let at = (nearest.1 as usize * self.width + nearest.0 as usize) * 3;
        self.pixels.get(at..at + 3).map_or([0; 3], |pixel| [pixel[0], pixel[1], pixel[2]])
    }
}

/// How much each of the four pixels around a place counts: top left, top right, bottom left, bottom right.
struct Weights([i32; 4]);

impl Weights {
    /// For a place given in parts of a pixel.
    #[inline]
    fn of(x: i32, y: i32) -> Self {
        let (right, down) = (x & (PARTS - 1), y & (PARTS - 1));
        let (left, up) = (PARTS - right, PARTS - down);
        Self([left * up, right * up, left * down, right * down])
    }

    #[inline]
    fn mix(&self, taps: [i32; 4]) -> i32 {
        let sum: i32 = self.0.iter().zip(taps).map(|(weight, tap)| weight * tap).sum();
        (sum + PARTS * PARTS / 2) >> (2 * PART_BITS)
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use proptest::prelude::*;

    use super::*;
    use crate::coach::{Point, Size};

    /// Red grows to the right, green downwards.
    fn gradient(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 7]))
    }

    fn cut(picture: &RgbImage, region: &Region, border: Border, side: usize) -> Vec<f32> {
        let mut tensor = vec![f32::NAN; side * side * 3];
        warp(picture, region, border, Values { gain: 1.0, offset: 0.0 }, side, &mut tensor);
        tensor
    }

    /// The pixel in column `i` and row `j`, whose values are bytes.
    fn at(tensor: &[f32], side: usize, i: usize, j: usize) -> [u8; 3] {
        let start = (j * side + i) * 3;
        std::array::from_fn(|channel| tensor[start + channel] as u8)
    }

    #[test]
    fn a_region_of_the_pictures_own_size_is_a_copy() {
        let picture = gradient(64, 64);
        let region = Region::around_picture(Size::new(64, 64));
        for border in [Border::Black, Border::Nearest] {
            let tensor = cut(&picture, &region, border, 64);
            let expected: Vec<f32> = picture.as_raw().iter().map(|&byte| f32::from(byte)).collect();
            assert_eq!(tensor, expected);
        }
    }

    #[test]
    fn a_quarter_turn_takes_the_person_upright() {
        // The person's head points to the right of the picture: up in the tensor is right in the picture.
        let picture = gradient(64, 64);
        let region = Region::around_person(Point::new(32.0, 32.0), Point::new(64.0, 32.0));
        let tensor = cut(&picture, &region, Border::Nearest, 64);
        // Down in the tensor is left in the picture, right in the tensor is down in the picture.
        let [red, green, _] = at(&tensor, 64, 10, 20);
        assert_eq!((red, green), (44, 10));
    }

    #[test]
    fn between_pixels_colours_mix() {
        let mut picture = RgbImage::new(2, 2);
        picture.put_pixel(0, 0, Rgb([10, 0, 0]));
        picture.put_pixel(1, 0, Rgb([20, 0, 0]));
        picture.put_pixel(0, 1, Rgb([30, 0, 0]));
        picture.put_pixel(1, 1, Rgb([60, 0, 0]));
        let region = Region { centre: Point::new(1.0, 1.0), side: 2.0, rotation: 0.0 };
        let tensor = cut(&picture, &region, Border::Black, 8);
        // Tensor pixel (1, 2) lies at (0.25, 0.5): 10 + 0.25·10 = 12.5 above, 30 + 0.25·30 = 37.5 below, 25 between.
        assert_eq!(at(&tensor, 8, 1, 2), [25, 0, 0]);
        // Tensor pixel (1, 0) lies at (0.25, 0): 12.5, which is rounded up.
        assert_eq!(at(&tensor, 8, 1, 0), [13, 0, 0]);
        // Tensor pixel (6, 0) lies at (1.5, 0): half way from 20 into the black.
        assert_eq!(at(&tensor, 8, 6, 0), [10, 0, 0]);
        let replicated = cut(&picture, &region, Border::Nearest, 8);
        assert_eq!(at(&replicated, 8, 6, 0), [20, 0, 0]);
        assert_eq!(at(&replicated, 8, 7, 7), [60, 0, 0]);
    }

    #[test]
    fn rounding_onto_the_last_row_and_column_is_harmless() {
        let picture = gradient(4, 4);
        let region = Region { centre: Point::new(2.999, 2.999), side: 1e-4, rotation: 0.0 };
        for border in [Border::Black, Border::Nearest] {
            assert_eq!(at(&cut(&picture, &region, border, 2), 2, 1, 1), [3, 3, 7]);
        }
    }

    #[test]
    fn letterbox_margins_are_black_and_mean_minus_one() {
        let picture = RgbImage::from_pixel(100, 50, Rgb([255, 255, 255]));
        let mut tensor = vec![0.0; 50 * 50 * 3];
        let region = Region::around_picture(Size::new(100, 50));
        warp(&picture, &region, Border::Black, Values::SIGNED, 50, &mut tensor);
        let row = |j: usize| &tensor[j * 150..(j + 1) * 150];
        assert!(row(5).iter().chain(row(45)).all(|value| (value + 1.0).abs() < 1e-6));
        assert!(row(25).iter().all(|value| (value - 1.0).abs() < 1e-6));
    }

    #[test]
    fn the_smallest_picture_and_none_at_all() {
        let one = RgbImage::from_pixel(1, 1, Rgb([9, 8, 7]));
        let region = Region { centre: Point::new(0.0, 0.0), side: 9.0, rotation: 0.5 };
        assert_eq!(at(&cut(&one, &region, Border::Nearest, 4), 4, 0, 3), [9, 8, 7]);
        let untouched = cut(&RgbImage::new(0, 0), &region, Border::Nearest, 4);
        assert!(untouched.iter().all(|value| value.is_nan()));
    }

    proptest! {
        #[test]
        fn what_is_cut_out_lies_where_the_region_says(
            cx in 60.0..140.0_f64, cy in 60.0..140.0_f64, side in 20.0..70.0_f64, rotation in -3.0..3.0_f64,
            i in 0..32_usize, j in 0..32_usize,
        ) {
            // A linear gradient's colours are places, but for the rounding of places and colours.
            const ROUNDING: f64 = 0.5 + 0.5 / 32.0 + 1e-9;
            let picture = gradient(200, 200);
            let region = Region { centre: Point::new(cx, cy), side, rotation };
            let tensor = cut(&picture, &region, Border::Nearest, 32);
            let [red, green, blue] = at(&tensor, 32, i, j);
            let expected = region.to_picture(i as f64 / 32.0, j as f64 / 32.0);
            prop_assert!((f64::from(red) - expected.x).abs() <= ROUNDING, "{} {}", red, expected.x);
            prop_assert!((f64::from(green) - expected.y).abs() <= ROUNDING);
            prop_assert_eq!(blue, 7);
        }

        #[test]
        fn no_region_panics_or_leaves_the_range(
            cx in prop::num::f64::ANY, cy in prop::num::f64::ANY,
            side in prop::num::f64::ANY, rotation in prop::num::f64::ANY,
        ) {
            let picture = gradient(20, 10);
            let region = Region { centre: Point::new(cx, cy), side, rotation };
            for border in [Border::Black, Border::Nearest] {
                cut(&picture, &region, border, 8);
            }
            if region.is_usable(Size::new(20, 10)) && side < 1e6 {
                let tensor = cut(&picture, &region, Border::Nearest, 8);
                prop_assert!(tensor.iter().all(|value| (0.0..=20.0).contains(value)));
            }
        }
    }
}
