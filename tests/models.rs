//! models/README.md is true: every model file is in its table with size and checksum, and the other way round.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

struct Row {
    file: String,
    source: String,
    licence: String,
    bytes: u64,
    sha256: String,
}

fn table(readme: &str) -> Vec<Row> {
    readme
        .lines()
        .filter_map(|line| {
            let cells: Vec<_> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
            let [file, source, licence, bytes, sha256] = cells.as_slice() else { return None };
            let unquote = |cell: &str| cell.trim_matches('`').to_owned();
            Some(Row {
                file: unquote(file),
                source: (*source).to_owned(),
                licence: (*licence).to_owned(),
                bytes: bytes.parse().ok()?,
                sha256: unquote(sha256),
            })
        })
        .collect()
}

#[test]
fn every_model_is_what_its_table_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let rows = table(&fs::read_to_string(folder.join("README.md")).unwrap());
    assert_eq!(rows.len(), 3, "the table lists detector, trunk and mask head");
    for row in &rows {
        let bytes = fs::read(folder.join(&row.file)).unwrap_or_else(|error| panic!("{}: {error}", row.file));
        assert_eq!(bytes.len() as u64, row.bytes, "{}", row.file);
        let mut sum = String::new();
        for byte in Sha256::digest(&bytes) {
            write!(sum, "{byte:02x}").unwrap();
        }
        assert_eq!(sum, row.sha256, "{}", row.file);
        assert!(row.source.contains("mediapipe==0.10.21"), "{}: {}", row.file, row.source);
        assert_eq!(row.licence, "Apache-2.0", "{}", row.file);
    }
    let listed: BTreeSet<_> = rows.iter().map(|row| row.file.clone()).collect();
    let present: BTreeSet<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "onnx"))
        .collect();
    assert_eq!(listed, present);
}

#[test]
fn the_licence_and_its_notice_come_along() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    assert!(fs::read_to_string(folder.join("LICENSE-APACHE-2.0.txt")).unwrap().contains("Apache License"));
    assert!(fs::read_to_string(folder.join("NOTICE")).unwrap().contains("The MediaPipe Authors"));
}
