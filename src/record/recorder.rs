//! Writes a recording, line by line.

use std::io;
use std::io::Write;
use std::time::Duration;

use super::frame;
use super::frame::seconds;
use super::reader::{CommandLine, parse_frame};
use super::{Header, Moment};
use crate::body::Size;
use crate::coach::Command;
use crate::measure::Observation;
use crate::time::Timestamp;

/// What is lost at most when the program is ended by force.
const SAVED_EVERY: Duration = Duration::from_secs(5);

/// Where lines go. `flush` saves what has come so far.
pub trait Store: Write + Send {
    /// Closes it: nothing more comes.
    fn finish(&mut self) -> io::Result<()>;
}

impl Store for Vec<u8> {
    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes what is seen and pressed into a store.
///
/// ```
/// use supple::body::Size;
/// use supple::measure::Observation;
/// use supple::record::{Header, Recorder, Store};
/// use supple::time::Timestamp;
///
/// let mut recorder = Recorder::new(Header::default(), Box::new(Vec::new()));
/// let seen = Observation { time: Timestamp::from_secs(0.5), size: Size::new(640, 480), pose: None, spine: None };
/// // The session is coached with what the recording says.
/// assert_eq!(recorder.frame(&seen)?, seen);
/// recorder.finish()?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Recorder<S: ?Sized = dyn Store> {
    /// Until it is written: with the first moment, which knows the picture's size.
    header: Option<Header>,
    size: Option<Size>,
    saved: Timestamp,
    store: Box<S>,
}

impl<S: Store + ?Sized> Recorder<S> {
    /// A recording that begins with `header`, whose size is that of the first picture.
    #[must_use]
    pub fn new(header: Header, store: Box<S>) -> Self {
        Self { header: Some(header), size: None, saved: Timestamp::ZERO, store }
    }

    /// Writes a frame; returns what the recording says was seen, for the session to be coached with.
    pub fn frame(&mut self, seen: &Observation) -> io::Result<Observation> {
        self.begin(Some(seen.size))?;
        let line = serde_json::to_string(&frame::Line::of(seen, self.size))?;
        let said = parse_frame(&line, self.size).map_err(io::Error::other)?;
        self.size = Some(said.size);
        self.write(&line)?;
        if said.time.since(self.saved) >= SAVED_EVERY {
            self.saved = said.time;
            self.store.flush()?;
        }
        Ok(said)
    }

    /// Writes what was pressed after the frame of this time.
    pub fn command(&mut self, time: Timestamp, command: Command) -> io::Result<()> {
        self.begin(None)?;
        let line = serde_json::to_string(&CommandLine { time: seconds(time), command: command.into() })?;
        self.write(&line)
    }

    /// Writes a moment of another recording.
    pub fn moment(&mut self, moment: &Moment) -> io::Result<()> {
        match moment {
            Moment::Seen(seen) => self.frame(seen).map(|_| ()),
            Moment::Pressed { time, command } => self.command(*time, *command),
        }
    }

    /// Closes the recording.
    pub fn finish(mut self) -> io::Result<()> {
        self.begin(None)?;
        self.store.finish()
    }

    fn begin(&mut self, size: Option<Size>) -> io::Result<()> {
        let Some(mut header) = self.header.take() else { return Ok(()) };
        header.size = size;
        self.size = size;
        let line = serde_json::to_string(&header.to_line())?;
        self.write(&line)?;
        // The file of a session that has just begun already shows what it is.
        self.store.flush()
    }

    fn write(&mut self, line: &str) -> io::Result<()> {
        self.store.write_all(line.as_bytes())?;
        self.store.write_all(b"\n")
    }
}
