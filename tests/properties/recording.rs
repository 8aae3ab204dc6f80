//! A recorded session, as lines.

use std::io;
use std::io::{Cursor, Write};
use std::sync::{Arc, Mutex};

use supple::coach::Session;
use supple::record::{Moment, Reader, Recorder, Store};
use supple::stretch::Step;

use super::library;

/// Moments that are read at most, so that one input takes a moment.
const MOST: usize = 400;

/// Lines that can be read again.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody else has it").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Store for Lines {
    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A session that can be coached and says the same when it is recorded again, or words about what is wrong where.
pub fn recording(data: &[u8]) {
    let reader = match Reader::new(Cursor::new(data)) {
        Ok(reader) => reader,
        Err(wrong) => {
            assert!(!wrong.to_string().is_empty() && !wrong.remedy().is_empty());
            return;
        }
    };
    let header = reader.header().clone();
    let mut moments = Vec::new();
    for moment in reader.take(MOST) {
        match moment {
            Ok(moment) => moments.push(moment),
            Err(wrong) => {
                assert!(!wrong.to_string().is_empty() && !wrong.remedy().is_empty());
                break;
            }
        }
    }
    let stretch = library().stretch("childs-pose").expect("one of ours");
    let dose = stretch.dose;
    let mut session = Session::new(vec![Step { stretch, dose }]).expect("a step");
    for moment in &moments {
        match moment {
            Moment::Seen(seen) => session.observe(seen),
            Moment::Pressed { time, command } => session.command(*time, *command),
        };
    }
    let recorded = |moments: &[Moment]| {
        let lines = Lines::default();
        let mut recorder = Recorder::new(header.clone(), Box::new(lines.clone()));
        for moment in moments {
            recorder.moment(moment).expect("a moment that was read can be written");
        }
        recorder.finish().expect("and so can the end");
        lines.0.lock().expect("nobody else has it").clone()
    };
    let once = recorded(&moments);
    let again = Reader::new(Cursor::new(&once)).expect("what was written is read");
    let again: Vec<Moment> = again.collect::<Result<_, _>>().expect("every line of it");
    assert_eq!(again.len(), moments.len());
    assert_eq!(recorded(&again), once, "what is written and read says the same");
}
