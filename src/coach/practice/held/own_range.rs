//! A held stretch on a body that doesn't go as deep as is asked for.

use super::Held;
use crate::coach::comfort::Depths;
use crate::coach::event::EventKind;
use crate::judge::{Advice, Cue, Slot, Tone, Topic, is_too_deep};
use crate::time::Timestamp;

impl Held {
    /// Whether the person's own range counts in the slot that is judged.
    pub fn is_own_range(&self) -> bool {
        self.work.is_own(self.judged)
    }

    /// The slot that is judged, by which it is known where it hurt.
    pub const fn judged(&self) -> Option<Slot> {
        self.judged
    }

    /// Finds the person's own limit, where they rest short of what was asked for and do all else right: from now on that counts.
    pub(super) fn find_own_range(&mut self, time: Timestamp) -> Vec<EventKind> {
        let Some(slot) = self.judged.filter(|_| self.work.care().has_comfort()) else { return Vec::new() };
        if self.hold.is_counting() {
            self.depths.observe(&self.work.assessments);
        }
        let waits = !self.hold.is_counting() && !self.hold.awaits_release() && self.work.resting_until.is_none();
        let rests = waits && self.work.settling.is_settled(time);
        let is_sparing = self.work.care().is_sparing;
        let hints = &self.work.hints;
        // Whoever is spared was not asked.
        let is_asked = |place: usize| {
            is_sparing
                || hints.has_said(|topic| match topic {
                    Topic::Target(pose, index, _) | Topic::Nearly(pose, index, _) => {
                        pose == slot.pose && index.0 == place
                    }
                    _ => false,
                })
        };
        let found = self.attempt.observe(time, slot, &self.work.assessments, rests, is_asked);
        let Some(found) = found else { return Vec::new() };
        let mut events = self.work.change_care(|care, stretch| care.find(stretch, slot, &found));
        if !events.is_empty() {
            events.extend(self.work.say(time, Advice::of(Topic::OwnRange, Tone::Good, Cue::OwnRange), &[]));
        }
        events
    }

    /// Takes in that a hold begins.
    pub(super) fn begin_in_own_range(&mut self) {
        self.depths = Depths::default();
    }

    /// Takes in that a hold was held to its end.
    pub(super) fn complete_in_own_range(&mut self, slot: Slot) -> Vec<EventKind> {
        let held = std::mem::take(&mut self.depths).found();
        self.work.change_care(|care, stretch| care.hold_well(stretch, slot, &held))
    }

    /// Whether the stretch is deeper than it should be: nobody is praised for that.
    pub(super) fn is_too_deep(&self) -> bool {
        self.work.assessments.iter().any(is_too_deep)
    }
}
