//! The history as files that other programs read: a table for a spreadsheet, JSON with everything, and FHIR for the health record. Pure:
//! facts in, text out. docs/export.md describes the three, and tests hold them to it.

use std::io;
use std::io::Write;

mod csv;
mod exported;
mod fhir;
mod identity;
mod json;
mod words;

pub use exported::Exported;

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table for a spreadsheet.
    Csv,
    /// Everything there is.
    Json,
    /// Observations for a health record.
    Fhir,
}

/// Writes all of it. The same history gives the same bytes.
pub fn write(format: Format, exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Csv => csv::write(exported, out),
        Format::Json => json::write(exported, out),
        Format::Fhir => fhir::write(exported, out),
    }
}
