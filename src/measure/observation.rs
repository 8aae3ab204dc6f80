//! What is seen at a moment: the input of everything that measures, judges and coaches.

use crate::body::{Pose, Size};
use crate::measure::spine::Spine;
use crate::time::Timestamp;

/// What was seen at a moment: a person, or nobody. Absence is an observation too.
///
/// ```
/// use supple::body::{Side, Size};
/// use supple::measure::{Measure, Observation, measure};
/// use supple::time::Timestamp;
///
/// let nobody = Observation { time: Timestamp::from_secs(2.0), size: Size::new(1280, 720), pose: None, spine: None };
/// assert_eq!(measure(Measure::Knee, Side::Left, &nobody).value(), None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// When the frame was captured.
    pub time: Timestamp,
    /// The picture's size, which the landmarks' pixels refer to.
    pub size: Size,
    /// The person, when one was found.
    pub pose: Option<Pose>,
    /// What is known about their spine, when it was looked at.
    pub spine: Option<Spine>,
}
