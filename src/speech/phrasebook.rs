//! Every phrase that can be said: what a voice has to have.

use std::collections::BTreeSet;

use crate::language::Language;
use crate::stretch::Stretch;
use crate::wording::spoken;

/// The phrases of a stretch's own words.
#[must_use]
pub fn of_stretch(stretch: &Stretch) -> BTreeSet<String> {
    let hints = stretch.all_targets().flat_map(|target| [&target.below, &target.above]).flatten().map(|hint| &**hint);
    let poses = stretch.poses.iter().flatten().map(|pose| pose.say.as_str());
    let texts = [stretch.setup.as_str(), &stretch.praise]
        .into_iter()
        .chain(stretch.guided.as_deref())
        .chain(hints)
        .chain(poses);
    let texts = texts.chain(stretch.safety.first().map(String::as_str));
    let phrases = texts.flat_map(spoken::phrases);
    phrases.chain([spoken::title(&stretch.title)]).collect()
}

/// What is said to set the volume by.
#[must_use]
pub fn greeting(language: Language) -> Vec<String> {
    vec![spoken::seen(language).to_owned(), spoken::halfway(language).to_owned(), spoken::seconds_left(10, language)]
}

/// What is said of a stretch before it begins.
#[must_use]
pub fn introduction(stretch: &Stretch, language: Language) -> Vec<String> {
    let mut phrases = vec![spoken::title(&stretch.title)];
    phrases.extend(spoken::camera(stretch.camera, language));
    phrases.extend(spoken::phrases(&stretch.setup));
    phrases.extend(stretch.safety.first().into_iter().flat_map(|note| spoken::phrases(note)));
    phrases
}

/// Any text, in phrases.
#[must_use]
pub fn spoken_text(text: &str) -> Vec<String> {
    spoken::phrases(text)
}

/// A name, as it is said.
#[must_use]
pub fn title(title: &str) -> String {
    spoken::title(title)
}

/// The phrases that are said whatever the stretch.
#[must_use]
pub fn common(language: Language) -> BTreeSet<String> {
    spoken::all(language).into_iter().collect()
}
