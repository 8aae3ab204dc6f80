//! Numbers and times as one says them.

use std::time::Duration;

use crate::language::Language;
use crate::wording::capital;

/// So far repetitions are counted aloud.
pub(super) const COUNTED: u32 = 30;
/// So many holds and repetitions are told by number at a session's end.
pub(super) const TOLD: u32 = 10;
/// So many repetitions are asked for by number, and beyond that these.
pub(super) const REPETITIONS: u32 = 12;
pub(super) const MORE_REPETITIONS: [u32; 2] = [15, 20];
/// Minutes that a session may have had in all; what is between is said as the nearest.
pub(super) const MINUTES: [u32; 7] = [2, 3, 5, 10, 15, 20, 30];
/// How far away a camera stands, in metres, and what says so.
pub(super) const DISTANCES: [(f64, &str); 6] = [
    (1.0, "camera-away-1"),
    (1.5, "camera-away-1-5"),
    (2.0, "camera-away-2"),
    (2.5, "camera-away-2-5"),
    (3.0, "camera-away-3"),
    (4.0, "camera-away-4"),
];
/// How high it stands, in metres, and what says so.
pub(super) const HEIGHTS: [(f64, &str); 4] = [
    (0.1, "camera-on-the-floor"),
    (0.5, "camera-at-the-knees"),
    (0.9, "camera-at-the-hips"),
    (1.5, "camera-at-the-eyes"),
];

/// A number in words, as far as any sentence has one; a greater one in digits.
pub(super) fn number(number: u32, language: Language) -> String {
    language.tell("number", [("number", number.into())])
}

/// The same at the beginning of a sentence.
pub(super) fn count(count: u32, language: Language) -> String {
    capital(&number(count, language))
}

/// How often: `Three times`.
pub(super) fn times(reps: u32, language: Language) -> String {
    if (1..=REPETITIONS).contains(&reps) || MORE_REPETITIONS.contains(&reps) {
        language.tell("times", [("n", reps.into()), ("words", count(reps, language).into())])
    } else {
        language.say("times-many").to_owned()
    }
}

/// Times that are said exactly, in seconds.
const EXACT: [u32; 22] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 45, 60, 90, 120, 180, 300, 600];
/// What others are said to be about.
const ABOUT: [u32; 7] = [15, 20, 30, 60, 120, 300, 600];

/// So many seconds in words.
fn seconds_in_words(seconds: u32, language: Language) -> String {
    let (name, count) = match seconds {
        90 => return language.say("time-one-and-a-half-minutes").to_owned(),
        ..60 => ("time-seconds", seconds),
        60.. => ("time-minutes", seconds / 60),
    };
    language.tell(name, [("n", count.into()), ("words", number(count, language).into())])
}

/// About so many seconds in words.
fn about(seconds: u32, language: Language) -> String {
    let count = if seconds < 60 { seconds } else { seconds / 60 };
    language.tell("time-about", [("n", count.into()), ("time", seconds_in_words(seconds, language).into())])
}

/// Every time that is said.
pub(super) fn all_times(language: Language) -> Vec<String> {
    let exact = EXACT.map(|seconds| seconds_in_words(seconds, language));
    exact.into_iter().chain(ABOUT.map(|seconds| about(seconds, language))).collect()
}

/// A time in words: exactly if it is one that is said so, and else as about the nearest of others.
pub(super) fn named_time(time: Duration, language: Language) -> String {
    let seconds = time.as_secs_f64();
    let of = |seconds: &u32| f64::from(*seconds);
    let exact = *nearest(&EXACT, seconds, of);
    if (seconds - f64::from(exact)).abs() <= 0.5 || seconds < 10.0 {
        return seconds_in_words(exact, language);
    }
    about(*nearest(&ABOUT, seconds, of), language)
}

/// Whichever of these is nearest to `value`. There is at least one.
pub(super) fn nearest<T>(all: &[T], value: f64, of: impl Fn(&T) -> f64) -> &T {
    all.iter().min_by(|one, other| (of(one) - value).abs().total_cmp(&(of(other) - value).abs())).unwrap_or(&all[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_one_says_them() {
        let english = |numbers: [u32; 6]| numbers.map(|number| super::number(number, Language::English));
        assert_eq!(english([1, 13, 20, 21, 40, 100]), ["one", "thirteen", "twenty", "twenty-one", "forty", "100"]);
        let often = |language| [1, 2, 3, 21].map(|reps| times(reps, language));
        assert_eq!(often(Language::English), ["Once", "Twice", "Three times", "Many times"]);
        assert_eq!(often(Language::Spanish), ["Una vez", "Dos veces", "Tres veces", "Muchas veces"]);
    }

    /// Whatever is counted, held or told by number has a word: digits would be read letter by letter, and have no clip.
    #[test]
    fn no_number_that_is_said_is_written_in_digits() {
        for language in Language::ALL {
            for words in crate::wording::spoken::all(language) {
                assert!(!words.contains(|letter: char| letter.is_ascii_digit()), "{words}");
            }
        }
    }

    #[test]
    fn times_have_a_name_or_are_about_one() {
        let said = |seconds| named_time(Duration::from_secs_f64(seconds), Language::English);
        assert_eq!(said(1.0), "one second");
        assert_eq!(said(25.0), "twenty-five seconds");
        assert_eq!([said(17.0), said(3.4), said(0.2)], ["about fifteen seconds", "three seconds", "one second"]);
        assert_eq!([said(60.0), said(75.0), said(300.0)], ["one minute", "about one minute", "five minutes"]);
        assert_eq!(said(3600.0), "about ten minutes");
        let dicho = |seconds| named_time(Duration::from_secs_f64(seconds), Language::Spanish);
        assert_eq!([dicho(1.0), dicho(17.0)], ["un segundo", "unos quince segundos"]);
        assert_eq!(
            [dicho(75.0), dicho(90.0), dicho(3600.0)],
            ["más o menos un minuto", "un minuto y medio", "unos diez minutos"]
        );
        for language in Language::ALL {
            let all = all_times(language);
            assert!((1..4000).all(|seconds| all.contains(&named_time(Duration::from_secs(seconds), language))));
        }
    }
}
