//! Pose models of a person's own: any network with 2D keypoints that a descriptor, a TOML file beside it, explains.
//!
//! ```text
//! descriptor (TOML) → Descriptor
//!
//! frame → Crop (the person's surroundings, or the whole picture) → input tensor → network → decode → Sighting
//!           └──────────────────────── where the person was ────────────────────────────────────────┘
//!                                       Sighting → landmarks by name → steady → Pose, flat
//! ```
//!
//! Three kinds of networks are understood: `SimCC` heads (`RTMPose`), `MoveNet`'s single-pose output, and YOLO's pose output.
//! All of them know the picture alone: the pose has no depth ([`Pose::has_depth`](crate::body::Pose::has_depth)), and
//! landmarks that the network does not know are never seen. `docs/pose-models.md` describes the descriptor.

mod crop;
mod decode;
mod descriptor;
mod file;
mod net;
mod problem;
mod steady;
mod tracker;
mod yolo;

pub use crop::{Crop, fill};
pub use decode::{SeenKeypoint, Sighting, Spot, decode_movenet, decode_simcc};
pub use descriptor::{COCO, ColourOrder, Descriptor, Input, Kind, Layout, NumberType};
pub use file::parse_descriptor;
pub use net::{KeypointNet, NetFailure};
pub use tracker::KeypointModel;
pub use yolo::decode_yolo;
