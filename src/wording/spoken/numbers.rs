//! Numbers and times as one says them.

use std::time::Duration;

/// So far repetitions are counted aloud.
pub(super) const COUNTED: u32 = 30;
/// So many holds and repetitions are told by number at a session's end.
pub(super) const TOLD: u32 = 10;
/// So many repetitions are asked for by number, and beyond that these.
pub(super) const REPETITIONS: u32 = 12;
pub(super) const MORE_REPETITIONS: [u32; 2] = [15, 20];
/// Minutes that a session may have had in all; what is between is said as the nearest.
pub(super) const MINUTES: [u32; 7] = [2, 3, 5, 10, 15, 20, 30];
/// How far away a camera stands, in metres.
pub(super) const DISTANCES: [(f64, &str); 6] = [
    (1.0, "one metre away,"),
    (1.5, "one and a half metres away,"),
    (2.0, "two metres away,"),
    (2.5, "two and a half metres away,"),
    (3.0, "three metres away,"),
    (4.0, "four metres away,"),
];
/// How high it stands, in metres.
pub(super) const HEIGHTS: [(f64, &str); 4] = [
    (0.1, "on the floor."),
    (0.5, "at the height of your knees."),
    (0.9, "at the height of your hips."),
    (1.5, "at the height of your eyes."),
];

const ONES: [&str; 20] = [
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number below a hundred in words, `twenty-one`; a greater one in digits.
#[must_use]
pub fn number(number: u32) -> String {
    let (tens, ones) = ((number / 10) as usize, (number % 10) as usize);
    match (ONES.get(number as usize), TENS.get(tens)) {
        (Some(word), _) => (*word).to_owned(),
        (None, Some(ten)) if ones == 0 => (*ten).to_owned(),
        (None, Some(ten)) => format!("{ten}-{}", ONES[ones]),
        (None, None) => number.to_string(),
    }
}

/// The same at the beginning of a sentence.
#[must_use]
pub fn count(count: u32) -> String {
    capital(&number(count))
}

pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How often: `Three times`.
pub(super) fn times(reps: u32) -> String {
    match reps {
        1 => "Once".to_owned(),
        2 => "Twice".to_owned(),
        reps if (3..=REPETITIONS).contains(&reps) || MORE_REPETITIONS.contains(&reps) => {
            format!("{} times", count(reps))
        }
        _ => "Many times".to_owned(),
    }
}

/// Times that are said exactly, in seconds.
const EXACT: [u32; 22] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 45, 60, 90, 120, 180, 300, 600];
/// What others are said to be about.
const ABOUT: [u32; 7] = [15, 20, 30, 60, 120, 300, 600];

/// So many seconds in words.
fn seconds_in_words(seconds: u32) -> String {
    match seconds {
        1 => "one second".to_owned(),
        60 => "one minute".to_owned(),
        90 => "one and a half minutes".to_owned(),
        2..60 => format!("{} seconds", number(seconds)),
        _ => format!("{} minutes", number(seconds / 60)),
    }
}

/// Every time that is said.
pub(super) fn all_times() -> Vec<String> {
    let about = ABOUT.map(|seconds| format!("about {}", seconds_in_words(seconds)));
    EXACT.map(seconds_in_words).into_iter().chain(about).collect()
}

/// A time in words: exactly if it is one that is said so, and else as about the nearest of others.
pub(super) fn named_time(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let of = |seconds: &u32| f64::from(*seconds);
    let exact = *nearest(&EXACT, seconds, of);
    if (seconds - f64::from(exact)).abs() <= 0.5 || seconds < 10.0 {
        return seconds_in_words(exact);
    }
    format!("about {}", seconds_in_words(*nearest(&ABOUT, seconds, of)))
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
        assert_eq!(
            [1, 13, 20, 21, 40, 99, 100].map(number),
            ["one", "thirteen", "twenty", "twenty-one", "forty", "ninety-nine", "100"]
        );
        assert_eq!([1, 2, 3, 21].map(times), ["Once", "Twice", "Three times", "Many times"]);
    }

    #[test]
    fn times_have_a_name_or_are_about_one() {
        let said = |seconds| named_time(Duration::from_secs_f64(seconds));
        assert_eq!(said(1.0), "one second");
        assert_eq!(said(25.0), "twenty-five seconds");
        assert_eq!([said(17.0), said(3.4), said(0.2)], ["about fifteen seconds", "three seconds", "one second"]);
        assert_eq!([said(60.0), said(75.0), said(300.0)], ["one minute", "about one minute", "five minutes"]);
        assert_eq!(said(3600.0), "about ten minutes");
        assert!((1..4000).all(|seconds| all_times().contains(&said(f64::from(seconds)))));
    }
}
