//! Any text as a routine file.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("routine_file", data));
