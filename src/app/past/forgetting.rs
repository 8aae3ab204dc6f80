//! What would be forgotten, in words, before it is.

use crate::history::PastSession;

/// What is about to be forgotten.
#[derive(Clone, Copy, Debug, Default)]
pub struct Doomed<'a> {
    /// These sessions.
    pub sessions: &'a [PastSession],
    /// So many comfortable limits.
    pub limits: usize,
    /// So many questionnaires.
    pub questionnaires: usize,
    /// So many files of histories that were set aside.
    pub set_aside: usize,
}

impl Doomed<'_> {
    /// Whether there is nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.sessions.is_empty() && self.limits == 0 && self.questionnaires == 0 && self.set_aside == 0
    }
}

/// What is said before anybody is asked.
#[must_use]
pub fn asked_of(doomed: &Doomed<'_>) -> String {
    let mut parts = Vec::new();
    let day = |session: &PastSession| session.about.began.format("%Y-%m-%d").to_string();
    match doomed.sessions {
        [] => {}
        [one] => parts.push(format!("session {} of {}", one.id.0, day(one))),
        [first, .., last] => {
            parts.push(format!("{} sessions, {} to {}", doomed.sessions.len(), day(first), day(last)));
        }
    }
    let counted = |number: usize, one: &str, more: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {more}")),
    };
    parts.extend(counted(doomed.limits, "comfortable limit", "comfortable limits"));
    parts.extend(counted(doomed.questionnaires, "questionnaire", "questionnaires"));
    parts.extend(counted(
        doomed.set_aside,
        "file of a history that was set aside",
        "files of histories that were set aside",
    ));
    format!("This forgets {}, for good.", parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::doubles::past;

    #[test]
    fn it_is_said_what_goes() {
        let sessions = [past(1), past(2)];
        let one = Doomed { sessions: &sessions[..1], ..Doomed::default() };
        assert_eq!(asked_of(&one), "This forgets session 1 of 2026-03-01, for good.");
        let all = Doomed { sessions: &sessions, limits: 1, questionnaires: 3, set_aside: 2 };
        assert_eq!(
            asked_of(&all),
            "This forgets 2 sessions, 2026-03-01 to 2026-03-01; 1 comfortable limit; 3 questionnaires; \
             2 files of histories that were set aside, for good."
        );
        assert!(Doomed::default().is_empty() && !one.is_empty());
    }
}
