//! Events in words, for a person at the terminal.

use std::io::Write;

use super::Outlet;
use crate::app::failure::Failure;
use crate::coach::Event;
use crate::language::Language;
use crate::wording::session;

/// Writes each event as a line of words, at once. It is there for somebody who reads along in a session without a window: when they
/// have gone, or can't be written to, there is nobody left to run it for.
pub struct EventWords {
    out: Option<Box<dyn Write + Send>>,
    language: Language,
}

impl EventWords {
    /// Words to `out`, in this language.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, language: Language) -> Self {
        Self { out: Some(out), language }
    }
}

impl Outlet for EventWords {
    fn hear(&mut self, event: &Event) -> Result<(), Failure> {
        let Some(out) = &mut self.out else { return Ok(()) };
        let written = writeln!(out, "{}", session::line(event, self.language)).and_then(|()| out.flush());
        if written.is_err() {
            self.out = None;
        }
        Ok(written?)
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;
    use crate::app::doubles::{Ear, found};
    use crate::app::failure::Exit;

    #[test]
    fn each_event_is_said_at_once() {
        let ear = Ear::default();
        let mut words = EventWords::new(Box::new(ear.clone()), Language::English);
        words.hear(&found(1.0)).unwrap();
        assert_eq!(ear.heard(), "    1.0 s  I can see you.\n");
    }

    #[test]
    fn words_for_nobody_end_the_session_and_only_trouble_is_told() {
        for (kind, exit) in [(ErrorKind::BrokenPipe, Exit::Done), (ErrorKind::StorageFull, Exit::Failure)] {
            let ear = Ear::closed_by(kind);
            let mut words = EventWords::new(Box::new(ear.clone()), Language::English);
            let failure = words.hear(&found(1.0)).unwrap_err();
            assert_eq!((failure.exit, failure.what.is_empty()), (exit, exit == Exit::Done));
            assert_eq!((words.hear(&found(2.0)), ear.tries()), (Ok(()), 1), "it fails once");
        }
    }
}
