//! Numbers as the page shows them. Each carries the value that it stands for and what that is of, by which a test finds it in the export
//! again.

use std::time::Duration;

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::language::Language;
use crate::wording::numbers::{date, decimal_sign};

/// A number, and what it is of.
pub(super) fn number(of: &str, value: f64, decimals: usize, language: Language) -> Markup {
    let shown = format!("{value:.decimals$}");
    // What rounds to nothing has no sign.
    let is_zero = shown.parse::<f64>().is_ok_and(|shown| shown == 0.0);
    let shown = if is_zero { shown.trim_start_matches('-') } else { &shown };
    html! { data value=(value) data-of=(of) { (in_language(shown, language)) } }
}

/// A number as it is written on paper.
pub(super) fn in_language(shown: &str, language: Language) -> String {
    shown.replace('-', "\u{2212}").replace('.', decimal_sign(language))
}

/// A number of things.
pub(super) fn count(of: &str, value: u32) -> Markup {
    html! { data value=(value) data-of=(of) { (value) } }
}

/// A time, in hours and minutes; a short one in seconds, a long one in hours.
pub(super) fn time(of: &str, time: Duration) -> Markup {
    let seconds = time.as_secs_f64();
    let minutes = (seconds / 60.0).round() as u64;
    let shown = match (seconds, minutes) {
        (..=99.5, _) => format!("{seconds:.0} s"),
        (_, ..=99) => format!("{minutes} min"),
        (_, 600..) => format!("{:.0} h", seconds / 3600.0),
        _ => format!("{} h {} min", minutes / 60, minutes % 60),
    };
    html! { data value=(seconds) data-of=(of) { (shown) } }
}

/// A day, with its year.
pub(super) fn day(of: &str, day: NaiveDate, language: Language) -> Markup {
    html! { time datetime=(day) data-of=(of) { (date(day, language)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_what_it_stands_for() {
        assert_eq!(
            number("a", 2.25, 1, Language::English).into_string(),
            "<data value=\"2.25\" data-of=\"a\">2.2</data>"
        );
        assert_eq!(
            number("a", 2.25, 1, Language::Spanish).into_string(),
            "<data value=\"2.25\" data-of=\"a\">2,2</data>"
        );
        assert_eq!(
            number("a", -0.04, 1, Language::English).into_string(),
            "<data value=\"-0.04\" data-of=\"a\">0.0</data>"
        );
        assert_eq!(
            number("a", -3.0, 0, Language::English).into_string(),
            "<data value=\"-3\" data-of=\"a\">\u{2212}3</data>"
        );
    }

    #[test]
    fn times_are_as_long_as_they_need_be() {
        let shown = |seconds: f64| {
            let markup = time("a", Duration::from_secs_f64(seconds)).into_string();
            markup[markup.find('>').unwrap() + 1..markup.rfind("</").unwrap()].to_owned()
        };
        assert_eq!([20.0, 130.0, 7_325.0, 40_000.0].map(shown), ["20 s", "2 min", "2 h 2 min", "11 h"]);
    }
}
