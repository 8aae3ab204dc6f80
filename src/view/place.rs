//! Being placed before the camera: its picture large, in a frame that closes when the whole body is in it, the one thing to do now below,
//! and beside it how laptop and mat should stand and what is right already.

use super::canvas::Pen;
use super::layout::Rect;
use super::reading::Role;
use super::sheet::{Page, Sheet, Stand, Words};
use super::sign;
use super::stage;
use super::stage::Stage;
use super::text::Align;
use crate::body::Point;
use crate::host::{CheckState, PlaceCheck, PlaceScreen};
use crate::wording::screens;

/// Width of the frame about the picture, in units.
const FRAME: f64 = 10.0;
/// Letters of the countdown, in units.
const COUNTDOWN: f64 = 300.0;

/// Where everything stands.
struct Places {
    title: Rect,
    /// The picture with its frame.
    frame: Rect,
    /// The ring and the words.
    words: Rect,
    stage: Rect,
    turned: Rect,
    checks: Rect,
}

impl Places {
    fn of(page: &Page) -> Self {
        let (unit, letter) = (page.unit, page.letter);
        let mut rest = page.inner;
        let title = rest.take_top(if page.is_wide { 58.0 } else { 116.0 } * unit);
        rest.take_top(10.0 * unit);
        let gap = 20.0 * unit;
        if page.is_wide {
            let words = rest.take_bottom((140.0 * letter).min(170.0 * unit));
            rest.take_bottom(gap);
            let frame = rest.take_left((rest.width - gap) * 0.66);
            rest.take_left(gap);
            let checks = rest.take_bottom(5.0 * 34.0 * unit);
            rest.take_bottom(10.0 * unit);
            // Large letters need two lines for it.
            let turned = rest.take_bottom(if letter > unit { 62.0 * unit } else { 38.0 * unit });
            rest.take_bottom(10.0 * unit);
            Self { title, frame, words, stage: rest, turned, checks }
        } else {
            let flat = (rest.width - 2.0 * FRAME * unit) * 9.0 / 16.0 + 2.0 * FRAME * unit;
            let frame = rest.take_top(flat.min(rest.height * 0.36));
            rest.take_top(gap);
            let words = rest.take_top(288.0 * unit);
            rest.take_top(gap);
            let stage = rest.take_left((rest.width - gap) * 0.56);
            rest.take_left(gap);
            let turned = rest.take_top(rest.height * 0.45);
            rest.take_top(gap);
            Self { title, frame, words, stage, turned, checks: rest }
        }
    }
}

/// Where the camera's picture is shown.
pub(super) fn picture(page: &Page) -> Rect {
    Places::of(page).frame.inset(FRAME * page.unit)
}

/// Paints it; the camera's picture is there already.
pub(super) fn draw(sheet: &mut Sheet, screen: &PlaceScreen, picture: Option<Rect>) {
    let places = Places::of(&sheet.page);
    let inks = sheet.inks();
    let title = screens::first(&screen.stretch.title, screen.side, sheet.language());
    let words = Words::new(Role::Second, inks.text).bold().lines(2);
    sheet.write(&title, words, places.title, Align::Left, Stand::Top);
    draw_picture(sheet, screen, places.frame, picture);
    draw_words(sheet, screen, places.words);
    let stage = Stage { camera: screen.camera, position: screen.stretch.position, side: screen.side };
    stage::draw(sheet, places.stage, stage);
    // The words below say it large where it is wrong.
    let turned = screens::to_the_camera(screen.camera.see, screen.side, sheet.language());
    let words = Words::new(Role::Near, inks.text).bold().sized(if sheet.page.is_wide { 28.0 } else { 38.0 }).lines(4);
    sheet.write(&turned, words, places.turned, Align::Left, Stand::Middle);
    draw_checks(sheet, &screen.checks, places.checks);
}

/// The frame, and the countdown over the picture.
fn draw_picture(sheet: &mut Sheet, screen: &PlaceScreen, frame: Rect, picture: Option<Rect>) {
    let inks = sheet.inks();
    let width = sheet.units(FRAME);
    let inside = picture.unwrap_or_else(|| frame.inset(width));
    if picture.is_none() {
        sheet.canvas.fill_rect(inside, inks.card);
        let size = sheet.units(110.0);
        sign::camera(sheet.canvas, inside.centre(), size, inks.quiet);
    }
    let is_whole = screen.checks.contains(&(PlaceCheck::WholeBody, CheckState::Right));
    let half = width / 2.0;
    let line = Rect::new(inside.x - half, inside.y - half, inside.width + width, inside.height + width);
    let corners = [
        Point::new(line.x, line.y),
        Point::new(line.right(), line.y),
        Point::new(line.right(), line.bottom()),
        Point::new(line.x, line.bottom()),
        Point::new(line.x, line.y),
    ];
    if is_whole {
        sheet.canvas.line(&corners, Pen::round(inks.within, width));
    } else {
        sheet.canvas.line(&corners, Pen::flat(inks.mend, width).dashed(3.2 * width, 2.2 * width));
    }
    if let Some(seconds) = screen.countdown {
        draw_countdown(sheet, seconds, inside);
    }
}

/// A huge number in the middle of an area.
pub(super) fn draw_countdown(sheet: &mut Sheet, seconds: u32, area: Rect) {
    let inks = sheet.inks();
    let radius = (area.height.min(area.width) * 0.42).min(sheet.units(COUNTDOWN * 0.62));
    let centre = area.centre();
    sheet.canvas.fill_circle(centre, radius, inks.panel.at(0.86));
    let side = radius * 1.5;
    let place = Rect::new(centre.x - side / 2.0, centre.y - side / 2.0, side, side);
    let words = Words::new(Role::Main, inks.text).sized(COUNTDOWN);
    sheet.write(&seconds.to_string(), words, place, Align::Centre, Stand::Middle);
}

/// The one thing to do now, with the ring that fills while everything is right.
fn draw_words(sheet: &mut Sheet, screen: &PlaceScreen, mut area: Rect) {
    let inks = sheet.inks();
    let size = sheet.units(104.0);
    let mut place = area.take_left(size);
    area.take_left(sheet.units(24.0));
    place.width = size;
    let (centre, radius) = (Point::new(place.centre().x, area.centre().y), size * 0.44);
    let ready = if screen.countdown.is_some() { 1.0 } else { screen.ready };
    sheet.ring(centre, radius, size * 0.12, ready);
    let inner = size * 0.44;
    if screen.checks.iter().any(|(_, state)| *state == CheckState::Wrong) {
        sign::spot(sheet.canvas, centre, inner, inks.mend);
    } else if ready > 0.0 {
        sign::tick(sheet.canvas, centre, inner, inks.within);
    } else {
        sign::dash(sheet.canvas, centre, inner, inks.quiet);
    }
    let words = Words::new(Role::Main, inks.text).sized(64.0).lines(if sheet.page.is_wide { 2 } else { 4 });
    sheet.write(&screen.words, words, area, Align::Left, Stand::Middle);
}

fn draw_checks(sheet: &mut Sheet, checks: &[(PlaceCheck, CheckState)], area: Rect) {
    let inks = sheet.inks();
    let count = checks.len().max(PlaceCheck::ALL.len()) as f64;
    let height = (area.height / count).min(sheet.page.letter * 44.0);
    for ((check, state), row) in std::iter::zip(checks, area.rows(height, 0.0)) {
        let mut row = row;
        let size = (height * 0.74).min(sheet.units(32.0));
        let mut at = row.take_left(size);
        at.width = size;
        row.take_left(sheet.units(14.0));
        let centre = Point::new(at.centre().x, row.centre().y);
        let canvas = &mut *sheet.canvas;
        let ink = match state {
            CheckState::Right => {
                sign::tick(canvas, centre, size, inks.within);
                inks.text
            }
            CheckState::Wrong => {
                sign::arrow(canvas, centre, size, 0.0, inks.mend);
                inks.text
            }
            CheckState::Warned => {
                sign::spot(canvas, centre, size * 0.8, inks.quiet);
                inks.text
            }
            CheckState::Unknown => {
                sign::dash(canvas, centre, size, inks.quiet);
                inks.quiet
            }
        };
        let place = PlaceCheck::ALL.iter().position(|other| other == check).unwrap_or_default();
        let words = Words::new(Role::Near, ink).sized(28.0);
        let words = if *state == CheckState::Wrong { words.bold() } else { words };
        sheet.write(screens::checks(sheet.language())[place], words, row, Align::Left, Stand::Middle);
    }
}
