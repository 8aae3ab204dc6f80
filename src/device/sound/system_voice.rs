//! A voice of the system's own, for a person's own stretches: espeak-ng where it is installed, `say` on macOS, System.Speech on Windows.

use std::io;
use std::io::{Cursor, Read, Write};
use std::num::{NonZeroU16, NonZeroU32};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rodio::Decoder;
use rodio::source::UniformSourceIterator;

use crate::device::confined;
use crate::device::confined::Allowance;
use crate::language::Language;
use crate::speech::sounds::RATE;

/// A phrase takes a few hundredths of a second; a program that takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(4);
/// Nobody says more in one breath, in bytes of sound.
const MOST: u64 = 8 << 20;
/// How much memory it may fill, in MiB; it takes 12.
const MEMORY: u64 = 256;
/// As loud as the carried voice, which is mixed for a quiet room.
const LOUDNESS: f32 = 0.5;

/// A program that speaks a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemVoice {
    program: Program,
    language: Language,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Program {
    /// Writes a WAV to its standard output.
    Espeak(String),
    /// Speaks by itself.
    Speaks(&'static str, Vec<String>),
}

/// Reads what is said from standard input, so that no word is taken for an option or a command. Of the voices it takes the first that speaks
/// the language, and otherwise the one that the system has chosen.
fn system_speech(language: Language) -> Vec<String> {
    let script = format!(
        "[Console]::InputEncoding = [Text.Encoding]::UTF8; \
         Add-Type -AssemblyName System.Speech; \
         $speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer; \
         $voice = $speaker.GetInstalledVoices() | \
         Where-Object {{ $_.Enabled -and $_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq '{}' }} | Select-Object -First 1; \
         if ($voice) {{ $speaker.SelectVoice($voice.VoiceInfo.Name) }}; \
         $speaker.Speak([Console]::In.ReadToEnd())",
        language.code()
    );
    ["-NoProfile", "-Command", &script].map(str::to_owned).to_vec()
}

/// The name of the first voice of a language in what `say -v ?` lists: a name, a place such as `es_MX`, and a sample after `#`.
fn listed_voice(list: &str, language: Language) -> Option<&str> {
    list.lines().find_map(|line| {
        let (name, place) = line.split('#').next()?.trim_end().rsplit_once(char::is_whitespace)?;
        (Language::named(place) == Some(language)).then(|| name.trim_end())
    })
}

/// How `say` is told to speak a language; nothing where it has no voice for it, and the system's own choice speaks.
fn say_arguments(language: Language) -> Vec<String> {
    let listed = Command::new("say").args(["-v", "?"]).stdin(Stdio::null()).stderr(Stdio::null()).output();
    let list = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    listed_voice(&list, language).map(|name| vec!["-v".to_owned(), name.to_owned()]).unwrap_or_default()
}

/// What espeak-ng is told: a WAV of what is said, by its voice of the language, at a calm pace.
fn espeak_arguments(language: Language) -> [&'static str; 6] {
    let voice = match language {
        Language::English => "en-us",
        Language::Spanish => "es",
    };
    ["--stdin", "--stdout", "-v", voice, "-s", "150"]
}

impl SystemVoice {
    /// The system's voice for a language; `None` where there is none.
    #[must_use]
    pub fn find(language: Language) -> Option<Self> {
        let speaks = |program, arguments| Some(Self { program: Program::Speaks(program, arguments), language });
        if cfg!(target_os = "macos") {
            return speaks("say", say_arguments(language));
        }
        if cfg!(target_os = "windows") {
            return speaks("powershell", system_speech(language));
        }
        Self::espeak("espeak-ng", language)
    }

    /// espeak-ng under this name, if it can be started.
    #[must_use]
    pub fn espeak(program: &str, language: Language) -> Option<Self> {
        let mut command = espeak_command(program).ok()?;
        let found = command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let program = || Program::Espeak(program.to_owned());
        found.is_ok_and(|status| status.success()).then(|| Self { program: program(), language })
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.program {
            Program::Espeak(program) => program,
            Program::Speaks(program, _) => program,
        }
    }

    /// Speaks a phrase; answers samples, of a voice that doesn't bring the sound out itself. `None` where it can't. Takes its time:
    /// not for a thread that somebody waits for.
    #[must_use]
    pub fn say(&self, phrase: &str) -> Option<Arc<[f32]>> {
        let mut command = match &self.program {
            Program::Espeak(program) => {
                let mut command = espeak_command(program).ok()?;
                command.args(espeak_arguments(self.language));
                command
            }
            Program::Speaks(program, arguments) => {
                let mut command = Command::new(program);
                command.args(arguments);
                command
            }
        };
        let wav = spoken(&mut command, phrase)?;
        if matches!(self.program, Program::Speaks(..)) {
            return Some(Arc::from([]));
        }
        let sound = Decoder::new(Cursor::new(wav)).ok()?;
        let (mono, rate) = (NonZeroU16::new(1)?, NonZeroU32::new(RATE)?);
        Some(UniformSourceIterator::new(sound, mono, rate).map(|sample| LOUDNESS * sample).collect())
    }
}

/// espeak-ng, kept from sound servers: whatever it is started for it looks for `PulseAudio`, whose library then leaves a link in the person's
/// home. Its samples are all that is wanted of it, and they and what it says are all that it is given.
fn espeak_command(program: &str) -> io::Result<Command> {
    let mut command = confined::command(Path::new(program), &Allowance::new(MEMORY).for_seconds(PATIENCE.as_secs()))?;
    command.env("PULSE_SERVER", "unix:/dev/null");
    Ok(command)
}

/// What a program that is told `phrase` writes, if it ends well and in time.
fn spoken(command: &mut Command, phrase: &str) -> Option<Vec<u8>> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let output = child.stdout.take()?;
    let written = child.stdin.take()?.write_all(phrase.as_bytes());
    let reader = thread::Builder::new().name("voice output".to_owned()).spawn(move || {
        let mut bytes = Vec::new();
        output.take(MOST).read_to_end(&mut bytes).map(|_| bytes)
    });
    let well = written.is_ok() && ends_well(&mut child);
    let bytes = reader.ok()?.join().ok()?.ok()?;
    well.then_some(bytes)
}

/// Waits for a program, but not for ever.
fn ends_well(child: &mut Child) -> bool {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(5)),
            Err(_) => break,
        }
    }
    // It may have ended just now; either way nobody waits for it any more.
    let _ = child.kill();
    let _ = child.wait();
    false
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    #[test]
    fn espeak_finds_no_sound_server() {
        let command = espeak_command("cargo").unwrap();
        let server = command.get_envs().find(|(name, _)| *name == OsStr::new("PULSE_SERVER"));
        assert_eq!(server, Some((OsStr::new("PULSE_SERVER"), Some(OsStr::new("unix:/dev/null")))));
    }

    #[test]
    fn a_system_without_a_voice_is_no_failure() {
        assert_eq!(SystemVoice::espeak("no-such-voice-here", Language::English), None);
        let broken = SystemVoice { program: Program::Espeak("false".to_owned()), language: Language::English };
        assert!(broken.say("Hello.").is_none());
    }

    #[test]
    fn a_voice_is_chosen_by_its_language() {
        let list = "Alex                en_US    # Most people recognize me by my voice.\n\
                    Bad News            en_US    # The light you see...\n\
                    Eddy (Español (México)) es_MX    # ¡Hola! Me llamo Eddy.\n\
                    Mónica              es_ES    # ¡Hola! Me llamo Mónica.\n";
        assert_eq!(listed_voice(list, Language::Spanish), Some("Eddy (Español (México))"));
        assert_eq!(listed_voice(list, Language::English), Some("Alex"));
        assert_eq!(listed_voice("Thomas  fr_FR  # Bonjour\n\n#\n", Language::Spanish), None);
        let script = system_speech(Language::Spanish).pop();
        assert!(script.is_some_and(|script| script.contains("-eq 'es'")));
        assert!(espeak_arguments(Language::Spanish).windows(2).any(|pair| pair == ["-v", "es"]));
    }
}
