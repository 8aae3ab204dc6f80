//! Any text as a stretch or routine file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use supple::stretch_file::Library;
use supple::toml_check::Style;

fuzz_target!(|text: &str| {
    let Ok(library) = Library::embedded() else { unreachable!("the built-in stretches are tested") };
    if let Err(problems) = library.read("mine.toml", text) {
        assert!(!problems.render(Style::PLAIN).is_empty());
    }
});
