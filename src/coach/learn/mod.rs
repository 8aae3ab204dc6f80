//! Learning a stretch from a demonstration: whoever shows it is asked nothing that can be measured.
//!
//! ```text
//! Observation → record (moments) → rests (who keeps still, and when) → demonstration (start, hold)
//!                                                                            │
//!      words, figure, position ──→ Stretch with its facts ←── choice (which measures, which ranges)
//! ```

mod choice;
mod demonstration;
mod figure;
mod hints;
mod position;
mod ranges;
mod rests;
mod sides;
mod statistics;
mod stretch;

use std::time::Duration;

use super::body::Observation;
use super::facing::FacingTracker;
use super::presence::Presence;
use super::stretch::Stretch;
use super::timing::reached;
use crate::time::Timestamp;

use demonstration::{Demonstration, find};
use rests::{Moment, Rest, rests};

/// The shortest hold that can be learned: less is a rest on the way.
pub const SHORTEST_LEARNED: Duration = Duration::from_secs(3);
/// A hold of this length has shown everything: a demonstration before the camera ends with it.
pub const LONGEST_LEARNED: Duration = Duration::from_secs(20);
/// A demonstration before the camera ends when a hold of this length is left: with a shorter one somebody may only have paused on
/// the way. It is also the shortest hold that a learned stretch asks for.
pub const LEARNED_HOLD: Duration = Duration::from_secs(5);

/// At most so many moments a second are kept.
const SAMPLE_EVERY: Duration = Duration::from_millis(100);
/// What is longer ago than this has nothing to do with the stretch that is shown.
const REMEMBERED: Duration = Duration::from_mins(10);

/// Why there is nothing to learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotLearned {
    /// Nobody was ever seen.
    #[error("nobody was seen")]
    Nobody,
    /// Somebody was seen, and never kept still.
    #[error("the person never kept still for {} seconds", SHORTEST_LEARNED.as_secs())]
    NeverStill,
    /// The person was lost in the middle of a hold.
    #[error("the person left the picture before a pose was held for {} seconds", SHORTEST_LEARNED.as_secs())]
    LeftThePicture,
    /// A pose was held, but not long enough.
    #[error("the longest hold lasted {seconds} seconds; {} are needed", SHORTEST_LEARNED.as_secs())]
    TooShort {
        /// Whole seconds that it lasted.
        seconds: u64,
    },
    /// Somebody only stood there.
    #[error("the person only stood there")]
    OnlyStood,
    /// The camera sees the body so that nothing can be measured.
    #[error("the pose was held so that the camera cannot measure it: the trunk pointed at it, or was hidden")]
    UnusableView,
    /// What is held can't be told from the start, as far as the camera sees.
    #[error("nothing that the camera can measure tells the pose from where it started")]
    NothingTold,
}

impl NotLearned {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Nobody => "let the camera see your whole body, with light from the front",
            Self::NeverStill | Self::TooShort { .. } => "hold the stretch still for ten seconds or more",
            Self::LeftThePicture => "stay in the picture from start to end; move the camera back if needed",
            Self::OnlyStood => "rest for two seconds in your start pose, then go into the stretch and hold it",
            Self::UnusableView => "turn so that the camera sees your side, or your front, with your whole trunk",
            Self::NothingTold => "let the camera see the limbs that stretch; for most poses it belongs at your side",
        }
    }
}

/// Where a demonstration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learning {
    /// Nobody is in view.
    Searching,
    /// Somebody is in view and has not rested yet.
    Starting,
    /// The start has been seen; the stretch may come.
    Going,
    /// Something other than the start is being held, for so long.
    Holding(Duration),
    /// There is enough to learn from.
    Done,
}

/// One target with what the demonstration showed.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedTarget {
    /// The target's name within the stretch.
    pub id: String,
    /// The median of what was held, in the measure's unit.
    pub held: f64,
    /// How far it wandered: half the width of the middle four fifths.
    pub spread: f64,
    /// One standard deviation of the camera's view of it.
    pub error: f64,
    /// Its value at the start, where there was one and it was seen.
    pub start: Option<f64>,
}

/// A stretch that was learned, with what it was learned from.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// The stretch.
    pub stretch: Stretch,
    /// What was measured for each of its targets, in the same order.
    pub targets: Vec<LearnedTarget>,
    /// When the hold began and ended.
    pub held: (Timestamp, Timestamp),
}

/// Watches a demonstration.
#[derive(Clone, Debug, Default)]
pub struct Learner {
    tracker: FacingTracker,
    presence: Presence,
    moments: Vec<Moment>,
    was_seen: bool,
    is_done: bool,
}

impl Learner {
    /// Takes in what is seen at a moment.
    pub fn observe(&mut self, observation: &Observation) {
        let facing = observation.pose.as_ref().map(|pose| self.tracker.observe(observation.time, pose));
        self.presence.observe(observation.time, observation.pose.is_some());
        self.was_seen |= observation.pose.is_some();
        let is_due = self.moments.last().is_none_or(|last| reached(observation.time.since(last.time), SAMPLE_EVERY));
        if is_due {
            self.moments.push(Moment { time: observation.time, facing, seen: observation.clone() });
            let late = |moment: &Moment| observation.time.since(moment.time) > REMEMBERED;
            if self.moments.first().is_some_and(late) {
                self.moments.retain(|moment| !late(moment));
            }
        }
    }

    /// Where the demonstration stands.
    pub fn stage(&mut self) -> Learning {
        if self.is_done {
            return Learning::Done;
        }
        let rests = rests(&self.moments);
        let now = self.moments.last().map(|moment| moment.time);
        let Some(found) = find(&self.moments, &rests) else {
            return match (self.presence.is_present(), rests.is_empty()) {
                (false, _) => Learning::Searching,
                (true, true) => Learning::Starting,
                (true, false) => Learning::Going,
            };
        };
        let held = found.hold.length(&self.moments);
        let is_left = now.is_some_and(|now| now.since(found.hold.end(&self.moments)) > rests::NOTICED);
        // Whoever starts in the pose may still be about to leave it for another.
        if reached(held, LONGEST_LEARNED) || (found.start.is_some() && is_left && reached(held, LEARNED_HOLD)) {
            self.is_done = true;
            return Learning::Done;
        }
        if !self.presence.is_present() {
            Learning::Searching
        } else if found.start.is_none() || is_left {
            Learning::Going
        } else {
            Learning::Holding(held)
        }
    }

    /// Makes a stretch called `id` of what was seen.
    pub fn learn(&self, id: &str) -> Result<Learned, NotLearned> {
        let rests = rests(&self.moments);
        let Some(found) = find(&self.moments, &rests) else { return Err(self.why_not(&rests)) };
        let demonstration = Demonstration::of(&self.moments, found)?;
        stretch::describe(id, &demonstration)
    }

    fn why_not(&self, rests: &[Rest]) -> NotLearned {
        if !self.was_seen {
            return NotLearned::Nobody;
        }
        let longest = rests.iter().map(|rest| rest.length(&self.moments)).max().unwrap_or_default();
        if reached(longest, SHORTEST_LEARNED) {
            return NotLearned::OnlyStood;
        }
        let unseen_at_last = self.moments.last().is_some_and(|moment| moment.facing.is_none());
        if unseen_at_last {
            NotLearned::LeftThePicture
        } else if rests.is_empty() {
            NotLearned::NeverStill
        } else {
            NotLearned::TooShort { seconds: longest.as_secs() }
        }
    }
}

#[cfg(test)]
mod tests;
