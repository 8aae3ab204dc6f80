//! The camera picture: fitted into its area, mirrored when asked, and where its pixels come to lie in the window.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::canvas::{Canvas, opaque};
use super::layout::Rect;
use crate::body::Point;
use crate::frame::Frame;
use crate::time::Timestamp;

/// How places in a frame map to places in the window: scaled alike in both directions, and mirrored when asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Projection {
    /// Where the frame lies in the window, on whole pixels.
    pub(super) rect: Rect,
    frame_width: f64,
    scale: f64,
    mirror: bool,
}

impl Projection {
    /// Fits a frame of this size into `area`. `None` for a frame or an area without pixels.
    pub(super) fn fit(width: u32, height: u32, area: Rect, mirror: bool) -> Option<Self> {
        let (frame_width, frame_height) = (f64::from(width), f64::from(height));
        let fitted = area.fitted(frame_width, frame_height);
        let rect = Rect::new(fitted.x.round(), fitted.y.round(), fitted.width.round(), fitted.height.round());
        let some = rect.width >= 1.0 && rect.height >= 1.0;
        some.then(|| Self { rect, frame_width, scale: rect.width / frame_width, mirror })
    }

    /// The place in the window of a place in the frame.
    pub(super) fn place(&self, point: Point) -> Point {
        let x = if self.mirror { self.frame_width - point.x } else { point.x };
        Point::new(self.rect.x + x * self.scale, self.rect.y + point.y * self.scale)
    }

    /// Whether left and right are exchanged.
    pub(super) const fn is_mirrored(&self) -> bool {
        self.mirror
    }
}

/// What the scaled pixels were made from: as long as it is the same, they are used again.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Source {
    pixels: usize,
    time: Timestamp,
    index: u64,
    size: (u32, u32),
}

/// Scales frames and keeps the last one scaled, as the window draws more often than a camera delivers.
pub(super) struct Scaler {
    resizer: Resizer,
    /// The frame with a fourth channel: the resizer is built for such pixels only, since its code for others came out differently in two builds of
    /// the same source.
    whole: Vec<u8>,
    scaled: Image<'static>,
    source: Option<Source>,
}

impl Scaler {
    pub(super) fn new() -> Self {
        Self { resizer: Resizer::new(), whole: Vec::new(), scaled: Image::new(1, 1, PixelType::U8x4), source: None }
    }

    /// Puts a frame where `projection` says.
    pub(super) fn show(&mut self, canvas: &mut Canvas, frame: &Frame, projection: &Projection) {
        let rect = projection.rect;
        let size = (rect.width as u32, rect.height as u32);
        let source = Source {
            // The address alone may be used again by the next frame, the rest alone by another picture of the same name.
            pixels: frame.image.as_raw().as_ptr().addr(),
            time: frame.time,
            index: frame.index,
            size,
        };
        let (left, top) = (rect.x as usize, rect.y as usize);
        if frame.image.dimensions() == size {
            let pixels = frame.image.as_raw().as_chunks::<3>().0;
            return canvas.picture(pixels, size.0 as usize, (left, top), projection.is_mirrored());
        }
        if self.source != Some(source) {
            self.source = self.scale(frame, size).then_some(source);
        }
        if self.source.is_some() {
            canvas.picture(
                self.scaled.buffer().as_chunks::<4>().0,
                size.0 as usize,
                (left, top),
                projection.is_mirrored(),
            );
        }
    }

    /// Whether it went well; a frame that can't be scaled is not shown.
    fn scale(&mut self, frame: &Frame, size: (u32, u32)) -> bool {
        let (width, height) = frame.image.dimensions();
        widen(frame.image.as_raw(), &mut self.whole);
        let Ok(source) = ImageRef::new(width, height, &self.whole, PixelType::U8x4) else { return false };
        if (self.scaled.width(), self.scaled.height()) != size {
            self.scaled = Image::new(size.0, size.1, PixelType::U8x4);
        }
        self.resizer.resize(&source, &mut self.scaled, &options(width, size.0)).is_ok()
    }
}

/// Gives pixels of three channels a fourth, in which anything may stand: it is neither looked at nor shown. With the next pixel's first it is four
/// bytes that lie together, which are copied two and a half times as fast as three and one.
fn widen(three: &[u8], four: &mut Vec<u8>) {
    four.resize(three.len() / 3 * 4, 0);
    let four = four.as_chunks_mut::<4>().0;
    for (to, from) in four.iter_mut().zip(three.windows(4).step_by(3)) {
        to.copy_from_slice(from);
    }
    if let (Some(to), Some(from)) = (four.last_mut(), three.as_chunks::<3>().0.last()) {
        *to = opaque(from);
    }
}

/// How a picture is scaled from one width to another. Of one that is made less than half as wide every pixel has a part in four; of a smaller
/// one some would have none, and edges would break, so that all that a new pixel covers are taken together.
fn options(from: u32, to: u32) -> ResizeOptions {
    let filter = FilterType::Bilinear;
    let scaling =
        if to.saturating_mul(2) > from { ResizeAlg::Interpolation(filter) } else { ResizeAlg::Convolution(filter) };
    ResizeOptions::new().resize_alg(scaling).use_alpha(false)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};
    use proptest::prelude::*;

    use super::super::look::Theme;
    use super::super::palette::{Ink, Palette};
    use super::*;

    const PANEL: Ink = Palette::of(Theme::Dark).panel;
    use crate::body::Size;
    use crate::frame::FrameKind;

    /// A frame whose left half is red and whose right half is blue.
    fn frame(width: u32, height: u32) -> Frame {
        let image =
            RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) });
        Frame { time: Timestamp::ZERO, index: 0, origin: "test".into(), kind: FrameKind::Still, image }
    }

    fn shown(frame: &Frame, size: Size, mirror: bool) -> Vec<u32> {
        let mut canvas = Canvas::new();
        canvas.begin(size, PANEL);
        let area = Rect::new(0.0, 0.0, f64::from(size.width), f64::from(size.height));
        let projection = Projection::fit(frame.image.width(), frame.image.height(), area, mirror).unwrap();
        Scaler::new().show(&mut canvas, frame, &projection);
        let mut out = Vec::new();
        canvas.finish(&mut out);
        out
    }

    #[test]
    fn pictures_are_mirrored_when_asked() {
        for (width, height) in [(40, 20), (64, 32)] {
            let straight = shown(&frame(width, height), Size::new(40, 20), false);
            assert_eq!((straight[3], straight[36]), (0x00FF_0000, 0x0000_00FF));
            let mirrored = shown(&frame(width, height), Size::new(40, 20), true);
            assert_eq!((mirrored[3], mirrored[36]), (0x0000_00FF, 0x00FF_0000));
        }
    }

    #[test]
    fn what_the_picture_does_not_fill_is_panel() {
        let out = shown(&frame(40, 20), Size::new(40, 30), false);
        assert_eq!((out[40 * 19 + 3], out[40 * 21 + 3]), (0x00FF_0000, PANEL.rgb));
    }

    #[test]
    fn empty_frames_and_areas_have_no_projection() {
        let area = Rect::new(0.0, 0.0, 100.0, 50.0);
        assert_eq!(Projection::fit(0, 480, area, false), None);
        assert_eq!(Projection::fit(640, 480, Rect::default(), false), None);
        assert_eq!(Projection::fit(60_000, 1, area, false), None);
    }

    proptest! {
        #[test]
        fn a_fourth_channel_leaves_the_three_as_they_are(pixels in prop::collection::vec(any::<[u8; 3]>(), 0..40)) {
            let mut four = vec![7; 3];
            widen(pixels.as_flattened(), &mut four);
            let three: Vec<_> = four.as_chunks::<4>().0.iter().map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
            prop_assert_eq!(three, pixels);
        }

        #[test]
        fn mirroring_reflects_about_the_pictures_middle(
            x in -200.0..900.0_f64,
            y in -200.0..900.0_f64,
            width in 100..4000_u32,
            height in 100..3000_u32,
        ) {
            let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let straight = Projection::fit(640, 480, area, false).unwrap();
            let mirrored = Projection::fit(640, 480, area, true).unwrap();
            prop_assert_eq!(straight.rect, mirrored.rect);
            let (a, b) = (straight.place(Point::new(x, y)), mirrored.place(Point::new(x, y)));
            prop_assert!((a.y - b.y).abs() < 1e-9);
            prop_assert!((a.x + b.x - 2.0 * straight.rect.centre().x).abs() < 1e-6);
        }
    }
}
