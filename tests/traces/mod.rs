//! Traces of a picture in files: how pictures begin in every format that there is, and the pixels of pictures that are known, as they lie
//! in memory.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use image::RgbImage;

/// So many bytes of a picture in a row are no accident.
const RUN: usize = 48;
/// A run of pixels that looks like nothing in particular has so many different bytes.
const DIFFERENT: usize = 16;

/// A trace of a picture: a name for it, and how to know it.
struct Trace {
    name: String,
    bytes: Vec<u8>,
}

/// What is looked for.
pub struct Traces(Vec<Trace>);

impl Traces {
    /// The traces of these pictures, and of any picture in a known format.
    pub fn of(pictures: &[RgbImage]) -> Self {
        let trace = |name: &str, bytes: &[u8]| Trace { name: name.to_owned(), bytes: bytes.to_vec() };
        let mut traces = vec![
            trace("a PNG", b"\x89PNG\r\n\x1a\n"),
            trace("a PNG in text", b"iVBORw0KGgo"),
            // What follows the first marker tells a JPEG from three bytes that came about by chance.
            trace("a JPEG (JFIF)", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
            trace("a JPEG in text", b"/9j/4AAQSkZJRg"),
            trace("a JPEG (ffmpeg)", b"\xff\xd8\xff\xfe\x00\x10Lavc"),
            trace("a JPEG (tables)", b"\xff\xd8\xff\xdb\x00\x43\x00"),
            trace("a JPEG (tables)", b"\xff\xd8\xff\xdb\x00\x84\x00"),
            trace("a JPEG (tables)", b"\xff\xd8\xff\xdb\x00\xc5\x00"),
            trace("a JPEG in text", b"/9j/2wBDA"),
            trace("a JPEG in text", b"/9j/2wCEA"),
            trace("a WebP", b"WEBPVP8"),
            trace("a GIF", b"GIF89a"),
            trace("a TIFF", b"II*\x00\x08\x00\x00\x00"),
            trace("an MP4", b"ftypisom"),
            trace("an AVI", b"AVI LIST"),
            trace("a WebM", b"\x1a\x45\xdf\xa3"),
        ];
        for (number, picture) in pictures.iter().enumerate() {
            traces.extend(runs(number, picture));
        }
        Self(traces)
    }

    /// What lies in the files of this folder, one line each; compressed ones are looked into.
    pub fn in_folder(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for file in files(folder) {
            let bytes = fs::read(&file).unwrap();
            let mut unpacked = Vec::new();
            // What is cut off is read as far as it goes.
            let _ = MultiGzDecoder::new(&bytes[..]).read_to_end(&mut unpacked);
            for text in [&bytes, &unpacked] {
                let names = self.0.iter().filter(|trace| contains(text, &trace.bytes)).map(|trace| &trace.name);
                found.extend(names.map(|name| format!("{}: {name}", file.display())));
            }
            // Two letters and a size: only at the beginning of a file.
            let is_bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
            found.extend(is_bitmap.then(|| format!("{}: a bitmap", file.display())));
        }
        found
    }
}

/// The bytes that a pixel of red, green and blue becomes.
type Order = fn([u8; 3]) -> Vec<u8>;

/// Some of a picture's rows in each order that a program may keep its pixels in, and their brightness.
fn runs(number: usize, picture: &RgbImage) -> Vec<Trace> {
    let (width, height) = picture.dimensions();
    let brightness = image::imageops::grayscale(picture);
    let orders: [(&str, Order); 4] = [
        ("red, green, blue", |[red, green, blue]| vec![red, green, blue]),
        ("blue, green, red", |[red, green, blue]| vec![blue, green, red]),
        ("blue, green, red and none", |[red, green, blue]| vec![blue, green, red, 0]),
        ("red, green, blue and all", |[red, green, blue]| vec![red, green, blue, 255]),
    ];
    let mut traces = Vec::new();
    for row in (0..height).step_by(7) {
        let line = |bytes_of: Order| -> Vec<u8> {
            (0..width).flat_map(|column| bytes_of(picture.get_pixel(column, row).0)).collect()
        };
        let dark = (0..width).map(|column| brightness.get_pixel(column, row).0[0]).collect();
        let lines = orders.map(|(order, bytes_of)| (order, line(bytes_of))).into_iter().chain([("brightness", dark)]);
        for (order, line) in lines {
            let telling = line.chunks_exact(RUN).find(|run| {
                let mut bytes = run.to_vec();
                bytes.sort_unstable();
                bytes.dedup();
                bytes.len() >= DIFFERENT
            });
            let name = format!("row {row} of picture {number} ({order})");
            traces.extend(telling.map(|run| Trace { name, bytes: run.to_vec() }));
        }
    }
    traces
}

/// Every file in a folder and in those in it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn contains(text: &[u8], wanted: &[u8]) -> bool {
    let Some(&first) = wanted.first() else { return false };
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == first) {
        if rest[at..].starts_with(wanted) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}
