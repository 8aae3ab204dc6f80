//! Sessions that are over, for whoever asks what has come of them.

use chrono::Days;
use supple::app::Failure;
use supple::device::clock;
use supple::device::history::{DataFolder, History, Purpose};
use supple::history::{PastSession, Remark, Span};
use supple::seam::PastSessions;

use super::history::{find_any, tell_aside};
use super::own;

/// How far a session looks back for its one remark: further back there is only more to read.
const LOOKS_BACK: Days = Days::new(84);

/// Everything that is remembered; nothing where nothing is.
pub fn sessions() -> Result<Vec<PastSession>, Failure> {
    let sessions = find_any()?.map_or_else(|| Ok(Vec::new()), |history| history.sessions(&Span::default()))?;
    in_words_of_today(sessions)
}

/// The sessions with their stretches called as they are in the language of this run. For people: programs get what was kept.
pub fn in_words_of_today(mut sessions: Vec<PastSession>) -> Result<Vec<PastSession>, Failure> {
    if sessions.is_empty() {
        return Ok(sessions);
    }
    let library = own::all()?;
    for session in &mut sessions {
        session
            .retitle(|id| library.stretch(id).filter(|stretch| stretch.id == id).map(|stretch| stretch.title.clone()));
    }
    Ok(sessions)
}

/// What there is to say of earlier sessions at the end of one of these stretches. A history that can't be read says nothing: whoever records
/// the session says why.
pub fn remark(plan: &[String]) -> Option<Remark> {
    let folder = DataFolder::find().filter(|folder| folder.database().exists())?;
    let (history, aside) = History::open(&folder, Purpose::Record).ok()?;
    aside.iter().for_each(tell_aside);
    let today = clock::local_now().date_naive();
    let span = Span { since: today.checked_sub_days(LOOKS_BACK), ..Span::default() };
    let plan: Vec<&str> = plan.iter().map(String::as_str).collect();
    Remark::of(&history.sessions(&span).ok()?, today, &plan)
}
