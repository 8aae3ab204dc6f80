//! What holds in a session: the command line before the person's settings, and these before what is so by itself.

use supple::app::Failure;
use supple::args::{SoundArgs, WindowArgs, switched};
use supple::device::appearance;
use supple::device::doctor::Complaint;
use supple::device::files::{FileError, FileProblem};
use supple::device::own_files::OwnFolder;
use supple::device::plain::shown;
use supple::settings as typed;
use supple::settings::{Address, CannotSet, Reading, Settings, Sound, View, read, set, template, unset};
use supple::stretch_file::Library;
use supple::view::{Letters, Look, Theme};

use super::failure::file_failure;
use super::language::language;
use super::own;
use super::terminal::tell;

/// The settings' file and what it says.
pub struct Own {
    /// Where it is or would be; `None` for somebody without a home.
    pub folder: Option<OwnFolder>,
    /// Its text, where it is there and can be read.
    pub text: Option<String>,
    /// Why it can't be read, where it is there.
    pub unreadable: Option<FileError>,
    /// What it says.
    pub reading: Reading,
}

impl Own {
    /// Reads the file, which may have doses for the stretches of `library`.
    pub fn read(library: &Library) -> Self {
        let folder = OwnFolder::find();
        let (text, unreadable) = match folder.as_ref().map(OwnFolder::read_settings).transpose() {
            Ok(text) => (text.flatten(), None),
            Err(error) => (None, Some(error)),
        };
        let reading = match (&folder, &text) {
            (Some(folder), Some(text)) => read(&shown(&folder.settings()), text, &own::names(library)),
            _ => Reading::of_nothing(),
        };
        Self { folder, text, unreadable, reading }
    }

    /// What is wrong with the file, in two lines at most.
    pub fn complaint(&self) -> Option<Complaint> {
        if let Some(error) = &self.unreadable {
            let what = format!("{error}; the defaults hold");
            return Some(Complaint { what, remedy: to_have_a_file(error).to_owned() });
        }
        let problems = self.reading.problems.as_ref()?;
        Some(Complaint {
            what: format!("{problems}; where it is wrong, the defaults hold"),
            remedy: "`supple config`, which says what to do about it".to_owned(),
        })
    }

    /// Where the file is, in the words of the doctor.
    pub fn examined(&self) -> Result<String, Complaint> {
        if let Some(complaint) = self.complaint() {
            return Err(complaint);
        }
        let Some(folder) = &self.folder else {
            return Ok("there is no home folder to keep them in; the defaults hold".to_owned());
        };
        let file = shown(&folder.settings());
        Ok(match (&self.text, self.reading.set.len()) {
            (None, _) => format!("the defaults hold; {file} isn't there yet"),
            (Some(_), 1) => format!("{file}, 1 set"),
            (Some(_), number) => format!("{file}, {number} set"),
        })
    }
}

/// The settings. What is wrong with them is told in few words on standard error, and the rest holds: somebody who wants to stretch has
/// no use for more.
pub fn settings(library: &Library) -> Settings {
    let own = Own::read(library);
    if let Some(Complaint { what, remedy }) = own.complaint() {
        tell(Failure::bad_input(what, remedy));
    }
    own.reading.settings
}

/// Sets one thing to what a person typed or chose, or takes it back, in the file as it is now, which is made where it is missing. What the
/// file says then.
pub fn put(library: &Library, address: &Address, value: Option<&str>) -> Result<Own, Failure> {
    let folder = own::home_for("your settings")?;
    // Nothing may take the place of a file that is there and can't be read.
    let unreadable = |error: FileError| Failure::bad_input(error.to_string(), to_have_a_file(&error));
    let before = folder.read_settings().map_err(unreadable)?;
    let file = shown(&folder.settings());
    let changed = match (&before, value) {
        (Some(text), Some(value)) => set(text, address, value).map(Some),
        // What can't be set leaves no schema behind either.
        (None, Some(value)) => set(&template(None), address, value)
            .and_then(|_| set(&template(own::settings_schema(&folder).as_deref()), address, value))
            .map(Some),
        (Some(text), None) => unset(text, address).map(Some),
        (None, None) => Ok(None),
    };
    let text = changed.map_err(|error| cannot_set(&file, &error))?;
    if let Some(text) = text.as_ref().filter(|text| before.as_ref() != Some(*text)) {
        folder.write_settings(text).map_err(|error| file_failure(&error))?;
    }
    let reading = text.as_ref().map_or_else(Reading::of_nothing, |text| read(&file, text, &own::names(library)));
    Ok(Own { folder: Some(folder), text, unreadable: None, reading })
}

/// What to do about settings that can't be read. Their file has one name, so that naming another one is no way out.
fn to_have_a_file(error: &FileError) -> &'static str {
    match error.problem {
        FileProblem::Folder | FileProblem::NotAFile | FileProblem::NotText { .. } | FileProblem::TooLarge { .. } => {
            "move it away: settings are a small text file; `supple config --template` prints one"
        }
        _ => error.remedy(),
    }
}

fn cannot_set(file: &str, error: &CannotSet) -> Failure {
    let what = match error {
        CannotSet::Value(_) => error.to_string(),
        CannotSet::Damaged | CannotSet::NoPlace { .. } => format!("{file}: {error}"),
    };
    Failure::bad_input(what, error.remedy())
}

/// What is heard.
pub fn sound(args: &SoundArgs, own: Sound) -> Sound {
    Sound {
        volume: args.volume.unwrap_or(own.volume),
        mute: switched(args.mute, args.no_mute).unwrap_or(own.mute),
        voice: switched(args.voice, args.no_voice).unwrap_or(own.voice),
        sounds: switched(args.sounds, args.no_sounds).unwrap_or(own.sounds),
        nearness: switched(args.nearness, args.no_nearness).unwrap_or(own.nearness),
        breath: switched(args.breath, args.no_breath).unwrap_or(own.breath),
    }
}

/// What is seen.
pub fn view(args: &WindowArgs, own: View) -> View {
    View {
        mirror: switched(args.mirror, args.no_mirror).unwrap_or(own.mirror),
        size: args.size.unwrap_or(own.size),
        ..own
    }
}

/// How the window looks.
pub fn look(own: &Settings) -> Look {
    let theme = match own.view.theme {
        typed::Theme::Light => Theme::Light,
        typed::Theme::System if appearance::is_light() => Theme::Light,
        typed::Theme::System | typed::Theme::Dark => Theme::Dark,
    };
    let letters = match own.view.letters {
        typed::Letters::Normal => Letters::Normal,
        typed::Letters::Large => Letters::Large,
        typed::Letters::Largest => Letters::Largest,
    };
    Look { theme, letters, language: language() }
}

/// The camera that is asked for; one that is asked for without a name is that of the settings.
pub fn camera<'a>(asked: Option<&'a str>, own: &'a Settings) -> Option<&'a str> {
    asked.filter(|name| !name.is_empty()).or(own.camera.device.as_deref())
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use supple::args::{Args, Command, RunArgs};
    use supple::body::Size;

    use super::*;

    fn run(flags: &str) -> RunArgs {
        let line = format!("supple {flags}");
        let Command::Run(run) = Args::try_parse_from(line.split_whitespace()).unwrap().into_command() else { panic!() };
        run
    }

    fn own(text: &str) -> Settings {
        let reading = read("settings.toml", text, &[]);
        assert!(reading.problems.is_none());
        reading.settings
    }

    /// Each flag before each setting, and each setting before what is so by itself.
    #[test]
    fn flags_come_before_settings_and_these_before_the_defaults() {
        let standard = Settings::default().sound;
        let pick = |flags: &str, text: &str| sound(&run(flags).session.sound, own(text).sound);
        assert_eq!(pick("", ""), standard);
        for (setting, flag) in [
            ("mute = true", "--no-mute"),
            ("voice = false", "--voice"),
            ("sounds = false", "--sounds"),
            ("nearness = true", "--no-nearness"),
            ("breath = true", "--no-breath"),
            ("volume = 20", "--volume 70"),
        ] {
            let text = format!("[sound]\n{setting}\n");
            assert_ne!(pick("", &text), standard, "{setting}");
            assert_eq!(pick(flag, &text), standard, "{flag} before {setting}");
        }
        for (setting, flag) in [
            ("mute = false", "--mute"),
            ("voice = true", "--no-voice"),
            ("sounds = true", "--no-sounds"),
            ("nearness = false", "--nearness"),
            ("breath = false", "--breath"),
            ("volume = 70", "--volume 20"),
        ] {
            assert_ne!(pick(flag, &format!("[sound]\n{setting}\n")), standard, "{flag} before {setting}");
            assert_eq!(pick(flag, ""), pick(flag, &format!("[sound]\n{setting}\n")), "{flag}");
        }
        let pick = |flags: &str, text: &str| view(&run(flags).session.window, own(text).view);
        let text = "[view]\nmirror = false\nsize = '800x600'\n";
        assert_eq!((pick("", text).mirror, pick("", text).size), (false, Size::new(800, 600)));
        assert_eq!(pick("--mirror --size 1280x720", text), Settings::default().view);
        assert!(!pick("--no-mirror", "").mirror);
        let with = own("[camera]\nuse = \"usb\"\n");
        for (flags, asked, own) in [("", Some("usb"), None), ("--camera 1", Some("1"), Some("1"))] {
            let run = run(flags);
            let asked_for = run.session.camera.as_deref();
            assert_eq!(camera(asked_for, &with), asked, "{flags}");
            assert_eq!(camera(asked_for, &Settings::default()), own, "{flags}");
        }
        assert_eq!(camera(Some(""), &with), Some("usb"), "learn --camera");
    }

    /// The defaults that the help tells of are those of the table.
    #[test]
    fn the_help_tells_the_defaults() {
        let Settings { sound, view, .. } = Settings::default();
        let help = <Args as clap::CommandFactory>::command().render_long_help().to_string();
        assert!(help.contains(&format!("How loud words and sounds are [default: {}]", sound.volume)), "{help}");
        let Size { width, height } = view.size;
        assert!(help.contains(&format!("The window's size [default: {width}x{height}]")), "{help}");
        for flag in supple::settings::ROWS.iter().flat_map(|row| row.flags) {
            assert!(help.contains(&format!("{flag} ")) || help.contains(&format!("{flag}\n")), "{flag}");
        }
    }
}
