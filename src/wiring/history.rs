//! What is remembered: of a session while it goes on.

use supple::app::Remembering;
use supple::args::SessionArgs;
use supple::device::clock;
use supple::device::history::{DataFolder, History, Purpose, Recording, SetAside};
use supple::history::About;
use supple::seam::StoreError;
use supple::settings::Settings;

use super::language::language;
use super::terminal::tell;

/// Whether sessions are remembered.
pub const fn is_kept(args: &SessionArgs, own: &Settings) -> bool {
    own.history.keep && !args.no_history
}

/// Remembers a session of this plan, which begins now. A history that can't be written keeps nobody from stretching: why is said, and
/// nothing is remembered.
pub fn remembering(args: &SessionArgs, own: &Settings, plan: Option<&str>) -> Option<Remembering> {
    if !is_kept(args, own) {
        return None;
    }
    let about = About {
        began: clock::local_now(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        model: model(args),
        plan: plan.map(|plan| plan.strip_suffix(".toml").unwrap_or(plan).to_owned()),
    };
    match begin(about) {
        Ok(remembering) => remembering,
        Err(error) => {
            tell(format_args!("supple: this session is not remembered: {}\n  try: {}", error.what, error.remedy));
            None
        }
    }
}

fn begin(about: About) -> Result<Option<Remembering>, StoreError> {
    let folder = DataFolder::find().ok_or_else(no_home)?;
    let (history, aside) = History::open(&folder, Purpose::Record)?;
    aside.iter().for_each(tell_aside);
    let store = Recording::new(history, Box::new(tell_aside));
    let trouble = |error: &StoreError| {
        tell(format_args!(
            "supple: from here on this session is not remembered: {}\n  try: {}",
            error.what, error.remedy
        ));
    };
    Ok(Remembering::new(about, language(), Box::new(store), trouble))
}

/// The history, to be looked at; `None` where nothing is remembered. Somebody without a home, or with one in which nothing can be
/// remembered, is told so.
pub fn find() -> Result<Option<History>, StoreError> {
    let folder = DataFolder::find().ok_or_else(no_home)?;
    folder.look()?;
    find_in(&folder)
}

/// The same for whoever needs none: somebody without a home has none.
pub fn find_any() -> Result<Option<History>, StoreError> {
    DataFolder::find().map_or(Ok(None), |folder| find_in(&folder))
}

fn find_in(folder: &DataFolder) -> Result<Option<History>, StoreError> {
    let Some((history, aside)) = History::find(folder)? else { return Ok(None) };
    aside.iter().for_each(tell_aside);
    Ok(Some(history))
}

/// Says where a history was set aside.
pub fn tell_aside(aside: &SetAside) {
    tell(format_args!("supple: {aside}"));
}

/// Somebody without a home.
fn no_home() -> StoreError {
    StoreError {
        what: "there is no home folder to keep your history in".to_owned(),
        remedy: "set SUPPLE_DATA to a folder".to_owned(),
    }
}

/// What the pose model is called.
fn model(args: &SessionArgs) -> String {
    let own = args.models.pose_model.as_deref().and_then(std::path::Path::file_stem);
    own.map_or_else(|| "blazepose".to_owned(), |name| name.to_string_lossy().into_owned())
}
