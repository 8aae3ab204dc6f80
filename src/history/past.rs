//! Sessions that are over, as they are read again.

use chrono::NaiveDate;

use super::facts::{About, End, Hint, Hold, Hurt, Pain, Repetition, SignTaken, StretchBegan, StretchEnded};

/// A session's number, as `supple history` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub i64);

/// A session that is over, or was broken off.
#[derive(Clone, Debug, PartialEq)]
pub struct PastSession {
    /// Its number.
    pub id: SessionId,
    /// What it was.
    pub about: About,
    /// How much it hurt before.
    pub pain_before: Option<Pain>,
    /// How much it hurt after.
    pub pain_after: Option<Pain>,
    /// The stretches that began, in order.
    pub stretches: Vec<StretchBegan>,
    /// Those that came to their end, or were skipped.
    pub ended: Vec<StretchEnded>,
    /// Its holds, in order.
    pub holds: Vec<Hold>,
    /// Its repetitions of movements, in order.
    pub repetitions: Vec<Repetition>,
    /// The hints that were given.
    pub hints: Vec<Hint>,
    /// The signs that were taken.
    pub signs: Vec<SignTaken>,
    /// When something hurt.
    pub hurts: Vec<Hurt>,
    /// Its end; `None` for one that was broken off by force.
    pub end: Option<End>,
}

impl PastSession {
    /// Calls its stretches what `title` calls them now, where it knows them: what was done in one language is read in another.
    pub fn retitle(&mut self, title: impl Fn(&str) -> Option<String>) {
        for began in &mut self.stretches {
            if let Some(title) = title(&began.stretch) {
                began.title = title;
            }
        }
    }
}

/// Which sessions: those that began on these days, both included, by the person's own calendar at the time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// From this day on.
    pub since: Option<NaiveDate>,
    /// Up to this day.
    pub until: Option<NaiveDate>,
    /// Only those with this stretch; of them everything.
    pub stretch: Option<String>,
}

/// What is to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forget {
    /// One session.
    Session(SessionId),
    /// All of a span.
    Span(Span),
    /// Everything, comfort limits and questionnaires too.
    All,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// How many sessions.
    pub sessions: u64,
}

#[cfg(test)]
mod tests {
    use crate::history::doubles::past;

    #[test]
    fn stretches_that_are_known_go_by_their_titles_of_today() {
        let mut past = past(1);
        past.retitle(|id| (id == "sphinx").then(|| "Esfinge".to_owned()));
        assert_eq!(past.stretches[0].title, "Esfinge");
        past.retitle(|_| None);
        assert_eq!(past.stretches[0].title, "Esfinge", "what is gone keeps its title");
    }
}
