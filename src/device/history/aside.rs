//! A history that can't be gone on with: it is moved out of the way, whole, and its place told.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::plain::shown;
use super::place::{BESIDE, DataFolder, with_end};
use crate::seam::StoreError;

/// More than this are not set aside on one day.
const MOST: u32 = 1000;

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is damaged, or something else than Supple wrote it.
    Damaged,
    /// A newer Supple wrote it.
    Newer,
}

impl Why {
    const ALL: [Self; 2] = [Self::Damaged, Self::Newer];

    const fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Newer => "newer",
        }
    }
}

/// A history that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Why.
    pub why: Why,
    /// Where it was.
    pub from: PathBuf,
    /// Where it is now.
    pub to: PathBuf,
}

impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.why {
            Why::Damaged => "is damaged",
            Why::Newer => "was written by a newer Supple",
        };
        let (from, to) = (shown(&self.from), shown(&self.to));
        write!(f, "your history, {from}, {why}: it lies unchanged in {to} now, and a new one is begun")
    }
}

/// Moves the database with all that belongs to it to a name that says why and when, and that nothing has yet.
pub(super) fn set_aside(folder: &DataFolder, why: Why, day: &str) -> Result<SetAside, StoreError> {
    let from = folder.database();
    let fault = |cause: std::io::Error| StoreError {
        what: format!("your history, {}, can't be used and can't be set aside: {cause}", shown(&from)),
        remedy: "move it away yourself, or name another folder with SUPPLE_DATA".to_owned(),
    };
    let to = free_name(folder.path(), why, day)
        .ok_or_else(|| fault(std::io::Error::other("too many have been set aside today")))?;
    // What belongs to it goes first: beside a new database it would be taken for part of that.
    for end in BESIDE {
        match fs::rename(with_end(&from, end), with_end(&to, end)) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(fault(cause)),
            _ => {}
        }
    }
    fs::rename(&from, &to).map_err(fault)?;
    Ok(SetAside { why, from, to })
}

fn free_name(folder: &Path, why: Why, day: &str) -> Option<PathBuf> {
    let name = |number: u32| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        folder.join(format!("history.{}-{day}{number}.sqlite3", why.name()))
    };
    let is_taken = |path: &PathBuf| {
        let beside = BESIDE.map(|end| with_end(path, end));
        std::iter::once(path).chain(&beside).any(|path| path.symlink_metadata().is_ok())
    };
    (1..=MOST).map(name).find(|path| !is_taken(path))
}

/// The files that were set aside in this folder, with all that belongs to them.
pub(super) fn aside_in(folder: &DataFolder) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder.path()) else { return Vec::new() };
    let starts = Why::ALL.map(|why| format!("history.{}-", why.name()));
    let is_one = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        starts.iter().any(|start| name.starts_with(start)) && name.contains(".sqlite3")
    };
    let mut found: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(is_one).collect();
    found.sort();
    found
}
