//! Watches a demonstration, and makes a stretch of it.

use crate::learn::demonstration::{Demonstration, find};
use crate::learn::learned::{LEARNED_HOLD, LONGEST_LEARNED, Learned, Learning, NotLearned, SHORTEST_LEARNED};
use crate::learn::rests;
use crate::learn::rests::{Moment, Rest, rests};
use crate::learn::stretch;
use crate::measure::Presence;
use crate::measure::{FacingTracker, Observation};
use crate::time::reached;
use std::time::Duration;

/// At most this many moments a second are kept.
pub(crate) const SAMPLE_EVERY: Duration = Duration::from_millis(100);

/// What is longer ago than this has nothing to do with the stretch that is shown.
pub(crate) const REMEMBERED: Duration = Duration::from_mins(10);

/// Watches a demonstration.
///
/// ```
/// use supple::learn::{Learner, Learning};
/// use supple::record::{Moment, Reader};
///
/// let mut learner = Learner::default();
/// assert_eq!(learner.stage(), Learning::Searching);
/// let text = std::fs::read_to_string("tests/sessions/childs_pose_good/observations.jsonl")?;
/// for moment in Reader::new(text.as_bytes())? {
///     if let Moment::Seen(seen) = moment? {
///         learner.observe(&seen);
///     }
/// }
/// let learned = learner.learn("my-stretch")?;
/// assert_eq!(learned.stretch.title, "My stretch");
/// assert_eq!(learned.stretch.targets.len(), learned.targets.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
        // Somebody who starts in the pose may still be about to leave it for another.
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

    pub(crate) fn why_not(&self, rests: &[Rest]) -> NotLearned {
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
