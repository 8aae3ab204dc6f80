//! Recordings as files: compressed while they are written, read whether they are compressed or not.

use std::fs::File;
use std::io;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::files::{FileError, FileProblem};
use super::private;
use crate::record::Store;

/// How every compressed file begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A new recording. What has been flushed is in the file and can be read, whatever becomes of the program.
struct Compressed(GzEncoder<File>);

/// Makes a new file for a recording. A file that is there stays as it is.
pub fn create(path: &Path) -> Result<Box<dyn Store>, FileError> {
    let file = private::new_file(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => FileError::new(path, FileProblem::Exists),
        _ => FileError::writing(path, cause),
    })?;
    Ok(Box::new(Compressed(GzEncoder::new(file, Compression::default()))))
}

impl Write for Compressed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Store for Compressed {
    fn finish(&mut self) -> io::Result<()> {
        self.0.try_finish()
    }
}

/// Opens a recording, compressed or plain.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>, FileError> {
    let unreadable = |cause| FileError::reading(path, cause);
    let mut input = BufReader::new(File::open(path).map_err(unreadable)?);
    let is_compressed = input.fill_buf().map_err(unreadable)?.starts_with(&GZIP);
    Ok(if is_compressed { Box::new(BufReader::new(MultiGzDecoder::new(input))) } else { Box::new(input) })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn text(path: &Path) -> io::Result<String> {
        let mut text = String::new();
        open(path).unwrap().read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn what_was_flushed_can_be_read_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl.gz");
        let mut store = create(&path).unwrap();
        store.write_all(b"one\n").unwrap();
        store.flush().unwrap();
        let mut line = String::new();
        open(&path).unwrap().read_line(&mut line).unwrap();
        assert_eq!(line, "one\n");
        assert_eq!(text(&path).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        store.write_all(b"two\n").unwrap();
        store.finish().unwrap();
        assert_eq!(text(&path).unwrap(), "one\ntwo\n");
    }

    #[test]
    fn a_recording_never_takes_the_place_of_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine");
        std::fs::write(&path, "mine").unwrap();
        assert!(matches!(create(&path).err().unwrap().problem, FileProblem::Exists));
        assert!(matches!(create(&path.join("below")).err().unwrap().problem, FileProblem::NoFolder));
        assert_eq!(text(&path).unwrap(), "mine");
    }

    #[test]
    fn what_is_not_there_or_a_folder_is_said() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(open(&folder.path().join("none")).err().unwrap().problem, FileProblem::Missing));
        assert!(matches!(open(folder.path()).err().unwrap().problem, FileProblem::Folder));
    }
}
