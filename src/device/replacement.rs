//! A file that takes another's place only once there is something in it.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::private;

/// A new file beside the one that it replaces. The first write puts it in the other's place, in one step: at every moment the
/// name stands for one of them, whole. Dropped before, it leaves the other as it was.
pub(super) struct Replacement {
    file: File,
    /// Where it lies until then.
    beside: Option<PathBuf>,
    path: PathBuf,
}

/// As many names are tried for the new file.
const TRIES: u32 = 100;

impl Replacement {
    /// A replacement for the file `path`, with its permissions.
    pub fn of(path: &Path) -> io::Result<Self> {
        // A link stays one; what it leads to is replaced.
        let path = path.canonicalize()?;
        let (file, beside) = create_beside(&path)?;
        let replacement = Self { file, beside: Some(beside), path };
        replacement.file.set_permissions(fs::metadata(&replacement.path)?.permissions())?;
        Ok(replacement)
    }

    /// Replaces the content of the file `path`, or makes it.
    pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
        let mut replacement = if path.exists() {
            Self::of(path)?
        } else {
            // A link stays one here too: what it leads to is made.
            let path = match fs::read_link(path) {
                Ok(target) => path.parent().unwrap_or(Path::new("")).join(target),
                Err(_) => path.to_owned(),
            };
            let (file, beside) = create_beside(&path)?;
            Self { file, beside: Some(beside), path }
        };
        replacement.file.write_all(content)?;
        // A disk may turn out to be full only now.
        replacement.file.sync_all()?;
        replacement.take_place()
    }

    fn take_place(&mut self) -> io::Result<()> {
        if let Some(beside) = &self.beside {
            fs::rename(beside, &self.path)?;
            self.beside = None;
        }
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Not before: on a full disk the other one stays.
        let written = self.file.write(bytes)?;
        self.take_place()?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            drop(fs::remove_file(beside));
        }
    }
}

/// A new, hidden file in the same folder, so that it can take the other's place in one step.
fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let mut error = io::ErrorKind::AlreadyExists.into();
    for number in 0..TRIES {
        let mut name = OsString::from(".");
        name.push(path.file_name().ok_or(io::ErrorKind::InvalidInput)?);
        name.push(format!(".{}.{number}", std::process::id()));
        let beside = path.with_file_name(name);
        match private::new_file(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => error = taken,
            Err(other) => return Err(other),
        }
    }
    Err(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_to_nothing_takes_nothing_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        drop(Replacement::of(&path).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(Replacement::of(&folder.path().join("none")).is_err());
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        Replacement::write(&path, b"old").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt, symlink};

            let link = folder.path().join("link");
            symlink(&path, &link).unwrap();
            fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
            Replacement::write(&link, b"new").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(fs::read_to_string(&path).unwrap(), "new");
            let (early, late) = (folder.path().join("early"), folder.path().join("late"));
            symlink("late", &early).unwrap();
            Replacement::write(&early, b"made").unwrap();
            assert!(fs::symlink_metadata(&early).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(&late).unwrap(), "made");
        }
    }
}
