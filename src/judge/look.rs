//! One look at a body: where it stands against each pose that could be meant, on each side that could be the working one.

use crate::body::Side;
use crate::judge::assessment::Assessment;
use crate::judge::matcher::{Verdict, assess_targets, misfit, verdict};
use crate::measure::Facing;
use crate::measure::Observation;
use crate::measure::Start;
use crate::stretch::{PoseIndex, Stretch, Target};

/// What a body is compared with: one of the stretch's poses, on one side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Which of the stretch's two poses; `None` for what its own targets describe.
    pub pose: Option<PoseIndex>,
    /// The working side, of a stretch with sides.
    pub side: Option<Side>,
}

impl Slot {
    /// Every slot of these poses of a stretch; the left side comes before the right.
    pub fn all(stretch: &Stretch, poses: &[Option<PoseIndex>]) -> Vec<Self> {
        let sides: &[Option<Side>] = if stretch.sided { &Side::BOTH.map(Some) } else { &[None] };
        poses.iter().flat_map(|&pose| sides.iter().map(move |&side| Self { pose, side })).collect()
    }
}

/// The body in one slot.
struct InSlot {
    slot: Slot,
    assessments: Vec<Assessment>,
    verdict: Verdict,
}

/// The body as it stands in each slot.
pub(crate) struct Comparison {
    /// Empty while nobody is seen.
    slots: Vec<InSlot>,
}

impl Comparison {
    /// The body in each of the slots, of which `start` says what its changes are measured from.
    pub fn at<'a>(
        stretch: &Stretch,
        slots: &[Slot],
        observation: &Observation,
        facing: Option<Facing>,
        start: impl Fn(Slot) -> &'a Start,
    ) -> Self {
        Self::with(|slot| stretch.targets_of(slot.pose), slots, observation, facing, start)
    }

    /// The same where each slot's `targets` are given: a person may have ranges of their own.
    pub fn with<'a, 't>(
        targets: impl Fn(Slot) -> &'t [Target],
        slots: &[Slot],
        observation: &Observation,
        facing: Option<Facing>,
        start: impl Fn(Slot) -> &'a Start,
    ) -> Self {
        let Some(facing) = facing else { return Self { slots: Vec::new() } };
        let look = |&slot: &Slot| {
            let working = slot.side.unwrap_or(facing.near);
            let assessments = assess_targets(targets(slot), observation, facing, start(slot), working);
            let verdict = verdict(&assessments);
            InSlot { slot, assessments, verdict }
        };
        Self { slots: slots.iter().map(look).collect() }
    }

    pub fn verdict(&self, slot: Slot) -> Verdict {
        self.slots.iter().find(|look| look.slot == slot).map_or(Verdict::Nobody, |look| look.verdict)
    }

    /// The best verdict among the slots that `allowed` lets through.
    pub fn best(&self, allowed: impl Fn(Slot) -> bool) -> Verdict {
        self.slots.iter().filter(|look| allowed(look.slot)).map(|look| look.verdict).max().unwrap_or(Verdict::Nobody)
    }

    /// The slot among the allowed ones that the body is in, or else fits best; of the preferred pose and side wherever that is
    /// open.
    pub fn fitting(&self, preferred: Slot, allowed: impl Fn(Slot) -> bool) -> Option<Slot> {
        let best = self.best(&allowed);
        let fits = |look: &&InSlot| allowed(look.slot) && (look.verdict == best || !best.holds());
        let mut candidates: Vec<_> = self.slots.iter().filter(fits).collect();
        for is_preferred in
            [(|slot, preferred| slot.pose == preferred.pose) as fn(Slot, Slot) -> bool, |slot, preferred| {
                slot.side == preferred.side
            }]
        {
            if candidates.iter().any(|look| is_preferred(look.slot, preferred)) {
                candidates.retain(|look| is_preferred(look.slot, preferred));
            }
        }
        let better = |a: &&&InSlot, b: &&&InSlot| misfit(&a.assessments).total_cmp(&misfit(&b.assessments));
        candidates.iter().min_by(better).map(|look| look.slot)
    }

    /// How badly each side fits, in whichever pose it fits best, left first; `None` without sides.
    pub fn misfits(&self) -> Option<[f64; 2]> {
        let [left, right] = Side::BOTH.map(|side| self.least_misfit(|slot| slot.side == Some(side)));
        Some([left?, right?])
    }

    /// How badly each of the two poses fits, on whichever side it fits best; `None` where there aren't two to compare.
    pub fn misfits_of_poses(&self) -> Option<[f64; 2]> {
        let [first, second] = PoseIndex::BOTH.map(|pose| self.least_misfit(|slot| slot.pose == Some(pose)));
        Some([first?, second?])
    }

    fn least_misfit(&self, is_meant: impl Fn(Slot) -> bool) -> Option<f64> {
        let misfits = self.slots.iter().filter(|look| is_meant(look.slot)).map(|look| misfit(&look.assessments));
        misfits.min_by(f64::total_cmp)
    }

    /// Every target as it stands in this slot; in the first without one, and empty while nobody is seen.
    pub fn assessments(&self, slot: Option<Slot>) -> &[Assessment] {
        let seen = self.slots.iter().find(|look| Some(look.slot) == slot).or(self.slots.first());
        seen.map_or(&[], |look| &look.assessments)
    }
}
