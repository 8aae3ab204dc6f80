//! The words on safety, before everything else at the first start.

use super::layout::Rect;
use super::reading::Role;
use super::sheet::{Page, Sheet, Stand, Words};
use super::sign;
use super::text::Align;
use crate::body::Point;
use crate::wording::screens;

/// How many sizes of letters are tried.
const SIZES: u32 = 9;

/// Where everything stands.
struct Places {
    title: Rect,
    rows: Rect,
    note: Rect,
    button: Rect,
}

impl Places {
    fn of(page: &Page) -> Self {
        let unit = page.unit;
        let mut rest = page.inner;
        let title = rest.take_top(70.0 * unit);
        rest.take_top(12.0 * unit);
        let button = rest.take_bottom(if page.is_wide { 88.0 } else { 150.0 } * unit);
        rest.take_bottom(12.0 * unit);
        let note = rest.take_bottom(if page.is_wide { 36.0 } else { 76.0 } * unit);
        rest.take_bottom(14.0 * unit);
        Self { title, rows: rest, note, button }
    }
}

/// The first that is right, or the last one.
fn first_or_last<T>(tried: &mut dyn Iterator<Item = T>, is_right: impl Fn(&T) -> bool) -> Option<T> {
    let mut last = None;
    for one in tried {
        if is_right(&one) {
            return Some(one);
        }
        last = Some(one);
    }
    last
}

/// What can be clicked: that they are understood.
pub(super) fn targets(page: &Page) -> Vec<(usize, Rect)> {
    vec![(0, Places::of(page).button)]
}

/// Paints them; `share` is how far the sign is that says they are understood.
pub(super) fn draw(sheet: &mut Sheet, share: f64) {
    let places = Places::of(&sheet.page);
    let (inks, language) = (sheet.inks(), sheet.language());
    let texts = screens::safety(language);
    let title = Words::new(Role::Main, inks.text).sized(64.0);
    sheet.write(screens::safety_title(language), title, places.title, Align::Left, Stand::Top);
    let mut rest = places.rows;
    let size = sheet.units(60.0);
    let beside = Rect { width: rest.width - size - sheet.units(26.0), ..rest };
    let second = Words::new(Role::Second, inks.text).lines(if sheet.page.is_wide { 3 } else { 6 });
    let count = texts.len() as f64;
    let room = rest.height - count * sheet.units(14.0);
    // All of them in letters of one size, the largest in which they fit.
    let mut tried = (0..SIZES).map(|step| {
        let words = second.sized(Role::Second.em() * (1.0 - 0.05 * f64::from(step)));
        let heights = texts.map(|text| sheet.measure(text, words, beside).height.max(size));
        (words, heights, heights.iter().sum::<f64>())
    });
    let Some((words, heights, needed)) = first_or_last(&mut tried, |(_, _, needed)| *needed <= room) else { return };
    let gap = ((rest.height - needed) / count).max(sheet.units(14.0));
    let shrink = ((rest.height - count * gap) / needed).min(1.0);
    for (place, (text, height)) in std::iter::zip(texts, heights).enumerate() {
        let mut row = rest.take_top(height * shrink);
        rest.take_top(gap);
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
    sheet.write(screens::no_doctor(language), note, places.note, Align::Left, Stand::Middle);
    let words = Words::new(Role::Main, inks.text).lines(if sheet.page.is_wide { 1 } else { 2 });
    sheet.button(places.button, screens::understood(language), words, "", Some(share));
}
