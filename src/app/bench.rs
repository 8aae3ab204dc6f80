//! `supple bench`: what each stage between a frame and the picture on the screen costs on this machine.

use std::io::Write;
use std::time::Duration;

use super::failure::Failure;
use crate::body::Landmark;
use crate::body::Size;
use crate::coach::Session;
use crate::decimals::round;
use crate::frame::{Frame, FrameKind};
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::joint_angles;
use crate::seam::{Clock, FrameSource, PoseEstimator};
use crate::view::{Asked, Painter, Scene, Screen};

/// The most frames that are measured.
const MOST_FRAMES: usize = 300;
/// Frames that come before the measured ones, while caches and the processor's clock settle.
const WARM_UP: usize = 10;
/// The window that is drawn.
const WINDOW: Size = Size::new(1280, 720);

/// How many frames a source need give at most.
pub const MOST: u32 = (MOST_FRAMES + WARM_UP) as u32;
/// The detector runs once and then follows the person, so every now and then it is run once more, by a still.
const DETECT_EVERY: usize = 20;

/// The stages, in the order of the flow.
const STAGES: [&str; 8] = ["decode", "prepare", "detect", "landmark", "silhouette", "measure", "coach", "draw"];

#[derive(Default)]
struct Samples {
    stages: [Vec<Duration>; STAGES.len()],
    /// Prepare, detect and landmark of each frame in which the person was tracked, not searched.
    pose: Vec<Duration>,
    frames: usize,
    found: usize,
}

/// Runs every frame of `source` (up to 300) through every stage and prints median and 95th percentile.
pub fn bench(
    source: &mut dyn FrameSource,
    estimator: &mut dyn PoseEstimator,
    mut session: Session,
    clock: &dyn Clock,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut samples = Samples::default();
    let mut painter = Painter::new();
    let mut pixels = Vec::new();
    for count in 0..MOST_FRAMES + WARM_UP {
        let started = clock.now();
        let Some(frame) = source.next_frame()? else { break };
        let decode = clock.now().since(started);
        let pose = estimator.estimate(&frame)?;
        let cost = estimator.cost();
        // Drawn ten times a second at most, and only for stretches that ask for the back.
        estimator.silhouette(&frame)?;
        let silhouette = estimator.cost().silhouette;
        let size = Size::new(frame.image.width(), frame.image.height());
        let observation = Observation { time: frame.time, size, pose, spine: None };

        let started = clock.now();
        if let Some(pose) = &observation.pose {
            std::hint::black_box(joint_angles(pose, Facing::of(pose), size));
        }
        let measure = clock.now().since(started);

        let started = clock.now();
        session.observe(&observation);
        let screen = Screen::Session(session.status());
        let coach = clock.now().since(started);

        let started = clock.now();
        let pose = observation.pose.as_ref();
        painter.paint(
            &Scene {
                frame: Some(&frame),
                pose,
                screen: &screen,
                mirror: true,
                time: frame.time,
                asked: Asked::default(),
            },
            WINDOW,
            &mut pixels,
        );
        let draw = clock.now().since(started);

        if count < WARM_UP {
            continue;
        }
        samples.stages[2].extend(cost.detect);
        if cost.detect.is_none() && count % DETECT_EVERY == 0 {
            // A still is searched from the beginning and leaves no trace in the following of the stream.
            let still = Frame { kind: FrameKind::Still, ..frame.clone() };
            estimator.estimate(&still)?;
            samples.stages[2].extend(estimator.cost().detect);
        }
        samples.frames += 1;
        samples.found += usize::from(pose.is_some_and(|pose| pose.keypoint(Landmark::Nose).at.x.is_finite()));
        samples.stages[0].push(decode);
        samples.stages[1].push(cost.prepare);
        samples.stages[3].extend(cost.landmark);
        samples.stages[4].extend(silhouette);
        samples.stages[5].push(measure);
        samples.stages[6].push(coach);
        samples.stages[7].push(draw);
        if let (None, Some(landmark)) = (cost.detect, cost.landmark) {
            samples.pose.push(cost.prepare + landmark);
        }
    }
    if samples.frames == 0 {
        return Err(Failure::bad_input(
            format!("too few frames to measure: more than {WARM_UP} are needed"),
            "a longer video, or no --input at all",
        ));
    }
    if json { samples.write_json(out) } else { samples.write_words(out) }
}

/// The `percent`-th percentile in milliseconds; zero where a stage never ran.
fn percentile_ms(samples: &[Duration], percent: usize) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    let index = (sorted.len().saturating_sub(1) * percent + 50) / 100;
    sorted.get(index).map_or(0.0, |duration| round(duration.as_secs_f64() * 1000.0, 4))
}

impl Samples {
    fn rows(&self) -> impl Iterator<Item = (&'static str, &[Duration])> {
        let stages = STAGES.into_iter().zip(self.stages.iter().map(Vec::as_slice));
        stages.chain([("pose", self.pose.as_slice())])
    }

    fn write_json(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let mut object = serde_json::Map::new();
        for (stage, samples) in self.rows() {
            object.insert(format!("{stage}_ms_median"), percentile_ms(samples, 50).into());
            object.insert(format!("{stage}_ms_p95"), percentile_ms(samples, 95).into());
        }
        object.insert("frames".to_owned(), self.frames.into());
        object.insert("frames_with_person".to_owned(), self.found.into());
        serde_json::to_writer(&mut *out, &object).map_err(std::io::Error::from)?;
        writeln!(out)?;
        Ok(())
    }

    fn write_words(&self, out: &mut dyn Write) -> Result<(), Failure> {
        writeln!(out, "{} frames, somebody found in {}", self.frames, self.found)?;
        writeln!(out, "{:<10} {:>12} {:>12}", "stage", "median ms", "p95 ms")?;
        for (stage, samples) in self.rows() {
            if samples.is_empty() {
                writeln!(out, "{stage:<10} {:>12} {:>12}", "not run", "")?;
            } else {
                let (median, p95) = (percentile_ms(samples, 50), percentile_ms(samples, 95));
                writeln!(out, "{stage:<10} {median:>12.3} {p95:>12.3}")?;
            }
        }
        writeln!(
            out,
            "pose is prepare + detect + landmark of a tracked frame; the silhouette is drawn ten times a second at most, where a stretch asks for the back; draw is a {WINDOW} window"
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_sorted_samples() {
        let samples: Vec<_> = (1..=100).rev().map(Duration::from_millis).collect();
        assert!((percentile_ms(&samples, 50) - 51.0).abs() <= 1.0);
        assert!((percentile_ms(&samples, 95) - 95.0).abs() <= 1.0);
        assert!(percentile_ms(&[], 50).abs() < f64::EPSILON);
    }
}
