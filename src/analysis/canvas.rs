//! How large an annotated film is.

use crate::body::Size;

/// The largest, and what the window is drawn for; turned for a film that is higher than wide.
const LARGEST: (u32, u32) = (1280, 720);
/// What the picture itself gets of that.
const PICTURE: (u32, u32) = (960, 720);
const TALL_PICTURE: (u32, u32) = (720, 820);
/// Smaller than two thirds of the largest the words could not be read.
const SMALLEST: f64 = 2.0 / 3.0;

/// The size in which a film of this size is painted, as the window would be: the picture keeps its own size where it fits, and
/// is scaled down where it doesn't. Both sides are even, which films ask for.
///
/// ```
/// use supple::analysis::canvas_size;
/// use supple::body::Size;
///
/// assert_eq!(canvas_size(Size::new(1920, 1080)), Size::new(1280, 720));
/// assert_eq!(canvas_size(Size::new(640, 480)), Size::new(854, 480));
/// assert_eq!(canvas_size(Size::new(1080, 1920)), Size::new(720, 1280));
/// ```
#[must_use]
pub fn canvas_size(film: Size) -> Size {
    let is_tall = film.height > film.width;
    let (largest, picture) = if is_tall { ((LARGEST.1, LARGEST.0), TALL_PICTURE) } else { (LARGEST, PICTURE) };
    let share = |film: u32, picture: u32| f64::from(film) / f64::from(picture);
    let scale = share(film.width, picture.0).max(share(film.height, picture.1)).clamp(SMALLEST, 1.0);
    let even = |length: u32| ((f64::from(length) * scale / 2.0).ceil() * 2.0) as u32;
    Size::new(even(largest.0), even(largest.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_even_and_never_beyond_the_largest() {
        for (width, height) in [(1, 1), (333, 777), (641, 479), (1279, 719), (4000, 3000), (720, 721), (u32::MAX, 2)] {
            let Size { width, height } = canvas_size(Size::new(width, height));
            assert!(width % 2 == 0 && height % 2 == 0, "{width}x{height}");
            assert!(width.max(height) <= 1280 && width.min(height) <= 720, "{width}x{height}");
            assert!(width.max(height) >= 852 && width.min(height) >= 480, "{width}x{height}");
        }
    }
}
