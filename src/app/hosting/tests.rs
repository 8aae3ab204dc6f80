//! When the camera is on: stories of an evening with a camera that says whether it is open.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::*;
use crate::app::camera::{Opened, PersistentCamera};
use crate::app::reader::Reader;
use crate::body::Size;
use crate::host::{Item, ItemKind, Offered, Setting, Wishes};
use crate::language::Language;
use crate::measure::mannequin::Mannequin;
use crate::seam::doubles::{ScriptedEstimator, frame_of};
use crate::seam::{Clock, EstimateError, FrameSource, SourceError};
use crate::stretch::{Dose, Pace, Step, samples};

/// Nothing here takes as long; what does hangs.
const HANGS: Duration = Duration::from_mins(1);
/// As many milliseconds.
const TRIES: u32 = 60_000;
/// Between two looks; where minutes go by it needn't be looked as often.
const LOOK: f64 = 0.25;
const SELDOM: f64 = 2.0;

/// A clock that goes on only when it is told to; whoever sleeps by it lets others work.
#[derive(Clone, Default)]
struct ToldClock(Arc<Mutex<Timestamp>>);

impl Clock for ToldClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, _: Duration) {
        thread::sleep(Duration::from_millis(1));
    }
}

/// A camera whose light is on as long as it is there.
struct Device {
    /// All that it sees; who is in it the estimator knows.
    picture: Frame,
    clock: ToldClock,
    lights: Arc<AtomicUsize>,
}

impl Device {
    fn open(clock: ToldClock, lights: Arc<AtomicUsize>) -> Self {
        lights.fetch_add(1, Ordering::SeqCst);
        // As large as a mannequin's pictures.
        Self { picture: frame_of(0.0, Size::new(640, 480)), clock, lights }
    }
}

impl FrameSource for Device {
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        Ok(Some(Frame { time: self.clock.now(), ..self.picture.clone() }))
    }

    fn is_live(&self) -> bool {
        true
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.lights.fetch_sub(1, Ordering::SeqCst);
    }
}

struct NothingKept;

impl Keeping for NothingKept {
    fn remember(&mut self, _: Option<&str>) -> Option<Remembering> {
        None
    }

    fn remark(&mut self, _: Option<&str>) -> Option<Remark> {
        None
    }

    fn set(&mut self, _: &str, value: &str) -> Option<(Look, InForce)> {
        Some((Look::default(), InForce { language: Language::named(value)?, ..InForce::default() }))
    }

    fn acknowledge(&mut self) {}
}

/// Somebody before a camera, who may be in view or not.
struct Room {
    hosting: Hosting,
    reader: Reader,
    line: Arc<CameraLine>,
    clock: ToldClock,
    lights: Arc<AtomicUsize>,
    body: Arc<Mutex<Option<Mannequin>>>,
}

impl Room {
    fn new() -> Self {
        let (clock, lights) = (ToldClock::default(), Arc::new(AtomicUsize::new(0)));
        let body = Arc::new(Mutex::new(None::<Mannequin>));
        let seen = Arc::clone(&body);
        let estimator = ScriptedEstimator(move |frame: &Frame| {
            let body = seen.lock().unwrap();
            Ok::<_, EstimateError>(body.as_ref().and_then(|body| body.observe(frame.time.secs()).pose))
        });
        let (opens, on) = (clock.clone(), Arc::clone(&lights));
        let open = move |_| {
            let source = Box::new(Device::open(opens.clone(), Arc::clone(&on)));
            Ok(Opened { source, name: "camera".to_owned(), others: false })
        };
        let (camera, line) = PersistentCamera::new(Box::new(open), Arc::new(clock.clone()), Language::English);
        let stretch = Arc::new(samples::sphinx());
        let dose = Dose { pace: Pace::Hold(Duration::from_secs(5)), reps: 1, rest: Duration::ZERO };
        let offered = Offered {
            item: Item {
                kind: ItemKind::Stretch,
                title: "Sphinx".to_owned(),
                about: String::new(),
                minutes: Some(1),
                stretches: vec![Arc::clone(&stretch)],
                positions: Vec::new(),
            },
            id: Some("sphinx".to_owned()),
            steps: vec![Step { stretch: Arc::clone(&stretch), dose }],
        };
        let values = ["en", "es"].map(|code| (code.to_owned(), code.to_owned())).to_vec();
        let (path, title) = ("coach.language".to_owned(), "Language".to_owned());
        let setting = Setting { path, title, values, now: 0, default: 0 };
        let wishes = Wishes { settings: Some((vec![setting], "settings.toml".to_owned())), ..Wishes::default() };
        let evening = Evening::new(vec![offered], vec![stretch], wishes).unwrap();
        let hosting = Hosting::new(Box::new(estimator), evening, Outlets::default(), Box::new(NothingKept))
            .seen_by(Arc::clone(&line));
        let reader = Reader::new(Box::new(camera)).unwrap();
        Self { hosting, reader, line, clock, lights, body }
    }

    /// Time goes by: a look at each frame that comes, or the waiting of whoever gets none, as the window's worker has it.
    fn passes(&mut self, seconds: f64) {
        let look = if seconds > 60.0 { SELDOM } else { LOOK };
        for _ in 0..(seconds / look) as u32 {
            *self.clock.0.lock().unwrap() = self.clock.now() + Duration::from_secs_f64(look);
            if let crate::latest::Taken::Value(news) = self.line.news.try_take() {
                self.hosting.camera(news).unwrap();
            }
            if self.hosting.evening.needs_camera() {
                let frame = self.reader.next_within(HANGS).expect("no frame comes").unwrap().unwrap();
                self.hosting.see(&frame).unwrap();
            } else {
                self.hosting.wait(self.clock.now()).unwrap();
            }
        }
    }

    fn is(&self, body: Option<Mannequin>) {
        *self.body.lock().unwrap() = body;
    }

    fn press(&mut self, navigate: Navigate) {
        self.hosting.navigate(navigate).unwrap();
    }

    /// Waits until the light is on, or off; a camera that is wanted or let go needs a moment for it.
    fn comes_to_be(&mut self, is_on: bool, state: &str) {
        let mut tries = 0;
        while (self.lights.load(Ordering::SeqCst) > 0) != is_on {
            tries += 1;
            assert!(tries < TRIES, "{state}: the camera should be {}", if is_on { "on" } else { "off" });
            // A frame that was on its way when it was let go.
            let frame = self.reader.next_within(Duration::from_millis(1));
            assert!(is_on || frame.is_none_or(|frame| frame.is_ok()), "{state}");
        }
    }
}

#[test]
fn another_language_ends_this_evening_for_the_next() {
    let mut room = Room::new();
    room.hosting.settings().unwrap();
    room.press(Navigate::Right);
    assert!(!room.hosting.is_done());
    room.hosting.settings().unwrap();
    assert!(room.hosting.is_done());
    assert_eq!(room.hosting.leaving(), Leaving::InAnotherLanguage);
}

#[test]
fn the_camera_is_on_only_while_there_is_something_to_look_for() {
    let mut room = Room::new();
    room.passes(3.0);
    room.comes_to_be(true, "the begin, where an arm chooses");
    room.hosting.settings().unwrap();
    room.comes_to_be(false, "settings");
    room.passes(5.0);
    room.comes_to_be(false, "settings, after a while");
    room.hosting.settings().unwrap();
    room.passes(1.0);
    room.comes_to_be(true, "settings closed");
    // Nobody is there.
    room.passes(290.0);
    room.comes_to_be(true, "almost five minutes away");
    room.passes(20.0);
    room.comes_to_be(false, "five minutes away");
    room.press(Navigate::Down);
    room.passes(1.0);
    room.comes_to_be(true, "a key");
    // Somebody is, and does nothing.
    room.is(Some(Mannequin::standing()));
    room.passes(590.0);
    room.comes_to_be(true, "almost ten minutes without a deed");
    room.passes(20.0);
    room.comes_to_be(false, "ten minutes without a deed");
    room.press(Navigate::Down);
    room.press(Navigate::Pick(0));
    room.passes(8.0);
    room.comes_to_be(true, "a session");
    assert!(room.hosting.evening.session().is_some());
    // It may take its time.
    room.hosting.command(Command::TogglePause).unwrap();
    room.passes(300.0);
    room.comes_to_be(true, "a pause, in which an arm goes on");
    room.passes(310.0);
    room.comes_to_be(false, "a pause of ten minutes");
    room.hosting.command(Command::TogglePause).unwrap();
    room.passes(8.0);
    room.comes_to_be(true, "back from it");
    room.hosting.command(Command::TogglePause).unwrap();
    room.is(Some(Mannequin::sphinx()));
    room.passes(20.0);
    assert!(matches!(room.hosting.screen(), Screen::Done(_)), "{:?}", room.hosting.screen());
    room.comes_to_be(true, "what was done, where an arm chooses");
    room.passes(610.0);
    room.comes_to_be(false, "ten minutes before what was done");
    assert!(!room.hosting.is_done());
}
