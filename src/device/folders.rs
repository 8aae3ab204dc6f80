//! The folders in which a person's own things lie.

use std::env;
use std::path::PathBuf;

use etcetera::BaseStrategy;

/// What they are called in the system's places.
const NAME: &str = "supple";

/// Where the person's settings are: the folder that `SUPPLE_CONFIG` names, or the system's place, `$XDG_CONFIG_HOME/supple`
/// (`~/.config/supple`), on macOS `~/Library/Application Support/supple`, on Windows `%APPDATA%\supple`. `None` for somebody without a home.
pub(super) fn settings() -> Option<PathBuf> {
    named("SUPPLE_CONFIG").or_else(|| usual(Kind::Settings))
}

/// Where what is remembered of the person is: the folder that `SUPPLE_DATA` names, or the system's place, `$XDG_DATA_HOME/supple`
/// (`~/.local/share/supple`), elsewhere the same as for settings. `None` for somebody without a home.
pub(super) fn data() -> Option<PathBuf> {
    named("SUPPLE_DATA").or_else(|| usual(Kind::Data))
}

/// The folder that this variable names in place of the usual one; for tests, and for people who keep several.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from)
}

#[derive(Clone, Copy)]
enum Kind {
    Settings,
    Data,
}

/// Where programs keep a person's files on this system; other systems make no difference between these kinds.
fn usual(kind: Kind) -> Option<PathBuf> {
    #[cfg(target_os = "macos")]
    let folder = etcetera::base_strategy::Apple::new().ok().map(|base| match kind {
        Kind::Settings | Kind::Data => base.data_dir(),
    });
    #[cfg(windows)]
    let folder = etcetera::base_strategy::Windows::new().ok().map(|base| match kind {
        Kind::Settings | Kind::Data => base.data_dir(),
    });
    #[cfg(not(any(target_os = "macos", windows)))]
    let folder = etcetera::base_strategy::Xdg::new().ok().map(|base| match kind {
        Kind::Settings => base.config_dir(),
        Kind::Data => base.data_dir(),
    });
    folder.map(|folder| folder.join(NAME))
}
