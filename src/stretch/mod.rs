//! What should be done: stretches with their targets, doses and words, and routines of them. Values of these types cannot be wrong; the
//! checks that make them so, with places in a file, are in `stretch_file`.
//!
//! ```
//! use std::time::Duration;
//! use supple::measure::{CameraSide, Measure};
//! use supple::stretch::{CameraAdvice, Deeper, Dose, TargetSide, Pace, Range, Role, Stretch, Target};
//!
//! let camera = CameraAdvice { see: CameraSide::Side, distance_m: 2.0, height_m: 0.5 };
//! let dose = Dose { pace: Pace::Hold(Duration::from_secs(20)), reps: 3, rest: Duration::from_secs(10) };
//! let mut stretch = Stretch::bare("hip-fold", "Hip fold", camera, dose);
//! stretch.targets.push(Target {
//!     id: "hip".into(),
//!     measure: Measure::Hip,
//!     limb: TargetSide::Near,
//!     range: Range::new(0.0, 70.0).ok_or("crossed")?,
//!     from_start: false,
//!     deeper: Some(Deeper::Lower),
//!     role: Role::Must,
//!     below: None,
//!     above: Some("Fold a little further.".into()),
//! });
//! assert_eq!(stretch.all_targets().count(), 1);
//! # Ok::<(), &str>(())
//! ```

mod definition;
mod own_dose;
mod pose_index;
#[cfg(test)]
pub(crate) mod samples;

pub use definition::{
    CameraAdvice, Deeper, Dose, Figure, Pace, Position, Range, Role, Routine, Step, Stretch, Target, TargetPose,
    TargetSide,
};
pub use own_dose::{OwnDose, OwnDoses};
pub use pose_index::PoseIndex;
