//! How long phrases and sounds last, which decides what can be said when.

use std::collections::HashMap;
use std::time::Duration;

use super::sounds;
use super::utterance::Sound;

/// Of a phrase that no voice was rendered for, a word is taken to last this long, as at the pace of the rendered ones...
const A_WORD: Duration = Duration::from_millis(360);
/// ...and its beginning and end so much.
const ENDS: Duration = Duration::from_millis(250);

/// How long each phrase of a voice lasts. The same whatever voice speaks in the end, so that what is said when doesn't depend on the
/// machine.
#[derive(Clone, Debug, Default)]
pub struct Lengths {
    phrases: HashMap<String, Duration>,
}

impl Lengths {
    /// These phrases, with how long each lasts.
    #[must_use]
    pub fn new(phrases: impl IntoIterator<Item = (String, Duration)>) -> Self {
        Self { phrases: phrases.into_iter().collect() }
    }

    /// How long a phrase lasts, or is likely to.
    #[must_use]
    pub fn of(&self, phrase: &str) -> Duration {
        self.phrases
            .get(phrase)
            .copied()
            .unwrap_or_else(|| ENDS + A_WORD * u32::try_from(phrase.split_whitespace().count()).unwrap_or(u32::MAX))
    }

    /// How long phrases last one after the other, without what is between them.
    #[must_use]
    pub fn of_all(&self, phrases: &[String]) -> Duration {
        phrases.iter().map(|phrase| self.of(phrase)).sum()
    }

    /// How long a sound lasts.
    #[must_use]
    pub fn of_sound(sound: Sound) -> Duration {
        sounds::length(sound)
    }
}
