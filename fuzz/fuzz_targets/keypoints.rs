//! A body in whatever a pose model of the person's own may say.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("keypoints", data));
