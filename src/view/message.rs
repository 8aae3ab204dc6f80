//! The one message in letters that are read from the mat, below the picture; and notices while there is nothing to coach.

use super::canvas::Canvas;
use super::font::Weight;
use super::layout::{Layout, Rect};
use super::palette::Palette;
use super::reading::Role;
use super::sign;
use super::text::{Align, Block, Style, Typesetter};
use crate::body::Point;
use crate::judge::Tone;

/// The sign before the words, in units of letters, and the room after it.
const SIGN: f64 = 54.0;
const AFTER_SIGN: f64 = 26.0;

/// Draws what is said in its band. Words that don't fit there with letters as large as they must be get room above it. Returns where it begins
/// from the top.
pub(super) fn draw(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    layout: &Layout,
    (tone, words): (Tone, &str),
    heading: Option<f64>,
) -> f64 {
    let band = layout.message;
    if words.trim().is_empty() {
        return band.y;
    }
    let inks = canvas.inks();
    let size = SIGN * layout.letter;
    let text_x = band.x + size + AFTER_SIGN * layout.letter;
    let width = band.right() - text_x;
    let (block, style) = fit(typesetter, inks, layout, words, width);
    let height = block.height + 36.0 * layout.unit;
    let top = (band.bottom() - height).min(band.y);
    if top < band.y {
        canvas.fill_rect(Rect::new(0.0, top, band.right() + band.x, band.y - top), inks.panel);
    }
    let middle = f64::midpoint(top, band.bottom());
    sign::draw(canvas, tone, Point::new(band.x + size / 2.0, middle), size, heading);
    let place = Rect::new(text_x, middle - block.optical_height() / 2.0, width, block.height);
    typesetter.write(canvas, &block, style, (place, place.y, Align::Left));
    top
}

/// The words in as large letters as their band takes, else in the least letters on more lines, else in whichever are whole.
fn fit(typesetter: &mut Typesetter, inks: &Palette, layout: &Layout, words: &str, width: f64) -> (Block, Style) {
    let style = Style::new(Weight::Bold, inks.text, layout.em(Role::Main)).wrapped(4, layout.least_em(Role::Main));
    let block = typesetter.fit(words, style, width, layout.message.height - 38.0 * layout.unit);
    if !block.is_cut() {
        return (block, style);
    }
    let room = (layout.message.bottom() - layout.picture.y) * 0.6;
    let least = Style { size: layout.least_em(Role::Main), ..style };
    (typesetter.whole(words, least, width, room), least)
}

/// A notice in the middle of the picture's area, over a veil that takes back what is below it.
pub(super) fn draw_notice(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    layout: &Layout,
    picture: Option<Rect>,
    notice: &str,
) {
    if notice.trim().is_empty() {
        return;
    }
    let inks = canvas.inks();
    if let Some(picture) = picture {
        canvas.fill_rect(picture, inks.panel.at(0.85));
    }
    let (unit, area) = (layout.unit, layout.stage());
    let sign_size = 72.0 * unit;
    let gap = 36.0 * unit;
    let room = area.inset(24.0 * unit);
    let style = Style::new(Weight::Bold, inks.text, layout.em(Role::Main)).wrapped(6, layout.least_em(Role::Main));
    let block = typesetter.whole(notice, style, room.width, (room.height - sign_size - gap).max(0.0));
    let top = area.centre().y - (sign_size + gap + block.optical_height()) / 2.0;
    sign::camera(canvas, Point::new(area.centre().x, top + sign_size / 2.0), sign_size, inks.quiet);
    typesetter.write(canvas, &block, style, (room, top + sign_size + gap, Align::Centre));
}

#[cfg(test)]
mod tests {
    use super::super::look::{Letters, Theme};
    use super::*;
    use crate::body::Size;

    fn block(words: &str, size: (u32, u32), letters: Letters) -> Block {
        let layout = Layout::of(Size::new(size.0, size.1), letters);
        let width = layout.message.width - (SIGN + AFTER_SIGN) * layout.letter;
        fit(&mut Typesetter::new(), Palette::of(Theme::Dark), &layout, words, width).0
    }

    #[test]
    fn larger_letters_are_larger() {
        let size = |letters| block("Sit your hips back toward your heels.", (1280, 720), letters).size;
        assert!((size(Letters::Large) / size(Letters::Normal) - 1.2).abs() < 1e-6);
        assert!((size(Letters::Largest) / size(Letters::Normal) - 1.45).abs() < 1e-6);
    }

    #[test]
    fn even_very_long_hints_are_whole() {
        let hint = "Straighten the raised knee and reach the heel back ".repeat(4);
        for size in [(800, 600), (1280, 720), (720, 1280), (640, 360)] {
            for letters in Letters::ALL {
                let block = block(&hint[..200], size, letters);
                assert!(!block.is_cut(), "{size:?}: {block:?}");
            }
        }
    }
}
