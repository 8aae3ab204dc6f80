//! Stories of the window: somebody sits before a display, a source gives what it is told to, and time is a clock that the display has go
//! on. What is shown is compared with what it should look like, pixel by pixel.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::known::{Came, Known};
use super::wires::{Snapshot, Turn};
use super::*;
use crate::body::{Pose, Size};
use crate::coach::{Command, Next, Phase, Status, Subject};
use crate::frame::Frame;
use crate::input::{Input, Key};
use crate::judge::{Message, Tone};
use crate::measure::CameraSide;
use crate::measure::Observation;
use crate::seam::doubles::{Given, ManualClock, RecordingDisplay, ScriptedSource, Viewer, frame};
use crate::stretch::CameraAdvice;
use crate::time::Timestamp;
use crate::view::{Painter, Scene, Screen};

/// Nothing here takes as long; what does hangs.
const HANGS: Duration = Duration::from_mins(1);
const WINDOW: Size = Size::new(320, 240);

/// What a thing that is watched did.
#[derive(Debug, PartialEq)]
enum Did {
    See(Timestamp),
    Obey(Command),
    End,
}

/// Something watched that only keeps account.
struct Account {
    is_stopped: bool,
    log: Sender<Did>,
}

impl Account {
    fn new() -> (Receiver<Did>, Self) {
        let (log, did) = channel();
        (did, Self { is_stopped: false, log })
    }
}

impl Watched for Account {
    fn see(&mut self, frame: &Frame) -> Result<Observation, Failure> {
        let _ = self.log.send(Did::See(frame.time));
        Ok(Observation { time: frame.time, size: Size::new(4, 3), pose: None, spine: None })
    }

    fn screen(&self) -> Screen {
        screen(if self.is_stopped { Phase::Stopped } else { Phase::Searching })
    }

    fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    fn command(&mut self, command: Command) -> Result<(), Failure> {
        self.is_stopped = command == Command::TogglePause && !self.is_stopped;
        let _ = self.log.send(Did::Obey(command));
        Ok(())
    }

    fn is_done(&self) -> bool {
        false
    }

    fn end(&mut self) -> Result<(), Failure> {
        let _ = self.log.send(Did::End);
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::Part
    }
}

fn screen(phase: Phase) -> Screen {
    let camera = CameraAdvice { see: CameraSide::Side, distance_m: 2.0, height_m: 0.5 };
    Screen::Session(Status {
        subject: Subject::Unknown { title: "Test".to_owned(), camera },
        side: None,
        pose: None,
        near: None,
        phase,
        held: Duration::ZERO,
        hold: Duration::ZERO,
        is_moved: false,
        is_timed: false,
        fell_short: 0,
        reps_done: 0,
        reps: 1,
        message: Message { tone: Tone::Guide, text: String::new(), target: None },
        targets: Vec::new(),
        next: Next::Nothing,
        progress: 0.0,
    })
}

/// Something that is watched in the window, and who sits before it.
struct Story {
    give: Sender<Given>,
    viewer: Viewer,
    clock: ManualClock,
    outcome: Receiver<Result<(), Failure>>,
    painter: Painter,
}

impl Story {
    /// `display` makes of a display what it is to be; it may take the clock.
    fn of(
        mut watched: impl Watched + 'static,
        is_live: bool,
        display: impl FnOnce(RecordingDisplay, ManualClock) -> RecordingDisplay,
    ) -> Self {
        let (give, source) = ScriptedSource::told(is_live);
        let clock = ManualClock::default();
        let (viewer, plain) = RecordingDisplay::new(WINDOW);
        let mut display = display(plain, clock.clone());
        let (done, outcome) = channel();
        let time = clock.clone();
        thread::spawn(move || {
            let mut source = Reader::new(Box::new(source)).unwrap();
            let windowed = Windowed {
                watched: &mut watched,
                source: &mut source,
                display: &mut display,
                clock: &time,
                mirror: false,
                timings: &mut Timings::default(),
                stop: &Stop::default(),
            };
            let outcome = windowed.run();
            // What was watched and the source are let go after that: the latter may be stuck.
            let _ = done.send(outcome);
        });
        Self { give, viewer, clock, outcome, painter: Painter::new() }
    }

    fn gives(&self, frame: Frame) {
        self.give.send(Ok(Some(frame))).unwrap();
    }

    fn presses(&self, key: Key) {
        self.viewer.hands.send(Input::Key(key)).unwrap();
    }

    /// Waits until the window shows this.
    fn shows(&mut self, frame: Option<&Frame>, pose: Option<&Pose>, screen: &Screen) {
        let mut expected = Vec::new();
        self.painter.paint(&Scene { frame, pose, screen, mirror: false }, WINDOW, &mut expected);
        while self.viewer.pictures.recv_timeout(HANGS).expect("it is never shown") != expected {}
    }

    fn ends(&self) -> Result<(), Failure> {
        self.outcome.recv_timeout(HANGS).expect("it hangs")
    }
}

/// A display at which time stands still, but for the worker's own sleep.
fn still(display: RecordingDisplay, _: ManualClock) -> RecordingDisplay {
    display
}

/// Has somebody press these keys, each once the one before was answered, and quit; answers the times of the frames that were seen.
fn pressed(frames: Vec<Frame>, is_live: bool, keys: &[(Key, Command)]) -> Vec<Timestamp> {
    let (did, account) = Account::new();
    let story = Story::of(account, is_live, still);
    for frame in frames {
        story.gives(frame);
    }
    let mut seen = Vec::new();
    for (key, command) in keys {
        story.presses(*key);
        loop {
            match did.recv_timeout(HANGS).expect("nobody answers") {
                Did::See(time) => seen.push(time),
                told => break assert_eq!(told, Did::Obey(*command)),
            }
        }
    }
    story.presses(Key::Letter('q'));
    assert_eq!(story.ends(), Ok(()));
    seen.extend(did.try_iter().filter_map(|did| if let Did::See(time) = did { Some(time) } else { None }));
    seen
}

const PAUSE: (Key, Command) = (Key::Space, Command::TogglePause);
const NEXT: (Key, Command) = (Key::Letter('n'), Command::Next);

#[test]
fn keys_are_answered_while_the_source_says_nothing() {
    for is_live in [true, false] {
        assert_eq!(pressed(Vec::new(), is_live, &[PAUSE, NEXT]), []);
        pressed(vec![frame(0.0)], is_live, &[NEXT, PAUSE]);
    }
}

#[test]
fn keys_are_answered_before_a_videos_frame_is_due() {
    // A day later; the clock only goes on by the worker's own sleep, a step at a time.
    let seen = pressed(vec![frame(0.0), frame(86_400.0)], false, &[NEXT, PAUSE, PAUSE]);
    assert!(seen.len() <= 1, "{seen:?}");
}

fn snapshot(turn: Turn, phase: Phase) -> Snapshot {
    let observation = Observation { time: Timestamp::ZERO, size: Size::new(4, 3), pose: None, spine: None };
    Snapshot { frame: frame(0.0), observation, screen: screen(phase), came_at: Timestamp::ZERO, turn }
}

#[test]
fn a_pause_is_shown_whichever_news_is_taken_first() {
    let wires = Wires::default();
    let mut known = Known::default();
    let phase = |known: &Known| match known.screen("Starting…").into_owned() {
        Screen::Session(status) => Some(status.phase),
        Screen::Notice { over: Some(over), .. } => match *over {
            Screen::Session(status) => Some(status.phase),
            _ => None,
        },
        _ => None,
    };
    assert_eq!((known.take(&wires), phase(&known)), (Came::Nothing, None));
    // Before the first frame.
    wires.screens.put((1, screen(Phase::Stopped)));
    assert_eq!((known.take(&wires), phase(&known)), (Came::News, Some(Phase::Stopped)));
    wires.snapshots.put(snapshot(2, Phase::Searching));
    assert_eq!((known.take(&wires), phase(&known)), (Came::News, Some(Phase::Searching)));
    // A frame that was not taken yet when the person pressed pause; a video gives no other.
    wires.snapshots.put(snapshot(3, Phase::Searching));
    wires.screens.put((4, screen(Phase::Stopped)));
    assert_eq!((known.take(&wires), phase(&known)), (Came::News, Some(Phase::Stopped)));
    assert_eq!((known.take(&wires), phase(&known)), (Came::Nothing, Some(Phase::Stopped)));
    // A frame that came after the person went on.
    wires.screens.put((5, screen(Phase::Positioning)));
    wires.snapshots.put(snapshot(6, Phase::Holding));
    assert_eq!((known.take(&wires), phase(&known)), (Came::News, Some(Phase::Holding)));
}
