//! The coaching core: pure functions and state machines over observations. No clock, file, thread or window in it.

mod body;
mod event;
mod geometry;
mod measures;
mod smoothing;
mod status;
mod stretch;

pub use body::{Keypoint, LANDMARKS, Landmark, Observation, Pose, Side};
pub use event::{Event, EventKind, HoldFacts, PauseReason};
pub use geometry::{Point, Point3, Size, Vec2, joint_angle};
pub use measures::{Definition, Formula, Measure, Plane, Unit};
pub use smoothing::{MovingAverage, OneEuro, OneEuroState};
pub use status::{Assessment, Message, Phase, Reading, Status, TargetState, Tone, Unseen};
pub use stretch::{
    CameraAdvice, CameraSide, Dose, Figure, Limb, Position, Range, Role, Routine, Step, Stretch, Target,
};
