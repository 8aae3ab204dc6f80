//! After an evening: what was chosen that is done elsewhere, and the way back to the begin.

use std::env;
use std::ffi::OsString;
use std::path::Path;

use supple::app::{Exit, Failure, Leaving};
use supple::args::SessionArgs;
use supple::device::again;
use supple::device::again::DemoFilm;
use supple::stretch_file::Library;

use super::language::language;

/// What asks for a language on the command line.
const LANGUAGE: &str = "--language";
/// What asks for silence, and for sound.
const MUTE: &str = "--mute";
const NO_MUTE: &str = "--no-mute";
/// What has an evening begin at the begin.
const AT_BEGIN: &str = "--at-begin";

/// Whether an evening may go on as another one. Not where all of it is written into a file: the next one would write over that.
pub fn may_go_on(args: &SessionArgs) -> bool {
    let is_file = |out: Option<&Path>| out.is_some_and(|out| out != Path::new("-"));
    !is_file(args.events.as_deref()) && !is_file(args.sound.cues.as_deref()) && args.sound.sound_file.is_none()
}

/// Does what was chosen that is done elsewhere, and goes on at the begin; `silence` is what was last wanted of the sound, where that is something
/// else than what it began with.
pub fn go_on(leaving: Leaving, silence: Option<bool>, library: &Library, args: &SessionArgs) -> Result<Exit, Failure> {
    let cannot = |error: std::io::Error| Failure::failed(format!("cannot go on to what was chosen: {error}"), "");
    // Whatever a person asked for at first holds for what comes after it.
    let in_our_language: [OsString; 2] = [LANGUAGE.into(), language().code().into()];
    let ended = match leaving {
        Leaving::Quit => return Ok(Exit::Done),
        Leaving::Demo => {
            let film = DemoFilm::write().map_err(cannot)?;
            let shown = ["run", "--hold", "6", "--reps", "1", "--no-history", "--input"].map(OsString::from);
            again::run(&[&shown[..], &[film.path().into()], &in_our_language].concat()).map_err(cannot)?
        }
        Leaving::Learn => {
            let named =
                (1..).map(|number| if number == 1 { "my-stretch".to_owned() } else { format!("my-stretch-{number}") });
            let free = named.into_iter().find(|name| library.stretch(name).is_none()).unwrap_or_default();
            let camera = format!("--camera={}", args.camera.as_deref().unwrap_or_default());
            let learn: [OsString; 3] = ["learn".into(), free.into(), camera.into()];
            again::run(&[&learn[..], &in_our_language].concat()).map_err(cannot)?
        }
        Leaving::InAnotherLanguage => true,
    };
    if !ended {
        // Why has been said.
        return Ok(Exit::Failure);
    }
    let typed = env::args_os().skip(1);
    Err(cannot(again::become_anew(&anew(typed, leaving == Leaving::InAnotherLanguage, silence))))
}

/// The command line as it was typed, but for an evening that goes on: at the begin; in the language that is set, where that `has_changed`; with
/// sound or in silence as it was left.
fn anew(typed: impl Iterator<Item = OsString>, has_changed: bool, silence: Option<bool>) -> Vec<OsString> {
    let (mut anew, mut rest) = (Vec::new(), typed.peekable());
    // What comes after two dashes is a name, whatever it looks like.
    while let Some(argument) = rest.next_if(|argument| argument != "--") {
        if has_changed && argument == LANGUAGE {
            rest.next();
            continue;
        }
        let is_language = argument.to_string_lossy().strip_prefix(LANGUAGE).is_some_and(|rest| rest.starts_with('='));
        let is_sound = argument == MUTE || argument == NO_MUTE;
        if argument != AT_BEGIN && !(has_changed && is_language) && !(silence.is_some() && is_sound) {
            anew.push(argument);
        }
    }
    anew.extend(silence.map(|is_muted| if is_muted { MUTE.into() } else { NO_MUTE.into() }));
    anew.push(AT_BEGIN.into());
    anew.extend(rest);
    anew
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evening_goes_on_as_it_was_typed_and_left() {
        let anew = |line: &str, has_changed, silence| {
            let anew = anew(line.split(' ').map(OsString::from), has_changed, silence);
            anew.iter().map(|argument| argument.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
        };
        let asked = "run sphinx --language es --hold 20";
        assert_eq!(anew(asked, true, None), "run sphinx --hold 20 --at-begin");
        assert_eq!(anew(asked, false, None), "run sphinx --language es --hold 20 --at-begin");
        assert_eq!(anew("--language=en run sphinx --at-begin", true, None), "run sphinx --at-begin");
        assert_eq!(anew("run sphinx --letters large", true, None), "run sphinx --letters large --at-begin");
        assert_eq!(anew("run sphinx --language", true, None), "run sphinx --at-begin");
        assert_eq!(anew("sphinx --mute", false, Some(false)), "sphinx --no-mute --at-begin");
        assert_eq!(anew("sphinx --mute", false, None), "sphinx --mute --at-begin");
        assert_eq!(anew("run --no-mute -- --language", true, Some(true)), "run --mute --at-begin -- --language");
    }

    #[test]
    fn what_is_written_into_a_file_is_not_written_over_by_what_comes_next() {
        let args = |events: Option<&str>| SessionArgs { events: events.map(Into::into), ..SessionArgs::default() };
        assert!(may_go_on(&args(None)) && may_go_on(&args(Some("-"))));
        assert!(!may_go_on(&args(Some("evening.jsonl"))));
    }
}
