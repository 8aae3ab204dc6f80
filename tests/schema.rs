//! The JSON Schema says what the reader says: our own files pass both, damaged ones neither.

#![allow(clippy::disallowed_methods, reason = "a test reads its cases from files")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail the test")]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};
use supple::stretch_file::FileKind;
use supple::stretch_file::Library;
use supple::stretch_file::Template;
use supple::stretch_file::kind_of;
use supple::stretch_file::schema;
use supple::toml_check::Problem;
use supple::toml_check::Style;

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|found| found == "toml")).collect();
    files.sort();
    files
}

/// Our own files and the templates.
fn good_texts() -> Vec<String> {
    let files = ["routines", "routines/stretches"].into_iter().flat_map(toml_files);
    let texts = files.map(|path| fs::read_to_string(path).unwrap());
    let templates = [Template::OnePose, Template::TwoPoses, Template::Moved, Template::Routine];
    texts.chain(templates.map(|template| template.text("my-own", None))).collect()
}

struct Judges {
    library: Library,
    stretch: Validator,
    routine: Validator,
}

impl Judges {
    fn new() -> Self {
        let library = Library::embedded().unwrap();
        let validator = |kind| jsonschema::draft202012::new(&schema(kind, &library)).unwrap();
        let (stretch, routine) = (validator(FileKind::Stretch), validator(FileKind::Routine));
        Self { library, stretch, routine }
    }

    /// What the schema has against it.
    fn complaints(&self, kind: FileKind, file: &Value) -> Vec<String> {
        let validator = if kind == FileKind::Routine { &self.routine } else { &self.stretch };
        validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }
}

#[test]
fn the_schemas_are_schemas() {
    let library = Library::embedded().unwrap();
    for kind in [FileKind::Stretch, FileKind::Routine] {
        let schema = schema(kind, &library);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{kind}");
    }
}

#[test]
fn our_own_files_and_the_templates_fit() {
    let judges = Judges::new();
    for text in good_texts() {
        let complaints = judges.complaints(kind_of(&text), &toml::from_str(&text).unwrap());
        assert!(complaints.is_empty(), "{complaints:#?} in\n{text}");
    }
}

/// A file with one thing wrong, and what that is.
struct Damaged {
    file: Value,
    how: String,
}

/// Every way of damaging one table or value of `file`, wherever it stands.
fn damaged(file: &Value) -> Vec<Damaged> {
    let mut all = Vec::new();
    let mut pointers = vec![String::new()];
    while let Some(pointer) = pointers.pop() {
        let mut with = |value: Value, how: &str| {
            let mut file = file.clone();
            *file.pointer_mut(&pointer).unwrap() = value;
            all.push(Damaged { file, how: format!("{pointer}: {how}") });
        };
        match file.pointer(&pointer).unwrap() {
            Value::Object(members) => {
                let mut more = members.clone();
                more.insert("surprise".to_owned(), json!(1));
                with(Value::Object(more), "an unknown key");
                pointers.extend(members.keys().map(|key| format!("{pointer}/{key}")));
            }
            Value::Array(items) => {
                with(json!({"a": 1}), "a table for a list");
                pointers.extend((0..items.len()).map(|index| format!("{pointer}/{index}")));
            }
            Value::String(_) => {
                with(json!(7), "a number for a text");
                with(json!(""), "an empty text");
                with(json!("x".repeat(300)), "a text without an end");
            }
            Value::Number(_) => {
                with(json!("7"), "a text for a number");
                with(json!(1e6), "a number without measure");
            }
            Value::Bool(_) => with(json!("yes"), "a text for a flag"),
            Value::Null => {}
        }
    }
    all
}

#[test]
fn what_damages_a_file_is_told_by_both() {
    let judges = Judges::new();
    let mut tried = 0;
    for text in good_texts() {
        let kind = kind_of(&text);
        for Damaged { file, how } in damaged(&toml::from_str(&text).unwrap()) {
            let damaged = toml::to_string(&file).unwrap();
            if kind_of(&damaged) != kind {
                continue;
            }
            assert!(judges.library.read("damaged.toml", &damaged).is_err(), "{how}: good to the reader\n{damaged}");
            // Routines may name stretches that did not exist when the schema was made.
            if how.starts_with("/step/") && how.contains("/stretch: a text without") {
                continue;
            }
            assert!(!judges.complaints(kind, &file).is_empty(), "{how}: good to the schema\n{damaged}");
            tried += 1;
        }
    }
    assert!(tried > 500, "only {tried} files were damaged");
}

#[test]
fn a_missing_key_is_told_by_both_or_by_neither() {
    let judges = Judges::new();
    for text in good_texts() {
        let (kind, file): (_, Value) = (kind_of(&text), toml::from_str(&text).unwrap());
        let mut tables = vec![String::new()];
        while let Some(pointer) = tables.pop() {
            match file.pointer(&pointer).unwrap() {
                Value::Object(members) => {
                    for key in members.keys() {
                        let mut without = file.clone();
                        without.pointer_mut(&pointer).and_then(Value::as_object_mut).unwrap().remove(key);
                        let toml = toml::to_string(&without).unwrap();
                        // What other values make of it is for the reader: which side is worked, or two of a name.
                        if kind_of(&toml) != kind || matches!(key.as_str(), "side" | "sides" | "id" | "end") {
                            continue;
                        }
                        let read = judges.library.read("less.toml", &toml);
                        let fits = judges.complaints(kind, &without).is_empty();
                        let why = read.as_ref().err().map(|problems| problems.render(Style::PLAIN));
                        let beyond = ["poses-alike", "no-end"];
                        let is_alike = why.as_ref().is_some_and(|why| beyond.iter().any(|code| why.contains(code)));
                        assert!(read.is_ok() == fits || is_alike, "{pointer}/{key}: the schema says {fits}\n{why:?}");
                        tables.push(format!("{pointer}/{key}"));
                    }
                }
                Value::Array(items) => tables.extend((0..items.len()).map(|index| format!("{pointer}/{index}"))),
                _ => {}
            }
        }
    }
}

/// What a schema can tell: the rest has to do with two values or with other files.
const TOLD: [&str; 18] = [
    "bad-id",
    "bad-pose-id",
    "empty",
    "guided-movement",
    "hold-and-tempo",
    "missing-hint",
    "missing-key",
    "no-must-target",
    "not-finite",
    "out-of-bounds",
    "tempo-without-poses",
    "too-long",
    "two-poses",
    "unknown-camera-side",
    "unknown-key",
    "unknown-landmark",
    "unknown-measure",
    "unknown-position",
];

#[test]
fn our_bad_files_do_not_fit_where_a_schema_can_tell() {
    let judges = Judges::new();
    let mut refused = 0;
    for path in toml_files("tests/bad_files") {
        let text = fs::read_to_string(&path).unwrap();
        let Ok(file) = toml::from_str::<Value>(&text) else { continue };
        let Err(problems) = judges.library.read("bad.toml", &text) else { panic!("{} is good", path.display()) };
        let codes: Vec<_> = problems.all().iter().map(Problem::code).collect();
        let can_tell = codes.iter().any(|code| TOLD.iter().any(|told| code.ends_with(&format!("::{told}"))));
        if can_tell {
            assert!(!judges.complaints(kind_of(&text), &file).is_empty(), "{}: {codes:?}", path.display());
            refused += 1;
        }
    }
    assert!(refused >= 8, "only {refused} bad files have something that a schema can tell");
}
