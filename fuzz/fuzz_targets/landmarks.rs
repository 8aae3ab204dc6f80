//! A body in whatever the landmark model may say.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("landmarks", data));
