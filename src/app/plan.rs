//! What to coach: the name on the command line, with the person's own doses.

use std::sync::Arc;
use std::time::Duration;

use crate::stretch::{Dose, OwnDoses, Pace, Step, Stretch};

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

/// `steps` with the doses that the person always wants; those of the command line come after, and so before them.
#[must_use]
pub fn steps_as_wanted(steps: Vec<Step>, doses: &OwnDoses) -> Vec<Step> {
    steps.into_iter().map(|step| Step { dose: doses.of(&step.stretch.id, step.dose), ..step }).collect()
}

/// The same for stretches of which nobody knows yet which will be done.
#[must_use]
pub fn stretches_as_wanted<'s>(
    stretches: impl Iterator<Item = &'s Arc<Stretch>>,
    doses: &OwnDoses,
) -> Vec<Arc<Stretch>> {
    let wanted = |stretch: &Arc<Stretch>| match doses.of(&stretch.id, stretch.dose) {
        dose if dose == stretch.dose => Arc::clone(stretch),
        dose => Arc::new(Stretch { dose, ..(**stretch).clone() }),
    };
    stretches.map(wanted).collect()
}
