//! Reads a recording, line by line; never more of it at once than a line.

use std::io;
use std::io::{BufRead, ErrorKind, Read};

use serde::{Deserialize, Serialize};

use super::frame;
use super::frame::moment;
use super::header;
use super::header::{Header, NoHeader};
use super::numbers::Wrong;
use super::{LONGEST_LINE, MOST_LINES, Moment, VERSION};
use crate::body::Size;
use crate::coach::Command;
use crate::measure::Observation;

/// Why a recording can't be read on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is empty.
    #[error("is empty")]
    Empty,
    /// It is something else, or was made by a later version.
    #[error("is no recording that this version knows: {what}")]
    Unknown {
        /// What it says it is.
        what: String,
    },
    /// A line is no moment of a recording.
    #[error("line {line}: {what}")]
    Line {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// It is longer than any session.
    #[error("has more than {MOST_LINES} lines")]
    TooLong,
    /// It can't be read.
    #[error("line {line}: cannot be read: {cause}")]
    Unreadable {
        /// The line, from 1.
        line: u64,
        /// Why.
        cause: io::Error,
    },
}

impl ReadError {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Empty | Self::Line { .. } | Self::Unreadable { .. } => {
                "copy the file again from where it came from; `supple run --record FILE` makes a recording"
            }
            Self::Unknown { .. } => "name a recording that `supple run --record FILE` made, or use a newer Supple",
            Self::TooLong => "cut it: every line of a recording stands for itself, after the first",
        }
    }
}

/// What the person pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Pressed {
    Pause,
    Next,
    Hurts,
}

impl From<Command> for Pressed {
    fn from(command: Command) -> Self {
        match command {
            Command::TogglePause => Self::Pause,
            Command::Next => Self::Next,
            Command::Hurts => Self::Hurts,
        }
    }
}

impl From<Pressed> for Command {
    fn from(pressed: Pressed) -> Self {
        match pressed {
            Pressed::Pause => Self::TogglePause,
            Pressed::Next => Self::Next,
            Pressed::Hurts => Self::Hurts,
        }
    }
}

/// A command's line.
#[derive(Serialize, Deserialize)]
pub(super) struct CommandLine {
    pub time: f64,
    pub command: Pressed,
}

/// Reads a recording from its lines. One that ends in the middle is read up to there, and [`is_cut_short`](Self::is_cut_short).
///
/// ```
/// use supple::record::{Moment, Reader};
///
/// let text = std::fs::read_to_string("tests/sessions/childs_pose_good/observations.jsonl")?;
/// let mut reader = Reader::new(text.as_bytes())?;
/// let moments = reader.by_ref().collect::<Result<Vec<_>, _>>()?;
/// assert!(moments.iter().all(|moment| matches!(moment, Moment::Seen(_))));
/// assert!(!reader.is_cut_short());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader<R> {
    header: Header,
    lines: Lines<R>,
    size: Option<Size>,
    cut_short: bool,
}

impl<R: BufRead> Reader<R> {
    /// Reads the first line.
    pub fn new(input: R) -> Result<Self, ReadError> {
        let mut lines = Lines { input, read: 0, line: Vec::new() };
        let header = match lines.next()? {
            Next::Line(text, _) => {
                let line = serde_json::from_str::<header::Line>(text)
                    .map_err(|error| ReadError::Unknown { what: format!("its first line is none ({error})") })?;
                Header::of_line(line).map_err(|no| match no {
                    NoHeader::Unknown(what) => {
                        ReadError::Unknown { what: format!("it says {what}; this is version {VERSION}") }
                    }
                    NoHeader::Senseless(what) => ReadError::Line { line: 1, what },
                })?
            }
            Next::End { .. } => return Err(ReadError::Empty),
        };
        let size = header.size;
        Ok(Self { header, lines, size, cut_short: false })
    }

    /// The first line.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Whether the recording turned out to end in the middle, as one does that was not closed.
    pub const fn is_cut_short(&self) -> bool {
        self.cut_short
    }

    fn next_moment(&mut self) -> Result<Option<Moment>, ReadError> {
        loop {
            let (text, is_whole) = match self.lines.next()? {
                Next::Line(text, is_whole) => (text, is_whole),
                Next::End { cut_short } => {
                    self.cut_short |= cut_short;
                    return Ok(None);
                }
            };
            if text.trim().is_empty() {
                continue;
            }
            let parsed = parse(text, self.size);
            match parsed {
                Ok(moment) => {
                    if let Moment::Seen(seen) = &moment {
                        self.size = Some(seen.size);
                    }
                    return Ok(Some(moment));
                }
                // Half a line, since the rest was never written.
                Err(_) if !is_whole => {
                    self.cut_short = true;
                    return Ok(None);
                }
                Err(what) => return Err(ReadError::Line { line: self.lines.read, what }),
            }
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Moment, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_moment().transpose()
    }
}

fn parse(text: &str, size: Option<Size>) -> Result<Moment, Wrong> {
    /// What distinguishes a command from a frame. A frame says nothing of `command`.
    #[derive(Deserialize)]
    struct Kind {
        command: Option<Pressed>,
    }
    if text.contains("\"command\"") {
        let kind: Kind = serde_json::from_str(text).map_err(|error| in_line(&error))?;
        if kind.command.is_some() {
            let CommandLine { time, command } = serde_json::from_str(text).map_err(|error| in_line(&error))?;
            return Ok(Moment::Pressed { time: moment(time)?, command: command.into() });
        }
    }
    parse_frame(text, size).map(Moment::Seen)
}

/// Reads a frame's line.
pub(super) fn parse_frame(text: &str, size: Option<Size>) -> Result<Observation, Wrong> {
    serde_json::from_str::<frame::Line>(text).map_err(|error| in_line(&error))?.observation(size)
}

/// What is wrong with the JSON of a line. Its own count of lines begins with this one, and would only mislead.
fn in_line(error: &serde_json::Error) -> Wrong {
    let words = error.to_string();
    let what = words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what);
    format!("{what}, at character {}", error.column())
}

/// Takes lines one by one from an input that may end anywhere.
struct Lines<R> {
    input: R,
    /// Lines read so far.
    read: u64,
    line: Vec<u8>,
}

enum Next<'a> {
    /// A line, and whether its end was seen.
    Line(&'a str, bool),
    /// Nothing more comes.
    End { cut_short: bool },
}

impl<R: BufRead> Lines<R> {
    fn next(&mut self) -> Result<Next<'_>, ReadError> {
        if self.read >= MOST_LINES {
            return Err(ReadError::TooLong);
        }
        self.line.clear();
        let mut cut_short = false;
        // One byte more than allowed distinguishes a full line from one that is too long.
        let limit = LONGEST_LINE as u64 + 1;
        match self.input.by_ref().take(limit).read_until(b'\n', &mut self.line) {
            Ok(_) => {}
            // A compressed file that was not closed: what came before the end is good.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => cut_short = true,
            Err(cause) => return Err(ReadError::Unreadable { line: self.read + 1, cause }),
        }
        if self.line.is_empty() {
            return Ok(Next::End { cut_short });
        }
        self.read += 1;
        let is_whole = self.line.last() == Some(&b'\n');
        let wrong = |what: String| ReadError::Line { line: self.read, what };
        if self.line.len() > LONGEST_LINE {
            let what = format!("has more than {LONGEST_LINE} bytes");
            // So is the first line of what is no recording at all.
            return Err(if self.read == 1 {
                ReadError::Unknown { what: format!("its first line {what}") }
            } else {
                wrong(what)
            });
        }
        match std::str::from_utf8(&self.line) {
            // A file that is no recording at all, such as a video, is recognised by its first line.
            Err(error) if self.read == 1 => {
                Err(ReadError::Unknown { what: format!("it is no text (first at byte {})", error.valid_up_to()) })
            }
            Err(error) if is_whole => Err(wrong(format!("is not UTF-8 text (first at byte {})", error.valid_up_to()))),
            Err(_) => Ok(Next::End { cut_short: true }),
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                Ok(Next::Line(text.trim_end_matches(['\n', '\r']), is_whole))
            }
        }
    }
}
