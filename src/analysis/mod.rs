//! What a film of somebody stretching came to: when what was held, what there was to mend, what wasn't seen, the best and the worst
//! moments; and the page, the figures and the rows in which that is told. Pure: films are read and files written elsewhere.
//!
//! ```text
//! Observation, events, status → track ┬→ row (a line of measures.csv)
//!                                     ├→ moments: which pictures are worth keeping
//!                                     └→ history::Keeper, spans → Analysis (result.json) → page (report.html)
//!                                                                 Summary of each film   → index
//! ```
//!
//! Holds, repetitions and hints are those that the history remembers ([`Keeper`](crate::history::Keeper)), so that no two places tell
//! of them otherwise.

mod base64;
mod canvas;
mod chart;
mod face;
mod facts;
mod index;
mod index_page;
mod look;
mod moments;
mod names;
mod pacing;
mod page;
mod row;
mod spans;
mod still;
mod style;
mod summary;
mod track;
mod words;

pub use canvas::canvas_size;
pub use face::Faces;
pub use facts::{Analysis, Annotated, FilmFacts, HoldFact, Settings};
pub use index::{Index, Indexed, Unreadable};
pub use look::Look;
pub use moments::{Moment, MomentKind, Slot};
pub use names::folder_names;
pub use pacing::Pacing;
pub use page::page;
pub use row::Row;
pub use spans::{Span, SpanKind};
pub use still::Still;
pub use summary::Summary;
pub use track::{Finished, Seen, Track};
