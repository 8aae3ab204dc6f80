//! A camera that is unplugged and plugged in again, on every screen of an evening: nobody loses anything by it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::hosting::{Hosting, Keeping};
use super::outlet::Outlets;
use super::remembering::Remembering;
use super::window::Watched;
use crate::body::{Pose, Size};
use crate::coach::Command;
use crate::frame::Frame;
use crate::history::doubles::about;
use crate::history::{Course, Entry, PainAt, Remark};
use crate::host::{CameraNews, Evening, InForce, Item, ItemKind, Navigate, Offered, Setting, Wishes};
use crate::language::Language;
use crate::measure::mannequin::Mannequin;
use crate::seam::doubles::{KeptSession, ScriptedEstimator, frame_of};
use crate::stretch::{Step, samples};
use crate::time::Timestamp;
use crate::view::{Look, Screen};

/// Where in an evening somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Safety,
    Begin,
    Settings,
    PainBefore,
    Place,
    Countdown,
    Stretch,
    Hold,
    Rest,
    Paused,
    PainAfter,
    Done,
}

impl At {
    const ALL: [Self; 12] = [
        Self::Safety,
        Self::Begin,
        Self::Settings,
        Self::PainBefore,
        Self::Place,
        Self::Countdown,
        Self::Stretch,
        Self::Hold,
        Self::Rest,
        Self::Paused,
        Self::PainAfter,
        Self::Done,
    ];

    /// Whether this can't go on without a camera, and waits for it.
    const fn needs_camera(self) -> bool {
        matches!(self, Self::Place | Self::Countdown | Self::Stretch | Self::Hold | Self::Rest | Self::Paused)
    }
}

/// Keeps a session, and what was set.
struct Diary {
    store: KeptSession,
    set: Arc<Mutex<Vec<(String, String)>>>,
}

impl Keeping for Diary {
    fn remember(&mut self, _: Option<&str>) -> Option<Remembering> {
        Remembering::new(about(), Language::English, Box::new(self.store.clone()), |_| {})
    }

    fn remark(&mut self, _: Option<&str>) -> Option<Remark> {
        None
    }

    fn set(&mut self, path: &str, value: &str) -> Option<(Look, InForce)> {
        self.set.lock().unwrap().push((path.to_owned(), value.to_owned()));
        Some((Look::default(), InForce { ask_pain: true, ..InForce::default() }))
    }

    fn acknowledge(&mut self) {}
}

fn seen() -> CameraNews {
    CameraNews::Seen { name: "camera".to_owned(), others: false }
}

fn missing() -> CameraNews {
    CameraNews::Missing { what: "The camera is gone.".to_owned(), remedy: "Plug it in.".to_owned() }
}

/// How long the camera is away.
const AWAY: Duration = Duration::from_secs(30);

/// An evening, ten looks a second, whose camera is unplugged at a place.
struct Story {
    hosting: Hosting,
    body: Arc<Mutex<Option<Pose>>>,
    store: KeptSession,
    set: Arc<Mutex<Vec<(String, String)>>>,
    /// The same picture all the time: who is on it says `body`.
    frame: Frame,
    now: Timestamp,
    unplugged_at: Option<At>,
    /// Whether it stays away until the keys of this screen have been pressed.
    stays_away: bool,
    is_away: bool,
}

impl Story {
    fn new(unplugged_at: Option<At>, stays_away: bool) -> Self {
        let step: Step = samples::step(samples::sphinx(), 4.0, 2, 10.0);
        let item = Item {
            kind: ItemKind::Stretch,
            title: "Sphinx".into(),
            about: String::new(),
            minutes: Some(1),
            stretches: vec![Arc::clone(&step.stretch)],
            positions: Vec::new(),
        };
        let offered = Offered { item, id: Some("sphinx".into()), steps: vec![step.clone()] };
        let values = vec![("dark".to_owned(), "dark".to_owned()), ("light".to_owned(), "light".to_owned())];
        let theme = Setting { path: "view.theme".into(), title: "Colours".into(), values, now: 0, default: 0 };
        let settings = Some((vec![theme], "settings.toml".to_owned()));
        let wishes = Wishes { ask_pain: true, safety: true, settings, ..Wishes::default() };
        let evening = Evening::new(vec![offered], vec![step.stretch], wishes).unwrap();
        let body: Arc<Mutex<Option<Pose>>> = Arc::default();
        let shown = Arc::clone(&body);
        let estimator = ScriptedEstimator(move |_: &Frame| Ok(shown.lock().unwrap().clone()));
        let (store, set) = (KeptSession::default(), Arc::default());
        let diary = Diary { store: store.clone(), set: Arc::clone(&set) };
        let mut hosting = Hosting::new(Box::new(estimator), evening, Outlets::default(), Box::new(diary));
        hosting.camera(seen()).unwrap();
        let now = Timestamp::ZERO;
        let frame = frame_of(0.0, Size::new(640, 480));
        Self { hosting, body, store, set, frame, now, unplugged_at, stays_away, is_away: false }
    }

    fn look(&mut self) {
        assert!(self.now < Timestamp::from_secs(300.0), "{:?}: it comes to no end", self.unplugged_at);
        self.frame.time = self.now;
        self.hosting.see(&self.frame).unwrap();
        self.tick(Duration::from_millis(100));
    }

    fn tick(&mut self, time: Duration) {
        self.now = self.now + time;
    }

    /// This is seen for so long; without a camera only time goes by.
    fn sees(&mut self, body: Option<&Mannequin>, seconds: f64) {
        *self.body.lock().unwrap() = body.and_then(|body| body.observe(0.0).pose);
        for _ in 0..(seconds * 10.0).round() as u32 {
            assert!(!self.is_away, "nobody looks without a camera");
            self.look();
        }
    }

    fn presses(&mut self, keys: &[Navigate]) {
        for &key in keys {
            self.hosting.navigate(key).unwrap();
        }
    }

    /// This is where somebody is now: the camera may go.
    fn is(&mut self, at: At) {
        if self.unplugged_at != Some(at) {
            return;
        }
        let before = self.hosting.screen();
        self.is_away = true;
        self.hosting.camera(missing()).unwrap();
        let until = self.now + AWAY / 2;
        while self.now < until {
            self.tick(Duration::from_millis(400));
            self.hosting.wait(self.now).unwrap();
        }
        let screen = self.hosting.screen();
        if at.needs_camera() {
            let Screen::Lost { lost, .. } = screen else { panic!("{at:?}: {screen:?}") };
            assert_eq!(lost.what, "The camera is gone.", "{at:?}");
        } else {
            assert_eq!(std::mem::discriminant(&screen), std::mem::discriminant(&before), "{at:?}: {screen:?}");
        }
        if at.needs_camera() || !self.stays_away {
            self.plugs_in(at);
        }
    }

    /// What somebody does at the keys of a screen has been done.
    fn was(&mut self, at: At) {
        if self.is_away && self.unplugged_at == Some(at) {
            self.plugs_in(at);
        }
    }

    fn plugs_in(&mut self, at: At) {
        self.is_away = false;
        self.hosting.camera(seen()).unwrap();
        if !matches!(self.hosting.screen(), Screen::Lost { .. }) {
            return;
        }
        // Whoever is there, as they were, is counted in, where anybody was.
        let body = self.body.lock().unwrap().clone();
        for tenths in 0..70 {
            if !matches!(self.hosting.screen(), Screen::Lost { .. }) {
                return;
            }
            *self.body.lock().unwrap() = body.clone().or_else(|| Mannequin::standing().observe(0.0).pose);
            assert!(tenths < 60, "{at:?}: it does not go on");
            self.look();
        }
    }

    fn status(&self) -> crate::coach::Status {
        match self.hosting.screen() {
            Screen::Session(status) => status,
            screen => panic!("{:?}: {screen:?}", self.unplugged_at),
        }
    }

    /// From the safety words to what was done.
    fn told(mut self) -> (Vec<String>, Screen) {
        let (standing, lying, sphinx) = (Mannequin::standing(), Mannequin::lying_flat(), Mannequin::sphinx());
        self.sees(None, 0.5);
        self.is(At::Safety);
        self.presses(&[Navigate::Enter]);
        self.was(At::Safety);
        self.is(At::Begin);
        self.presses(&[Navigate::Down, Navigate::Up]);
        self.was(At::Begin);
        self.hosting.settings().unwrap();
        self.is(At::Settings);
        self.presses(&[Navigate::Right, Navigate::Back]);
        self.was(At::Settings);
        self.presses(&[Navigate::Enter]);
        self.is(At::PainBefore);
        self.presses(&[Navigate::Digit(6), Navigate::Enter]);
        self.was(At::PainBefore);
        self.sees(None, 1.0);
        self.is(At::Place);
        for _ in 0..100 {
            if matches!(&self.hosting.screen(), Screen::Place(place) if place.countdown.is_some()) {
                break;
            }
            self.sees(Some(&standing), 0.1);
        }
        self.is(At::Countdown);
        for _ in 0..100 {
            if matches!(self.hosting.screen(), Screen::Session(_)) {
                break;
            }
            self.sees(Some(&standing), 0.1);
        }
        self.is(At::Stretch);
        self.sees(Some(&sphinx), 3.0);
        let before = self.status().held;
        assert!(before > Duration::from_secs(2));
        self.is(At::Hold);
        assert!(self.status().held >= before, "what was held is kept");
        while self.status().reps_done == 0 {
            self.sees(Some(&sphinx), 0.1);
        }
        self.sees(Some(&lying), 2.0);
        self.is(At::Rest);
        while matches!(self.status().phase, crate::coach::Phase::Resting(_)) {
            self.sees(Some(&lying), 0.1);
        }
        self.sees(Some(&sphinx), 2.0);
        let before = self.status().held;
        self.hosting.command(Command::TogglePause).unwrap();
        self.is(At::Paused);
        assert_eq!(self.status().phase, crate::coach::Phase::Stopped, "{:?}: it stays as it was", self.unplugged_at);
        self.hosting.command(Command::TogglePause).unwrap();
        assert_eq!(self.status().held, before);
        while matches!(self.hosting.screen(), Screen::Session(_)) {
            self.sees(Some(&sphinx), 0.1);
        }
        self.is(At::PainAfter);
        self.presses(&[Navigate::Digit(3), Navigate::Enter]);
        self.was(At::PainAfter);
        self.is(At::Done);
        let done = self.hosting.screen();
        self.presses(&[Navigate::Pick(2)]);
        self.was(At::Done);
        assert!(matches!(self.hosting.screen(), Screen::Begin(_)));
        self.hosting.end().unwrap();
        drop(self.hosting);
        let mut kept: Vec<String> = self.store.entries().iter().filter_map(gist).collect();
        kept.extend(self.set.lock().unwrap().iter().map(|(path, value)| format!("{path} = {value}")));
        (kept, done)
    }
}

/// What of an entry doesn't hang on when it was.
fn gist(entry: &Entry) -> Option<String> {
    match entry {
        Entry::Held(hold) => {
            assert_eq!(hold.course, Course::Completed);
            Some(format!("held {} for {} s", hold.stretch, hold.held.as_secs()))
        }
        Entry::Pain(PainAt::Before(pain)) => Some(format!("{} before", pain.score())),
        Entry::Pain(PainAt::After(pain)) => Some(format!("{} after", pain.score())),
        Entry::StretchEnded(ended) => Some(format!("{} over, skipped: {}", ended.stretch, ended.skipped)),
        Entry::Ended(end) => Some(format!("complete: {}", end.complete)),
        _ => None,
    }
}

#[test]
fn a_camera_that_comes_back_costs_nothing_on_any_screen() {
    let (kept, done) = Story::new(None, false).told();
    let expected = ["6 before", "held sphinx for 4 s", "held sphinx for 4 s", "sphinx over, skipped: false"];
    assert_eq!(kept[..4], expected, "{kept:?}");
    assert!(kept.contains(&"3 after".to_owned()) && kept.contains(&"view.theme = light".to_owned()), "{kept:?}");
    for at in At::ALL {
        for stays_away in [false, true] {
            if stays_away && at.needs_camera() {
                continue;
            }
            let (again, done_again) = Story::new(Some(at), stays_away).told();
            assert_eq!(again, kept, "{at:?}, away until its keys were pressed: {stays_away}");
            let (Screen::Done(done), Screen::Done(again)) = (&done, &done_again) else { panic!("{done_again:?}") };
            assert_eq!((&again.rows, again.pain, again.held), (&done.rows, done.pain, done.held), "{at:?}");
        }
    }
}
