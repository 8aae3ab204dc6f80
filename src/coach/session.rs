//! A whole session: stretches one after the other. Observations and commands in, events and a status out; the same
//! observations and commands always give the same events.

use std::sync::Arc;
use std::time::Duration;

use super::elsewhere::Elsewhere;
use super::event::{Event, EventKind};
use super::free::{Change, Free, nothing, without_a_goal};
use super::practice::Practice;
use super::status::{Next, Phase, Status};
use crate::coach::practice::{Tally, reps_of, seconds};
use crate::judge::Cue;
use crate::judge::Recogniser;
use crate::judge::{Message, Tone};
use crate::measure::Observation;
use crate::measure::Presence;
use crate::measure::{Facing, FacingTracker};
use crate::stretch::{Step, Stretch};
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
///
/// ```
/// use std::time::Duration;
/// use supple::coach::{EventKind, Session};
/// use supple::record::{Moment, Reader};
/// use supple::stretch::{Dose, Pace, Step};
/// use supple::stretch_file::Library;
///
/// let library = Library::embedded().map_err(|_| "our own files are wrong")?;
/// let stretch = library.stretch("childs-pose").ok_or("no such stretch")?;
/// let dose = Dose { pace: Pace::Hold(Duration::from_secs(5)), reps: 1, rest: Duration::ZERO };
/// let mut session = Session::new(vec![Step { stretch, dose }]).ok_or("no step")?;
///
/// // What was seen goes in, what happened comes out.
/// let text = std::fs::read_to_string("tests/sessions/childs_pose_good/observations.jsonl")?;
/// let mut events = Vec::new();
/// for moment in Reader::new(text.as_bytes())? {
///     events.extend(match moment? {
///         Moment::Seen(seen) => session.observe(&seen),
///         Moment::Pressed { time, command } => session.command(time, command),
///     });
/// }
/// assert!(events.iter().any(|event| matches!(event.kind, EventKind::HoldCompleted(_))));
/// assert!(session.is_done());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    /// What is recognised, in a session without a plan.
    free: Option<Free>,
    /// What else is recognised, in a routine.
    elsewhere: Option<Elsewhere>,
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
            free: None,
            elsewhere: None,
            now: Timestamp::ZERO,
        })
    }

    /// The same session, in which it is said once for each stretch that another of `stretches` is done in its place.
    #[must_use]
    pub fn noticing(self, stretches: Vec<Arc<Stretch>>) -> Self {
        Self { elsewhere: Some(Elsewhere::new(Recogniser::new(stretches))), ..self }
    }

    /// A session without a plan, in which whichever of `stretches` is recognised is coached without end; `hold` is the time of one
    /// hold in place of each one's own. `None` without any stretch.
    ///
    /// ```
    /// use supple::coach::Session;
    /// use supple::stretch_file::Library;
    ///
    /// let library = Library::embedded().map_err(|_| "our own files are wrong")?;
    /// let session = Session::free(library.stretches().cloned().collect(), None).ok_or("no stretch")?;
    /// assert!(session.asks_for_spine() && !session.is_done());
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn free(stretches: Vec<Arc<Stretch>>, hold: Option<Duration>) -> Option<Self> {
        if stretches.is_empty() {
            return None;
        }
        let free = Free::new(Recogniser::new(stretches), hold);
        Self::new(vec![nothing()]).map(|session| Self { free: Some(free), ..session })
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
        if !self.stopped && self.free.is_some() {
            kinds.extend(self.observe_freely(observation));
        } else if !self.stopped {
            kinds.extend(self.practice.observe(observation, self.facing, self.presence.is_present()));
            if self.practice.is_complete() {
                kinds.extend(self.advance(false));
            }
            let is_waiting = self.practice.phase(self.now, self.presence.is_present()) == Phase::Positioning;
            let asked = &self.practice.step().stretch;
            kinds.extend(self.elsewhere.as_mut().and_then(|other| other.observe(observation, asked, is_waiting)));
        }
        stamped(observation.time, kinds)
    }

    /// Follows what is recognised, and coaches that.
    fn observe_freely(&mut self, observation: &Observation) -> Vec<EventKind> {
        let Some(free) = &mut self.free else { return Vec::new() };
        free.recogniser_mut().observe(observation);
        let mut kinds: Vec<EventKind> = free.frame(observation).into_iter().collect();
        if let Some(change) = free.follow(observation.time) {
            let told = free.told();
            let start = free.recogniser().start().clone();
            kinds.extend(self.practice.give_up());
            self.tally.add(self.practice.tally());
            let step = match change {
                Change::To(step) => step,
                Change::Away => nothing(),
            };
            self.practice = Practice::new(step, false);
            self.practice.know(&start);
            kinds.extend(told);
        }
        if self.free.as_ref().is_some_and(Free::is_doing) {
            let present = self.presence.is_present();
            kinds.extend(self.practice.observe(observation, self.facing, present).into_iter().map(without_a_goal));
            if self.practice.is_complete() {
                self.tally.add(self.practice.tally());
                self.practice = Practice::new(self.practice.step().clone(), true);
            }
        }
        kinds
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
            Command::Next if self.free.is_some() => {
                kinds.extend(self.practice.give_up());
                self.tally.add(self.practice.tally());
                self.practice = Practice::new(nothing(), false);
                self.free.iter_mut().for_each(Free::leave);
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
        if let Some(free) = &self.free {
            return !self.is_done() && free.recogniser().asks_for_spine();
        }
        !self.is_done() && self.practice.step().stretch.asks_for_spine()
    }

    /// Where the session stands now.
    #[must_use]
    pub fn status(&self) -> Status {
        let practice = &self.practice;
        let present = self.presence.is_present();
        let of = |tone, cue| Message { tone, cue, target: None };
        let (phase, message) = if self.is_done() {
            // Skipping is nobody's fault, but no praise is due for it either.
            let is_nothing = self.course == Course::Done && self.tally.holds == 0 && self.tally.movements == 0;
            let (tone, words) = if is_nothing { (Tone::Guide, Cue::NothingDone) } else { (Tone::Good, Cue::Done) };
            (Phase::Done, of(tone, words))
        } else if self.stopped {
            (Phase::Stopped, of(Tone::Guide, Cue::Stopped))
        } else if let Some(free) = self.free.as_ref().filter(|free| !free.is_doing()) {
            if present {
                (Phase::Positioning, free.message())
            } else {
                (Phase::Searching, of(Tone::Unseen, Cue::Nobody))
            }
        } else {
            let other = self.elsewhere.as_ref().and_then(|elsewhere| elsewhere.message(self.now));
            (practice.phase(self.now, present), other.cloned().unwrap_or_else(|| practice.message(present)))
        };
        let (reps_done, reps) = practice.reps();
        // Without a goal there is always one more to do.
        let reps = if self.free.is_some() { reps_done + 1 } else { reps };
        let (held, goal) = if self.is_idle() { (Duration::ZERO, Duration::ZERO) } else { practice.held() };
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
            next: self.next(),
            progress: self.progress(),
        }
    }

    fn next(&self) -> Next {
        match self.upcoming.last() {
            _ if self.free.is_some() => Next::Unplanned,
            Some(step) => Next::Stretch(step.stretch.title.clone()),
            None => Next::Nothing,
        }
    }

    /// Whether nothing is being done in a session without a plan.
    fn is_idle(&self) -> bool {
        self.free.as_ref().is_some_and(|free| !free.is_doing())
    }

    fn begin(&mut self, time: Timestamp) -> Vec<EventKind> {
        self.now = self.now.max(time);
        if self.course != Course::NotBegun {
            return Vec::new();
        }
        self.course = Course::UnderWay;
        if self.free.is_some() {
            return Vec::new();
        }
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
        self.practice = Practice::new(next, release_first).after_another();
        if let Some(elsewhere) = &mut self.elsewhere {
            elsewhere.go_on(&stretch);
        }
        kinds
    }

    fn progress(&self) -> f64 {
        if self.course == Course::Done {
            return 1.0;
        }
        if self.free.is_some() {
            return 0.0;
        }
        let (done, total) = self.practice.progress();
        let upcoming: f64 = self.upcoming.iter().map(reps_of).sum();
        ((self.past.0 + done) / (self.past.1 + total + upcoming).max(1.0)).clamp(0.0, 1.0)
    }
}

fn stamped(time: Timestamp, kinds: Vec<EventKind>) -> Vec<Event> {
    kinds.into_iter().map(|kind| Event { time, kind }).collect()
}
