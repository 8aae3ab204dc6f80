//! How the back is bowed, and why that is not seen.

use serde::{Deserialize, Serialize};

use crate::measure::spine::polynomial::TERMS;

/// How the back is bowed in one picture, in torso lengths: positive rounded, negative hollow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpineCurve {
    /// Mean height of the back's outline over the chord between its two ends. A straight spine reads -0.05 to 0.02, by
    /// body and clothes.
    pub curve: f64,
    /// The lower half alone over its own chord, doubled, so that an even bend splits into its halves' shares; `None` where
    /// that half is hidden.
    pub lumbar: Option<f64>,
    /// The upper half, likewise.
    pub thoracic: Option<f64>,
    /// One standard deviation of `curve` as a measure of the outline. Between different people another [`BODY_ZERO`](crate::measure::BODY_ZERO) comes on
    /// top.
    pub error: f64,
    /// The whole curve, to be compared with that of another moment.
    pub shape: SpineShape,
}

/// How much the back is bowed more than at another moment, such as in the person's own neutral pose, in torso lengths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpineChange {
    /// The difference: positive is rounder, negative more hollow.
    pub change: f64,
    /// Its standard deviation.
    pub error: f64,
}

/// What is known about the spine at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spine {
    /// How the back is bowed, or why that is not seen.
    pub curve: Result<SpineCurve, SpineUnseen>,
    /// The change against the person's neutral, once that is known.
    pub change: Option<SpineChange>,
}

/// Why the bow of the back is not seen. Recordings know each by its own name in `snake_case`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum SpineUnseen {
    /// Shoulders or hips are hidden.
    #[error("the trunk is hidden")]
    TrunkHidden,
    /// The trunk is too small in the picture or points at the camera.
    #[error("the trunk is too short in the picture")]
    TrunkTooShort,
    /// Shoulders or hips face the camera, so that the outline is the flank.
    #[error("seen from the front, or twisted")]
    NotFromTheSide,
    /// It is not clear on which side the back is.
    #[error("not clear which side is the back")]
    SideUnknown,
    /// The person lies or leans on their back: the outline there is the mat's or the chair's.
    #[error("lying or leaning on the back")]
    OnTheBack,
    /// Arms or the picture's edge hide more than half of the outline.
    #[error("the back's outline is hidden")]
    OutlineHidden,
    /// The error would be nearly as large as the bow of a whole cat stretch.
    #[error("too uncertain")]
    TooUncertain,
}

/// The curve of a back at a moment, with all that is needed to compare it with another one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SpineShape {
    /// Of Legendre polynomials up to the fourth degree on the way from the hips' end of the back (-1) to the shoulders' (1), in
    /// torso lengths. The bow of the whole is `-c2 - c4`.
    pub coefficients: [f64; TERMS],
    /// The fit's share of the error of the whole's bow, in torso lengths.
    pub fit_error: f64,
    /// The soft edge's share, likewise.
    pub softness: f64,
    /// How far the body is turned from the side towards the camera, in radians.
    pub turn: f64,
    /// Whether the belly lies clockwise of the way from hips to shoulders: which side is seen, and so which outline.
    pub is_clockwise: bool,
}
