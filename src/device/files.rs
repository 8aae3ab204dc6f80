//! Text files in and out, with errors that say what to do.

use std::fs::File;
use std::io;
use std::io::{LineWriter, Read, Write};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::plain::Plain;
use super::private;
use super::replacement::Replacement;

mod problem;

pub use problem::{FileError, FileProblem};

/// The largest text file that is read, in bytes. A stretch file has about 2 kB; what is larger than this was named by
/// mistake (a video, say), and reading it would only cost memory. Recordings have their own limit, see [`read_bytes`].
pub const TEXT_LIMIT: u64 = 1 << 20;

/// Everything in the file, at most `limit` bytes of it.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let unreadable = |cause| FileError::reading(path, cause);
    let mut bytes = Vec::new();
    // One byte more than allowed distinguishes a full file from one that is too large, also where the length is not known
    // beforehand (a pipe).
    File::open(path).map_err(unreadable)?.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(FileError::new(path, FileProblem::TooLarge { limit }));
    }
    Ok(bytes)
}

/// Everything in the file, at most `limit` bytes of it, for files so large that a device or pipe in their place would take all of
/// them.
pub fn read_large(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let about = std::fs::metadata(path).map_err(|cause| FileError::reading(path, cause))?;
    if !about.is_file() && !about.is_dir() {
        return Err(FileError::new(path, FileProblem::NotAFile));
    }
    read_bytes(path, limit)
}

/// The file's text, without a byte order mark; at most [`TEXT_LIMIT`] bytes.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    read_text_of(path, TEXT_LIMIT)
}

/// The same of a file that nobody has named just now: where a pipe lies in its place, nobody waits for what may come through it.
pub fn read_text_at_rest(path: &Path) -> Result<String, FileError> {
    text_of(path, read_large(path, TEXT_LIMIT)?)
}

/// The file's text, without a byte order mark; at most `limit` bytes.
pub fn read_text_of(path: &Path, limit: u64) -> Result<String, FileError> {
    text_of(path, read_bytes(path, limit)?)
}

fn text_of(path: &Path, bytes: Vec<u8>) -> Result<String, FileError> {
    let text = String::from_utf8(bytes)
        .map_err(|error| FileError::new(path, FileProblem::NotText { at: error.utf8_error().valid_up_to() }))?;
    // Windows editors put a mark there which TOML would complain about.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The files in `folder` with this extension (in any case), sorted by name; hidden ones are left out, folders within too.
pub fn list(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, FileError> {
    let unreadable = |cause| FileError::reading(folder, cause);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden && has_extension(&path, extensions) && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The `*.toml` files in `folder` and in the folders within it, sorted by name, a folder's own before those further in; hidden
/// ones are left out, and links to folders are not followed, since they may lead in circles. What could not be read comes
/// beside what could.
#[must_use]
pub fn find_toml(folder: &Path) -> (Vec<PathBuf>, Vec<FileError>) {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    for file in toml_within(folder, usize::MAX) {
        match file {
            Ok(path) => found.push(path),
            Err(error) => unreadable.push(error),
        }
    }
    (found, unreadable)
}

/// The `*.toml` files in `folder` and in the folders in that, but not further in; what can't be read is passed over.
#[must_use]
pub fn toml_near(folder: &Path) -> Vec<PathBuf> {
    toml_within(folder, 2).filter_map(Result::ok).collect()
}

/// The same down to `depth`, of which 1 is the folder's own files.
fn toml_within(folder: &Path, depth: usize) -> impl Iterator<Item = Result<PathBuf, FileError>> {
    let order = |entry: &DirEntry| (entry.file_type().is_dir(), entry.file_name().to_owned());
    let is_hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(folder).min_depth(1).max_depth(depth).sort_by_key(order).into_iter();
    let root = folder.to_owned();
    entries.filter_entry(move |entry| !is_hidden(entry)).filter_map(move |entry| match entry {
        // Asked of the path and not of the entry, since a link to a file is a file too.
        Ok(entry) => Some(entry.into_path()).filter(|path| has_extension(path, &["toml"]) && path.is_file()).map(Ok),
        Err(error) => {
            let path = error.path().unwrap_or(&root).to_owned();
            Some(Err(FileError::searching(&path, error.into_io_error())))
        }
    })
}

/// Writes `text` into a new file, whose folders are made where they are missing. A file that is there stays as it is.
pub fn write_new(path: &Path, text: &str) -> Result<(), FileError> {
    write_as(path, text, private::make_folder, private::new_file)
}

/// The same for what is about nobody, such as a page of the manual: others may read it, as far as the system lets them (umask).
pub fn publish_new(path: &Path, text: &str) -> Result<(), FileError> {
    write_as(path, text, |folder| std::fs::create_dir_all(folder), |path| File::create_new(path))
}

fn write_as(
    path: &Path,
    text: &str,
    make_folder: impl Fn(&Path) -> io::Result<()>,
    new_file: impl Fn(&Path) -> io::Result<File>,
) -> Result<(), FileError> {
    let unwritable = |cause| FileError::writing(path, cause);
    if let Some(folder) = path.parent() {
        make_folder(folder).map_err(|cause| match cause.kind() {
            // A file lies where the folder should be.
            io::ErrorKind::AlreadyExists => FileError::new(path, FileProblem::NoFolder),
            _ => unwritable(cause),
        })?;
    }
    let mut file = new_file(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => FileError::new(path, FileProblem::Exists),
        _ => unwritable(cause),
    })?;
    file.write_all(text.as_bytes()).map_err(|cause| {
        // Half a file would be in the way of the next try.
        drop(std::fs::remove_file(path));
        unwritable(cause)
    })
}

/// Makes a folder that is missing.
pub fn make_folder(path: &Path) -> Result<(), FileError> {
    private::make_folder(path).map_err(|cause| FileError::new(path, FileProblem::Unwritable(cause)))
}

/// Makes a folder that is missing. One that is there must be empty, so that nothing is mixed or replaced.
pub fn new_folder(path: &Path) -> Result<(), FileError> {
    let unwritable = |cause| FileError::writing(path, cause);
    private::make_folder(path).map_err(unwritable)?;
    match std::fs::read_dir(path).map_err(unwritable)?.next() {
        Some(_) => Err(FileError::new(path, FileProblem::NotEmpty)),
        None => Ok(()),
    }
}

/// Whether the name ends in one of `extensions`, whatever its case.
#[must_use]
pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|found| extensions.iter().any(|wanted| found.eq_ignore_ascii_case(wanted)))
}

/// What lies under the name of a file that is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum There {
    Nothing,
    /// An empty file, or a device or pipe: nothing in it could be lost.
    Hollow,
    /// What this program wrote before.
    Ours,
    /// Anything else.
    Another,
}

/// As much of a file as is looked at to know whose it is, in bytes: longer than any line of ours.
const FIRST_LINE: u64 = 4096;

fn there(path: &Path, is_ours: &dyn Fn(&str) -> bool) -> Result<There, FileError> {
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(There::Nothing),
        Err(cause) => return Err(FileError::writing(path, cause)),
    };
    if about.is_dir() {
        return Err(FileError::new(path, FileProblem::Folder));
    }
    if !about.is_file() || about.len() == 0 {
        return Ok(There::Hollow);
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(FIRST_LINE).read_to_end(&mut head));
    // What can't be read can't be known to be ours.
    let line = read.ok().and_then(|_| head.split(|&byte| byte == b'\n').next().filter(|line| line.len() < head.len()));
    let line = line.and_then(|line| std::str::from_utf8(line).ok());
    Ok(if line.is_some_and(is_ours) { There::Ours } else { There::Another })
}

/// Whether [`output`] would write there. Writes nothing.
pub fn check_output(path: &Path, is_ours: &dyn Fn(&str) -> bool, force: bool) -> Result<(), FileError> {
    if path != Path::new("-") && there(path, is_ours)? == There::Another && !force {
        return Err(FileError::new(path, FileProblem::NotOurs));
    }
    Ok(())
}

/// Somewhere to write lines to, each of which arrives as soon as it is whole: the file `path`, or standard output for `-`.
///
/// A file with something in it is only replaced where `is_ours` knows its first line, or with `force`. The lines are read while they
/// are written (`tail -F`), and whatever becomes of the program, those written so far are to be left. So a file that is not there yet
/// is written under its own name from the start, and one that is there is replaced by the first line: until then the new one lies
/// beside it, and a session that comes to nothing takes nothing away.
pub fn output(path: &Path, is_ours: &dyn Fn(&str) -> bool, force: bool) -> Result<Box<dyn Write + Send>, FileError> {
    if path == Path::new("-") {
        return Ok(Box::new(Plain::new(io::stdout(), false)));
    }
    check_output(path, is_ours, force)?;
    let unwritable = |cause| FileError::writing(path, cause);
    Ok(match there(path, is_ours)? {
        There::Nothing => Box::new(LineWriter::new(private::new_file(path).map_err(unwritable)?)),
        There::Hollow => Box::new(LineWriter::new(File::options().append(true).open(path).map_err(unwritable)?)),
        There::Ours | There::Another => Box::new(LineWriter::new(Replacement::of(path).map_err(unwritable)?)),
    })
}

/// Writes `text` as the whole content of the file `path`: all of it, or what was there stays.
pub fn write_text(path: &Path, text: &str) -> Result<(), FileError> {
    Replacement::write(path, text.as_bytes()).map_err(|cause| FileError::writing(path, cause))
}

#[cfg(test)]
mod tests;
