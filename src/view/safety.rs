//! The words on safety, before everything else at the first start.

use super::layout::Rect;
use super::reading::Role;
use super::sheet::{Page, Sheet, Stand, Words};
use super::sign;
use super::text::Align;
use crate::body::Point;
use crate::wording::screens;

/// Where everything stands.
struct Places {
    title: Rect,
    rows: Vec<Rect>,
    note: Rect,
    button: Rect,
}

impl Places {
    fn of(page: &Page) -> Self {
        let (unit, letter) = (page.unit, page.letter);
        let mut rest = page.inner;
        let title = rest.take_top(70.0 * letter);
        rest.take_top(12.0 * unit);
        let button = rest.take_bottom(if page.is_wide { 88.0 * letter } else { 150.0 * letter });
        rest.take_bottom(12.0 * unit);
        let note = rest.take_bottom(if page.is_wide { 36.0 * letter } else { 76.0 * letter });
        rest.take_bottom(14.0 * unit);
        let count = screens::SAFETY.len() as f64;
        let gap = 12.0 * unit;
        // A high window gives its room to the gaps about the rows, and not to the rows themselves.
        let height = ((rest.height + gap) / count - gap).max(1.0);
        let rows = rest.rows(height, gap).collect();
        Self { title, rows, note, button }
    }
}

/// What can be clicked: that they are understood.
pub(super) fn targets(page: &Page) -> Vec<(usize, Rect)> {
    vec![(0, Places::of(page).button)]
}

/// Paints them; `share` is how far the sign is that says they are understood.
pub(super) fn draw(sheet: &mut Sheet, share: f64) {
    let places = Places::of(&sheet.page);
    let inks = sheet.inks();
    let title = Words::new(Role::Main, inks.text).sized(64.0);
    sheet.write(screens::SAFETY_TITLE, title, places.title, Align::Left, Stand::Top);
    let words = Words::new(Role::Second, inks.text).lines(if sheet.page.is_wide { 2 } else { 5 });
    for (place, (text, row)) in std::iter::zip(screens::SAFETY, places.rows).enumerate() {
        let mut row = row;
        let size = sheet.units(60.0);
        let at = row.take_left(size);
        row.take_left(sheet.units(26.0));
        let centre = Point::new(at.centre().x, row.centre().y);
        match place {
            0 => sign::tick(sheet.canvas, centre, size * 0.8, inks.within),
            1 => sign::stop(sheet.canvas, centre, size, inks.mend),
            2 => sign::doctor(sheet.canvas, centre, size, inks.text, false),
            _ => sign::doctor(sheet.canvas, centre, size, inks.mend, true),
        }
        sheet.write(text, words, row, Align::Left, Stand::Middle);
    }
    let note = Words::new(Role::Near, inks.quiet).lines(2);
    sheet.write(screens::NO_DOCTOR, note, places.note, Align::Left, Stand::Middle);
    let words = Words::new(Role::Main, inks.text).lines(if sheet.page.is_wide { 1 } else { 2 });
    sheet.button(places.button, screens::UNDERSTOOD, words, "", Some(share));
}
