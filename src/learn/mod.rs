//! Learning a stretch from a demonstration: somebody who shows it is asked nothing that can be measured.
//!
//! ```text
//! Observation → record (moments) → rests (who keeps still, and when) → demonstration (start, hold)
//!                                                                            │
//!      words, figure, position ──→ Stretch with its facts ←── choice (which measures, which ranges)
//! ```

mod choice;
mod demonstration;
mod figure;
mod hints;
mod learned;
mod learner;
mod position;
mod ranges;
mod rests;
mod sides;
mod statistics;
mod stretch;
#[cfg(test)]
mod tests;

pub use learned::{LEARNED_HOLD, LONGEST_LEARNED, Learned, LearnedTarget, Learning, NotLearned, SHORTEST_LEARNED};
pub use learner::Learner;
