//! A history that was damaged in any way.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("history", data));
