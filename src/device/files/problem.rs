//! What can be the matter with a file, and what to do about it.

use std::io;
use std::path::Path;

use crate::device::plain::shown;

/// A file that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct FileError {
    /// The file as the person named it.
    pub file: String,
    /// What is the matter with it.
    pub problem: FileProblem,
}

/// What can be the matter with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// There is nothing of this name.
    #[error("no such file")]
    Missing,
    /// It is a folder, where a file is wanted.
    #[error("is a folder, not a file")]
    Folder,
    /// It is there already, where a new file is wanted.
    #[error("is there already and stays as it is")]
    Exists,
    /// Something else than this program wrote is in it.
    #[error("is there already, was not written by Supple, and stays as it is")]
    NotOurs,
    /// Something is in it, where an empty folder is wanted.
    #[error("is not empty")]
    NotEmpty,
    /// It is larger than such a file can sensibly be.
    #[error("has more than {limit} bytes, too much for a file of this kind")]
    TooLarge {
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// It is something that has no end, or gives what it holds only once.
    #[error("is not a file but a device or pipe")]
    NotAFile,
    /// It is not UTF-8 text.
    #[error("is not UTF-8 text (first at byte {at})")]
    NotText {
        /// Position of the first byte that is not UTF-8, from 0.
        at: usize,
    },
    /// It is a link, and so is what that leads to, round and round.
    #[error("is a link that leads in a circle")]
    Circle,
    /// What should be a folder on the way to it is a file.
    #[error("cannot be there, since a part of its path is a file and not a folder")]
    NoFolder,
    /// The system refused to let it be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// The system refused to let it be written.
    #[error("cannot be written: {0}")]
    Unwritable(io::Error),
}

impl FileProblem {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing => "Check the name and the folder.",
            Self::Folder => "Name the file in it.",
            Self::Exists => "Choose another name, or edit that file.",
            Self::NotOurs => "Name another file, or add --force to have that one replaced.",
            Self::NotEmpty => "Name a folder of its own; it is made where it is missing.",
            Self::TooLarge { .. } => "Check that this is the file you meant.",
            Self::NotAFile => "Name a file.",
            Self::Circle => "Delete the link, or let it lead to the file.",
            Self::NoFolder => "Check every part of the path, and move that file away or name another folder.",
            Self::NotText { .. } => "Save it as UTF-8 text; if it is no text at all, name another file.",
            Self::Unreadable(_) => "Check that you may read it, for example with `ls -l`.",
            Self::Unwritable(_) => {
                "Check that its folder exists, that you may write there, and that the disk is not full."
            }
        }
    }
}

impl FileError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        self.problem.remedy()
    }

    pub(in crate::device) fn new(path: &Path, problem: FileProblem) -> Self {
        Self { file: shown(path), problem }
    }

    pub(in crate::device) fn reading(path: &Path, cause: io::Error) -> Self {
        let problem = match cause.kind() {
            io::ErrorKind::NotFound => FileProblem::Missing,
            _ if path.is_dir() => FileProblem::Folder,
            _ => on_the_way(&cause).unwrap_or(FileProblem::Unreadable(cause)),
        };
        Self::new(path, problem)
    }

    /// A folder in which files are looked for; without a cause one that leads in a circle.
    pub(super) fn searching(path: &Path, cause: Option<io::Error>) -> Self {
        let problem = cause.map_or(FileProblem::Circle, |cause| match cause.kind() {
            io::ErrorKind::NotFound => FileProblem::Missing,
            _ => on_the_way(&cause).unwrap_or(FileProblem::Unreadable(cause)),
        });
        Self::new(path, problem)
    }

    pub(in crate::device) fn writing(path: &Path, cause: io::Error) -> Self {
        let problem = if path.is_dir() { Some(FileProblem::Folder) } else { on_the_way(&cause) };
        Self::new(path, problem.unwrap_or(FileProblem::Unwritable(cause)))
    }
}

/// What keeps anybody from coming as far as the file.
fn on_the_way(cause: &io::Error) -> Option<FileProblem> {
    // The standard library has a name for it that only its nightly version knows.
    #[cfg(unix)]
    if cause.raw_os_error() == Some(nix::errno::Errno::ELOOP as i32) {
        return Some(FileProblem::Circle);
    }
    (cause.kind() == io::ErrorKind::NotADirectory).then_some(FileProblem::NoFolder)
}
