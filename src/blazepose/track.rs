//! What is remembered from one frame of a moving picture to the next.

use std::sync::Arc;
use std::time::Duration;

use super::change::Change;
use super::landmarks::Body;
use super::region::Region;
use super::search::{LOYALTY, Lost, Search, TURNS};
use super::steady::LandmarkFilter;
use crate::body::{Size, VISIBLE, farthest_shift};
use crate::frame::Frame;
use crate::sparing::Sparing;
use crate::time::Timestamp;
use crate::time::reached;

/// A pose is repeated no longer than this after it was seen, whatever the picture shows: should a change have been too faint
/// to notice, nobody waits for it longer than they take to notice it themselves.
const LONGEST_REPETITION: Duration = Duration::from_millis(200);

/// Whoever moves any part of themselves by this many of their own sizes a second moves fast: in a thirtieth of a second that is about
/// four pixels of somebody who fills a window of 720 lines, half of a line's width, and seen to be behind.
const FAST: f64 = 0.2;
/// Two looks that are further apart tell no speed.
const APART: Duration = Duration::from_millis(450);

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
    /// How sparingly it looks.
    pub sparing: Sparing,
    /// Whether nobody is there: when that was last looked for, and how many times in a row in vain.
    pub empty: Option<(Timestamp, u32)>,
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
    /// Whether they moved fast before it; whoever was seen only once may.
    pub is_fast: bool,
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
        let longest = LONGEST_REPETITION.max(self.sparing.still);
        if reached(now.since(known.time), longest) || self.change.is_in(&known.region) {
            return None;
        }
        self.seen = Some(now);
        Some(known.body.clone())
    }

    /// The body that was seen last, if it is too early to look again.
    pub fn hurried(&mut self, now: Timestamp) -> Option<Body> {
        let known = self.known.as_ref()?;
        let least = if known.is_fast { self.sparing.fast } else { self.sparing.slow };
        if reached(now.since(known.time), least) {
            return None;
        }
        self.seen = Some(now);
        Some(known.body.clone())
    }

    /// Keeps what the landmark model has seen now, and how fast it was.
    pub fn know(&mut self, seen: Known) {
        let before = self.known.take().filter(|before| !reached(seen.time.since(before.time), APART));
        let is_fast = before.is_none_or(|before| speed(&before, &seen) > FAST);
        self.empty = None;
        self.known = Some(Known { is_fast, ..seen });
    }

    /// Notes that nobody is in the picture at hand. It is compared with those to come, where that may be spared.
    pub fn note_empty(&mut self, now: Timestamp) {
        let vain = self.empty.map_or(0, |(_, vain)| vain);
        self.empty = Some((now, vain + 1));
        self.change.remember();
    }

    /// Whether nobody was there when the picture was the same, however it was turned, and that is not too long ago.
    pub fn is_still_empty(&self, now: Timestamp, size: Size) -> bool {
        let Some((looked, vain)) = self.empty else { return false };
        vain >= TURNS
            && !reached(now.since(looked), self.sparing.still)
            && !self.change.is_in(&Region::around_picture(size))
    }

    /// Notes that the person isn't in the frame.
    pub fn lose(&mut self) {
        self.is_followed = false;
        self.steady = LandmarkFilter::default();
        self.known = None;
    }
}

/// How fast the fastest part of a body moved from one look to the next, in sizes of the body a second.
fn speed(before: &Known, now: &Known) -> f64 {
    let seconds = now.time.since(before.time).as_secs_f64();
    let size = now.body.circle().side;
    let farthest = farthest_shift(&before.body.pose, &now.body.pose, VISIBLE);
    if seconds > 0.0 && size > 0.0 { farthest / size / seconds } else { 0.0 }
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
