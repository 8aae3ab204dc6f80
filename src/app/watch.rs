//! What is seen in a frame: the pose, and the spine if it is asked for.

use std::sync::Arc;

use super::failure::Failure;
use crate::body::Size;
use crate::frame::{Frame, FrameKind};
use crate::measure::Observation;
use crate::measure::SpineTracker;
use crate::seam::PoseEstimator;

/// Makes observations of frames, and remembers from one frame to the next what the spine's neutral needs.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    spine: SpineTracker,
    film: Film,
}

impl Watch {
    /// The observation of one frame, with the spine if it is asked for.
    pub fn observe(
        &mut self,
        estimator: &mut dyn PoseEstimator,
        frame: &Frame,
        wants_spine: bool,
    ) -> Result<Observation, Failure> {
        let pose = estimator.estimate(frame)?;
        let size = Size::new(frame.image.width(), frame.image.height());
        let spine = if wants_spine {
            if self.film.begins_with(frame) {
                self.spine = SpineTracker::default();
            }
            let silhouette = estimator.silhouette(frame)?;
            self.spine.observe(frame.time, size, pose.as_ref(), silhouette.as_deref())
        } else {
            None
        };
        Ok(Observation { time: frame.time, size, pose, spine })
    }
}

/// Tells where one film ends and the next begins, of frames that come one after the other.
#[derive(Debug, Default)]
pub(crate) struct Film {
    origin: Option<Arc<str>>,
}

impl Film {
    /// Whether this frame shows somebody of whom nothing is known: a still, or the first frame of another file.
    pub fn begins_with(&mut self, frame: &Frame) -> bool {
        let is_other = self.origin.as_ref() != Some(&frame.origin);
        if is_other {
            self.origin = Some(Arc::clone(&frame.origin));
        }
        is_other || frame.kind == FrameKind::Still
    }
}
