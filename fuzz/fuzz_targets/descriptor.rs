//! Any text as the description of a pose model.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("descriptor", data));
