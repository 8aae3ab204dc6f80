//! Feeds a clip in a loop through the whole pose engine, headless, and prints how much memory the program holds at the
//! start, in the middle and at the end: `cargo run --release --example soak -- CLIP [FRAMES]`.
//!
//! The clip is decoded anew each time round, as a camera's frames would come, and a second in every round nobody is there,
//! so that losing, searching and finding happen too. Memory is read where the system tells it (Linux).

#![allow(clippy::disallowed_methods, reason = "a tool reads its files itself")]

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use image::RgbImage;
use supple::device::onnx::estimator;
use supple::device::source::{FileOptions, open_files};
use supple::device::telemetry::switch_off;
use supple::frame::Frame;
use supple::seam::PoseEstimator;
use supple::time::Timestamp;

/// Frames before the first reading, after which everything has its place.
const WARM_UP: u64 = 100;
/// Frames in each round in which nobody is there.
const ABSENT: u64 = 10;
const FRAME_TIME: Duration = Duration::from_millis(100);

fn main() -> Result<(), Box<dyn Error>> {
    switch_off();
    let mut arguments = std::env::args().skip(1);
    let clip = PathBuf::from(arguments.next().ok_or("which clip?")?);
    let frames: u64 = arguments.next().map_or(Ok(100_000), |count| count.parse())?;
    let mut engine = estimator(None)?;
    let (mut done, mut found, mut time) = (0, 0_u64, Timestamp::ZERO);
    let readings = [("start", WARM_UP.min(frames)), ("middle", frames / 2), ("end", frames)];
    while done < frames {
        let mut source = open_files(std::slice::from_ref(&clip), FileOptions::default())?;
        let mut round = 0;
        while done < frames
            && let Some(mut frame) = source.next_frame()?
        {
            if round < ABSENT {
                frame.image = RgbImage::new(frame.image.width(), frame.image.height());
            }
            (done, round, time) = (done + 1, round + 1, time + FRAME_TIME);
            let frame = Frame { index: done, time, origin: "soak".into(), ..frame };
            found += u64::from(engine.estimate(&frame)?.is_some());
            for (name, _) in readings.iter().filter(|(_, at)| *at == done) {
                println!("{name:<7} {done:>7} frames, {found:>7} with a pose, {}", resident());
            }
        }
        if round == 0 {
            return Err("the clip has no frames".into());
        }
    }
    Ok(())
}

/// Memory that the program holds now, and the most that it ever held.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or(": unknown").to_owned();
    let words = |text: String| text.trim_start_matches(':').split_whitespace().collect::<Vec<_>>().join(" ");
    format!("resident {} (at most {})", words(line("VmRSS")), words(line("VmHWM")))
}
