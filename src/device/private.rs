//! New files and folders that only their owner can read. What Supple writes is about a person: what they did, how much it hurt, what they
//! look like. So whatever it makes is theirs alone, however their system is set (umask); whoever wants to share it says so with `chmod`.
//! A file that is replaced keeps the permissions that it had.

use std::fs;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// A new file, to be written. One that is there is an error.
pub(super) fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    for_owner(&mut options);
    options.open(path)
}

/// Makes a folder that is missing, with those that it lies in; one that is there is as good.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    builder().recursive(true).create(path)
}

/// Makes a folder. One that is there is an error.
pub(super) fn new_folder(path: &Path) -> io::Result<()> {
    builder().create(path)
}

fn builder() -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
}

/// What these options make will be its owner's alone.
#[cfg(unix)]
pub(super) fn for_owner(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

/// A person's own folders are theirs alone there by themselves.
#[cfg(not(unix))]
pub(super) fn for_owner(_: &mut OpenOptions) {}
