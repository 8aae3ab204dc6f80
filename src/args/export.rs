//! The options of `export` and `report`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::SpanArgs;

/// The arguments of `export`.
#[derive(Clone, Debug, ClapArgs)]
pub struct ExportArgs {
    /// In which form
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// Which days
    #[command(flatten)]
    pub span: SpanArgs,
    /// Write it into this new file [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// In which form the history is exported (docs/export.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A table for a spreadsheet
    Csv,
    /// Everything there is
    Json,
    /// FHIR R4 observations, for a health record
    Fhir,
}

/// The arguments of `report`.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct ReportArgs {
    /// Which days
    #[command(flatten)]
    pub span: SpanArgs,
    /// Write it into this new file, or - for standard output [default: supple-report-DATE.html in this folder]
    #[arg(long, value_name = "FILE.html")]
    pub out: Option<PathBuf>,
}
