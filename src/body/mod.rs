//! What a body is: landmarks and sides, a pose, the outline, and how far it is turned; geometry and smoothing for it.
//!
//! ```
//! use supple::body::{Landmark, Point, Side, joint_angle};
//!
//! let (hip, knee, ankle) = (Point::new(0.0, 0.0), Point::new(0.0, 40.0), Point::new(40.0, 40.0));
//! assert_eq!(joint_angle(hip, knee, ankle), Some(90.0));
//! assert_eq!(Side::Left.of(Landmark::RightKnee), Landmark::LeftKnee);
//! ```

mod geometry;
mod pose;
mod silhouette;
mod smoothing;
mod turn;

pub use geometry::{Angle, Point, Point3, Rect, Size, Vec2, Vec3, bounds, joint_angle, overlap};
pub(crate) use pose::Sharpness;
pub use pose::{Keypoint, LANDMARKS, Landmark, Pose, Side, VISIBLE, farthest_shift, torso_length};
pub use silhouette::{Placement, SILHOUETTE_SIDE, Silhouette};
pub use smoothing::{MovingAverage, OneEuro, OneEuroState};
pub use turn::Turn;
pub(crate) use turn::{HIPS_FROM_FRONT, SHOULDERS_FROM_FRONT};
pub(crate) use turn::{across, breadth_turn, trunk};
