//! The closed lists of words that stretches and routines choose from, as problems name them.

use crate::toml_check::Vocabulary;

/// What is measured.
pub(super) static MEASURE: Vocabulary = Vocabulary::new("unknown-measure", "measure", "measures");
/// The body's position.
pub(super) static POSITION: Vocabulary = Vocabulary::new("unknown-position", "position", "positions");
/// Which part of the body the camera sees.
pub(super) static CAMERA_SIDE: Vocabulary = Vocabulary::new("unknown-camera-side", "camera side", "camera sides");
/// Which side of the body a target is measured on.
pub(super) static SIDE: Vocabulary = Vocabulary::new("unknown-side", "side", "sides");
/// Which way of a measure goes deeper into the stretch.
pub(super) static DEEPER: Vocabulary = Vocabulary::new("unknown-way", "way", "ways");
/// A landmark of the figure. There are 33; a wall of names helps nobody.
pub(super) static LANDMARK: Vocabulary = Vocabulary {
    instead_of_all: Some("landmarks are named like `left_knee`, `right_shoulder` or `nose`"),
    ..Vocabulary::new("unknown-landmark", "landmark", "landmarks")
};
/// A target of a stretch that is translated.
pub(super) static TARGET: Vocabulary = Vocabulary::new("unknown-target", "target of this stretch", "targets");
/// A pose of a stretch that is translated.
pub(super) static POSE: Vocabulary = Vocabulary::new("unknown-pose", "pose of this stretch", "poses");
/// A stretch of a routine.
pub(super) static STRETCH: Vocabulary = Vocabulary::new("unknown-stretch", "stretch", "stretches");
