//! Words over the picture: the one message in letters that are read from the mat, the name of the stretch with what to
//! know just now, and notices while there is nothing to coach.

use super::canvas::Canvas;
use super::font::Weight;
use super::layout::Rect;
use super::palette::Palette;
use super::sign;
use super::text::{Align, Block, Style, Typesetter};
use crate::body::{Point, Side};
use crate::coach::{Phase, Status};
use crate::judge::Cue;
use crate::judge::{Message, Tone};
use crate::wording::window;

/// Letters of the message in units: 48 of 720 pixels are 13 mm on a laptop's screen, three times what three metres need.
const MESSAGE_SIZE: f64 = 48.0;
/// The message may shrink to this many units to stay on one line, which hides less of the picture.
const ONE_LINE_SIZE: f64 = 44.0;
/// From this much free room below the picture on, in units, the message takes larger letters and hides nothing.
const ROOMY: f64 = 220.0;
const ROOMY_SIZE: f64 = 58.0;
/// Smallest letters over the picture, in pixels.
const SMALLEST: f64 = 11.0;

/// Where words go: along the picture's edges, unless it is so narrow that words need the room beside it.
pub(super) fn area(area: Rect, picture: Option<Rect>) -> Rect {
    match picture {
        Some(picture) if picture.width >= 0.7 * area.width => Rect { x: picture.x, width: picture.width, ..area },
        _ => area,
    }
}

/// The message at the bottom of the picture's `area`, below the picture itself where there is room.
pub(super) fn draw_message(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    area: Rect,
    picture: Option<Rect>,
    message: &Message,
    heading: Option<f64>,
    unit: f64,
) {
    let inks = canvas.inks();
    let words = message.cue.to_string();
    if words.trim().is_empty() {
        return;
    }
    let margin = 30.0 * unit;
    let sign_size = 52.0 * unit;
    let text_x = area.x + margin + sign_size + 20.0 * unit;
    let width = area.right() - margin - text_x;
    let free_top = picture.map_or(area.bottom(), Rect::bottom);
    let free = area.bottom() - free_top;
    let (block, style) = if free >= ROOMY * unit {
        let style = message_style(inks, ROOMY_SIZE * unit).wrapped(3, SMALLEST.max(20.0 * unit));
        (typesetter.fit(&words, style, width, free - 48.0 * unit), style)
    } else {
        fit_message(typesetter, inks, &words, width, area.height * 0.34, unit)
    };
    let middle = if free >= block.height + 40.0 * unit {
        free_top + free / 2.0
    } else {
        let middle = area.bottom() - 44.0 * unit - block.optical_height() / 2.0;
        let top = middle - block.optical_height() / 2.0 - 64.0 * unit;
        let fade = Rect::new(area.x, top.max(area.y), area.width, area.bottom() - top.max(area.y));
        canvas.fill_fade(fade, inks.panel.at(0.92));
        middle
    };
    sign::draw(canvas, message.tone, Point::new(area.x + margin + sign_size / 2.0, middle), sign_size, heading);
    let place = Rect::new(text_x, middle - block.optical_height() / 2.0, width, block.height);
    typesetter.write(canvas, &block, style, (place, place.y, Align::Left));
}

fn message_style(inks: &Palette, size: f64) -> Style {
    Style::new(Weight::Bold, inks.text, size.max(SMALLEST))
}

/// One line if it takes hardly smaller letters, else two lines, else more lines of smaller ones.
fn fit_message(
    typesetter: &mut Typesetter,
    inks: &Palette,
    text: &str,
    width: f64,
    height: f64,
    unit: f64,
) -> (Block, Style) {
    let style = message_style(inks, MESSAGE_SIZE * unit);
    let line = style.wrapped(1, SMALLEST.max(ONE_LINE_SIZE * unit));
    let block = typesetter.fit(text, line, width, height);
    if !block.is_cut() {
        return (block, line);
    }
    let large = style.wrapped(2, SMALLEST.max(34.0 * unit));
    let block = typesetter.fit(text, large, width, height);
    if !block.is_cut() {
        return (block, large);
    }
    let small = style.wrapped(4, SMALLEST.max(20.0 * unit));
    (typesetter.fit(text, small, width, height), small)
}

/// What is said at the top left.
pub(super) struct Header {
    /// The name of what is done.
    pub(super) title: String,
    /// The side being worked.
    pub(super) side: Option<Side>,
    /// What is worth knowing just now.
    pub(super) paragraph: Option<String>,
}

impl Header {
    /// What is said of a session.
    pub(super) fn of(status: &Status) -> Self {
        Self { title: status.subject.title().to_string(), side: status.side, paragraph: paragraph(status) }
    }
}

/// The name of the stretch at the top left, with the side being worked and, where there is something to know, a
/// paragraph below.
pub(super) fn draw_header(canvas: &mut Canvas, typesetter: &mut Typesetter, area: Rect, header: &Header, unit: f64) {
    let inks = canvas.inks();
    let place = Rect { height: area.height * 0.5, ..area }.inset(28.0 * unit);
    let (pad_x, pad_y) = (22.0 * unit, 18.0 * unit);
    let width = place.width - 2.0 * pad_x;
    let title = Style::new(Weight::Bold, inks.text, (36.0 * unit).max(SMALLEST)).wrapped(1, SMALLEST.max(20.0 * unit));
    let side =
        Style::new(Weight::Regular, inks.quiet.mixed(inks.text, 0.4), (28.0 * unit).max(SMALLEST)).wrapped(1, SMALLEST);
    let words = Style { ink: inks.text, ..side }.wrapped(3, SMALLEST.max(19.0 * unit));

    let side_word = header.side.map(window::side).unwrap_or_default();
    let side_block = typesetter.fit(&side_word, side, width * 0.5, place.height);
    let gap = if side_block.width > 0.0 { 16.0 * unit } else { 0.0 };
    let title_block = typesetter.fit(&header.title, title, width - side_block.width - gap, place.height);
    let line_height = title_block.optical_height();
    let paragraph = header.paragraph.as_deref();
    let paragraph_gap = 22.0 * unit;
    let free = place.height - line_height - 2.0 * pad_y - paragraph_gap;
    let paragraph_block = typesetter.fit(paragraph.unwrap_or_default(), words, width.min(780.0 * unit), free);

    let content = (title_block.width + gap + side_block.width).max(paragraph_block.width);
    if content <= 0.0 {
        return;
    }
    let below = if paragraph_block.height > 0.0 { paragraph_gap + paragraph_block.optical_height() } else { 0.0 };
    let card = Rect::new(place.x, place.y, content + 2.0 * pad_x, line_height + below + 2.0 * pad_y);
    canvas.fill_round(card, 16.0 * unit, inks.panel.at(0.82));
    let base = Rect::new(card.x + pad_x, card.y + pad_y, width, line_height);
    typesetter.write(canvas, &title_block, title, (base, base.y, Align::Left));
    // Both stand on one base line.
    let side_top = base.bottom() - side_block.optical_height();
    let side_place = Rect { x: base.x + title_block.width + gap, ..base };
    typesetter.write(canvas, &side_block, side, (side_place, side_top, Align::Left));
    if paragraph.is_some() {
        typesetter.write(canvas, &paragraph_block, words, (base, base.bottom() + paragraph_gap, Align::Left));
    }
}

/// What is worth knowing just now besides the message.
fn paragraph(status: &Status) -> Option<String> {
    let stretch = status.subject.stretch();
    let text = match status.phase {
        Phase::Searching => window::camera(status.subject.camera()),
        Phase::Stopped => window::stopped(),
        Phase::Positioning | Phase::Paused if status.message.tone == Tone::Unseen => {
            window::camera(status.subject.camera())
        }
        // One thing at a time: somebody who is being corrected is in the pose already.
        Phase::Positioning if status.message.tone != Tone::Mend => stretch?.setup.clone(),
        Phase::Changing(_) => stretch?.setup.clone(),
        Phase::Resting(_) => stretch?.safety.first()?.clone(),
        Phase::Holding if status.is_timed => Cue::Timed.to_string(),
        Phase::Positioning | Phase::Paused | Phase::Holding | Phase::Moving => return None,
    };
    (!text.trim().is_empty() && text != status.message.cue.to_string()).then_some(text)
}

/// A notice in the middle of the picture's area, over a veil that takes back what is below it.
pub(super) fn draw_notice(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    area: Rect,
    picture: Option<Rect>,
    notice: &str,
    unit: f64,
) {
    let inks = canvas.inks();
    if notice.trim().is_empty() {
        return;
    }
    if let Some(picture) = picture {
        canvas.fill_rect(picture, inks.panel.at(0.78));
    }
    let sign_size = 72.0 * unit;
    let gap = 36.0 * unit;
    let room = area.inset(48.0 * unit);
    let style = Style::new(Weight::Bold, inks.text, (44.0 * unit).max(SMALLEST)).wrapped(4, SMALLEST.max(20.0 * unit));
    let block = typesetter.fit(notice, style, room.width, (room.height - sign_size - gap).max(0.0));
    let top = area.centre().y - (sign_size + gap + block.optical_height()) / 2.0;
    sign::camera(canvas, Point::new(area.centre().x, top + sign_size / 2.0), sign_size, inks.quiet);
    typesetter.write(canvas, &block, style, (room, top + sign_size + gap, Align::Centre));
}

#[cfg(test)]
mod tests {
    use super::super::look::Theme;
    use super::*;

    #[test]
    fn hints_keep_large_letters_in_the_usual_window() {
        let mut typesetter = Typesetter::new();
        let hints = [
            "Sit your hips back toward your heels.",
            "Straighten the raised knee and reach the heel back.",
            "Lower the chest a little, so that the elbows stay under the shoulders.",
        ];
        for hint in hints {
            let (block, _) = fit_message(&mut typesetter, Palette::of(Theme::Dark), hint, 810.0, 245.0, 1.0);
            assert!(block.size >= 44.0 && !block.is_cut(), "{hint}: {}", block.size);
        }
    }

    #[test]
    fn even_very_long_hints_are_whole() {
        let mut typesetter = Typesetter::new();
        let hint = "Straighten the raised knee and reach the heel back ".repeat(4);
        for (width, height, unit) in [(810.0, 245.0, 1.0), (391.0, 163.0, 0.5), (570.0, 280.0, 1.0)] {
            let (block, _) = fit_message(&mut typesetter, Palette::of(Theme::Dark), &hint[..200], width, height, unit);
            assert!(!block.is_cut(), "{width}: {block:?}");
        }
    }
}
