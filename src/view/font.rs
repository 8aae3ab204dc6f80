//! The two fonts: which glyph a character has, how far it moves the pen, and how much a pair of glyphs is kerned.
//! Everything is in em, so that one measurement serves every size.

use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::gpos::{PairPos, PositionSubtables};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use vello_cpu::peniko::{Blob, FontData};

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Noto Sans in the weights that the window uses.
pub(super) struct Fonts {
    regular: Font,
    bold: Font,
}

impl Fonts {
    pub(super) fn new() -> Self {
        Self { regular: Font::new(notosans::REGULAR_TTF), bold: Font::new(notosans::BOLD_TTF) }
    }

    pub(super) fn of(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

/// One font.
pub(super) struct Font {
    /// For the renderer.
    pub(super) data: FontData,
    /// `None` if the data isn't a font: then nothing is written. The tests hold that it is.
    tables: Option<FontRef<'static>>,
    pairs: Vec<PairPos<'static>>,
    em: f64,
}

impl Font {
    fn new(bytes: &'static [u8]) -> Self {
        let tables = FontRef::new(bytes).ok();
        let head = tables.as_ref().and_then(|font| font.head().ok());
        let em = head.map_or(1000.0, |head| f64::from(head.units_per_em()));
        let pairs = tables.as_ref().map(kerning_tables).unwrap_or_default();
        Self { data: FontData::new(Blob::new(Arc::new(bytes)), 0), tables, pairs, em }
    }

    /// The glyph of a character; the font's own empty box for one that it doesn't have.
    pub(super) fn glyph(&self, character: char) -> GlyphId {
        // A tab or a line break inside a hint is a space as far as the window goes.
        let character = if character.is_whitespace() { ' ' } else { character };
        self.tables.as_ref().and_then(|font| font.charmap().map(character)).unwrap_or_default()
    }

    /// How far a glyph moves the pen, in em.
    pub(super) fn advance(&self, glyph: GlyphId) -> f64 {
        let metrics = self.tables.as_ref().map(|font| font.glyph_metrics(Size::unscaled(), LocationRef::default()));
        metrics.and_then(|metrics| metrics.advance_width(glyph)).map_or(0.0, |units| f64::from(units) / self.em)
    }

    /// How much nearer (negative) or farther the second glyph of a pair stands, in em.
    pub(super) fn kerning(&self, first: GlyphId, second: GlyphId) -> f64 {
        let units = self.pairs.iter().find_map(|table| pair_adjustment(table, first, second));
        units.map_or(0.0, |units| f64::from(units) / self.em)
    }
}

/// The `GPOS` tables that adjust pairs, of the features called `kern`.
fn kerning_tables(font: &FontRef<'static>) -> Vec<PairPos<'static>> {
    let mut tables = Vec::new();
    let Ok(gpos) = font.gpos() else { return tables };
    let (Ok(features), Ok(lookups)) = (gpos.feature_list(), gpos.lookup_list()) else { return tables };
    let kern = features.feature_records().iter().filter(|record| record.feature_tag() == skrifa::Tag::new(b"kern"));
    let mut indices: Vec<u16> = Vec::new();
    for feature in kern.filter_map(|record| record.feature(features.offset_data()).ok()) {
        indices.extend(feature.lookup_list_indices().iter().map(skrifa::raw::types::BigEndian::get));
    }
    // Every script has its own record that names the same lookups.
    indices.sort_unstable();
    indices.dedup();
    for index in indices {
        let lookup = lookups.lookups().get(usize::from(index));
        if let Ok(PositionSubtables::Pair(pairs)) = lookup.and_then(|lookup| lookup.subtables()) {
            tables.extend(pairs.iter().filter_map(Result::ok));
        }
    }
    tables
}

/// What one table says about a pair; `None` when it says nothing and the next one is to be asked.
fn pair_adjustment(table: &PairPos<'static>, first: GlyphId, second: GlyphId) -> Option<i16> {
    match table {
        PairPos::Format1(pairs) => {
            let set = pairs.pair_sets().get(usize::from(pairs.coverage().ok()?.get(first)?)).ok()?;
            let records = set.pair_value_records();
            let (mut low, mut high) = (0, records.len());
            while low < high {
                let middle = usize::midpoint(low, high);
                let record = records.get(middle).ok()?;
                match GlyphId::from(record.second_glyph()).cmp(&second) {
                    std::cmp::Ordering::Equal => return record.value_record1().x_advance(),
                    std::cmp::Ordering::Less => low = middle + 1,
                    std::cmp::Ordering::Greater => high = middle,
                }
            }
            None
        }
        PairPos::Format2(pairs) => {
            pairs.coverage().ok()?.get(first)?;
            let row = pairs.class_def1().ok()?.get(first);
            let column = pairs.class_def2().ok()?.get(second);
            let record = pairs.class1_records().get(usize::from(row)).ok()?;
            record.class2_records().get(usize::from(column)).ok()?.value_record1().x_advance()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fonts_can_be_read() {
        let fonts = Fonts::new();
        for weight in [Weight::Regular, Weight::Bold] {
            let font = fonts.of(weight);
            assert!(font.tables.is_some() && !font.pairs.is_empty());
            for character in "Sit back — toward your heels… 0123456789 ½ é ß ’".chars().filter(|c| *c != ' ') {
                let glyph = font.glyph(character);
                assert_ne!(glyph, GlyphId::NOTDEF, "{character}");
                assert!((0.15..1.3).contains(&font.advance(glyph)), "{character} {}", font.advance(glyph));
            }
        }
    }

    #[test]
    fn pairs_are_kerned() {
        let fonts = Fonts::new();
        let font = fonts.of(Weight::Bold);
        let kerning = |first, second| font.kerning(font.glyph(first), font.glyph(second));
        assert!(kerning('T', 'o') < -0.02, "{}", kerning('T', 'o'));
        assert!(kerning('A', 'V') < -0.01, "{}", kerning('A', 'V'));
        assert!(kerning('n', 'n').abs() < 1e-9);
    }

    #[test]
    fn unknown_characters_get_the_empty_box() {
        let fonts = Fonts::new();
        assert_eq!(fonts.of(Weight::Regular).glyph('\u{10FFFF}'), GlyphId::NOTDEF);
    }
}
