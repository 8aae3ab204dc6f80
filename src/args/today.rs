//! The arguments of `today`.

use clap::{Args as ClapArgs, ValueEnum};

use super::values::minutes;
use crate::stretch::Position;

/// What there is room for.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct TodayArgs {
    /// Minutes at hand [default: 10]
    #[arg(long, value_name = "N", value_parser = minutes, allow_negative_numbers = true)]
    pub minutes: Option<u32>,
    /// Only stretches in this position; several may be named [default: any]
    #[arg(long, value_name = "POSITION", value_enum, num_args = 1..)]
    pub position: Vec<PositionArg>,
    /// Print one JSON document
    #[arg(long)]
    pub json: bool,
}

/// A position on the mat or off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PositionArg {
    /// On the feet
    Standing,
    /// On a chair or on the floor
    Seated,
    /// On one knee or both
    Kneeling,
    /// On hands and knees
    HandsAndKnees,
    /// Face down
    Prone,
    /// On the back
    Supine,
    /// On one side
    SideLying,
}

impl From<PositionArg> for Position {
    fn from(position: PositionArg) -> Self {
        match position {
            PositionArg::Standing => Self::Standing,
            PositionArg::Seated => Self::Seated,
            PositionArg::Kneeling => Self::Kneeling,
            PositionArg::HandsAndKnees => Self::HandsAndKnees,
            PositionArg::Prone => Self::Prone,
            PositionArg::Supine => Self::Supine,
            PositionArg::SideLying => Self::SideLying,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use crate::args::{Args, Command};
    use crate::stretch::Position;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        Args::try_parse_from(line.split(' ')).map(Args::into_command)
    }

    #[test]
    fn minutes_and_positions_are_taken() {
        let Ok(Command::Today(today)) = parse("supple today --minutes 7 --position supine hands-and-knees --json")
        else {
            panic!()
        };
        assert_eq!((today.minutes, today.json), (Some(7), true));
        let positions: Vec<Position> = today.position.into_iter().map(Position::from).collect();
        assert_eq!(positions, [Position::Supine, Position::HandsAndKnees]);
        for line in ["supple today --minutes 0", "supple today --minutes -3", "supple today --position upright"] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
        assert!(parse("supple today --minutes 0").unwrap_err().to_string().contains("from 1 to 180"));
        assert!(matches!(parse("supple questionnaire"), Ok(Command::Questionnaire { show: false })));
        assert!(matches!(parse("supple questionnaire --show"), Ok(Command::Questionnaire { show: true })));
    }
}
