//! What may be called a change, and what may not.

use chrono::{Days, NaiveDate};

/// How wide the first and the latest weeks are: long enough for some sessions, short enough for a body to stay the same in.
const WEEKS: u64 = 14;
/// With fewer days at either end nothing is said of a change: one good day would be half of the answer, and sessions of one day share its
/// set-up and its mood.
pub const FEW: u32 = 3;
/// Nineteen in twenty differences of nothing but chance are smaller than so many standard errors.
pub(super) const SURE: f64 = 1.96;

/// The same of as few values: Student's quantile for so many degrees of freedom, by the first terms of its expansion (Cornish and Fisher),
/// which are within 2 % from four on.
fn sure(freedom: u32) -> f64 {
    let (z, freedom) = (SURE, f64::from(freedom.max(1)));
    let first = (z.powi(3) + z) / (4.0 * freedom);
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / (96.0 * freedom.powi(2));
    z + first + second
}

/// What two weeks, or two sides, come to when they are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Too few sessions to say anything.
    TooFew {
        /// On how many days there were any of the first.
        first: u32,
        /// On how many of the latest.
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
        let days = |average: Option<&Average>| average.map_or(0, |average| average.days);
        let (Some(from), Some(to)) = (first, latest) else {
            return Self::TooFew { first: days(first), latest: days(latest) };
        };
        if from.days < FEW || to.days < FEW {
            return Self::TooFew { first: from.days, latest: to.days };
        }
        let by = to.value - from.value;
        let error = sure(from.days + to.days - 2) * from.error.hypot(to.error);
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
    /// On how many days these were.
    pub days: u32,
    /// The day of the first.
    pub since: NaiveDate,
    /// The day of the last.
    pub until: NaiveDate,
}

impl Average {
    /// Of values with one standard deviation of each, a session each, in order of their days; `None` of none.
    ///
    /// The standard error is that of what was measured or that of how the values scatter, whichever is more: days differ by more
    /// than a camera's error, and few values may agree by chance. A camera's error is not made smaller by looking longer within a
    /// session, since it comes from where camera and mat are.
    pub(super) fn of(values: &[Dated]) -> Option<Self> {
        let (since, until) = (values.first()?.date, values.last()?.date);
        // Sessions of one day share its set-up and its mood: they are one value.
        let days: Vec<(f64, f64)> = values
            .chunk_by(|one, other| one.date == other.date)
            .map(|day| {
                let count = day.len() as f64;
                let value = day.iter().map(|dated| dated.value).sum::<f64>() / count;
                (value, day.iter().map(|dated| dated.error.powi(2)).sum::<f64>() / count)
            })
            .collect();
        let count = days.len() as f64;
        let value = days.iter().map(|(value, _)| value).sum::<f64>() / count;
        let scatter = if days.len() > 1 {
            (days.iter().map(|(day, _)| (day - value).powi(2)).sum::<f64>() / (count - 1.0)).sqrt()
        } else {
            0.0
        };
        let measured = (days.iter().map(|(_, square)| square).sum::<f64>() / count).sqrt();
        let error = scatter.max(measured) / count.sqrt();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Some(Self { value, error, sessions: number(values.len()), days: number(days.len()), since, until })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::history::doubles::day;

    fn average(value: f64, error: f64, sessions: u32) -> Average {
        Average { value, error, sessions, days: sessions, since: day(1), until: day(9) }
    }

    fn between(first: Average, latest: Average, floor: f64) -> Change {
        Change::between(Some(&first), Some(&latest), floor)
    }

    #[test]
    fn a_change_is_beyond_the_error_and_beyond_the_floor() {
        let wide = between(average(60.0, 3.3, 4), average(49.0, 3.3, 4), 10.0);
        assert_eq!(wide, Change::AboutTheSame, "11 degrees within 11.4");
        let sure = between(average(60.0, 2.0, 4), average(49.0, 2.0, 4), 10.0);
        assert!(matches!(sure, Change::Less { by: 11.0, error } if (error - 6.884).abs() < 0.001), "{sure:?}");
        let small = between(average(60.0, 0.1, 4), average(51.0, 0.1, 4), 10.0);
        assert_eq!(small, Change::AboutTheSame, "as sure as can be, and less than two set-ups differ by");
    }

    #[test]
    fn of_few_values_more_is_asked_as_student_has_it() {
        for (freedom, quantile) in [(4, 2.776), (6, 2.447), (10, 2.228), (30, 2.042)] {
            assert!((sure(freedom) / quantile - 1.0).abs() < 0.02, "{freedom}: {}", sure(freedom));
        }
    }

    #[test]
    fn of_few_sessions_nothing_is_said() {
        let first = average(60.0, 0.1, 2);
        let change = between(first, average(20.0, 0.1, 9), 10.0);
        assert_eq!(change, Change::TooFew { first: 2, latest: 9 });
        assert_eq!(Change::between(Some(&first), None, 10.0), Change::TooFew { first: 2, latest: 0 });
        assert_eq!(Change::between(None, None, 10.0), Change::TooFew { first: 0, latest: 0 });
    }

    #[test]
    fn the_error_of_a_mean_is_what_was_measured_or_what_scatters() {
        let dated = |values: &[f64]| -> Vec<Dated> {
            (1..).zip(values).map(|(on, value)| Dated { date: day(on), value: *value, error: 4.0 }).collect()
        };
        let calm = Average::of(&dated(&[60.0; 4])).unwrap();
        assert_eq!((calm.value, calm.error, calm.sessions), (60.0, 2.0, 4));
        let wild = Average::of(&dated(&[40.0, 80.0, 40.0, 80.0])).unwrap();
        assert!((wild.error - 11.547).abs() < 0.001, "{wild:?}");
        assert!((Average::of(&dated(&[60.0])).unwrap().error - 4.0).abs() < 1e-9);
        // Three sessions of one day are one value.
        let one_day: Vec<Dated> =
            dated(&[50.0, 60.0, 70.0]).into_iter().map(|dated| Dated { date: day(1), ..dated }).collect();
        let shared = Average::of(&one_day).unwrap();
        assert_eq!((shared.value, shared.error, shared.sessions, shared.days), (60.0, 4.0, 3, 1));
        assert_eq!(Average::of(&[]), None);
    }

    #[test]
    fn the_first_and_the_latest_weeks_never_share_a_day() {
        for span in 0..60 {
            let days: Vec<Dated> = (1..=span + 1).map(|at| Dated { date: day(at), value: 0.0, error: 1.0 }).collect();
            let (first, latest) = ends(&days);
            assert!(first.len() + latest.len() <= days.len(), "{span}");
            assert!(first.len() <= 14 && latest.len() <= 14 || span == 0, "{span}");
            assert!(span == 0 || (first.len() == latest.len() && !first.is_empty()), "{span}");
            assert!(span < 28 || first.len() == 14, "{span}: two whole weeks where there are four");
        }
    }

    proptest! {
        #[test]
        fn the_rule_is_symmetrical(
            a in -180.0..180.0_f64, b in -180.0..180.0_f64,
            errors in (0.0..20.0_f64, 0.0..20.0_f64), sessions in (1..9_u32, 1..9_u32), floor in 0.0..20.0_f64,
        ) {
            let (first, latest) = (average(a, errors.0, sessions.0), average(b, errors.1, sessions.1));
            let (there, back) = (between(first, latest, floor), between(latest, first, floor).flipped());
            if let (Change::TooFew { first, latest }, Change::TooFew { first: last, latest: then }) = (there, back) {
                prop_assert_eq!((first, latest), (then, last));
            } else {
                prop_assert_eq!(there, back);
            }
        }

        #[test]
        fn what_is_within_the_error_or_below_the_floor_is_none(
            a in -180.0..180.0_f64, share in -1.0..1.0_f64, errors in (0.1..20.0_f64, 0.1..20.0_f64), floor in 0.0..20.0_f64,
        ) {
            let margin = (1.96 * errors.0.hypot(errors.1)).max(floor);
            let change = between(average(a, errors.0, 5), average(a + 0.999 * share * margin, errors.1, 5), floor);
            prop_assert_eq!(change, Change::AboutTheSame);
        }

        #[test]
        fn a_greater_error_never_makes_a_change(
            a in -180.0..180.0_f64, b in -180.0..180.0_f64, error in 0.0..20.0_f64, more in 0.0..20.0_f64,
        ) {
            let with = |error: f64| between(average(a, error, 5), average(b, error, 5), 10.0).is_one();
            prop_assert!(with(error) || !with(error + more));
        }
    }
}
