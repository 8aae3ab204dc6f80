//! The few settings that matter, changed at the window.

use super::navigate::Navigate;
use super::screens::{SetRow, SettingsScreen};

/// A setting that may be changed at the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its whole name in the settings file, such as `view.theme`.
    pub path: String,
    /// Its name for a person to read.
    pub title: String,
    /// What it can be: as the file has it, and for a person to read.
    pub values: Vec<(String, String)>,
    /// Which of them holds.
    pub now: usize,
    /// Which of them holds where nothing is set.
    pub default: usize,
}

/// The settings as they are changed.
#[derive(Clone, Debug)]
pub struct Settings {
    all: Vec<Setting>,
    highlighted: usize,
    file: String,
    /// Which setting was changed last, and what it was before.
    before: Option<(usize, usize)>,
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// This setting has this value now.
    Set {
        /// Its whole name.
        path: String,
        /// The value, as the file has it.
        value: String,
    },
    /// That was all.
    Left,
}

impl Settings {
    /// These settings, which are kept in `file`.
    #[must_use]
    pub const fn new(all: Vec<Setting>, file: String) -> Self {
        Self { all, highlighted: 0, file, before: None }
    }

    /// Does what a key or the mouse says.
    pub fn navigate(&mut self, navigate: Navigate) -> Option<Changed> {
        let count = self.all.len();
        match navigate {
            Navigate::Back => return Some(Changed::Left),
            _ if count == 0 => {}
            Navigate::Up => self.highlighted = (self.highlighted + count - 1) % count,
            Navigate::Down => self.highlighted = (self.highlighted + 1) % count,
            Navigate::Right | Navigate::Enter => return self.turn(1),
            Navigate::Left => return self.turn(-1),
            Navigate::Pick(place) if place < count => {
                self.highlighted = place;
                return self.turn(1);
            }
            Navigate::Pick(_) | Navigate::Digit(_) => {}
        }
        None
    }

    /// The next value of what is highlighted, or the one before.
    fn turn(&mut self, by: isize) -> Option<Changed> {
        let setting = self.all.get_mut(self.highlighted)?;
        let count = setting.values.len().cast_signed();
        if count == 0 {
            return None;
        }
        self.before = Some((self.highlighted, setting.now));
        setting.now = (setting.now.cast_signed() + by).rem_euclid(count).cast_unsigned();
        let (value, _) = setting.values.get(setting.now)?;
        Some(Changed::Set { path: setting.path.clone(), value: value.clone() })
    }

    /// The whole name of what was changed last, unless it was taken back.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        let (place, _) = self.before?;
        self.all.get(place).map(|setting| setting.path.as_str())
    }

    /// What was changed last couldn't be kept: it is as it was before. Answers its name and value.
    pub fn take_back(&mut self) -> Option<(String, String)> {
        let (place, before) = self.before.take()?;
        let setting = self.all.get_mut(place)?;
        setting.now = before;
        let (value, _) = setting.values.get(before)?;
        Some((setting.path.clone(), value.clone()))
    }

    /// As it is painted.
    #[must_use]
    pub fn screen(&self) -> SettingsScreen {
        let row = |setting: &Setting| SetRow {
            title: setting.title.clone(),
            value: setting.values.get(setting.now).map(|(_, words)| words.clone()).unwrap_or_default(),
            is_own: setting.now != setting.default,
        };
        SettingsScreen {
            rows: self.all.iter().map(row).collect(),
            highlighted: self.highlighted,
            file: self.file.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        let values = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), word.to_uppercase())).collect();
        let setting = |path: &str, words: &[&str]| Setting {
            path: path.into(),
            title: path.into(),
            values: values(words),
            now: 0,
            default: 0,
        };
        let all = vec![setting("view.theme", &["dark", "light"]), setting("sound.voice", &["true", "false"])];
        Settings::new(all, "settings.toml".into())
    }

    #[test]
    fn values_go_round_and_are_told_by_their_place_in_the_file() {
        let mut settings = settings();
        let set = |path: &str, value: &str| Some(Changed::Set { path: path.into(), value: value.into() });
        assert_eq!(settings.navigate(Navigate::Right), set("view.theme", "light"));
        assert_eq!(
            settings.screen().rows[0],
            SetRow { title: "view.theme".into(), value: "LIGHT".into(), is_own: true }
        );
        assert_eq!(settings.navigate(Navigate::Enter), set("view.theme", "dark"));
        settings.navigate(Navigate::Right);
        assert_eq!(settings.take_back(), Some(("view.theme".into(), "dark".into())));
        assert_eq!((settings.take_back(), settings.screen().rows[0].is_own), (None, false));
        assert_eq!(settings.navigate(Navigate::Up), None);
        assert_eq!(settings.navigate(Navigate::Left), set("sound.voice", "false"));
        assert_eq!(settings.navigate(Navigate::Pick(0)), set("view.theme", "light"));
        assert_eq!(settings.navigate(Navigate::Back), Some(Changed::Left));
        assert_eq!(Settings::new(Vec::new(), String::new()).navigate(Navigate::Right), None);
    }
}
