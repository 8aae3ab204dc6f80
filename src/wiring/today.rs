//! `supple today`.

use std::io::Write;
use std::sync::Arc;

use supple::app;
use supple::app::{Exit, Failure};
use supple::args::TodayArgs;
use supple::device::clock;
use supple::history::{Wish, suggest};
use supple::stretch::{Routine, Stretch};

use super::language::language;
use super::own;
use super::past;
use super::terminal::list_width;

/// `supple today`.
pub fn today(args: &TodayArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let library = own::library(None)?;
    let stretches: Vec<Arc<Stretch>> = library.stretches().cloned().collect();
    let routines: Vec<Arc<Routine>> = library.routines().cloned().collect();
    let wish =
        Wish { minutes: args.minutes, positions: args.position.iter().map(|position| (*position).into()).collect() };
    let today = clock::local_now().date_naive();
    let suggestion = suggest(&stretches, &routines, &past::sessions()?, today, &wish);
    app::today::today(out, &suggestion, args.json, (list_width(), language()))?;
    out.flush()?;
    Ok(Exit::Done)
}
