//! A session in the window: a worker takes frames through pose and coach, the main thread draws the newest snapshot at
//! the screen's own pace. Frames may be dropped, events and commands never are.

use std::borrow::Cow;
use std::mem::discriminant;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::failure::Failure;
use super::reader::Reader;
use super::session::{Coaching, Stop};
use super::timings::Timings;
use crate::body::Size;
use crate::coach::Command;
use crate::frame::Frame;
use crate::latest::{Latest, Taken};
use crate::measure::Observation;
use crate::seam::{Clock, Display, Key};
use crate::time::Timestamp;
use crate::view::{Painter, Scene, Screen};

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

    /// What the window shows of it.
    fn screen(&self) -> Screen;

    /// Whether the person has stopped it for now.
    fn is_stopped(&self) -> bool;

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

    fn screen(&self) -> Screen {
        let session = self.session();
        session.outcome().map_or_else(|| Screen::Session(session.status()), Screen::Summary)
    }

    fn is_stopped(&self) -> bool {
        self.session().is_stopped()
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
    screen: Screen,
    /// By the program's clock: when a camera's frame came, when a video's frame was due.
    came_at: Timestamp,
    turn: Turn,
}

/// The order in which the worker tells news, which go through more than one mailbox.
type Turn = u64;

impl Snapshot {
    /// Whether this looks like the one before, but for the time.
    fn looks_like(&self, before: &Self) -> bool {
        let (Screen::Session(status), Screen::Session(last)) = (&self.screen, &before.screen) else { return false };
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
    /// A screen that changed without a new frame: the person pressed pause.
    screens: Latest<(Turn, Screen)>,
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
    source: &mut Reader,
    display: &mut dyn Display,
    clock: &dyn Clock,
    mirror: bool,
    timings: &mut Timings,
    stop: &Stop,
) -> Result<(), Failure> {
    let wires = &Wires { snapshots: Latest::new(), screens: Latest::new(), ending: Latest::new() };
    let (commands, inbox) = channel();
    let waiting = if source.is_live() { "Starting the camera…" } else { "Starting the video…" };
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
        let drawn = draw(display, clock, wires, &commands, (waiting, mirror), timings, stop);
        stop.store(true, Ordering::Relaxed);
        let outcome = worker
            .join()
            .unwrap_or_else(|_| Err(Failure::failed("the pose worker stopped unexpectedly", "supple doctor")));
        outcome.and(drawn)
    })
}

/// The worker: frames → pose → coach → snapshots. Between two looks at the commands it waits no longer than a moment, whatever
/// becomes of the source.
fn work(
    watched: &mut dyn Watched,
    source: &mut Reader,
    clock: &dyn Clock,
    inbox: &Receiver<Command>,
    wires: &Wires,
    stop: &Stop,
) -> Result<(), Failure> {
    let (mut pace, mut turn) = (Pace::default(), 0);
    // A video's frame that is not due yet.
    let mut early = None;
    let outcome = loop {
        if stop.load(Ordering::Relaxed) || watched.is_done() {
            break Ok(());
        }
        while let Ok(command) = inbox.try_recv() {
            watched.command(command)?;
            turn += 1;
            wires.screens.put((turn, watched.screen()));
        }
        if !source.is_live() && watched.is_stopped() {
            // A video waits with the person; a camera goes on, so that they see themselves.
            clock.sleep(STEP);
            pace.shift(STEP);
            continue;
        }
        let frame = match early.take().map_or_else(|| source.next_within(STEP), |frame| Some(Ok(Some(frame)))) {
            Some(Ok(Some(frame))) => frame,
            Some(Ok(None)) => break Ok(()),
            // Whoever has quit needs no word about a source that ended meanwhile.
            Some(Err(_)) if stop.load(Ordering::Relaxed) => break Ok(()),
            Some(Err(error)) => break Err(error.into()),
            None => continue,
        };
        let came_at = if source.is_live() {
            clock.now()
        } else {
            match pace.of(&frame, clock.now()) {
                Due::In(time) => {
                    clock.sleep(time.min(STEP));
                    early = Some(frame);
                    continue;
                }
                Due::Since(due) => due,
                Due::TooLate => continue,
            }
        };
        match watched.see(&frame) {
            Ok(observation) => {
                let screen = watched.screen();
                turn += 1;
                wires.snapshots.put(Snapshot { frame, observation, screen, came_at, turn });
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
    /// The clock's time and the media time of the first frame, which is due at once: a video may be started in its middle.
    start: Option<(Timestamp, Timestamp)>,
    dropped: u32,
}

/// When a frame is due.
#[derive(Debug, PartialEq)]
enum Due {
    /// After this time.
    In(Duration),
    /// It is, since this moment.
    Since(Timestamp),
    /// So long ago that it is better dropped.
    TooLate,
}

impl Pace {
    /// When `frame` is due; asked again for the same one until it is.
    fn of(&mut self, frame: &Frame, now: Timestamp) -> Due {
        let (began, first) = *self.start.get_or_insert((now, frame.time));
        let due = began + frame.time.since(first);
        if now < due {
            return Due::In(due.since(now));
        }
        if now.since(due) > LATE && self.dropped < MOST_DROPPED {
            self.dropped += 1;
            return Due::TooLate;
        }
        self.dropped = 0;
        Due::Since(due)
    }

    /// Everything is due so much later.
    fn shift(&mut self, time: Duration) {
        self.start = self.start.map(|(began, first)| (began + time, first));
    }
}

/// What the window knows.
#[derive(Default)]
struct Known {
    snapshot: Option<Snapshot>,
    /// A screen that is newer than the snapshot's.
    screen: Option<(Turn, Screen)>,
    /// What is said since the worker has ended.
    notice: Option<String>,
}

/// What came through the wires.
#[derive(Debug, PartialEq)]
enum Came {
    Nothing,
    /// A snapshot that looks like the one before.
    Alike,
    News,
}

impl Known {
    fn take(&mut self, wires: &Wires) -> Came {
        let mut came = Came::Nothing;
        if let Taken::Value(snapshot) = wires.snapshots.try_take() {
            let is_alike = self.snapshot.as_ref().is_some_and(|before| snapshot.looks_like(before));
            came = if is_alike && self.screen.is_none() { Came::Alike } else { Came::News };
            self.snapshot = Some(snapshot);
        }
        if let Taken::Value(screen) = wires.screens.try_take() {
            self.screen = Some(screen);
            came = Came::News;
        }
        // Either may have been told first, whichever was taken first.
        let newest = self.snapshot.as_ref().map_or(0, |snapshot| snapshot.turn);
        self.screen = self.screen.take().filter(|(turn, _)| *turn > newest);
        came
    }

    /// What the window shows; `waiting` is said until the first frame comes.
    fn screen(&self, waiting: &str) -> Cow<'_, Screen> {
        let newer = self.screen.as_ref().map(|(_, screen)| screen);
        let screen = newer.or_else(|| self.snapshot.as_ref().map(|snapshot| &snapshot.screen));
        let notice = self.notice.as_deref().or(self.snapshot.is_none().then_some(waiting));
        match (notice, screen) {
            (None, Some(screen)) => Cow::Borrowed(screen),
            (notice, over) => Cow::Owned(Screen::Notice {
                words: notice.unwrap_or(waiting).to_owned(),
                over: over.cloned().map(Box::new),
            }),
        }
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
    (waiting, mirror): (&str, bool),
    timings: &mut Timings,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let mut painter = Painter::new();
    let mut pixels = Vec::new();
    let mut known = Known::default();
    let mut close_at = None;
    let mut on_screen: Option<Painted> = None;
    loop {
        let mut news = match known.take(wires) {
            Came::Nothing => false,
            Came::Alike => on_screen.is_none_or(|before| clock.now().since(before.at) >= CALM),
            Came::News => true,
        };
        let ending = match wires.ending.try_take() {
            Taken::Value(ending) => Some(ending),
            Taken::Closed if close_at.is_none() => Some(Ending::Failed("Supple stopped unexpectedly.".to_owned())),
            Taken::Nothing | Taken::Closed => None,
        };
        if let Some(ending) = ending {
            let linger = match ending {
                Ending::Done { linger } => linger,
                Ending::InputEnded => {
                    known.notice = Some("The video has ended.".to_owned());
                    LINGER_ENDED
                }
                Ending::Failed(what) => {
                    known.notice = Some(what);
                    LINGER_FAILED
                }
            };
            close_at = Some(clock.now() + linger);
            news = true;
        }
        let size = display.size();
        // A screen is faster than a camera: what has not changed need not be on_screen again.
        let stands = on_screen.is_some_and(|before| before.size == size && clock.now().since(before.at) < REPAINT);
        let shown = known.snapshot.as_ref();
        let keys = if news || !stands {
            let scene = Scene {
                frame: shown.map(|shown| &shown.frame),
                pose: shown.and_then(|shown| shown.observation.pose.as_ref()),
                screen: &known.screen(waiting),
                mirror,
            };
            painter.paint(&scene, size, &mut pixels);
            let keys = display.show(&pixels, size)?;
            on_screen = Some(Painted { size, at: clock.now() });
            if let Some(snapshot) = shown.filter(|_| news) {
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

#[cfg(test)]
mod tests;
