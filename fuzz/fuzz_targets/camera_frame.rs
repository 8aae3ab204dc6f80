//! Any bytes as what a camera sends.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("camera_frame", data));
