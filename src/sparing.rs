//! How sparingly a camera's pictures are taken and looked at: nobody looks at an empty room thirty times a second, and a battery is not
//! for that.

use std::time::Duration;

/// How sparingly. By itself every picture is taken and looked at, as a recording and a film need it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sparing {
    /// The least time between two pictures that are taken; those between them are not even decoded.
    pub pictures: Duration,
    /// The least time between two looks at somebody who moves slowly; between them the pose is repeated.
    pub slow: Duration,
    /// The same of somebody who moves fast.
    pub fast: Duration,
    /// How long a pose is repeated, and nobody looked for anew, while nothing changes; what is so by itself, where this is zero.
    pub still: Duration,
}
