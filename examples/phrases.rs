//! Prints every phrase that the program can say, one JSON object a line, for `voices/render.py`: `cargo run --example phrases`.

use std::io::Write;

use serde_json::json;
use supple::speech::phrasebook;
use supple::stretch_file::Library;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let library = Library::embedded().map_err(|wrong| format!("{wrong:?}"))?;
    let mut known = phrasebook::common();
    let mut out = std::io::stdout().lock();
    for text in &known {
        writeln!(out, "{}", json!({"group": "common", "text": text}))?;
    }
    for stretch in library.stretches() {
        for text in phrasebook::of_stretch(stretch) {
            // What two stretches say is rendered once; one group, since each file brings tables of its own.
            if known.insert(text.clone()) {
                writeln!(out, "{}", json!({"group": "stretches", "text": text}))?;
            }
        }
    }
    Ok(())
}
