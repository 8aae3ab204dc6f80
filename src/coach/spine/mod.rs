//! The bow of the back, from the outline of the person's silhouette: no pose model has landmarks on the spine.
//!
//! ```text
//! Pose + Silhouette → stance (trunk, which side is the back) → outline (height over the trunk's line, ray by ray)
//!                   → fit (a smooth curve through it, with its uncertainty) → bow → SpineCurve
//!                                                             SpineCurve against a SpineShape → SpineChange
//! ```
//!
//! Everything is computed in the silhouette's own pixels, which are a turned and scaled copy of the picture, so that lengths in
//! torso lengths (middle of the hips to middle of the shoulders, in the picture) and the sense of turning are the picture's.
//! Positive is rounded, negative hollow. An even bend of θ degrees between hips and shoulders reads as θ times
//! [`PER_DEGREE`].

use serde::{Deserialize, Serialize};

mod bow;
mod fit;
mod outline;
mod polynomial;
mod shape;
mod silhouette;
mod stance;
#[cfg(test)]
mod synthetic;
mod tracker;

pub use bow::{BODY_ZERO, PER_DEGREE};
pub use shape::SpineShape;
pub use silhouette::{Placement, SILHOUETTE_SIDE, Silhouette};
pub use tracker::SpineTracker;

/// The part of the way from hips to shoulders that is the back: at 0.10 the sacrum begins and the buttock ends, 0.90 is under
/// the neck and clear of the shoulder. The middle, 0.5, lies at about the first lumbar vertebra (27 of 48 cm), so that the
/// halves are the lumbar spine with the sacrum, and the thoracic spine.
const WINDOW: (f64, f64) = (0.10, 0.90);

/// How far a landmark may be from the joint it stands for, in torso lengths: joints slip by 0.03 to 0.07 as a body bends.
const LANDMARK_SLIP: f64 = 0.05;

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
    /// One standard deviation of `curve` as a measure of the outline. Between different people another [`BODY_ZERO`] comes on
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
