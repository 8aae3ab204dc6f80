//! Whether power is saved: the command line before the settings, and these before what the machine runs on.

use supple::args::{SessionArgs, switched};
use supple::device::power::{Decided, Supply};
use supple::seam::Power;
use supple::settings::{Economy, Settings};

/// What says whether power is to be saved in a session.
pub fn power(args: &SessionArgs, own: &Settings) -> Box<dyn Power> {
    match (switched(args.economy, args.no_economy), own.coach.economy) {
        (Some(decided), _) => Box::new(Decided(decided)),
        (None, Economy::Always) => Box::new(Decided(true)),
        (None, Economy::Never) => Box::new(Decided(false)),
        (None, Economy::Auto) => Box::new(Supply::default()),
    }
}

/// Whether power is saved where what is seen has to be the same on every machine: only where that is asked for.
pub const fn is_asked_for(args: &SessionArgs) -> bool {
    matches!(switched(args.economy, args.no_economy), Some(true))
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use supple::args::{Args, Command};
    use supple::settings::read;

    use super::*;

    fn is_scarce(flags: &str, text: &str) -> bool {
        let line = format!("supple run {flags}");
        let Command::Run(run) = Args::try_parse_from(line.split_whitespace()).unwrap().into_command() else { panic!() };
        let reading = read("settings.toml", text, &[]);
        assert!(reading.problems.is_none());
        power(&run.session, &reading.settings).is_scarce()
    }

    #[test]
    fn the_flag_comes_before_the_setting() {
        for (flags, setting, wanted) in [
            ("", "always", true),
            ("", "never", false),
            ("--no-economy", "always", false),
            ("--economy", "never", true),
            ("--economy --no-economy", "always", false),
        ] {
            assert_eq!(is_scarce(flags, &format!("[coach]\neconomy = \"{setting}\"\n")), wanted, "{flags} {setting}");
        }
    }
}
