//! What a measure yields: a value with how sure it is, or why it was not seen.

/// What a measure yielded.
///
/// ```
/// use supple::measure::{Reading, Unseen};
///
/// let seen = Reading::Seen { value: 92.0, confidence: 0.9, error: 4.5 };
/// assert_eq!((seen.value(), seen.error()), (Some(92.0), Some(4.5)));
/// assert_eq!(Reading::Unseen(Unseen::Hidden).value(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// It was seen.
    Seen {
        /// The value, in the measure's unit.
        value: f64,
        /// How sure it is: the lowest visibility of its landmarks, 0 to 1.
        confidence: f64,
        /// One standard deviation of the value, in the measure's unit.
        error: f64,
    },
    /// It was not seen, so it is neither right nor wrong.
    Unseen(Unseen),
}

impl Reading {
    /// The value, where it was seen.
    #[must_use]
    pub const fn value(self) -> Option<f64> {
        match self {
            Self::Seen { value, .. } => Some(value),
            Self::Unseen(_) => None,
        }
    }

    /// What the value is expected to be off by, where it was seen.
    #[must_use]
    pub const fn error(self) -> Option<f64> {
        match self {
            Self::Seen { error, .. } => Some(error),
            Self::Unseen(_) => None,
        }
    }
}

/// Why a measure was not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// A landmark it needs is hidden.
    Hidden,
    /// A landmark it needs is outside the picture.
    OutOfPicture,
    /// The camera does not look at the plane it lies in, or so that its error would be too large.
    WrongView,
    /// It is measured against the person's own start, and they have not been seen at rest yet.
    NoStart,
}

/// A measured value with what it is expected to be off by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value, in the measure's unit.
    pub value: f64,
    /// One standard deviation of it, in the same unit.
    pub error: f64,
}
