//! Prints every phrase that the program can say, one JSON object a line, for `voices/render.py`: `cargo run --example phrases`, in
//! another language with `-- --language es`.

use std::io::Write;

use serde_json::json;
use supple::language::Language;
use supple::speech::phrasebook;
use supple::stretch_file::Library;

/// The language that is asked for.
fn language(arguments: &[String]) -> Result<Language, String> {
    match arguments {
        [] => Ok(Language::English),
        [flag, code] if flag == "--language" => Language::named(code).ok_or_else(|| format!("no language {code}")),
        _ => Err("usage: phrases [--language CODE]".to_owned()),
    }
}

/// The stretches in a language.
fn library(language: Language) -> Result<Library, String> {
    Library::in_language(language, &[]).map_err(|wrong| format!("{wrong:?}"))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let language = language(&std::env::args().skip(1).collect::<Vec<_>>())?;
    let library = library(language)?;
    let mut known = phrasebook::common(language);
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
