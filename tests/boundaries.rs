//! Who may import whom: the core stays pure because nothing in it can reach a device.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::house::House;

/// The rooms of the house from the ground up, each with those that it may import besides itself. A row only ever names rows above it.
const ARROWS: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("language", &[]),
    ("latest", &[]),
    ("decimals", &[]),
    ("statistics", &[]),
    ("frame", &["time"]),
    ("camera_fault", &[]),
    ("sparing", &[]),
    ("body", &[]),
    ("measure", &["body", "statistics", "time"]),
    ("stretch", &["body", "measure"]),
    ("judge", &["body", "measure", "statistics", "stretch", "time"]),
    ("learn", &["body", "judge", "measure", "statistics", "stretch", "time"]),
    ("coach", &["body", "judge", "measure", "statistics", "stretch", "time"]),
    ("record", &["body", "coach", "measure", "stretch", "time"]),
    ("history", &["body", "coach", "judge", "language", "measure", "statistics", "stretch", "time"]),
    ("export", &["body", "coach", "decimals", "history", "measure", "stretch"]),
    ("toml_check", &[]),
    ("stretch_file", &["body", "language", "measure", "stretch", "toml_check"]),
    ("settings", &["body", "language", "stretch", "toml_check"]),
    ("blazepose", &["body", "frame", "sparing", "time"]),
    ("pose_model", &["body", "frame", "statistics", "time", "toml_check"]),
    ("input", &["coach", "language"]),
    ("wording", &["body", "camera_fault", "coach", "history", "input", "judge", "language", "measure", "stretch"]),
    ("report", &["body", "history", "language", "measure", "statistics", "stretch", "wording"]),
    (
        "host",
        &[
            "body",
            "coach",
            "history",
            "judge",
            "language",
            "measure",
            "sparing",
            "statistics",
            "stretch",
            "time",
            "wording",
        ],
    ),
    (
        "view",
        &["body", "coach", "frame", "host", "input", "judge", "language", "measure", "stretch", "time", "wording"],
    ),
    ("analysis", &["body", "coach", "decimals", "history", "judge", "language", "measure", "stretch", "time"]),
    ("speech", &["body", "coach", "history", "judge", "language", "measure", "stretch", "time", "wording"]),
    ("seam", &["body", "camera_fault", "frame", "history", "input", "latest", "sparing", "speech", "time"]),
    (
        "app",
        &[
            "analysis",
            "body",
            "camera_fault",
            "coach",
            "decimals",
            "frame",
            "history",
            "host",
            "input",
            "judge",
            "language",
            "latest",
            "learn",
            "measure",
            "record",
            "seam",
            "settings",
            "sparing",
            "speech",
            "stretch",
            "stretch_file",
            "time",
            "toml_check",
            "view",
            "wording",
        ],
    ),
    (
        "evaluate",
        &[
            "app",
            "body",
            "coach",
            "decimals",
            "frame",
            "judge",
            "measure",
            "record",
            "seam",
            "statistics",
            "stretch",
            "stretch_file",
            "time",
        ],
    ),
    (
        "device",
        &[
            "analysis",
            "blazepose",
            "body",
            "camera_fault",
            "coach",
            "frame",
            "history",
            "input",
            "language",
            "latest",
            "measure",
            "pose_model",
            "record",
            "seam",
            "sparing",
            "speech",
            "stretch",
            "time",
            "toml_check",
        ],
    ),
    ("args", &["body", "history", "language", "stretch"]),
];

/// What the pure modules must not touch, even by its full path.
const IMPURE: &[&str] =
    &["std::fs", "std::thread", "std::process", "std::net", "std::env", "Instant::now", "SystemTime"];
const PURE: &[&str] = &[
    "analysis",
    "time",
    "frame",
    "camera_fault",
    "sparing",
    "decimals",
    "statistics",
    "body",
    "measure",
    "stretch",
    "judge",
    "wording",
    "learn",
    "coach",
    "history",
    "host",
    "export",
    "report",
    "speech",
    "input",
    "record",
    "toml_check",
    "stretch_file",
    "settings",
    "blazepose",
    "pose_model",
    "view",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The module a file belongs to, and its text without its tests.
fn modules() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    // Tests may try the core with the files that the program carries.
    let is_test =
        |file: &Path| file.ends_with("tests.rs") || file.components().any(|part| part.as_os_str() == "stories");
    files
        .into_iter()
        .filter(|file| !is_test(file))
        .map(|file| {
            let inside = file.strip_prefix(&root).unwrap();
            let top = inside.components().next().unwrap().as_os_str().to_string_lossy();
            let text = fs::read_to_string(&file).unwrap();
            let tests =
                ["#[cfg(test)]\nmod tests", "#[cfg(test)]\npub(crate) mod tests", "#[cfg(test)]\npub(super) mod tests"];
            let end = tests.iter().filter_map(|tests| text.find(tests)).min().unwrap_or(text.len());
            let code = text[..end].to_owned();
            (top.trim_end_matches(".rs").to_owned(), file, code)
        })
        .collect()
}

/// Every `crate::NAME` in code, comments and documentation left out.
fn imports(code: &str) -> Vec<String> {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut names = Vec::new();
    for line in lines {
        for rest in line.split("crate::").skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            names.push(name);
        }
    }
    names
}

#[test]
fn a_row_names_only_rows_above_it() {
    for (row, (name, allowed)) in ARROWS.iter().enumerate() {
        for other in *allowed {
            assert!(ARROWS[..row].iter().any(|(above, _)| above == other), "{name} may not import {other}");
        }
    }
}

#[test]
fn imports_follow_the_arrows() {
    let mut checked = 0;
    for (module, file, code) in modules() {
        if matches!(module.as_str(), "main" | "wiring" | "lib") {
            continue;
        }
        let (_, allowed) = ARROWS
            .iter()
            .find(|(name, _)| *name == module)
            .unwrap_or_else(|| panic!("{module} has no row in the table of arrows"));
        for name in imports(&code) {
            let is_allowed = name == module || allowed.contains(&name.as_str());
            assert!(is_allowed, "{} imports crate::{name}", file.display());
            checked += 1;
        }
    }
    assert!(checked > 50, "only {checked} imports were found: the reading of the sources is broken");
}

#[test]
fn the_core_is_pure() {
    for (module, file, code) in modules() {
        if !PURE.contains(&module.as_str()) {
            continue;
        }
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for name in IMPURE {
                assert!(!line.contains(name), "{}: {line}", file.display());
            }
        }
    }
}

#[test]
fn only_the_program_itself_names_a_device() {
    for (module, file, code) in modules() {
        if matches!(module.as_str(), "main" | "wiring" | "lib" | "device") {
            continue;
        }
        let named = code.lines().any(|line| !line.trim_start().starts_with("//") && line.contains("device::"));
        assert!(!named, "{} names a device", file.display());
    }
}

/// Cargo doesn't look for tests by itself here, and a file that nobody names would test nothing.
#[test]
fn every_file_of_tests_is_run() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut named = vec!["main.rs".to_owned()];
    named.extend(fs::read_to_string(tests.join("main.rs")).unwrap().lines().filter_map(|line| {
        let module = line.strip_prefix("mod ")?.strip_suffix(';')?;
        Some(format!("{module}.rs"))
    }));
    let manifest = fs::read_to_string(tests.join("../Cargo.toml")).unwrap();
    for entry in fs::read_dir(&tests).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let Some(stem) = file.strip_suffix(".rs") else { continue };
        let is_apart = manifest.contains(&format!("[[test]]\nname = \"{stem}\""));
        assert!(is_apart || named.contains(&file), "tests/{file}: write `mod {stem};` in tests/main.rs");
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let house = House::of(modules().into_iter().map(|(_, file, code)| (file, code)));
    let circles = house.circles();
    assert!(house.arrows() > 300, "only {} imports were found: the reading of the sources is broken", house.arrows());
    assert!(circles.is_empty(), "these files import each other in a circle: {circles:#?}");
}
