//! The outside world: cameras, videos, pictures, ONNX Runtime, the window, the clock, files, and the
//! person's own stretches.
// This is where the boundary that `.clippy.toml` guards lies.
#![allow(clippy::disallowed_methods)]

pub mod again;
pub mod analyses;
pub mod appearance;
pub mod bench_source;
pub mod camera;
pub mod clock;
pub mod confined;
pub mod doctor;
pub mod files;
mod folders;
pub mod fonts;
pub mod history;
pub mod locale;
pub mod onnx;
pub mod own_files;
pub mod pictures;
pub mod pixels;
pub mod plain;
pub mod power;
mod private;
pub mod recordings;
mod replacement;
mod screen;
pub mod sound;
pub mod source;
pub mod telemetry;
pub mod video;
pub mod window;
