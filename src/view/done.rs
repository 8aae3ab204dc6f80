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
/// Width of the mark before a row, in units.
const MARK: f64 = 42.0;

/// Where everything stands.
struct Places {
    head: Rect,
    well: Rect,
    table: Rect,
    facts: Rect,
    choices: Vec<Rect>,
}

impl Places {
    fn of(screen: &SummaryScreen, page: &Page) -> Self {
        let (unit, letter) = (page.unit, page.letter);
        let mut rest = page.inner;
        let head = rest.take_top(if page.is_wide { 60.0 } else { 122.0 } * letter);
        rest.take_top(6.0 * unit);
        let (gap, count) = (16.0 * unit, screen.choices.len());
        let height = (84.0 * letter).min(if page.is_wide { 124.0 } else { 92.0 } * unit);
        let choices: Vec<Rect> = if page.is_wide {
            rest.take_bottom(height).columns(count, gap).collect()
        } else {
            let wanted = count as f64 * (height + gap) - gap;
            rest.take_bottom(wanted).rows(height, gap).collect()
        };
        rest.take_bottom(gap);
        let (facts, well) = if page.is_wide {
            let well = rest.take_top((140.0 * letter).min(rest.height * 0.4));
            rest.take_top(gap);
            let facts = rest.take_right((rest.width - 2.0 * gap) * 0.38);
            rest.take_right(2.0 * gap);
            (facts, well)
        } else {
            let well = rest.take_top((210.0 * letter).min(rest.height * 0.34));
            rest.take_top(gap);
            let facts = rest.take_bottom(rest.height * 0.5);
            rest.take_bottom(gap);
            (facts, well)
        };
        Self { head, well, table: rest, facts, choices }
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
    let in_all = screens::held_in_all(screen.held, sheet.language());
    if !sheet.page.is_wide {
        let line = head.take_bottom(head.height / 2.0);
        if !screen.held.is_zero() {
            sheet.write(&in_all, second.ink(inks.quiet), line, Align::Left, Stand::Top);
        }
    } else if !screen.held.is_zero() {
        let width = sheet.measure(&in_all, second, head).width;
        let place = head.take_right(width);
        sheet.write(&in_all, second.ink(inks.quiet), place, Align::Right, Stand::Top);
        head.take_right(sheet.units(24.0));
    }
    let title = Words::new(Role::Near, inks.text).bold().sized(48.0);
    sheet.write(&screen.title, title, head, Align::Left, Stand::Top);
    draw_well(sheet, &screen.well, places.well);
    draw_table(sheet, &screen.rows, places.table);
    draw_facts(sheet, screen, places.facts);
    for (place, (choice, rect)) in std::iter::zip(&screen.choices, places.choices).enumerate() {
        let text = screens::afterwards(sheet.language())[choice_place(*choice)];
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

/// How the table's rows are divided, and how large its letters are: the same in all of them.
#[derive(Clone, Copy)]
struct Columns {
    cell: f64,
    /// Units of the letters.
    size: f64,
    /// Whether there is room for how long something was held.
    has_times: bool,
    /// Whether anything has sides, so that they stand over the columns.
    has_sides: bool,
}

impl Columns {
    fn of(sheet: &mut Sheet, rows: &[DoneRow], width: f64) -> Self {
        let words = Words::new(Role::Near, sheet.inks().text);
        let endless = Rect::new(0.0, 0.0, 1e5, 1e3);
        let language = sheet.language();
        let mut widest = |texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| sheet.measure(&text, words, endless).width).fold(0.0, f64::max)
        };
        let name = widest(&mut rows.iter().map(|row| row.title.clone()));
        let all = || rows.iter().flat_map(|row| &row.sides).map(|(_, done)| *done);
        let timed = widest(&mut all().map(|done| screens::done(done.reps, done.of, done.held)));
        let count = widest(&mut all().map(|done| screens::count(done.reps, done.of)));
        let letters = widest(&mut Side::BOTH.into_iter().map(|side| screens::side(side, language).to_owned()));
        let gap = sheet.units(18.0);
        let room = width - sheet.units(MARK);
        // Measured in the smallest letters that a person has chosen.
        let has_times = name + 2.0 * (timed + gap) <= room;
        let cell = if has_times { timed } else { count }.max(letters) + gap;
        let growth = ((room - 2.0 * gap) / (name + 2.0 * (cell - gap)).max(1.0)).clamp(0.4, 1.2);
        let has_sides = rows.iter().any(|row| row.sides.iter().any(|(side, _)| side.is_some()));
        Self { cell: (cell - gap) * growth + gap, size: Role::Near.em() * growth, has_times, has_sides }
    }
}

/// The stretches with what was done of each, as many as there is room for.
fn draw_table(sheet: &mut Sheet, rows: &[DoneRow], mut area: Rect) {
    let inks = sheet.inks();
    let (unit, letter) = (sheet.page.unit, sheet.page.letter);
    let columns = Columns::of(sheet, rows, area.width);
    let quiet = Words::new(Role::Near, inks.quiet).sized(columns.size);
    let cells = |row: Rect| {
        let mut title = row;
        let right = title.take_right(columns.cell);
        let left = title.take_right(columns.cell);
        (title, left, right)
    };
    if columns.has_sides {
        let (_, left, right) = cells(area.take_top(LEAST_ROW * unit.max(letter * 0.9)));
        for (place, side) in [(left, Side::Left), (right, Side::Right)] {
            sheet.write(screens::side(side, sheet.language()), quiet, place, Align::Right, Stand::Middle);
        }
    }
    let least = LEAST_ROW * unit;
    let fitting = (area.height / least) as usize;
    let count = if rows.len() <= fitting { rows.len() } else { fitting.saturating_sub(1) };
    let lines = if count < rows.len() { count + 1 } else { count };
    let height = (area.height / lines.max(1) as f64).min(ROW * letter).max(least);
    for row in rows.iter().take(count) {
        let (title, left, right) = cells(area.take_top(height));
        draw_row(sheet, row, title, [left, right], columns);
    }
    if count < rows.len() {
        let more = screens::more(rows.len() - count, sheet.language());
        let mut place = area.take_top(height);
        place.take_left(MARK * unit);
        sheet.write(&more, quiet, place, Align::Left, Stand::Middle);
    }
}

fn draw_row(sheet: &mut Sheet, row: &DoneRow, mut title: Rect, cells: [Rect; 2], columns: Columns) {
    let inks = sheet.inks();
    let size = sheet.units(26.0).min(title.height * 0.7);
    let at = title.take_left(sheet.units(MARK));
    let centre = Point::new(at.x + size * 0.6, at.centre().y);
    let is_done = row.sides.iter().all(|(_, done)| done.reps >= done.of);
    if row.hurt {
        sign::stop(sheet.canvas, centre, size * 1.1, inks.mend);
    } else if is_done {
        sign::tick(sheet.canvas, centre, size, inks.within);
    } else {
        sign::dash(sheet.canvas, centre, size, inks.quiet);
    }
    let words = Words::new(Role::Near, inks.text).sized(columns.size);
    sheet.write(&row.title, words, title, Align::Left, Stand::Middle);
    let has_done = row.sides.iter().any(|(_, done)| done.reps > 0 || !done.held.is_zero());
    let both = Rect { width: cells[0].width + cells[1].width, ..cells[0] };
    if !has_done && (row.hurt || row.skipped) {
        let text = screens::left(row.hurt, sheet.language());
        sheet.write(text, words.ink(inks.quiet), both, Align::Right, Stand::Middle);
        return;
    }
    for (side, done) in &row.sides {
        // What has no sides belongs to neither column, and stands at the end of the row where there are none.
        let (place, align) = match side {
            Some(Side::Left) => (cells[0], Align::Right),
            Some(Side::Right) => (cells[1], Align::Right),
            None if columns.has_sides => (both, Align::Centre),
            None => (both, Align::Right),
        };
        let Done { reps, of, held } = *done;
        let text = if columns.has_times { screens::done(reps, of, held) } else { screens::count(reps, of) };
        sheet.write(&text, words, place, align, Stand::Middle);
    }
}

/// What is for next time, how much it hurt, how far somebody came and how much was unseen: each as far as there is room for it.
fn draw_facts(sheet: &mut Sheet, screen: &SummaryScreen, mut area: Rect) {
    let inks = sheet.inks();
    let line = sheet.units(LEAST_ROW);
    if area.height >= line {
        let [text, value] = screens::unseen(screen.unseen, sheet.language());
        let row = area.take_bottom(line);
        draw_fact(sheet, &text, &value, row);
    }
    let pain_height = sheet.units(70.0);
    if let Some(next) = &screen.next_time {
        let words = Words::new(Role::Near, inks.text).sized(34.0).lines(6);
        let kept = if screen.pain.is_some() { pain_height + sheet.units(12.0) } else { 0.0 };
        let room = Rect { height: (area.height - kept).max(0.0), ..area };
        let covered = sheet.write(&screens::next_time(next, sheet.language()), words, room, Align::Left, Stand::Top);
        area.take_top(covered.height + sheet.units(12.0));
    }
    if let Some((before, after)) = screen.pain
        && area.height >= pain_height
    {
        draw_pain(sheet, before, after, area.take_top(pain_height));
    }
    // Just above what was unseen, which belongs to it.
    for reach in &screen.reach {
        let Reach { stretch, measure, side, value, error, is_degrees } = reach;
        let text = screens::measured(stretch, *measure, *side, sheet.language());
        let value = screens::value(*value, *error, *is_degrees, sheet.language());
        let words = Words::new(Role::Near, inks.text).lines(2);
        let beside = area.width - sheet.measure(&value, words, area).width - sheet.units(14.0);
        let extent = sheet.measure(&text, words, Rect { width: beside, ..area });
        let height = (extent.height + sheet.units(6.0)).max(line);
        if !extent.is_whole || height > area.height {
            break;
        }
        draw_fact(sheet, &text, &value, area.take_bottom(height));
    }
}

/// A row of something and how much of it.
fn draw_fact(sheet: &mut Sheet, text: &str, value: &str, mut row: Rect) {
    let inks = sheet.inks();
    let words = Words::new(Role::Near, inks.text);
    let width = sheet.measure(value, words, row).width;
    let place = row.take_right(width);
    sheet.write(value, words, place, Align::Right, Stand::Middle);
    row.take_right(sheet.units(14.0));
    sheet.write(text, words.ink(inks.quiet).lines(2), row, Align::Left, Stand::Middle);
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
    sheet.write(screens::pain_change(sheet.language()), label, row, Align::Left, Stand::Middle);
}
