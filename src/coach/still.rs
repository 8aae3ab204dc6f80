//! The judgement of a picture on its own: no time, so nothing counts and every word is said at once.

use super::advice::advise;
use super::baseline::Start;
use super::body::{Observation, Side};
use super::facing::Facing;
use super::matcher::{Verdict, assess, misfit, verdict};
use super::status::{Assessment, Message, Tone};
use super::stretch::Stretch;
use super::words::Words;

/// What one picture shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// How the body stands to the camera; `None` when nobody is seen.
    pub facing: Option<Facing>,
    /// The side that is worked, of a stretch with sides.
    pub side: Option<Side>,
    /// Every target with where it stands; empty when nobody is seen.
    pub assessments: Vec<Assessment>,
    /// Whether every target that must hold is seen within its range.
    pub in_pose: bool,
    /// The one thing to say.
    pub message: Message,
}

/// Judges one picture against a stretch.
#[must_use]
pub fn judge(stretch: &Stretch, observation: &Observation) -> Judgement {
    let Some(pose) = &observation.pose else {
        let message = Message { tone: Tone::Unseen, text: Words::Nobody.to_string(), target: None };
        return Judgement { facing: None, side: None, assessments: Vec::new(), in_pose: false, message };
    };
    let facing = Facing::of(pose);
    // A picture of its own has no before.
    let start = Start::default();
    let [near, far] =
        [facing.near, facing.near.opposite()].map(|side| (side, assess(stretch, observation, facing, &start, side)));
    let (side, assessments) = if stretch.sided && misfit(&far.1) < misfit(&near.1) { far } else { near };
    let in_pose = verdict(&assessments) == Verdict::Inside;
    let advice = advise(stretch, pose, &assessments, facing.near, false);
    let message = advice.into_iter().next().map_or_else(
        || {
            let (tone, text) = if in_pose { (Tone::Good, &stretch.praise) } else { (Tone::Guide, &stretch.setup) };
            Message { tone, text: text.clone(), target: None }
        },
        |advice| advice.message,
    );
    Judgement { facing: Some(facing), side: stretch.sided.then_some(side), assessments, in_pose, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::mannequin::{Mannequin, nobody};
    use crate::coach::samples;

    #[test]
    fn the_working_leg_is_found() {
        for raised in Side::BOTH {
            let judgement = judge(&samples::bird_dog(), &Mannequin::bird_dog(raised).observe(0.0));
            assert_eq!(judgement.side, Some(raised));
            assert!(judgement.in_pose);
            assert_eq!(judgement.message.text, "Lovely.");
        }
    }

    #[test]
    fn the_hint_comes_at_once() {
        let bent = Mannequin::bird_dog(Side::Right).leg(Side::Right, 243.0, 300.0);
        let judgement = judge(&samples::bird_dog(), &bent.observe(0.0));
        assert!(!judgement.in_pose);
        assert_eq!(judgement.message.text, "Straighten your raised leg.");
        assert_eq!(judgement.message.target, Some(0));
    }

    #[test]
    fn standing_gets_the_set_up_and_nobody_a_word_about_being_seen() {
        let judgement = judge(&samples::childs_pose(), &Mannequin::standing().observe(0.0));
        assert_eq!((judgement.message.tone, judgement.in_pose), (Tone::Guide, false));
        let judgement = judge(&samples::childs_pose(), &nobody(0.0));
        assert_eq!((judgement.message.tone, judgement.assessments.len()), (Tone::Unseen, 0));
    }
}
