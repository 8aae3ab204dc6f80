//! What the program says is in every language: no text is missing, none is left over, and no room says anything of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use supple::language::Language;
use supple::measure::Measure;

/// Rooms that speak to a person, and have their words from `wording`.
const ROOMS: [&str; 6] = ["view", "host", "speech", "report", "coach", "judge"];
/// What they may say themselves: no sentence of it is for a person to read.
const OWN: [&str; 1] = [
    // The colour schemes of the report, for a browser.
    "light dark",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The texts of a language: file, name, and the facts that each asks for.
fn texts(language: Language) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(root().join("wording").join(language.code())).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let resource = parse(fs::read_to_string(&path).unwrap());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut facts = BTreeSet::new();
                    add_facts(message.value.as_ref().unwrap(), &mut facts);
                    let name = message.id.name.clone();
                    let is_new = texts.insert((file.clone(), name.clone()), facts).is_none();
                    assert!(is_new, "{file}: {name} stands there twice");
                }
                Entry::Comment(_) => {}
                other => panic!("{file}: {other:?}"),
            }
        }
    }
    let names: BTreeSet<&String> = texts.keys().map(|(_, name)| name).collect();
    assert_eq!(names.len(), texts.len(), "a name stands in two files");
    texts
}

/// What a text asks for, wherever it stands in it.
fn add_facts(pattern: &Pattern<String>, facts: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => add_fact(inline, facts),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                add_fact(selector, facts);
                for variant in variants {
                    add_facts(&variant.value, facts);
                }
            }
        }
    }
}

fn add_fact(inline: &InlineExpression<String>, facts: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            facts.insert(id.name.clone());
        }
        InlineExpression::StringLiteral { .. } => {}
        other => panic!("{other:?}"),
    }
}

/// Every file of ours below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // The coach's stories are tests.
            if !path.ends_with("stories") {
                files(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.file_stem().is_some_and(|stem| stem == "tests" || stem == "doubles" || stem == "samples")
        {
            found.push(path);
        }
    }
}

/// A file without its tests, its remarks and what it says to those who work on it.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
    let is_code = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.contains("reason = \"") && !line.starts_with("#[error(")
    };
    text.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

/// The texts in quotation marks.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // A quotation mark as a letter.
            '\'' if letters.peek() == Some(&'"') => {
                letters.next();
            }
            '"' => {
                let mut literal = String::new();
                while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
                    literal.push(letter);
                    if letter == '\\' {
                        literal.extend(letters.next());
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_language_has_every_text_with_the_same_facts() {
    let english = texts(Language::English);
    assert!(english.len() > 300, "{}", english.len());
    for language in Language::ALL {
        let texts = texts(language);
        let missing: Vec<_> = english.keys().filter(|name| !texts.contains_key(name)).collect();
        assert!(missing.is_empty(), "{}: {missing:#?} are missing", language.code());
        let more: Vec<_> = texts.keys().filter(|name| !english.contains_key(name)).collect();
        assert!(more.is_empty(), "{}: {more:#?} are in no other language", language.code());
        for (name, facts) in &texts {
            assert_eq!(facts, &english[name], "{}: {name:?}", language.code());
        }
    }
}

#[test]
fn every_text_is_said_and_everything_that_is_said_has_a_text() {
    let known: BTreeSet<String> = texts(Language::English).into_keys().map(|(_, name)| name).collect();
    let mut all = Vec::new();
    files(&root().join("wording"), &mut all);
    all.push(root().join("wording.rs"));
    let literals: BTreeSet<String> = all.iter().flat_map(|path| literals(&code(path))).collect();
    let of_measures: BTreeSet<String> =
        Measure::ALL.iter().map(|measure| format!("measure-{}", measure.definition().name)).collect();
    let unused: Vec<_> =
        known.iter().filter(|name| !literals.contains(*name) && !of_measures.contains(*name)).collect();
    assert!(unused.is_empty(), "nobody says these: {unused:#?}");
    let is_name = |literal: &&String| {
        literal.contains('-')
            && literal.chars().all(|letter| letter.is_ascii_lowercase() || "-0123456789".contains(letter))
    };
    let missing: Vec<_> = literals.iter().filter(is_name).filter(|name| !known.contains(*name)).collect();
    assert!(missing.is_empty(), "these have no text: {missing:#?}");
    assert!(of_measures.iter().all(|name| known.contains(name)), "a measure has no name");
}

/// The English titles of measures are those of the table of measures.
#[test]
fn measures_are_called_as_their_table_says() {
    let text = fs::read_to_string(root().join("wording/en/measures.ftl")).unwrap();
    for measure in Measure::ALL {
        let definition = measure.definition();
        let line = format!("\nmeasure-{} = {}\n", definition.name, definition.title);
        assert!(text.contains(&line), "{line}");
    }
}

#[test]
fn no_room_has_words_of_its_own() {
    let mut found = Vec::new();
    for room in ROOMS {
        let mut all = Vec::new();
        files(&root().join(room), &mut all);
        for path in all {
            for literal in literals(&code(&path)) {
                // Two words in a row, as in a sentence.
                let words: Vec<&str> = literal.split(' ').collect();
                let is_word = |word: &str| {
                    let letters = word.trim_matches(|letter: char| ",.;:?!…“”()".contains(letter));
                    letters.len() > 1 && letters.chars().all(|letter| letter.is_alphabetic() || letter == '\'')
                };
                if words.windows(2).any(|pair| pair.iter().all(|word| is_word(word)))
                    && !OWN.contains(&literal.as_str())
                {
                    found.push(format!("{}: {literal}", path.strip_prefix(root()).unwrap().display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "words for a person belong to src/wording: {found:#?}");
}

/// The test above finds what it looks for.
#[test]
fn words_in_a_room_would_be_found() {
    let code = "let c = '\"'; say(\"Hold it there, please.\"); let _ = \"a \\\" b\";";
    assert_eq!(literals(code), ["Hold it there, please.", "a \\\" b"]);
}
