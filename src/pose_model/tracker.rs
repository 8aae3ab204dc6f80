//! Finds a person with a network of 2D keypoints, and follows them from frame to frame.

use std::sync::Arc;

use super::crop::{Crop, fill};
use super::decode::{SeenKeypoint, Sighting, decode_movenet, decode_simcc};
use super::descriptor::{Descriptor, Kind};
use super::net::{KeypointNet, NetFailure};
use super::steady::KeypointFilter;
use super::yolo::decode_yolo;
use crate::body;
use crate::body::{Keypoint, LANDMARKS, Landmark, Pose, VISIBLE};
use crate::body::{Point, Point3, Rect, Size, bounds};
use crate::frame::{Frame, FrameKind};
use crate::time::Timestamp;

/// Finds the pose of one person in pictures with a network that a descriptor explains.
///
/// A network that sees one person best from close by is shown their surroundings: where they were in the frame before, or
/// first the whole picture and then the surroundings of the person it sees there.
#[derive(Debug)]
pub struct KeypointModel<N> {
    descriptor: Descriptor,
    net: N,
    track: Option<FollowedBox>,
}

/// What is remembered from one frame of a moving picture to the next.
#[derive(Debug)]
struct FollowedBox {
    origin: Arc<str>,
    index: u64,
    time: Timestamp,
    size: Size,
    /// The person's pose before steadying, while they are followed.
    last: Option<Pose>,
    steady: KeypointFilter,
}

impl FollowedBox {
    fn new(frame: &Frame) -> Self {
        let (origin, size) = (Arc::clone(&frame.origin), size_of(frame));
        Self { origin, index: frame.index, time: frame.time, size, last: None, steady: KeypointFilter::default() }
    }

    /// Whether `frame` is a later frame of the same stream.
    fn continues_with(&self, frame: &Frame) -> bool {
        let is_later = self.index < frame.index && self.time <= frame.time;
        self.origin == frame.origin && self.size == size_of(frame) && is_later
    }
}

fn size_of(frame: &Frame) -> Size {
    Size::new(frame.image.width(), frame.image.height())
}

impl<N: KeypointNet> KeypointModel<N> {
    /// A model around a network with the input and outputs of `descriptor`.
    #[must_use]
    pub fn new(descriptor: Descriptor, net: N) -> Self {
        Self { descriptor, net, track: None }
    }

    /// The network, to reset what it counts.
    pub fn net_mut(&mut self) -> &mut N {
        &mut self.net
    }

    /// Runs the network once on nothing and reads its outputs, to see that their shapes are those of its kind.
    pub fn try_out(&mut self) -> Result<(), NetFailure> {
        self.net.input().fill(0.0);
        self.net.run()?;
        self.decode().map(drop)
    }

    /// The pose of the person in `frame`, in its pixels and without depth, or nobody.
    ///
    /// A still is searched again from the beginning and leaves no trace. A moving frame is taken to follow the one before, and the pose is
    /// steadied over time. Costs at most three runs of the network: where the person was, the whole picture, and a closer
    /// look at the person there.
    pub fn estimate(&mut self, frame: &Frame) -> Result<Option<Pose>, NetFailure> {
        if frame.image.width() == 0 || frame.image.height() == 0 {
            return Ok(None);
        }
        if frame.kind == FrameKind::Still {
            return self.find(frame, None);
        }
        let mut track = match self.track.take() {
            Some(track) if track.continues_with(frame) => track,
            _ => FollowedBox::new(frame),
        };
        (track.index, track.time) = (frame.index, frame.time);
        let found = self.follow(frame, track.last.as_ref())?;
        let is_same = found.as_ref().zip(track.last.as_ref()).is_some_and(|(now, last)| overlap(now, last) > 0.0);
        if !is_same {
            // Nobody inherits another's filters.
            track.steady = KeypointFilter::default();
        }
        track.last.clone_from(&found);
        let steadied = found.map(|mut pose| {
            track.steady.steady(&mut pose, frame.time);
            pose
        });
        self.track = Some(track);
        Ok(steadied)
    }

    fn follow(&mut self, frame: &Frame, last: Option<&Pose>) -> Result<Option<Pose>, NetFailure> {
        if self.descriptor.kind.wants_crop()
            && let Some(crop) = last.and_then(|last| self.surroundings(frame, last))
            && let Some(pose) = self.look(frame, crop, last)?
        {
            return Ok(Some(pose));
        }
        self.find(frame, last)
    }

    /// Looks for a person in the whole picture.
    fn find(&mut self, frame: &Frame, last: Option<&Pose>) -> Result<Option<Pose>, NetFailure> {
        let whole = Crop::whole(size_of(frame), &self.descriptor.input);
        let Some(pose) = self.look(frame, whole, last)? else { return Ok(None) };
        if !self.descriptor.kind.wants_crop() {
            return Ok(Some(pose));
        }
        match self.surroundings(frame, &pose) {
            Some(crop) => self.look(frame, crop, last),
            None => Ok(None),
        }
    }

    /// The crop around the landmarks that are seen.
    fn surroundings(&self, frame: &Frame, pose: &Pose) -> Option<Crop> {
        Crop::person(seen_places(pose), size_of(frame), &self.descriptor.input)
    }

    /// The person whom the network sees in a part of the picture; of several the one who was there before, or else the
    /// surest.
    fn look(&mut self, frame: &Frame, crop: Crop, last: Option<&Pose>) -> Result<Option<Pose>, NetFailure> {
        fill(&frame.image, &crop, &self.descriptor.input, self.net.input());
        self.net.run()?;
        let people = self.decode()?.into_iter().map(|sighting| self.pose(&sighting, &crop));
        let people: Vec<Pose> = people.filter(|pose| pose.score >= self.descriptor.score_threshold).collect();
        let nearness = |pose: &Pose| last.map_or(0.0, |last| overlap(pose, last));
        // The first of equals, which is the surest.
        let best = people.into_iter().reduce(|best, next| if nearness(&next) > nearness(&best) { next } else { best });
        // Somebody of whom nothing is seen is nobody.
        Ok(best.filter(|pose| seen_places(pose).next().is_some()))
    }

    fn decode(&self) -> Result<Vec<Sighting>, NetFailure> {
        let Descriptor { kind, input, keypoints, score_threshold, .. } = &self.descriptor;
        let shown = SeenKeypoint { input, keypoints: keypoints.len() };
        let output = |position| self.net.output(position);
        match kind {
            Kind::SimCc { x, y } => decode_simcc(output(0), output(1), [x, y], shown).map(|person| vec![person]),
            Kind::MoveNet { keypoints } => decode_movenet(output(0), keypoints, shown).map(|person| vec![person]),
            Kind::YoloPose { detections } => decode_yolo(output(0), detections, *score_threshold, shown),
        }
    }

    /// The landmarks by name, in the picture.
    fn pose(&self, sighting: &Sighting, crop: &Crop) -> Pose {
        let mut landmarks = [Keypoint::UNKNOWN; LANDMARKS];
        for (landmark, spot) in self.descriptor.keypoints.iter().zip(&sighting.spots) {
            let Some(landmark) = landmark.map(Landmark::index) else { continue };
            let visibility = self.descriptor.visibility(spot.score);
            landmarks[landmark] = Keypoint { at: crop.to_picture(spot.x, spot.y), depth: 0.0, visibility };
        }
        Pose {
            score: sighting.score,
            sharpness: None,
            landmarks,
            world: [Point3::default(); LANDMARKS],
            has_depth: false,
        }
    }
}

fn seen_places(pose: &Pose) -> impl Iterator<Item = Point> {
    pose.landmarks.iter().filter(|keypoint| keypoint.visibility >= VISIBLE).map(|keypoint| keypoint.at)
}

/// What part of the union the boxes around two poses' seen landmarks share, 0 to 1.
fn overlap(one: &Pose, other: &Pose) -> f64 {
    // A pixel more, so that a limb along an axis has an area.
    let around =
        |pose: &Pose| bounds(seen_places(pose)).map(|Rect { x0, y0, x1, y1 }| Rect::new(x0, y0, x1 + 1.0, y1 + 1.0));
    around(one).zip(around(other)).map_or(0.0, |(one, other)| body::overlap(one, other))
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};
    use ndarray::{Array4, ArrayD, ArrayViewD, ArrayViewMut4, Axis};

    use super::super::descriptor::{COCO, Input, example};
    use super::*;

    /// A network that sees what is there: its three keypoints are the middles of what is red, green and blue. Gives
    /// `MoveNet`'s output, or YOLO's with a candidate for each half of the picture.
    struct Eye {
        input: Array4<f32>,
        is_yolo: bool,
        output: ArrayD<f32>,
        runs: usize,
    }

    impl Eye {
        fn new(input: &Input, is_yolo: bool) -> Self {
            Self { input: Array4::zeros(input.shape()), is_yolo, output: ArrayD::zeros(vec![0]), runs: 0 }
        }

        /// Middle of what has this colour in these columns, as fractions, and 1.0 where there is any.
        fn middle(&self, channel: usize, columns: std::ops::Range<usize>) -> [f32; 3] {
            let (mut x, mut y, mut sum) = (0.0, 0.0, 0.0);
            let picture = self.input.index_axis(Axis(0), 0);
            let picture = picture.index_axis(Axis(2), channel);
            for ((row, column), &value) in picture.indexed_iter() {
                if columns.contains(&column) && value > 20.0 {
                    x += value * column as f32;
                    y += value * row as f32;
                    sum += value;
                }
            }
            let (height, width) = picture.dim();
            if sum > 0.0 { [x / sum / width as f32, y / sum / height as f32, 1.0] } else { [0.0; 3] }
        }
    }

    impl KeypointNet for Eye {
        fn input(&mut self) -> ArrayViewMut4<'_, f32> {
            self.input.view_mut()
        }

        fn run(&mut self) -> Result<(), NetFailure> {
            self.runs += 1;
            let (_, height, width, _) = self.input.dim();
            let height = height as f32;
            let mut output = Vec::new();
            if self.is_yolo {
                for (columns, score) in [(0..width / 2, 0.6), (width / 2..width, 0.9)] {
                    let x = (columns.start + columns.end) as f32 / 2.0;
                    let spots = [0, 1, 2].map(|channel| self.middle(channel, columns.clone()));
                    let score = if spots[0][2] > 0.0 { score } else { 0.0 };
                    output.extend([x, height / 2.0, width as f32 / 2.0, height, score]);
                    output.extend(spots.iter().flat_map(|[x, y, s]| [x * width as f32, y * height, *s]));
                }
            } else {
                let spots = [0, 1, 2].map(|channel| self.middle(channel, 0..width));
                output.extend(spots.iter().flat_map(|[x, y, s]| [*y, *x, *s]));
            }
            let shape = if self.is_yolo { vec![1, 2, 14] } else { vec![1, 1, 3, 3] };
            self.output = ArrayD::from_shape_vec(shape, output).unwrap();
            Ok(())
        }

        fn output(&self, _: usize) -> ArrayViewD<'_, f32> {
            self.output.view()
        }
    }

    const JOINTS: [Landmark; 3] = [Landmark::RightShoulder, Landmark::RightHip, Landmark::RightKnee];

    fn model(is_yolo: bool) -> KeypointModel<Eye> {
        let kind = if is_yolo {
            Kind::YoloPose { detections: "output0".to_owned() }
        } else {
            Kind::MoveNet { keypoints: "output_0".to_owned() }
        };
        let descriptor = example(kind, 96, 64, JOINTS.map(Some).to_vec());
        let eye = Eye::new(&descriptor.input, is_yolo);
        KeypointModel::new(descriptor, eye)
    }

    /// A red shoulder, a green hip and a blue knee, the hip at `hips`.
    fn frame(index: u64, kind: FrameKind, hips: &[(i32, i32)]) -> Frame {
        let image = RgbImage::from_fn(640, 480, |x, y| {
            let (x, y) = (x.cast_signed(), y.cast_signed());
            let near =
                |dx: i32, dy: i32| hips.iter().any(|hip| (x - hip.0 - dx).abs() <= 6 && (y - hip.1 - dy).abs() <= 6);
            Rgb([near(70, -30), near(0, 0), near(-40, 50)].map(|is| if is { 255 } else { 0 }))
        });
        let time = Timestamp::from_secs(index as f64 / 30.0);
        Frame { time, index, origin: Arc::from("test"), kind, image }
    }

    fn assert_hip(pose: &Pose, x: f64, y: f64, within: f64) {
        let hip = pose.at(Landmark::RightHip);
        assert!(hip.distance(Point::new(x, y)) < within, "{hip:?}");
    }

    #[test]
    fn a_still_is_found_in_the_whole_picture_and_seen_from_close_by() {
        let mut model = model(false);
        let pose = model.estimate(&frame(0, FrameKind::Still, &[(450, 300)])).unwrap().unwrap();
        assert_eq!(model.net.runs, 2);
        assert_hip(&pose, 450.0, 300.0, 1.0);
        assert!(pose.at(Landmark::RightShoulder).distance(Point::new(520.0, 270.0)) < 1.0);
        assert!(!pose.has_depth);
        assert!((pose.keypoint(Landmark::RightHip).visibility - 1.0).abs() < 1e-9);
        assert!(!pose.keypoint(Landmark::RightHeel).is_known());
    }

    #[test]
    fn a_moving_person_costs_one_run_a_frame() {
        let mut model = model(false);
        for index in 0..20 {
            let x = 200 + 8 * index as i32;
            let pose = model.estimate(&frame(index, FrameKind::Moving, &[(x, 240)])).unwrap().unwrap();
            assert_hip(&pose, f64::from(x), 240.0, 12.0);
        }
        assert_eq!(model.net.runs, 2 + 19);
        assert!(model.estimate(&frame(20, FrameKind::Moving, &[])).unwrap().is_none());
        let jump = model.estimate(&frame(21, FrameKind::Moving, &[(120, 400)])).unwrap().unwrap();
        assert_hip(&jump, 120.0, 400.0, 1.0);
    }

    #[test]
    fn the_followed_person_stays_the_followed_one() {
        let mut model = model(true);
        for index in 0..3 {
            let pose = model.estimate(&frame(index, FrameKind::Moving, &[(150, 240)])).unwrap().unwrap();
            assert_hip(&pose, 150.0, 240.0, 6.0);
        }
        let both = [(150, 240), (480, 240)];
        let pose = model.estimate(&frame(3, FrameKind::Moving, &both)).unwrap().unwrap();
        assert_hip(&pose, 150.0, 240.0, 6.0);
        let afresh = model.estimate(&frame(0, FrameKind::Still, &both)).unwrap().unwrap();
        assert_hip(&afresh, 480.0, 240.0, 6.0);
        assert_eq!(model.net.runs, 5, "the whole picture at once, never twice");
    }

    #[test]
    fn nobody_an_empty_picture_and_a_wrong_output() {
        let mut model = model(false);
        assert!(model.estimate(&frame(0, FrameKind::Still, &[])).unwrap().is_none());
        let empty = Frame { image: RgbImage::new(0, 0), ..frame(0, FrameKind::Moving, &[]) };
        assert!(model.estimate(&empty).unwrap().is_none());
        model.descriptor.keypoints = COCO.map(Some).to_vec();
        let error = model.estimate(&frame(0, FrameKind::Still, &[(300, 300)])).unwrap_err();
        assert!(matches!(error, NetFailure::Shape { .. }), "{error}");
    }
}
