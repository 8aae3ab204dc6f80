//! The pose estimator that the program uses: the `BlazePose` pipeline with its networks in ONNX Runtime.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use ort::environment::Environment;

use super::error::OnnxError;
use super::network::OnnxNet;
use super::runtime::environment;
use crate::blazepose::model::{DETECTOR, LANDMARK_TRUNK, MASK_HEAD};
use crate::blazepose::{BlazePose, MaskHead, NetError};
use crate::body::Pose;
use crate::body::Silhouette;
use crate::frame::Frame;
use crate::seam::{Cost, EstimateError, PoseEstimator};
use crate::sparing::Sparing;

/// Finds the person in a frame and measures what it costs.
#[derive(Debug)]
pub struct Estimator {
    pipeline: BlazePose<OnnxNet>,
    /// Loaded when the first silhouette is asked for: most stretches need none.
    head: Option<MaskHead<OnnxNet>>,
    models: Option<PathBuf>,
    environment: Environment,
    cost: Cost,
}

/// A pose estimator with the models inside the program, or with those in the folder `models`.
///
/// Fails when ONNX Runtime or a model is missing or unfit.
pub fn estimator(models: Option<&Path>) -> Result<Estimator, OnnxError> {
    let environment = environment()?;
    // Most of the time goes into optimising the graphs, each on its own.
    let (detector, landmark) = thread::scope(|scope| {
        let detector = scope.spawn(|| OnnxNet::load(&DETECTOR, models, &environment));
        let landmark = OnnxNet::load(&LANDMARK_TRUNK, models, &environment);
        (detector.join(), landmark)
    });
    let detector = detector.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    Ok(Estimator {
        pipeline: BlazePose::new(detector, landmark?),
        head: None,
        models: models.map(Path::to_owned),
        environment,
        cost: Cost::default(),
    })
}

impl Estimator {
    /// The pipeline, to see what it found on its way.
    #[must_use]
    pub fn pipeline(&self) -> &BlazePose<OnnxNet> {
        &self.pipeline
    }
}

impl PoseEstimator for Estimator {
    fn estimate(&mut self, frame: &Frame) -> Result<Option<Pose>, EstimateError> {
        let start = Instant::now();
        let pose = self.pipeline.estimate(frame);
        let total = start.elapsed();
        let detect = self.pipeline.detector_mut().take_spent();
        let landmark = self.pipeline.landmark_mut().take_spent();
        self.cost = Cost {
            prepare: total.saturating_sub(detect.time + landmark.time),
            detect: (detect.runs > 0).then_some(detect.time),
            landmark: (landmark.runs > 0).then_some(landmark.time),
            silhouette: None,
        };
        Ok(pose?)
    }

    fn silhouette(&mut self, frame: &Frame) -> Result<Option<Arc<Silhouette>>, EstimateError> {
        if self.pipeline.seen_in().is_none() {
            return Ok(None);
        }
        if self.head.is_none() {
            let net = OnnxNet::load(&MASK_HEAD, self.models.as_deref(), &self.environment)?;
            self.head = Some(MaskHead::new(net));
        }
        let Some(head) = &mut self.head else { return Ok(None) };
        let start = Instant::now();
        let silhouette = head.draw(&self.pipeline, frame)?;
        self.cost.silhouette = silhouette.is_some().then(|| start.elapsed());
        Ok(silhouette)
    }

    fn spare(&mut self, sparing: Sparing) {
        self.pipeline.spare(sparing);
    }

    fn cost(&self) -> Cost {
        self.cost
    }

    fn detections(&self) -> Option<usize> {
        self.pipeline.detections().map(<[_]>::len)
    }
}

impl From<NetError> for EstimateError {
    fn from(error: NetError) -> Self {
        Self { what: error.to_string(), remedy: "run `supple doctor`, which tries the models one by one".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;
    use crate::frame::FrameKind;
    use crate::time::Timestamp;

    #[test]
    fn an_empty_room_costs_a_detection_and_shows_nobody() {
        let mut estimator = match estimator(None) {
            Ok(estimator) => estimator,
            Err(error @ OnnxError::RuntimeMissing { .. }) => return println!("skipped: {error}"),
            Err(error) => panic!("{error}"),
        };
        let mut frame = Frame {
            time: Timestamp::ZERO,
            index: 0,
            origin: "room.png".into(),
            kind: FrameKind::Still,
            image: RgbImage::from_pixel(320, 240, image::Rgb([90, 120, 100])),
        };
        assert_eq!(estimator.estimate(&frame).unwrap(), None);
        let cost = estimator.cost();
        assert!(cost.detect.is_some() && cost.landmark.is_none(), "{cost:?}");
        assert_eq!(estimator.detections(), Some(0));
        frame.image = RgbImage::new(0, 0);
        assert_eq!(estimator.estimate(&frame).unwrap(), None);
        assert_eq!((estimator.cost().detect, estimator.detections()), (None, None));
    }

    #[test]
    fn a_missing_model_is_reported_before_the_first_frame() {
        let folder = tempfile::tempdir().unwrap();
        match estimator(Some(folder.path())) {
            Err(error @ OnnxError::RuntimeMissing { .. }) => println!("skipped: {error}"),
            Err(OnnxError::ModelMissing { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
}
