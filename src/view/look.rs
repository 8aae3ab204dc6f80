//! How the window looks: its colours, and how large its letters are. What a person sets once and everything that is drawn keeps to.

use crate::language::Language;

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Its colours.
    pub theme: Theme,
    /// How large its letters are.
    pub letters: Letters,
    /// In which language its words are.
    pub language: Language,
}

/// The window's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light letters on a dark ground: easy on the eyes in a dim room.
    #[default]
    Dark,
    /// Dark letters on paper: easier to read in a bright room.
    Light,
}

/// How large the window's letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// Read with ease from three metres on a laptop's screen.
    #[default]
    Normal,
    /// A fifth larger.
    Large,
    /// Nearly half as large again.
    Largest,
}

impl Theme {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Dark, Self::Light];
}

impl Letters {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Largest];

    /// How many times as large as the normal ones they are.
    #[must_use]
    pub const fn scale(self) -> f64 {
        match self {
            Self::Normal => 1.0,
            Self::Large => 1.2,
            Self::Largest => 1.45,
        }
    }
}
