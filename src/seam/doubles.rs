//! A double of each seam, for tests: a source and an estimator that do what a script says, a display that keeps what it is shown, a
//! clock that only goes on when somebody has it go on. None needs a device, and none waits for real time.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use image::RgbImage;

use super::{
    Clock, Cost, Display, DisplayError, EstimateError, Film, FrameSource, PoseEstimator, SessionStore, SourceError,
    Speaker, SpeakerError, StoreError, VideoError, VideoSink,
};
use crate::body::{Pose, Size};
use crate::frame::{Frame, FrameKind};
use crate::history::Entry;
use crate::input::Input;
use crate::latest::Latest;
use crate::speech;
use crate::time::Timestamp;

/// A small frame of a film.
pub(crate) fn frame(seconds: f64) -> Frame {
    frame_of(seconds, Size::new(4, 3))
}

/// A frame of a film; no two moments look alike.
pub(crate) fn frame_of(seconds: f64, size: Size) -> Frame {
    let index = (seconds * 1000.0) as u64;
    let image = RgbImage::from_pixel(size.width, size.height, image::Rgb([(index / 20 % 256) as u8, 90, 120]));
    Frame { time: Timestamp::from_secs(seconds), index, origin: "test".into(), kind: FrameKind::Moving, image }
}

/// What a source gives: a frame, its end, or why there is no frame.
pub(crate) type Given = Result<Option<Frame>, SourceError>;

/// A source that gives what it gets, is silent until it gets something, and ends when nobody can give it any more.
pub(crate) struct ScriptedSource {
    script: Receiver<Given>,
    is_live: bool,
    film: Option<Film>,
}

impl ScriptedSource {
    /// One that gets what to give while it runs.
    pub fn told(is_live: bool) -> (Sender<Given>, Self) {
        let (give, script) = channel();
        (give, Self { script, is_live, film: None })
    }

    /// One that gives all this, one after the other, and ends.
    pub fn of(script: impl IntoIterator<Item = Given>) -> Self {
        let (give, source) = Self::told(false);
        script.into_iter().for_each(|given| give.send(given).unwrap());
        source
    }

    /// The same, of which this is known.
    pub fn with_film(self, film: Film) -> Self {
        Self { film: Some(film), ..self }
    }
}

impl FrameSource for ScriptedSource {
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        self.script.recv().unwrap_or(Ok(None))
    }

    fn film(&self) -> Option<Film> {
        self.film
    }

    fn is_live(&self) -> bool {
        self.is_live
    }
}

/// An estimator that sees in a frame what a script says.
pub(crate) struct ScriptedEstimator<F>(pub F);

impl<F: FnMut(&Frame) -> Result<Option<Pose>, EstimateError> + Send> PoseEstimator for ScriptedEstimator<F> {
    fn estimate(&mut self, frame: &Frame) -> Result<Option<Pose>, EstimateError> {
        (self.0)(frame)
    }

    fn cost(&self) -> Cost {
        Cost::default()
    }
}

/// A clock that goes on only while somebody sleeps by it, or has it go on. Clones are the same clock.
#[derive(Clone, Debug, Default)]
pub(crate) struct ManualClock(Arc<Mutex<Timestamp>>);

impl ManualClock {
    /// Has it go on.
    pub fn advance(&self, time: Duration) {
        let mut now = self.0.lock().unwrap();
        *now = *now + time;
        drop(now);
        // Others want to get on, too.
        thread::yield_now();
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        self.advance(time);
    }
}

/// The time between two pictures of a screen.
const REFRESH: Duration = Duration::from_millis(16);

/// A display that keeps what it is shown, and at which somebody presses keys.
pub(crate) struct RecordingDisplay {
    size: Size,
    /// The clock goes on by a refresh of the screen each time; without one the display takes no time.
    clock: Option<ManualClock>,
    inputs: Receiver<Input>,
    pictures: Sender<(Timestamp, Vec<u32>)>,
    last: Vec<u32>,
    /// How often something can still be shown until it fails.
    left: Option<usize>,
}

/// The person before a [`RecordingDisplay`].
pub(crate) struct Viewer {
    /// Hands on the keys.
    pub hands: Sender<Input>,
    /// Every picture that is another than the one before, and when it came; at zero where there is no clock.
    pub pictures: Receiver<(Timestamp, Vec<u32>)>,
}

impl RecordingDisplay {
    /// A display of this size, with somebody before it.
    pub fn new(size: Size) -> (Viewer, Self) {
        let ((hands, inputs), (sender, pictures)) = (channel(), channel());
        let display = Self { size, clock: None, inputs, pictures: sender, last: Vec::new(), left: None };
        (Viewer { hands, pictures }, display)
    }

    /// The same, by which time goes on.
    pub fn pacing(self, clock: ManualClock) -> Self {
        Self { clock: Some(clock), ..self }
    }

    /// The same, which fails after this many pictures.
    pub fn failing_after(self, pictures: usize) -> Self {
        Self { left: Some(pictures), ..self }
    }
}

impl Display for RecordingDisplay {
    fn size(&self) -> Size {
        self.size
    }

    fn show(&mut self, pixels: &[u32], size: Size) -> Result<Vec<Input>, DisplayError> {
        assert_eq!(pixels.len(), size.width as usize * size.height as usize);
        match &mut self.left {
            Some(0) => return Err(DisplayError { what: "the screen is broken".to_owned(), remedy: String::new() }),
            left => *left = left.map(|left| left - 1),
        }
        if pixels != self.last {
            self.last = pixels.to_vec();
            // Whether anybody looks.
            let now = self.clock.as_ref().map_or(Timestamp::ZERO, Clock::now);
            let _ = self.pictures.send((now, pixels.to_vec()));
        }
        self.wait(&Latest::new())
    }

    fn wait(&mut self, _: &Latest<()>) -> Result<Vec<Input>, DisplayError> {
        match &self.clock {
            Some(clock) => clock.advance(REFRESH),
            None => thread::yield_now(),
        }
        Ok(self.inputs.try_iter().collect())
    }
}

/// A film that keeps its pictures, or is on a full disk. Clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct KeptFilm {
    pictures: Arc<Mutex<Vec<Vec<u32>>>>,
    is_whole: Arc<Mutex<bool>>,
    /// How many pictures still fit.
    left: Option<usize>,
}

impl KeptFilm {
    /// One with room for so many pictures.
    pub fn full_after(pictures: usize) -> Self {
        Self { left: Some(pictures), ..Self::default() }
    }

    /// Its pictures.
    pub fn pictures(&self) -> Vec<Vec<u32>> {
        self.pictures.lock().unwrap().clone()
    }

    /// Whether it was made to its end.
    pub fn is_whole(&self) -> bool {
        *self.is_whole.lock().unwrap()
    }
}

impl VideoSink for KeptFilm {
    fn add(&mut self, pixels: &[u32]) -> Result<(), VideoError> {
        let mut pictures = self.pictures.lock().unwrap();
        if self.left.is_some_and(|left| pictures.len() >= left) {
            return Err(VideoError { what: "the disk is full".to_owned(), remedy: "make room".to_owned() });
        }
        pictures.push(pixels.to_vec());
        Ok(())
    }

    fn finish(&mut self) -> Result<(), VideoError> {
        *self.is_whole.lock().unwrap() = true;
        Ok(())
    }
}

/// A speaker that keeps what it is given, or breaks. Clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct Listener(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    given: Vec<speech::Given>,
    is_finished: bool,
    is_broken: bool,
}

impl Listener {
    /// From now on nothing can be given to it; it says so once.
    pub fn breaks(&self) {
        self.0.lock().unwrap().is_broken = true;
    }

    /// The words it was given.
    pub fn words(&self) -> Vec<String> {
        self.0.lock().unwrap().given.iter().filter_map(|given| given.words().map(str::to_owned)).collect()
    }

    /// Whether everything has been given.
    pub fn is_finished(&self) -> bool {
        self.0.lock().unwrap().is_finished
    }
}

impl Speaker for Listener {
    fn give(&mut self, given: &speech::Given) -> Result<(), SpeakerError> {
        let mut kept = self.0.lock().unwrap();
        kept.given.push(given.clone());
        if !std::mem::take(&mut kept.is_broken) {
            return Ok(());
        }
        Err(SpeakerError { what: "it is broken".to_owned(), remedy: "mend it".to_owned(), reader_gone: false })
    }

    fn finish(&mut self) -> Result<(), SpeakerError> {
        self.0.lock().unwrap().is_finished = true;
        Ok(())
    }
}

/// A store that keeps what it is given, or is full. Clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct KeptSession {
    entries: Arc<Mutex<Vec<Entry>>>,
    /// How much still fits.
    left: Option<usize>,
}

impl KeptSession {
    /// One with room for so many entries.
    pub fn full_after(entries: usize) -> Self {
        Self { left: Some(entries), ..Self::default() }
    }

    /// What it keeps.
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.lock().unwrap().clone()
    }
}

impl SessionStore for KeptSession {
    fn keep(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let mut entries = self.entries.lock().unwrap();
        if self.left.is_some_and(|left| entries.len() >= left) {
            return Err(StoreError { what: "the disk is full".to_owned(), remedy: "make room".to_owned() });
        }
        entries.push(entry.clone());
        Ok(())
    }
}
