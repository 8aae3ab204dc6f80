//! The part of the picture that the network is shown, and how it becomes numbers.

use image::RgbImage;
use ndarray::{ArrayViewMut4, Axis};

use super::descriptor::{ColourOrder, Input, Layout, NumberType};
use crate::body::{Point, Size, bounds};

/// How much larger than the person's own box the crop is. Networks that look at one person are trained with this margin.
///
/// Source: `GetBBoxCenterScale` of `MMPose`, `padding=1.25`.
const PADDING: f64 = 1.25;
/// A crop is at least this part of the picture's longer side: less would be a blur magnified.
const SMALLEST: f64 = 0.05;

/// An upright rectangle of the picture with the proportions of a network's input. It may reach outside the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crop {
    /// Its middle in pixels.
    pub centre: Point,
    /// Its width in pixels.
    pub width: f64,
    /// Its height in pixels.
    pub height: f64,
}

impl Crop {
    /// The smallest crop around the whole picture.
    #[must_use]
    pub fn whole(picture: Size, input: &Input) -> Self {
        let (width, height) = (f64::from(picture.width), f64::from(picture.height));
        Self::around(Point::new(width / 2.0, height / 2.0), width, height, input)
    }

    /// The crop for the person whose landmarks lie at `places`, with some room around them; `None` without places.
    #[must_use]
    pub fn person(places: impl Iterator<Item = Point>, picture: Size, input: &Input) -> Option<Self> {
        let person = bounds(places)?;
        let least = SMALLEST * f64::from(picture.width.max(picture.height));
        let length = |length: f64| (length * PADDING).max(least);
        let crop = Self::around(person.center(), length(person.width()), length(person.height()), input);
        crop.is_usable(picture).then_some(crop)
    }

    /// The smallest rectangle with the input's proportions around one of `width` by `height`.
    fn around(centre: Point, width: f64, height: f64, input: &Input) -> Self {
        let proportion = input.width as f64 / input.height as f64;
        let width = width.max(height * proportion);
        Self { centre, width, height: width / proportion }
    }

    /// The place in the picture of a place in the crop, given as fractions of its width and height.
    #[must_use]
    pub fn to_picture(&self, x: f64, y: f64) -> Point {
        Point::new(self.centre.x + (x - 0.5) * self.width, self.centre.y + (y - 0.5) * self.height)
    }

    /// Whether it overlaps with the picture and is a rectangle at all.
    fn is_usable(&self, picture: Size) -> bool {
        let overlaps = |centre: f64, length: f64, side: u32| {
            length.is_finite() && centre + length / 2.0 > 0.0 && centre - length / 2.0 < f64::from(side)
        };
        overlaps(self.centre.x, self.width, picture.width) && overlaps(self.centre.y, self.height, picture.height)
    }
}

/// Fills `tensor`, of [`Input::shape`], with what `crop` shows of `picture`.
///
/// Bilinear; a whole-number place in the picture is a pixel's own colour, as in `OpenCV`'s `warpAffine`, with which these
/// networks are fed in training. Whole-number types are rounded and held within their range. Does nothing when the picture
/// is empty or the tensor has another shape.
pub fn fill(picture: &RgbImage, crop: &Crop, input: &Input, tensor: ArrayViewMut4<'_, f32>) {
    if picture.width() == 0 || picture.height() == 0 || *tensor.shape() != input.shape() {
        return;
    }
    let tensor = tensor.index_axis_move(Axis(0), 0);
    let mut lines = match input.layout {
        Layout::Nhwc => tensor,
        Layout::Nchw => tensor.permuted_axes([1, 2, 0]),
    };
    let origin = crop.to_picture(0.0, 0.0);
    let step = (crop.width / input.width as f64, crop.height / input.height as f64);
    let columns: Vec<Taps> =
        (0..input.width).map(|i| Taps::at(origin.x + i as f64 * step.0, picture.width())).collect();
    let border = f32::from(input.border);
    for (j, mut line) in lines.outer_iter_mut().enumerate() {
        let row = Taps::at(origin.y + j as f64 * step.1, picture.height());
        for (column, mut pixel) in columns.iter().zip(line.outer_iter_mut()) {
            let mut colour = colour(picture, column, &row, border);
            if input.colour == ColourOrder::Bgr {
                colour.reverse();
            }
            for (channel, number) in pixel.iter_mut().enumerate() {
                let value = (colour[channel] * input.scale - input.mean[channel]) / input.std[channel];
                *number = match input.number_type {
                    NumberType::Float32 => value,
                    NumberType::Uint8 => value.round().clamp(0.0, 255.0),
                    NumberType::Int32 => value.round(),
                };
            }
        }
    }
}

/// The two pixels along one axis that a place lies between, and the second one's share.
struct Taps {
    pixels: [Option<u32>; 2],
    share: f32,
}

impl Taps {
    fn at(place: f64, length: u32) -> Self {
        let before = place.floor();
        let pixel = |at: f64| (at >= 0.0 && at < f64::from(length)).then_some(at as u32);
        Self { pixels: [pixel(before), pixel(before + 1.0)], share: (place - before) as f32 }
    }
}

fn colour(picture: &RgbImage, column: &Taps, row: &Taps, border: f32) -> [f32; 3] {
    let pixel = |x: Option<u32>, y: Option<u32>| match x.zip(y).and_then(|(x, y)| picture.get_pixel_checked(x, y)) {
        Some(pixel) => pixel.0.map(f32::from),
        None => [border; 3],
    };
    let mix = |first: f32, second: f32, share: f32| first + share * (second - first);
    let line = |y: Option<u32>| {
        let (left, right) = (pixel(column.pixels[0], y), pixel(column.pixels[1], y));
        [0, 1, 2].map(|channel| mix(left[channel], right[channel], column.share))
    };
    let (top, bottom) = (line(row.pixels[0]), line(row.pixels[1]));
    [0, 1, 2].map(|channel| mix(top[channel], bottom[channel], row.share))
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use ndarray::Array4;
    use proptest::prelude::*;

    use super::super::descriptor::{Kind, example};
    use super::*;

    fn input(width: usize, height: usize) -> Input {
        example(Kind::MoveNet { keypoints: String::new() }, width, height, vec![]).input
    }

    #[test]
    fn a_crop_has_the_inputs_proportions_and_holds_the_person() {
        let size = Size::new(640, 480);
        let whole = Crop::whole(size, &input(192, 256));
        assert_eq!(whole.to_picture(0.0, 0.5), Point::new(0.0, 240.0));
        assert!((whole.height / whole.width - 256.0 / 192.0).abs() < 1e-12);
        let places = [Point::new(100.0, 200.0), Point::new(300.0, 240.0), Point::new(f64::NAN, 1.0)];
        let crop = Crop::person(places.into_iter(), size, &input(192, 256)).unwrap();
        assert_eq!(crop.centre, Point::new(200.0, 220.0));
        assert!((crop.width - 250.0).abs() < 1e-9, "200 pixels and a quarter more");
        assert_eq!(Crop::person([].into_iter(), size, &input(8, 8)), None);
        assert_eq!(
            Crop::person([Point::new(-900.0, 5.0)].into_iter(), size, &input(8, 8)),
            None,
            "outside the picture"
        );
    }

    #[test]
    fn pixels_go_where_layout_and_colour_order_say() {
        let picture = RgbImage::from_fn(2, 2, |x, y| Rgb([10 * x as u8, 20 * y as u8, 7]));
        let crop = Crop::whole(Size::new(2, 2), &input(2, 2));
        let filled = |change: &dyn Fn(&mut Input)| {
            let mut input = input(2, 2);
            change(&mut input);
            let mut tensor = Array4::zeros(input.shape());
            fill(&picture, &crop, &input, tensor.view_mut());
            tensor.into_raw_vec_and_offset().0
        };
        assert_eq!(filled(&|_| ()), [0., 0., 7., 10., 0., 7., 0., 20., 7., 10., 20., 7.]);
        assert_eq!(filled(&|i| i.layout = Layout::Nchw), [0., 10., 0., 10., 0., 0., 20., 20., 7., 7., 7., 7.]);
        assert_eq!(
            filled(&|i| i.colour = ColourOrder::Bgr),
            [7., 0., 0., 7., 0., 10., 7., 20., 0., 7., 20., 10.],
            "blue first"
        );
        let normalised = filled(&|i| (i.scale, i.mean, i.std) = (0.5, [1.0, 2.0, 3.0], [1.0, 2.0, 0.5]));
        assert_eq!(&normalised[9..], [(5.0 - 1.0), (10.0 - 2.0) / 2.0, (3.5 - 3.0) / 0.5]);
        let bytes = filled(&|i| (i.number_type, i.scale) = (NumberType::Uint8, -1.0));
        assert!(bytes.iter().all(|&value| value == 0.0), "held within a byte");
        let whole = filled(&|i| (i.number_type, i.scale) = (NumberType::Int32, 0.24));
        assert_eq!(&whole[9..], [2.0, 5.0, 2.0]);
    }

    #[test]
    fn outside_the_picture_is_the_border() {
        let picture = RgbImage::from_pixel(4, 2, Rgb([200, 200, 200]));
        let mut input = input(4, 4);
        input.border = 114;
        let mut tensor = Array4::<f32>::zeros(input.shape());
        fill(&picture, &Crop::whole(Size::new(4, 2), &input), &input, tensor.view_mut());
        assert!((tensor[[0, 0, 0, 0]] - 114.0).abs() < 1e-3, "above");
        assert!((tensor[[0, 1, 0, 0]] - 200.0).abs() < 1e-3, "the picture's first row");
        assert!((tensor[[0, 3, 3, 0]] - 114.0).abs() < 1e-3, "below");
        let mut other = Array4::<f32>::zeros((1, 3, 4, 4));
        fill(&picture, &Crop::whole(Size::new(4, 2), &input), &input, other.view_mut());
        assert!(other.iter().all(|&value| value == 0.0), "another shape");
    }

    proptest! {
        #[test]
        fn any_crop_is_survived(
            x in prop::num::f64::ANY, y in prop::num::f64::ANY, width in prop::num::f64::ANY, height in prop::num::f64::ANY,
        ) {
            let picture = RgbImage::from_pixel(5, 3, Rgb([1, 2, 3]));
            let input = input(4, 6);
            let mut tensor = Array4::zeros(input.shape());
            fill(&picture, &Crop { centre: Point::new(x, y), width, height }, &input, tensor.view_mut());
            let places = [Point::new(x, y), Point::new(width, height)];
            if let Some(crop) = Crop::person(places.into_iter(), Size::new(5, 3), &input) {
                fill(&picture, &crop, &input, tensor.view_mut());
                prop_assert!(tensor.iter().all(|value| (0.0..=3.0).contains(value)));
            }
        }
    }
}
