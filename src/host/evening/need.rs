//! What the present stage needs of whoever looks.

use super::{Evening, Stage};
use crate::host::looks::Need;

impl Evening {
    /// What goes on, for whoever decides how often it is looked at.
    #[must_use]
    pub fn need(&self) -> Need {
        match &self.stage {
            // Whoever is waited for is seen to come back, or raises an arm.
            _ if self.lost.is_some() => Need::Waiting,
            Stage::Begin(begin) => waiting(begin.reads_an_arm()),
            Stage::Before(asking) | Stage::After(asking, ..) => waiting(asking.reads_an_arm()),
            Stage::Done(summary) => waiting(summary.reads_an_arm()),
            Stage::Settings(..) => Need::Waiting,
            Stage::Place(_) => Need::Placing,
            Stage::Session(practised) if practised.session.is_stopped() => waiting(practised.session.reads_an_arm()),
            Stage::Session(_) => Need::Stretching,
        }
    }
}

const fn waiting(reads_an_arm: bool) -> Need {
    if reads_an_arm { Need::Reading } else { Need::Waiting }
}
