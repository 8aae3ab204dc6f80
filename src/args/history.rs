//! The options of `history` and `forget`.

use chrono::{Days, NaiveDate};
use clap::Args as ClapArgs;

/// The arguments of `history`.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct HistoryArgs {
    /// Show this session in detail
    #[arg(value_name = "N", value_parser = number, conflicts_with_all = ["stretch", "since", "until"])]
    pub number: Option<i64>,
    /// Only sessions with this stretch, by its name
    #[arg(long, value_name = "NAME")]
    pub stretch: Option<String>,
    /// Which days.
    #[command(flatten)]
    pub days: DaysArgs,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
}

/// The arguments of `forget`.
#[derive(Clone, Debug, Default, ClapArgs)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true).args(["number", "since", "until", "all"])))]
pub struct ForgetArgs {
    /// Forget this session; `supple history` shows the numbers
    #[arg(value_name = "N", value_parser = number, conflicts_with_all = ["since", "until", "all"])]
    pub number: Option<i64>,
    /// Which days.
    #[command(flatten)]
    pub days: DaysArgs,
    /// Forget everything: sessions, comfortable limits, questionnaires
    #[arg(long, conflicts_with_all = ["since", "until"])]
    pub all: bool,
    /// Don't ask
    #[arg(long)]
    pub yes: bool,
}

/// A span of days.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct DaysArgs {
    /// From this day on: YYYY-MM-DD, or so many days (7d) or weeks (4w) ago
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Day>,
    /// Up to this day, which is included
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Day>,
}

/// A day, as a person names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// In the calendar.
    On(NaiveDate),
    /// So many days ago.
    Ago(u32),
}

impl Day {
    /// Which day it is, if this is today.
    #[must_use]
    pub fn date(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::On(date) => date,
            Self::Ago(days) => today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN),
        }
    }
}

/// The number of a session.
fn number(text: &str) -> Result<i64, String> {
    let words = "the number of a session is needed; `supple history` shows them";
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| words.to_owned())
}

fn day(text: &str) -> Result<Day, String> {
    let ago = |number: &str, days: u32| number.parse::<u32>().ok()?.checked_mul(days).map(Day::Ago);
    let relative = match text.strip_suffix('d') {
        Some(number) => ago(number, 1),
        None => text.strip_suffix('w').and_then(|number| ago(number, 7)),
    };
    let date = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| date.to_string() == text).map(Day::On);
    let words = || "a day is needed, such as 2026-01-31, or 7d or 4w for so many days or weeks ago".to_owned();
    relative.or_else(date).ok_or_else(words)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::{Args, Command};
    use super::*;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        Args::try_parse_from(line.split(' ')).map(Args::into_command)
    }

    #[test]
    fn days_are_named_or_counted_back() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        for (text, date) in
            [("2026-01-31", "2026-01-31"), ("0d", "2026-03-02"), ("3d", "2026-02-27"), ("1w", "2026-02-23")]
        {
            assert_eq!(day(text).unwrap().date(today).to_string(), date, "{text}");
        }
        for text in ["", "d", "-1d", "2026-1-1", "2026-02-30", "yesterday", "1m", "99999999999d"] {
            assert!(day(text).unwrap_err().contains("2026-01-31"), "{text}");
        }
    }

    #[test]
    fn a_session_is_named_by_its_number() {
        for number in ["abc", "-1", "0", "1.5", "99999999999999999999"] {
            for command in ["history", "forget"] {
                let error = parse(&format!("supple {command} {number}")).unwrap_err().to_string();
                let is_an_option = number.starts_with('-') && error.contains("unexpected argument");
                assert!(is_an_option || error.contains("`supple history` shows them"), "{error}");
            }
        }
        assert!(parse("supple history 3").is_ok());
    }

    #[test]
    fn what_is_forgotten_is_said_and_is_one_thing() {
        for line in [
            "supple forget 3",
            "supple forget --all --yes",
            "supple forget --since 4w",
            "supple forget --until 2026-01-31",
        ] {
            assert!(matches!(parse(line), Ok(Command::Forget(_))), "{line}");
        }
        for line in [
            "supple forget",
            "supple forget --yes",
            "supple forget 3 --all",
            "supple forget --all --since 4w",
            "supple forget three",
            "supple history 3 --since 4w",
            "supple history --since soon",
        ] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }
}
