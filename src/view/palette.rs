//! The colours. The two accents differ in hue and in lightness, so that they stay apart for red-green-blind eyes (teal
//! keeps its blue, amber its yellow), and each always comes with a sign of another shape.

/// A colour with how much it covers, 0 (nothing) to 1 (all).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    /// `0xRRGGBB`.
    pub(super) rgb: u32,
    /// 0 to 1.
    pub(super) alpha: f32,
}

impl Ink {
    const fn solid(rgb: u32) -> Self {
        Self { rgb, alpha: 1.0 }
    }

    /// The same colour covering only `alpha` of what is below.
    pub(super) const fn at(self, alpha: f32) -> Self {
        Self { rgb: self.rgb, alpha }
    }

    /// Red, green and blue, 0 to 255 each.
    pub(super) const fn channels(self) -> [u8; 3] {
        [(self.rgb >> 16) as u8, (self.rgb >> 8) as u8, self.rgb as u8]
    }
}

/// Behind everything that is not the picture.
pub(super) const PANEL: Ink = Ink::solid(0x12_161C);
/// Behind a group of things on the panel.
pub(super) const CARD: Ink = Ink::solid(0x1B_212A);
/// Tracks, rules and whatever is not reached yet.
pub(super) const LINE: Ink = Ink::solid(0x2A_323D);
/// Words and the body's near side.
pub(super) const TEXT: Ink = Ink::solid(0xE9_EDF2);
/// Words that matter less.
pub(super) const QUIET: Ink = Ink::solid(0x8B_95A3);
/// In range, held, done.
pub(super) const WITHIN: Ink = Ink::solid(0x39_B7C6);
/// To be mended.
pub(super) const MEND: Ink = Ink::solid(0xF5_A742);
/// Edges that keep light lines apart from a light wall.
pub(super) const SHADE: Ink = Ink::solid(0x05_080C);

impl Ink {
    /// This colour with `share` (0 to 1) of it replaced by `other`, both taken as solid.
    pub(super) fn mixed(self, other: Self, share: f64) -> Self {
        let (from, to) = (self.channels(), other.channels());
        let rgb = std::iter::zip(from, to).fold(0, |rgb, (from, to)| {
            let mixed = f64::from(from) + (f64::from(to) - f64::from(from)) * share.clamp(0.0, 1.0);
            rgb << 8 | (mixed.round() as u32)
        });
        Self::solid(rgb)
    }
}
