//! The colours. The two accents differ in hue and in lightness, so that they stay apart for red-green-blind eyes (teal
//! keeps its blue, amber its yellow), and each always comes with a sign of another shape.

use super::look::Theme;

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

/// The inks of a theme. What lies over the camera's picture is the same in all of them, since the picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Palette {
    /// Behind everything that is not the picture.
    pub(super) panel: Ink,
    /// Behind a group of things on the panel.
    pub(super) card: Ink,
    /// Tracks, rules and whatever is not reached yet.
    pub(super) line: Ink,
    /// Words.
    pub(super) text: Ink,
    /// Words that matter less.
    pub(super) quiet: Ink,
    /// In range, held, done.
    pub(super) within: Ink,
    /// To be mended.
    pub(super) mend: Ink,
    /// Behind what is highlighted to be chosen.
    pub(super) chosen: Ink,
    /// Words on that.
    pub(super) on_chosen: Ink,
    /// How much of that is filled already.
    pub(super) filling: Ink,
    /// Over the picture: the body.
    pub(super) limb: Ink,
    /// Over the picture: in range.
    pub(super) limb_within: Ink,
    /// Over the picture: to be mended.
    pub(super) limb_mend: Ink,
    /// Over the picture: edges that keep light lines apart from a light wall.
    pub(super) edge: Ink,
}

impl Palette {
    /// The inks of a theme.
    pub(super) const fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Dark => &DARK,
            Theme::Light => &LIGHT,
        }
    }
}

const DARK: Palette = Palette {
    panel: Ink::solid(0x12_161C),
    card: Ink::solid(0x1B_212A),
    line: Ink::solid(0x2A_323D),
    text: Ink::solid(0xE9_EDF2),
    quiet: Ink::solid(0x9A_A4B1),
    within: Ink::solid(0x39_B7C6),
    mend: Ink::solid(0xF5_A742),
    chosen: Ink::solid(0xE9_EDF2),
    on_chosen: Ink::solid(0x05_080C),
    filling: Ink::solid(0x00_707E),
    ..OVER_THE_PICTURE
};

/// Paper, not an inverted night: a warm white that doesn't dazzle, ink that isn't black, and accents as dark as ink has to be.
const LIGHT: Palette = Palette {
    panel: Ink::solid(0xF3_F0E9),
    card: Ink::solid(0xFD_FBF7),
    line: Ink::solid(0xD9_D4C9),
    text: Ink::solid(0x1D_2329),
    quiet: Ink::solid(0x55_5C64),
    within: Ink::solid(0x00_5F6B),
    mend: Ink::solid(0xA3_5600),
    chosen: Ink::solid(0x1D_2329),
    on_chosen: Ink::solid(0xFD_FBF7),
    filling: Ink::solid(0x39_B7C6),
    ..OVER_THE_PICTURE
};

/// What both themes have in common; the rest of it is never seen.
const OVER_THE_PICTURE: Palette = Palette {
    panel: Ink::solid(0),
    card: Ink::solid(0),
    line: Ink::solid(0),
    text: Ink::solid(0),
    quiet: Ink::solid(0),
    within: Ink::solid(0),
    mend: Ink::solid(0),
    chosen: Ink::solid(0),
    on_chosen: Ink::solid(0),
    filling: Ink::solid(0),
    limb: Ink::solid(0xE9_EDF2),
    limb_within: Ink::solid(0x39_B7C6),
    limb_mend: Ink::solid(0xF5_A742),
    edge: Ink::solid(0x05_080C),
};

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

#[cfg(test)]
mod tests {
    use super::*;

    /// What a screen makes of a channel, 0 to 1.
    fn linear(channel: u8) -> f64 {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    }

    fn luminance(ink: Ink) -> f64 {
        let [red, green, blue] = ink.channels().map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of WCAG 2: 1 to 21.
    fn contrast(a: Ink, b: Ink) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_contrast_of_black_and_white_is_21() {
        assert!((contrast(Ink::solid(0), Ink::solid(0x00FF_FFFF)) - 21.0).abs() < 1e-9);
        assert!((contrast(Ink::solid(0x0076_7676), Ink::solid(0x00FF_FFFF)) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_word_and_sign_stands_out_from_what_is_behind_it() {
        for theme in Theme::ALL {
            let inks = Palette::of(theme);
            let (panel, card) = (inks.panel, inks.card);
            // Words of any size, and signs, which may be small.
            let words = [inks.text, inks.quiet, inks.within, inks.mend].map(|ink| [(ink, panel), (ink, card)]);
            for (ink, behind) in words.into_iter().flatten().chain([(inks.on_chosen, inks.chosen)]) {
                assert!(contrast(ink, behind) >= 4.5, "{theme:?}: {ink:?} on {behind:?}: {}", contrast(ink, behind));
            }
            // What is filled against what is not, and parts of the picture that mean something.
            let parts = [
                (inks.within, inks.line),
                (inks.text, inks.line),
                (inks.filling, inks.chosen),
                (inks.limb, inks.edge),
                (inks.limb_within, inks.edge),
                (inks.limb_mend, inks.edge),
            ];
            for (part, behind) in parts {
                let found = contrast(part, behind);
                assert!(found >= 3.0, "{theme:?}: {part:?} against {behind:?}: {found}");
            }
        }
    }

    /// What eyes without one of the three cones see instead (Machado, Oliveira and Fernandes 2009, severity 1), of linear red, green
    /// and blue: protanopia, deuteranopia, tritanopia.
    const BLINDNESS: [[[f64; 3]; 3]; 3] = [
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ];
    const FULL_SIGHT: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

    /// CIELAB under daylight, of a colour as these eyes see it.
    fn seen(ink: Ink, by: [[f64; 3]; 3]) -> [f64; 3] {
        let times = |rows: [[f64; 3]; 3], vector: [f64; 3]| {
            rows.map(|row| std::iter::zip(row, vector).map(|(a, b)| a * b).sum::<f64>())
        };
        let rgb = times(by, ink.channels().map(linear)).map(|value| value.clamp(0.0, 1.0));
        let to_xyz =
            [[0.412_456, 0.357_576, 0.180_438], [0.212_673, 0.715_152, 0.072_175], [0.019_334, 0.119_192, 0.950_304]];
        let white = [0.950_47, 1.0, 1.088_83];
        let root = |value: f64| if value > 0.008_856 { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 };
        let [x, y, z] = times(to_xyz, rgb);
        let [x, y, z] = [x / white[0], y / white[1], z / white[2]].map(root);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// How far two colours lie apart for these eyes (CIE76); 2.3 can just be told, 25 are different colours at a glance.
    fn apart(a: Ink, b: Ink, by: [[f64; 3]; 3]) -> f64 {
        std::iter::zip(seen(a, by), seen(b, by)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    /// Besides, every use of an accent has a shape or a place of its own: see `sign` and `gauge`.
    #[test]
    fn the_accents_stay_apart_for_colour_blind_eyes() {
        for theme in Theme::ALL {
            let inks = Palette::of(theme);
            for (within, mend) in [(inks.within, inks.mend), (inks.limb_within, inks.limb_mend)] {
                for eyes in BLINDNESS.into_iter().chain([FULL_SIGHT]) {
                    let found = apart(within, mend, eyes);
                    assert!(found >= 30.0, "{theme:?}: {within:?} and {mend:?} are {found} apart");
                }
            }
        }
    }
}
