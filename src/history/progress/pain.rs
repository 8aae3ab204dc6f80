//! How much it hurt, before and after.

use chrono::NaiveDate;

use super::change::{Average, Comparison, Dated};
use super::days::day_of;
use crate::history::facts::Pain;
use crate::history::past::{PastSession, SessionId};

/// The least difference on the scale from 0 to 10 that means something to the person: Ostelo et al., "Interpreting change scores for
/// pain and functional status in low back pain", Spine 2008;33(1):90-94.
pub const MEANINGFUL_POINTS: f64 = 2.0;
/// The same as a share of where it began, from the same paper.
pub const MEANINGFUL_SHARE: f64 = 0.3;
/// An answer is a whole number, so that it is off by up to half a point: the standard deviation of that.
pub(super) const OFF: f64 = 0.3;

/// The course of pain.
#[derive(Clone, Debug, PartialEq)]
pub struct PainCourse {
    /// The sessions with an answer, the earliest first.
    pub points: Vec<PainPoint>,
    /// Pain before a session, the first weeks against the latest.
    pub before: Comparison,
    /// Pain after a session, likewise.
    pub after: Comparison,
    /// From before to after, over the sessions with both answers.
    pub in_a_session: Comparison,
}

/// The answers of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PainPoint {
    /// The session.
    pub session: SessionId,
    /// Its day.
    pub date: NaiveDate,
    /// How much it hurt before.
    pub before: Option<Pain>,
    /// How much it hurt after.
    pub after: Option<Pain>,
}

/// A mean may move by any fraction, but nobody feels less than a whole step of the scale.
const LEAST: f64 = 1.0;

/// The least difference between these two that means something, of a scale on which `points` do: so many points, or 30 % of the higher
/// of the two where that is less, and never less than `least`. Of the higher, so that what gets worse is judged as what gets better
/// would be on the way back.
#[must_use]
pub fn meaningful(first: f64, latest: f64, points: f64, least: f64) -> f64 {
    points.min(MEANINGFUL_SHARE * first.max(latest)).max(least)
}

impl PainCourse {
    /// `None` where nobody answered.
    pub(super) fn of(sessions: &[&PastSession]) -> Option<Self> {
        let point = |session: &&PastSession| PainPoint {
            session: session.id,
            date: day_of(session),
            before: session.pain_before,
            after: session.pain_after,
        };
        let points: Vec<PainPoint> =
            sessions.iter().map(point).filter(|point| point.before.is_some() || point.after.is_some()).collect();
        if points.is_empty() {
            return None;
        }
        let both = points.iter().filter(|point| point.before.is_some() && point.after.is_some());
        let both: Vec<PainPoint> = both.copied().collect();
        let before = judged(&values(&points, |point| point.before));
        let after = judged(&values(&points, |point| point.after));
        let in_a_session = within(&values(&both, |point| point.before), &values(&both, |point| point.after));
        Some(Self { points, before, after, in_a_session })
    }
}

fn values(points: &[PainPoint], answer: impl Fn(&PainPoint) -> Option<Pain>) -> Vec<Dated> {
    let dated =
        |point: &PainPoint| Some(Dated { date: point.date, value: f64::from(answer(point)?.score()), error: OFF });
    points.iter().filter_map(dated).collect()
}

/// The first weeks against the latest, with a floor that depends on where it began.
fn judged(values: &[Dated]) -> Comparison {
    let ends = Comparison::of(values, 0.0);
    floored(ends.first, ends.latest)
}

/// From before to after. What is compared is the difference in each session: that some days are worse than others is none.
fn within(before: &[Dated], after: &[Dated]) -> Comparison {
    let differences: Vec<Dated> = before
        .iter()
        .zip(after)
        .map(|(before, after)| Dated {
            date: before.date,
            value: after.value - before.value,
            error: OFF * std::f64::consts::SQRT_2,
        })
        .collect();
    let (first, latest) = (Average::of(before), Average::of(after));
    // All of the error is in the difference.
    let exact = first.map(|average| Average { error: 0.0, ..average });
    let moved = exact.zip(Average::of(&differences));
    let moved = moved.map(|(first, by)| Average { value: first.value + by.value, ..by });
    let change = floored(exact, moved).change;
    Comparison { first, latest, change }
}

fn floored(first: Option<Average>, latest: Option<Average>) -> Comparison {
    let least = |(first, latest): (Average, Average)| meaningful(first.value, latest.value, MEANINGFUL_POINTS, LEAST);
    Comparison::between(first, latest, first.zip(latest).map_or(MEANINGFUL_POINTS, least))
}
