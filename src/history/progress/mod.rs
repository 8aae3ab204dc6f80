//! What has come of some weeks of stretching, honestly: what is called a change is one. How it is judged, and where the bounds come from,
//! is in docs/progress.md.

mod adherence;
mod change;
mod days;
mod disability;
mod holding;
mod pain;
mod reach;
mod sides;
mod sight;
mod weekly;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::past::PastSession;
use super::personal::Questionnaire;

pub use adherence::{Adherence, Done, Week};
pub use change::{Average, Change, Comparison, FEW};
pub use days::{day_of, days, did_something, in_a_row};
pub use disability::{DisabilityCourse, Score, Step};
pub use holding::{HOLDING_FLOOR_S, Holding, HoldingPoint};
pub use pain::{MEANINGFUL_POINTS, MEANINGFUL_SHARE, PainCourse, PainPoint, meaningful};
pub use reach::{Form, Reach, ReachPoint};
pub use sides::{Compared, SideBySide};
pub use sight::Sight;
pub use weekly::Weekly;

/// What some sessions come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// How often something was stretched, and what; `None` where nothing was.
    pub adherence: Option<Adherence>,
    /// How far each stretch is reached.
    pub reaches: Vec<Reach>,
    /// How often what has no depth was in its range.
    pub forms: Vec<Form>,
    /// How long each stretch is held.
    pub holdings: Vec<Holding>,
    /// Left against right.
    pub sides: Vec<SideBySide>,
    /// Pain before and after; `None` where nobody answered.
    pub pain: Option<PainCourse>,
    /// The questionnaires.
    pub disability: Option<DisabilityCourse>,
    /// How much the camera saw.
    pub sight: Sight,
    /// The titles of the stretches by their ids, as they were last.
    pub titles: BTreeMap<String, String>,
}

impl Progress {
    /// Of these sessions and questionnaires, as it stands `today`.
    #[must_use]
    pub fn of(sessions: &[PastSession], questionnaires: &[Questionnaire], today: NaiveDate) -> Self {
        let mut sessions: Vec<&PastSession> = sessions.iter().collect();
        // By the day and not by the moment: whoever flies west has the later session on the earlier day.
        sessions.sort_by_key(|session| (day_of(session), session.about.began, session.id));
        let sessions = days::within_ten_years(sessions);
        let (reaches, holdings) = (reach::reaches(&sessions), holding::holdings(&sessions));
        let begun = sessions.iter().flat_map(|session| &session.stretches);
        Self {
            adherence: Adherence::of(&sessions, today),
            forms: reach::forms(&sessions),
            sides: sides::sides(&reaches, &holdings),
            pain: PainCourse::of(&sessions),
            disability: DisabilityCourse::of(questionnaires),
            sight: Sight::of(&sessions),
            titles: begun.map(|begun| (begun.stretch.clone(), begun.title.clone())).collect(),
            reaches,
            holdings,
        }
    }

    /// A stretch's title; its id where there is none.
    #[must_use]
    pub fn title<'a>(&'a self, stretch: &'a str) -> &'a str {
        self.titles.get(stretch).map_or(stretch, String::as_str)
    }
}

#[cfg(test)]
mod tests;
