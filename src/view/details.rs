//! What was measured and what the program costs, for whoever wants to know: read at the keyboard.

use super::canvas::Canvas;
use super::font::Weight;
use super::header::SMALLEST;
use super::layout::{Layout, Rect};
use super::reading::Role;
use super::screen::Details;
use super::text::{Align, Block, Style, Typesetter};
use crate::judge::Assessment;
use crate::language::Language;
use crate::measure::Unit;
use crate::wording::window;

/// In which steps a value is shown: finer ones would only tremble.
pub(super) const STEP: f64 = 1.0;

/// Draws them into the upper corner of `area`, on its right where `on_the_right`. `values` are the targets' as they are to be shown.
pub(super) fn draw(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    layout: &Layout,
    (area, on_the_right): (Rect, bool),
    rows: &[(String, String)],
) {
    let inks = canvas.inks();
    let em = 0.8 * layout.em(Role::Near);
    let name = Style::new(Weight::Regular, inks.quiet, em).wrapped(1, SMALLEST);
    let value = Style::new(Weight::Bold, inks.text, em).wrapped(1, SMALLEST);
    let line = 1.4 * em;
    let mut blocks: Vec<(Block, Block)> = Vec::new();
    for (words, number) in rows {
        let half = area.width * 0.45;
        blocks.push((typesetter.fit(words, name, half, line), typesetter.fit(number, value, half, line)));
    }
    let widest = |of: fn(&(Block, Block)) -> f64| blocks.iter().map(of).fold(0.0, f64::max);
    let (names, values) = (widest(|row| row.0.width), widest(|row| row.1.width));
    let width = names + values + 2.8 * em;
    let height = line * rows.len() as f64 + em;
    let x = if on_the_right { area.right() - width - 0.5 * em } else { area.x + 0.5 * em };
    let card = Rect::new(x, area.y + 0.5 * em, width, height);
    canvas.fill_round(card, 0.5 * em, inks.card.at(0.94));
    for (index, (words, number)) in blocks.iter().enumerate() {
        let row =
            Rect { x: card.x + em, y: card.y + 0.5 * em + line * index as f64, width: width - 2.0 * em, height: line };
        let top = row.y + (line - words.optical_height()) / 2.0;
        typesetter.write(canvas, words, name, (row, top, Align::Left));
        let beside = Rect { x: row.right() - number.width, ..row };
        typesetter.write(canvas, number, value, (beside, top, Align::Left));
    }
}

/// The rows: a target each, then what the program costs.
pub(super) fn rows(
    targets: &[Assessment],
    values: impl Iterator<Item = Option<(f64, f64)>>,
    details: Details,
    language: Language,
) -> Vec<(String, String)> {
    let of_targets = targets.iter().zip(values).map(|(target, value)| {
        let is_degrees = target.target.measure.definition().unit == Unit::Degrees;
        let shown = value.map(|(value, error)| window::measured(value, error, is_degrees, language));
        (window::target(target, language), shown.unwrap_or_else(|| window::unseen(language).to_owned()))
    });
    let Details { frames_per_second, delay, processor } = details;
    of_targets.chain(window::costs(frames_per_second, delay, processor, language)).collect()
}

/// In which steps a target's value is shown.
pub(super) fn step(target: &Assessment) -> f64 {
    if target.target.measure.definition().unit == Unit::Degrees { STEP } else { STEP / 100.0 }
}
