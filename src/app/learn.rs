//! `supple learn`: a demonstration becomes a stretch file.

use std::fmt::Write as _;
use std::io;
use std::io::Write;
use std::time::Duration;

use super::failure::Failure;
use super::headless::run_headless;
use super::reader::Reader;
use super::speaking::Speaking;
use super::stop::Stop;
use super::watch::Watch;
use super::window::{Shown, Watched};
use crate::body::Side;
use crate::coach::{Command, Next, Outcome, Phase, Status, Subject, Title};
use crate::frame::Frame;
use crate::input::SoundCommand;
use crate::judge::{Cue, Message, Showing, Tone};
use crate::learn::Learner;
use crate::learn::{LONGEST_LEARNED, Learned, LearnedTarget, Learning, NotLearned};
use crate::measure::CameraSide;
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::Unit;
use crate::seam::PoseEstimator;
use crate::stretch::{CameraAdvice, Role, Target, TargetSide};
use crate::stretch_file::{Remarks, camera_side_name, limb_name, position_name, write_stretch};
use crate::time::Timestamp;
use crate::view::Screen;

/// Where the camera should stand while nobody knows what it will be shown.
const CAMERA: CameraAdvice = CameraAdvice { see: CameraSide::Side, distance_m: 2.4, height_m: 0.6 };

/// How long the last words of a demonstration stay in the window: long enough to get up and read them.
const LINGER: Duration = Duration::from_secs(8);

/// A demonstration with its pose engine: everything between a frame and what is learned.
pub struct Demonstration {
    estimator: Box<dyn PoseEstimator>,
    watch: Watch,
    learner: Learner,
    /// What the stretch is to be called.
    id: String,
    near: Option<Side>,
    /// The best hold so far.
    held: Duration,
    ends_by_itself: bool,
    stage: Learning,
    speaking: Option<Speaking>,
    now: Timestamp,
}

impl Demonstration {
    /// A demonstration of the stretch `id` that has shown nothing yet. It `ends_by_itself` when there is enough to learn from, as
    /// before a camera; a file is watched to its end.
    #[must_use]
    pub fn new(estimator: Box<dyn PoseEstimator>, id: &str, ends_by_itself: bool) -> Self {
        Self {
            estimator,
            watch: Watch::default(),
            learner: Learner::default(),
            id: id.to_owned(),
            near: None,
            held: Duration::ZERO,
            ends_by_itself,
            stage: Learning::Searching,
            speaking: None,
            now: Timestamp::ZERO,
        }
    }

    /// The same, in which is said what is asked for.
    #[must_use]
    pub fn spoken(self, speaking: Speaking) -> Self {
        Self { speaking: Some(speaking), ..self }
    }

    /// Says what is asked for now.
    fn say(&mut self) -> Result<(), Failure> {
        let cue = self.message().cue;
        self.speaking.as_mut().map_or(Ok(()), |speaking| speaking.demonstrate(self.now, &cue))
    }

    /// Makes a stretch of what was shown.
    pub fn learn(&self) -> Result<Learned, Failure> {
        self.learner.learn(&self.id).map_err(|why| not_learned(&self.id, why))
    }

    fn message(&self) -> Message {
        let (tone, showing) = match self.stage {
            Learning::Searching => (Tone::Unseen, Showing::Searching),
            Learning::Starting => (Tone::Guide, Showing::Start),
            Learning::Going => (Tone::Guide, Showing::Hold),
            Learning::Holding(_) => (Tone::Good, Showing::Holding),
            Learning::Done => (Tone::Good, Showing::Done),
        };
        Message { tone, cue: Cue::Show(showing), target: None }
    }
}

fn not_learned(id: &str, why: NotLearned) -> Failure {
    Failure::failed(format!("nothing to learn for `{id}`: {why}"), why.remedy())
}

impl Watched for Demonstration {
    fn see(&mut self, frame: &Frame) -> Result<Observation, Failure> {
        let observation = self.watch.observe(self.estimator.as_mut(), frame, true)?;
        self.near = observation.pose.as_ref().and_then(|pose| Facing::of(pose).known_near()).or(self.near);
        self.learner.observe(&observation);
        if !self.ends_by_itself {
            return Ok(observation);
        }
        self.stage = self.learner.stage();
        if let Learning::Holding(held) = self.stage {
            self.held = held;
        }
        self.now = observation.time;
        self.say()?;
        Ok(observation)
    }

    fn screen(&self) -> Screen {
        let (title, message) = (Title::Learning(self.id.clone()), self.message());
        let phase = match self.stage {
            Learning::Searching => Phase::Searching,
            Learning::Starting | Learning::Going => Phase::Positioning,
            Learning::Holding(_) => Phase::Holding,
            Learning::Done => {
                let (side, near, progress) = (None, self.near, None);
                return Screen::Summary(Outcome { title, side, near, message, reps_done: 1, reps: 1, progress });
            }
        };
        Screen::Session(Status {
            subject: Subject::Unknown { title, camera: CAMERA },
            side: None,
            pose: None,
            near: self.near,
            view: None,
            phase,
            held: if phase == Phase::Holding { self.held } else { Duration::ZERO },
            hold: LONGEST_LEARNED,
            is_moved: false,
            is_timed: false,
            own_range: false,
            fell_short: 0,
            reps_done: 0,
            reps: 1,
            message,
            targets: Vec::new(),
            next: Next::Unplanned,
            sign: 0.0,
            offer: None,
            progress: (self.held.as_secs_f64() / LONGEST_LEARNED.as_secs_f64()).min(1.0),
        })
    }

    /// A file is watched to its end, and nothing stops it.
    fn is_stopped(&self) -> bool {
        false
    }

    /// There is nothing to pause or to skip: who needs a moment takes it.
    fn command(&mut self, _command: Command) -> Result<(), Failure> {
        Ok(())
    }

    fn sound(&mut self, command: SoundCommand) {
        if let Some(speaking) = &mut self.speaking {
            speaking.command(command);
        }
    }

    fn is_done(&self) -> bool {
        self.ends_by_itself && self.stage == Learning::Done
    }

    fn end(&mut self) -> Result<(), Failure> {
        self.speaking.as_mut().map_or(Ok(()), |speaking| speaking.finish(self.now))
    }

    fn wait_for_last_words(&self, stop: &Stop) {
        if let Some(speaking) = &self.speaking {
            speaking.wait(stop);
        }
    }

    fn shown(&self) -> Shown {
        if self.stage == Learning::Done { Shown::Whole { linger: LINGER } } else { Shown::Part }
    }
}

/// Watches a demonstration without a window: every frame of a file, or a camera until there is enough. Words about where it stands
/// go to `words`, each once.
pub fn watch(
    demonstration: &mut Demonstration,
    source: &mut Reader,
    words: &mut dyn Write,
    stop: &Stop,
) -> Result<(), Failure> {
    let mut said = String::new();
    run_headless(demonstration, source, stop, |demonstration| {
        let text = demonstration.message().cue.to_string();
        // Nobody waits for words about a film.
        if demonstration.ends_by_itself && text != said {
            writeln!(words, "{text}")?;
            words.flush()?;
            said = text;
        }
        Ok(())
    })
}

fn in_unit(target: &Target, value: f64) -> String {
    match target.measure.definition().unit {
        Unit::Degrees => format!("{value:.0} degrees"),
        Unit::TorsoLengths => format!("{value:.2} torso lengths"),
        Unit::Ratio => format!("{value:.2}"),
    }
}

/// A value without its unit, beside one that has it.
fn bare(target: &Target, value: f64) -> String {
    match target.measure.definition().unit {
        Unit::Degrees => format!("{value:.0}"),
        Unit::TorsoLengths | Unit::Ratio => format!("{value:.2}"),
    }
}

fn remark(target: &Target, fact: &LearnedTarget) -> String {
    let held = in_unit(target, fact.held);
    let (spread, error) = (bare(target, fact.spread), bare(target, fact.error));
    let start = fact.start.map(|start| format!(" You started at {}.", bare(target, start))).unwrap_or_default();
    format!("You held {held}, give or take {spread}; the camera's error is {error}.{start}")
}

/// The stretch's file.
#[must_use]
pub fn file_text(learned: &Learned) -> String {
    let stretch = &learned.stretch;
    let mirrored = if stretch.sided { " Written for the right side; the left is its mirror image." } else { "" };
    let seconds = learned.held.1.since(learned.held.0).as_secs_f64();
    let remarks = Remarks {
        top: vec![
            format!(
                "{}, learned from a hold of {seconds:.1} seconds.{mirrored} Format: routines/README.md.",
                stretch.title
            ),
            "Every text and range here is yours to change: title, eases, setup and safety above all.".to_owned(),
        ],
        targets: stretch.targets.iter().zip(&learned.targets).map(|(target, fact)| remark(target, fact)).collect(),
        figure: "The pose as you held it, in torso lengths: x toward the right, y down, from the middle of the hips."
            .to_owned(),
    };
    write_stretch(stretch, &remarks)
}

/// Says what was learned, where it was written, and what to do with it.
pub fn tell(out: &mut dyn Write, learned: &Learned, file: &str, name: &str) -> io::Result<()> {
    let stretch = &learned.stretch;
    let (from, to) = (learned.held.0.secs(), learned.held.1.secs());
    let sides = if stretch.sided { ", one side at a time" } else { "" };
    writeln!(out, "Learned \"{}\" from the hold at {from:.1} to {to:.1} s.", stretch.title)?;
    let (position, see) = (position_name(stretch.position), camera_side_name(stretch.camera.see));
    writeln!(out, "  {position}, seen from the {see}{sides}")?;
    for (target, fact) in stretch.targets.iter().zip(&learned.targets) {
        let side = match target.limb {
            TargetSide::Near => String::new(),
            limb => format!(" ({} side)", limb_name(limb)),
        };
        let role = if target.role == Role::Form { "better" } else { "must be" };
        let mut line = String::new();
        // Writing to a text cannot fail.
        let _ = write!(line, "  {}{side}: held {}", target.measure.definition().title, in_unit(target, fact.held));
        writeln!(out, "{line}; {role} {} to {}", target.range.low(), target.range.high())?;
    }
    writeln!(out, "Written to {file}. Its texts are yours to change.")?;
    writeln!(out, "  next: supple check {file}\n        supple show {name}\n        supple run {name}")
}
