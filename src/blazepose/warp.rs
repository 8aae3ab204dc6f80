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
    let sampler = Sampler {
        pixels: picture.as_raw(),
        width: width as usize,
        last_x: i64::from(width) - 1,
        last_y: i64::from(height) - 1,
        border,
        values: std::array::from_fn(|byte| byte as f32 * values.gain + values.offset),
    };
    let step = 1.0 / side as f64;
    let origin = region.to_picture(0.0, 0.0);
    let across = region.to_picture(step, 0.0) - origin;
    let down = region.to_picture(0.0, step) - origin;
    for (j, line) in tensor.chunks_exact_mut(side * 3).enumerate() {
        let start = origin + down * j as f64;
        sampler.fill(line, Walk { x: fine(start.x), y: fine(start.y), across: fine(across.x), down: fine(across.y) });
    }
}

/// Places are rounded to one part in this many of a pixel.
const PARTS: i64 = 1 << PART_BITS;
const PART_BITS: u32 = 5;
/// On the way along a row places are kept this much finer, so that rounding cannot add up to anything.
const FINE_BITS: u32 = 24;

/// A coordinate in fine steps. Those further out than any picture reaches are drawn in, so that nothing overflows; what is
/// not a number becomes 0.
fn fine(pixels: f64) -> i64 {
    const FAR: f64 = 1e6;
    (pixels.clamp(-FAR, FAR) * (PARTS << FINE_BITS) as f64).round() as i64
}

/// A row of places in a picture, in fine steps.
#[derive(Clone, Copy)]
struct Walk {
    x: i64,
    y: i64,
    across: i64,
    down: i64,
}

impl Walk {
    /// This place in parts of a pixel; goes on to the next.
    #[inline]
    fn next_place(&mut self) -> (i64, i64) {
        const HALF: i64 = 1 << (FINE_BITS - 1);
        let place = ((self.x + HALF) >> FINE_BITS, (self.y + HALF) >> FINE_BITS);
        self.x += self.across;
        self.y += self.down;
        place
    }
}

struct Sampler<'a> {
    pixels: &'a [u8],
    width: usize,
    last_x: i64,
    last_y: i64,
    border: Border,
    /// What each byte becomes.
    values: [f32; 256],
}

impl Sampler<'_> {
    /// Fills a row of the tensor.
    fn fill(&self, line: &mut [f32], walk: Walk) {
        let mut walk = walk;
        for pixel in line.chunks_exact_mut(3) {
            let place = walk.next_place();
            let colour = match self.border {
                Border::Nearest => self.colour_of_nearest(place),
                Border::Black => self.colour_or_black(place),
            };
            pixel.copy_from_slice(&colour.map(|channel| self.values[channel]));
        }
    }

    #[inline]
    fn colour_of_nearest(&self, (x, y): (i64, i64)) -> Colour {
        let place = (x.clamp(0, self.last_x << PART_BITS), y.clamp(0, self.last_y << PART_BITS));
        self.colour_inside(place).unwrap_or_else(|| self.colour_at_the_border(place))
    }

    #[inline]
    fn colour_or_black(&self, (x, y): (i64, i64)) -> Colour {
        let (column, row) = (x >> PART_BITS, y >> PART_BITS);
        if (0..self.last_x).contains(&column) && (0..self.last_y).contains(&row) {
            self.colour_inside((x, y)).unwrap_or_else(|| self.colour_at_the_border((x, y)))
        } else if (-1..=self.last_x).contains(&column) && (-1..=self.last_y).contains(&row) {
            self.colour_at_the_border((x, y))
        } else {
            [0; 3]
        }
    }

    /// The colour at a place whose top left pixel exists. Those to the right and below may not, where they count for
    /// nothing. `None` when the pixels lie too near the picture's end to be read eight bytes at a time.
    #[inline]
    fn colour_inside(&self, (x, y): (i64, i64)) -> Option<Colour> {
        let (column, row) = (x >> PART_BITS, y >> PART_BITS);
        let at = (row as usize * self.width + column as usize) * 3;
        let below = if row < self.last_y { at + self.width * 3 } else { at };
        Some(mix(self.two_pixels(at)?, self.two_pixels(below)?, (x, y)))
    }

    /// A pixel and its neighbour to the right, as the low six bytes.
    #[inline]
    fn two_pixels(&self, at: usize) -> Option<u64> {
        let bytes = self.pixels.get(at..at + 8)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    }

    #[cold]
    fn colour_at_the_border(&self, (x, y): (i64, i64)) -> Colour {
        let (column, row) = (x >> PART_BITS, y >> PART_BITS);
        let two_pixels = |row: i64| self.pixel(column, row) | self.pixel(column + 1, row) << 24;
        mix(two_pixels(row), two_pixels(row + 1), (x, y))
    }

    /// The pixel in a column and row, which may lie outside the picture, as the low three bytes.
    fn pixel(&self, column: i64, row: i64) -> u64 {
        let nearest = (column.clamp(0, self.last_x), row.clamp(0, self.last_y));
        if self.border == Border::Black && nearest != (column, row) {
            return 0;
        }
        let at = (nearest.1 as usize * self.width + nearest.0 as usize) * 3;
        let bytes = self.pixels.get(at..at + 3).unwrap_or_default();
        bytes.iter().rev().fold(0, |pixel, &byte| pixel << 8 | u64::from(byte))
    }
}

/// Red, green and blue, 0 to 255.
type Colour = [usize; 3];

/// Mixes the four pixels around a place, each by how near it is; `top` and `bottom` hold two each, as bytes red, green, blue,
/// red, green, blue from the lowest on.
///
/// This runs for every pixel of every frame, so several bytes share a number and are mixed at once, each in a lane wide
/// enough for its products: 16 bits for 255 · 32, then 32 bits for 255 · 32 · 32.
#[inline]
fn mix(top: u64, bottom: u64, (x, y): (i64, i64)) -> Colour {
    const BYTES: u64 = 0x00ff_00ff_00ff;
    const LANE: u64 = 0xffff;
    const HALF: u64 = (PARTS * PARTS / 2) as u64;
    let (right, below) = ((x & (PARTS - 1)) as u64, (y & (PARTS - 1)) as u64);
    let even = blend(top & BYTES, bottom & BYTES, below);
    let odd = blend(top >> 8 & BYTES, bottom >> 8 & BYTES, below);
    // Left to right, `even` now holds red and blue of the left column and green of the right, `odd` the others.
    let left = even & LANE | (even & LANE << 16) << 16;
    let red_blue = blend(left, odd >> 16 & LANE | odd & LANE << 32, right) + (HALF | HALF << 32);
    let green = blend(odd & LANE, even >> 32, right) + HALF;
    [red_blue, green, red_blue >> 32].map(|sum| (sum >> (2 * PART_BITS) & 0xff) as usize)
}

/// Both numbers' lanes mixed, `share` parts of the second and the rest of the first.
#[inline]
fn blend(first: u64, second: u64, share: u64) -> u64 {
    // A lane of the difference may be negative and borrow from the lane above it; the sum pays it all back.
    (first << PART_BITS).wrapping_add(second.wrapping_sub(first).wrapping_mul(share))
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
        fn lanes_mix_like_single_bytes(
            top in prop::array::uniform6(any::<u8>()), bottom in prop::array::uniform6(any::<u8>()),
            x in -1000..1000_i64, y in -1000..1000_i64,
        ) {
            let number = |bytes: [u8; 6]| bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
            let (right, below) = (x.rem_euclid(32) as usize, y.rem_euclid(32) as usize);
            let expected = std::array::from_fn(|channel| {
                let across = |row: [u8; 6]| {
                    usize::from(row[channel]) * (32 - right) + usize::from(row[channel + 3]) * right
                };
                (across(top) * (32 - below) + across(bottom) * below + 512) / 1024
            });
            prop_assert_eq!(mix(number(top), number(bottom), (x, y)), expected);
        }

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
