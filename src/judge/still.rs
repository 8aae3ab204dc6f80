//! The judgement of a picture on its own: no time, so nothing counts and every word is said at once.

use std::cmp::Ordering;

use crate::body::Side;
use crate::judge::advice::advise;
use crate::judge::assessment::Assessment;
use crate::judge::cue::Cue;
use crate::judge::look::{Comparison, Slot};
use crate::judge::matcher::verdict;
use crate::judge::message::{Message, Tone};
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::Start;
use crate::stretch::{PoseIndex, Stretch};

/// What one picture shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// How the body stands to the camera; `None` when nobody is seen.
    pub facing: Option<Facing>,
    /// Which of the stretch's two poses it is, or is nearest to; `None` for a stretch of one pose.
    pub pose: Option<PoseIndex>,
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
        let message = Message { tone: Tone::Unseen, cue: Cue::Nobody, target: None };
        return Judgement { facing: None, pose: None, side: None, assessments: Vec::new(), in_pose: false, message };
    };
    let facing = Facing::of(pose);
    let poses = if stretch.poses.is_some() { PoseIndex::BOTH.map(Some).to_vec() } else { vec![None] };
    // A picture of its own has no before.
    let start = Start::default();
    let look = Comparison::at(stretch, &Slot::all(stretch, &poses), observation, Some(facing), |_| &start);
    let nearer = look
        .misfits_of_poses()
        .map(|[first, second]| if second < first { PoseIndex::Second } else { PoseIndex::First });
    let side = look.misfits().map(|[left, right]| match left.total_cmp(&right) {
        Ordering::Less => Side::Left,
        Ordering::Equal => facing.near,
        Ordering::Greater => Side::Right,
    });
    let slot = look.fitting(Slot { pose: nearer, side }, |_| true);
    let (target_pose, side) = (slot.and_then(|slot| slot.pose), slot.and_then(|slot| slot.side));
    let assessments = look.assessments(slot).to_vec();
    let in_pose = verdict(&assessments).holds();
    let advice = advise(stretch, pose, &assessments, facing.near, false);
    let message = advice.into_iter().next().map_or_else(
        || {
            let way = || {
                let pose = stretch.pose(target_pose).map(|pose| Cue::Pose(pose.say.clone()));
                pose.unwrap_or_else(|| Cue::SetUp(stretch.setup.clone()))
            };
            let (tone, cue) =
                if in_pose { (Tone::Good, Cue::Praise(stretch.praise.clone())) } else { (Tone::Guide, way()) };
            Message { tone, cue, target: None }
        },
        |advice| advice.message,
    );
    Judgement { facing: Some(facing), pose: target_pose, side, assessments, in_pose, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::assessment::TargetIndex;
    use crate::measure::mannequin::{Mannequin, nobody};
    use crate::stretch::samples;

    #[test]
    fn the_working_leg_is_found() {
        for raised in Side::BOTH {
            let judgement = judge(&samples::bird_dog(), &Mannequin::bird_dog(raised).observe(0.0));
            assert_eq!(judgement.side, Some(raised));
            assert!(judgement.in_pose);
            assert_eq!(judgement.message.cue.to_string(), "Lovely.");
        }
    }

    #[test]
    fn the_hint_comes_at_once() {
        let bent = Mannequin::bird_dog(Side::Right).leg(Side::Right, 243.0, 300.0);
        let judgement = judge(&samples::bird_dog(), &bent.observe(0.0));
        assert!(!judgement.in_pose);
        assert_eq!(judgement.message.cue.to_string(), "Straighten your raised leg.");
        assert_eq!(judgement.message.target, Some(TargetIndex(0)));
    }

    #[test]
    fn standing_gets_the_set_up_and_nobody_a_word_about_being_seen() {
        let judgement = judge(&samples::childs_pose(), &Mannequin::standing().observe(0.0));
        assert_eq!((judgement.message.tone, judgement.in_pose), (Tone::Guide, false));
        let judgement = judge(&samples::childs_pose(), &nobody(0.0));
        assert_eq!((judgement.message.tone, judgement.assessments.len()), (Tone::Unseen, 0));
    }
}
