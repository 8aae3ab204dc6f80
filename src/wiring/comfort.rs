//! A person's own comfortable limits: in a session, and `supple comfort`.

use std::io::{BufRead, IsTerminal, Write};

use supple::app::comfort::{ComfortKeeper, known, list, reset};
use supple::app::{Exit, Failure};
use supple::args::{ComfortArgs, SessionArgs};
use supple::coach::ComfortLimits;
use supple::device::clock;
use supple::device::history::{DataFolder, History, Purpose};
use supple::seam::{PersonalRecord, StoreError};
use supple::settings::Settings;
use supple::stretch_file::Library;

use super::history::{find_any, is_kept, tell_aside};
use super::own;
use super::terminal::tell;

/// The limits with which a session begins; `None` where none are to be found or used. A film may be anybody, so that nothing is known of who is in
/// it. A history that can't be read keeps nobody from stretching.
pub fn limits(args: &SessionArgs, own: &Settings, library: &Library) -> Option<ComfortLimits> {
    if args.no_comfort || !own.coach.comfort {
        return None;
    }
    if !args.input.is_empty() {
        return Some(ComfortLimits::default());
    }
    let kept = kept().unwrap_or_else(|error| {
        tell(format_args!("supple: your own range is not known: {}\n  try: {}", error.what, error.remedy));
        Vec::new()
    });
    Some(known(&kept, library))
}

fn kept() -> Result<Vec<supple::history::ComfortLimit>, StoreError> {
    match find_any()? {
        Some(history) => history.comfort(),
        None => Ok(Vec::new()),
    }
}

/// Keeps what is learned of the person; `None` where nothing is to be kept.
pub fn keeper(args: &SessionArgs, own: &Settings) -> Option<ComfortKeeper> {
    if args.no_comfort || !own.coach.comfort || !is_kept(args, own) || !args.input.is_empty() {
        return None;
    }
    let open = || {
        let folder = DataFolder::find().ok_or_else(|| StoreError {
            what: "there is no home folder to keep it in".to_owned(),
            remedy: "set SUPPLE_DATA to a folder".to_owned(),
        })?;
        let (history, aside) = History::open(&folder, Purpose::Record)?;
        aside.iter().for_each(tell_aside);
        Ok(Box::new(history) as Box<dyn PersonalRecord + Send>)
    };
    let told = |error: &StoreError| {
        tell(format_args!("supple: your own range is not kept: {}\n  try: {}", error.what, error.remedy));
    };
    Some(ComfortKeeper::new(open, clock::local_now, told))
}

/// `supple comfort`.
pub fn comfort(args: &ComfortArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let history = find_any()?;
    let kept = history.as_ref().map_or_else(|| Ok(Vec::new()), History::comfort)?;
    let library = own::library(None)?;
    let Some(stretch) = &args.reset else {
        list(out, &kept, &library, args.json)?;
        out.flush()?;
        return Ok(Exit::Done);
    };
    let stretch = stretch.as_deref();
    let meant = kept.iter().filter(|limit| stretch.is_none_or(|stretch| stretch == limit.place.stretch)).count();
    if meant == 0 {
        // A name that is mistyped is told from one of which nothing is known.
        if let Some(name) = stretch.filter(|name| library.stretch(name).is_none()) {
            own::named(&library, name.as_ref())?;
        }
        writeln!(out, "There is nothing to forget.")?;
    } else if args.yes || agreed(meant, stretch, out)? {
        let cleared = history.map_or(Ok(0), |mut history| reset(&mut history, stretch))?;
        writeln!(out, "Forgotten: {}.", limits_in_words(cleared))?;
    } else {
        writeln!(out, "Nothing is forgotten.")?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn limits_in_words(count: usize) -> String {
    if count == 1 { "1 limit".to_owned() } else { format!("{count} limits") }
}

/// Asks whether to forget; where nobody can be asked, the answer has to be on the command line.
fn agreed(count: usize, stretch: Option<&str>, out: &mut dyn Write) -> Result<bool, Failure> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return Err(Failure::bad_input("nobody can be asked whether to forget", "add --yes"));
    }
    let of = stretch.map(|stretch| format!(" of {stretch}")).unwrap_or_default();
    write!(out, "Forget {}{of}? [y/N] ", limits_in_words(count))?;
    out.flush()?;
    let mut answer = String::new();
    input.lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
