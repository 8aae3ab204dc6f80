//! Reading the library: the files inside the program, and the person's own.

use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::id::{id_of, names_a_file};
use super::kind::{FileKind, kind_of};
use super::library::{Known, Library, is_same_name};
use super::named::Named;
use super::routine::parse_routine;
use super::stretch::{parse_stretch, praise_unsaid};
use super::translation::{translate_routine, translate_stretch};
use crate::language::Language;
use crate::stretch::{Routine, Stretch};
use crate::toml_check::Problems;

static ROUTINES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/routines");

impl Library {
    /// The stretches and routines that the program carries, in English. A test holds them to being valid, so the errors are for whoever
    /// has just changed one.
    pub fn embedded() -> Result<Self, Vec<Problems>> {
        Self::with_own(&[])
    }

    /// The same together with the person's own: see [`in_language`](Self::in_language).
    pub fn with_own(files: &[(String, String)]) -> Result<Self, Vec<Problems>> {
        Self::in_language(Language::English, files)
    }

    /// The stretches and routines that the program carries, in the words of a language, together with the person's own, each given as its
    /// file's name and text. One of theirs with the id of one of ours replaces it, in our routines too, and has the words that its file has.
    /// A wrong file of theirs keeps nothing else from working: see [`broken`](Self::broken). Ids are the same in all languages.
    pub fn in_language(language: Language, files: &[(String, String)]) -> Result<Self, Vec<Problems>> {
        let mut library = Self { language, ..Self::default() };
        let mut wrong = Vec::new();
        for (file, text) in embedded_files("stretches") {
            match parse_stretch(&id_of(&file), &file, text).and_then(|stretch| library.stretch_of_ours(stretch, &file))
            {
                Ok(known) => library.stretches.push(known),
                Err(problems) => wrong.push(problems),
            }
        }
        let ours = library.clone();
        library.add_stretches(files);
        for (file, text) in embedded_files("") {
            let id = id_of(&file);
            // One of ours may ask more of a stretch than the person's own version can do; then it keeps ours.
            let routine = parse_routine(&id, &file, text, &library).or_else(|_| parse_routine(&id, &file, text, &ours));
            match routine.and_then(|routine| library.routine_of_ours(routine, &file)) {
                Ok(known) => library.routines.push(known),
                Err(problems) => wrong.push(problems),
            }
        }
        library.add_routines(files);
        library.sort();
        if wrong.is_empty() { Ok(library) } else { Err(wrong) }
    }

    /// One of our stretches in the library's language; `file` is the original's.
    fn stretch_of_ours(&self, stretch: Stretch, file: &str) -> Result<Known<Stretch>, Problems> {
        let Some((file, text)) = translation(self.language, file) else { return Ok(Known::ours(stretch, None)) };
        let translated = translate_stretch(&stretch, &file, text)?;
        Ok(Known::ours(translated, Some(&stretch.title)))
    }

    fn routine_of_ours(&self, routine: Routine, file: &str) -> Result<Known<Routine>, Problems> {
        let Some((file, text)) = translation(self.language, file) else { return Ok(Known::ours(routine, None)) };
        let translated = translate_routine(&routine, &file, text)?;
        Ok(Known::ours(translated, Some(&routine.title)))
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
            match self.own_stretch(file, text) {
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

    /// A stretch of the person's own. What its file leaves unsaid is said in the library's language.
    fn own_stretch(&self, file: &str, text: &str) -> Result<Stretch, Problems> {
        let stretch = parse_stretch(&id_of(file), file, text)?;
        let praise = if stretch.praise == praise_unsaid(Language::English) {
            praise_unsaid(self.language).to_owned()
        } else {
            stretch.praise.clone()
        };
        Ok(Stretch { praise, ..stretch })
    }

    /// The stretch or routine that a file of the person's own describes. `file` is the file as the person named it.
    pub fn read(&self, file: &str, text: &str) -> Result<Named, Problems> {
        let id = id_of(file);
        match kind_of(text) {
            FileKind::Stretch => self.own_stretch(file, text).map(|stretch| Named::Stretch(Arc::new(stretch))),
            FileKind::Routine => parse_routine(&id, file, text, self).map(|routine| Named::Routine(Arc::new(routine))),
        }
    }
}

/// What our files say of one of them in a language: the translation's name and text. None in English, which they are written in.
fn translation(language: Language, file: &str) -> Option<(String, &'static str)> {
    let path = format!("{}/{}", language.code(), file.strip_prefix("routines/")?);
    let text = ROUTINES.get_file(&path)?.contents_utf8().unwrap_or("\u{fffd}");
    Some((format!("routines/{path}"), text))
}

/// One of the person's own.
fn own<T>(value: T, file: &str, replaces: bool) -> Known<T> {
    Known { value: Arc::new(value), file: Some(file.into()), replaces, original_title: None }
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
