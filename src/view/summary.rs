//! The end of a session: what it came to, and how to close the window.

use super::canvas::Canvas;
use super::layout::Layout;
use super::panel::Reps;
use super::text::Typesetter;
use super::{header, message, panel, ring};
use crate::coach::Outcome;
use crate::wording::window;

/// Draws it around the picture; without its words where something else is said.
pub(super) fn draw(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    layout: &Layout,
    outcome: &Outcome,
    has_words: bool,
) {
    header::draw(canvas, typesetter, layout, &outcome.title.words(typesetter.language()), outcome.side);
    if has_words {
        let words = outcome.message.cue.words(typesetter.language());
        message::draw(canvas, typesetter, layout, (outcome.message.tone, &words), None);
        // It is short, and leaves the card alone.
        panel::draw_second(canvas, typesetter, layout, &window::closing(typesetter.language()), (layout.card, 2));
    }
    ring::draw_done(canvas, layout.ring, outcome);
    let reps = Reps { done: outcome.reps_done, all: outcome.reps, go_on: false };
    panel::draw_reps(canvas, typesetter, layout, reps);
    panel::draw_word(canvas, typesetter, layout, window::done(typesetter.language()));
    // Nothing is left to aim for.
    if let Some(progress) = outcome.progress {
        panel::draw_progress(canvas, layout.progress, progress);
    }
}
