//! The stretches and routines that the program carries inside itself and the person's own, and finding one by the name a person
//! types.

use std::sync::Arc;

use super::id::id_of;
use super::kind::STRETCH;
use super::named::{Named, UnknownName};
use crate::language::Language;
use crate::stretch::{Routine, Stretch};
use crate::toml_check::{Problems, nearest, simplified};

/// The routine of a session that is started without a name.
const DEFAULT_ROUTINE: &str = "gentle-start";

/// Known stretches and routines, in the order of their ids: those inside the program and the person's own, which come first where
/// both have a name.
///
/// ```
/// use supple::stretch_file::Library;
///
/// let library = Library::embedded().map_err(|_| "our own files are wrong")?;
/// let stretch = library.stretch("Child's pose").ok_or("no such stretch")?;
/// assert_eq!(stretch.id, "childs-pose");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Library {
    pub(super) stretches: Vec<Known<Stretch>>,
    pub(super) routines: Vec<Known<Routine>>,
    /// Files of the person's own that are wrong: nothing of them is known but their ids.
    pub(super) broken: Vec<Problems>,
    /// The language of its words, where they are ours.
    pub(super) language: Language,
}

/// A stretch or routine and where it comes from.
#[derive(Debug)]
pub(super) struct Known<T> {
    pub(super) value: Arc<T>,
    /// The file, for one of the person's own.
    pub(super) file: Option<Arc<str>>,
    /// Whether it takes the place of one inside the program.
    pub(super) replaces: bool,
    /// What it is called in English, where it is called otherwise: routines and habits may name it so.
    pub(super) original_title: Option<Arc<str>>,
}

impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        Self {
            value: Arc::clone(&self.value),
            file: self.file.clone(),
            replaces: self.replaces,
            original_title: self.original_title.clone(),
        }
    }
}

impl<T> Known<T> {
    pub(super) fn ours(value: T, original_title: Option<&str>) -> Self {
        Self { value: Arc::new(value), file: None, replaces: false, original_title: original_title.map(Arc::from) }
    }

    fn origin(&self) -> Origin<'_> {
        self.file.as_ref().map_or(Origin::Supple, |file| Origin::Own { file, replaces: self.replaces })
    }
}

/// Where a stretch or routine comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin<'a> {
    /// It is inside the program.
    Supple,
    /// It is the person's own.
    Own {
        /// Its file, as it was named.
        file: &'a str,
        /// Whether something inside the program has the same id, which it stands for now.
        replaces: bool,
    },
}

impl Library {
    /// Files of the person's own that are left out, with everything that is wrong with each.
    #[must_use]
    pub fn broken(&self) -> &[Problems] {
        &self.broken
    }

    /// The file of this name that is left out, if there is one: somebody who asks for it should hear what is wrong with it, and
    /// not get something else of the same name.
    #[must_use]
    pub fn broken_named(&self, name: &str) -> Option<&Problems> {
        self.broken.iter().find(|problems| is_same_name(name, &id_of(problems.file())))
    }

    pub(super) fn broken_stretch(&self, name: &str) -> Option<&Problems> {
        self.broken_named(name)
            .filter(|problems| problems.all().first().is_some_and(|problem| *problem.format == STRETCH))
    }

    pub(super) fn sort(&mut self) {
        self.stretches.sort_by(|a, b| a.value.id.cmp(&b.value.id));
        self.routines.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    }

    /// All stretches.
    pub fn stretches(&self) -> impl Iterator<Item = &Arc<Stretch>> + Clone {
        self.stretches.iter().map(|known| &known.value)
    }

    /// All routines.
    pub fn routines(&self) -> impl Iterator<Item = &Arc<Routine>> + Clone {
        self.routines.iter().map(|known| &known.value)
    }

    /// The stretch with this id or title, however it is capitalised or hyphenated.
    #[must_use]
    pub fn stretch(&self, name: &str) -> Option<Arc<Stretch>> {
        self.known_stretch(name).map(|known| Arc::clone(&known.value))
    }

    /// The routine with this id or title, however it is capitalised or hyphenated.
    #[must_use]
    pub fn routine(&self, name: &str) -> Option<Arc<Routine>> {
        self.known_routine(name).map(|known| Arc::clone(&known.value))
    }

    fn known_stretch(&self, name: &str) -> Option<&Known<Stretch>> {
        find(&self.stretches, name, |stretch| (&stretch.id, &stretch.title))
    }

    fn known_routine(&self, name: &str) -> Option<&Known<Routine>> {
        find(&self.routines, name, |routine| (&routine.id, &routine.title))
    }

    /// Where the stretch of this id comes from.
    #[must_use]
    pub fn stretch_origin(&self, id: &str) -> Origin<'_> {
        self.known_stretch(id).map_or(Origin::Supple, Known::origin)
    }

    /// Where the routine of this id comes from.
    #[must_use]
    pub fn routine_origin(&self, id: &str) -> Origin<'_> {
        self.known_routine(id).map_or(Origin::Supple, Known::origin)
    }

    /// What a session without a name does: a few minutes of gentle stretches. `None` only for an empty library.
    #[must_use]
    pub fn default_routine(&self) -> Option<Arc<Routine>> {
        self.routine(DEFAULT_ROUTINE).or_else(|| self.routines().next().cloned())
    }

    /// The stretch or routine of this name.
    pub fn resolve(&self, name: &str) -> Result<Named, UnknownName> {
        let (stretch, routine) = (self.known_stretch(name), self.known_routine(name));
        // A routine of the person's own comes before a stretch of ours.
        let is_own = |file: Option<&Arc<str>>| file.is_some();
        let routine_first = routine.is_some_and(|known| is_own(known.file.as_ref()))
            && !stretch.is_some_and(|known| is_own(known.file.as_ref()));
        let stretch = stretch.filter(|_| !routine_first).map(|known| Named::Stretch(Arc::clone(&known.value)));
        stretch.or_else(|| routine.map(|known| Named::Routine(Arc::clone(&known.value)))).ok_or_else(|| {
            let nearest = nearest(name, self.names());
            // A title that is near is suggested by its id, which is shorter to type.
            let id = nearest.and_then(|near| self.resolve(near).ok()).map(|named| named.id().to_owned());
            UnknownName { name: name.to_owned(), nearest: id, among_commands: false, command: None }
        })
    }

    /// The stretch or routine of this name, which stands where a command may stand as well.
    pub fn resolve_among(&self, name: &str, commands: &[&str]) -> Result<Named, UnknownName> {
        self.resolve(name).map_err(|unknown| {
            let meant = nearest(name, commands.iter().copied().chain(self.names()));
            let command = meant.filter(|meant| commands.contains(meant)).map(str::to_owned);
            UnknownName { among_commands: true, command, ..unknown }
        })
    }

    /// Every id and title.
    fn names(&self) -> impl Iterator<Item = &str> {
        let stretches = self.stretches().flat_map(|stretch| [&stretch.id, &stretch.title]);
        let routines = self.routines().flat_map(|routine| [&routine.id, &routine.title]);
        stretches.chain(routines).map(String::as_str)
    }
}

/// Whether two names differ in nothing but how they are capitalised and hyphenated. A name without a letter or digit is no name.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let one = simplified(one);
    !one.is_empty() && one == simplified(other)
}

/// The one of this name: by its id, or else by its title, which a copy may still share with what it was copied from, the person's own before
/// ours; or else by its title in English.
fn find<'k, T>(all: &'k [Known<T>], name: &str, called: impl Fn(&T) -> (&String, &String)) -> Option<&'k Known<T>> {
    let by_id = all.iter().find(|known| is_same_name(name, called(&known.value).0));
    by_id.or_else(|| {
        let mut titled = all.iter().filter(|known| is_same_name(name, called(&known.value).1));
        let first = titled.clone().next();
        let by_title = titled.find(|known| known.file.is_some()).or(first);
        let was_titled =
            |known: &&Known<T>| known.original_title.as_ref().is_some_and(|title| is_same_name(name, title));
        by_title.or_else(|| all.iter().find(was_titled))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        Library::embedded().unwrap()
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for name in ["childs-pose", "Childs-Pose", "child's pose", "CHILDS_POSE", "Child's Pose"] {
            assert_eq!(library().resolve(name).unwrap().id(), "childs-pose", "{name}");
        }
        assert!(matches!(library().resolve("gentle-start"), Ok(Named::Routine(_))));
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_name() {
        let error = library().resolve("spinx").unwrap_err();
        assert_eq!(error.to_string(), "unknown stretch or routine `spinx`; did you mean `sphinx`?");
        let error = library().resolve("headstand").unwrap_err();
        assert_eq!(error.to_string(), "unknown stretch or routine `headstand`");
        assert_eq!(library().resolve("").unwrap_err().nearest, None);
    }

    const MINE: &str = "title = 'Mine'\neases = ['back']\nposition = 'prone'\n\
        camera = { see = 'side', distance_m = 2, height_m = 0.5 }\ndose = { hold_s = 20, reps = 1, rest_s = 0 }\n\
        setup = 'Lie down.'\nsafety = 'Gently.'\n\
        [[target]]\nmeasure = 'knee'\nrange = [150, 180]\nmust = true\nbelow = 'Straighten.'\n";
    const ROUTINE: &str = "title = 'My evening'\nabout = 'Slow.'\n[[step]]\nstretch = 'mine'\n";

    fn with(files: &[(&str, &str)]) -> Library {
        let files: Vec<_> = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        Library::with_own(&files).unwrap()
    }

    #[test]
    fn ones_own_are_found_beside_ours() {
        let library = with(&[("own/routines/evening.toml", ROUTINE), ("own/stretches/mine.toml", MINE)]);
        assert_eq!(library.resolve("Mine").unwrap().id(), "mine");
        assert_eq!(library.routine("my-evening").unwrap().steps[0].stretch.id, "mine");
        assert_eq!(library.stretch_origin("mine"), Origin::Own { file: "own/stretches/mine.toml", replaces: false });
        assert_eq!(library.stretch_origin("sphinx"), Origin::Supple);
        assert!(library.broken().is_empty());
        assert_eq!(library.stretches().count(), self::library().stretches().count() + 1);
    }

    #[test]
    fn ones_own_replaces_ours_by_id_in_our_routines_too() {
        let library = with(&[("SPHINX.toml", MINE)]);
        assert_eq!(library.stretches().count(), self::library().stretches().count());
        assert_eq!(library.resolve("sphinx").unwrap().stretch().unwrap().title, "Mine");
        assert_eq!(library.stretch_origin("sphinx"), Origin::Own { file: "SPHINX.toml", replaces: true });
        let steps = library.default_routine().unwrap();
        assert!(steps.steps.iter().any(|step| step.stretch.title == "Mine"));
        // A copy that still has our title does not take its name away from ours.
        let copy = MINE.replace("'Mine'", "'Sphinx'");
        assert_eq!(with(&[("copy.toml", &copy)]).stretch("sphinx").unwrap().id, "sphinx");
        let routine = ROUTINE.replace("'mine'", "'bird-dog'");
        assert!(matches!(with(&[("sphinx.toml", &routine)]).resolve("sphinx"), Ok(Named::Routine(_))));
    }

    #[test]
    fn a_broken_file_keeps_nothing_else_from_working() {
        let broken = MINE.replace("'knee'", "'kneee'");
        let library = with(&[("sphinx.toml", &broken), ("mine.toml", &broken), ("evening.toml", ROUTINE)]);
        assert_eq!(library.broken().len(), 3);
        assert_eq!(library.resolve("sphinx").unwrap().stretch().unwrap().title, "Sphinx", "ours is still there");
        assert_eq!(library.broken_named("Sphinx").unwrap().file(), "sphinx.toml");
        assert_eq!(library.broken_named("bird-dog"), None);
        let routine = library.broken_named("evening").unwrap();
        assert_eq!(routine.all()[0].code(), "routine::broken-stretch");
    }

    #[test]
    fn a_slip_in_a_command_is_told_from_a_slip_in_a_name() {
        let words = |name: &str| library().resolve_among(name, &["check", "list"]).unwrap_err().to_string();
        let unknown = "is neither a command nor a stretch or routine";
        assert_eq!(words("chekc"), format!("`chekc` {unknown}; did you mean the command `check`?"));
        assert_eq!(words("spinx"), format!("`spinx` {unknown}; did you mean `sphinx`?"));
        assert_eq!(words("headstand"), format!("`headstand` {unknown}"));
    }

    #[test]
    fn the_default_routine_is_there() {
        assert_eq!(library().default_routine().unwrap().id, DEFAULT_ROUTINE);
    }
}
