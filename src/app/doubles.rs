//! Doubles of what the app writes to, for its tests.

use std::io;
use std::io::{ErrorKind, Write};
use std::sync::{Arc, Mutex};

use crate::coach::{Event, EventKind};
use crate::time::Timestamp;

/// Keeps what is written to it, or can't be written to at all. Clones are the same ear.
#[derive(Clone, Default)]
pub(crate) struct Ear(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    /// What has been flushed, and what hasn't yet.
    text: String,
    waiting: Vec<u8>,
    closed_by: Option<ErrorKind>,
    tries: usize,
}

impl Ear {
    /// One that answers every write with this error.
    pub fn closed_by(kind: ErrorKind) -> Self {
        let ear = Self::default();
        ear.0.lock().unwrap().closed_by = Some(kind);
        ear
    }

    /// What has arrived.
    pub fn heard(&self) -> String {
        self.0.lock().unwrap().text.clone()
    }

    /// How often somebody tried to write while it was closed.
    pub fn tries(&self) -> usize {
        self.0.lock().unwrap().tries
    }
}

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut heard = self.0.lock().unwrap();
        if let Some(kind) = heard.closed_by {
            heard.tries += 1;
            return Err(kind.into());
        }
        heard.waiting.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut heard = self.0.lock().unwrap();
        let waiting = std::mem::take(&mut heard.waiting);
        heard.text.push_str(std::str::from_utf8(&waiting).unwrap());
        Ok(())
    }
}

/// Somebody was found at a moment.
pub(crate) fn found(seconds: f64) -> Event {
    Event { time: Timestamp::from_secs(seconds), kind: EventKind::PersonFound }
}
