//! The stretches and routines that the program carries inside itself, and finding one by the name a person types.

use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::nearest::{nearest, simplified};
use super::problem::FileKind;
use super::report::Problems;
use super::routine::parse_routine;
use super::stretch::parse_stretch;
use super::syntax::kind_of;
use crate::coach::{Routine, Step, Stretch};

static ROUTINES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/routines");

/// The routine of a session that is started without a name.
const DEFAULT_ROUTINE: &str = "gentle-start";

/// Known stretches and routines, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Library {
    stretches: Vec<Arc<Stretch>>,
    routines: Vec<Arc<Routine>>,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// One stretch.
    Stretch(Arc<Stretch>),
    /// Stretches in order.
    Routine(Arc<Routine>),
}

/// A name that nothing has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown stretch or routine `{name}`{}", .nearest.as_ref().map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
pub struct UnknownName {
    /// The name as typed.
    pub name: String,
    /// The id of what was probably meant.
    pub nearest: Option<String>,
}

impl UnknownName {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        "`supple list` shows every stretch and routine; a file of your own ends in .toml"
    }
}

/// A routine where one stretch was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{routine}` is a routine; name one of its stretches: {}", .stretches.join(", "))]
pub struct NotAStretch {
    /// The routine's id.
    pub routine: String,
    /// The ids of its stretches.
    pub stretches: Vec<String>,
}

/// The id that a file's name gives: the name without folders and without `.toml`.
#[must_use]
pub fn id_of(file: &str) -> String {
    Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether a name on the command line is that of a file rather than of a known stretch: it ends in `.toml`.
#[must_use]
pub fn names_a_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

impl Library {
    /// The stretches and routines that the program carries. A test holds them to being valid, so the errors are for whoever
    /// has just changed one.
    pub fn embedded() -> Result<Self, Vec<Problems>> {
        let mut library = Self::default();
        let mut wrong = Vec::new();
        for (file, text) in embedded_files("stretches") {
            match parse_stretch(&id_of(&file), &file, text) {
                Ok(stretch) => library.stretches.push(Arc::new(stretch)),
                Err(problems) => wrong.push(problems),
            }
        }
        library.stretches.sort_by(|a, b| a.id.cmp(&b.id));
        for (file, text) in embedded_files("") {
            match parse_routine(&id_of(&file), &file, text, &library) {
                Ok(routine) => library.routines.push(Arc::new(routine)),
                Err(problems) => wrong.push(problems),
            }
        }
        library.routines.sort_by(|a, b| a.id.cmp(&b.id));
        if wrong.is_empty() { Ok(library) } else { Err(wrong) }
    }

    /// All stretches.
    pub fn stretches(&self) -> impl Iterator<Item = &Arc<Stretch>> + Clone {
        self.stretches.iter()
    }

    /// All routines.
    pub fn routines(&self) -> impl Iterator<Item = &Arc<Routine>> + Clone {
        self.routines.iter()
    }

    /// The stretch with this id or title, however it is capitalised or hyphenated.
    #[must_use]
    pub fn stretch(&self, name: &str) -> Option<Arc<Stretch>> {
        let found = self.stretches.iter().find(|stretch| is_called(name, &stretch.id, &stretch.title));
        found.cloned()
    }

    /// The routine with this id or title, however it is capitalised or hyphenated.
    #[must_use]
    pub fn routine(&self, name: &str) -> Option<Arc<Routine>> {
        let found = self.routines.iter().find(|routine| is_called(name, &routine.id, &routine.title));
        found.cloned()
    }

    /// What a session without a name does: a few minutes of gentle stretches. `None` only for an empty library.
    #[must_use]
    pub fn default_routine(&self) -> Option<Arc<Routine>> {
        self.routine(DEFAULT_ROUTINE).or_else(|| self.routines.first().cloned())
    }

    /// The stretch or routine of this name.
    pub fn resolve(&self, name: &str) -> Result<Named, UnknownName> {
        let stretch = self.stretch(name).map(Named::Stretch);
        stretch.or_else(|| self.routine(name).map(Named::Routine)).ok_or_else(|| {
            let stretches = self.stretches.iter().flat_map(|stretch| [&stretch.id, &stretch.title]);
            let routines = self.routines.iter().flat_map(|routine| [&routine.id, &routine.title]);
            let nearest = nearest(name, stretches.chain(routines).map(String::as_str));
            // A title that is near is suggested by its id, which is shorter to type.
            let id = nearest.and_then(|near| self.resolve(near).ok()).map(|named| named.id().to_owned());
            UnknownName { name: name.to_owned(), nearest: id }
        })
    }

    /// The stretch or routine that a file of the person's own describes. `file` is the file as the person named it.
    pub fn read(&self, file: &str, text: &str) -> Result<Named, Problems> {
        let id = id_of(file);
        match kind_of(text) {
            // Nothing is taken for a pose model here: those are named with `--pose-model`.
            FileKind::Stretch | FileKind::PoseModel => {
                parse_stretch(&id, file, text).map(|stretch| Named::Stretch(Arc::new(stretch)))
            }
            FileKind::Routine => parse_routine(&id, file, text, self).map(|routine| Named::Routine(Arc::new(routine))),
        }
    }
}

impl Named {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Stretch(stretch) => &stretch.id,
            Self::Routine(routine) => &routine.id,
        }
    }

    /// What to do in a session: the routine, or the stretch as a routine of one step.
    #[must_use]
    pub fn plan(&self) -> Routine {
        match self {
            Self::Routine(routine) => Routine::clone(routine),
            Self::Stretch(stretch) => Routine {
                id: stretch.id.clone(),
                title: stretch.title.clone(),
                about: stretch.setup.clone(),
                steps: vec![Step { stretch: Arc::clone(stretch), dose: stretch.dose }],
            },
        }
    }

    /// The stretch, where one stretch is needed.
    pub fn stretch(&self) -> Result<Arc<Stretch>, NotAStretch> {
        match self {
            Self::Stretch(stretch) => Ok(Arc::clone(stretch)),
            Self::Routine(routine) => Err(NotAStretch {
                routine: routine.id.clone(),
                stretches: routine.steps.iter().map(|step| step.stretch.id.clone()).collect(),
            }),
        }
    }
}

fn is_called(name: &str, id: &str, title: &str) -> bool {
    let name = simplified(name);
    name == simplified(id) || name == simplified(title)
}

/// The `.toml` files of one embedded folder, each with its path as in the repository.
fn embedded_files(folder: &'static str) -> impl Iterator<Item = (String, &'static str)> {
    let folder = if folder.is_empty() { Some(&ROUTINES) } else { ROUTINES.get_dir(folder) };
    folder.into_iter().flat_map(Dir::files).filter_map(|file| {
        let path = file.path().to_str()?.replace('\\', "/");
        names_a_file(&path).then_some((format!("routines/{path}"), file.contents_utf8().unwrap_or("\u{fffd}")))
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

    #[test]
    fn the_default_routine_is_there() {
        assert_eq!(library().default_routine().unwrap().id, DEFAULT_ROUTINE);
    }

    #[test]
    fn one_stretch_makes_a_plan_of_one_step() {
        let sphinx = library().resolve("sphinx").unwrap();
        let plan = sphinx.plan();
        assert_eq!((plan.steps.len(), plan.id.as_str()), (1, "sphinx"));
        assert_eq!(plan.steps[0].dose, sphinx.stretch().unwrap().dose);
        let routine = library().resolve("gentle-start").unwrap();
        assert!(routine.stretch().unwrap_err().to_string().contains("sphinx"));
    }

    #[test]
    fn files_are_known_by_their_ending() {
        assert!(names_a_file("my/own.toml") && names_a_file("OWN.TOML"));
        assert!(!names_a_file("sphinx") && !names_a_file("toml") && !names_a_file(""));
        assert_eq!(id_of("my/own.toml"), "own");
        assert_eq!(id_of(""), "");
    }
}
