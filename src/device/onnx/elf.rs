//! Looks whether a shared library is all there before it is loaded.
//!
//! The loader maps a library that was cut off half way, by an interrupted download or a full disk, without complaint, and
//! the first touch of a missing page then ends the whole process with a signal that nothing can catch.

use std::fs::File;
use std::io;
use std::io::{Read, Seek, SeekFrom};

const HEADER_LEN: usize = 64;
const MAGIC: [u8; 4] = *b"\x7fELF";
const CLASS_64: u8 = 2;
const LITTLE_ENDIAN: u8 = 1;
const LOAD: u64 = 1;

/// Whether `library` ends before the last byte that its own program headers want loaded.
///
/// Only 64-bit little-endian ELF files are judged; anything else counts as whole and is left to the loader.
pub(super) fn is_cut_off(library: &mut File) -> io::Result<bool> {
    let len = library.metadata()?.len();
    let mut header = [0; HEADER_LEN];
    if len < HEADER_LEN as u64 {
        let mut magic = [0; 4];
        return Ok(library.read_exact(&mut magic).is_ok() && magic == MAGIC);
    }
    library.read_exact(&mut header)?;
    if header[..4] != MAGIC || header[4] != CLASS_64 || header[5] != LITTLE_ENDIAN {
        return Ok(false);
    }
    let (table, entry_len, entries) = (number(&header, 32, 8), number(&header, 54, 2), number(&header, 56, 2));
    if table.saturating_add(entry_len * entries) > len {
        return Ok(true);
    }
    library.seek(SeekFrom::Start(table))?;
    let mut entry = vec![0; entry_len as usize];
    for _ in 0..entries {
        library.read_exact(&mut entry)?;
        if number(&entry, 0, 4) == LOAD && number(&entry, 8, 8).saturating_add(number(&entry, 32, 8)) > len {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The little-endian number of `len` bytes at `start`; 0 where there are none.
fn number(bytes: &[u8], start: usize, len: usize) -> u64 {
    bytes
        .get(start..start + len)
        .unwrap_or_default()
        .iter()
        .rev()
        .fold(0, |number, &byte| number << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A library with one segment to be loaded, `[start, start + len)`, in a file of `file_len` bytes.
    fn judged(start: u64, len: u64, file_len: usize) -> bool {
        let mut bytes = vec![0; file_len.max(120)];
        bytes[..6].copy_from_slice(b"\x7fELF\x02\x01");
        bytes[32] = 64;
        bytes[54] = 56;
        bytes[56] = 1;
        bytes[64] = 1;
        bytes[72..80].copy_from_slice(&start.to_le_bytes());
        bytes[96..104].copy_from_slice(&len.to_le_bytes());
        bytes.truncate(file_len);
        is_cut_off_bytes(&bytes)
    }

    fn is_cut_off_bytes(bytes: &[u8]) -> bool {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        is_cut_off(&mut file).unwrap()
    }

    #[test]
    fn a_library_must_hold_all_that_is_loaded() {
        assert!(!judged(0, 1000, 1000));
        assert!(judged(0, 1001, 1000));
        assert!(judged(900, 101, 1000));
        assert!(judged(u64::MAX, u64::MAX, 1000));
        assert!(judged(0, 10, 100), "the program headers themselves are cut off");
        assert!(judged(0, 10, 20), "the header itself is cut off");
    }

    #[test]
    fn other_files_are_left_to_the_loader() {
        assert!(!is_cut_off_bytes(b""));
        assert!(!is_cut_off_bytes(b"hello"));
        assert!(!is_cut_off_bytes(&[b'x'; 500]));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_real_program_is_whole_until_it_is_cut() {
        let whole = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert!(!is_cut_off_bytes(&whole));
        assert!(is_cut_off_bytes(&whole[..whole.len() / 3]));
    }
}
