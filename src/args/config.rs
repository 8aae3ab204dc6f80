//! The options of `config`.

use clap::Args as ClapArgs;

/// The arguments of `config`.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct ConfigArgs {
    /// A setting, such as sound.volume [default: all of them]
    pub key: Option<String>,
    /// Set it to this
    #[arg(allow_negative_numbers = true)]
    pub value: Option<String>,
    /// Take it out of the file, so that its default holds
    #[arg(long, requires = "key", conflicts_with_all = ["value", "json"])]
    pub unset: bool,
    /// Print one JSON document
    #[arg(long, conflicts_with = "value")]
    pub json: bool,
    /// Print a commented file with every setting in it
    #[arg(long, exclusive = true)]
    pub template: bool,
}
