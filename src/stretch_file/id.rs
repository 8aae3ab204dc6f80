//! Names of stretches and routines, and of files.

use std::path::Path;

/// The id that a file's name gives: the name without folders and without `.toml`.
#[must_use]
pub fn id_of(file: &str) -> String {
    Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether a name on the command line is that of a file rather than of a known stretch: it ends in `.toml`.
#[must_use]
pub fn names_a_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_ending() {
        assert!(names_a_file("my/own.toml") && names_a_file("OWN.TOML"));
        assert!(!names_a_file("sphinx") && !names_a_file("toml") && !names_a_file(""));
        assert_eq!(id_of("my/own.toml"), "own");
        assert_eq!(id_of(""), "");
    }
}
