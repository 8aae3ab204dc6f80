//! Everything that can be wrong in a file, each with a stable code. What is said about it is in `wording`.

use std::fmt;
use std::ops::Range;

use super::nearest::nearest;
use crate::measure::CameraSide;
use crate::measure::Measure;

/// What a file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// One stretch.
    Stretch,
    /// Stretches in order.
    Routine,
    /// A pose model of the person's own.
    PoseModel,
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stretch => "stretch",
            Self::Routine => "routine",
            Self::PoseModel => "pose-model",
        })
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What kind of file it is in; the first half of the code.
    pub file_kind: FileKind,
    /// Bytes of the text to underline.
    pub place: Range<usize>,
    /// Another place that has to do with it, and what is there.
    pub also: Option<(Range<usize>, &'static str)>,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// A closed list of words that a text must come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// What is measured.
    Measure,
    /// The body's position.
    Position,
    /// Which part of the body the camera sees.
    CameraSide,
    /// Which side of the body a target is measured on.
    Side,
    /// A landmark of the figure.
    Landmark,
    /// A stretch of a routine.
    Stretch,
    /// What the outputs of a pose model mean.
    ModelKind,
    /// The order of a tensor's axes.
    Layout,
    /// The type of a tensor's numbers.
    NumberType,
    /// The order of a pixel's channels.
    ColourOrder,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The file is far too large to be one.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// There is nothing in the file but remarks.
    EmptyFile,
    /// The text is not TOML.
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// The same key twice in one table.
    DuplicateKey,
    /// A key that nothing reads.
    UnknownKey {
        /// The key.
        key: String,
        /// What it is in, such as `a [[target]]`.
        table: &'static str,
        /// The keys that are read.
        known: Vec<&'static str>,
        /// The key it was probably meant to be.
        nearest: Option<&'static str>,
    },
    /// A key that must be there is not.
    MissingKey {
        /// The key.
        key: &'static str,
        /// What it belongs in.
        table: &'static str,
        /// A line that would do.
        example: &'static str,
    },
    /// A value of the wrong type.
    WrongType {
        /// Its key.
        key: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
        /// Whether it is one entry of a list under that key.
        entry: bool,
        /// A line that would do.
        example: &'static str,
    },
    /// A word that is not in its list.
    UnknownWord {
        /// The list.
        vocabulary: Vocabulary,
        /// The word.
        word: String,
        /// The list's words.
        known: Vec<String>,
        /// The word it was probably meant to be.
        nearest: Option<String>,
    },
    /// A text or list with nothing in it.
    Empty {
        /// Its key.
        key: &'static str,
        /// A line that would do.
        example: &'static str,
    },
    /// A text that is too long for its place on the screen.
    TooLong {
        /// Its key.
        key: &'static str,
        /// Its length in characters.
        length: usize,
        /// The most that fit.
        limit: usize,
    },
    /// A text with a character that cannot be shown.
    ControlCharacter {
        /// Its key.
        key: &'static str,
    },
    /// A number that makes no sense for its key.
    OutOfBounds {
        /// Its key.
        key: &'static str,
        /// The number as written.
        value: String,
        /// The least that makes sense.
        low: f64,
        /// The most that makes sense.
        high: f64,
        /// The unit with a space before it, or nothing.
        unit: &'static str,
    },
    /// Infinity or not-a-number, which TOML can write and nobody can stretch to.
    NotFinite {
        /// Its key.
        key: &'static str,
        /// The number as written.
        value: String,
    },
    /// An end of a range that the measure can never reach: most likely meant in another unit.
    WrongUnit {
        /// The measure.
        measure: Measure,
        /// The number as written.
        value: String,
        /// The least that it can be.
        low: f64,
        /// The most that the measure can be.
        high: f64,
    },
    /// A range that makes sense only in another unit: fractions of something, or radians, where degrees are meant.
    FractionsForDegrees {
        /// The measure.
        measure: Measure,
        /// The first number.
        low: f64,
        /// The second number.
        high: f64,
    },
    /// A range so narrow that nobody could be seen to stay inside.
    NarrowRange {
        /// The measure.
        measure: Measure,
        /// The first number.
        low: f64,
        /// The second number.
        high: f64,
    },
    /// A range whose first number is not below its second.
    CrossedRange {
        /// The first number.
        low: f64,
        /// The second number.
        high: f64,
    },
    /// A range that can be left on one side with nothing to say about it.
    MissingHint {
        /// The hint's key: `below` or `above`.
        key: &'static str,
        /// The measure.
        measure: Measure,
        /// The end of the range.
        end: f64,
        /// How far the value can get on that side; may be infinite.
        reach: f64,
    },
    /// A change from the start of a measure that is one already.
    FromStartTwice {
        /// The measure.
        measure: Measure,
    },
    /// No target has to hold, so every pose would count.
    NoMustTarget,
    /// Two targets with one name.
    DuplicateTarget {
        /// The name.
        id: String,
    },
    /// A target's name with characters that names don't have.
    BadId {
        /// The name.
        id: String,
    },
    /// A working or supporting side in a stretch without sides.
    SideWithoutSides {
        /// The side as written.
        side: &'static str,
    },
    /// A stretch with sides whose targets don't tell which side is worked: the coach could never tell, either.
    NoWorkingSide,
    /// Seconds of a hold and of a movement in one dose.
    HoldAndTempo,
    /// A movement in a stretch of one pose.
    TempoWithoutPoses,
    /// The part that the camera cannot see is timed in holds, and this stretch is moved.
    GuidedMovement,
    /// One pose, or more than two.
    NotTwoPoses {
        /// How many there are.
        found: usize,
    },
    /// Two poses with one name.
    DuplicatePose {
        /// The name.
        id: String,
    },
    /// A pose's name with characters that names don't have.
    BadPoseId {
        /// The name.
        id: String,
    },
    /// Two poses that somebody could be in at once.
    PosesAlike,
    /// Neither pose is one to hold, and nothing has to hold in both.
    NoEnd,
    /// A measure in a plane that the advised camera cannot see.
    WrongView {
        /// The measure.
        measure: Measure,
        /// Where the camera is to stand.
        see: CameraSide,
    },
    /// A stretch of a routine whose own file has problems.
    BrokenStretch {
        /// The stretch's id.
        id: String,
        /// Its file.
        file: String,
    },
    /// Two keypoints of a pose model with one landmark.
    DuplicateKeypoint {
        /// The landmark's name.
        landmark: &'static str,
    },
    /// Keypoints without a landmark that nothing can be measured without.
    MissingKeypoint {
        /// The landmark's name.
        landmark: &'static str,
    },
}

impl ProblemKind {
    /// A word that is not one of `known`, with the one it was probably meant to be.
    pub(super) fn unknown_word<'k>(
        vocabulary: Vocabulary,
        word: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Self {
        let nearest = nearest(word, known.clone()).map(str::to_owned);
        Self::UnknownWord { vocabulary, word: word.to_owned(), nearest, known: known.map(str::to_owned).collect() }
    }
}

impl Problem {
    /// Its stable name, such as `stretch::crossed-range`.
    #[must_use]
    pub fn code(&self) -> String {
        let name = match &self.kind {
            ProblemKind::TooLarge { .. } => "too-large",
            ProblemKind::EmptyFile => "empty-file",
            ProblemKind::Syntax { .. } => "syntax",
            ProblemKind::DuplicateKey => "duplicate-key",
            ProblemKind::UnknownKey { .. } => "unknown-key",
            ProblemKind::MissingKey { .. } => "missing-key",
            ProblemKind::WrongType { .. } => "wrong-type",
            ProblemKind::UnknownWord { vocabulary, .. } => match vocabulary {
                Vocabulary::Measure => "unknown-measure",
                Vocabulary::Position => "unknown-position",
                Vocabulary::CameraSide => "unknown-camera-side",
                Vocabulary::Side => "unknown-side",
                Vocabulary::Landmark => "unknown-landmark",
                Vocabulary::Stretch => "unknown-stretch",
                Vocabulary::ModelKind => "unknown-kind",
                Vocabulary::Layout => "unknown-layout",
                Vocabulary::NumberType => "unknown-type",
                Vocabulary::ColourOrder => "unknown-colour-order",
            },
            ProblemKind::Empty { .. } => "empty",
            ProblemKind::TooLong { .. } => "too-long",
            ProblemKind::ControlCharacter { .. } => "control-character",
            ProblemKind::OutOfBounds { .. } => "out-of-bounds",
            ProblemKind::NotFinite { .. } => "not-finite",
            ProblemKind::WrongUnit { .. } | ProblemKind::FractionsForDegrees { .. } => "wrong-unit",
            ProblemKind::NarrowRange { .. } => "narrow-range",
            ProblemKind::CrossedRange { .. } => "crossed-range",
            ProblemKind::MissingHint { .. } => "missing-hint",
            ProblemKind::FromStartTwice { .. } => "from-start-twice",
            ProblemKind::NoMustTarget => "no-must-target",
            ProblemKind::DuplicateTarget { .. } => "duplicate-target",
            ProblemKind::BadId { .. } => "bad-id",
            ProblemKind::SideWithoutSides { .. } => "side-without-sides",
            ProblemKind::NoWorkingSide => "no-working-side",
            ProblemKind::HoldAndTempo => "hold-and-tempo",
            ProblemKind::TempoWithoutPoses => "tempo-without-poses",
            ProblemKind::GuidedMovement => "guided-movement",
            ProblemKind::NotTwoPoses { .. } => "two-poses",
            ProblemKind::DuplicatePose { .. } => "duplicate-pose",
            ProblemKind::BadPoseId { .. } => "bad-pose-id",
            ProblemKind::PosesAlike => "poses-alike",
            ProblemKind::NoEnd => "no-end",
            ProblemKind::WrongView { .. } => "wrong-view",
            ProblemKind::BrokenStretch { .. } => "broken-stretch",
            ProblemKind::DuplicateKeypoint { .. } => "duplicate-keypoint",
            ProblemKind::MissingKeypoint { .. } => "missing-keypoint",
        };
        format!("{}::{name}", self.file_kind)
    }

    /// Whether something is missing, rather than wrong where it stands: a damaged line may be what is missing.
    pub(super) const fn is_absence(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::MissingKey { .. }
                | ProblemKind::MissingHint { .. }
                | ProblemKind::NoMustTarget
                | ProblemKind::NoWorkingSide
                | ProblemKind::TempoWithoutPoses
                | ProblemKind::NotTwoPoses { .. }
                | ProblemKind::NoEnd
        )
    }
}
