//! The language that is asked for.

use clap::ValueEnum;

use crate::language::Language;

/// One of those that Supple speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageArg {
    /// English
    En,
    /// Spanish
    Es,
}

impl From<LanguageArg> for Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::En => Self::English,
            LanguageArg::Es => Self::Spanish,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::Args;

    #[test]
    fn a_language_can_be_asked_for_with_every_command() {
        for line in ["supple --language es", "supple today --language es", "supple sphinx --language es"] {
            let args = Args::try_parse_from(line.split(' ')).unwrap();
            assert_eq!(args.language.map(Language::from), Some(Language::Spanish), "{line}");
        }
        assert!(Args::try_parse_from(["supple", "today"]).unwrap().language.is_none());
        assert_eq!(Args::try_parse_from(["supple", "today", "--language", "fr"]).unwrap_err().exit_code(), 2);
        // Each has its two letters, which are those of its files and of the setting.
        let all = LanguageArg::value_variants().iter().copied();
        let codes = all.map(|arg| (arg.to_possible_value().unwrap().get_name().to_owned(), Language::from(arg)));
        assert!(codes.clone().all(|(code, language)| code == language.code()));
        assert_eq!(codes.count(), Language::ALL.len());
    }
}
