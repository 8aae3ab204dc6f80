//! The words of a stretch or a routine in another language, laid over one that is checked already.
//!
//! A translation has nothing but words, under the same keys as the original; targets and poses are named by their ids. What it lacks is said
//! as in the original, so that a new sentence is never missing, only not yet translated. What it has besides would never be heard: that is
//! a problem, as a slip in an id is.

use std::sync::Arc;

use toml::de::DeTable;

use super::limits::{LONGEST_HINT, LONGEST_NAME, LONGEST_NOTE, LONGEST_SAY, LONGEST_TITLE};
use super::vocabulary;
use crate::stretch::{Routine, Stretch, Target, TargetPose};
use crate::toml_check::{
    Diagnosis, Diagnostic, Fault, Field, Format, Key, Problems, Sink, Table, Wrong, checked, every,
};

const TITLE: Key = Key { name: "title", example: "title = \"Postura del niño\"" };
const ABOUT: Key = Key { name: "about", example: "about = \"Tres estiramientos suaves.\"" };
const EASES: Key = Key { name: "eases", example: "eases = [\"zona lumbar\", \"caderas\"]" };
const SETUP: Key = Key { name: "setup", example: "setup = \"A gatas, siéntate hacia los talones.\"" };
const PRAISE: Key = Key { name: "praise", example: "praise = \"Muy bien. Sigue respirando.\"" };
const SAFETY: Key = Key { name: "safety", example: "safety = [\"Para si te duele.\"]" };
const CANNOT_JUDGE: Key = Key { name: "cannot_judge", example: "cannot_judge = \"Cómo se curva tu espalda.\"" };
const GUIDED: Key = Key { name: "guided", example: "guided = \"Presiona la zona lumbar contra el suelo.\"" };
const TARGET: Key = Key { name: "target", example: "[target.hip], and below it its hints" };
const POSE: Key = Key { name: "pose", example: "[pose.cat], and below it title and say" };
const SAY: Key = Key { name: "say", example: "say = \"Redondea la espalda.\"" };
const BELOW: Key = Key { name: "below", example: "below = \"Abre un poco la cadera.\"" };
const ABOVE: Key = Key { name: "above", example: "above = \"Siéntate hacia los talones.\"" };

const STRETCH_KEYS: [&Key; 9] = [&TITLE, &EASES, &SETUP, &PRAISE, &SAFETY, &CANNOT_JUDGE, &GUIDED, &TARGET, &POSE];
const POSE_KEYS: [&Key; 3] = [&TITLE, &SAY, &TARGET];
const TARGET_KEYS: [&Key; 2] = [&BELOW, &ABOVE];
const ROUTINE_KEYS: [&Key; 2] = [&TITLE, &ABOUT];

/// A translation's file, as problems speak of it.
static TRANSLATION: Format = Format {
    name: "translation",
    when_empty: "write the texts of the original under the same keys; routines/README.md explains it",
    how_a_line_looks: "a line is `key = value`: texts in double quotes, and a target's hints below [target.ID]",
    when_twice: "keep one of the two",
};

/// The stretch in the words of a translation. `file` is how problems call the file, and `text` is what it says.
pub fn translate_stretch(original: &Stretch, file: &str, text: &str) -> Result<Stretch, Problems> {
    checked(&TRANSLATION, file, text, |root, sink| stretch(original, root, sink))
}

/// The routine in the words of a translation; its stretches have translations of their own.
pub fn translate_routine(original: &Routine, file: &str, text: &str) -> Result<Routine, Problems> {
    checked(&TRANSLATION, file, text, |root, sink| {
        let root = Table::root(root, "the translation", &ROUTINE_KEYS, sink);
        let title = root.optional(&TITLE, |field| field.text(LONGEST_TITLE));
        let about = root.optional(&ABOUT, |field| field.text(LONGEST_NOTE));
        let mut translated = original.clone();
        lay(title, &mut translated.title)?;
        lay(about, &mut translated.about)?;
        Some(translated)
    })
}

/// Reads every key before giving up on any, so that every problem is reported.
fn stretch(original: &Stretch, root: &DeTable<'_>, sink: &Sink) -> Option<Stretch> {
    let root = Table::root(root, "the translation", &STRETCH_KEYS, sink);
    let title = root.optional(&TITLE, |field| field.text(LONGEST_TITLE));
    let eases = root.optional(&EASES, |field| as_many(field, original.eases.len(), LONGEST_NAME));
    let setup = root.optional(&SETUP, |field| field.text(LONGEST_NOTE));
    let praise = root.optional(&PRAISE, |field| field.text(LONGEST_HINT));
    let safety = root.optional(&SAFETY, |field| as_many(field, original.safety.len(), LONGEST_NOTE));
    let cannot_judge = root.optional(&CANNOT_JUDGE, |field| {
        let text = field.text(LONGEST_NOTE);
        of_something(field, &CANNOT_JUDGE, original.cannot_judge.is_some())?;
        text
    });
    let guided = root.optional(&GUIDED, |field| {
        let text = field.text(LONGEST_SAY);
        of_something(field, &GUIDED, original.guided.is_some())?;
        text
    });
    let hints = root.optional(&TARGET, |field| hints(field, &original.targets));
    let poses = root.optional(&POSE, |field| poses(field, original));
    let mut translated = original.clone();
    lay(title, &mut translated.title)?;
    lay(eases, &mut translated.eases)?;
    lay(setup, &mut translated.setup)?;
    lay(praise, &mut translated.praise)?;
    lay(safety, &mut translated.safety)?;
    lay(cannot_judge.map(|text| text.map(Some)), &mut translated.cannot_judge)?;
    lay(guided.map(|text| text.map(Some)), &mut translated.guided)?;
    let hints = hints.ok()?.unwrap_or_default();
    say(&hints, &mut translated.targets);
    for pose in translated.poses.iter_mut().flatten() {
        // What holds in both poses stands in each of them as well.
        say(&hints, &mut pose.targets);
    }
    for words in poses.ok()?.unwrap_or_default() {
        let named = translated.poses.iter_mut().flatten().find(|pose| pose.id == words.id);
        if let Some(pose) = named {
            say(&words.hints, &mut pose.targets);
            pose.title = words.title.unwrap_or_else(|| pose.title.clone());
            pose.say = words.say.unwrap_or_else(|| pose.say.clone());
        }
    }
    Some(translated)
}

/// Puts words in the place of the original's, where there are any; `None` where they are wrong.
fn lay<T>(words: Result<Option<T>, Wrong>, place: &mut T) -> Option<()> {
    if let Some(words) = words.ok()? {
        *place = words;
    }
    Some(())
}

/// The hints of one target.
struct Hints {
    id: Arc<str>,
    below: Option<Arc<str>>,
    above: Option<Arc<str>>,
}

fn say(hints: &[Hints], targets: &mut [Target]) {
    for target in targets {
        for hint in hints.iter().filter(|hint| hint.id == target.id) {
            target.below = hint.below.clone().or_else(|| target.below.take());
            target.above = hint.above.clone().or_else(|| target.above.take());
        }
    }
}

/// The hints of these targets, each under its target's id.
fn hints(field: &Field<'_>, targets: &[Target]) -> Option<Vec<Hints>> {
    every(field.open_table()?.into_iter().map(|(id, place, field)| {
        let Some(target) = targets.iter().find(|target| *target.id == *id) else {
            let known = targets.iter().map(|target| &*target.id);
            field.report_at(place, &Fault::unknown_word(&vocabulary::TARGET, id, known));
            return None;
        };
        let table = field.table("a target's hints", &TARGET_KEYS)?;
        let hint = |key: &'static Key, original: &Option<Arc<str>>| {
            table.optional(key, |field| {
                let text = field.text(LONGEST_HINT);
                of_something(field, key, original.is_some())?;
                text.map(Arc::from)
            })
        };
        let (below, above) = (hint(&BELOW, &target.below), hint(&ABOVE, &target.above));
        Some(Hints { id: Arc::clone(&target.id), below: below.ok()?, above: above.ok()? })
    }))
}

/// The words of one of two poses.
struct PoseWords {
    id: String,
    title: Option<String>,
    say: Option<String>,
    hints: Vec<Hints>,
}

/// The words of the original's poses, each under its pose's id.
fn poses(field: &Field<'_>, original: &Stretch) -> Option<Vec<PoseWords>> {
    let poses: Vec<&TargetPose> = original.poses.iter().flatten().collect();
    every(field.open_table()?.into_iter().map(|(id, place, field)| {
        let Some(pose) = poses.iter().find(|pose| pose.id == id) else {
            let known = poses.iter().map(|pose| pose.id.as_str());
            field.report_at(place, &Fault::unknown_word(&vocabulary::POSE, id, known));
            return None;
        };
        let table = field.table("a pose's words", &POSE_KEYS)?;
        let title = table.optional(&TITLE, |field| field.text(LONGEST_TITLE));
        let say = table.optional(&SAY, |field| field.text(LONGEST_SAY));
        let own = pose.targets.get(original.targets.len()..).unwrap_or_default();
        let hints = table.optional(&TARGET, |field| hints(field, own));
        Some(PoseWords {
            id: pose.id.clone(),
            title: title.ok()?,
            say: say.ok()?,
            hints: hints.ok()?.unwrap_or_default(),
        })
    }))
}

/// A list of as many texts as the original has.
fn as_many(field: &Field<'_>, wanted: usize, longest: usize) -> Option<Vec<String>> {
    // One text of a list of one may stand by itself, as in the original.
    let texts = if field.is_list() { field.texts(longest) } else { field.text(longest).map(|text| vec![text]) }?;
    if texts.len() == wanted {
        return Some(texts);
    }
    field.report(&TranslationProblem::NotAsMany { found: texts.len(), wanted });
    None
}

/// Notes a problem where the original says nothing that could be translated.
fn of_something(field: &Field<'_>, key: &Key, there: bool) -> Option<()> {
    if !there {
        field.report(&TranslationProblem::NoOriginal { key: key.name });
    }
    there.then_some(())
}

/// What can be wrong with a translation and with no other file.
enum TranslationProblem {
    /// A text that the original has not: nobody would ever hear it.
    NoOriginal { key: &'static str },
    /// A list that is shorter or longer than the original's.
    NotAsMany { found: usize, wanted: usize },
}

impl Diagnostic for TranslationProblem {
    fn diagnosis(&self, _: &Format) -> Diagnosis {
        match self {
            Self::NoOriginal { key } => Diagnosis::wrong(
                "no-original",
                format!("the original has no `{key}` here, so nobody would hear this one"),
                "of what?",
                "leave it out, or add it to the original first",
            ),
            Self::NotAsMany { found, wanted } => Diagnosis::wrong(
                "not-as-many",
                format!("the original has {wanted} of these, the translation {found}"),
                format!("{wanted} in the original"),
                "translate each of them, in the same order",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch_file::Library;
    use crate::toml_check::{Problem, Style};

    fn original(id: &str) -> Arc<Stretch> {
        Library::embedded().unwrap().stretch(id).unwrap()
    }

    fn wrong(id: &str, text: &str) -> Problems {
        translate_stretch(&original(id), "es/it.toml", text).unwrap_err()
    }

    fn codes(id: &str, text: &str) -> Vec<String> {
        wrong(id, text).all().iter().map(|problem| problem.code().replace("translation::", "")).collect()
    }

    #[test]
    fn what_is_not_translated_stays_as_it_is() {
        let sphinx = original("sphinx");
        let words = "title = 'Esfinge'\n[target.elbow]\nbelow = 'Más lejos.'\n";
        let translated = translate_stretch(&sphinx, "es/sphinx.toml", words).unwrap();
        assert_eq!(translated.title, "Esfinge");
        let of = |stretch: &Stretch, id: &str| {
            stretch
                .targets
                .iter()
                .find(|target| *target.id == *id)
                .map(|found| (found.below.clone(), found.above.clone()))
        };
        let (below, above) = of(&translated, "elbow").unwrap();
        assert_eq!(below.as_deref(), Some("Más lejos."));
        assert_eq!(above, of(&sphinx, "elbow").unwrap().1);
        let mut back = translated;
        back.title.clone_from(&sphinx.title);
        back.targets.clone_from(&sphinx.targets);
        assert_eq!(back, *sphinx, "nothing but words is changed");
    }

    #[test]
    fn what_holds_in_both_poses_is_translated_in_each() {
        let words = "[target.elbow]\nbelow = 'Brazos largos.'\n\
            [pose.cow]\nsay = 'Baja el vientre.'\n[pose.cow.target.head]\nabove = 'Barbilla arriba.'\n";
        let cat_cow = original("cat-cow");
        let translated = translate_stretch(&cat_cow, "es/cat-cow.toml", words).unwrap();
        let [cat, cow] = translated.poses.as_ref().unwrap();
        for targets in [&translated.targets, &cat.targets, &cow.targets] {
            let elbow = targets.iter().find(|target| &*target.id == "elbow").unwrap();
            assert_eq!(elbow.below.as_deref(), Some("Brazos largos."));
        }
        let head = |pose: &TargetPose| pose.targets.iter().find(|target| &*target.id == "head").cloned().unwrap();
        assert_eq!(head(cow).above.as_deref(), Some("Barbilla arriba."));
        let originals = cat_cow.poses.as_ref().unwrap();
        assert_eq!(head(cat), head(&originals[0]), "the other pose has a head of its own");
        assert_eq!((cow.say.as_str(), &cow.title), ("Baja el vientre.", &originals[1].title));
    }

    #[test]
    fn a_damaged_translation_names_line_and_remedy() {
        let text = "title = 'Esfinge'\nsafety = ['Para si te duele.']\n[target.elbo]\nbelow = 'Más lejos.'\n";
        let problems = wrong("sphinx", text);
        let found: Vec<_> = problems.all().iter().map(|problem| (problem.code(), problems.line(problem))).collect();
        let expected = [("translation::not-as-many", 2), ("translation::unknown-target", 3)];
        assert_eq!(found, expected.map(|(code, line)| (code.to_owned(), line)));
        let shown = problems.render(Style::PLAIN);
        assert!(shown.contains("did you mean `elbow`?") && shown.contains("in the same order"), "{shown}");
    }

    #[test]
    fn what_nobody_would_hear_is_a_problem() {
        for (id, text, expected) in [
            ("sphinx", "titel = 'Esfinge'", "unknown-key"),
            ("sphinx", "measure = 'hip'", "unknown-key"),
            ("sphinx", "guided = 'Respira.'", "no-original"),
            ("sphinx", "[target.hip]\nabove = 'Baja.'", "no-original"),
            ("sphinx", "[target.hip]\nrange = [1, 2]", "unknown-key"),
            ("sphinx", "[pose.cat]\nsay = 'Arriba.'", "unknown-pose"),
            ("cat-cow", "[pose.cat.target.hollow]\nabove = 'Baja.'", "unknown-target"),
            ("cat-cow", "[pose.dog]\nsay = 'Guau.'", "unknown-pose"),
            ("sphinx", "[[target]]\nbelow = 'Baja.'", "wrong-type"),
            ("sphinx", "eases = ['zona lumbar']", "not-as-many"),
            ("sphinx", "praise = ''", "empty"),
            ("sphinx", "title = 'Esfinge", "syntax"),
            ("sphinx", "# Esfinge", "empty-file"),
        ] {
            assert_eq!(codes(id, text), [expected], "{text}");
        }
        let long = format!("[target.hip]\nbelow = '{}'", "x".repeat(LONGEST_HINT + 1));
        assert_eq!(codes("sphinx", &long), ["too-long"]);
    }

    #[test]
    fn a_routine_has_two_texts() {
        let routine = Library::embedded().unwrap().default_routine().unwrap();
        let translated = translate_routine(&routine, "es/it.toml", "title = 'Suave'").unwrap();
        assert_eq!((translated.title.as_str(), &translated.about), ("Suave", &routine.about));
        let problems = translate_routine(&routine, "es/it.toml", "about = ''\nstep = []").unwrap_err();
        let codes: Vec<_> = problems.all().iter().map(Problem::code).collect();
        assert_eq!(codes, ["translation::empty", "translation::unknown-key"]);
    }
}
