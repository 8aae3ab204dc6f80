//! Text in boxes: wrapped, shrunk until it fits, and written. It never leaves its box.

use std::collections::HashMap;
use std::sync::Arc;

use super::canvas::{Canvas, PlacedGlyph};
use super::font::{Fonts, Installed, Line, Shaped, Weight};
use super::layout::Rect;
use super::palette::Ink;
use super::reading::CAP_HEIGHT;
use crate::body::Point;
use crate::language::Language;

/// Depth of letters such as `g` under the base line, in em.
const DESCENT: f64 = 0.24;
/// From one base line to the next, in em: tight, as the lines are few and large.
const LEADING: f64 = 1.22;
/// Each try to fit makes the letters this much smaller.
const SHRINK: f64 = 0.96;
/// What is written where a text had to be cut.
const ELLIPSIS: &str = "…";
/// So many layouts are kept; a session says less in a minute.
const MOST_KEPT: usize = 256;

/// How a text should look, and how small it may become to fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) weight: Weight,
    pub(super) ink: Ink,
    /// Pixels to the em where there is room.
    pub(super) size: f64,
    /// Pixels to the em before lines are cut instead.
    pub(super) smallest: f64,
    pub(super) lines: usize,
}

impl Style {
    pub(super) const fn new(weight: Weight, ink: Ink, size: f64) -> Self {
        Self { weight, ink, size, smallest: size * 0.6, lines: 1 }
    }

    /// The same style in letters of this size at most.
    pub(super) fn at_most(self, size: f64) -> Self {
        Self { size: self.size.min(size), smallest: self.smallest.min(size), ..self }
    }

    /// The same style on up to `lines` lines, shrinking to `smallest` pixels to the em.
    pub(super) const fn wrapped(self, lines: usize, smallest: f64) -> Self {
        Self { smallest, lines, ..self }
    }
}

/// Where a text stands in its box from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// A text laid out: its size and lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    /// Pixels to the em.
    pub(super) size: f64,
    /// Width of the widest line in pixels.
    pub(super) width: f64,
    /// From the top of the first line's capitals to below the last line's descenders, in pixels.
    pub(super) height: f64,
    lines: Arc<[Line]>,
    cut: bool,
    #[cfg(test)]
    words: Arc<str>,
}

impl Block {
    /// How many lines it has.
    #[cfg(test)]
    pub(super) fn lines(&self) -> usize {
        self.lines.len()
    }

    /// Whether the end of the text was cut off.
    pub(super) fn is_cut(&self) -> bool {
        self.cut
    }

    /// From the top of the first line's capitals to the last base line, in pixels: what the eye takes for its height.
    pub(super) fn optical_height(&self) -> f64 {
        self.height - DESCENT * self.size
    }
}

/// A text with the box that it is to fit.
#[derive(PartialEq, Eq, Hash)]
struct Fitting {
    text: String,
    weight: Weight,
    lines: usize,
    /// Size and smallest size, width and height.
    numbers: [u64; 4],
}

/// Lays out and writes text. What is written frame after frame is laid out once.
pub(super) struct Typesetter {
    fonts: Fonts,
    fitted: HashMap<Fitting, Block>,
    glyphs: Vec<PlacedGlyph>,
    /// In which language the words are that are written.
    language: Language,
    #[cfg(test)]
    written: Vec<Written>,
}

/// A text as it was written, for tests of everything that a picture says.
#[cfg(test)]
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) words: Arc<str>,
    pub(super) weight: Weight,
    /// Pixels to the em.
    pub(super) size: f64,
    pub(super) is_cut: bool,
    /// What it covers.
    pub(super) rect: Rect,
}

impl Typesetter {
    pub(super) fn new() -> Self {
        Self::of(Fonts::new(None))
    }

    /// The same, with the fonts that are installed for what our own letters lack.
    pub(super) fn falling_back(installed: Installed) -> Self {
        Self::of(Fonts::new(Some(installed)))
    }

    /// From now on words are written in this language.
    pub(super) const fn set_language(&mut self, language: Language) {
        self.language = language;
    }

    /// In which language words are written.
    pub(super) const fn language(&self) -> Language {
        self.language
    }

    fn of(fonts: Fonts) -> Self {
        Self {
            fonts,
            fitted: HashMap::new(),
            glyphs: Vec::new(),
            language: Language::default(),
            #[cfg(test)]
            written: Vec::new(),
        }
    }

    /// The largest layout of `text` that fits `width` by `height` pixels. When even the smallest letters don't fit, what
    /// is too much is cut and an ellipsis stands for it.
    pub(super) fn fit(&mut self, text: &str, style: Style, width: f64, height: f64) -> Block {
        if text.is_empty() || !(width >= 1.0 && height >= 1.0 && style.size >= 1.0) {
            return Block::default();
        }
        let fitting = Fitting {
            text: text.to_owned(),
            weight: style.weight,
            lines: style.lines,
            numbers: [style.size, style.smallest, width, height].map(f64::to_bits),
        };
        if let Some(block) = self.fitted.get(&fitting) {
            return block.clone();
        }
        if self.fitted.len() >= MOST_KEPT {
            self.fitted.clear();
        }
        let block = self.lay_out(text, style, width, height);
        #[cfg(test)]
        let block = if block.lines.is_empty() { block } else { Block { words: text.into(), ..block } };
        self.fitted.insert(fitting, block.clone());
        block
    }

    /// The same, but with letters smaller than the style allows before anything is cut.
    pub(super) fn whole(&mut self, text: &str, style: Style, width: f64, height: f64) -> Block {
        let block = self.fit(text, style, width, height);
        if !block.is_cut() {
            return block;
        }
        self.fit(text, style.wrapped(style.lines * 3, style.smallest * 0.3), width, height)
    }

    fn lay_out(&mut self, text: &str, style: Style, width: f64, height: f64) -> Block {
        // A tab or a line break inside a hint is a space as far as the window goes.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Block::default();
        }
        let mut shaped = self.fonts.shape(&text, style.weight);
        let smallest = style.smallest.clamp(1.0, style.size);
        let mut size = style.size;
        loop {
            let room = lines_in(height, size).min(style.lines).max(1);
            let lines = shaped.broken(width / size);
            let fits = lines.len() <= room && lines.iter().all(|line| line.1 * size <= width);
            if fits && block_height(lines.len(), size) <= height {
                let lines = self.balanced(&text, style.weight, shaped, lines.len(), width / size);
                return block(lines, size, false);
            }
            if size <= smallest {
                // A box that is lower than one line of the smallest letters still gets letters that fit.
                let size = size.min(height / (CAP_HEIGHT + DESCENT));
                let lines = shaped.broken(width / size);
                if lines.len() <= room && lines.iter().all(|line| line.1 * size <= width) {
                    return block(shaped.lines().collect(), size, false);
                }
                let last = room.min(lines.len()) - 1;
                let lines = lines.into_iter().take(room).enumerate().map(|(index, (range, _))| {
                    let words = text.get(range).unwrap_or_default().trim_end();
                    self.cut(words, if index == last { ELLIPSIS } else { "" }, style.weight, width / size)
                });
                return block(lines.flatten().collect(), size, true);
            }
            size = (size * SHRINK).max(smallest);
        }
    }

    /// A text in `count` lines no wider than `width` em, made about equally long, so that no single word is left over.
    fn balanced(&mut self, text: &str, weight: Weight, mut shaped: Shaped, count: usize, width: f64) -> Vec<Line> {
        if count == 2
            && let Some(sentences) = self.two_sentences(text, weight, width)
        {
            return sentences.into();
        }
        if count > 1 {
            let (mut narrow, mut wide) = (width / count as f64, width);
            for _ in 0..8 {
                let middle = f64::midpoint(narrow, wide);
                let tried = shaped.broken(middle);
                if tried.len() == count && tried.iter().all(|line| line.1 <= middle) {
                    wide = middle;
                } else {
                    narrow = middle;
                }
            }
            shaped.broken(wide);
        }
        shaped.lines().collect()
    }

    /// Two lines that part between sentences, where both fit and neither is much shorter.
    fn two_sentences(&mut self, text: &str, weight: Weight, width: f64) -> Option<[Line; 2]> {
        let ends =
            text.match_indices(' ').map(|(end, _)| end).filter(|&end| text[..end].ends_with(['.', '!', '?', '…']));
        ends.into_iter().find_map(|end| {
            let first = self.fonts.shape(&text[..end], weight).lines().next()?;
            let second = self.fonts.shape(&text[end + 1..], weight).lines().next()?;
            let fits = first.width <= width && second.width <= width;
            (fits && first.width.min(second.width) >= 0.35 * first.width.max(second.width)).then_some([first, second])
        })
    }

    /// As much of `words` as fits `width` em with `then` behind it.
    fn cut(&mut self, words: &str, then: &str, weight: Weight, width: f64) -> Option<Line> {
        let mut ends: Vec<usize> = words.char_indices().map(|(start, _)| start).collect();
        ends.push(words.len());
        let mut shaped = |end: usize| self.fonts.shape(&format!("{}{then}", &words[..end]), weight);
        let fitting = ends.partition_point(|&end| shaped(end).width() <= width);
        shaped(ends[fitting.saturating_sub(1)]).lines().next()
    }

    /// Writes a laid-out text with the top of its first line's capitals at `top`.
    pub(super) fn write(&mut self, canvas: &mut Canvas, block: &Block, style: Style, place: (Rect, f64, Align)) {
        let (rect, top, align) = place;
        #[cfg(test)]
        self.log(block, style.weight, place);
        for (index, line) in block.lines.iter().enumerate() {
            let left = match align {
                Align::Left => rect.x,
                Align::Centre => rect.x + (rect.width - line.width * block.size) / 2.0,
                Align::Right => rect.right() - line.width * block.size,
            };
            // Base lines on whole pixels keep the letters' feet crisp.
            let base = (top + (CAP_HEIGHT + LEADING * index as f64) * block.size).round();
            for run in &line.runs {
                self.glyphs.clear();
                self.glyphs.extend(run.glyphs.iter().map(|glyph| PlacedGlyph {
                    at: Point::new(left + glyph.at.x * block.size, base + glyph.at.y * block.size),
                    ..*glyph
                }));
                canvas.glyphs(run, block.size, style.ink, &self.glyphs);
            }
        }
    }

    #[cfg(test)]
    fn log(&mut self, block: &Block, weight: Weight, (rect, top, align): (Rect, f64, Align)) {
        if block.lines.is_empty() {
            return;
        }
        let x = if align == Align::Left { rect.x } else { rect.x + (rect.width - block.width) / 2.0 };
        let rect = Rect::new(x, top, block.width, block.height);
        let words = Arc::clone(&block.words);
        self.written.push(Written { words, weight, size: block.size, is_cut: block.cut, rect });
    }

    /// What has been written since this was asked last.
    #[cfg(test)]
    pub(super) fn take_written(&mut self) -> Vec<Written> {
        std::mem::take(&mut self.written)
    }

    /// Fits a text into a box and writes it with its capitals centred from top to bottom. Returns what it covers.
    pub(super) fn centred(&mut self, canvas: &mut Canvas, text: &str, style: Style, rect: Rect, align: Align) -> Block {
        let block = self.fit(text, style, rect.width, rect.height);
        let top = rect.y + ((rect.height - block.optical_height()) / 2.0).min(rect.height - block.height);
        self.write(canvas, &block, style, (rect, top, align));
        block
    }
}

fn block_height(lines: usize, size: f64) -> f64 {
    (CAP_HEIGHT + DESCENT + LEADING * lines.saturating_sub(1) as f64) * size
}

fn lines_in(height: f64, size: f64) -> usize {
    ((height / size - CAP_HEIGHT - DESCENT) / LEADING + 1.0).max(0.0) as usize
}

fn block(lines: Vec<Line>, size: f64, cut: bool) -> Block {
    let width = lines.iter().map(|line| line.width * size).fold(0.0, f64::max);
    let height = block_height(lines.len(), size);
    Block {
        size,
        width,
        height,
        lines: lines.into(),
        cut,
        #[cfg(test)]
        words: Arc::default(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::look::Theme;
    use super::super::palette::Palette;
    use super::*;

    const TEXT: Ink = Palette::of(Theme::Dark).text;

    fn style(lines: usize) -> Style {
        Style::new(Weight::Bold, TEXT, 48.0).wrapped(lines, 24.0)
    }

    #[test]
    fn short_texts_keep_their_size() {
        let mut typesetter = Typesetter::new();
        let block = typesetter.fit("Keep breathing.", style(2), 800.0, 160.0);
        assert_eq!((block.size, block.lines(), block.is_cut()), (48.0, 1, false));
    }

    #[test]
    fn longer_texts_take_two_lines_of_like_length_before_they_shrink() {
        let mut typesetter = Typesetter::new();
        let text = "Walk your hands further forward and let the chest sink down.";
        let block = typesetter.fit(text, style(2), 860.0, 160.0);
        assert_eq!((block.size, block.lines()), (48.0, 2));
        assert_eq!(text[block.lines[0].range.clone()].trim_end(), "Walk your hands further forward");
        assert_eq!(&text[block.lines[1].range.clone()], "and let the chest sink down.");
    }

    #[test]
    fn what_cannot_fit_is_cut_with_an_ellipsis() {
        let mut typesetter = Typesetter::new();
        let block = typesetter.fit(&"word ".repeat(200), style(2), 400.0, 160.0);
        assert!(block.is_cut());
        assert_eq!((block.size, block.lines()), (24.0, 2));
    }

    #[test]
    fn nothing_takes_no_room() {
        let mut typesetter = Typesetter::new();
        assert_eq!(typesetter.fit("  ", style(2), 400.0, 160.0), Block::default());
        assert_eq!(typesetter.fit("text", style(2), 0.0, f64::NAN), Block::default());
    }

    proptest! {
        #[test]
        fn texts_stay_in_their_boxes(
            text in "[a-zA-Zäß漢 .,’…\t\n-]{0,200}",
            width in 20.0..1500.0_f64,
            height in 8.0..400.0_f64,
            size in 8.0..200.0_f64,
            lines in 1..4_usize,
        ) {
            let mut typesetter = Typesetter::new();
            let style = Style::new(Weight::Bold, TEXT, size).wrapped(lines, size * 0.4);
            let block = typesetter.fit(&text, style, width, height);
            prop_assert!(block.height <= height + 1e-6, "{} > {height}", block.height);
            prop_assert!(block.lines() <= lines);
            // A box narrower than the ellipsis itself can't hold anything; it holds the ellipsis alone.
            let em = typesetter.fonts.shape("…", Weight::Bold).width();
            prop_assert!(block.width <= width.max(em * block.size) + 1e-6, "{} > {width}", block.width);
        }
    }
}
