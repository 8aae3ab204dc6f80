//! What the program says, in English: the one place that another language would replace. Short, since it is read from three metres; never a
//! reproach. A stretch's own words are in its file.
//!
//! Here are the coach's cues; `window` has what the window says besides.

pub mod progress;
pub mod questionnaire;
pub mod spoken;
pub mod today;
pub mod window;

use std::fmt;

use crate::body::{Landmark, Side};
use crate::judge::{Cue, Showing};
use crate::measure::{Measure, Missing, Part as BodyPart, Plane, Unseen, Way, Whose};

/// What may be chosen while the session stands still, as it is drawn: to go on, to skip, that it hurts, to stop.
pub const CHOICES: [&str; 4] = ["Go on", "Skip this stretch", "That hurts", "Stop for today"];

impl fmt::Display for Cue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SetUp(words) | Self::Pose(words) | Self::Praise(words) | Self::Guided(words) | Self::Mend(words) => {
                f.write_str(words)
            }
            Self::NearlyThere(hint) => write!(f, "Nearly there. {hint}"),
            Self::Nobody => f.write_str("Looking for you. Come into the picture."),
            Self::HoldWaits => f.write_str("I can't see you. Your hold waits for you."),
            Self::ComeIn(missing) => write!(f, "{} {}", Absent(*missing), To(missing.way)),
            Self::BeSeen(Unseen::WrongView, measure, _) => f.write_str(match measure.definition().plane {
                Plane::Sagittal | Plane::Any => "Turn side-on to the camera.",
                Plane::Frontal | Plane::Ahead | Plane::FromFront => "Turn to face the camera.",
            }),
            Self::BeSeen(Unseen::NoStart, ..) => f.write_str("Be still for a moment, before you begin."),
            Self::BeSeen(Unseen::OutOfPicture, measure, side) => {
                write!(f, "I can't see your {}. Move back a little.", Part(*measure, *side))
            }
            Self::BeSeen(Unseen::Hidden, measure, side) => {
                write!(f, "I can't see your {}. Turn side-on, with some light on you.", Part(*measure, *side))
            }
            Self::LowerCamera => f.write_str("Lower the camera, or turn side-on: it looks down on you."),
            Self::ComeBack => f.write_str("Come back when you are ready. Your hold waits."),
            Self::GoOn => f.write_str("On we go. Your hold waits for you."),
            Self::StayThere(1) => f.write_str("That's it. Stay there for a second."),
            Self::StayThere(seconds) => write!(f, "That's it. Stay there for {seconds} seconds."),
            Self::HoldStill => f.write_str("That's the pose. Be still in it for a moment."),
            Self::GoAgain => f.write_str("Well held. Come out gently, then go again."),
            Self::Rest => f.write_str("Well held. Come out gently and rest."),
            Self::OtherSide(side) => write!(f, "That side is done. Now your {} side.", side.name()),
            Self::Timed => f.write_str("Timed: the camera can't see this part."),
            Self::TimedRest => f.write_str("Rest here. The next one begins by itself."),
            Self::Breather => f.write_str("Well done. Rest a moment."),
            Self::Slower(seconds) => write!(f, "A little slower: take {seconds} seconds for each."),
            Self::WhatNow => f.write_str("I can see you. What would you like to stretch?"),
            Self::Elsewhere { seen, asked } => write!(f, "That looks like {seen}. Next is {asked}."),
            Self::Stopped => f.write_str("Paused. Raise an arm to choose."),
            Self::Done => f.write_str("All done. Well stretched."),
            Self::NothingDone => f.write_str("That's all. Come back when you like."),
            Self::Show(Showing::Searching) => f.write_str("Step back until the camera sees your whole body."),
            Self::Show(Showing::Start) => f.write_str("Take your start pose and rest there."),
            Self::Show(Showing::Hold) => f.write_str("Now go into your stretch and hold it still."),
            Self::Show(Showing::Holding) => f.write_str("Good. Keep holding; come out when you are done."),
            Self::Show(Showing::Done) => f.write_str("Done. I have seen your stretch."),
        }
    }
}

/// What is out of the picture, as a sentence.
struct Absent(Missing);

impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<BodyPart> = self.0.parts().collect();
        absent(f, &parts, self.0.side)
    }
}

/// Names at most two parts: nobody wants a longer list, and of a guess there is none.
fn absent(f: &mut impl fmt::Write, parts: &[BodyPart], side: Option<Side>) -> fmt::Result {
    use BodyPart::{Arms, Feet, Head, Hips, Legs, Shoulders};
    let one = |name: &str, more: &str| side.map_or_else(|| more.to_owned(), |side| format!("{} {name}", side.name()));
    let name = match parts {
        [Head] => "head".to_owned(),
        [Shoulders] => "shoulders".to_owned(),
        [Arms] => one("arm", "arms"),
        [Hips] => "hips".to_owned(),
        [Legs] | [Legs, Feet] => one("leg", "legs"),
        [Feet] => one("foot", "feet"),
        [Head, Shoulders] => "head and shoulders".to_owned(),
        [Head, Feet] => "head and feet".to_owned(),
        [Hips, Legs | Feet] | [Hips, Legs, Feet] => "hips and legs".to_owned(),
        [Head | Shoulders, .., Arms] => "head and arms".to_owned(),
        _ => return f.write_str("I can't see all of you well."),
    };
    write!(f, "I can't see your {name}.")
}

/// Every sentence about what is out of the picture and where to move.
fn all_of_missing() -> Vec<String> {
    let mut all = Vec::new();
    for members in 0..1_u32 << BodyPart::ALL.len() {
        let parts: Vec<BodyPart> = BodyPart::ALL
            .into_iter()
            .enumerate()
            .filter(|(place, _)| members >> place & 1 == 1)
            .map(|(_, part)| part)
            .collect();
        for side in [None, Some(Side::Left), Some(Side::Right)] {
            let mut sentence = String::new();
            // Writing to a text cannot fail.
            let _ = absent(&mut sentence, &parts, side);
            all.push(sentence);
        }
    }
    all.extend([Way::Back, Way::TowardFeet, Way::TowardHead, Way::Middle].map(|way| To(way).to_string()));
    all
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
            // Nobody needs to know which joint of it.
            Landmark::RightAnkle | Landmark::RightHeel | Landmark::RightFootIndex => write!(f, "{} foot", side.name()),
            Landmark::RightWrist => write!(f, "{} hand", side.name()),
            landmark => write!(f, "{}", side.of(landmark).name().replace('_', " ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_part_that_is_missing() {
        let said = |unseen, measure, side| Cue::BeSeen(unseen, measure, side).to_string();
        assert!(said(Unseen::Hidden, Measure::Knee, Side::Left).contains("your left knee"));
        assert!(said(Unseen::OutOfPicture, Measure::HipToHeel, Side::Right).contains("your right foot"));
        assert!(said(Unseen::OutOfPicture, Measure::Head, Side::Right).contains("your head"));
        assert!(said(Unseen::WrongView, Measure::Hip, Side::Right).contains("side-on"));
    }
}
