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

mod bow;
mod curve;
mod fit;
mod outline;
mod polynomial;
mod shape;
mod stance;
#[cfg(test)]
mod synthetic;
mod tracker;
mod window;

pub use crate::measure::spine::bow::{BODY_ZERO, PER_DEGREE};
pub use crate::measure::spine::tracker::SpineTracker;
pub use curve::SpineShape;
pub use curve::{Spine, SpineChange, SpineCurve, SpineUnseen};
