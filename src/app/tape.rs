//! The recording of a session under way: what is seen and pressed goes onto it.

use std::io;

use super::failure::Failure;
use crate::coach::Command;
use crate::measure::Observation;
use crate::record::Recorder;
use crate::time::Timestamp;

/// A recording under way.
pub struct Tape {
    file: String,
    /// Until it is closed, or can't be written any more.
    recorder: Option<Recorder>,
    failed: Option<Failure>,
}

impl Tape {
    /// A recording in `file`, as the person named it.
    #[must_use]
    pub fn new(file: String, recorder: Recorder) -> Self {
        Self { file, recorder: Some(recorder), failed: None }
    }

    /// Records a frame; returns what it says was seen, so that the session is coached with that and nothing else. Somebody may
    /// be stretching: a recording that can't be written any more is no reason to stop them, and is reported at the end.
    pub(super) fn frame(&mut self, seen: Observation) -> Observation {
        let time = seen.time;
        self.write(time, |recorder| recorder.frame(&seen)).unwrap_or(seen)
    }

    /// Records what the person pressed after the frame of this time.
    pub(super) fn command(&mut self, time: Timestamp, command: Command) {
        self.write(time, |recorder| recorder.command(time, command));
    }

    fn write<T>(&mut self, time: Timestamp, write: impl FnOnce(&mut Recorder) -> io::Result<T>) -> Option<T> {
        match write(self.recorder.as_mut()?) {
            Ok(written) => Some(written),
            Err(error) => {
                self.recorder = None;
                self.failed = Some(self.failure(&error, &format!("it ends before {:.1} s", time.secs())));
                None
            }
        }
    }

    /// Closes the recording; says whether all of it was written.
    pub(super) fn close(&mut self) -> Result<(), Failure> {
        if let Some(Err(error)) = self.recorder.take().map(Recorder::finish) {
            self.failed = Some(self.failure(&error, "its end may be missing"));
        }
        self.failed.take().map_or(Ok(()), Err)
    }

    fn failure(&self, error: &io::Error, what: &str) -> Failure {
        Failure::failed(
            format!("{}: cannot be written: {error}; {what}", self.file),
            "see that the disk has room, then record again into another file",
        )
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::body::Size;
    use crate::record::{Header, Store};

    /// A disk with room for this many bytes.
    struct Small(usize);

    impl Write for Small {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| io::Error::other("disk full"))?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Store for Small {
        fn finish(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn tape(room: usize) -> Tape {
        Tape::new("a.gz".to_owned(), Recorder::new(Header::default(), Box::new(Small(room))))
    }

    fn nobody(seconds: f64) -> Observation {
        Observation { time: Timestamp::from_secs(seconds), size: Size::new(64, 48), pose: None, spine: None }
    }

    #[test]
    fn a_full_disk_ends_the_recording_and_not_the_session() {
        let mut tape = tape(150);
        for tenths in 0..20 {
            assert_eq!(tape.frame(nobody(f64::from(tenths) / 10.0)), nobody(f64::from(tenths) / 10.0));
        }
        tape.command(Timestamp::from_secs(2.0), Command::Next);
        let failure = tape.close().unwrap_err();
        assert!(failure.what.starts_with("a.gz: cannot be written: disk full; it ends before "), "{failure}");
        assert_eq!(tape.close(), Ok(()), "it is told once");
    }

    #[test]
    fn the_session_is_coached_with_what_the_recording_says() {
        let mut tape = tape(10_000);
        assert_eq!(tape.frame(nobody(0.123_456)).time, Timestamp::from_secs(0.1235));
        assert_eq!(tape.close(), Ok(()));
    }
}
