//! Text files in and out, with errors that say what to do.

use std::fs::File;
use std::io;
use std::io::{LineWriter, Read, Write};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::plain::{Plain, shown};
use super::private;
use super::replacement::Replacement;

/// The largest text file that is read, in bytes. A stretch file has about 2 kB; what is larger than this was named by
/// mistake (a video, say), and reading it would only cost memory. Recordings have their own limit, see [`read_bytes`].
pub const TEXT_LIMIT: u64 = 1 << 20;

/// A file that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct FileError {
    /// The file as the person named it.
    pub file: String,
    /// What is the matter with it.
    pub problem: FileProblem,
}

/// What can be the matter with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// There is nothing of this name.
    #[error("no such file")]
    Missing,
    /// It is a folder, where a file is wanted.
    #[error("is a folder, not a file")]
    Folder,
    /// It is there already, where a new file is wanted.
    #[error("is there already and stays as it is")]
    Exists,
    /// Something else than this program wrote is in it.
    #[error("is there already, was not written by Supple, and stays as it is")]
    NotOurs,
    /// Something is in it, where an empty folder is wanted.
    #[error("is not empty")]
    NotEmpty,
    /// It is larger than such a file can sensibly be.
    #[error("has more than {limit} bytes, too much for a file of this kind")]
    TooLarge {
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// It is something that has no end, or gives what it holds only once.
    #[error("is not a file but a device or pipe")]
    NotAFile,
    /// It is not UTF-8 text.
    #[error("is not UTF-8 text (first at byte {at})")]
    NotText {
        /// Position of the first byte that is not UTF-8, from 0.
        at: usize,
    },
    /// It is a link, and so is what that leads to, round and round.
    #[error("is a link that leads in a circle")]
    Circle,
    /// What should be a folder on the way to it is a file.
    #[error("cannot be there, since a part of its path is a file and not a folder")]
    NoFolder,
    /// The system refused to let it be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// The system refused to let it be written.
    #[error("cannot be written: {0}")]
    Unwritable(io::Error),
}

impl FileProblem {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing => "Check the name and the folder.",
            Self::Folder => "Name the file in it.",
            Self::Exists => "Choose another name, or edit that file.",
            Self::NotOurs => "Name another file, or add --force to have that one replaced.",
            Self::NotEmpty => "Name a folder of its own; it is made where it is missing.",
            Self::TooLarge { .. } => "Check that this is the file you meant.",
            Self::NotAFile => "Name a file.",
            Self::Circle => "Delete the link, or let it lead to the file.",
            Self::NoFolder => "Check every part of the path, and move that file away or name another folder.",
            Self::NotText { .. } => "Save it as UTF-8 text; if it is no text at all, name another file.",
            Self::Unreadable(_) => "Check that you may read it, for example with `ls -l`.",
            Self::Unwritable(_) => {
                "Check that its folder exists, that you may write there, and that the disk is not full."
            }
        }
    }
}

impl FileError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        self.problem.remedy()
    }

    pub(super) fn new(path: &Path, problem: FileProblem) -> Self {
        Self { file: shown(path), problem }
    }

    pub(super) fn reading(path: &Path, cause: io::Error) -> Self {
        let problem = match cause.kind() {
            io::ErrorKind::NotFound => FileProblem::Missing,
            _ if path.is_dir() => FileProblem::Folder,
            _ => on_the_way(&cause).unwrap_or(FileProblem::Unreadable(cause)),
        };
        Self::new(path, problem)
    }

    /// A folder in which files are looked for; without a cause one that leads in a circle.
    fn searching(path: &Path, cause: Option<io::Error>) -> Self {
        let problem = cause.map_or(FileProblem::Circle, |cause| match cause.kind() {
            io::ErrorKind::NotFound => FileProblem::Missing,
            _ => on_the_way(&cause).unwrap_or(FileProblem::Unreadable(cause)),
        });
        Self::new(path, problem)
    }

    pub(super) fn writing(path: &Path, cause: io::Error) -> Self {
        let problem = if path.is_dir() { Some(FileProblem::Folder) } else { on_the_way(&cause) };
        Self::new(path, problem.unwrap_or(FileProblem::Unwritable(cause)))
    }
}

/// What keeps anybody from coming as far as the file.
fn on_the_way(cause: &io::Error) -> Option<FileProblem> {
    // The standard library has a name for it that only its nightly version knows.
    #[cfg(unix)]
    if cause.raw_os_error() == Some(nix::errno::Errno::ELOOP as i32) {
        return Some(FileProblem::Circle);
    }
    (cause.kind() == io::ErrorKind::NotADirectory).then_some(FileProblem::NoFolder)
}

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
mod tests {
    use super::*;

    fn problem<T>(result: Result<T, FileError>) -> FileProblem {
        result.err().unwrap().problem
    }

    #[test]
    fn text_comes_back_as_written_and_without_a_byte_order_mark() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        write_text(&path, "title = \"Cat\"\n").unwrap();
        assert_eq!(read_text(&path).unwrap(), "title = \"Cat\"\n");
        write_text(&path, "\u{feff}x").unwrap();
        assert_eq!(read_text(&path).unwrap(), "x");
    }

    #[test]
    fn a_new_file_never_takes_anothers_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        write_new(&path, "first").unwrap();
        assert!(matches!(problem(write_new(&path, "second")), FileProblem::Exists));
        assert_eq!(read_text(&path).unwrap(), "first");
        assert!(matches!(problem(write_new(&path.join("below"), "x")), FileProblem::NoFolder));
    }

    #[test]
    fn every_bad_file_has_its_own_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        assert!(matches!(problem(read_text(&path)), FileProblem::Missing));
        assert!(matches!(problem(read_text(folder.path())), FileProblem::Folder));
        std::fs::write(&path, b"ab\xff").unwrap();
        assert!(matches!(problem(read_text(&path)), FileProblem::NotText { at: 2, .. }));
        assert!(matches!(problem(read_bytes(&path, 2)), FileProblem::TooLarge { limit: 2, .. }));
        assert_eq!(read_bytes(&path, 3).unwrap(), b"ab\xff");
        assert!(matches!(problem(read_text(&path.join("below"))), FileProblem::NoFolder));
        if cfg!(target_os = "linux") {
            let pipe = folder.path().join("pipe");
            assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
            assert!(matches!(problem(read_text_at_rest(&pipe)), FileProblem::NotAFile), "nobody waits for it");
        }
        let refused = FileError::searching(folder.path(), Some(io::ErrorKind::PermissionDenied.into()));
        assert!(matches!(refused.problem, FileProblem::Unreadable(_)), "a folder is what is wanted there");
        #[cfg(unix)]
        {
            let circle = folder.path().join("circle.toml");
            std::os::unix::fs::symlink(&circle, &circle).unwrap();
            assert!(matches!(problem(read_text(&circle)), FileProblem::Circle));
        }
        let output = |path: &Path| output(path, &|_| true, false);
        assert!(matches!(problem(output(folder.path())), FileProblem::Folder));
        assert!(matches!(problem(output(&folder.path().join("no/such"))), FileProblem::Unwritable(_)));
    }

    #[test]
    fn folders_are_listed_by_name_without_strangers() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.toml", "a.TOML", ".hidden.toml", "notes.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("folder.toml")).unwrap();
        let names: Vec<_> =
            list(folder.path(), &["toml"]).unwrap().iter().map(|path| path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["a.TOML", "b.toml"]);
        assert!(matches!(problem(list(&folder.path().join("none"), &["toml"])), FileProblem::Missing));
    }

    #[test]
    fn folders_within_are_searched_too() {
        let folder = tempfile::tempdir().unwrap();
        let within = folder.path().join("a/deeper");
        std::fs::create_dir_all(&within).unwrap();
        std::fs::create_dir(folder.path().join(".hidden")).unwrap();
        for path in ["z.toml", "a/y.toml", "a/deeper/x.toml", ".hidden/w.toml"] {
            std::fs::write(folder.path().join(path), "").unwrap();
        }
        let (found, unreadable) = find_toml(folder.path());
        let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["z.toml", "y.toml", "x.toml"]);
        assert!(unreadable.is_empty());
        assert!(matches!(find_toml(&within.join("none")).1[..], [FileError { problem: FileProblem::Missing, .. }]));
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/on/the/way/a.toml");
        write_new(&path, "one").unwrap();
        assert!(matches!(problem(write_new(&path, "two")), FileProblem::Exists));
        assert_eq!(read_text(&path).unwrap(), "one");
    }

    #[test]
    fn a_new_folder_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        assert!(new_folder(&path).is_ok() && new_folder(&path).is_ok() && path.is_dir());
        assert!(matches!(problem(new_folder(folder.path())), FileProblem::NotEmpty));
        std::fs::write(path.join("c"), "").unwrap();
        assert!(matches!(problem(new_folder(&path.join("c"))), FileProblem::Unwritable(_)));
    }

    #[test]
    fn lines_arrive_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events");
        let mut lines = output(&path, &|_| false, false).unwrap();
        writeln!(lines, "one").unwrap();
        assert_eq!(read_text(&path).unwrap(), "one\n");
    }

    #[test]
    fn only_what_is_ours_is_replaced_unless_it_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events");
        let ours = |line: &str| line == "ours";
        for (there, force) in [("ours\nmore\n", false), ("", false), ("theirs\n", true), ("ours", true)] {
            std::fs::write(&path, there).unwrap();
            let mut lines = output(&path, &ours, force).unwrap();
            assert_eq!(read_text(&path).unwrap(), there, "nothing is lost before there is something new");
            writeln!(lines, "one").unwrap();
            assert_eq!(read_text(&path).unwrap(), "one\n");
            writeln!(lines, "two").unwrap();
            drop(lines);
            assert_eq!(read_text(&path).unwrap(), "one\ntwo\n");
        }
        for there in [&b"theirs\n"[..], b"ours", b"\xff\xd8", b"\nours\n"] {
            std::fs::write(&path, there).unwrap();
            assert!(matches!(problem(output(&path, &ours, false)), FileProblem::NotOurs));
            assert!(check_output(&path, &ours, false).is_err() && check_output(&path, &ours, true).is_ok());
            assert_eq!(std::fs::read(&path).unwrap(), there);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_has_no_end_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(problem(read_large(folder.path(), 9)), FileProblem::Folder));
        assert!(matches!(problem(read_large(&folder.path().join("none"), 9)), FileProblem::Missing));
        if cfg!(unix) {
            assert!(matches!(problem(read_large(Path::new("/dev/zero"), 9)), FileProblem::NotAFile));
            assert!(matches!(problem(read_bytes(Path::new("/dev/zero"), 9)), FileProblem::TooLarge { limit: 9 }));
        }
    }
}
