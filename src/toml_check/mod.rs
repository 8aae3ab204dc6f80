//! Reading TOML files that people write: a tree whose every value knows its place, small readers over it, and every problem at once,
//! each with its line, an underline and a remedy. What a file means is for others to know.
//!
//! ```text
//! text ─toml→ spanned tree ─Table, Field→ typed values ─whoever reads→ something that cannot be wrong
//!                 └───────────┴──────────────────────┴──→ Problems (place, Diagnosis)
//! ```
//!
//! `Fault` is what can be wrong in any file; each kind of file has a list of its own beside it, and both say all about a problem
//! in one place (`Diagnostic`).

mod diagnosis;
mod fault;
mod field;
mod format;
mod nearest;
mod problem;
mod report;
mod syntax;
mod vocabulary;

pub use diagnosis::Diagnosis;
pub use format::Format;
pub use problem::Problem;
pub use report::{Problems, Style};
pub use syntax::LARGEST_FILE;
pub use vocabulary::Vocabulary;

pub(crate) use diagnosis::{Diagnostic, printed, quoted};
pub(crate) use fault::Fault;
pub(crate) use field::{Field, Key, Sink, Table, Wrong, every};
pub(crate) use nearest::{nearest, simplified};
pub(crate) use syntax::checked;
