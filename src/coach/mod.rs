//! The coaching core: pure functions and state machines over observations. No clock, file, thread or window in it.
//!
//! ```text
//! Observation → facing (view, near side) → matcher (every target: within, below, above, unseen) → verdict
//!                                             │                                                    │
//!                                             └→ advice → hint (when to say it)                   hold
//!                                                            │                                     │
//!                                          practice (repetitions, sides, rests) ←──────────────────┘
//!                                                            │
//!                                                  session → events, status
//! ```

mod advice;
mod baseline;
mod bearing;
mod body;
mod coverage;
mod elsewhere;
mod entry;
mod event;
mod facing;
mod free;
mod geometry;
mod heading;
mod hint;
mod hold;
mod learn;
mod look;
#[cfg(test)]
pub(crate) mod mannequin;
mod matcher;
mod measures;
mod measuring;
mod movement;
mod posture;
mod practice;
mod presence;
mod recognise;
mod rests;
#[cfg(test)]
pub(crate) mod samples;
mod session;
mod settling;
mod side;
mod since;
mod smoothing;
mod spine;
mod status;
mod still;
#[cfg(test)]
mod stories;
mod stretch;
mod swing;
mod timing;
mod turn;
mod words;

pub use baseline::{Baseline, Start};
pub use body::{Keypoint, LANDMARKS, Landmark, Observation, Pose, Sharpness, Side};
pub use event::{Event, EventKind, HoldFacts, PauseReason};
pub use facing::{BodyView, Facing, FacingTracker};
pub use free::FREE;
pub use geometry::{Point, Point3, Size, Vec2, Vec3, joint_angle};
pub use learn::{
    LEARNED_HOLD, LONGEST_LEARNED, Learned, LearnedTarget, Learner, Learning, NotLearned, SHORTEST_LEARNED,
};
pub use matcher::{ANGLE_MARGIN, DISTANCE_MARGIN, Verdict, assess, verdict};
pub use measures::{Bow, Definition, Formula, Measure, Own, Plane, Tilt, Trunk, Unit, Whose};
pub use measuring::{Estimate, VISIBLE, joint_angles, measure, torso_length};
pub use recognise::{Recognised, Recogniser};
pub use session::{Command, Session};
pub use smoothing::{MovingAverage, OneEuro, OneEuroState};
pub use spine::{
    BODY_ZERO, PER_DEGREE, Placement, SILHOUETTE_SIDE, Silhouette, Spine, SpineChange, SpineCurve, SpineShape,
    SpineTracker, SpineUnseen,
};
pub use status::{Assessment, Message, Next, Phase, Reading, Status, TargetState, Tone, Unseen};
pub use still::{Judgement, judge};
pub use stretch::{
    CameraAdvice, CameraSide, Dose, Figure, Limb, Pace, Position, Range, Role, Routine, Step, Stretch, Target,
    TargetPose,
};
pub use turn::Turn;
pub use words::TIMED;
