//! The languages that Supple speaks, writes and reads its stretches in.

/// One of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// What every stretch file of ours is written in, and what stands in for what another language lacks.
    #[default]
    English,
    /// Spanish, as it is understood from Madrid to Lima.
    Spanish,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its two letters (ISO 639-1), which name its files and stand in the settings.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The language of such a code, or of what a system calls its own: `es`, `es-MX`, `es_ES.UTF-8`.
    #[must_use]
    pub fn named(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_what_systems_call_it() {
        for (tag, language) in [
            ("es", Some(Language::Spanish)),
            ("es_ES.UTF-8", Some(Language::Spanish)),
            ("es-419", Some(Language::Spanish)),
            ("EN_GB", Some(Language::English)),
            ("est", None),
            ("C", None),
            ("", None),
        ] {
            assert_eq!(Language::named(tag), language, "{tag}");
        }
    }
}
