//! Which file a program is. It is looked for before the confined process starts, so that a program that isn't there is told as such.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

/// The program's file, as the system would find it.
pub(super) fn program(program: &Path) -> io::Result<PathBuf> {
    if cfg!(not(unix)) || program.components().count() > 1 {
        return Ok(program.to_owned());
    }
    let search = env::var_os("PATH").unwrap_or_default();
    let mut found = Err(io::ErrorKind::NotFound.into());
    for file in env::split_paths(&search).map(|folder| folder.join(program)).filter(|file| file.is_file()) {
        if may_be_run(&file) {
            return Ok(file);
        }
        found = Err(io::ErrorKind::PermissionDenied.into());
    }
    found
}

#[cfg(unix)]
fn may_be_run(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|about| about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn may_be_run(_: &Path) -> bool {
    true
}

/// Whether its packager confines the program already, by a helper that needs rights which a confined process can't have: a snap.
pub(super) fn is_confined_already(program: &Path) -> bool {
    program.starts_with("/snap") || program.canonicalize().is_ok_and(|file| file.ends_with("usr/bin/snap"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_or_said_not_to_be_there() {
        assert!(program(Path::new("cargo")).unwrap().is_absolute() || cfg!(not(unix)));
        assert_eq!(program(Path::new("./cargo")).unwrap(), Path::new("./cargo"));
        if cfg!(unix) {
            assert_eq!(program(Path::new("no-such-program")).unwrap_err().kind(), io::ErrorKind::NotFound);
        }
    }

    #[test]
    fn a_snap_is_known_by_where_it_lies() {
        assert!(is_confined_already(Path::new("/snap/bin/ffmpeg")));
        assert!(!is_confined_already(Path::new("/usr/bin/ffmpeg")));
    }
}
