//! The only file that knows the renderer: shapes and glyphs go in, pixels come out. Lengths are pixels, angles radians,
//! clockwise on the screen, zero to the right.
//!
//! Whatever comes in, nothing here panics: shapes with a coordinate that is not a number are left out, and those far
//! outside the window are cut to a range in which the renderer's fixed-point arithmetic is safe.

use std::f64::consts::TAU;

use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo;
use vello_cpu::kurbo::{Affine, BezPath, Cap, Join, Shape as _, Stroke};
use vello_cpu::peniko::FontData;
use vello_cpu::{Glyph, PixmapMut, RasterizerSettings, RenderContext, Resources, TargetInit};

use super::layout::Rect;
use super::look::Theme;
use super::palette::{Ink, Palette};
use crate::body::{Point, Size};

/// How far outside the window coordinates may lie, in pixels; twice the widest screens and far below where the
/// rasteriser's 16-bit tiles end.
const REACH: f64 = 16_000.0;
/// Curves may differ from the true ones by this much, in pixels: a tenth can't be seen.
const TOLERANCE: f64 = 0.1;

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub(super) ink: Ink,
    pub(super) width: f64,
    pub(super) ends: Ends,
    /// Lengths of dash and gap; `None` draws through.
    pub(super) dash: Option<(f64, f64)>,
}

/// How a line's ends look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Round,
    Flat,
}

impl Pen {
    /// A line with round ends.
    pub(super) const fn round(ink: Ink, width: f64) -> Self {
        Self { ink, width, ends: Ends::Round, dash: None }
    }

    /// A line with flat ends.
    pub(super) const fn flat(ink: Ink, width: f64) -> Self {
        Self { ink, width, ends: Ends::Flat, dash: None }
    }

    /// The same line in dashes.
    pub(super) const fn dashed(self, dash: f64, gap: f64) -> Self {
        Self { dash: Some((dash, gap)), ..self }
    }
}

/// One glyph of a font: its index, and where its origin stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlacedGlyph {
    pub(super) id: u32,
    pub(super) at: Point,
}

/// Glyphs of one font.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) font: FontData,
    /// Which variant of a variable font it is.
    pub(super) variant: Vec<i16>,
    /// Where they stand, in em from the line's start on its base line.
    pub(super) glyphs: Vec<PlacedGlyph>,
}

/// A surface to draw on. Keeps its buffers from frame to frame.
pub(super) struct Canvas {
    context: RenderContext,
    resources: Resources,
    path: BezPath,
    /// RGBA, row by row.
    bytes: Vec<u8>,
    width: u16,
    height: u16,
    inks: &'static Palette,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self {
            context: RenderContext::new(1, 1),
            resources: Resources::new(),
            path: BezPath::new(),
            bytes: Vec::new(),
            width: 1,
            height: 1,
            inks: Palette::of(Theme::default()),
        }
    }

    /// From now on everything is drawn in the inks of this theme.
    pub(super) const fn set_theme(&mut self, theme: Theme) {
        self.inks = Palette::of(theme);
    }

    /// The inks to draw with.
    pub(super) const fn inks(&self) -> &'static Palette {
        self.inks
    }

    /// Starts a picture of this size, filled with `background`.
    pub(super) fn begin(&mut self, size: Size, background: Ink) {
        let whole = |pixels: u32| u16::try_from(pixels).unwrap_or(u16::MAX);
        (self.width, self.height) = (whole(size.width), whole(size.height));
        self.context.reset_and_resize(self.width.max(1), self.height.max(1));
        let [red, green, blue] = background.channels();
        let row: Vec<u8> = [red, green, blue, 255].repeat(self.width.into());
        self.bytes.resize(row.len() * usize::from(self.height), 0);
        if !row.is_empty() {
            // Row by row, since byte by byte takes ten times as long.
            self.bytes.chunks_exact_mut(row.len()).for_each(|bytes| bytes.copy_from_slice(&row));
        }
    }

    /// The picture's size.
    pub(super) fn size(&self) -> Size {
        Size::new(self.width.into(), self.height.into())
    }

    /// Copies pixels that begin with red, green and blue, `width` to a row, so that their top left corner comes to (`left`, `top`), mirrored if
    /// asked. Everything drawn with the other methods comes on top. What does not fit is cut off.
    pub(super) fn picture<const CHANNELS: usize>(
        &mut self,
        pixels: &[[u8; CHANNELS]],
        width: usize,
        (left, top): (usize, usize),
        mirror: bool,
    ) {
        let (canvas_width, canvas_height) = (usize::from(self.width), usize::from(self.height));
        if width == 0 || left >= canvas_width {
            return;
        }
        let kept = width.min(canvas_width - left);
        let rows = self.bytes.chunks_exact_mut(canvas_width * 4).take(canvas_height).skip(top);
        for (row, source) in rows.zip(pixels.chunks_exact(width)) {
            let row = row[left * 4..(left + kept) * 4].as_chunks_mut::<4>().0.iter_mut();
            if mirror {
                row.zip(source.iter().rev()).for_each(|(pixel, source)| *pixel = opaque(source));
            } else {
                row.zip(source).for_each(|(pixel, source)| *pixel = opaque(source));
            }
        }
    }

    /// Finishes the picture: `0x00RRGGBB`, row by row.
    pub(super) fn finish(&mut self, out: &mut Vec<u32>) {
        self.context.flush();
        if let Some(target) = PixmapMut::new(self.width, self.height, &mut self.bytes)
            && self.width > 0
            && self.height > 0
        {
            let settings = RasterizerSettings { target_init: TargetInit::SrcOver, ..RasterizerSettings::default() };
            self.context.render_with(target, &mut self.resources, settings);
        }
        out.clear();
        out.extend(self.bytes.as_chunks::<4>().0.iter().map(|pixel| u32::from_be_bytes(*pixel) >> 8));
    }

    /// Draws with everything outside `rect` cut off.
    pub(super) fn within<T>(&mut self, rect: Rect, draw: impl FnOnce(&mut Self) -> T) -> T {
        let clip = safe_rect(rect).unwrap_or_default();
        self.context.set_transform(Affine::IDENTITY);
        self.context.push_clip_rect(&clip);
        let drawn = draw(self);
        self.context.pop_clip();
        drawn
    }

    pub(super) fn fill_rect(&mut self, rect: Rect, ink: Ink) {
        if let Some(rect) = safe_rect(rect) {
            self.ink(ink);
            self.context.fill_rect(&rect);
        }
    }

    /// A rectangle with rounded corners.
    pub(super) fn fill_round(&mut self, rect: Rect, radius: f64, ink: Ink) {
        if let Some(rect) = safe_rect(rect) {
            self.ink(ink);
            self.path = rect.to_rounded_rect(radius.max(0.0)).to_path(TOLERANCE);
            self.context.fill_path(&self.path);
        }
    }

    pub(super) fn fill_circle(&mut self, centre: Point, radius: f64, ink: Ink) {
        if let Some(centre) = safe(centre)
            && radius > 0.0
        {
            self.ink(ink);
            self.path = kurbo::Circle::new(centre, radius.min(REACH)).to_path(TOLERANCE);
            self.context.fill_path(&self.path);
        }
    }

    /// A line through `points`.
    pub(super) fn line(&mut self, points: &[Point], pen: Pen) {
        if self.trace(points) {
            self.stroke(pen);
        }
    }

    /// Part of a circle's edge, from `start` through `sweep`.
    pub(super) fn arc(&mut self, centre: Point, radius: f64, start: f64, sweep: f64, pen: Pen) {
        let Some(centre) = safe(centre) else { return };
        if !(radius > 0.0 && start.is_finite() && sweep.is_finite()) {
            return;
        }
        let radius = radius.min(REACH);
        self.path = if sweep.abs() >= TAU {
            kurbo::Circle::new(centre, radius).to_path(TOLERANCE)
        } else {
            kurbo::Arc::new(centre, (radius, radius), start, sweep, 0.0).to_path(TOLERANCE)
        };
        self.stroke(pen);
    }

    /// A whole circle's edge.
    pub(super) fn circle(&mut self, centre: Point, radius: f64, pen: Pen) {
        self.arc(centre, radius, 0.0, TAU, pen);
    }

    /// Glyphs of the font of `run` at `size` pixels to the em.
    pub(super) fn glyphs(&mut self, run: &Run, size: f64, ink: Ink, glyphs: &[PlacedGlyph]) {
        let placed = glyphs.iter().filter_map(|glyph| {
            let at = safe(glyph.at)?;
            Some(Glyph { id: glyph.id, x: at.x as f32, y: at.y as f32 })
        });
        self.context.set_paint(colour(ink));
        let writer = self.context.glyph_run(&mut self.resources, &run.font);
        let writer = writer.font_size(size as f32).normalized_coords(&run.variant).hint(false);
        // A glyph that can't be drawn leaves a gap in a word; nothing can be done about it.
        let _ = writer.fill_glyphs(placed);
    }

    fn trace(&mut self, points: &[Point]) -> bool {
        self.path.truncate(0);
        for (index, point) in points.iter().enumerate() {
            let Some(point) = safe(*point) else { return false };
            if index == 0 {
                self.path.move_to(point);
            } else {
                self.path.line_to(point);
            }
        }
        points.len() > 1
    }

    fn stroke(&mut self, pen: Pen) {
        if pen.width.is_nan() || pen.width <= 0.0 {
            return;
        }
        let cap = if pen.ends == Ends::Round { Cap::Round } else { Cap::Butt };
        let mut stroke = Stroke::new(pen.width.min(REACH)).with_caps(cap).with_join(Join::Round);
        if let Some((dash, gap)) = pen.dash
            // Dashes shorter than half a pixel can't be seen and would be very many.
            && dash + gap > 0.5
        {
            stroke = stroke.with_dashes(0.0, [dash, gap]);
        }
        self.ink(pen.ink);
        self.context.set_stroke(stroke);
        self.context.stroke_path(&self.path);
    }

    fn ink(&mut self, ink: Ink) {
        self.context.set_transform(Affine::IDENTITY);
        self.context.set_paint(colour(ink));
    }
}

/// A pixel's colour, which hides what is behind it.
pub(super) const fn opaque<const CHANNELS: usize>(pixel: &[u8; CHANNELS]) -> [u8; 4] {
    const { assert!(CHANNELS >= 3) };
    [pixel[0], pixel[1], pixel[2], 255]
}

fn colour(ink: Ink) -> AlphaColor<Srgb> {
    let [red, green, blue] = ink.channels();
    AlphaColor::from_rgb8(red, green, blue).with_alpha(ink.alpha.clamp(0.0, 1.0))
}

fn safe(point: Point) -> Option<Point> {
    let cut = |value: f64| value.clamp(-REACH, REACH);
    point.is_finite().then(|| Point::new(cut(point.x), cut(point.y)))
}

fn safe_rect(rect: Rect) -> Option<kurbo::Rect> {
    let start = safe(Point::new(rect.x, rect.y))?;
    let end = safe(Point::new(rect.right(), rect.bottom()))?;
    (start.x < end.x && start.y < end.y).then(|| kurbo::Rect::from_points(start, end))
}

#[cfg(test)]
mod tests {

    use super::*;

    const PANEL: Ink = Palette::of(Theme::Dark).panel;
    const TEXT: Ink = Palette::of(Theme::Dark).text;

    fn painted(draw: impl FnOnce(&mut Canvas)) -> Vec<u32> {
        let mut canvas = Canvas::new();
        canvas.begin(Size::new(40, 20), PANEL);
        draw(&mut canvas);
        let mut out = Vec::new();
        canvas.finish(&mut out);
        assert_eq!(out.len(), 800);
        out
    }

    #[test]
    fn shapes_land_where_they_are_put() {
        let out = painted(|canvas| canvas.fill_rect(Rect::new(10.0, 5.0, 10.0, 5.0), TEXT));
        for (index, pixel) in out.iter().enumerate() {
            let (x, y) = (index % 40, index / 40);
            let inside = (10..20).contains(&x) && (5..10).contains(&y);
            assert_eq!(*pixel, if inside { TEXT.rgb } else { PANEL.rgb }, "at {x}, {y}");
        }
    }

    #[test]
    fn what_lies_outside_a_clip_is_cut_off() {
        let out = painted(|canvas| {
            let all = Rect::new(0.0, 0.0, 40.0, 20.0);
            canvas.within(Rect::new(10.0, 5.0, 10.0, 5.0), |canvas| canvas.fill_rect(all, TEXT));
            canvas.within(Rect::new(0.0, 0.0, f64::NAN, 5.0), |canvas| canvas.fill_rect(all, TEXT));
        });
        assert_eq!(out.iter().filter(|pixel| **pixel == TEXT.rgb).count(), 50);
        assert_eq!(out.iter().filter(|pixel| **pixel == PANEL.rgb).count(), 750);
    }

    #[test]
    fn senseless_shapes_are_left_out() {
        let out = painted(|canvas| {
            let nowhere = Point::new(f64::NAN, 3.0);
            canvas.fill_rect(Rect::new(0.0, 0.0, f64::INFINITY, f64::NAN), TEXT);
            canvas.fill_rect(Rect::new(9.0, 9.0, -5.0, 5.0), TEXT);
            canvas.fill_circle(nowhere, 5.0, TEXT);
            canvas.line(&[nowhere, Point::new(1.0, 1.0)], Pen::round(TEXT, 3.0));
            canvas.line(&[Point::new(1.0, 1.0)], Pen::round(TEXT, 3.0));
            canvas.arc(Point::new(5.0, 5.0), 4.0, f64::NAN, 1.0, Pen::round(TEXT, 3.0));
            canvas.circle(Point::new(5.0, 5.0), 4.0, Pen::round(TEXT, f64::NAN));
            canvas.picture(&[[255; 3]; 16], 4, (200, 0), false);
        });
        assert!(out.iter().all(|pixel| *pixel == PANEL.rgb));
    }

    #[test]
    fn far_away_shapes_do_no_harm() {
        painted(|canvas| {
            let far = Point::new(1e30, -1e30);
            canvas.line(&[far, Point::new(-1e300, 1e9)], Pen::round(TEXT, 1e30).dashed(1e-9, 0.0));
            canvas.fill_circle(far, 1e30, TEXT);
            canvas.picture(&[[255; 3]; 16], 4, (38, 18), true);
        });
    }

    #[test]
    fn pictures_are_cut_at_the_edge() {
        let out = painted(|canvas| canvas.picture(&[[255; 4]; 16], 4, (38, 18), false));
        assert_eq!(out.iter().filter(|pixel| **pixel == 0x00FF_FFFF).count(), 4);
    }
}
