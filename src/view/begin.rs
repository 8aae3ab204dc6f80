//! The begin: what is highlighted stands large on the left, to be read from the mat; what else there is stands in a list beside it, with
//! the camera's picture below. In a tall window one stands below the other.

use super::layout::Rect;
use super::pictogram;
use super::pictogram::{Drawn, FigureFacing};
use super::reading::Role;
use super::sheet::{Page, Sheet, Stand, Words, shown};
use super::sign;
use super::text::Align;
use crate::body::{Point, Side};
use crate::host::{BeginScreen, CameraNews, Item, ItemKind};
use crate::stretch::{Figure, Stretch};
use crate::wording::screens;

/// So many stretches of a routine are shown as figures; more of them would only be spots.
const MOST_FIGURES: usize = 14;
/// Figures lower than this, in units, are only spots.
const LEAST_FIGURE: f64 = 52.0;
/// Free space inside a card, in units.
const PAD: f64 = 26.0;

/// Where everything stands.
struct Places {
    head: Rect,
    /// The highlighted item.
    hero: Rect,
    /// What begins it.
    button: Rect,
    /// The list's rows with the items that they show.
    rows: Vec<(usize, Rect)>,
    /// Which of how many is highlighted.
    place: Rect,
    camera: Rect,
    foot: Rect,
}

impl Places {
    fn of(screen: &BeginScreen, page: &Page) -> Self {
        let (unit, letter) = (page.unit, page.letter);
        let mut rest = page.inner;
        let head = rest.take_top(50.0 * letter);
        rest.take_top(14.0 * unit);
        let foot_height = if page.is_wide { 36.0 } else { 70.0 };
        let foot = rest.take_bottom(foot_height * letter);
        rest.take_bottom(12.0 * unit);
        let gap = 24.0 * unit;
        let is_missing = matches!(screen.camera, CameraNews::Missing { .. });
        let mut place = Rect::default();
        let (hero, mut list, camera) = if page.is_wide {
            let hero = rest.take_left((rest.width - gap) * 0.67);
            rest.take_left(gap);
            // Larger letters take their room from the picture.
            let picture = rest.width * 9.0 / 16.0 * unit / letter;
            let wanted = if is_missing { rest.height * 0.62 } else { picture.min(rest.height * 0.45 * unit / letter) };
            let camera = rest.take_bottom(wanted.min(rest.height * 0.62));
            rest.take_bottom(14.0 * unit);
            (hero, rest, camera)
        } else {
            // With the largest letters the list would hardly have a row.
            let share = if letter > 1.3 * unit { 0.55 } else { 0.6 };
            let hero = rest.take_top(rest.height * share);
            rest.take_top(gap);
            let mut camera = rest.take_bottom(if is_missing { 200.0 * unit } else { 150.0 * unit * unit / letter });
            rest.take_bottom(12.0 * unit);
            place = camera.take_right(rest.width * if is_missing { 0.0 } else { 0.45 });
            place.height = 34.0 * letter;
            (hero, rest, camera)
        };
        let mut inside = hero.inset(PAD * unit);
        let button = inside.take_bottom(88.0 * letter);
        if page.is_wide || is_missing {
            place = list.take_bottom(32.0 * letter);
        }
        let cells: Vec<Rect> = list.rows(62.0 * letter, 6.0 * unit).collect();
        let rows = shown(screen.items.len(), screen.highlighted, cells.len()).zip(cells).collect();
        Self { head, hero, button, rows, place, camera, foot }
    }
}

/// Where the camera's picture is shown.
pub(super) fn picture(screen: &BeginScreen, page: &Page) -> Rect {
    let is_shown = matches!(screen.camera, CameraNews::Seen { .. }) && !screen.safety;
    if is_shown { Places::of(screen, page).camera } else { Rect::default() }
}

/// What can be clicked, by the place of its item.
pub(super) fn targets(screen: &BeginScreen, page: &Page) -> Vec<(usize, Rect)> {
    let mut places = Places::of(screen, page);
    if screen.highlighted < screen.items.len() {
        places.rows.push((screen.highlighted, places.button));
    }
    places.rows
}

/// Paints it; the camera's picture is there already.
pub(super) fn draw(sheet: &mut Sheet, screen: &BeginScreen, picture: Option<Rect>) {
    let places = Places::of(screen, &sheet.page);
    let inks = sheet.inks();
    let welcome = match &screen.remark {
        Some(remark) => format!("{} {remark}", screens::welcome(sheet.language())),
        None => screens::welcome(sheet.language()).to_owned(),
    };
    let words = Words::new(Role::Near, inks.text).sized(42.0);
    sheet.write(&welcome, words, places.head, Align::Left, Stand::Middle);
    if let Some(item) = screen.items.get(screen.highlighted) {
        draw_hero(sheet, screen, item, &places);
    }
    draw_list(sheet, screen, &places);
    draw_camera(sheet, &screen.camera, places.camera, picture);
    draw_foot(sheet, screen, places.foot);
}

/// What is highlighted, with what begins it.
fn draw_hero(sheet: &mut Sheet, screen: &BeginScreen, item: &Item, places: &Places) {
    let (inks, language) = (sheet.inks(), sheet.language());
    sheet.card(places.hero);
    let mut rest = places.hero.inset(sheet.units(PAD));
    rest.height = places.button.y - sheet.units(16.0) - rest.y;

    let kind = screens::kinds(language)[kind_place(item.kind)];
    let label = match item.minutes {
        Some(minutes) => format!("{kind} · {}", screens::minutes(minutes, language)),
        None => kind.to_owned(),
    };
    let second = Words::new(Role::Second, inks.within);
    sheet.flow(&label, second, &mut rest, 6.0);
    let title = Words::new(Role::Main, inks.text).sized(66.0).lines(2);
    // However large its letters, what it is must not take the room of where it is done.
    let mut most = Rect { height: rest.height - sheet.units(72.0), ..rest };
    let covered = sheet.flow(&item.title, title, &mut most, 0.0);
    rest.take_top(covered.height + sheet.units(10.0));
    let near = Words::new(Role::Near, inks.text).sized(28.0);
    // The figures get what the words leave.
    let about = near.lines(4);
    let wanted = sheet.measure(&item.about, about, rest);
    let positions = screens::positions(&item.positions, language);
    let quiet = near.ink(inks.quiet).lines(2);
    let below = sheet.measure(&positions, quiet, rest).height;
    let has_about = wanted.is_whole && wanted.height + below + sheet.units(20.0) <= rest.height;
    if has_about {
        let place = rest.take_bottom(wanted.height);
        sheet.write(&item.about, about, place, Align::Left, Stand::Top);
        rest.take_bottom(sheet.units(14.0));
    }
    sheet.flow(&positions, quiet, &mut rest, 14.0);
    draw_figures(sheet, &item.stretches, rest);

    let (text, key) = if screen.walks {
        (screens::begin_by_arm(language), "")
    } else {
        (screens::begin(language), screens::take(language))
    };
    let words = Words::new(Role::Main, inks.text);
    sheet.button(places.button, text, words, key, Some(screen.sign));
}

const fn kind_place(kind: ItemKind) -> usize {
    match kind {
        ItemKind::Today => 0,
        ItemKind::Routine => 1,
        ItemKind::Stretch => 2,
        ItemKind::Free => 3,
        ItemKind::Demo => 4,
        ItemKind::Learn => 5,
    }
}

/// The stretches' figures in their order, in a row or two.
fn draw_figures(sheet: &mut Sheet, stretches: &[std::sync::Arc<Stretch>], area: Rect) {
    let figures: Vec<&Figure> = stretches.iter().filter_map(|stretch| figure(stretch)).take(MOST_FIGURES).collect();
    if figures.is_empty() || area.height < sheet.units(LEAST_FIGURE) {
        return;
    }
    let gap = sheet.units(20.0);
    // However many rows make them largest; a figure is about as wide as high.
    let side = |rows: usize| {
        let columns = figures.len().div_ceil(rows) as f64;
        ((area.width + gap) / columns - gap).min((area.height + gap) / rows as f64 - gap)
    };
    let rows = if figures.len() > 1 && side(2) > side(1) { 2 } else { 1 };
    let columns = figures.len().div_ceil(rows);
    let width = ((area.width + gap) / columns as f64 - gap).min(sheet.units(210.0));
    let height = ((area.height + gap) / rows as f64 - gap).min(sheet.units(170.0));
    let top = area.y + (area.height - (rows as f64 * (height + gap) - gap)) / 2.0;
    let unit = sheet.page.unit;
    for (place, figure) in figures.into_iter().enumerate() {
        let (row, column) = ((place / columns) as f64, (place % columns) as f64);
        let cell = Rect::new(area.x + column * (width + gap), top + row * (height + gap), width, height);
        let drawn = Drawn { figure, spans: &[], solid: Side::Right, facing: FigureFacing::Right };
        pictogram::draw_figure(sheet.canvas, &drawn, cell, unit);
    }
}

/// The figure that a stretch is known by: the pose that is held, or what it is moved from.
fn figure(stretch: &Stretch) -> Option<&Figure> {
    stretch.figure_of(stretch.held_poses().first().copied().flatten()).or_else(|| {
        let mut poses = stretch.poses.iter().flatten();
        poses.find_map(|pose| pose.figure.as_ref())
    })
}

fn draw_list(sheet: &mut Sheet, screen: &BeginScreen, places: &Places) {
    let inks = sheet.inks();
    for &(index, row) in &places.rows {
        let Some(item) = screen.items.get(index) else { continue };
        let is_highlighted = index == screen.highlighted;
        let ink = sheet.choice(row, is_highlighted.then_some(screen.sign));
        let mut room = row.shrunk(sheet.units(16.0), sheet.units(2.0));
        let words = Words::new(Role::Near, ink).sized(26.0).lines(2);
        let words = if is_highlighted { words.bold() } else { words };
        // How long it takes also stands on the left once it is highlighted; its name stands nowhere else.
        if let Some(minutes) = item.minutes {
            let text = screens::short_minutes(minutes, sheet.language());
            let small = Words::new(Role::Near, if is_highlighted { ink } else { inks.quiet });
            let mut beside = room;
            let place = beside.take_right(sheet.measure(&text, small, room).width);
            beside.take_right(sheet.units(14.0));
            if sheet.measure(&item.title, words, beside).is_whole {
                sheet.write(&text, small, place, Align::Right, Stand::Middle);
                room = beside;
            }
        }
        sheet.write(&item.title, words, room, Align::Left, Stand::Middle);
    }
    if places.rows.len() < screen.items.len() {
        let text = screens::place_of(screen.highlighted + 1, screen.items.len(), sheet.language());
        let words = Words::new(Role::Near, inks.quiet);
        sheet.write(&text, words, places.place, Align::Right, Stand::Middle);
    }
}

/// The frame about the camera's picture, or what is wrong with the camera.
fn draw_camera(sheet: &mut Sheet, camera: &CameraNews, area: Rect, picture: Option<Rect>) {
    let inks = sheet.inks();
    let sign = |sheet: &mut Sheet, centre: Point, size: f64| sign::camera(sheet.canvas, centre, size, inks.quiet);
    let quiet = Words::new(Role::Near, inks.quiet);
    match camera {
        CameraNews::Seen { name, others } => {
            if picture.is_none() {
                sheet.card(area);
                let size = sheet.units(56.0);
                sign(sheet, area.centre(), size);
            }
            if *others {
                draw_caption(sheet, name, picture.unwrap_or(area));
            }
        }
        CameraNews::Starting => {
            sheet.card(area);
            let mut rest = area.inset(sheet.units(16.0));
            let words = rest.take_bottom(rest.height * 0.4);
            let size = sheet.units(56.0).min(rest.height * 0.8);
            sign(sheet, rest.centre(), size);
            sheet.write(screens::camera_starts(sheet.language()), quiet.lines(2), words, Align::Centre, Stand::Middle);
        }
        CameraNews::Missing { what, remedy } => {
            sheet.card(area);
            let mut rest = area.inset(sheet.units(18.0));
            let size = sheet.units(44.0);
            let bold = Words::new(Role::Near, inks.text).bold().sized(32.0).lines(4);
            let beside = Rect { width: rest.width - size * 1.35, height: rest.height * 0.55, ..rest };
            let mut top = rest.take_top(sheet.measure(what, bold, beside).height.max(size));
            rest.take_top(sheet.units(14.0));
            let place = top.take_left(size * 1.35);
            let centre = Point::new(place.x + size / 2.0, place.y + size / 2.0);
            sign(sheet, centre, size);
            let slash = [(-0.5, 0.5), (0.5, -0.5)].map(|(x, y)| centre + crate::body::Vec2::new(x * size, y * size));
            sheet.canvas.line(&slash, super::canvas::Pen::round(inks.mend, size * 0.12));
            sheet.write(what, bold, top, Align::Left, Stand::Top);
            sheet.write(remedy, quiet.ink(inks.text).lines(6), rest, Align::Left, Stand::Top);
        }
    }
}

/// At the bottom of the picture which camera it is, where there is room for that, and how to have another.
fn draw_caption(sheet: &mut Sheet, name: &str, picture: Rect) {
    let inks = sheet.inks();
    let mut rest = picture;
    let strip = rest.take_bottom(38.0 * sheet.page.letter);
    let room = strip.shrunk(sheet.units(10.0), 0.0);
    let words = Words::new(Role::Near, inks.text);
    let another = screens::another_camera(sheet.language());
    let texts = [format!("{name} · {another}"), another.to_owned()];
    if let Some(text) = texts.iter().find(|text| sheet.measure(text, words, room).is_whole) {
        sheet.canvas.fill_rect(strip, inks.panel.at(0.86));
        sheet.write(text, words, room, Align::Left, Stand::Middle);
    }
}

/// How to choose, and whether there is sound.
fn draw_foot(sheet: &mut Sheet, screen: &BeginScreen, mut foot: Rect) {
    let inks = sheet.inks();
    let words = Words::new(Role::Near, inks.quiet);
    let sound = screens::sound(screen.sound, sheet.language());
    let width = sheet.measure(sound, words, foot).width;
    let place = foot.take_right(width);
    sheet.write(sound, words, place, Align::Right, Stand::Middle);
    let size = sheet.units(26.0);
    foot.take_right(sheet.units(8.0));
    let centre = Point::new(foot.take_right(size).centre().x, foot.centre().y);
    sign::sound(sheet.canvas, centre, size, screen.sound);
    foot.take_right(sheet.units(30.0));
    let how = screens::how_to_choose(screen.walks, sheet.language());
    sheet.write(how, words.lines(2), foot, Align::Left, Stand::Middle);
}
