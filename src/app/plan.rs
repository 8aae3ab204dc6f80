//! What to coach: the name on the command line, with the person's own doses.

use std::time::Duration;

use crate::stretch::{Dose, Pace, Step};

/// Doses given on the command line in place of each stretch's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct DoseOverride {
    /// Time of one hold. What is moved becomes held: the end position of the movement.
    pub hold: Option<Duration>,
    /// Repetitions, of each side where there are sides.
    pub reps: Option<u32>,
}

impl DoseOverride {
    /// `steps` with these doses.
    #[must_use]
    pub fn apply(self, steps: Vec<Step>) -> Vec<Step> {
        let dose = |dose: Dose| Dose {
            pace: self.hold.map_or(dose.pace, Pace::Hold),
            reps: self.reps.unwrap_or(dose.reps),
            ..dose
        };
        steps.into_iter().map(|step| Step { dose: dose(step.dose), ..step }).collect()
    }
}
