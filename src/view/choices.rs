//! What a raised arm does: the ring that fills while the sign is read, and the choices while the session stands still, one of which is
//! offered just now.

use std::f64::consts::{FRAC_PI_2, TAU};

use super::canvas::{Canvas, Ends, Pen};
use super::font::Weight;
use super::layout::Rect;
use super::palette::Ink;
use super::text::{Align, Style, Typesetter};
use crate::body::Point;
use crate::coach::{Choice, Command, Offer};
use crate::input::{Action, key_for};
use crate::wording;

/// Letters of a choice, in units: as large as the message, since they are read from the mat.
const LETTERS: f64 = 46.0;
/// Height of a choice and the room between two, in units.
const ROW: f64 = 84.0;
const GAP: f64 = 14.0;
/// The longest choice with its ring and key, in units.
const WIDTH: f64 = 640.0;
/// The ring of the sign, in units.
const RADIUS: f64 = 64.0;

/// The ring of an arm that is being read, at the top of the picture; `progress` is 0 to 1.
pub(super) fn draw_sign(canvas: &mut Canvas, area: Rect, progress: f64, unit: f64) {
    let inks = canvas.inks();
    if progress <= 0.0 {
        return;
    }
    let radius = RADIUS * unit;
    let centre = Point::new(area.centre().x, area.y + radius + 30.0 * unit);
    canvas.fill_circle(centre, radius * 1.25, inks.panel.at(0.82));
    ring(canvas, centre, radius, progress, canvas.inks().within);
    arm(canvas, centre, radius);
}

fn ring(canvas: &mut Canvas, centre: Point, radius: f64, progress: f64, ink: Ink) {
    let inks = canvas.inks();
    let pen = |ink: Ink| Pen { ink, width: radius * 0.2, ends: Ends::Flat, dash: None };
    canvas.circle(centre, radius, pen(inks.line));
    if progress > 0.0 {
        canvas.arc(centre, radius, -FRAC_PI_2, TAU * progress.min(1.0), pen(ink));
    }
}

/// Somebody with an arm up.
fn arm(canvas: &mut Canvas, centre: Point, radius: f64) {
    let inks = canvas.inks();
    let at = |x: f64, y: f64| Point::new(centre.x + x * radius, centre.y + y * radius);
    let pen = Pen { ink: inks.text, width: radius * 0.13, ends: Ends::Round, dash: None };
    canvas.fill_circle(at(0.0, -0.12), radius * 0.17, inks.text);
    canvas.line(&[at(-0.32, 0.55), at(-0.26, 0.2), at(0.26, 0.2), at(0.34, -0.6)], pen);
    canvas.line(&[at(0.26, 0.2), at(0.32, 0.55)], pen);
}

/// The choices, the one that is offered marked with how far an arm is from taking it.
pub(super) fn draw_offer(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    area: Rect,
    offer: Offer,
    progress: f64,
    unit: f64,
) {
    let inks = canvas.inks();
    let count = offer.choices.len() as f64;
    // In a small window they shrink with the room there is.
    let unit = unit.min(area.height * 0.6 / (count * ROW + (count - 1.0) * GAP)).min(area.width * 0.9 / WIDTH);
    let (width, height) = (WIDTH * unit, (count * ROW + (count - 1.0) * GAP) * unit);
    let (left, top) = (area.centre().x - width / 2.0, area.centre().y - height / 2.0);
    for (place, &choice) in offer.choices.iter().enumerate() {
        let row = Rect::new(left, top + place as f64 * (ROW + GAP) * unit, width, ROW * unit);
        let is_offered = choice == offer.offered;
        canvas.fill_round(row, 18.0 * unit, if is_offered { inks.chosen } else { inks.card.at(0.92) });
        let ink = if is_offered { inks.on_chosen } else { inks.text };
        let radius = ROW * 0.28 * unit;
        let middle = Point::new(row.x + ROW * 0.55 * unit, row.centre().y);
        if is_offered {
            ring(canvas, middle, radius, progress, inks.filling);
        }
        let words = wording::CHOICES[choice.place()];
        let style = Style::new(Weight::Bold, ink, LETTERS * unit).wrapped(1, 10.0);
        let inner = Rect { x: row.x + ROW * 1.1 * unit, width: row.width - ROW * 1.9 * unit, ..row };
        typesetter.centred(canvas, words, style, inner, Align::Left);
        let key =
            Style::new(Weight::Regular, if is_offered { inks.on_chosen } else { inks.quiet }, 0.5 * LETTERS * unit)
                .wrapped(1, 8.0);
        let beside = Rect { x: row.right() - ROW * 1.5 * unit, width: ROW * 1.25 * unit, ..row };
        typesetter.centred(canvas, &key_for(action(choice)), key, beside, Align::Centre);
    }
}

/// What the key does that takes a choice.
fn action(choice: Choice) -> Action {
    match choice {
        Choice::GoOn => Action::Session(Command::TogglePause),
        Choice::Skip => Action::Session(Command::Next),
        Choice::Hurts => Action::Session(Command::Hurts),
        Choice::Stop => Action::Quit,
    }
}
