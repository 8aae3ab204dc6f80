//! What may be written over, and what may not.

use std::path::{Path, PathBuf};

use supple::app::Failure;
use supple::device::plain::shown;

/// `--force` alone is a mistake: what was it to replace?
pub fn must_replace_something(force: bool, events: Option<&Path>, cues: Option<&Path>) -> Result<(), Failure> {
    if force && events.is_none() && cues.is_none() {
        return Err(Failure::bad_input(
            "--force: no file is named that it could replace",
            "--events FILE or --cues FILE",
        ));
    }
    Ok(())
}

/// An output that is one of the inputs is refused.
pub fn would_overwrite(option: &str, file: &Path, input: &[PathBuf]) -> Result<(), Failure> {
    if input.iter().any(|input| is_same_file(input, file) || is_same_file(input, folder_of(file))) {
        let what = format!("{}: {option} would overwrite this input", shown(file));
        return Err(Failure::bad_input(what, format!("name another file with {option}")));
    }
    Ok(())
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether two files that may not be there yet are one.
pub fn is_same_output(one: &Path, other: &Path) -> bool {
    one == other
        || is_same_file(one, other)
        || (one.file_name() == other.file_name() && is_same_file(folder_of(one), folder_of(other)))
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
