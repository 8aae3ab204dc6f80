//! What should be done: stretches with their targets, doses and words, and routines of them. Values of these types cannot be wrong; the
//! checks that make them so, with places in a file, are in `stretch_file`.

mod definition;
#[cfg(test)]
pub(crate) mod samples;

pub use definition::{
    CameraAdvice, Dose, Figure, Limb, Pace, Position, Range, Role, Routine, Step, Stretch, Target, TargetPose,
};
