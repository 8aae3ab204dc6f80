//! What ends the program early: one message, what to try, and the exit code.

use std::fmt;
use std::process::ExitCode;

use crate::seam::{DisplayError, EstimateError, SourceError, SpeakerError, StoreError, VideoError};

/// Why the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything asked for was done.
    Done,
    /// Something failed.
    Failure,
    /// An argument or a file is wrong.
    BadInput,
    /// There is no camera.
    NoCamera,
    /// The person interrupted it.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Failure => Self::FAILURE,
            Exit::BadInput => Self::from(2),
            Exit::NoCamera => Self::from(3),
            // As shells say it of a program that Ctrl-C has ended.
            Exit::Interrupted => Self::from(130),
        }
    }
}

/// A failure as the person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The exit code's meaning.
    pub exit: Exit,
    /// What went wrong, and where.
    pub what: String,
    /// What to do next; empty where `what` says it.
    pub remedy: String,
}

impl Failure {
    /// An argument or file that is wrong.
    #[must_use]
    pub fn bad_input(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { exit: Exit::BadInput, what: what.into(), remedy: remedy.into() }
    }

    /// Something that failed through no fault of the arguments.
    #[must_use]
    pub fn failed(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { exit: Exit::Failure, what: what.into(), remedy: remedy.into() }
    }
}

/// Several failures of one kind as one message; `None` if there are none. The first one's exit code stands for all.
#[must_use]
pub fn all_failures(failures: Vec<Failure>) -> Option<Failure> {
    failures.into_iter().reduce(|mut all, next| {
        all.what = format!("{}\n{}", all.what, next.what);
        if !all.remedy.contains(&next.remedy) {
            all.remedy = format!("{} {}", all.remedy, next.remedy);
        }
        all
    })
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "supple: {}", self.what)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(f, "\n  try: {}", self.remedy) }
    }
}

impl std::error::Error for Failure {}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        let what = error.to_string();
        let (exit, remedy) = match error {
            SourceError::NoCamera { remedy, .. } => (Exit::NoCamera, remedy),
            SourceError::BadFile { remedy, .. } => (Exit::BadInput, remedy),
            SourceError::CameraLost { remedy, .. } | SourceError::MissingTool { remedy, .. } => (Exit::Failure, remedy),
        };
        Self { exit, what, remedy }
    }
}

impl From<EstimateError> for Failure {
    fn from(error: EstimateError) -> Self {
        Self::failed(error.what, error.remedy)
    }
}

impl From<VideoError> for Failure {
    fn from(error: VideoError) -> Self {
        Self::failed(error.what, error.remedy)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::failed(error.what, error.remedy)
    }
}

impl From<DisplayError> for Failure {
    fn from(error: DisplayError) -> Self {
        Self::failed(error.what, error.remedy)
    }
}

impl From<SpeakerError> for Failure {
    fn from(error: SpeakerError) -> Self {
        if error.reader_gone {
            return Self { exit: Exit::Done, what: String::new(), remedy: String::new() };
        }
        Self::failed(error.what, error.remedy)
    }
}

/// Writing standard output or the events failed; a reader that has seen enough (`| head`) is not worth a message, and
/// `main` passes over it.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self { exit: Exit::Done, what: String::new(), remedy: String::new() };
        }
        Self::failed(
            format!("cannot write the output: {error}"),
            "see that the disk has room and the file can be written",
        )
    }
}
