//! Cuts a region out of a picture into a network's input: turned, scaled, bilinear.
//!
//! Pixel (0, 0) of the input shows the region's top left corner itself and pixel (n, n), just outside, would show its
//! bottom right one; a whole-number place in the picture is a pixel's own colour. This is what `OpenCV`'s `boxPoints`
//! followed by `warpPerspective` gives, which is how the networks were fed by MediaPipe
//! (`image_to_tensor_converter_opencv.cc`).

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
        height: height as usize,
        last_x: (width - 1) as f32,
        last_y: (height - 1) as f32,
        border,
    };
    let step = 1.0 / side as f64;
    let origin = region.to_picture(0.0, 0.0);
    let column = region.to_picture(step, 0.0) - origin;
    let row = region.to_picture(0.0, step) - origin;
    let (step_x, step_y) = (column.x as f32, column.y as f32);
    for (j, line) in tensor.chunks_exact_mut(side * 3).enumerate() {
        // The row's start is computed afresh in double precision, so that rounding cannot add up.
        let start = origin + row * j as f64;
        let (start_x, start_y) = (start.x as f32, start.y as f32);
        for (i, pixel) in line.chunks_exact_mut(3).enumerate() {
            let colour = sampler.colour(start_x + i as f32 * step_x, start_y + i as f32 * step_y);
            for (value, channel) in pixel.iter_mut().zip(colour) {
                *value = channel * values.gain + values.offset;
            }
        }
    }
}

struct Sampler<'a> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
    last_x: f32,
    last_y: f32,
    border: Border,
}

impl Sampler<'_> {
    #[inline]
    fn colour(&self, x: f32, y: f32) -> [f32; 3] {
        // Not a number compares as false and takes the slow way, which copes with everything.
        if x >= 0.0 && y >= 0.0 && x < self.last_x && y < self.last_y {
            let (column, row) = (x as i32, y as i32);
            let (right, down) = (x - column as f32, y - row as f32);
            let at = (row as usize * self.width + column as usize) * 3;
            let below = at + self.width * 3;
            if let (Some(top), Some(bottom)) = (self.pixels.get(at..at + 6), self.pixels.get(below..below + 6)) {
                let mut colour = [0.0; 3];
                for channel in 0..3 {
                    colour[channel] = mix(mix_bytes(top, channel, right), mix_bytes(bottom, channel, right), down);
                }
                return colour;
            }
        }
        self.colour_at_the_border(x, y)
    }

    #[cold]
    fn colour_at_the_border(&self, x: f32, y: f32) -> [f32; 3] {
        let (x, y) = match self.border {
            Border::Nearest => (x.clamp(0.0, self.last_x), y.clamp(0.0, self.last_y)),
            Border::Black => (x, y),
        };
        let (column, row) = (x.floor(), y.floor());
        let (right, down) = (x - column, y - row);
        let tap = |column: f32, row: f32| match self.border {
            Border::Nearest => self.pixel(column.min(self.last_x), row.min(self.last_y)),
            Border::Black => self.pixel(column, row),
        };
        let (top_left, top_right) = (tap(column, row), tap(column + 1.0, row));
        let (bottom_left, bottom_right) = (tap(column, row + 1.0), tap(column + 1.0, row + 1.0));
        std::array::from_fn(|channel| {
            let top = mix(top_left[channel], top_right[channel], right);
            let bottom = mix(bottom_left[channel], bottom_right[channel], right);
            mix(top, bottom, down)
        })
    }

    /// The pixel at a whole-number place, black outside the picture.
    fn pixel(&self, column: f32, row: f32) -> [f32; 3] {
        let inside = column >= 0.0 && row >= 0.0 && column <= self.last_x && row <= self.last_y;
        if !inside {
            return [0.0; 3];
        }
        debug_assert!((row as usize) < self.height);
        let at = (row as usize * self.width + column as usize) * 3;
        self.pixels.get(at..at + 3).map_or([0.0; 3], |pixel| std::array::from_fn(|channel| f32::from(pixel[channel])))
    }
}

#[inline]
fn mix_bytes(row: &[u8], channel: usize, right: f32) -> f32 {
    mix(f32::from(row[channel]), f32::from(row[channel + 3]), right)
}

#[inline]
fn mix(first: f32, second: f32, share: f32) -> f32 {
    first + share * (second - first)
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

    fn at(tensor: &[f32], side: usize, i: usize, j: usize) -> [f32; 3] {
        let start = (j * side + i) * 3;
        [tensor[start], tensor[start + 1], tensor[start + 2]]
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
        assert!((red - 44.0).abs() < 1e-4 && (green - 10.0).abs() < 1e-4, "{red} {green}");
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
        assert!((at(&tensor, 8, 1, 2)[0] - 25.0).abs() < 1e-5);
        // Tensor pixel (6, 0) lies at (1.5, 0): half way from 20 into the black.
        assert!((at(&tensor, 8, 6, 0)[0] - 10.0).abs() < 1e-5);
        let replicated = cut(&picture, &region, Border::Nearest, 8);
        assert!((at(&replicated, 8, 6, 0)[0] - 20.0).abs() < 1e-5);
        assert!((at(&replicated, 8, 7, 7)[0] - 60.0).abs() < 1e-5);
    }

    #[test]
    fn letterbox_margins_are_black_and_mean_minus_one() {
        let picture = RgbImage::from_pixel(100, 50, Rgb([255, 255, 255]));
        let mut tensor = vec![0.0; 50 * 50 * 3];
        let region = Region::around_picture(Size::new(100, 50));
        warp(&picture, &region, Border::Black, Values::SIGNED, 50, &mut tensor);
        assert_eq!(at(&tensor, 50, 25, 5), [-1.0; 3]);
        assert_eq!(at(&tensor, 50, 25, 25), [1.0; 3]);
        assert_eq!(at(&tensor, 50, 25, 45), [-1.0; 3]);
    }

    #[test]
    fn the_smallest_picture_and_none_at_all() {
        let one = RgbImage::from_pixel(1, 1, Rgb([9, 8, 7]));
        let region = Region { centre: Point::new(0.0, 0.0), side: 9.0, rotation: 0.5 };
        assert_eq!(at(&cut(&one, &region, Border::Nearest, 4), 4, 0, 3), [9.0, 8.0, 7.0]);
        let untouched = cut(&RgbImage::new(0, 0), &region, Border::Nearest, 4);
        assert!(untouched.iter().all(|value| value.is_nan()));
    }

    proptest! {
        #[test]
        fn what_is_cut_out_lies_where_the_region_says(
            cx in 60.0..140.0_f64, cy in 60.0..140.0_f64, side in 20.0..70.0_f64, rotation in -3.0..3.0_f64,
            i in 0..32_usize, j in 0..32_usize,
        ) {
            // A linear gradient is reproduced exactly by bilinear sampling, so its colours are places.
            let picture = gradient(200, 200);
            let region = Region { centre: Point::new(cx, cy), side, rotation };
            let tensor = cut(&picture, &region, Border::Nearest, 32);
            let [red, green, blue] = at(&tensor, 32, i, j);
            let expected = region.to_picture(i as f64 / 32.0, j as f64 / 32.0);
            prop_assert!((f64::from(red) - expected.x).abs() < 1e-3 && (f64::from(green) - expected.y).abs() < 1e-3);
            prop_assert!((blue - 7.0).abs() < 1e-3);
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
