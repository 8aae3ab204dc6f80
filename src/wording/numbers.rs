//! Numbers and days as a language writes them.

use chrono::{Datelike, NaiveDate};

use super::messages::words;
use crate::language::Language;

words! {
    /// What stands before decimals.
    pub decimal_sign = "decimal-sign";
}

/// A number with so many decimals.
#[must_use]
pub fn decimal(value: f64, decimals: usize, language: Language) -> String {
    format!("{value:.decimals$}").replace('.', decimal_sign(language))
}

/// A number with as many decimals as it has.
#[must_use]
pub fn plain(value: f64, language: Language) -> String {
    value.to_string().replace('.', decimal_sign(language))
}

/// A number to a tenth, without a useless zero.
#[must_use]
pub fn to_a_tenth(value: f64, language: Language) -> String {
    decimal(value, usize::from(!format!("{value:.1}").ends_with(".0")), language)
}

/// `5 March 2026`.
#[must_use]
pub fn date(day: NaiveDate, language: Language) -> String {
    let facts =
        [("day", day.day().into()), ("month", month(day, language).into()), ("year", day.year().to_string().into())];
    language.tell("date", facts)
}

/// `5 March`.
#[must_use]
pub fn day_and_month(day: NaiveDate, language: Language) -> String {
    language.tell("day-and-month", [("day", day.day().into()), ("month", month(day, language).into())])
}

fn month(day: NaiveDate, language: Language) -> String {
    language.tell("month", [("month", day.month().into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_written_as_a_language_does() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
        let both = |of: &dyn Fn(Language) -> String| Language::ALL.map(of);
        assert_eq!(both(&|language| date(day, language)), ["5 March 2026", "5 de marzo de 2026"]);
        assert_eq!(both(&|language| day_and_month(day, language)), ["5 March", "5 de marzo"]);
        assert_eq!(both(&|language| decimal(2.25, 2, language)), ["2.25", "2,25"]);
        assert_eq!(both(&|language| to_a_tenth(1.96, language)), ["2", "2"]);
        assert_eq!(both(&|language| to_a_tenth(2.25, language)), ["2.2", "2,2"]);
    }
}
