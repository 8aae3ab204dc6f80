//! The numbers behind a suggestion. docs/today.md says the rules in words. Where no source is named, it is our own judgement.

use crate::stretch::Position;

/// Days for which a stretch that hurt isn't suggested: what was strained by a stretch has mostly calmed down in three days.
pub const HURT_FOR: u32 = 3;
/// The same where it had hurt not long before: twice is no accident.
pub const HURT_AGAIN_FOR: u32 = 14;
/// Days after which a hurt no longer counts: until then the stretch comes back with half its dose.
pub const LESS_FOR: u32 = 14;
/// Days over which is asked what helped.
pub const HELPED_FOR: u32 = 28;
/// Days for which a stretch that was left out twice isn't suggested.
pub const SKIPPED_FOR: u32 = 7;
/// Days after which nothing gets any more due.
pub const MOST_DUE: u32 = 14;
/// As many days as these is due what was never done: what is known, and due for longer, comes before it.
pub const NEW_DUE: u32 = 4;
/// Stretches that were never done come one a day, beside known ones.
pub const NEW_A_DAY: usize = 1;
/// Days that it counts for when all sessions with a stretch helped; against it, when all made it worse.
pub const HELP: f64 = 6.0;
/// What an area adds for each day that nothing was done for it.
pub const AREA: f64 = 0.5;
/// Days that it costs when all areas of a stretch are eased by what has been chosen already.
pub const COVERED: f64 = 6.0;
/// Days that it counts for to stand in for a stretch that hurt.
pub const INSTEAD: f64 = 4.0;
/// More stretches than these are a lesson and not a session.
pub const MOST_STEPS: usize = 8;
/// The minutes of a suggestion without a wish.
pub const MINUTES: u32 = 10;
/// Days after which a series of routines is no longer gone on with.
pub const SERIES_FOR: u32 = 14;
/// The routine to begin with.
pub const BEGIN_WITH: &str = "gentle-start";

/// How little a position asks of a back, the gentlest first: the more of the body lies on the floor, the less the back carries. Plans go in
/// this order, too, so that nobody gets up and down.
pub const fn effort(position: Position) -> u8 {
    match position {
        Position::Supine => 0,
        Position::SideLying => 1,
        Position::Prone => 2,
        Position::HandsAndKnees => 3,
        Position::Kneeling => 4,
        Position::Seated => 5,
        Position::Standing => 6,
    }
}

/// Pain that is so many points higher after a session than before it has risen meaningfully (Ostelo et al. 2008 give 2 of 10).
pub const ROSE: u8 = 2;
