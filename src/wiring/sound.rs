//! What is heard of a session, and where it goes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use supple::app::{CueLines, Exit, Failure, Readers, Speaking, is_cue_log};
use supple::args::SoundArgs;
use supple::device::files;
use supple::device::plain::shown;
use supple::device::sound::{Loudspeaker, SoundFile, SystemVoice, Voice, VoiceError};
use supple::history::Remark;
use supple::seam::Speaker;
use supple::settings;
use supple::speech::sounds;
use supple::speech::{Given, Heard, Priority, Sound, Wishes, phrasebook};
use supple::stretch_file::Library;
use supple::time::Timestamp;

use super::failure::file_failure;
use super::language::language;
use super::outputs::{is_same_output, would_overwrite};
use super::terminal::tell;

/// A card plays a little later than it is given.
const A_LITTLE_MORE: Duration = Duration::from_secs(3);

/// A cue file that can't be written, in the words of a command that has no `--force`.
fn without_force(failure: Failure) -> Failure {
    if failure.remedy.contains("--force") {
        Failure { remedy: "Name another file.".to_owned(), ..failure }
    } else {
        failure
    }
}

/// [`check`] for a command that replaces nothing.
pub fn check_new(args: &SoundArgs, input: &[PathBuf]) -> Result<(), Failure> {
    check(args, false, input, None).map_err(without_force)
}

/// Who hears a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ears {
    /// A person: by the loudspeaker.
    Person,
    /// Nobody: a film that goes by as fast as it can.
    Nobody,
}

/// The files that `--cues` and `--sound-file` name may be written; to be asked before anybody waits for a camera.
pub fn check(args: &SoundArgs, force: bool, input: &[PathBuf], events: Option<&Path>) -> Result<(), Failure> {
    if let Some(cues) = args.cues.as_deref() {
        if events.is_some_and(|events| is_same_output(events, cues)) {
            let what = format!("{}: --events and --cues cannot share it", shown(cues));
            return Err(Failure::bad_input(what, "name another file for one of them"));
        }
        if cues != Path::new("-") {
            would_overwrite("--cues", cues, input)?;
            files::check_output(cues, &is_cue_log, force).map_err(|error| file_failure(&error))?;
        }
    }
    match args.sound_file.as_deref() {
        Some(file) if file == Path::new("-") => {
            Err(Failure::bad_input("--sound-file -: a sound file is a file", "--sound-file session.wav"))
        }
        Some(file) if file.exists() => {
            let what = format!("{}: is there already and stays as it is", shown(file));
            Err(Failure::bad_input(what, "name another file with --sound-file"))
        }
        _ => Ok(()),
    }
}

/// Everybody who hears what is said, and at the end what there is to remark of earlier sessions.
pub fn speaking(
    args: &SoundArgs,
    own: settings::Sound,
    ears: Ears,
    force: bool,
    remark: Option<Remark>,
) -> Result<Speaking, Failure> {
    let voice = Arc::new(Voice::carried(language()).map_err(damaged)?);
    let mut speakers: Vec<Box<dyn Speaker>> = Vec::new();
    if let Some(cues) = args.cues.as_deref() {
        let out = files::output(cues, &is_cue_log, force).map_err(|error| file_failure(&error))?;
        let readers = if ears == Ears::Nobody { Readers::Needed } else { Readers::MayGo };
        speakers.push(Box::new(CueLines::new(out, readers)));
    }
    if let Some(file) = args.sound_file.as_deref() {
        speakers.push(Box::new(SoundFile::create(file, Arc::clone(&voice), share(own.volume)).map_err(Failure::from)?));
    }
    if ears == Ears::Person {
        speakers.push(Box::new(loudspeaker(&voice, own)));
    }
    let settings::Sound { voice: words, sounds, nearness, breath, .. } = own;
    let wishes = Wishes { language: language(), voice: words, sounds, nearness, breath, remark };
    Ok(Speaking::new(Arc::new(voice.lengths()), wishes, speakers))
}

/// A volume in percent as a share.
fn share(percent: u32) -> f32 {
    percent as f32 / 100.0
}

fn loudspeaker(voice: &Arc<Voice>, own: settings::Sound) -> Loudspeaker {
    let notes = Box::new(|note: &str| tell(format_args!("supple: {note}")));
    let mut speaker = Loudspeaker::open(Arc::clone(voice), SystemVoice::find(language()), share(own.volume), notes);
    if own.mute {
        speaker.toggle_mute();
    }
    speaker
}

#[allow(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn damaged(error: VoiceError) -> Failure {
    Failure::failed(error.to_string(), "build the program anew, or report this, please")
}

/// `supple say`: speaks a text, or what is said of a stretch, so that a person can set the volume.
pub fn say(library: &Library, what: Option<&str>, args: &SoundArgs, own: settings::Sound) -> Result<Exit, Failure> {
    check_new(args, &[])?;
    let voice = Arc::new(Voice::carried(language()).map_err(damaged)?);
    let phrases = phrases(library, what);
    let lengths = voice.lengths();
    let mut speakers: Vec<Box<dyn Speaker>> = Vec::new();
    if let Some(cues) = args.cues.as_deref() {
        let out = files::output(cues, &is_cue_log, false).map_err(|error| file_failure(&error))?;
        speakers.push(Box::new(CueLines::new(out, Readers::Needed)));
    }
    if let Some(file) = args.sound_file.as_deref() {
        speakers.push(Box::new(SoundFile::create(file, Arc::clone(&voice), share(own.volume)).map_err(Failure::from)?));
    } else {
        // Whether there is a card is this command's own answer.
        let mut speaker =
            Loudspeaker::open(Arc::clone(&voice), SystemVoice::find(language()), share(own.volume), Box::new(|_| ()));
        if own.mute {
            speaker.toggle_mute();
        }
        if !speaker.opens() {
            return Err(Failure::failed(
                "there is no sound card to speak with",
                "connect one, or --sound-file FILE.wav",
            ));
        }
        speakers.push(Box::new(speaker));
    }
    let mut time = Timestamp::ZERO;
    let chime = (Heard::Sound(Sound::Found), sounds::length(Sound::Found));
    let words = phrases.into_iter().map(|phrase| {
        let lasts = lengths.of(&phrase);
        (Heard::Words(phrase), lasts)
    });
    for (heard, lasts) in std::iter::once(chime).chain(words) {
        let given = Given { time, cue: "say", heard, lasts, priority: Priority::Next };
        for speaker in &mut speakers {
            speaker.give(&given).map_err(Failure::from)?;
        }
        time = time + lasts + Duration::from_millis(150);
    }
    let stop = super::terminal::stop_on_interrupt();
    let mut speaking = Speaking::new(Arc::new(lengths), Wishes::default(), speakers);
    speaking.finish(time)?;
    speaking.wait_for(time.since_start() + A_LITTLE_MORE, &stop);
    Ok(Exit::Done)
}

/// What is to be said: everything about a stretch or a routine where that is named, else the text itself.
fn phrases(library: &Library, what: Option<&str>) -> Vec<String> {
    let Some(text) = what else { return phrasebook::greeting(language()) };
    match (library.stretch(text), library.routine(text)) {
        (Some(stretch), _) => phrasebook::introduction(&stretch, language()),
        (None, Some(routine)) => vec![phrasebook::title(&routine.title)],
        (None, None) => phrasebook::spoken_text(text),
    }
}
