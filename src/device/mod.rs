//! The outside world: cameras, videos, pictures, ONNX Runtime, the window, the clock and files.
// This is where the boundary that `.clippy.toml` guards lies.
#![allow(clippy::disallowed_methods)]

mod window;

pub use window::DesktopWindow;
