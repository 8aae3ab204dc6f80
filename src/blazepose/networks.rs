//! The two networks at work on a frame: where is a person, and what does their body look like there?

use ndarray::Ix0;

use super::anchors::anchors;
use super::detection;
use super::detection::Detection;
use super::landmarks;
use super::landmarks::Body;
use super::model::{
    ANCHORS, BOX_VALUES, DETECTOR, DETECTOR_BOXES, DETECTOR_SCORES, DETECTOR_SIDE, HEATMAP_SIDE, LANDMARK_SIDE,
    LANDMARK_TRUNK, LANDMARK_VALUES, RAW_LANDMARKS, TRUNK_HEATMAP, TRUNK_LANDMARKS, TRUNK_PRESENCE, TRUNK_WORLD,
    WORLD_VALUES,
};
use super::net;
use super::net::{Net, NetError};
use super::region::Region;
use super::search::Lost;
use super::warp::{Border, Values, warp};
use crate::body::Size;
use crate::frame::Frame;
use crate::time::Timestamp;

/// The detector and the landmark model, with what they found in the frame at hand.
#[derive(Debug)]
pub(super) struct Networks<N> {
    pub detector: N,
    pub landmark: N,
    anchors: Vec<(f64, f64)>,
    /// What the detector's anchors say, kept so that its room is used again.
    candidates: Vec<Detection>,
    /// Everyone whom the detector found when it last ran.
    pub people: Vec<Detection>,
    /// Whether the detector ran on this frame.
    pub has_detected: bool,
    /// Where the landmark model saw a body, and the time of the frame in which it did.
    pub seen: Option<(Region, Timestamp)>,
}

impl<N: Net> Networks<N> {
    pub fn new(detector: N, landmark: N) -> Self {
        let (candidates, people) = (Vec::with_capacity(ANCHORS), Vec::with_capacity(ANCHORS));
        Self { detector, landmark, anchors: anchors(), candidates, people, has_detected: false, seen: None }
    }

    /// Forgets what was found in the last frame.
    pub fn begin(&mut self) {
        self.begin_again();
        self.seen = None;
    }

    /// Begins a frame that shows the same body as the last one; where it was seen still holds.
    pub fn begin_again(&mut self) {
        self.has_detected = false;
        self.people.clear();
    }

    /// Looks for people in the region `shown`; they are in [`people`](Self::people) then, the most likely first.
    pub fn detect(&mut self, frame: &Frame, shown: &Region) -> Result<(), NetError> {
        self.people.clear();
        let tensor = net::input(&mut self.detector, &DETECTOR, 0, (DETECTOR_SIDE, DETECTOR_SIDE, 3))?;
        warp(&frame.image, shown, Border::Black, Values::SIGNED, tensor);
        self.detector.run()?;
        self.has_detected = true;
        let boxes = net::output(&self.detector, &DETECTOR, DETECTOR_BOXES, (ANCHORS, BOX_VALUES))?;
        let scores = net::output(&self.detector, &DETECTOR, DETECTOR_SCORES, ANCHORS)?;
        detection::decode(boxes, scores, &self.anchors, &mut self.candidates);
        detection::people(&mut self.candidates, &mut self.people);
        for person in &mut self.people {
            *person = person.in_picture(shown);
        }
        Ok(())
    }

    /// The first body that the landmark model sees among the people that the detector found, trying `looks` at most: those
    /// who may be the person who was `lost`, the most similar first, or anybody, the most likely first.
    pub fn look_at_people(
        &mut self,
        frame: &Frame,
        lost: Option<&Lost>,
        looks: usize,
    ) -> Result<Option<Body>, NetError> {
        let eligible = lost.map_or(self.people.len(), |lost| lost.sort(&mut self.people));
        for position in 0..eligible.min(looks) {
            let Some(region) = self.people.get(position).map(Detection::region) else { break };
            if let Some(body) = self.look(frame, &region, lost)? {
                return Ok(Some(body));
            }
        }
        Ok(None)
    }

    /// The body that the landmark model sees in a region, unless it cannot be the person who was `lost`: a region may show a
    /// part of somebody else, too.
    pub fn look(&mut self, frame: &Frame, region: &Region, lost: Option<&Lost>) -> Result<Option<Body>, NetError> {
        if !region.is_usable(Size::new(frame.image.width(), frame.image.height())) {
            return Ok(None);
        }
        let tensor = net::input(&mut self.landmark, &LANDMARK_TRUNK, 0, (LANDMARK_SIDE, LANDMARK_SIDE, 3))?;
        warp(&frame.image, region, Border::Nearest, Values::UNIT, tensor);
        self.landmark.run()?;
        let outputs = self.outputs()?;
        let is_theirs = |body: &Body| lost.is_none_or(|lost| lost.difference(&body.circle().expanded()).is_some());
        let body = landmarks::decode(&outputs, region).filter(is_theirs);
        self.seen = body.as_ref().map(|_| (*region, frame.time));
        Ok(body)
    }

    fn outputs(&self) -> Result<landmarks::Outputs<'_>, NetError> {
        let (net, model) = (&self.landmark, &LANDMARK_TRUNK);
        Ok(landmarks::Outputs {
            landmarks: net::output(net, model, TRUNK_LANDMARKS, (RAW_LANDMARKS, LANDMARK_VALUES))?,
            presence: *net::output(net, model, TRUNK_PRESENCE, Ix0())?.into_scalar(),
            heatmap: net::output(net, model, TRUNK_HEATMAP, (HEATMAP_SIDE, HEATMAP_SIDE, RAW_LANDMARKS))?,
            world: net::output(net, model, TRUNK_WORLD, (RAW_LANDMARKS, WORLD_VALUES))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::ArrayD;

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
        networks.detect(&frame, &Region::around_picture(Size::new(SIDE, SIDE))).unwrap();
        assert_eq!(networks.people.len(), 1);
        assert!(networks.look_at_people(&frame, None, 1).unwrap().is_some());
        let row = |net: &ScriptedNet, side: usize| {
            (net.inputs[0][[0, side / 2, 0, 0]], net.inputs[0][[0, side / 2, side - 1, 2]])
        };
        assert_eq!(row(&networks.detector, DETECTOR_SIDE), (-1.0, 1.0));
        assert_eq!(row(&networks.landmark, LANDMARK_SIDE), (0.0, 1.0));
    }

    #[test]
    fn a_senseless_region_is_not_looked_at() {
        let mut networks = networks(Answers { people: vec![None], bodies: vec![(0.9, 2.0)] });
        let region = Region { side: f64::NAN, ..Region::around_picture(Size::new(SIDE, SIDE)) };
        assert_eq!(networks.look(&frame(0), &region, None), Ok(None));
        assert_eq!(networks.landmark.runs, 0);
    }

    #[test]
    fn failures_of_networks_are_passed_on() {
        let answers = || Answers { people: vec![Some(person(200.0, 200.0))], bodies: vec![(0.9, 2.0)] };
        let failure = NetError { model: "pose detector", what: "on strike".to_owned() };
        let mut failing = networks(answers());
        let script = failure.clone();
        failing.detector = ScriptedNet::new(&DETECTOR, Box::new(move |_, _| Err(script.clone())));
        let whole = Region::around_picture(Size::new(SIDE, SIDE));
        assert_eq!(failing.detect(&frame(0), &whole), Err(failure));
        let mut short = networks(answers());
        short.landmark.outputs[TRUNK_WORLD] = ArrayD::zeros(vec![1, 116]);
        short.detect(&frame(0), &whole).unwrap();
        let error = short.look_at_people(&frame(0), None, 1).unwrap_err().to_string();
        assert_eq!(error, "the landmark model failed: `world` has the shape [1, 116] instead of [1, 117]");
    }
}
