//! Compares painted pixels with a golden picture.

use std::path::{Path, PathBuf};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{Rgb, RgbImage};

/// A channel may be off by this much: decoders and vector instructions of other machines round differently.
const TOLERANCE: u8 = 12;
/// This share of the pixels may be off by more: edges of letters and lines that fall on the other side of a rounding.
const OUTLIERS: f64 = 0.001;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
}

/// The picture in `pixels` of this width, each `0x00RRGGBB`.
pub fn to_image(pixels: &[u32], width: u32) -> RgbImage {
    let height = pixels.len() as u32 / width;
    RgbImage::from_fn(width, height, |x, y| {
        let [blue, green, red, empty] = pixels[(y * width + x) as usize].to_le_bytes();
        assert_eq!(empty, 0);
        Rgb([red, green, blue])
    })
}

fn differs(a: Rgb<u8>, b: Rgb<u8>) -> bool {
    std::iter::zip(a.0, b.0).any(|(a, b)| a.abs_diff(b) > TOLERANCE)
}

/// The share of pixels that differ by more than the tolerance; all of them when the sizes differ.
pub fn difference(actual: &RgbImage, golden: &RgbImage) -> f64 {
    if actual.dimensions() != golden.dimensions() {
        return 1.0;
    }
    let pairs = std::iter::zip(actual.pixels(), golden.pixels());
    pairs.filter(|(a, b)| differs(**a, **b)).count() as f64 / f64::from(actual.width() * actual.height())
}

/// Where the two differ, in white over the darkened golden picture.
fn difference_picture(actual: &RgbImage, golden: &RgbImage) -> RgbImage {
    RgbImage::from_fn(golden.width(), golden.height(), |x, y| {
        let golden = *golden.get_pixel(x, y);
        match actual.get_pixel_checked(x, y) {
            Some(actual) if !differs(*actual, golden) => Rgb(golden.0.map(|channel| channel / 4)),
            _ => Rgb([255; 3]),
        }
    })
}

/// Saves a picture in as little room as there is; there are many of them.
fn save_small(picture: &RgbImage, path: &Path) {
    let file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let encoder = PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::Adaptive);
    picture.write_with_encoder(encoder).unwrap();
}

/// `None` if `actual` looks like the golden picture `name`, or what is wrong. With `SUPPLE_BLESS=1` it becomes the golden
/// picture.
pub fn complaint(name: &str, actual: &RgbImage) -> Option<String> {
    let golden_path = folder().join(format!("{name}.png"));
    if std::env::var_os("SUPPLE_BLESS").is_some_and(|value| value == "1") {
        save_small(actual, &golden_path);
        return None;
    }
    let left = folder().join("actual");
    let keep = |picture: &RgbImage, kind: &str| {
        std::fs::create_dir_all(&left).unwrap();
        picture.save(left.join(format!("{name}.{kind}.png"))).unwrap();
    };
    let Ok(golden) = image::open(&golden_path) else {
        keep(actual, "actual");
        return Some(format!("{name}: no golden picture (SUPPLE_BLESS=1 makes one)"));
    };
    let golden = golden.into_rgb8();
    let share = difference(actual, &golden);
    if share <= OUTLIERS {
        return None;
    }
    keep(actual, "actual");
    keep(&difference_picture(actual, &golden), "difference");
    Some(format!("{name}: {:.2} % of the pixels differ; see {name}.*.png in tests/pictures/actual", 100.0 * share))
}
