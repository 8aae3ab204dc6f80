//! The two networks at work on a frame: where is a person, and what does their body look like there?

use super::anchors::anchors;
use super::detection::{self, Detection};
use super::landmarks::{self, Body};
use super::model::{
    DETECTOR, DETECTOR_BOXES, DETECTOR_SCORES, DETECTOR_SIDE, LANDMARK_SIDE, LANDMARK_TRUNK, TRUNK_HEATMAP,
    TRUNK_LANDMARKS, TRUNK_PRESENCE, TRUNK_WORLD,
};
use super::net::{self, Net, NetError};
use super::region::Region;
use super::warp::{Border, Values, warp};
use crate::coach::Size;
use crate::frame::Frame;

/// The detector and the landmark model, with what they found in the frame at hand.
#[derive(Debug)]
pub(super) struct Networks<N> {
    pub detector: N,
    pub landmark: N,
    anchors: Vec<(f64, f64)>,
    /// What the detector found in this frame.
    pub detection: Option<Detection>,
    /// Where the landmark model saw a body in this frame.
    pub seen: Option<Region>,
}

impl<N: Net> Networks<N> {
    pub fn new(detector: N, landmark: N) -> Self {
        Self { detector, landmark, anchors: anchors(), detection: None, seen: None }
    }

    /// Forgets what was found in the last frame.
    pub fn begin(&mut self) {
        self.detection = None;
        self.seen = None;
    }

    /// Looks for a person in the whole picture.
    pub fn find(&mut self, frame: &Frame) -> Result<Option<Body>, NetError> {
        self.detection = self.detect(frame)?;
        match self.detection {
            Some(detection) => self.look(frame, &detection.region()),
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
    pub fn look(&mut self, frame: &Frame, region: &Region) -> Result<Option<Body>, NetError> {
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

#[cfg(test)]
mod tests {
    use super::super::net::ScriptedNet;
    use super::super::script::{Answers, SIDE, frame, networks, person};
    use super::*;

    #[test]
    fn the_networks_see_what_they_should() {
        let mut networks = networks(Answers { people: vec![Some(person(224.0, 224.0))], bodies: vec![(0.9, 2.0)] });
        let mut frame = frame(0);
        // White on the right half.
        for (x, _, pixel) in frame.image.enumerate_pixels_mut() {
            pixel.0 = if x < SIDE / 2 { [0; 3] } else { [255; 3] };
        }
        assert!(networks.find(&frame).unwrap().is_some());
        let row = |net: &ScriptedNet, side: usize| {
            let middle = side / 2 * side * 3;
            (net.inputs[0][middle], net.inputs[0][middle + side * 3 - 1])
        };
        assert_eq!(row(&networks.detector, DETECTOR_SIDE), (-1.0, 1.0));
        assert_eq!(row(&networks.landmark, LANDMARK_SIDE), (0.0, 1.0));
    }

    #[test]
    fn a_senseless_region_is_not_looked_at() {
        let mut networks = networks(Answers { people: vec![None], bodies: vec![(0.9, 2.0)] });
        let region = Region { side: f64::NAN, ..Region::around_picture(Size::new(SIDE, SIDE)) };
        assert_eq!(networks.look(&frame(0), &region), Ok(None));
        assert_eq!(networks.landmark.runs, 0);
    }

    #[test]
    fn failures_of_networks_are_passed_on() {
        let answers = || Answers { people: vec![Some(person(200.0, 200.0))], bodies: vec![(0.9, 2.0)] };
        let failure = NetError { model: "pose detector", what: "on strike".to_owned() };
        let mut failing = networks(answers());
        let script = failure.clone();
        failing.detector = ScriptedNet::new(&DETECTOR, Box::new(move |_, _| Err(script.clone())));
        assert_eq!(failing.find(&frame(0)), Err(failure));
        let mut short = networks(answers());
        short.landmark.outputs[TRUNK_WORLD].pop();
        let error = short.find(&frame(0)).unwrap_err().to_string();
        assert_eq!(error, "the landmark model failed: `world` has 116 numbers instead of 117");
    }
}
