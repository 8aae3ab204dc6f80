//! How often somebody is looked at: as often as what goes on needs, and no more. Where nothing stirs, a few looks a second notice that
//! something does; from then on there are as many as are wanted.

use std::time::Duration;

use crate::body::{Pose, farthest_shift, torso_length};
use crate::sparing::Sparing;
use crate::time::{Timestamp, reached};

/// What goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Something is read, chosen or waited for; who is there may raise an arm.
    Waiting,
    /// The same, and an arm is up.
    Reading,
    /// Somebody is placed before the camera.
    Placing,
    /// Somebody stretches.
    Stretching,
}

/// So long after the last thing that stirred somebody still counts as moving: pauses within a movement are shorter, and so is the time that an
/// arm is raised to be read.
const LIVELY: Duration = Duration::from_millis(1500);
/// So long after somebody was seen last, nobody counts as there.
const GONE: Duration = Duration::from_secs(3);
/// Somebody moves who shifts any part of themselves by so many torso lengths within a quarter of a second, which is ten centimetres a second. Eight
/// pictures a second show that in steps of a good centimetre. Who breathes, or sways a little, stays far below.
const SHIFT: f64 = 0.05;
const APART: Duration = Duration::from_millis(250);
/// Parts that are seen less clearly wander by themselves.
const CLEAR: f64 = 0.8;

const fn millis(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// Fifteen looks a second of a camera's thirty show who moves slowly where they are; whoever moves fast would be seen to be behind.
const MOVING: Sparing =
    Sparing { pictures: Duration::ZERO, slow: millis(50), fast: Duration::ZERO, still: millis(200) };
/// The eye sees eight pictures a second of somebody who keeps still as it sees thirty.
const HOLDING: Sparing = Sparing { pictures: millis(120), slow: millis(190), fast: Duration::ZERO, still: millis(300) };
/// The same on a battery.
const MOVING_LIGHTLY: Sparing =
    Sparing { pictures: millis(66), slow: millis(90), fast: millis(90), still: millis(300) };
const HOLDING_LIGHTLY: Sparing =
    Sparing { pictures: millis(133), slow: millis(190), fast: millis(90), still: millis(400) };
/// Whoever is placed looks at themselves.
const PLACING: Sparing = Sparing { pictures: millis(66), slow: millis(90), fast: millis(90), still: millis(300) };
/// A raised arm is read from a second of looks, of which five are enough.
const READING: Sparing = Sparing { pictures: millis(200), slow: millis(190), fast: millis(190), still: millis(1000) };
/// More rarely nobody may be looked at: what is longer apart counts as a stall of the camera. An arm that goes up is noticed soon enough.
const WATCHING: Sparing = Sparing { pictures: millis(400), slow: millis(390), fast: millis(390), still: millis(1000) };
/// Whoever rests is only looked for now and then, as long as nothing stirs.
const RESTING: Sparing = Sparing { slow: millis(1900), still: millis(2000), ..WATCHING };

/// Decides it from look to look.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    is_economical: bool,
    stirred: Option<Timestamp>,
    seen: Option<Timestamp>,
    /// Somebody as they were up to a quarter of a second ago.
    before: Option<(Timestamp, Pose)>,
}

impl Looks {
    /// How sparingly somebody who stretches is looked at while power is saved, where nobody looks whether they move.
    #[must_use]
    pub const fn lightly() -> Sparing {
        MOVING_LIGHTLY
    }

    /// From now on battery is to be saved, or need not be.
    pub const fn economise(&mut self, is_economical: bool) {
        self.is_economical = is_economical;
    }

    /// Takes in whether anything stirs in the picture; before anybody is looked for in it, so that whoever begins to move is looked at
    /// in that very picture.
    pub fn glance(&mut self, now: Timestamp, stirs: bool) {
        note(&mut self.stirred, now, stirs);
    }

    /// Takes in who is seen in it.
    pub fn observe(&mut self, now: Timestamp, pose: Option<&Pose>) {
        note(&mut self.seen, now, pose.is_some());
        let moves = match (&self.before, pose) {
            (Some((_, before)), Some(pose)) => shift(before, pose) > SHIFT,
            _ => false,
        };
        note(&mut self.stirred, now, moves);
        if moves || self.before.as_ref().is_none_or(|(time, _)| reached(now.since(*time), APART)) {
            self.before = pose.map(|pose| (now, pose.clone()));
        }
    }

    /// How sparingly to go on.
    #[must_use]
    pub fn sparing(&self, now: Timestamp, need: Need) -> Sparing {
        let lasts = |last: Option<Timestamp>, how_long| last.is_none_or(|last| !reached(now.since(last), how_long));
        let (is_lively, is_there) = (lasts(self.stirred, LIVELY), lasts(self.seen, GONE));
        match (need, is_lively) {
            (Need::Reading, _) => READING,
            (Need::Waiting, false) => RESTING,
            (_, false) if !is_there => RESTING,
            (Need::Waiting, true) => WATCHING,
            (_, true) if !is_there => WATCHING,
            (Need::Placing, _) => PLACING,
            (Need::Stretching, true) if self.is_economical => MOVING_LIGHTLY,
            (Need::Stretching, true) => MOVING,
            (Need::Stretching, false) if self.is_economical => HOLDING_LIGHTLY,
            (Need::Stretching, false) => HOLDING,
        }
    }
}

/// Notes when something was so last. Of what went before the first look nobody knows.
fn note(last: &mut Option<Timestamp>, now: Timestamp, is: bool) {
    if is || last.is_none() {
        *last = Some(now);
    }
}

/// How far the part that moved farthest was shifted, in torso lengths.
fn shift(before: &Pose, now: &Pose) -> f64 {
    farthest_shift(before, now, CLEAR) / torso_length(now).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;
    use crate::time::STALL;

    fn at(seconds: f64) -> Timestamp {
        Timestamp::from_secs(seconds)
    }

    /// Takes in one picture.
    fn look(looks: &mut Looks, seconds: f64, stirs: bool, body: Option<&Mannequin>, need: Need) -> Sparing {
        let pose = body.and_then(|body| body.observe(seconds).pose);
        looks.glance(at(seconds), stirs);
        looks.observe(at(seconds), pose.as_ref());
        looks.sparing(at(seconds), need)
    }

    #[test]
    fn somebody_who_moves_is_looked_at_more_often_than_somebody_who_rests() {
        let mut looks = Looks::default();
        let body = Mannequin::tabletop();
        let mut look = |seconds, stirs| look(&mut looks, seconds, stirs, Some(&body), Need::Stretching);
        assert_eq!(look(5.0, false), MOVING, "nobody knows yet");
        assert_eq!(look(6.4, false), MOVING);
        assert_eq!(look(6.5, false), HOLDING);
        assert_eq!(look(6.6, true), MOVING, "at once");
        looks.economise(true);
        assert_eq!(looks.sparing(at(6.7), Need::Stretching), MOVING_LIGHTLY);
        assert_eq!(looks.sparing(at(8.3), Need::Stretching), HOLDING_LIGHTLY);
    }

    #[test]
    fn an_arm_that_is_lifted_is_a_movement_and_a_breath_is_none() {
        // A limb of half a metre that turns by ten degrees within a second moves its end by nine centimetres; a breath lifts the back by one.
        for (a_second, moves) in [(20.0, true), (1.5, false)] {
            let mut looks = Looks::default();
            for picture in 0..90_u32 {
                let seconds = f64::from(picture) / 30.0;
                let body = Mannequin::lying_flat().arms(a_second * seconds, a_second * seconds);
                look(&mut looks, seconds, false, Some(&body), Need::Stretching);
            }
            let wanted = if moves { MOVING } else { HOLDING };
            assert_eq!(looks.sparing(at(3.0), Need::Stretching), wanted, "{a_second}");
        }
    }

    #[test]
    fn who_waits_and_where_nobody_is_few_looks_are_enough() {
        for need in [Need::Waiting, Need::Placing, Need::Stretching] {
            let mut looks = Looks::default();
            look(&mut looks, 0.0, false, None, need);
            assert_eq!(look(&mut looks, 3.0, false, None, need), RESTING, "{need:?}");
            assert_eq!(look(&mut looks, 3.1, true, None, need), WATCHING, "{need:?}");
            let found = look(&mut looks, 3.2, true, Some(&Mannequin::tabletop()), need);
            let wanted = match need {
                Need::Placing => PLACING,
                Need::Stretching => MOVING,
                Need::Waiting | Need::Reading => WATCHING,
            };
            assert_eq!(found, wanted);
            assert_eq!(looks.sparing(at(3.2), Need::Reading), READING);
        }
    }

    #[test]
    fn no_two_looks_are_as_far_apart_as_a_stall() {
        // A camera of 25 pictures a second gives one up to 40 milliseconds after it is due.
        for rate in [MOVING, HOLDING, MOVING_LIGHTLY, HOLDING_LIGHTLY, PLACING, READING, WATCHING, RESTING] {
            assert!(rate.pictures + millis(40) < STALL, "{rate:?}");
            assert!(rate.fast <= rate.slow && rate.slow <= rate.still.max(rate.pictures), "{rate:?}");
        }
    }
}
