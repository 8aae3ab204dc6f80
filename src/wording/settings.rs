//! The settings that may be changed at the window.

use crate::language::Language;

/// What a setting is called, by its whole name in the file.
pub fn title(path: &str, language: Language) -> &'static str {
    language.say(match path {
        "coach.language" => "setting-language",
        "view.theme" => "setting-theme",
        "view.letters" => "setting-letters",
        "sound.voice" => "setting-voice",
        "coach.comfort" => "setting-comfort",
        "coach.ask_pain" => "setting-ask-pain",
        _ => "setting-keep",
    })
}

/// What a value of it is called.
pub fn value(path: &str, value: &str, language: Language) -> &'static str {
    language.say(match (path, value) {
        ("coach.language", "auto") => "language-system",
        ("coach.language", "en") => "language-english",
        ("coach.language", "es") => "language-spanish",
        ("view.theme", "dark") => "theme-dark",
        ("view.theme", "light") => "theme-light",
        ("view.theme", _) => "theme-system",
        ("view.letters", "normal") => "letters-normal",
        ("view.letters", "large") => "letters-large",
        ("view.letters", _) => "letters-largest",
        (_, "true") => "on",
        _ => "off",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Coach;

    #[test]
    fn each_language_has_its_own_name() {
        for language in Language::ALL {
            let mut names = Coach::LANGUAGES.map(|(code, _)| value("coach.language", code, language)).to_vec();
            names.push(value("", "false", language));
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), Coach::LANGUAGES.len() + 1, "{names:?}");
        }
    }
}
