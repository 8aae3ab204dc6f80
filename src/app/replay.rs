//! `supple replay`: a recorded session is coached again.

use std::io::BufRead;
use std::sync::atomic::Ordering;

use super::failure::Failure;
use super::outlet::Outlets;
use super::speaking::Speaking;
use super::stop::Stop;
use crate::coach::Session;
use crate::record::{Moment, ReadError, Reader};
use crate::time::{SteadyTime, Timestamp};

/// Coaches what is recorded, from where the reader stands to the recording's end; `file` is what the person calls it. Answers
/// the time of the last frame.
pub fn replay<R: BufRead>(
    file: &str,
    recording: &mut Reader<R>,
    session: &mut Session,
    outlets: &mut Outlets,
    speaking: &mut Speaking,
    stop: &Stop,
) -> Result<Timestamp, Failure> {
    // Whoever wrote the recording may have had another clock than ours: nobody hears of a time that goes back.
    let (mut now, mut steady) = (Timestamp::ZERO, SteadyTime::default());
    let mut outcome = Ok(());
    for moment in recording {
        if stop.load(Ordering::Relaxed) || session.is_done() {
            break;
        }
        let events = match moment {
            Ok(Moment::Seen(seen)) => {
                now = now.max(steady.moment(seen.time));
                session.observe(&seen)
            }
            Ok(Moment::Pressed { time, command }) => {
                now = now.max(time);
                session.command(time, command)
            }
            Err(error) => {
                outcome = Err(recording_failure(file, &error));
                break;
            }
        };
        outlets.hear(&events)?;
        speaking.observe(now, &events, &session.status())?;
    }
    let events = session.end(now);
    outlets.hear(&events)?;
    speaking.observe(now, &events, &session.status())?;
    speaking.finish(now)?;
    outcome.map(|()| now)
}

/// A recording that is no use, as the person reads it.
#[must_use]
pub fn recording_failure(file: &str, error: &ReadError) -> Failure {
    Failure::bad_input(format!("{file}: {error}"), error.remedy())
}
