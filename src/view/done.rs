//! What was done: what went well in large letters, the stretches with both sides side by side, what is for next time, how much it hurt,
//! how far somebody came, and what may be done now.

use super::layout::Rect;
use super::reading::Role;
use super::sheet::{Page, Sheet, Stand, Words};
use super::sign;
use super::text::Align;
use crate::body::{Point, Side};
use crate::host::{Done, DoneRow, Reach, SummaryChoice, SummaryScreen};
use crate::wording::screens;

/// Height of a row of the table, in units: what its letters need, and what they get where there is room.
const LEAST_ROW: f64 = 34.0;
const ROW: f64 = 46.0;

/// Where everything stands.
struct Places {
    head: Rect,
    well: Rect,
    table: Rect,
    facts: Rect,
    unseen: Rect,
    choices: Vec<Rect>,
}

impl Places {
    fn of(screen: &SummaryScreen, page: &Page) -> Self {
        let (unit, letter) = (page.unit, page.letter);
        let mut rest = page.inner;
        let head = rest.take_top(60.0 * letter);
        rest.take_top(6.0 * unit);
        let (gap, count) = (16.0 * unit, screen.choices.len());
        let height = 84.0 * letter;
        let choices: Vec<Rect> = if page.is_wide {
            rest.take_bottom(height).columns(count, gap).collect()
        } else {
            let wanted = count as f64 * (height + gap) - gap;
            rest.take_bottom(wanted).rows(height, gap).collect()
        };
        rest.take_bottom(gap);
        if page.is_wide {
            let well = rest.take_top((140.0 * letter).min(rest.height * 0.4));
            rest.take_top(gap);
            let table = rest.take_left((rest.width - 2.0 * gap) * 0.6);
            rest.take_left(2.0 * gap);
            let unseen = rest.take_bottom(62.0 * letter);
            rest.take_bottom(0.5 * gap);
            Self { head, well, table, facts: rest, unseen, choices }
        } else {
            let well = rest.take_top((210.0 * letter).min(rest.height * 0.3));
            rest.take_top(gap);
            let unseen = rest.take_bottom(62.0 * letter);
            let facts = rest.take_bottom(rest.height * 0.5);
            rest.take_bottom(gap);
            Self { head, well, table: rest, facts, unseen, choices }
        }
    }
}

/// What can be clicked, by the place of its choice.
pub(super) fn targets(screen: &SummaryScreen, page: &Page) -> Vec<(usize, Rect)> {
    Places::of(screen, page).choices.into_iter().enumerate().collect()
}

/// Paints it.
pub(super) fn draw(sheet: &mut Sheet, screen: &SummaryScreen) {
    let places = Places::of(screen, &sheet.page);
    let inks = sheet.inks();
    let second = Words::new(Role::Second, inks.text);
    let mut head = places.head;
    let held = screens::held_in_all(screen.held);
    if !screen.held.is_zero() {
        let width = sheet.measure(&held, second, head).width;
        let place = head.take_right(width);
        sheet.write(&held, second.ink(inks.quiet), place, Align::Right, Stand::Top);
        head.take_right(sheet.units(24.0));
    }
    sheet.write(&screen.title, second.bold(), head, Align::Left, Stand::Top);
    draw_well(sheet, &screen.well, places.well);
    draw_table(sheet, &screen.rows, places.table);
    draw_facts(sheet, screen, places.facts);
    let quiet = Words::new(Role::Near, inks.quiet).lines(2);
    sheet.write(&screens::unseen(screen.unseen), quiet, places.unseen, Align::Left, Stand::Middle);
    for (place, (choice, rect)) in std::iter::zip(&screen.choices, places.choices).enumerate() {
        let text = screens::AFTERWARDS[choice_place(*choice)];
        let words = Words::new(Role::Main, inks.text);
        let highlight = (place == screen.highlighted).then_some(screen.sign);
        sheet.button(rect, text, words, "", highlight);
    }
}

const fn choice_place(choice: SummaryChoice) -> usize {
    match choice {
        SummaryChoice::Done => 0,
        SummaryChoice::Again => 1,
        SummaryChoice::Another => 2,
    }
}

/// What went well, with its tick.
fn draw_well(sheet: &mut Sheet, text: &str, mut area: Rect) {
    let inks = sheet.inks();
    let size = sheet.units(66.0);
    let mut place = area.take_left(size);
    place.width = size;
    area.take_left(sheet.units(24.0));
    sign::tick(sheet.canvas, Point::new(place.centre().x, area.centre().y), size, inks.within);
    let words = Words::new(Role::Main, inks.text).sized(64.0).lines(if sheet.page.is_wide { 2 } else { 3 });
    sheet.write(text, words, area, Align::Left, Stand::Middle);
}

/// The stretches with what was done of each, as many as there is room for.
fn draw_table(sheet: &mut Sheet, rows: &[DoneRow], mut area: Rect) {
    let inks = sheet.inks();
    let quiet = Words::new(Role::Near, inks.quiet);
    let (unit, letter) = (sheet.page.unit, sheet.page.letter);
    let cells = |row: Rect| {
        let mut title = row;
        let width = (150.0 * letter).min(row.width * 0.24);
        let right = title.take_right(width);
        let left = title.take_right(width);
        title.take_right(12.0 * unit);
        (title, left, right)
    };
    if rows.iter().any(|row| row.sides.iter().any(|(side, _)| side.is_some())) {
        let (_, left, right) = cells(area.take_top(LEAST_ROW * unit.max(letter * 0.9)));
        for (place, side) in [(left, Side::Left), (right, Side::Right)] {
            sheet.write(side.name(), quiet, place, Align::Left, Stand::Middle);
        }
    }
    let least = LEAST_ROW * unit;
    let fitting = (area.height / least) as usize;
    let count = if rows.len() <= fitting { rows.len() } else { fitting.saturating_sub(1) };
    let lines = if count < rows.len() { count + 1 } else { count };
    let height = (area.height / lines.max(1) as f64).min(ROW * letter).max(least);
    for row in rows.iter().take(count) {
        let (title, left, right) = cells(area.take_top(height));
        draw_row(sheet, row, title, [left, right]);
    }
    if count < rows.len() {
        let more = screens::more(rows.len() - count);
        let mut place = area.take_top(height);
        place.take_left(42.0 * unit);
        sheet.write(&more, quiet, place, Align::Left, Stand::Middle);
    }
}

fn draw_row(sheet: &mut Sheet, row: &DoneRow, mut title: Rect, cells: [Rect; 2]) {
    let inks = sheet.inks();
    let size = sheet.units(26.0).min(title.height * 0.7);
    let at = title.take_left(sheet.units(42.0));
    let centre = Point::new(at.x + size * 0.6, at.centre().y);
    let is_done = row.sides.iter().all(|(_, done)| done.reps >= done.of);
    if row.hurt {
        sign::stop(sheet.canvas, centre, size * 1.1, inks.mend);
    } else if is_done {
        sign::tick(sheet.canvas, centre, size, inks.within);
    } else {
        sign::dash(sheet.canvas, centre, size, inks.quiet);
    }
    let words = Words::new(Role::Near, inks.text).sized(30.0);
    sheet.write(&row.title, words, title, Align::Left, Stand::Middle);
    let has_done = row.sides.iter().any(|(_, done)| done.reps > 0 || !done.held.is_zero());
    if !has_done && (row.hurt || row.skipped) {
        let both = Rect { width: cells[0].width + cells[1].width, ..cells[0] };
        let text = screens::LEFT[usize::from(row.hurt)];
        sheet.write(text, words.ink(inks.quiet), both, Align::Left, Stand::Middle);
        return;
    }
    for (side, done) in &row.sides {
        let place = cells[usize::from(*side == Some(Side::Right))];
        let Done { reps, of, held } = *done;
        sheet.write(&screens::done(reps, of, held), words, place, Align::Left, Stand::Middle);
    }
}

/// What is for next time, how much it hurt, and how far somebody came: each as far as there is room for it.
fn draw_facts(sheet: &mut Sheet, screen: &SummaryScreen, mut area: Rect) {
    let inks = sheet.inks();
    let label = Words::new(Role::Near, inks.quiet);
    if let Some(next) = &screen.next_time {
        sheet.flow(screens::NEXT_TIME, label, &mut area, 4.0);
        let words = Words::new(Role::Near, inks.text).sized(38.0).lines(4);
        let mut room = area;
        room.height = area.height * if screen.pain.is_some() { 0.6 } else { 0.8 };
        let covered = sheet.write(next, words, room, Align::Left, Stand::Top);
        area.take_top(covered.height + sheet.units(16.0));
    }
    if let Some((before, after)) = screen.pain {
        let height = 66.0 * sheet.page.letter;
        if area.height >= height {
            draw_pain(sheet, before, after, area.take_top(height));
            area.take_top(sheet.units(12.0));
        }
    }
    draw_reach(sheet, &screen.reach, area);
}

/// One number to another.
fn draw_pain(sheet: &mut Sheet, before: u8, after: u8, mut row: Rect) {
    let inks = sheet.inks();
    let main = Words::new(Role::Main, inks.text);
    for (number, is_last) in [(after, true), (before, false)] {
        let text = number.to_string();
        let width = sheet.measure(&text, main, row).width;
        let place = row.take_right(width);
        sheet.write(&text, main, place, Align::Right, Stand::Middle);
        row.take_right(sheet.units(14.0));
        if is_last {
            let size = sheet.units(40.0);
            let at = row.take_right(size);
            sign::arrow(sheet.canvas, Point::new(at.centre().x, row.centre().y), size, 0.0, inks.quiet);
            row.take_right(sheet.units(14.0));
        }
    }
    let label = Words::new(Role::Near, inks.quiet).lines(2);
    sheet.write(screens::PAIN_CHANGE, label, row, Align::Left, Stand::Middle);
}

fn draw_reach(sheet: &mut Sheet, reach: &[Reach], mut area: Rect) {
    let inks = sheet.inks();
    let height = LEAST_ROW * sheet.page.letter;
    let fitting = (area.height / height) as usize;
    // The label alone says nothing.
    if reach.is_empty() || fitting < 2 {
        return;
    }
    let label = Words::new(Role::Near, inks.quiet);
    sheet.write(screens::REACHED, label, area.take_top(height), Align::Left, Stand::Middle);
    for measured in reach.iter().take(fitting - 1) {
        let mut row = area.take_top(height);
        let words = Words::new(Role::Near, inks.text);
        let value = screens::value(measured.value, measured.error, measured.is_degrees);
        let width = sheet.measure(&value, words.bold(), row).width;
        let place = row.take_right(width);
        sheet.write(&value, words.bold(), place, Align::Right, Stand::Middle);
        row.take_right(sheet.units(14.0));
        let text = screens::measured(&measured.stretch, &measured.measure, measured.side);
        sheet.write(&text, words, row, Align::Left, Stand::Middle);
    }
}
