//! The session waits, for the camera or for somebody to come back: what is wrong, what to do, what is kept, over what was there.

use super::layout::Rect;
use super::place::draw_countdown;
use super::reading::Role;
use super::sheet::{Page, Sheet, Stand, Words};
use super::sign;
use super::text::Align;
use crate::body::Point;
use crate::host::LostScreen;
use crate::wording::screens;

/// How much of what is below shows through.
const VEIL: f32 = 0.88;

/// Where everything stands.
struct Places {
    sign: Rect,
    what: Rect,
    remedy: Rect,
    /// How much is kept, as a bar and in words.
    bar: Rect,
    kept: Rect,
}

impl Places {
    fn of(page: &Page) -> Self {
        let (unit, letter) = (page.unit, page.letter);
        let column = page.inner.shrunk(if page.is_wide { 90.0 * unit } else { 0.0 }, 0.0);
        let heights = if page.is_wide { [110.0, 150.0, 180.0, 16.0, 64.0] } else { [130.0, 300.0, 330.0, 16.0, 130.0] };
        let [sign, what, remedy, bar, kept] = heights;
        let scaled = [sign * unit, what * letter, remedy * letter, bar * unit, kept * letter];
        let gap = 16.0 * unit;
        let needed: f64 = scaled.iter().sum::<f64>() + 4.0 * gap;
        let shrink = (column.height / needed).min(1.0);
        let mut rest = column;
        rest.take_top((column.height - needed).max(0.0) / 2.0);
        let [sign, what, remedy, bar, kept] = scaled.map(|height| {
            let strip = rest.take_top(height * shrink);
            rest.take_top(gap * shrink);
            strip
        });
        Self { sign, what, remedy, bar, kept }
    }
}

/// Paints it over what is there.
pub(super) fn draw(sheet: &mut Sheet, screen: &LostScreen) {
    let inks = sheet.inks();
    sheet.canvas.fill_rect(sheet.page.window, inks.panel.at(VEIL));
    let places = Places::of(&sheet.page);
    if let Some(seconds) = screen.countdown {
        draw_countdown(sheet, seconds, sheet.page.inner);
        return;
    }
    let size = places.sign.height;
    sign::camera(sheet.canvas, places.sign.centre(), size * 0.9, inks.quiet);
    let lines = if sheet.page.is_wide { 2 } else { 4 };
    let what = Words::new(Role::Main, inks.text).sized(66.0).lines(lines);
    sheet.write(&screen.what, what, places.what, Align::Centre, Stand::Middle);
    let remedy = Words::new(Role::Second, inks.text).lines(lines + 1);
    sheet.write(&screen.remedy, remedy, places.remedy, Align::Centre, Stand::Top);
    if let Some((held, whole)) = screen.held {
        draw_kept(sheet, &places, held.as_secs_f64() / whole.as_secs_f64(), &screens::kept(held, whole));
    }
}

fn draw_kept(sheet: &mut Sheet, places: &Places, share: f64, text: &str) {
    let inks = sheet.inks();
    let width = places.bar.width.min(sheet.units(560.0));
    let centre: Point = places.bar.centre();
    let bar = Rect { x: centre.x - width / 2.0, width, ..places.bar };
    let radius = bar.height / 2.0;
    sheet.canvas.fill_round(bar, radius, inks.line);
    if share > 0.0 {
        let width = (bar.width * share.min(1.0)).max(bar.height);
        sheet.canvas.fill_round(Rect { width, ..bar }, radius, inks.within);
    }
    let words = Words::new(Role::Second, inks.text).lines(2);
    sheet.write(text, words, places.kept, Align::Centre, Stand::Middle);
}
