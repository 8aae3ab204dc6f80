//! The facts of one session, as they come.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::body::Side;
use crate::coach::Choice;
use crate::measure::BodyView;
use crate::stretch::Deeper;

/// Something to remember. Times are since the session's begin.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// The session began; always the first.
    Began(About),
    /// A stretch began.
    StretchBegan(StretchBegan),
    /// A hold came to its end, one way or another.
    Held(Hold),
    /// A repetition of a movement was done.
    Moved(Repetition),
    /// A hint was given.
    Hint(Hint),
    /// A sign was taken.
    Sign(SignTaken),
    /// Something hurt.
    Hurt(Hurt),
    /// A stretch is over.
    StretchEnded(StretchEnded),
    /// How much it hurts, before or after.
    Pain(PainAt),
    /// The session is over. One that was broken off by force has none.
    Ended(End),
}

/// What a session is.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// When it began, by the person's own clock.
    pub began: DateTime<FixedOffset>,
    /// The program's version.
    pub program: String,
    /// The pose model.
    pub model: String,
    /// The id of the routine or stretch; `None` for a session without a plan.
    pub plan: Option<String>,
}

/// How much it hurts, from 0 (not at all) to 10 (the worst pain imaginable): the numeric rating scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pain(u8);

impl Pain {
    /// The most there is.
    pub const WORST: u8 = 10;

    /// So much; `None` above 10.
    #[must_use]
    pub const fn new(score: u8) -> Option<Self> {
        if score <= Self::WORST { Some(Self(score)) } else { None }
    }

    /// From 0 to 10.
    #[must_use]
    pub const fn score(self) -> u8 {
        self.0
    }
}

/// An answer to how much it hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PainAt {
    /// Before the session.
    Before(Pain),
    /// After it.
    After(Pain),
}

/// A stretch began.
#[derive(Clone, Debug, PartialEq)]
pub struct StretchBegan {
    /// When.
    pub at: Duration,
    /// The stretch's id.
    pub stretch: String,
    /// Its title at the time: its file may be gone later.
    pub title: String,
}

/// A stretch is over.
#[derive(Clone, Debug, PartialEq)]
pub struct StretchEnded {
    /// When.
    pub at: Duration,
    /// The stretch's id.
    pub stretch: String,
    /// Whether the rest of it was skipped.
    pub skipped: bool,
}

/// How a hold ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It was held to its end.
    Completed,
    /// It was left and not taken up again.
    GivenUp,
    /// Session or stretch ended in it.
    CutShort,
}

/// A hold that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    /// The stretch's id.
    pub stretch: String,
    /// The side that was worked, for a stretch with sides.
    pub side: Option<Side>,
    /// The pose that was held, for a stretch with two.
    pub pose: Option<String>,
    /// When it began to count.
    pub began: Duration,
    /// When it was over.
    pub ended: Duration,
    /// How it ended.
    pub course: Course,
    /// Time really held.
    pub held: Duration,
    /// Time that completes it.
    pub aimed: Duration,
    /// Time between begin and end in which it didn't count.
    pub paused: Duration,
    /// Of that, the time in which the camera didn't see enough.
    pub unseen: Duration,
    /// What was measured while it counted, in the order of the stretch's targets.
    pub measures: Vec<Measured>,
}

/// A repetition of a movement.
#[derive(Clone, Debug, PartialEq)]
pub struct Repetition {
    /// The stretch's id.
    pub stretch: String,
    /// The side it was done on, for a stretch with sides.
    pub side: Option<Side>,
    /// The pose that completed it.
    pub pose: Option<String>,
    /// When.
    pub at: Duration,
    /// Which repetition of this side it is, from 1 on.
    pub rep: u32,
    /// Repetitions to do on this side.
    pub reps: u32,
    /// What was measured in its poses since the repetition before.
    pub measures: Vec<Measured>,
}

/// What was measured on one target in a hold or a repetition.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The target's name in its stretch.
    pub target: String,
    /// The measure's name in stretch files.
    pub measure: String,
    /// The side of the body it was measured on.
    pub limb: Side,
    /// Whether it is the change from the person's own value at rest.
    pub from_start: bool,
    /// The median.
    pub typical: f64,
    /// As far into the stretch as nine in ten of its moments reach, so that one wrong look makes no record; without a deeper end, what
    /// lies best in the range.
    pub best: f64,
    /// One standard deviation of a value, as the camera saw it then.
    pub error: f64,
    /// What the camera saw of the body, mostly.
    pub view: BodyView,
    /// Which way the stretch goes deeper, where it does.
    pub deeper: Option<Deeper>,
    /// The target's range at the time.
    pub range: (f64, f64),
    /// How many looks it was seen in.
    pub looks: u32,
}

/// A hint that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// When.
    pub at: Duration,
    /// The stretch's id.
    pub stretch: String,
    /// The target it is about; absent for hints about the camera.
    pub target: Option<String>,
    /// Its words.
    pub words: String,
}

/// A sign that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct SignTaken {
    /// When.
    pub at: Duration,
    /// What was chosen after it; `None` where nothing was.
    pub chosen: Option<Choice>,
}

/// Something hurt.
#[derive(Clone, Debug, PartialEq)]
pub struct Hurt {
    /// When.
    pub at: Duration,
    /// The stretch's id.
    pub stretch: String,
    /// The side that was worked, for a stretch with sides.
    pub side: Option<Side>,
    /// What each target was at: its name, value and error.
    pub targets: Vec<(String, f64, f64)>,
}

/// A session's end.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// When.
    pub at: Duration,
    /// Whether all of the plan was done or skipped.
    pub complete: bool,
    /// Time in which somebody was in view.
    pub watched: Duration,
    /// Time in which the camera didn't see enough of a pose that was to be held.
    pub unseen: Duration,
}
