//! What is exported is what was remembered, in forms that others read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use supple::export::{Exported, Format, write};
use supple::history::{PastSession, Span};

use crate::{history_json, past_year};

fn exported(format: Format, sessions: &[PastSession]) -> String {
    let mut text = Vec::new();
    let span = Span::default();
    let questionnaires = if sessions.is_empty() { Vec::new() } else { past_year::questionnaires() };
    let comfort = if sessions.is_empty() { Vec::new() } else { past_year::comfort() };
    let (span, questionnaires, comfort) = (&span, &questionnaires[..], &comfort[..]);
    write(format, &Exported { program: "0.1.0", span, sessions, questionnaires, comfort }, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn document(format: Format, sessions: &[PastSession]) -> Value {
    serde_json::from_str(&exported(format, sessions)).unwrap()
}

#[test]
fn json_has_everything_and_loses_nothing() {
    let year = past_year::year();
    assert!(year.len() > 150);
    let document = document(Format::Json, &year);
    assert_eq!(history_json::sessions(&document), year);
    assert_eq!(history_json::questionnaires(&document), past_year::questionnaires());
    assert_eq!(history_json::comfort(&document), past_year::comfort());
}

#[test]
fn json_keeps_to_its_schema_which_is_strict() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/history.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let complaints = |document: &Value| -> Vec<String> {
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
    };
    let good = document(Format::Json, &past_year::year());
    assert_eq!(complaints(&good), Vec::<String>::new());
    assert_eq!(complaints(&document(Format::Json, &[])), Vec::<String>::new());
    for (place, bad) in [
        ("/version", json!(2)),
        ("/sessions/0/pain_before", json!(11)),
        ("/sessions/0/began", json!("yesterday")),
        ("/sessions/0/holds/0/course", json!("done")),
        ("/sessions/0/holds/0/held_s", json!(-1)),
        ("/sessions/0/holds/0/measures/0/deeper", json!("further")),
        ("/sessions/0/holds/0/measures/0", json!({})),
        ("/sessions/0/end", json!({"at_s": 1})),
        ("/questionnaires/0/answers/0", json!(1)),
    ] {
        let mut damaged = good.clone();
        *damaged.pointer_mut(place).unwrap() = bad;
        assert!(!complaints(&damaged).is_empty(), "{place}");
    }
}

#[test]
fn the_table_is_one_that_a_spreadsheet_reads() {
    let year = past_year::year();
    let text = exported(Format::Csv, &year);
    assert!(!text.starts_with('\u{feff}') && text.ends_with("\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "RFC 4180 ends lines so");
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let columns = table.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, name: &str| {
        row[columns.iter().position(|known| known == name).unwrap_or_else(|| panic!("{name}"))].to_owned()
    };
    let of_kind = |kind: &str| rows.iter().filter(|row| cell(row, "row") == kind).collect::<Vec<_>>();
    assert_eq!(of_kind("session").len(), year.len());
    assert_eq!(of_kind("hold").len(), year.iter().map(|session| session.holds.len()).sum::<usize>());
    assert_eq!(of_kind("repetition").len(), year.iter().map(|session| session.repetitions.len()).sum::<usize>());
    assert_eq!(of_kind("questionnaire").iter().map(|row| cell(row, "score")).collect::<Vec<_>>(), ["11", "6", "4"]);
    assert_eq!(of_kind("hurt").len(), year.iter().map(|session| session.hurts.len()).sum::<usize>());
    // Each number stands once: a sum over a whole column is right.
    let sum: f64 = rows.iter().filter_map(|row| cell(row, "held_s").parse::<f64>().ok()).sum();
    let held: f64 = year.iter().flat_map(|session| &session.holds).map(|hold| hold.held.as_secs_f64()).sum();
    assert!((sum - held).abs() < 0.5, "{sum} against {held}");
    for row in &rows {
        let date = cell(row, "date");
        assert!(chrono::NaiveDate::parse_from_str(&date, "%Y-%m-%d").is_ok(), "{date}");
        assert!(chrono::DateTime::parse_from_rfc3339(&cell(row, "time")).is_ok());
        assert_eq!(cell(row, "version"), "1");
        for (name, cell) in columns.iter().zip(row) {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@']), "{name}: {cell} would be carried out");
        }
    }
    assert!(rows.iter().any(|row| cell(row, "title") == "'=Cat, \"cow\""), "a title that looks like a formula");
    assert_eq!(exported(Format::Csv, &[]).lines().count(), 1, "a header even of nothing");
}

#[test]
fn docs_name_every_column() {
    let docs = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/export.md")).unwrap();
    let text = exported(Format::Csv, &[]);
    let named: BTreeSet<&str> = text.trim_end().split(',').filter(|name| docs.contains(&format!("`{name}`"))).collect();
    let all: BTreeSet<&str> = text.trim_end().split(',').collect();
    assert_eq!(named, all, "docs/export.md names them all");
}

/// What somebody else's reading of the FHIR standard has against it.
fn fhir_complaints(text: &str) -> Vec<String> {
    match fhirkit::from_json::<fhirkit::r4::Resource>(text) {
        Ok((_, issues)) => issues.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn fhir_is_valid_r4_by_somebody_elses_reading() {
    let year = past_year::year();
    let text = exported(Format::Fhir, &year);
    assert_eq!(fhir_complaints(&text), Vec::<String>::new());
    assert_eq!(fhir_complaints(&exported(Format::Fhir, &[])), Vec::<String>::new());
    // It would be noticed.
    let good: Value = serde_json::from_str(&text).unwrap();
    for (place, bad) in [
        ("/type", json!(["collection"])),
        ("/entry/1/resource/category", json!("survey")),
        ("/entry/1/resource/valueString", json!("a second value")),
        ("/entry/1/resource/subjekt", json!({"reference": "Patient/1"})),
        ("/entry/1/resource/status", json!(7)),
        ("/entry/1/resource/code", Value::Null),
        ("/entry/1/resource/effectiveDateTime", json!("yesterday")),
        ("/entry/1/resource/valueQuantity/value", json!("3")),
        ("/entry/1/resource/device", json!("a webcam")),
    ] {
        let mut damaged = good.clone();
        let (object, key) = place.rsplit_once('/').unwrap();
        damaged.pointer_mut(object).unwrap()[key] = bad;
        assert!(!fhir_complaints(&damaged.to_string()).is_empty(), "{place}");
    }
}

#[test]
fn fhir_says_what_was_measured_of_whom_and_when() {
    let year = past_year::year();
    let bundle = document(Format::Fhir, &year);
    let entries = bundle["entry"].as_array().unwrap();
    let addresses: BTreeSet<&str> = entries.iter().map(|entry| entry["fullUrl"].as_str().unwrap()).collect();
    assert_eq!(addresses.len(), entries.len(), "each has an address of its own");
    assert_eq!((&bundle["resourceType"], &bundle["type"]), (&json!("Bundle"), &json!("collection")));
    let patient = &entries[0];
    assert_eq!(patient["resource"], json!({"resourceType": "Patient"}), "nothing tells who it is");
    let observations: Vec<&Value> = entries[1..].iter().map(|entry| &entry["resource"]).collect();
    for observation in &observations {
        assert_eq!(observation["subject"]["reference"], patient["fullUrl"]);
        assert_eq!((&observation["resourceType"], &observation["status"]), (&json!("Observation"), &json!("final")));
        let category = observation["category"][0]["coding"][0]["code"].as_str();
        assert!(matches!(category, Some("survey" | "activity")), "{observation}");
        for member in observation["hasMember"].as_array().into_iter().flatten() {
            assert!(addresses.contains(member["reference"].as_str().unwrap()), "{member} leads nowhere");
        }
    }
    let pains: Vec<(&Value, &Value)> = observations
        .iter()
        .filter(|observation| observation["code"]["coding"][0]["code"] == "72514-3")
        .map(|observation| (&observation["valueQuantity"]["value"], &observation["effectiveDateTime"]))
        .collect();
    let expected = year.iter().map(|session| [session.pain_before, session.pain_after].iter().flatten().count());
    assert_eq!(pains.len(), expected.sum::<usize>());
    let first = year.iter().find_map(|session| session.pain_before.map(|pain| (pain, session.about.began))).unwrap();
    assert_eq!(pains[0].0, &json!(first.0.score()));
    assert_eq!(chrono::DateTime::parse_from_rfc3339(pains[0].1.as_str().unwrap()).unwrap(), first.1);
    let scores: Vec<&Value> = observations
        .iter()
        .filter(|observation| {
            observation["code"]["text"].as_str().is_some_and(|text| text.starts_with("Roland-Morris"))
        })
        .map(|observation| &observation["valueQuantity"]["value"])
        .collect();
    assert_eq!(scores, [&json!(11), &json!(6), &json!(4)]);
    let measured = &year[0].holds[0].measures[0];
    let angle = observations
        .iter()
        .find(|observation| observation["code"]["text"].as_str().is_some_and(|text| text.starts_with("hip angle")))
        .unwrap();
    assert_eq!(angle["valueQuantity"]["code"], "deg");
    let value = angle["valueQuantity"]["value"].as_f64().unwrap();
    assert!((value - measured.typical).abs() <= 0.05, "{value} against {}", measured.typical);
    assert_eq!(angle["component"][0]["valueQuantity"]["value"], json!(5.0), "how sure it is");
    let held = observations
        .iter()
        .find(|observation| observation["code"]["text"] == "Time held in a stretch: Hip fold")
        .unwrap();
    assert_eq!((&held["valueQuantity"]["code"], held["hasMember"].as_array().unwrap().len()), (&json!("s"), 2));
}

#[test]
fn the_same_history_is_exported_the_same() {
    let year = past_year::year();
    for format in [Format::Csv, Format::Json, Format::Fhir] {
        assert_eq!(exported(format, &year), exported(format, &year));
    }
}

/// The program with a history of four days.
struct Rememberer {
    folder: tempfile::TempDir,
}

impl Rememberer {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        past_year::keep(&folder.path().join("data"), &past_year::beginning());
        Self { folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_supple"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("SUPPLE_DATA", self.folder.path().join("data"))
            .env("LANGUAGE", "en")
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    }

    /// The names of what lies in the folder beside the history.
    fn files(&self) -> BTreeSet<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "data").collect()
    }
}

fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stdout.clone()).unwrap() + &String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_program_exports_what_it_remembers() {
    let (person, kept) = (Rememberer::new(), past_year::beginning());
    let (code, json) = said(&person.run(&["export", "--format", "json"]));
    assert_eq!(code, Some(0), "{json}");
    let document: Value = serde_json::from_str(&json).unwrap();
    let ids = |sessions: Vec<PastSession>| sessions.into_iter().map(|session| session.about.began).collect::<Vec<_>>();
    let of_json = history_json::sessions(&document);
    assert_eq!(of_json[0].holds.len(), kept[0].holds.len());
    assert_eq!(ids(of_json), ids(kept.clone()));
    // A part of it.
    let day = kept[1].about.began.date_naive().to_string();
    let (_, part) = said(&person.run(&["export", "--format", "json", "--since", &day, "--until", &day]));
    assert_eq!(history_json::sessions(&serde_json::from_str(&part).unwrap()).len(), 1, "{part}");
    // On standard output a table ends its lines as in a file.
    let table = person.run(&["export", "--format", "csv"]).stdout;
    assert_eq!(person.run(&["export", "--format", "csv", "--out", "a.csv"]).status.code(), Some(0));
    assert_eq!(std::fs::read(person.folder.path().join("a.csv")).unwrap(), table);
    assert!(table.windows(2).any(|pair| pair == b"\r\n") && !table.windows(2).any(|pair| pair == b"\\u"));
    let (_, fhir) = said(&person.run(&["export", "--format", "fhir"]));
    assert_eq!(fhir_complaints(&fhir), Vec::<String>::new());
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let person = Rememberer::new();
    let file = person.folder.path().join("mine.txt");
    std::fs::write(&file, "mine").unwrap();
    for arguments in [&["export", "--format", "csv", "--out", "mine.txt"][..], &["report", "--out", "mine.txt"]] {
        let (code, words) = said(&person.run(arguments));
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains("mine.txt") && words.contains("stays as it is") && words.contains("try:"), "{words}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    }
    let span = ["report", "--until", "2025-12-31"];
    for _ in 0..2 {
        let (code, words) = said(&person.run(&span));
        assert!(code == Some(0) && words.contains("The report is in supple-report-"), "{words}");
    }
    let files = person.files();
    assert_eq!(files.len(), 3, "the second of a day has a name of its own: {files:?}");
    assert!(files.iter().any(|name| name.ends_with("-2.html")), "{files:?}");
}

#[test]
fn without_a_history_the_report_says_what_to_do() {
    let person = Rememberer { folder: tempfile::tempdir().unwrap() };
    let (code, words) = said(&person.run(&["report"]));
    assert!(code == Some(1) && words.contains("nothing to report") && words.contains("try:"), "{words}");
    let (code, words) = said(&person.run(&["export", "--format", "csv"]));
    assert_eq!((code, words.lines().count()), (Some(0), 1), "a table of nothing: {words}");
    let (code, words) = said(&person.run(&["report", "--since", "2026-02-01", "--until", "2026-01-01"]));
    assert!(code == Some(2) && words.contains("--since 2026-02-01 is after"), "{words}");
    assert_eq!(person.files(), BTreeSet::new(), "looking makes nothing");
}
