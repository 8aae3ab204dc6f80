use std::sync::Mutex;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;

use image::RgbImage;

use super::*;
use crate::coach::{Next, Phase, Status, Subject};
use crate::frame::FrameKind;
use crate::judge::{Message, Tone};
use crate::measure::CameraSide;
use crate::seam::{DisplayError, FrameSource, SourceError};
use crate::stretch::CameraAdvice;

/// Nothing here takes as long; what does hangs.
const HANGS: Duration = Duration::from_mins(1);

fn frame(seconds: f64) -> Frame {
    let (time, image) = (Timestamp::from_secs(seconds), RgbImage::new(4, 3));
    Frame { time, index: 0, origin: "test".into(), kind: FrameKind::Moving, image }
}

/// A source that gives what it is told to, and is silent for as long as it is told nothing.
struct Scripted {
    frames: Receiver<Frame>,
    is_live: bool,
}

impl FrameSource for Scripted {
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        Ok(self.frames.recv().ok())
    }

    fn is_live(&self) -> bool {
        self.is_live
    }
}

fn scripted(is_live: bool) -> (Sender<Frame>, Reader) {
    let (give, frames) = channel();
    (give, Reader::new(Box::new(Scripted { frames, is_live })).unwrap())
}

/// A clock that goes on only while somebody sleeps by it.
#[derive(Default)]
struct ManualClock(Mutex<Timestamp>);

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        let mut now = self.0.lock().unwrap();
        *now = *now + time;
        drop(now);
        // Others want to get on, too.
        thread::yield_now();
    }
}

/// A display at which somebody presses a key, and the next one once the one before was answered.
struct Fingers {
    keys: Vec<Key>,
    answered: Receiver<Command>,
    waits: bool,
}

impl Fingers {
    fn press(&mut self) -> Vec<Key> {
        if self.waits {
            match self.answered.recv_timeout(Duration::from_millis(1)) {
                Ok(_) => self.waits = false,
                Err(RecvTimeoutError::Timeout) => return Vec::new(),
                Err(RecvTimeoutError::Disconnected) => panic!("nobody answers"),
            }
        }
        self.waits = true;
        if self.keys.is_empty() { Vec::new() } else { vec![self.keys.remove(0)] }
    }
}

impl Display for Fingers {
    fn size(&self) -> Size {
        Size::new(320, 240)
    }

    fn show(&mut self, _: &[u32], _: Size) -> Result<Vec<Key>, DisplayError> {
        Ok(self.press())
    }

    fn wait(&mut self) -> Result<Vec<Key>, DisplayError> {
        Ok(self.press())
    }
}

/// Something watched that only keeps account.
struct Account {
    is_stopped: bool,
    seen: Sender<Timestamp>,
    commands: Sender<Command>,
}

impl Watched for Account {
    fn see(&mut self, frame: &Frame) -> Result<Observation, Failure> {
        let _ = self.seen.send(frame.time);
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
        let _ = self.commands.send(command);
        Ok(())
    }

    fn is_done(&self) -> bool {
        false
    }

    fn end(&mut self) -> Result<(), Failure> {
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

/// Runs the window until somebody has pressed these keys, the last of which quits; answers the times of the frames that were seen.
fn pressed(mut source: Reader, keys: &[Key]) -> Vec<Timestamp> {
    let (commands, answered) = channel();
    let (seen, times) = channel();
    let (done, ended) = channel();
    let keys = keys.to_vec();
    thread::spawn(move || {
        let mut display = Fingers { keys, answered, waits: false };
        let mut watched = Account { is_stopped: false, seen, commands };
        let (clock, mut timings, stop) = (ManualClock::default(), Timings::default(), Stop::default());
        let outcome = run_windowed(&mut watched, &mut source, &mut display, &clock, false, &mut timings, &stop);
        done.send(outcome).unwrap();
        // It is stuck, and is not waited for before everybody knows.
        drop(source);
    });
    assert_eq!(ended.recv_timeout(HANGS), Ok(Ok(())), "it hangs");
    times.try_iter().collect()
}

#[test]
fn keys_are_answered_while_the_source_says_nothing() {
    for is_live in [true, false] {
        let (_silent, source) = scripted(is_live);
        assert_eq!(pressed(source, &[Key::Pause, Key::Next, Key::Quit]), []);
        let (give, source) = scripted(is_live);
        give.send(frame(0.0)).unwrap();
        pressed(source, &[Key::Next, Key::Pause, Key::Quit]);
    }
}

#[test]
fn keys_are_answered_before_a_videos_frame_is_due() {
    let (give, source) = scripted(false);
    give.send(frame(0.0)).unwrap();
    // A day later; the clock only goes on by the worker's own sleep, a step at a time.
    give.send(frame(86_400.0)).unwrap();
    pressed(source, &[Key::Next, Key::Pause, Key::Pause, Key::Quit]);
}

#[test]
fn a_video_started_in_its_middle_is_due_at_once() {
    let seconds = Timestamp::from_secs;
    let mut pace = Pace::default();
    assert_eq!(pace.of(&frame(100.0), seconds(1.0)), Due::Since(seconds(1.0)));
    assert_eq!(pace.of(&frame(100.5), seconds(1.1)), Due::In(Duration::from_millis(400)));
    assert_eq!(pace.of(&frame(100.5), seconds(1.6)), Due::Since(seconds(1.5)));
    assert_eq!(pace.of(&frame(101.0), seconds(3.0)), Due::TooLate);
    pace.shift(Duration::from_secs(10));
    assert_eq!(pace.of(&frame(102.0), seconds(12.5)), Due::In(Duration::from_millis(500)));
}

fn snapshot(turn: Turn, phase: Phase) -> Snapshot {
    let observation = Observation { time: Timestamp::ZERO, size: Size::new(4, 3), pose: None, spine: None };
    let screen = screen(phase);
    Snapshot { frame: frame(0.0), observation, screen, came_at: Timestamp::ZERO, turn }
}

#[test]
fn a_pause_is_shown_whichever_news_is_taken_first() {
    let wires = Wires { snapshots: Latest::new(), screens: Latest::new(), ending: Latest::new() };
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
