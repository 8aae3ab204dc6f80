//! A whole session: stretches one after the other, or whatever is recognised. Observations and commands in, events and a status out;
//! the same observations and commands always give the same events.

mod stopping;

use std::sync::Arc;
use std::time::Duration;

use super::choices::Choice;
use super::comfort::{Care, ComfortLimits};
use super::event::{Event, EventKind, HurtTarget};
use super::free::{FREE, Free};
use super::planned::Planned;
use super::practice::Practice;
use super::sign::SignReader;
use super::status::{Next, Outcome, Phase, Status, Subject};
use super::stop::{Stop, StoppedBy};
use crate::body::Side;
use crate::coach::practice::seconds;
use crate::judge::Cue;
use crate::judge::Recogniser;
use crate::judge::{Message, Tone};
use crate::measure::Observation;
use crate::measure::Presence;
use crate::measure::{Facing, FacingTracker};
use crate::stretch::{Step, Stretch};
use crate::time::{SteadyTime, Timestamp};

/// What a person may ask of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Stop judging, or go on.
    TogglePause,
    /// Skip what is left of this stretch.
    Next,
    /// Something hurts: leave this stretch.
    Hurts,
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
    mode: Mode,
    presence: Presence,
    /// Whether somebody was seen before it began, and need not be looked for.
    is_awaited: bool,
    facing_tracker: FacingTracker,
    facing: Option<Facing>,
    course: Stage,
    stopped: Option<Stop>,
    signs: SignReader,
    /// Since when an arm has been up that may become a sign.
    raised: Option<Timestamp>,
    /// From when to when an arm was up of which nobody knows yet whether it was a sign.
    up: Option<(Timestamp, Timestamp)>,
    /// How often something has hurt.
    hurt: u32,
    /// The time of what is seen, whatever its stamps do.
    steady: SteadyTime,
    now: Timestamp,
}

/// What decides which stretch is coached.
#[derive(Clone, Debug)]
enum Mode {
    /// A plan: a routine, or a single stretch.
    Planned(Box<Planned>),
    /// Whatever is recognised.
    Free(Box<Free>),
}

impl Mode {
    /// What is being done; without a plan there may be nothing.
    fn practice(&self) -> Option<&Practice> {
        match self {
            Self::Planned(planned) => Some(&planned.practice),
            Self::Free(free) => free.practice(),
        }
    }

    fn practice_mut(&mut self) -> Option<&mut Practice> {
        match self {
            Self::Planned(planned) => Some(&mut planned.practice),
            Self::Free(free) => free.practice_mut(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    NotBegun,
    UnderWay,
    Done,
    Ended,
}

impl Session {
    /// A session of these stretches in order; `None` without any.
    #[must_use]
    pub fn new(steps: Vec<Step>) -> Option<Self> {
        Planned::new(steps).map(|planned| Self::of(Mode::Planned(Box::new(planned))))
    }

    /// The same session, in which it is said once for each stretch that another of `stretches` is done in its place. Without a plan
    /// there is no such place.
    #[must_use]
    pub fn noticing(mut self, stretches: Vec<Arc<Stretch>>) -> Self {
        if let Mode::Planned(planned) = &mut self.mode {
            planned.notice(stretches);
        }
        self
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
        Some(Self::of(Mode::Free(Box::new(free))))
    }

    /// The same session for a person whose own comfortable limits are these. Where their body doesn't go as deep as a stretch asks for, what it
    /// reaches counts; what is found in the session is told ([`EventKind::ComfortLearned`]). Without this the stretches' own ranges are asked of
    /// everybody.
    #[must_use]
    pub fn with_comfort(mut self, limits: ComfortLimits) -> Self {
        let care = Care::with_comfort(limits);
        match &mut self.mode {
            Mode::Planned(planned) => planned.take_care(care),
            Mode::Free(free) => free.take_care(care),
        }
        self
    }

    /// The same session for somebody who has been seen already: nobody is looked for at its begin.
    #[must_use]
    pub const fn with_somebody_there(mut self) -> Self {
        self.is_awaited = true;
        self
    }

    fn of(mode: Mode) -> Self {
        Self {
            mode,
            presence: Presence::default(),
            is_awaited: false,
            facing_tracker: FacingTracker::default(),
            facing: None,
            course: Stage::NotBegun,
            stopped: None,
            signs: SignReader::default(),
            raised: None,
            up: None,
            hurt: 0,
            steady: SteadyTime::default(),
            now: Timestamp::ZERO,
        }
    }

    /// Takes in what was seen at a moment; returns what happened, in order. After the session's end nothing happens.
    ///
    /// Time stamps that jitter, stand still or go back count nothing twice: see [`SteadyTime`].
    pub fn observe(&mut self, observation: &Observation) -> Vec<Event> {
        let time = self.steady.moment(observation.time);
        if time == observation.time {
            self.observe_in_order(observation)
        } else {
            self.observe_in_order(&Observation { time, ..observation.clone() })
        }
    }

    fn observe_in_order(&mut self, observation: &Observation) -> Vec<Event> {
        let mut kinds = self.begin(observation.time);
        if self.course != Stage::UnderWay {
            return Vec::new();
        }
        self.facing = observation.pose.as_ref().map(|pose| self.facing_tracker.observe(observation.time, pose));
        if std::mem::take(&mut self.is_awaited) && observation.pose.is_some() {
            self.presence = Presence::found();
            kinds.push(EventKind::PersonFound);
        }
        if self.presence.observe(observation.time, observation.pose.is_some()) {
            kinds.push(if self.presence.is_present() { EventKind::PersonFound } else { EventKind::PersonLost });
        }
        kinds.extend(self.read_signs(observation));
        self.close_when_complete();
        if self.stopped.is_none() && self.course == Stage::UnderWay {
            let present = self.presence.is_present();
            kinds.extend(match &mut self.mode {
                Mode::Planned(planned) => planned.observe(self.now, observation, self.facing, present),
                Mode::Free(free) => free.observe(observation, self.facing, present),
            });
            self.close_when_complete();
        }
        stamped(observation.time, kinds)
    }

    /// Takes in a command given at `time`; returns what happened.
    pub fn command(&mut self, time: Timestamp, command: Command) -> Vec<Event> {
        let mut kinds = self.begin(time);
        if self.course != Stage::UnderWay {
            return Vec::new();
        }
        kinds.extend(match (command, self.stopped.is_some()) {
            (Command::TogglePause, false) => self.stop(StoppedBy::Key, &Choice::ALL),
            (Command::TogglePause, true) => self.choose(Choice::GoOn),
            (Command::Next | Command::Hurts, true) if self.is_asked_after_pain() => Vec::new(),
            (Command::Next, true) => self.choose(Choice::Skip),
            (Command::Next, false) => self.skip(),
            (Command::Hurts, true) => self.choose(Choice::Hurts),
            (Command::Hurts, false) => {
                let before = self.mode.practice().map(|practice| HurtTarget::of(practice.assessments()));
                self.leave_what_hurts(before.unwrap_or_default())
            }
        });
        self.close_when_complete();
        stamped(self.now, kinds)
    }

    /// Ends the session where it is, because the input ended or the person left. Says so unless it was complete already.
    pub fn end(&mut self, time: Timestamp) -> Vec<Event> {
        self.now = self.now.max(time);
        if self.is_done() {
            return Vec::new();
        }
        let closed = self.close();
        stamped(self.now, vec![closed])
    }

    fn close(&mut self) -> EventKind {
        self.course = Stage::Ended;
        let held_seconds = self.mode.practice().map_or(0.0, |practice| seconds(practice.held_now()));
        EventKind::SessionEnded { stretch: self.stretch_id(), held_seconds }
    }

    /// The stretch that is done; what stands for it while none is.
    fn stretch_id(&self) -> String {
        let practice = self.mode.practice();
        practice.map_or_else(|| FREE.to_owned(), |practice| practice.step().stretch.id.clone())
    }

    /// Whether the session is complete, or was ended.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(self.course, Stage::Done | Stage::Ended)
    }

    /// Whether the person has stopped it for now.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    /// Whether an arm is up that is about to be taken.
    #[must_use]
    pub const fn reads_an_arm(&self) -> bool {
        self.raised.is_some()
    }

    /// Whether it was stopped by a key: nobody gives signs then, and a film may wait.
    #[must_use]
    pub fn is_stopped_by_key(&self) -> bool {
        self.stopped.as_ref().is_some_and(|stop| stop.by == StoppedBy::Key)
    }

    /// Whether the present stretch has a target on the spine, so that observations should say what is known about it.
    #[must_use]
    pub fn asks_for_spine(&self) -> bool {
        let asks = match &self.mode {
            Mode::Planned(planned) => planned.practice.step().stretch.asks_for_spine(),
            Mode::Free(free) => free.asks_for_spine(),
        };
        asks && !self.is_done()
    }

    /// Where the session stands now; after its end, where it stood last.
    #[must_use]
    pub fn status(&self) -> Status {
        let practice = self.mode.practice();
        let present = self.presence.is_present();
        let of = |tone, cue| Message { tone, cue, target: None };
        let (phase, message) = if self.stopped.is_some() {
            (Phase::Stopped, of(Tone::Guide, Cue::Stopped))
        } else {
            match (&self.mode, practice) {
                (Mode::Planned(planned), _) => {
                    (planned.practice.phase(self.now, present), planned.message(self.now, present))
                }
                (Mode::Free(_), Some(practice)) => (practice.phase(self.now, present), practice.message(present)),
                (Mode::Free(free), None) if present => (Phase::Positioning, free.message()),
                (Mode::Free(_), None) => (Phase::Searching, of(Tone::Unseen, Cue::Nobody)),
            }
        };
        let (next, progress) = match &self.mode {
            Mode::Planned(planned) => (planned.next(), planned.progress()),
            Mode::Free(_) => (Next::Unplanned, 0.0),
        };
        let (held, goal) = practice.map(Practice::held).unwrap_or_default();
        let (reps_done, reps) = self.reps();
        Status {
            subject: practice
                .map_or_else(Free::unknown, |practice| Subject::Stretch(Arc::clone(&practice.step().stretch))),
            side: practice.and_then(Practice::side),
            pose: practice.and_then(Practice::pose),
            near: self.near(),
            view: self.facing.map(|facing| facing.view),
            phase,
            held,
            hold: goal,
            is_moved: practice.is_some_and(Practice::is_moved),
            is_timed: practice.is_some_and(Practice::is_timed),
            own_range: practice.is_some_and(Practice::is_own_range),
            fell_short: practice.map_or(0, |practice| practice.tally().fell_short),
            reps_done,
            reps,
            message,
            targets: practice.map(|practice| practice.assessments().to_vec()).unwrap_or_default(),
            next,
            progress,
            sign: self.raised.map_or(0.0, |raised| self.sign_progress(raised)),
            offer: self.stopped.as_ref().map(|stop| stop.offer(self.now)),
        }
    }

    /// What the session came to, once it is done.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        if !self.is_done() {
            return None;
        }
        let of = |tone, cue| Message { tone, cue, target: None };
        let practice = self.mode.practice();
        let (progress, is_nothing) = match &self.mode {
            Mode::Planned(planned) => (Some(planned.progress()), planned.is_complete() && planned.is_nothing()),
            Mode::Free(_) => (None, false),
        };
        // Skipping is nobody's fault, but no praise is due for it either.
        let (tone, words) = if is_nothing { (Tone::Guide, Cue::NothingDone) } else { (Tone::Good, Cue::Done) };
        let (reps_done, reps) = self.reps();
        let subject =
            practice.map_or_else(Free::unknown, |practice| Subject::Stretch(Arc::clone(&practice.step().stretch)));
        Some(Outcome {
            title: subject.title(),
            side: practice.and_then(Practice::side),
            near: self.near(),
            message: of(tone, words),
            reps_done,
            reps,
            progress,
        })
    }

    fn near(&self) -> Option<Side> {
        self.facing.and_then(|facing| facing.known_near())
    }

    /// Repetitions done and to do. Without a goal there is always one more to do.
    fn reps(&self) -> (u32, u32) {
        let (done, goal) = self.mode.practice().map_or((0, 1), Practice::reps);
        match self.mode {
            Mode::Planned(_) => (done, goal),
            Mode::Free(_) => (done, done + 1),
        }
    }

    fn begin(&mut self, time: Timestamp) -> Vec<EventKind> {
        self.now = self.now.max(time);
        if self.course != Stage::NotBegun {
            return Vec::new();
        }
        self.course = Stage::UnderWay;
        match &self.mode {
            Mode::Planned(planned) => vec![planned.begin()],
            Mode::Free(_) => Vec::new(),
        }
    }

    fn close_when_complete(&mut self) {
        if matches!(&self.mode, Mode::Planned(planned) if planned.is_complete()) {
            self.course = Stage::Done;
        }
    }
}

fn stamped(time: Timestamp, kinds: Vec<EventKind>) -> Vec<Event> {
    kinds.into_iter().map(|kind| Event { time, kind }).collect()
}
