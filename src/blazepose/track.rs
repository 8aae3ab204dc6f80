//! What is remembered from one frame of a moving picture to the next.

use std::sync::Arc;
use std::time::Duration;

use super::change::Change;
use super::landmarks::Body;
use super::region::Region;
use super::search::{LOYALTY, Lost, Search};
use super::steady::LandmarkFilter;
use crate::body::Size;
use crate::frame::Frame;
use crate::time::Timestamp;
use crate::time::reached;

/// A pose is repeated no longer than this after it was seen, whatever the picture shows: should a change have been too faint
/// to notice, nobody waits for it longer than they take to notice it themselves.
const LONGEST_REPETITION: Duration = Duration::from_millis(200);

/// Whom the pipeline follows, or has lost.
#[derive(Debug, Default)]
pub(super) struct Following {
    pub frame: Option<FrameId>,
    /// Where to look next for the person.
    pub region: Option<Region>,
    /// When they were last seen.
    pub seen: Option<Timestamp>,
    /// Whether they were seen in the last frame.
    pub is_followed: bool,
    pub search: Search,
    pub steady: LandmarkFilter,
    pub change: Change,
    /// What the landmark model last saw, as long as it may be repeated.
    pub known: Option<Known>,
}

/// A body as the landmark model saw it.
#[derive(Debug)]
pub(super) struct Known {
    /// Steadied.
    pub body: Body,
    /// What the landmark model looked at.
    pub region: Region,
    /// Of the frame in which it looked.
    pub time: Timestamp,
}

impl Following {
    /// The person who was seen some time ago, as long as nobody else is to be taken for them.
    pub fn lost(&self, now: Timestamp) -> Option<Lost> {
        let (region, since) = (self.region?, now.since(self.seen?));
        (since <= LOYALTY).then_some(Lost { region, since })
    }

    /// The body that was seen last, if nothing has changed since where the landmark model would look.
    pub fn repeated(&mut self, now: Timestamp) -> Option<Body> {
        let known = self.known.as_ref()?;
        if reached(now.since(known.time), LONGEST_REPETITION) || self.change.is_in(&known.region) {
            return None;
        }
        self.seen = Some(now);
        Some(known.body.clone())
    }

    /// Notes that the person isn't in the frame.
    pub fn lose(&mut self) {
        self.is_followed = false;
        self.steady = LandmarkFilter::default();
        self.known = None;
    }
}

/// Which frame of which stream it was.
#[derive(Debug)]
pub(super) struct FrameId {
    origin: Arc<str>,
    index: u64,
    time: Timestamp,
    size: Size,
}

impl FrameId {
    pub fn of(frame: &Frame) -> Self {
        Self { origin: Arc::clone(&frame.origin), index: frame.index, time: frame.time, size: size_of(frame) }
    }

    /// Whether `next` is a later frame of the same stream.
    pub fn continues_with(&self, next: &Self) -> bool {
        self.origin == next.origin && self.size == next.size && self.index < next.index && self.time <= next.time
    }
}

pub(super) fn size_of(frame: &Frame) -> Size {
    Size::new(frame.image.width(), frame.image.height())
}
