//! `supple replay`: coaches a recording again.

use std::ffi::OsString;
use std::path::Path;

use supple::app::replay::{recording_failure, replay as coach_again};
use supple::app::{Exit, Failure};
use supple::args::{ReplayArgs, RunArgs, SessionArgs};
use supple::coach::Session;
use supple::device::plain::shown;
use supple::device::recordings;
use supple::record::{Header, Reader};

use super::coaching::{EventsFile, free_session, session, tell_summary};
use super::failure::file_failure;
use super::outputs::must_replace_something;
use super::own;
use super::sound::{self, Ears};
use super::terminal::{stop_on_interrupt, tell};

/// `supple replay`.
pub fn replay(args: &ReplayArgs) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let file = shown(&args.file);
    let input = recordings::open(&args.file).map_err(|error| file_failure(&error))?;
    let mut recording = Reader::new(input).map_err(|error| recording_failure(&file, &error))?;
    let mut session = coached(args, recording.header())?;
    // Nobody has to see the events in time, so that they go the way of a session without a window.
    let events = EventsFile::of(args.events.as_deref(), args.force, std::slice::from_ref(&args.file))?;
    let sound = &args.sound;
    must_replace_something(args.force, args.events.as_deref(), sound.cues.as_deref())?;
    sound::check(sound, args.force, std::slice::from_ref(&args.file), args.events.as_deref())?;
    let mut outlets = events.outlets(sound.cues.as_deref() != Some(Path::new("-")))?;
    let mut speaking = sound::speaking(sound, Ears::Nobody, args.force, None)?;
    let outcome = coach_again(&file, &mut recording, &mut session, &mut outlets, &mut speaking, &stop);
    tell_summary(outlets.summary(), [args.events.as_deref(), sound.cues.as_deref()])?;
    let end = outcome?;
    if recording.is_cut_short() {
        let seconds = end.secs();
        tell(format_args!("supple: {file}: ends in the middle, after {seconds:.1} s; it was coached up to there"));
    }
    Ok(Exit::Done)
}

/// The session that the recording is coached in: the one that was recorded, unless another one is asked for.
fn coached(args: &ReplayArgs, header: &Header) -> Result<Session, Failure> {
    let asks_for_another = args.name.is_some() || args.free;
    let name = if asks_for_another { args.name.clone() } else { header.coaches.clone().map(OsString::from) };
    // Doses that were recorded belong to what was coached then.
    let (hold, reps) = if asks_for_another { (None, None) } else { (header.hold, header.reps) };
    let (hold, reps) = (args.hold.or(hold), args.reps.or(reps));
    let Some(name) = name else {
        if args.reps.is_some() {
            return Err(Failure::bad_input(
                "--reps: whatever is recognised is coached, which has no number of repetitions",
                "name a stretch or routine after the file, or leave it out",
            ));
        }
        return free_session(&own::library(None)?, hold);
    };
    let run = RunArgs { name: Some(name), reps, session: SessionArgs { hold, ..SessionArgs::default() }, bare: false };
    let library = own::library(run.name.as_deref())?;
    match session(&library, &run) {
        Ok((session, _)) => Ok(session.noticing(library.stretches().cloned().collect())),
        // Their own stretches are not in a recording.
        Err(failure) if args.name.is_none() => {
            let remedy =
                "this is what was coached then: name its file after the recording, or another stretch, or --free";
            Err(Failure { remedy: remedy.to_owned(), ..failure })
        }
        Err(failure) => Err(failure),
    }
}
