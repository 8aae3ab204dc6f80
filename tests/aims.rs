//! The aims of docs/accuracy.md are reached, or missed by no more than docs/accuracy-floor.toml accepts.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "the report is kept as a file")]

use std::path::Path;

use crate::people::{footage, names, recorded, shared, supple};

#[test]
#[cfg_attr(not(have_footage), ignore = "needs ../shared/footage and real, ffmpeg and ONNX Runtime")]
fn no_aim_is_missed_by_more_than_is_accepted() {
    let clips = names(&footage(), ".mp4");
    let folder = recorded(&clips.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(names(&folder, ".jsonl.gz"), clips, "recordings of other clips: delete {}", folder.display());
    let floor = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/accuracy-floor.toml");
    let required = format!("--require-aims={}", floor.display());
    let output = supple(&["evaluate", folder.to_str().unwrap(), shared("real").to_str().unwrap(), &required]);
    // For whoever wants to see what went wrong, or what became better.
    let report = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accuracy.md");
    std::fs::write(&report, &output.stdout).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    println!("{}: {said}", report.display());
    assert!(output.status.success(), "{said}\nall of it: {}", report.display());
}
