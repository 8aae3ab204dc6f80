//! "Did you mean": the known word that a mistyped one was probably meant to be.

/// Words longer than this are not compared: the cost grows with the product of the lengths, and no known word comes near.
const LONGEST_COMPARED: usize = 64;

/// Letters and digits of `name` in lower case: `Child's pose`, `childs_pose` and `childs-pose` are the same name.
pub(crate) fn simplified(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
    fn strangers_are_not_guessed_at() {
        for typed in ["", "yoga", "headstand", "b", &"x".repeat(10_000)] {
            assert_eq!(nearest(typed, KNOWN), None, "{typed}");
        }
    }
}
