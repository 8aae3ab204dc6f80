//! How much the camera saw.

use std::time::Duration;

use crate::history::past::PastSession;

/// How much of what was to be judged the camera saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Time in which somebody was in view.
    pub watched: Duration,
    /// Time in which the camera didn't see enough of a pose that was to be held.
    pub unseen: Duration,
    /// Of each stretch, time from the begins of its holds to their ends, and of that the unseen; by the stretch's id.
    pub stretches: Vec<(String, Duration, Duration)>,
}

impl Sight {
    /// The share that wasn't seen, 0 to 1; `None` where nobody was watched.
    #[must_use]
    pub fn unseen_share(&self) -> Option<f64> {
        (!self.watched.is_zero()).then(|| (self.unseen.as_secs_f64() / self.watched.as_secs_f64()).min(1.0))
    }

    pub(super) fn of(sessions: &[&PastSession]) -> Self {
        let mut sight = Self::default();
        for session in sessions {
            if let Some(end) = &session.end {
                sight.watched += end.watched;
                sight.unseen += end.unseen;
            }
            for hold in &session.holds {
                let whole = hold.ended.saturating_sub(hold.began);
                match sight.stretches.iter_mut().find(|(stretch, ..)| *stretch == hold.stretch) {
                    Some((_, all, unseen)) => (*all, *unseen) = (*all + whole, *unseen + hold.unseen),
                    None => sight.stretches.push((hold.stretch.clone(), whole, hold.unseen)),
                }
            }
        }
        sight.stretches.sort();
        sight
    }
}
