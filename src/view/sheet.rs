//! What the screens around a session are painted on: the whole window, with margins, and words in it as large as they must be and as
//! large as there is room for.

use std::f64::consts::{FRAC_PI_2, TAU};

use super::canvas::{Canvas, Ends, Pen};
use super::font::Weight;
use super::layout::Rect;
use super::look::Letters;
use super::palette::{Ink, Palette};
use super::reading::Role;
use super::text::{Align, Block, Style, Typesetter};
use crate::body::{Point, Size};
use crate::language::Language;

/// The window that the design is drawn for, wide and tall: one unit is one pixel there.
const WIDE: (f64, f64) = (1280.0, 720.0);
const TALL: (f64, f64) = (720.0, 1280.0);
/// Free space along the window's edges, in units.
const MARGIN: f64 = 28.0;
/// What doesn't fit in letters as large as it should have may become so much smaller before it is cut: only long names of somebody's own do.
const SHRINK: f64 = 0.6;
/// Corners of cards and buttons, in units.
const CORNER: f64 = 16.0;

/// A window without a panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Page {
    /// Pixels of one unit.
    pub(super) unit: f64,
    /// Pixels of one unit of letters, which a person may have larger.
    pub(super) letter: f64,
    pub(super) window: Rect,
    /// The window without its margins.
    pub(super) inner: Rect,
    /// Whether the window is wider than high.
    pub(super) is_wide: bool,
}

impl Page {
    /// The page of a window of this size.
    pub(super) fn of(size: Size, letters: Letters) -> Self {
        let (width, height) = (f64::from(size.width.max(1)), f64::from(size.height.max(1)));
        let is_wide = width >= height;
        let design = if is_wide { WIDE } else { TALL };
        let unit = (width / design.0).min(height / design.1);
        let window = Rect::new(0.0, 0.0, width, height);
        Self { unit, letter: unit * letters.scale(), window, inner: window.inset(MARGIN * unit), is_wide }
    }
}

/// How a text should look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    ink: Ink,
    weight: Weight,
    /// What it is for.
    role: Role,
    /// Units to the em where there is room.
    size: f64,
    lines: usize,
}

impl Words {
    /// A text for this, in the smallest letters that will do where there is room for no larger.
    pub(super) const fn new(role: Role, ink: Ink) -> Self {
        let weight = if matches!(role, Role::Main) { Weight::Bold } else { Weight::Regular };
        Self { ink, weight, role, size: role.em(), lines: 1 }
    }

    /// The same in letters of so many units where there is room; what it is for still says how small they may become.
    pub(super) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// The same in bold.
    pub(super) const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same on up to so many lines.
    pub(super) const fn lines(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    /// The same in another ink.
    pub(super) const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

/// Where a text stands in its box from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    Top,
    Middle,
}

/// A text as it was written.
#[cfg(test)]
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) text: String,
    /// What it covers.
    pub(super) rect: Rect,
    pub(super) is_cut: bool,
    /// Whether its letters are smaller than what it is for asks for.
    pub(super) is_small: bool,
}

/// Everything that paints, and the page.
pub(super) struct Sheet<'a> {
    pub(super) canvas: &'a mut Canvas,
    typesetter: &'a mut Typesetter,
    pub(super) page: Page,
    /// What was written.
    #[cfg(test)]
    pub(super) written: Vec<Written>,
}

impl<'a> Sheet<'a> {
    pub(super) const fn new(canvas: &'a mut Canvas, typesetter: &'a mut Typesetter, page: Page) -> Self {
        Self {
            canvas,
            typesetter,
            page,
            #[cfg(test)]
            written: Vec::new(),
        }
    }

    /// The inks to paint with.
    pub(super) const fn inks(&self) -> &'static Palette {
        self.canvas.inks()
    }

    /// In which language its words are.
    pub(super) const fn language(&self) -> Language {
        self.typesetter.language()
    }

    /// Pixels of so many units.
    pub(super) const fn units(&self, units: f64) -> f64 {
        units * self.page.unit
    }

    /// A text laid out for a box: no smaller than what it is for asks for where that fits.
    fn lay_out(&mut self, text: &str, words: Words, rect: Rect) -> (Block, Style) {
        let least = words.role.em() * self.page.unit;
        let size = (words.size * self.page.letter).max(least);
        let style = Style::new(words.weight, words.ink, size).wrapped(words.lines, least);
        let block = self.typesetter.fit(text, style, rect.width, rect.height);
        if !block.is_cut() {
            return (block, style);
        }
        let style = style.wrapped(words.lines, SHRINK * least);
        (self.typesetter.fit(text, style, rect.width, rect.height), style)
    }

    /// Writes a text into a box, as large as fits. Returns what it covers.
    pub(super) fn write(&mut self, text: &str, words: Words, rect: Rect, align: Align, stand: Stand) -> Rect {
        let (block, style) = self.lay_out(text, words, rect);
        let top = match stand {
            Stand::Top => rect.y,
            Stand::Middle => {
                rect.y + ((rect.height - block.optical_height()) / 2.0).min(rect.height - block.height).max(0.0)
            }
        };
        self.typesetter.write(self.canvas, &block, style, (rect, top, align));
        let x = match align {
            Align::Left => rect.x,
            Align::Centre => rect.x + (rect.width - block.width) / 2.0,
            Align::Right => rect.right() - block.width,
        };
        let covered = Rect::new(x, top, block.width, block.height);
        #[cfg(test)]
        if !text.trim().is_empty() {
            let least = words.role.em() * self.page.unit;
            let (is_cut, is_small) = (block.is_cut() || block.width <= 0.0, block.size < least * 0.999);
            self.written.push(Written { text: text.to_owned(), rect: covered, is_cut, is_small });
        }
        covered
    }

    /// Writes a text at the top of what is left of a column, and takes off what it covers and a gap of so many units.
    pub(super) fn flow(&mut self, text: &str, words: Words, rest: &mut Rect, gap: f64) -> Rect {
        if text.trim().is_empty() {
            return Rect { width: 0.0, height: 0.0, ..*rest };
        }
        let covered = self.write(text, words, *rest, Align::Left, Stand::Top);
        rest.take_top(covered.height + self.units(gap));
        covered
    }

    /// How high and wide a text will be in a box.
    pub(super) fn measure(&mut self, text: &str, words: Words, rect: Rect) -> Extent {
        let (block, _) = self.lay_out(text, words, rect);
        let least = words.role.em() * self.page.unit;
        Extent { width: block.width, height: block.height, is_whole: !block.is_cut() && block.size >= least * 0.999 }
    }

    /// A card behind a group of things.
    pub(super) fn card(&mut self, rect: Rect) {
        let radius = self.units(CORNER);
        self.canvas.fill_round(rect, radius, self.inks().card);
    }

    /// Something to choose, light where it is highlighted, and filled from the left by as much of a sign as has been given (0 to 1).
    /// Returns the ink for what stands on it.
    pub(super) fn choice(&mut self, rect: Rect, highlight: Option<f64>) -> Ink {
        let inks = self.inks();
        let radius = self.units(CORNER);
        let Some(share) = highlight else {
            self.canvas.fill_round(rect, radius, inks.card);
            return inks.text;
        };
        self.canvas.fill_round(rect, radius, inks.chosen);
        if share > 0.0 {
            let width = rect.width * share.min(1.0);
            let filled = Rect { width, ..rect };
            self.canvas.within(filled, |canvas| canvas.fill_round(rect, radius, inks.within));
            // What is filled differs from the rest by more than its colour.
            let edge = self.units(3.0);
            if share < 1.0 {
                let line = Rect { x: filled.right() - edge, width: edge, ..rect };
                self.canvas.within(line, |canvas| canvas.fill_round(rect, radius, inks.on_chosen));
            }
        }
        inks.on_chosen
    }

    /// A button with its words, and the key that does the same.
    pub(super) fn button(&mut self, rect: Rect, text: &str, words: Words, key: &str, highlight: Option<f64>) {
        let ink = self.choice(rect, highlight);
        let mut room = rect.shrunk(self.units(24.0), self.units(6.0));
        if !key.is_empty() {
            let words = Words::new(Role::Near, ink);
            let width = self.measure(key, words, room).width;
            let place = room.take_right(width);
            self.write(key, words, place, Align::Right, Stand::Middle);
            room.take_right(self.units(20.0));
        }
        let align = if key.is_empty() { Align::Centre } else { Align::Left };
        self.write(text, words.ink(ink), room, align, Stand::Middle);
    }

    /// A ring, the first `share` of it (0 to 1) in another ink.
    pub(super) fn ring(&mut self, centre: Point, radius: f64, band: f64, share: f64) {
        let inks = self.inks();
        let pen = |ink| Pen { ink, width: band, ends: Ends::Flat, dash: None };
        self.canvas.circle(centre, radius, pen(inks.line));
        if share > 0.0 {
            self.canvas.arc(centre, radius, -FRAC_PI_2, TAU * share.min(1.0), pen(inks.within));
        }
    }
}

/// How large a text will be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Whether all of it is there, in letters as large as what it is for asks for.
    pub(super) is_whole: bool,
}

/// Which of `count` things a list shows that has room for so many of them: those about the highlighted one.
pub(super) fn shown(count: usize, highlighted: usize, room: usize) -> std::ops::Range<usize> {
    let room = room.min(count);
    let first = highlighted.saturating_sub(room / 2).min(count - room);
    first..first + room
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_shows_what_is_highlighted_and_what_is_about_it() {
        assert_eq!(shown(3, 0, 5), 0..3, "all of a short one");
        assert_eq!(shown(9, 0, 5), 0..5);
        assert_eq!(shown(9, 4, 5), 2..7);
        assert_eq!(shown(9, 8, 5), 4..9);
        assert_eq!(shown(9, 70, 5), 4..9, "even one that isn't there");
        assert_eq!(shown(9, 3, 0), 3..3, "no room at all");
    }
}
