//! What could be said about a pose at a moment, the most important first. Pure judgement; when to say it is `hint`'s.

use crate::body::{Landmark, Pose, Side};
use crate::judge::assessment::{Assessment, TargetIndex, TargetState};
use crate::judge::cue::Cue;
use crate::judge::depth::{is_short, is_too_deep};
use crate::judge::matcher::{Verdict, is_surely_outside, margins_off, may_be_within, musts, verdict};
use crate::judge::message::{Message, Tone};
use crate::judge::trying::is_trying;
use crate::measure::Measure;
use crate::measure::Observation;
use crate::measure::is_on_feet;
use crate::measure::landmarks;
use crate::measure::{BodyView, Facing};
use crate::measure::{Coverage, is_end_of_limb};
use crate::measure::{Reading, Unseen};
use crate::stretch::{PoseIndex, Position, Role, Stretch, Target};

/// One thing that could be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What it is about: the same topic is the same advice, however it is worded.
    pub topic: Topic,
    /// The line itself.
    pub message: Message,
}

/// What an advice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A target (by the pose it belongs to, of a stretch with two, and its place there) and the side of its range that needs mending.
    Target(Option<PoseIndex>, TargetIndex, TargetState),
    /// The same of a target that must hold and is outside its range by no more than it may be off: it keeps a hold from counting.
    Nearly(Option<PoseIndex>, TargetIndex, TargetState),
    /// The same where the hold counts all the same. It is worth a word, but not two.
    Perhaps(Option<PoseIndex>, TargetIndex, TargetState),
    /// Parts of the body that are needed are out of the picture.
    ComeIn,
    /// Something that isn't seen, and why.
    Unseen(Unseen, Measure, Side),
    /// The body is turned the wrong way, whichever measure shows it.
    WrongView,
    /// The camera looks down on the body.
    CameraHigh,
    /// One side is done, the other is wanted.
    OtherSide(Side),
    /// The pose is taken, but the body does not rest in it.
    HoldStill,
    /// The pose was reached and left before it could count.
    StayThere,
    /// The pose is still held after the rest.
    GoAgain,
    /// The other pose is wanted.
    OtherPose(PoseIndex),
    /// A movement could be calmer.
    Tempo,
    /// The stretch is entered too fast.
    TooFast,
    /// The person's own limit counts from now on.
    OwnRange,
}

impl Advice {
    /// The same, when its target is one of this pose's.
    pub(crate) fn in_pose(mut self, pose: Option<PoseIndex>) -> Self {
        if let Topic::Target(of, ..) | Topic::Nearly(of, ..) | Topic::Perhaps(of, ..) = &mut self.topic {
            *of = pose;
        }
        self
    }

    /// An advice in the coach's own words.
    pub(crate) fn of(topic: Topic, tone: Tone, cue: Cue) -> Self {
        Self { topic, message: Message { tone, cue, target: None } }
    }
}

/// Whether an advice asks for more depth of a stretch, about one of these targets.
pub(crate) fn asks_for_depth(advice: &Advice, assessments: &[Assessment]) -> bool {
    match advice.topic {
        Topic::Target(_, index, _) | Topic::Nearly(_, index, _) | Topic::Perhaps(_, index, _) => {
            index.of(assessments).is_some_and(is_short)
        }
        _ => false,
    }
}

/// Everything worth saying about a pose: targets that must hold and don't, in the stretch's order, which is a physiotherapist's (what
/// is the cause before what comes of it, the trunk before the limbs); those that miss by no more than they may be off, likewise; then
/// what isn't seen; then form. `near` is the side nearer the camera; `engaged` says that a hold is under way. Empty for somebody who
/// isn't taking the pose.
#[must_use]
pub fn advise(stretch: &Stretch, pose: &Pose, assessments: &[Assessment], near: Side, engaged: bool) -> Vec<Advice> {
    if stretch.position != Position::Standing && is_on_feet(pose) == Some(true) {
        return Vec::new();
    }
    let trying = is_trying(assessments);
    let verdict = verdict(assessments);
    let mut advice = Vec::new();
    if trying {
        advice.extend(mending(assessments, &[Role::Must, Role::MustIfSeen]));
        advice.extend(nearly(assessments, &[Role::Must, Role::MustIfSeen], engaged));
    }
    // The far limbs are hidden behind the near ones as soon as somebody kneels down: that matters once they are in the pose.
    // Everything else about being seen matters at once, since it leaves no evidence of trying.
    let matters = |advice: &Advice| match advice.topic {
        Topic::Unseen(Unseen::Hidden, _, side) => trying || engaged || side == near,
        _ => true,
    };
    advice.extend(unseen(assessments).filter(matters));
    if trying && verdict != Verdict::Outside {
        advice.extend(mending(assessments, &[Role::Form]));
        advice.extend(nearly(assessments, &[Role::Form], engaged));
    }
    advice
}

/// Whether what an advice was about is as it should be now. What isn't judged isn't mended.
pub(crate) fn is_mended(topic: Topic, assessments: &[Assessment]) -> bool {
    match topic {
        Topic::Target(_, index, _) | Topic::Nearly(_, index, _) | Topic::Perhaps(_, index, _) => {
            index.of(assessments).is_some_and(|assessment| assessment.state == TargetState::Within)
        }
        Topic::Unseen(_, measure, side) => assessments.iter().any(|assessment| {
            assessment.target.measure == measure && assessment.side == side && assessment.reading.value().is_some()
        }),
        Topic::WrongView => {
            !assessments.iter().any(|assessment| assessment.reading == Reading::Unseen(Unseen::WrongView))
        }
        Topic::ComeIn => !is_out_of_picture(assessments),
        // Said once, or once in a while, whether or not it was followed: nobody is to be nagged.
        Topic::StayThere | Topic::CameraHigh | Topic::TooFast | Topic::OwnRange => false,
        Topic::HoldStill | Topic::OtherSide(_) | Topic::OtherPose(_) | Topic::GoAgain | Topic::Tempo => true,
    }
}

/// Whether something that must hold can't be seen, since part of the body is out of the picture.
pub(crate) fn is_out_of_picture(assessments: &[Assessment]) -> bool {
    musts(assessments).any(|assessment| assessment.reading == Reading::Unseen(Unseen::OutOfPicture))
}

/// Whether too little of the body is in the picture to say what these targets show: no trunk, or not all of a limb that must hold.
/// A limb of which no more than hand or foot is missing shows where it goes.
pub(crate) fn lacks_a_limb(observation: &Observation, assessments: &[Assessment]) -> bool {
    if !is_out_of_picture(assessments) {
        return false;
    }
    observation.pose.as_ref().is_none_or(|pose| {
        let coverage = Coverage::of(pose, observation.size);
        let mut needed = out_of_picture(assessments);
        !coverage.has_trunk() || needed.any(|landmark| coverage.is_out(landmark) && !is_end_of_limb(landmark))
    })
}

/// The landmarks that are needed for what must hold and can't be seen, since part of the body is out of the picture.
fn out_of_picture(assessments: &[Assessment]) -> impl Iterator<Item = Landmark> + '_ {
    let out = musts(assessments).filter(|assessment| assessment.reading == Reading::Unseen(Unseen::OutOfPicture));
    out.flat_map(|assessment| landmarks(assessment.target.measure, assessment.side))
}

/// The word to somebody of whom something is out of the picture that these targets need; `None` where nothing is.
pub(crate) fn come_in(coverage: &Coverage, observation: &Observation, assessments: &[Assessment]) -> Option<Advice> {
    let pose = observation.pose.as_ref()?;
    let missing = coverage.missing(out_of_picture(assessments), pose, observation.size)?;
    Some(Advice::of(Topic::ComeIn, Tone::Unseen, Cue::ComeIn(missing)))
}

/// What is worth saying when this is out of the picture: that comes first, and whatever else can't be seen waits for it. Of a body
/// without a trunk nothing else is said. For a stretch on the mat, somebody who stands with all but the feet in the picture is not there
/// yet and asked nothing.
pub(crate) fn after_coming_in(
    cut: Option<Advice>,
    coverage: &Coverage,
    advice: Vec<Advice>,
    is_elsewhere: bool,
) -> Vec<Advice> {
    let has_trunk = coverage.has_trunk();
    let Some(cut) = cut.filter(|_| !(is_elsewhere && has_trunk)) else { return advice };
    let waits = |advice: &Advice| matches!(advice.topic, Topic::Unseen(..) | Topic::WrongView);
    let rest = advice.into_iter().filter(|advice| has_trunk && !waits(advice));
    std::iter::once(cut).chain(rest).collect()
}

/// What to mend of the targets in these roles. A value within its own error of the range is perhaps right: no correction.
fn mending(assessments: &[Assessment], roles: &'static [Role]) -> impl Iterator<Item = Advice> {
    let worth_a_word =
        move |assessment: &Assessment| roles.contains(&assessment.target.role) && is_surely_outside(assessment);
    let meant = assessments.iter().enumerate().filter(move |(_, assessment)| worth_a_word(assessment));
    meant.filter_map(|(index, assessment)| mend(TargetIndex(index), assessment))
}

/// What is nearly right of the targets in these roles: outside the range by no more than it may be off.
fn nearly(assessments: &[Assessment], roles: &'static [Role], engaged: bool) -> impl Iterator<Item = Advice> {
    // What must hold and counts as it is needs no word.
    let counts = |assessment: &Assessment| assessment.target.role != Role::Form && may_be_within(assessment);
    let meant = move |assessment: &Assessment| {
        roles.contains(&assessment.target.role) && !is_surely_outside(assessment) && !counts(assessment)
    };
    let meant = assessments.iter().enumerate().filter(move |(_, assessment)| meant(assessment));
    meant.filter_map(move |(index, assessment)| {
        let Advice { topic, message } = mend(TargetIndex(index), assessment)?;
        let Topic::Target(pose, index, state) = topic else { return None };
        let blocks = assessment.target.role != Role::Form && !engaged;
        let topic = if blocks { Topic::Nearly(pose, index, state) } else { Topic::Perhaps(pose, index, state) };
        let cue = match message.cue {
            // Nobody who is beyond a stretch is nearly there.
            Cue::Mend(words) if is_too_deep(assessment) => Cue::EaseOff(words),
            Cue::Mend(words) => Cue::NearlyThere(words),
            cue => cue,
        };
        Some(Advice { topic, message: Message { tone: Tone::Guide, cue, ..message } })
    })
}

/// This advice with a word about the camera before it, where that looks down so far that what it shows amiss may be its own doing: a limb's
/// slope or height, of something that must hold.
pub(crate) fn after_lowering_the_camera(
    facing: Facing,
    assessments: &[Assessment],
    advice: Vec<Advice>,
) -> Vec<Advice> {
    let is_bent = |advice: &Advice| {
        let target = advice.message.target.and_then(|index| index.of(assessments)).map(|assessment| &assessment.target);
        let is_slope = |target: &Target| target.measure.definition().formula.is_against_vertical();
        target.is_some_and(|target| target.role != Role::Form && is_slope(target))
    };
    let is_first = matches!(advice.first(), Some(first) if is_bent(first));
    if !(is_first && facing.view == BodyView::Side && facing.tilt.is_some_and(|tilt| tilt.is_steep())) {
        return advice;
    }
    let word = Advice::of(Topic::CameraHigh, Tone::Unseen, Cue::LowerCamera);
    std::iter::once(word).chain(advice).collect()
}

/// What to do about one target; nothing where it is as it should be or isn't seen.
fn mend(index: TargetIndex, Assessment { target, state, .. }: &Assessment) -> Option<Advice> {
    let words = match state {
        TargetState::Below => target.below.as_deref()?.to_owned(),
        TargetState::Above => target.above.as_deref()?.to_owned(),
        TargetState::Within | TargetState::Unseen => return None,
    };
    let message = Message { tone: Tone::Mend, cue: Cue::Mend(words), target: Some(index) };
    Some(Advice { topic: Topic::Target(None, index, *state), message })
}

/// What to do about the target of this role that is furthest outside its range, of those that are clearly outside where that is
/// asked for.
pub(crate) fn worst(assessments: &[Assessment], role: Role, clearly: bool) -> Option<Advice> {
    let off =
        |assessment: &Assessment| margins_off(assessment).filter(|&margins| margins > if clearly { 1.0 } else { 0.0 });
    // What must hold only where it is seen has been seen here.
    let of = |other: Role| other == role || (role == Role::Must && other == Role::MustIfSeen);
    let worth_a_word = |assessment: &Assessment| of(assessment.target.role) && is_surely_outside(assessment);
    let found = assessments.iter().enumerate().filter(|(_, assessment)| worth_a_word(assessment));
    let found = found.filter_map(|(index, assessment)| Some((off(assessment)?, mend(TargetIndex(index), assessment)?)));
    found.max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, advice)| advice)
}

/// The first target that must hold and isn't seen: one thing to mend about the camera is enough at a time.
pub(crate) fn unseen(assessments: &[Assessment]) -> Option<Advice> {
    assessments.iter().filter(|assessment| assessment.target.role == Role::Must).find_map(|assessment| {
        let Reading::Unseen(why) = assessment.reading else { return None };
        let (measure, side) = (assessment.target.measure, assessment.side);
        let topic = if why == Unseen::WrongView { Topic::WrongView } else { Topic::Unseen(why, measure, side) };
        Some(Advice::of(topic, Tone::Unseen, Cue::BeSeen(why, measure, side)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Landmark;
    use crate::judge::matcher::assess;
    use crate::measure::Facing;
    use crate::measure::Start;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::Target;
    use crate::stretch::samples;

    fn said(stretch: &Stretch, mannequin: &Mannequin) -> Vec<String> {
        let seen = mannequin.observe(0.0);
        let pose = seen.pose.as_ref().unwrap();
        let facing = Facing::of(pose);
        let assessments = assess(stretch, &seen, facing, &Start::default(), Side::Right);
        advise(stretch, pose, &assessments, facing.near, false)
            .into_iter()
            .map(|advice| advice.message.cue.to_string())
            .collect()
    }

    #[test]
    fn what_must_hold_comes_before_form_in_the_files_order() {
        let hips_high = Mannequin::childs_pose().legs(160.0, 277.0);
        assert_eq!(said(&samples::childs_pose(), &hips_high)[0], "Sit back toward your heels.");
        let arms_bent = Mannequin::childs_pose().arms(162.0, 70.0);
        assert_eq!(said(&samples::childs_pose(), &arms_bent), ["Walk your hands forward.", "Let your arms grow long."]);
        assert_eq!(said(&samples::childs_pose(), &Mannequin::childs_pose()), [""; 0]);
    }

    #[test]
    fn whoever_stands_is_not_corrected_whichever_way_they_face() {
        for stretch in [samples::childs_pose(), samples::sphinx(), samples::bird_dog()] {
            assert_eq!(said(&stretch, &Mannequin::standing()), [""; 0]);
            assert_eq!(said(&stretch, &Mannequin::standing().seen_from_the_front()), [""; 0]);
        }
    }

    #[test]
    fn unseen_is_a_word_about_being_seen() {
        let near_knee = Mannequin::childs_pose().visible(Landmark::RightKnee, 0.1);
        assert!(said(&samples::childs_pose(), &near_knee)[0].contains("right knee"));
        let far_knee = Mannequin::bird_dog(Side::Right).visible(Landmark::LeftKnee, 0.1);
        assert!(said(&samples::bird_dog(), &far_knee)[0].contains("left knee"));
        let far_knee_at_rest = Mannequin::tabletop().visible(Landmark::LeftKnee, 0.1);
        assert_eq!(said(&samples::bird_dog(), &far_knee_at_rest), [""; 0]);
        let turned = Mannequin::childs_pose().seen_from_the_front();
        assert_eq!(said(&samples::childs_pose(), &turned), ["Turn side-on to the camera."]);
    }

    #[test]
    fn a_camera_that_looks_down_is_named_before_what_it_bends() {
        let seen = Mannequin::sphinx().trunk(84.0).observe(0.0);
        let pose = seen.pose.as_ref().unwrap();
        let said = |tilt: Option<f64>| {
            let tilt = tilt.map(crate::measure::CameraTilt::by);
            let facing = Facing { tilt, ..Facing::of(pose) };
            let stretch = samples::sphinx();
            let assessments = assess(&stretch, &seen, facing, &Start::default(), Side::Right);
            let advice = advise(&stretch, pose, &assessments, facing.near, false);
            let advice = after_lowering_the_camera(facing, &assessments, advice);
            advice.first().map(|advice| advice.topic == Topic::CameraHigh)
        };
        assert_eq!([None, Some(15.0), Some(25.0)].map(said), [Some(false), Some(false), Some(true)]);
    }

    /// A body for which every target of this pose stands in the middle of its range, except for one.
    fn all_but(targets: &[Target], index: usize, state: TargetState, errors_off: f64) -> Vec<Assessment> {
        let seen = |(at, target): (usize, &Target)| {
            let (low, high) = (target.range.low(), target.range.high().min(target.range.low() + 1e3));
            let error = target.measure.definition().error;
            let (value, state) = match state {
                _ if at != index => (f64::midpoint(low, high), TargetState::Within),
                TargetState::Below => (low - errors_off * error, state),
                _ => (high + errors_off * error, state),
            };
            let reading = Reading::Seen { value, confidence: 0.9, error };
            Assessment { target: target.clone(), side: Side::Right, reading, state }
        };
        targets.iter().enumerate().map(seen).collect()
    }

    /// Whatever must hold keeps a hold from counting only if that is said, in every stretch there is, however little is missing.
    #[test]
    fn nothing_keeps_a_hold_from_counting_without_a_word() {
        let lying = Mannequin::lying_flat().observe(0.0).pose.unwrap();
        let library = crate::stretch_file::Library::embedded().unwrap();
        for stretch in library.stretches() {
            for pose in [None, Some(PoseIndex::First), Some(PoseIndex::Second)] {
                let targets = stretch.targets_of(pose);
                let musts = targets.iter().enumerate().filter(|(_, target)| target.role != Role::Form);
                for (index, target) in musts {
                    let ends = [(TargetState::Below, &target.below), (TargetState::Above, &target.above)];
                    for (state, hint) in ends {
                        // An end without a hint is one that nothing can lie beyond.
                        let Some(hint) = hint else { continue };
                        for errors_off in [0.05, 0.25, 0.5, 0.95, 1.05, 1.5] {
                            let seen = all_but(targets, index, state, errors_off);
                            if verdict(&seen).holds() {
                                continue;
                            }
                            let advice = advise(stretch, &lying, &seen, Side::Right, false);
                            let what = format!("{} {} {state:?} by {errors_off} errors", stretch.id, target.id);
                            assert_eq!(
                                advice.first().and_then(|advice| advice.message.target),
                                Some(TargetIndex(index)),
                                "{what}"
                            );
                            let text = advice[0].message.cue.to_string();
                            assert!(text.ends_with(&**hint), "{what}: {text}");
                            let is_nearly = text.starts_with("Nearly there.");
                            let says_to_ease_off = text.starts_with("Ease off");
                            if is_too_deep(&seen[index]) && errors_off < 1.0 {
                                assert!(says_to_ease_off && !is_nearly, "{what}: {text}");
                            } else {
                                assert_eq!(is_nearly, errors_off < 1.0, "{what}: {text}");
                            }
                        }
                    }
                }
            }
        }
    }
}
