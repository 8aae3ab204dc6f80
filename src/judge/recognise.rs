//! Recognises which of many stretches somebody is in, or none.
//!
//! Each stretch gets a score that is comparable with every other's: the logarithm of how many times likelier its pose is than
//! a chance one. A target that is met is evidence, the more the fewer bodies would meet it; one that is missed speaks against
//! the stretch by how many of its own errors it is missed; and one that is not seen says nothing either way.

use std::sync::Arc;
use std::time::Duration;

use crate::judge::advice::lacks_a_limb;
use crate::judge::assessment::Assessment;
use crate::judge::bearing::Bearing;
use crate::judge::look::{Comparison, Slot};
use crate::judge::matcher::margins_off;
use crate::judge::rests::at_rest;
use crate::judge::settling::Settling;
use crate::judge::swing::Swing;
use crate::judge::visits::Visits;
use crate::measure::Baseline;
use crate::measure::BodyView;
use crate::measure::CameraSide;
use crate::measure::Observation;
use crate::measure::Start;
use crate::measure::{Facing, FacingTracker};
use crate::measure::{Formula, Relative, Trunk};
use crate::stretch::{PoseIndex, Role, Stretch, Target};
use crate::time::Timestamp;
use crate::time::{STALL, reached};

/// How long a stretch must be likelier than all others, or all be unlikely, before that is said: people pass through poses.
const SURE_AFTER: Duration = Duration::from_secs(1);
/// A timed stretch shows in nothing but lying ready, as one does for all others and between them. Whoever stays so for this long
/// does more than get ready.
const SURE_OF_A_REST_AFTER: Duration = Duration::from_secs(6);
/// Poses change slowly: more looks than this tell nothing new.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// A pose must be this many times likelier than chance, as a natural logarithm: ten times.
const LIKELY: f64 = 2.3;
/// Another stretch must be this many times likelier than the one that is named, as a natural logarithm: three times. What is not,
/// can't be told from it.
const CLEARLY: f64 = 1.1;
/// The most that one target tells: a measure may be wrong altogether in one picture of twelve.
const MOST_EVIDENCE: f64 = 2.5;
/// So many margins may all targets together be missed by where a stretch is named: half of one measure's error. Whoever is on
/// hands and knees would else be half way into a hinge.
const NEAR: f64 = 0.5;
/// A stretch that is named goes on until a target is missed by more margins than this: people waver, and faults are for hints.
const FARTHEST_MISS: f64 = 2.5;
/// The share of a stretch's evidence that must be seen.
const LEAST_SEEN: f64 = 0.6;
/// Good form speaks for a stretch less than its pose does.
const FORM_WEIGHT: f64 = 0.25;
/// Up to this turn, half way between front and side, the camera sees more of the front of a pelvis than of its side.
const PELVIS_FROM_FRONT: f64 = 45.0;
/// A hold as long as this is rested in, on a block or at a wall: whoever moves through such a pose, as a bridge comes down, does not do it.
const RESTED_IN: Duration = Duration::from_secs(30);
/// A hold up to this long is taken again and again, and some go into it and out of it at once, on one side and on the other. Where there
/// are no sides, in and out again is an exercise and no stretch: drawing both knees in and pushing them out.
const TAKEN_AGAIN: Duration = Duration::from_secs(5);
/// Lengths have no end; no distance between two landmarks of a body is longer than this, in torso lengths.
const LONGEST: f64 = 3.0;

/// What somebody is doing.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognised {
    /// The likeliest stretch.
    pub stretch: Arc<Stretch>,
    /// Those that it can't be told from; mostly none.
    pub either: Vec<Arc<Stretch>>,
}

/// The values of a pose's targets in one rest, where that tells them.
type ValuesAtRest = Vec<Option<f64>>;

/// One stretch in the race.
#[derive(Clone, Debug)]
struct Entrant {
    stretch: Arc<Stretch>,
    /// Every pose and side.
    slots: Vec<Slot>,
    /// Those of them that show the stretch; from the others it is only gone on with.
    telling: Vec<Slot>,
    /// The ends of its movement, of a stretch with two poses.
    swing: Swing,
    /// For each pose that shows it and each rest, the targets' values at rest.
    at_rest: Vec<(Option<PoseIndex>, Vec<ValuesAtRest>)>,
    /// Of a stretch that one rests in, whether the body rests, in each of the poses that show it.
    settling: Vec<Settling>,
}

/// Watches somebody, and says which stretch they are in.
///
/// ```
/// use supple::judge::Recogniser;
/// use supple::record::{Moment, Reader};
/// use supple::stretch_file::Library;
///
/// let library = Library::embedded().map_err(|_| "our own files are wrong")?;
/// let mut recogniser = Recogniser::new(library.stretches().cloned());
/// let text = std::fs::read_to_string("tests/sessions/childs_pose_good/observations.jsonl")?;
/// for moment in Reader::new(text.as_bytes())? {
///     if let Moment::Seen(seen) = moment?
///         && seen.time.secs() < 9.0
///     {
///         recogniser.observe(&seen);
///     }
/// }
/// assert_eq!(recogniser.recognised().ok_or("nothing")?.stretch.id, "childs-pose");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Recogniser {
    entrants: Vec<Entrant>,
    baseline: Baseline,
    facing: FacingTracker,
    named: Option<usize>,
    either: Vec<usize>,
    /// What would be named instead, and since when.
    rival: Option<(Option<usize>, Timestamp)>,
    /// The moments in the pose of a short hold that were too short for a name.
    visits: Visits,
    looked_at: Option<Timestamp>,
}

/// Whether a stretch that wants to be seen half from the front is looked at squarely from the side. In a twist the camera sees the
/// pelvis from the front where it sees the shoulders from the side, or the other way round: that shows as much as from half way.
fn is_beside(see: CameraSide, facing: Option<Facing>) -> bool {
    let is_all_beside = |facing: Facing| {
        facing.view == BodyView::Side && facing.turn.is_none_or(|turn| turn.hips.abs() > PELVIS_FROM_FRONT)
    };
    see == CameraSide::ThreeQuarter && facing.is_some_and(is_all_beside)
}

impl Recogniser {
    /// One that knows these stretches.
    #[must_use]
    pub fn new(stretches: impl IntoIterator<Item = Arc<Stretch>>) -> Self {
        let entrants: Vec<Entrant> = stretches.into_iter().map(Entrant::new).collect();
        let baseline = Baseline::new(entrants.iter().flat_map(|entrant| entrant.stretch.relative_measures()));
        Self {
            entrants,
            baseline,
            facing: FacingTracker::default(),
            named: None,
            either: Vec::new(),
            rival: None,
            visits: Visits::default(),
            looked_at: None,
        }
    }

    /// Whether any of the stretches has a target on the spine, so that observations should say what is known about it.
    #[must_use]
    pub fn asks_for_spine(&self) -> bool {
        self.entrants.iter().any(|entrant| entrant.stretch.asks_for_spine())
    }

    /// What is known of the person's own start.
    #[must_use]
    pub const fn start(&self) -> &Start {
        self.baseline.start()
    }

    /// The stretch that somebody is in, as far as was seen; `None` for none.
    #[must_use]
    pub fn recognised(&self) -> Option<Recognised> {
        let stretch = |index: usize| self.entrants.get(index).map(|entrant| Arc::clone(&entrant.stretch));
        let either = self.either.iter().filter_map(|&index| stretch(index)).collect();
        Some(Recognised { stretch: stretch(self.named?)?, either })
    }

    /// Takes in what is seen.
    pub fn observe(&mut self, observation: &Observation) {
        let time = observation.time;
        let facing = observation.pose.as_ref().map(|pose| self.facing.observe(time, pose));
        if self.looked_at.is_some_and(|at| time < at || time.since(at) > STALL) {
            self.rival = None;
        } else if self.looked_at.is_some_and(|at| !reached(time.since(at), LOOK_EVERY)) {
            return;
        }
        self.looked_at = Some(time);
        for entrant in &mut self.entrants {
            entrant.swing.observe(observation, facing, self.baseline.start());
            entrant.settle(observation, facing, self.baseline.start());
        }
        let scores = self.scores(observation, facing);
        let best = likeliest(scores.iter().map(|score| score.telling), &self.entrants);
        let is_posing = best.is_some_and(|index| self.entrants[index].stretch.guided.is_none());
        self.baseline.observe(observation, facing, is_posing);
        self.name(time, best, &scores);
    }

    fn scores(&self, observation: &Observation, facing: Option<Facing>) -> Vec<Score> {
        let bearing = observation.pose.as_ref().and_then(Bearing::of);
        let of_entrant = |entrant: &Entrant| {
            if bearing.is_some_and(|bearing| !bearing.can_be(entrant.stretch.position)) {
                return Score { telling: None, any: None };
            }
            // From right beside the body, what is meant to be seen half from the front tells hardly anything; and whoever has
            // moved further than a stretch does is in a larger one.
            if is_beside(entrant.stretch.camera.see, facing) || entrant.swing.is_too_wide() {
                return Score { telling: None, any: None };
            }
            let start = |slot: Slot| entrant.swing.start_of(slot.pose).unwrap_or(self.baseline.start());
            let look = Comparison::at(&entrant.stretch, &entrant.slots, observation, facing, start);
            // Whoever moves between the two poses does the stretch, wherever on the way they are.
            let moves = |slot: Slot| entrant.swing.is_moving(observation.time, slot.side);
            let of = |slots: &[Slot], farthest, together, is_told: &dyn Fn(Slot) -> bool| {
                let slots = slots.iter().filter(|&&slot| is_told(slot));
                let of_slot = |&slot: &Slot| {
                    let is_met = |target: &Target| moves(slot) && entrant.swing.is_between(target.measure);
                    score(look.assessments(Some(slot)), is_met, farthest, together)
                };
                slots.filter_map(of_slot).max_by(f64::total_cmp)
            };
            // What needs more of the body than the picture shows is not named: nobody knows what is done there.
            let is_told = |slot: Slot| {
                let assessments = look.assessments(Some(slot));
                !lacks_a_limb(observation, assessments) && (moves(slot) || entrant.is_told_from_rest(slot, assessments))
            };
            Score {
                telling: of(&entrant.telling, NEAR, NEAR, &is_told),
                any: of(&entrant.slots, FARTHEST_MISS, f64::INFINITY, &|_| true),
            }
        };
        self.entrants.iter().map(of_entrant).collect()
    }

    fn name(&mut self, time: Timestamp, best: Option<usize>, scores: &[Score]) {
        let now = self.named.and_then(|index| scores.get(index)?.any);
        let telling = |index: usize| scores.get(index).and_then(|score| score.telling).unwrap_or(f64::MIN);
        let better = match (best, now) {
            _ if best == self.named => None,
            (Some(best), Some(now))
                if self.is_guided(best) == self.named.is_some_and(|named| self.is_guided(named)) =>
            {
                (telling(best) > now + CLEARLY).then_some(Some(best))
            }
            // A timed stretch shows in nothing but lying ready, from where the others begin.
            (Some(best), Some(_)) if self.is_guided(best) => None,
            (None, Some(now)) if now >= LIKELY - CLEARLY => None,
            (best, _) => Some(best),
        };
        let Some(better) = better else {
            self.rival = None;
            self.either = self.named.map_or_else(Vec::new, |named| self.alike(named, scores));
            return;
        };
        let since = self.rival.filter(|(rival, _)| *rival == better).map_or(time, |(_, since)| since);
        self.rival = Some((better, since));
        let since = better
            .filter(|&index| self.is_taken_again(index))
            .map_or(since, |index| self.visits.observe(time, index, since));
        let needed = if better.is_some_and(|index| self.is_guided(index)) { SURE_OF_A_REST_AFTER } else { SURE_AFTER };
        let rests = better.and_then(|index| self.entrants.get(index)).is_none_or(|entrant| entrant.rests(time));
        if rests && reached(time.since(since), needed) {
            self.named = better;
            self.rival = None;
            self.either = self.named.map_or_else(Vec::new, |named| self.alike(named, scores));
        }
    }

    fn is_taken_again(&self, index: usize) -> bool {
        self.entrants.get(index).is_some_and(|Entrant { stretch, .. }| {
            stretch.sided && stretch.dose.pace.hold().is_some_and(|goal| goal <= TAKEN_AGAIN)
        })
    }

    fn is_guided(&self, index: usize) -> bool {
        self.entrants.get(index).is_some_and(|entrant| entrant.stretch.guided.is_some())
    }

    /// The stretches that can't be told from the one that is named.
    fn alike(&self, named: usize, scores: &[Score]) -> Vec<usize> {
        let Some(own) = scores.get(named).and_then(|score| score.telling) else { return Vec::new() };
        let near = |index: usize, score: &Score| {
            score.telling.is_some_and(|other| other >= LIKELY && (own - other).abs() <= CLEARLY)
                || score.telling.is_some_and(|other| other >= LIKELY) && self.is_same_pose(named, index)
        };
        scores
            .iter()
            .enumerate()
            .filter(|&(index, score)| index != named && near(index, score))
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether a timed stretch asks for the pose of another: the same measures of the same limbs, in ranges that mostly overlap.
    fn is_same_pose(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.entrants[one].stretch, &self.entrants[other].stretch);
        let timed = if other.guided.is_some() { other } else { one };
        let musts = |stretch: &Stretch| -> Vec<Target> {
            stretch.targets.iter().filter(|target| target.role != Role::Form).cloned().collect()
        };
        let (asked, of) = (musts(timed), musts(if std::ptr::eq(timed, other) { one } else { other }));
        let telling = |target: &&Target| evidence(target) > 0.0;
        (one.guided.is_some() != other.guided.is_some())
            && one.poses.is_none()
            && other.poses.is_none()
            && asked.iter().filter(telling).all(|target| of.iter().any(|of| is_alike(target, of)))
    }
}

impl Entrant {
    fn new(stretch: Arc<Stretch>) -> Self {
        let held = stretch.held_poses();
        let mut every: Vec<Option<PoseIndex>> =
            PoseIndex::BOTH.into_iter().filter(|&pose| stretch.pose(Some(pose)).is_some()).map(Some).collect();
        every.extend(held.contains(&None).then_some(None));
        let slots = Slot::all(&stretch, &every);
        let telling = Slot::all(&stretch, &held);
        let at_rest = held.iter().map(|&pose| (pose, values_at_rest(stretch.targets_of(pose)))).collect();
        let swing = Swing::between_holds(&stretch);
        let is_rested_in = stretch.dose.pace.hold().is_some_and(|goal| goal >= RESTED_IN);
        let settling = if is_rested_in { vec![Settling::default(); telling.len()] } else { Vec::new() };
        Self { stretch, slots, telling, swing, at_rest, settling }
    }

    /// Follows whether the body rests, where that matters.
    fn settle(&mut self, observation: &Observation, facing: Option<Facing>, start: &Start) {
        if self.settling.is_empty() {
            return;
        }
        let look = Comparison::at(&self.stretch, &self.telling, observation, facing, |_| start);
        for (settling, &slot) in self.settling.iter_mut().zip(&self.telling) {
            settling.observe(observation.time, look.assessments(Some(slot)));
        }
    }

    /// Whether the body rests, where the stretch is one to rest in.
    fn rests(&self, now: Timestamp) -> bool {
        self.settling.is_empty() || self.settling.iter().any(|settling| settling.poise(now).still_since().is_some())
    }

    /// Whether what is seen is more than any rest would show: from each of them some target must tell the pose that is seen to be
    /// met, and not only nearly. A timed stretch is lying ready, and waits instead.
    fn is_told_from_rest(&self, slot: Slot, assessments: &[Assessment]) -> bool {
        let Some((_, rests)) = self.at_rest.iter().find(|(pose, _)| *pose == slot.pose) else { return true };
        let tells = |(assessment, rest): (&Assessment, &Option<f64>)| {
            assessment.target.role == Role::Must && rest.is_some_and(|rest| is_told_from(assessment, rest))
        };
        self.stretch.guided.is_some() || rests.iter().all(|rest| assessments.iter().zip(rest).any(tells))
    }
}

/// How likely a stretch is, in the poses that show it and in all of them; `None` where it is another pose, or too little is seen.
struct Score {
    telling: Option<f64>,
    any: Option<f64>,
}

/// The likeliest of those that are likely at all; a timed stretch only where no other is.
fn likeliest(scores: impl Iterator<Item = Option<f64>>, entrants: &[Entrant]) -> Option<usize> {
    let likely = scores.enumerate().filter_map(|(index, score)| Some((index, score.filter(|score| *score >= LIKELY)?)));
    let rank = |index: usize| entrants.get(index).is_some_and(|entrant| entrant.stretch.guided.is_none());
    let best = likely.max_by(|(one, score), (other, best)| rank(*one).cmp(&rank(*other)).then(score.total_cmp(best)));
    best.map(|(index, _)| index)
}

/// How many times likelier than chance a pose is, as a logarithm, if no target that must hold is missed by more margins than
/// `farthest`, nor all of them together by more than `together`. What `is_met` is so over time, wherever it stands now.
fn score(assessments: &[Assessment], is_met: impl Fn(&Target) -> bool, farthest: f64, together: f64) -> Option<f64> {
    let (mut score, mut missed_in_all, mut seen, mut all) = (0.0, 0.0, 0.0, 0.0);
    for assessment in assessments {
        let tells = evidence(&assessment.target);
        let missed = if is_met(&assessment.target) { Some(0.0) } else { margins_off(assessment) };
        if assessment.target.role == Role::Form {
            score -= FORM_WEIGHT * missed.map_or(0.0, |margins| margins.min(FARTHEST_MISS).powi(2) / 2.0);
            continue;
        }
        all += tells;
        let Some(missed) = missed else {
            if assessment.target.role == Role::MustIfSeen {
                all -= tells;
                continue;
            }
            // What tells the pose from rest is what it is known by; anything else may stay unseen.
            if tells > 0.0 && rest_of(&assessment.target).is_some() {
                return None;
            }
            continue;
        };
        missed_in_all += missed;
        if missed > farthest || missed_in_all > together {
            return None;
        }
        seen += tells;
        score += tells - missed * missed / 2.0;
    }
    (all > 0.0 && seen >= LEAST_SEEN * all).then_some(score)
}

/// What it tells that a target is met: the fewer bodies would meet it by chance, the more. A range in which a body at rest lies
/// tells nothing.
fn evidence(target: &Target) -> f64 {
    let (low, high) = if target.from_start { target.measure.span_of_change() } else { target.measure.span() };
    let (low, high) = (low, if high.is_finite() { high } else { LONGEST });
    if rest_of(target).is_some_and(|rest| target.range.excess(rest) == 0.0) {
        return 0.0;
    }
    let width = target.range.high().min(high) - target.range.low().max(low);
    let chance = (width / (high - low)).clamp(f64::EPSILON, 1.0);
    -chance.ln().max(-MOST_EVIDENCE)
}

/// The value of a body that does nothing in particular, where that is the same in every position.
fn rest_of(target: &Target) -> Option<f64> {
    let formula = target.measure.definition().formula;
    match formula {
        _ if target.from_start => Some(0.0),
        Formula::Relative(Relative::TrunkLength) => Some(1.0),
        Formula::Relative(_) | Formula::Spine(_) | Formula::Tilt(_) | Formula::Trunk(Trunk::Twist) => Some(0.0),
        _ => None,
    }
}

/// For each rest, the values of these targets; `None` for what no rest tells.
fn values_at_rest(targets: &[Target]) -> Vec<ValuesAtRest> {
    let value = |assessment: &Assessment| assessment.reading.value().or_else(|| rest_of(&assessment.target));
    at_rest(targets).iter().map(|assessments| assessments.iter().map(value).collect()).collect()
}

/// Whether a target is seen to be met where a body at `rest` doesn't meet it, or where only the direction away from rest is asked for
/// and the value is further from it than it may be off.
fn is_told_from(assessment: &Assessment, rest: f64) -> bool {
    let (range, reading) = (assessment.target.range, assessment.reading);
    let Some((value, error)) = reading.value().zip(reading.error()) else { return false };
    let is_direction = rest_of(&assessment.target).is_some()
        && [range.low(), range.high()].iter().any(|end| (rest - end).abs() < f64::EPSILON);
    range.excess(value) == 0.0 && (range.excess(rest) != 0.0 || is_direction && (value - rest).abs() > error)
}

/// Whether two targets are on the same measure and limb, and most of either range is in both.
fn is_alike(one: &Target, other: &Target) -> bool {
    let overlap = one.range.high().min(other.range.high()) - one.range.low().max(other.range.low());
    let narrower = (one.range.high() - one.range.low()).min(other.range.high() - other.range.low());
    one.measure == other.measure && one.limb == other.limb && overlap > 0.9 * narrower
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Side;
    use crate::measure::mannequin::{Mannequin, nobody};
    use crate::stretch::Pace;
    use crate::stretch::samples;

    fn recogniser() -> Recogniser {
        let mut twin = samples::sphinx();
        twin.id = "sphinx-timed".to_owned();
        twin.guided = Some("Breathe.".to_owned());
        Recogniser::new([samples::childs_pose(), samples::sphinx(), samples::bird_dog(), twin].map(Arc::new))
    }

    /// Shows `pose` for some tenths of a second from `from` on; answers what is named at the end.
    fn show(recogniser: &mut Recogniser, pose: &Mannequin, tenths: std::ops::Range<u32>) -> Option<String> {
        for tenth in tenths {
            recogniser.observe(&pose.observe(f64::from(tenth) / 10.0));
        }
        recogniser.recognised().map(|seen| seen.stretch.id.clone())
    }

    #[test]
    fn each_stretch_is_recognised_from_either_side() {
        for (pose, id) in [
            (Mannequin::childs_pose(), "childs-pose"),
            (Mannequin::sphinx(), "sphinx"),
            (Mannequin::bird_dog(Side::Left), "bird-dog"),
            (Mannequin::bird_dog(Side::Right), "bird-dog"),
        ] {
            for pose in [pose.clone(), pose.mirrored()] {
                assert_eq!(show(&mut recogniser(), &pose, 0..20).as_deref(), Some(id));
            }
        }
    }

    #[test]
    fn a_movement_is_known_by_its_swing() {
        let back = |recogniser: &mut Recogniser, amplitude: f64| {
            for tenth in 0..90_u32 {
                let curve = 0.04 + amplitude * (f64::from(tenth) / 5.0).sin();
                let shape = crate::measure::SpineShape::even(curve);
                let curve = crate::measure::SpineCurve { curve, lumbar: None, thoracic: None, error: 0.015, shape };
                let spine = Some(crate::measure::Spine { curve: Ok(curve), change: None });
                recogniser.observe(&crate::measure::Observation {
                    spine,
                    ..Mannequin::tabletop().observe(f64::from(tenth) / 10.0)
                });
            }
            recogniser.recognised().map(|seen| seen.stretch.id.clone())
        };
        let cat_cow = || Recogniser::new([samples::bowed_cat_cow(), samples::bird_dog()].map(Arc::new));
        assert_eq!(back(&mut cat_cow(), 0.04).as_deref(), Some("cat-cow"), "rounded all the time");
        assert_eq!(back(&mut cat_cow(), 0.015), None, "that little is breathing");
    }

    #[test]
    fn what_wants_another_view_is_not_named_from_beside() {
        let mut half_from_the_front = samples::sphinx();
        half_from_the_front.camera.see = CameraSide::ThreeQuarter;
        let mut recogniser = Recogniser::new([half_from_the_front].map(Arc::new));
        assert_eq!(show(&mut recogniser, &Mannequin::sphinx(), 0..40), None);
    }

    #[test]
    fn who_does_nothing_in_particular_does_no_stretch() {
        for pose in [Mannequin::standing(), Mannequin::tabletop(), Mannequin::lying_flat()] {
            assert_eq!(show(&mut recogniser(), &pose, 0..40), None);
        }
        let mut nothing = recogniser();
        (0..40).for_each(|tenth| nothing.observe(&nobody(f64::from(tenth) / 10.0)));
        assert_eq!(nothing.recognised(), None);
    }

    #[test]
    fn a_pose_that_is_passed_through_is_not_named() {
        let mut recogniser = recogniser();
        assert_eq!(show(&mut recogniser, &Mannequin::tabletop(), 0..10), None);
        assert_eq!(show(&mut recogniser, &Mannequin::childs_pose(), 10..17), None, "not a whole second yet");
        assert_eq!(show(&mut recogniser, &Mannequin::tabletop(), 17..40), None);
    }

    #[test]
    fn quick_holds_on_one_side_and_the_other_are_named() {
        let mut recogniser = recogniser();
        let (left, right) = (Mannequin::bird_dog(Side::Left), Mannequin::bird_dog(Side::Right));
        assert_eq!(show(&mut recogniser, &left, 0..7), None);
        assert_eq!(show(&mut recogniser, &Mannequin::tabletop(), 7..20), None, "once may be in passing");
        assert_eq!(show(&mut recogniser, &right, 20..27).as_deref(), Some("bird-dog"));
    }

    #[test]
    fn who_moves_through_a_pose_to_rest_in_does_not_rest_there() {
        let mut long = samples::childs_pose();
        long.dose.pace = Pace::Hold(Duration::from_mins(1));
        let mut recogniser = Recogniser::new([long].map(Arc::new));
        // From sitting back to coming up, all of it within the ranges, and faster than anybody sinks.
        let folded = |hip: f64| Mannequin::childs_pose().trunk(121.0 - hip);
        for tenth in 0..14_u32 {
            recogniser.observe(&folded(15.0 + 4.0 * f64::from(tenth)).observe(f64::from(tenth) / 10.0));
        }
        assert_eq!(recogniser.recognised(), None);
        assert_eq!(show(&mut recogniser, &folded(67.0), 14..30).as_deref(), Some("childs-pose"));
    }

    #[test]
    fn a_twist_shows_from_beside_what_half_way_shows() {
        let facing = |mannequin: &Mannequin| Some(Facing::of(mannequin.observe(0.0).pose.as_ref().unwrap()));
        let twisted = Mannequin::standing().seen_from_the_front().twisted(75.0);
        assert_eq!(facing(&twisted).unwrap().view, BodyView::Side);
        assert!(!is_beside(CameraSide::ThreeQuarter, facing(&twisted)));
        assert!(is_beside(CameraSide::ThreeQuarter, facing(&Mannequin::tabletop())));
    }

    #[test]
    fn a_name_is_kept_until_another_has_been_likelier_for_a_second() {
        let mut recogniser = recogniser();
        assert_eq!(show(&mut recogniser, &Mannequin::childs_pose(), 0..20).as_deref(), Some("childs-pose"));
        assert_eq!(show(&mut recogniser, &Mannequin::sphinx(), 20..28).as_deref(), Some("childs-pose"));
        assert_eq!(show(&mut recogniser, &Mannequin::childs_pose(), 28..40).as_deref(), Some("childs-pose"));
        assert_eq!(show(&mut recogniser, &Mannequin::sphinx(), 40..55).as_deref(), Some("sphinx"));
        assert_eq!(show(&mut recogniser, &Mannequin::standing(), 55..70), None, "the pose is left");
    }

    #[test]
    fn two_that_look_the_same_are_both_reported_and_the_timed_one_comes_second() {
        let mut recogniser = recogniser();
        show(&mut recogniser, &Mannequin::sphinx(), 0..20);
        let seen = recogniser.recognised().unwrap();
        assert_eq!(seen.stretch.id, "sphinx");
        assert_eq!(seen.either.iter().map(|other| other.id.as_str()).collect::<Vec<_>>(), ["sphinx-timed"]);
    }

    #[test]
    fn a_range_in_which_a_resting_body_lies_tells_nothing() {
        let mut target = samples::childs_pose().targets.remove(0);
        assert!(evidence(&target) > 0.5, "sitting on the heels tells something");
        target.from_start = true;
        target.range = crate::stretch::Range::new(-0.2, 0.2).unwrap();
        assert!(evidence(&target) < 0.01);
    }
}
