//! Networks for tests that see what a script says.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use image::{Rgb, RgbImage};
use ndarray::{Axis, arr2};

use super::model::{
    DETECTOR, DETECTOR_BOXES, DETECTOR_SCORES, LANDMARK_TRUNK, LANDMARK_VALUES, TRUNK_HEATMAP, TRUNK_LANDMARKS,
    TRUNK_PRESENCE,
};
use super::net::ScriptedNet;
use super::networks::Networks;
use crate::body::LANDMARKS;
use crate::body::Point;
use crate::frame::{Frame, FrameKind};
use crate::time::Timestamp;

/// Pictures here are twice the detector's input, so that its pixels are two of theirs.
pub const SIDE: u32 = 448;
/// Time from frame to frame.
pub const FRAME_TIME: Duration = Duration::from_millis(100);

/// What the networks are to answer, run by run; when a list is at its end its last answer is repeated.
pub struct Answers {
    /// Hips and edge of the person, in pixels.
    pub people: Vec<Option<(Point, Point)>>,
    /// Presence, and visibility before the sigmoid.
    pub bodies: Vec<(f32, f32)>,
}

fn repeating<T: Copy + Send + 'static>(answers: Vec<T>) -> impl FnMut() -> T + Send {
    let answers = Mutex::new((VecDeque::from(answers), None));
    move || {
        let (waiting, last) = &mut *answers.lock().unwrap();
        *last = waiting.pop_front().or(*last);
        last.expect("a script has at least one answer")
    }
}

/// Somebody upright whose circle has a radius of 100 pixels.
pub fn person(x: f64, y: f64) -> (Point, Point) {
    (Point::new(x, y), Point::new(x, y - 100.0))
}

/// A detector that sees the people of the script, and a landmark model that sees every landmark in the middle of its
/// region and the edge of the person 0.4 of its side above, as is right for the detector's own regions.
pub fn networks(answers: Answers) -> Networks<ScriptedNet> {
    let (mut next_person, mut next_body) = (repeating(answers.people), repeating(answers.bodies));
    let detector = ScriptedNet::new(
        &DETECTOR,
        Box::new(move |_, outputs| {
            outputs[DETECTOR_SCORES].fill(-100.0);
            if let Some((hips, edge)) = next_person() {
                let anchor = 1960;
                let mut put = |position: usize, value: f32| outputs[DETECTOR_BOXES][[0, anchor, position]] = value;
                for (position, place) in [(4, hips), (6, edge)] {
                    put(position, (place.x / 2.0) as f32 - 16.0);
                    put(position + 1, (place.y / 2.0) as f32 - 16.0);
                }
                put(2, 10.0);
                put(3, 10.0);
                outputs[DETECTOR_SCORES][[0, anchor, 0]] = 3.0;
            }
            Ok(())
        }),
    );
    let landmark = ScriptedNet::new(
        &LANDMARK_TRUNK,
        Box::new(move |_, outputs| {
            let (presence, visibility) = next_body();
            outputs[TRUNK_PRESENCE].fill(presence);
            outputs[TRUNK_HEATMAP].fill(-40.0);
            let landmarks = &mut outputs[TRUNK_LANDMARKS];
            for mut values in landmarks.axis_chunks_iter_mut(Axis(1), LANDMARK_VALUES) {
                values.assign(&arr2(&[[128.0, 128.0, 0.0, visibility, 0.0]]));
            }
            landmarks[[0, (LANDMARKS + 1) * LANDMARK_VALUES + 1]] = 128.0 - 0.4 * 256.0;
            Ok(())
        }),
    );
    Networks::new(detector, landmark)
}

/// A frame of a stream, whole black or whole grey: it is not what the frame before was.
pub fn frame(index: u64) -> Frame {
    let time = Timestamp::ZERO + FRAME_TIME * u32::try_from(index).unwrap();
    let image = RgbImage::from_pixel(SIDE, SIDE, Rgb([if index.is_multiple_of(2) { 0 } else { 100 }; 3]));
    Frame { time, index, origin: "camera".into(), kind: FrameKind::Moving, image }
}
