//! What the keys do, over everything, for as long as somebody wants to see it.

use super::canvas::Canvas;
use super::font::Weight;
use super::layout::{Layout, Rect};
use super::reading::Role;
use super::text::{Align, Style, Typesetter};
use crate::input::{BINDINGS, Binding};
use crate::language::Language;

/// A row's height, the columns' widths and the room about them, in em.
const ROW: f64 = 1.5;
const KEYS: f64 = 4.6;
const ACTIONS: f64 = 9.4;
const ABOUT: f64 = 1.0;

/// Draws it into the middle of a window that is `layout`'s.
pub(super) fn draw(canvas: &mut Canvas, typesetter: &mut Typesetter, layout: &Layout, window: Rect) {
    let inks = canvas.inks();
    canvas.fill_rect(window, inks.panel.at(0.85));
    let (columns, rows) = (KEYS + ACTIONS + 2.0 * ABOUT, BINDINGS.len() as f64 * ROW + 2.0 * ABOUT);
    let em = layout.em(Role::Second).min(0.96 * window.height / rows).min(0.96 * window.width / columns);
    let (width, height) = (columns * em, rows * em);
    let middle = window.centre();
    let card = Rect::new(middle.x - width / 2.0, middle.y - height / 2.0, width, height);
    canvas.fill_round(card, 0.5 * em, inks.card);
    let inner = card.inset(ABOUT * em);
    for (index, binding) in BINDINGS.iter().enumerate() {
        let row = Rect { y: inner.y + index as f64 * ROW * em, height: ROW * em, ..inner };
        let bold = Style::new(Weight::Bold, inks.text, em);
        typesetter.centred(
            canvas,
            &keys(binding, typesetter.language()),
            bold,
            Rect { width: (KEYS - 0.4) * em, ..row },
            Align::Left,
        );
        let regular = Style::new(Weight::Regular, inks.text, em);
        let beside = Rect { x: row.x + KEYS * em, width: row.width - KEYS * em, ..row };
        typesetter.centred(canvas, binding.action.words(typesetter.language()), regular, beside, Align::Left);
    }
}

fn keys(binding: &Binding, language: Language) -> String {
    let names: Vec<String> = binding.keys.iter().map(|key| key.words(language)).collect();
    names.join(", ")
}
