//! `supple questionnaire`: asks the statements one after the other, and says what the answers come to.

use std::io;
use std::io::{BufRead, Write};

use chrono::{DateTime, FixedOffset};

use super::failure::Failure;
use crate::history::Questionnaire;
use crate::history::progress::DisabilityCourse;
use crate::language::Language;
use crate::seam::{PersonalRecord, StoreError};
use crate::wording::progress::disability;
use crate::wording::questionnaire as words;
use crate::wording::questionnaire::{INTRODUCTION, STATEMENTS};

/// Asks, keeps the answers in `store` with the time at which they were all given, and says what they come to.
pub fn fill_in(
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    store: &mut dyn PersonalRecord,
    now: impl FnOnce() -> DateTime<FixedOffset>,
    (width, language): (usize, Language),
) -> Result<(), Failure> {
    let Some(answers) = ask(input, out, width, language)? else { return Ok(()) };
    let failed = |error: StoreError| Failure::failed(error.what, error.remedy);
    store.keep_questionnaire(&Questionnaire::roland_morris(now(), answers)).map_err(failed)?;
    writeln!(out)?;
    result(out, &store.questionnaires().map_err(failed)?, (width, language))?;
    Ok(())
}

/// Asks each statement; `None` where somebody leaves, or there is nobody any more to answer.
fn ask(
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    width: usize,
    language: Language,
) -> io::Result<Option<Vec<bool>>> {
    for text in [words::why_english(language), INTRODUCTION, words::how(language)] {
        if !text.is_empty() {
            writeln!(out, "{}\n", textwrap::fill(text, width))?;
        }
    }
    let mut answers: Vec<bool> = Vec::new();
    while let Some(statement) = STATEMENTS.get(answers.len()) {
        let question = format!("{:>2} of {}  {statement}", answers.len() + 1, STATEMENTS.len());
        let options = textwrap::Options::new(width).subsequent_indent("          ");
        write!(out, "{}\n          {} ", textwrap::fill(&question, options), words::prompt(language))?;
        out.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            writeln!(out, "\n{}", words::left(language))?;
            return Ok(None);
        }
        let said = line.trim().to_lowercase();
        if let Some(answer) = words::answer(&said, language) {
            answers.push(answer);
            continue;
        }
        match said.as_str() {
            "b" | "back" => {
                answers.pop();
            }
            "q" | "quit" => {
                writeln!(out, "{}", words::left(language))?;
                return Ok(None);
            }
            _ => writeln!(out, "          {}", words::again(language))?,
        }
    }
    Ok(Some(answers))
}

/// What the last one came to, against those before it.
fn result(out: &mut dyn Write, all: &[Questionnaire], (width, language): (usize, Language)) -> io::Result<()> {
    let Some(course) = DisabilityCourse::of(all) else { return writeln!(out, "{}", words::none_yet(language)) };
    for line in disability(&course, language) {
        writeln!(out, "{}", textwrap::fill(&line, width))?;
    }
    Ok(())
}

/// Every score with its day, and what the last one is against those before it.
pub fn show(out: &mut dyn Write, all: &[Questionnaire], look: (usize, Language)) -> io::Result<()> {
    if let Some(course) = DisabilityCourse::of(all) {
        for score in &course.scores {
            writeln!(out, "{}   {:>2} of 24", score.taken.format("%Y-%m-%d"), score.score)?;
        }
        writeln!(out)?;
    }
    result(out, all, look)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::history::{ComfortLimit, ComfortPlace};

    /// Keeps questionnaires and nothing else, or is full.
    #[derive(Default)]
    struct Drawer {
        kept: Vec<Questionnaire>,
        is_full: bool,
    }

    impl PersonalRecord for Drawer {
        fn comfort(&self) -> Result<Vec<ComfortLimit>, StoreError> {
            Ok(Vec::new())
        }

        fn set_comfort(&mut self, _: &ComfortLimit) -> Result<(), StoreError> {
            Ok(())
        }

        fn clear_comfort(&mut self, _: &ComfortPlace) -> Result<bool, StoreError> {
            Ok(false)
        }

        fn questionnaires(&self) -> Result<Vec<Questionnaire>, StoreError> {
            Ok(self.kept.clone())
        }

        fn keep_questionnaire(&mut self, questionnaire: &Questionnaire) -> Result<(), StoreError> {
            if self.is_full {
                return Err(StoreError { what: "the disk is full".into(), remedy: "make room".into() });
            }
            self.kept.push(questionnaire.clone());
            Ok(())
        }
    }

    #[test]
    fn what_was_answered_is_kept_whole_or_not_at_all() {
        let mut drawer = Drawer { kept: vec![taken(0, 14)], is_full: false };
        let fill = |drawer: &mut Drawer, input: &str| {
            let mut out = Vec::new();
            let outcome =
                fill_in(&mut input.as_bytes(), &mut out, drawer, || taken(9, 0).taken, (80, Language::English));
            outcome.map(|()| String::from_utf8(out).unwrap())
        };
        let whole = format!("{}{}", "y\n".repeat(7), "n\n".repeat(17));
        let told = fill(&mut drawer, &whole).unwrap();
        assert!(told.contains("\n7 of 24.\n7 points less than the last time"), "{told}");
        assert_eq!(
            (drawer.kept.len(), drawer.kept[1].kind.as_str(), drawer.kept[1].taken),
            (2, "rmdq", taken(9, 0).taken)
        );
        fill(&mut drawer, "y\nq\n").unwrap();
        assert_eq!(drawer.kept.len(), 2);
        drawer.is_full = true;
        assert_eq!(fill(&mut drawer, &whole).unwrap_err().remedy, "make room");
    }

    fn asked(input: &str) -> (Option<Vec<bool>>, String) {
        let mut out = Vec::new();
        let answers = ask(&mut input.as_bytes(), &mut out, 80, Language::English).unwrap();
        (answers, String::from_utf8(out).unwrap())
    }

    fn taken(day: i64, score: usize) -> Questionnaire {
        let first = DateTime::parse_from_rfc3339("2026-03-01T18:30:00+01:00").unwrap();
        Questionnaire::roland_morris(first + TimeDelta::days(day), (0..24).map(|place| place < score).collect())
    }

    #[test]
    fn every_statement_is_asked_once_and_in_order() {
        let (answers, words) = asked(&"y\nNo\n".repeat(12));
        let answers = answers.unwrap();
        assert_eq!((answers.len(), answers[0], answers[1]), (24, true, false));
        let places: Vec<_> = (1..=24).map(|place| words.find(&format!("{place:>2} of 24 ")).unwrap()).collect();
        assert!(places.is_sorted(), "{words}");
        let words = words.replace("y/n > ", "y/n >\n");
        assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");
    }

    #[test]
    fn one_can_go_back_and_change_an_answer() {
        let (answers, words) = asked(&format!("b\ny\nback\nn\nperhaps\n{}", "y\n".repeat(23)));
        let answers = answers.unwrap();
        assert_eq!((answers[0], answers.iter().filter(|yes| **yes).count()), (false, 23));
        assert_eq!(words.matches(super::words::again(Language::English)).count(), 1);
    }

    #[test]
    fn who_leaves_or_goes_away_keeps_nothing() {
        for input in [format!("{}q\n", "y\n".repeat(23)), "y\n".repeat(23), String::new()] {
            let (answers, words) = asked(&input);
            assert!(answers.is_none() && words.ends_with("nothing was kept.\n"), "{words}");
        }
    }

    #[test]
    fn the_score_is_told_with_its_change() {
        let told = |all: &[Questionnaire]| {
            let mut out = Vec::new();
            show(&mut out, all, (200, Language::English)).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert!(told(&[]).contains("No questionnaire yet"));
        let one = told(&[taken(0, 14)]);
        assert_eq!(one, "2026-03-01   14 of 24\n\n14 of 24.\n");
        let three = told(&[taken(0, 14), taken(9, 9), taken(20, 8)]);
        assert!(three.contains("About the same as the last time"), "{three}");
        assert!(three.contains("6 points less than the first time: your back keeps you from less."), "{three}");
        let worse = told(&[taken(0, 4), taken(9, 9)]);
        assert!(worse.contains("5 points more than the last time") && worse.contains("ask somebody"), "{worse}");
    }
}
