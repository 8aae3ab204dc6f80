//! Text in boxes: measured, wrapped, shrunk until it fits, and written. It never leaves its box.

use std::ops::Range;

use super::canvas::{Canvas, PlacedGlyph};
use super::font::{Fonts, Weight};
use super::layout::Rect;
use super::palette::Ink;
use crate::body::Point;

/// Height of capitals and figures over the base line, in em (Noto Sans: 714 of 1000 units).
const CAP_HEIGHT: f64 = 0.714;
/// Depth of letters such as `g` under the base line, in em.
const DESCENT: f64 = 0.24;
/// From one base line to the next, in em: tight, as the lines are few and large.
const LEADING: f64 = 1.22;
/// Each try to fit makes the letters this much smaller.
const SHRINK: f64 = 0.96;
/// What is written where a text had to be cut.
const ELLIPSIS: char = '…';

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
    lines: Vec<Range<usize>>,
    cut: bool,
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

struct Word {
    range: Range<usize>,
    /// Em.
    width: f64,
    ends_sentence: bool,
}

/// Lays out and writes text. Keeps its buffers from call to call.
pub(super) struct Typesetter {
    fonts: Fonts,
    words: Vec<Word>,
    glyphs: Vec<PlacedGlyph>,
}

impl Typesetter {
    pub(super) fn new() -> Self {
        Self { fonts: Fonts::new(), words: Vec::new(), glyphs: Vec::new() }
    }

    /// Width of one line in em.
    pub(super) fn width(&self, text: &str, weight: Weight) -> f64 {
        self.pens(text, weight).last().map_or(0.0, |(_, _, end)| end)
    }

    /// The largest layout of `text` that fits `width` by `height` pixels. When even the smallest letters don't fit, what
    /// is too much is cut and an ellipsis stands for it.
    pub(super) fn fit(&mut self, text: &str, style: Style, width: f64, height: f64) -> Block {
        let text = text.trim_end();
        if text.is_empty() || !(width >= 1.0 && height >= 1.0 && style.size >= 1.0) {
            return Block::default();
        }
        let space = self.width(" ", style.weight);
        self.split_words(text, style.weight);
        let smallest = style.smallest.clamp(1.0, style.size);
        let mut size = style.size;
        loop {
            let room = lines_in(height, size).min(style.lines).max(1);
            let mut lines = wrap(&self.words, width / size, space);
            let fits = lines.len() <= room && lines.iter().all(|line| line.1 * size <= width);
            if fits && block_height(lines.len(), size) <= height {
                balance(&self.words, &mut lines, width / size, space);
                return block(lines, size, false);
            }
            if size <= smallest {
                // A box that is lower than one line of the smallest letters still gets letters that fit.
                let size = size.min(height / (CAP_HEIGHT + DESCENT));
                let mut lines = wrap(&self.words, width / size, space);
                let too_many = lines.len() > room;
                lines.truncate(room);
                let cut = too_many || lines.iter().any(|line| line.1 * size > width);
                if cut {
                    self.cut_lines(text, style.weight, &mut lines, width / size);
                }
                return block(lines, size, cut);
            }
            size = (size * SHRINK).max(smallest);
        }
    }

    /// Writes a laid-out text with the top of its first line's capitals at `top`.
    pub(super) fn write(
        &mut self,
        canvas: &mut Canvas,
        text: &str,
        block: &Block,
        style: Style,
        place: (Rect, f64, Align),
    ) {
        let (rect, top, align) = place;
        let mut glyphs = std::mem::take(&mut self.glyphs);
        glyphs.clear();
        for (index, line) in block.lines.iter().enumerate() {
            let words = text.get(line.clone()).unwrap_or_default();
            let ellipsis = if block.cut && index + 1 == block.lines.len() { Some(ELLIPSIS) } else { None };
            let line_width = self.pens_with(words, ellipsis, style.weight).last().map_or(0.0, |(_, _, end)| end);
            let left = match align {
                Align::Left => rect.x,
                Align::Centre => rect.x + (rect.width - line_width * block.size) / 2.0,
            };
            // Base lines on whole pixels keep the letters' feet crisp.
            let base = (top + (CAP_HEIGHT + LEADING * index as f64) * block.size).round();
            glyphs.extend(
                self.pens_with(words, ellipsis, style.weight)
                    .map(|(id, pen, _)| PlacedGlyph { id, at: Point::new(left + pen * block.size, base) }),
            );
        }
        canvas.glyphs(&self.fonts.of(style.weight).data, block.size, style.ink, &glyphs);
        self.glyphs = glyphs;
    }

    /// Fits a text into a box and writes it with its capitals centred from top to bottom. Returns what it covers.
    pub(super) fn centred(&mut self, canvas: &mut Canvas, text: &str, style: Style, rect: Rect, align: Align) -> Block {
        let block = self.fit(text, style, rect.width, rect.height);
        let top = rect.y + ((rect.height - block.optical_height()) / 2.0).min(rect.height - block.height);
        self.write(canvas, text, &block, style, (rect, top, align));
        block
    }

    /// Each glyph of a line with where the pen stands before and after it, in em.
    fn pens<'a>(&'a self, text: &'a str, weight: Weight) -> impl Iterator<Item = (u32, f64, f64)> + 'a {
        self.pens_with(text, None, weight)
    }

    fn pens_with<'a>(
        &'a self,
        text: &'a str,
        then: Option<char>,
        weight: Weight,
    ) -> impl Iterator<Item = (u32, f64, f64)> + 'a {
        let font = self.fonts.of(weight);
        let mut pen = 0.0;
        let mut last = None;
        text.chars().chain(then).map(move |character| {
            let glyph = font.glyph(character);
            let start = pen + last.map_or(0.0, |last| font.kerning(last, glyph));
            pen = start + font.advance(glyph);
            last = Some(glyph);
            (glyph.to_u32(), start, pen)
        })
    }

    fn split_words(&mut self, text: &str, weight: Weight) {
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        for word in text.split_whitespace() {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let ends_sentence = word.ends_with(['.', '!', '?', '…']);
            words.push(Word { range: start..start + word.len(), width: self.width(word, weight), ends_sentence });
        }
        self.words = words;
    }

    /// Shortens lines that are too wide, and the last line so that the ellipsis fits behind it.
    fn cut_lines(&self, text: &str, weight: Weight, lines: &mut [(Range<usize>, f64)], width: f64) {
        let last = lines.len().saturating_sub(1);
        for (index, (range, line_width)) in lines.iter_mut().enumerate() {
            let ellipsis = (index == last).then_some(ELLIPSIS);
            loop {
                let line = text.get(range.clone()).unwrap_or_default();
                *line_width = self.pens_with(line, ellipsis, weight).last().map_or(0.0, |(_, _, end)| end);
                let Some(end) = line.chars().next_back().filter(|_| *line_width > width) else { break };
                range.end -= end.len_utf8();
            }
        }
    }
}

/// Breaks words into lines no wider than `width` em where words allow: ranges of the text with their widths.
fn wrap(words: &[Word], width: f64, space: f64) -> Vec<(Range<usize>, f64)> {
    let mut lines: Vec<(Range<usize>, f64)> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some((range, line)) if *line + space + word.width <= width => {
                *line += space + word.width;
                range.end = word.range.end;
            }
            _ => lines.push((word.range.clone(), word.width)),
        }
    }
    lines
}

/// Makes the lines of a paragraph about equally long, so that no single word is left over.
fn balance(words: &[Word], lines: &mut Vec<(Range<usize>, f64)>, width: f64, space: f64) {
    if lines.len() < 2 {
        return;
    }
    if let Some(sentences) = two_sentences(words, width, space)
        && lines.len() == 2
    {
        *lines = sentences;
        return;
    }
    let (mut narrow, mut wide) = (width / lines.len() as f64, width);
    for _ in 0..8 {
        let middle = f64::midpoint(narrow, wide);
        let tried = wrap(words, middle, space);
        if tried.len() == lines.len() && tried.iter().all(|line| line.1 <= middle) {
            *lines = tried;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
}

/// Two lines that part between sentences, where both fit and neither is much shorter.
fn two_sentences(words: &[Word], width: f64, space: f64) -> Option<Vec<(Range<usize>, f64)>> {
    let line = |words: &[Word]| {
        let (first, last) = (words.first()?, words.last()?);
        let gaps = space * (words.len() - 1) as f64;
        Some((first.range.start..last.range.end, words.iter().map(|word| word.width).sum::<f64>() + gaps))
    };
    (1..words.len()).filter(|end| words[end - 1].ends_sentence).find_map(|end| {
        let (first, second) = (line(&words[..end])?, line(&words[end..])?);
        let fits = first.1 <= width && second.1 <= width;
        (fits && first.1.min(second.1) >= 0.35 * first.1.max(second.1)).then(|| vec![first, second])
    })
}

fn block_height(lines: usize, size: f64) -> f64 {
    (CAP_HEIGHT + DESCENT + LEADING * lines.saturating_sub(1) as f64) * size
}

fn lines_in(height: f64, size: f64) -> usize {
    ((height / size - CAP_HEIGHT - DESCENT) / LEADING + 1.0).max(0.0) as usize
}

fn block(lines: Vec<(Range<usize>, f64)>, size: f64, cut: bool) -> Block {
    let width = lines.iter().map(|line| line.1 * size).fold(0.0, f64::max);
    let height = block_height(lines.len(), size);
    Block { size, width, height, lines: lines.into_iter().map(|line| line.0).collect(), cut }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::palette::TEXT;
    use super::*;

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
        assert_eq!(&text[block.lines[0].clone()], "Walk your hands further forward");
        assert_eq!(&text[block.lines[1].clone()], "and let the chest sink down.");
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
            let em = typesetter.width("…", Weight::Bold);
            prop_assert!(block.width <= width.max(em * block.size) + 1e-6, "{} > {width}", block.width);
        }
    }
}
