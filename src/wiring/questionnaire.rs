//! `supple questionnaire`.

use std::io::Write;

use supple::app;
use supple::app::{Exit, Failure};

use super::terminal::list_width;

/// `supple questionnaire`.
pub fn questionnaire(_show: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    app::questionnaire::show(out, &[], list_width())?;
    out.flush()?;
    Ok(Exit::Done)
}
