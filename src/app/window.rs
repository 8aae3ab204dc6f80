//! A session in the window: a worker takes frames through pose and coach, the main thread draws the newest snapshot at
//! the screen's own pace. Frames may be dropped, events and commands never are.

use std::mem::discriminant;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::failure::Failure;
use super::session::{Coaching, Stop};
use super::timings::Timings;
use crate::coach::{Command, Observation, Phase, Size, Status};
use crate::frame::Frame;
use crate::latest::{Latest, Taken};
use crate::seam::{Clock, Display, FrameSource, Key};
use crate::time::Timestamp;
use crate::view::{Painter, Scene};

/// How long the window stays after the session is done, so that the person can get up and read it.
const LINGER_DONE: Duration = Duration::from_secs(20);
/// How long it stays when the input ended before the session did.
const LINGER_ENDED: Duration = Duration::from_secs(3);
/// A video's frame that is this late is dropped: pose work slower than the video must not make it lag behind.
const LATE: Duration = Duration::from_millis(120);
/// But never so many in a row that the person on the screen stands still.
const MOST_DROPPED: u32 = 8;
/// The longest the worker sleeps at once, so that keys and quitting are answered promptly.
const STEP: Duration = Duration::from_millis(20);

/// How long a failure's words stay before the window closes: long enough for somebody face down to look up.
const LINGER_FAILED: Duration = Duration::from_secs(20);

/// How long the window may stand unpainted, in case something else was drawn over it.
const REPAINT: Duration = Duration::from_millis(250);
/// How long it may while somebody keeps still and only the ring goes on: every second picture of a camera is painted.
const CALM: Duration = Duration::from_millis(60);

/// Whether what was watched came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It did; its last words stay for so long.
    Whole {
        /// How long the window stays.
        linger: Duration,
    },
    /// The input ended before.
    Part,
}

/// Something that is done before a camera and shown in the window: a session, or a demonstration.
pub trait Watched: Send {
    /// Takes in a frame; gives back what was seen.
    fn see(&mut self, frame: &Frame) -> Result<Observation, Failure>;

    /// Where it stands.
    fn status(&self) -> Status;

    /// Passes on what the person asked for.
    fn command(&mut self, command: Command) -> Result<(), Failure>;

    /// Whether there is nothing left to watch.
    fn is_done(&self) -> bool;

    /// Ends it where it stands.
    fn end(&mut self) -> Result<(), Failure>;

    /// How far it came.
    fn shown(&self) -> Shown;
}

impl Watched for Coaching {
    fn see(&mut self, frame: &Frame) -> Result<Observation, Failure> {
        Self::see(self, frame)
    }

    fn status(&self) -> Status {
        self.session().status()
    }

    fn command(&mut self, command: Command) -> Result<(), Failure> {
        Self::command(self, command)
    }

    fn is_done(&self) -> bool {
        self.session().is_done()
    }

    fn end(&mut self) -> Result<(), Failure> {
        Self::end(self)
    }

    fn shown(&self) -> Shown {
        if self.summary().is_complete() { Shown::Whole { linger: LINGER_DONE } } else { Shown::Part }
    }
}

/// One frame with all that is known about it: what the window draws.
struct Snapshot {
    frame: Frame,
    observation: Observation,
    status: Status,
    /// By the program's clock: when a camera's frame came, when a video's frame was due.
    came_at: Timestamp,
}

impl Snapshot {
    /// Whether this looks like the one before, but for the time.
    fn looks_like(&self, before: &Self) -> bool {
        let (status, last) = (&self.status, &before.status);
        self.observation.pose.is_some()
            && self.observation.pose == before.observation.pose
            && discriminant(&status.phase) == discriminant(&last.phase)
            && status.message == last.message
            && status.reps_done == last.reps_done
    }
}

/// The worker's ends of the mailboxes between it and the window.
struct Wires {
    snapshots: Latest<Snapshot>,
    /// A status that changed without a new frame: the person pressed pause on a video.
    statuses: Latest<Status>,
    ending: Latest<Ending>,
}

/// How the worker ended.
enum Ending {
    Done { linger: Duration },
    InputEnded,
    Failed(String),
}

/// Closes a mailbox when it goes out of scope, in a panic too.
struct CloseOnDrop<'a>(&'a Latest<Ending>);

impl Drop for CloseOnDrop<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Runs a session or a demonstration in `display` until it is done, the input ends, or the person quits. `clock` started with the program;
/// `timings` learns what the window's pictures cost.
pub fn run_windowed(
    watched: &mut dyn Watched,
    source: &mut dyn FrameSource,
    display: &mut dyn Display,
    clock: &dyn Clock,
    mirror: bool,
    timings: &mut Timings,
    stop: &Stop,
) -> Result<(), Failure> {
    let wires = &Wires { snapshots: Latest::new(), statuses: Latest::new(), ending: Latest::new() };
    let (commands, inbox) = channel();
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().name("pose".to_owned()).spawn_scoped(scope, move || {
            // Closed however this thread ends, so that the window never waits for a worker that is gone.
            let _closing = CloseOnDrop(&wires.ending);
            let outcome = work(watched, source, clock, &inbox, wires, stop);
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
        let drawn = draw(display, clock, wires, &commands, mirror, timings, stop);
        stop.store(true, Ordering::Relaxed);
        let outcome = worker
            .join()
            .unwrap_or_else(|_| Err(Failure::failed("the pose worker stopped unexpectedly", "supple doctor")));
        outcome.and(drawn)
    })
}

/// The worker: frames → pose → coach → snapshots.
fn work(
    watched: &mut dyn Watched,
    source: &mut dyn FrameSource,
    clock: &dyn Clock,
    inbox: &Receiver<Command>,
    wires: &Wires,
    stop: &Stop,
) -> Result<(), Failure> {
    let mut pace = Pace::default();
    let outcome = loop {
        if stop.load(Ordering::Relaxed) || watched.is_done() {
            break Ok(());
        }
        while let Ok(command) = inbox.try_recv() {
            watched.command(command)?;
            wires.statuses.put(watched.status());
        }
        if !source.is_live() && watched.status().phase == Phase::Stopped {
            // A video waits with the person; a camera goes on, so that they see themselves.
            clock.sleep(STEP);
            pace.start = pace.start.map(|start| start + STEP);
            continue;
        }
        let frame = match source.next_frame() {
            Ok(Some(frame)) => frame,
            Ok(None) => break Ok(()),
            // Whoever has quit needs no word about a source that ended meanwhile.
            Err(_) if stop.load(Ordering::Relaxed) => break Ok(()),
            Err(error) => break Err(error.into()),
        };
        let came_at = if source.is_live() {
            clock.now()
        } else {
            match pace.wait_for(&frame, clock, stop) {
                Some(due) => due,
                None => continue,
            }
        };
        match watched.see(&frame) {
            Ok(observation) => {
                let status = watched.status();
                wires.snapshots.put(Snapshot { frame, observation, status, came_at });
            }
            Err(failure) => break Err(failure),
        }
    };
    watched.end()?;
    outcome
}

/// Shows a video at its own speed.
#[derive(Default)]
struct Pace {
    /// The clock's time at media time zero.
    start: Option<Timestamp>,
    dropped: u32,
}

impl Pace {
    /// Waits until `frame` is due and answers when that was; `None` when it is so late that it is better dropped.
    fn wait_for(&mut self, frame: &Frame, clock: &dyn Clock, stop: &AtomicBool) -> Option<Timestamp> {
        let start = *self.start.get_or_insert_with(|| clock.now() - frame.time.since_start());
        let due = start + frame.time.since_start();
        while clock.now() < due && !stop.load(Ordering::Relaxed) {
            clock.sleep(due.since(clock.now()).min(STEP));
        }
        if clock.now().since(due) > LATE && self.dropped < MOST_DROPPED {
            self.dropped += 1;
            return None;
        }
        self.dropped = 0;
        Some(due)
    }
}

/// What the window shows.
#[derive(Clone, Copy)]
struct Painted {
    size: Size,
    at: Timestamp,
}

/// The window: newest snapshot → picture, keys → commands.
fn draw(
    display: &mut dyn Display,
    clock: &dyn Clock,
    wires: &Wires,
    commands: &Sender<Command>,
    mirror: bool,
    timings: &mut Timings,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let mut painter = Painter::new();
    let mut pixels = Vec::new();
    let mut shown: Option<Snapshot> = None;
    let mut notice = None;
    let mut close_at = None;
    let mut on_screen: Option<Painted> = None;
    loop {
        let mut news = false;
        // The status first: a snapshot that is there as well is newer, since a command is answered before the next frame.
        if let (Taken::Value(status), Some(shown)) = (wires.statuses.try_take(), &mut shown) {
            shown.status = status;
            news = true;
        }
        if let Taken::Value(snapshot) = wires.snapshots.try_take() {
            let is_calm = shown.as_ref().is_some_and(|before| snapshot.looks_like(before));
            let is_fresh = on_screen.is_some_and(|before| clock.now().since(before.at) < CALM);
            news |= !(is_calm && is_fresh);
            shown = Some(snapshot);
        }
        let ending = match wires.ending.try_take() {
            Taken::Value(ending) => Some(ending),
            Taken::Closed if close_at.is_none() => Some(Ending::Failed("Supple stopped unexpectedly.".to_owned())),
            Taken::Nothing | Taken::Closed => None,
        };
        if let Some(ending) = ending {
            let linger = match ending {
                Ending::Done { linger } => linger,
                Ending::InputEnded => {
                    notice = Some("The video has ended.".to_owned());
                    LINGER_ENDED
                }
                Ending::Failed(what) => {
                    notice = Some(what);
                    LINGER_FAILED
                }
            };
            close_at = Some(clock.now() + linger);
            news = true;
        }
        let size = display.size();
        // A screen is faster than a camera: what has not changed need not be on_screen again.
        let stands = on_screen.is_some_and(|before| before.size == size && clock.now().since(before.at) < REPAINT);
        let waiting = shown.is_none().then_some("Starting the camera…");
        let scene = Scene {
            frame: shown.as_ref().map(|shown| &shown.frame),
            pose: shown.as_ref().and_then(|shown| shown.observation.pose.as_ref()),
            status: shown.as_ref().map(|shown| &shown.status),
            mirror,
            notice: notice.as_deref().or(waiting),
        };
        let keys = if news || !stands {
            painter.paint(&scene, size, &mut pixels);
            let keys = display.show(&pixels, size)?;
            on_screen = Some(Painted { size, at: clock.now() });
            if let Some(snapshot) = shown.as_ref().filter(|_| news) {
                timings.shown(clock.now(), snapshot.came_at, snapshot.observation.pose.is_some());
            }
            keys
        } else {
            display.wait()?
        };
        for key in keys {
            let command = match key {
                Key::Quit => return Ok(()),
                Key::Pause => Command::TogglePause,
                Key::Next => Command::Next,
                // There is no sound to silence yet.
                Key::Mute => continue,
            };
            // The worker may have ended; then there is nothing left to command.
            let _ = commands.send(command);
        }
        if stop.load(Ordering::Relaxed) || close_at.is_some_and(|moment| clock.now() >= moment) {
            return Ok(());
        }
    }
}
