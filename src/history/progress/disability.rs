//! The course of questionnaires: how much the back keeps somebody from.

use chrono::{DateTime, FixedOffset};

use super::pain::meaningful;
use crate::history::personal::Questionnaire;

/// The least difference of the Roland-Morris score that means something to the person: Ostelo et al., Spine 2008;33(1):90-94.
const MEANINGFUL: f64 = 5.0;

/// The course of the Roland-Morris questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisabilityCourse {
    /// The scores, the earliest first; never empty.
    pub scores: Vec<Score>,
    /// From the first to the last, and from the one before it to the last; `None` of a single one.
    pub steps: Option<[Step; 2]>,
}

/// A score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// When it was answered.
    pub taken: DateTime<FixedOffset>,
    /// 0 to 24: the statements that are true.
    pub score: u32,
}

/// From one score to another. Single answers have no scatter to tell an error by: 5 points, or 30 %, are what research takes for more than
/// that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Less than means something.
    AboutTheSame,
    /// Meaningfully less is kept from: better.
    Less(u32),
    /// Meaningfully more.
    More(u32),
}

impl Step {
    /// From `first` to `latest`: 5 points, or 30 % of the higher where that is less, and at least 2 points.
    #[must_use]
    pub fn between(first: u32, latest: u32) -> Self {
        /// A statement more or less is a day's mood, however low the score is.
        const LEAST: f64 = 2.0;
        let by = first.abs_diff(latest);
        if f64::from(by) < meaningful(f64::from(first), f64::from(latest), MEANINGFUL, LEAST) {
            Self::AboutTheSame
        } else if latest < first {
            Self::Less(by)
        } else {
            Self::More(by)
        }
    }
}

impl DisabilityCourse {
    /// `None` of no questionnaires.
    #[must_use]
    pub fn of(questionnaires: &[Questionnaire]) -> Option<Self> {
        let own = questionnaires.iter().filter(|asked| asked.kind == Questionnaire::ROLAND_MORRIS);
        let mut scores: Vec<Score> = own.map(|asked| Score { taken: asked.taken, score: asked.score }).collect();
        scores.sort_by_key(|score| score.taken);
        let (first, last) = (*scores.first()?, *scores.last()?);
        let before = scores.len().checked_sub(2).and_then(|place| scores.get(place));
        let steps = before.map(|before| [first, *before].map(|from| Step::between(from.score, last.score)));
        Some(Self { scores, steps })
    }
}
