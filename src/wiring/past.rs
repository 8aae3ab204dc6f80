//! Sessions that are over, for whoever asks what has come of them.

use chrono::Days;
use supple::app::Failure;
use supple::device::clock;
use supple::device::history::{DataFolder, History, Purpose, SetAside};
use supple::history::{PastSession, Remark, Span};
use supple::seam::{PastSessions, StoreError};

use super::terminal::tell;

/// How far a session looks back for its one remark: further back there is only more to read.
const LOOKS_BACK: Days = Days::new(84);

/// Everything that is remembered; nothing where nothing is.
pub fn sessions() -> Result<Vec<PastSession>, Failure> {
    let history = look()?;
    history.map_or_else(|| Ok(Vec::new()), |history| history.sessions(&Span::default()).map_err(failure))
}

/// The history, to be looked at; `None` where there is none.
pub fn look() -> Result<Option<History>, Failure> {
    let Some(folder) = DataFolder::find() else { return Ok(None) };
    let Some((history, aside)) = History::find(&folder).map_err(failure)? else { return Ok(None) };
    tell_aside(aside.as_ref());
    Ok(Some(history))
}

/// What there is to say of earlier sessions at the end of one of these stretches. A history that can't be read says nothing: whoever records
/// the session says why.
pub fn remark(plan: &[String]) -> Option<Remark> {
    let folder = DataFolder::find().filter(|folder| folder.database().exists())?;
    let (history, aside) = History::open(&folder, Purpose::Record).ok()?;
    tell_aside(aside.as_ref());
    let today = clock::local_now().date_naive();
    let span = Span { since: today.checked_sub_days(LOOKS_BACK), ..Span::default() };
    let plan: Vec<&str> = plan.iter().map(String::as_str).collect();
    Remark::of(&history.sessions(&span).ok()?, today, &plan)
}

/// That an unusable history was set aside.
pub fn tell_aside(aside: Option<&SetAside>) {
    if let Some(aside) = aside {
        tell(format_args!("supple: {aside}"));
    }
}

/// Why the history can't be used.
#[allow(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
pub fn failure(error: StoreError) -> Failure {
    Failure::failed(error.what, error.remedy)
}
