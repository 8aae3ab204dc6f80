//! Which setting is meant: one of the table, or a dose of one stretch.

use std::fmt;

use super::table::{ROWS, Row, SECTIONS, Section, Store};
use super::typed::Settings;
use super::value::Value;
use crate::toml_check::{nearest, printed};

/// A setting with its place in the file, such as `sound.volume` or `doses.sphinx.hold_s`.
#[derive(Clone, Debug)]
pub struct Address {
    /// Its row in the table.
    pub row: &'static Row,
    /// The stretch that a dose is for; `None` for all that is held.
    pub stretch: Option<String>,
}

/// A name that no setting has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown setting `{name}`")]
pub struct UnknownSetting {
    name: String,
    /// The one that was probably meant.
    pub nearest: Option<String>,
}

impl UnknownSetting {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match &self.nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`supple config` lists them all".to_owned(),
        }
    }
}

impl Address {
    /// The setting of a row.
    #[must_use]
    pub const fn of(row: &'static Row) -> Self {
        Self { row, stretch: None }
    }

    /// What `name` means: a whole name, or the last part of one that only one setting has. The names of `stretches` are known; where
    /// there are none, any name is taken for one.
    pub fn parse(name: &str, stretches: &[&str]) -> Result<Self, UnknownSetting> {
        let parts: Vec<_> = name.split('.').collect();
        let named = |key: &str| ROWS.iter().filter(|row| row.name() == key).collect::<Vec<_>>();
        let found = match parts.as_slice() {
            [key] => match named(key).as_slice() {
                [row] => Some(Self::of(row)),
                _ => None,
            },
            [section, key] => ROWS.iter().find(|row| row.section == *section && row.name() == *key).map(Self::of),
            ["doses", stretch, key] => named(key).into_iter().find(|row| row.is_dose()).and_then(|row| {
                let is_known = stretches.is_empty() || stretches.contains(stretch);
                (is_known && !stretch.is_empty()).then(|| Self { row, stretch: Some((*stretch).to_owned()) })
            }),
            _ => None,
        };
        found.ok_or_else(|| UnknownSetting { name: shortened(name), nearest: meant(&parts, stretches) })
    }

    /// The keys that lead to it, from the file's own table on.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let stretch = self.stretch.as_deref();
        std::iter::once(self.row.section).chain(stretch).chain([self.row.name()]).collect()
    }

    /// Its table.
    #[must_use]
    pub fn section(&self) -> Option<&'static Section> {
        SECTIONS.iter().find(|section| section.name() == self.row.section)
    }

    /// Puts the value where it goes.
    pub(super) fn store(&self, settings: &mut Settings, value: &Value) {
        match (self.row.store, &self.stretch) {
            (Store::Setting(store), _) => store(settings, value),
            (Store::Dose(store), None) => store(&mut settings.doses.held, value),
            (Store::Dose(store), Some(stretch)) => {
                store(settings.doses.by_stretch.entry(stretch.clone()).or_default(), value);
            }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.keys().join("."))
    }
}

/// Two are the same where they name the same place.
impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.keys() == other.keys()
    }
}

/// The setting that was probably meant.
fn meant(parts: &[&str], stretches: &[&str]) -> Option<String> {
    if let ["doses", stretch, key] = parts {
        let key = nearest(key, ROWS.iter().filter(|row| row.is_dose()).map(Row::name))?;
        return nearest(stretch, stretches.iter().copied()).map(|stretch| format!("doses.{stretch}.{key}"));
    }
    let paths: Vec<_> = ROWS.iter().map(Row::path).collect();
    if let Some(path) = nearest(&parts.join("."), paths.iter().map(String::as_str)) {
        return Some(path.to_owned());
    }
    let key = nearest(parts.last()?, ROWS.iter().map(Row::name))?;
    ROWS.iter().find(|row| row.name() == key).map(Row::path)
}

/// A name as it can be shown.
fn shortened(name: &str) -> String {
    printed(&name.chars().take(60).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_goes_by_its_whole_name_or_a_part_that_is_its_own() {
        let parse = |name: &str| Address::parse(name, &["sphinx", "cat-cow"]).map(|address| address.to_string());
        assert_eq!(parse("sound.volume").unwrap(), "sound.volume");
        assert_eq!(parse("volume").unwrap(), "sound.volume");
        assert_eq!(parse("hold_s").unwrap(), "doses.hold_s");
        assert_eq!(parse("doses.cat-cow.reps").unwrap(), "doses.cat-cow.reps");
        let nearest = |name: &str| parse(name).unwrap_err().nearest;
        assert_eq!(nearest("sound.volum").as_deref(), Some("sound.volume"));
        assert_eq!(nearest("them").as_deref(), Some("view.theme"));
        assert_eq!(nearest("sound.theme").as_deref(), Some("view.theme"));
        assert_eq!(nearest("doses.spinx.reps").as_deref(), Some("doses.sphinx.reps"));
        assert_eq!(nearest("doses.yoga.reps"), None);
        for name in ["", ".", "doses", "doses.sphinx", "sound.sphinx.volume", "doses..reps", "a.b.c.d"] {
            assert!(parse(name).is_err(), "{name}");
        }
        assert!(Address::parse("doses.yoga.reps", &[]).is_ok());
    }
}
