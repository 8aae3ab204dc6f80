//! The arguments of `comfort`.

use clap::Args as ClapArgs;

/// The arguments of `comfort`.
#[derive(Clone, Debug, ClapArgs)]
pub struct ComfortArgs {
    /// Print one JSON document
    #[arg(long, conflicts_with = "reset")]
    pub json: bool,
    /// Forget the limits of this stretch, or all of them
    #[arg(long, value_name = "STRETCH", num_args = 0..=1)]
    pub reset: Option<Option<String>>,
    /// Do it without asking
    #[arg(long, requires = "reset")]
    pub yes: bool,
}
