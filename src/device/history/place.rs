//! Where the history lies, and that only its owner can read it.

use std::fs;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::super::folders;
use super::super::plain::shown;
use super::super::private::{for_owner, make_folder, new_file};
use crate::seam::StoreError;

/// The database.
const DATABASE: &str = "history.sqlite3";
/// Its being there says that the safety words have been read.
const ACKNOWLEDGED: &str = "safety-words-read";
/// What SQLite keeps beside it while it is open.
pub(super) const BESIDE: [&str; 2] = ["-wal", "-shm"];
/// Held by the program that sets a database aside, so that no two do.
const LOCK: &str = "history.lock";

/// The folder of what is remembered of the person, which need not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFolder {
    path: PathBuf,
}

impl DataFolder {
    /// `SUPPLE_DATA`, or the system's place: `$XDG_DATA_HOME/supple` (`~/.local/share/supple`), on macOS
    /// `~/Library/Application Support/supple`, on Windows `%APPDATA%\supple`. `None` for somebody without a home.
    #[must_use]
    pub fn find() -> Option<Self> {
        folders::data().map(|path| Self { path })
    }

    /// This folder.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the safety words have been read here.
    #[must_use]
    pub fn is_acknowledged(&self) -> bool {
        self.path.join(ACKNOWLEDGED).exists()
    }

    /// Remembers that they have been.
    pub fn acknowledge(&self) -> Result<(), StoreError> {
        let kept = make_folder(&self.path).and_then(|()| new_file(&self.path.join(ACKNOWLEDGED)));
        match kept {
            Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
                Err(self.unwritable("that you have read the safety words can't be kept", &cause))
            }
            _ => Ok(()),
        }
    }

    /// Where the database is, or will be.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
    }

    /// Whether a history could be there at all. Where none is, and none could be begun, it is not enough to say that there is none.
    pub fn look(&self) -> Result<(), StoreError> {
        match fs::metadata(self.database()) {
            Ok(about) => self.must_be_a_file(&about),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(cause) => Err(self.unwritable("your history can't be looked for there", &cause)),
        }
    }

    fn must_be_a_file(&self, about: &fs::Metadata) -> Result<(), StoreError> {
        if about.is_file() {
            return Ok(());
        }
        let what = if about.is_dir() { "a folder" } else { "a device or pipe" };
        Err(StoreError {
            what: format!("your history, {}, is {what}, not a file", shown(&self.database())),
            remedy: "move that away, or name another folder with SUPPLE_DATA".to_owned(),
        })
    }

    /// Makes the folder and an empty database, where they are not there yet, for their owner's eyes alone.
    pub(super) fn make(&self) -> Result<(), StoreError> {
        make_folder(&self.path)
            .map_err(|cause| self.unwritable("the folder for your history can't be made", &cause))?;
        let database = self.database();
        // SQLite gives what it puts beside the database the database's own permissions.
        match new_file(&database) {
            Ok(_) => Ok(()),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
                // SQLite would wait for a pipe without end, and take a device for a broken disk.
                if let Ok(about) = fs::metadata(&database) {
                    self.must_be_a_file(&about)?;
                }
                // It may have been copied here from somewhere. Where the permissions can't be changed it can be read all the same.
                let beside = BESIDE.map(|end| with_end(&database, end));
                std::iter::once(&database).chain(&beside).for_each(|file| close_to_others(file));
                Ok(())
            }
            Err(cause) => Err(self.unwritable("your history can't be begun there", &cause)),
        }
    }

    /// Waits until no other program sets a database of this folder aside; none does while what is returned is kept.
    pub(super) fn lock(&self) -> Result<File, StoreError> {
        let fault = |cause| self.unwritable("the history can't be set aside", &cause);
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        for_owner(&mut options);
        let file = options.open(self.path.join(LOCK)).map_err(fault)?;
        file.lock().map_err(fault)?;
        Ok(file)
    }

    fn unwritable(&self, what: &str, cause: &io::Error) -> StoreError {
        StoreError {
            what: format!("{}: {what}: {cause}", shown(&self.path)),
            remedy: "see that you may write there, or name another folder with SUPPLE_DATA".to_owned(),
        }
    }
}

/// The file beside `database` whose name ends so.
pub(super) fn with_end(database: &Path, end: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Takes the file's permissions from everybody but its owner. By its name: closing a file that SQLite has open would let go of its locks.
#[cfg(unix)]
fn close_to_others(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(about) = fs::metadata(path) else { return };
    let mode = about.permissions().mode();
    if mode & 0o077 != 0 {
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700));
    }
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) {}
