//! What is seen in a frame: the pose, and the spine for whoever asks for it.

use std::sync::Arc;

use super::failure::Failure;
use crate::coach::{Observation, Size, SpineTracker};
use crate::frame::{Frame, FrameKind};
use crate::seam::PoseEstimator;

/// Makes observations of frames, and remembers from one frame to the next what the spine's neutral needs.
#[derive(Debug, Default)]
pub(super) struct Watch {
    spine: SpineTracker,
    origin: Option<Arc<str>>,
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
            // A still, and the first frame of another file, show somebody of whom nothing is known.
            if frame.kind == FrameKind::Still || self.origin.as_ref() != Some(&frame.origin) {
                self.spine = SpineTracker::default();
                self.origin = Some(Arc::clone(&frame.origin));
            }
            let silhouette = estimator.silhouette(frame)?;
            self.spine.observe(frame.time, size, pose.as_ref(), silhouette.as_deref())
        } else {
            None
        };
        Ok(Observation { time: frame.time, size, pose, spine })
    }
}
