//! Events as JSON lines, for programs.

use std::io;
use std::io::{ErrorKind, Write};

use serde::Serialize;

use super::Outlet;
use crate::app::failure::Failure;
use crate::coach::Event;

/// Whether a session goes on when nobody reads its events any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// It ends: its events are what it is run for.
    Needed,
    /// It goes on: somebody is stretching before the window.
    MayGo,
}

/// Lines of JSON, each whole and flushed, so that a reader sees it at once.
pub(super) struct Lines {
    /// Until it can't be written any more: after half a line no other makes sense.
    out: Option<Box<dyn Write + Send>>,
    readers: Readers,
}

impl Lines {
    pub(super) fn new(out: Box<dyn Write + Send>, readers: Readers) -> Self {
        Self { out: Some(out), readers }
    }

    /// Writes a line. A failure is returned once; a reader that may go is none.
    pub(super) fn write(&mut self, line: &impl Serialize) -> io::Result<()> {
        let Some(Err(error)) = self.out.as_mut().map(|out| write(out.as_mut(), line)) else { return Ok(()) };
        self.out = None;
        if error.kind() == ErrorKind::BrokenPipe && self.readers == Readers::MayGo { Ok(()) } else { Err(error) }
    }
}

fn write(out: &mut dyn Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Writes each event as a line of JSON.
pub struct JsonLines(Lines);

impl JsonLines {
    /// Lines to `out`, for such readers.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, readers: Readers) -> Self {
        Self(Lines::new(out, readers))
    }
}

impl Outlet for JsonLines {
    fn hear(&mut self, event: &Event) -> Result<(), Failure> {
        self.0.write(event).map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => error.into(),
            _ => Failure::failed(
                format!("the events can't be written: {error}"),
                "make room, or name another file with --events",
            ),
        })
    }
}

/// The events that a session can begin with.
const FIRST_EVENTS: [&str; 4] = ["stretch_started", "person_found", "stretch_recognised", "session_ended"];

/// Whether a file with this first line holds the events of a session, which the next session's may replace.
#[must_use]
pub fn is_event_log(first_line: &str) -> bool {
    let event: serde_json::Value = serde_json::from_str(first_line).unwrap_or_default();
    event["time"].is_number() && event["event"].as_str().is_some_and(|name| FIRST_EVENTS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::doubles::{Ear, found};
    use crate::app::failure::Exit;
    use crate::coach::EventKind;
    use crate::time::Timestamp;

    #[test]
    fn each_event_is_a_line_at_once() {
        let ear = Ear::default();
        let mut lines = JsonLines::new(Box::new(ear.clone()), Readers::Needed);
        lines.hear(&found(1.0)).unwrap();
        assert_eq!(ear.heard(), "{\"time\":1.0,\"event\":\"person_found\"}\n");
        lines.hear(&found(2.5)).unwrap();
        assert_eq!(ear.heard().lines().last(), Some("{\"time\":2.5,\"event\":\"person_found\"}"));
    }

    #[test]
    fn a_session_before_the_window_outlives_who_reads_along() {
        let ear = Ear::closed_by(ErrorKind::BrokenPipe);
        let mut lines = JsonLines::new(Box::new(ear.clone()), Readers::MayGo);
        assert_eq!(lines.hear(&found(1.0)), Ok(()));
        assert_eq!(lines.hear(&found(2.0)), Ok(()));
        assert_eq!(ear.tries(), 1, "nobody is there to write for");
    }

    #[test]
    fn a_session_that_is_run_for_its_events_ends_without_a_word_when_nobody_reads_them() {
        let mut lines = JsonLines::new(Box::new(Ear::closed_by(ErrorKind::BrokenPipe)), Readers::Needed);
        let failure = lines.hear(&found(1.0)).unwrap_err();
        assert_eq!((failure.exit, failure.what.as_str()), (Exit::Done, ""));
        assert_eq!(lines.hear(&found(2.0)), Ok(()), "it fails once");
    }

    #[test]
    fn events_that_find_no_room_end_any_session_with_a_word() {
        for readers in [Readers::Needed, Readers::MayGo] {
            let ear = Ear::closed_by(ErrorKind::StorageFull);
            let mut lines = JsonLines::new(Box::new(ear.clone()), readers);
            let failure = lines.hear(&found(1.0)).unwrap_err();
            assert_eq!(failure.exit, Exit::Failure);
            assert!(failure.what.starts_with("the events can't be written"), "{failure}");
            assert!(failure.remedy.contains("--events"), "{failure}");
            assert_eq!((lines.hear(&found(2.0)), ear.tries()), (Ok(()), 1), "it fails once");
        }
    }

    #[test]
    fn a_file_of_events_is_known_by_its_first_line() {
        let stretch = || "sphinx".to_owned();
        for kind in [
            EventKind::StretchStarted { stretch: stretch() },
            EventKind::PersonFound,
            EventKind::StretchRecognised { stretch: stretch(), title: "Sphinx".to_owned(), either: Vec::new() },
            EventKind::SessionEnded { stretch: stretch(), held_seconds: 0.0 },
        ] {
            let line = serde_json::to_string(&Event { time: Timestamp::from_secs(1.0), kind }).unwrap();
            assert!(is_event_log(&line), "{line}");
        }
        for line in [
            "",
            "title = 'Sphinx'",
            "[1, 2]",
            r#"{"format":"supple recording","version":1}"#,
            r#"{"time":1.0,"event":"login"}"#,
            r#"{"time":"noon","event":"person_found"}"#,
        ] {
            assert!(!is_event_log(line), "{line}");
        }
    }
}
