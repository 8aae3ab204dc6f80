//! One look at a pose: where it stands on each side that could be the working one.

use super::baseline::Start;
use super::body::{Observation, Side};
use super::facing::Facing;
use super::matcher::{Verdict, assess, misfit, verdict};
use super::status::Assessment;
use super::stretch::Step;

/// The pose with one side taken for the working one.
struct OnSide {
    side: Option<Side>,
    assessments: Vec<Assessment>,
    verdict: Verdict,
}

/// The pose as it stands on each side that could be the working one.
pub(super) struct Look {
    /// One entry without sides; else the left, then the right.
    sides: Vec<OnSide>,
}

impl Look {
    pub fn at(step: &Step, observation: &Observation, facing: Option<Facing>, start: &Start) -> Self {
        let Some(facing) = facing else { return Self { sides: Vec::new() } };
        let look = |side: Option<Side>| {
            let assessments = assess(&step.stretch, observation, facing, start, side.unwrap_or(facing.near));
            let verdict = verdict(&assessments);
            OnSide { side, assessments, verdict }
        };
        let sides = if step.stretch.sided { Side::BOTH.map(Some).map(look).into() } else { vec![look(None)] };
        Self { sides }
    }

    pub fn verdict(&self, side: Option<Side>) -> Verdict {
        self.sides.iter().find(|look| look.side == side).map_or(Verdict::Nobody, |look| look.verdict)
    }

    /// The best verdict among the sides that `allowed` lets through.
    pub fn best(&self, allowed: impl Fn(Option<Side>) -> bool) -> Verdict {
        self.sides.iter().filter(|look| allowed(look.side)).map(|look| look.verdict).max().unwrap_or(Verdict::Nobody)
    }

    /// The side among the allowed ones that is in the pose, or else fits best; the preferred one wherever that is open.
    pub fn fitting(&self, preferred: Option<Side>, allowed: impl Fn(Option<Side>) -> bool) -> Option<Side> {
        let held = self.best(&allowed) == Verdict::Inside;
        let candidates =
            || self.sides.iter().filter(|look| allowed(look.side) && (look.verdict == Verdict::Inside || !held));
        candidates()
            .find(|look| look.side == preferred)
            .or_else(|| candidates().min_by(|a, b| misfit(&a.assessments).total_cmp(&misfit(&b.assessments))))
            .and_then(|look| look.side)
    }

    /// How badly each side fits, left first; `None` without sides.
    pub fn misfits(&self) -> Option<[f64; 2]> {
        match self.sides.as_slice() {
            [left, right] => Some([misfit(&left.assessments), misfit(&right.assessments)]),
            _ => None,
        }
    }

    /// Every target as it stands with this side as the working one; empty while nobody is seen.
    pub fn assessments(&self, side: Option<Side>) -> Vec<Assessment> {
        let seen = self.sides.iter().find(|look| look.side == side).or(self.sides.first());
        seen.map_or_else(Vec::new, |look| look.assessments.clone())
    }
}
