//! Which of a stretch's two poses is meant.

use std::ops::{Index, IndexMut};

/// One of the two poses of a stretch that has two, by its place in the file. It indexes what is kept for each of them.
///
/// ```
/// use supple::stretch::PoseIndex;
///
/// let mut reached = [false; 2];
/// reached[PoseIndex::First.other()] = true;
/// assert_eq!(PoseIndex::BOTH.map(|pose| reached[pose]), [false, true]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PoseIndex {
    /// The first.
    First,
    /// The second.
    Second,
}

impl PoseIndex {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

impl<T> Index<PoseIndex> for [T; 2] {
    type Output = T;

    fn index(&self, pose: PoseIndex) -> &T {
        let [first, second] = self;
        match pose {
            PoseIndex::First => first,
            PoseIndex::Second => second,
        }
    }
}

impl<T> IndexMut<PoseIndex> for [T; 2] {
    fn index_mut(&mut self, pose: PoseIndex) -> &mut T {
        let [first, second] = self;
        match pose {
            PoseIndex::First => first,
            PoseIndex::Second => second,
        }
    }
}
