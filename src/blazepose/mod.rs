//! Google's `BlazePose` pipeline, pure: everything between a frame and a pose except running the networks.
//!
//! ```text
//! frame → detector → Detection → Region ┐
//!            ↑ only when nobody is tracked│
//!                                        ├→ warp → landmark model → Body → steady → Pose
//!                 Region of the body before ┘                         └→ Region for the next frame
//! ```
//!
//! Where the picture has not changed since the landmark model last saw it, the pose is repeated without running it.
//!
//! Pixels are the picture's, x to the right, y down; angles are radians, clockwise as seen on the screen. The networks and
//! every constant come from `MediaPipe` (Apache-2.0), its first-generation pose graph; each file names its sources there.

pub mod anchors;
mod change;
pub mod detection;
pub mod heatmap;
pub mod landmarks;
mod mask;
pub mod model;
mod net;
mod networks;
mod region;
#[cfg(test)]
mod script;
mod search;
mod steady;
mod track;
mod tracker;
mod warp;

pub use change::Change;
pub use detection::Detection;
pub use mask::{MASK_INTERVAL, MaskHead};
pub use net::{Net, NetError};
pub use region::Region;
pub use tracker::BlazePose;
pub use warp::{Border, Values, warp};

/// The sigmoid function: from any number to 0..1.
fn logistic(value: f64) -> f64 {
    1.0 / (1.0 + (-value).exp())
}
