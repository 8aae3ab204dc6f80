//! Everything that an analysis came to, as `result.json` has it. The same film gives the same, so there is neither a date nor how long it
//! took in it.

use serde::Serialize;

use super::moments::Moment;
use super::spans::Span;
use super::summary::Summary;
use crate::body::Side;
use crate::decimals::round;
use crate::history::{Course, Hint, Hold, Measured, Repetition};
use crate::stretch::Deeper;

use super::words::{seconds, view_name};

/// What begins every `result.json`.
pub(super) const FORMAT: &str = "supple analysis";
/// Which edition of it.
pub(super) const VERSION: u32 = 1;

/// Everything that an analysis came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    pub(super) format: &'static str,
    pub(super) version: u32,
    /// The program's version.
    pub program: String,
    /// In a few figures.
    pub summary: Summary,
    /// The film.
    pub film: FilmFacts,
    /// What was made of it.
    pub annotated: Annotated,
    /// How it was analysed.
    pub settings: Settings,
    /// The holds, in order.
    pub holds: Vec<HoldFact>,
    /// The repetitions of movements, in order.
    pub repetitions: Vec<RepetitionFact>,
    /// The hints that were given, in order.
    pub hints: Vec<HintFact>,
    /// What went on from when to when.
    pub spans: Vec<Span>,
    /// The moments that are worth a picture.
    pub moments: Vec<Moment>,
}

/// A film.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FilmFacts {
    /// Its file name.
    pub name: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The time of its first frame, in seconds.
    pub from: f64,
    /// The time of its last frame.
    pub to: f64,
}

/// The annotated film.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Annotated {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Pictures a second.
    pub rate: f64,
    /// How it is compressed.
    pub codec: String,
}

/// How a film was analysed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Settings {
    /// The id of the stretch or routine; `None` where what is done was recognised.
    pub plan: Option<String>,
    /// Its title.
    #[serde(skip)]
    pub title: Option<String>,
    /// Seconds to hold, where they were given.
    pub hold_seconds: Option<f64>,
    /// Repetitions, where they were given.
    pub reps: Option<u32>,
    /// The pose model.
    pub model: String,
    /// Whether faces were blurred.
    pub faces_blurred: bool,
}

/// A hold that is over.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HoldFact {
    /// The stretch's id.
    pub stretch: String,
    /// Its title.
    pub title: String,
    /// The side that was worked, for a stretch with sides.
    pub side: Option<Side>,
    /// The pose that was held, for a stretch with two.
    pub pose: Option<String>,
    /// When it began to count, in seconds of the film.
    pub from: f64,
    /// When it was over.
    pub to: f64,
    /// `completed`, `given_up` or `cut_short`.
    pub course: &'static str,
    /// Seconds really held.
    pub held_seconds: f64,
    /// Seconds that complete it.
    pub hold_seconds: f64,
    /// Seconds in which it didn't count.
    pub paused_seconds: f64,
    /// Of these, those in which the camera didn't see enough.
    pub unseen_seconds: f64,
    /// What was measured while it counted.
    pub measures: Vec<MeasuredFact>,
}

/// What was measured on one target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasuredFact {
    /// The target's name in its stretch.
    pub target: String,
    /// The measure's name.
    pub measure: String,
    /// The side of the body it was measured on.
    pub limb: Side,
    /// Whether it is the change from the person's own value at rest.
    pub from_start: bool,
    /// The median.
    pub typical: f64,
    /// As far into the stretch as nine in ten of its moments reach.
    pub best: f64,
    /// One standard deviation of a value.
    pub error: f64,
    /// The target's range.
    pub range: [f64; 2],
    /// Which way the stretch goes deeper, where it does: `higher` or `lower`.
    pub deeper: Option<&'static str>,
    /// What the camera saw of the body, mostly.
    pub view: &'static str,
    /// In how many looks it was seen.
    pub looks: u32,
}

/// A repetition of a movement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RepetitionFact {
    /// The stretch's id.
    pub stretch: String,
    /// Its title.
    pub title: String,
    /// The side it was done on.
    pub side: Option<Side>,
    /// The pose that completed it.
    pub pose: Option<String>,
    /// When, in seconds of the film.
    pub time: f64,
    /// Which repetition it is.
    pub rep: u32,
    /// Repetitions to do.
    pub reps: u32,
    /// What was measured since the one before.
    pub measures: Vec<MeasuredFact>,
}

/// A hint that was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HintFact {
    /// When, in seconds of the film.
    pub time: f64,
    /// The stretch's id.
    pub stretch: String,
    /// The target it is about.
    pub target: Option<String>,
    /// What was said.
    pub words: String,
}

/// Turns what the history remembers of a session that began at `start` into what the film shows.
pub(super) struct Told<'a> {
    pub start: std::time::Duration,
    pub titles: &'a dyn Fn(&str) -> String,
}

impl Told<'_> {
    fn at(&self, since: std::time::Duration) -> f64 {
        seconds(self.start + since)
    }

    pub fn hold(&self, hold: Hold) -> HoldFact {
        HoldFact {
            title: (self.titles)(&hold.stretch),
            stretch: hold.stretch,
            side: hold.side,
            pose: hold.pose,
            from: self.at(hold.began),
            to: self.at(hold.ended),
            course: match hold.course {
                Course::Completed => "completed",
                Course::GivenUp => "given_up",
                Course::CutShort => "cut_short",
            },
            held_seconds: seconds(hold.held),
            hold_seconds: seconds(hold.aimed),
            paused_seconds: seconds(hold.paused),
            unseen_seconds: seconds(hold.unseen),
            measures: hold.measures.into_iter().map(MeasuredFact::of).collect(),
        }
    }

    pub fn repetition(&self, repetition: Repetition) -> RepetitionFact {
        RepetitionFact {
            title: (self.titles)(&repetition.stretch),
            stretch: repetition.stretch,
            side: repetition.side,
            pose: repetition.pose,
            time: self.at(repetition.at),
            rep: repetition.rep,
            reps: repetition.reps,
            measures: repetition.measures.into_iter().map(MeasuredFact::of).collect(),
        }
    }

    pub fn hint(&self, hint: Hint) -> HintFact {
        HintFact { time: self.at(hint.at), stretch: hint.stretch, target: hint.target, words: hint.words }
    }
}

impl MeasuredFact {
    fn of(measured: Measured) -> Self {
        let figure = |value: f64| round(value, 3);
        Self {
            target: measured.target,
            measure: measured.measure,
            limb: measured.limb,
            from_start: measured.from_start,
            typical: figure(measured.typical),
            best: figure(measured.best),
            error: figure(measured.error),
            range: [figure(measured.range.0), figure(measured.range.1)],
            deeper: measured.deeper.map(|deeper| match deeper {
                Deeper::Higher => "higher",
                Deeper::Lower => "lower",
            }),
            view: view_name(measured.view),
            looks: measured.looks,
        }
    }
}
