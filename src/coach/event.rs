//! What happened, for the event log, the history and the speaker. One JSON object a line.

use serde::{Serialize, Serializer};

use super::choices::Choice;
use crate::body::Side;
use crate::judge::{Assessment, Cue};
use crate::time::Timestamp;

/// Something that happened at a moment.
///
/// ```
/// use supple::coach::{Event, EventKind};
/// use supple::time::Timestamp;
///
/// let event = Event { time: Timestamp::from_secs(0.4), kind: EventKind::PersonFound };
/// assert_eq!(serde_json::to_string(&event)?, r#"{"time":0.4,"event":"person_found"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// When, in seconds since the session's start.
    #[serde(serialize_with = "seconds")]
    pub time: Timestamp,
    /// What.
    #[serde(flatten)]
    pub kind: EventKind,
}

fn seconds<S: serde::Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((time.secs() * 1000.0).round() / 1000.0)
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Where a hold stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HoldFacts {
    /// The stretch's id.
    pub stretch: String,
    /// The side being worked, for a stretch with sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// The pose that is held, for a stretch with two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pose: Option<String>,
    /// Seconds really held so far in this attempt, to the millisecond.
    pub held_seconds: f64,
    /// Seconds that complete the hold.
    pub hold_seconds: f64,
}

/// The kinds of events.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum EventKind {
    /// Somebody came into view.
    PersonFound,
    /// Nobody has been seen for a while.
    PersonLost,
    /// A stretch of the session began.
    StretchStarted {
        /// The stretch's id.
        stretch: String,
    },
    /// In a free session another stretch than before was recognised.
    StretchRecognised {
        /// The stretch's id.
        stretch: String,
        /// Its name for a person to read.
        title: String,
        /// The ids of those that it can't be told from; left out when there are none.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        either: Vec<String>,
    },
    /// In a routine another stretch than the one that comes next has been done for some seconds.
    OtherStretch {
        /// The id of the stretch that comes next.
        stretch: String,
        /// The id of the stretch that is done.
        seen: String,
    },
    /// A hold began to count.
    HoldStarted(HoldFacts),
    /// A hold stopped counting for now.
    HoldPaused {
        /// Where the hold stands.
        #[serde(flatten)]
        hold: HoldFacts,
        /// Why it stopped.
        reason: PauseReason,
    },
    /// A paused hold counts again.
    HoldResumed(HoldFacts),
    /// A hold was held to its end.
    HoldCompleted(HoldFacts),
    /// A paused hold was given up: the next entry starts from zero.
    HoldAbandoned(HoldFacts),
    /// A repetition is done.
    RepCompleted {
        /// The stretch's id.
        stretch: String,
        /// The side it was done on, for a stretch with sides.
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<Side>,
        /// The pose that was held or that completed the movement, for a stretch with two.
        #[serde(skip_serializing_if = "Option::is_none")]
        pose: Option<String>,
        /// Repetitions done on this side (of this pose, where two are held), this one included.
        rep: u32,
        /// Repetitions to do on this side.
        reps: u32,
    },
    /// In a movement an attempt at a pose came near and went back. It is counted apart from the repetitions.
    AttemptFellShort {
        /// The stretch's id.
        stretch: String,
        /// The side it was done on, for a stretch with sides.
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<Side>,
        /// The pose that was not reached.
        pose: String,
    },
    /// The person changed to the other side of a stretch with sides.
    SideChanged {
        /// The stretch's id.
        stretch: String,
        /// The side being worked now.
        side: Side,
    },
    /// A sign was taken, and the session stands still.
    Sign {
        /// Which one.
        sign: Sign,
        /// How long it was given, in seconds.
        seconds: f64,
    },
    /// The session stands still, and this may be chosen.
    Choices {
        /// What, in the order in which it is offered.
        choices: Vec<Choice>,
    },
    /// Something was chosen.
    Chosen {
        /// What.
        choice: Choice,
    },
    /// Something hurts: the stretch is left.
    ThatHurts {
        /// The stretch's id.
        stretch: String,
        /// The side that was worked, for a stretch with sides.
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<Side>,
        /// What was measured when it hurt.
        targets: Vec<HurtTarget>,
        /// Whether something has hurt before in this session.
        again: bool,
    },
    /// How deep the person's body comfortably goes has been found, or has changed: what is to be known of it from the next session on.
    ComfortLearned {
        /// The stretch's id.
        stretch: String,
        /// The side that is worked, for a stretch with sides.
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<Side>,
        /// The pose, for a stretch with two.
        #[serde(skip_serializing_if = "Option::is_none")]
        pose: Option<String>,
        /// The target's name in the stretch.
        target: String,
        /// The measure's name in stretch files.
        measure: String,
        /// The value, in the measure's unit.
        limit: f64,
        /// What that is expected to be off by.
        error: f64,
    },
    /// A hint was given.
    Hint {
        /// What was said; written in words, as `text`.
        #[serde(rename = "text", serialize_with = "in_words")]
        cue: Cue,
        /// The target it is about; absent for hints about the camera.
        target: Option<String>,
    },
    /// All repetitions of a stretch are done, or it was skipped.
    StretchCompleted {
        /// The stretch's id.
        stretch: String,
        /// Whether the person skipped the rest of it.
        skipped: bool,
    },
    /// The whole session is done.
    SessionCompleted {
        /// Holds completed.
        holds: u32,
        /// Repetitions of movements completed; left out in a session that has no movement.
        #[serde(skip_serializing_if = "is_zero")]
        movements: u32,
        /// Attempts of movements that fell short; left out when there are none.
        #[serde(skip_serializing_if = "is_zero")]
        fell_short: u32,
        /// Seconds held in all, abandoned attempts included.
        held_seconds: f64,
    },
    /// The session ended before it was complete: the input ended or the person left.
    SessionEnded {
        /// The stretch's id.
        stretch: String,
        /// Seconds held so far in the attempt under way; zero if there is none.
        held_seconds: f64,
    },
}

fn in_words<S: Serializer>(cue: &Cue, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(cue)
}

/// A sign that is given to the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// One arm straight up, or both.
    ArmUp,
}

/// Where the body was in a target when something hurt.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HurtTarget {
    /// The target's name in the stretch.
    pub target: String,
    /// Its value, in the measure's unit.
    pub value: f64,
    /// What that is expected to be off by.
    pub error: f64,
}

impl HurtTarget {
    /// Of every target that is seen.
    #[must_use]
    pub fn of(targets: &[Assessment]) -> Vec<Self> {
        let to_the_thousandth = |value: f64| (value * 1000.0).round() / 1000.0;
        let of = |seen: &Assessment| {
            let (value, error) = seen.reading.value().zip(seen.reading.error())?;
            let target = seen.target.id.to_string();
            Some(Self { target, value: to_the_thousandth(value), error: to_the_thousandth(error) })
        };
        targets.iter().filter_map(of).collect()
    }
}

/// Why a hold stopped counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// The pose was left.
    LeftPose,
    /// The pose is kept, but the body does not rest in it.
    Moving,
    /// The camera could not see what it needs.
    Unseen,
    /// The person pressed pause.
    Command,
}
