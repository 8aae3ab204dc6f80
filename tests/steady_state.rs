//! While a person is followed, and while nobody is there, the pose engine takes no memory from frame to frame.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use image::RgbImage;
use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD, Axis, arr2};
use supple::blazepose::model::{
    DETECTOR, DETECTOR_BOXES, DETECTOR_SCORES, LANDMARK_TRUNK, LANDMARK_VALUES, MASK_HEAD, ModelFacts, TRUNK_HEATMAP,
    TRUNK_LANDMARKS, TRUNK_PRESENCE, TensorFacts,
};
use supple::blazepose::{BlazePose, MASK_INTERVAL, MaskHead};
use supple::blazepose::{Net, NetError};
use supple::frame::{Frame, FrameKind};
use supple::time::Timestamp;

/// A network whose outputs never change.
struct FixedNet {
    inputs: Vec<ArrayD<f32>>,
    outputs: Vec<ArrayD<f32>>,
}

impl FixedNet {
    fn new(model: &ModelFacts) -> Self {
        let zeros = |tensors: &[TensorFacts]| tensors.iter().map(|tensor| ArrayD::zeros(tensor.shape)).collect();
        Self { inputs: zeros(model.inputs), outputs: zeros(model.outputs) }
    }
}

impl Net for FixedNet {
    fn input(&mut self, position: usize) -> Option<ArrayViewMutD<'_, f32>> {
        self.inputs.get_mut(position).map(|tensor| tensor.view_mut())
    }

    fn run(&mut self) -> Result<(), NetError> {
        Ok(())
    }

    fn output(&self, position: usize) -> Option<ArrayViewD<'_, f32>> {
        self.outputs.get(position).map(|tensor| tensor.view())
    }
}

/// A detector that finds `score` (before the sigmoid) everywhere, and a landmark model that is `presence` sure of somebody.
fn pipeline(score: f32, presence: f32) -> BlazePose<FixedNet> {
    let mut detector = FixedNet::new(&DETECTOR);
    detector.outputs[DETECTOR_SCORES].fill(score);
    for mut values in detector.outputs[DETECTOR_BOXES].rows_mut() {
        // A box of 30 by 30 pixels, and the person's edge 60 above their hips.
        (values[2], values[3], values[7]) = (30.0, 30.0, -60.0);
    }
    let mut landmark = FixedNet::new(&LANDMARK_TRUNK);
    landmark.outputs[TRUNK_PRESENCE].fill(presence);
    landmark.outputs[TRUNK_HEATMAP].fill(1.0);
    let landmarks = &mut landmark.outputs[TRUNK_LANDMARKS];
    for mut values in landmarks.axis_chunks_iter_mut(Axis(1), LANDMARK_VALUES) {
        values.assign(&arr2(&[[128.0, 128.0, 0.0, 2.0, 0.0]]));
    }
    // The second landmark for tracking, on the circle around the person.
    landmarks[[0, 34 * LANDMARK_VALUES + 1]] = 25.6;
    BlazePose::new(detector, landmark)
}

/// How often memory is taken in 30 frames of a camera, after the first three, and in how many of them somebody is seen. In a
/// room that `changes`, no frame is what the one before was.
fn allocations(mut pipeline: BlazePose<FixedNet>, changes: bool) -> (u64, usize) {
    let mut frame = Frame {
        time: Timestamp::ZERO,
        index: 0,
        origin: "camera".into(),
        kind: FrameKind::Moving,
        image: RgbImage::from_pixel(640, 480, image::Rgb([90, 120, 100])),
    };
    let mut step = |pipeline: &mut BlazePose<FixedNet>| {
        frame.index += 1;
        frame.time = frame.time + Duration::from_millis(33);
        if changes {
            frame.image.fill(if frame.index.is_multiple_of(2) { 90 } else { 140 });
        }
        pipeline.estimate(&frame).unwrap().is_some()
    };
    for _ in 0..3 {
        step(&mut pipeline);
    }
    let mut seen = 0;
    let counted = allocation_counter::measure(|| {
        for _ in 0..30 {
            seen += usize::from(step(&mut pipeline));
        }
    });
    (counted.count_total, seen)
}

#[test]
fn following_somebody_takes_no_memory() {
    assert_eq!(allocations(pipeline(2.0, 0.9), true), (0, 30));
}

#[test]
fn repeating_a_pose_takes_no_memory() {
    assert_eq!(allocations(pipeline(2.0, 0.9), false), (0, 30));
}

#[test]
fn searching_an_empty_room_takes_no_memory() {
    assert_eq!(allocations(pipeline(-100.0, 0.1), true), (0, 0));
}

#[test]
fn searching_among_many_candidates_takes_no_memory() {
    assert_eq!(allocations(pipeline(2.0, 0.1), true), (0, 0));
}

#[test]
fn drawing_a_silhouette_over_the_last_takes_no_memory() {
    let (mut pipeline, mut head) = (pipeline(2.0, 0.9), MaskHead::new(FixedNet::new(&MASK_HEAD)));
    let image = RgbImage::from_pixel(640, 480, image::Rgb([90, 120, 100]));
    // Each frame is a tenth of a second after the one before, so that each is drawn.
    let mut frame = Frame { time: Timestamp::ZERO, index: 0, origin: "camera".into(), kind: FrameKind::Moving, image };
    let mut step = || {
        frame.index += 1;
        frame.time = frame.time + MASK_INTERVAL;
        frame.image.fill(if frame.index.is_multiple_of(2) { 90 } else { 140 });
        pipeline.estimate(&frame).unwrap();
        head.draw(&pipeline, &frame).unwrap().is_some()
    };
    assert!(step() && step());
    let counted = allocation_counter::measure(|| assert!((0..30).all(|_| step())));
    assert_eq!(counted.count_total, 0);
}

#[test]
fn the_count_counts() {
    assert!(allocation_counter::measure(|| drop(std::hint::black_box(vec![0_u8; 100]))).count_total > 0);
}
