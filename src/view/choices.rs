//! What a raised arm does: the ring that fills while the sign is read, and the choices while the session stands still, one of which is
//! offered just now.

use std::f64::consts::{FRAC_PI_2, TAU};

use super::canvas::{Canvas, Ends, Pen};
use super::font::Weight;
use super::layout::{Layout, Rect};
use super::palette::Ink;
use super::reading::Role;
use super::text::{Align, Style, Typesetter};
use crate::body::Point;
use crate::coach::{Choice, Command, Offer};
use crate::input::Action;
use crate::wording;

/// Height of a choice, the room between two, and the width of the longest with its ring and key, in em of its letters.
const ROW: f64 = 1.5;
const GAP: f64 = 0.2;
const WIDTH: f64 = 14.0;

/// The ring of an arm that is being read, in the place of the ring of the hold; `progress` is 0 to 1.
pub(super) fn draw_sign(canvas: &mut Canvas, square: Rect, progress: f64) {
    let (centre, radius) = (square.centre(), square.width * 0.45);
    ring(canvas, centre, radius, progress, (canvas.inks().line, canvas.inks().within));
    arm(canvas, centre, radius);
}

fn ring(canvas: &mut Canvas, centre: Point, radius: f64, progress: f64, (track, filled): (Ink, Ink)) {
    let pen = |ink: Ink| Pen { ink, width: radius * 0.2, ends: Ends::Flat, dash: None };
    canvas.circle(centre, radius, pen(track));
    if progress > 0.0 {
        canvas.arc(centre, radius, -FRAC_PI_2, TAU * progress.min(1.0), pen(filled));
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

/// The choices below the words that ask, the one that is offered marked with how far an arm is from taking it.
pub(super) fn draw_offer(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    layout: &Layout,
    words: &str,
    (offer, progress): (Offer, f64),
) {
    let inks = canvas.inks();
    let area = layout.choosing.choices;
    let asking = Style::new(Weight::Bold, inks.text, layout.em(Role::Main)).wrapped(2, layout.least_em(Role::Main));
    let asked = typesetter.whole(words, asking, area.width, area.height * 0.3);
    typesetter.write(canvas, &asked, asking, (area, area.y, Align::Left));
    let top = area.y + asked.height + 0.3 * layout.em(Role::Main);
    let count = offer.choices.len() as f64;
    let rows = count * ROW + (count - 1.0) * GAP;
    // They shrink with the room there is.
    let em = layout.em(Role::Main).min((area.bottom() - top) / rows).min(area.width / WIDTH);
    for (place, &choice) in offer.choices.iter().enumerate() {
        let row = Rect::new(area.x, top + place as f64 * (ROW + GAP) * em, area.width.min(WIDTH * em), ROW * em);
        let is_offered = choice == offer.offered;
        canvas.fill_round(row, 0.3 * em, if is_offered { inks.chosen } else { inks.card });
        let ink = if is_offered { inks.on_chosen } else { inks.text };
        let middle = Point::new(row.x + ROW * 0.55 * em, row.centre().y);
        if is_offered {
            ring(canvas, middle, ROW * 0.28 * em, progress, (inks.quiet, inks.filling));
        }
        let words = wording::choices(typesetter.language())[choice.place()];
        let style = Style::new(Weight::Bold, ink, em).wrapped(1, 0.4 * em);
        let inner = Rect { x: row.x + ROW * 1.1 * em, width: row.width - ROW * 2.3 * em, ..row };
        typesetter.centred(canvas, words, style, inner, Align::Left);
        let ink = if is_offered { inks.on_chosen } else { inks.quiet };
        let key = Style::new(Weight::Regular, ink, 0.5 * em).wrapped(1, 0.2 * em);
        let beside = Rect { x: row.right() - ROW * 1.2 * em, width: ROW * 1.1 * em, ..row };
        typesetter.centred(
            canvas,
            &wording::window::key(action(choice), typesetter.language()),
            key,
            beside,
            Align::Centre,
        );
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
