//! What the folders of films are called.

/// Longer names are cut, in bytes: file systems take 255, and while an analysis is made its folder has a longer name.
const LONGEST: usize = 180;
/// What lies beside the folders.
const TAKEN: [&str; 2] = ["index.html", "index.json"];

/// A folder's name for each film, by its file name without its ending. No two are alike, also where capitals don't count.
///
/// ```
/// use supple::analysis::folder_names;
///
/// assert_eq!(folder_names(&["back", "Back", "..", "a/b"]), ["back", "Back-2", "_.", "a_b"]);
/// ```
#[must_use]
pub fn folder_names(stems: &[impl AsRef<str>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for stem in stems {
        let plain = plain(stem.as_ref());
        let is_taken =
            |name: &str| TAKEN.contains(&name) || names.iter().any(|other| other.to_lowercase() == name.to_lowercase());
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let name = std::iter::once(plain.clone()).chain(numbered).find(|name| !is_taken(name));
        names.extend(name);
    }
    names
}

fn plain(stem: &str) -> String {
    let is_kept = |c: char| !c.is_control() && !"/\\:*?\"<>|".contains(c);
    let end = (0..=LONGEST.min(stem.len())).rev().find(|end| stem.is_char_boundary(*end)).unwrap_or_default();
    let name: String = stem[..end].chars().map(|c| if is_kept(c) { c } else { '_' }).collect();
    // A folder that begins with a dot is hidden.
    match name.strip_prefix('.') {
        Some(rest) => format!("_{rest}"),
        None if name.trim().is_empty() => "film".to_owned(),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_folders_are_alike() {
        assert_eq!(folder_names(&["a", "a", "a-2", "a"]), ["a", "a-2", "a-2-2", "a-3"]);
        assert_eq!(folder_names(&["index.html", " ", ".hidden"]), ["index.html-2", "film", "_hidden"]);
        assert_eq!(folder_names(&["€".repeat(300)])[0], "€".repeat(60));
    }
}
