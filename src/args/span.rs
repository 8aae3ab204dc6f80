//! Which days of the history are meant.

use chrono::NaiveDate;
use clap::Args as ClapArgs;

use super::values::day;

/// Days, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ClapArgs)]
pub struct SpanArgs {
    /// Only sessions from this day on
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub since: Option<NaiveDate>,
    /// Only sessions up to this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub until: Option<NaiveDate>,
}
