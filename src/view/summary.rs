//! The end of a session: what it came to, and how to close the window.

use super::canvas::Canvas;
use super::layout::{Layout, Rect};
use super::message::Header;
use super::panel::Reps;
use super::text::Typesetter;
use super::{message, panel, ring};
use crate::coach::Outcome;
use crate::wording::window;

/// Draws it around the `picture`; without its words where something else is said.
pub(super) fn draw(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    layout: &Layout,
    picture: Option<Rect>,
    outcome: &Outcome,
    has_words: bool,
) {
    let unit = layout.unit;
    let area = message::area(layout.picture, picture);
    let header = Header { title: outcome.title.to_string(), side: outcome.side, paragraph: Some(window::closing()) };
    message::draw_header(canvas, typesetter, area, &header, unit);
    if has_words {
        message::draw_message(canvas, typesetter, area, picture, &outcome.message, None, unit);
    }
    ring::draw_done(canvas, typesetter, layout.ring, outcome);
    let reps = Reps { done: outcome.reps_done, all: outcome.reps, go_on: false };
    panel::draw_reps(canvas, typesetter, layout.reps, reps, unit);
    // Nothing is left to aim for.
    if let Some(progress) = outcome.progress {
        panel::draw_progress(canvas, layout.progress, progress);
    }
}
