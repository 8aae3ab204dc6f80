//! The panel's smaller parts: repetitions, what the coach is doing, what comes next, how far the session is.

use super::canvas::{Canvas, Pen};
use super::font::Weight;
use super::header::SMALLEST;
use super::layout::{Layout, Rect};
use super::palette::Palette;
use super::reading::Role;
use super::text::{Align, Style, Typesetter};
use crate::body::Point;
use crate::coach::Next;
use crate::wording::window;

/// Repetitions whose dots would come closer than this, in units, are written as numbers: dots could no longer be counted at a glance.
const LEAST_PITCH: f64 = 32.0;

/// The repetitions of a stretch.
#[derive(Clone, Copy)]
pub(super) struct Reps {
    pub(super) done: u32,
    pub(super) all: u32,
    /// Whether the next one may still be done.
    pub(super) go_on: bool,
}

/// The repetitions: done ones filled, the one under way as a ring, those to come as faint rings.
pub(super) fn draw_reps(canvas: &mut Canvas, typesetter: &mut Typesetter, layout: &Layout, reps: Reps) {
    let inks = canvas.inks();
    let (row, unit) = (layout.reps, layout.unit);
    let done = reps.done.min(reps.all);
    let pitch = (44.0 * unit).min(row.width / f64::from(reps.all.max(1)));
    if pitch < LEAST_PITCH * unit {
        let words = format!("{done} / {}", reps.all);
        let style = Style::new(Weight::Regular, inks.text, layout.em(Role::Second)).wrapped(1, SMALLEST);
        typesetter.centred(canvas, &words, style, row, Align::Left);
        return;
    }
    let radius = (pitch * 0.36).min(row.height * 0.36);
    let thick = (radius * 0.3).max(1.0);
    for rep in 0..reps.all {
        let at = Point::new(row.x + radius + f64::from(rep) * pitch, row.centre().y);
        if rep < done {
            canvas.fill_circle(at, radius, inks.within);
        } else {
            let ink = if rep == done && reps.go_on { inks.within } else { inks.line };
            canvas.circle(at, radius - thick / 2.0, Pen::flat(ink, thick));
        }
    }
}

/// What the coach is doing, in a word or two.
pub(super) fn draw_word(canvas: &mut Canvas, typesetter: &mut Typesetter, layout: &Layout, word: &str) {
    draw_second(canvas, typesetter, layout, word, (layout.word, 2));
}

/// What comes next, where there is a plan.
pub(super) fn draw_next(canvas: &mut Canvas, typesetter: &mut Typesetter, layout: &Layout, next: &Next) {
    let Some((label, title)) = window::next(next, typesetter.language()) else { return };
    let words = if label.is_empty() { title.to_owned() } else { format!("{label}: {title}") };
    draw_second(canvas, typesetter, layout, &words, (layout.card, 3));
}

/// Words that are read when there is time, in the middle of `rect` from top to bottom, on so many lines at most.
pub(super) fn draw_second(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    layout: &Layout,
    words: &str,
    (rect, lines): (Rect, usize),
) {
    let style = second(canvas.inks(), layout).wrapped(lines, layout.least_em(Role::Second));
    let block = typesetter.whole(words, style, rect.width, rect.height);
    let top = rect.y + ((rect.height - block.optical_height()) / 2.0).min(rect.height - block.height);
    typesetter.write(canvas, &block, style, (rect, top, Align::Left));
}

/// The style of words that are read when there is time.
fn second(inks: &Palette, layout: &Layout) -> Style {
    Style::new(Weight::Regular, inks.text, layout.em(Role::Second))
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

/// The window before anything runs: the program's name, and which key tells of the others.
pub(super) fn draw_idle(canvas: &mut Canvas, typesetter: &mut Typesetter, layout: &Layout) {
    let inks = canvas.inks();
    let panel = layout.panel;
    let upper = Rect { height: panel.height * 0.5, ..panel };
    let title = Style::new(Weight::Bold, inks.text, 1.6 * layout.em(Role::Main)).wrapped(1, layout.unit * 20.0);
    typesetter.centred(canvas, "Supple", title, upper, Align::Centre);
    let lower = Rect { y: upper.bottom(), height: panel.height * 0.3, ..panel };
    let style = Style { ink: inks.quiet, ..second(inks, layout).wrapped(2, layout.unit * 16.0) };
    typesetter.centred(canvas, &window::help(typesetter.language()), style, lower, Align::Centre);
}
