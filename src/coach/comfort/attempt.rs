//! Somebody who has been asked for more, and rests where they are: that is as deep as their body goes.

use std::time::Duration;

use super::own::Found;
use crate::judge::{Assessment, Slot, is_trying, only_short_of, short_by};
use crate::statistics::median;
use crate::stretch::{Role, Target};
use crate::time::{Since, Timestamp, reached};

/// For how long somebody rests short of a range who goes no deeper: two calm breaths, in which whoever can still sinks.
const RESTED: Duration = Duration::from_secs(4);

/// Follows somebody who rests short of what is asked for.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Attempt {
    rests: Since,
    slot: Option<Slot>,
    /// Where the depths have been since the rest began.
    depths: Depths,
}

impl Attempt {
    /// Takes in where the targets of a slot stand; `is_asked` says of one that is short whether more of it was asked for. Answers the places of those
    /// that are, once the body has rested long enough with all else as it should be.
    pub fn observe(
        &mut self,
        time: Timestamp,
        slot: Slot,
        assessments: &[Assessment],
        rests: bool,
        is_asked: impl Fn(usize) -> bool,
    ) -> Option<Vec<Found>> {
        let short = only_short_of(assessments).filter(|_| rests && is_trying(assessments));
        if !short.is_some_and(|short| short.into_iter().any(is_asked)) {
            *self = Self::default();
            return None;
        }
        if self.slot != Some(slot) {
            *self = Self { slot: Some(slot), ..Self::default() };
        }
        self.depths.observe(assessments);
        if !self.rests.lasts(time, true).is_some_and(|lasting| reached(lasting, RESTED)) {
            return None;
        }
        let mut found = std::mem::take(self).depths.found();
        found.retain(|found| {
            let asked = assessments.get(found.place).map(|seen| &seen.target);
            asked.and_then(|target| short_by(target, found.value)).is_some_and(|short| short > 0.0)
        });
        Some(found)
    }
}

/// Where the body is by the targets that are about depth, over a while.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Depths {
    /// By the target's place: values and errors.
    of: Vec<(usize, Vec<(f64, f64)>)>,
}

impl Depths {
    /// Takes in where the targets stand. Form keeps no hold from counting, and needs no limit.
    pub fn observe(&mut self, assessments: &[Assessment]) {
        let is_depth = |target: &Target| target.deeper.is_some() && target.role != Role::Form;
        for (place, seen) in assessments.iter().enumerate().filter(|(_, seen)| is_depth(&seen.target)) {
            let Some(value) = seen.reading.value().zip(seen.reading.error()) else { continue };
            match self.of.iter_mut().find(|(known, _)| *known == place) {
                Some((_, values)) => values.push(value),
                None => self.of.push((place, vec![value])),
            }
        }
    }

    /// The typical places.
    pub fn found(self) -> Vec<Found> {
        let found = self.of.into_iter().filter_map(|(place, values)| {
            let value = median(values.iter().map(|(value, _)| *value))?;
            let error = median(values.iter().map(|(_, error)| *error))?;
            Some(Found { place, value, error })
        });
        found.collect()
    }
}
