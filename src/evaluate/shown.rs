//! Which stretch a clip shows.

/// Files that are not called after the stretch they show, with the stretch: one pose of two, a part of the movement, another
/// way to do it.
const CALLED_OTHERWISE: [(&str, &str); 4] = [
    ("cat", "cat-cow"),
    ("cow", "cat-cow"),
    ("bird-dog-leg", "bird-dog"),
    ("seated-trunk-rotation-behind-head", "seated-trunk-rotation"),
];

/// Files that show no stretch: somebody who stands, or waits on hands and knees. Nothing may be counted on them.
const NO_STRETCH: [&str; 2] = ["standing", "tabletop"];

/// The id of the stretch that clips with this id show; `None` for those that show none.
#[must_use]
pub fn shown_in(clip: &str) -> Option<&str> {
    if NO_STRETCH.contains(&clip) {
        return None;
    }
    let otherwise = CALLED_OTHERWISE.iter().find(|(called, _)| *called == clip);
    Some(otherwise.map_or(clip, |(_, stretch)| stretch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_clips_are_called_after_their_stretch() {
        assert_eq!(shown_in("sphinx"), Some("sphinx"));
        assert_eq!(shown_in("cow"), Some("cat-cow"));
        assert_eq!(shown_in("tabletop"), None);
    }
}
