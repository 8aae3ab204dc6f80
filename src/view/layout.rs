//! Where things stand in the window. Wide windows have the picture on the left and the panel on the right, tall ones the
//! panel below; whichever shows the picture larger. Everything scales with one unit, so that a large window is read from
//! as far as it looks.

use super::look::Letters;
use super::reading::Role;
use crate::body::{Point, Size};

/// The window that the design is drawn for, wide and tall: one unit is one pixel there.
const WIDE: (f64, f64) = (1280.0, 720.0);
const TALL: (f64, f64) = (720.0, 1280.0);
/// Width of the panel beside the picture and height of the panel below it, in units.
const PANEL_WIDTH: f64 = 320.0;
const PANEL_HEIGHT: f64 = 460.0;
/// Free space along edges and between groups, in units.
const MARGIN: f64 = 24.0;
/// The shape that most cameras send; only used to choose the arrangement, so that it never jumps with the first frame.
const USUAL_PICTURE: (f64, f64) = (4.0, 3.0);

/// A rectangle in pixels; x to the right, y down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Rect {
    pub(super) const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    pub(super) const fn right(self) -> f64 {
        self.x + self.width
    }

    pub(super) const fn bottom(self) -> f64 {
        self.y + self.height
    }

    pub(super) const fn centre(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The rectangle with `by` pixels taken off each edge, never less than nothing.
    pub(super) fn inset(self, by: f64) -> Self {
        let by_x = by.min(self.width / 2.0);
        let by_y = by.min(self.height / 2.0);
        Self::new(self.x + by_x, self.y + by_y, self.width - 2.0 * by_x, self.height - 2.0 * by_y)
    }

    /// The largest rectangle of the shape `width` to `height` inside this one, at its top and in its middle: what stays
    /// free below a flat picture is room for words that then cover nobody.
    pub(super) fn fitted(self, width: f64, height: f64) -> Self {
        if !(width > 0.0 && height > 0.0) {
            return Self::new(self.x, self.y, 0.0, 0.0);
        }
        let scale = (self.width / width).min(self.height / height);
        let fitted = Self::new(self.x, self.y, width * scale, height * scale);
        Self { x: self.x + (self.width - fitted.width) / 2.0, ..fitted }
    }
}

/// Where everything stands in one window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Layout {
    /// Pixels of one unit.
    pub(super) unit: f64,
    /// Pixels of one unit of letters, which a person may have larger.
    pub(super) letter: f64,
    /// The area of the camera picture.
    pub(super) picture: Rect,
    /// The panel beside or below it.
    pub(super) panel: Rect,
    /// The square of the hold ring.
    pub(super) ring: Rect,
    /// The row of repetitions.
    pub(super) reps: Rect,
    /// The card of the pose to aim for.
    pub(super) card: Rect,
    /// What comes next.
    pub(super) next: Rect,
    /// The bar of the session's progress.
    pub(super) progress: Rect,
}

impl Layout {
    /// The layout of a window of this size.
    pub(super) fn of(size: Size, letters: Letters) -> Self {
        let (width, height) = (f64::from(size.width.max(1)), f64::from(size.height.max(1)));
        let wide = Self::wide(width, height);
        let tall = Self::tall(width, height);
        let shown = |layout: &Self| layout.picture.fitted(USUAL_PICTURE.0, USUAL_PICTURE.1).width;
        let chosen = if shown(&wide) >= shown(&tall) { wide } else { tall };
        Self { letter: chosen.unit * letters.scale(), ..chosen }
    }

    /// Pixels to the em of letters that are read as they should be, for what they say.
    pub(super) fn em(&self, role: Role) -> f64 {
        role.em() * self.letter
    }

    fn wide(width: f64, height: f64) -> Self {
        let unit = (width / WIDE.0).min(height / WIDE.1);
        // On whole pixels, so that the panel's edge is sharp.
        let panel_width = (PANEL_WIDTH * unit).round();
        let panel = Rect::new(width - panel_width, 0.0, panel_width, height);
        let inner = panel.inset(MARGIN * unit);
        let (next, progress) = foot(inner, unit);
        let ring_size = 256.0 * unit;
        let column = Rect { height: next.y - MARGIN * unit - inner.y, ..inner };
        // A window higher than its share gives the room it has left over to the gaps.
        let card_height = (column.height - ring_size - 96.0 * unit).min(inner.width);
        let spare = (column.height - ring_size - 96.0 * unit - card_height).max(0.0) / 3.0;
        let ring = Rect::new(inner.centre().x - ring_size / 2.0, inner.y + 4.0 * unit + spare, ring_size, ring_size);
        let reps = Rect::new(inner.x, ring.bottom() + 24.0 * unit, inner.width, 28.0 * unit);
        let card = Rect::new(inner.x, reps.bottom() + 24.0 * unit + spare, inner.width, card_height);
        let picture = Rect::new(0.0, 0.0, width - panel_width, height);
        Self { unit, letter: unit, picture, panel, ring, reps, card, next, progress }
    }

    fn tall(width: f64, height: f64) -> Self {
        let unit = (width / TALL.0).min(height / TALL.1);
        let panel_height = (PANEL_HEIGHT * unit).round();
        let panel = Rect::new(0.0, height - panel_height, width, panel_height);
        let inner = panel.inset(MARGIN * unit);
        let (next, progress) = foot(inner, unit);
        let ring_size = 256.0 * unit;
        let column = Rect { width: (inner.width * 0.4).max(ring_size), ..inner };
        let ring = Rect::new(column.centre().x - ring_size / 2.0, inner.y, ring_size, ring_size);
        let reps = Rect::new(column.x, ring.bottom() + 20.0 * unit, column.width, 28.0 * unit);
        let card_x = column.right() + MARGIN * unit;
        let card = Rect::new(card_x, inner.y, inner.right() - card_x, reps.bottom() - inner.y);
        let picture = Rect::new(0.0, 0.0, width, height - panel_height);
        Self { unit, letter: unit, picture, panel, ring, reps, card, next, progress }
    }
}

/// What comes next and the progress bar, at the bottom of the panel.
fn foot(inner: Rect, unit: f64) -> (Rect, Rect) {
    let bar = (8.0 * unit).max(3.0).min(inner.height);
    let progress = Rect::new(inner.x, inner.bottom() - bar, inner.width, bar);
    let next = Rect::new(inner.x, progress.y - 80.0 * unit, inner.width, 66.0 * unit);
    (next, progress)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn overlap(a: Rect, b: Rect) -> bool {
        let slack = 1e-6;
        a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() && b.y + slack < a.bottom()
    }

    fn contains(outer: Rect, inner: Rect) -> bool {
        let slack = 1e-6;
        inner.x >= outer.x - slack
            && inner.y >= outer.y - slack
            && inner.right() <= outer.right() + slack
            && inner.bottom() <= outer.bottom() + slack
    }

    #[test]
    fn the_usual_window_has_the_panel_on_the_right() {
        let layout = Layout::of(Size::new(1280, 720), Letters::Normal);
        assert_eq!(layout.unit.to_bits(), 1.0_f64.to_bits());
        assert_eq!(layout.picture, Rect::new(0.0, 0.0, 960.0, 720.0));
        assert_eq!(layout.panel, Rect::new(960.0, 0.0, 320.0, 720.0));
    }

    #[test]
    fn a_tall_window_has_the_panel_below() {
        let layout = Layout::of(Size::new(720, 1280), Letters::Normal);
        assert_eq!(layout.panel, Rect::new(0.0, 820.0, 720.0, 460.0));
        assert_eq!(layout.picture, Rect::new(0.0, 0.0, 720.0, 820.0));
    }

    #[test]
    fn a_picture_is_fitted_without_distortion() {
        let area = Rect::new(0.0, 0.0, 960.0, 720.0);
        assert_eq!(area.fitted(1280.0, 720.0), Rect::new(0.0, 0.0, 960.0, 540.0));
        assert_eq!(area.fitted(480.0, 640.0), Rect::new(210.0, 0.0, 540.0, 720.0));
        assert_eq!(area.fitted(0.0, 9.0).width.to_bits(), 0.0_f64.to_bits());
    }

    proptest! {
        #[test]
        fn nothing_overlaps_or_leaves_the_window(width in 1..4000_u32, height in 1..4000_u32) {
            let layout = Layout::of(Size::new(width, height), Letters::Normal);
            let window = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let Layout { picture, panel, ring, reps, card, next, progress, .. } = layout;
            prop_assert!(contains(window, picture) && contains(window, panel) && !overlap(picture, panel));
            // In windows smaller than a stamp whole pixels outweigh the unit.
            if width >= 120 && height >= 120 {
                let parts = [ring, reps, card, next, progress];
                for (index, part) in parts.into_iter().enumerate() {
                    prop_assert!(contains(panel, part), "part {index} {part:?} leaves {panel:?}");
                    prop_assert!(part.width > 0.0 && part.height > 0.0, "part {index} {part:?}");
                    for (other, rect) in parts.into_iter().enumerate().skip(index + 1) {
                        prop_assert!(!overlap(part, rect), "{index} {part:?} over {other} {rect:?}");
                    }
                }
            }
        }

        #[test]
        fn the_picture_gets_more_than_a_third_of_a_window(width in 480..3840_u32, height in 360..2160_u32) {
            let layout = Layout::of(Size::new(width, height), Letters::Normal);
            let share = layout.picture.width * layout.picture.height / f64::from(width) / f64::from(height);
            prop_assert!(share > 0.6, "{share}");
        }
    }
}
