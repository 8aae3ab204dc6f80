//! What is seen of a body, and how surely.
//!
//! ```text
//! Observation → facing (view, near side) → read (one row of the table, on one side) → Reading: a value with its error, or why it is unseen
//!                                           ↑
//!                        start (what differs from body to body), spine (the bow of the back)
//! ```
//!
//! ```
//! use supple::measure::{Facing, Measure, measure};
//! use supple::record::{Moment, Reader};
//!
//! // Somebody in child's pose, as a recording has them. `supple pose` says the same of a picture.
//! let text = std::fs::read_to_string("tests/sessions/childs_pose_good/observations.jsonl")?;
//! let in_the_hold = |moment: &Moment| matches!(moment, Moment::Seen(seen) if seen.time.secs() > 8.0);
//! let moment = Reader::new(text.as_bytes())?.filter_map(Result::ok).find(in_the_hold);
//! let Some(Moment::Seen(seen)) = moment else { return Err("nothing was seen".into()) };
//! let near = Facing::of(seen.pose.as_ref().ok_or("nobody")?).near;
//! let knee = measure(Measure::Knee, near, &seen);
//! assert!(knee.value().is_some_and(|degrees| degrees < 60.0), "{knee:?}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod baseline;
mod camera_tilt;
mod coverage;
mod facing;
mod heading;
mod joint;
#[cfg(test)]
pub(crate) mod mannequin;
mod observation;
mod posture;
mod presence;
mod read;
mod reading;
mod spine;
mod start;
mod table;
mod view;

pub use baseline::Baseline;
pub use camera_tilt::CameraTilt;
pub(crate) use coverage::{Coverage, CoverageTracker, Missing, Part, Way, is_end_of_limb};
pub use facing::{Facing, FacingTracker};
pub use observation::Observation;
pub(crate) use posture::is_on_feet;
pub(crate) use presence::Presence;
pub(crate) use read::{SeenBody, landmarks, read};
pub use read::{joint_angles, measure};
pub use reading::{Estimate, Reading, Unseen};
pub use spine::{BODY_ZERO, PER_DEGREE, Spine, SpineChange, SpineCurve, SpineShape, SpineTracker, SpineUnseen};
pub use start::Start;
pub(crate) use start::StartValue;
pub use table::{Bow, Definition, Formula, Hints, Measure, Posture, Relative, Segment, Tilt, Trunk, Unit, Whose};
pub use view::{BodyView, CameraSide, Plane};
