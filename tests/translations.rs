//! Stretches and routines in other languages: nothing is missing, nothing is left over, and it is the same stretch.

#![allow(clippy::disallowed_methods, reason = "a test reads the files that it checks")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use supple::language::Language;
use supple::stretch::{Stretch, Target};
use supple::stretch_file::Library;
use supple::toml_check::Style;
use toml::{Table, Value};

/// Keys of texts that a person reads or hears.
const WORDS: [&str; 11] =
    ["about", "above", "below", "cannot_judge", "eases", "guided", "praise", "safety", "say", "setup", "title"];
/// Keys of texts that only the program reads.
const NO_WORDS: [&str; 8] = ["articles", "deeper", "id", "measure", "position", "see", "side", "stretch"];

fn translated() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| *language != Language::English)
}

fn library(language: Language) -> Library {
    Library::in_language(language, &[]).unwrap_or_else(|wrong| {
        panic!("{}", wrong.iter().map(|problems| problems.render(Style::PLAIN)).collect::<String>())
    })
}

fn routines() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("routines")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    files
}

fn table(path: &Path) -> Table {
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Where each text of words stands, in an original and in a translation alike, such as `pose.cat.target.head.above`.
fn words(table: &Table, place: &str, found: &mut BTreeMap<String, Vec<String>>) {
    for (key, value) in table {
        let place = format!("{place}{key}");
        match value {
            Value::Table(inner) => words(inner, &format!("{place}."), found),
            Value::Array(list) if list.iter().any(Value::is_table) => {
                for entry in list.iter().filter_map(Value::as_table) {
                    words(entry, &format!("{place}.{}.", id(key, entry)), found);
                }
            }
            Value::String(_) | Value::Array(_) if WORDS.contains(&key.as_str()) => {
                let texts = value.as_array().map_or_else(|| vec![value.clone()], Clone::clone);
                found.insert(place, texts.iter().map(|text| text.as_str().unwrap().to_owned()).collect());
            }
            Value::String(_) => assert!(NO_WORDS.contains(&key.as_str()), "is {place} something to translate?"),
            _ => {}
        }
    }
}

/// What a translation calls a table of the original's by.
fn id(key: &str, table: &Table) -> String {
    let text = |key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
    let measured = || match text("side").filter(|side| side != "near") {
        Some(side) => format!("{side}_{}", text("measure").unwrap_or_default()),
        None => text("measure").unwrap_or_default(),
    };
    if key == "step" { text("stretch").unwrap() } else { text("id").unwrap_or_else(measured) }
}

fn words_of(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    words(&table(path), "", &mut found);
    found
}

#[test]
fn every_text_of_every_file_is_translated_and_no_other() {
    let mut texts = 0;
    for language in translated() {
        for folder in ["", "stretches"] {
            let (originals, translations) = (routines().join(folder), routines().join(language.code()).join(folder));
            let names = |folder: &Path| -> Vec<_> {
                files(folder).iter().map(|path| path.file_name().unwrap().to_owned()).collect()
            };
            assert_eq!(names(&originals), names(&translations), "{language:?}");
            for original in files(&originals) {
                let name = original.file_name().unwrap();
                let (original, translation) = (words_of(&original), words_of(&translations.join(name)));
                let places = |words: &BTreeMap<String, Vec<String>>| -> Vec<(String, usize)> {
                    words.iter().map(|(place, texts)| (place.clone(), texts.len())).collect()
                };
                assert_eq!(places(&original), places(&translation), "{}", name.display());
                for (place, english) in &original {
                    for (english, text) in english.iter().zip(&translation[place]) {
                        assert_ne!(english, text, "{}: {place} is in English", name.display());
                        texts += 1;
                    }
                }
            }
        }
    }
    assert!(texts > 600, "only {texts} texts were compared");
}

#[test]
fn it_is_the_same_stretch_in_other_words() {
    fn without_words(stretch: &Stretch) -> Stretch {
        let mut bare = stretch.clone();
        let unsaid = |targets: &mut Vec<Target>| {
            for target in targets {
                target.below = target.below.take().map(|_| "".into());
                target.above = target.above.take().map(|_| "".into());
            }
        };
        for text in [&mut bare.title, &mut bare.setup, &mut bare.praise] {
            text.clear();
        }
        bare.eases.clear();
        bare.safety.clear();
        bare.cannot_judge = bare.cannot_judge.map(|_| String::new());
        bare.guided = bare.guided.map(|_| String::new());
        unsaid(&mut bare.targets);
        for pose in bare.poses.iter_mut().flatten() {
            unsaid(&mut pose.targets);
            pose.title.clear();
            pose.say.clear();
        }
        bare
    }
    let english = library(Language::English);
    for language in translated() {
        let other = library(language);
        assert_eq!(english.stretches().count(), other.stretches().count());
        for (one, two) in english.stretches().zip(other.stretches()) {
            assert_eq!(without_words(one), without_words(two), "{language:?}");
        }
        for (one, two) in english.routines().zip(other.routines()) {
            let steps = |routine: &supple::stretch::Routine| -> Vec<_> {
                routine.steps.iter().map(|step| (step.stretch.id.clone(), step.dose)).collect()
            };
            assert_eq!((&one.id, steps(one)), (&two.id, steps(two)));
            for step in &two.steps {
                assert_eq!(
                    Some(&step.stretch),
                    other.stretch(&step.stretch.id).as_ref(),
                    "{} in {}",
                    step.stretch.id,
                    two.id
                );
            }
        }
    }
}

/// What is suggested to somebody goes by what stretches ease, so that two areas that differ in English differ in every language.
#[test]
fn areas_are_the_same_areas_in_every_language() {
    let english = library(Language::English);
    for language in translated() {
        let other = library(language);
        let (mut there, mut back) = (BTreeMap::new(), BTreeMap::new());
        for (one, two) in english.stretches().zip(other.stretches()) {
            for (area, words) in one.eases.iter().zip(&two.eases) {
                assert_eq!(there.entry(area.clone()).or_insert_with(|| words.clone()), words, "{}", one.id);
                assert_eq!(back.entry(words.clone()).or_insert_with(|| area.clone()), area, "{}", one.id);
            }
        }
        assert!(there.len() > 10, "{there:?}");
    }
}

#[test]
fn names_are_found_in_the_language_in_english_and_without_accents() {
    let spanish = library(Language::Spanish);
    for name in ["childs-pose", "Postura del niño", "postura del nino", "POSTURA_DEL_NIÑO", "Child's pose"] {
        assert_eq!(spanish.resolve(name).unwrap().id(), "childs-pose", "{name}");
    }
    assert_eq!(spanish.resolve("Semana suave 1: boca arriba").unwrap().id(), "gentle-week-1");
    assert_eq!(spanish.resolve("Evening wind-down").unwrap().id(), "evening-wind-down");
    let slip = spanish.resolve("esfinje").unwrap_err();
    assert_eq!(slip.nearest.as_deref(), Some("sphinx"));
    for language in Language::ALL {
        let library = library(language);
        let mut titles = BTreeSet::new();
        let all = library.stretches().map(|stretch| (&stretch.id, &stretch.title));
        for (id, title) in all.chain(library.routines().map(|routine| (&routine.id, &routine.title))) {
            assert_eq!(library.resolve(title).unwrap().id(), id, "{title} is something else's name too");
            assert!(titles.insert(title.to_lowercase()), "{title} twice");
        }
    }
}

const MINE: &str = "title = 'Mío'\neases = ['espalda']\nposition = 'prone'\n\
    camera = { see = 'side', distance_m = 2, height_m = 0.5 }\ndose = { hold_s = 20, reps = 1, rest_s = 0 }\n\
    setup = 'Boca abajo.'\nsafety = 'Con suavidad.'\n\
    [[target]]\nmeasure = 'knee'\nrange = [150, 180]\nmust = true\nbelow = 'Estira.'\n";

#[test]
fn ones_own_keep_their_words_and_what_they_leave_unsaid_is_said_in_the_language() {
    let routine = "title = 'Mi tarde'\nabout = 'Lento.'\n[[step]]\nstretch = \"Child's pose\"\n[[step]]\nstretch = 'gato y vaca'\n";
    let files = [("own/sphinx.toml", MINE), ("own/tarde.toml", routine)];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let spanish = Library::in_language(Language::Spanish, &files).unwrap();
    assert_eq!(spanish.broken(), [], "a routine may name a stretch in English or in Spanish");
    let mine = spanish.stretch("sphinx").unwrap();
    assert_eq!((mine.title.as_str(), mine.setup.as_str()), ("Mío", "Boca abajo."), "not our translation");
    assert_eq!(mine.praise, "Bien. Quédate aquí y sigue respirando.");
    let read = spanish.read("own/other.toml", MINE).unwrap();
    assert_eq!(read.stretch().unwrap().praise, mine.praise);
    let steps = &spanish.routine("Mi tarde").unwrap().steps;
    assert_eq!(steps[0].stretch.title, "Postura del niño");
}
