//! What is spoken in one breath.

/// A sentence of more words than this is spoken in two breaths where it has a comma to take one at.
const LONG: usize = 9;
/// No breath is for fewer words than this.
const SHORT: usize = 3;

/// A text as phrases, in order: its sentences, and long ones in parts that end with a comma, a colon or a semicolon.
///
/// Nothing is lost but the spaces between them: joined by single spaces they are the text again.
#[must_use]
pub fn phrases(text: &str) -> Vec<String> {
    let mut phrases = Vec::new();
    let mut sentence: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        sentence.push(word);
        if word.trim_end_matches(['"', '\'', ')', '”', '’', '»']).ends_with(['.', '!', '?', '…']) {
            breaths(&sentence, &mut phrases);
            sentence.clear();
        }
    }
    breaths(&sentence, &mut phrases);
    phrases
}

/// Adds a sentence, parted nearest its middle for as long as a part is long and can be.
fn breaths(words: &[&str], phrases: &mut Vec<String>) {
    if words.is_empty() {
        return;
    }
    let parts_after = |place: &usize| words[place - 1].ends_with([',', ';', ':']);
    let places = (SHORT..words.len().saturating_sub(SHORT - 1)).filter(parts_after);
    let middle = places.min_by_key(|place| (2 * place).abs_diff(words.len()));
    match middle.filter(|_| words.len() > LONG) {
        Some(place) => {
            breaths(&words[..place], phrases);
            breaths(&words[place..], phrases);
        }
        None => phrases.push(words.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parted_at_sentences_and_long_ones_at_commas() {
        assert_eq!(phrases("Lovely. Breathe into your back."), ["Lovely.", "Breathe into your back."]);
        assert_eq!(phrases("Good. Soft shoulders, easy breath."), ["Good.", "Soft shoulders, easy breath."]);
        let long = "Lay its ankle over the other knee, reach through, and draw the lower leg toward your chest.";
        assert_eq!(
            phrases(long),
            ["Lay its ankle over the other knee, reach through,", "and draw the lower leg toward your chest."]
        );
        assert_eq!(phrases("Once, I said."), ["Once, I said."]);
        assert!(phrases("  ").is_empty());
        assert_eq!(phrases(long).join(" "), long);
    }
}
