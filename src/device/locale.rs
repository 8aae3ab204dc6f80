//! The language that the system is set to.

use crate::language::Language;

/// The first of the person's languages that Supple speaks; `None` where they have none of them, or have set none.
#[must_use]
pub fn language() -> Option<Language> {
    first_spoken(sys_locale::get_locales())
}

/// `C` and `POSIX` ask for no language at all, whatever comes after them.
fn first_spoken(tags: impl Iterator<Item = String>) -> Option<Language> {
    tags.take_while(|tag| !["C", "POSIX"].contains(&tag.as_str())).find_map(|tag| Language::named(&tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_spoken_is_taken() {
        let of = |tags: &[&str]| first_spoken(tags.iter().map(|tag| (*tag).to_owned()));
        assert_eq!(of(&["es-MX", "en"]), Some(Language::Spanish));
        assert_eq!(of(&["de-DE", "es-ES"]), Some(Language::Spanish), "the second best");
        assert_eq!(of(&["en-GB", "es"]), Some(Language::English));
        assert_eq!(of(&["C", "es"]), None);
        assert_eq!(of(&["fr"]), None);
        assert_eq!(of(&[]), None);
    }
}
