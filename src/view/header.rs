//! The band above everything: the name of what is done, and the side.

use super::canvas::Canvas;
use super::font::Weight;
use super::layout::Layout;
use super::reading::Role;
use super::text::{Align, Style, Typesetter};
use crate::body::Side;
use crate::wording::window;

/// Smallest letters anywhere, in pixels: below this they are no longer letters.
pub(super) const SMALLEST: f64 = 9.0;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas, typesetter: &mut Typesetter, layout: &Layout, title: &str, side: Option<Side>) {
    let inks = canvas.inks();
    let band = layout.header;
    let (title_style, side_style) = (title_style(inks, layout), side_style(inks, layout));
    let side = side.map(|side| window::side(side, typesetter.language())).unwrap_or_default();
    let side = typesetter.fit(&side, side_style, band.width * 0.4, band.height);
    let gap = if side.width > 0.0 { 24.0 * layout.unit } else { 0.0 };
    let title = typesetter.whole(title, title_style, band.width - side.width - gap, band.height);
    let top = band.y + (band.height - title.optical_height()) / 2.0;
    typesetter.write(canvas, &title, title_style, (band, top, Align::Left));
    let beside = super::layout::Rect { x: band.x + title.width + gap, ..band };
    // On the title's base line.
    let top = top + title.optical_height() - side.optical_height();
    typesetter.write(canvas, &side, side_style, (beside, top, Align::Left));
}

fn title_style(inks: &super::palette::Palette, layout: &Layout) -> Style {
    let lines = if layout.header.height > 2.0 * layout.em(Role::Main) { 2 } else { 1 };
    Style::new(Weight::Bold, inks.text, layout.em(Role::Main)).wrapped(lines, layout.least_em(Role::Main))
}

fn side_style(inks: &super::palette::Palette, layout: &Layout) -> Style {
    Style::new(Weight::Regular, inks.quiet, layout.em(Role::Second)).wrapped(1, layout.least_em(Role::Second))
}
