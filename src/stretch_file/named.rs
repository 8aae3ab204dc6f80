//! What a name on the command line stands for, and what to say where it stands for nothing.

use std::fmt;
use std::sync::Arc;

use crate::stretch::{Routine, Step, Stretch};

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
pub struct UnknownName {
    /// The name as typed.
    pub name: String,
    /// The id of what was probably meant.
    pub nearest: Option<String>,
    /// Whether a command could have stood there too.
    pub among_commands: bool,
    /// The command that was more probably meant.
    pub command: Option<String>,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.among_commands {
            write!(f, "`{}` is neither a command nor a stretch or routine", self.name)?;
        } else {
            write!(f, "unknown stretch or routine `{}`", self.name)?;
        }
        match (&self.command, &self.nearest) {
            (Some(command), _) => write!(f, "; did you mean the command `{command}`?"),
            (None, Some(nearest)) => write!(f, "; did you mean `{nearest}`?"),
            (None, None) => Ok(()),
        }
    }
}

impl UnknownName {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        if self.among_commands {
            "`supple help` shows every command, `supple list` every stretch and routine; a file ends in .toml"
        } else {
            "`supple list` shows every stretch and routine; a file of your own ends in .toml"
        }
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

#[cfg(test)]
mod tests {
    use crate::stretch_file::Library;

    #[test]
    fn one_stretch_makes_a_plan_of_one_step() {
        let library = Library::embedded().unwrap();
        let sphinx = library.resolve("sphinx").unwrap();
        let plan = sphinx.plan();
        assert_eq!((plan.steps.len(), plan.id.as_str()), (1, "sphinx"));
        assert_eq!(plan.steps[0].dose, sphinx.stretch().unwrap().dose);
        let routine = library.resolve("gentle-start").unwrap();
        assert!(routine.stretch().unwrap_err().to_string().contains("sphinx"));
    }
}
