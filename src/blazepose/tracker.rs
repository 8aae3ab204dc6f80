//! Finds a person, then follows them from frame to frame.

use std::sync::Arc;
use std::time::Duration;

use super::anchors::anchors;
use super::detection::{self, Detection};
use super::landmarks::{self, Body};
use super::model::{
    DETECTOR, DETECTOR_BOXES, DETECTOR_SCORES, DETECTOR_SIDE, LANDMARK_SIDE, LANDMARK_TRUNK, TRUNK_HEATMAP,
    TRUNK_LANDMARKS, TRUNK_PRESENCE, TRUNK_WORLD,
};
use super::net::{self, Net, NetError};
use super::region::Region;
use super::steady::Steady;
use super::warp::{Border, Values, warp};
use crate::coach::{Pose, Size};
use crate::frame::{Frame, FrameKind};
use crate::time::Timestamp;

/// How long the place where a person was last seen is still looked at when the detector finds nobody.
///
/// The detector looks for faces and upright bodies; somebody lying on their front it may miss for a while, although the
/// landmark model sees them well once it is told where to look. Somebody holding a stretch is still where they were. Two
/// seconds is longer than any flicker and too short for them to have got up and gone.
const RECALL: Duration = Duration::from_secs(2);

/// Finds the pose of one person in pictures, with a detector and a landmark model.
///
/// In a moving picture the landmark model alone follows the person, which costs one run a frame. MediaPipe gives up a frame
/// in which it loses them and runs the detector on the next. Here the detector runs on the same frame: it costs that frame
/// one more run of each network, never more, and a hold does not lose its person to a flicker.
#[derive(Debug)]
pub struct BlazePose<N> {
    detector: N,
    landmark: N,
    anchors: Vec<(f64, f64)>,
    track: Track,
    detection: Option<Detection>,
    seen: Option<Region>,
}

/// What is remembered from one frame of a moving picture to the next.
#[derive(Debug, Default)]
struct Track {
    frame: Option<FrameId>,
    /// Where to look next for the person.
    region: Option<Region>,
    /// When they were last seen.
    seen: Option<Timestamp>,
    /// Whether they were seen in the last frame.
    is_followed: bool,
    steady: Steady,
}

#[derive(Debug)]
struct FrameId {
    origin: Arc<str>,
    index: u64,
    time: Timestamp,
    size: Size,
}

impl FrameId {
    fn of(frame: &Frame) -> Self {
        let (width, height) = frame.image.dimensions();
        let size = Size::new(width, height);
        Self { origin: Arc::clone(&frame.origin), index: frame.index, time: frame.time, size }
    }

    /// Whether `next` is a later frame of the same stream.
    fn continues_with(&self, next: &Self) -> bool {
        self.origin == next.origin && self.size == next.size && self.index < next.index && self.time <= next.time
    }
}

impl<N: Net> BlazePose<N> {
    /// A pipeline around networks with the tensors of [`DETECTOR`] and [`LANDMARK_TRUNK`].
    #[must_use]
    pub fn new(detector: N, landmark: N) -> Self {
        Self { detector, landmark, anchors: anchors(), track: Track::default(), detection: None, seen: None }
    }

    /// The pose of the person in `frame`, in its pixels, or nobody.
    ///
    /// A still is searched afresh and leaves no trace. A moving frame is taken to follow the one before, and the pose is
    /// steadied over time, unless it comes from somewhere else, has another size or goes back in time: then the person is
    /// searched for afresh, too. Costs at most one run of the detector and two of the landmark model.
    pub fn estimate(&mut self, frame: &Frame) -> Result<Option<Pose>, NetError> {
        self.detection = None;
        self.seen = None;
        if frame.image.width() == 0 || frame.image.height() == 0 {
            return Ok(None);
        }
        let body = match frame.kind {
            FrameKind::Still => self.find(frame)?,
            FrameKind::Moving => self.follow(frame)?,
        };
        Ok(body.map(|body| body.pose))
    }

    /// What the detector found in the last frame, if it ran at all.
    #[must_use]
    pub fn detection(&self) -> Option<&Detection> {
        self.detection.as_ref()
    }

    /// The region in which the landmark model saw the person of the last frame; its feature maps
    /// ([`TRUNK_FEATURES_64`](super::model::TRUNK_FEATURES_64) and
    /// [`TRUNK_FEATURES_128`](super::model::TRUNK_FEATURES_128)), from which the mask head can draw their silhouette, cover
    /// this region.
    #[must_use]
    pub fn seen_in(&self) -> Option<Region> {
        self.seen
    }

    /// Where the person will be looked for in the next moving frame, while they are being followed.
    #[must_use]
    pub fn next_region(&self) -> Option<Region> {
        self.track.region.filter(|_| self.track.is_followed)
    }

    /// The detector.
    #[must_use]
    pub fn detector(&self) -> &N {
        &self.detector
    }

    /// The landmark model, with the outputs of its last run.
    #[must_use]
    pub fn landmark(&self) -> &N {
        &self.landmark
    }

    /// The detector, to reset what it counts.
    pub fn detector_mut(&mut self) -> &mut N {
        &mut self.detector
    }

    /// The landmark model, to reset what it counts.
    pub fn landmark_mut(&mut self) -> &mut N {
        &mut self.landmark
    }

    /// Looks for a person in the whole picture.
    fn find(&mut self, frame: &Frame) -> Result<Option<Body>, NetError> {
        self.detection = self.detect(frame)?;
        match self.detection {
            Some(detection) => self.look(frame, &detection.region()),
            None => Ok(None),
        }
    }

    /// Follows the person from the frame before, or finds one.
    fn follow(&mut self, frame: &Frame) -> Result<Option<Body>, NetError> {
        let id = FrameId::of(frame);
        if !self.track.frame.as_ref().is_some_and(|last| last.continues_with(&id)) {
            self.track = Track::default();
        }
        self.track.frame = Some(id);
        let body = self.follow_or_find(frame)?;
        let Some(mut body) = body else {
            self.track.is_followed = false;
            self.track.steady = Steady::default();
            return Ok(None);
        };
        self.track.steady.steady(&mut body, frame.time);
        self.track.region = Some(body.circle().expanded());
        self.track.seen = Some(frame.time);
        self.track.is_followed = true;
        Ok(Some(body))
    }

    fn follow_or_find(&mut self, frame: &Frame) -> Result<Option<Body>, NetError> {
        let last = self.track.region;
        let was_followed = self.track.is_followed;
        if let Some(region) = last.filter(|_| was_followed)
            && let Some(body) = self.look(frame, &region)?
        {
            return Ok(Some(body));
        }
        if let Some(body) = self.find(frame)? {
            // The same person, lost and found within one frame, keeps their filters: nobody sees the flicker. Anybody
            // else must not inherit them.
            let is_same = last.zip(self.seen).is_some_and(|(last, now)| last.is_near(&now));
            if !is_same {
                self.track.steady = Steady::default();
            }
            return Ok(Some(body));
        }
        let is_recent = self.track.seen.is_some_and(|seen| frame.time.since(seen) <= RECALL);
        match last.filter(|_| is_recent && !was_followed) {
            Some(region) => self.look(frame, &region),
            None => Ok(None),
        }
    }

    /// The most likely person that the detector sees in the whole picture.
    fn detect(&mut self, frame: &Frame) -> Result<Option<Detection>, NetError> {
        let shown = Region::around_picture(Size::new(frame.image.width(), frame.image.height()));
        let tensor = net::input(&mut self.detector, &DETECTOR, 0)?;
        warp(&frame.image, &shown, Border::Black, Values::SIGNED, DETECTOR_SIDE, tensor);
        self.detector.run()?;
        let boxes = net::output(&self.detector, &DETECTOR, DETECTOR_BOXES)?;
        let scores = net::output(&self.detector, &DETECTOR, DETECTOR_SCORES)?;
        Ok(detection::most_likely(&detection::decode(boxes, scores, &self.anchors, &shown)))
    }

    /// The body that the landmark model sees in a region.
    fn look(&mut self, frame: &Frame, region: &Region) -> Result<Option<Body>, NetError> {
        if !region.is_usable(Size::new(frame.image.width(), frame.image.height())) {
            return Ok(None);
        }
        let tensor = net::input(&mut self.landmark, &LANDMARK_TRUNK, 0)?;
        warp(&frame.image, region, Border::Nearest, Values::UNIT, LANDMARK_SIDE, tensor);
        self.landmark.run()?;
        let output = |position| net::output(&self.landmark, &LANDMARK_TRUNK, position);
        let outputs = landmarks::Outputs {
            landmarks: output(TRUNK_LANDMARKS)?,
            presence: output(TRUNK_PRESENCE)?,
            heatmap: output(TRUNK_HEATMAP)?,
            world: output(TRUNK_WORLD)?,
        };
        let body = landmarks::decode(&outputs, region);
        self.seen = body.as_ref().map(|_| *region);
        Ok(body)
    }
}
