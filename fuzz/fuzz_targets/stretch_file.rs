//! Any text as a stretch or routine file.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("stretch_file", data));
