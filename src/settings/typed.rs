//! The settings as values that cannot be wrong.

use crate::body::Size;
use crate::language::Language;
use crate::stretch::OwnDoses;

/// All that a person can set. Its default is what holds without a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What is heard.
    pub sound: Sound,
    /// What is seen.
    pub view: View,
    /// What watches.
    pub camera: Camera,
    /// How the coach behaves.
    pub coach: Coach,
    /// How much is done.
    pub doses: OwnDoses,
    /// What is remembered.
    pub history: History,
    /// What the person is after.
    pub goals: Goals,
}

/// What is heard.
#[allow(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    /// How loud, in percent.
    pub volume: u32,
    /// Whether a session begins in silence.
    pub mute: bool,
    /// Whether there are words.
    pub voice: bool,
    /// Whether there are sounds.
    pub sounds: bool,
    /// Whether a tone tells how near the pose is.
    pub nearness: bool,
    /// Whether there is a sound to breathe by.
    pub breath: bool,
}

/// What is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The colours of the window.
    pub theme: Theme,
    /// How large its letters are.
    pub letters: Letters,
    /// Whether the picture is a mirror's.
    pub mirror: bool,
    /// Whether the window fills the screen.
    pub full_screen: bool,
    /// The window's size where it doesn't.
    pub size: Size,
}

/// The colours of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Light letters on dark ground.
    Dark,
    /// Dark letters on light ground.
    Light,
    /// As the system has it.
    System,
}

/// How large letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// To be read from the mat.
    Normal,
    /// Half as large again.
    Large,
    /// As large as still fits.
    Largest,
}

/// What watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Camera {
    /// Its number, or part of its name; the first one where there is none.
    pub device: Option<String>,
}

/// How the coach behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coach {
    /// The language; that of the system where there is none.
    pub language: Option<Language>,
    /// Whether the person's own comfortable range counts.
    pub comfort: bool,
    /// Whether it asks how much it hurts.
    pub ask_pain: bool,
    /// When it saves power.
    pub economy: Economy,
}

/// When power is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Economy {
    /// While the machine runs on its battery.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// Whether sessions are remembered.
    pub keep: bool,
}

/// What the person is after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goals {
    /// Days a week.
    pub days_a_week: Option<u32>,
    /// Minutes a day.
    pub minutes_a_day: Option<u32>,
    /// In words of their own.
    pub words: Option<String>,
}

impl Theme {
    /// Each with its word in the file.
    pub const ALL: [(&'static str, Self); 3] = [("dark", Self::Dark), ("light", Self::Light), ("system", Self::System)];
}

impl Letters {
    /// Each with its word in the file.
    pub const ALL: [(&'static str, Self); 3] =
        [("normal", Self::Normal), ("large", Self::Large), ("largest", Self::Largest)];
}

impl Coach {
    /// Each language with its word in the file.
    pub const LANGUAGES: [(&'static str, Option<Language>); 3] =
        [("auto", None), ("en", Some(Language::English)), ("es", Some(Language::Spanish))];
}

impl Economy {
    /// Each with its word in the file.
    pub const ALL: [(&'static str, Self); 3] = [("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)];
}

impl Settings {
    /// Something to fill in; the table of settings knows what holds by itself.
    pub(super) fn blank() -> Self {
        Self {
            sound: Sound { volume: 0, mute: false, voice: false, sounds: false, nearness: false, breath: false },
            view: View {
                theme: Theme::Dark,
                letters: Letters::Normal,
                mirror: false,
                full_screen: false,
                size: Size::new(0, 0),
            },
            camera: Camera { device: None },
            coach: Coach { language: None, comfort: false, ask_pain: false, economy: Economy::Auto },
            doses: OwnDoses::default(),
            history: History { keep: false },
            goals: Goals { days_a_week: None, minutes_a_day: None, words: None },
        }
    }
}
