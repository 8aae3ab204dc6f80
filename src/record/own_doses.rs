//! The doses that a person always wants, as a recording keeps them: coached again, it comes to the same.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::stretch::{OwnDose, OwnDoses};

/// All of them.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct DosesLine {
    #[serde(default, skip_serializing_if = "DoseLine::is_empty")]
    held: DoseLine,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    stretches: BTreeMap<String, DoseLine>,
}

#[derive(Default, Serialize, Deserialize)]
struct DoseLine {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hold_s: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reps: Option<u32>,
}

/// The longest hold that is believed: an hour, as on the command line.
const LONGEST_HOLD_S: f64 = 3600.0;
/// The most repetitions, likewise.
const MOST_REPS: u32 = 1000;

/// The time of a hold, if it can be one.
pub(super) fn hold(seconds: Option<f64>) -> Result<Option<Duration>, String> {
    match seconds {
        Some(seconds) if (0.0..=LONGEST_HOLD_S).contains(&seconds) => Ok(Some(Duration::from_secs_f64(seconds))),
        Some(seconds) => Err(format!("a hold of {seconds} seconds")),
        None => Ok(None),
    }
}

/// Repetitions, if there can be so many.
pub(super) fn reps(reps: Option<u32>) -> Result<Option<u32>, String> {
    match reps.filter(|reps| !(1..=MOST_REPS).contains(reps)) {
        Some(reps) => Err(format!("{reps} repetitions")),
        None => Ok(reps),
    }
}

impl DosesLine {
    pub fn of(doses: &OwnDoses) -> Option<Self> {
        let stretches = doses.by_stretch.iter().map(|(id, dose)| (id.clone(), DoseLine::of(dose)));
        (!doses.is_empty()).then(|| Self { held: DoseLine::of(&doses.held), stretches: stretches.collect() })
    }

    pub fn read(self) -> Result<OwnDoses, String> {
        let by_stretch = self.stretches.into_iter().map(|(id, dose)| Ok((id, dose.read()?)));
        Ok(OwnDoses { by_stretch: by_stretch.collect::<Result<_, String>>()?, held: self.held.read()? })
    }
}

impl DoseLine {
    fn of(dose: &OwnDose) -> Self {
        Self { hold_s: dose.hold.map(|hold| hold.as_secs_f64()), reps: dose.reps }
    }

    const fn is_empty(&self) -> bool {
        self.hold_s.is_none() && self.reps.is_none()
    }

    fn read(self) -> Result<OwnDose, String> {
        Ok(OwnDose { hold: hold(self.hold_s)?, reps: reps(self.reps)? })
    }
}
