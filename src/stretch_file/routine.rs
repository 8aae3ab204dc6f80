//! Checks a routine file: stretches in order, each with the dose it has here.

use toml::de::DeTable;

use super::dose::{HOLD, REPS, REST, TEMPO, pace, reps, rest};
use super::id::id_of;
use super::kind::ROUTINE;
use super::library::Library;
use super::limits::{LONGEST_NOTE, LONGEST_TITLE};
use super::problem::ProblemKind;
use super::vocabulary;
use crate::stretch::{Dose, Pace, Routine, Step};
use crate::toml_check::{Fault, Field, Key, Problems, Sink, Table, checked, every};

const TITLE: Key = Key { name: "title", example: "title = \"Ten-minute morning\"" };
const ABOUT: Key = Key { name: "about", example: "about = \"Three gentle stretches for a stiff lower back.\"" };
const STEP: Key = Key { name: "step", example: "[[step]], and below it stretch = \"sphinx\"" };
const STRETCH: Key = Key { name: "stretch", example: "stretch = \"sphinx\"" };

pub(super) const KEYS: [&Key; 3] = [&TITLE, &ABOUT, &STEP];
pub(super) const STEP_KEYS: [&Key; 5] = [&STRETCH, &HOLD, &TEMPO, &REPS, &REST];

/// Reads a routine whose stretches are in `library`.
///
/// `id` becomes the routine's name (the file's name without `.toml`, see [`id_of`](super::id_of)), `file` is how problems
/// call the file, and `text` is what it says.
pub fn parse_routine(id: &str, file: &str, text: &str, library: &Library) -> Result<Routine, Problems> {
    checked(&ROUTINE, file, text, |root, sink| routine(id, root, library, sink))
}

fn routine(id: &str, root: &DeTable<'_>, library: &Library, sink: &Sink) -> Option<Routine> {
    let root = Table::root(root, "the routine", &KEYS, sink);
    let title = root.require(&TITLE).and_then(|field| field.text(LONGEST_TITLE));
    let about = root.require(&ABOUT).and_then(|field| field.text(LONGEST_NOTE));
    let steps = root.require(&STEP).and_then(|field| {
        let list = field.list("a list of [[step]] tables")?;
        if list.is_empty() {
            field.report(&Fault::Empty { key: STEP.name, example: STEP.example });
            return None;
        }
        every(list.iter().map(|field| step(field, library)))
    });
    Some(Routine { id: id.to_owned(), title: title?, about: about?, steps: steps? })
}

/// One step; what it does not say about the dose is as in the stretch's own file.
fn step(field: &Field<'_>, library: &Library) -> Option<Step> {
    let table = field.table("a [[step]]", &STEP_KEYS)?;
    let stretch = table.require(&STRETCH).and_then(|field| {
        let unknown = field.peek_text().filter(|id| library.stretch(id).is_none());
        if let Some(broken) = unknown.and_then(|id| library.broken_stretch(id)) {
            field.report(&ProblemKind::BrokenStretch { id: id_of(broken.file()), file: broken.file().to_owned() });
            return None;
        }
        let known = library.stretches().map(|stretch| stretch.id.as_str());
        field.named(&vocabulary::STRETCH, known, |id| library.stretch(id))
    });
    let pace = pace(&table);
    let reps = table.optional(&REPS, reps);
    let rest = table.optional(&REST, rest);
    let stretch = stretch?;
    if let (Ok(Some(Pace::Move { .. })), Some(tempo)) = (&pace, table.get(&TEMPO)) {
        if stretch.poses.is_none() {
            tempo.report(&ProblemKind::TempoWithoutPoses);
        }
        if stretch.guided.is_some() {
            tempo.report(&ProblemKind::GuidedMovement);
        }
    }
    let usual = stretch.dose;
    let dose = Dose {
        pace: pace.ok()?.unwrap_or(usual.pace),
        reps: reps.ok()?.unwrap_or(usual.reps),
        rest: rest.ok()?.unwrap_or(usual.rest),
    };
    Some(Step { stretch, dose })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn codes(text: &str) -> Vec<String> {
        let library = Library::embedded().unwrap();
        let problems = parse_routine("r", "r.toml", text, &library).err();
        problems.iter().flat_map(Problems::all).map(crate::toml_check::Problem::code).collect()
    }

    #[test]
    fn a_step_takes_the_stretchs_dose_unless_it_says_otherwise() {
        let library = Library::embedded().unwrap();
        let text = "title = 'T'\nabout = 'A.'\n[[step]]\nstretch = 'sphinx'\n[[step]]\nstretch = 'sphinx'\nhold_s = 7\nreps = 1";
        let routine = parse_routine("r", "r.toml", text, &library).unwrap();
        let usual = library.stretch("sphinx").unwrap().dose;
        assert_eq!(routine.steps[0].dose, usual);
        assert_eq!(routine.steps[1].dose, Dose { pace: Pace::Hold(Duration::from_secs(7)), reps: 1, rest: usual.rest });
    }

    #[test]
    fn a_step_moves_only_what_has_two_poses() {
        let step = |dose: &str| codes(&format!("title = 'T'\nabout = 'A.'\n[[step]]\nstretch = 'sphinx'\n{dose}"));
        assert_eq!(step("tempo_s = 4"), ["routine::tempo-without-poses"]);
        assert_eq!(step("tempo_s = 4\nhold_s = 4"), ["routine::hold-and-tempo"]);
    }

    #[test]
    fn every_mistake_is_reported() {
        let text = "titel = 'T'\n[[step]]\nstretch = 'spinx'\nreps = 0\n[[step]]\nhold_s = '7'";
        assert_eq!(
            codes(text),
            [
                "routine::unknown-key",
                "routine::missing-key",
                "routine::missing-key",
                "routine::unknown-stretch",
                "routine::out-of-bounds",
                "routine::missing-key",
                "routine::wrong-type",
            ]
        );
        assert_eq!(codes("title = 'T'\nabout = 'A.'\nstep = []"), ["routine::empty"]);
    }
}
