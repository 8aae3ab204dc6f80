//! "Did you mean": the known word that a mistyped one was probably meant to be.

/// Words longer than this are not compared: the cost grows with the product of the lengths, and no known word comes near.
const LONGEST_COMPARED: usize = 64;

/// Letters and digits of `name` in lower case, without accents: `Child's pose`, `childs_pose` and `childs-pose` are the same name, and so are
/// `Postura del niño` and `postura-del-nino`.
pub(crate) fn simplified(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(without_accent).collect()
}

/// The letter as somebody types it who has no key for its accent.
fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        letter => letter,
    }
}

/// The word of `known` nearest to `word`, when it is near enough to be meant: a slip in every fourth letter and one more,
/// or one of the two begins with the other.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST_COMPARED {
        return None;
    }
    let wanted = simplified(word);
    let score = |candidate: &str| {
        let candidate = simplified(candidate);
        let slips = strsim::damerau_levenshtein(&wanted, &candidate);
        let longest = wanted.chars().count().max(candidate.chars().count());
        // Two letters begin too many words to be a hint at one of them.
        let begins = wanted.len() > 2 && (candidate.starts_with(&wanted) || wanted.starts_with(&candidate));
        (slips <= 1 + longest / 4 || begins).then_some(slips)
    };
    known
        .into_iter()
        .filter_map(|candidate| score(candidate).map(|slips| (slips, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 5] = ["sphinx", "childs-pose", "bird-dog", "trunk_inclination", "hip"];

    #[test]
    fn slips_are_understood() {
        for (typed, meant) in [
            ("spinx", "sphinx"),
            ("shpinx", "sphinx"),
            ("Child's pose", "childs-pose"),
            ("childpose", "childs-pose"),
            ("birddog", "bird-dog"),
            ("bird-dog-leg", "bird-dog"),
            ("trunk", "trunk_inclination"),
            ("hips", "hip"),
        ] {
            assert_eq!(nearest(typed, KNOWN), Some(meant), "{typed}");
        }
    }

    #[test]
    fn a_missing_accent_is_no_slip() {
        assert_eq!(simplified("Postura del niño"), simplified("postura-del-nino"));
        assert_eq!(nearest("perro pajaro", ["Perro-pájaro", "Gato y vaca"]), Some("Perro-pájaro"));
    }

    #[test]
    fn strangers_are_not_guessed_at() {
        for typed in ["", "yoga", "headstand", "b", &"x".repeat(10_000)] {
            assert_eq!(nearest(typed, KNOWN), None, "{typed}");
        }
    }
}
