//! Stories of the window: somebody sits before a display, a source gives frames, and time is a clock that the display moves
//! on. What is shown is compared with what it should look like, pixel by pixel.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::known::{Came, Known};
use super::wires::{Snapshot, Turn};
use super::*;
use crate::app::doubles::Ear;
use crate::app::outlet::{JsonLines, Outlets, Readers};
use crate::app::session::Coaching;
use crate::body::{Pose, Size};
use crate::coach::{Command, Next, Phase, Session, Status, Subject, Title};
use crate::frame::Frame;
use crate::input::{Input, Key, SoundCommand};
use crate::judge::{Cue, Message, Tone};
use crate::measure::CameraSide;
use crate::measure::Observation;
use crate::measure::mannequin::Mannequin;
use crate::seam::doubles::{Given, ManualClock, RecordingDisplay, ScriptedEstimator, ScriptedSource, Viewer};
use crate::seam::doubles::{frame, frame_of};
use crate::seam::{EstimateError, SourceError};
use crate::stretch::{CameraAdvice, Dose, Pace, Step, samples};
use crate::time::Timestamp;
use crate::view::{Asked, Details, Painter, Scene, Screen};

/// Nothing here takes as long; what does hangs.
const HANGS: Duration = Duration::from_mins(1);
const WINDOW: Size = Size::new(320, 240);

/// What a thing that is watched did.
#[derive(Debug, PartialEq)]
enum Did {
    See(Timestamp),
    Obey(Command),
    Sound(SoundCommand),
    End,
}

/// Something watched that only keeps account.
struct Account {
    is_stopped: bool,
    /// Whether it fails at a command.
    is_broken: bool,
    log: Sender<Did>,
}

impl Account {
    fn new() -> (Receiver<Did>, Self) {
        let (log, did) = channel();
        (did, Self { is_stopped: false, is_broken: false, log })
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
        if self.is_broken { Err(Failure::failed("the disk is full", "make room")) } else { Ok(()) }
    }

    fn sound(&mut self, command: SoundCommand) {
        let _ = self.log.send(Did::Sound(command));
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
        subject: Subject::Unknown { title: Title::Own("Test".to_owned()), camera },
        side: None,
        pose: None,
        near: None,
        view: None,
        phase,
        held: Duration::ZERO,
        hold: Duration::ZERO,
        is_moved: false,
        is_timed: false,
        own_range: false,
        fell_short: 0,
        reps_done: 0,
        reps: 1,
        message: Message { tone: Tone::Guide, cue: Cue::Praise(String::new()), target: None },
        targets: Vec::new(),
        next: Next::Nothing,
        progress: 0.0,
        sign: 0.0,
        offer: None,
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
                painter: Painter::new(),
                clock: &time,
                mirror: false,
                timings: &mut Timings::default(),
                stop: &Stop::default(),
                camera: None,
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

    /// Waits until the window shows this; answers since when.
    fn shows(&mut self, frame: Option<&Frame>, pose: Option<&Pose>, screen: &Screen) -> Timestamp {
        self.shows_besides(frame, pose, screen, Asked::default())
    }

    /// The same with what was asked for.
    fn shows_besides(
        &mut self,
        frame: Option<&Frame>,
        pose: Option<&Pose>,
        screen: &Screen,
        asked: Asked,
    ) -> Timestamp {
        let mut expected = Vec::new();
        let scene = Scene { frame, pose, screen, mirror: false, time: Timestamp::ZERO, asked };
        self.painter.paint(&scene, WINDOW, &mut expected);
        loop {
            let (since, picture) = self.viewer.pictures.recv_timeout(HANGS).expect("it is never shown");
            if picture == expected {
                return since;
            }
        }
    }

    fn ends(&self) -> Result<(), Failure> {
        self.outcome.recv_timeout(HANGS).expect("it hangs")
    }
}

/// A display at which time stands still, except for the worker's own sleep.
fn still(display: RecordingDisplay, _: ManualClock) -> RecordingDisplay {
    display
}

/// A display by which time goes on.
fn pacing(display: RecordingDisplay, clock: ManualClock) -> RecordingDisplay {
    display.pacing(clock)
}

/// Has somebody press these keys, each once the one before was answered, and quit; returns the times of the frames that were seen.
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

/// A session of one hold of three seconds.
fn session() -> Session {
    let dose = Dose { pace: Pace::Hold(Duration::from_secs(3)), reps: 1, rest: Duration::ZERO };
    Session::new(vec![Step { dose, stretch: Arc::new(samples::sphinx()) }]).unwrap()
}

/// Somebody in that pose.
fn sphinx() -> Pose {
    Mannequin::sphinx().observe(0.0).pose.unwrap()
}

/// What somebody sees of themselves who does the sphinx before a camera, ten times a second: the frames go to the window, and the same
/// is seen by a session that says what the window should show.
struct Twin {
    session: Session,
    tenths: u32,
}

/// The size of a mannequin's pictures.
const CAMERA: Size = Size::new(640, 480);

impl Twin {
    fn seconds(&self) -> f64 {
        f64::from(self.tenths) / 10.0
    }

    fn frame(&self) -> Frame {
        frame_of(self.seconds(), CAMERA)
    }

    fn sees(&mut self, story: &Story) {
        self.tenths += 1;
        story.gives(self.frame());
        self.session.observe(&Mannequin::sphinx().observe(self.seconds()));
    }

    fn is_told(&mut self, command: Command) {
        self.session.command(Timestamp::from_secs(self.seconds()), command);
    }

    fn shown_in(&self, story: &mut Story) {
        let screen = self.session.outcome().map_or_else(|| Screen::Session(self.session.status()), Screen::Summary);
        story.shows(Some(&self.frame()), Some(&sphinx()), &screen);
    }
}

#[test]
fn a_session_from_the_first_picture_to_the_last_words() {
    let ear = Ear::default();
    let events = JsonLines::new(Box::new(ear.clone()), Readers::MayGo);
    let estimator = ScriptedEstimator(|_: &Frame| Ok(Some(sphinx())));
    let coaching = Coaching::new(Box::new(estimator), session(), Outlets::new(vec![Box::new(events)]));
    let mut story = Story::of(coaching, true, pacing);
    let mut twin = Twin { session: session(), tenths: 0 };
    story.shows(None, None, &Screen::notice("Starting the camera…"));
    for _ in 0..20 {
        twin.sees(&story);
    }
    twin.shown_in(&mut story);
    assert_eq!(twin.session.status().phase, Phase::Holding);
    // The camera says nothing from here on, and yet:
    for phase in [Phase::Stopped, Phase::Paused] {
        story.presses(Key::Space);
        twin.is_told(Command::TogglePause);
        assert_eq!(twin.session.status().phase, phase);
        twin.shown_in(&mut story);
    }
    // No key of ours.
    story.presses(Key::Letter('x'));
    while !twin.session.is_done() {
        twin.sees(&story);
    }
    twin.shown_in(&mut story);
    assert_eq!(story.ends(), Ok(()));
    assert_eq!(story.viewer.pictures.try_iter().count(), 0, "the last words stay");
    assert!(story.clock.now() >= Timestamp::from_secs(20.0), "and long enough to get up and read them");
    let events = ear.heard();
    assert!(events.lines().next().unwrap().contains("stretch_started"), "{events}");
    assert!(events.lines().last().unwrap().contains("session_completed"), "{events}");
}

#[test]
fn the_camera_is_let_go_while_the_last_words_stand() {
    let estimator = ScriptedEstimator(|_: &Frame| Ok(Some(sphinx())));
    let coaching = Coaching::new(Box::new(estimator), session(), Outlets::default());
    // Time stands still, so that nothing but the key ends it.
    let mut story = Story::of(coaching, true, still);
    let mut twin = Twin { session: session(), tenths: 0 };
    while !twin.session.is_done() {
        twin.sees(&story);
    }
    twin.shown_in(&mut story);
    // A frame that the camera may still be waiting for; then there is nobody to give one to.
    let mut tries = 0;
    while story.give.send(Ok(Some(frame(100.0)))).is_ok() {
        tries += 1;
        assert!(tries < 60_000, "it is still open");
        thread::sleep(Duration::from_millis(1));
    }
    assert!(story.outcome.try_recv().is_err(), "the window stands");
    story.presses(Key::Letter('q'));
    assert_eq!(story.ends(), Ok(()));
}

#[test]
fn what_was_asked_for_stays_until_it_is_asked_away() {
    let (_did, account) = Account::new();
    // No time goes by, or what pictures cost would be told by then.
    let mut story = Story::of(account, true, |display, _| display);
    story.gives(frame(0.0));
    let usual = screen(Phase::Searching);
    story.shows(Some(&frame(0.0)), None, &usual);
    let help = Asked { help: true, ..Asked::default() };
    let details = Asked { details: Some(Details::default()), ..Asked::default() };
    for (key, asked) in [(Key::Question, help), (Key::Letter('d'), details)] {
        story.presses(key);
        story.shows_besides(Some(&frame(0.0)), None, &usual, asked);
        story.presses(key);
        story.shows(Some(&frame(0.0)), None, &usual);
    }
    story.presses(Key::Escape);
    assert_eq!(story.ends(), Ok(()));
}

/// The notice over what was seen of an [`Account`].
fn over_the_session(words: &str) -> Screen {
    Screen::Notice { words: words.to_owned(), over: Some(Box::new(screen(Phase::Searching))) }
}

/// What an [`Account`] did after the frames that it saw.
fn done_besides_seeing(did: &Receiver<Did>) -> Vec<Did> {
    did.iter().filter(|did| !matches!(did, Did::See(_))).collect()
}

#[test]
fn a_video_that_has_ended_says_so_for_three_seconds() {
    let (did, account) = Account::new();
    let mut story = Story::of(account, false, pacing);
    story.shows(None, None, &Screen::notice("Starting the video…"));
    story.gives(frame(0.0));
    story.shows(Some(&frame(0.0)), None, &screen(Phase::Searching));
    story.give.send(Ok(None)).unwrap();
    let since = story.shows(Some(&frame(0.0)), None, &over_the_session("The video has ended."));
    assert_eq!(story.ends(), Ok(()));
    let stood = story.clock.now().since(since).as_secs_f64();
    assert!((3.0..3.1).contains(&stood), "{stood}");
    assert_eq!(done_besides_seeing(&did), [Did::End]);
}

fn camera_lost() -> SourceError {
    SourceError::CameraLost {
        fault: crate::camera_fault::CameraFault::Gone,
        what: "The camera is gone.".to_owned(),
        remedy: "Plug it in.".to_owned(),
    }
}

#[test]
fn a_source_that_fails_says_why_for_as_long_as_somebody_face_down_needs_to_look_up() {
    let (did, account) = Account::new();
    let mut story = Story::of(account, true, pacing);
    story.gives(frame(0.0));
    story.shows(Some(&frame(0.0)), None, &screen(Phase::Searching));
    story.give.send(Err(camera_lost())).unwrap();
    let since = story.shows(Some(&frame(0.0)), None, &over_the_session("The camera is gone. Plug it in."));
    assert_eq!(story.ends(), Err(camera_lost().into()));
    let stood = story.clock.now().since(since).as_secs_f64();
    assert!((20.0..20.1).contains(&stood), "{stood}");
    assert_eq!(done_besides_seeing(&did), [Did::End]);
}

#[test]
fn who_has_read_the_last_words_need_not_wait() {
    let (_did, account) = Account::new();
    // Time stands still, so that nothing but the key ends it.
    let mut story = Story::of(account, true, still);
    story.give.send(Err(camera_lost())).unwrap();
    story.shows(None, None, &Screen::notice("The camera is gone. Plug it in."));
    story.presses(Key::Escape);
    assert_eq!(story.ends(), Err(camera_lost().into()));
}

#[test]
fn a_pose_engine_that_fails_says_so_before_anything_was_shown() {
    let broken = || EstimateError { what: "The model is broken.".to_owned(), remedy: "Set it up again.".to_owned() };
    let estimator = ScriptedEstimator(move |_: &Frame| Err(broken()));
    let mut story = Story::of(Coaching::new(Box::new(estimator), session(), Outlets::default()), true, pacing);
    story.gives(frame(0.0));
    story.shows(None, None, &Screen::notice("The model is broken. Set it up again."));
    assert_eq!(story.ends(), Err(broken().into()));
}

#[test]
fn a_display_that_fails_ends_the_session_where_it_stands() {
    let (did, account) = Account::new();
    let story = Story::of(account, true, |display, clock| display.pacing(clock).failing_after(2));
    assert_eq!(story.ends().unwrap_err().what, "the screen is broken");
    assert_eq!(done_besides_seeing(&did), [Did::End]);
}

#[test]
fn whatever_ends_the_window_ends_the_session_once() {
    for input in [Input::Key(Key::Letter('q')), Input::Key(Key::Escape), Input::Closed] {
        let (did, account) = Account::new();
        let mut story = Story::of(account, true, still);
        story.gives(frame(0.0));
        story.shows(Some(&frame(0.0)), None, &screen(Phase::Searching));
        story.viewer.hands.send(input).unwrap();
        assert_eq!(story.ends(), Ok(()), "{input:?}");
        assert_eq!(done_besides_seeing(&did), [Did::End], "{input:?}");
    }
}

#[test]
fn what_fails_at_a_command_is_ended_too() {
    let (did, account) = Account::new();
    let mut story = Story::of(Account { is_broken: true, ..account }, true, pacing);
    story.presses(Key::Space);
    story.shows(None, None, &Screen::notice("the disk is full make room"));
    assert_eq!(story.ends().unwrap_err().what, "the disk is full");
    assert_eq!(done_besides_seeing(&did), [Did::Obey(Command::TogglePause), Did::End]);
}

#[test]
fn what_is_wanted_of_the_sound_reaches_what_is_watched() {
    let (did, account) = Account::new();
    let story = Story::of(account, true, pacing);
    story.presses(Key::Letter('m'));
    story.presses(Key::Letter('t'));
    let mut sounds = did.iter().filter(|did| matches!(did, Did::Sound(_)));
    let heard = [sounds.next(), sounds.next()];
    assert_eq!(heard, [SoundCommand::Mute, SoundCommand::Nearness].map(|command| Some(Did::Sound(command))));
    story.presses(Key::Letter('q'));
    story.ends().unwrap();
}

fn snapshot(turn: Turn, phase: Phase) -> Snapshot {
    let observation = Observation { time: Timestamp::ZERO, size: Size::new(4, 3), pose: None, spine: None };
    Snapshot {
        frame: frame(0.0),
        observation,
        screen: screen(phase),
        came_at: Timestamp::ZERO,
        turn,
        is_asked_for: false,
    }
}

#[test]
fn a_pause_is_shown_whichever_news_is_taken_first() {
    let wires = Wires::default();
    let mut known = Known::default();
    let phase = |known: &Known| match known.screen(Some("Starting…")).into_owned() {
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
