//! Whether the body has come to rest: a hold begins when the pose is held, not while it is passed through.

use super::matcher::{ANGLE_MARGIN, musts};
use super::measures::Unit;
use super::status::Assessment;
use super::timing::{ENTERING, STALL, reached};
use crate::time::Timestamp;

/// A limb that turned by more than this has moved: what a pose model's error can't explain.
const MOVED_DEGREES: f64 = ANGLE_MARGIN;
/// The same for a distance in torso lengths: a hand's breadth.
const MOVED_TORSOS: f64 = 0.15;

/// Follows whether what must hold still moves.
#[derive(Clone, Debug, Default)]
pub struct Settling {
    /// Where each target stood when the body last moved.
    reference: Vec<Option<f64>>,
    moved_at: Option<Timestamp>,
    last: Option<Timestamp>,
}

impl Settling {
    /// Takes in where the targets stand.
    pub fn observe(&mut self, time: Timestamp, assessments: &[Assessment]) {
        let stalled = self.last.is_none_or(|last| time.since(last) > STALL);
        self.last = Some(time);
        let values: Vec<Option<f64>> = musts(assessments).map(|assessment| assessment.reading.value()).collect();
        let moved = stalled
            || values.len() != self.reference.len()
            || musts(assessments).zip(&self.reference).any(|(assessment, &reference)| {
                let far = match assessment.target.measure.definition().unit {
                    Unit::Degrees => MOVED_DEGREES,
                    Unit::TorsoLengths | Unit::Ratio => MOVED_TORSOS,
                };
                assessment.reading.value().zip(reference).is_some_and(|(now, then)| (now - then).abs() > far)
            });
        if moved {
            self.moved_at = Some(time);
            self.reference = values;
        } else {
            for (reference, value) in self.reference.iter_mut().zip(values) {
                *reference = reference.or(value);
            }
        }
    }

    /// Whether the body has been at rest for as long as entering a pose takes.
    #[must_use]
    pub fn is_settled(&self, now: Timestamp) -> bool {
        self.moved_at.is_some_and(|at| reached(now.since(at), ENTERING))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::facing::Facing;
    use crate::coach::mannequin::Mannequin;
    use crate::coach::matcher::assess;
    use crate::coach::{Side, Start, samples};

    fn settled_after(hip_angles: impl Iterator<Item = f64>) -> Vec<bool> {
        let mut settling = Settling::default();
        let stretch = samples::childs_pose();
        hip_angles
            .enumerate()
            .map(|(tenths, hip)| {
                let seen = Mannequin::childs_pose().trunk(121.0 - hip).observe(tenths as f64 / 10.0);
                let facing = Facing::of(seen.pose.as_ref().unwrap());
                settling.observe(seen.time, &assess(&stretch, &seen, facing, &Start::default(), Side::Right));
                settling.is_settled(seen.time)
            })
            .collect()
    }

    #[test]
    fn a_body_at_rest_settles_and_breathing_does_not_unsettle_it() {
        let breathing = settled_after((0..30).map(|tenths| 33.0 + 3.0 * (f64::from(tenths) / 5.0).sin()));
        assert_eq!(breathing.iter().position(|&settled| settled), Some(5));
        assert!(breathing[5..].iter().all(|&settled| settled));
    }

    #[test]
    fn folding_down_is_moving() {
        let folding = settled_after((0..20).map(|tenths| 110.0 - 4.0 * f64::from(tenths)));
        assert!(folding.iter().all(|&settled| !settled));
    }
}
