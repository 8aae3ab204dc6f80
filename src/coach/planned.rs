//! A session with a plan: stretches one after the other, each until its repetitions are done.

use std::sync::Arc;

use super::comfort::Care;
use super::elsewhere::Elsewhere;
use super::event::EventKind;
use super::practice::{Practice, Tally, reps_of, seconds};
use super::status::{Next, Phase};
use crate::judge::Message;
use crate::judge::Recogniser;
use crate::measure::Facing;
use crate::measure::Observation;
use crate::stretch::{Step, Stretch};
use crate::time::Timestamp;

/// A plan under way.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// The stretch that is done now, or that was the last.
    pub practice: Practice,
    upcoming: Vec<Step>,
    /// Repetitions done and to do in the stretches that are over.
    past: (f64, f64),
    tally: Tally,
    /// What else is recognised.
    elsewhere: Option<Elsewhere>,
    is_complete: bool,
}

impl Planned {
    /// These stretches in order; `None` without any.
    pub fn new(steps: Vec<Step>) -> Option<Self> {
        // The next step is taken from the end.
        let mut upcoming = steps;
        upcoming.reverse();
        let first = upcoming.pop()?;
        Some(Self {
            practice: Practice::new(first, false),
            upcoming,
            past: (0.0, 0.0),
            tally: Tally::default(),
            elsewhere: None,
            is_complete: false,
        })
    }

    /// It is said once for each stretch that another of `stretches` is done in its place.
    pub fn notice(&mut self, stretches: Vec<Arc<Stretch>>) {
        self.elsewhere = Some(Elsewhere::new(Recogniser::new(stretches)));
    }

    /// Coaches this person so from now on.
    pub fn take_care(&mut self, care: Care) {
        self.practice = self.practice.clone().caring(care);
    }

    /// What happens at the session's start.
    pub fn begin(&self) -> EventKind {
        EventKind::StretchStarted { stretch: self.practice.step().stretch.id.clone() }
    }

    /// Takes in one observation at `now`; `facing` is how the body stands, `None` while nobody is seen.
    pub fn observe(
        &mut self,
        now: Timestamp,
        observation: &Observation,
        facing: Option<Facing>,
        present: bool,
    ) -> Vec<EventKind> {
        let mut kinds = self.practice.observe(observation, facing, present);
        if self.practice.is_complete() {
            kinds.extend(self.advance(false));
        }
        let is_waiting = matches!(self.practice.phase(now, present), Phase::Positioning | Phase::Changing(_));
        let asked = &self.practice.step().stretch;
        kinds.extend(self.elsewhere.as_mut().and_then(|other| other.observe(observation, asked, is_waiting)));
        kinds
    }

    /// Leaves out what is left of the present stretch.
    pub fn skip(&mut self) -> Vec<EventKind> {
        let mut kinds: Vec<EventKind> = self.practice.give_up().into_iter().collect();
        kinds.extend(self.advance(true));
        kinds
    }

    /// Closes the present stretch and goes on to the next, or completes the session.
    fn advance(&mut self, skipped: bool) -> Vec<EventKind> {
        let stretch = self.practice.step().stretch.id.clone();
        self.tally.add(self.practice.tally());
        let mut kinds = vec![EventKind::StretchCompleted { stretch: stretch.clone(), skipped }];
        let Some(next) = self.upcoming.pop() else {
            self.is_complete = true;
            let Tally { holds, movements, fell_short, held } = self.tally;
            let held_seconds = seconds(held);
            kinds.push(EventKind::SessionCompleted { holds, movements, fell_short, held_seconds });
            return kinds;
        };
        let (_, total) = self.practice.progress();
        self.past = (self.past.0 + total, self.past.1 + total);
        kinds.push(EventKind::StretchStarted { stretch: next.stretch.id.clone() });
        // The same stretch again: the pose still held is the last repetition's, not the next one's.
        let release_first = next.stretch.id == stretch && !skipped;
        let change = self.practice.step().stretch.position.time_to(next.stretch.position);
        let care = self.practice.care().clone();
        self.practice = Practice::new(next, release_first).after_another(change).caring(care);
        if let Some(elsewhere) = &mut self.elsewhere {
            elsewhere.go_on(&stretch);
        }
        kinds
    }

    /// Whether all of it is done or skipped.
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Whether all of it was skipped, or nothing came of what was done.
    pub const fn is_nothing(&self) -> bool {
        self.tally.holds == 0 && self.tally.movements == 0
    }

    /// The line that is shown at `now`.
    pub fn message(&self, now: Timestamp, present: bool) -> Message {
        let other = self.elsewhere.as_ref().and_then(|elsewhere| elsewhere.message(now));
        other.cloned().unwrap_or_else(|| self.practice.message(present))
    }

    /// What comes after the present stretch.
    pub fn next(&self) -> Next {
        self.upcoming.last().map_or(Next::Nothing, |step| Next::Stretch(step.stretch.title.clone()))
    }

    /// How far all of it is, 0 to 1.
    pub fn progress(&self) -> f64 {
        if self.is_complete {
            return 1.0;
        }
        let (done, total) = self.practice.progress();
        let upcoming: f64 = self.upcoming.iter().map(reps_of).sum();
        ((self.past.0 + done) / (self.past.1 + total + upcoming).max(1.0)).clamp(0.0, 1.0)
    }
}
