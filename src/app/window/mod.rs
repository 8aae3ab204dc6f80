//! A session in the window: a worker takes frames through pose and coach, the main thread draws the newest snapshot at
//! the screen's own pace. Frames may be dropped, events and commands never are.
//!
//! ```text
//! worker ─wires: snapshots, screens, ending→ drawing (main thread)
//!        ←──────────commands──────────────
//! ```

mod costs;
mod drawing;
mod known;
mod pace;
mod watched;
mod wires;
mod worker;

pub use watched::{Shown, Watched};

use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;

use self::drawing::Drawing;
use self::wires::{CloseOnDrop, Ending, Wires};
use self::worker::Worker;
use super::camera::CameraLine;
use super::failure::Failure;
use super::reader::Reader;
use super::stop::Stop;
use super::timings::Timings;
use crate::seam::{Clock, Display};
use crate::view::Painter;
use crate::wording::window as wording;

/// Something watched in the window, with all that it takes.
pub struct Windowed<'a> {
    /// A session or a demonstration.
    pub watched: &'a mut dyn Watched,
    /// Where frames come from.
    pub source: &'a mut Reader,
    /// The window.
    pub display: &'a mut dyn Display,
    /// Paints what it shows.
    pub painter: Painter,
    /// The clock that started with the program.
    pub clock: &'a dyn Clock,
    /// Whether to show the picture as a mirror does.
    pub mirror: bool,
    /// Learns what the window's pictures cost.
    pub timings: &'a mut Timings,
    /// Ends it from outside, and is set when it ends.
    pub stop: &'a Stop,
    /// What goes between it and a camera that may come and go.
    pub camera: Option<&'a CameraLine>,
}

impl Windowed<'_> {
    /// Runs it until it is done, the input ends, or the person quits.
    pub fn run(self) -> Result<(), Failure> {
        let Self { watched, source, display, painter, clock, mirror, timings, stop, camera } = self;
        let wires = &Wires::default();
        let (commands, inbox) = channel();
        // What may come and go says itself what is known of it.
        let waiting =
            if camera.is_some() { None } else { Some(wording::waiting(source.is_live(), painter.look().language)) };
        std::thread::scope(|scope| {
            let worker = std::thread::Builder::new().name("pose".to_owned()).spawn_scoped(scope, move || {
                // Closed however this thread ends, so that the window never waits for a worker that is gone.
                let _closing = CloseOnDrop(&wires.ending);
                let outcome = Worker { watched: &mut *watched, source, clock, inbox, wires, stop, camera }.work();
                wires.ending.put(match &outcome {
                    Ok(()) => match watched.shown() {
                        Shown::Whole { linger } => Ending::Done { linger },
                        Shown::Part => Ending::InputEnded,
                    },
                    Err(failure) => Ending::Failed(format!("{} {}", failure.what, failure.remedy)),
                });
                outcome
            });
            let worker = worker.map_err(|error| Failure::failed(format!("cannot start a thread: {error}"), ""))?;
            let drawn = Drawing { display, painter, clock, wires, commands, waiting, mirror, timings, stop }.draw();
            stop.store(true, Ordering::Relaxed);
            let outcome = worker
                .join()
                .unwrap_or_else(|_| Err(Failure::failed("the pose worker stopped unexpectedly", "supple doctor")));
            outcome.and(drawn)
        })
    }
}

#[cfg(test)]
mod tests;
