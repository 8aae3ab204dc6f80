//! Any text as a settings file, and any word typed for a setting.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| supple_fuzz::holds_for("settings", data));
