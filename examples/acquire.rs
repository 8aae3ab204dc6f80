//! How long it takes to find somebody who is already lying in a stretch when the camera starts, the picture upright and
//! turned: `cargo run --release --example acquire -- FOOTAGE [PART-OF-A-CLIP'S-NAME]`.
//!
//! Plays each clip from the middle of its hold and prints, for each quarter turn of the picture, the first frame (from 1)
//! with a pose, and the first with a right one: shoulders and hips on average within half a torso length of the truth.

#![allow(clippy::disallowed_methods, reason = "a tool reads its files itself")]

use std::error::Error;
use std::path::{Path, PathBuf};

use image::imageops::{rotate90, rotate180, rotate270};
use supple::body::Point;
use supple::body::{Landmark, Pose};
use supple::device::onnx::estimator;
use supple::device::source::{FileOptions, open_files};
use supple::device::telemetry::switch_off;
use supple::frame::Frame;
use supple::seam::PoseEstimator;

/// The middle of the footage's holds, in seconds.
const MIDDLE_OF_HOLD_S: f64 = 6.0;
/// Frames that are tried before giving up: two seconds of the footage.
const PATIENCE: usize = 20;
/// Mean distance of shoulders and hips from the truth in torso lengths, in a right pose.
const RIGHT: f64 = 0.5;
const TRUNK: [Landmark; 4] = [Landmark::LeftShoulder, Landmark::RightShoulder, Landmark::LeftHip, Landmark::RightHip];

fn main() -> Result<(), Box<dyn Error>> {
    switch_off();
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder of footage?")?);
    let part = arguments.next().unwrap_or_default();
    let mut clips: Vec<PathBuf> =
        folder.read_dir()?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    clips.retain(|clip| clip.extension().is_some_and(|end| end == "mp4") && clip.to_string_lossy().contains(&part));
    clips.sort();
    println!("{:<62} {:>9} {:>9} {:>9} {:>9}   first pose/first right pose", "clip", "upright", "90°", "180°", "270°");
    let mut engine = estimator(None)?;
    let mut firsts: [Vec<usize>; 8] = Default::default();
    for clip in &clips {
        let frames = decode(clip)?;
        let truth = truth(&clip.with_extension("json"))?;
        print!("{:<62}", clip.file_stem().unwrap_or_default().to_string_lossy());
        for turn in 0..4 {
            let (found, right) = acquire(&mut engine, &frames, &truth, turn)?;
            let word = |first: Option<usize>| first.map_or_else(|| "-".to_owned(), |first| first.to_string());
            print!(" {:>9}", format!("{}/{}", word(found), word(right)));
            firsts[turn * 2].push(found.unwrap_or(usize::MAX));
            firsts[turn * 2 + 1].push(right.unwrap_or(usize::MAX));
        }
        println!();
    }
    for (name, share) in [("median", 0.5), ("nine in ten", 0.9), ("worst", 1.0)] {
        print!("{name:<62}");
        for pair in firsts.chunks_mut(2) {
            let [found, right] = pair else { continue };
            print!(" {:>9}", format!("{}/{}", quantile(found, share), quantile(right, share)));
        }
        println!();
    }
    Ok(())
}

fn quantile(firsts: &mut [usize], share: f64) -> String {
    firsts.sort_unstable();
    let position = ((firsts.len() as f64 * share).ceil() as usize).saturating_sub(1);
    match firsts.get(position) {
        Some(&usize::MAX) | None => "-".to_owned(),
        Some(first) => first.to_string(),
    }
}

fn decode(clip: &Path) -> Result<Vec<Frame>, Box<dyn Error>> {
    let mut source =
        open_files(&[clip.to_owned()], FileOptions { start_s: MIDDLE_OF_HOLD_S, ..FileOptions::default() })?;
    let mut frames = Vec::new();
    while frames.len() < PATIENCE
        && let Some(frame) = source.next_frame()?
    {
        frames.push(frame);
    }
    Ok(frames)
}

/// The true places of the trunk's landmarks in the frame in the middle of the hold; in a hold they stay.
fn truth(json: &Path) -> Result<[Point; 4], Box<dyn Error>> {
    let json: serde_json::Value = serde_json::from_reader(std::fs::File::open(json)?)?;
    let frames = json["frames"].as_array().ok_or("no frames")?;
    let frame = frames.iter().find(|frame| frame["t"].as_f64() >= Some(MIDDLE_OF_HOLD_S)).ok_or("too short")?;
    Ok(TRUNK.map(|landmark| {
        let place = &frame["px"][landmark.index()];
        Point::new(place[0].as_f64().unwrap_or(f64::NAN), place[1].as_f64().unwrap_or(f64::NAN))
    }))
}

fn acquire(
    engine: &mut impl PoseEstimator,
    frames: &[Frame],
    truth: &[Point; 4],
    turn: usize,
) -> Result<(Option<usize>, Option<usize>), Box<dyn Error>> {
    let (mut found, mut right) = (None, None);
    for (count, frame) in frames.iter().enumerate() {
        let (width, height) = (f64::from(frame.image.width()), f64::from(frame.image.height()));
        let (image, truth) = match turn {
            0 => (frame.image.clone(), *truth),
            1 => (rotate90(&frame.image), truth.map(|at| Point::new(height - at.y, at.x))),
            2 => (rotate180(&frame.image), truth.map(|at| Point::new(width - at.x, height - at.y))),
            _ => (rotate270(&frame.image), truth.map(|at| Point::new(at.y, width - at.x))),
        };
        // Another name, so that nothing is known from the turn before.
        let origin = format!("{} turned {turn}", frame.origin).into();
        let pose = engine.estimate(&Frame { image, origin, ..*frame })?;
        if pose.is_some() {
            found = found.or(Some(count + 1));
        }
        if pose.as_ref().is_some_and(|pose| is_right(pose, &truth)) {
            right = right.or(Some(count + 1));
            break;
        }
    }
    Ok((found, right))
}

fn is_right(pose: &Pose, truth: &[Point; 4]) -> bool {
    let torso = truth[0].midpoint(truth[1]).distance(truth[2].midpoint(truth[3]));
    let off: f64 = TRUNK.iter().zip(truth).map(|(&landmark, &at)| pose.at(landmark).distance(at)).sum::<f64>() / 4.0;
    off < RIGHT * torso
}
