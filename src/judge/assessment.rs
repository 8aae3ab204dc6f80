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
