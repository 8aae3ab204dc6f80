//! Where things stand in the window. Wide windows have the picture on the left and the panel on the right, tall ones the
//! panel below. Everything scales with one unit, so that a large window is read from
//! as far as it looks.

use super::look::Letters;
use super::reading::Role;
use crate::body::{Point, Size};

/// The window that the design is drawn for, wide and tall: one unit is one pixel there.
const WIDE: (f64, f64) = (1280.0, 720.0);
const TALL: (f64, f64) = (720.0, 1280.0);
/// Free space along edges and between groups, in units.
const MARGIN: f64 = 28.0;
const GAP: f64 = 20.0;
/// Width of the panel beside the picture, in units: with normal letters, and how much it grows with larger ones.
const PANEL_WIDTH: f64 = 520.0;
const PANEL_GROWTH: f64 = 230.0;
/// The panel gets what a flat picture leaves over, up to this much.
const PANEL_MORE: f64 = 90.0;
/// The hold ring across, in units.
const RING: f64 = 236.0;
/// The bar of the session's progress, in units.
const BAR: f64 = 8.0;
/// How large letters are in a tall window, compared with a wide one: a laptop's screen has none.
const TALL_LETTERS: f64 = 0.8;
/// Height of a line in em, from base line to base line, and of a single one with its descenders.
const LEADING: f64 = 1.22;
const LINE: f64 = 0.954;
/// The shape that most laptops' cameras send. Nothing depends on what a camera really sends, so that it never jumps with the first frame.
const USUAL_PICTURE: (f64, f64) = (16.0, 9.0);

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
    /// Pixels of one unit of letters that are as small as they may become to fit.
    pub(super) small_letter: f64,
    /// The name of what is done, above everything.
    pub(super) header: Rect,
    /// The area of the camera picture.
    pub(super) picture: Rect,
    /// The panel beside or below it.
    pub(super) panel: Rect,
    /// The square of the hold ring.
    pub(super) ring: Rect,
    /// The row of repetitions.
    pub(super) reps: Rect,
    /// What the coach is doing, in a word.
    pub(super) word: Rect,
    /// The card of the pose to aim for, or what comes next.
    pub(super) card: Rect,
    /// The message, below picture and panel.
    pub(super) message: Rect,
    /// The bar of the session's progress.
    pub(super) progress: Rect,
    /// Where things stand while somebody gets ready.
    pub(super) ready: Ready,
    /// Where things stand while something is to be chosen.
    pub(super) choosing: Choosing,
}

/// Where things stand, below the header, while the session stands still and something is to be chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Choosing {
    /// The choices, and the words above them.
    pub(super) choices: Rect,
    /// The camera picture.
    pub(super) picture: Rect,
    /// The square of the ring.
    pub(super) ring: Rect,
}

/// Where things stand, below the header, while somebody rests or gets into a pose: what to do is large, the picture small.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ready {
    /// The words.
    pub(super) words: Rect,
    /// The figure.
    pub(super) figure: Rect,
    /// The camera picture.
    pub(super) picture: Rect,
    /// The square of the ring.
    pub(super) ring: Rect,
}

impl Layout {
    /// The layout of a window of this size.
    pub(super) fn of(size: Size, letters: Letters) -> Self {
        let (width, height) = (f64::from(size.width.max(1)), f64::from(size.height.max(1)));
        if width >= height { Self::wide(width, height, letters) } else { Self::tall(width, height, letters) }
    }

    /// Pixels to the em of letters that are read as they should be, for what they say.
    pub(super) fn em(&self, role: Role) -> f64 {
        role.em() * self.letter
    }

    /// Pixels to the em down to which they may shrink to fit; what still doesn't fit gets more room.
    pub(super) fn least_em(&self, role: Role) -> f64 {
        role.em() * self.small_letter
    }

    /// Everything but the header and the panel: where notices stand.
    pub(super) fn stage(&self) -> Rect {
        let Self { picture, message, .. } = *self;
        Rect { height: message.bottom() - picture.y, ..picture }
    }

    fn wide(width: f64, height: f64, letters: Letters) -> Self {
        let unit = (width / WIDE.0).min(height / WIDE.1);
        let letter = unit * letters.scale();
        let (margin, gap) = (MARGIN * unit, GAP * unit);
        let (header, message, progress) = bands(width, height, unit, letter, 1, 2);
        let middle = Rect::new(margin, header.bottom(), width - 2.0 * margin, message.y - header.bottom());
        let least = (PANEL_WIDTH + (letters.scale() - 1.0) * PANEL_GROWTH) * unit - 2.0 * margin;
        let left_over = middle.width - margin - middle.height * USUAL_PICTURE.0 / USUAL_PICTURE.1;
        // On whole pixels, so that edges are sharp.
        let panel_width = left_over.clamp(least, least + PANEL_MORE * unit).round();
        let panel = Rect::new(middle.right() - panel_width, middle.y, panel_width, middle.height);
        let picture = Rect::new(middle.x, middle.y, panel.x - margin - middle.x, middle.height);
        let slot = (LINE + LEADING) * Role::Second.em() * unit;
        let ring = square(panel.x, panel.y, (RING * unit).min(panel.height - gap - slot));
        let card = below(panel, ring.bottom() + gap);
        let (reps, word) = beside(panel, ring, unit, letter);

        let top = header.bottom() + gap;
        let body = Rect { y: top, height: progress.y - margin - top, ..middle };
        let words = Rect { width: 0.52 * body.width, ..body };
        let right = Rect::new(words.right() + margin, body.y, body.right() - words.right() - margin, body.height);
        let figure = Rect { height: 0.56 * right.height, ..right };
        let rest = below(right, figure.bottom() + gap);
        let ring_size = (0.8 * RING * unit).min(rest.height).min(0.36 * rest.width);
        let ready_ring = square(rest.right() - ring_size, rest.centre().y - ring_size / 2.0, ring_size);
        let ready_picture = Rect { width: rest.width - ring_size - gap, ..rest };
        let ready = Ready { words, figure, picture: ready_picture, ring: ready_ring };

        let choices = Rect { width: 0.72 * body.width, ..body };
        let right = Rect::new(choices.right() + margin, body.y, body.right() - choices.right() - margin, body.height);
        let choosing = Choosing {
            choices,
            picture: Rect { height: 0.5 * right.height, ..right },
            ring: square(
                right.x,
                right.y + 0.5 * right.height + gap,
                (RING * unit).min(0.4 * right.height).min(right.width),
            ),
        };
        let small_letter = unit;
        Self {
            unit,
            letter,
            small_letter,
            header,
            picture,
            panel,
            ring,
            reps,
            word,
            card,
            message,
            progress,
            ready,
            choosing,
        }
    }

    fn tall(width: f64, height: f64, letters: Letters) -> Self {
        let unit = (width / TALL.0).min(height / TALL.1);
        let letter = TALL_LETTERS * unit * letters.scale();
        let small_letter = TALL_LETTERS * unit;
        let (margin, gap) = (MARGIN * unit, GAP * unit);
        let (header, message, progress) = bands(width, height, unit, letter, 2, 3);
        let middle = Rect::new(margin, header.bottom(), width - 2.0 * margin, message.y - header.bottom());
        let slot = (LINE + LEADING) * Role::Second.em() * letter;
        let ring_size = RING * unit;
        let room = middle.height - gap - middle.width * 3.0 / 4.0;
        let panel_height = room.max(ring_size + gap + slot).min(0.5 * middle.height).round();
        let panel = Rect { y: middle.bottom() - panel_height, height: panel_height, ..middle };
        let picture = Rect { height: panel.y - gap - middle.y, ..middle };
        let ring = square(panel.x, panel.y, ring_size.min(panel.height - gap - slot * 0.6));
        let card = below(panel, ring.bottom() + gap);
        let (reps, word) = beside(panel, ring, unit, letter);

        let top = header.bottom() + gap;
        let body = Rect { y: top, height: progress.y - margin - top, ..middle };
        let figure = Rect { height: 0.3 * body.height, ..body };
        let words = Rect { y: figure.bottom() + gap, height: 0.46 * body.height - gap, ..body };
        let rest = below(body, words.bottom() + gap);
        let ring_size = ring_size.min(rest.height).min(0.36 * rest.width);
        let ready_ring = square(rest.right() - ring_size, rest.centre().y - ring_size / 2.0, ring_size);
        let ready_picture = Rect { width: rest.width - ring_size - gap, ..rest };
        let ready = Ready { words, figure, picture: ready_picture, ring: ready_ring };
        let choices = Rect { height: words.bottom() - body.y, ..body };
        let choosing = Choosing { choices, picture: ready_picture, ring: ready_ring };
        Self {
            unit,
            letter,
            small_letter,
            header,
            picture,
            panel,
            ring,
            reps,
            word,
            card,
            message,
            progress,
            ready,
            choosing,
        }
    }
}

/// The header with room for so many lines of a title, the message with room for so many, and the bar of the progress: bands over the whole
/// width, so that none of their words ever lies over a person.
fn bands(width: f64, height: f64, unit: f64, letter: f64, title_lines: u32, lines: u32) -> (Rect, Rect, Rect) {
    let margin = MARGIN * unit;
    let em = Role::Main.em() * letter;
    let lines_high = |lines: u32| (LINE + LEADING * f64::from(lines - 1)) * em;
    let header = (lines_high(title_lines) + 34.0 * unit).round();
    let message = lines_high(lines) + 40.0 * unit;
    let bar = (BAR * unit).max(3.0).min(height / 20.0);
    let progress = Rect::new(margin, height - bar - (6.0 * unit).min(height / 20.0), width - 2.0 * margin, bar);
    let message = Rect::new(margin, (progress.y - message).floor(), width - 2.0 * margin, message);
    (Rect::new(margin, 0.0, width - 2.0 * margin, header), message, progress)
}

const fn square(x: f64, y: f64, side: f64) -> Rect {
    Rect::new(x, y, side, side)
}

/// What of `rect` lies below `y`.
fn below(rect: Rect, y: f64) -> Rect {
    Rect { y, height: rect.bottom() - y, ..rect }
}

/// Repetitions and the word for what the coach is doing, beside the ring.
fn beside(panel: Rect, ring: Rect, unit: f64, letter: f64) -> (Rect, Rect) {
    let x = ring.right() + GAP * unit;
    let row = (LINE * Role::Second.em() * letter).min(0.4 * ring.height);
    let gap = 10.0 * unit;
    let words = ((LINE + LEADING) * Role::Second.em() * letter).min(ring.height - row - gap);
    let top = ring.y + (ring.height - row - gap - words) / 2.0;
    let reps = Rect::new(x, top, panel.right() - x, row);
    (reps, Rect::new(x, reps.bottom() + gap, reps.width, words))
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
        assert!(layout.panel.x > layout.picture.right() && layout.panel.right() < 1280.0);
    }

    #[test]
    fn a_tall_window_has_the_panel_below() {
        let layout = Layout::of(Size::new(720, 1280), Letters::Normal);
        assert!(layout.panel.y > layout.picture.bottom() && layout.panel.bottom() <= layout.message.y);
    }

    #[test]
    fn a_picture_is_fitted_without_distortion() {
        let area = Rect::new(0.0, 0.0, 960.0, 720.0);
        assert_eq!(area.fitted(1280.0, 720.0), Rect::new(0.0, 0.0, 960.0, 540.0));
        assert_eq!(area.fitted(480.0, 640.0), Rect::new(210.0, 0.0, 540.0, 720.0));
        assert_eq!(area.fitted(0.0, 9.0).width.to_bits(), 0.0_f64.to_bits());
    }

    fn check(layout: &Layout, width: u32, height: u32) -> Result<(), TestCaseError> {
        let window = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let Layout { header, picture, panel, ring, reps, word, card, message, progress, ready, choosing, .. } = *layout;
        let Ready { words, figure, picture: small, ring: clock } = ready;
        let scenes = [
            [header, picture, ring, reps, word, card, message, progress].to_vec(),
            [header, words, figure, small, clock, progress].to_vec(),
            [header, choosing.choices, choosing.picture, choosing.ring, progress].to_vec(),
        ];
        for parts in scenes {
            for (index, part) in parts.iter().enumerate() {
                prop_assert!(contains(window, *part), "part {index} {part:?} leaves {window:?}");
                prop_assert!(part.width > 0.0 && part.height > 0.0, "part {index} {part:?}");
                for (other, rect) in parts.iter().enumerate().skip(index + 1) {
                    prop_assert!(!overlap(*part, *rect), "{index} {part:?} over {other} {rect:?}");
                }
            }
        }
        for part in [ring, reps, word, card] {
            prop_assert!(contains(panel, part), "{part:?} leaves {panel:?}");
        }
        Ok(())
    }

    #[test]
    fn nothing_overlaps_in_the_usual_windows_with_letters_of_any_size() {
        for (width, height) in [(800, 600), (1280, 720), (1920, 1080), (2560, 1440), (720, 1280), (2560, 1080)] {
            for letters in Letters::ALL {
                let layout = Layout::of(Size::new(width, height), letters);
                check(&layout, width, height).unwrap_or_else(|wrong| panic!("{width}x{height} {letters:?}: {wrong}"));
            }
        }
    }

    proptest! {
        // In windows smaller than a stamp whole pixels outweigh the unit.
        #[test]
        fn nothing_overlaps_or_leaves_the_window(width in 120..4000_u32, height in 120..4000_u32, letters in 0..3_usize) {
            check(&Layout::of(Size::new(width, height), Letters::ALL[letters]), width, height)?;
        }

        #[test]
        fn the_picture_gets_a_fifth_of_a_usual_window(width in 480..3840_u32, aspect in 1.3..1.9_f64) {
            let height = (f64::from(width) / aspect) as u32;
            let layout = Layout::of(Size::new(width, height), Letters::Normal);
            let shown = layout.picture.fitted(16.0, 9.0);
            let share = shown.width * shown.height / f64::from(width) / f64::from(height);
            prop_assert!(share > 0.2, "{share}");
        }
    }
}
