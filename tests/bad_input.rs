//! What the program says to every kind of bad input, against the table in docs/bad-input.md.
//!
//! Every row is run in a folder of its own: a command, what was prepared for it, the exit code and the words. Whatever comes in, the
//! program doesn't panic or hang, and every file that was there is there afterwards, byte for byte.
//!
//! `SUPPLE_BLESS=1 cargo test --test all bad_input` writes the table anew, to be read line by line before it is committed.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests prepare files, and watch for what hangs")]

mod case;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use self::case::Case;
use self::rows::KINDS;

/// Its table is between these.
const BEGIN: &str = "<!-- the table, made by tests/bad_input.rs -->\n";
const END: &str = "<!-- the table's end -->";
/// Has the table written in place of being compared.
const BLESS: &str = "SUPPLE_BLESS";

/// One kind of bad input.
struct Kind {
    title: &'static str,
    rows: fn() -> Vec<Row>,
}

/// What a row needs of the machine, to be run there.
#[derive(Clone, Copy, PartialEq)]
enum Needs {
    Nothing,
    /// ffmpeg and ONNX Runtime.
    Player,
    /// That no camera is connected.
    NoCamera,
}

impl Needs {
    fn are_met(self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Player => cfg!(have_player),
            Self::NoCamera => !fs::read_dir("/dev")
                .unwrap()
                .any(|entry| entry.unwrap().file_name().to_string_lossy().starts_with("video")),
        }
    }
}

/// One bad input.
struct Row {
    id: &'static str,
    /// What was prepared, in words.
    there: &'static str,
    command: &'static str,
    prepare: fn(&mut Case),
    needs: Needs,
}

/// A row that every machine can run.
const fn row(id: &'static str, there: &'static str, command: &'static str, prepare: fn(&mut Case)) -> Row {
    Row { id, there, command, prepare, needs: Needs::Nothing }
}

impl Row {
    const fn needing(self, needs: Needs) -> Self {
        Self { needs, ..self }
    }
}

/// Exit code and words of a row, as the table has them.
type Said = (String, String);

fn documented(document: &str) -> BTreeMap<String, (String, String, Said)> {
    let (_, table) = document.split_once(BEGIN).expect("the table begins");
    let (table, _) = table.split_once(END).expect("the table ends");
    let mut rows = BTreeMap::new();
    for line in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [id, there, command, code, words] = cells[..] else { panic!("five cells: {line}") };
        let row = (there.to_owned(), command.to_owned(), (code.to_owned(), words.to_owned()));
        assert!(rows.insert(id.trim_matches('`').to_owned(), row).is_none(), "{id} is there twice");
    }
    rows
}

/// Words as a cell has them: each line as code.
fn cell(words: &str) -> String {
    let lines: Vec<_> = words.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return "nothing".to_owned();
    }
    let code = |line: &str| {
        let ticks = if line.contains('`') { "``" } else { "`" };
        let space = if line.contains('`') { " " } else { "" };
        format!("{ticks}{space}{}{space}{ticks}", line.trim_start().replace('|', "\\|"))
    };
    lines.into_iter().map(code).collect::<Vec<_>>().join("<br>")
}

/// Runs all rows that this machine can run, some at a time.
fn run_all(rows: &[Row]) -> BTreeMap<&'static str, Result<Said, String>> {
    let (next, said) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let workers = thread::available_parallelism().map_or(2, usize::from).max(2);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if !row.needs.are_met() {
                        continue;
                    }
                    let mut case = Case::new(row.command);
                    (row.prepare)(&mut case);
                    let outcome = case.run().map(|(code, words)| (code, cell(&words)));
                    said.lock().unwrap().insert(row.id, outcome);
                }
            });
        }
    });
    said.into_inner().unwrap()
}

fn table(
    said: &BTreeMap<&'static str, Result<Said, String>>,
    before: &BTreeMap<String, (String, String, Said)>,
) -> String {
    let mut table = String::new();
    for kind in KINDS {
        write!(
            table,
            "\n## {}\n\n| | what is there | command | exit | what it says |\n|---|---|---|---|---|\n",
            kind.title
        )
        .unwrap();
        for row in (kind.rows)() {
            let known = before.get(row.id).map(|(_, _, said)| said.clone());
            let (code, words) = match said.get(row.id) {
                Some(Ok(said)) => said.clone(),
                // What can't be run here stays as it was.
                _ => known.unwrap_or_default(),
            };
            let command = format!("`supple {}`", row.command);
            writeln!(table, "| `{}` | {} | {} | {code} | {words} |", row.id, row.there, command.replace('|', "\\|"))
                .unwrap();
        }
    }
    table
}

#[test]
fn every_bad_input_gets_the_words_of_the_table_and_loses_nothing() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/bad-input.md");
    let document = fs::read_to_string(&file).unwrap().replace("\r\n", "\n");
    let before = documented(&document);
    let rows: Vec<Row> = KINDS.iter().flat_map(|kind| (kind.rows)()).collect();
    let ids: BTreeSet<_> = rows.iter().map(|row| row.id.to_owned()).collect();
    assert_eq!(ids.len(), rows.len(), "every row has a name of its own");
    assert!(rows.len() >= 60, "{} rows", rows.len());
    let said = run_all(&rows);
    let mut wrong: Vec<String> = said
        .iter()
        .filter_map(|(id, outcome)| outcome.as_ref().err().map(|trouble| format!("{id}: {trouble}")))
        .collect();
    if std::env::var_os(BLESS).is_some() {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let (head, rest) = document.split_once(BEGIN).unwrap();
        let (_, tail) = rest.split_once(END).unwrap();
        fs::write(&file, format!("{head}{BEGIN}{}\n{END}{tail}", table(&said, &before))).unwrap();
        return;
    }
    let in_document: BTreeSet<_> = before.keys().cloned().collect();
    assert_eq!(in_document, ids, "docs/bad-input.md and the test have the same rows");
    for row in &rows {
        let (there, command, wanted) = &before[row.id];
        assert_eq!((there.as_str(), command), (row.there, &format!("`supple {}`", row.command)), "{}", row.id);
        if let Some(Ok(got)) = said.get(row.id)
            && got != wanted
        {
            wrong.push(format!("{}:\n  in the table  {wanted:?}\n  here          {got:?}", row.id));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// Whoever reads a line of the table should know what to do: it names what was given, and every failure ends with a way on.
#[test]
fn every_failure_in_the_table_says_what_to_do() {
    let document = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/bad-input.md")).unwrap();
    for (id, (_, _, (code, words))) in documented(&document) {
        let has_a_way_on =
            ["try: ", "help: ", "For more information, try", "nothing"].iter().any(|way| words.contains(way));
        let is_failure = ["1", "2", "3"].contains(&code.as_str());
        assert!(!is_failure || has_a_way_on, "{id}: {words}");
        assert!(!is_failure || words != "nothing", "{id} fails without a word");
        assert!(!words.contains("panicked") && !words.contains("RUST_BACKTRACE"), "{id}: {words}");
    }
}
