//! Shaping: which glyphs of which font a text needs, and where they stand. Noto Sans comes first; for what it doesn't have the fonts
//! that are installed are asked, which are looked for only then. Everything is in em, so that one shaping serves every size.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::style::{FontFamily, FontFeatures, FontWeight, StyleProperty};
use parley::{FontContext, Layout, LayoutContext, PositionedLayoutItem};

use super::canvas::{PlacedGlyph, Run};
use crate::body::Point;

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Finds the fonts that are installed.
pub(super) type Installed = Box<dyn FnOnce() -> Collection + Send>;

/// What our own letters are called, so that they are no other Noto Sans.
const FAMILY: &str = "Supple";
/// Pixels to the em in which texts are shaped. Nothing is rounded, so that it makes no difference.
const EM: f32 = 100.0;

/// Every font that there is to write with.
pub(super) struct Fonts {
    context: FontContext,
    layouts: LayoutContext<()>,
    /// Until they are needed.
    installed: Option<Installed>,
}

impl Fonts {
    /// Our own letters, and for what these lack those that are `installed`.
    pub(super) fn new(installed: Option<Installed>) -> Self {
        let own = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        Self { context: with_own_letters(own), layouts: LayoutContext::new(), installed }
    }

    /// The glyphs of a text.
    pub(super) fn shape(&mut self, text: &str, weight: Weight) -> Shaped {
        let shaped = self.shape_with_known(text, weight);
        if !shaped.lacks_glyphs() {
            return shaped;
        }
        let Some(installed) = self.installed.take() else { return shaped };
        self.context = with_own_letters(installed());
        self.shape_with_known(text, weight)
    }

    fn shape_with_known(&mut self, text: &str, weight: Weight) -> Shaped {
        let weight = match weight {
            Weight::Regular => FontWeight::NORMAL,
            Weight::Bold => FontWeight::BOLD,
        };
        let mut builder = self.layouts.ranged_builder(&mut self.context, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named(FAMILY)));
        builder.push_default(StyleProperty::FontSize(EM));
        builder.push_default(StyleProperty::FontWeight(weight));
        // From three metres letters are read one by one.
        builder.push_default(StyleProperty::FontFeatures(FontFeatures::Source(Cow::Borrowed("\"liga\" 0"))));
        let mut layout = builder.build(text);
        layout.break_all_lines(None);
        Shaped(layout)
    }
}

fn with_own_letters(mut collection: Collection) -> FontContext {
    for (data, weight) in [(notosans::REGULAR_TTF, FontWeight::NORMAL), (notosans::BOLD_TTF, FontWeight::BOLD)] {
        let name = FontInfoOverride { family_name: Some(FAMILY), weight: Some(weight), ..FontInfoOverride::default() };
        collection.register_fonts(Blob::new(Arc::new(data)), Some(name));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}

/// A text whose glyphs are known, broken into lines; at first into one.
pub(super) struct Shaped(Layout<()>);

impl Shaped {
    /// Breaks it into lines no wider than `width` em where that is possible: where each stands in the text, and how wide it is.
    pub(super) fn broken(&mut self, width: f64) -> Vec<(Range<usize>, f64)> {
        self.0.break_all_lines(Some((width * f64::from(EM)) as f32));
        self.0.lines().map(|line| (line.text_range(), width_of(&line))).collect()
    }

    /// How wide the widest line is, in em.
    pub(super) fn width(&self) -> f64 {
        self.0.lines().map(|line| width_of(&line)).fold(0.0, f64::max)
    }

    /// Its lines as they are broken.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line> {
        self.0.lines().map(|line| Line {
            range: line.text_range(),
            width: width_of(&line),
            runs: line.items().filter_map(|item| run(&item)).collect(),
        })
    }

    /// Whether no font has been found for something in it.
    fn lacks_glyphs(&self) -> bool {
        self.lines().flat_map(|line| line.runs).any(|run| run.glyphs.iter().any(|glyph| glyph.id == 0))
    }
}

/// One line of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// Em, without a space at its end.
    pub(super) width: f64,
    pub(super) runs: Vec<Run>,
}

fn width_of(line: &parley::layout::Line<'_, ()>) -> f64 {
    let metrics = line.metrics();
    f64::from((metrics.advance - metrics.hanging_advance) / EM)
}

fn run(item: &PositionedLayoutItem<'_, ()>) -> Option<Run> {
    let PositionedLayoutItem::GlyphRun(glyphs) = item else { return None };
    let mut pen = glyphs.offset();
    let place = |glyph: parley::layout::Glyph| {
        let at = Point::new(f64::from((pen + glyph.x) / EM), f64::from(glyph.y / EM));
        pen += glyph.advance;
        PlacedGlyph { id: glyph.id, at }
    };
    let run = glyphs.run();
    Some(Run {
        font: run.font().clone(),
        variant: run.normalized_coords().iter().map(|coordinate| coordinate.to_bits()).collect(),
        glyphs: glyphs.glyphs().map(place).collect(),
    })
}

#[cfg(test)]
mod tests {
    use parley::fontique::Script;

    use super::*;

    fn glyphs(shaped: &Shaped) -> Vec<PlacedGlyph> {
        shaped.lines().flat_map(|line| line.runs).flat_map(|run| run.glyphs).collect()
    }

    /// Our own font with one more character, which looks like `O`: hiragana `あ`.
    fn with_hiragana() -> Vec<u8> {
        let o = glyphs(&Fonts::new(None).shape("O", Weight::Regular))[0].id;
        let mut font = notosans::REGULAR_TTF.to_vec();
        let start = u32::try_from(font.len()).unwrap();
        // A table `cmap` of format 12 with a single group.
        let (table, group) = ([0u16, 1, 3, 10], [12u32 << 16, 28, 0, 1, 0x3042, 0x3042, o]);
        font.extend(table.iter().flat_map(|number| number.to_be_bytes()));
        font.extend(12u32.to_be_bytes());
        font.extend(group.iter().flat_map(|number| number.to_be_bytes()));
        let length = u32::try_from(font.len()).unwrap() - start;
        let record = font.windows(4).position(|name| name == b"cmap").unwrap();
        font[record + 8..record + 12].copy_from_slice(&start.to_be_bytes());
        font[record + 12..record + 16].copy_from_slice(&length.to_be_bytes());
        font
    }

    /// A machine on which only a font for Japanese is installed.
    fn japanese() -> Installed {
        Box::new(|| {
            let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
            let name = FontInfoOverride { family_name: Some("Japanese"), ..FontInfoOverride::default() };
            let families = collection.register_fonts(Blob::new(Arc::new(with_hiragana())), Some(name));
            let hiragana = Script::from_bytes(*b"Hira");
            collection.append_fallbacks(hiragana, families.iter().map(|(family, _)| *family));
            collection
        })
    }

    #[test]
    fn our_own_letters_are_all_there() {
        let mut fonts = Fonts::new(Some(Box::new(|| panic!("nothing is looked for"))));
        for weight in [Weight::Regular, Weight::Bold] {
            for character in "Sit back — toward your heels… 0123456789 ½ é ß ’".split_whitespace() {
                assert!(!fonts.shape(character, weight).lacks_glyphs(), "{character}");
            }
        }
        let (regular, bold) = (fonts.shape("heels", Weight::Regular), fonts.shape("heels", Weight::Bold));
        assert!(bold.width() > regular.width() + 0.05, "{} {}", bold.width(), regular.width());
    }

    #[test]
    fn pairs_are_kerned() {
        let mut fonts = Fonts::new(None);
        let mut kerning = |pair: &str| {
            let apart: f64 = pair.chars().map(|letter| fonts.shape(&letter.to_string(), Weight::Bold).width()).sum();
            fonts.shape(pair, Weight::Bold).width() - apart
        };
        assert!(kerning("To") < -0.02, "{}", kerning("To"));
        assert!(kerning("AV") < -0.01, "{}", kerning("AV"));
        assert!(kerning("nn").abs() < 1e-6);
    }

    #[test]
    fn what_no_font_has_is_an_empty_box() {
        assert!(Fonts::new(None).shape("あ", Weight::Regular).lacks_glyphs());
        assert!(Fonts::new(Some(japanese())).shape("\u{10FFFD}", Weight::Regular).lacks_glyphs());
    }

    #[test]
    fn what_our_letters_lack_is_taken_from_an_installed_font() {
        let mut fonts = Fonts::new(Some(japanese()));
        let mixed = fonts.shape("あo", Weight::Regular);
        let own = fonts.shape("Oo", Weight::Regular);
        assert!(!mixed.lacks_glyphs());
        assert_eq!(glyphs(&mixed), glyphs(&own));
        let runs: Vec<Run> = mixed.lines().flat_map(|line| line.runs).collect();
        let own: Vec<Run> = own.lines().flat_map(|line| line.runs).collect();
        assert_ne!(runs[0].font, own[0].font, "the character comes from the other font");
        assert_eq!(runs[1].font, own[0].font, "the letter beside it does not");
    }
}
