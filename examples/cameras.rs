//! Tries a camera in all its ways: `cargo run --example cameras -- modes` takes pictures in every format and size that it offers, at every
//! rate; `-- watch SECONDS` watches it as a session does, and tells when pictures stop and come back. `tests/camera_rig.sh` runs both on a
//! machine with a camera that can fail on purpose.

#![allow(clippy::disallowed_methods, reason = "a tool reads the clock itself")]

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use supple::app::{Opened, PersistentCamera};
use supple::device::camera;
use supple::device::camera::{CameraMode, CameraOptions};
use supple::device::clock::SystemClock;
use supple::frame::Frame;
use supple::seam::FrameSource;

/// So many pictures are taken in each mode.
const PICTURES: u32 = 2;
/// The slowest machine needs so long for one.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long the mode before needs to let the camera go.
const LET_GO: Duration = Duration::from_secs(3);
/// Pictures that are further apart have stopped between.
const STOPPED: f64 = 2.5;
/// In the end there must have been one so lately, in seconds; on an emulated machine they are far apart.
const LATE: f64 = 20.0;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("modes") => modes(),
        Some("watch") => watch(Duration::from_secs(arguments.next().ok_or("for how many seconds?")?.parse()?)),
        _ => Err("modes, or watch SECONDS".into()),
    }
}

fn modes() -> Result<(), Box<dyn Error>> {
    let mut wrong = 0;
    for found in camera::list_cameras()? {
        println!("{}: {} ways of sending", found.name, found.modes.len());
        for mode in found.modes {
            let began = Instant::now();
            let outcome = pictures(found.index, mode);
            wrong += u32::from(outcome.is_err());
            let outcome = outcome.unwrap_or_else(|error| format!("FAILED: {error}"));
            println!("{mode}: {outcome}, {:.1} s", began.elapsed().as_secs_f64());
        }
    }
    println!("{wrong} failed");
    if wrong == 0 { Ok(()) } else { Err("a mode failed".into()) }
}

/// Takes pictures in this mode; answers what is on them.
fn pictures(index: u32, mode: CameraMode) -> Result<String, Box<dyn Error>> {
    let patience = CameraOptions { mode: Some(mode), first_frame_within: PATIENCE, frame_within: PATIENCE, size: None };
    // A driver that gives a picture a second lets the camera go only after the next one.
    std::thread::sleep(LET_GO);
    let mut source = camera::open(Some(&index.to_string()), patience)?;
    if source.mode() != mode {
        return Err(format!("it sends {} in its place", source.mode()).into());
    }
    let mut last: Option<Frame> = None;
    for _ in 0..PICTURES {
        let frame = source.next_frame()?.ok_or("a camera has no end")?;
        if (frame.image.width(), frame.image.height()) != (mode.size.width, mode.size.height) {
            return Err(format!("a picture of {}×{}", frame.image.width(), frame.image.height()).into());
        }
        if last.as_ref().is_some_and(|last| frame.time <= last.time) {
            return Err("time went back".into());
        }
        last = Some(frame);
    }
    let bars = bars(&last.ok_or("no picture")?);
    // The test camera shows vertical bars of eight colours; a picture that is decoded wrongly has others, or slanted ones.
    if is_wrong(&bars) {
        Err(format!("other colours than the bars have: {bars:?}").into())
    } else {
        Ok("good".to_owned())
    }
}

/// The colours of eight equal stripes of a picture, in its lower part, where no words stand; all rows of a stripe together.
fn bars(frame: &Frame) -> Vec<[u8; 3]> {
    let (width, height) = frame.image.dimensions();
    let stripe = |number: u32| {
        let mut sum = [0_u64; 3];
        let (mut count, x) = (0, (2 * number + 1) * width / 16);
        for y in (height * 3 / 4..height * 15 / 16).step_by(3) {
            let pixel = frame.image.get_pixel(x, y).0;
            for (sum, value) in sum.iter_mut().zip(pixel) {
                *sum += u64::from(value);
            }
            count += 1;
        }
        sum.map(|sum| (sum / count.max(1)) as u8)
    };
    (0..8).map(stripe).collect()
}

/// Whether these aren't the colours of bars: white, yellow, cyan, green, magenta, red, blue, black.
fn is_wrong(bars: &[[u8; 3]]) -> bool {
    const HIGH: [[bool; 3]; 8] = [
        [true, true, true],
        [true, true, false],
        [false, true, true],
        [false, true, false],
        [true, false, true],
        [true, false, false],
        [false, false, true],
        [false, false, false],
    ];
    bars.iter().zip(HIGH).any(|(bar, high)| bar.iter().zip(high).any(|(&value, high)| (value >= 112) != high))
}

fn watch(lasts: Duration) -> Result<(), Box<dyn Error>> {
    let times = Arc::new(AtomicU32::new(0));
    let opened = Arc::clone(&times);
    let open = move |_| {
        let options = CameraOptions { first_frame_within: PATIENCE, ..CameraOptions::default() };
        let source = camera::open(None, options)?;
        println!("opened {}: {}", source.name(), source.mode());
        opened.fetch_add(1, Ordering::Relaxed);
        Ok(Opened { name: source.name().to_owned(), source: Box::new(source), others: false })
    };
    let clock = SystemClock::start();
    let (mut camera, _) = PersistentCamera::new(Box::new(open), Arc::new(clock), supple::language::Language::English);
    let cancel = camera.canceller();
    std::thread::spawn(move || {
        std::thread::sleep(lasts);
        if let Some(cancel) = cancel {
            cancel();
        }
    });
    let (mut last, mut count) = (None, 0_u32);
    while let Some(frame) = camera.next_frame()? {
        let now = frame.time.secs();
        if let Some(before) = last {
            if now < before {
                return Err("time went back".into());
            }
            if now - before > STOPPED {
                println!("no picture from {before:.1} to {now:.1} s");
            }
        }
        last = Some(now);
        count += 1;
    }
    let since = lasts.as_secs_f64() - last.unwrap_or_default();
    let times = times.load(Ordering::Relaxed);
    println!("{count} pictures, opened {times} times, the last one {since:.1} s before the end");
    if count > 0 && since < LATE { Ok(()) } else { Err("it did not come back".into()) }
}
