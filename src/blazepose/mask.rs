//! Draws the silhouette of the person whom the landmark model saw last, from the feature maps that it left behind.

use std::sync::Arc;
use std::time::Duration;

use super::model::{
    HEAD_FEATURES_64, HEAD_FEATURES_128, HEAD_MASK, LANDMARK_TRUNK, MASK_HEAD, MASK_SIDE, TRUNK_FEATURES_64,
    TRUNK_FEATURES_128,
};
use super::net;
use super::net::{Net, NetError};
use super::region::Region;
use super::tracker::BlazePose;
use crate::body::{Placement, SILHOUETTE_SIDE, Silhouette};
use crate::frame::{Frame, FrameKind};
use crate::time::Timestamp;
use crate::time::reached;

/// The least time between two silhouettes of a moving picture: a back bends slowly, and each costs a third of a pose.
pub const MASK_INTERVAL: Duration = Duration::from_millis(100);

const _: () = assert!(MASK_SIDE == SILHOUETTE_SIDE);

/// Draws silhouettes when asked for them; otherwise it costs nothing.
#[derive(Debug)]
pub struct MaskHead<N> {
    net: N,
    drawn: Option<(Arc<str>, Timestamp)>,
    silhouette: Option<Arc<Silhouette>>,
}

impl<N: Net> MaskHead<N> {
    /// A head around a network with the tensors of [`MASK_HEAD`].
    #[must_use]
    pub fn new(net: N) -> Self {
        Self { net, drawn: None, silhouette: None }
    }

    /// The silhouette of the person whom `pipeline` found in `frame`, the last one that it was given.
    ///
    /// `None` when it found nobody, or when the last silhouette of the same moving picture was of a body seen less than
    /// [`MASK_INTERVAL`] before. A still is always drawn.
    pub fn draw(&mut self, pipeline: &BlazePose<N>, frame: &Frame) -> Result<Option<Arc<Silhouette>>, NetError> {
        let Some((Region { centre, side, rotation }, time)) = pipeline.seen_in() else { return Ok(None) };
        if !self.is_due(frame, time) {
            return Ok(None);
        }
        for (from, to) in [(TRUNK_FEATURES_64, HEAD_FEATURES_64), (TRUNK_FEATURES_128, HEAD_FEATURES_128)] {
            let axes = MASK_HEAD.inputs[to].shape;
            let features = net::output(pipeline.landmark(), &LANDMARK_TRUNK, from, axes)?;
            net::input(&mut self.net, &MASK_HEAD, to, axes)?.assign(&features);
        }
        self.net.run()?;
        self.drawn = Some((Arc::clone(&frame.origin), time));
        let logits = net::output(&self.net, &MASK_HEAD, HEAD_MASK, (MASK_SIDE, MASK_SIDE))?;
        let placement = Placement { centre, side, rotation };
        // A silhouette that nobody holds any more is drawn over.
        if let Some(silhouette) = self.silhouette.as_mut().and_then(Arc::get_mut) {
            if !silhouette.redraw(placement, logits) {
                return Ok(None);
            }
        } else {
            self.silhouette = Silhouette::new(placement, logits.to_owned()).map(Arc::new);
        }
        Ok(self.silhouette.clone())
    }

    /// Whether the body that was seen at `time` in the frame's stream is to be drawn.
    fn is_due(&self, frame: &Frame, time: Timestamp) -> bool {
        let Some((origin, drawn)) = &self.drawn else { return true };
        frame.kind == FrameKind::Still
            || *origin != frame.origin
            || time < *drawn
            || reached(time.since(*drawn), MASK_INTERVAL)
    }

    /// The network, to reset what it counts.
    pub fn net_mut(&mut self) -> &mut N {
        &mut self.net
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};
    use ndarray::Array2;

    use super::super::model::{
        DETECTOR, DETECTOR_BOXES, DETECTOR_SCORES, LANDMARK_VALUES, TRUNK_HEATMAP, TRUNK_LANDMARKS, TRUNK_PRESENCE,
    };
    use super::super::net::ScriptedNet;
    use super::*;
    use crate::body::Point;

    /// A pipeline that sees a person in every picture (or in none), with feature maps of 3 and 5.
    fn pipeline(presence: f32) -> BlazePose<ScriptedNet> {
        let detector = ScriptedNet::new(
            &DETECTOR,
            Box::new(|_, outputs| {
                outputs[DETECTOR_SCORES].fill(-20.0);
                // One box in the middle, with hips there and the circle's edge above them.
                outputs[DETECTOR_SCORES][[0, 1000, 0]] = 5.0;
                for (value, number) in [(2, 60.0), (3, 60.0), (7, -60.0)] {
                    outputs[DETECTOR_BOXES][[0, 1000, value]] = number;
                }
                Ok(())
            }),
        );
        let landmark = ScriptedNet::new(
            &LANDMARK_TRUNK,
            Box::new(move |_, outputs| {
                outputs[TRUNK_LANDMARKS].fill(128.0);
                // As far from the middle as keeps the next region as large as this one.
                outputs[TRUNK_LANDMARKS][[0, 34 * LANDMARK_VALUES + 1]] = 25.6;
                outputs[TRUNK_PRESENCE].fill(presence);
                outputs[TRUNK_HEATMAP].fill(-40.0);
                outputs[TRUNK_FEATURES_64].fill(3.0);
                outputs[TRUNK_FEATURES_128].fill(5.0);
                Ok(())
            }),
        );
        BlazePose::new(detector, landmark)
    }

    /// A head whose mask is the sum of one number of each feature map.
    fn head() -> MaskHead<ScriptedNet> {
        MaskHead::new(ScriptedNet::new(
            &MASK_HEAD,
            Box::new(|inputs, outputs| {
                outputs[HEAD_MASK]
                    .fill(inputs[HEAD_FEATURES_64][[0, 0, 0, 0]] + inputs[HEAD_FEATURES_128][[0, 0, 0, 9]]);
                Ok(())
            }),
        ))
    }

    fn frame(kind: FrameKind, index: u64, secs: f64) -> Frame {
        // Of a moving picture, no frame is what the one before was.
        let image = RgbImage::from_pixel(224, 224, Rgb([if index.is_multiple_of(2) { 0 } else { 100 }; 3]));
        Frame { time: Timestamp::from_secs(secs), index, origin: "clip".into(), kind, image }
    }

    #[test]
    fn the_head_draws_from_what_the_landmark_model_saw_and_where_it_looked() {
        let (mut pipeline, mut head) = (pipeline(0.9), head());
        let still = frame(FrameKind::Still, 0, 0.0);
        assert!(pipeline.estimate(&still).unwrap().is_some());
        let drawn = head.draw(&pipeline, &still).unwrap().unwrap();
        let (region, _) = pipeline.seen_in().unwrap();
        let placement = Placement { centre: region.centre, side: region.side, rotation: region.rotation };
        assert_eq!(*drawn, Silhouette::new(placement, Array2::from_elem((MASK_SIDE, MASK_SIDE), 8.0)).unwrap());
        assert!(region.centre.distance(Point::new(0.0, 0.0)) > 1.0);
        let again = head.draw(&pipeline, &still).unwrap().unwrap();
        assert_eq!(drawn, again, "a still is drawn whenever it is asked for");
        assert!(!Arc::ptr_eq(&drawn, &again), "what somebody holds is not drawn over");
    }

    #[test]
    fn a_moving_picture_is_drawn_ten_times_a_second_at_most() {
        let (mut pipeline, mut head) = (pipeline(0.9), head());
        for index in 0..61_u32 {
            let secs = (f64::from(index) / 30.0 * 1000.0).round() / 1000.0;
            let moving = frame(FrameKind::Moving, u64::from(index), secs);
            pipeline.estimate(&moving).unwrap();
            assert_eq!(head.draw(&pipeline, &moving).unwrap().is_some(), index % 3 == 0, "frame {index}");
        }
        assert_eq!(head.net.runs, 21);
        // The next file begins at its own start.
        let next = Frame { origin: "other".into(), ..frame(FrameKind::Moving, 0, 0.0) };
        pipeline.estimate(&next).unwrap();
        assert!(head.draw(&pipeline, &next).unwrap().is_some());
    }

    #[test]
    fn a_pose_that_is_repeated_is_not_drawn_again() {
        let (mut pipeline, mut head) = (pipeline(0.9), head());
        let mut drawn = Vec::new();
        for index in 0..8_u64 {
            let same = Frame { image: RgbImage::new(224, 224), ..frame(FrameKind::Moving, index, index as f64 * 0.05) };
            pipeline.estimate(&same).unwrap();
            // The first one is asked for when the pose is already repeated.
            if index > 1 && head.draw(&pipeline, &same).unwrap().is_some() {
                drawn.push(index);
            }
        }
        assert_eq!(drawn, [2, 4]);
    }

    #[test]
    fn of_nobody_nothing_is_drawn() {
        let (mut pipeline, mut head) = (pipeline(0.1), head());
        let still = frame(FrameKind::Still, 0, 0.0);
        assert_eq!(pipeline.estimate(&still).unwrap(), None);
        assert!(head.draw(&pipeline, &still).unwrap().is_none());
        assert_eq!(head.net.runs, 0);
    }
}
