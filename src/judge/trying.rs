//! Whether somebody is about to stretch at all: who stands or walks about is not corrected.

use crate::judge::assessment::Assessment;
use crate::judge::matcher::{margins_off, musts};
use crate::measure::Unit;

/// Beyond these distances from a range a limb is not on its way there: it is somewhere else.
const REACH_DEGREES: f64 = 45.0;
const REACH_TORSOS: f64 = 0.6;

/// How many of the targets that must hold have to be seen for saying that somebody tries.
const SEEN_TO_TRY: f64 = 0.6;

/// Whether somebody seems to be taking the pose: most of the targets that must hold are seen, all of these are within reach
/// and at least half of them are as good as met.
#[must_use]
pub fn is_trying(assessments: &[Assessment]) -> bool {
    let (mut met, mut seen, mut all) = (0, 0, 0);
    for assessment in musts(assessments) {
        all += 1;
        let (Some(margins), Some(value)) = (margins_off(assessment), assessment.reading.value()) else { continue };
        let reach = match assessment.target.measure.definition().unit {
            Unit::Degrees => REACH_DEGREES,
            Unit::TorsoLengths | Unit::Ratio => REACH_TORSOS,
        };
        if assessment.target.range.excess(value).abs() > reach {
            return false;
        }
        seen += 1;
        met += u32::from(margins <= 1.0);
    }
    seen > 0 && 2 * met >= seen && f64::from(seen) >= SEEN_TO_TRY * f64::from(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Landmark;
    use crate::body::Side;
    use crate::judge::matcher::assess;
    use crate::measure::Facing;
    use crate::measure::Start;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::Stretch;
    use crate::stretch::samples;

    fn tries(stretch: &Stretch, mannequin: &Mannequin) -> bool {
        let seen = mannequin.observe(0.0);
        let facing = Facing::of(seen.pose.as_ref().unwrap());
        is_trying(&assess(stretch, &seen, facing, &Start::default(), Side::Right))
    }

    #[test]
    fn trying_is_being_nearly_there() {
        assert!(tries(&samples::childs_pose(), &Mannequin::childs_pose().legs(160.0, 277.0)), "hips high");
        assert!(
            tries(&samples::bird_dog(), &Mannequin::bird_dog(Side::Right).leg(Side::Right, 243.0, 300.0)),
            "bent leg"
        );
        assert!(tries(&samples::sphinx(), &Mannequin::lying_flat()), "about to rise");
        for stretch in [samples::childs_pose(), samples::sphinx(), samples::bird_dog()] {
            assert!(!tries(&stretch, &Mannequin::standing()), "standing before {}", stretch.id);
        }
        let leg_unseen = Mannequin::tabletop().visible(Landmark::RightKnee, 0.2);
        assert!(!tries(&samples::bird_dog(), &Mannequin::tabletop()));
        assert!(!tries(&samples::bird_dog(), &leg_unseen), "what isn't seen is no evidence");
        assert!(!tries(&samples::sphinx(), &Mannequin::tabletop()));
    }
}
