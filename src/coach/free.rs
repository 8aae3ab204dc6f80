//! A session without a plan: whatever stretch is recognised is coached, for as long as somebody does it.

use std::sync::Arc;
use std::time::Duration;

use super::comfort::Care;
use super::event::EventKind;
use super::hint::HintBoard;
use super::practice::Practice;
use super::status::{Subject, Title};
use crate::body::Landmark;
use crate::judge::Cue;
use crate::judge::{Advice, Topic};
use crate::judge::{Message, Tone};
use crate::judge::{Recognised, Recogniser};
use crate::measure::CameraSide;
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::{Coverage, CoverageTracker};
use crate::stretch::{CameraAdvice, Dose, Pace, Step, Stretch};
use crate::time::Since;
use crate::time::Timestamp;
use crate::time::reached;

/// What stands for the stretch in the events of a free session while none is recognised.
pub const FREE: &str = "free";
/// Where the camera should stand while no stretch is recognised.
const CAMERA: CameraAdvice = CameraAdvice { see: CameraSide::Side, distance_m: 2.5, height_m: 0.5 };

/// How long a stretch stays when nothing is recognised any more: a rest, or a look at the screen.
const KEPT_FOR: Duration = Duration::from_secs(10);
/// As many repetitions as somebody likes.
const ENDLESS: u32 = 1000;
/// How long a trunk must be in the picture again before somebody counts as seen.
const TRUNK_LASTS: Duration = Duration::from_secs(1);

/// What is being done in a free session.
#[derive(Clone, Debug)]
pub(super) struct Free {
    recogniser: Recogniser,
    /// Time of one hold, in place of each stretch's own.
    hold: Option<Duration>,
    doing: Option<Doing>,
    /// How this person is coached, while nothing is done.
    care: Care,
    /// For how long nothing has been recognised.
    none: Since,
    /// What the person has left out, for as long as they are still in it.
    left_out: Option<String>,
    /// What of the body is in the picture.
    coverage: CoverageTracker,
    /// Whether its trunk is in it at this moment.
    has_trunk: bool,
    /// When its trunk was last missing.
    no_trunk_at: Option<Timestamp>,
    /// What is said before anything is recognised.
    hints: HintBoard,
}

/// A stretch that is being done.
#[derive(Clone, Debug)]
struct Doing {
    recognised: Recognised,
    practice: Practice,
}

/// What shows which stretch it may be: of these nothing should be out of the picture. Hands reach out of it easily, and matter to few
/// stretches.
const WANTED: [Landmark; 11] = [
    Landmark::Nose,
    Landmark::LeftElbow,
    Landmark::RightElbow,
    Landmark::LeftShoulder,
    Landmark::RightShoulder,
    Landmark::LeftHip,
    Landmark::RightHip,
    Landmark::LeftKnee,
    Landmark::RightKnee,
    Landmark::LeftAnkle,
    Landmark::RightAnkle,
];

impl Free {
    pub fn new(recogniser: Recogniser, hold: Option<Duration>) -> Self {
        Self {
            recogniser,
            hold,
            doing: None,
            care: Care::default(),
            none: Since::default(),
            left_out: None,
            coverage: CoverageTracker::default(),
            has_trunk: true,
            no_trunk_at: None,
            hints: HintBoard::default(),
        }
    }

    /// Takes in one observation: follows what is recognised, and coaches that. `facing` is how the body stands, `None` while nobody
    /// is seen.
    pub fn observe(&mut self, observation: &Observation, facing: Option<Facing>, present: bool) -> Vec<EventKind> {
        self.recogniser.observe(observation);
        let mut kinds: Vec<EventKind> = self.frame(observation).into_iter().collect();
        kinds.extend(self.follow(observation.time));
        if let Some(Doing { practice, .. }) = &mut self.doing {
            kinds.extend(practice.observe(observation, facing, present).into_iter().map(without_a_goal));
            if practice.is_complete() {
                let care = practice.care().clone();
                *practice = Practice::new(practice.step().clone(), true).caring(care);
            }
        }
        kinds
    }

    /// Coaches this person so from now on.
    pub fn take_care(&mut self, care: Care) {
        self.care = care;
    }

    /// What is being done.
    pub fn practice(&self) -> Option<&Practice> {
        self.doing.as_ref().map(|doing| &doing.practice)
    }

    /// What is being done.
    pub fn practice_mut(&mut self) -> Option<&mut Practice> {
        self.doing.as_mut().map(|doing| &mut doing.practice)
    }

    /// What there is to say of a session in which no stretch is known.
    pub fn unknown() -> Subject {
        Subject::Unknown { title: Title::Free, camera: CAMERA }
    }

    /// Whether any stretch that may be recognised has a target on the spine.
    pub fn asks_for_spine(&self) -> bool {
        self.recogniser.asks_for_spine()
    }

    /// Follows what is recognised at `time`.
    fn follow(&mut self, time: Timestamp) -> Vec<EventKind> {
        let recognised = self.recogniser.recognised();
        let none = self.none.lasts(time, recognised.is_none());
        let Some(recognised) = recognised else {
            self.left_out = None;
            let is_left = none.is_some_and(|lasting| reached(lasting, KEPT_FOR));
            return if is_left { self.leave().into_iter().collect() } else { Vec::new() };
        };
        if self.doing.as_ref().is_some_and(|doing| doing.recognised.stretch.id == recognised.stretch.id) {
            return Vec::new();
        }
        if self.left_out.as_ref() == Some(&recognised.stretch.id) {
            return Vec::new();
        }
        self.left_out = None;
        let mut kinds: Vec<EventKind> = self.leave().into_iter().collect();
        kinds.push(told(&recognised));
        let mut practice = Practice::new(self.step(&recognised.stretch), false).caring(self.care.clone());
        practice.know(self.recogniser.start());
        self.doing = Some(Doing { recognised, practice });
        kinds
    }

    /// Asks somebody who is only partly in the picture to come into it, while nothing is done.
    fn frame(&mut self, observation: &Observation) -> Option<EventKind> {
        let coverage = *self.coverage.observe(observation);
        let has_trunk = observation.pose.as_ref().is_none_or(|pose| Coverage::of(pose, observation.size).has_trunk());
        if !has_trunk {
            self.no_trunk_at = Some(observation.time);
        }
        // What wavers is not announced each time.
        self.has_trunk = has_trunk && self.no_trunk_at.is_none_or(|at| observation.time.since(at) >= TRUNK_LASTS);
        if self.doing.is_some() {
            self.hints.clear();
            return None;
        }
        let missing =
            observation.pose.as_ref().and_then(|pose| coverage.missing(WANTED.into_iter(), pose, observation.size));
        let advice = missing.map(|missing| Advice::of(Topic::ComeIn, Tone::Unseen, Cue::ComeIn(missing)));
        let said = self.hints.observe(observation.time, advice.as_slice(), true, |_| true, |_| true)?;
        Some(EventKind::Hint { cue: said.cue, target: None })
    }

    /// What is said to somebody who is there, while nothing is done.
    pub fn message(&self) -> Message {
        let of = |tone, cue| Message { tone, cue, target: None };
        match self.hints.message() {
            Some(message) => message.clone(),
            None if self.has_trunk => of(Tone::Guide, Cue::WhatNow),
            None => of(Tone::Unseen, Cue::Nobody),
        }
    }

    /// The stretch that is done is done with, for now; says so of an attempt under way.
    pub fn leave(&mut self) -> Option<EventKind> {
        self.doing.take().and_then(|mut doing| {
            self.care = doing.practice.care().clone();
            doing.practice.give_up()
        })
    }

    /// The same because the person wants it: whoever is still in it doesn't begin it again.
    pub fn leave_out(&mut self) -> Option<EventKind> {
        self.left_out = self.doing.as_ref().map(|doing| doing.recognised.stretch.id.clone());
        self.leave()
    }

    fn step(&self, stretch: &Arc<Stretch>) -> Step {
        let pace = self.hold.map_or(stretch.dose.pace, Pace::Hold);
        Step { dose: Dose { pace, reps: ENDLESS, ..stretch.dose }, stretch: Arc::clone(stretch) }
    }
}

/// The event for the stretch that has been recognised.
fn told(recognised: &Recognised) -> EventKind {
    EventKind::StretchRecognised {
        stretch: recognised.stretch.id.clone(),
        title: recognised.stretch.title.clone(),
        either: recognised.either.iter().map(|stretch| stretch.id.clone()).collect(),
    }
}

/// An event of a session without a goal: a repetition is the latest of those that were done.
fn without_a_goal(kind: EventKind) -> EventKind {
    match kind {
        EventKind::RepCompleted { stretch, side, pose, rep, .. } => {
            EventKind::RepCompleted { stretch, side, pose, rep, reps: rep }
        }
        kind => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Phase, Session};
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::samples;

    fn session() -> Session {
        let stretches = [samples::childs_pose(), samples::sphinx(), samples::bird_dog()].map(Arc::new);
        Session::free(stretches.to_vec(), Some(Duration::from_secs(3))).unwrap()
    }

    fn show(session: &mut Session, pose: &Mannequin, tenths: std::ops::Range<u32>) -> Vec<EventKind> {
        let seen = tenths.map(|tenth| pose.observe(f64::from(tenth) / 10.0));
        seen.flat_map(|seen| session.observe(&seen)).map(|event| event.kind).collect()
    }

    fn recognised(kinds: &[EventKind]) -> Vec<&str> {
        let mut names = Vec::new();
        for kind in kinds {
            if let EventKind::StretchRecognised { stretch, .. } = kind {
                names.push(stretch.as_str());
            }
        }
        names
    }

    fn reps(kinds: &[EventKind]) -> Vec<(u32, u32)> {
        let of = |kind: &EventKind| {
            if let EventKind::RepCompleted { rep, reps, .. } = kind { Some((*rep, *reps)) } else { None }
        };
        kinds.iter().filter_map(of).collect()
    }

    #[test]
    fn what_is_done_is_named_and_held_again_and_again() {
        let mut session = session();
        assert!(recognised(&show(&mut session, &Mannequin::tabletop(), 0..30)).is_empty());
        assert_eq!((session.status().subject, session.status().phase), (Free::unknown(), Phase::Positioning));
        assert!(session.status().message.cue.to_string().contains("What would you like"));
        let held = show(&mut session, &Mannequin::sphinx(), 30..90);
        assert_eq!((recognised(&held), reps(&held)), (vec!["sphinx"], vec![(1, 1)]));
        assert_eq!(session.status().subject.title(), Title::Own("sphinx".to_owned()));
        show(&mut session, &Mannequin::lying_flat(), 90..130);
        let again = show(&mut session, &Mannequin::sphinx(), 130..200);
        assert!(recognised(&again).is_empty(), "it is still the same");
        assert_eq!(reps(&again), [(2, 2)]);
    }

    #[test]
    fn another_stretch_takes_over_and_gives_up_the_hold_under_way() {
        let mut session = session();
        show(&mut session, &Mannequin::sphinx(), 0..30);
        let kinds = show(&mut session, &Mannequin::childs_pose(), 30..90);
        assert_eq!(recognised(&kinds), ["childs-pose"]);
        let given_up = |kind: &EventKind| matches!(kind, EventKind::HoldAbandoned(facts) if facts.stretch == "sphinx");
        assert!(kinds.iter().any(given_up), "{kinds:?}");
        assert_eq!(reps(&kinds), [(1, 1)]);
    }

    #[test]
    fn whoever_stops_is_asked_again_after_a_while() {
        let mut session = session();
        show(&mut session, &Mannequin::sphinx(), 0..60);
        show(&mut session, &Mannequin::standing(), 60..120);
        assert_eq!(session.status().subject.title(), Title::Own("sphinx".to_owned()), "a rest keeps it");
        show(&mut session, &Mannequin::standing(), 120..200);
        assert_eq!(session.status().subject.stretch(), None);
        let end = session.end(Timestamp::from_secs(20.0));
        assert!(matches!(&end[0].kind, EventKind::SessionEnded { stretch, .. } if stretch == FREE));
    }
}
