//! `supple today`: a plan for today, and why.

use std::io;
use std::io::Write;

use serde::Serialize;

use super::list::{Entry, entries};
use crate::history::{LeftOut, Occasion, Suggested, Suggestion};
use crate::language::Language;
use crate::stretch::Pace;
use crate::wording::doses::dose;
use crate::wording::today as words;

/// The JSON document of `supple today --json`.
///
/// ```text
/// {"plan": "beginning" | "series" | "composed", "routine": ID or null, "minutes", "done_today",
///  "steps": [{"stretch", "title", "hold_s" or "tempo_s", "reps", "rest_s", "why"}], "left_out": [{"stretch", "title", "why"}]}
/// ```
#[derive(Serialize)]
struct Document<'a> {
    plan: &'static str,
    routine: Option<&'a str>,
    minutes: u64,
    done_today: u32,
    steps: Vec<StepRow<'a>>,
    left_out: Vec<LeftRow<'a>>,
}

#[derive(Serialize)]
struct StepRow<'a> {
    stretch: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hold_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tempo_s: Option<f64>,
    reps: u32,
    rest_s: f64,
    why: String,
}

#[derive(Serialize)]
struct LeftRow<'a> {
    stretch: &'a str,
    title: &'a str,
    why: String,
}

impl<'a> From<&'a Suggested> for StepRow<'a> {
    fn from(suggested: &'a Suggested) -> Self {
        let (stretch, dose) = (&suggested.step.stretch, suggested.step.dose);
        let (hold_s, tempo_s) = match dose.pace {
            Pace::Hold(hold) => (Some(hold.as_secs_f64()), None),
            Pace::Move { tempo } => (None, Some(tempo.as_secs_f64())),
        };
        Self {
            stretch: &stretch.id,
            title: &stretch.title,
            hold_s,
            tempo_s,
            reps: dose.reps,
            rest_s: dose.rest.as_secs_f64(),
            // What a program reads is English.
            why: words::why(&suggested.why, Language::English),
        }
    }
}

impl<'a> From<&'a LeftOut> for LeftRow<'a> {
    fn from(left: &'a LeftOut) -> Self {
        Self { stretch: &left.stretch, title: &left.title, why: words::why_not(left, Language::English) }
    }
}

/// Writes the plan: in lines of at most `width` characters in this language, or with `json` one JSON document on one line.
pub fn today(
    out: &mut dyn Write,
    suggestion: &Suggestion,
    json: bool,
    (width, language): (usize, Language),
) -> io::Result<()> {
    if json {
        let document = Document {
            plan: match suggestion.occasion {
                Occasion::Beginning { .. } => "beginning",
                Occasion::Series { .. } => "series",
                Occasion::Composed => "composed",
            },
            routine: suggestion.routine(),
            minutes: suggestion.minutes(),
            done_today: suggestion.done_today,
            steps: suggestion.steps.iter().map(StepRow::from).collect(),
            left_out: suggestion.left_out.iter().map(LeftRow::from).collect(),
        };
        serde_json::to_writer(&mut *out, &document)?;
        return writeln!(out);
    }
    let fill = |words: &str| textwrap::fill(words, width);
    if suggestion.steps.is_empty() {
        writeln!(out, "{}", fill(words::nothing_fits(language)))?;
    } else {
        writeln!(out, "{}", fill(&words::occasion(suggestion, language)))?;
        let entry = |suggested: &'_ Suggested| {
            let why = words::why(&suggested.why, language);
            let dose = dose(&suggested.step.stretch, suggested.step.dose, language);
            if why.is_empty() { dose } else { format!("{dose}. {why}") }
        };
        let rows: Vec<Entry<'_>> = suggestion
            .steps
            .iter()
            .map(|suggested| Entry {
                id: &suggested.step.stretch.id,
                title: &suggested.step.stretch.title,
                mark: "",
                about: entry(suggested),
            })
            .collect();
        entries(out, &rows, width)?;
    }
    if !suggestion.left_out.is_empty() {
        writeln!(out, "\n{}", words::not_today(language))?;
        let options = textwrap::Options::new(width).initial_indent("  ").subsequent_indent("      ");
        for left in &suggestion.left_out {
            writeln!(out, "{}", textwrap::fill(&words::why_not(left, language), &options))?;
        }
    }
    match suggestion.routine() {
        _ if suggestion.steps.is_empty() => Ok(()),
        Some(routine) => writeln!(out, "\n{}", fill(&format!("`supple run {routine}` starts it."))),
        None => writeln!(out, "\n{}", fill("`supple run NAME` starts one of them. Only as far as feels good.")),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::history::{Wish, suggest};
    use crate::language::Language;
    use crate::stretch_file::Library;

    fn written(json: bool, width: usize, wish: &Wish) -> String {
        let library = Library::embedded().unwrap();
        let (stretches, routines): (Vec<_>, Vec<_>) =
            (library.stretches().cloned().collect(), library.routines().cloned().collect());
        let today = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
        let past = crate::history::doubles::session(1, 1).held("sphinx", None, 20).hurt("bird-dog");
        let past = past.held("cat-cow", None, 20).pained(6, 3);
        let last = crate::history::doubles::session(2, 8).hurt("supine-twist").held("sphinx", None, 20);
        let suggestion = suggest(&stretches, &routines, &[past, last], today, wish);
        let mut out = Vec::new();
        super::today(&mut out, &suggestion, json, (width, Language::English)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_plan_says_what_and_why_and_fits_the_terminal() {
        for width in [40, 80] {
            let text = written(false, width, &Wish::default());
            let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(longest <= width, "{longest} characters for {width}:\n{text}");
        }
        let text = written(false, 200, &Wish::default());
        for part in [
            "For today: about",
            "; last done yesterday.",
            "Not today",
            "Twist on the back: it hurt yesterday. It rests until",
            "supple run",
        ] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }

    #[test]
    fn the_document_has_the_same() {
        let document: serde_json::Value = serde_json::from_str(&written(true, 80, &Wish::default())).unwrap();
        assert_eq!((&document["plan"], &document["routine"]), (&"composed".into(), &serde_json::Value::Null));
        assert!(document["minutes"].as_u64().unwrap() <= 10);
        assert_eq!(document["left_out"][0]["stretch"], "supine-twist");
        let steps = document["steps"].as_array().unwrap();
        assert!(steps.iter().all(|step| step["why"].as_str().unwrap().ends_with('.')), "{steps:?}");
    }

    #[test]
    fn where_nothing_fits_that_is_said() {
        let text = written(false, 80, &Wish { minutes: Some(1), ..Wish::default() });
        assert!(text.starts_with("Nothing fits into that.") && !text.contains("supple run"), "{text}");
    }
}
