//! What is known of how deep a person's body comfortably goes.

use crate::body::Side;

/// What a limit is of: a target of a stretch, on a side and in a pose where there are more than one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComfortOf {
    /// The stretch's id.
    pub stretch: String,
    /// The side that is worked, for a stretch with sides.
    pub side: Option<Side>,
    /// The pose, for a stretch with two.
    pub pose: Option<String>,
    /// The target's name in the stretch.
    pub target: String,
}

/// One limit: as deep as the body comfortably goes, by this target.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnLimit {
    /// What it is of.
    pub of: ComfortOf,
    /// The value, in the measure's unit.
    pub limit: f64,
    /// What that may be off by: one standard deviation of the value when it was found.
    pub error: f64,
}

/// The limits that are known of a person.
///
/// ```
/// use supple::coach::{ComfortLimits, ComfortOf, OwnLimit};
///
/// let of = ComfortOf { stretch: "sphinx".into(), side: None, pose: None, target: "trunk".into() };
/// let mut limits = ComfortLimits::default();
/// limits.set(OwnLimit { of: of.clone(), limit: 80.0, error: 4.0 });
/// limits.set(OwnLimit { of: of.clone(), limit: 79.0, error: 4.0 });
/// assert_eq!(limits.get(&of), Some(79.0));
/// assert_eq!(limits.iter().count(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComfortLimits(Vec<OwnLimit>);

impl ComfortLimits {
    /// The limit of this, if it is known.
    #[must_use]
    pub fn get(&self, of: &ComfortOf) -> Option<f64> {
        self.0.iter().find(|known| known.of == *of).map(|known| known.limit)
    }

    /// Takes this limit in, in place of what was known of the same. One that is no number is left out.
    pub fn set(&mut self, limit: OwnLimit) {
        if !(limit.limit.is_finite() && limit.error.is_finite()) {
            return;
        }
        match self.0.iter_mut().find(|known| known.of == limit.of) {
            Some(known) => *known = limit,
            None => self.0.push(limit),
        }
    }

    /// All of them, in the order in which they were first found.
    pub fn iter(&self) -> impl Iterator<Item = &OwnLimit> {
        self.0.iter()
    }

    /// Whether none is known.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<OwnLimit> for ComfortLimits {
    fn from_iter<T: IntoIterator<Item = OwnLimit>>(all: T) -> Self {
        let mut limits = Self::default();
        all.into_iter().for_each(|limit| limits.set(limit));
        limits
    }
}
