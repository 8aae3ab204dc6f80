//! Doses of the person's own, in place of each stretch's or routine's.

use std::collections::BTreeMap;
use std::time::Duration;

use super::definition::{Dose, Pace};

/// What a person wants done otherwise: nothing, where both are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnDose {
    /// Time of one hold.
    pub hold: Option<Duration>,
    /// Repetitions, of each side where there are sides.
    pub reps: Option<u32>,
}

/// The doses that a person always wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnDoses {
    /// Of every stretch that is held. One wish for all can't be meant for what is moved: eight cats and cows are not three holds.
    pub held: OwnDose,
    /// Of single stretches by id, which come before it. With a time to hold, what is moved is held.
    pub by_stretch: BTreeMap<String, OwnDose>,
}

impl OwnDoses {
    /// Whether nothing is wanted otherwise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What becomes of `dose` for the stretch called `id`.
    #[must_use]
    pub fn of(&self, id: &str, dose: Dose) -> Dose {
        let own = self.by_stretch.get(id).copied().unwrap_or_default();
        let common = if dose.pace.hold().is_some() { self.held } else { OwnDose::default() };
        Dose {
            pace: own.hold.or(common.hold).map_or(dose.pace, Pace::Hold),
            reps: own.reps.or(common.reps).unwrap_or(dose.reps),
            ..dose
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THIRTY: Option<Duration> = Some(Duration::from_secs(30));
    const FORTY_FIVE: Option<Duration> = Some(Duration::from_secs(45));

    #[test]
    fn a_stretchs_own_wish_comes_before_the_one_for_all_that_is_held() {
        let held = Dose { pace: Pace::Hold(Duration::from_secs(20)), reps: 3, rest: Duration::from_secs(10) };
        let moved = Dose { pace: Pace::Move { tempo: Duration::from_secs(4) }, reps: 8, ..held };
        let doses = OwnDoses {
            held: OwnDose { hold: THIRTY, reps: Some(2) },
            by_stretch: BTreeMap::from([
                ("sphinx".to_owned(), OwnDose { hold: FORTY_FIVE, reps: None }),
                ("cat-cow".to_owned(), OwnDose { hold: None, reps: Some(5) }),
                ("pelvic-tilt".to_owned(), OwnDose { hold: THIRTY, reps: None }),
            ]),
        };
        let of = |id: &str, dose: Dose| {
            let Dose { pace, reps, .. } = doses.of(id, dose);
            (pace.hold(), reps)
        };
        assert_eq!(of("childs-pose", held), (THIRTY, 2));
        assert_eq!(of("sphinx", held), (FORTY_FIVE, 2));
        assert_eq!(of("bird-dog", moved), (None, 8), "what is moved stays as it is");
        assert_eq!(of("cat-cow", moved), (None, 5));
        assert_eq!(of("pelvic-tilt", moved), (THIRTY, 8), "unless it is named");
        assert_eq!(OwnDoses::default().of("sphinx", held), held);
        assert!(OwnDoses::default().is_empty() && !doses.is_empty());
    }
}
