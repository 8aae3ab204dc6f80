//! The person's own stretches and routines: where they lie and what they say.

use std::path::{Path, PathBuf};

use super::files;
use super::files::{FileError, FileProblem};
use super::folders;
use super::plain::shown;

/// The folders inside it that are read. Which of the two a file lies in makes no difference: its keys tell what it is.
const STRETCHES: &str = "stretches";
const ROUTINES: &str = "routines";

/// The file of the settings.
const SETTINGS: &str = "settings.toml";

/// The folder of the person's settings for Supple, which need not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFolder {
    path: PathBuf,
}

/// What is in it.
#[derive(Debug, Default)]
pub struct OwnFiles {
    /// Each file's name and text, the stretches' folder first, by name.
    pub texts: Vec<(String, String)>,
    /// Files and folders that could not be read.
    pub unreadable: Vec<FileError>,
}

impl OwnFolder {
    /// `SUPPLE_CONFIG`, or the system's place: `$XDG_CONFIG_HOME/supple` (`~/.config/supple`), on macOS
    /// `~/Library/Application Support/supple`, on Windows `%APPDATA%\supple`. `None` for somebody without a home.
    #[must_use]
    pub fn find() -> Option<Self> {
        folders::settings().map(|path| Self { path })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where stretches go.
    #[must_use]
    pub fn stretches(&self) -> PathBuf {
        self.path.join(STRETCHES)
    }

    /// Where routines go.
    #[must_use]
    pub fn routines(&self) -> PathBuf {
        self.path.join(ROUTINES)
    }

    /// The file of the settings, which need not be there.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.path.join(SETTINGS)
    }

    /// Whether `SUPPLE_CONFIG` names it, and it is not the usual place.
    #[must_use]
    pub fn is_named(&self) -> bool {
        folders::settings_are_named()
    }

    /// What the settings' file says; `None` where there is none.
    pub fn read_settings(&self) -> Result<Option<String>, FileError> {
        match files::read_text_at_rest(&self.settings()) {
            Ok(text) => Ok(Some(text)),
            // A link that leads nowhere yet, and a folder that isn't one, are no settings either.
            Err(FileError { problem: FileProblem::Missing, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the settings' file: all of it, or what was there stays. Its folder is made where it is missing.
    pub fn write_settings(&self, text: &str) -> Result<(), FileError> {
        files::make_folder(&self.path)?;
        files::write_text(&self.settings(), text)
    }

    /// The files of both folders, those in folders within them too. A folder that is not there has none.
    #[must_use]
    pub fn files(&self) -> (Vec<PathBuf>, Vec<FileError>) {
        let (mut found, mut unreadable) = (Vec::new(), Vec::new());
        for folder in [self.stretches(), self.routines()] {
            let (files, errors) = files::find_toml(&folder);
            found.extend(files);
            unreadable.extend(errors.into_iter().filter(|error| !matches!(error.problem, FileProblem::Missing)));
        }
        // Where there can be no such folder there can't be the other one either.
        let is_nowhere = |error: &FileError| matches!(error.problem, FileProblem::NoFolder);
        unreadable.dedup_by(|next, before| is_nowhere(next) && is_nowhere(before));
        (found, unreadable)
    }

    /// What these files say.
    #[must_use]
    pub fn read(&self) -> OwnFiles {
        let (files, unreadable) = self.files();
        let mut own = OwnFiles { unreadable, ..OwnFiles::default() };
        for path in files {
            match files::read_text(&path) {
                Ok(text) => own.texts.push((shown(&path), text)),
                Err(error) => own.unreadable.push(error),
            }
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_that_is_not_there_has_no_files() {
        let folder = tempfile::tempdir().unwrap();
        let own = OwnFolder { path: folder.path().join("none") }.read();
        assert!(own.texts.is_empty() && own.unreadable.is_empty());
    }

    #[test]
    fn both_folders_are_read_with_those_in_them() {
        let folder = tempfile::tempdir().unwrap();
        let own = OwnFolder { path: folder.path().to_owned() };
        for path in ["stretches/b.toml", "stretches/from-a-friend/a.toml", "routines/c.toml", "settings.toml"] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x = 1").unwrap();
        }
        fs::write(own.stretches().join("notes.txt"), "x").unwrap();
        fs::write(own.stretches().join("picture.toml"), b"\xff").unwrap();
        let found = own.read();
        let names: Vec<_> = found.texts.iter().map(|(file, _)| file.rsplit(['/', '\\']).next().unwrap()).collect();
        assert_eq!(names, ["b.toml", "a.toml", "c.toml"]);
        assert!(matches!(found.unreadable[..], [FileError { problem: FileProblem::NotText { .. }, .. }]));
    }
}
