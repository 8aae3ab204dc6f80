//! Answers raw frames with what they cost, one at a time: the pose engine's half of `benches/vs_mediapipe`.
//!
//! Standard input begins with a line `WIDTH HEIGHT RATE`, RATE in frames a second; then follow frames of WIDTH · HEIGHT · 3
//! bytes, red, green, blue. Each is answered, when its pose is done, with a line of JSON: `{"ms": wall milliseconds,
//! "looked": whether a network ran, "landmarks": null or 33 places [x, y] in pixels}`. It ends with its input.

#![allow(clippy::disallowed_methods, reason = "a tool reads the clock itself")]

use std::error::Error;
use std::io::{BufRead, Read, Write, stdin, stdout};
use std::time::{Duration, Instant};

use image::RgbImage;
use supple::device::onnx::estimator;
use supple::device::telemetry::switch_off;
use supple::frame::{Frame, FrameKind};
use supple::seam::PoseEstimator;
use supple::time::Timestamp;

fn main() -> Result<(), Box<dyn Error>> {
    switch_off();
    let mut input = stdin().lock();
    let mut line = String::new();
    input.read_line(&mut line)?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let [width, height, rate] = words[..] else { return Err("the first line must be WIDTH HEIGHT RATE".into()) };
    let (width, height, rate): (u32, u32, f64) = (width.parse()?, height.parse()?, rate.parse()?);
    let frame_time = Duration::try_from_secs_f64(1.0 / rate)?;
    let mut engine = estimator(None)?;
    let mut bytes = vec![0; width as usize * height as usize * 3];
    let mut time = Timestamp::ZERO;
    for index in 0.. {
        match input.read_exact(&mut bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error.into()),
        }
        let image = RgbImage::from_raw(width, height, std::mem::take(&mut bytes)).ok_or("a frame of the wrong size")?;
        let frame = Frame { index, time, origin: "standard input".into(), kind: FrameKind::Moving, image };
        let start = Instant::now();
        let pose = engine.estimate(&frame)?;
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        let looked = engine.cost().detect.is_some() || engine.cost().landmark.is_some();
        let landmarks =
            pose.map(|pose| pose.landmarks.iter().map(|point| [point.at.x, point.at.y]).collect::<Vec<_>>());
        let mut out = stdout().lock();
        serde_json::to_writer(&mut out, &serde_json::json!({ "ms": ms, "looked": looked, "landmarks": landmarks }))?;
        out.write_all(b"\n")?;
        out.flush()?;
        (bytes, time) = (frame.image.into_raw(), time + frame_time);
    }
    Ok(())
}
