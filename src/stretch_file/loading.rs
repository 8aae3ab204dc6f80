//! Reading the library: the files inside the program, and the person's own.

use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::id::{id_of, names_a_file};
use super::kind::{FileKind, kind_of};
use super::library::{Known, Library, is_same_name};
use super::named::Named;
use super::routine::parse_routine;
use super::stretch::parse_stretch;
use crate::toml_check::Problems;

static ROUTINES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/routines");

impl Library {
    /// The stretches and routines that the program carries. A test holds them to being valid, so the errors are for whoever
    /// has just changed one.
    pub fn embedded() -> Result<Self, Vec<Problems>> {
        Self::with_own(&[])
    }

    /// The stretches and routines that the program carries, together with the person's own, each given as its file's name and
    /// text. One of theirs with the id of one of ours replaces it, in our routines too. A wrong file of theirs keeps nothing
    /// else from working: see [`broken`](Self::broken).
    pub fn with_own(files: &[(String, String)]) -> Result<Self, Vec<Problems>> {
        let mut library = Self::default();
        let mut wrong = Vec::new();
        for (file, text) in embedded_files("stretches") {
            match parse_stretch(&id_of(&file), &file, text) {
                Ok(stretch) => library.stretches.push(Known::ours(stretch)),
                Err(problems) => wrong.push(problems),
            }
        }
        let ours = library.clone();
        library.add_stretches(files);
        for (file, text) in embedded_files("") {
            let id = id_of(&file);
            // One of ours may ask more of a stretch than the person's own version can do; then it keeps ours.
            let routine = parse_routine(&id, &file, text, &library).or_else(|_| parse_routine(&id, &file, text, &ours));
            match routine {
                Ok(routine) => library.routines.push(Known::ours(routine)),
                Err(problems) => wrong.push(problems),
            }
        }
        library.add_routines(files);
        library.sort();
        if wrong.is_empty() { Ok(library) } else { Err(wrong) }
    }

    /// The same with these files as well, as in [`with_own`](Self::with_own), except that routines already known stay as they are.
    #[must_use]
    pub fn and(&self, files: &[(String, String)]) -> Self {
        let mut library = self.clone();
        library.add_stretches(files);
        library.add_routines(files);
        library.sort();
        library
    }

    fn add_stretches(&mut self, files: &[(String, String)]) {
        for (file, text) in files.iter().filter(|(_, text)| kind_of(text) != FileKind::Routine) {
            match parse_stretch(&id_of(file), file, text) {
                Ok(stretch) => {
                    let replaces = embedded_text(&stretch.id).is_some();
                    let id = stretch.id.clone();
                    add(&mut self.stretches, own(stretch, file, replaces), |other| is_same_name(&id, &other.id));
                }
                Err(problems) => self.broken.push(problems),
            }
        }
    }

    fn add_routines(&mut self, files: &[(String, String)]) {
        for (file, text) in files.iter().filter(|(_, text)| kind_of(text) == FileKind::Routine) {
            match parse_routine(&id_of(file), file, text, self) {
                Ok(routine) => {
                    let replaces = embedded_text(&routine.id).is_some();
                    let id = routine.id.clone();
                    add(&mut self.routines, own(routine, file, replaces), |other| is_same_name(&id, &other.id));
                }
                Err(problems) => self.broken.push(problems),
            }
        }
    }

    /// The stretch or routine that a file of the person's own describes. `file` is the file as the person named it.
    pub fn read(&self, file: &str, text: &str) -> Result<Named, Problems> {
        let id = id_of(file);
        match kind_of(text) {
            FileKind::Stretch => parse_stretch(&id, file, text).map(|stretch| Named::Stretch(Arc::new(stretch))),
            FileKind::Routine => parse_routine(&id, file, text, self).map(|routine| Named::Routine(Arc::new(routine))),
        }
    }
}

/// One of the person's own.
fn own<T>(value: T, file: &str, replaces: bool) -> Known<T> {
    Known { value: Arc::new(value), file: Some(file.into()), replaces }
}

/// Adds one in place of those of the same name.
fn add<T>(all: &mut Vec<Known<T>>, one: Known<T>, is_same: impl Fn(&T) -> bool) {
    all.retain(|other| !is_same(&other.value));
    all.push(one);
}

/// The file of ours with this id, for somebody who wants to change a copy: its name and its text.
#[must_use]
pub fn embedded_text(id: &str) -> Option<(String, &'static str)> {
    embedded_files("stretches").chain(embedded_files("")).find(|(file, _)| is_same_name(id, &id_of(file)))
}

/// The `.toml` files of one embedded folder, each with its path as in the repository.
fn embedded_files(folder: &'static str) -> impl Iterator<Item = (String, &'static str)> {
    let folder = if folder.is_empty() { Some(&ROUTINES) } else { ROUTINES.get_dir(folder) };
    folder.into_iter().flat_map(Dir::files).filter_map(|file| {
        let path = file.path().to_str()?.replace('\\', "/");
        names_a_file(&path).then_some((format!("routines/{path}"), file.contents_utf8().unwrap_or("\u{fffd}")))
    })
}
