//! Output without control characters. What is written to a terminal may hold the name of a file, a camera or a stretch that somebody
//! else gave it; a terminal obeys what is in there, and could be made to hide lines, to change its title or worse.

use std::io;
use std::io::Write;
use std::path::Path;

const ESCAPE: u8 = 0x1b;
/// The first byte of those control characters that take two in UTF-8, U+0080 to U+009F.
const LEAD: u8 = 0xc2;

/// Writes everything but control characters, which become their numbers, such as `\u001b`: in words they can be read, and in JSON they
/// stand for the same character. Line ends and tabs are left, and on a terminal that shows colours the sequences that set them.
pub struct Plain<W: Write> {
    inner: W,
    colours: bool,
    /// Whether the last byte written was the first of two and waits for the second.
    led: bool,
}

impl<W: Write> Plain<W> {
    /// Writes to `inner`; `colours` lets sequences through that set colours.
    pub fn new(inner: W, colours: bool) -> Self {
        Self { inner, colours, led: false }
    }
}

impl<W: Write> Write for Plain<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_plain = |&byte: &u8| matches!(byte, b'\n' | b'\t' | 0x20..=0x7e) || (byte >= 0x80 && byte != LEAD);
        if !self.led && bytes.iter().all(is_plain) {
            self.inner.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let mut text = Vec::with_capacity(bytes.len() + 16);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let rest = &bytes[at..];
            at += 1;
            if std::mem::take(&mut self.led) {
                match byte {
                    0x80..=0x9f => {
                        number(&mut text, byte);
                        continue;
                    }
                    _ => text.push(LEAD),
                }
            }
            match byte {
                LEAD => self.led = true,
                ESCAPE if self.colours && colour(rest) > 0 => {
                    let length = colour(rest);
                    text.extend_from_slice(&rest[..length]);
                    at += length - 1;
                }
                b'\n' | b'\t' => text.push(byte),
                0..0x20 | 0x7f => number(&mut text, byte),
                _ => text.push(byte),
            }
        }
        self.inner.write_all(&text)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The length of the sequence at the start of `bytes` that sets colours; zero if there is no such sequence.
fn colour(bytes: &[u8]) -> usize {
    if bytes.get(1) != Some(&b'[') {
        return 0;
    }
    let parameters = bytes[2..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
    if bytes.get(2 + parameters) == Some(&b'm') { parameters + 3 } else { 0 }
}

fn number(text: &mut Vec<u8>, character: u8) {
    text.extend_from_slice(format!("\\u{character:04x}").as_bytes());
}

/// A file's name as words show it, without control characters.
#[must_use]
pub fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// `text` with its control characters as numbers.
#[must_use]
pub fn printable(text: &str) -> String {
    let plain = |c: char| if c.is_control() { format!("\\u{:04x}", c as u32) } else { c.into() };
    if text.contains(char::is_control) { text.chars().map(plain).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(parts: &[&[u8]], colours: bool) -> String {
        let mut plain = Plain::new(Vec::new(), colours);
        for part in parts {
            plain.write_all(part).unwrap();
        }
        String::from_utf8(plain.inner).unwrap()
    }

    #[test]
    fn control_characters_become_numbers() {
        assert_eq!(
            written(&["a\u{1b}]0;title\u{7}\r\u{7f}\u{9b}2J é\n\tb".as_bytes()], false),
            "a\\u001b]0;title\\u0007\\u000d\\u007f\\u009b2J é\n\tb"
        );
        assert_eq!(written(&[b"\xc2", b"\x9b1m", b"\xc2", b"\xa9"], true), "\\u009b1m©");
        let json = serde_json::to_string("\u{1b}\u{9b}").unwrap();
        let plain = written(&[json.as_bytes()], false);
        assert_eq!(serde_json::from_str::<String>(&plain).unwrap(), "\u{1b}\u{9b}");
    }

    #[test]
    fn colours_are_let_through_where_they_are_shown() {
        let red = b"\x1b[1;31mred\x1b[0m \x1b[2J \x1b[31";
        assert_eq!(written(&[red], true), "\x1b[1;31mred\x1b[0m \\u001b[2J \\u001b[31");
        assert!(!written(&[red], false).contains('\x1b'));
    }

    #[test]
    fn names_are_shown_without_control_characters() {
        assert_eq!(shown(Path::new("a\u{1b}[31m\u{85}é.mp4")), "a\\u001b[31m\\u0085é.mp4");
    }
}
