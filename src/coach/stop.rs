//! A session that stands still because the person wants it to, and what they may choose then.

use super::choices::{Choice, Choices};
use super::event::HurtTarget;
use crate::time::Timestamp;

/// Who stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoppedBy {
    /// A key: whoever presses it is at the keyboard, or will be.
    Key,
    /// A raised arm, or the coach, who asks.
    Sign,
}

/// A session that stands still.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    pub by: StoppedBy,
    pub choices: Choices,
    /// What was measured just before: it may have hurt there.
    pub before: Vec<HurtTarget>,
}

impl Stop {
    pub const fn new(by: StoppedBy, choices: &'static [Choice], at: Timestamp, before: Vec<HurtTarget>) -> Self {
        Self { by, choices: Choices::new(choices, at), before }
    }

    /// What is offered at `time`.
    pub fn offer(&self, time: Timestamp) -> Offer {
        Offer { choices: self.choices.all(), offered: self.choices.offered(time) }
    }
}

/// What may be chosen, and what of it is offered just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// All choices.
    pub choices: &'static [Choice],
    /// The one that a raised arm takes.
    pub offered: Choice,
}
