//! The Roland-Morris disability questionnaire, word for word: Roland MO, Morris RW, "A study of the natural history of back pain. Part 1:
//! Development of a reliable and sensitive measure of disability in low back pain", Spine 1983;8:141-144. Its authors let anybody use it in
//! this form without permission. A score is only comparable where the words are theirs: nothing here may be changed, or put into other
//! words. So they are in English in every language: a translation of ours would not be the questionnaire that was tried, and those that were
//! (into Spanish by Kovacs and others, Spine 2002;27:538-542) have owners of their own, who were not asked.

use super::messages::words;
use crate::language::Language;

/// What is said before it.
pub const INTRODUCTION: &str = "When your back hurts, you may find it difficult to do some of the things you normally do. This list \
    contains sentences that people have used to describe themselves when they have back pain. As you read the list, think of yourself \
    today. Say yes to a sentence that describes you today, and no to one that doesn't. Only say yes if you are sure it describes you \
    today.";

/// The statements, in their order.
pub const STATEMENTS: [&str; 24] = [
    "I stay at home most of the time because of my back.",
    "I change position frequently to try and get my back comfortable.",
    "I walk more slowly than usual because of my back.",
    "Because of my back I am not doing any of the jobs that I usually do around the house.",
    "Because of my back, I use a handrail to get upstairs.",
    "Because of my back, I lie down to rest more often.",
    "Because of my back, I have to hold on to something to get out of an easy chair.",
    "Because of my back, I try to get other people to do things for me.",
    // "then" in the form that its authors give out.
    "I get dressed more slowly than usual because of my back.",
    "I only stand for short periods of time because of my back.",
    "Because of my back, I try not to bend or kneel down.",
    "I find it difficult to get out of a chair because of my back.",
    "My back is painful almost all the time.",
    "I find it difficult to turn over in bed because of my back.",
    "My appetite is not very good because of my back pain.",
    "I have trouble putting on my socks (or stockings) because of the pain in my back.",
    "I only walk short distances because of my back.",
    "I sleep less well because of my back.",
    "Because of my back pain, I get dressed with help from someone else.",
    "I sit down for most of the day because of my back.",
    "I avoid heavy jobs around the house because of my back.",
    "Because of my back pain, I am more irritable and bad tempered with people than usual.",
    "Because of my back, I go upstairs more slowly than usual.",
    "I stay in bed most of the time because of my back.",
];

words! {
    /// How to answer.
    pub how = "questionnaire-how";
    /// What stands before an answer.
    pub prompt = "questionnaire-prompt";
    /// The same again, when something else was answered.
    pub again = "questionnaire-again";
    /// Nothing was kept.
    pub left = "questionnaire-left";
    /// Nobody ever answered.
    pub none_yet = "questionnaire-none-yet";
    /// Why the statements are in English; empty where nobody wonders.
    pub why_english = "questionnaire-why-english";
}

/// Yes or no, as a language says it; `None` where it is neither.
#[must_use]
pub fn answer(said: &str, language: Language) -> Option<bool> {
    let is = |name| language.say(name).split(' ').any(|word| word == said);
    if is("questionnaire-yes") { Some(true) } else { is("questionnaire-no").then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_said_in_ones_own_language() {
        let said = |said, language| answer(said, language);
        assert_eq!(["y", "no", "s"].map(|word| said(word, Language::English)), [Some(true), Some(false), None]);
        assert_eq!(["sí", "n", "b"].map(|word| said(word, Language::Spanish)), [Some(true), Some(false), None]);
    }

    /// A translation of the statements would be another questionnaire, whose score nobody could compare.
    #[test]
    fn the_statements_are_its_authors() {
        assert!(why_english(Language::English).is_empty());
        assert!(why_english(Language::Spanish).contains("Roland y Morris"));
    }
}
