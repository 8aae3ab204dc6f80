//! Cuts a region out of a picture into a network's input: turned, scaled, bilinear.
//!
//! Pixel (0, 0) of the input shows the region's top left corner itself and pixel (n, n), just outside, would show its
//! bottom right one; a whole-number place in the picture is a pixel's own colour. Places are rounded to 1/32 of a pixel and
//! colours to whole bytes. This is, to the bit except for ties, what `OpenCV`'s `boxPoints` followed by `warpPerspective`
//! gives, which is how `MediaPipe` feeds the networks (`image_to_tensor_converter_opencv.cc`).

mod block;
mod values;

use image::RgbImage;
use ndarray::ArrayViewMut3;

use self::block::{BLOCK, Block, LANES, Place};
pub use self::values::Values;
use self::values::{PART_BITS, PARTS};
use super::region::Region;

/// What lies outside the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Black.
    Black,
    /// The nearest pixel of the picture.
    Nearest,
}

/// Fills `tensor`, rows of as many pixels of red, green and blue, with what `region` shows of `picture`.
///
/// Does nothing when the picture is empty, or `tensor` is not square or its rows are not each in one piece.
pub fn warp(picture: &RgbImage, region: &Region, border: Border, values: Values, mut tensor: ArrayViewMut3<'_, f32>) {
    let (width, height) = picture.dimensions();
    let (side, columns, channels) = tensor.dim();
    if width == 0 || height == 0 || side == 0 || columns != side || channels != 3 {
        return;
    }
    let sampler = Sampler::new(picture, border, values);
    let step = 1.0 / side as f64;
    let origin = region.to_picture(0.0, 0.0);
    let across = region.to_picture(step, 0.0) - origin;
    let down = region.to_picture(0.0, step) - origin;
    for (j, mut line) in tensor.outer_iter_mut().enumerate() {
        let Some(line) = line.as_slice_mut() else { return };
        let start = origin + down * j as f64;
        sampler.fill(line, Walk { x: fine(start.x), y: fine(start.y), across: fine(across.x), down: fine(across.y) });
    }
}

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
    /// This place.
    #[inline]
    const fn place(&self) -> Place {
        const HALF: i64 = 1 << (FINE_BITS - 1);
        ((self.x + HALF) >> FINE_BITS, (self.y + HALF) >> FINE_BITS)
    }

    /// The row from `steps` further on.
    #[inline]
    fn after(&self, steps: usize) -> Self {
        let steps = i64::from(steps as u32);
        Self { x: self.x + steps * self.across, y: self.y + steps * self.down, ..*self }
    }

    /// This place; goes on to the next.
    #[inline]
    fn next_place(&mut self) -> Place {
        let place = self.place();
        *self = self.after(1);
        place
    }
}

struct Sampler<'a> {
    pixels: &'a [u8],
    /// The same from the second row on: what lies below a pixel stands at the pixel's own index.
    below: &'a [u8],
    width: usize,
    last_x: i64,
    last_y: i64,
    border: Border,
    values: Values,
}

impl<'a> Sampler<'a> {
    fn new(picture: &'a RgbImage, border: Border, values: Values) -> Self {
        let (width, height) = picture.dimensions();
        let (pixels, row) = (picture.as_raw().as_slice(), width as usize * 3);
        Self {
            pixels,
            below: pixels.get(row..).unwrap_or_default(),
            width: width as usize,
            last_x: i64::from(width) - 1,
            last_y: i64::from(height) - 1,
            border,
            values,
        }
    }

    /// Fills a row of the tensor.
    ///
    /// This runs for every pixel of every frame. The places of a row lie on a line, so that the two ends of a stretch of it
    /// show whether all of it lies well inside the picture, as it mostly does, or far outside.
    fn fill(&self, line: &mut [f32], mut walk: Walk) {
        let mut block = Block::new();
        let (blocks, rest) = line.as_chunks_mut::<LANES>();
        for mixed in blocks {
            let ends = [walk.place(), walk.after(BLOCK - 1).place()];
            if self.border == Border::Black && self.is_beyond(ends) {
                walk = walk.after(BLOCK);
                mixed.fill(self.values.offset);
                continue;
            }
            if ends.iter().all(|&place| self.is_well_inside(place)) {
                for index in 0..BLOCK {
                    let place = walk.next_place();
                    block.put(index, self.neighbours_inside(place), place);
                }
            } else {
                self.gather(&mut block, &mut walk, BLOCK);
            }
            block.mix(self.values, mixed);
        }
        if !rest.is_empty() {
            self.gather(&mut block, &mut walk, rest.len() / 3);
            let mut mixed = [0.0; LANES];
            block.mix(self.values, &mut mixed);
            for (value, mixed) in rest.iter_mut().zip(mixed) {
                *value = mixed;
            }
        }
    }

    /// Whether the four neighbours of a place are in the picture, with another row of it below them, so that eight bytes can
    /// be read of each pair.
    fn is_well_inside(&self, (x, y): Place) -> bool {
        (0..self.last_x).contains(&(x >> PART_BITS)) && (0..self.last_y - 1).contains(&(y >> PART_BITS))
    }

    /// Whether everything between two places lies so far outside that no neighbour is in the picture.
    fn is_beyond(&self, [one, other]: [Place; 2]) -> bool {
        let beyond =
            |one: i64, other: i64, last: i64| one.max(other) >> PART_BITS < -1 || one.min(other) >> PART_BITS > last;
        beyond(one.0, other.0, self.last_x) || beyond(one.1, other.1, self.last_y)
    }

    #[inline]
    fn neighbours_inside(&self, (x, y): Place) -> [u64; 2] {
        let at = ((y >> PART_BITS) as usize * self.width + (x >> PART_BITS) as usize) * 3;
        [self.pixels, self.below].map(|rows| {
            let bytes = rows.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, u64::from_le_bytes)
        })
    }

    /// Gathers the neighbours of the next `count` places, wherever they lie.
    fn gather(&self, block: &mut Block, walk: &mut Walk, count: usize) {
        for index in 0..count {
            let (x, y) = walk.next_place();
            let (place, neighbours) = match self.border {
                Border::Nearest => {
                    let place = (x.clamp(0, self.last_x << PART_BITS), y.clamp(0, self.last_y << PART_BITS));
                    (place, self.neighbours_at_the_edge(place))
                }
                Border::Black if self.is_well_inside((x, y)) => ((x, y), Some(self.neighbours_inside((x, y)))),
                Border::Black => ((x, y), None),
            };
            block.put(index, neighbours.unwrap_or_else(|| self.neighbours(place)), place);
        }
    }

    /// The neighbours of a place whose upper left one is in the picture; those beyond the edge count for nothing. `None`
    /// when they lie too near the picture's end to be read eight bytes at a time.
    #[inline]
    fn neighbours_at_the_edge(&self, (x, y): Place) -> Option<[u64; 2]> {
        let at = ((y >> PART_BITS) as usize * self.width + (x >> PART_BITS) as usize) * 3;
        let two_pixels = |rows: &[u8]| rows.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
        let upper = two_pixels(self.pixels)?;
        let lower = if y >> PART_BITS < self.last_y { two_pixels(self.below)? } else { upper };
        Some([upper, lower])
    }

    #[cold]
    fn neighbours(&self, (x, y): Place) -> [u64; 2] {
        let (column, row) = (x >> PART_BITS, y >> PART_BITS);
        [row, row + 1].map(|row| self.pixel(column, row) | self.pixel(column + 1, row) << 24)
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

#[cfg(test)]
mod tests {
    use image::Rgb;
    use ndarray::{Array3, Axis, Slice};
    use proptest::prelude::*;

    use super::*;
    use crate::body::{Point, Size};

    /// Red grows to the right, green downwards.
    fn gradient(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 7]))
    }

    fn cut(picture: &RgbImage, region: &Region, border: Border, side: usize) -> Array3<f32> {
        let mut tensor = Array3::from_elem((side, side, 3), f32::NAN);
        warp(picture, region, border, Values { gain: 1.0, offset: 0.0 }, tensor.view_mut());
        tensor
    }

    /// The pixel in column `i` and row `j`, whose values are bytes.
    fn at(tensor: &Array3<f32>, i: usize, j: usize) -> [u8; 3] {
        std::array::from_fn(|channel| tensor[[j, i, channel]] as u8)
    }

    #[test]
    fn a_region_of_the_pictures_own_size_is_a_copy() {
        let picture = gradient(64, 64);
        let region = Region::around_picture(Size::new(64, 64));
        for border in [Border::Black, Border::Nearest] {
            let tensor = cut(&picture, &region, border, 64);
            let expected: Vec<f32> = picture.as_raw().iter().map(|&byte| f32::from(byte)).collect();
            assert_eq!(tensor.into_flat().to_vec(), expected);
        }
    }

    #[test]
    fn a_quarter_turn_takes_the_person_upright() {
        // The person's head points to the right of the picture: up in the tensor is right in the picture.
        let picture = gradient(64, 64);
        let region = Region::around_person(Point::new(32.0, 32.0), Point::new(64.0, 32.0));
        let tensor = cut(&picture, &region, Border::Nearest, 64);
        // Down in the tensor is left in the picture, right in the tensor is down in the picture.
        let [red, green, _] = at(&tensor, 10, 20);
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
        assert_eq!(at(&tensor, 1, 2), [25, 0, 0]);
        // Tensor pixel (1, 0) lies at (0.25, 0): 12.5, which is rounded up.
        assert_eq!(at(&tensor, 1, 0), [13, 0, 0]);
        // Tensor pixel (6, 0) lies at (1.5, 0): half way from 20 into the black.
        assert_eq!(at(&tensor, 6, 0), [10, 0, 0]);
        let replicated = cut(&picture, &region, Border::Nearest, 8);
        assert_eq!(at(&replicated, 6, 0), [20, 0, 0]);
        assert_eq!(at(&replicated, 7, 7), [60, 0, 0]);
    }

    #[test]
    fn rounding_onto_the_last_row_and_column_is_harmless() {
        let picture = gradient(4, 4);
        let region = Region { centre: Point::new(2.999, 2.999), side: 1e-4, rotation: 0.0 };
        for border in [Border::Black, Border::Nearest] {
            assert_eq!(at(&cut(&picture, &region, border, 2), 1, 1), [3, 3, 7]);
        }
    }

    #[test]
    fn letterbox_margins_are_black_and_mean_minus_one() {
        let picture = RgbImage::from_pixel(100, 50, Rgb([255, 255, 255]));
        let mut tensor = Array3::zeros((50, 50, 3));
        let region = Region::around_picture(Size::new(100, 50));
        warp(&picture, &region, Border::Black, Values::SIGNED, tensor.view_mut());
        let row = |j: usize| tensor.index_axis(Axis(0), j);
        assert!(row(5).iter().chain(&row(45)).all(|value| (value + 1.0).abs() < 1e-6));
        assert!(row(25).iter().all(|value| (value - 1.0).abs() < 1e-6));
    }

    #[test]
    fn the_smallest_picture_and_none_at_all() {
        let one = RgbImage::from_pixel(1, 1, Rgb([9, 8, 7]));
        let region = Region { centre: Point::new(0.0, 0.0), side: 9.0, rotation: 0.5 };
        assert_eq!(at(&cut(&one, &region, Border::Nearest, 4), 0, 3), [9, 8, 7]);
        let untouched = cut(&RgbImage::new(0, 0), &region, Border::Nearest, 4);
        assert!(untouched.iter().all(|value| value.is_nan()));
        for (rows, columns, channels) in [(3, 4, 3), (4, 3, 3), (4, 4, 6), (0, 0, 3)] {
            let mut tensor = Array3::from_elem((rows, columns, channels), f32::NAN);
            warp(&one, &region, Border::Nearest, Values::UNIT, tensor.view_mut());
            assert!(tensor.iter().all(|value| value.is_nan()), "not square, or of other colours");
        }
        let mut wide = Array3::from_elem((4, 4, 6), f32::NAN);
        let in_pieces = wide.slice_axis_mut(Axis(2), Slice::from(..3));
        warp(&one, &region, Border::Nearest, Values::UNIT, in_pieces);
        assert!(wide.iter().all(|value| value.is_nan()), "its rows are in pieces");
    }

    proptest! {
        #[test]
        fn a_block_mixes_like_single_bytes(
            top in prop::array::uniform6(any::<u8>()), bottom in prop::array::uniform6(any::<u8>()),
            x in -1000..1000_i64, y in -1000..1000_i64, index in 0..BLOCK,
        ) {
            let number = |bytes: [u8; 6]| bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
            let (right, below) = (x.rem_euclid(32) as usize, y.rem_euclid(32) as usize);
            let expected = [0, 1, 2].map(|channel| {
                let across = |row: [u8; 6]| {
                    usize::from(row[channel]) * (32 - right) + usize::from(row[channel + 3]) * right
                };
                ((across(top) * (32 - below) + across(bottom) * below + 512) / 1024) as f32
            });
            let mut block = Block::new();
            for other in 0..BLOCK {
                block.put(other, if other == index { [number(top), number(bottom)] } else { [0, u64::MAX] }, (x, y));
            }
            let mut mixed = [0.0; LANES];
            block.mix(Values { gain: 1.0, offset: 0.0 }, &mut mixed);
            prop_assert_eq!(&mixed[3 * index..3 * index + 3], &expected[..]);
        }

        #[test]
        fn the_quick_ways_read_what_the_careful_one_reads(
            width in 1..9_u32, height in 1..9_u32, x in -60..400_i64, y in -60..400_i64, black in any::<bool>(),
        ) {
            let picture = RgbImage::from_fn(width, height, |x, y| Rgb([x as u8 + 1, y as u8 + 1, (x * y) as u8 + 1]));
            let border = if black { Border::Black } else { Border::Nearest };
            let sampler = Sampler::new(&picture, border, Values { gain: 1.0, offset: 0.0 });
            let mixed = |neighbours: [u64; 2], place: Place| {
                let (mut block, mut mixed) = (Block::new(), [0.0; LANES]);
                block.put(0, neighbours, place);
                block.mix(sampler.values, &mut mixed);
                [0, 1, 2].map(|channel| mixed[channel] as u8)
            };
            let careful = |place: Place| mixed(sampler.neighbours(place), place);
            if sampler.is_well_inside((x, y)) {
                prop_assert_eq!(mixed(sampler.neighbours_inside((x, y)), (x, y)), careful((x, y)));
            }
            if black && sampler.is_beyond([(x, y); 2]) {
                prop_assert_eq!(careful((x, y)), [0; 3]);
            }
            let edge = (x.clamp(0, sampler.last_x << PART_BITS), y.clamp(0, sampler.last_y << PART_BITS));
            if let Some(neighbours) = sampler.neighbours_at_the_edge(edge) {
                prop_assert_eq!(mixed(neighbours, edge), careful(edge));
            }
        }

        #[test]
        fn what_is_cut_out_lies_where_the_region_says(
            cx in 60.0..140.0_f64, cy in 60.0..140.0_f64, side in 20.0..70.0_f64, rotation in -3.0..3.0_f64,
            i in 0..32_usize, j in 0..32_usize,
        ) {
            // A linear gradient's colours are places, except for the rounding of places and colours.
            const ROUNDING: f64 = 0.5 + 0.5 / 32.0 + 1e-9;
            let picture = gradient(200, 200);
            let region = Region { centre: Point::new(cx, cy), side, rotation };
            let tensor = cut(&picture, &region, Border::Nearest, 32);
            let [red, green, blue] = at(&tensor, i, j);
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
