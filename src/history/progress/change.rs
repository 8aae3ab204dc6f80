//! What may be called a change, and what may not.

use chrono::{Days, NaiveDate};

/// How wide the first and the latest weeks are: long enough for some sessions, short enough for a body to stay the same in.
const WEEKS: u64 = 14;
/// With fewer sessions at either end nothing is said of a change: one good day would be half of the answer.
pub const FEW: u32 = 3;
/// Nineteen in twenty differences of nothing but chance are smaller than so many standard errors.
pub(super) const SURE: f64 = 1.96;

/// What two weeks, or two sides, come to when they are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Too few sessions to say anything.
    TooFew {
        /// How many there are of the first.
        first: u32,
        /// How many of the latest.
        latest: u32,
    },
    /// No difference that could be told from error: not the same as none.
    AboutTheSame,
    /// The latest is more than the first.
    More {
        /// By so much.
        by: f64,
        /// Give or take so much, nineteen times in twenty.
        error: f64,
    },
    /// The latest is less than the first.
    Less {
        /// By so much; positive.
        by: f64,
        /// Give or take so much, nineteen times in twenty.
        error: f64,
    },
}

impl Change {
    /// From `first` to `latest`: a change only where it is beyond the error of both together, and at least the `floor` below which
    /// two set-ups of camera and mat differ by themselves.
    #[must_use]
    pub fn between(first: Option<&Average>, latest: Option<&Average>, floor: f64) -> Self {
        let sessions = |average: Option<&Average>| average.map_or(0, |average| average.sessions);
        let (Some(from), Some(to)) = (first, latest) else {
            return Self::TooFew { first: sessions(first), latest: sessions(latest) };
        };
        if from.sessions < FEW || to.sessions < FEW {
            return Self::TooFew { first: from.sessions, latest: to.sessions };
        }
        let by = to.value - from.value;
        let error = SURE * from.error.hypot(to.error);
        let is_change = by.abs() > error && by.abs() >= floor;
        match (is_change, by > 0.0) {
            (false, _) => Self::AboutTheSame,
            (true, true) => Self::More { by, error },
            (true, false) => Self::Less { by: -by, error },
        }
    }

    /// The same looked at from the other end: what was more is less.
    #[must_use]
    pub const fn flipped(self) -> Self {
        match self {
            Self::More { by, error } => Self::Less { by, error },
            Self::Less { by, error } => Self::More { by, error },
            other => other,
        }
    }

    /// Whether it is one.
    #[must_use]
    pub const fn is_one(self) -> bool {
        matches!(self, Self::More { .. } | Self::Less { .. })
    }
}

/// What some sessions come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Average {
    /// Their mean.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
    /// Of how many sessions it is.
    pub sessions: u32,
    /// The day of the first.
    pub since: NaiveDate,
    /// The day of the last.
    pub until: NaiveDate,
}

impl Average {
    /// Of values with one standard deviation of each, a session each; `None` of none.
    ///
    /// The standard error is that of what was measured or that of how the values scatter, whichever is more: days differ by more
    /// than a camera's error, and few values may agree by chance. A camera's error is not made smaller by looking longer within a
    /// session, since it comes from where camera and mat are.
    pub(super) fn of(values: &[Dated]) -> Option<Self> {
        let (since, until) = (values.first()?.date, values.last()?.date);
        let count = values.len() as f64;
        let value = values.iter().map(|dated| dated.value).sum::<f64>() / count;
        let scatter = if values.len() > 1 {
            (values.iter().map(|dated| (dated.value - value).powi(2)).sum::<f64>() / (count - 1.0)).sqrt()
        } else {
            0.0
        };
        let measured = (values.iter().map(|dated| dated.error.powi(2)).sum::<f64>() / count).sqrt();
        let error = scatter.max(measured) / count.sqrt();
        Some(Self { value, error, sessions: u32::try_from(values.len()).unwrap_or(u32::MAX), since, until })
    }
}

/// A session's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dated {
    pub date: NaiveDate,
    pub value: f64,
    /// One standard deviation.
    pub error: f64,
}

/// The first weeks against the latest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The first two weeks, or the first half of less than four.
    pub first: Option<Average>,
    /// The latest two weeks in which there was anything, or the latest half.
    pub latest: Option<Average>,
    /// What they come to.
    pub change: Change,
}

impl Comparison {
    /// Of values in order of their days.
    pub(super) fn of(values: &[Dated], floor: f64) -> Self {
        let (first, latest) = ends(values);
        Self::between(Average::of(first), Average::of(latest), floor)
    }

    pub(super) fn between(first: Option<Average>, latest: Option<Average>, floor: f64) -> Self {
        Self { first, latest, change: Change::between(first.as_ref(), latest.as_ref(), floor) }
    }

    /// With more and less exchanged.
    pub(super) const fn flipped(mut self) -> Self {
        self.change = self.change.flipped();
        self
    }
}

/// What lies in the first weeks, and what in the latest; never the same value in both.
fn ends(values: &[Dated]) -> (&[Dated], &[Dated]) {
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return (&[], &[]) };
    let span = u64::try_from(last.date.signed_duration_since(first.date).num_days()).unwrap_or(0);
    if span == 0 {
        return (values, &[]);
    }
    let width = Days::new(WEEKS.min(span.div_ceil(2)));
    let (Some(until), Some(since)) = (first.date.checked_add_days(width), last.date.checked_sub_days(width)) else {
        return (values, &[]);
    };
    let early = values.partition_point(|dated| dated.date < until);
    let late = values.partition_point(|dated| dated.date <= since);
    (&values[..early.min(late)], &values[late..])
}
