//! `supple questionnaire`.

use std::io;
use std::io::{IsTerminal, Write};

use supple::app;
use supple::app::{Exit, Failure};
use supple::device::clock;
use supple::device::history::{DataFolder, History, Purpose};
use supple::seam::PersonalRecord;

use super::history::{find_any, tell_aside};
use super::language::language;
use super::terminal::list_width;

/// `supple questionnaire`.
pub fn questionnaire(show: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    if show {
        let all = find_any()?.map_or_else(|| Ok(Vec::new()), |history| history.questionnaires())?;
        app::questionnaire::show(out, &all, (list_width(), language()))?;
    } else if io::stdin().is_terminal() && io::stdout().is_terminal() {
        // Before anybody answers in vain.
        let mut history = open()?;
        let mut input = io::stdin().lock();
        app::questionnaire::fill_in(&mut input, out, &mut history, clock::local_now, (list_width(), language()))?;
    } else {
        return Err(Failure::bad_input(
            "a questionnaire is asked on a terminal, and this is none",
            "`supple questionnaire` in a terminal; `supple questionnaire --show` prints earlier scores anywhere",
        ));
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn open() -> Result<History, Failure> {
    let folder = DataFolder::find().ok_or_else(|| {
        Failure::failed("there is no home folder to keep your answers in", "set SUPPLE_DATA to a folder")
    })?;
    let (history, aside) = History::open(&folder, Purpose::Look)?;
    aside.iter().for_each(tell_aside);
    Ok(history)
}
