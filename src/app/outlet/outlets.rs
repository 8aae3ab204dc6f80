//! All outlets of a session as one.

use super::Outlet;
use crate::app::failure::Failure;
use crate::app::report::Summary;
use crate::coach::Event;

/// Everybody who hears of a session; the summary always does.
#[derive(Default)]
pub struct Outlets {
    summary: Summary,
    others: Vec<Box<dyn Outlet>>,
}

impl Outlets {
    /// The summary and these.
    #[must_use]
    pub fn new(others: Vec<Box<dyn Outlet>>) -> Self {
        Self { summary: Summary::default(), others }
    }

    /// Has everybody hear of what happened. One outlet's failure keeps nothing from the others; the first failure is answered.
    pub fn hear(&mut self, events: &[Event]) -> Result<(), Failure> {
        let mut outcome = Ok(());
        for event in events {
            let heard = self.summary.hear(event);
            outcome = outcome.and(heard);
            for outlet in &mut self.others {
                let heard = outlet.hear(event);
                outcome = outcome.and(heard);
            }
        }
        outcome
    }

    /// What the session came to, in words, before another one begins.
    pub fn take_summary(&mut self) -> Summary {
        std::mem::take(&mut self.summary)
    }

    /// What the session came to, in words.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;
    use crate::app::doubles::{Ear, found};
    use crate::app::outlet::{EventWords, JsonLines, Readers};
    use crate::coach::EventKind;
    use crate::time::Timestamp;

    #[test]
    fn what_one_outlet_cannot_take_the_others_still_hear() {
        let (full, ear) = (Ear::closed_by(ErrorKind::StorageFull), Ear::default());
        let lines = JsonLines::new(Box::new(full), Readers::Needed);
        let words = EventWords::new(Box::new(ear.clone()), crate::language::Language::English);
        let mut outlets = Outlets::new(vec![Box::new(lines), Box::new(words)]);
        let done = EventKind::SessionCompleted { holds: 1, movements: 0, fell_short: 0, held_seconds: 5.0 };
        let failure = outlets.hear(&[found(1.0), Event { time: Timestamp::from_secs(2.0), kind: done }]).unwrap_err();
        assert!(failure.what.contains("the events can't be written"), "{failure}");
        assert_eq!(ear.heard().lines().count(), 2);
        assert!(outlets.summary().is_complete());
    }
}
