//! What the program says, in every language that it speaks. The texts stand in `en/` and `es/`, a file a topic (`messages` reads them); the
//! functions here choose among them, and are how other rooms ask for words. Short, since they are read from three metres; never a
//! reproach. A stretch's own words are in its file.
//!
//! Here are the coach's cues; `window` has what the window says besides.

mod messages;

pub mod doses;
pub mod host;
pub mod list;
pub mod numbers;
pub mod progress;
pub mod questionnaire;
pub mod window;

pub mod report;
pub mod screens;
pub mod session;
pub mod settings;

pub mod spoken;
pub mod today;

use std::fmt;

use fluent_bundle::FluentValue;

use crate::body::{Landmark, Side};
use crate::judge::{Cue, Prompt, Showing};
use crate::language::Language;
use crate::measure::{Measure, Part as BodyPart, Plane, Unseen, Way, Whose};

/// What may be chosen while the session stands still, as it is drawn: to go on, to skip, that it hurts, to stop.
pub fn choices(language: Language) -> [&'static str; 4] {
    ["choice-go-on", "choice-skip", "choice-hurts", "choice-stop"].map(|name| language.say(name))
}

impl Prompt {
    /// In words.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let name = match self {
            Self::ComeIntoView => "prompt-come-into-view",
            Self::StayThere => "prompt-stay-there",
            Self::Dark => "prompt-dark",
            Self::Count(seconds) => return language.tell("prompt-count", [("seconds", seconds.into())]),
            Self::HowMuch => "prompt-how-much",
            Self::Number(number) => return number.to_string(),
            Self::CameraGone => "prompt-camera-gone",
            Self::CameraBack => "prompt-camera-back",
            Self::Away => "prompt-away",
            Self::Choose => "prompt-choose",
        };
        language.say(name).to_owned()
    }
}

impl Showing {
    fn words(self, language: Language) -> &'static str {
        language.say(match self {
            Self::Searching => "show-searching",
            Self::Start => "show-start",
            Self::Hold => "show-hold",
            Self::Holding => "show-holding",
            Self::Done => "show-done",
        })
    }
}

impl Cue {
    /// In words, to be read.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let name = match self {
            Self::SetUp(words) | Self::Pose(words) | Self::Praise(words) | Self::Guided(words) | Self::Mend(words) => {
                return words.clone();
            }
            Self::NearlyThere(hint) => return format!("{} {hint}", language.say("cue-nearly-there")),
            // Some stretches say it themselves.
            Self::EaseOff(hint) if hint.starts_with(language.say("cue-ease-off-begins")) => return hint.clone(),
            Self::EaseOff(hint) if !hint.is_empty() => return format!("{} {hint}", language.say("cue-ease-off")),
            Self::EaseOff(_) => "cue-ease-off",
            Self::Slowly => "cue-slowly",
            Self::OwnRange => "cue-own-range",
            Self::Nobody => "cue-nobody",
            Self::HoldWaits => "cue-hold-waits",
            Self::ComeIn(missing) => {
                let parts: Vec<BodyPart> = missing.parts().collect();
                return format!("{} {}", absent(&parts, missing.side, language), to(missing.way, language));
            }
            Self::BeSeen(unseen, measure, side) => return be_seen(*unseen, *measure, *side, language),
            Self::LowerCamera => "cue-lower-camera",
            Self::ComeBack => "cue-come-back",
            Self::GoOn => "cue-go-on",
            Self::StayThere(seconds) => return language.tell("cue-stay-there", [("seconds", (*seconds).into())]),
            Self::HoldStill => "cue-hold-still",
            Self::GoAgain => "cue-go-again",
            Self::Rest => "cue-rest",
            Self::OtherSide(side) => return language.tell("cue-other-side", [("side", fact(*side))]),
            Self::Timed => "cue-timed",
            Self::TimedRest => "cue-timed-rest",
            Self::Breather => "cue-breather",
            Self::Slower(seconds) => return language.tell("cue-slower", [("seconds", (*seconds).into())]),
            Self::WhatNow => "cue-what-now",
            Self::Elsewhere { seen, asked } => {
                return language.tell("cue-elsewhere", [("seen", seen.into()), ("asked", asked.into())]);
            }
            Self::Stopped => "cue-stopped",
            Self::Done => "cue-done",
            Self::NothingDone => "cue-nothing-done",
            Self::Prompt(prompt) => return prompt.words(language),
            Self::Show(showing) => return showing.words(language).to_owned(),
        };
        language.say(name).to_owned()
    }
}

impl fmt::Display for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::English))
    }
}

impl fmt::Display for Cue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::English))
    }
}

/// What a measure is called.
#[must_use]
pub fn measure(measure: Measure, language: Language) -> &'static str {
    let definition = measure.definition();
    language.find(&format!("measure-{}", definition.name)).unwrap_or(definition.title)
}

/// Words at the beginning of a sentence.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A side as the texts ask for it.
fn fact(side: Side) -> FluentValue<'static> {
    side.name().into()
}

/// What isn't seen, and what to do about it.
fn be_seen(unseen: Unseen, measure: Measure, side: Side, language: Language) -> String {
    let name = match unseen {
        Unseen::WrongView => match measure.definition().plane {
            Plane::Sagittal | Plane::Any => "cue-turn-side-on",
            Plane::Frontal | Plane::Ahead | Plane::FromFront => "cue-face-camera",
        },
        Unseen::NoStart => "cue-no-start",
        Unseen::OutOfPicture => {
            return language.tell("cue-out-of-picture", [("part", part(measure, side, language).into())]);
        }
        Unseen::Hidden => return language.tell("cue-hidden", [("part", part(measure, side, language).into())]),
    };
    language.say(name).to_owned()
}

/// What is out of the picture, as a sentence. It names at most two parts: nobody wants a longer list, and of a guess there is none.
fn absent(parts: &[BodyPart], side: Option<Side>, language: Language) -> String {
    use BodyPart::{Arms, Feet, Head, Hips, Legs, Shoulders};
    let one = |name| language.tell(name, [("side", side.map_or("none", Side::name).into())]);
    let several = |name| language.say(name).to_owned();
    let parts = match parts {
        [Head] => several("missing-head"),
        [Shoulders] => several("missing-shoulders"),
        [Arms] => one("missing-arms"),
        [Hips] => several("missing-hips"),
        [Legs] | [Legs, Feet] => one("missing-legs"),
        [Feet] => one("missing-feet"),
        [Head, Shoulders] => several("missing-head-and-shoulders"),
        [Head, Feet] => several("missing-head-and-feet"),
        [Hips, Legs | Feet] | [Hips, Legs, Feet] => several("missing-hips-and-legs"),
        [Head | Shoulders, .., Arms] => several("missing-head-and-arms"),
        _ => return several("missing-much"),
    };
    language.tell("missing", [("parts", parts.into())])
}

/// Every sentence about what is out of the picture and where to move.
fn all_of_missing(language: Language) -> Vec<String> {
    let mut all = Vec::new();
    for members in 0..1_u32 << BodyPart::ALL.len() {
        let parts: Vec<BodyPart> = BodyPart::ALL
            .into_iter()
            .enumerate()
            .filter(|(place, _)| members >> place & 1 == 1)
            .map(|(_, part)| part)
            .collect();
        all.extend([None, Some(Side::Left), Some(Side::Right)].map(|side| absent(&parts, side, language)));
    }
    all.extend([Way::Back, Way::TowardFeet, Way::TowardHead, Way::Middle].map(|way| to(way, language).to_owned()));
    all
}

/// Where to move, as a sentence.
fn to(way: Way, language: Language) -> &'static str {
    language.say(match way {
        Way::Back => "move-back",
        Way::TowardFeet => "move-toward-feet",
        Way::TowardHead => "move-toward-head",
        Way::Middle => "move-to-the-middle",
    })
}

/// The part of the body that a measure needs to see: `left knee`, `head`.
fn part(measure: Measure, side: Side, language: Language) -> String {
    let formula = measure.definition().formula;
    let name = match formula.moving() {
        None => return language.say("part-back").to_owned(),
        Some(Landmark::Nose) => return language.say("part-head").to_owned(),
        Some(Landmark::RightKnee) => "part-knee",
        Some(Landmark::RightElbow) => "part-elbow",
        Some(Landmark::RightHip) => "part-hip",
        // Nobody needs to know which joint of it.
        Some(Landmark::RightAnkle | Landmark::RightHeel | Landmark::RightFootIndex) => "part-foot",
        Some(Landmark::RightWrist) => "part-hand",
        Some(_) => "part-shoulder",
    };
    let side = if formula.whose() == Whose::Both { "none" } else { side.name() };
    language.tell(name, [("side", side.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_part_that_is_missing() {
        let said = |unseen, measure, side| Cue::BeSeen(unseen, measure, side).words(Language::English);
        assert!(said(Unseen::Hidden, Measure::Knee, Side::Left).contains("your left knee"));
        assert!(said(Unseen::OutOfPicture, Measure::HipToHeel, Side::Right).contains("your right foot"));
        assert!(said(Unseen::OutOfPicture, Measure::Head, Side::Right).contains("your head"));
        assert!(said(Unseen::WrongView, Measure::Hip, Side::Right).contains("side-on"));
    }
}
