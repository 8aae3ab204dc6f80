//! A session without a window: frames in, events out, one after another.

use std::io::{ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Failure;
use super::report;
use super::report::Summary;
use super::tape::Tape;
use super::watch::Watch;
use crate::coach::{Event, Session};
use crate::frame::Frame;
use crate::measure::Observation;
use crate::seam::{FrameSource, PoseEstimator};
use crate::time::Timestamp;

/// Set when the person wants the program to end: by a key, by closing the window, by Ctrl-C.
pub type Stop = Arc<AtomicBool>;

/// Where events go: JSON lines for programs, or words for a person.
pub struct EventLog {
    json: Option<Box<dyn Write + Send>>,
    words: Option<Box<dyn Write + Send>>,
    /// Whether the session goes on when nobody reads the events any more: somebody may be stretching before the window.
    outlives_readers: bool,
    summary: Summary,
}

fn write_json(json: &mut dyn Write, event: &Event) -> std::io::Result<()> {
    serde_json::to_writer(&mut *json, event)?;
    json.write_all(b"\n")?;
    json.flush()
}

/// The events that a session can begin with.
const FIRST_EVENTS: [&str; 4] = ["stretch_started", "person_found", "stretch_recognised", "session_ended"];

/// Whether a file with this first line holds the events of a session, which the next session's may replace.
#[must_use]
pub fn is_event_log(first_line: &str) -> bool {
    let event: serde_json::Value = serde_json::from_str(first_line).unwrap_or_default();
    event["time"].is_number() && event["event"].as_str().is_some_and(|name| FIRST_EVENTS.contains(&name))
}

impl EventLog {
    /// JSON lines to `json` where it is wanted, and words to `words` where they are. A session that `outlives_readers` goes on
    /// when the reader of the JSON has gone.
    #[must_use]
    pub fn new(
        json: Option<Box<dyn Write + Send>>,
        words: Option<Box<dyn Write + Send>>,
        outlives_readers: bool,
    ) -> Self {
        Self { json, words, outlives_readers, summary: Summary::default() }
    }

    /// Records events as they happen; each line is whole and flushed, so that a reader sees it at once.
    pub fn record(&mut self, events: &[Event]) -> Result<(), Failure> {
        for event in events {
            self.summary.add(event);
            if let Some(json) = &mut self.json
                && let Err(error) = write_json(json, event)
            {
                if error.kind() != ErrorKind::BrokenPipe || !self.outlives_readers {
                    return Err(error.into());
                }
                self.json = None;
            }
            if let Some(words) = &mut self.words {
                writeln!(words, "{}", report::line(event))?;
                words.flush()?;
            }
        }
        Ok(())
    }

    /// What the session came to, in words.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }
}

/// A session with its pose engine and its log: everything between a frame and what the person is told.
pub struct Coaching {
    estimator: Box<dyn PoseEstimator>,
    session: Session,
    watch: Watch,
    log: EventLog,
    tape: Option<Tape>,
    now: Timestamp,
}

impl Coaching {
    /// A session that has seen nothing yet.
    #[must_use]
    pub fn new(estimator: Box<dyn PoseEstimator>, session: Session, log: EventLog) -> Self {
        Self { estimator, session, watch: Watch::default(), log, tape: None, now: Timestamp::ZERO }
    }

    /// The same, recorded on `tape`.
    #[must_use]
    pub fn recorded(self, tape: Tape) -> Self {
        Self { tape: Some(tape), ..self }
    }

    /// Takes a frame through estimate, measure and coach; gives back what was seen.
    pub fn see(&mut self, frame: &Frame) -> Result<Observation, Failure> {
        let seen = self.watch.observe(self.estimator.as_mut(), frame, self.session.asks_for_spine())?;
        let observation = match &mut self.tape {
            Some(tape) => tape.frame(seen),
            None => seen,
        };
        self.now = observation.time;
        let events = self.session.observe(&observation);
        self.log.record(&events)?;
        Ok(observation)
    }

    /// Passes on what the person asked for.
    pub fn command(&mut self, command: crate::coach::Command) -> Result<(), Failure> {
        if let Some(tape) = &mut self.tape {
            tape.command(self.now, command);
        }
        let events = self.session.command(self.now, command);
        self.log.record(&events)
    }

    /// Ends the session where it stands.
    pub fn end(&mut self) -> Result<(), Failure> {
        let events = self.session.end(self.now);
        let logged = self.log.record(&events);
        logged.and(self.tape.as_mut().map_or(Ok(()), Tape::close))
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What it came to, in words.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        self.log.summary()
    }
}

/// Runs a session without a window until it is done, the input ends, or `stop` is set. A failing source ends the session
/// like the input's end, and is reported after the last event is written.
pub fn run_headless(coaching: &mut Coaching, source: &mut dyn FrameSource, stop: &Stop) -> Result<(), Failure> {
    let outcome = loop {
        if stop.load(Ordering::Relaxed) || coaching.session().is_done() {
            break Ok(());
        }
        match source.next_frame() {
            Ok(Some(frame)) => {
                if let Err(failure) = coaching.see(&frame) {
                    break Err(failure);
                }
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error.into()),
        }
    };
    coaching.end()?;
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::EventKind;

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
