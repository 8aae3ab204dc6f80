//! One target with where it stands.

use crate::body::Side;
use crate::measure::Reading;
use crate::stretch::Target;

/// One target with where it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The target.
    pub target: Target,
    /// The side of the body it was measured on.
    pub side: Side,
    /// What was measured.
    pub reading: Reading,
    /// Where that is against the range.
    pub state: TargetState,
}

/// Which target of a pose is meant, by its place among the pose's targets. Assessments stand in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetIndex(pub usize);

impl TargetIndex {
    /// The target as it stands in `assessments`; `None` where these are of a pose without it.
    #[must_use]
    pub fn of(self, assessments: &[Assessment]) -> Option<&Assessment> {
        assessments.get(self.0)
    }
}

/// Where a reading is against its target's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    /// Inside.
    Within,
    /// Below the lower end.
    Below,
    /// Above the upper end.
    Above,
    /// Not seen: neither right nor wrong.
    Unseen,
}
