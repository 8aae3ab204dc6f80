//! The one table of all settings: what each is called, what it can be, what holds without it, and what it does. Reader, editor, template,
//! schema and listing are made from it.

use std::borrow::Cow;

use super::typed::{Coach, Economy, Letters, Settings, Theme};
use super::value::Value;
use crate::body::Size;
use crate::stretch::OwnDose;
use crate::toml_check::{Key, Vocabulary};

/// A table of the file.
#[derive(Debug)]
pub struct Section {
    pub(super) key: Key,
    /// How problems speak of it.
    pub(super) called: &'static str,
    /// What it is about.
    pub about: &'static str,
}

/// One setting.
#[derive(Debug)]
pub struct Row {
    /// The name of the table that it stands in.
    pub section: &'static str,
    pub(super) key: Key,
    /// What it can be.
    pub kind: Kind,
    /// What holds without it.
    pub default: Standard,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// What overrides it on the command line.
    pub flags: &'static [&'static str],
    pub(super) store: Store,
}

/// What a setting can be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Whole {
        /// The least.
        low: u32,
        /// The most.
        high: u32,
    },
    /// Seconds, with or without a point.
    Seconds {
        /// The least.
        low: f64,
        /// The most.
        high: f64,
    },
    /// One of these words.
    Word {
        /// The list, as problems name it.
        vocabulary: &'static Vocabulary,
        /// The words.
        words: &'static [&'static str],
    },
    /// The person's own words, of at most so many characters.
    Text(usize),
    /// A width and height in pixels.
    Size,
    /// A camera's number, or part of its name.
    Camera,
}

/// What holds where nothing is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(u32),
    /// A word.
    Word(&'static str),
    /// A size.
    Size(Size),
    /// No value, which means this.
    Unset(&'static str),
}

impl Standard {
    /// The value, where there is one.
    #[must_use]
    pub const fn value(self) -> Option<Value> {
        Some(match self {
            Self::Flag(flag) => Value::Flag(flag),
            Self::Whole(number) => Value::Whole(number),
            Self::Word(word) => Value::Text(Cow::Borrowed(word)),
            Self::Size(size) => Value::Size(size),
            Self::Unset(_) => return None,
        })
    }
}

/// Where a value goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Store {
    Setting(fn(&mut Settings, &Value)),
    /// A dose: of all that is held, or of one stretch.
    Dose(fn(&mut OwnDose, &Value)),
}

impl Row {
    /// Its name in its table.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.key.name
    }

    /// Its whole name, such as `sound.volume`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}.{}", self.section, self.key.name)
    }

    /// A line with it.
    #[must_use]
    pub const fn example(&self) -> &'static str {
        self.key.example
    }

    /// Whether it can be set for single stretches too.
    #[must_use]
    pub const fn is_dose(&self) -> bool {
        matches!(self.store, Store::Dose(_))
    }

    /// What it can be, in words.
    #[must_use]
    pub fn allowed(&self) -> String {
        match self.kind {
            Kind::Flag => "true or false".to_owned(),
            Kind::Whole { low, high } => format!("{low} to {high}"),
            Kind::Seconds { low, high } => format!("{low} to {high} seconds"),
            Kind::Word { words, .. } => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                match &quoted[..] {
                    [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
                    all => all.concat(),
                }
            }
            Kind::Text(limit) => format!("a text of at most {limit} characters"),
            Kind::Size => {
                let ((least_wide, least_high), (most_wide, most_high)) = (SMALLEST_WINDOW, LARGEST_WINDOW);
                format!("\"{least_wide}x{least_high}\" to \"{most_wide}x{most_high}\"")
            }
            Kind::Camera => "a number, or part of a name".to_owned(),
        }
    }
}

impl Section {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.key.name
    }

    /// Its settings.
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> + Clone {
        let name = self.key.name;
        ROWS.iter().filter(move |row| row.section == name)
    }
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self::blank();
        for row in &ROWS {
            if let (Some(value), Store::Setting(store)) = (row.default.value(), row.store) {
                store(&mut settings, &value);
            }
        }
        settings
    }
}

/// The smallest window that can be asked for: width and height in pixels, as on the command line.
pub(super) const SMALLEST_WINDOW: (u32, u32) = (320, 240);
/// The largest one.
pub(super) const LARGEST_WINDOW: (u32, u32) = (7680, 4320);
/// The longest that one's own words may be: as much as is read out in one go.
const LONGEST_WORDS: usize = 280;

static THEMES: Vocabulary = Vocabulary::new("unknown-theme", "theme", "themes");
static ECONOMIES: Vocabulary = Vocabulary::new("unknown-economy", "time to save power", "times");
static LETTERS: Vocabulary = Vocabulary::new("unknown-letters", "size of letters", "sizes");

static LANGUAGES: Vocabulary = Vocabulary::new("unknown-language", "language", "languages");

const fn words<T: Copy, const N: usize>(all: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut place = 0;
    while place < N {
        words[place] = all[place].0;
        place += 1;
    }
    words
}

/// The tables of the file, in the order in which they are shown.
pub static SECTIONS: [Section; 7] = [
    section("sound", "[sound]", "What is heard."),
    section("view", "[view]", "How the window looks."),
    section("camera", "[camera]", "What watches you."),
    section("coach", "[coach]", "How the coach behaves."),
    section(
        "doses",
        "[doses]",
        "How much of each stretch you do. These hold for all that is held, and not for what is moved, such as cat and cow. A table of its own, \
         such as [doses.sphinx], holds for one stretch, and comes first.",
    ),
    section("history", "[history]", "What is remembered of your sessions."),
    section("goals", "[goals]", "What you are after."),
];

const fn section(name: &'static str, called: &'static str, about: &'static str) -> Section {
    Section { key: Key { name, example: called }, called, about }
}

const fn flag(default: bool) -> (Kind, Standard) {
    (Kind::Flag, Standard::Flag(default))
}

const fn row(
    section: &'static str,
    (name, example): (&'static str, &'static str),
    (kind, default): (Kind, Standard),
    flags: &'static [&'static str],
    store: Store,
    help: &'static str,
) -> Row {
    Row { section, key: Key { name, example }, kind, default, help, flags, store }
}

const PERCENT: (Kind, Standard) = (Kind::Whole { low: 0, high: 100 }, Standard::Whole(70));
const THEME: (Kind, Standard) =
    (Kind::Word { vocabulary: &THEMES, words: &words(&Theme::ALL) }, Standard::Word(Theme::ALL[0].0));
const LETTER: (Kind, Standard) =
    (Kind::Word { vocabulary: &LETTERS, words: &words(&Letters::ALL) }, Standard::Word(Letters::ALL[0].0));
const LANGUAGE: (Kind, Standard) =
    (Kind::Word { vocabulary: &LANGUAGES, words: &words(&Coach::LANGUAGES) }, Standard::Word(Coach::LANGUAGES[0].0));
const ECONOMY: (Kind, Standard) =
    (Kind::Word { vocabulary: &ECONOMIES, words: &words(&Economy::ALL) }, Standard::Word(Economy::ALL[0].0));
const WINDOW: (Kind, Standard) = (Kind::Size, Standard::Size(Size::new(1280, 720)));
const CAMERA: (Kind, Standard) = (Kind::Camera, Standard::Unset("the first camera"));
const HOLD: (Kind, Standard) =
    (Kind::Seconds { low: 0.1, high: 3600.0 }, Standard::Unset("each stretch's or routine's own"));
const REPS: (Kind, Standard) = (Kind::Whole { low: 1, high: 1000 }, Standard::Unset("each stretch's or routine's own"));
const NO_GOAL: &str = "none";

/// Every setting, table by table.
pub static ROWS: [Row; 22] = [
    row(
        "sound",
        ("volume", "volume = 70"),
        PERCENT,
        &["--volume"],
        Store::Setting(|settings, value| settings.sound.volume = value.whole()),
        "How loud words and sounds are, in percent.",
    ),
    row(
        "sound",
        ("mute", "mute = true"),
        flag(false),
        &["--mute", "--no-mute"],
        Store::Setting(|settings, value| settings.sound.mute = value.flag()),
        "Whether a session begins in silence; the key m brings the sound back.",
    ),
    row(
        "sound",
        ("voice", "voice = false"),
        flag(true),
        &["--voice", "--no-voice"],
        Store::Setting(|settings, value| settings.sound.voice = value.flag()),
        "Whether there are words; without them there are sounds only.",
    ),
    row(
        "sound",
        ("sounds", "sounds = false"),
        flag(true),
        &["--sounds", "--no-sounds"],
        Store::Setting(|settings, value| settings.sound.sounds = value.flag()),
        "Whether there are sounds; without them there are words only.",
    ),
    row(
        "sound",
        ("nearness", "nearness = true"),
        flag(false),
        &["--nearness", "--no-nearness"],
        Store::Setting(|settings, value| settings.sound.nearness = value.flag()),
        "Whether a quiet tone comes to rest as you reach the pose; the key t turns it on and off.",
    ),
    row(
        "sound",
        ("breath", "breath = true"),
        flag(false),
        &["--breath", "--no-breath"],
        Store::Setting(|settings, value| settings.sound.breath = value.flag()),
        "Whether there is a sound to breathe by in long holds that ask for it.",
    ),
    row(
        "view",
        ("theme", "theme = \"light\""),
        THEME,
        &[],
        Store::Setting(|settings, value| settings.view.theme = value.one_of(&Theme::ALL).unwrap_or(Theme::Dark)),
        "The colours of the window: light on dark, dark on light, or as your system has it.",
    ),
    row(
        "view",
        ("letters", "letters = \"large\""),
        LETTER,
        &[],
        Store::Setting(|settings, value| {
            settings.view.letters = value.one_of(&Letters::ALL).unwrap_or(Letters::Normal);
        }),
        "How large the letters in the window are.",
    ),
    row(
        "view",
        ("mirror", "mirror = false"),
        flag(true),
        &["--mirror", "--no-mirror"],
        Store::Setting(|settings, value| settings.view.mirror = value.flag()),
        "Whether you see yourself as in a mirror, and not as the camera sees you.",
    ),
    row(
        "view",
        ("full_screen", "full_screen = true"),
        flag(false),
        &[],
        Store::Setting(|settings, value| settings.view.full_screen = value.flag()),
        "Whether the window fills the screen.",
    ),
    row(
        "view",
        ("size", "size = \"1280x720\""),
        WINDOW,
        &["--size"],
        Store::Setting(|settings, value| {
            if let Value::Size(size) = value {
                settings.view.size = *size;
            }
        }),
        "The window's width and height in pixels.",
    ),
    row(
        "camera",
        ("use", "use = \"usb\""),
        CAMERA,
        &["--camera"],
        Store::Setting(|settings, value| settings.camera.device = Some(value.plain())),
        "Which camera watches you; `supple devices` lists them.",
    ),
    row(
        "coach",
        ("language", "language = \"es\""),
        LANGUAGE,
        &["--language"],
        Store::Setting(|settings, value| settings.coach.language = value.one_of(&Coach::LANGUAGES).flatten()),
        "The language that Supple speaks and writes: your system's, English or Spanish.",
    ),
    row(
        "coach",
        ("comfort", "comfort = false"),
        flag(true),
        &["--no-comfort"],
        Store::Setting(|settings, value| settings.coach.comfort = value.flag()),
        "Whether your own comfortable limit counts where your body doesn't go as deep as a stretch asks for.",
    ),
    row(
        "coach",
        ("ask_pain", "ask_pain = false"),
        flag(true),
        &[],
        Store::Setting(|settings, value| settings.coach.ask_pain = value.flag()),
        "Whether you are asked how much it hurts, before and after.",
    ),
    row(
        "coach",
        ("economy", "economy = \"always\""),
        ECONOMY,
        &["--economy", "--no-economy"],
        Store::Setting(|settings, value| {
            settings.coach.economy = value.one_of(&Economy::ALL).unwrap_or(Economy::Auto);
        }),
        "When power is saved, with ten looks and fifteen pictures a second: on a battery (\"auto\"), always or never.",
    ),
    row(
        "doses",
        ("hold_s", "hold_s = 30"),
        HOLD,
        &["--hold"],
        Store::Dose(|dose, value| dose.hold = value.seconds()),
        "Seconds of one hold.",
    ),
    row(
        "doses",
        ("reps", "reps = 2"),
        REPS,
        &["--reps"],
        Store::Dose(|dose, value| dose.reps = Some(value.whole())),
        "Repetitions, of each side where there are sides.",
    ),
    row(
        "history",
        ("keep", "keep = false"),
        flag(true),
        &["--no-history"],
        Store::Setting(|settings, value| settings.history.keep = value.flag()),
        "Whether your sessions are remembered.",
    ),
    row(
        "goals",
        ("days_a_week", "days_a_week = 4"),
        (Kind::Whole { low: 1, high: 7 }, Standard::Unset(NO_GOAL)),
        &[],
        Store::Setting(|settings, value| settings.goals.days_a_week = Some(value.whole())),
        "On how many days of a week you want to stretch.",
    ),
    row(
        "goals",
        ("minutes_a_day", "minutes_a_day = 10"),
        (Kind::Whole { low: 1, high: 240 }, Standard::Unset(NO_GOAL)),
        &[],
        Store::Setting(|settings, value| settings.goals.minutes_a_day = Some(value.whole())),
        "For how many minutes of such a day.",
    ),
    row(
        "goals",
        ("words", "words = \"Tie my shoes without thinking about it.\""),
        (Kind::Text(LONGEST_WORDS), Standard::Unset(NO_GOAL)),
        &[],
        Store::Setting(|settings, value| settings.goals.words = Some(value.plain())),
        "What you want to be able to do, in your own words.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_in_a_table_and_in_its_order() {
        let sections: Vec<_> = SECTIONS.iter().map(Section::name).collect();
        let places: Vec<_> = ROWS.iter().map(|row| sections.iter().position(|name| *name == row.section)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        for row in &ROWS {
            assert_eq!(ROWS.iter().filter(|other| other.path() == row.path()).count(), 1, "{}", row.path());
            assert!(row.help.ends_with('.') && row.key.example.starts_with(row.name()), "{row:?}");
            assert!(row.flags.iter().all(|flag| flag.starts_with("--")), "{row:?}");
        }
    }

    #[test]
    fn the_default_is_what_the_table_says() {
        let settings = Settings::default();
        assert_eq!((settings.sound.volume, settings.sound.voice, settings.sound.mute), (70, true, false));
        assert!(settings.view.mirror && !settings.view.full_screen && settings.coach.comfort && settings.history.keep);
        assert_eq!((settings.view.theme, settings.view.letters), (Theme::Dark, Letters::Normal));
        assert_eq!(settings.view.size, Size::new(1280, 720));
        assert!(settings.doses.is_empty() && settings.camera.device.is_none() && settings.goals.words.is_none());
    }
}
