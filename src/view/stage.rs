//! Laptop and mat as they should stand, drawn to scale: from above, and below that from the side, with the same places one above the
//! other as on an architect's sheet. The laptop is on the left; the person's side that it should see is marked.

use std::f64::consts::{FRAC_PI_2, PI};

use super::canvas::Pen;
use super::layout::Rect;
use super::palette::Ink;
use super::reading::Role;
use super::sheet::{Sheet, Stand, Words};
use super::sign;
use super::text::Align;
use crate::body::{Point, Side, Vec2};
use crate::measure::CameraSide;
use crate::stretch::{CameraAdvice, Position};
use crate::wording::screens;

/// Lengths in metres.
const MAT: (f64, f64) = (1.8, 0.66);
/// Room that is kept left of the camera and right of the middle of the mat.
const LEFT: f64 = 0.3;
const RIGHT: f64 = 0.6;
/// The laptop is drawn larger than it is, to be seen at all.
const LAPTOP: f64 = 0.42;
const HEAD: f64 = 0.13;

/// What is to be drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stage {
    pub(super) camera: CameraAdvice,
    pub(super) position: Position,
    /// The side that is worked, which should be nearer the camera.
    pub(super) side: Option<Side>,
}

impl Stage {
    /// Which way the trunk lies, or the face looks where somebody is upright; right and down on the sheet.
    fn heading(self) -> Vec2 {
        let near = self.side.unwrap_or(Side::Left);
        // The laptop is on the left. Who lies face up with the head at the top has the right side there, everybody else the left.
        let up = (near == Side::Left) != (self.position == Position::Supine);
        let across = if up || self.side.is_none() { -1.0 } else { 1.0 };
        let lies = self.lies();
        match self.camera.see {
            CameraSide::Front if !lies || self.position != Position::SideLying => {
                if lies {
                    Vec2::new(0.0, across)
                } else {
                    Vec2::new(-1.0, 0.0)
                }
            }
            CameraSide::Side | CameraSide::Front => Vec2::new(0.0, across),
            CameraSide::ThreeQuarter => {
                let toward = if lies { 0.5 } else { -1.0 };
                let heading = Vec2::new(toward, across);
                heading * (1.0 / heading.length())
            }
        }
    }

    /// Whether the trunk lies along the mat.
    const fn lies(self) -> bool {
        !matches!(self.position, Position::Standing | Position::Seated)
    }

    /// How high the body comes, in metres.
    fn height(self) -> f64 {
        match self.position {
            Position::Standing => 1.7,
            // On a chair where the camera stands as high as a table, otherwise on the floor.
            Position::Seated if self.camera.height_m >= 0.75 => 1.25,
            Position::Seated | Position::Kneeling => 0.9,
            Position::HandsAndKnees => 0.7,
            Position::SideLying => 0.45,
            Position::Prone | Position::Supine => 0.3,
        }
    }

    /// Length of the mat; who stands or sits needs only some of it.
    const fn mat(self) -> f64 {
        if self.lies() { MAT.0 } else { 0.9 }
    }
}

/// Draws both into `area`.
pub(super) fn draw(sheet: &mut Sheet, area: Rect, stage: Stage) {
    let distance = stage.camera.distance_m.clamp(0.8, 6.0);
    let camera_height = stage.camera.height_m.clamp(0.1, 2.5);
    let heading = stage.heading();
    let mat = stage.mat();
    let (mat_down, mat_across) =
        (mat * heading.y.abs() + MAT.1 * heading.x.abs(), mat * heading.x.abs() + MAT.1 * heading.y.abs());
    let tall = stage.height().max(camera_height) + 0.08;
    let words = Words::new(Role::Near, sheet.inks().text);
    let line = sheet.units(36.0);
    let gap = sheet.units(10.0);
    let room = (area.height - line - gap).max(1.0);
    let [away, up] = screens::away_and_up(stage.camera, sheet.language());
    let beside = sheet.measure(&up, words, Rect { height: line, ..area }).width + sheet.units(26.0);
    let metres = LEFT + distance + (mat_across / 2.0).max(RIGHT);
    let scale = ((area.width - beside).max(1.0) / metres).min(room / (mat_down.max(0.9) + tall));
    let left = area.x + (area.width - metres * scale - beside) / 2.0 + beside + LEFT * scale;
    let top = area.y + (room - (mat_down.max(0.9) + tall) * scale) / 2.0;
    let middle = Point::new(left + distance * scale, top + mat_down.max(0.9) * scale / 2.0);
    draw_above(sheet, Point::new(left, middle.y), middle, scale, stage);
    let floor = top + (mat_down.max(0.9) + tall) * scale + gap;
    draw_beside(sheet, Point::new(left, floor), middle.x, scale, stage);

    let below = Rect::new(left, floor + sheet.units(6.0), distance * scale, line - sheet.units(6.0));
    draw_distance(sheet, below, &away, words);
    let x = left - LEFT * scale - sheet.units(8.0);
    let height = camera_height * scale;
    let place = Rect::new(x - beside, floor - f64::midpoint(height, line), beside - sheet.units(14.0), line);
    draw_height(sheet, Point::new(x, floor), height);
    sheet.write(&up, words, place, Align::Right, Stand::Middle);
}

/// An arrow from the floor up.
fn draw_height(sheet: &mut Sheet, foot: Point, height: f64) {
    let pen = Pen::round(sheet.inks().quiet, sheet.units(2.5));
    let top = Point::new(foot.x, foot.y - height);
    let head = sheet.units(9.0).min(height / 3.0);
    sheet.canvas.line(&[foot, top], pen);
    sign::arrow_head(sheet.canvas, top, -FRAC_PI_2, head, pen);
    sign::arrow_head(sheet.canvas, foot, FRAC_PI_2, head, pen);
}

/// An arrow along the floor with how far it is.
fn draw_distance(sheet: &mut Sheet, strip: Rect, text: &str, words: Words) {
    let pen = Pen::round(sheet.inks().quiet, sheet.units(2.5));
    let extent = sheet.measure(text, words, strip);
    sheet.write(text, words, strip, Align::Centre, Stand::Middle);
    let free = (strip.width - extent.width) / 2.0 - sheet.units(8.0);
    let head = sheet.units(9.0);
    let y = strip.centre().y;
    if free > head {
        let [left, right] = [strip.x + sheet.units(2.0), strip.right() - sheet.units(2.0)].map(|x| Point::new(x, y));
        sheet.canvas.line(&[left, Point::new(strip.x + free, y)], pen);
        sheet.canvas.line(&[right, Point::new(strip.right() - free, y)], pen);
        sign::arrow_head(sheet.canvas, left, PI, head, pen);
        sign::arrow_head(sheet.canvas, right, 0.0, head, pen);
    }
}

/// From above.
fn draw_above(sheet: &mut Sheet, camera: Point, middle: Point, scale: f64, stage: Stage) {
    let inks = sheet.inks();
    let heading = stage.heading();
    let aside = Vec2::new(-heading.y, heading.x);
    let metres = |along: f64, out: f64| middle + (heading * along + aside * out) * scale;
    let half = stage.mat() / 2.0;
    sheet.canvas.line(&[metres(-half, 0.0), metres(half, 0.0)], Pen::flat(inks.line, MAT.1 * scale));
    draw_view(sheet, camera, [metres(half * 0.9, 0.0), metres(-half * 0.9, 0.0)]);
    laptop_above(sheet, camera, scale);

    let body = inks.text;
    let pen = |ink: Ink, width: f64| Pen::round(ink, width * scale);
    // Which of the two flanks is nearer the laptop.
    let near = if aside.x < 0.0 { 1.0 } else { -1.0 };
    let marks = stage.camera.see != CameraSide::Front;
    if stage.lies() {
        let (hips, shoulders) = if stage.position == Position::Kneeling { (-0.2, 0.25) } else { (-0.1, 0.4) };
        let feet = if matches!(stage.position, Position::Kneeling | Position::HandsAndKnees) { -0.62 } else { -0.8 };
        for out in [-0.1, 0.1] {
            sheet.canvas.line(&[metres(hips, out), metres(feet, out)], pen(body.mixed(inks.line, 0.25), 0.12));
        }
        sheet.canvas.line(&[metres(hips, 0.0), metres(shoulders, 0.0)], pen(body, 0.3));
        sheet.canvas.fill_circle(metres(shoulders + 0.28, 0.0), HEAD * scale, body);
        if marks {
            let mark = [metres(hips, near * 0.22), metres(shoulders, near * 0.22)];
            sheet.canvas.line(&mark, pen(inks.within, 0.08));
        }
    } else {
        sheet.canvas.line(&[metres(0.0, -0.2), metres(0.0, 0.2)], pen(body, 0.2));
        if marks {
            sheet.canvas.line(&[metres(-0.08, near * 0.36), metres(0.08, near * 0.36)], pen(inks.within, 0.08));
        }
        sheet.canvas.line(&[metres(0.0, 0.0), metres(0.19, 0.0)], pen(inks.within, 0.1));
        sheet.canvas.fill_circle(metres(0.0, 0.0), HEAD * scale, body.mixed(inks.line, 0.3));
    }
}

/// What the camera sees: two lines from it.
fn draw_view(sheet: &mut Sheet, camera: Point, ends: [Point; 2]) {
    let pen = Pen::flat(sheet.inks().within.at(0.55), sheet.units(2.0)).dashed(sheet.units(7.0), sheet.units(6.0));
    for end in ends {
        sheet.canvas.line(&[camera, end], pen);
    }
}

fn laptop_above(sheet: &mut Sheet, camera: Point, scale: f64) {
    let inks = sheet.inks();
    let (depth, half) = (LAPTOP * 0.66 * scale, LAPTOP / 2.0 * scale);
    let keys = Rect::new(camera.x, camera.y - half, depth, 2.0 * half);
    sheet.canvas.fill_round(keys, 0.04 * scale, inks.quiet);
    let screen = [Point::new(camera.x, keys.y), Point::new(camera.x, keys.bottom())];
    sheet.canvas.line(&screen, Pen::round(inks.text, 0.07 * scale));
}

/// From the side: the laptop on something that is high enough, and the body end-on.
fn draw_beside(sheet: &mut Sheet, foot: Point, middle: f64, scale: f64, stage: Stage) {
    let inks = sheet.inks();
    let height = stage.camera.height_m.clamp(0.1, 2.5);
    let metres = |x: f64, y: f64| Point::new(foot.x + x * scale, foot.y - y * scale);
    let floor = [metres(-LEFT, 0.0), Point::new(middle + RIGHT * scale, foot.y)];
    sheet.canvas.line(&floor, Pen::round(inks.line, sheet.units(3.0)));
    let mat = Rect::new(middle - MAT.1 / 2.0 * scale, foot.y - 0.03 * scale, MAT.1 * scale, 0.05 * scale);
    sheet.canvas.fill_rect(mat, inks.quiet.mixed(inks.line, 0.4));

    let camera = metres(0.0, height);
    let tall = stage.height();
    let body = |up: f64| Point::new(middle - 0.12 * scale, foot.y - up * scale);
    draw_view(sheet, camera, [body(tall * 0.95), body(0.05)]);
    let keys = (height - LAPTOP * 0.62).max(0.04);
    let stand = [metres(0.02, 0.0), metres(0.02, keys), metres(LAPTOP * 0.66, keys), metres(LAPTOP * 0.66, 0.0)];
    sheet.canvas.line(&stand, Pen::flat(inks.line, 0.05 * scale));
    let pen = Pen::round(inks.text, 0.06 * scale);
    sheet.canvas.line(&[metres(LAPTOP * 0.62, keys), metres(0.03, keys), camera], pen);

    let at = |x: f64, up: f64| Point::new(middle + x * scale, foot.y - up * scale);
    let limb = |width: f64| Pen::round(inks.text, width * scale);
    if tall < 0.5 {
        sheet.canvas.line(&[at(-0.16, 0.14), at(0.16, 0.14)], limb(0.18));
        sheet.canvas.fill_circle(at(0.0, tall - HEAD), HEAD * scale, inks.text.mixed(inks.line, 0.15));
        return;
    }
    let shoulders = tall - 2.0 * HEAD - 0.1;
    match stage.position {
        Position::HandsAndKnees => {
            for side in [-0.14, 0.14] {
                sheet.canvas.line(&[at(side, shoulders), at(side, 0.06)], limb(0.1));
            }
            sheet.canvas.line(&[at(-0.1, shoulders), at(0.1, shoulders)], limb(0.22));
        }
        Position::Standing => {
            let hips = 0.52 * tall;
            for side in [-0.08, 0.08] {
                sheet.canvas.line(&[at(side, hips), at(side, 0.06)], limb(0.12));
            }
            sheet.canvas.line(&[at(0.0, shoulders - 0.05), at(0.0, hips)], limb(0.32));
        }
        _ => {
            sheet.canvas.line(&[at(0.0, shoulders - 0.05), at(0.0, 0.16)], limb(0.32));
        }
    }
    sheet.canvas.fill_circle(at(0.0, tall - HEAD), HEAD * scale, inks.text);
}
