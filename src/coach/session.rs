//! A whole session: stretches one after the other. Observations and commands in, events and a status out; the same
//! observations and commands always give the same events.

use super::body::Observation;
use super::event::{Event, EventKind};
use super::facing::{Facing, FacingTracker};
use super::practice::{Practice, Tally, reps_of, seconds};
use super::presence::Presence;
use super::status::{Message, Phase, Status, Tone};
use super::stretch::Step;
use super::words::Words;
use crate::time::Timestamp;

/// What a person may tell the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Stop judging, or go on.
    TogglePause,
    /// Skip what is left of this stretch.
    Next,
}

/// A session under way.
#[derive(Clone, Debug)]
pub struct Session {
    practice: Practice,
    upcoming: Vec<Step>,
    /// Repetitions done and to do in the stretches that are over.
    past: (f64, f64),
    tally: Tally,
    presence: Presence,
    facing_tracker: FacingTracker,
    facing: Option<Facing>,
    course: Course,
    stopped: bool,
    now: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    NotBegun,
    UnderWay,
    Done,
    Ended,
}

impl Session {
    /// A session of these stretches in order; `None` without any.
    #[must_use]
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
            presence: Presence::default(),
            facing_tracker: FacingTracker::default(),
            facing: None,
            course: Course::NotBegun,
            stopped: false,
            now: Timestamp::ZERO,
        })
    }

    /// Takes in what was seen at a moment; answers what happened, in order. After the session's end nothing happens.
    pub fn observe(&mut self, observation: &Observation) -> Vec<Event> {
        let mut kinds = self.begin(observation.time);
        if self.course != Course::UnderWay {
            return Vec::new();
        }
        self.facing = observation.pose.as_ref().map(|pose| self.facing_tracker.observe(observation.time, pose));
        if self.presence.observe(observation.time, observation.pose.is_some()) {
            kinds.push(if self.presence.is_present() { EventKind::PersonFound } else { EventKind::PersonLost });
        }
        if !self.stopped {
            kinds.extend(self.practice.observe(observation, self.facing, self.presence.is_present()));
            if self.practice.is_complete() {
                kinds.extend(self.advance(false));
            }
        }
        stamped(observation.time, kinds)
    }

    /// Takes in a command given at `time`; answers what happened.
    pub fn command(&mut self, time: Timestamp, command: Command) -> Vec<Event> {
        let mut kinds = self.begin(time);
        if self.course != Course::UnderWay {
            return Vec::new();
        }
        match command {
            Command::TogglePause if self.stopped => self.stopped = false,
            Command::TogglePause => {
                self.stopped = true;
                kinds.extend(self.practice.pause());
            }
            Command::Next => {
                kinds.extend(self.practice.give_up());
                kinds.extend(self.advance(true));
            }
        }
        stamped(time, kinds)
    }

    /// Ends the session where it is, because the input ended or the person left. Says so unless it was complete already.
    pub fn end(&mut self, time: Timestamp) -> Vec<Event> {
        self.now = self.now.max(time);
        if matches!(self.course, Course::Done | Course::Ended) {
            return Vec::new();
        }
        self.course = Course::Ended;
        let held_seconds = seconds(self.practice.held_now());
        stamped(time, vec![EventKind::SessionEnded { stretch: self.practice.step().stretch.id.clone(), held_seconds }])
    }

    /// Whether the session is complete, or was ended.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(self.course, Course::Done | Course::Ended)
    }

    /// Whether the present stretch has a target on the spine, so that observations should say what is known about it.
    #[must_use]
    pub fn asks_for_spine(&self) -> bool {
        !self.is_done() && self.practice.step().stretch.asks_for_spine()
    }

    /// Where the session stands now.
    #[must_use]
    pub fn status(&self) -> Status {
        let practice = &self.practice;
        let present = self.presence.is_present();
        let of = |tone, words: Words| Message { tone, text: words.to_string(), target: None };
        let (phase, message) = if self.is_done() {
            (Phase::Done, of(Tone::Good, Words::Done))
        } else if self.stopped {
            (Phase::Stopped, of(Tone::Guide, Words::Stopped))
        } else {
            (practice.phase(self.now, present), practice.message(present))
        };
        let (reps_done, reps) = practice.reps();
        let (held, goal) = practice.held();
        Status {
            stretch: practice.step().stretch.clone(),
            side: practice.side(),
            pose: practice.pose(),
            near: self.facing.and_then(|facing| facing.known_near()),
            phase,
            held,
            hold: goal,
            is_moved: practice.is_moved(),
            is_timed: practice.is_timed(),
            fell_short: practice.tally().fell_short,
            reps_done,
            reps,
            message,
            targets: practice.assessments().to_vec(),
            next: self.upcoming.last().map(|step| step.stretch.title.clone()),
            progress: self.progress(),
        }
    }

    fn begin(&mut self, time: Timestamp) -> Vec<EventKind> {
        self.now = self.now.max(time);
        if self.course != Course::NotBegun {
            return Vec::new();
        }
        self.course = Course::UnderWay;
        vec![EventKind::StretchStarted { stretch: self.practice.step().stretch.id.clone() }]
    }

    /// Closes the present stretch and goes on to the next, or completes the session.
    fn advance(&mut self, skipped: bool) -> Vec<EventKind> {
        let stretch = self.practice.step().stretch.id.clone();
        self.tally.add(self.practice.tally());
        let mut kinds = vec![EventKind::StretchCompleted { stretch: stretch.clone(), skipped }];
        let Some(next) = self.upcoming.pop() else {
            self.course = Course::Done;
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
        self.practice = Practice::new(next, release_first);
        kinds
    }

    fn progress(&self) -> f64 {
        if self.course == Course::Done {
            return 1.0;
        }
        let (done, total) = self.practice.progress();
        let upcoming: f64 = self.upcoming.iter().map(reps_of).sum();
        ((self.past.0 + done) / (self.past.1 + total + upcoming).max(1.0)).clamp(0.0, 1.0)
    }
}

fn stamped(time: Timestamp, kinds: Vec<EventKind>) -> Vec<Event> {
    kinds.into_iter().map(|kind| Event { time, kind }).collect()
}
