//! The seams between the program and the outside world: small traits, implemented by `device` and, for tests, by the
//! doubles beside them.

#[cfg(test)]
pub(crate) mod doubles;

use std::sync::Arc;
use std::time::Duration;

use crate::body::Pose;
use crate::body::Silhouette;
use crate::body::Size;
use crate::camera_fault::CameraFault;
use crate::frame::Frame;
use crate::history::{
    ComfortLimit, ComfortPlace, Entry, Forget, Forgotten, PastSession, Questionnaire, SessionId, Span,
};
use crate::input::Input;
use crate::latest::Latest;
use crate::sparing::Sparing;
use crate::speech::{Given, Nearness};
use crate::time::Timestamp;

/// Where frames come from: a camera, a video, pictures.
pub trait FrameSource: Send {
    /// The next frame; waits for it. `None` at the end of a video or of the pictures.
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError>;

    /// Whether frames come by themselves in real time (a camera), so that late ones are better dropped.
    fn is_live(&self) -> bool;

    /// What is known of the film before it is played; `None` of what is none, such as a camera or a picture.
    fn film(&self) -> Option<Film> {
        None
    }

    /// What ends the source's work from another thread, even while somebody waits in `next_frame`, so that nothing of it is left
    /// behind; after that it gives no more frames. `None` of a source that has nothing to end.
    fn canceller(&self) -> Option<Canceller> {
        None
    }

    /// From now on a live source need not give pictures that come sooner than this after the one before.
    fn space(&mut self, least: Duration) {
        let _ = least;
    }
}

/// What is known of a film before it is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Film {
    /// How long a frame stands, as a rule.
    pub interval: Duration,
    /// How long it is, where it says so.
    pub length: Option<Duration>,
}

/// Ends the work of a source, or on a film.
pub type Canceller = Box<dyn FnOnce() + Send>;

/// Why no frame came. Each message says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// No camera is connected or the one asked for is not there.
    #[error("{what}")]
    NoCamera {
        /// What it comes to.
        fault: CameraFault,
        /// What was looked for and what is there.
        what: String,
        /// What to try.
        remedy: String,
    },
    /// A camera that worked stopped.
    #[error("{what}")]
    CameraLost {
        /// What it comes to.
        fault: CameraFault,
        /// What happened.
        what: String,
        /// What to try.
        remedy: String,
    },
    /// A file is missing, empty, of an unknown kind or damaged.
    #[error("{file}: {what}")]
    BadFile {
        /// The file as the person named it.
        file: String,
        /// What is wrong.
        what: String,
        /// What to try.
        remedy: String,
    },
    /// A program that is needed for this is not installed.
    #[error("{what}")]
    MissingTool {
        /// What is missing and what for.
        what: String,
        /// What to run.
        remedy: String,
    },
}

impl SourceError {
    /// What to try.
    #[must_use]
    pub fn remedy(&self) -> &str {
        match self {
            Self::NoCamera { remedy, .. }
            | Self::CameraLost { remedy, .. }
            | Self::BadFile { remedy, .. }
            | Self::MissingTool { remedy, .. } => remedy,
        }
    }

    /// What is wrong with the camera, if it is that.
    #[must_use]
    pub const fn fault(&self) -> Option<CameraFault> {
        match self {
            Self::NoCamera { fault, .. } | Self::CameraLost { fault, .. } => Some(*fault),
            Self::BadFile { .. } | Self::MissingTool { .. } => None,
        }
    }
}

/// Finds the person in a frame.
pub trait PoseEstimator: Send {
    /// The person in `frame`, tracked from the frame before unless the frame is a still.
    fn estimate(&mut self, frame: &Frame) -> Result<Option<Pose>, EstimateError>;

    /// The silhouette of the person found by the last call to `estimate`, which was given this `frame`. `None` where nobody
    /// was found, in a moving picture also until the next one is due, ten times a second at most; and always of a model that
    /// draws none. Costs nothing until it is first called.
    fn silhouette(&mut self, frame: &Frame) -> Result<Option<Arc<Silhouette>>, EstimateError> {
        let _ = frame;
        Ok(None)
    }

    /// From now on moving pictures are looked at as sparingly as this, where the model can do that.
    fn spare(&mut self, sparing: Sparing) {
        let _ = sparing;
    }

    /// What the last call to `estimate` cost, and to `silhouette` since then.
    fn cost(&self) -> Cost;

    /// How many people were detected in the last frame, where that was asked at all: nobody is counted while one person is
    /// followed.
    fn detections(&self) -> Option<usize> {
        None
    }
}

/// A pose model that could not be run.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct EstimateError {
    /// What went wrong.
    pub what: String,
    /// What to try.
    pub remedy: String,
}

/// What one pose cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Preparing tensors and decoding outputs.
    pub prepare: Duration,
    /// The detector, when it ran.
    pub detect: Option<Duration>,
    /// The landmark model, when it ran.
    pub landmark: Option<Duration>,
    /// Drawing the silhouette, when it was drawn.
    pub silhouette: Option<Duration>,
}

/// A window to draw in.
pub trait Display {
    /// Its present size in pixels.
    fn size(&self) -> Size;

    /// Shows `pixels`, row by row, each `0x00RRGGBB`. Returns what the person has done at the window since the last call; of a closed
    /// window, [`Input::Closed`] each time.
    fn show(&mut self, pixels: &[u32], size: Size) -> Result<Vec<Input>, DisplayError>;

    /// Leaves the window as it is until there is `news`, but no longer than nobody notices that a key is answered late; otherwise like
    /// [`show`](Self::show).
    fn wait(&mut self, news: &Latest<()>) -> Result<Vec<Input>, DisplayError>;

    /// Fills the screen, or goes back to its window; stays as it is where the system doesn't let it.
    fn toggle_full_screen(&mut self) -> Result<(), DisplayError> {
        Ok(())
    }
}

/// A window that could not be opened or drawn in.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct DisplayError {
    /// What went wrong.
    pub what: String,
    /// What to try.
    pub remedy: String,
}

/// Where a film goes that is made picture by picture, each of the same size and standing for the same time.
pub trait VideoSink: Send {
    /// The next picture: `pixels`, row by row, each `0x00RRGGBB`.
    fn add(&mut self, pixels: &[u32]) -> Result<(), VideoError>;

    /// All pictures have been given: the film is whole when this returns.
    fn finish(&mut self) -> Result<(), VideoError>;

    /// What ends the work on it from another thread, even while somebody waits in `add` or `finish`: the film will never be whole.
    /// `None` of what never keeps anybody waiting.
    fn canceller(&self) -> Option<Canceller> {
        None
    }
}

/// A film that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct VideoError {
    /// What went wrong.
    pub what: String,
    /// What to try.
    pub remedy: String,
}

/// Where what is heard goes: a loudspeaker, a sound file, a transcript.
pub trait Speaker: Send {
    /// Gives a phrase or a sound, from its time on.
    fn give(&mut self, given: &Given) -> Result<(), SpeakerError>;

    /// It is `now`, by the time of what is given; the nearness tone is at this, if it is heard.
    fn follow(&mut self, now: Timestamp, nearness: Option<Nearness>) -> Result<(), SpeakerError> {
        let _ = (now, nearness);
        Ok(())
    }

    /// Silence at once, or sound again.
    fn toggle_mute(&mut self) {}

    /// Everything has been given.
    fn finish(&mut self) -> Result<(), SpeakerError> {
        Ok(())
    }

    /// Whether all that was given has been heard, or never will be.
    fn is_silent(&self) -> bool {
        true
    }
}

/// A place that sound could not be brought to, and for which it is worth ending a session.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct SpeakerError {
    /// What went wrong.
    pub what: String,
    /// What to try.
    pub remedy: String,
    /// Whether nothing went wrong but that the reader has gone.
    pub reader_gone: bool,
}

/// Where sessions are remembered while they happen.
pub trait SessionStore: Send {
    /// Keeps this for good, before it returns: what was kept is there after the next moment's power cut too.
    fn keep(&mut self, entry: &Entry) -> Result<(), StoreError>;
}

/// Sessions that are over.
pub trait PastSessions {
    /// Those of this span, the earliest first.
    fn sessions(&self, span: &Span) -> Result<Vec<PastSession>, StoreError>;

    /// The one with this number.
    fn session(&self, id: SessionId) -> Result<Option<PastSession>, StoreError> {
        Ok(self.sessions(&Span::default())?.into_iter().find(|session| session.id == id))
    }

    /// Forgets them: afterwards nothing of them can be found in the files either.
    fn forget(&mut self, what: &Forget) -> Result<Forgotten, StoreError>;
}

/// What a person keeps beside their sessions.
pub trait PersonalRecord {
    /// How far they comfortably go, by place.
    fn comfort(&self) -> Result<Vec<ComfortLimit>, StoreError>;

    /// Keeps a limit in place of the one that there was of the same.
    fn set_comfort(&mut self, limit: &ComfortLimit) -> Result<(), StoreError>;

    /// Takes the limit of this away; whether there was one.
    fn clear_comfort(&mut self, place: &ComfortPlace) -> Result<bool, StoreError>;

    /// The questionnaires that were answered, the earliest first.
    fn questionnaires(&self) -> Result<Vec<Questionnaire>, StoreError>;

    /// Keeps one that was answered.
    fn keep_questionnaire(&mut self, questionnaire: &Questionnaire) -> Result<(), StoreError>;
}

/// A history that could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct StoreError {
    /// What went wrong.
    pub what: String,
    /// What to try.
    pub remedy: String,
}

/// What the program runs on.
pub trait Power: Send {
    /// Whether power is to be saved just now.
    fn is_scarce(&mut self) -> bool;
}

/// The time since some fixed moment, for pacing a video and measuring cost. The core never sees it.
pub trait Clock: Send + Sync {
    /// Time since the clock's own start.
    fn now(&self) -> Timestamp;

    /// Waits.
    fn sleep(&self, time: Duration);

    /// Time that the program has had on processors, all its threads together; `None` where nobody knows.
    fn processor_time(&self) -> Option<Duration> {
        None
    }
}
