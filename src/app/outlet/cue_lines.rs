//! What is heard, as JSON lines: a transcript for programs, and for whoever reads what was said.

use std::io::{ErrorKind, Write};

use super::json_lines::{Lines, Readers};
use crate::seam::{Speaker, SpeakerError};
use crate::speech::Given;

/// Writes each phrase and each sound as a line of JSON when it is given.
pub struct CueLines(Lines);

impl CueLines {
    /// Lines to `out`, for such readers.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, readers: Readers) -> Self {
        Self(Lines::new(out, readers))
    }
}

impl Speaker for CueLines {
    fn give(&mut self, given: &Given) -> Result<(), SpeakerError> {
        self.0.write(given).map_err(|error| SpeakerError {
            what: format!("the cues can't be written: {error}"),
            remedy: "make room, or name another file with --cues".to_owned(),
            reader_gone: error.kind() == ErrorKind::BrokenPipe,
        })
    }
}

/// Whether a file with this first line holds the cues of a session, which the next session's may replace.
#[must_use]
pub fn is_cue_log(first_line: &str) -> bool {
    let line: serde_json::Value = serde_json::from_str(first_line).unwrap_or_default();
    line["time"].is_number() && line["cue"].is_string() && line["priority"].is_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::doubles::Ear;
    use crate::speech::{Heard, Priority, Sound};
    use crate::time::Timestamp;

    fn given() -> Given {
        let time = Timestamp::from_secs(0.5);
        let lasts = crate::speech::Lengths::of_sound(Sound::Found);
        Given { time, cue: "seen", heard: Heard::Sound(Sound::Found), lasts, priority: Priority::Next }
    }

    #[test]
    fn a_line_a_cue_is_written_at_once_and_known_as_ours() {
        let ear = Ear::default();
        CueLines::new(Box::new(ear.clone()), Readers::Needed).give(&given()).unwrap();
        let line = ear.heard();
        assert!(line.ends_with('\n') && is_cue_log(&line), "{line}");
        assert!(!is_cue_log("title = \"mine\"") && !is_cue_log(r#"{"time":0.4,"event":"person_found"}"#));
    }

    #[test]
    fn a_reader_who_goes_ends_only_the_session_that_is_run_for_it() {
        let broken = |readers| CueLines::new(Box::new(Ear::closed_by(ErrorKind::BrokenPipe)), readers).give(&given());
        assert!(broken(Readers::MayGo).is_ok());
        assert!(broken(Readers::Needed).is_err_and(|error| error.reader_gone));
        let full = CueLines::new(Box::new(Ear::closed_by(ErrorKind::StorageFull)), Readers::MayGo).give(&given());
        assert!(full.is_err_and(|error| error.what.contains("cues")));
    }
}
