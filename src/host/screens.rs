//! The screens as plain values, for the view to paint.

use std::sync::Arc;
use std::time::Duration;

use crate::body::Side;
use crate::measure::Measure;
use crate::stretch::{CameraAdvice, Position, Stretch};

/// The begin: what to do today, and what else there is.
#[derive(Clone, Debug, PartialEq)]
pub struct BeginScreen {
    /// What may be chosen, the suggestion for today first.
    pub items: Vec<Item>,
    /// Which of them is highlighted.
    pub highlighted: usize,
    /// How far the sign is from choosing it, 0 to 1.
    pub sign: f64,
    /// Whether the highlight walks by itself, for an arm to choose.
    pub walks: bool,
    /// What is known of the camera.
    pub camera: CameraNews,
    /// Whether sound is on.
    pub sound: bool,
    /// Whether the safety words stand before everything else, until they are acknowledged: the first start.
    pub safety: bool,
    /// Something worth saying from the history, such as "Third day in a row.".
    pub remark: Option<String>,
}

/// Something to begin with.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its name.
    pub title: String,
    /// Why it is offered, or what it is for, in a sentence.
    pub about: String,
    /// How long it takes, in whole minutes; `None` of what has no end.
    pub minutes: Option<u32>,
    /// Its stretches in order; empty of what has none of its own.
    pub stretches: Vec<Arc<Stretch>>,
    /// The positions on the mat that it goes through, in order, each once.
    pub positions: Vec<Position>,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// The suggestion for today.
    Today,
    /// A routine.
    Routine,
    /// A single stretch.
    Stretch,
    /// Whatever is recognised is coached.
    Free,
    /// A film in place of the camera.
    Demo,
    /// A stretch of one's own is shown and learned.
    Learn,
}

/// What is known of the camera.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameraNews {
    /// It is being opened.
    Starting,
    /// Its picture is there.
    Seen {
        /// Its name.
        name: String,
        /// Whether there is another one to change to.
        others: bool,
    },
    /// There is none, or it can't be used; it is tried again all the time.
    Missing {
        /// What is wrong.
        what: String,
        /// What to do.
        remedy: String,
    },
}

/// Being placed before the camera.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceScreen {
    /// The stretch that comes first.
    pub stretch: Arc<Stretch>,
    /// The side that is worked first, of a stretch with sides.
    pub side: Option<Side>,
    /// Where the camera should stand.
    pub camera: CameraAdvice,
    /// What is looked at, in the order in which it is told.
    pub checks: Vec<(PlaceCheck, CheckState)>,
    /// The one thing to do now, in words.
    pub words: String,
    /// How far it is from being ready, 0 to 1: everything has been right for so much of two seconds.
    pub ready: f64,
    /// The seconds that are still counted down, once it is ready.
    pub countdown: Option<u32>,
}

/// Something that must be right before the session begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceCheck {
    /// Somebody is seen.
    Person,
    /// All that the stretch needs of the body is in the picture.
    WholeBody,
    /// The body is turned to the camera as the stretch needs it.
    Turned,
    /// There is light enough.
    Light,
    /// The camera doesn't look down too steeply.
    Level,
}

impl PlaceCheck {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Person, Self::WholeBody, Self::Turned, Self::Light, Self::Level];
}

/// Whether something is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// It is.
    Right,
    /// It isn't, and the session waits for it.
    Wrong,
    /// It could be better; the session doesn't wait for it.
    Warned,
    /// It can't be told yet.
    Unknown,
}

/// How much it hurts, from 0 to 10.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PainScreen {
    /// Whether it is asked after the session.
    pub after: bool,
    /// What was answered before, when it is asked after.
    pub before: Option<u8>,
    /// The number that is highlighted; `None` while "skip" is.
    pub highlighted: Option<u8>,
    /// Whether the highlight walks by itself, for an arm to choose.
    pub walks: bool,
    /// How far the sign is from choosing it, in thousandths.
    pub sign: u16,
}

/// The camera is lost, or nobody has been there for long, and the session waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostScreen {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
    /// What was held when it was lost, of what there is to hold.
    pub held: Option<(Duration, Duration)>,
    /// The seconds until it goes on, once the camera is back.
    pub countdown: Option<u32>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryScreen {
    /// What the session was.
    pub title: String,
    /// The stretches in order.
    pub rows: Vec<DoneRow>,
    /// Time held in all.
    pub held: Duration,
    /// What went well, in a sentence.
    pub well: String,
    /// One thing for next time, where there is one.
    pub next_time: Option<String>,
    /// How much of the time the camera didn't see enough, 0 to 1.
    pub unseen: f64,
    /// How far the person reached, in the most telling measures.
    pub reach: Vec<Reach>,
    /// How much it hurt before and after, where it was said.
    pub pain: Option<(u8, u8)>,
    /// What may be chosen.
    pub choices: Vec<SummaryChoice>,
    /// Which of them is highlighted.
    pub highlighted: usize,
    /// How far the sign is from choosing it, 0 to 1.
    pub sign: f64,
    /// Whether the highlight walks by itself, for an arm to choose.
    pub walks: bool,
}

/// A stretch of a session that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct DoneRow {
    /// Its name.
    pub title: String,
    /// What was done: without sides one, with sides left and right.
    pub sides: Vec<(Option<Side>, Done)>,
    /// Whether the rest of it was skipped.
    pub skipped: bool,
    /// Whether it was left because it hurt.
    pub hurt: bool,
}

/// What was done of a stretch on a side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Holds or repetitions done.
    pub reps: u32,
    /// Holds or repetitions to do.
    pub of: u32,
    /// Time held.
    pub held: Duration,
}

/// How far somebody reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Of which stretch.
    pub stretch: String,
    /// What was measured.
    pub measure: Measure,
    /// On which side of the body; `None` where there are no sides.
    pub side: Option<Side>,
    /// The value, with its unit's decimals.
    pub value: f64,
    /// What that is expected to be off by.
    pub error: f64,
    /// Whether it is in degrees; torso lengths otherwise.
    pub is_degrees: bool,
}

/// What may be done after a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryChoice {
    /// Enough.
    Done,
    /// The same once more.
    Again,
    /// Something else.
    Another,
}

/// The few settings that matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsScreen {
    /// Each with its value.
    pub rows: Vec<SetRow>,
    /// Which of them is highlighted.
    pub highlighted: usize,
    /// Where they are kept.
    pub file: String,
}

/// A setting with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetRow {
    /// Its name for a person to read.
    pub title: String,
    /// Its value for a person to read.
    pub value: String,
    /// Whether it is another than by default.
    pub is_own: bool,
}
