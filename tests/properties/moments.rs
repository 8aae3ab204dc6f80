//! What the camera may have seen: bodies from the recorded sessions, in any order, at any time, and pressed keys between them.

use std::fs::File;
use std::io::BufReader;
use std::sync::OnceLock;
use std::time::Duration;

use arbitrary::{Result, Unstructured};
use supple::body::{Point, Size};
use supple::coach::Command;
use supple::measure::Observation;
use supple::record::{Moment, Reader};
use supple::time::Timestamp;

use super::root;

/// From these sessions.
const SESSIONS: [&str; 6] =
    ["bird_dog_good", "childs_pose_good", "childs_pose_hips_high", "sphinx_good", "standing", "tabletop"];

/// Moments of recorded sessions, some seconds of each.
fn seen() -> &'static [Observation] {
    static SEEN: OnceLock<Vec<Observation>> = OnceLock::new();
    SEEN.get_or_init(|| {
        let of = |name: &&str| {
            let file = root().join("tests/sessions").join(name).join("observations.jsonl");
            let reader = Reader::new(BufReader::new(File::open(file).unwrap())).unwrap();
            let seen = reader.filter_map(|moment| match moment.unwrap() {
                Moment::Seen(seen) => Some(seen),
                Moment::Pressed { .. } => None,
            });
            seen.step_by(4).collect::<Vec<_>>()
        };
        SESSIONS.iter().flat_map(of).collect()
    })
}

/// A few of them in the order of their time.
pub fn seen_lately() -> &'static [Observation] {
    &seen()[..seen().len().min(12)]
}

/// The frames that are looked at at most, so that one input takes a moment.
const MOST: usize = 600;

/// What happens.
#[allow(clippy::large_enum_variant, reason = "nearly all of them are frames")]
pub enum Happens {
    Seen(Observation),
    Pressed(Timestamp, Command),
}

/// Whatever may happen, moment by moment.
pub struct Moments<'a, 'b> {
    data: &'a mut Unstructured<'b>,
    now: Timestamp,
    left: usize,
    run: Option<Run>,
}

/// A run of frames that look alike.
#[derive(Clone, Copy)]
struct Run {
    body: Option<usize>,
    frames: u8,
    step: Duration,
    /// How far the body moves from frame to frame, in pixels.
    drift: f64,
    moved: f64,
}

impl<'a, 'b> Moments<'a, 'b> {
    pub const fn new(data: &'a mut Unstructured<'b>) -> Self {
        Self { data, now: Timestamp::ZERO, left: MOST, run: None }
    }

    /// What comes next; nothing once the bytes are used up.
    pub fn next(&mut self) -> Option<Happens> {
        self.try_next().ok().flatten()
    }

    /// The bytes that are left, for whoever wants to have a say between two moments.
    pub const fn data(&mut self) -> &mut Unstructured<'b> {
        self.data
    }

    fn try_next(&mut self) -> Result<Option<Happens>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        if let Some(run) = &mut self.run {
            run.frames -= 1;
            run.moved += run.drift;
            self.now = self.now + run.step;
            let run = *run;
            self.run = self.run.filter(|run| run.frames > 0);
            return Ok(Some(Happens::Seen(of(run.body, self.now, run.moved))));
        }
        if self.data.is_empty() {
            return Ok(None);
        }
        match self.data.int_in_range(0..=9_u8)? {
            0..=4 => {
                let nobody = self.data.ratio(1, 8)?;
                let body = (!nobody).then_some(self.data.int_in_range(0..=seen().len() - 1)?);
                let step = *self.data.choose(&[33, 100, 100, 200, 333, 499, 501, 1900])?;
                let drift = *self.data.choose(&[0.0, 0.0, 0.0, 0.3, -2.0, 20.0])?;
                let frames = self.data.int_in_range(1..=250_u8)?;
                self.run = Some(Run { body, frames, step: Duration::from_millis(step), drift, moved: 0.0 });
            }
            5 => {
                let command = *self.data.choose(&[Command::TogglePause, Command::Next, Command::Hurts])?;
                return Ok(Some(Happens::Pressed(self.now, command)));
            }
            // Time stands still, jumps or goes back.
            6 => self.now = self.now - Duration::from_millis(self.data.int_in_range(0..=20_000_u64)?),
            7 => self.now = self.now + Duration::from_millis(self.data.int_in_range(0..=8_000_000_u64)?),
            8 => {
                let any = self.data.arbitrary()?;
                self.now = *self.data.choose(&[
                    Timestamp::ZERO,
                    Timestamp::from_start(Duration::from_millis(u64::MAX)),
                    Timestamp::from_start(Duration::from_nanos(any)),
                    Timestamp::from_start(Duration::from_millis(any)),
                ])?;
            }
            _ => return Ok(Some(Happens::Seen(self.odd()?))),
        }
        self.try_next()
    }

    /// A body that no body is like.
    fn odd(&mut self) -> Result<Observation> {
        let body = self.data.int_in_range(0..=seen().len() - 1)?;
        let mut seen = of(Some(body), self.now, 0.0);
        seen.size = Size::new(self.data.int_in_range(1..=9000)?, self.data.int_in_range(1..=9000)?);
        let odd = |data: &mut Unstructured<'_>| -> Result<f64> {
            let number = f64::from(data.arbitrary::<f32>()?);
            Ok(if number.is_finite() { number } else { 0.0 })
        };
        let Some(pose) = &mut seen.pose else { return Ok(seen) };
        for _ in 0..self.data.int_in_range(1..=8_u8)? {
            let at = self.data.int_in_range(0..=pose.landmarks.len() - 1)?;
            let keypoint = &mut pose.landmarks[at];
            keypoint.at = Point::new(odd(self.data)?, odd(self.data)?);
            keypoint.depth = odd(self.data)?;
            keypoint.visibility = odd(self.data)?.clamp(0.0, 1.0);
            let room = &mut pose.world[at];
            (room.x, room.y, room.z) = (odd(self.data)?, odd(self.data)?, odd(self.data)?);
        }
        Ok(seen)
    }
}

/// This body at this moment, moved sideways.
fn of(body: Option<usize>, time: Timestamp, moved: f64) -> Observation {
    let Some(body) = body else {
        return Observation { time, size: Size::new(640, 480), pose: None, spine: None };
    };
    let mut seen = Observation { time, ..seen()[body % seen().len()].clone() };
    for keypoint in seen.pose.iter_mut().flat_map(|pose| &mut pose.landmarks) {
        keypoint.at = Point::new(keypoint.at.x + moved, keypoint.at.y);
    }
    seen
}
