//! Finds a person, then follows them from frame to frame.

use super::detection::Detection;
use super::landmarks::Body;
use super::net::{Net, NetError};
use super::networks::Networks;
use super::region::Region;
use super::search;
use super::search::{Search, TURNS};
use super::steady::LandmarkFilter;
use super::track::{Following, FrameId, Known, size_of};
use crate::body::Pose;
use crate::frame::{Frame, FrameKind};
use crate::sparing::Sparing;
use crate::time::Timestamp;

/// A still in which the landmark model is this sure of somebody isn't searched further, turned otherwise. In a region that
/// is turned wrongly it may still see a body, but is less sure of it.
const CONVINCING: f64 = 0.9;

/// How many times the landmark model runs on one view of a frame at most.
const LOOKS: usize = 2;

/// Finds the pose of one person in pictures, with a detector and a landmark model.
///
/// In a moving picture the landmark model alone follows the person, which costs one run a frame. MediaPipe gives up a frame
/// in which it loses them and runs the detector on the next. Here the detector runs on the same frame: it costs that frame
/// one more run of each network, never more, and a hold does not lose its person to a flicker.
///
/// A lost person is looked for near their place first, and for some seconds nobody who appears elsewhere or in another size
/// is taken for them. Somebody not found upright is looked for in the picture turned by a quarter, one turn a frame.
///
/// While nothing changes where they are, somebody's pose is repeated and no network runs, for a fifth of a second at most.
#[derive(Debug)]
pub struct BlazePose<N> {
    networks: Networks<N>,
    track: Following,
}

impl<N: Net> BlazePose<N> {
    /// A pipeline around networks with the tensors of [`DETECTOR`](super::model::DETECTOR) and
    /// [`LANDMARK_TRUNK`](super::model::LANDMARK_TRUNK).
    #[must_use]
    pub fn new(detector: N, landmark: N) -> Self {
        Self { networks: Networks::new(detector, landmark), track: Following::default() }
    }

    /// From now on moving pictures are looked at as sparingly as this.
    pub const fn spare(&mut self, sparing: Sparing) {
        self.track.sparing = sparing;
    }

    /// The pose of the person in `frame`, in its pixels, or nobody.
    ///
    /// A still is searched from the beginning, upright and then turned until the landmark model is sure, and leaves no trace. A moving
    /// frame is taken to follow the one before, and the pose is steadied over time, unless it comes from somewhere else, has
    /// another size or goes back in time: then the person is searched for again, too. A moving frame costs at most one run
    /// of the detector and two of the landmark model.
    pub fn estimate(&mut self, frame: &Frame) -> Result<Option<Pose>, NetError> {
        if frame.image.width() == 0 || frame.image.height() == 0 {
            self.networks.begin();
            return Ok(None);
        }
        let body = match frame.kind {
            FrameKind::Still => self.find_in_still(frame)?,
            FrameKind::Moving => self.follow(frame)?,
        };
        Ok(body.map(|body| body.pose))
    }

    /// Everyone whom the detector found in the last frame, if it ran at all: those who may be the person looked for come
    /// first.
    #[must_use]
    pub fn detections(&self) -> Option<&[Detection]> {
        self.networks.has_detected.then_some(self.networks.people.as_slice())
    }

    /// The region in which the landmark model saw the person of the last frame, and the time of the frame in which it did:
    /// an earlier one, where a pose is repeated. Its feature maps
    /// ([`TRUNK_FEATURES_64`](super::model::TRUNK_FEATURES_64) and
    /// [`TRUNK_FEATURES_128`](super::model::TRUNK_FEATURES_128)), from which the mask head can draw their silhouette, cover
    /// this region.
    #[must_use]
    pub fn seen_in(&self) -> Option<(Region, Timestamp)> {
        self.networks.seen
    }

    /// Where the person will be looked for in the next moving frame, while they are being followed.
    #[must_use]
    pub fn next_region(&self) -> Option<Region> {
        self.track.region.filter(|_| self.track.is_followed)
    }

    /// The detector.
    #[must_use]
    pub fn detector(&self) -> &N {
        &self.networks.detector
    }

    /// The landmark model, with the outputs of its last run.
    #[must_use]
    pub fn landmark(&self) -> &N {
        &self.networks.landmark
    }

    /// The detector, to reset what it counts.
    pub fn detector_mut(&mut self) -> &mut N {
        &mut self.networks.detector
    }

    /// The landmark model, to reset what it counts.
    pub fn landmark_mut(&mut self) -> &mut N {
        &mut self.networks.landmark
    }

    /// Finds the person in a still: the picture is turned until the landmark model is sure, else the surest is taken.
    fn find_in_still(&mut self, frame: &Frame) -> Result<Option<Body>, NetError> {
        self.networks.begin();
        // What the landmark model gave for the person who is followed is about to be lost.
        self.track.known = None;
        let mut best: Option<(Body, Region, Vec<Detection>)> = None;
        for turn in 0..TURNS {
            self.networks.detect(frame, &search::whole(size_of(frame), turn))?;
            let body = self.networks.look_at_people(frame, None, LOOKS)?;
            let Some((body, (region, _))) = body.zip(self.networks.seen) else { continue };
            if body.pose.score >= CONVINCING {
                return Ok(Some(body));
            }
            if best.as_ref().is_none_or(|(best, ..)| body.pose.score > best.pose.score) {
                best = Some((body, region, self.networks.people.clone()));
            }
        }
        let Some((_, region, people)) = best else { return Ok(None) };
        // What the networks last gave is to be of the body that is taken.
        self.networks.people = people;
        self.networks.look(frame, &region, None)
    }

    /// Follows the person from the frame before, or finds one.
    fn follow(&mut self, frame: &Frame) -> Result<Option<Body>, NetError> {
        let id = FrameId::of(frame);
        if !self.track.frame.as_ref().is_some_and(|last| last.continues_with(&id)) {
            self.track = Following { sparing: self.track.sparing, ..Following::default() };
        }
        self.track.frame = Some(id);
        if let Some(body) = self.track.hurried(frame.time) {
            self.networks.begin_again();
            return Ok(Some(body));
        }
        self.track.change.see(&frame.image);
        if let Some(body) = self.track.repeated(frame.time) {
            self.networks.begin_again();
            return Ok(Some(body));
        }
        self.networks.begin();
        if self.track.is_still_empty(frame.time, size_of(frame)) {
            return Ok(None);
        }
        let body = self.follow_or_find(frame)?;
        let (Some(mut body), Some((region, time))) = (body, self.networks.seen) else {
            self.track.lose();
            self.track.note_empty(frame.time);
            return Ok(None);
        };
        self.track.steady.steady(&mut body, frame.time);
        self.track.region = Some(body.circle().expanded());
        self.track.seen = Some(frame.time);
        self.track.is_followed = true;
        self.track.search = Search::default();
        self.track.change.remember();
        self.track.know(Known { body: body.clone(), region, time, is_fast: true });
        Ok(Some(body))
    }

    fn follow_or_find(&mut self, frame: &Frame) -> Result<Option<Body>, NetError> {
        let region = self.track.region;
        let lost = self.track.lost(frame.time);
        let mut looks = LOOKS;
        if let Some(region) = region.filter(|_| self.track.is_followed) {
            if let Some(body) = self.networks.look(frame, &region, lost.as_ref())? {
                return Ok(Some(body));
            }
            looks -= 1;
        }
        self.networks.detect(frame, &self.track.search.next_view(lost.as_ref(), size_of(frame)))?;
        // A region that has just failed isn't tried again in the same frame.
        let recall = lost.filter(|_| !self.track.is_followed);
        if recall.is_some() {
            looks -= 1;
        }
        if let Some(body) = self.networks.look_at_people(frame, lost.as_ref(), looks)? {
            // The same person, lost and found within one frame, keeps their filters: nobody sees the flicker. Anybody
            // else must not inherit them.
            let is_same = region.zip(self.networks.seen).is_some_and(|(before, (now, _))| before.is_near(&now));
            if !is_same {
                self.track.steady = LandmarkFilter::default();
            }
            return Ok(Some(body));
        }
        match recall {
            Some(lost) => self.networks.look(frame, &lost.region, Some(&lost)),
            None => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests;
