//! The language of this run: what the command line asks for comes before the settings, and these before the system.

use std::sync::OnceLock;

use supple::device::locale;
use supple::device::own_files::OwnFolder;
use supple::language::Language;
use supple::settings::read;

/// Decided once, before the stretches are read: they are in it, too.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// Decides it, for whoever may have asked for one.
pub fn decide(asked: Option<Language>) {
    LANGUAGE.get_or_init(|| asked.unwrap_or_else(|| set_or_system(set())));
}

/// The language where the settings name this one, or none.
pub fn set_or_system(set: Option<Language>) -> Language {
    set.or_else(locale::language).unwrap_or_default()
}

/// The language of this run.
pub fn language() -> Language {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// What the settings say. What is wrong with them is told where the rest of them is read.
fn set() -> Option<Language> {
    let text = OwnFolder::find()?.read_settings().ok().flatten()?;
    read("", &text, &[]).settings.coach.language
}
