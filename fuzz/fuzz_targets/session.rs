//! A session in which anything is seen and pressed at any time.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("session", data));
