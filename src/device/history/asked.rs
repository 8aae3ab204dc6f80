//! Which sessions are asked for.

use crate::history::{SessionId, Span};

/// The numbers of the sessions that are asked for.
pub(super) const CHOSEN: &str = "SELECT id FROM session WHERE (:since IS NULL OR substr(began, 1, 10) >= :since)
     AND (:until IS NULL OR substr(began, 1, 10) <= :until) AND (:id IS NULL OR id = :id)
     AND (:stretch IS NULL OR EXISTS (SELECT 1 FROM stretch WHERE stretch.session = session.id AND stretch.stretch = :stretch))";

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub since: Option<String>,
    pub until: Option<String>,
    pub stretch: Option<String>,
    pub id: Option<i64>,
}

impl Asked {
    pub fn span(span: &Span) -> Self {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        Self { since: day(span.since), until: day(span.until), stretch: span.stretch.clone(), id: None }
    }

    pub fn one(id: SessionId) -> Self {
        Self { id: Some(id.0), ..Self::default() }
    }
}
