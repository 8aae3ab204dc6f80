//! How patient the coach is: the times that decide when a hold begins, pauses, goes on and is given up.

use std::time::Duration;

/// How long the pose must be inside every range before a hold counts. Shorter than a breath; long enough that passing
/// through the pose starts nothing.
pub const ENTERING: Duration = Duration::from_millis(500);
/// How long a pose must be inside every range to count as reached in a movement that doesn't stop there: longer than a flicker,
/// shorter than the turn at the end of any calm movement.
pub const REACHING: Duration = Duration::from_millis(200);
/// How long somebody must lie ready before what is timed begins for the first time: who lifts the seat again and again, as in a bridge, lies
/// there for less in between.
pub const LYING_READY: Duration = Duration::from_secs(2);
/// How long the pose must be left, or not be seen, before a hold pauses: longer than a model's flicker.
pub const LEAVING: Duration = Duration::from_millis(700);
/// How long a body that is in the pose may move before the hold pauses: time to shift a knee or to reach a little further. Whoever
/// comes to rest again sooner has held the pose all along.
pub const ADJUSTING: Duration = Duration::from_secs(2);
/// The longest loss of sight that is credited when the pose is unchanged after it.
pub const CREDITED_LOSS: Duration = Duration::from_secs(2);
/// How long somebody must be seen outside the pose before a paused hold is given up.
pub const ABANDONING: Duration = Duration::from_secs(10);
/// How long nobody must be seen before the next hold may begin without the pose having been seen to be left.
pub const RELEASED_BY_ABSENCE: Duration = Duration::from_secs(2);
/// How long sight may be lost while entering without beginning again.
pub(crate) const BLINK: Duration = Duration::from_millis(200);
