//! `supple history` and `supple forget`.

use std::io::Write;

use supple::app::past::{Doomed, asked_of, detail, document, table};
use supple::app::{Exit, Failure};
use supple::args::{DaysArgs, ForgetArgs, HistoryArgs};
use supple::device::clock;
use supple::device::history::History;
use supple::history::{Forget, PastSession, SessionId, Span};
use supple::seam::{PastSessions, PersonalRecord};

use super::history::find;
use super::past::in_words_of_today;
use super::terminal::{Answer, ask, list_width};

/// `supple history`.
pub fn history(args: &HistoryArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let span = span(&args.days, args.stretch.as_deref())?;
    let sessions = match (find()?, args.number) {
        (None, _) => Vec::new(),
        (Some(history), Some(number)) => {
            vec![history.session(SessionId(number))?.ok_or_else(|| unknown(number))?]
        }
        (Some(history), None) => history.sessions(&span)?,
    };
    let sessions = if args.json { sessions } else { in_words_of_today(sessions)? };
    match &sessions[..] {
        sessions if args.json => document(out, sessions)?,
        [] => writeln!(out, "{}", nothing(args))?,
        [session] if args.number.is_some() => detail(out, session, list_width())?,
        sessions => table(out, sessions, list_width())?,
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn nothing(args: &HistoryArgs) -> &'static str {
    let is_of_some = args.stretch.is_some() || args.days.since.is_some() || args.days.until.is_some();
    if is_of_some {
        "No such session is remembered. `supple history` shows all that are."
    } else {
        "No session is remembered yet: the next one with `supple run` will be."
    }
}

/// `supple forget`.
pub fn forget(args: &ForgetArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let span = span(&args.days, None)?;
    let Some(mut history) = find()? else {
        return args.number.map_or_else(|| done(out, "There is nothing to forget."), |number| Err(unknown(number)));
    };
    let (what, sessions) = if let Some(number) = args.number {
        let session = history.session(SessionId(number))?.ok_or_else(|| unknown(number))?;
        (Forget::Session(session.id), vec![session])
    } else {
        let sessions = history.sessions(&span)?;
        (if args.all { Forget::All } else { Forget::Span(span) }, sessions)
    };
    let doomed = doomed(&history, args.all, &sessions)?;
    if doomed.is_empty() {
        return done(out, "There is nothing to forget.");
    }
    let words = asked_of(&doomed);
    if !args.yes {
        match ask(&words, "Forget it?") {
            Answer::Yes => {}
            Answer::No => return done(out, "Nothing is forgotten."),
            Answer::Nobody => {
                return Err(Failure::bad_input(
                    format!("{words} There is nobody to ask here"),
                    "`--yes`, if it shall be",
                ));
            }
        }
    }
    history.forget(&what)?;
    done(out, "It is forgotten.")
}

fn doomed<'a>(history: &History, all: bool, sessions: &'a [PastSession]) -> Result<Doomed<'a>, Failure> {
    if !all {
        return Ok(Doomed { sessions, ..Doomed::default() });
    }
    Ok(Doomed {
        sessions,
        limits: history.comfort()?.len(),
        questionnaires: history.questionnaires()?.len(),
        set_aside: history.set_aside().len(),
    })
}

fn done(out: &mut dyn Write, words: &str) -> Result<Exit, Failure> {
    writeln!(out, "{words}")?;
    out.flush()?;
    Ok(Exit::Done)
}

fn span(days: &DaysArgs, stretch: Option<&str>) -> Result<Span, Failure> {
    let today = clock::local_now().date_naive();
    let [since, until] = [days.since, days.until].map(|day| day.map(|day| day.date(today)));
    if let Some((since, until)) = since.zip(until).filter(|(since, until)| since > until) {
        let what = format!("from {since} until {until} there is no day");
        return Err(Failure::bad_input(what, "the earlier day with --since"));
    }
    Ok(Span { since, until, stretch: stretch.map(str::to_owned) })
}

fn unknown(number: i64) -> Failure {
    Failure::bad_input(format!("no session {number} is remembered"), "`supple history` shows all that are")
}
