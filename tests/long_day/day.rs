//! Evening after evening, by media time: somebody stretches, gives signs, says where it hurts, goes away; the camera is unplugged and comes back. What is
//! driven are the program's own parts, from the evening to the voice and the history; of the outside world there are doubles, fed
//! with recorded poses.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use image::RgbImage;
use supple::app::{Failure, Hosting, Keeping, Outlet, Outlets, Remembering, Speaking, Watched, menu};
use supple::body::Pose;
use supple::coach::{Command, Event, EventKind, Phase};
use supple::device::history::{DataFolder, History, Purpose, Recording};
use supple::device::recordings;
use supple::device::sound::Voice;
use supple::frame::{Frame, FrameKind};
use supple::history::{About, Remark, Span};
use supple::host::{CameraNews, Evening, InForce, Navigate, Wishes};
use supple::language::Language;
use supple::record::{Moment, Reader};
use supple::seam::{Cost, EstimateError, PastSessions, PoseEstimator, Speaker, SpeakerError};
use supple::speech::{Given, Heard, Mixer, Nearness, Priority, Sound, sounds};
use supple::stretch::{Dose, Pace, Step};
use supple::stretch_file::{Library, Named};
use supple::time::Timestamp;
use supple::view::{Look, Screen};

/// How long it is held, twice and once more: longer than anybody is seen in one go.
const TWICE: Duration = Duration::from_mins(1);
const ONCE_MORE: Duration = Duration::from_secs(45);
/// A camera that says nothing is asked again so often.
const WITHOUT_PICTURES: Duration = Duration::from_millis(400);

/// Sees whatever body there is just now.
struct Body(Arc<Mutex<Option<Pose>>>);

impl PoseEstimator for Body {
    fn estimate(&mut self, _: &Frame) -> Result<Option<Pose>, EstimateError> {
        Ok(self.0.lock().map_or(None, |pose| pose.clone()))
    }

    fn cost(&self) -> Cost {
        Cost::default()
    }
}

/// A loudspeaker that nobody hears: the carried voice is decoded and mixed, by media time.
struct Unheard {
    voice: Arc<Voice>,
    mixer: Mixer,
    words: Arc<Mutex<u64>>,
}

fn place_of(time: Timestamp) -> u64 {
    (time.secs() * f64::from(sounds::RATE)).round() as u64
}

impl Speaker for Unheard {
    fn give(&mut self, given: &Given) -> Result<(), SpeakerError> {
        let place = place_of(given.time);
        match &given.heard {
            Heard::Sound(sound) if given.priority == Priority::Breath => {
                self.mixer.beneath(place, sounds::samples(*sound).into());
            }
            Heard::Sound(sound) => self.mixer.sound(place, sounds::samples(*sound).into()),
            Heard::Words(words) => {
                match self.voice.samples(words) {
                    Ok(Some(samples)) => self.mixer.words(place, samples),
                    _ => self.mixer.sound(place, sounds::samples(Sound::Attention).into()),
                }
                if let Ok(mut words) = self.words.lock() {
                    *words += 1;
                }
            }
        }
        Ok(())
    }

    fn follow(&mut self, now: Timestamp, nearness: Option<Nearness>) -> Result<(), SpeakerError> {
        let mut heard = [0.0; 2400];
        while self.mixer.place() < place_of(now) {
            let left = usize::try_from(place_of(now) - self.mixer.place()).unwrap_or(heard.len()).min(heard.len());
            self.mixer.render(&mut heard[..left]);
        }
        self.mixer.set_nearness(nearness);
        Ok(())
    }
}

/// Hears how long each hold had counted when it was over, in seconds.
struct Over(Arc<Mutex<Vec<f64>>>);

impl Outlet for Over {
    fn hear(&mut self, event: &Event) -> Result<(), Failure> {
        if let EventKind::HoldCompleted(hold) | EventKind::HoldAbandoned(hold) = &event.kind
            && let Ok(mut over) = self.0.lock()
        {
            over.push(hold.held_seconds);
        }
        Ok(())
    }
}

/// Keeps sessions in a history on the disk.
struct Diary {
    folder: DataFolder,
    failures: Arc<Mutex<Vec<String>>>,
}

impl Keeping for Diary {
    fn remember(&mut self, plan: Option<&str>) -> Option<Remembering> {
        let about = About {
            began: supple::device::clock::local_now(),
            program: "long day".to_owned(),
            model: "recorded".to_owned(),
            plan: plan.map(str::to_owned),
        };
        let failures = Arc::clone(&self.failures);
        let note = move |what: String| {
            if let Ok(mut failures) = failures.lock() {
                failures.push(what);
            }
        };
        match History::open(&self.folder, Purpose::Record) {
            Ok((history, _)) => {
                let store = Recording::new(history, Box::new(|_| ()));
                Remembering::new(about, Language::English, Box::new(store), move |error| note(error.what.clone()))
            }
            Err(error) => {
                note(error.what);
                None
            }
        }
    }

    fn remark(&mut self, _: Option<&str>) -> Option<Remark> {
        None
    }

    fn set(&mut self, _: &str, _: &str) -> Option<(Look, InForce)> {
        None
    }

    fn acknowledge(&mut self) {}
}

/// Bodies as they were recorded.
struct Bodies {
    standing: Pose,
    sphinx: Pose,
    arm_up: Pose,
}

/// The pose in a recording of this project at a moment.
fn recorded(file: &str, at: f64) -> Result<Pose, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    let unreadable = |error: &dyn std::fmt::Display| format!("{file}: {error}");
    let input = recordings::open(&path).map_err(|error| unreadable(&error))?;
    let mut moments = Reader::new(input).map_err(|error| unreadable(&error))?;
    let pose = moments.find_map(|moment| match moment {
        Ok(Moment::Seen(seen)) if seen.time.secs() >= at => seen.pose,
        _ => None,
    });
    pose.ok_or_else(|| format!("{file}: nobody is seen after {at} s"))
}

impl Bodies {
    fn recorded() -> Result<Self, String> {
        Ok(Self {
            standing: recorded("sessions/standing/observations.jsonl", 2.0)?,
            sphinx: recorded("sessions/sphinx_good/observations.jsonl", 9.0)?,
            arm_up: recorded("cues/clips/arm_up.jsonl.gz", 4.0)?,
        })
    }
}

/// What has come of it so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Sessions that came to their end.
    pub sessions: u32,
    /// Seconds that were counted, and that somebody was really seen to hold.
    pub counted: f64,
    pub true_held: f64,
    pub signs: u32,
    pub cameras_lost: u32,
    /// How often nobody came for so long that the camera was let go.
    pub let_go: u32,
    pub words: u64,
    /// The largest difference between the two at any look while it counts, in seconds.
    pub worst: f64,
}

/// What the history has of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Remembered {
    /// Sessions whose plan was done or skipped to its end.
    pub complete: u32,
    pub holds: usize,
    /// Seconds that were held.
    pub held: f64,
}

/// The evenings of a long day.
pub struct Day {
    hosting: Hosting,
    body: Arc<Mutex<Option<Pose>>>,
    bodies: Bodies,
    frame: Frame,
    step: Duration,
    now: Timestamp,
    words: Arc<Mutex<u64>>,
    failures: Arc<Mutex<Vec<String>>>,
    folder: DataFolder,
    tally: Tally,
    /// Holds that are over and not in the tally yet.
    over: Arc<Mutex<Vec<f64>>>,
    /// For how many seconds the hold under way was really seen.
    held: f64,
    /// When the pose was last seen in this hold without a break.
    seen_at: Option<Timestamp>,
    /// Whether the hold that was begun last is over.
    is_over: bool,
}

type Done = Result<(), Failure>;

impl Day {
    /// A day that is seen so many times a second, remembered in a folder.
    pub fn new(folder: &Path, rate: f64) -> Result<Self, String> {
        let library = Library::embedded().map_err(|wrong| format!("{wrong:?}"))?;
        let step = |id: &str, held, reps| {
            let dose = Dose { pace: Pace::Hold(held), reps, rest: Duration::from_secs(10) };
            let stretch = library.stretch(id).ok_or_else(|| format!("there is no {id}"))?;
            Ok::<_, String>(Step { stretch, dose })
        };
        let steps = vec![step("sphinx", TWICE, 2)?, step("sphinx", ONCE_MORE, 1)?];
        let routine = library.routines().next().ok_or("there is no routine")?.clone();
        let offered = supple::host::Offered {
            id: Some("long-day".to_owned()),
            ..menu::named(&Named::Routine(routine), steps, Language::English)
        };
        let wishes = Wishes { ask_pain: true, ..Wishes::default() };
        let evening = Evening::new(vec![offered], library.stretches().cloned().collect(), wishes)
            .ok_or("there is nothing to do")?;
        let voice = Arc::new(Voice::carried(Language::English).map_err(|error| error.to_string())?);
        let (words, failures): (Arc<Mutex<u64>>, Arc<Mutex<Vec<String>>>) = Default::default();
        let speaker = Unheard { voice: Arc::clone(&voice), mixer: Mixer::new(1.0), words: Arc::clone(&words) };
        let heard = supple::speech::Wishes { nearness: true, breath: true, ..Default::default() };
        let speaking = Speaking::new(Arc::new(voice.lengths()), heard, vec![Box::new(speaker)]);
        let body: Arc<Mutex<Option<Pose>>> = Arc::default();
        let diary = Diary { folder: DataFolder::at(folder), failures: Arc::clone(&failures) };
        let estimator = Box::new(Body(Arc::clone(&body)));
        let over: Arc<Mutex<Vec<f64>>> = Arc::default();
        let outlets = Outlets::new(vec![Box::new(Over(Arc::clone(&over)))]);
        let hosting =
            Hosting::new(estimator, evening, outlets, Box::new(diary)).spoken(speaking, false).seen_by(Arc::default());
        let image = RgbImage::from_pixel(640, 480, image::Rgb([120, 120, 120]));
        let frame =
            Frame { time: Timestamp::ZERO, index: 0, origin: "long day".into(), kind: FrameKind::Moving, image };
        Ok(Self {
            hosting,
            body,
            bodies: Bodies::recorded()?,
            frame,
            step: Duration::from_secs_f64(1.0 / rate),
            now: Timestamp::ZERO,
            words,
            failures,
            folder: DataFolder::at(folder),
            tally: Tally::default(),
            over,
            held: 0.0,
            seen_at: None,
            is_over: false,
        })
    }

    pub fn now(&self) -> Duration {
        self.now.since_start()
    }

    pub fn tally(&self) -> Tally {
        Tally { words: self.words.lock().map_or(0, |words| *words), ..self.tally }
    }

    /// What is to be found in the history afterwards.
    pub fn remembered(&self) -> Result<Remembered, String> {
        let (history, _) = History::open(&self.folder, Purpose::Look).map_err(|error| error.what)?;
        let sessions = history.sessions(&Span::default()).map_err(|error| error.what)?;
        let holds = || sessions.iter().flat_map(|session| &session.holds);
        Ok(Remembered {
            complete: sessions
                .iter()
                .map(|session| u32::from(session.end.as_ref().is_some_and(|end| end.complete)))
                .sum(),
            holds: holds().count(),
            held: holds().map(|hold| hold.held.as_secs_f64()).sum(),
        })
    }

    /// What could not be remembered.
    pub fn failures(&self) -> Vec<String> {
        self.failures.lock().map_or_else(|_| Vec::new(), |failures| failures.clone())
    }

    /// One look at this body.
    fn look(&mut self, body: Option<&Pose>, is_held: bool) -> Done {
        self.now = self.now + self.step;
        if let Ok(mut pose) = self.body.lock() {
            *pose = body.cloned();
        }
        self.frame.time = self.now;
        self.frame.index += 1;
        let was_waiting = self.is_waiting();
        self.hosting.see(&self.frame)?;
        self.account(is_held && !was_waiting);
        Ok(())
    }

    /// Whether nobody is judged, because the camera was lost or somebody has stopped it.
    fn is_waiting(&self) -> bool {
        match self.hosting.screen() {
            Screen::Session(status) => status.phase == Phase::Stopped,
            _ => true,
        }
    }

    /// Compares what is counted of the hold under way with how long it was really seen: from the first look at the pose without a break to the
    /// last, whatever the program makes of it. A break is longer than anything that is credited.
    fn account(&mut self, is_held: bool) {
        if is_held {
            if let Some(before) = self.seen_at {
                self.held += self.now.since(before).as_secs_f64();
            }
            self.seen_at = Some(self.now);
        } else {
            self.seen_at = None;
        }
        self.close_holds();
        if let Some(counted) = self.counting().filter(|_| is_held && !self.is_over) {
            self.tally.worst = self.tally.worst.max((counted - self.held).abs());
        }
    }

    /// What the person sees to have been counted, while it counts.
    fn counting(&self) -> Option<f64> {
        match self.hosting.screen() {
            Screen::Session(status) if status.phase == Phase::Holding => Some(status.held.as_secs_f64()),
            _ => None,
        }
    }

    /// Holds that are over go into the tally.
    fn close_holds(&mut self) {
        let over = self.over.lock().map(|mut over| std::mem::take(&mut *over)).unwrap_or_default();
        for counted in over {
            let really = std::mem::take(&mut self.held);
            self.tally.counted += counted;
            self.tally.true_held += really;
            self.tally.worst = self.tally.worst.max((counted - really).abs());
            self.seen_at = None;
            self.is_over = true;
        }
    }

    fn see(&mut self, body: Option<&Pose>, is_held: bool, seconds: f64) -> Done {
        let until = self.now + Duration::from_secs_f64(seconds);
        while self.now < until {
            self.look(body, is_held)?;
        }
        Ok(())
    }

    fn nobody(&mut self, seconds: f64) -> Done {
        self.see(None, false, seconds)
    }

    /// Holds a pose until so much was really held of this hold, or the program says that it is over; nobody holds for longer than is asked of them.
    fn hold_until(&mut self, pose: &Pose, held: f64) -> Done {
        let longest = self.now + Duration::from_secs_f64(held + 1.0);
        self.is_over = false;
        while !self.is_over && self.held + self.step.as_secs_f64() / 2.0 < held && self.now < longest {
            self.look(Some(pose), true)?;
        }
        Ok(())
    }

    /// The camera is unplugged for so long; then somebody is there who is counted in.
    fn unplug(&mut self, body: &Pose, seconds: f64) -> Done {
        self.tally.cameras_lost += 1;
        let missing = CameraNews::Missing { what: "It was unplugged.".to_owned(), remedy: "Plug it in.".to_owned() };
        self.hosting.camera(missing)?;
        self.seen_at = None;
        let until = self.now + Duration::from_secs_f64(seconds);
        while self.now < until {
            self.now = self.now + WITHOUT_PICTURES;
            self.hosting.wait(self.now)?;
        }
        self.camera_is_there()?;
        while matches!(self.hosting.screen(), Screen::Lost { .. }) {
            self.look(Some(body), false)?;
            // The look with which it goes on is judged already.
            if !matches!(self.hosting.screen(), Screen::Lost { .. }) {
                self.seen_at = Some(self.now);
            }
        }
        Ok(())
    }

    fn camera_is_there(&mut self) -> Done {
        self.hosting.camera(CameraNews::Seen { name: "camera".to_owned(), others: false })
    }

    fn press(&mut self, keys: &[Navigate]) -> Done {
        keys.iter().try_for_each(|key| self.hosting.navigate(*key))
    }

    /// One session, from the begin to what was done and back to the begin.
    pub fn session(&mut self, number: u32) -> Done {
        let [standing, sphinx, arm_up] =
            [&self.bodies.standing, &self.bodies.sphinx, &self.bodies.arm_up].map(Pose::clone);
        self.camera_is_there()?;
        self.nobody(3.0)?;
        if number % 10 == 9 {
            // Nobody comes for so long that the camera is let go, until a key is pressed.
            self.nobody(310.0)?;
            self.tally.let_go += u32::from(matches!(self.hosting.screen(), Screen::Lost { .. }));
            self.press(&[Navigate::Down])?;
        }
        self.press(&[Navigate::Pick(0)])?;
        self.nobody(2.0)?;
        self.press(&[Navigate::Digit(4), Navigate::Enter])?;
        self.nobody(2.0)?;
        for _ in 0..2000 {
            if matches!(self.hosting.screen(), Screen::Session(_)) {
                break;
            }
            self.look(Some(&standing), false)?;
        }
        self.nobody(3.0)?;
        self.hold_until(&sphinx, 20.0)?;
        self.nobody(3.0)?;
        self.hold_until(&sphinx, 30.0)?;
        self.unplug(&sphinx, 20.0)?;
        self.hold_until(&sphinx, 40.0)?;
        self.nobody(3.0)?;
        self.sign(&arm_up)?;
        self.hold_until(&sphinx, TWICE.as_secs_f64())?;
        self.nobody(14.0)?;
        self.hold_until(&sphinx, TWICE.as_secs_f64())?;
        self.nobody(4.0)?;
        if number % 3 == 2 {
            self.hold_until(&sphinx, 15.0)?;
            self.hosting.command(Command::Hurts)?;
            self.close_holds();
        } else {
            self.hold_until(&sphinx, ONCE_MORE.as_secs_f64())?;
        }
        self.nobody(12.0)?;
        self.press(&[Navigate::Digit(2), Navigate::Enter])?;
        self.nobody(2.0)?;
        if matches!(self.hosting.screen(), Screen::Done(_)) {
            self.tally.sessions += 1;
        }
        self.press(&[Navigate::Pick(2)])?;
        self.nobody(1.0)
    }

    /// An arm that is up stops it; a key has it go on.
    fn sign(&mut self, arm_up: &Pose) -> Done {
        self.see(Some(arm_up), false, 3.0)?;
        if let Screen::Session(status) = self.hosting.screen()
            && status.phase == Phase::Stopped
        {
            self.tally.signs += 1;
            self.nobody(3.0)?;
            self.hosting.command(Command::TogglePause)?;
        }
        self.nobody(3.0)
    }
}
