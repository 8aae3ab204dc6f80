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
            Stage::Begin(_) | Stage::Before(_) | Stage::After(..) | Stage::Done(_) | Stage::Settings(..) => {
                Need::Waiting
            }
            Stage::Place(_) => Need::Placing,
            Stage::Session(practised) if practised.session.is_stopped() => Need::Waiting,
            Stage::Session(_) => Need::Stretching,
        }
    }
}
