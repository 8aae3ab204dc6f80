//! A camera that may come and go: it is opened again whenever it is lost, and let go when nobody needs it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::frame::Frame;
use crate::host::CameraNews;
use crate::language::Language;
use crate::latest::Latest;
use crate::seam::{Canceller, Clock, FrameSource, SourceError};
use crate::time::{SteadyTime, Timestamp};
use crate::wording::host as wording;

/// How long until it is looked again whether a camera is there.
const AGAIN: Duration = Duration::from_millis(700);
/// How soon a change of mind is noticed meanwhile.
const STEP: Duration = Duration::from_millis(50);

/// Which camera is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one that was asked for, or the first that works.
    Same,
    /// The one after it.
    Next,
}

/// A camera that was opened.
pub struct Opened {
    /// Where its frames come from.
    pub source: Box<dyn FrameSource>,
    /// Its name.
    pub name: String,
    /// Whether there is another one.
    pub others: bool,
}

/// Opens a camera.
pub type OpenCamera = Box<dyn FnMut(Which) -> Result<Opened, SourceError> + Send>;

/// What goes between a camera that may come and go and those who watch through it.
#[derive(Default)]
pub struct CameraLine {
    /// What is known of it.
    pub(super) news: Latest<CameraNews>,
    /// Set while nobody needs it.
    is_unwanted: AtomicBool,
    /// Set when another one is wanted.
    changes: AtomicBool,
    is_over: AtomicBool,
    /// Whether there is another one.
    has_others: AtomicBool,
    /// The least time between two pictures that are wanted, in microseconds.
    spacing: AtomicU64,
    /// Ends the work of the one that is open.
    inner: Mutex<Option<Canceller>>,
}

impl CameraLine {
    /// Lets it go, or wants it again.
    pub fn want(&self, is_wanted: bool) {
        self.is_unwanted.store(!is_wanted, Ordering::Relaxed);
    }

    /// From now on wants no pictures that come sooner than this after the one before.
    pub fn space(&self, least: Duration) {
        let micros = u64::try_from(least.as_micros()).unwrap_or(u64::MAX);
        self.spacing.store(micros, Ordering::Relaxed);
    }

    /// The least time between two pictures that are wanted.
    pub(super) fn spacing(&self) -> Duration {
        Duration::from_micros(self.spacing.load(Ordering::Relaxed))
    }

    /// Wants another one, where there is one; answers whether there is.
    pub fn change(&self) -> bool {
        let has_others = self.has_others.load(Ordering::Relaxed);
        if has_others {
            self.changes.store(true, Ordering::Relaxed);
        }
        has_others
    }

    /// Ends it all.
    fn cancel(&self) {
        self.is_over.store(true, Ordering::Relaxed);
        let inner = self.inner.lock().ok().and_then(|mut inner| inner.take());
        if let Some(cancel) = inner {
            cancel();
        }
    }

    fn is_at_work(&self) -> bool {
        !self.is_over.load(Ordering::Relaxed)
    }
}

/// A source that never ends: while there is no camera it waits for one.
pub struct PersistentCamera {
    open: OpenCamera,
    clock: Arc<dyn Clock>,
    language: Language,
    line: Arc<CameraLine>,
    current: Option<Current>,
    /// What was said last of there being none, so that it is said once.
    told: Option<String>,
}

struct Current {
    source: Box<dyn FrameSource>,
    /// When its first frame came, by our clock, and that frame's own time.
    began: Option<(Timestamp, Timestamp)>,
    /// The time of its frames, whatever its stamps do.
    steady: SteadyTime,
}

impl PersistentCamera {
    /// A camera that `open` opens, in the time of `clock`, with what goes between it and who watches, who reads this language.
    #[must_use]
    pub fn new(open: OpenCamera, clock: Arc<dyn Clock>, language: Language) -> (Self, Arc<CameraLine>) {
        let line = Arc::new(CameraLine::default());
        let camera = Self { open, clock, language, line: Arc::clone(&line), current: None, told: None };
        (camera, line)
    }

    /// Waits for a camera; `None` where nobody waits any more.
    fn opened(&mut self) -> Option<&mut Current> {
        let mut which = Which::Same;
        while self.current.is_none() && self.line.is_at_work() {
            if self.line.is_unwanted.load(Ordering::Relaxed) {
                self.clock.sleep(STEP);
                continue;
            }
            if self.line.changes.swap(false, Ordering::Relaxed) {
                which = Which::Next;
            }
            match (self.open)(which) {
                Ok(Opened { source, name, others }) => {
                    self.line.has_others.store(others, Ordering::Relaxed);
                    if let Ok(mut inner) = self.line.inner.lock() {
                        *inner = source.canceller();
                    }
                    self.current = Some(Current { source, began: None, steady: SteadyTime::default() });
                    self.told = None;
                    self.line.news.put(CameraNews::Seen { name, others });
                }
                Err(error) => {
                    which = Which::Same;
                    self.miss(&error);
                    self.rest();
                }
            }
        }
        self.current.as_mut()
    }

    fn miss(&mut self, error: &SourceError) {
        // Nobody before the window can name another one on a command line, nor has to start again.
        let [what, remedy] = error.fault().map_or_else(
            || [error.to_string(), error.remedy().to_owned()],
            |fault| wording::camera_missing(fault, self.language).map(str::to_owned),
        );
        if self.told.as_ref() != Some(&what) {
            self.told = Some(what.clone());
            self.line.news.put(CameraNews::Missing { what, remedy });
        }
    }

    /// Waits until it is worth another try.
    fn rest(&self) {
        let mut waited = Duration::ZERO;
        while waited < AGAIN && self.line.is_at_work() {
            self.clock.sleep(STEP);
            waited += STEP;
        }
    }

    /// Whether the camera that is open is to be closed.
    fn is_left(&self) -> bool {
        self.line.is_unwanted.load(Ordering::Relaxed) || self.line.changes.load(Ordering::Relaxed)
    }
}

impl FrameSource for PersistentCamera {
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        while self.line.is_at_work() {
            if self.is_left() {
                let changes = self.line.changes.load(Ordering::Relaxed);
                if self.current.take().is_some() && !changes {
                    self.told = None;
                }
            }
            let (clock, spacing) = (Arc::clone(&self.clock), self.line.spacing());
            let Some(current) = self.opened() else { return Ok(None) };
            current.source.space(spacing);
            match current.source.next_frame() {
                Ok(Some(frame)) => {
                    let time = current.steady.moment(frame.time);
                    let (began, first) = *current.began.get_or_insert_with(|| (clock.now(), time));
                    return Ok(Some(Frame { time: began + time.since(first), ..frame }));
                }
                // A camera has no end.
                Ok(None) => self.current = None,
                Err(error) => {
                    self.current = None;
                    self.miss(&error);
                    self.rest();
                }
            }
        }
        Ok(None)
    }

    fn is_live(&self) -> bool {
        true
    }

    fn canceller(&self) -> Option<Canceller> {
        let line = Arc::clone(&self.line);
        Some(Box::new(move || line.cancel()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera_fault::CameraFault;
    use crate::latest::Taken;
    use crate::seam::doubles::{ManualClock, ScriptedSource, frame};

    fn lost() -> SourceError {
        SourceError::CameraLost {
            fault: CameraFault::Gone,
            what: "unplugged".to_owned(),
            remedy: "plug it in".to_owned(),
        }
    }

    /// Cameras that come one after the other.
    fn camera(
        mut scripts: Vec<Result<ScriptedSource, SourceError>>,
    ) -> (PersistentCamera, Arc<CameraLine>, Arc<Mutex<Vec<Which>>>) {
        scripts.reverse();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let whiches = Arc::clone(&asked);
        let open = move |which| {
            whiches.lock().unwrap().push(which);
            let source = scripts.pop().unwrap_or_else(|| Err(lost()))?;
            Ok(Opened { source: Box::new(source), name: "camera".to_owned(), others: true })
        };
        let (camera, line) = PersistentCamera::new(Box::new(open), Arc::new(ManualClock::default()), Language::English);
        (camera, line, asked)
    }

    fn script(times: &[f64], then_lost: bool) -> ScriptedSource {
        let frames = times.iter().map(|time| Ok(Some(frame(*time))));
        let end = then_lost.then(|| Err(lost()));
        ScriptedSource::of(frames.chain(end))
    }

    #[test]
    fn a_camera_that_is_unplugged_and_plugged_in_goes_on_in_the_same_time() {
        let missing = || {
            Err(SourceError::NoCamera {
                fault: CameraFault::NoneConnected,
                what: "none".to_owned(),
                remedy: "plug one in".to_owned(),
            })
        };
        let (mut camera, line, _) =
            camera(vec![Ok(script(&[0.0, 0.1], true)), missing(), Ok(script(&[0.0, 0.1], false))]);
        let mut time = || camera.next_frame().unwrap().unwrap().time.secs();
        assert_eq!((time(), time()), (0.0, 0.1));
        assert!(matches!(line.news.try_take(), Taken::Value(CameraNews::Seen { .. })));
        // It was tried again after each failure.
        let back = time();
        assert!((1.3..2.0).contains(&back), "{back}");
        assert!((time() - back - 0.1).abs() < 1e-6);
        assert!(matches!(line.news.try_take(), Taken::Value(CameraNews::Seen { others: true, .. })));
    }

    #[test]
    fn a_camera_whose_clock_begins_anew_goes_on_in_the_same_time() {
        let (mut camera, _, _) = camera(vec![Ok(script(&[40.0, 40.1, 3_640.0, 2.0, 2.1, 2.05, 2.2], false))]);
        let times: Vec<u64> =
            (0..7).map(|_| (camera.next_frame().unwrap().unwrap().time.secs() * 100.0).round() as u64).collect();
        assert_eq!(times, [0, 10, 360_000, 360_000, 360_010, 360_010, 360_020]);
    }

    #[test]
    fn what_is_missing_is_told_and_who_waits_can_leave() {
        let (camera, line, _) = camera(Vec::new());
        let cancel = camera.canceller().unwrap();
        let mut camera = camera;
        let waits = std::thread::spawn(move || camera.next_frame().unwrap().is_none());
        let told = loop {
            if let Taken::Value(news) = line.news.try_take() {
                break news;
            }
        };
        let what = "The camera was unplugged or switched off.".to_owned();
        assert_eq!(told, CameraNews::Missing { what, remedy: "Plug it in again.".to_owned() });
        cancel();
        assert!(waits.join().unwrap());
    }

    #[test]
    fn a_camera_at_work_gives_no_more_once_it_is_cancelled() {
        let (mut camera, _, _) = camera(vec![Ok(script(&[0.0, 0.1, 0.2], false))]);
        assert!(camera.next_frame().unwrap().is_some());
        camera.canceller().unwrap()();
        assert!(camera.next_frame().unwrap().is_none());
    }

    #[test]
    fn another_camera_is_opened_on_request_and_none_while_nobody_needs_it() {
        let (mut camera, line, asked) =
            camera(vec![Ok(script(&[0.0, 0.1, 0.2], false)), Ok(script(&[0.0, 0.1], false))]);
        camera.next_frame().unwrap();
        line.change();
        camera.next_frame().unwrap();
        assert_eq!(*asked.lock().unwrap(), [Which::Same, Which::Next]);
        line.want(false);
        let wanted = Arc::clone(&line);
        let comes_back = std::thread::spawn(move || camera.next_frame().map(|_| ()).is_ok());
        std::thread::sleep(Duration::from_millis(20));
        assert_eq!(asked.lock().unwrap().len(), 2, "it is off");
        wanted.want(true);
        wanted.is_over.store(true, Ordering::Relaxed);
        assert!(comes_back.join().unwrap());
    }
}
