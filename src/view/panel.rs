//! The panel's smaller parts: repetitions, what comes next, how far the session is; and the keys while nothing runs yet.

use super::canvas::{Canvas, Pen};
use super::font::Weight;
use super::layout::{Layout, Rect};
use super::palette::Palette;
use super::text::{Align, Style, Typesetter};
use crate::body::Point;
use crate::coach::Status;
use crate::input::BINDINGS;
use crate::wording::window;

/// More repetitions than this are written as numbers: dots could no longer be counted at a glance.
const MOST_DOTS: u32 = 12;

/// Smallest letters for words on the panel, in pixels: below this they are no longer letters.
pub(super) const SMALLEST: f64 = 9.0;

/// The repetitions of a stretch.
#[derive(Clone, Copy)]
pub(super) struct Reps {
    pub(super) done: u32,
    pub(super) all: u32,
    /// Whether the next one may still be done.
    pub(super) go_on: bool,
}

/// The repetitions: done ones filled, the one under way as a ring, those to come as faint rings.
pub(super) fn draw_reps(canvas: &mut Canvas, typesetter: &mut Typesetter, row: Rect, reps: Reps, unit: f64) {
    let inks = canvas.inks();
    let done = reps.done.min(reps.all);
    if reps.all > MOST_DOTS {
        let style = Style::new(Weight::Bold, inks.text, 28.0 * unit);
        typesetter.centred(canvas, &format!("{done} / {}", reps.all), style, row, Align::Centre);
        return;
    }
    let pitch = (40.0 * unit).min(row.width / f64::from(reps.all.max(1)));
    let radius = (pitch * 0.33).min(13.0 * unit);
    let thick = (radius * 0.3).max(1.0);
    let middle = row.centre();
    for rep in 0..reps.all {
        let offset = f64::from(rep) - f64::from(reps.all - 1) / 2.0;
        let at = Point::new(middle.x + offset * pitch, middle.y);
        if rep < done {
            canvas.fill_circle(at, radius, inks.within);
        } else {
            let ink = if rep == done && reps.go_on { inks.within } else { inks.line };
            canvas.circle(at, radius - thick / 2.0, Pen::flat(ink, thick));
        }
    }
}

/// What comes next, and the session's progress, where there is a plan.
pub(super) fn draw_foot(canvas: &mut Canvas, typesetter: &mut Typesetter, layout: &Layout, status: &Status) {
    let inks = canvas.inks();
    let unit = layout.unit;
    let next = layout.next;
    let Some((label, title)) = window::next(&status.next) else { return };
    let upper = Rect { height: next.height * 0.42, ..next };
    let lower = Rect { y: next.y + next.height * 0.42, height: next.height * 0.58, ..next };
    typesetter.centred(canvas, label, label_style(inks, unit), upper, Align::Left);
    let style =
        Style::new(Weight::Regular, inks.text, (28.0 * unit).max(SMALLEST)).wrapped(1, SMALLEST.max(18.0 * unit));
    typesetter.centred(canvas, title, style, lower, Align::Left);
    draw_progress(canvas, layout.progress, status.progress);
}

/// How far a session is, 0 to 1.
pub(super) fn draw_progress(canvas: &mut Canvas, bar: Rect, progress: f64) {
    let inks = canvas.inks();
    canvas.fill_round(bar, bar.height / 2.0, inks.line);
    let share = if progress.is_finite() { progress.clamp(0.0, 1.0) } else { 0.0 };
    if share > 0.0 {
        let width = (bar.width * share).max(bar.height);
        canvas.fill_round(Rect { width, ..bar }, bar.height / 2.0, inks.within);
    }
}

/// The style of small words that name a part of the panel.
pub(super) fn label_style(inks: &Palette, unit: f64) -> Style {
    Style::new(Weight::Regular, inks.quiet, (21.0 * unit).max(SMALLEST)).wrapped(1, SMALLEST)
}

/// The panel before a session runs: the program's name and its keys.
pub(super) fn draw_idle(canvas: &mut Canvas, typesetter: &mut Typesetter, layout: &Layout) {
    let inks = canvas.inks();
    let unit = layout.unit;
    let title = Style::new(Weight::Bold, inks.text, 56.0 * unit);
    typesetter.centred(canvas, "Supple", title, layout.ring, Align::Centre);
    let card = layout.card;
    let row_height = (card.height / BINDINGS.len() as f64).min(44.0 * unit);
    for (index, binding) in BINDINGS.iter().enumerate() {
        let key = binding.keys.first().map(ToString::to_string).unwrap_or_default();
        let row = Rect::new(card.x, card.y + row_height * index as f64, card.width, row_height);
        let split = 84.0 * unit;
        let bold = Style { weight: Weight::Bold, ink: inks.text, ..label_style(inks, unit) };
        typesetter.centred(canvas, &key, bold, Rect { width: split, ..row }, Align::Left);
        let rest = Rect { x: row.x + split, width: row.width - split, ..row };
        typesetter.centred(canvas, &binding.action.to_string(), label_style(inks, unit), rest, Align::Left);
    }
}
