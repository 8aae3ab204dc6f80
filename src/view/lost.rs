//! The session waits, for the camera or for somebody to come back: what is wrong, what to do, what is kept, over what was there.

use super::layout::Rect;
use super::place::draw_countdown;
use super::reading::Role;
use super::sheet::{Sheet, Stand, Words};
use super::sign;
use super::text::Align;
use crate::host::LostScreen;
use crate::wording::screens;

/// How much of what is below is covered.
const VEIL: f32 = 0.93;
/// Height of what is kept, a bar and words, in units of letters.
const KEPT: f64 = 90.0;

/// Paints it over what is there.
pub(super) fn draw(sheet: &mut Sheet, screen: &LostScreen) {
    let inks = sheet.inks();
    sheet.canvas.fill_rect(sheet.page.window, inks.panel.at(VEIL));
    if let Some(seconds) = screen.countdown {
        draw_countdown(sheet, seconds, sheet.page.inner);
        return;
    }
    let mut rest = sheet.page.inner.shrunk(if sheet.page.is_wide { sheet.units(70.0) } else { 0.0 }, 0.0);
    let lines = if sheet.page.is_wide { 3 } else { 5 };
    let what = Words::new(Role::Main, inks.text).sized(66.0).lines(lines);
    // On the terminal, commands stand between backticks.
    let to_do = screen.remedy.replace('`', "");
    let remedy = Words::new(Role::Second, inks.text).lines(lines);
    let size = sheet.units(110.0);
    let gap = sheet.units(30.0);
    let kept = if screen.held.is_some() { KEPT * sheet.page.letter + 2.0 * gap } else { 0.0 };
    let room = Rect { height: rest.height - size - kept - 2.0 * gap, ..rest };
    let first = sheet.measure(&screen.what, what, Rect { height: room.height * 0.5, ..room }).height;
    let second = sheet.measure(&to_do, remedy, Rect { height: room.height - first, ..room }).height;
    // All of it together stands in the middle.
    rest.take_top((room.height - first - second) / 2.0);
    sign::camera(sheet.canvas, rest.take_top(size).centre(), size * 0.9, inks.quiet);
    rest.take_top(gap);
    let strip = rest.take_top(first);
    sheet.write(&screen.what, what, strip, Align::Centre, Stand::Top);
    rest.take_top(gap);
    let strip = rest.take_top(second);
    sheet.write(&to_do, remedy, strip, Align::Centre, Stand::Top);
    if let Some((held, whole)) = screen.held {
        rest.take_top(gap);
        draw_kept(sheet, rest, held.as_secs_f64() / whole.as_secs_f64(), &screens::kept(held, whole, sheet.language()));
    }
}

fn draw_kept(sheet: &mut Sheet, mut area: Rect, share: f64, text: &str) {
    let inks = sheet.inks();
    let strip = area.take_top(sheet.units(14.0));
    let width = strip.width.min(sheet.units(560.0));
    let bar = Rect { x: strip.centre().x - width / 2.0, width, ..strip };
    let radius = bar.height / 2.0;
    sheet.canvas.fill_round(bar, radius, inks.line);
    if share > 0.0 {
        let width = (bar.width * share.min(1.0)).max(bar.height);
        sheet.canvas.fill_round(Rect { width, ..bar }, radius, inks.within);
    }
    area.take_top(sheet.units(16.0));
    let words = Words::new(Role::Second, inks.text).lines(2);
    sheet.write(text, words, area, Align::Centre, Stand::Top);
}
