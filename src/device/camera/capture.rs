//! The capture thread: fetches frames from the driver, stamps them and restarts a faltering stream.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::mode::CameraMode;
use super::trouble::{DriverError, DriverErrorKind};
use crate::latest::{Latest, Taken};
use crate::seam::{Clock, SourceError};
use crate::time::Timestamp;

/// What capture needs of an open camera.
pub(super) trait Driver {
    /// Waits for the next frame.
    fn grab(&mut self) -> Result<Grab, DriverError>;

    /// Stops and starts the stream, after an error.
    fn restart(&mut self) -> Result<(), DriverError>;

    /// What it sends.
    fn mode(&self) -> CameraMode;
}

/// A frame as the driver gives it.
pub(super) struct Grab {
    /// The bytes.
    pub(super) data: Box<dyn AsRef<[u8]> + Send>,
    /// What they are.
    pub(super) mode: CameraMode,
    /// Bytes from one row to the next, where known.
    pub(super) stride: Option<usize>,
    /// How long ago the picture was taken, where known.
    pub(super) age: Duration,
}

/// A frame as it leaves the capture thread.
pub(super) struct Stamped {
    /// When the picture was taken, since the camera was opened; always later than the frame before.
    pub(super) time: Timestamp,
    /// How many frames came before it, those included that nobody took.
    pub(super) index: u64,
    /// The frame.
    pub(super) grab: Grab,
}

/// A running capture thread. Dropping it stops the thread and lets the camera go.
pub(super) struct Capture {
    frames: Latest<Stamped>,
    shared: Arc<Shared>,
    /// Closes when the thread has let the camera go.
    released: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    failure: Mutex<Option<DriverError>>,
    /// The least time between two frames that are wanted, in microseconds.
    spacing: AtomicU64,
}

/// An error of the driver may be a single disturbance; the stream is restarted up to this many times between two frames.
const RESTARTS: u32 = 3;
/// How long the camera is left alone before it is restarted.
const RESTART_PAUSE: Duration = Duration::from_millis(200);
/// How long dropping the capture waits for the thread. One that is stuck in the driver for longer is left behind.
pub(super) const RELEASE_WITHIN: Duration = Duration::from_millis(500);
/// How old a frame can be when the driver hands it over. A driver that claims more has its clock wrong.
const OLDEST: Duration = Duration::from_secs(2);
/// The least time between two frames' stamps, however much the driver's own jump, so that dividing by the difference is safe.
const LEAST_STEP: Duration = Duration::from_millis(1);
/// A frame that comes so much too early is taken all the same: stamps jitter, and the next one may be a whole frame later.
const EARLY: Duration = Duration::from_millis(8);

impl Capture {
    /// Opens the camera in a thread of its own and waits up to `patience` for it: a driver may take long, or never come
    /// back.
    pub(super) fn start<D: Driver>(
        name: &str,
        open: impl FnOnce() -> Result<D, SourceError> + Send + 'static,
        clock: impl Clock + 'static,
        patience: Duration,
    ) -> Result<(Self, CameraMode), SourceError> {
        let (frames, shared) = (Latest::new(), Arc::new(Shared::default()));
        let (opened, opening) = channel();
        let (release, released) = channel::<()>();
        let thread = {
            let (frames, shared) = (frames.clone(), Arc::clone(&shared));
            std::thread::Builder::new().name("camera".to_owned()).spawn(move || {
                // However the thread ends, the reader wakes and the one that waits for the camera's release goes on.
                let _close = CloseOnDrop(frames.clone());
                let _release = release;
                // Letting a camera go can panic in the driver's library; that must not be the last word.
                let ended = catch_unwind(AssertUnwindSafe(|| match open() {
                    Ok(driver) => {
                        if opened.send(Ok(driver.mode())).is_ok() {
                            capture(driver, &frames, &shared, &clock);
                        }
                    }
                    Err(error) => drop(opened.send(Err(error))),
                }));
                if ended.is_err() {
                    shared.fail(DriverError::new("the camera's driver library failed"));
                }
            })
        };
        let refuse = |text: &str| DriverError::new(text).cannot_open(name);
        let thread = thread.map_err(|error| refuse(&error.to_string()))?;
        let mode = match opening.recv_timeout(patience) {
            Ok(opened) => opened?,
            Err(RecvTimeoutError::Timeout) => return Err(refuse("it does not answer")),
            Err(RecvTimeoutError::Disconnected) => return Err(refuse("its driver library failed")),
        };
        Ok((Self { frames, shared, released, thread: Some(thread) }, mode))
    }

    /// The newest frame; waits up to `patience` for one.
    pub(super) fn take_within(&self, patience: Duration) -> Taken<Stamped> {
        self.frames.take_within(patience)
    }

    /// Why the thread ended, if the driver said so.
    pub(super) fn failure(&self) -> Option<DriverError> {
        self.shared.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// From now on frames that come sooner than this after the one before are left out.
    pub(super) fn space(&self, least: Duration) {
        let micros = u64::try_from(least.as_micros()).unwrap_or(u64::MAX);
        self.shared.spacing.store(micros, Ordering::Relaxed);
    }

    /// Tells the thread to stop, without waiting for it.
    pub(super) fn stop(&self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        self.frames.close();
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.stop();
        if let Err(RecvTimeoutError::Disconnected) = self.released.recv_timeout(RELEASE_WITHIN)
            && let Some(thread) = self.thread.take()
        {
            // It has nothing left to do but return.
            drop(thread.join());
        }
    }
}

impl Shared {
    fn spacing(&self) -> Duration {
        Duration::from_micros(self.spacing.load(Ordering::Relaxed))
    }

    fn fail(&self, error: DriverError) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }
}

struct CloseOnDrop(Latest<Stamped>);

impl Drop for CloseOnDrop {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Fetches frames until told to stop or the camera fails.
fn capture(mut driver: impl Driver, frames: &Latest<Stamped>, shared: &Shared, clock: &impl Clock) {
    let (mut next, mut index, mut failures) = (Timestamp::ZERO, 0, 0);
    let mut given: Option<Timestamp> = None;
    while !shared.stop.load(Ordering::Relaxed) {
        match driver.grab() {
            Ok(grab) => {
                failures = 0;
                let time = stamp(next, clock.now(), grab.age);
                let is_early = given.is_some_and(|given| time.since(given) + EARLY < shared.spacing());
                if !is_early {
                    given = Some(time);
                    if !frames.put(Stamped { time, index, grab }) {
                        return;
                    }
                }
                next = time + LEAST_STEP;
                index += 1;
            }
            Err(error) => {
                if let Err(error) = recover(&mut driver, error, &mut failures, clock) {
                    return shared.fail(error);
                }
            }
        }
    }
}

/// When a picture of this age was taken, at the earliest at `next`. Drivers' own time stamps jitter less than ours, but some are wrong, and
/// the clock that they go by may be set while somebody stretches.
fn stamp(next: Timestamp, now: Timestamp, age: Duration) -> Timestamp {
    let age = if age <= OLDEST { age } else { Duration::ZERO };
    next.max(now - age)
}

/// Restarts the stream after `error`, unless that has no point: a camera that is gone or taken by another program
/// will not come back by being asked again.
fn recover(
    driver: &mut impl Driver,
    mut error: DriverError,
    failures: &mut u32,
    clock: &impl Clock,
) -> Result<(), DriverError> {
    while error.kind == DriverErrorKind::Other && *failures < RESTARTS {
        *failures += 1;
        clock.sleep(RESTART_PAUSE);
        match driver.restart() {
            Ok(()) => return Ok(()),
            Err(again) => error = again,
        }
    }
    Err(error)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Sender;

    use super::*;
    use crate::body::Size;
    use crate::device::pixels::PixelFormat;
    use crate::seam::doubles::ManualClock;

    const MODE: CameraMode = CameraMode { size: Size::new(1, 1), fps: 30, pixels: PixelFormat::Rgb };

    /// A camera that gives its next frame when it is told to, after so many milliseconds.
    struct Told {
        clock: ManualClock,
        /// Says that all before has been dealt with.
        ready: Sender<()>,
        steps: Receiver<u64>,
    }

    impl Driver for Told {
        fn grab(&mut self) -> Result<Grab, DriverError> {
            let _ = self.ready.send(());
            let step = self.steps.recv().map_err(|_| DriverError::new("No such device (os error 19)"))?;
            self.clock.advance(Duration::from_millis(step));
            Ok(Grab { data: Box::new(vec![0; 3]), mode: MODE, stride: None, age: Duration::ZERO })
        }

        fn restart(&mut self) -> Result<(), DriverError> {
            Ok(())
        }

        fn mode(&self) -> CameraMode {
            MODE
        }
    }

    #[test]
    fn frames_that_are_not_wanted_are_left_out_and_counted() {
        let ((ready, is_ready), (step, steps), clock) = (channel(), channel(), ManualClock::default());
        let driver = Told { clock: clock.clone(), ready, steps };
        let (capture, _) = Capture::start("Test", move || Ok(driver), clock, Duration::from_mins(1)).unwrap();
        is_ready.recv().unwrap();
        let given = |spacing: u64, millis: &[u64]| {
            capture.space(Duration::from_millis(spacing));
            let frames = millis.iter().filter_map(|millis| {
                step.send(*millis).unwrap();
                is_ready.recv().unwrap();
                if let Taken::Value(stamped) = capture.take_within(Duration::ZERO) { Some(stamped.index) } else { None }
            });
            frames.collect::<Vec<_>>()
        };
        assert_eq!(given(0, &[33, 33, 34]), [0, 1, 2]);
        // Every second one, though some come a little early.
        assert_eq!(given(66, &[33, 29, 37, 33, 30, 34]), [4, 6, 8]);
        assert_eq!(given(400, &[33; 26]), [20, 32]);
        assert_eq!(given(0, &[33]), [35]);
    }

    #[test]
    fn a_clock_that_is_set_moves_no_stamp_by_more_than_a_picture_can_be_old() {
        // Ten pictures a second, of which the driver says how old they are; by an hour, a second and a half, and back.
        let ages = [20, 30, 3_600_000, 3_600_020, 20, 1_500, 1_520, 10, 0, 20, 0, 25].map(Duration::from_millis);
        let (mut next, mut before) = (Timestamp::ZERO, None);
        for (tenths, age) in ages.into_iter().enumerate() {
            let now = Timestamp::from_secs(100.0 + tenths as f64 / 10.0);
            let time = stamp(next, now, age);
            assert!(before.is_none_or(|before| time > before) && time <= now, "{time:?} at {now:?}");
            assert!(now.since(time) <= OLDEST);
            next = time + LEAST_STEP;
            before = Some(time);
        }
        let whole = Duration::from_millis(1_100);
        let took = before.unwrap_or_default().since(Timestamp::from_secs(100.0));
        assert!(took <= whole && took + Duration::from_millis(50) >= whole, "no time is won or lost: {took:?}");
    }
}
