//! What happens over time: a session of stretches, each practised by holding or moving, with what is said when.
//!
//! ```text
//! Observation → judge (verdict, advice) → hold, movement → practice (repetitions, sides, rests) → planned, free → session → events, status
//!                                  └→ hint (when to say it) ──────┘
//! ```

mod choices;
mod chooser;
mod comfort;
mod elsewhere;
mod entry;
mod event;
mod free;
mod hint;
mod hold;
mod movement;
mod planned;
mod practice;
mod session;
mod side;
mod sign;
mod status;
mod stop;
#[cfg(test)]
mod stories;

pub use choices::Choice;
pub use chooser::Chooser;
pub use comfort::{ComfortLimits, ComfortOf, OwnLimit};
pub use event::{Event, EventKind, HoldFacts, HurtTarget, PauseReason, Sign};
pub use free::FREE;
pub use session::{Command, Session};
pub use status::{Next, Outcome, Phase, Status, Subject, Title};
pub use stop::Offer;
