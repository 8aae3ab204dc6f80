//! How much it hurts: eleven numbers in a row, in a tall window in two.

use super::layout::Rect;
use super::reading::Role;
use super::sheet::{Page, Sheet, Stand, Words};
use super::text::Align;
use crate::host::PainScreen;
use crate::wording::screens;

/// The numbers from 0 to this can be said; what comes after it stands for saying none.
const MOST: usize = 10;

/// Where everything stands.
struct Places {
    question: Rect,
    numbers: Vec<Rect>,
    ends: [Rect; 2],
    skip: Rect,
    before: Rect,
    foot: Rect,
}

impl Places {
    fn of(page: &Page) -> Self {
        let (unit, letter) = (page.unit, page.letter);
        let mut rest = page.inner;
        let foot = rest.take_bottom(if page.is_wide { 36.0 } else { 70.0 } * letter);
        rest.take_bottom(14.0 * unit);
        let skip_row = rest.take_bottom(88.0 * letter);
        let (columns, gap) = if page.is_wide { (MOST + 1, 14.0 * unit) } else { (6, 14.0 * unit) };
        let side = (rest.width + gap) / columns as f64 - gap;
        let lines = (MOST + 1).div_ceil(columns) as f64;
        let ends_height = 64.0 * letter;
        let question_height = rest.width.min(if page.is_wide { 150.0 } else { 230.0 } * letter);
        // What is left over goes about the numbers, more of it below.
        let needed = question_height + lines * (side + gap) + ends_height;
        let spare = (rest.height - needed).max(0.0);
        rest.take_top(spare * 0.25);
        let question = rest.take_top(question_height);
        rest.take_top(spare * 0.3);
        let mut numbers = Vec::new();
        for line in 0..lines as usize {
            let row = rest.take_top(side);
            rest.take_top(gap);
            numbers.extend(row.columns(columns, gap).take(MOST + 1 - line * columns));
        }
        let mut labels = rest.take_top(ends_height);
        let first = labels.take_left(labels.width * 0.44);
        let mut left = skip_row;
        let skip = left.take_right((220.0 * letter).min(left.width / 2.0));
        left.take_right(20.0 * unit);
        Self { question, numbers, ends: [first, labels], skip, before: left, foot }
    }
}

/// What can be clicked: each number by itself, and after them to say none.
pub(super) fn targets(page: &Page) -> Vec<(usize, Rect)> {
    let places = Places::of(page);
    places.numbers.into_iter().chain([places.skip]).enumerate().collect()
}

/// Paints it.
pub(super) fn draw(sheet: &mut Sheet, screen: &PainScreen) {
    let places = Places::of(&sheet.page);
    let (inks, language) = (sheet.inks(), sheet.language());
    let lines = if sheet.page.is_wide { 2 } else { 3 };
    let question = Words::new(Role::Main, inks.text).sized(66.0).lines(lines);
    let text = screens::pain(screen.after, language);
    sheet.write(text, question, places.question, Align::Centre, Stand::Middle);
    let share = f64::from(screen.sign) / 1000.0;
    for (number, place) in (0_u8..).zip(&places.numbers) {
        let is_highlighted = screen.highlighted == Some(number);
        draw_number(sheet, number, *place, is_highlighted.then_some(share));
        if screen.before == Some(number) {
            let width = sheet.units(5.0);
            let line = Rect::new(place.x, place.bottom() + width, place.width, width);
            sheet.canvas.fill_round(line.shrunk(place.width * 0.2, 0.0), width / 2.0, inks.text);
        }
    }
    let (words, ends) = if sheet.page.is_wide {
        (Words::new(Role::Second, inks.quiet), screens::pain_ends(language))
    } else {
        (Words::new(Role::Near, inks.quiet).sized(30.0), screens::named_pain_ends(language))
    };
    let [least, most] = places.ends;
    sheet.write(ends[0], words, least, Align::Left, Stand::Middle);
    sheet.write(ends[1], words, most, Align::Right, Stand::Middle);
    if let Some(before) = screen.before {
        let words = Words::new(Role::Second, inks.text);
        sheet.write(&screens::pain_before(before, language), words, places.before, Align::Left, Stand::Middle);
    }
    let words = Words::new(Role::Second, inks.text);
    sheet.button(places.skip, screens::skip(language), words, "", screen.highlighted.is_none().then_some(share));
    let how = Words::new(Role::Near, inks.quiet).lines(2);
    let text = screens::how_to_answer(screen.walks, language);
    sheet.write(text, how, places.foot, Align::Left, Stand::Middle);
}

/// A number in a circle, with a ring about it that fills with the sign where it is highlighted.
fn draw_number(sheet: &mut Sheet, number: u8, place: Rect, highlight: Option<f64>) {
    let inks = sheet.inks();
    let (centre, radius) = (place.centre(), place.width / 2.0);
    let (disc, ink) = if highlight.is_some() { (inks.chosen, inks.on_chosen) } else { (inks.card, inks.text) };
    if let Some(share) = highlight {
        sheet.ring(centre, radius * 0.95, radius * 0.12, share);
        sheet.canvas.fill_circle(centre, radius * 0.84, disc);
    } else {
        sheet.canvas.fill_circle(centre, radius, disc);
    }
    let inner = place.inset(radius * 0.2);
    sheet.write(&number.to_string(), Words::new(Role::Main, ink), inner, Align::Centre, Stand::Middle);
}
