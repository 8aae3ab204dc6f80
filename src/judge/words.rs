//! The coach's own words: everything that isn't a stretch's. Short, since they are read from three metres; never a
//! reproach.

use std::fmt;

use crate::body::{Landmark, Side};
use crate::measure::Measure;
use crate::measure::Plane;
use crate::measure::Unseen;
use crate::measure::Whose;
use crate::measure::{Missing, Part as BodyPart, Way};

/// Said of a hold for something that the camera cannot judge.
pub const TIMED: &str = "Timed: the camera can't see this part.";

/// Something that the coach says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words<'a> {
    /// Nobody is in view.
    Nobody,
    /// Nobody is in view and a hold is paused.
    HoldWaits,
    /// Parts of the body that are needed are out of the picture.
    ComeIn(Missing),
    /// A measure isn't seen, on this side of the body.
    BeSeen(Unseen, Measure, Side),
    /// The pose was left in mid-hold.
    ComeBack,
    /// The person has ended a pause in mid-hold.
    GoOn,
    /// A target is outside its range by no more than it may be off; this is what to do about it.
    NearlyThere(&'a str),
    /// The pose is taken, but the body does not rest in it.
    HoldStill,
    /// The pose was reached and left before it could count; it is held for so many seconds.
    StayThere(u64),
    /// The hold is done and so is the rest, and the pose is still held.
    GoAgain,
    /// A hold is done and more are to come.
    Rest,
    /// A side is done; this is the other one.
    OtherSide(Side),
    /// What is held now is timed and not seen.
    Timed,
    /// A timed hold is done; the next one begins by itself.
    TimedRest,
    /// A movement is done and more are to come after a rest.
    Breather,
    /// Repetitions come faster than is calm; about so many seconds are.
    Slower(u64),
    /// Nothing that is known is being done.
    WhatNow,
    /// Another stretch is done than the one that comes next.
    Elsewhere {
        /// The title of the one that is done.
        seen: &'a str,
        /// The title of the one that comes next.
        asked: &'a str,
    },
    /// The person pressed pause.
    Stopped,
    /// The session is done.
    Done,
    /// The session is over, and no hold or movement was completed in it.
    NothingDone,
}

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Nobody => f.write_str("Looking for you. Come into the picture."),
            Self::HoldWaits => f.write_str("I can't see you. Your hold waits for you."),
            Self::ComeIn(missing) => write!(f, "{} {}", Absent(missing), To(missing.way)),
            Self::BeSeen(Unseen::WrongView, measure, _) => f.write_str(match measure.definition().plane {
                Plane::Sagittal | Plane::Any => "Turn side-on to the camera.",
                Plane::Frontal | Plane::Ahead | Plane::FromFront => "Turn to face the camera.",
            }),
            Self::BeSeen(Unseen::NoStart, ..) => f.write_str("Be still for a moment, before you begin."),
            Self::BeSeen(Unseen::OutOfPicture, measure, side) => {
                write!(f, "Move back a little, so that your {} is in the picture.", Part(measure, side))
            }
            Self::BeSeen(Unseen::Hidden, measure, side) => {
                write!(f, "I can't see your {}. Turn side-on, with some light on you.", Part(measure, side))
            }
            Self::ComeBack => f.write_str("Come back when you are ready. Your hold waits."),
            Self::GoOn => f.write_str("On we go. Your hold waits for you."),
            Self::NearlyThere(hint) => write!(f, "Nearly there. {hint}"),
            Self::StayThere(1) => f.write_str("That's it. Stay there for a second."),
            Self::StayThere(seconds) => write!(f, "That's it. Stay there for {seconds} seconds."),
            Self::HoldStill => f.write_str("That's the pose. Be still in it for a moment."),
            Self::GoAgain => f.write_str("Well held. Come out gently, then go again."),
            Self::Rest => f.write_str("Well held. Come out gently and rest."),
            Self::OtherSide(side) => write!(f, "That side is done. Now your {} side.", side.name()),
            Self::Timed => f.write_str(TIMED),
            Self::TimedRest => f.write_str("Rest here. The next one begins by itself."),
            Self::Breather => f.write_str("Well done. Rest a moment."),
            Self::Slower(seconds) => write!(f, "A little slower: take {seconds} seconds for each."),
            Self::WhatNow => f.write_str("I can see you. What would you like to stretch?"),
            Self::Elsewhere { seen, asked } => write!(f, "That looks like {seen}. Next is {asked}."),
            Self::Stopped => f.write_str("Paused. Press space to go on."),
            Self::Done => f.write_str("All done. Well stretched."),
            Self::NothingDone => f.write_str("That's all. Come back when you like."),
        }
    }
}

/// What is out of the picture, as a sentence.
struct Absent(Missing);

impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(missing) = self;
        let parts: Vec<BodyPart> = missing.parts().collect();
        // Nobody wants a longer list, and of a guess there is none.
        if !(1..=3).contains(&parts.len()) {
            return f.write_str("I can't see all of you well.");
        }
        let name = |part: &BodyPart| match (part, missing.side) {
            (BodyPart::Head, _) => "head".to_owned(),
            (BodyPart::Shoulders, _) => "shoulders".to_owned(),
            (BodyPart::Hips, _) => "hips".to_owned(),
            (BodyPart::Arms, Some(side)) => format!("{} arm", side.name()),
            (BodyPart::Legs, Some(side)) => format!("{} leg", side.name()),
            (BodyPart::Feet, Some(side)) => format!("{} foot", side.name()),
            (BodyPart::Arms, None) => "arms".to_owned(),
            (BodyPart::Legs, None) => "legs".to_owned(),
            (BodyPart::Feet, None) => "feet".to_owned(),
        };
        let names: Vec<String> = parts.iter().map(name).collect();
        let is_one = names.len() == 1 && (missing.side.is_some() || parts[0] == BodyPart::Head);
        let list = match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.concat(),
        };
        write!(f, "Your {list} {} out of the picture.", if is_one { "is" } else { "are" })
    }
}

/// Where to move, as a sentence.
struct To(Way);

impl fmt::Display for To {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Way::Back => "Move back from the camera.",
            Way::TowardFeet => "Move toward your feet.",
            Way::TowardHead => "Move toward your head.",
            Way::Middle => "Move to the middle of the picture.",
        })
    }
}

/// The part of the body that a measure needs to see: `left knee`, `head`.
struct Part(Measure, Side);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(measure, side) = self;
        let formula = measure.definition().formula;
        let Some(landmark) = formula.moving() else { return f.write_str("back") };
        if formula.whose() == Whose::Both && landmark != Landmark::Nose {
            let name = landmark.name();
            return write!(f, "{}s", name.strip_prefix("right_").unwrap_or(name));
        }
        match landmark {
            Landmark::Nose => f.write_str("head"),
            landmark => write!(f, "{}", side.of(landmark).name().replace('_', " ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_part_that_is_missing() {
        let said = |unseen, measure, side| Words::BeSeen(unseen, measure, side).to_string();
        assert!(said(Unseen::Hidden, Measure::Knee, Side::Left).contains("your left knee"));
        assert!(said(Unseen::OutOfPicture, Measure::HipToHeel, Side::Right).contains("your right heel"));
        assert!(said(Unseen::OutOfPicture, Measure::Head, Side::Right).contains("your head"));
        assert!(said(Unseen::WrongView, Measure::Hip, Side::Right).contains("side-on"));
    }
}
