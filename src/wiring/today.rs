//! `supple today`.

use std::io::Write;
use std::sync::Arc;

use chrono::NaiveDate;
use supple::app;
use supple::app::{Exit, Failure};
use supple::args::TodayArgs;
use supple::device::clock;
use supple::history::{PastSession, Wish, suggest};
use supple::stretch::{Routine, Stretch};

use super::own;
use super::terminal::list_width;

/// `supple today`.
pub fn today(args: &TodayArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let library = own::library(None)?;
    let stretches: Vec<Arc<Stretch>> = library.stretches().cloned().collect();
    let routines: Vec<Arc<Routine>> = library.routines().cloned().collect();
    let wish =
        Wish { minutes: args.minutes, positions: args.position.iter().map(|position| (*position).into()).collect() };
    let today: NaiveDate = clock::today().parse().unwrap_or_default();
    let sessions: Vec<PastSession> = Vec::new();
    let suggestion = suggest(&stretches, &routines, &sessions, today, &wish);
    app::today::today(out, &suggestion, args.json, list_width())?;
    out.flush()?;
    Ok(Exit::Done)
}
