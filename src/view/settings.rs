//! The few settings that matter, each with its value, and where they are kept.

use super::layout::Rect;
use super::reading::Role;
use super::sheet::{Page, Sheet, Stand, Words, shown};
use super::text::Align;
use crate::host::{SetRow, SettingsScreen};
use crate::wording::screens;

/// Where everything stands.
struct Places {
    title: Rect,
    /// The rows with the settings that they show.
    rows: Vec<(usize, Rect)>,
    place: Rect,
    file: Rect,
    how: Rect,
}

impl Places {
    fn of(screen: &SettingsScreen, page: &Page) -> Self {
        let (unit, letter) = (page.unit, page.letter);
        let mut rest = page.inner;
        let mut title = rest.take_top(72.0 * letter);
        rest.take_top(10.0 * unit);
        let line = if page.is_wide { 36.0 } else { 70.0 } * letter;
        let file = rest.take_bottom(line);
        let how = rest.take_bottom(line);
        rest.take_bottom(12.0 * unit);
        let place = title.take_right(200.0 * letter);
        let height = if page.is_wide { 62.0 } else { 80.0 } * letter;
        let cells: Vec<Rect> = rest.rows(height, 8.0 * unit).collect();
        let rows = shown(screen.rows.len(), screen.highlighted, cells.len()).zip(cells).collect();
        Self { title, rows, place, file, how }
    }
}

/// What can be clicked, by the place of its setting.
pub(super) fn targets(screen: &SettingsScreen, page: &Page) -> Vec<(usize, Rect)> {
    Places::of(screen, page).rows
}

/// Paints it.
pub(super) fn draw(sheet: &mut Sheet, screen: &SettingsScreen) {
    let places = Places::of(screen, &sheet.page);
    let inks = sheet.inks();
    let title = Words::new(Role::Main, inks.text).sized(64.0);
    sheet.write(screens::settings(sheet.language()), title, places.title, Align::Left, Stand::Top);
    let quiet = Words::new(Role::Near, inks.quiet).lines(2);
    if places.rows.len() < screen.rows.len() {
        let text = screens::place_of(screen.highlighted + 1, screen.rows.len(), sheet.language());
        sheet.write(&text, quiet, places.place, Align::Right, Stand::Middle);
    }
    for &(index, place) in &places.rows {
        if let Some(row) = screen.rows.get(index) {
            draw_row(sheet, row, place, index == screen.highlighted);
        }
    }
    sheet.write(screens::how_to_set(sheet.language()), quiet, places.how, Align::Left, Stand::Middle);
    sheet.write(&screens::kept_in(&screen.file, sheet.language()), quiet, places.file, Align::Left, Stand::Middle);
}

fn draw_row(sheet: &mut Sheet, row: &SetRow, place: Rect, is_highlighted: bool) {
    let inks = sheet.inks();
    let ink = sheet.choice(place, is_highlighted.then_some(0.0));
    let mut room = place.shrunk(sheet.units(22.0), sheet.units(4.0));
    let words = Words::new(Role::Near, ink).sized(36.0).lines(2);
    let mut value = room.take_right(room.width * 0.46);
    room.take_right(sheet.units(16.0));
    sheet.write(&row.title, words, room, Align::Left, Stand::Middle);
    let arrows = sheet.units(30.0);
    let (left, right) = (value.take_left(arrows), value.take_right(arrows));
    if is_highlighted {
        for (place, heading) in [(left, std::f64::consts::PI), (right, 0.0)] {
            let size = sheet.units(13.0);
            let turn = if heading > 1.0 { -0.35 } else { 0.35 };
            let tip = place.centre() + crate::body::Vec2::new(turn * size, 0.0);
            super::sign::arrow_head(sheet.canvas, tip, heading, size, super::canvas::Pen::round(ink, size * 0.3));
        }
    }
    // What a person has set themselves is bold, and what is as it came is not.
    let own = if row.is_own { words.bold() } else { words.ink(if is_highlighted { ink } else { inks.quiet }) };
    sheet.write(&row.value, own, value, Align::Centre, Stand::Middle);
}
