//! What can be wrong with a descriptor beyond what can be wrong in any file, and the lists of words that it chooses from.

use crate::toml_check::{Diagnosis, Diagnostic, Format, Vocabulary};

/// What can be wrong with a descriptor's keypoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeypointProblem {
    /// Two keypoints of a pose model with one landmark.
    Duplicate {
        /// The landmark's name.
        landmark: &'static str,
    },
    /// Keypoints without a landmark that nothing can be measured without.
    Missing {
        /// The landmark's name.
        landmark: &'static str,
    },
}

impl Diagnostic for KeypointProblem {
    fn diagnosis(&self, _: &Format) -> Diagnosis {
        match self {
            Self::Duplicate { landmark } => Diagnosis::wrong(
                "duplicate-keypoint",
                format!("two keypoints are `{landmark}`"),
                "the second",
                "write \"none\" for a keypoint that Supple has no landmark for",
            ),
            Self::Missing { landmark } => Diagnosis::wrong(
                "missing-keypoint",
                format!("no keypoint is `{landmark}`; without shoulders and hips nothing can be measured"),
                format!("`{landmark}` belongs in here"),
                "name the keypoints in the model's own order, or leave the list out for the 17 of COCO",
            ),
        }
    }
}

/// A descriptor, as problems speak of it.
pub(super) static DESCRIPTOR: Format = Format {
    name: "pose-model",
    when_empty: "start from a copy of an example in docs/pose-models.md",
    how_a_line_looks: "a line is `key = value`: texts in double quotes, lists in [ ]; [input] and [output] start their parts",
    when_twice: "keep one of the two",
};

/// What the outputs of a pose model mean.
pub(super) static KIND: Vocabulary = Vocabulary::new("unknown-kind", "kind", "kinds");
/// The order of a tensor's axes.
pub(super) static LAYOUT: Vocabulary = Vocabulary::new("unknown-layout", "layout", "layouts");
/// The type of a tensor's numbers.
pub(super) static NUMBER_TYPE: Vocabulary = Vocabulary::new("unknown-type", "number type", "number types");
/// The order of a pixel's channels.
pub(super) static COLOUR_ORDER: Vocabulary = Vocabulary::new("unknown-colour-order", "colour order", "colour orders");
/// A keypoint's landmark. There are 33; a wall of names helps nobody.
pub(super) static LANDMARK: Vocabulary = Vocabulary {
    instead_of_all: Some("landmarks are named like `left_knee`, `right_shoulder` or `nose`"),
    ..Vocabulary::new("unknown-landmark", "landmark", "landmarks")
};
