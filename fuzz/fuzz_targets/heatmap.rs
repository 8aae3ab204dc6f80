//! A landmark sharpened with any heat map, of any shape, at any place.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("heatmap", data));
