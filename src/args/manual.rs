//! The arguments of `manual`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// The arguments of `manual`, which packages are made with. It is not among the commands that `--help` lists: who stretches has no
/// use for it.
#[derive(Clone, Debug, ClapArgs)]
pub struct ManualArgs {
    /// Write them into this folder, such as /usr/local/share, where the shells and man look for them
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
