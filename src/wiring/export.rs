//! `supple export` and `supple report`: what is remembered, read and written into files that are not there yet.

use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use supple::app::{Exit, Failure};
use supple::args::{ExportArgs, ExportFormat, ReportArgs, SpanArgs};
use supple::device::clock;
use supple::device::files::{self, FileProblem};
use supple::device::plain::shown;
use supple::export::{Exported, Format, write};
use supple::history::{ComfortLimit, PastSession, Questionnaire, Span};
use supple::report::{ReportError, Reported, html};
use supple::seam::{PastSessions, PersonalRecord};

use super::failure::file_failure;
use super::history::find;
use super::language::language;
use super::past::in_words_of_today;

const PROGRAM: &str = env!("CARGO_PKG_VERSION");
/// So many reports of one day find a name by themselves.
const MOST_A_DAY: u32 = 99;

/// What is remembered of a span.
#[derive(Default)]
struct Remembered {
    sessions: Vec<PastSession>,
    questionnaires: Vec<Questionnaire>,
    comfort: Vec<ComfortLimit>,
}

/// `supple export`.
pub fn export(args: &ExportArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let span = span(args.span)?;
    let Remembered { sessions, questionnaires, comfort } = remembered(&span)?;
    let exported = Exported {
        program: PROGRAM,
        span: &span,
        sessions: &sessions,
        questionnaires: &questionnaires,
        comfort: &comfort,
    };
    let format = match args.format {
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Json => Format::Json,
        ExportFormat::Fhir => Format::Fhir,
    };
    let mut text = Vec::new();
    write(format, &exported, &mut text)?;
    match args.out.as_deref() {
        Some(path) if path != Path::new("-") => {
            // It is UTF-8 all through.
            write_new(path, &String::from_utf8_lossy(&text))?;
            writeln!(out, "{} sessions are in {}", sessions.len(), shown(path))?;
        }
        // The lines of a table end in a carriage return, which `out` would write as a number; the table has no other control character.
        _ if format == Format::Csv => io::stdout().write_all(&text)?,
        _ => out.write_all(&text)?,
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// `supple report`.
pub fn report(args: &ReportArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let span = span(args.span)?;
    let Remembered { sessions, questionnaires, .. } = remembered(&span)?;
    let sessions = in_words_of_today(sessions)?;
    let today = clock::local_now().date_naive();
    // A report of an earlier time is as of its last day.
    let today = span.until.map_or(today, |until| until.min(today));
    let reported = Reported {
        program: PROGRAM,
        language: language(),
        today,
        sessions: &sessions,
        questionnaires: &questionnaires,
    };
    let page = html(&reported).map_err(|error| match error {
        ReportError::Nothing => Failure::failed(error.to_string(), "stretch with `supple` first, or name other days"),
        ReportError::Chart(_) => Failure::failed(error.to_string(), "`supple export` has the numbers all the same"),
    })?;
    match args.out.as_deref() {
        Some(path) if path == Path::new("-") => out.write_all(page.as_bytes())?,
        Some(path) => {
            write_new(path, &page)?;
            writeln!(out, "The report is in {}: open it in a browser, or print it.", shown(path))?;
        }
        None => {
            let path = write_dated(&clock::local_now().date_naive().to_string(), &page)?;
            writeln!(out, "The report is in {}: open it in a browser, or print it.", shown(&path))?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn span(args: SpanArgs) -> Result<Span, Failure> {
    let SpanArgs { since, until } = args;
    if let (Some(first), Some(last)) = (since, until)
        && first > last
    {
        return Err(Failure::bad_input(
            format!("--since {first} is after --until {last}"),
            "the earlier day with --since, the later one with --until",
        ));
    }
    Ok(Span { since, until, stretch: None })
}

fn remembered(span: &Span) -> Result<Remembered, Failure> {
    let Some(history) = find()? else { return Ok(Remembered::default()) };
    let sessions = history.sessions(span)?;
    let mut questionnaires = history.questionnaires()?;
    let is_meant =
        |day: NaiveDate| span.since.is_none_or(|since| since <= day) && span.until.is_none_or(|until| day <= until);
    questionnaires.retain(|answered| is_meant(answered.taken.date_naive()));
    let comfort = history.comfort()?;
    Ok(Remembered { sessions, questionnaires, comfort })
}

fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    files::write_new(path, text).map_err(|error| file_failure(&error))
}

/// Writes today's report, or today's next one: none takes another's place.
fn write_dated(today: &str, page: &str) -> Result<PathBuf, Failure> {
    let mut number = 1;
    loop {
        let next = if number == 1 { String::new() } else { format!("-{number}") };
        let path = PathBuf::from(format!("supple-report-{today}{next}.html"));
        match files::write_new(&path, page) {
            Ok(()) => return Ok(path),
            Err(error) if matches!(error.problem, FileProblem::Exists) && number < MOST_A_DAY => number += 1,
            Err(error) => return Err(file_failure(&error)),
        }
    }
}
