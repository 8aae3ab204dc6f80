//! How near the range is that is furthest off, as a tone: unresolved on the way, at rest in it. People stop at a resolved harmony and go
//! on past an unresolved one (Newbold et al., CHI 2016), so that it says "far enough" better than words do.

use crate::judge::{Assessment, TargetState};
use crate::stretch::Role;

/// So many times its error from its range, a value is as far off as the tone can tell.
const FARTHEST: f64 = 6.0;

/// How far the body is from the range: 1 as far as the tone can tell, 0 at its edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearness(f64);

impl Nearness {
    /// From how far it is, 0 to 1.
    #[must_use]
    pub const fn new(distance: f64) -> Self {
        Self(distance.clamp(0.0, 1.0))
    }

    /// Of the target that must be met and is furthest off, in its own errors. `None`, which is silence, where all are met within their
    /// error, or none is seen.
    #[must_use]
    pub fn of(targets: &[Assessment]) -> Option<Self> {
        let off = targets.iter().filter(|seen| seen.target.role != Role::Form).filter_map(errors_off);
        let farthest = off.fold(0.0, f64::max);
        (farthest > 1.0).then(|| Self::new((farthest - 1.0) / (FARTHEST - 1.0)))
    }

    /// How far it is, 0 to 1.
    #[must_use]
    pub const fn distance(self) -> f64 {
        self.0
    }

    /// The tone's pitch in hertz: it rises by a fifth on the way in.
    #[must_use]
    pub fn pitch(self) -> f64 {
        220.0 * 1.5_f64.powf(1.0 - self.0)
    }

    /// How unresolved the tone is, 0 to 1.
    #[must_use]
    pub const fn dissonance(self) -> f64 {
        self.0
    }
}

/// How many of its errors a value is outside its range.
fn errors_off(seen: &Assessment) -> Option<f64> {
    if matches!(seen.state, TargetState::Within | TargetState::Unseen) {
        return None;
    }
    let (value, error) = seen.reading.value().zip(seen.reading.error())?;
    Some(seen.target.range.excess(value).abs() / error.max(1e-6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tone_rises_and_comes_to_rest_on_the_way_in() {
        let (far, near) = (Nearness::new(1.0), Nearness::new(0.1));
        assert!(near.pitch() > far.pitch() && near.dissonance() < far.dissonance());
        assert_eq!(Nearness::new(7.0), far);
        assert_eq!(Nearness::of(&[]), None);
    }
}
