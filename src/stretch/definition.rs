//! What a stretch is: a target pose with ranges, doses and words. Values of these types cannot be wrong; the checks that
//! make them so, with places in a file, are in `stretch_file`.

use crate::measure::CameraSide;
use std::sync::Arc;
use std::time::Duration;

use crate::body::Landmark;
use crate::body::Point;
use crate::measure::Formula;
use crate::measure::Measure;
use crate::stretch::pose_index::PoseIndex;

/// One stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Its name on the command line; also the file's name.
    pub id: String,
    /// Its name for a person to read.
    pub title: String,
    /// Letters of the source articles it comes from.
    pub articles: Vec<String>,
    /// Body areas it eases.
    pub eases: Vec<String>,
    /// The body's position on the mat.
    pub position: Position,
    /// Where the camera should stand.
    pub camera: CameraAdvice,
    /// Whether it is done once for each side of the body.
    pub sided: bool,
    /// Whether a repetition goes to one side and then to the other, which look the same to the camera: two swings make one.
    pub alternates: bool,
    /// How much of it to do.
    pub dose: Dose,
    /// How to get into it, in a sentence or two.
    pub setup: String,
    /// What to say while the hold goes well.
    pub praise: String,
    /// Safety notes; the first is the most important.
    pub safety: Vec<String>,
    /// What the camera cannot judge, if there is something worth saying.
    pub cannot_judge: Option<String>,
    /// What to do during the part that the camera cannot see, if the holds are for that. They are timed then: the clock
    /// runs while what the camera does see is held, and hold and rest alternate by themselves.
    pub guided: Option<String>,
    /// Whether it is held for long enough, and quietly enough, to breathe along with a sound where that is wished.
    pub breath: bool,
    /// What is measured, the most important first. Without `poses` this is the pose, and at least one must hold; beside
    /// them it is what holds in both, and may be empty.
    pub targets: Vec<Target>,
    /// The target pose as a stick figure; beside `poses`, what they start from.
    pub figure: Option<Figure>,
    /// The two poses of a stretch that has two, such as cat and cow.
    pub poses: Option<[TargetPose; 2]>,
}

impl Stretch {
    /// A stretch of which nothing else is known: without words, targets or sides.
    #[must_use]
    pub fn bare(id: &str, title: &str, camera: CameraAdvice, dose: Dose) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            articles: Vec::new(),
            eases: Vec::new(),
            position: Position::Standing,
            camera,
            sided: false,
            alternates: false,
            dose,
            setup: String::new(),
            praise: String::new(),
            safety: Vec::new(),
            cannot_judge: None,
            guided: None,
            breath: false,
            targets: Vec::new(),
            figure: None,
            poses: None,
        }
    }

    /// What has to be known of the person's own start: each measure with whether its change from there is meant.
    pub fn relative_measures(&self) -> impl Iterator<Item = (Measure, bool)> + '_ {
        self.all_targets().map(|target| (target.measure, target.from_start))
    }

    /// Whether a target of any pose is on the spine, which has to be looked for specially.
    #[must_use]
    pub fn asks_for_spine(&self) -> bool {
        self.all_targets().any(|target| matches!(target.measure.definition().formula, Formula::Spine(_)))
    }

    /// The poses that are held when it is held: one of the two or both, or the one that the stretch's own targets describe,
    /// `None`. That is so for a stretch of one pose, and for one whose two poses are only passed through.
    #[must_use]
    pub fn held_poses(&self) -> Vec<Option<PoseIndex>> {
        let is_end = |pose: &PoseIndex| self.pose(Some(*pose)).is_some_and(|pose| pose.is_end);
        let ends: Vec<_> = PoseIndex::BOTH.into_iter().filter(is_end).map(Some).collect();
        if ends.is_empty() { vec![None] } else { ends }
    }

    /// One of the two poses, of a stretch that has two.
    #[must_use]
    pub fn pose(&self, pose: Option<PoseIndex>) -> Option<&TargetPose> {
        Some(&self.poses.as_ref()?[pose?])
    }

    /// What is measured in one of the two poses; without one, in the stretch.
    #[must_use]
    pub fn targets_of(&self, pose: Option<PoseIndex>) -> &[Target] {
        self.pose(pose).map_or(&self.targets, |pose| &pose.targets)
    }

    /// The stick figure of one of the two poses, or the stretch's own where that has none.
    #[must_use]
    pub fn figure_of(&self, pose: Option<PoseIndex>) -> Option<&Figure> {
        self.pose(pose).and_then(|pose| pose.figure.as_ref()).or(self.figure.as_ref())
    }

    /// Every target there is; those that hold in both poses come once for each of these as well.
    pub fn all_targets(&self) -> impl Iterator<Item = &Target> {
        self.targets.iter().chain(self.poses.iter().flatten().flat_map(|pose| &pose.targets))
    }
}

/// One of the two poses of a stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetPose {
    /// Its name in events, such as `cat`. The stretch's other pose has another.
    pub id: String,
    /// Its name for a person to read.
    pub title: String,
    /// What to do to get there from the other pose.
    pub say: String,
    /// Whether it is a pose to hold, and not only one to come from.
    pub is_end: bool,
    /// What is measured: what holds in both poses, then this one's own. At least one of its own must hold, in a range that
    /// the other pose cannot meet.
    pub targets: Vec<Target>,
    /// The pose as a stick figure.
    pub figure: Option<Figure>,
}

/// The body's position on the mat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// On the feet.
    Standing,
    /// On a chair or on the floor.
    Seated,
    /// On one knee or both.
    Kneeling,
    /// On hands and knees.
    HandsAndKnees,
    /// Face down.
    Prone,
    /// On the back.
    Supine,
    /// On one side.
    SideLying,
}

impl Position {
    /// All of them, from standing to lying.
    pub const ALL: [Self; 7] =
        [Self::Standing, Self::Seated, Self::Kneeling, Self::HandsAndKnees, Self::Prone, Self::Supine, Self::SideLying];
}

/// Where the camera should stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CameraAdvice {
    /// Which part of the body it should see.
    pub see: CameraSide,
    /// Metres from the person.
    pub distance_m: f64,
    /// Metres above the floor.
    pub height_m: f64,
}

/// How much of a stretch to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dose {
    /// Whether it is held or moved, and for how long.
    pub pace: Pace,
    /// Repetitions, for each side where there are sides; at least one. A held stretch with two poses to hold has as many
    /// holds of each of them.
    pub reps: u32,
    /// Rest between repetitions.
    pub rest: Duration,
}

/// What a repetition is.
///
/// ```
/// use std::time::Duration;
/// use supple::stretch::Pace;
///
/// assert_eq!(Pace::Hold(Duration::from_secs(20)).hold(), Some(Duration::from_secs(20)));
/// assert_eq!(Pace::Move { tempo: Duration::from_secs(4) }.hold(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// A hold of this length; never zero.
    Hold(Duration),
    /// A movement through both poses of a stretch that has two. A stretch of one pose cannot be moved: where this stands beside
    /// one nevertheless, its pose is held for as long.
    Move {
        /// The least time that it takes when done calmly.
        tempo: Duration,
    },
}

impl Pace {
    /// How long a hold lasts; `None` for a movement.
    #[must_use]
    pub const fn hold(self) -> Option<Duration> {
        match self {
            Self::Hold(hold) => Some(hold),
            Self::Move { .. } => None,
        }
    }

    /// The least time that one repetition takes.
    #[must_use]
    pub const fn time(self) -> Duration {
        match self {
            Self::Hold(time) | Self::Move { tempo: time } => time,
        }
    }
}

/// A range that a measure should lie in, both ends included. The lower end is below the upper.
///
/// ```
/// use supple::stretch::Range;
///
/// let range = Range::new(80.0, 100.0).ok_or("crossed")?;
/// assert_eq!([75.0, 90.0, 104.0].map(|value| range.excess(value)), [-5.0, 0.0, 4.0]);
/// assert!(Range::new(100.0, 80.0).is_none());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    low: f64,
    high: f64,
}

impl Range {
    /// The range from `low` to `high`; `None` unless both are finite and `low < high`.
    #[must_use]
    pub fn new(low: f64, high: f64) -> Option<Self> {
        (low.is_finite() && high.is_finite() && low < high).then_some(Self { low, high })
    }

    /// Its lower end.
    #[must_use]
    pub const fn low(self) -> f64 {
        self.low
    }

    /// Its upper end.
    #[must_use]
    pub const fn high(self) -> f64 {
        self.high
    }

    /// How far `value` lies outside: negative below, positive above, zero inside.
    #[must_use]
    pub fn excess(self, value: f64) -> f64 {
        if value < self.low {
            value - self.low
        } else if value > self.high {
            value - self.high
        } else {
            0.0
        }
    }
}

/// Which way of a measure goes deeper into a stretch.
///
/// ```
/// use supple::stretch::Deeper;
///
/// assert!(Deeper::Lower.is_deeper(40.0, 60.0), "a hip that folds further closes");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deeper {
    /// Towards higher values.
    Higher,
    /// Towards lower values.
    Lower,
}

impl Deeper {
    /// Whether `value` lies deeper than `other`.
    #[must_use]
    pub fn is_deeper(self, value: f64, other: f64) -> bool {
        match self {
            Self::Higher => value > other,
            Self::Lower => value < other,
        }
    }
}

/// Whether being outside a range stops the hold or only earns a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Outside it the hold does not count.
    Must,
    /// The same where it is seen; what is not seen says nothing. For a limb that another one may hide.
    MustIfSeen,
    /// Good form: outside it there is a hint, and the hold counts.
    Form,
}

/// Which side of the body a target is measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetSide {
    /// The side nearer the camera.
    Near,
    /// The side away from the camera, which is seen less surely.
    Far,
    /// The side being worked, of a stretch with sides (the raised leg of a bird dog).
    Working,
    /// The other side of a stretch with sides (the supporting leg).
    Supporting,
}

/// One thing that is measured, with the range it should lie in. Its words are shared: each picture makes an assessment of it, which
/// has a copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its name within the stretch, for events and tests, such as `working_knee`. Unique.
    pub id: Arc<str>,
    /// What is measured.
    pub measure: Measure,
    /// On which side of the body.
    pub limb: TargetSide,
    /// Where it should lie.
    pub range: Range,
    /// Whether the range is on the change from the person's own value at rest before the pose.
    pub from_start: bool,
    /// Which way the stretch goes deeper, where it is the depth of the stretch that this measures: there a body that is stiff may fall short of
    /// the range without doing anything wrong. `None` for what is right or wrong on anybody: a bent knee where straight is
    /// the point, a sagging back.
    pub deeper: Option<Deeper>,
    /// Whether it must.
    pub role: Role,
    /// What to do when the value is below the range; present unless nothing can be below it.
    pub below: Option<Arc<str>>,
    /// What to do when the value is above the range; present unless nothing can be above it.
    pub above: Option<Arc<str>>,
}

/// The target pose as a stick figure: places of landmarks in torso lengths, x to the right, y down, the origin between
/// the hips. The figure faces right (head towards positive x), its working side is the right, and its near side is the
/// one drawn solid.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The landmarks that are drawn, in any order.
    pub points: Vec<(Landmark, Point)>,
}

/// Stretches in order, each with its dose: a valid routine.
#[derive(Clone, Debug, PartialEq)]
pub struct Routine {
    /// Its name on the command line; also the file's name.
    pub id: String,
    /// Its name for a person to read.
    pub title: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// The stretches in order; never empty.
    pub steps: Vec<Step>,
}

/// One stretch of a routine.
///
/// ```
/// use supple::stretch::{Dose, Step};
/// use supple::stretch_file::Library;
///
/// let library = Library::embedded().map_err(|_| "our own files are wrong")?;
/// let stretch = library.stretch("sphinx").ok_or("no such stretch")?;
/// let once = Step { dose: Dose { reps: 1, ..stretch.dose }, stretch };
/// assert_eq!(once.stretch.title, "Sphinx");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The stretch.
    pub stretch: Arc<Stretch>,
    /// How much of it to do here.
    pub dose: Dose,
}

/// Time to get into a stretch, once for each: from the last one to the mat, the camera and the first hold.
const SETTLING: Duration = Duration::from_secs(20);

impl Step {
    /// About how long it takes, getting into it included.
    #[must_use]
    pub fn time(&self) -> Duration {
        let sides = if self.stretch.sided { 2 } else { 1 };
        let held = self.stretch.held_poses().len();
        let each = if self.dose.pace.hold().is_some() { u32::try_from(held).unwrap_or(1) } else { 1 };
        let reps = self.dose.reps.saturating_mul(sides * each);
        SETTLING + self.dose.pace.time() * reps + self.dose.rest * reps.saturating_sub(1)
    }
}
