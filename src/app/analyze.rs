//! `supple analyze`: films are coached frame by frame, painted as the window paints them, and told of.
//!
//! ```text
//! source ─Frame→ film: Coaching → events → events.jsonl
//!                        ├→ Track → measures.csv, Analysis
//!                        └─Shot→ painting: faces, Painter → VideoSink
//! ```
//!
//! Each film has two threads besides those of its decoder: one sees and coaches, the other paints. So one film keeps two processors
//! busy, and several films as many as there are.

mod each;
mod film;
mod heard;
mod painting;

pub use each::each;
pub use film::{Analysed, FilmJob, analyze};
